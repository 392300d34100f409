/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-input-edits.h"

#include <glib/gstdio.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *file;
  const char *input;
  const char *json;
  const char *expected; /* NULL: refused */
} cases[] = {
  { "first", "{\n  \"version\": 1\n}\n", "small", "{\"id\":7}",
    "{\n  \"version\": 1,\n  \"inputs\": {\n    \"small\": {\n      \"id\": 7\n    }\n  }\n}\n" },
  { "another", "{ \"inputs\": { \"a\": 1 }, \"x\" : 1.0 }", "b", "[]",
    "{ \"inputs\": { \"a\": 1, \"b\": [] }, \"x\" : 1.0 }" },
  { "in-place-of-one", "{ \"inputs\": { \"a\": 1 } }", "a", "2", "{ \"inputs\": { \"a\": 2 } }" },
  { "name-with-slash", "{ \"inputs\": { \"a/b\": 1 } }", "a/b", "2", "{ \"inputs\": { \"a/b\": 2 } }" },
  { "inputs-are-no-object", "{ \"inputs\": [] }", "a", "2", NULL },
  { "file-is-no-object", "[]", "a", "2", NULL },
};

static void
test_set (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SwTree) tree = sw_tree_parse (cases[i].file, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwEdits) edits = sw_input_edits_set (tree, cases[i].input, cases[i].json, &error);
  g_autofree char *text
      = edits != NULL ? sw_edits_apply (edits, cases[i].file, strlen (cases[i].file), NULL) : NULL;

  g_assert_cmpstr (text, ==, cases[i].expected);
  g_assert_true ((error != NULL) == (edits == NULL));
}

static void
test_a_file_is_made_where_there_is_none (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "order.tasks.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (sw_input_save (file, "one", "{}", &error));
  g_assert_no_error (error);
  g_assert_true (sw_input_save (file, "two", "2", &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "{\n  \"version\": 1,\n  \"inputs\": {\n    \"one\": {},\n    \"two\": 2\n  }\n}\n");
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks/input-edits/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_set);
    }
  g_test_add_func ("/tasks/input-edits/a-file-is-made-where-there-is-none",
                   test_a_file_is_made_where_there_is_none);
  return g_test_run ();
}
