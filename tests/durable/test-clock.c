/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel-clock.h"
#include "script-performer.h"

#include "../store/store-fixture.h"
#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/runner/sw-alarm.h"

/* What waits for a time of day comes at that time, whoever sets the clock, and however long the
 * computer sleeps: runs that are kept and others, at work and taken up again. The clock is a model
 * of the kernel's: all that lies above it is the program's own. */

#define DAY 86400
#define ACTIVITY "arn:aws:states:us-east-1:123456789012:activity:a"
#define LAMBDA "arn:aws:lambda:us-east-1:123456789012:function:a"
#define TOKEN "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
#define STATE(MEMBERS) "{\"StartAt\": \"A\", \"States\": {\"A\": {" MEMBERS ", \"End\": true}}}"

static const struct
{
  const char       *name;
  const char       *definition;
  const char       *row; /* how A is performed */
  guint             due; /* seconds from the start */
  SwExecutionStatus status;
  const char       *error;
} machines[] = {
  { "wait", STATE ("\"Type\": \"Wait\", \"Seconds\": 3600"), "", 3600, SW_EXECUTION_SUCCEEDED, NULL },
  { "back-off",
    STATE ("\"Type\": \"Task\", \"Resource\": \"" LAMBDA
           "\", \"Retry\": [{\"ErrorEquals\": [\"E\"], \"IntervalSeconds\": 500}]"),
    "\"recover\": \"again\", \"answers\": [{\"throw\": \"E\"}, {\"return\": 1}]", 500,
    SW_EXECUTION_SUCCEEDED, NULL },
  { "timeout-of-a-call",
    STATE ("\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\", \"TimeoutSeconds\": 700"),
    "\"recover\": \"again\", \"how\": \"later\"", 700, SW_EXECUTION_FAILED, "States.Timeout" },
  { "timeout-of-an-activity-nobody-takes",
    STATE ("\"Type\": \"Task\", \"Resource\": \"" ACTIVITY "\", \"TimeoutSeconds\": 700"),
    "\"how\": \"later\"", 700, SW_EXECUTION_FAILED, "States.Timeout" },
  { "heartbeat-of-a-worker",
    STATE ("\"Type\": \"Task\", \"Resource\": \"" ACTIVITY
           "\", \"TimeoutSeconds\": 7000, \"HeartbeatSeconds\": 300"),
    "\"recover\": \"go-on\", \"how\": \"worker\"", 300, SW_EXECUTION_FAILED, "States.Timeout" },
  { "heartbeat-of-a-token",
    STATE ("\"Type\": \"Task\", \"Resource\": \"" TOKEN
           "\", \"Parameters\": {\"T.$\": \"$$.Task.Token\"}, \"HeartbeatSeconds\": 300"),
    "\"recover\": \"go-on\", \"how\": \"token\"", 300, SW_EXECUTION_FAILED, "States.Timeout" },
  { "time-of-the-whole",
    "{\"TimeoutSeconds\": 900, \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", "
    "\"Seconds\": 3600, \"End\": true}}}",
    "", 900, SW_EXECUTION_TIMED_OUT, NULL },
};

/* What becomes of the clock, and whether what is due has come then. Seconds are DAYS and so many
 * halves of what is due. */
typedef struct
{
  enum { END, PASS, SET, AWAY } deed; /* AWAY: set while the program is not there */
  int      days;
  int      halves;
  gboolean ends;
} Step;

static const struct
{
  const char *name;
  Step        steps[5];
} stories[] = {
  { "time-passes", { { PASS, 0, 1, FALSE }, { PASS, 0, 1, TRUE } } },
  { "set-forward", { { SET, 1, 0, TRUE } } },
  { "set-forward-by-less", { { SET, 0, 1, FALSE }, { PASS, 0, 1, TRUE } } },
  { "set-forward-to-the-moment", { { SET, 0, 2, TRUE } } },
  { "set-back", { { SET, -1, 0, FALSE }, { PASS, 0, 2, FALSE }, { PASS, 1, 0, TRUE } } },
  { "set-back-and-right-again",
    { { SET, -1, 0, FALSE }, { SET, 1, 0, FALSE }, { PASS, 0, 1, FALSE }, { PASS, 0, 1, TRUE } } },
  { "suspended-beyond-it", { { PASS, 0, 1, FALSE }, { SET, 0, 4, TRUE } } },
  { "due-while-away", { { AWAY, 1, 0, TRUE } } },
  { "set-back-while-away", { { AWAY, -1, 0, FALSE }, { PASS, 0, 2, TRUE } } },
};

typedef enum
{
  PLAIN,   /* not kept */
  KEPT,
  RESUMED, /* kept, and taken up before anything becomes of the clock */
  N_LIVES,
} Life;

typedef struct
{
  SwStore     *store; /* or NULL */
  SwPerformer *performer;
  SwRunner    *runner;
} Run;

static Fixture files; /* one store for all: making one is what takes time */
static guint n_runs;  /* ever begun: names them */

static void
on_kept (const GError *error,
         gpointer      data)
{
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* Until nothing more happens by itself. A main context that never comes to rest would be a program
 * that keeps the processor busy. */
static void
settle (SwRunner *runner)
{
  guint quiet = 0, turns = 0;

  while (quiet < 3)
    {
      gboolean kept = FALSE;

      sw_runner_when_kept (runner, on_kept, &kept);
      while (!kept)
        g_main_context_iteration (NULL, TRUE);
      quiet++;
      while (g_main_context_iteration (NULL, FALSE))
        {
          g_assert_cmpuint (turns++, <, 10000);
          quiet = 0;
        }
    }
}

static SwPerformer *
new_performer (const char *row)
{
  g_autofree char *text = g_strdup_printf ("{\"A\": {%s}}", row);
  g_auto (SwValue) script = SW_VALUE_INIT;

  g_assert_true (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &script, NULL));
  return script_performer_new (script, NULL, NULL, NULL);
}

static void
begin (Run  *self,
       guint machine,
       Life  life)
{
  g_autoptr (SwTree) tree = sw_tree_parse (machines[machine].definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwProgram) program = sw_program_new (model, NULL);
  g_autofree char *name = g_strdup_printf ("run-%u", n_runs++);
  const SwExecutionOptions options = { .name = name };

  self->performer = new_performer (machines[machine].row);
  self->store = life != PLAIN ? fixture_open (&files) : NULL;
  self->runner = life == PLAIN ? sw_runner_new (program, &options, self->performer, SW_RUN_LIVE)
                               : sw_runner_new_durable (program, &options, self->performer,
                                                        self->store, "run", SW_VALUE_INIT);
  sw_runner_start (self->runner);
  settle (self->runner);
}

static void
let_go (Run *self)
{
  g_clear_object (&self->runner);
  g_clear_pointer (&self->performer, sw_performer_unref);
  g_clear_object (&self->store);
}

/* Another program takes it up. */
static void
take_up (Run   *self,
         guint  machine,
         gint64 jump)
{
  g_autoptr (GError) error = NULL;
  gint64 id = sw_runner_get_stored_id (self->runner);

  let_go (self);
  kernel_clock_set (kernel_clock_get () + jump);
  self->store = fixture_open (&files);
  self->performer = new_performer (machines[machine].row);
  self->runner = sw_runner_new_resumed (self->store, id, self->performer, &error);
  g_assert_no_error (error);
  sw_runner_start (self->runner);
  settle (self->runner);
}

static void
check_history (Run *self)
{
  const SwHistory *history = sw_execution_get_history (sw_runner_get_execution (self->runner));
  gint64 last = 0;

  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      g_assert_cmpint (sw_history_event_get_time (sw_history_get (history, i)), >=, last);
      last = sw_history_event_get_time (sw_history_get (history, i));
    }
}

/* Recorded on AWS: an execution has timed out when its time was over, whenever that was noticed. */
static void
check_end (Run   *self,
           guint  machine)
{
  SwExecution *execution = sw_runner_get_execution (self->runner);
  const SwHistoryEvent *first = sw_history_get (sw_execution_get_history (execution), 0);

  if (sw_execution_get_status (execution) == SW_EXECUTION_TIMED_OUT)
    g_assert_cmpint (sw_execution_get_time (execution), ==,
                     sw_history_event_get_time (first) + machines[machine].due * G_USEC_PER_SEC);
}

static void
take_step (Run        *self,
           guint       machine,
           const Step *step)
{
  gint64 seconds = (gint64) step->days * DAY + (gint64) step->halves * machines[machine].due / 2;
  SwExecution *execution;

  if (step->deed == PASS)
    kernel_clock_pass (seconds * G_USEC_PER_SEC);
  else if (step->deed == SET)
    kernel_clock_set (kernel_clock_get () + seconds * G_USEC_PER_SEC);
  else
    take_up (self, machine, seconds * G_USEC_PER_SEC);
  settle (self->runner);
  execution = sw_runner_get_execution (self->runner);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==,
                   step->ends ? machines[machine].status : SW_EXECUTION_RUNNING);
  if (step->ends)
    g_assert_cmpstr (sw_execution_get_error (execution), ==, machines[machine].error);
  check_history (self);
  check_end (self, machine);
}

static void
test_story (gconstpointer data)
{
  guint machine = GPOINTER_TO_UINT (data) / G_N_ELEMENTS (stories);
  guint story = GPOINTER_TO_UINT (data) % G_N_ELEMENTS (stories);

  for (Life life = PLAIN; life < N_LIVES; life++)
    {
      Run run = { 0 };

      if (life == PLAIN && stories[story].steps[0].deed == AWAY)
        continue;
      begin (&run, machine, life);
      if (life == RESUMED)
        take_up (&run, machine, 0);
      for (const Step *step = stories[story].steps; step->deed != END; step++)
        take_step (&run, machine, step);
      let_go (&run);
    }
}

static void
beat (Run *self)
{
  SwExecution *execution = sw_runner_get_execution (self->runner);

  g_assert_true (sw_execution_heartbeat (execution, 1, sw_runner_get_time (self->runner)));
  sw_runner_refresh (self->runner);
  settle (self->runner);
}

/* A sign of life counts from when it comes, also beside a clock that is set to and fro. */
static void
test_heartbeats (void)
{
  static const struct
  {
    int      passes;
    int      days;
    gboolean beats;
  } turns[] = { { 200, 0, TRUE }, { 200, 0, TRUE },  { 0, -1, TRUE },
                { 200, 0, TRUE }, { 0, 1, TRUE },    { 299, 0, TRUE }, { 299, 0, FALSE } };
  const guint machine = 4;

  for (Life life = KEPT; life < N_LIVES; life++)
    {
      Run run = { 0 };

      g_assert_cmpstr (machines[machine].name, ==, "heartbeat-of-a-worker");
      begin (&run, machine, life);
      if (life == RESUMED)
        take_up (&run, machine, 0);
      for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
        {
          kernel_clock_pass (turns[i].passes * G_USEC_PER_SEC);
          kernel_clock_set (kernel_clock_get ()
                            + (gint64) turns[i].days * DAY * G_USEC_PER_SEC);
          settle (run.runner);
          if (turns[i].beats)
            beat (&run);
          g_assert_cmpint (sw_runner_get_status (run.runner), ==, SW_EXECUTION_RUNNING);
        }
      kernel_clock_pass (G_USEC_PER_SEC);
      settle (run.runner);
      g_assert_cmpint (sw_runner_get_status (run.runner), ==, SW_EXECUTION_FAILED);
      let_go (&run);
    }
}

typedef struct
{
  GString *order;
  SwAlarm *later; /* taken back by the one that goes off before it */
} Alarms;

static Alarms alarms;

static void
go_off (gpointer data)
{
  g_string_append (alarms.order, data);
}

static void
go_off_first (gpointer data)
{
  go_off (data);
  g_clear_pointer (&alarms.later, sw_alarm_free);
  sw_alarm_new (kernel_clock_get () + 5, go_off, (gpointer) "new ");
}

static void
let_pass (int  until,
          int *now)
{
  kernel_clock_pass (until - *now);
  *now = until;
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Several alarms share a timer: each goes off at its time and not before, equal ones in their
 * order, also those that are set, or taken back, when another goes off. */
static void
test_alarms (void)
{
  gint64 begin = kernel_clock_get ();
  int now = 0;

  alarms.order = g_string_new (NULL);
  sw_alarm_new (begin + 40, go_off, (gpointer) "40 ");
  sw_alarm_new (begin + 20, go_off, (gpointer) "20 ");
  sw_alarm_new (begin + 20, go_off, (gpointer) "20-too ");
  sw_alarm_new (begin + 10, go_off_first, (gpointer) "10 ");
  alarms.later = sw_alarm_new (begin + 30, go_off, (gpointer) "never ");
  let_pass (9, &now);
  g_assert_cmpstr (alarms.order->str, ==, "");
  let_pass (10, &now);
  g_assert_cmpstr (alarms.order->str, ==, "10 ");
  let_pass (15, &now);
  g_assert_cmpstr (alarms.order->str, ==, "10 new ");
  let_pass (20, &now);
  g_assert_cmpstr (alarms.order->str, ==, "10 new 20 20-too ");
  let_pass (39, &now);
  g_assert_cmpstr (alarms.order->str, ==, "10 new 20 20-too ");
  let_pass (40, &now);
  g_assert_cmpstr (alarms.order->str, ==, "10 new 20 20-too 40 ");
  g_string_free (alarms.order, TRUE);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (machines) * G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/clock/%s/%s", machines[i / G_N_ELEMENTS (stories)].name,
                             stories[i % G_N_ELEMENTS (stories)].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_story);
    }
  g_test_add_func ("/clock/heartbeats-that-come", test_heartbeats);
  g_test_add_func ("/clock/alarms", test_alarms);
  fixture_set_up (&files, NULL);
  result = g_test_run ();
  fixture_tear_down (&files, NULL);
  return result;
}
