/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-program.h"
#include "engine/sw-task-advice.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-table.h"

/* The bytes around the edited response are odd on purpose. */
static const char file[] = "{  \"StateMachines\": {\n"
                           "    \"M\": { \"TestCases\": { \"C\": { \"A\": \"shared\" , \"B\":\"shared\", "
                           "\"T\": \"own\" } } } },\n"
                           "  \"MockedResponses\": {\n"
                           "    \"shared\": { \"0\": { \"Return\": 1.50 } },\n"
                           "    \"own\": {\n"
                           "      \"0-2\": { \"Return\": {\"a\":1} },\n"
                           "      \"3\": { \"Throw\": { \"Error\": \"E\", \"Cause\": \"c\" } }\n"
                           "    }\n"
                           "  }\n"
                           "}\n";

static SwMockTable *
open_table (const char *text,
            const char *state)
{
  g_autoptr (GError) error = NULL;
  SwMockTable *table = sw_mock_table_new (text, "M", "C", state, &error);

  g_assert_no_error (error);
  return table;
}

static char *
apply (SwMockTable *table,
       const char  *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwMockConfig) config = NULL;
  char *result = sw_mock_table_apply (table, text, "M", "C", &error);

  g_assert_no_error (error);
  config = sw_mock_config_new_from_text (result, -1, &error);
  g_assert_no_error (error);
  return result;
}

/* Rows as "0-2=…;3!E" */
static void
assert_rows (const SwMockTable *table,
             const char        *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sw_mock_table_get_count (table); i++)
    {
      const SwMockAnswer *row = sw_mock_table_get (table, i);

      g_string_append_printf (text, "%s%u-%u", i > 0 ? ";" : "", row->first, row->last);
      if (row->throws)
        g_string_append_printf (text, "!%s", row->error);
      else
        {
          g_string_append_c (text, '=');
          sw_value_print (row->output, SW_TEXT_DEFAULT, text);
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rows (void)
{
  g_autoptr (SwMockTable) table = open_table (file, "T");
  g_auto (SwValue) seven = sw_value_new_integer (7);

  assert_rows (table, "0-2={\"a\":1};3-3!E");
  sw_mock_table_answer (table, 1, seven);
  assert_rows (table, "0-0={\"a\":1};1-1=7;2-2={\"a\":1};3-3!E");
  sw_mock_table_fail (table, 6, "F", NULL);
  assert_rows (table, "0-0={\"a\":1};1-1=7;2-2={\"a\":1};3-3!E;4-6!F");
  sw_mock_table_remove (table, 1);
  assert_rows (table, "0-1={\"a\":1};2-2!E;3-5!F");
  sw_mock_table_set_last (table, 0, 0);
  assert_rows (table, "0-0={\"a\":1};1-1!E;2-4!F");
  sw_mock_table_fail (table, 2, "E", "c");
  assert_rows (table, "0-0={\"a\":1};1-2!E;3-4!F");
}

/* One value changes: nothing else does. */
static void
test_keeps_the_rest (void)
{
  g_autoptr (SwMockTable) table = open_table (file, "T");
  g_autofree char *result = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\"3\": \\{[^\n]*", 0, 0, NULL);

  sw_mock_table_fail (table, 3, "Other", "why");
  result = apply (table, file);
  expected = g_regex_replace_literal (
      regex, file, -1, 0,
      "\"3\": { \"Throw\": { \"Error\": \"Other\", \"Cause\": \"why\" } }", 0, NULL);
  g_assert_cmpstr (result, ==, expected);
}

/* A state that shares its response gets one of its own. */
static void
test_shared (void)
{
  g_autoptr (SwMockTable) table = open_table (file, "A");
  g_autoptr (SwMockTable) after = NULL, other = NULL;
  g_autofree char *result = NULL;

  sw_mock_table_fail (table, 1, "E", "");
  result = apply (table, file);
  after = open_table (result, "A");
  other = open_table (result, "B");
  assert_rows (after, "0-0=1.5;1-1!E");
  assert_rows (other, "0-0=1.5");
}

static void
test_removed (void)
{
  g_autoptr (SwMockTable) table = open_table (file, "T");
  g_autofree char *result = NULL;

  sw_mock_table_remove (table, 0);
  sw_mock_table_remove (table, 0);
  result = apply (table, file);
  g_assert_null (g_strrstr (result, "own"));
  g_assert_true (g_strrstr (result, "shared") != NULL);
}

static void
test_new_file (void)
{
  g_autoptr (SwMockTable) table = open_table (NULL, "A");
  g_autoptr (SwMockTable) after = NULL;
  g_autofree char *result = NULL;

  sw_mock_table_answer (table, 0, SW_VALUE_NULL);
  result = apply (table, "");
  after = open_table (result, "A");
  assert_rows (after, "0-0=null");
}

static void
test_broken_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sw_mock_table_new ("{ \"StateMachines\": 1 }", "M", "C", "A", &error));
  g_assert_error (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_INVALID);
}

static SwProgram *
compile (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

static const char retried[]
    = "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": "
      "\"arn:aws:states:::lambda:invoke\", \"ResultSelector\": {\"id.$\": \"$.Payload.order.id\"}, "
      "\"Retry\": [{\"ErrorEquals\": [\"E\"], \"MaxAttempts\": 5}], \"Catch\": [{\"ErrorEquals\": "
      "[\"States.ALL\"], \"Next\": \"S\"}], \"Next\": \"S\"}, \"S\": {\"Type\": \"Succeed\"}}}";

/* A run's mocks go into a file beside what stands there. */
static void
test_take_case (void)
{
  g_autoptr (SwMockTable) table = open_table (NULL, "T"), after = NULL, other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *recorded = NULL, *result = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  sw_mock_table_fail (table, 1, "E", "c");
  sw_mock_table_answer (table, 2, SW_VALUE_NULL);
  recorded = apply (table, NULL);
  sw_value_from_text (recorded, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  result = sw_mock_text_take_case (file, value, "M", "C", &error);
  g_assert_no_error (error);
  after = open_table (result, "T");
  other = open_table (result, "A");
  assert_rows (after, "0-1!E;2-2=null");
  assert_rows (other, "0-0=1.5");
}

/* What a person is offered who performs a task */
static void
test_advice (void)
{
  g_autoptr (SwProgram) program = compile (retried);
  const SwState *state = sw_model_find_state (sw_program_get_model (program), "T");
  g_auto (GStrv) errors = sw_task_dup_errors (state);
  g_auto (SwValue) sample = sw_task_dup_sample (state);
  g_autofree char *text = sw_value_to_text (sample, SW_TEXT_DEFAULT, NULL);

  g_assert_cmpstr (errors[0], ==, "E");
  g_assert_true (g_strv_contains ((const char *const *) errors, "Lambda.ServiceException"));
  g_assert_true (g_strv_contains ((const char *const *) errors, "States.Timeout"));
  g_assert_cmpstr (text, ==, "{\"StatusCode\":200,\"Payload\":{\"order\":{\"id\":null}}}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mock-table/answers-ranges-of-invocations", test_rows);
  g_test_add_func ("/mock-table/keeps-the-other-text", test_keeps_the_rest);
  g_test_add_func ("/mock-table/leaves-shared-responses-to-the-others", test_shared);
  g_test_add_func ("/mock-table/takes-a-state-away", test_removed);
  g_test_add_func ("/mock-table/begins-a-file", test_new_file);
  g_test_add_func ("/mock-table/refuses-a-broken-file", test_broken_file);
  g_test_add_func ("/mock-table/takes-a-recorded-case", test_take_case);
  g_test_add_func ("/mock-table/offers-errors-and-a-sample", test_advice);
  return g_test_run ();
}
