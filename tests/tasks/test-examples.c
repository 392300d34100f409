/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tasks/tests/sw-test-suite.h"

/* Runs every test that the tasks files of data/examples write down. Every example must have a test
 * for each of its mocked cases. */

typedef struct
{
  char *folder;
  char *name; /* of the example: NAME.asl.json, NAME.tasks.json */
} Example;

static char *
load (const Example *example,
      const char    *suffix)
{
  g_autofree char *file = g_strconcat (example->name, suffix, NULL);
  g_autofree char *path = g_build_filename (example->folder, file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static SwTestSuite *
load_suite (const Example *example)
{
  g_autofree char *definition = load (example, ".asl.json"), *tasks = load (example, ".tasks.json");
  g_autoptr (SwTree) definition_tree = sw_tree_parse (definition, -1);
  g_autoptr (SwTree) tasks_tree = sw_tree_parse (tasks, -1);
  g_autoptr (GFile) folder = g_file_new_for_path (example->folder);
  g_autoptr (GError) error = NULL;
  SwTestOptions options = { .machine_name = example->name };
  SwTestSuite *suite
      = sw_test_suite_new (definition_tree, tasks_tree, folder, &options, &error);
  GPtrArray *problems;

  g_assert_no_error (error);
  problems = sw_test_suite_get_problems (suite);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((SwDiagnostic *) g_ptr_array_index (problems, i))->message);
  g_assert_cmpuint (problems->len, ==, 0);
  return suite;
}

static void
test_example (gconstpointer data)
{
  g_autoptr (SwTestSuite) suite = load_suite (data);
  GPtrArray *cases = sw_test_suite_get_cases (suite);
  guint n_failed = 0;

  g_assert_cmpuint (cases->len, >, 0);
  for (guint i = 0; i < cases->len; i++)
    {
      const SwTestCase *test = g_ptr_array_index (cases, i);
      g_autoptr (SwTestOutcome) outcome = sw_test_suite_run (suite, test, NULL);

      for (guint j = 0; j < outcome->differences->len; j++)
        g_test_message ("%s: %s", test->name,
                        ((SwTestDifference *) outcome->differences->pdata[j])->message);
      n_failed += !outcome->passed;
    }
  g_assert_cmpuint (n_failed, ==, 0);
}

/* A case that no test uses would never be looked at. */
static void
test_covered (gconstpointer data)
{
  g_autoptr (SwTestSuite) suite = load_suite (data);
  GPtrArray *cases = sw_test_suite_get_cases (suite);
  g_auto (GStrv) mocked = sw_tasks_file_dup_cases (sw_test_suite_get_file (suite));

  for (guint i = 0; mocked[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < cases->len && !found; j++)
        found = g_strcmp0 (((SwTestCase *) cases->pdata[j])->mock_case, mocked[i]) == 0;
      g_test_message ("%s", mocked[i]);
      g_assert_true (found);
    }
}

static void
example_free (gpointer data)
{
  Example *example = data;

  g_free (example->folder);
  g_free (example->name);
  g_free (example);
}

static void
add (const char   *folder,
     const char   *name,
     const char   *title,
     GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/examples/%s/%s", name, title);
  Example *example = g_new0 (Example, 1);

  example->folder = g_strdup (folder);
  example->name = g_strdup (name);
  g_test_add_data_func_full (path, example, function, example_free);
}

int
main (int    argc,
      char **argv)
{
  const char *folder = g_getenv ("STEPWRIGHT_EXAMPLES");
  g_autoptr (GDir) directory = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (folder);
  directory = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (directory);
  while ((file = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (file, ".asl.json"))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (".asl.json")));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      add (folder, names->pdata[i], "its tests pass", test_example);
      add (folder, names->pdata[i], "has a test for every case", test_covered);
    }
  return g_test_run ();
}
