/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "machine-run.h"

#include <string.h>

#include "engine/history/sw-history-read.h"
#include "engine/trace/sw-stages.h"
#include "engine/trace/sw-trace-sample.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-trace-mocks.h"
#include "trace-invariants.h"

/* Runs the machines of data/traces.json (see machine-run.h) and looks at what a trace makes of the
 * history: `visits`, a line for each, indented by depth; `edges`, all that were taken, by their
 * keys; `attempts` and `stages` of a state's first visit ("?": not known, for a reason), `samples`
 * of its latest. Everything is looked at three times: in our history, in the same history written
 * and read again, where only what AWS's events have is known, and in a run with the mocks that were
 * made of it. */

typedef struct
{
  SwValue test_case;
  SwTrace *trace;
} Look;

static const char *const status_names[] = {
  "IDLE", "RUNNING", "WAITING", "SUCCEEDED", "CAUGHT", "FAILED", "ABORTED",
};

static const char *const edge_names[] = { "start", "next", "rule", "default", "catch", "end" };

static const char *const stage_names[SW_N_DATA_STAGES] = {
  [SW_DATA_INPUT] = "input",
  [SW_DATA_INPUT_PATH] = "afterInputPath",
  [SW_DATA_ITEMS] = "items",
  [SW_DATA_PARAMETERS] = "parameters",
  [SW_DATA_RESULT] = "result",
  [SW_DATA_ERROR] = "errorOutput",
  [SW_DATA_RESULT_SELECTOR] = "afterResultSelector",
  [SW_DATA_RESULT_PATH] = "afterResultPath",
  [SW_DATA_ASSIGN] = "assigned",
  [SW_DATA_OUTPUT] = "output",
};

static void
add_count (GString *line, guint count, const char *what)
{
  if (count > 0)
    g_string_append_printf (line, " %u %s", count, what);
}

static void
add_name (GString *line, const SwVisit *visit)
{
  switch (visit->kind)
    {
    case SW_VISIT_MACHINE:
      g_string_append (line, "machine");
      break;
    case SW_VISIT_STATE:
      g_string_append (line, visit->state->name);
      break;
    case SW_VISIT_BRANCH:
    case SW_VISIT_ITERATION:
    default:
      g_string_append_printf (line, "%s %u%s",
                              visit->kind == SW_VISIT_BRANCH ? "branch" : "iteration", visit->index,
                              visit->round > 0 ? " again" : "");
    }
}

static void
add_state (GString *line, const SwTrace *trace, const SwVisit *visit)
{
  g_autofree char *nested = sw_trace_dup_nested (trace, visit);

  if (visit->left_by != SW_EDGE_NONE)
    g_string_append_printf (line, " %s", edge_names[visit->left_by]);
  if (visit->left_by == SW_EDGE_RULE || visit->left_by == SW_EDGE_CATCH)
    g_string_append_printf (line, " %u", visit->left_index);
  if (visit->round > 0)
    g_string_append_printf (line, " retried %u", visit->round);
  if (nested != NULL)
    g_string_append_printf (line, " runs %s", nested);
  if (sw_trace_get_map_run (trace, visit) != NULL)
    g_string_append (line, " run");
  if (visit->n_items > 0)
    g_string_append_printf (line, " of %u", visit->n_items);
  if (visit->n_items > 0 && visit->n_succeeded + visit->n_failed + visit->n_aborted > 0)
    g_string_append_c (line, ':');
  add_count (line, visit->n_succeeded, "succeeded");
  add_count (line, visit->n_failed, "failed");
  add_count (line, visit->n_aborted, "aborted");
}

static void
outline (const SwTrace *trace, const SwVisit *visit, guint depth, SwValue *lines)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean has_failed =
      visit->status == SW_RUN_STATE_FAILED || visit->status == SW_RUN_STATE_CAUGHT;
  const char *error = has_failed ? sw_trace_get_error (trace, visit) : NULL;
  const char *cause = has_failed ? sw_trace_get_cause (trace, visit) : NULL;

  g_string_append_printf (line, "%*s", (int) depth, "");
  add_name (line, visit);
  g_string_append_printf (line, " %s", status_names[visit->status]);
  if (visit->kind == SW_VISIT_STATE)
    add_state (line, trace, visit);
  if (error != NULL)
    g_string_append_printf (line, " %s%s%s", error, cause != NULL && *cause != '\0' ? ": " : "",
                            cause != NULL ? cause : "");
  sw_value_append (lines, sw_value_new_string (line->str));
  for (guint i = 0; i < sw_visit_get_n_children (visit); i++)
    outline (trace, sw_visit_get_child (visit, i), depth + 1, lines);
}

static void
assert_value (const char *what, SwValue expected, SwValue got)
{
  g_autofree char *wanted = NULL, *found = NULL;

  if (sw_value_equal (expected, got))
    return;
  wanted = sw_value_to_text (expected, SW_TEXT_PRETTY, NULL);
  found =
      sw_value_is (got, SW_TYPE_UNDEFINED) ? NULL : sw_value_to_text (got, SW_TEXT_PRETTY, NULL);
  g_test_message ("%s: expected %s, got %s", what, wanted, found != NULL ? found : "nothing");
  g_test_fail ();
}

static void
check_edges (const Look *look)
{
  SwValue expected = sw_value_get_member (look->test_case, "edges");
  g_autoptr (SwGraph) graph = sw_graph_new (sw_trace_get_model (look->trace));
  GPtrArray *edges = sw_graph_get_edges (graph);
  g_auto (SwValue) taken = sw_value_new_object (8);

  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = edges->pdata[i];
      guint count = sw_trace_edge_count (look->trace, edge);

      if (count > 0)
        sw_value_set_member (&taken, edge->kind == SW_EDGE_START ? edge->from->key : edge->key,
                             sw_value_new_integer (count));
    }
  if (!sw_value_is (expected, SW_TYPE_UNDEFINED))
    assert_value ("edges", expected, taken);
}

static const SwVisit *
find_visit (const Look *look, const char *name)
{
  for (guint i = 0; i < sw_trace_get_n_visits (look->trace); i++)
    {
      const SwVisit *visit = sw_trace_get_visit (look->trace, i);

      if (visit->kind == SW_VISIT_STATE && g_str_equal (visit->state->name, name))
        return visit;
    }
  g_assert_not_reached ();
}

static void
add_seconds (GString *line, const char *before, gint64 time)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3f", (double) time / G_USEC_PER_SEC);
  g_string_append_printf (line, "%s%s", before, text);
}

static SwValue
describe_attempts (const Look *look, const SwVisit *visit)
{
  g_autoptr (GArray) attempts = sw_trace_dup_attempts (look->trace, visit, 0);
  SwValue lines = sw_value_new_array (attempts->len);

  for (guint i = 0; i < attempts->len; i++)
    {
      const SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);
      g_autoptr (GString) line = g_string_new (NULL);

      if (i > 0)
        add_seconds (line, "after ", attempt->wait);
      add_seconds (line, i > 0 ? ": " : "", attempt->finished - attempt->began);
      if (attempt->error != NULL)
        g_string_append_printf (line, " %s%s%s", attempt->error, attempt->cause != NULL ? ": " : "",
                                attempt->cause != NULL ? attempt->cause : "");
      if (attempt->retrier >= 0)
        g_string_append_printf (line, " by %d", attempt->retrier);
      sw_value_append (&lines, sw_value_new_string (line->str));
    }
  return lines;
}

static void
check_attempts (const Look *look)
{
  SwValue expected = sw_value_get_member (look->test_case, "attempts");

  for (guint i = 0; sw_value_is (expected, SW_TYPE_OBJECT) && i < sw_value_get_length (expected);
       i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (expected, i));
      g_auto (SwValue) lines = describe_attempts (look, find_visit (look, name));

      assert_value (name, sw_value_get_member_at (expected, i), lines);
    }
}

/* The stages there are, and the variables where they are asked for */
static SwValue
describe_stages (const SwStages *stages, SwValue expected)
{
  SwValue value = sw_value_new_object (8);

  for (guint i = 0; i < stages->stages->len; i++)
    {
      const SwDataStage *stage = &g_array_index (stages->stages, SwDataStage, i);

      g_assert_true (sw_value_is (stage->value, SW_TYPE_UNDEFINED) == (stage->reason != NULL));
      sw_value_set_member (&value, stage_names[stage->kind],
                           stage->reason != NULL ? sw_value_new_string ("?")
                                                 : sw_value_ref (stage->value));
    }
  if (!sw_value_is (sw_value_get_member (expected, "before"), SW_TYPE_UNDEFINED))
    sw_value_set_member (&value, "before", sw_value_ref (stages->before));
  if (!sw_value_is (sw_value_get_member (expected, "after"), SW_TYPE_UNDEFINED))
    sw_value_set_member (&value, "after", sw_value_ref (stages->after));
  return value;
}

static void
check_stages (const Look *look)
{
  SwValue expected = sw_value_get_member (look->test_case, "stages");

  for (guint i = 0; sw_value_is (expected, SW_TYPE_OBJECT) && i < sw_value_get_length (expected);
       i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (expected, i));
      g_autoptr (SwStages) stages = sw_stages_new (look->trace, find_visit (look, name), NULL);
      g_auto (SwValue) value = describe_stages (stages, sw_value_get_member_at (expected, i));

      assert_value (name, sw_value_get_member_at (expected, i), value);
      g_assert_cmpstr (stages->warning, ==, NULL);
    }
}

/* Whatever the state, its stages can be had. */
static void
check_all_stages (const Look *look)
{
  for (guint i = 0; i < sw_trace_get_n_visits (look->trace); i++)
    if (sw_trace_get_visit (look->trace, i)->kind == SW_VISIT_STATE)
      sw_stages_free (sw_stages_new (look->trace, sw_trace_get_visit (look->trace, i), NULL));
}

static SwValue
describe_sample (const SwSample *sample)
{
  const struct
  {
    const char *name;
    SwValue value;
  } parts[] = {
    { "input", sample->input },     { "result", sample->result },
    { "output", sample->output },   { "variables", sample->variables },
    { "context", sample->context },
  };
  SwValue value = sw_value_new_object (G_N_ELEMENTS (parts));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!sw_value_is (parts[i].value, SW_TYPE_UNDEFINED))
      sw_value_set_member (&value, parts[i].name, sw_value_ref (parts[i].value));
  return value;
}

/* What the latest visit of a state saw and made; of what was not entered there is nothing. */
static void
check_samples (const Look *look)
{
  SwValue expected = sw_value_get_member (look->test_case, "samples");
  SwSample none;

  g_assert_false (sw_trace_find_sample (look->trace, "/States/none", NULL, &none));
  for (guint i = 0; sw_value_is (expected, SW_TYPE_OBJECT) && i < sw_value_get_length (expected);
       i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (expected, i));
      g_auto (SwSample) sample = { 0 };
      g_auto (SwValue) value = SW_VALUE_INIT;

      g_assert_true (
          sw_trace_find_sample (look->trace, find_visit (look, name)->state->pointer, NULL, &sample));
      value = describe_sample (&sample);
      assert_value (name, sw_value_get_member_at (expected, i), value);
    }
}

static void
look_at (SwValue test_case, const SwHistory *history, SwModel *model)
{
  g_autoptr (SwTrace) trace = sw_trace_new (history, model);
  const Look look = { test_case, trace };
  g_auto (SwValue) lines = sw_value_new_array (8);
  g_autofree char *problem = trace_check (trace);

  g_assert_cmpstr (problem, ==, NULL);
  outline (trace, sw_trace_get_root (trace), 0, &lines);
  assert_value ("visits", sw_value_get_member (test_case, "visits"), lines);
  check_edges (&look);
  check_attempts (&look);
  check_stages (&look);
  check_samples (&look);
  check_all_stages (&look);
}

static SwHistory *
write_and_read (const SwHistory *history)
{
  g_auto (SwValue) value = sw_history_to_value (history, TRUE);
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  SwHistory *read = sw_history_new_from_text (text, -1, notes, &error);
  g_auto (SwValue) again = SW_VALUE_INIT;

  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 0);
  again = sw_history_to_value (read, TRUE);
  assert_value ("what was read is written", value, again);
  return read;
}

static void
test_case (gconstpointer data)
{
  const SwValue *value = data;
  g_autoptr (MachineRun) run = machine_run_new (*value);
  const SwHistory *history = sw_execution_get_history (run->execution);
  SwModel *model = sw_program_get_model (sw_execution_get_program (run->execution));
  g_autoptr (SwHistory) read = NULL;

  machine_run_finish (run);
  look_at (*value, history, NULL);
  read = write_and_read (history);
  look_at (*value, read, model);
}

/* Answers as the runner's mocks would: by the number of the call, "1-3" for several. */
static SwValue
expand (SwValue document, SwValue cases)
{
  SwValue responses = sw_value_get_member (document, "MockedResponses");
  SwValue mocks = sw_value_new_object (4);

  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue response = sw_value_get_member_string (
          responses, sw_value_get_string (sw_value_get_member_at (cases, i)));
      SwValue answers = sw_value_new_array (4);

      for (guint j = 0; j < sw_value_get_length (response); j++)
        {
          const char *range = sw_string_get_text (sw_value_get_key (response, j));
          guint64 first = g_ascii_strtoull (range, NULL, 10), last = first;

          if (strchr (range, '-') != NULL)
            last = g_ascii_strtoull (strchr (range, '-') + 1, NULL, 10);
          g_assert_cmpuint (first, ==, sw_value_get_length (answers));
          for (; first <= last; first++)
            sw_value_append (&answers, sw_value_ref (sw_value_get_member_at (response, j)));
        }
      sw_value_set_member_string (&mocks, sw_value_get_key (cases, i), answers);
    }
  return mocks;
}

/* With the mocks made of a run the same comes out, if not in the same time. */
static void
test_mocks (gconstpointer data)
{
  const SwValue *value = data;
  g_autoptr (MachineRun) first = machine_run_new (*value);
  g_autoptr (MachineRun) second = NULL;
  g_autoptr (SwTrace) trace = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_auto (SwValue) document = SW_VALUE_INIT;
  g_auto (SwValue) changed = sw_value_ref (*value);

  machine_run_finish (first);
  trace = sw_trace_new (sw_execution_get_history (first->execution), NULL);
  document = sw_mocks_from_trace (trace, "M", "C", notes);
  if (notes->len > 0)
    {
      g_test_skip (notes->pdata[0]);
      return;
    }
  sw_value_set_member (
      &changed, "mocks",
      expand (document,
              sw_value_get_member (
                  sw_value_get_member (
                      sw_value_get_member (sw_value_get_member (document, "StateMachines"), "M"),
                      "TestCases"),
                  "C")));
  second = machine_run_new (changed);
  machine_run_finish (second);
  g_assert_cmpint (sw_execution_get_status (first->execution), ==,
                   sw_execution_get_status (second->execution));
  g_assert_cmpstr (sw_execution_get_error (first->execution), ==,
                   sw_execution_get_error (second->execution));
  g_assert_true (sw_value_equal (sw_execution_get_output (first->execution),
                                 sw_execution_get_output (second->execution))
                 || sw_execution_get_status (first->execution) != SW_EXECUTION_SUCCEEDED);
}

int
main (int argc, char **argv)
{
  g_auto (SwValue) cases = SW_VALUE_INIT;
  SwValue *values;
  int status;

  g_test_init (&argc, &argv, NULL);
  cases = machine_run_load ("traces");
  values = g_new (SwValue, sw_value_get_length (cases));
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      const char *name;
      g_autofree char *path = NULL, *mocks = NULL;

      values[i] = sw_value_get_element (cases, i);
      name = machine_run_get_text (values[i], "name");
      path = g_strconcat ("/trace/", name, NULL);
      mocks = g_strconcat ("/mocks/", name, NULL);
      g_test_add_data_func (path, &values[i], test_case);
      g_test_add_data_func (mocks, &values[i], test_mocks);
    }
  status = g_test_run ();
  g_free (values);
  return status;
}
