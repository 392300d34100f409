/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stories.h"

#include <string.h>

typedef struct
{
  Story *story;
  void  (*run) (const Story *story);
} Case;

static void
story_free (gpointer data)
{
  Case *item = data;
  Story *self = item->story;

  g_free (self->name);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
  g_hash_table_unref (self->sections);
  g_free (self);
  g_free (item);
}

static void
run_case (gconstpointer data)
{
  const Case *item = data;

  item->run (item->story);
}

static Story *
story_new (const char *name)
{
  Story *self = g_new0 (Story, 1);

  self->name = g_strdup (name);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static void
read_header (Story      *self,
             const char *line)
{
  const char *colon = strstr (line, ":");

  if (line[0] == '#' || line[0] == '\0')
    return;
  if (colon == NULL)
    g_error ("%s: “%s” is no key: value", self->name, line);

  g_ptr_array_add (self->keys, g_strndup (line, colon - line));
  g_ptr_array_add (self->values, g_strstrip (g_strdup (colon + 1)));
}

/* Blank lines and comments before the next case are no part of this one. */
static void
cut_remarks (GString *text)
{
  while (text->len > 0)
    {
      const char *line = g_strrstr_len (text->str, text->len - 1, "\n");

      line = line != NULL ? line + 1 : text->str;
      if (*line != '\n' && *line != '#')
        return;
      g_string_truncate (text, line - text->str);
    }
}

/* Reads the case that begins at LINES[*AT] ("== name"). */
static Story *
read_story (char  **lines,
            guint  *at)
{
  Story *self = story_new (lines[*at] + 3);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *section = NULL;

  for ((*at)++; lines[*at] != NULL && !g_str_has_prefix (lines[*at], "== "); (*at)++)
    {
      const char *line = lines[*at];

      if (g_str_has_prefix (line, "-- "))
        {
          if (section != NULL)
            g_hash_table_insert (self->sections, g_strdup (section), g_strdup (text->str));
          section = line + 3;
          g_string_truncate (text, 0);
        }
      else if (section == NULL)
        read_header (self, line);
      else
        g_string_append_printf (text, "%s\n", line);
    }

  if (section != NULL)
    {
      cut_remarks (text);
      g_hash_table_insert (self->sections, g_strdup (section), g_strdup (text->str));
    }

  return self;
}

/* The value of the first line KEY, or NULL. */
const char *
story_get (const Story *self,
           const char  *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (strcmp (g_ptr_array_index (self->keys, i), key) == 0)
      return g_ptr_array_index (self->values, i);

  return NULL;
}

/* The values of all lines KEY: borrowed texts in an owned array. */
GPtrArray *
story_dup_all (const Story *self,
               const char  *key)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < self->keys->len; i++)
    if (strcmp (g_ptr_array_index (self->keys, i), key) == 0)
      g_ptr_array_add (values, g_ptr_array_index (self->values, i));

  return values;
}

const char *
story_get_section (const Story *self,
                   const char  *name)
{
  return g_hash_table_lookup (self->sections, name);
}

/* Registers a test for each case of tests/asl/data/FILE. */
void
stories_add_tests (const char *file,
                   const char *prefix,
                   void      (*run) (const Story *story))
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "asl", "data", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint at = 0;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (text, "\n", -1);
  while (lines[at] != NULL)
    {
      Case *item;
      g_autofree char *title = NULL;
      g_autofree char *test = NULL;

      if (!g_str_has_prefix (lines[at], "== "))
        {
          at++;
          continue;
        }

      item = g_new0 (Case, 1);
      item->run = run;
      item->story = read_story (lines, &at);
      /* A slash would part the test's path. */
      title = g_strdelimit (g_strdup (item->story->name), "/", '|');
      test = g_strdup_printf ("%s/%s", prefix, title);
      g_test_add_data_func_full (test, item, run_case, story_free);
    }
}

SwModel *
model_from_text (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);

  return sw_model_new (tree);
}

/* Fails with both texts and the first line that differs. */
void
assert_same_text (const char *actual,
                  const char *expected)
{
  g_auto (GStrv) got = g_strsplit (actual, "\n", -1);
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);

  if (strcmp (actual, expected) == 0)
    return;

  for (guint i = 0;; i++)
    if (g_strcmp0 (got[i], wanted[i]) != 0)
      {
        g_test_message ("line %u:\n  got      %s\n  expected %s\nthe whole:\n%s", i + 1,
                        got[i] != NULL ? got[i] : "(end)", wanted[i] != NULL ? wanted[i] : "(end)",
                        actual);
        break;
      }
  g_test_fail ();
}
