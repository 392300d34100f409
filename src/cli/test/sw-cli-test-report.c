/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/test/sw-cli-test.h"

#include <stdio.h>

#include "json/sw-text.h"

/* Called with each test in turn, numbered from 1 over all files */
typedef void (*EachTest) (const SwCliTestFile *file, const SwTestOutcome *outcome, guint number);

static void
for_each_test (const SwCliTestRun *run,
               EachTest            function)
{
  guint number = 0;

  for (guint i = 0; i < run->files->len; i++)
    {
      const SwCliTestFile *file = g_ptr_array_index (run->files, i);

      for (guint j = 0; j < file->outcomes->len; j++)
        function (file, g_ptr_array_index (file->outcomes, j), ++number);
    }
}

/* "FILE:LINE:COLUMN: " of what was expected */
static char *
dup_place (const SwCliTestFile    *file,
           const SwTestDifference *difference)
{
  guint line, column;

  sw_tree_locate (sw_test_suite_get_tasks (file->suite), difference->span.start, &line, &column);
  return g_strdup_printf ("%s:%u:%u", file->tasks, line, column);
}

static void
print_words (const SwCliTestFile *file,
             const SwTestOutcome *outcome,
             guint                number)
{
  if (g_ptr_array_index (file->outcomes, 0) == outcome)
    printf ("%s%s\n", number > 1 ? "\n" : "", file->name);
  printf ("  %s  %s\n", outcome->passed ? "passed" : "FAILED", outcome->test->name);
  for (guint i = 0; i < outcome->differences->len; i++)
    {
      const SwTestDifference *difference = g_ptr_array_index (outcome->differences, i);
      g_autofree char *place = dup_place (file, difference);

      printf ("          %s: %s\n", place, difference->message);
    }
}

/**
 * sw_cli_test_print_words:
 *
 * Prints what came of the tests for a person.
 */
void
sw_cli_test_print_words (const SwCliTestRun *run)
{
  for_each_test (run, print_words);
  if (run->n_passed + run->n_failed == 0)
    return;
  if (run->n_failed > 0)
    printf ("\n%u passed, %u failed\n", run->n_passed, run->n_failed);
  else
    printf ("\n%u passed\n", run->n_passed);
}

/* In a description `#` begins a directive. */
static char *
dup_description (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "#", -1);

  return g_strjoinv ("\\#", parts);
}

/* A text inside quotes of YAML, which are those of JSON */
static char *
dup_quoted (const char *text)
{
  g_auto (SwValue) value = sw_value_new_string (text);

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static void
print_tap (const SwCliTestFile *file,
           const SwTestOutcome *outcome,
           guint                number)
{
  g_autofree char *name = dup_description (file->name);
  g_autofree char *test = dup_description (outcome->test->name);

  printf ("%sok %u - %s: %s\n", outcome->passed ? "" : "not ", number, name, test);
  if (outcome->passed)
    return;
  fputs ("  ---\n  differences:\n", stdout);
  for (guint i = 0; i < outcome->differences->len; i++)
    {
      const SwTestDifference *difference = g_ptr_array_index (outcome->differences, i);
      g_autofree char *place = dup_place (file, difference);
      g_autofree char *at = dup_quoted (place);
      g_autofree char *message = dup_quoted (difference->message);

      printf ("    - message: %s\n      at: %s\n", message, at);
    }
  fputs ("  ...\n", stdout);
}

/**
 * sw_cli_test_print_tap:
 *
 * Prints what came of the tests as TAP, version 13: a point per test, with what differs as YAML.
 */
void
sw_cli_test_print_tap (const SwCliTestRun *run)
{
  printf ("TAP version 13\n1..%u\n", run->n_passed + run->n_failed);
  for_each_test (run, print_tap);
}

static void
set_value (SwValue    *object,
           const char *name,
           SwValue     value)
{
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (object, name, sw_value_ref (value));
}

static SwValue
difference_to_value (const SwCliTestFile    *file,
                     const SwTestDifference *difference)
{
  SwValue value = sw_value_new_object (8);
  guint line, column;

  sw_tree_locate (sw_test_suite_get_tasks (file->suite), difference->span.start, &line, &column);
  sw_value_set_text (&value, "what", difference->what);
  sw_value_set_text (&value, "pointer", difference->pointer);
  sw_value_set_text (&value, "message", difference->message);
  set_value (&value, "wanted", difference->wanted);
  set_value (&value, "got", difference->got);
  sw_value_set_member (&value, "line", sw_value_new_integer (line));
  sw_value_set_member (&value, "column", sw_value_new_integer (column));
  return value;
}

static SwValue
outcome_to_value (const SwCliTestFile *file,
                  const SwTestOutcome *outcome)
{
  const SwExecution *execution = sw_runner_get_execution (outcome->runner);
  SwValue value = sw_value_new_object (8), differences = sw_value_new_array (4);

  sw_value_set_text (&value, "name", outcome->test->name);
  sw_value_set_member (&value, "passed", sw_value_new_boolean (outcome->passed));
  sw_value_set_member (&value, "seconds", sw_value_new_number (outcome->seconds));
  sw_value_set_text (&value, "status",
                     sw_execution_status_get_name (sw_execution_get_status (execution)));
  set_value (&value, "output", sw_execution_get_output (execution));
  sw_value_set_text (&value, "error", sw_execution_get_error (execution));
  sw_value_set_text (&value, "cause", sw_execution_get_cause (execution));
  for (guint i = 0; i < outcome->differences->len; i++)
    sw_value_append (&differences,
                     difference_to_value (file, g_ptr_array_index (outcome->differences, i)));
  sw_value_set_member (&value, "differences", differences);
  return value;
}

static SwValue
file_to_value (const SwCliTestFile *file)
{
  SwValue value = sw_value_new_object (3), tests = sw_value_new_array (8);

  sw_value_set_text (&value, "file", file->name);
  sw_value_set_text (&value, "tasks", file->tasks);
  for (guint i = 0; i < file->outcomes->len; i++)
    sw_value_append (&tests, outcome_to_value (file, g_ptr_array_index (file->outcomes, i)));
  sw_value_set_member (&value, "tests", tests);
  if (file->suggestions != NULL)
    sw_value_set_member (&value, "suggestions", sw_cli_test_suggestions_to_value (file));
  return value;
}

/**
 * sw_cli_test_to_value:
 *
 * Returns: (transfer full): what came of the tests, as --help says it of --json
 */
SwValue
sw_cli_test_to_value (const SwCliTestRun *run)
{
  SwValue value = sw_value_new_object (4), files = sw_value_new_array (4);

  sw_value_set_member (&value, "passed", sw_value_new_integer (run->n_passed));
  sw_value_set_member (&value, "failed", sw_value_new_integer (run->n_failed));
  for (guint i = 0; i < run->files->len; i++)
    sw_value_append (&files, file_to_value (g_ptr_array_index (run->files, i)));
  sw_value_set_member (&value, "files", files);
  if (run->coverage != NULL)
    sw_value_set_member (&value, "coverage", sw_cli_coverage_to_value (run->coverage));
  return value;
}
