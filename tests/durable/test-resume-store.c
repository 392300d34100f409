/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resume-fixture.h"
#include "script-performer.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* What the store says no to, and what is not told before it is kept. */

static void
test_express (ResumeFixture *self,
              gconstpointer  data)
{
  const SwExecutionOptions options = { .name = "one", .express = TRUE };
  g_autoptr (GError) error = NULL;

  resume_begin (self, WAIT, &options);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (sw_store_flush (self->store, NULL));
  resume_restart (self);
  g_assert_null (sw_runner_new_resumed (self->store, 1, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_EXPRESS);
  resume_check_aborted (self, "engine stopped");
}

/* Stopped without being taken up: the history tells of it. */
static void
test_stopped (ResumeFixture *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint before;

  resume_interrupt (self);
  before = resume_count_events (self);
  g_assert_true (sw_interrupted_stop (self->store, 1, "Why", "because", &error));
  g_assert_no_error (error);
  resume_check_aborted (self, "because");
  g_assert_cmpuint (resume_count_events (self), ==, before + 1);
  g_assert_false (sw_interrupted_stop (self->store, 1, NULL, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_ENDED);
}

/* What is stored does not lead where it led: it is not guessed at, and can be stopped. */
static void
test_differs (ResumeFixture *self,
              gconstpointer  data)
{
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreEvent event = { 2, 0, 0, "TaskStateEntered", "{}" };
  g_autoptr (GError) error = NULL;

  resume_interrupt (self);
  sw_store_write_put_event (write, 1, &event);
  sw_store_commit (self->store, write, NULL, NULL);
  g_assert_true (sw_store_flush (self->store, NULL));
  g_assert_null (sw_runner_new_resumed (self->store, 1, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_DIFFERS);
  g_assert (strstr (error->message, "event 2,") != NULL);
  g_assert_true (sw_interrupted_stop (self->store, 1, NULL, "because", NULL));
  resume_check_aborted (self, "because");
}

static void
test_absent (ResumeFixture *self,
             gconstpointer  data)
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
test_name_taken (ResumeFixture *self,
                 gconstpointer  data)
{
  g_autofree char *definition = resume_dup_definition (LAMBDA);
  const SwExecutionOptions options = { .name = "one" };
  gboolean refused = FALSE;

  resume_interrupt (self);
  resume_set_performer (self, "\"how\": \"later\"");
  resume_begin (self, definition, &options);
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
test_told_when_kept (ResumeFixture *self,
                     gconstpointer  data)
{
  const SwExecutionOptions options = { .name = "one" };
  gboolean told = FALSE;
  guint n_events;

  resume_begin (self, "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
                &options);
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
  g_assert_cmpuint (resume_count_events (self), ==, 4);
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
on_kept (const GError *error,
         gpointer      data)
{
  *(gboolean *) data = TRUE;
}

/* The disk is full: no performer is called before the transaction that says so is written, and
 * everything goes on when there is room again. */
static void
test_full_disk (ResumeFixture *self,
                gconstpointer  data)
{
  g_autofree char *definition = resume_dup_definition (LAMBDA);
  const SwExecutionOptions options = { .name = "one" };
  gboolean kept = FALSE;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (1000);
  resume_set_performer (self, "\"answers\": [{\"return\": 1}]");
  resume_begin (self, definition, &options);
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

static gint64
get_clock (gpointer data)
{
  return *(gint64 *) data;
}

/* A clock set forward makes due what is due by it; set back, what is due waits for its time of day,
 * and the history never goes back. */
static void
test_clock_jumps (ResumeFixture *self,
                  gconstpointer  data)
{
  const gint64 day = G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC;
  g_autoptr (SwProgram) program = resume_compile (WAIT);
  const SwExecutionOptions options = { .name = "one" };
  gint64 clock = g_get_real_time (), due;
  SwExecution *execution;

  self->runner = sw_runner_new_durable (program, &options, NULL, self->store, "run", SW_VALUE_INIT);
  sw_runner_set_clock (self->runner, get_clock, &clock);
  sw_runner_start (self->runner);
  resume_settle (self);
  execution = sw_runner_get_execution (self->runner);
  due = sw_execution_get_wake_time (execution);

  clock -= day;
  sw_runner_refresh (self->runner);
  resume_settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
  g_assert_cmpint (sw_execution_get_wake_time (execution), ==, due);

  clock += 2 * day;
  sw_runner_refresh (self->runner);
  resume_settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_SUCCEEDED);
  g_assert_cmpint (sw_execution_get_time (execution), >=, due);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char    *name;
    ResumeTestFunc run;
  } tests[] = {
    { "express-is-aborted", test_express },
    { "stopped", test_stopped },
    { "differs", test_differs },
    { "absent", test_absent },
    { "name-taken", test_name_taken },
    { "told-when-kept", test_told_when_kept },
    { "full-disk", test_full_disk },
    { "clock-jumps", test_clock_jumps },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    resume_add ("store", tests[i].name, NULL, tests[i].run);
  return g_test_run ();
}
