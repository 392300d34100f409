/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/runs/sw-cli-runs.h"

#include "cli/sw-cli-log.h"
#include "cli/sw-cli-tasks.h"
#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/durable/sw-open-jobs.h"

/* Interrupted executions taken up, or stopped; those that did not succeed redriven. */

/* The terminal takes up what a person began by hand; the server's are its own. */
static gboolean
is_ours (const char *origin)
{
  return !g_str_equal (origin, "server");
}

static GPtrArray *
find_interrupted (SwStore   *store,
                  gboolean   all,
                  char     **names)
{
  g_autoptr (GPtrArray) runs = all ? sw_cli_runs_list (store, SW_EXECUTION_RUNNING + 1)
                                   : sw_cli_runs_find (store, names, FALSE);

  if (runs == NULL)
    return NULL;
  for (guint i = runs->len; i-- > 0;)
    {
      const SwCliRun *run = g_ptr_array_index (runs, i);

      if (run->row.status != SW_EXECUTION_RUNNING)
        {
          sw_cli_complain ("Execution %d has come to its end (%s)", (int) run->row.id,
                           sw_execution_status_get_name (run->row.status));
          return NULL;
        }
      if (is_ours (run->row.origin))
        continue;
      if (!all)
        {
          sw_cli_complain ("Execution %d belongs to the server: stepwright serve takes it up",
                           (int) run->row.id);
          return NULL;
        }
      g_ptr_array_remove_index (runs, i);
    }
  return g_steal_pointer (&runs);
}

static const char *
get_text (SwValue     object,
          const char *key)
{
  return sw_value_get_text (sw_value_get_member (object, key), NULL);
}

/* What run --durable has left there, see sw-cli-start.c */
static SwValue
read_about (const SwCliRun *run)
{
  g_auto (SwValue) settings = SW_VALUE_INIT;

  if (run->row.settings != NULL)
    sw_value_from_text (run->row.settings, -1, SW_TEXT_DEFAULT, &settings, NULL);
  return sw_value_ref (sw_value_get_member (settings, "about"));
}

/* Who performs its tasks, as the tasks file says now. Returns FALSE after a message. */
static gboolean
make_performer (SwValue       about,
                gboolean      trust,
                SwPerformer **performer)
{
  g_auto (SwCliTasks) tasks = { 0 };
  const char *file = get_text (about, "file");
  const char *test_case = get_text (about, "case");

  *performer = NULL;
  if (file == NULL)
    return TRUE;
  if (!sw_cli_tasks_init (&tasks, file, get_text (about, "tasks"), test_case != NULL))
    return FALSE;
  if (trust && tasks.tasks != NULL)
    sw_tasks_file_allow (tasks.tasks);
  return sw_cli_tasks_new_performer (&tasks, test_case, performer);
}

/* A run that did not go by the clock on the wall goes on where its own stood. */
static void
set_pace (SwRunner *runner,
          SwValue   about)
{
  SwValue pace = sw_value_get_member (about, "pace");

  if (!sw_value_is (pace, SW_TYPE_NUMBER))
    return;
  sw_runner_set_time (runner, sw_execution_get_time (sw_runner_get_execution (runner)));
  sw_runner_set_pace (runner, sw_value_get_number (pace));
}

/* How an execution comes to go on */
typedef SwRunner *(*Opener) (SwStore      *store,
                             gint64        id,
                             SwPerformer  *performer,
                             GError      **error);

static SwRunner *
redrive_now (SwStore      *store,
             gint64        id,
             SwPerformer  *performer,
             GError      **error)
{
  return sw_runner_new_redriven (store, id, performer, NULL, g_get_real_time (), error);
}

static SwRunner *
take_up (SwStore        *store,
         const SwCliRun *run,
         gboolean        trust,
         Opener          open)
{
  g_auto (SwValue) about = read_about (run);
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (GError) error = NULL;
  SwRunner *runner;

  if (!make_performer (about, trust, &performer))
    return NULL;
  runner = open (store, run->row.id, performer, &error);
  if (runner != NULL)
    set_pace (runner, about);
  else
    sw_cli_complain ("Execution %d: %s", (int) run->row.id, error->message);
  return runner;
}

static gboolean
has_ended (SwRunner *runner)
{
  return sw_runner_get_status (runner) != SW_EXECUTION_RUNNING;
}

static gboolean
any_goes_on (GPtrArray *runners)
{
  for (guint i = 0; i < runners->len; i++)
    if (!sw_runner_is_stuck (g_ptr_array_index (runners, i))
        && !has_ended (g_ptr_array_index (runners, i)))
      return TRUE;
  return FALSE;
}

static SwCliStatus
worse (SwCliStatus a,
       SwCliStatus b)
{
  static const SwCliStatus order[]
      = { SW_CLI_USAGE, SW_CLI_BAD, SW_CLI_UNPERFORMED, SW_CLI_FINE };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return SW_CLI_FINE;
}

static SwCliStatus
conclude (SwRunner *runner,
          gboolean  quiet)
{
  SwExecutionStatus status = sw_runner_get_status (runner);
  const SwExecution *execution = sw_runner_get_execution (runner);
  const char *error = sw_execution_get_error (execution);

  if (!quiet)
    g_printerr ("Execution %d: %s%s%s\n", (int) sw_runner_get_stored_id (runner),
                has_ended (runner) ? sw_execution_status_get_name (status) : "waits for a person",
                error != NULL ? ", " : "", error != NULL ? error : "");
  if (!has_ended (runner))
    return SW_CLI_UNPERFORMED;
  if (status != SW_EXECUTION_SUCCEEDED)
    return SW_CLI_BAD;
  sw_cli_print_json (sw_execution_get_output (execution));
  return SW_CLI_FINE;
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const SwCliRun *first = *(SwCliRun *const *) a, *second = *(SwCliRun *const *) b;
  gint64 first_due = first->row.due != 0 ? first->row.due : G_MAXINT64;
  gint64 second_due = second->row.due != 0 ? second->row.due : G_MAXINT64;

  return first_due < second_due ? -1 : first_due > second_due;
}

/* Runs executions to their end. */
static SwCliStatus
go_on (SwStore   *store,
       GPtrArray *runs,
       Opener     open,
       gboolean   trust,
       gboolean   quiet)
{
  g_autoptr (GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  SwCliStatus status = SW_CLI_FINE;

  for (guint i = 0; i < runs->len; i++)
    {
      SwRunner *runner = take_up (store, g_ptr_array_index (runs, i), trust, open);

      if (runner == NULL)
        {
          status = SW_CLI_USAGE;
          continue;
        }
      if (!quiet)
        sw_cli_log_follow (runner);
      g_ptr_array_add (runners, runner);
    }
  for (guint i = 0; i < runners->len; i++)
    sw_runner_start (g_ptr_array_index (runners, i));
  while (any_goes_on (runners))
    g_main_context_iteration (NULL, TRUE);
  sw_open_jobs_settle ();
  for (guint i = 0; i < runners->len; i++)
    status = worse (status, conclude (g_ptr_array_index (runners, i), quiet));
  return status;
}

/**
 * sw_cli_runs_resume:
 * @path: (nullable): the store
 * @all: all that were interrupted, and no @names
 * @trust: consents to what their tasks files start and call
 * @quiet: says nothing of what goes by
 * @names: which ones
 *
 * Takes executions up where they were, those first that are due first, and runs them to their end.
 */
SwCliStatus
sw_cli_runs_resume (const char  *path,
                    gboolean     all,
                    gboolean     trust,
                    gboolean     quiet,
                    char       **names)
{
  g_autoptr (SwStore) store = sw_cli_runs_open_to_write (path, SW_CLI_OTHER_STORE);
  g_autoptr (GPtrArray) runs = store != NULL ? find_interrupted (store, all, names) : NULL;

  if (runs == NULL)
    return SW_CLI_USAGE;
  g_ptr_array_sort (runs, compare_due);
  return go_on (store, runs, sw_runner_new_resumed, trust, quiet);
}

/* The server answers RedriveExecution itself; what cannot be redriven is said when it is tried. */
static gboolean
check_ours (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const SwCliRun *run = g_ptr_array_index (runs, i);

      if (is_ours (run->row.origin))
        continue;
      sw_cli_complain ("Execution %d belongs to the server: ask stepwright serve for "
                       "RedriveExecution",
                       (int) run->row.id);
      return FALSE;
    }
  return TRUE;
}

/**
 * sw_cli_runs_redrive:
 * @path: (nullable): the store
 * @trust: consents to what their tasks files start and call
 * @quiet: says nothing of what goes by
 * @names: which ones
 *
 * Has executions that did not succeed go on with the states that did not, and runs them to their
 * end.
 */
SwCliStatus
sw_cli_runs_redrive (const char  *path,
                     gboolean     trust,
                     gboolean     quiet,
                     char       **names)
{
  g_autoptr (SwStore) store = sw_cli_runs_open_to_write (path, SW_CLI_OTHER_STORE);
  g_autoptr (GPtrArray) runs = store != NULL ? sw_cli_runs_find (store, names, FALSE) : NULL;

  if (runs == NULL || !check_ours (runs))
    return SW_CLI_USAGE;
  return go_on (store, runs, redrive_now, trust, quiet);
}

/* What came of stopping one */
typedef struct
{
  gboolean  ended;
  gboolean  stopped;
  guint     n_left;
  GError   *error;
} Stopped;

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Stopped *self = data;

  self->stopped = sw_interrupted_stop_finish (result, &self->n_left, &self->error);
  self->ended = TRUE;
}

/* A tasks file that is gone, or bad, is no reason to let the execution stand open. */
static gboolean
stop (SwStore        *store,
      const SwCliRun *run,
      gboolean        trust,
      const char     *error_name,
      const char     *cause)
{
  g_auto (SwValue) about = read_about (run);
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (GError) error = NULL;
  Stopped stopped = { 0 };

  make_performer (about, trust, &performer);
  sw_interrupted_stop_async (store, run->row.id, performer, error_name, cause, on_stopped,
                             &stopped);
  while (!stopped.ended)
    g_main_context_iteration (NULL, TRUE);
  error = stopped.error;
  if (!stopped.stopped)
    sw_cli_complain ("%s", error->message);
  else if (stopped.n_left > 0)
    sw_cli_complain ("Execution %d is stopped, but %u of the jobs that it waited for could not be; "
                     "\"stepwright runs show %d\" tells of them, and --trust lets the tasks file's "
                     "rows stop such jobs",
                     (int) run->row.id, stopped.n_left, (int) run->row.id);
  return stopped.stopped;
}

/**
 * sw_cli_runs_stop:
 * @path: (nullable): the store
 * @all: all that were interrupted, and no @names
 * @trust: consents to what their tasks files start and call
 * @error_name: (nullable): what they fail with
 * @cause: (nullable): why
 * @names: which ones
 *
 * Aborts interrupted executions, and the jobs that they wait for.
 */
SwCliStatus
sw_cli_runs_stop (const char  *path,
                  gboolean     all,
                  gboolean     trust,
                  const char  *error_name,
                  const char  *cause,
                  char       **names)
{
  g_autoptr (SwStore) store = sw_cli_runs_open_to_write (path, SW_CLI_OTHER_STORE);
  g_autoptr (GPtrArray) runs = NULL;
  SwCliStatus status = SW_CLI_FINE;

  if (store == NULL)
    return SW_CLI_USAGE;
  runs = find_interrupted (store, all, names);
  if (runs == NULL)
    return SW_CLI_USAGE;
  for (guint i = 0; i < runs->len; i++)
    if (!stop (store, g_ptr_array_index (runs, i), trust, error_name, cause))
      status = SW_CLI_USAGE;
  return status;
}
