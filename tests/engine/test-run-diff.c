/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-run-diff.h"
#include "json/sw-text.h"

/* Runs the machines of data/run-diffs.json twice and compares the runs. A case has a `definition`,
 * two runs, `before` and `after`, each with its `input` and `mocks` (state -> its answers in order:
 * a value, or {"Throw": error}), perhaps another `definition` in a run, and what is expected: a
 * line for each visit that differs ("A: input output"; "+" and "-" for those of one run alone), and
 * where they part. */

static SwValue
load_cases (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "engine", "data", "run-diffs.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SwValue value = SW_VALUE_INIT;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_REPORT_DUPLICATES, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
answer (SwExecution *execution, const SwTaskRequest *request, SwValue mocks, gint64 now)
{
  SwValue answers = sw_value_get_member (mocks, request->state->name);
  SwValue reply = sw_value_get_element (answers, request->invocation);
  SwValue thrown =
      sw_value_is (reply, SW_TYPE_OBJECT) ? sw_value_get_member (reply, "Throw") : SW_VALUE_INIT;

  if (sw_value_is (thrown, SW_TYPE_STRING))
    sw_execution_fail_task (execution, request->id, sw_value_get_text (thrown, NULL), "told to",
                            now);
  else
    sw_execution_succeed_task (execution, request->id, reply, now);
}

static SwExecution *
run (SwValue definition, SwValue how)
{
  SwValue own = sw_value_get_member (how, "definition");
  g_autofree char *text = sw_value_to_text (sw_value_is (own, SW_TYPE_OBJECT) ? own : definition,
                                            SW_TEXT_DEFAULT, NULL);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  const SwExecutionOptions options = { .input = sw_value_get_member (how, "input") };
  SwExecution *execution;
  gint64 now = 0;

  g_assert_no_error (error);
  execution = sw_execution_new (program, &options);
  sw_execution_start (execution, now);
  while (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
    {
      const SwTaskRequest *request;

      while (sw_execution_step (execution, now))
        ;
      request = sw_execution_take_request (execution);
      if (request != NULL)
        answer (execution, request, sw_value_get_member (how, "mocks"), now);
      else if (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
        now = sw_execution_get_wake_time (execution);
    }
  return execution;
}

static void
append_name (GString *out, const SwVisit *visit)
{
  switch (visit->kind)
    {
    case SW_VISIT_STATE:
      g_string_append (out, visit->state->name);
      break;
    case SW_VISIT_BRANCH:
    case SW_VISIT_ITERATION:
      g_string_append_printf (out, "%s[%u]", visit->state->name, visit->index);
      break;
    case SW_VISIT_MACHINE:
    default:
      g_string_append (out, "the machine");
    }
}

static void
append_pair (GString *out, const SwVisitPair *pair)
{
  if (pair->before == NULL || pair->after == NULL)
    g_string_append (out, pair->before == NULL ? "+ " : "- ");
  append_name (out, pair->after != NULL ? pair->after : pair->before);
  for (guint i = 0; i < SW_APART_N; i++)
    if (pair->apart & (1u << i))
      g_string_append_printf (out, "%s%s", pair->apart & ((1u << i) - 1) ? " " : ": ",
                              sw_apart_get_name (1u << i));
}

static void
test_case (gconstpointer data)
{
  const SwValue *self = data;
  SwValue definition = sw_value_get_member (*self, "definition");
  SwValue expected = sw_value_get_member (*self, "apart");
  SwValue parting = sw_value_get_member (*self, "parting");
  g_autoptr (SwExecution) first = run (definition, sw_value_get_member (*self, "before"));
  g_autoptr (SwExecution) second = run (definition, sw_value_get_member (*self, "after"));
  g_autoptr (SwTrace) before = sw_trace_new (
      sw_execution_get_history (first), sw_program_get_model (sw_execution_get_program (first)));
  g_autoptr (SwTrace) after = sw_trace_new (
      sw_execution_get_history (second), sw_program_get_model (sw_execution_get_program (second)));
  g_autoptr (SwRunDiff) diff = sw_run_diff_new (before, after);
  GArray *pairs = sw_run_diff_get_pairs (diff);
  int index = sw_run_diff_get_parting (diff);
  guint count = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (pairs, SwVisitPair, i);
      g_autoptr (GString) line = g_string_new (NULL);

      if (sw_visit_pair_is_same (pair))
        continue;
      append_pair (line, pair);
      g_assert_cmpstr (line->str, ==,
                       sw_value_get_text (sw_value_get_element (expected, count++), NULL));
    }
  g_assert_cmpuint (count, ==, sw_value_get_length (expected));
  if (sw_value_is (parting, SW_TYPE_NULL))
    g_assert_cmpint (index, ==, -1);
  else
    {
      g_autoptr (GString) line = g_string_new (NULL);

      g_assert_cmpint (index, >=, 0);
      append_pair (line, &g_array_index (pairs, SwVisitPair, index));
      g_assert_cmpstr (line->str, ==, sw_value_get_text (parting, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_auto (SwValue) cases = SW_VALUE_INIT;
  g_autofree SwValue *each = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = load_cases ();
  each = g_new (SwValue, sw_value_get_length (cases));
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      g_autofree char *path = NULL;

      each[i] = sw_value_get_element (cases, i);
      path = g_strdup_printf ("/run-diff/%s",
                              sw_value_get_text (sw_value_get_member (each[i], "name"), NULL));
      g_test_add_data_func (path, &each[i], test_case);
    }
  return g_test_run ();
}
