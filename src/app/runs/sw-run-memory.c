/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-memory.h"

/* The last input of each definition, from one start of the program to the next: a key file in the
 * user's state folder, a group per definition, the oldest first. Only its owner may read it, as
 * an input may hold what is nobody else's. */

#define MAX_DEFINITIONS 50
#define MAX_INPUT_BYTES (256 * 1024)

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "stepwright", "inputs.ini", NULL);
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

/**
 * sw_run_memory_dup_input:
 * @definition: (nullable): the file of a definition
 *
 * Returns: (transfer full) (nullable): the input its last run began with, as JSON text
 */
char *
sw_run_memory_dup_input (GFile *definition)
{
  g_autoptr (GKeyFile) memory = NULL;
  g_autofree char *group = NULL;

  if (definition == NULL)
    return NULL;
  memory = load ();
  group = dup_group (definition);
  return g_key_file_get_string (memory, group, "input", NULL);
}

static void
forget_oldest (GKeyFile *memory)
{
  gsize count;
  g_auto (GStrv) groups = g_key_file_get_groups (memory, &count);

  for (gsize i = 0; i + MAX_DEFINITIONS < count; i++)
    g_key_file_remove_group (memory, groups[i], NULL);
}

/**
 * sw_run_memory_set_input:
 * @definition: (nullable): the file of a definition
 * @input: JSON text; a very long one is not remembered
 *
 * A failure to write is no failure of the run, and is not told.
 */
void
sw_run_memory_set_input (GFile      *definition,
                         const char *input)
{
  g_autoptr (GKeyFile) memory = NULL;
  g_autofree char *group = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (definition == NULL || strlen (input) > MAX_INPUT_BYTES)
    return;
  memory = load ();
  group = dup_group (definition);
  g_key_file_remove_group (memory, group, NULL);
  g_key_file_set_string (memory, group, "input", input);
  forget_oldest (memory);
  path = dup_path ();
  folder = g_path_get_dirname (path);
  g_mkdir_with_parents (folder, 0700);
  text = g_key_file_to_data (memory, &length, NULL);
  g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            NULL);
}
