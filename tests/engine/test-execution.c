/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "machine-run.h"

#include "engine/history/sw-history-read.h"
#include "json/sw-text.h"
#include "trace-invariants.h"

/* Runs the machines of data/choice.json, errors.json and flow.json under a virtual clock, see
 * machine-run.h. What a case expects: status, output, error, cause, path (states as they are
 * entered), seconds (of virtual time) and events. Refused definitions are in data/refused.json. */

/* Events after which a run that goes on is looked at no more */
#define MAX_LOOKS 500

/* Events that a history has room for */
#define FULL_HISTORY 25000

static const char *const files[] = { "choice", "errors", "flow", "traces" };

static void
assert_equal (const char *what,
              SwValue     expected,
              SwValue     actual)
{
  g_autofree char *wanted = sw_value_to_text (expected, SW_TEXT_DEFAULT, NULL);
  g_autofree char *got = sw_value_is (actual, SW_TYPE_UNDEFINED)
                             ? g_strdup ("nothing")
                             : sw_value_to_text (actual, SW_TEXT_DEFAULT, NULL);

  if (!sw_value_equal (expected, actual))
    g_test_message ("%s: expected %s, got %s", what, wanted, got);
  g_assert_true (sw_value_equal (expected, actual));
}

static SwValue
make_path (const SwHistory *history)
{
  SwValue path = sw_value_new_array (8);

  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);

      if (sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED)
        sw_value_append (&path, sw_value_new_string (sw_history_event_get_state (event)->name));
    }
  return path;
}

static void
check (const MachineRun *run,
       SwValue           expected)
{
  SwExecution *execution = run->execution;
  const SwHistory *history = sw_execution_get_history (execution);
  SwValue output = sw_value_get_member (expected, "output");
  SwValue seconds = sw_value_get_member (expected, "seconds");
  SwValue path = sw_value_get_member (expected, "path");
  SwValue events = sw_value_get_member (expected, "events");
  g_auto (SwValue) taken = make_path (history);

  if (sw_execution_get_error (execution) != NULL)
    g_test_message ("%s: %s", sw_execution_get_error (execution),
                    sw_execution_get_cause (execution));
  g_assert_cmpstr (sw_execution_status_get_name (sw_execution_get_status (execution)), ==,
                   machine_run_get_text (expected, "status"));
  if (sw_execution_get_status (execution) == SW_EXECUTION_FAILED)
    g_assert_cmpstr (sw_execution_get_error (execution), ==,
                     machine_run_get_text (expected, "error"));
  if (machine_run_get_text (expected, "cause") != NULL)
    g_assert_cmpstr (sw_execution_get_cause (execution), ==,
                     machine_run_get_text (expected, "cause"));
  if (!sw_value_is (output, SW_TYPE_UNDEFINED))
    assert_equal ("output", output, sw_execution_get_output (execution));
  if (!sw_value_is (path, SW_TYPE_UNDEFINED))
    assert_equal ("path", path, taken);
  if (!sw_value_is (seconds, SW_TYPE_UNDEFINED))
    g_assert_cmpint (run->now - MACHINE_RUN_START, ==,
                     (gint64) (sw_value_get_number (seconds) * G_USEC_PER_SEC));
  if (!sw_value_is (events, SW_TYPE_UNDEFINED))
    g_assert_cmpuint (sw_history_get_count (history), ==, (guint) sw_value_get_number (events));
}

/* Every event's id is its place, and it follows from an earlier one. */
static void
check_links (const SwHistory *history)
{
  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);

      g_assert_cmpuint (sw_history_event_get_id (event), ==, i + 1);
      g_assert_cmpuint (sw_history_event_get_previous (event), <, i + 1);
    }
}

static void
assert_holds (char *take_problem)
{
  if (take_problem != NULL)
    g_test_message ("%s", take_problem);
  g_assert_null (take_problem);
}

/* What was seen at each event while the run went on is what a trace of the whole shows there. */
static void
check_trace (SwTrace   *live,
             GPtrArray *seen)
{
  g_autoptr (SwTrace) trace = sw_trace_new (sw_trace_get_history (live), NULL);
  g_autoptr (SwSnapshot) snapshot = sw_snapshot_new (trace);
  g_autoptr (SwGraph) graph = sw_graph_new (sw_trace_get_model (trace));

  assert_holds (trace_check (live));
  assert_holds (trace_check (trace));
  assert_holds (trace_check_snapshot (trace));
  for (guint id = 0; id < seen->len; id++)
    if (seen->pdata[id] != NULL)
      {
        g_autofree char *text = NULL;

        sw_snapshot_seek (snapshot, id);
        text = trace_describe (snapshot, graph);
        g_assert_cmpstr (text, ==, seen->pdata[id]);
      }
}

/* The history alone tells what was come by, also after it was written and read again. Where it is
 * full, the last way out of a state is in no event. */
static void
check_coverage (MachineRun *run,
                SwTrace    *live,
                const char *written)
{
  const SwCoverage *counted = sw_execution_get_coverage (run->execution);
  g_autoptr (SwHistory) history = sw_history_new_from_text (written, -1, NULL, NULL);
  g_autoptr (SwTrace) read = sw_trace_new (history, sw_trace_get_model (live));

  if (sw_trace_get_n_events (live) >= FULL_HISTORY)
    return;
  assert_holds (trace_check_coverage (live, counted));
  assert_holds (trace_check_coverage (read, counted));
}

static void
look (SwTrace    *trace,
      SwSnapshot *snapshot,
      SwGraph    *graph,
      GPtrArray  *seen)
{
  sw_trace_update (trace);
  sw_snapshot_seek (snapshot, sw_trace_get_n_events (trace));
  g_ptr_array_set_size (seen, (int) MAX (seen->len, sw_trace_get_n_events (trace) + 1));
  g_free (seen->pdata[sw_trace_get_n_events (trace)]);
  seen->pdata[sw_trace_get_n_events (trace)] = trace_describe (snapshot, graph);
}

static char *
run_once (SwValue test_case)
{
  g_autoptr (MachineRun) run = machine_run_new (test_case);
  g_autoptr (SwTrace) trace = sw_trace_new (sw_execution_get_history (run->execution), NULL);
  g_autoptr (SwSnapshot) snapshot = sw_snapshot_new (trace);
  g_autoptr (SwGraph) graph = sw_graph_new (sw_trace_get_model (trace));
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  g_auto (SwValue) history = SW_VALUE_INIT;
  g_autofree char *written = NULL;

  while (sw_execution_get_status (run->execution) == SW_EXECUTION_RUNNING)
    {
      g_assert_true (machine_run_advance (run));
      if (seen->len < MAX_LOOKS)
        look (trace, snapshot, graph, seen);
    }
  sw_trace_update (trace);
  check_trace (trace, seen);
  check (run, sw_value_get_member (test_case, "expected"));
  check_links (sw_execution_get_history (run->execution));
  history = sw_history_to_value (sw_execution_get_history (run->execution), TRUE);
  written = sw_value_to_text (history, SW_TEXT_DEFAULT, NULL);
  check_coverage (run, trace, written);
  return g_steal_pointer (&written);
}

/* Twice: the same inputs and times give the same history to the byte. */
static void
test_case (gconstpointer data)
{
  const SwValue *value = data;
  g_autofree char *first = run_once (*value);
  g_autofree char *second = run_once (*value);

  g_assert_cmpstr (first, ==, second);
}

static void
test_refused (gconstpointer data)
{
  const SwValue *value = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program =
      machine_run_compile (machine_run_get_text (*value, "text"), &error);
  const char *message = machine_run_get_text (*value, "message");

  g_assert_null (program);
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, message))
    g_assert_cmpstr (error->message, ==, message);
}

static const struct
{
  gsize       bytes; /* of the whole text */
  guint       depth; /* of the whole definition */
  const char *message;
} bounds[] = {
  { 1048576, 64, NULL },
  { 1048577, 4, "SW_DEFINITION_SIZE: The definition has 1048577 bytes, and may have 1048576" },
  { 400, 65,
    "SW_DEFINITION_DEPTH: The definition is nested 65 deep, and may be 64 deep to run here; this is "
    "the first part that goes beyond, at line 1, column 115" },
  { 500, 100, "SW_DEFINITION_DEPTH: The definition is nested 100 deep*column 115" },
};

static char *
make_definition (gsize bytes,
                 guint depth)
{
  g_autofree char *open = g_strnfill (depth - 3, '[');
  g_autofree char *close = g_strnfill (depth - 3, ']');
  g_autofree char *start = g_strconcat (
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":", open, NULL);
  g_autofree char *end = g_strconcat (close, ",\"End\":true}},\"Comment\":\"", NULL);
  g_autofree char *rest = g_strnfill (bytes - strlen (start) - strlen (end) - 2, 'x');

  return g_strconcat (start, end, rest, "\"}", NULL);
}

static void
test_bounds_of_a_definition (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autofree char *text = make_definition (bounds[i].bytes, bounds[i].depth);
      g_autoptr (GError) error = NULL;
      g_autoptr (SwProgram) program = machine_run_compile (text, &error);

      g_assert_cmpuint (strlen (text), ==, bounds[i].bytes);
      g_assert_true ((program != NULL) == (bounds[i].message == NULL));
      if (error != NULL && !g_pattern_match_simple (bounds[i].message, error->message))
        g_assert_cmpstr (error->message, ==, bounds[i].message);
    }
}

/* An execution can be given up anywhere: nothing leaks, and nothing is touched afterwards. */
static void
test_given_up (gconstpointer data)
{
  g_autoptr (SwProgram) program = machine_run_compile (
      "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{"
      "\"StartAt\":\"P\",\"States\":{"
      "\"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"W\",\"States\":{\"W\":{"
      "\"Type\":\"Wait\","
      "\"Seconds\":5,\"End\":true}}},{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":"
      "\"Task\",\"Resource\":"
      "\"f\",\"TimeoutSeconds\":9,\"End\":true}}}],\"End\":true}}},\"End\":true}}}",
      NULL);
  guint steps = GPOINTER_TO_UINT (data);
  SwExecutionOptions options = { 0 };

  sw_value_from_text ("[1,2,3]", -1, SW_TEXT_DEFAULT, &options.input, NULL);
  for (guint aborted = 0; aborted < 2; aborted++)
    {
      g_autoptr (SwExecution) execution = sw_execution_new (program, &options);

      sw_execution_start (execution, MACHINE_RUN_START);
      for (guint i = 0; i < steps; i++)
        if (!sw_execution_step (execution, MACHINE_RUN_START))
          sw_execution_take_request (execution);
      if (aborted == 0)
        continue;
      sw_execution_abort (execution, "Stop", "enough", MACHINE_RUN_START);
      g_assert_cmpint (sw_execution_get_status (execution), ==, SW_EXECUTION_ABORTED);
      g_assert_false (sw_execution_step (execution, MACHINE_RUN_START));
      g_assert_false (sw_execution_succeed_task (execution, 1, options.input, MACHINE_RUN_START));
      g_assert_cmpint (sw_execution_get_wake_time (execution), ==, G_MAXINT64);
    }
  sw_value_clear (&options.input);
}

static guint64
get_bits (gpointer data)
{
  return *(const guint64 *) data;
}

static guint64
count_bits (gpointer data)
{
  return ++*(guint64 *) data << 60;
}

/* A worker's token and one that is sent; the second run's are the same. */
static void
test_token (void)
{
  static const char *const expected[] = {
    "one-1-EAAAAAAAAAAgAAAAAAAAADAAAAAAAAAAQAAAAAAAAAA",
    "one-2-UAAAAAAAAABgAAAAAAAAAHAAAAAAAAAAgAAAAAAAAAA",
  };
  g_autoptr (SwProgram) program = machine_run_compile (
      "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":["
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"End\":true,\"Resource\":"
      "\"arn:aws:states:us-east-1:123456789012:activity:a\"}}},"
      "{\"StartAt\":\"B\",\"States\":{\"B\":{\"Type\":\"Task\",\"End\":true,\"Resource\":"
      "\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\",\"Parameters\":{\"QueueUrl\":\"q\","
      "\"MessageBody.$\":\"$$.Task.Token\"}}}}]}}}",
      NULL);

  for (guint run = 0; run < 2; run++)
    {
      guint64 drawn = 0;
      SwExecutionOptions options = { .name = "one", .random = count_bits, .random_data = &drawn };
      g_autoptr (SwExecution) execution = sw_execution_new (program, &options);

      sw_execution_start (execution, MACHINE_RUN_START);
      while (sw_execution_step (execution, MACHINE_RUN_START))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_cmpstr (sw_execution_get_request (execution, i + 1)->token, ==, expected[i]);
    }
}

/* Full jitter takes some part of the delay, from nothing to all of it, as the random bits say. */
static void
test_jitter (void)
{
  static const struct
  {
    guint64 bits;
    double  seconds;
  } rows[] = { { 0, 0 }, { G_MAXUINT64, 8 }, { G_GUINT64_CONSTANT (1) << 63, 4 } };
  g_autoptr (SwProgram) program = machine_run_compile (
      "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"f\","
      "\"Retry\":[{\"ErrorEquals\":[\"E\"],\"IntervalSeconds\":8,"
      "\"JitterStrategy\":\"FULL\"}],\"End\":true}}}",
      NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint64 bits = rows[i].bits;
      SwExecutionOptions options = { .random = get_bits, .random_data = &bits };
      g_autoptr (SwExecution) execution = sw_execution_new (program, &options);
      double delay;

      sw_execution_start (execution, MACHINE_RUN_START);
      while (sw_execution_step (execution, MACHINE_RUN_START))
        ;
      sw_execution_fail_task (execution, sw_execution_take_request (execution)->id, "E", "",
                              MACHINE_RUN_START);
      g_assert_true (sw_execution_step (execution, MACHINE_RUN_START));
      delay =
          (double) (sw_execution_get_wake_time (execution) - MACHINE_RUN_START) / G_USEC_PER_SEC;
      g_assert_cmpfloat_with_epsilon (delay, rows[i].seconds, 1e-5);
    }
}

static void
add_cases (const char    *file,
           SwValue        cases,
           GTestDataFunc  function)
{
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue *value = g_new (SwValue, 1);
      g_autofree char *path = NULL;

      *value = sw_value_get_element (cases, i);
      path = g_strdup_printf ("/execution/%s/%s", file, machine_run_get_text (*value, "name"));
      g_test_add_data_func_full (path, value, function, g_free);
    }
}

int
main (int    argc,
      char **argv)
{
  SwValue loaded[G_N_ELEMENTS (files) + 1];
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      loaded[i] = machine_run_load (files[i]);
      add_cases (files[i], loaded[i], test_case);
    }
  loaded[G_N_ELEMENTS (files)] = machine_run_load ("refused");
  add_cases ("refused", loaded[G_N_ELEMENTS (files)], test_refused);
  for (guint steps = 0; steps < 24; steps++)
    {
      g_autofree char *path = g_strdup_printf ("/execution/given-up/after-%u-steps", steps);

      g_test_add_data_func (path, GUINT_TO_POINTER (steps), test_given_up);
    }
  g_test_add_func ("/execution/bounds of a definition", test_bounds_of_a_definition);
  g_test_add_func ("/execution/retry/full-jitter-is-a-part-of-the-delay", test_jitter);
  g_test_add_func ("/execution/task/token-is-256-random-bits", test_token);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (loaded); i++)
    sw_value_clear (&loaded[i]);
  return status;
}
