/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-retell-private.h"
#include "tasks/runner/sw-runner-private.h"

/* An interrupted execution is stopped without being taken up: it is aborted, and the jobs that its
 * tasks wait for are ended, as AWS does with those of an execution that is stopped. */

/* What waits for the answers of services */
typedef struct
{
  GPtrArray *jobs; /* SwTaskCall */
  guint      n_open;
  guint      n_left;
} Stop;

static void
stop_free (gpointer data)
{
  Stop *self = data;

  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_free (self);
}

/* It cannot be told again: nothing more is known than that it is over, and what jobs it had. */
static GPtrArray *
abort_untold (SwStore    *store,
              gint64      id,
              const char *error_name,
              const char *cause,
              guint      *n_unknown)
{
  g_auto (SwStored) stored = { 0 };
  GPtrArray *jobs = NULL;
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreExecution standing = { .id = id,
                                      .status = SW_EXECUTION_ABORTED,
                                      .stop = g_get_real_time (),
                                      .error = error_name,
                                      .cause = cause };

  if (sw_stored_read (&stored, store, id, NULL))
    jobs = sw_stored_dup_jobs (&stored, n_unknown);
  sw_store_write_set_standing (write, &standing);
  sw_store_commit (store, write, NULL, NULL);
  return jobs;
}

static gboolean
abort_told (SwStore      *store,
            gint64        id,
            SwPerformer  *performer,
            const char   *error_name,
            const char   *cause,
            GPtrArray   **jobs,
            guint        *n_unknown,
            GError      **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (SwRunner) runner = sw_runner_new_resumed (store, id, performer, &reason);

  if (runner != NULL)
    {
      *jobs = sw_keeper_dup_jobs (runner->keeper);
      sw_execution_abort (runner->execution, error_name, cause, sw_runner_get_time (runner));
      g_object_run_dispose (G_OBJECT (runner));
    }
  else if (g_error_matches (reason, SW_DURABLE_ERROR, SW_DURABLE_ERROR_DIFFERS)
           || g_error_matches (reason, SW_DURABLE_ERROR, SW_DURABLE_ERROR_DAMAGED))
    {
      *jobs = abort_untold (store, id, error_name, cause, n_unknown);
    }
  else if (!g_error_matches (reason, SW_DURABLE_ERROR, SW_DURABLE_ERROR_EXPRESS))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return sw_store_flush (store, error);
}

/**
 * sw_interrupted_stop:
 * @id: of an execution that was left running
 * @error_name: (nullable): given by whoever stops it
 * @cause: (nullable): likewise
 * @error: %SW_DURABLE_ERROR, %SW_STORE_ERROR
 *
 * Aborts an interrupted execution, and waits until that is on the disk. Where it cannot be told
 * again it is aborted all the same. Jobs that its tasks have begun go on.
 *
 * Returns: whether it is aborted
 */
gboolean
sw_interrupted_stop (SwStore     *store,
                     gint64       id,
                     const char  *error_name,
                     const char  *cause,
                     GError     **error)
{
  g_autoptr (GPtrArray) jobs = NULL;
  guint n_unknown;

  return abort_told (store, id, NULL, error_name, cause, &jobs, &n_unknown, error);
}

static void
on_job_stopped (gboolean stopped,
                gpointer data)
{
  g_autoptr (GTask) task = data;
  Stop *self = g_task_get_task_data (task);

  self->n_left += !stopped;
  if (--self->n_open == 0)
    g_task_return_boolean (task, TRUE);
}

/**
 * sw_interrupted_stop_async:
 * @id: of an execution that was left running
 * @performer: (nullable): who would go on with its tasks; without consent he stops nothing either
 * @error_name: (nullable): given by whoever stops it
 * @cause: (nullable): likewise
 * @callback: is told when it is aborted, and each of its jobs has been dealt with
 * @data: for @callback
 *
 * Aborts an interrupted execution as sw_interrupted_stop() does. Once that is on the disk, the jobs
 * that its tasks wait for are ended: a .sync task of AWS stops what it has begun.
 */
void
sw_interrupted_stop_async (SwStore             *store,
                           gint64               id,
                           SwPerformer         *performer,
                           const char          *error_name,
                           const char          *cause,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Stop *self = g_new0 (Stop, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, sw_interrupted_stop_async);
  g_task_set_task_data (task, self, stop_free);
  if (!abort_told (store, id, performer, error_name, cause, &self->jobs, &self->n_left, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->n_open = 1; /* this function */
  for (guint i = 0; self->jobs != NULL && i < self->jobs->len; i++)
    {
      self->n_open++;
      if (!sw_performer_stop (performer, g_ptr_array_index (self->jobs, i), on_job_stopped,
                              g_object_ref (task)))
        on_job_stopped (FALSE, task);
    }
  on_job_stopped (TRUE, g_steal_pointer (&task));
}

/**
 * sw_interrupted_stop_finish:
 * @n_left: (out): jobs that go on all the same: nobody could stop them, or their service refused
 * @error: %SW_DURABLE_ERROR, %SW_STORE_ERROR
 *
 * Returns: whether the execution is aborted
 */
gboolean
sw_interrupted_stop_finish (GAsyncResult  *result,
                            guint         *n_left,
                            GError       **error)
{
  const Stop *self = g_task_get_task_data (G_TASK (result));

  *n_left = self != NULL ? self->n_left : 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}
