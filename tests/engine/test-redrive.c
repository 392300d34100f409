/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "machine-run.h"

#include "engine/execution/sw-execution-input.h"
#include "engine/execution/sw-map-children.h"
#include "engine/execution/sw-map-runs.h"
#include "engine/execution/sw-redrive.h"
#include "engine/trace/sw-trace.h"
#include "json/sw-text.h"

/* The machines of data/redrive.json end without success and are redriven, as often as a case has
 * `rounds`. Each round says how all stands at its end: `status`, `output`, `error`, `events`
 * (types, of those that are new), `asked` (tasks performed in it, by state), `runs` and `children`
 * of distributed Maps, `n-events` and `errors` of these children. `stop` stops an item first, where
 * nothing else can go on; `abort` the whole. A round is there so many `times`, or once. */

typedef struct
{
  MachineRun *run;
  GPtrArray  *lines; /* inputs, JSON */
  guint       n_events;
} Fixture;

static void
record (const SwExecutionInput *input,
        gpointer                data)
{
  g_auto (SwValue) value = sw_execution_input_to_value (input);

  g_ptr_array_add (data, sw_value_to_text (value, SW_TEXT_DEFAULT, NULL));
}

static void
append_types (GString         *out,
              const SwHistory *history,
              guint            from)
{
  for (guint i = from; i < sw_history_get_count (history); i++)
    g_string_append_printf (out, "%s%s", i > from ? " " : "",
                            sw_history_event_get_type_name (sw_history_get (history, i)));
}

static SwValue
show_events (const SwHistory *history,
             guint            from)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_types (out, history, from);
  return sw_value_new_string (out->str);
}

/* "A B B": the states whose tasks were scheduled, in the main history and in those of the items */
static void
append_asked (GString         *out,
              const SwHistory *history,
              guint            from)
{
  for (guint i = from; i < sw_history_get_count (history); i++)
    if (sw_history_event_get_type (sw_history_get (history, i))
        == SW_EVENT_LAMBDA_FUNCTION_SCHEDULED)
      g_string_append_printf (
          out, "%s%s", out->len > 0 ? " " : "",
          sw_history_event_get_state (sw_history_get (history, i))->name);
}

static void
append_counts (GString           *out,
               const SwMapCounts *counts)
{
  g_string_append_printf (out, " %u=%u+%u+%u+%u+%u", counts->total, counts->pending,
                          counts->running, counts->ended[SW_EXECUTION_SUCCEEDED],
                          counts->ended[SW_EXECUTION_FAILED], counts->ended[SW_EXECUTION_ABORTED]);
  if (counts->pending_redrive > 0)
    g_string_append_printf (out, " (%u to redrive)", counts->pending_redrive);
}

/* "FAILED 0 3=1+0+1+1+0 3=1+0+1+1+0": redrives, children and items: all = pending + running +
 * succeeded + failed + aborted */
static SwValue
show_runs (const SwExecution *execution)
{
  SwValue list = sw_value_new_array (1);

  for (guint i = 0; i < sw_execution_count_map_runs (execution); i++)
    {
      const SwMapRunInfo info = sw_execution_get_map_run (execution, i);
      g_autoptr (GString) out = g_string_new (sw_execution_status_get_name (info.status));

      g_assert_true ((info.stopped == 0) == (info.status == SW_EXECUTION_RUNNING));
      g_assert_true ((info.redriven == 0) == (info.redrives == 0));
      g_string_append_printf (out, " %u", info.redrives);
      append_counts (out, &info.children);
      append_counts (out, &info.items);
      sw_value_append (&list, sw_value_new_string (out->str));
    }
  return list;
}

static SwValue
show_children (const SwExecution *execution)
{
  SwValue list = sw_value_new_array (1);

  for (guint i = 0; i < sw_execution_count_children (execution); i++)
    {
      const SwMapChildInfo info = sw_execution_get_child (execution, i);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *input = sw_value_to_text (info.input, SW_TEXT_DEFAULT, NULL);

      g_string_append_printf (out, "%s %s %u%s: ", input,
                              sw_execution_status_get_name (info.status), info.redrives,
                              info.waiting ? " waiting" : "");
      append_types (out, info.history, 0);
      sw_value_append (&list, sw_value_new_string (out->str));
    }
  return list;
}

/* Lengths of the histories of all children, or "ERROR: CAUSE" of each that has one */
static SwValue
show_each (const SwExecution *execution,
           gboolean           errors)
{
  SwValue list = sw_value_new_array (1);

  for (guint i = 0; i < sw_execution_count_children (execution); i++)
    {
      const SwMapChildInfo info = sw_execution_get_child (execution, i);
      g_autofree char *text = g_strdup_printf ("%s: %s", info.error, info.cause);

      if (!errors)
        sw_value_append (&list, sw_value_new_integer (sw_history_get_count (info.history)));
      else if (info.error != NULL)
        sw_value_append (&list, sw_value_new_string (text));
    }
  return list;
}

static SwValue
show_asked (const Fixture *self)
{
  const SwExecution *execution = self->run->execution;
  g_autoptr (GString) out = g_string_new (NULL);

  append_asked (out, sw_execution_get_history (execution), self->n_events);
  return sw_value_new_string (out->str);
}

static void
check (const Fixture *self,
       SwValue        expected)
{
  SwExecution *execution = self->run->execution;
  g_auto (SwValue) found = sw_value_new_object (9);

  sw_value_set_member (&found, "status", sw_value_new_string (sw_execution_status_get_name (
                                             sw_execution_get_status (execution))));
  if (!sw_value_is (sw_execution_get_output (execution), SW_TYPE_UNDEFINED))
    sw_value_set_member (&found, "output", sw_value_ref (sw_execution_get_output (execution)));
  sw_value_set_member (&found, "events",
                       show_events (sw_execution_get_history (execution), self->n_events));
  sw_value_set_member (&found, "asked", show_asked (self));
  sw_value_set_member (&found, "runs", show_runs (execution));
  sw_value_set_member (&found, "children", show_children (execution));
  sw_value_set_member (&found, "n-events", show_each (execution, FALSE));
  sw_value_set_member (&found, "errors", show_each (execution, TRUE));
  if (sw_execution_get_error (execution) != NULL)
    sw_value_set_member (&found, "error", sw_value_new_string (sw_execution_get_error (execution)));
  for (guint i = 0; i < sw_value_get_length (expected); i++)
    {
      const char *key = sw_string_get_text (sw_value_get_key (expected, i));
      SwValue value = sw_value_get_member (found, key);
      g_autofree char *one = NULL, *other = NULL;

      if (g_str_equal (key, "abort") || g_str_equal (key, "stop") || g_str_equal (key, "times"))
        continue;
      one = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
      other = sw_value_to_text (sw_value_get_member_at (expected, i), SW_TEXT_PRETTY, NULL);
      g_assert_cmpstr (one, ==, other);
    }
}

static void
run_round (Fixture *self,
           SwValue  expected)
{
  SwExecution *execution = self->run->execution;
  SwValue stop = sw_value_get_member (expected, "stop");

  while (machine_run_advance (self->run))
    continue;
  if (sw_value_is (stop, SW_TYPE_NUMBER))
    {
      guint index = (guint) sw_value_get_number (stop);

      g_assert_true (sw_execution_stop_child (execution, index, "Stop", "by hand", self->run->now));
      g_assert_false (sw_execution_stop_child (execution, index, NULL, NULL, self->run->now));
      g_assert_false (sw_execution_stop_child (execution, 1000, NULL, NULL, self->run->now));
      while (machine_run_advance (self->run))
        continue;
    }
  if (sw_value_get_boolean (sw_value_get_member (expected, "abort")))
    sw_execution_abort (execution, NULL, NULL, self->run->now);
  check (self, expected);
}

/* One round, or as many that are the same; what comes after is redriven. */
static void
run_rounds (Fixture *self,
            SwValue  round,
            gboolean last)
{
  SwExecution *execution = self->run->execution;
  SwValue times = sw_value_get_member (round, "times");
  guint n = sw_value_is (times, SW_TYPE_NUMBER) ? (guint) sw_value_get_number (times) : 1;

  for (guint i = 0; i < n; i++)
    {
      run_round (self, round);
      self->n_events = sw_history_get_count (sw_execution_get_history (execution));
      self->run->now += 60 * G_USEC_PER_SEC;
      if (!last || i + 1 < n)
        g_assert_true (sw_execution_redrive (execution, self->run->now));
    }
}

/* Told again from its inputs, it is the same. */
static void
tell_again (const Fixture *self,
            SwValue        test_case)
{
  const SwExecutionOptions options
      = { .input = sw_value_get_member (test_case, "input"), .children = TRUE };
  g_autoptr (SwExecution) again
      = sw_execution_new (sw_execution_get_program (self->run->execution), &options);
  const SwExecutionInput start = { .kind = SW_INPUT_START, .time = MACHINE_RUN_START, .count = 1 };
  const SwExecution *both[] = { self->run->execution, again };
  g_autofree char *texts[G_N_ELEMENTS (both)] = { NULL };

  g_assert_true (sw_execution_feed (again, &start));
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_auto (SwValue) value = SW_VALUE_INIT;
      SwExecutionInput input;

      sw_value_from_text (g_ptr_array_index (self->lines, i), -1, SW_TEXT_DEFAULT, &value, NULL);
      g_assert_true (sw_execution_input_from_value (value, &input));
      g_assert_true (sw_execution_feed (again, &input));
    }
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_auto (SwValue) all = sw_history_to_value (sw_execution_get_history (both[i]), TRUE);

      sw_value_set_member (&all, "runs", show_runs (both[i]));
      sw_value_set_member (&all, "children", show_children (both[i]));
      texts[i] = sw_value_to_text (all, SW_TEXT_PRETTY, NULL);
    }
  g_assert_cmpstr (texts[0], ==, texts[1]);
  g_free (texts[1]);
  texts[1] = NULL;
}

/* What leaves a state is told of a visit of that state. */
static void
check_exits (const SwExecution *execution,
             const SwTrace     *trace)
{
  const SwHistory *history = sw_execution_get_history (execution);

  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);
      const SwVisit *visit = sw_trace_get_visit_of (trace, i + 1);

      if (sw_history_event_get_type (event) != SW_EVENT_STATE_EXITED)
        continue;
      g_assert_nonnull (visit->state);
      g_assert_cmpstr (visit->state->name, ==, sw_history_event_get_state (event)->name);
      g_assert_cmpuint (visit->exited, ==, i + 1);
    }
}

/* Whoever reads the history comes to the same end. */
static void
check_trace (const SwExecution *execution)
{
  SwProgram *program = sw_execution_get_program (execution);
  g_autoptr (SwTrace) trace
      = sw_trace_new (sw_execution_get_history (execution), sw_program_get_model (program));
  const SwVisit *root;

  sw_trace_update (trace);
  root = sw_trace_get_root (trace);
  g_assert_cmpint (root->status, ==, SW_RUN_STATE_SUCCEEDED);
  for (guint i = 0; i < sw_visit_get_n_children (root); i++)
    g_assert_cmpint (sw_visit_get_child (root, i)->status, !=, SW_RUN_STATE_RUNNING);
  check_exits (execution, trace);
}

static void
test_case (gconstpointer data)
{
  const SwValue *the_case = data;
  SwValue rounds = sw_value_get_member (*the_case, "rounds");
  g_autoptr (SwProgram) program = machine_run_compile_case (*the_case);
  const SwExecutionOptions options
      = { .input = sw_value_get_member (*the_case, "input"), .children = TRUE };
  g_autoptr (MachineRun) run =
      machine_run_new_for (*the_case, sw_execution_new (program, &options));
  Fixture self = { .run = run, .lines = g_ptr_array_new_with_free_func (g_free) };
  SwExecution *execution = run->execution;

  sw_execution_set_input_func (execution, record, self.lines);
  g_assert_false (sw_execution_redrive (execution, run->now));
  for (guint i = 0; i < sw_value_get_length (rounds); i++)
    run_rounds (&self, sw_value_get_element (rounds, i), i + 1 == sw_value_get_length (rounds));
  sw_execution_set_input_func (execution, NULL, NULL);
  if (sw_execution_get_status (execution) == SW_EXECUTION_SUCCEEDED)
    {
      g_assert_false (sw_execution_redrive (execution, run->now));
      check_trace (execution);
    }
  tell_again (&self, *the_case);
  g_ptr_array_unref (self.lines);
}

/* AWS's documentation tells the words, and how long ago is too long. */
static void
test_refusals (void)
{
  static const struct
  {
    SwRedriveFacts facts;
    gint64         now; /* days */
    const char    *refusal;
  } rows[] = {
    { { SW_EXECUTION_FAILED, FALSE, 5, 0, 0 }, 0, NULL },
    { { SW_EXECUTION_TIMED_OUT, FALSE, 24998, 0, 0 }, 14, NULL },
    { { SW_EXECUTION_ABORTED, FALSE, 5, 0, 364 * G_TIME_SPAN_DAY }, 365, NULL },
    { { SW_EXECUTION_RUNNING, FALSE, 5, 0, 0 }, 0, "Execution is RUNNING and cannot be redriven" },
    { { SW_EXECUTION_SUCCEEDED, FALSE, 5, 0, 0 }, 0,
      "Execution is SUCCEEDED and cannot be redriven" },
    { { SW_EXECUTION_FAILED, TRUE, 5, 0, 0 }, 0,
      "Executions of Express state machines cannot be redriven" },
    { { SW_EXECUTION_FAILED, FALSE, 24999, 0, 0 }, 0, "Execution history event limit exceeded" },
    { { SW_EXECUTION_FAILED, FALSE, 5, 0, 0 }, 15, "Execution redrivable period exceeded" },
    { { SW_EXECUTION_FAILED, FALSE, 5, 0, 365 * G_TIME_SPAN_DAY }, 366,
      "Execution has exceeded the max execution time" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (sw_redrive_get_refusal (&rows[i].facts, rows[i].now * G_TIME_SPAN_DAY), ==,
                     rows[i].refusal);
}

int
main (int    argc,
      char **argv)
{
  SwValue cases;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redrive/refusals", test_refusals);
  cases = machine_run_load ("redrive");
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue *the_case = g_new (SwValue, 1);
      g_autofree char *path = NULL;

      *the_case = sw_value_get_element (cases, i);
      path = g_strdup_printf ("/redrive/%s", machine_run_get_text (*the_case, "name"));
      g_test_add_data_func_full (path, the_case, test_case, g_free);
    }
  status = g_test_run ();
  sw_value_clear (&cases);
  return status;
}
