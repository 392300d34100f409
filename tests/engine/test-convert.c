/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "asl/check/sw-check.h"
#include "asl/convert/sw-convert.h"
#include "engine/execution/sw-execution.h"
#include "json/sw-text.h"

/* States before and after their conversion, run on the same inputs: what they do must be the same.
 * data/conversions.json goes to JSONata, data/conversions-back.json to JSONPath. A case has a
 * `state`, `inputs`, and what every task answers: `result`, or `throw`. The state is called S; X, Y
 * and Z are there to go to. */

/* 2030-01-01T00:00:00Z */
#define START (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)
#define MAX_STEPS 10000

static const char *
get_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static void
answer (SwExecution         *execution,
        const SwTaskRequest *request,
        SwValue              test_case,
        GString             *told,
        gint64               now)
{
  SwValue thrown = sw_value_get_member (test_case, "throw");

  g_string_append (told, "task ");
  sw_value_print (request->input, SW_TEXT_DEFAULT, told);
  g_string_append_c (told, '\n');
  if (sw_value_is (thrown, SW_TYPE_OBJECT))
    sw_execution_fail_task (execution, request->id, get_text (thrown, "Error"),
                            get_text (thrown, "Cause"), now);
  else
    sw_execution_succeed_task (execution, request->id, sw_value_get_member (test_case, "result"),
                               now);
}

/* What S did: variables and next states, as far as the history tells */
static void
tell_history (SwExecution *execution,
              GString     *told)
{
  g_auto (SwValue) history = sw_history_to_value (sw_execution_get_history (execution), TRUE);
  SwValue events = sw_value_get_member (history, "events");

  for (guint i = 0; i < sw_value_get_length (events); i++)
    {
      SwValue event = sw_value_get_element (events, i);
      SwValue details = sw_value_get_member (event, "stateEnteredEventDetails");
      SwValue left = sw_value_get_member (event, "stateExitedEventDetails");
      SwValue assigned = sw_value_is (left, SW_TYPE_OBJECT)
                             ? sw_value_get_member (left, "assignedVariables")
                             : SW_VALUE_INIT;

      if (sw_value_is (details, SW_TYPE_OBJECT))
        g_string_append_printf (told, "%s\n", get_text (details, "name"));
      if (sw_value_is (assigned, SW_TYPE_OBJECT))
        sw_value_print (assigned, SW_TEXT_DEFAULT, told);
    }
}

/* All that a run does, but the words of its errors; of one that fails, that it does */
static char *
run (SwModel *model,
     SwValue  input,
     SwValue  test_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  SwExecutionOptions options = { .input = input, .machine_name = "m" };
  g_autoptr (SwExecution) execution = NULL;
  GString *told = g_string_new (NULL);
  gint64 now = START;

  g_assert_no_error (error);
  execution = sw_execution_new (program, &options);
  sw_execution_start (execution, now);
  for (guint steps = 0; steps < MAX_STEPS; steps++)
    {
      const SwTaskRequest *request;
      gint64 wake;

      if (sw_execution_step (execution, now))
        continue;
      request = sw_execution_take_request (execution);
      wake = sw_execution_get_wake_time (execution);
      if (request != NULL)
        answer (execution, request, test_case, told, now);
      else if (wake == G_MAXINT64)
        break;
      else
        now = MAX (now, wake);
    }

  if (sw_execution_get_status (execution) != SW_EXECUTION_SUCCEEDED)
    {
      g_string_assign (told, sw_execution_status_get_name (sw_execution_get_status (execution)));
      return g_string_free_and_steal (told);
    }
  tell_history (execution, told);
  g_string_append_printf (told, "%" G_GINT64_FORMAT " s\n", (now - START) / G_USEC_PER_SEC);
  sw_value_print (sw_execution_get_output (execution), SW_TEXT_DEFAULT, told);
  return g_string_free_and_steal (told);
}

static SwModel *
read_model (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);

  g_assert_true (sw_tree_is_valid (tree));
  return sw_model_new (tree);
}

static SwModel *
make_machine (SwValue state)
{
  g_autofree char *text = sw_value_to_text (state, SW_TEXT_DEFAULT, NULL);
  g_autofree char *machine = g_strdup_printf (
      "{\"StartAt\": \"S\", \"States\": {\"S\": %s, \"X\": {\"Type\": \"Succeed\"}, "
      "\"Y\": {\"Type\": \"Succeed\"}, \"Z\": {\"Type\": \"Succeed\"}}}",
      text);

  return read_model (machine);
}

static SwModel *
convert (SwModel         *model,
         const char      *pointer,
         SwQueryLanguage  to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwConversion) conversion = sw_conversion_new (model, pointer, to, &error);
  g_autoptr (SwOpsResult) result = NULL;
  g_autofree char *converted = NULL;
  const char *text;
  gsize length;

  g_assert_no_error (error);
  result = sw_conversion_apply (conversion, &error);
  g_assert_no_error (error);
  text = sw_tree_get_text (sw_model_get_tree (model), &length);
  converted = sw_edits_apply (result->edits, text, length, NULL);
  return read_model (converted);
}

static void
check (SwModel *model)
{
  g_autoptr (GPtrArray) found = sw_check (model, SW_MACHINE_STANDARD);

  for (guint i = 0; i < found->len; i++)
    {
      const SwDiagnostic *finding = g_ptr_array_index (found, i);

      /* X, Y and Z may be out of reach. */
      if (finding->severity == SW_SEVERITY_ERROR && strstr (finding->message, "reachable") == NULL)
        g_assert_cmpstr (finding->message, ==, NULL);
    }
}

static void
compare (SwModel *before,
         SwModel *after,
         SwValue  test_case)
{
  SwValue inputs = sw_value_get_member (test_case, "inputs");

  for (guint i = 0; i < sw_value_get_length (inputs); i++)
    {
      SwValue input = sw_value_get_element (inputs, i);
      g_autofree char *expected = run (before, input, test_case);
      g_autofree char *actual = run (after, input, test_case);
      g_autofree char *text = sw_value_to_text (input, SW_TEXT_DEFAULT, NULL);

      if (!g_str_equal (expected, actual))
        {
          g_test_message ("input %s\n%s\n", text,
                          sw_tree_get_text (sw_model_get_tree (after), NULL));
          g_assert_cmpstr (actual, ==, expected);
        }
    }
}

typedef struct
{
  SwValue         test_case;
  SwQueryLanguage to;
} Case;

static void
test_case_run (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (SwModel) before = make_machine (sw_value_get_member (each->test_case, "state"));
  g_autoptr (SwModel) after = convert (before, "/States/S", each->to);

  check (after);
  compare (before, after, each->test_case);
}

static SwValue
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "engine", "data", name, NULL);
  g_autofree char *text = NULL;
  SwValue cases = SW_VALUE_INIT;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &cases, NULL));
  return cases;
}

/* The cases borrow from CASES. */
static void
add_cases (SwValue          cases,
           SwQueryLanguage  to,
           const char      *prefix)
{
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      Case *each = g_new (Case, 1);
      g_autofree char *name = NULL;

      each->test_case = sw_value_get_element (cases, i);
      each->to = to;
      name = g_strconcat (prefix, get_text (each->test_case, "name"), NULL);
      g_test_add_data_func_full (name, each, test_case_run, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_auto (SwValue) there = SW_VALUE_INIT;
  g_auto (SwValue) back = SW_VALUE_INIT;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  there = load ("conversions.json");
  back = load ("conversions-back.json");
  add_cases (there, SW_QUERY_JSONATA, "/engine/convert/to-jsonata/");
  add_cases (back, SW_QUERY_JSONPATH, "/engine/convert/to-jsonpath/");
  return g_test_run ();
}
