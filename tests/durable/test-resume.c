/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script-performer.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "engine/sw-fork.h"
#include "json/sw-text.h"
#include "tasks/sw-durable.h"
#include "tasks/sw-task-desk.h"

/* What becomes of a run when its program is gone: each case runs until nothing more happens, drops
 * everything, opens the store again and takes the run up. */

#define LAMBDA "arn:aws:lambda:us-east-1:123456789012:function:f"
#define ACTIVITY "arn:aws:states:us-east-1:123456789012:activity:a"
#define TOKEN "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
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

typedef struct
{
  char        *folder;
  char        *path;
  SwStore     *store;
  SwPerformer *performer;
  SwRunner    *runner;
} Fixture;

static void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = sw_store_open (self->path, &error);
  g_assert_no_error (error);
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->folder = g_dir_make_tmp ("stepwright-resume-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "executions.db", NULL);
  fixture_open (self);
}

static void
fixture_drop (Fixture *self)
{
  g_clear_object (&self->runner);
  g_clear_pointer (&self->performer, sw_performer_unref);
  g_clear_object (&self->store);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  fixture_drop (self);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
on_kept (const GError *error,
         gpointer      data)
{
  *(gboolean *) data = TRUE;
}

/* Iterates until nothing more happens by itself. */
static void
settle (Fixture *self)
{
  guint quiet = 0;

  while (quiet < 3)
    {
      gboolean kept = FALSE;

      sw_runner_when_kept (self->runner, on_kept, &kept);
      while (!kept)
        g_main_context_iteration (NULL, TRUE);
      quiet++;
      while (g_main_context_iteration (NULL, FALSE))
        quiet = 0;
    }
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

static void
set_performer (Fixture    *self,
               const char *row)
{
  g_autofree char *text = g_strdup_printf ("{\"A\": {%s}}", row);
  g_auto (SwValue) script = SW_VALUE_INIT;

  g_clear_pointer (&self->performer, sw_performer_unref);
  g_assert_true (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &script, NULL));
  self->performer = script_performer_new (script, NULL, NULL, NULL);
}

static void
begin (Fixture                  *self,
       const char               *definition,
       const SwExecutionOptions *options)
{
  g_autoptr (SwProgram) program = compile (definition);

  self->runner = sw_runner_new_durable (program, options, self->performer, self->store, "run",
                                        SW_VALUE_INIT);
  sw_runner_start (self->runner);
}

static void
resume (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->runner = sw_runner_new_resumed (self->store, 1, self->performer, &error);
  g_assert_no_error (error);
}

static char *
dup_task_definition (const char *resource)
{
  return g_strdup_printf ("{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", "
                          "\"Resource\": \"%s\", %s\"End\": true}}}",
                          resource,
                          g_str_equal (resource, TOKEN)
                              ? "\"Parameters\": {\"T.$\": \"$$.Task.Token\"}, "
                              : "");
}

static char *
dup_token (Fixture *self)
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
test_row (Fixture      *self,
          gconstpointer data)
{
  const Row *row = data;
  g_autofree char *definition = dup_task_definition (row->resource);
  const SwExecutionOptions options = { .name = "one" };
  g_autofree char *token = NULL, *token_after = NULL;
  SwExecution *execution;
  guint n_pending, n_told = 0;

  set_performer (self, row->before);
  begin (self, definition, &options);
  settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
  token = dup_token (self);

  fixture_drop (self);
  fixture_open (self);
  set_performer (self, row->after != NULL ? row->after : row->before);
  resume (self);
  g_signal_connect (self->runner, "notify::pending", G_CALLBACK (on_pending), &n_told);
  sw_runner_start (self->runner);
  settle (self);
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
put_behind_desk (Fixture    *self,
                 SwTaskDesk *desk)
{
  g_autoptr (SwPerformer) inner = g_steal_pointer (&self->performer);

  self->performer = sw_task_desk_new_performer (desk, inner);
}

static void
test_at_desk (Fixture      *self,
              gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *definition = dup_task_definition (at_desk[i].resource);
  const SwExecutionOptions options = { .name = "one" };
  g_autoptr (SwTaskDesk) desk = sw_task_desk_new ();
  g_autoptr (SwTaskDesk) desk_after = sw_task_desk_new ();
  g_autoptr (SwPerformer) inner = NULL;
  g_autofree char *token = NULL;
  SwTaskCall *call;

  set_performer (self, at_desk[i].row);
  put_behind_desk (self, desk);
  begin (self, definition, &options);
  settle (self);
  token = dup_token (self);

  fixture_drop (self);
  fixture_open (self);
  set_performer (self, at_desk[i].row);
  inner = sw_performer_ref (self->performer);
  put_behind_desk (self, desk_after);
  resume (self);
  sw_runner_start (self->runner);
  settle (self);
  g_assert_cmpstr (script_performer_get_calls (inner), ==, at_desk[i].calls);
  g_assert_cmpuint (sw_task_desk_get_waiting (desk_after, ACTIVITY), ==, 0);
  g_assert_cmpint (sw_task_desk_find (desk_after, token, &call), ==, SW_TASK_TOKEN_OPEN);
  g_assert_true (sw_task_call_succeed (call, SW_VALUE_NULL));
  settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_SUCCEEDED);
}

/* The effect had not begun: what a crash leaves between two transactions of a run that was out of
 * time in between. */
static void
test_scheduled (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *definition = dup_task_definition (LAMBDA);
  const SwExecutionOptions options = { .name = "one" };
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreTask task = { .execution = 1, .id = 1, .scheduled = 3, .state = "A",
                             .phase = "scheduled", .kind = "unknown" };

  set_performer (self, "\"how\": \"later\"");
  begin (self, definition, &options);
  settle (self);
  sw_store_write_put_task (write, &task);
  sw_store_commit (self->store, write, NULL, NULL);
  fixture_drop (self);
  fixture_open (self);
  set_performer (self, "\"how\": \"later\"");
  resume (self);
  sw_runner_start (self->runner);
  settle (self);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "A new; ");
}

static const struct
{
  const char *name;
  const char *definition;
  double      seconds; /* from the start */
} waits[] = {
  { "wait",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": 3600, \"End\": "
    "true}}}",
    3600 },
  { "back-off",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA
    "\", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"], \"IntervalSeconds\": 500, "
    "\"JitterStrategy\": \"FULL\"}], \"End\": true}}}",
    -1 },
  { "timeout",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" ACTIVITY
    "\", \"TimeoutSeconds\": 700, \"End\": true}}}",
    700 },
  { "heartbeat",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" ACTIVITY
    "\", \"TimeoutSeconds\": 700, \"HeartbeatSeconds\": 300, \"End\": true}}}",
    300 },
};

/* A run that sleeps wakes when it would have woken, to the microsecond, jitter included. */
static void
test_wait (Fixture      *self,
           gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const SwExecutionOptions options = { .name = "one" };
  const char *row = i == 1 ? "\"answers\": [{\"throw\": \"E\"}]" : "\"how\": \"later\"";
  const SwHistoryEvent *first;
  gint64 due;

  set_performer (self, row);
  begin (self, waits[i].definition, &options);
  settle (self);
  due = sw_execution_get_wake_time (sw_runner_get_execution (self->runner));
  first = sw_history_get (
      sw_execution_get_history (sw_runner_get_execution (self->runner)), 0);
  g_assert_cmpint (due, >, sw_history_event_get_time (first));
  if (waits[i].seconds > 0)
    g_assert_cmpint ((due - sw_history_event_get_time (first)) / G_USEC_PER_SEC, ==,
                     (gint64) waits[i].seconds);
  fixture_drop (self);
  fixture_open (self);
  set_performer (self, row);
  resume (self);
  sw_runner_start (self->runner);
  settle (self);
  g_assert_cmpint (sw_execution_get_wake_time (sw_runner_get_execution (self->runner)), ==, due);
}

static gboolean
expect_aborted (const SwStoreExecution *row,
                gpointer                data)
{
  g_assert_cmpint (row->status, ==, SW_EXECUTION_ABORTED);
  g_assert_cmpstr (row->cause, ==, data);
  g_assert_cmpint (row->stop, >=, row->start);
  return TRUE;
}

static void
check_aborted (Fixture    *self,
               const char *cause)
{
  const SwStoreFilter filter = { .id = 1 };

  g_assert_true (sw_store_flush (self->store, NULL));
  g_assert_true (sw_store_foreach_execution (self->store, &filter, expect_aborted,
                                             (gpointer) cause, NULL));
}

static void
test_express (Fixture      *self,
              gconstpointer data)
{
  const SwExecutionOptions options = { .name = "one", .express = TRUE };
  g_autoptr (GError) error = NULL;

  begin (self, waits[0].definition, &options);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (sw_store_flush (self->store, NULL));
  fixture_drop (self);
  fixture_open (self);
  g_assert_null (sw_runner_new_resumed (self->store, 1, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_EXPRESS);
  check_aborted (self, "engine stopped");
}

static void
interrupt (Fixture *self)
{
  const SwExecutionOptions options = { .name = "one" };

  set_performer (self, "\"how\": \"later\"");
  begin (self, waits[2].definition, &options);
  settle (self);
  fixture_drop (self);
  fixture_open (self);
}

static guint
count_events (Fixture *self);

static gboolean
count_event (const SwStoreEvent *event,
             gpointer            data)
{
  *(guint *) data += 1;
  return TRUE;
}

static guint
count_events (Fixture *self)
{
  guint count = 0;

  g_assert_true (
      sw_store_foreach_event (self->store, 1, 0, FALSE, 0, count_event, &count, NULL));
  return count;
}

/* Stopped without being taken up: the history tells of it. */
static void
test_stopped (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint before;

  interrupt (self);
  before = count_events (self);
  g_assert_true (sw_interrupted_stop (self->store, 1, "Why", "because", &error));
  g_assert_no_error (error);
  check_aborted (self, "because");
  g_assert_cmpuint (count_events (self), ==, before + 1);
  g_assert_false (sw_interrupted_stop (self->store, 1, NULL, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_ENDED);
}

/* What is stored does not lead where it led: it is not guessed at, and can be stopped. */
static void
test_differs (Fixture      *self,
              gconstpointer data)
{
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreEvent event = { 2, 0, 0, "TaskStateEntered", "{}" };
  g_autoptr (GError) error = NULL;

  interrupt (self);
  sw_store_write_put_event (write, 1, &event);
  sw_store_commit (self->store, write, NULL, NULL);
  g_assert_true (sw_store_flush (self->store, NULL));
  g_assert_null (sw_runner_new_resumed (self->store, 1, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_DIFFERS);
  g_assert (strstr (error->message, "event 2,") != NULL);
  g_assert_true (sw_interrupted_stop (self->store, 1, NULL, "because", NULL));
  check_aborted (self, "because");
}

static void
test_absent (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sw_runner_new_resumed (self->store, 7, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_ABSENT);
}

static void
on_refused (const GError *error,
            gpointer      data)
{
  g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_CONFLICT);
  *(gboolean *) data = TRUE;
}

/* Its name is taken: nothing is performed, and whoever waits is told. */
static void
test_name_taken (Fixture      *self,
                 gconstpointer data)
{
  g_autofree char *definition = dup_task_definition (LAMBDA);
  const SwExecutionOptions options = { .name = "one" };
  gboolean refused = FALSE;

  interrupt (self);
  set_performer (self, "\"how\": \"later\"");
  begin (self, definition, &options);
  sw_runner_when_kept (self->runner, on_refused, &refused);
  while (!refused)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_ABORTED);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "");
}

static void
on_status (GObject    *runner,
           GParamSpec *property,
           gpointer    data)
{
  gboolean *seen = data;

  *seen = TRUE;
}

/* Neither status nor events are told before they are on the disk. */
static void
test_told_when_kept (Fixture      *self,
                     gconstpointer data)
{
  const SwExecutionOptions options = { .name = "one" };
  gboolean told = FALSE;
  guint n_events;

  begin (self, "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}", &options);
  g_signal_connect (self->runner, "notify::status", G_CALLBACK (on_status), &told);
  g_object_get (self->runner, "n-events", &n_events, NULL);
  g_assert_cmpuint (n_events, ==, 0);
  while (!told)
    {
      g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
      g_main_context_iteration (NULL, TRUE);
    }
  g_object_get (self->runner, "n-events", &n_events, NULL);
  g_assert_cmpuint (n_events, ==, 4);
  g_assert_cmpuint (count_events (self), ==, 4);
}

/* Those that are due come first, by their times, however they were begun. */
static void
test_due_order (Fixture      *self,
                gconstpointer data)
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

      begin (self, definition, &options);
      settle (self);
      g_clear_object (&self->runner);
    }
  list = sw_interrupted_list (self->store, "run", NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (order, "%s ", ((SwInterrupted *) list->pdata[i])->name);
  g_assert_cmpstr (order->str, ==, "100 200 300 ");
  g_string_free (order, TRUE);
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* The disk is full: no performer is called before the transaction that says so is written, and
 * everything goes on when there is room again. */
static void
test_full_disk (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *definition = dup_task_definition (LAMBDA);
  const SwExecutionOptions options = { .name = "one" };
  gboolean kept = FALSE;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (1000);
  set_performer (self, "\"answers\": [{\"return\": 1}]");
  begin (self, definition, &options);
  while (sw_store_get_trouble (self->store) == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "");
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
  sw_runner_when_kept (self->runner, on_kept, &kept);
  g_assert_false (kept);

  limit_files (RLIM_INFINITY);
  sw_store_retry (self->store);
  while (sw_runner_get_status (self->runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (kept);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "A new; ");
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_SUCCEEDED);
}

/* How far a fork has come when the program ends; whatever it stood at is asked for again. */
static const struct
{
  const char *name;
  gboolean    changes; /* the input that it begins with */
  gboolean    goes_on; /* from where it was begun */
} forks[] = {
  { "at-its-stop", FALSE, FALSE },
  { "at-its-stop-changed", TRUE, FALSE },
  { "under-way", FALSE, TRUE },
  { "under-way-changed", TRUE, TRUE },
};

#define FORKED                                                                                     \
  "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": [" \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Result\": 1, \"Next\": \"B\"},"    \
  " \"B\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\", \"TimeoutSeconds\": 700, \"End\": true}}},"  \
  "{\"StartAt\": \"C\", \"States\": {\"C\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\","         \
  " \"End\": true}}}]}}}"

static void
set_forked_performer (Fixture *self)
{
  g_auto (SwValue) script = SW_VALUE_INIT;

  g_clear_pointer (&self->performer, sw_performer_unref);
  g_assert_true (sw_value_from_text (
      "{\"B\": {\"recover\": \"again\", \"how\": \"later\"},"
      " \"C\": {\"recover\": \"again\", \"how\": \"later\"}}",
      -1, SW_TEXT_DEFAULT, &script, NULL));
  self->performer = script_performer_new (script, NULL, NULL, NULL);
}

/* A history of long ago that ends where both branches wait */
static SwHistory *
new_parent_history (SwProgram *program)
{
  const SwExecutionOptions options = { .name = "parent" };
  g_autoptr (SwExecution) parent = sw_execution_new (program, &options);

  sw_execution_start (parent, G_GINT64_CONSTANT (1700000000000001));
  while (sw_execution_step (parent, sw_execution_get_time (parent) + 1234))
    continue;
  return sw_history_ref (sw_execution_get_history (parent));
}

static guint
find_entered (const SwHistory *history,
              const char      *state)
{
  for (guint i = 0; i < sw_history_get_count (history); i++)
    if (g_strcmp0 (sw_history_event_get_name (sw_history_get (history, i)), state) == 0)
      return i + 1;
  g_assert_not_reached ();
}

static char *
dup_events (Fixture *self)
{
  g_auto (SwValue) value = sw_history_to_value (
      sw_execution_get_history (sw_runner_get_execution (self->runner)), TRUE);

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static void
change_input (SwRunner *runner)
{
  SwExecution *execution = sw_runner_get_execution (runner);
  g_auto (SwValue) value = sw_value_new_integer (77);
  g_autoptr (GError) error = NULL;

  sw_execution_set_part (execution, sw_execution_get_stop (execution)->frame, SW_PART_INPUT, value,
                         sw_runner_get_time (runner), &error);
  g_assert_no_error (error);
  sw_runner_refresh (runner);
}

/* Lists read the settings. */
static gboolean
expect_no_history (const SwStoreExecution *row,
                   gpointer                data)
{
  g_assert_true (strstr (row->settings, "ExecutionStarted") == NULL);
  return TRUE;
}

static void
test_fork (Fixture      *self,
           gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data), event = 0;
  g_autoptr (SwProgram) program = compile (FORKED);
  g_autoptr (SwHistory) history = new_parent_history (program);
  g_autoptr (SwTrace) trace = sw_trace_new (history, sw_program_get_model (program));
  const SwExecutionOptions options = { .name = "fork" };
  const SwStoreFilter all = { 0 };
  g_autofree char *events = NULL, *events_after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 wake;

  set_forked_performer (self);
  self->runner = sw_runner_new_durable_fork (program, &options, self->performer, self->store,
                                             "run", SW_VALUE_INIT, trace,
                                             find_entered (history, "B"), "arn:parent", &error);
  g_assert_no_error (error);
  sw_runner_start (self->runner);
  settle (self);
  g_assert_true (sw_runner_get_paused (self->runner));
  if (forks[i].changes)
    change_input (self->runner);
  sw_runner_set_paused (self->runner, !forks[i].goes_on);
  settle (self);
  events = dup_events (self);
  wake = sw_execution_get_wake_time (sw_runner_get_execution (self->runner));

  fixture_drop (self);
  fixture_open (self);
  g_assert_true (sw_store_foreach_execution (self->store, &all, expect_no_history, NULL, NULL));
  set_forked_performer (self);
  resume (self);
  sw_runner_start (self->runner);
  settle (self);
  events_after = dup_events (self);
  g_assert_cmpstr (events_after, ==, events);
  g_assert_cmpint (strstr (events, "\"77\"") != NULL, ==, forks[i].changes);
  g_assert_cmpint (sw_runner_get_paused (self->runner), ==, !forks[i].goes_on);
  g_assert_cmpint (sw_execution_get_wake_time (sw_runner_get_execution (self->runner)), ==, wake);
  g_assert_cmpstr (sw_execution_get_parent (sw_runner_get_execution (self->runner), &event), ==,
                   "arn:parent");
  g_assert_cmpuint (event, ==, find_entered (history, "B"));
  sw_runner_set_paused (self->runner, FALSE);
  settle (self);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "C new; B new; ");
}

/* Where a debugger holds a run, what it changes there, and whether it has gone on when the program
 * ends: then, or afterwards by itself, the run goes on with what was changed. */
static const struct
{
  const char  *name;
  SwStopPoint  point;
  SwPart       part; /* SW_PART_CONTEXT: nothing is changed */
  gboolean     goes_on;
} held[] = {
  { "before", SW_STOP_BEFORE, SW_PART_CONTEXT, FALSE },
  { "before-changed", SW_STOP_BEFORE, SW_PART_INPUT, FALSE },
  { "before-changed-and-left", SW_STOP_BEFORE, SW_PART_INPUT, TRUE },
  { "after-changed", SW_STOP_AFTER, SW_PART_RESULT, FALSE },
  { "after-changed-and-left", SW_STOP_AFTER, SW_PART_RESULT, TRUE },
  { "left-changed", SW_STOP_LEFT, SW_PART_OUTPUT, FALSE },
  { "left-changed-and-left", SW_STOP_LEFT, SW_PART_OUTPUT, TRUE },
  { "variables-changed-and-left", SW_STOP_LEFT, SW_PART_VARIABLES, TRUE },
};

#define HELD                                                                                       \
  "{\"StartAt\": \"Z\", \"States\": {\"Z\": {\"Type\": \"Pass\", \"Next\": \"A\"},"                       \
  "\"A\": {\"Type\": \"Pass\", \"Assign\": {\"v\": 1}, \"Next\": \"B\"},"                                \
  " \"B\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\", \"Parameters\": {\"i.$\": \"$\","             \
  " \"v.$\": \"$v\"}, \"End\": true}}}"

static gboolean
hold_at_a (SwExecution  *execution,
           const SwStop *stop,
           gpointer      data)
{
  return g_str_equal (stop->state->name, "A") && stop->point == *(const SwStopPoint *) data;
}

static void
change_held (SwRunner *runner,
             SwPart    part)
{
  SwExecution *execution = sw_runner_get_execution (runner);
  g_auto (SwValue) value = sw_value_new_integer (77);
  g_autoptr (GError) error = NULL;

  if (part == SW_PART_CONTEXT)
    return;
  if (part == SW_PART_VARIABLES)
    {
      SwValue variables = sw_value_new_object (1);

      sw_value_set_member (&variables, "v", sw_value_ref (value));
      sw_value_set (&value, variables);
    }
  sw_execution_set_part (execution, sw_execution_get_stop (execution)->frame, part, value,
                         sw_runner_get_time (runner), &error);
  g_assert_no_error (error);
  sw_runner_refresh (runner);
}

static void
test_held (Fixture      *self,
           gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  SwStopPoint point = held[i].point;
  g_autoptr (SwProgram) program = compile (HELD);
  const SwExecutionOptions options = { .name = "one" };
  g_autofree char *events = NULL;

  set_forked_performer (self);
  self->runner = sw_runner_new_durable (program, &options, self->performer, self->store, "run",
                                        SW_VALUE_INIT);
  sw_execution_set_stop_func (sw_runner_get_execution (self->runner), hold_at_a, &point);
  sw_runner_start (self->runner);
  settle (self);
  g_assert_true (sw_runner_get_paused (self->runner));
  change_held (self->runner, held[i].part);
  sw_runner_set_paused (self->runner, !held[i].goes_on);
  settle (self);

  fixture_drop (self);
  fixture_open (self);
  set_forked_performer (self);
  resume (self);
  sw_runner_start (self->runner);
  settle (self);
  events = dup_events (self);
  g_assert_false (sw_runner_get_paused (self->runner));
  g_assert_cmpint (strstr (events, "77") != NULL, ==, held[i].part != SW_PART_CONTEXT);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "B new; ");
}

static gint64
get_clock (gpointer data)
{
  return *(gint64 *) data;
}

/* A clock set forward makes due what is due by it; set back, what is due waits for its time of day,
 * and the history never goes back. */
static void
test_clock_jumps (Fixture      *self,
                  gconstpointer data)
{
  const gint64 day = G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC;
  g_autoptr (SwProgram) program = compile (waits[0].definition);
  const SwExecutionOptions options = { .name = "one" };
  gint64 clock = g_get_real_time (), due;
  SwExecution *execution;

  self->runner = sw_runner_new_durable (program, &options, NULL, self->store, "run", SW_VALUE_INIT);
  sw_runner_set_clock (self->runner, get_clock, &clock);
  sw_runner_start (self->runner);
  settle (self);
  execution = sw_runner_get_execution (self->runner);
  due = sw_execution_get_wake_time (execution);

  clock -= day;
  sw_runner_refresh (self->runner);
  settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
  g_assert_cmpint (sw_execution_get_wake_time (execution), ==, due);

  clock += 2 * day;
  sw_runner_refresh (self->runner);
  settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_SUCCEEDED);
  g_assert_cmpint (sw_execution_get_time (execution), >=, due);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/held/%s", held[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_held,
                  fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (forks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/fork/%s", forks[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_fork,
                  fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (at_desk); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/at-desk/%s", at_desk[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_at_desk,
                  fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/table/%s", rows[i].name);

      g_test_add (path, Fixture, &rows[i], fixture_set_up, test_row, fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/due-as-before/%s", waits[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_wait,
                  fixture_tear_down);
    }
#define add(name, function) \
  g_test_add ("/resume/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  add ("table/scheduled", test_scheduled);
  add ("table/express-is-aborted", test_express);
  add ("stopped", test_stopped);
  add ("differs", test_differs);
  add ("absent", test_absent);
  add ("name-taken", test_name_taken);
  add ("told-when-kept", test_told_when_kept);
  add ("due-order", test_due_order);
  add ("full-disk", test_full_disk);
  add ("clock-jumps", test_clock_jumps);
  return g_test_run ();
}
