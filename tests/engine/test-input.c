/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "machine-run.h"

#include "engine/debug/sw-stop.h"
#include "engine/execution/sw-execution-input.h"
#include "json/sw-text.h"

/* An execution is told again from what came to it: after every single input it stands as the first
 * one stood, for every machine of data/. */

static const char *const files[] = { "choice", "errors", "flow", "traces" };

/* What was told, and how the execution stood behind each */
typedef struct
{
  SwExecution *execution;
  GPtrArray   *lines;  /* JSON */
  GPtrArray   *stands;
} Record;

static void
print_tasks (const SwExecution *execution,
             GString           *out)
{
  for (guint64 id = 1; id < 200; id++)
    {
      const SwTaskRequest *request = sw_execution_get_request (execution, id);

      if (request != NULL)
        g_string_append_printf (out, " %d:%s:%u:%u:%s:%" G_GINT64_FORMAT, (int) id,
                                request->state->name, request->frame, request->attempt,
                                request->token != NULL ? request->token : "-", request->deadline);
    }
}

/* All that can be seen of an execution from outside */
static char *
dup_standing (const SwExecution *execution)
{
  const SwHistory *history = sw_execution_get_history (execution);
  guint count = sw_history_get_count (history);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u",
                          sw_execution_status_get_name (sw_execution_get_status (execution)),
                          sw_execution_get_time (execution), sw_execution_get_wake_time (execution),
                          count);
  if (count > 0)
    {
      g_auto (SwValue) event =
          sw_history_event_to_value (sw_history_get (history, count - 1), TRUE);

      sw_value_print (event, SW_TEXT_DEFAULT, out);
    }
  print_tasks (execution, out);
  return g_string_free_and_steal (out);
}

static void
record (const SwExecutionInput *input,
        gpointer                data)
{
  Record *self = data;
  g_auto (SwValue) value = sw_execution_input_to_value (input);

  g_ptr_array_add (self->lines, sw_value_to_text (value, SW_TEXT_DEFAULT, NULL));
  g_ptr_array_add (self->stands, dup_standing (self->execution));
}

static char *
dup_history (const SwExecution *execution)
{
  g_auto (SwValue) value = sw_history_to_value (sw_execution_get_history (execution), TRUE);

  return sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
}

static void
feed (SwExecution *execution,
      const char  *line)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwExecutionInput input;

  g_assert_true (sw_value_from_text (line, -1, SW_TEXT_DEFAULT, &value, NULL));
  g_assert_true (sw_execution_input_from_value (value, &input));
  g_assert_true (sw_execution_feed (execution, &input));
}

static void
tell_again (const Record *self,
            SwValue       test_case)
{
  const SwExecutionOptions options = { .input = sw_value_get_member (test_case, "input") };
  g_autoptr (SwExecution) again
      = sw_execution_new (sw_execution_get_program (self->execution), &options);
  const SwExecutionInput start = { .kind = SW_INPUT_START, .time = MACHINE_RUN_START, .count = 1 };
  g_autofree char *expected = dup_history (self->execution);
  g_autofree char *found = NULL;

  g_assert_true (sw_execution_feed (again, &start));
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *standing = NULL;

      feed (again, g_ptr_array_index (self->lines, i));
      standing = dup_standing (again);
      g_assert_cmpstr (standing, ==, g_ptr_array_index (self->stands, i));
    }
  found = dup_history (again);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_machine (gconstpointer data)
{
  const SwValue *test_case = data;
  g_autoptr (MachineRun) run = machine_run_new (*test_case);
  Record self = { run->execution, g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free) };

  sw_execution_set_input_func (run->execution, record, &self);
  machine_run_finish (run);
  sw_execution_set_input_func (run->execution, NULL, NULL);
  g_assert_cmpuint (self.lines->len, >, 0);
  tell_again (&self, *test_case);
  g_ptr_array_unref (self.lines);
  g_ptr_array_unref (self.stands);
}

static gboolean
hold (SwExecution  *execution,
      const SwStop *stop,
      gpointer      data)
{
  return TRUE;
}

/* The input of a state that is about to begin is put in its own place. */
static void
change (SwExecution *execution,
        gint64       now)
{
  const SwStop *stop = sw_execution_get_stop (execution);
  g_auto (SwValue) input =
      stop->point == SW_STOP_BEFORE ? sw_value_ref (stop->input) : SW_VALUE_INIT;

  if (stop->point == SW_STOP_BEFORE)
    sw_execution_set_part (execution, stop->frame, SW_PART_INPUT, input, now, NULL);
}

/* 25,000 events, each of them asked about at several points, tell nothing more. */
#define LONG_CASE "the-history-is-full"

/* Held at every point, and changed. */
static void
test_held (gconstpointer data)
{
  const SwValue *test_case = data;
  g_autoptr (MachineRun) run = machine_run_new (*test_case);
  Record self = { run->execution, g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free) };

  sw_execution_set_input_func (run->execution, record, &self);
  sw_execution_set_stop_func (run->execution, hold, NULL);
  while (machine_run_advance (run))
    if (sw_execution_get_stop (run->execution) != NULL)
      {
        change (run->execution, run->now);
        sw_execution_resume (run->execution);
      }
  sw_execution_set_input_func (run->execution, NULL, NULL);
  tell_again (&self, *test_case);
  g_ptr_array_unref (self.lines);
  g_ptr_array_unref (self.stands);
}

/* ---- computations that are given up ---- */

/* What happens at the third question of each step that asks so much */
typedef enum
{
  GIVE_UP, /* its time is over */
  ABORT,   /* the execution is stopped */
  ANSWER,  /* its time is over; the answer for the open task comes before, twice */
  FAIL,    /* the same with an error */
} Meanwhile;

#define ENDLESS "{% ($f := function(){$f()}; $f()) %}"
#define STATE(fields) "\"A\":{\"Type\":\"Pass\"," fields "\"End\":true}"
#define MACHINE(states) "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{" states "}}"
#define TASK "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:us-east-1:123456789012:activity:a\""
#define BRANCH(state) "{\"StartAt\":\"B\",\"States\":{\"B\":{" state ",\"End\":true}}}"
#define CAUGHT                                                                                     \
  "\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"C\",\"Output\":"                        \
  "{\"e\":\"{% $states.errorOutput.Error %}\"}}]"

static const struct
{
  const char *name;
  Meanwhile   meanwhile;
  const char *definition;
  const char *status;
  const char *output; /* or error */
} interrupted[] = {
  { "fails", GIVE_UP, MACHINE (STATE ("\"Output\":\"" ENDLESS "\",")), "FAILED",
    "States.QueryEvaluationError" },
  { "stopped", ABORT, MACHINE (STATE ("\"Output\":\"" ENDLESS "\",")), "ABORTED", NULL },
  { "second-state", GIVE_UP,
    MACHINE ("\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"},"
             "\"B\":{\"Type\":\"Pass\",\"Assign\":{\"x\":\"" ENDLESS "\"},\"End\":true}"),
    "FAILED", "States.QueryEvaluationError" },
  { "caught", GIVE_UP,
    MACHINE ("\"A\":{" TASK ",\"Arguments\":\"" ENDLESS "\"," CAUGHT ",\"End\":true},"
             "\"C\":{\"Type\":\"Succeed\"}"),
    "SUCCEEDED", "{\"e\":\"States.QueryEvaluationError\"}" },
  { "stopped-not-caught", ABORT,
    MACHINE ("\"A\":{" TASK ",\"Arguments\":\"" ENDLESS "\"," CAUGHT ",\"End\":true},"
             "\"C\":{\"Type\":\"Succeed\"}"),
    "ABORTED", NULL },
  { "twice-in-one-step", GIVE_UP,
    MACHINE ("\"A\":{" TASK ",\"Arguments\":\"" ENDLESS "\",\"Catch\":[{\"ErrorEquals\":"
             "[\"States.ALL\"],\"Next\":\"C\",\"Output\":\"" ENDLESS "\"}],\"End\":true},"
             "\"C\":{\"Type\":\"Succeed\"}"),
    "FAILED", "States.QueryEvaluationError" },
  { "answered", ANSWER,
    MACHINE ("\"A\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":[" BRANCH (TASK) ","
             BRANCH ("\"Type\":\"Parallel\",\"Branches\":["
                     BRANCH ("\"Type\":\"Pass\",\"Output\":\"" ENDLESS "\"")
                     "],\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"D\"}],\"End\":true},"
                     "\"D\":{\"Type\":\"Pass\",\"Output\":2") "]}"),
    "SUCCEEDED", "[1,2]" },
  { "failed-meanwhile", FAIL,
    MACHINE ("\"A\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":[" BRANCH (TASK) ","
             BRANCH ("\"Type\":\"Parallel\",\"Branches\":["
                     BRANCH ("\"Type\":\"Pass\",\"Output\":\"" ENDLESS "\"")
                     "],\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"D\"}],\"End\":true},"
                     "\"D\":{\"Type\":\"Pass\",\"Output\":2") "]}"),
    "FAILED", "Broken" },
};

typedef struct
{
  SwExecution *execution;
  Meanwhile    meanwhile;
  guint        n_given_up;
} Interrupted;

static const char *
interrupt (guint64  question,
           gpointer data)
{
  Interrupted *self = data;
  const gint64 now = MACHINE_RUN_START + G_USEC_PER_SEC;
  g_auto (SwValue) output = sw_value_new_integer (1);

  if (question % 3 != 0)
    return NULL;
  self->n_given_up++;
  g_assert_false (sw_execution_step (self->execution, now));
  switch (self->meanwhile)
    {
    case ABORT:
      sw_execution_abort (self->execution, "Enough", "of it", now);
      g_assert_cmpint (sw_execution_get_status (self->execution), ==, SW_EXECUTION_RUNNING);
      return NULL;
    case ANSWER:
      g_assert_true (sw_execution_begin_task (self->execution, 1, "worker", now));
      g_assert_true (sw_execution_heartbeat (self->execution, 1, now));
      g_assert_true (sw_execution_succeed_task (self->execution, 1, output, now));
      g_assert_false (sw_execution_succeed_task (self->execution, 1, output, now));
      g_assert_false (sw_execution_succeed_task (self->execution, 7, output, now));
      return "Time is over";
    case FAIL:
      g_assert_true (sw_execution_fail_task (self->execution, 1, "Broken", NULL, now));
      return "Time is over";
    case GIVE_UP:
    default:
      return "Time is over";
    }
}

/* Tells all again to another execution, which has nobody to ask. */
static SwExecution *
feed_all (const Record *self)
{
  const SwExecutionOptions options = { .name = NULL };
  SwExecution *again = sw_execution_new (sw_execution_get_program (self->execution), &options);

  for (guint i = 0; i < self->lines->len; i++)
    feed (again, g_ptr_array_index (self->lines, i));
  return again;
}

static void
assert_end (const SwExecution *execution,
            const char        *status,
            const char        *output)
{
  SwValue value = sw_execution_get_output (execution);
  g_autofree char *text = sw_value_is (value, SW_TYPE_UNDEFINED)
                              ? g_strdup (sw_execution_get_error (execution))
                              : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  g_assert_cmpstr (sw_execution_status_get_name (sw_execution_get_status (execution)), ==, status);
  if (output != NULL)
    g_assert_cmpstr (text, ==, output);
}

/* A computation is given up, and other things come meanwhile: told again, all ends alike. */
static void
test_interrupted (gconstpointer data)
{
  const gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (SwProgram) program = machine_run_compile (interrupted[row].definition, NULL);
  const SwExecutionOptions options = { .name = NULL };
  g_autoptr (SwExecution) execution = sw_execution_new (program, &options);
  g_autoptr (SwExecution) again = NULL;
  g_autofree char *expected = NULL, *found = NULL;
  Interrupted asked = { execution, interrupted[row].meanwhile, 0 };
  Record self = { execution, g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free) };

  sw_execution_set_input_func (execution, record, &self);
  sw_execution_set_interrupt_func (execution, interrupt, &asked);
  sw_execution_start (execution, MACHINE_RUN_START);
  while (sw_execution_step (execution, MACHINE_RUN_START))
    while (sw_execution_take_request (execution) != NULL)
      ;
  sw_execution_set_input_func (execution, NULL, NULL);
  g_assert_cmpuint (asked.n_given_up, >, 0);
  assert_end (execution, interrupted[row].status, interrupted[row].output);

  again = feed_all (&self);
  expected = dup_history (execution);
  found = dup_history (again);
  g_assert_cmpstr (found, ==, expected);
  assert_end (again, interrupted[row].status, interrupted[row].output);
  g_ptr_array_unref (self.lines);
  g_ptr_array_unref (self.stands);
}

/* A question that is never asked again shows that this is not the same execution. */
static void
test_interrupted_elsewhere (void)
{
  static const char *const lines[] = {
    "[\"start\",1893456000000000]",
    "[\"interrupt\",1893456000000000,2,\"time\",\"Time is over\"]",
  };
  g_autoptr (SwProgram) program = machine_run_compile (MACHINE (STATE ("")), NULL);
  const SwExecutionOptions options = { .name = NULL };
  g_autoptr (SwExecution) execution = sw_execution_new (program, &options);
  const SwExecutionInput step = { .kind = SW_INPUT_STEP, .time = MACHINE_RUN_START, .count = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    feed (execution, lines[i]);
  g_assert_false (sw_execution_feed (execution, &step));
}

static void
test_refused (void)
{
  static const char *const texts[]
      = { "[]", "{}", "[\"step\"]", "[\"step\", 1]", "[\"step\", 1, -1]", "[\"step\", \"a\", 1]",
          "[\"fail\", 1, 1, 1, null]", "[\"done\", 1, 1.5, null]", "[\"jump\", 1]",
          "[\"start\", 1, 2]", "[\"interrupt\", 1, 1]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (SwValue) value = SW_VALUE_INIT;
      SwExecutionInput input;

      g_assert_true (sw_value_from_text (texts[i], -1, SW_TEXT_DEFAULT, &value, NULL));
      g_assert_false (sw_execution_input_from_value (value, &input));
    }
}

int
main (int    argc,
      char **argv)
{
  SwValue loaded[G_N_ELEMENTS (files)];
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      loaded[i] = machine_run_load (files[i]);
      for (guint j = 0; j < sw_value_get_length (loaded[i]); j++)
        {
          SwValue *test_case = g_new (SwValue, 1);
          g_autofree char *path = NULL;

          *test_case = sw_value_get_element (loaded[i], j);
          path =
              g_strdup_printf ("/input/%s/%s", files[i], machine_run_get_text (*test_case, "name"));
          g_test_add_data_func_full (path, test_case, test_machine, g_free);
          if (g_str_equal (machine_run_get_text (*test_case, "name"), LONG_CASE))
            continue;
          g_free (path);
          path = g_strdup_printf ("/input/held/%s/%s", files[i],
                                  machine_run_get_text (*test_case, "name"));
          g_test_add_data_func_full (path, g_memdup2 (test_case, sizeof *test_case), test_held,
                                     g_free);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (interrupted); i++)
    {
      g_autofree char *path = g_strconcat ("/input/interrupted/", interrupted[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_interrupted);
    }
  g_test_add_func ("/input/interrupted/elsewhere", test_interrupted_elsewhere);
  g_test_add_func ("/input/refused", test_refused);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    sw_value_clear (&loaded[i]);
  return status;
}
