/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-memory.h"

/* A key file in the user's state folder, a group per definition, the oldest first. Only its owner
 * may read it, as an input may hold what is nobody else's. A failure to write is no failure of what
 * is remembered, and is not told. */

#define MAX_DEFINITIONS 100
#define MAX_BYTES (256 * 1024) /* of one text; a longer one is not remembered */

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "stepwright", "definitions.ini", NULL);
}

static GKeyFile *
load (void)
{
  GKeyFile *memory = g_key_file_new ();
  g_autofree char *path = dup_path ();

  /* What cannot be read is begun anew. */
  g_key_file_load_from_file (memory, path, G_KEY_FILE_NONE, NULL);
  return memory;
}

/* A group's name may not hold brackets or control characters, which a URI escapes but for the
 * brackets of a host. */
static char *
dup_group (GFile *definition)
{
  g_autofree char *uri = g_file_get_uri (definition);

  return g_uri_escape_string (uri, ":/%", FALSE);
}

static void
forget_oldest (GKeyFile *memory)
{
  gsize count;
  g_auto (GStrv) groups = g_key_file_get_groups (memory, &count);

  for (gsize i = 0; i + MAX_DEFINITIONS < count; i++)
    g_key_file_remove_group (memory, groups[i], NULL);
}

static void
save (GKeyFile *memory)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gsize length;

  forget_oldest (memory);
  text = g_key_file_to_data (memory, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            NULL);
}

/* Takes GROUP to the end, where the newest are, with what it holds. */
static void
renew (GKeyFile *memory, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (memory, group, NULL, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    g_ptr_array_add (values, g_key_file_get_value (memory, group, keys[i], NULL));
  g_key_file_remove_group (memory, group, NULL);
  for (guint i = 0; i < values->len; i++)
    g_key_file_set_value (memory, group, keys[i], g_ptr_array_index (values, i));
}

/**
 * sw_memory_dup_text:
 * @definition: (nullable): the file of a definition
 * @what: which text
 *
 * Returns: (transfer full) (nullable): the text, %NULL where none is remembered
 */
char *
sw_memory_dup_text (GFile *definition, const char *what)
{
  g_autoptr (GKeyFile) memory = NULL;
  g_autofree char *group = NULL;

  if (definition == NULL)
    return NULL;
  memory = load ();
  group = dup_group (definition);
  return g_key_file_get_string (memory, group, what, NULL);
}

/**
 * sw_memory_set_text:
 * @definition: (nullable): the file of a definition; of one without a file nothing is remembered
 * @what: which text
 * @text: what to remember; a very long one is not
 */
void
sw_memory_set_text (GFile *definition, const char *what, const char *text)
{
  g_autoptr (GKeyFile) memory = NULL;
  g_autofree char *group = NULL;

  if (definition == NULL || strlen (text) > MAX_BYTES)
    return;
  memory = load ();
  group = dup_group (definition);
  renew (memory, group);
  g_key_file_set_string (memory, group, what, text);
  save (memory);
}

/**
 * sw_memory_dup_list:
 * @definition: (nullable): the file of a definition
 * @what: which list
 *
 * Returns: (transfer full) (nullable): the list, %NULL-terminated; %NULL where none is remembered
 */
char **
sw_memory_dup_list (GFile *definition, const char *what)
{
  g_autoptr (GKeyFile) memory = NULL;
  g_autofree char *group = NULL;

  if (definition == NULL)
    return NULL;
  memory = load ();
  group = dup_group (definition);
  return g_key_file_get_string_list (memory, group, what, NULL, NULL);
}

/**
 * sw_memory_set_list:
 * @definition: (nullable): the file of a definition; of one without a file nothing is remembered
 * @what: which list
 * @list: what to remember; an empty one is forgotten
 */
void
sw_memory_set_list (GFile *definition, const char *what, const char *const *list)
{
  g_autoptr (GKeyFile) memory = NULL;
  g_autofree char *group = NULL;

  if (definition == NULL)
    return;
  memory = load ();
  group = dup_group (definition);
  if (*list == NULL)
    {
      /* Nothing was remembered: there is nothing to write. */
      if (!g_key_file_remove_key (memory, group, what, NULL))
        return;
    }
  else
    {
      renew (memory, group);
      g_key_file_set_string_list (memory, group, what, list, g_strv_length ((char **) list));
    }
  save (memory);
}
