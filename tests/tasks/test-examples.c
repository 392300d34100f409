/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "json/sw-text.h"
#include "tasks/sw-runner.h"
#include "tasks/sw-tasks-file.h"

/* Runs every test that the tasks files of data/examples write down, each with its mocks and under a
 * virtual clock. Every example must have a test for each of its test cases. */

typedef struct
{
  char    *folder;
  char    *name; /* of the example: NAME.asl.json, NAME.tasks.json */
  SwValue  tasks;
  SwValue  test;
} Example;

static const char *
get_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static char *
dup_path (const char *folder,
          const char *name,
          const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return g_build_filename (folder, file, NULL);
}

static char *
load (const char *folder,
      const char *name,
      const char *suffix,
      gsize      *length)
{
  g_autofree char *path = dup_path (folder, name, suffix);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

static SwProgram *
load_program (const Example *example)
{
  gsize length;
  g_autofree char *text = load (example->folder, example->name, ".asl.json", &length);
  g_autoptr (SwTree) tree = sw_tree_parse (text, (gssize) length);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

static SwPerformer *
load_performer (const Example *example)
{
  g_autofree char *path = dup_path (example->folder, example->name, ".tasks.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) tasks = sw_tasks_file_load (file, &error);
  SwPerformer *performer;

  g_assert_no_error (error);
  performer = sw_tasks_file_new_performer (tasks, get_text (example->test, "case"), &error);
  g_assert_no_error (error);
  return performer;
}

static void
check (SwExecution *execution,
       SwValue      expected)
{
  SwValue output = sw_value_get_member (expected, "output");

  g_test_message ("%s: %s", sw_execution_get_error (execution), sw_execution_get_cause (execution));
  g_assert_cmpstr (sw_execution_status_get_name (sw_execution_get_status (execution)), ==,
                   get_text (expected, "status"));
  if (get_text (expected, "error") != NULL)
    g_assert_cmpstr (sw_execution_get_error (execution), ==, get_text (expected, "error"));
  if (get_text (expected, "cause") != NULL)
    g_assert_cmpstr (sw_execution_get_cause (execution), ==, get_text (expected, "cause"));
  if (!sw_value_is (output, SW_TYPE_UNDEFINED))
    {
      g_autofree char *wanted = sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
      g_autofree char *got
          = sw_value_to_text (sw_execution_get_output (execution), SW_TEXT_DEFAULT, NULL);

      g_test_message ("expected %s, got %s", wanted, got);
      g_assert_true (sw_value_equal (output, sw_execution_get_output (execution)));
    }
}

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  SwValue inputs = sw_value_get_member (example->tasks, "inputs");
  const char *input = get_text (example->test, "input");
  g_autoptr (SwProgram) program = load_program (example);
  g_autoptr (SwPerformer) performer = load_performer (example);
  g_autoptr (SwRunner) runner = NULL;
  SwExecutionOptions options = { .machine_name = example->name };

  options.input = sw_value_get_member (inputs, input);
  g_assert_false (sw_value_is (options.input, SW_TYPE_UNDEFINED));
  runner = sw_runner_new (program, &options, performer, SW_RUN_VIRTUAL);
  g_assert_true (sw_runner_run (runner));
  check (sw_runner_get_execution (runner), sw_value_get_member (example->test, "expect"));
}

/* A case that no test uses would never be looked at. */
static void
test_covered (gconstpointer data)
{
  const Example *example = data;
  SwValue tests = sw_value_get_member (example->tasks, "tests");
  g_autofree char *path = dup_path (example->folder, example->name, ".tasks.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) tasks = sw_tasks_file_load (file, &error);
  g_auto (GStrv) cases = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sw_value_get_length (tests), >, 0);
  cases = sw_tasks_file_dup_cases (tasks);
  for (guint i = 0; cases[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < sw_value_get_length (tests) && !found; j++)
        found = g_strcmp0 (get_text (sw_value_get_element (tests, j), "case"), cases[i]) == 0;
      g_test_message ("%s", cases[i]);
      g_assert_true (found);
    }
}

static void
example_free (gpointer data)
{
  Example *example = data;

  sw_value_clear (&example->tasks);
  g_free (example->folder);
  g_free (example->name);
  g_free (example);
}

static void
add (const char   *folder,
     const char   *name,
     SwValue       tasks,
     SwValue       test,
     const char   *title,
     GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/examples/%s/%s", name, title);
  Example *example = g_new0 (Example, 1);

  example->folder = g_strdup (folder);
  example->name = g_strdup (name);
  example->tasks = sw_value_ref (tasks);
  example->test = test;
  g_test_add_data_func_full (path, example, function, example_free);
}

static void
add_example (const char *folder,
             const char *name)
{
  gsize length;
  g_autofree char *text = load (folder, name, ".tasks.json", &length);
  g_auto (SwValue) tasks = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  SwValue tests;

  sw_value_from_text (text, (gssize) length, SW_TEXT_REPORT_DUPLICATES, &tasks, &error);
  g_assert_no_error (error);
  tests = sw_value_get_member (tasks, "tests");
  for (guint i = 0; i < sw_value_get_length (tests); i++)
    {
      SwValue test = sw_value_get_element (tests, i);

      add (folder, name, tasks, test, get_text (test, "name"), test_example);
    }
  add (folder, name, tasks, SW_VALUE_INIT, "has a test for every case", test_covered);
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
    add_example (folder, g_ptr_array_index (names, i));
  return g_test_run ();
}
