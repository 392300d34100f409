/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resume-fixture.h"
#include "script-performer.h"

#include "tasks/sw-task-desk.h"

/* What becomes of a run when its program is gone: each case runs until nothing more happens, drops
 * everything, opens the store again and takes the run up. */

#define JOB "arn:aws:states:::glue:startJobRun.sync"
#define UNKNOWN_CAUSE \
  "The engine stopped after starting this task; it cannot be determined whether it was executed."

typedef struct
{
  const char *name;
  const char *resource;
  const char *before;   /* how A is performed before: members of its row */
  const char *after;    /* … after; NULL: the same */
  const char *calls;    /* what the performer is called for after */
  const char *error;    /* that A fails with, or NULL: it waits */
  guint       n_manual; /* tasks that wait for a person after */
} Row;

static const Row rows[] = {
  { "lambda-started", LAMBDA, "\"how\": \"later\"", NULL, "", "States.TaskFailed", 0 },
  { "mock-started", LAMBDA, "\"recover\": \"again\", \"how\": \"later\"", NULL, "A new; ", NULL, 0 },
  { "person-asked", LAMBDA, "\"recover\": \"person\"", NULL, "A new; ", NULL, 1 },
  { "person-asked-after-all", LAMBDA, "\"how\": \"nobody\"", NULL, "A new; ", NULL, 1 },
  { "activity-not-taken", ACTIVITY, "\"how\": \"later\"", NULL, "A new; ", NULL, 0 },
  { "activity-handed-out", ACTIVITY, "\"recover\": \"go-on\", \"how\": \"worker\"", NULL,
    "A begun; ", NULL, 0 },
  { "activity-of-one-who-would-begin-anew", ACTIVITY, "\"how\": \"worker\"", NULL, "", NULL, 1 },
  { "token-not-submitted", TOKEN, "\"how\": \"later\"", NULL, "", "States.TaskFailed", 0 },
  { "token-submitted", TOKEN, "\"recover\": \"go-on\", \"how\": \"token\"", NULL,
    "A submitted {\"Id\":\"job\"}; ", NULL, 0 },
  { "token-of-one-who-would-send-anew", TOKEN, "\"how\": \"token\"", NULL, "", NULL, 1 },
  { "job-not-submitted", JOB, "\"how\": \"later\"", NULL, "", "States.TaskFailed", 0 },
  { "job-with-its-id", JOB, "\"recover\": \"go-on\", \"how\": \"job\"", NULL,
    "A submitted {\"Id\":\"job\"}; ", NULL, 0 },
  { "job-nobody-can-ask-for", JOB, "\"how\": \"job\"", NULL, "", "States.TaskFailed", 0 },
  { "job-not-submitted-either", JOB, "\"recover\": \"go-on\", \"how\": \"later\"", NULL, "",
    "States.TaskFailed", 0 },
  { "idempotent-since", LAMBDA, "\"how\": \"later\"", "\"recover\": \"again\", \"how\": \"later\"",
    "A new; ", NULL, 0 },
  { "mock-before-real-now", LAMBDA, "\"recover\": \"again\", \"how\": \"later\"", "\"how\": \"later\"",
    "A new; ", NULL, 0 },
  { "real-before-person-now", LAMBDA, "\"how\": \"later\"", "\"recover\": \"person\"", "",
    "States.TaskFailed", 0 },
};

static char *
dup_token (ResumeFixture *self)
{
  const SwTaskRequest *request
      = sw_execution_get_request (sw_runner_get_execution (self->runner), 1);

  return request != NULL ? g_strdup (request->token) : NULL;
}

static void
on_pending (GObject    *runner,
            GParamSpec *property,
            gpointer    data)
{
  *(guint *) data += 1;
}

static void
test_row (ResumeFixture *self,
          gconstpointer  data)
{
  const Row *row = data;
  g_autofree char *definition = resume_dup_definition (row->resource);
  const SwExecutionOptions options = { .name = "one" };
  g_autofree char *token = NULL, *token_after = NULL;
  SwExecution *execution;
  guint n_pending, n_told = 0;

  resume_set_performer (self, row->before);
  resume_begin (self, definition, &options);
  resume_settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
  token = dup_token (self);

  resume_restart (self);
  resume_set_performer (self, row->after != NULL ? row->after : row->before);
  resume_take_up (self);
  g_signal_connect (self->runner, "notify::pending", G_CALLBACK (on_pending), &n_told);
  sw_runner_start (self->runner);
  resume_settle (self);
  execution = sw_runner_get_execution (self->runner);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, row->calls);
  g_assert_cmpstr (sw_execution_get_error (execution), ==, row->error);
  g_object_get (self->runner, "pending", &n_pending, NULL);
  g_assert_cmpuint (n_pending, ==, row->n_manual);
  g_assert_cmpuint (n_told, ==, row->n_manual);
  if (row->error != NULL)
    {
      g_assert_cmpstr (sw_execution_get_cause (execution), ==, UNKNOWN_CAUSE);
      return;
    }
  token_after = dup_token (self);
  g_assert_cmpstr (token_after, ==, token);
  if (g_str_equal (row->resource, TOKEN) || g_str_equal (row->resource, ACTIVITY))
    g_assert_nonnull (token);
}

/* Whoever sent a token, or none: after a restart as before it is answered at the desk. */
static const struct
{
  const char *name;
  const char *resource;
  const char *row;   /* of who performs the task behind the desk */
  const char *calls; /* of him after */
} at_desk[] = {
  { "token-sent", TOKEN, "\"how\": \"token\"", "" },
  { "token-sent-by-one-who-may-again", TOKEN, "\"recover\": \"again\", \"how\": \"token\"", "" },
  { "token-nobody-sends", TOKEN, "\"recover\": \"person\"", "A new; " },
  { "activity-of-a-worker", ACTIVITY, "\"how\": \"worker\"", "" },
  { "activity-of-a-worker-again", ACTIVITY, "\"recover\": \"again\", \"how\": \"worker\"", "" },
};

static void
put_behind_desk (ResumeFixture *self,
                 SwTaskDesk    *desk)
{
  g_autoptr (SwPerformer) inner = g_steal_pointer (&self->performer);

  self->performer = sw_task_desk_new_performer (desk, inner);
}

static void
test_at_desk (ResumeFixture *self,
              gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *definition = resume_dup_definition (at_desk[i].resource);
  const SwExecutionOptions options = { .name = "one" };
  g_autoptr (SwTaskDesk) desk = sw_task_desk_new ();
  g_autoptr (SwTaskDesk) desk_after = sw_task_desk_new ();
  g_autoptr (SwPerformer) inner = NULL;
  g_autofree char *token = NULL;
  SwTaskCall *call;

  resume_set_performer (self, at_desk[i].row);
  put_behind_desk (self, desk);
  resume_begin (self, definition, &options);
  resume_settle (self);
  token = dup_token (self);

  resume_restart (self);
  resume_set_performer (self, at_desk[i].row);
  inner = sw_performer_ref (self->performer);
  put_behind_desk (self, desk_after);
  resume_take_up (self);
  sw_runner_start (self->runner);
  resume_settle (self);
  g_assert_cmpstr (script_performer_get_calls (inner), ==, at_desk[i].calls);
  g_assert_cmpuint (sw_task_desk_get_waiting (desk_after, ACTIVITY), ==, 0);
  g_assert_cmpint (sw_task_desk_find (desk_after, token, &call), ==, SW_TASK_TOKEN_OPEN);
  g_assert_true (sw_task_call_succeed (call, SW_VALUE_NULL));
  resume_settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_SUCCEEDED);
}

/* The effect had not begun: what a crash leaves between two transactions of a run that was out of
 * time in between. */
static void
test_scheduled (ResumeFixture *self,
                gconstpointer  data)
{
  g_autofree char *definition = resume_dup_definition (LAMBDA);
  const SwExecutionOptions options = { .name = "one" };
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreTask task = { .execution = 1, .id = 1, .scheduled = 3, .state = "A",
                             .phase = "scheduled", .kind = "unknown" };

  resume_set_performer (self, "\"how\": \"later\"");
  resume_begin (self, definition, &options);
  resume_settle (self);
  sw_store_write_put_task (write, &task);
  sw_store_commit (self->store, write, NULL, NULL);
  resume_restart (self);
  resume_set_performer (self, "\"how\": \"later\"");
  resume_take_up (self);
  sw_runner_start (self->runner);
  resume_settle (self);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "A new; ");
}

static const struct
{
  const char *name;
  const char *definition;
  double      seconds; /* from the start */
} waits[] = {
  { "wait",
    WAIT,
    3600 },
  { "back-off",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA
    "\", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"], \"IntervalSeconds\": 500, "
    "\"JitterStrategy\": \"FULL\"}], \"End\": true}}}",
    -1 },
  { "timeout",
    TIMEOUT,
    700 },
  { "heartbeat",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" ACTIVITY
    "\", \"TimeoutSeconds\": 700, \"HeartbeatSeconds\": 300, \"End\": true}}}",
    300 },
};

/* A run that sleeps wakes when it would have woken, to the microsecond, jitter included. */
static void
test_wait (ResumeFixture *self,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  const SwExecutionOptions options = { .name = "one" };
  const char *row = i == 1 ? "\"answers\": [{\"throw\": \"E\"}]" : "\"how\": \"later\"";
  const SwHistoryEvent *first;
  gint64 due;

  resume_set_performer (self, row);
  resume_begin (self, waits[i].definition, &options);
  resume_settle (self);
  due = sw_execution_get_wake_time (sw_runner_get_execution (self->runner));
  first = sw_history_get (
      sw_execution_get_history (sw_runner_get_execution (self->runner)), 0);
  g_assert_cmpint (due, >, sw_history_event_get_time (first));
  if (waits[i].seconds > 0)
    g_assert_cmpint ((due - sw_history_event_get_time (first)) / G_USEC_PER_SEC, ==,
                     (gint64) waits[i].seconds);
  resume_restart (self);
  resume_set_performer (self, row);
  resume_take_up (self);
  sw_runner_start (self->runner);
  resume_settle (self);
  g_assert_cmpint (sw_execution_get_wake_time (sw_runner_get_execution (self->runner)), ==, due);
}

/* Those that are due come first, by their times, however they were begun. */
static void
test_due_order (ResumeFixture *self,
                gconstpointer  data)
{
  static const int seconds[] = { 300, 100, 200 };
  g_autoptr (GPtrArray) list = NULL;
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", seconds[i]);
      g_autofree char *definition = g_strdup_printf (
          "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": %d, "
          "\"End\": true}}}",
          seconds[i]);
      const SwExecutionOptions options = { .name = name };

      resume_begin (self, definition, &options);
      resume_settle (self);
      g_clear_object (&self->runner);
    }
  list = sw_interrupted_list (self->store, "run", NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (order, "%s ", ((SwInterrupted *) list->pdata[i])->name);
  g_assert_cmpstr (order->str, ==, "100 200 300 ");
  g_string_free (order, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    resume_add ("table", rows[i].name, &rows[i], test_row);
  for (guint i = 0; i < G_N_ELEMENTS (at_desk); i++)
    resume_add ("at-desk", at_desk[i].name, GUINT_TO_POINTER (i), test_at_desk);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    resume_add ("due-as-before", waits[i].name, GUINT_TO_POINTER (i), test_wait);
  resume_add ("table", "scheduled", NULL, test_scheduled);
  resume_add ("due", "order", NULL, test_due_order);
  return g_test_run ();
}
