/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-open-jobs.h"

/* Seconds for which the end of a run waits until jobs have been told to stop */
#define MAX_SETTLING 10

/* Milliseconds between two questions how a job stands: at first, and at most */
#define FIRST_DELAY 200
#define LAST_DELAY 5000

static guint n_held;

/**
 * sw_open_jobs_hold:
 *
 * Says that a job is being begun, followed or stopped, until sw_open_jobs_release().
 */
void
sw_open_jobs_hold (void)
{
  n_held++;
}

/**
 * sw_open_jobs_release:
 *
 * Says that one has ended, or was told to.
 */
void
sw_open_jobs_release (void)
{
  g_return_if_fail (n_held > 0);
  n_held--;
}

/**
 * sw_open_jobs_wait:
 * @call: a task that waits for a job
 * @polls: how often that was asked for already
 * @func: called once: when it is time to ask again, or the task is given up
 * @data: for @func
 *
 * Waits a little before a job is asked for again; longer each time.
 */
void
sw_open_jobs_wait (SwTaskCall  *call,
                   guint        polls,
                   GSourceFunc  func,
                   gpointer     data)
{
  guint delay = MIN (FIRST_DELAY << MIN (polls, 10), LAST_DELAY);
  g_autoptr (GSource) source = g_timeout_source_new (delay);
  g_autoptr (GSource) given_up = g_cancellable_source_new (sw_task_call_get_cancellable (call));

  g_source_set_dummy_callback (given_up);
  g_source_add_child_source (source, given_up);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/**
 * sw_open_jobs_settle:
 *
 * Iterates the default main context until jobs whose tasks are over have been told to stop, for a
 * few seconds at most: for a program that ends with its run.
 */
void
sw_open_jobs_settle (void)
{
  gint64 deadline = g_get_monotonic_time () + MAX_SETTLING * G_USEC_PER_SEC;
  g_autoptr (GSource) alarm = g_timeout_source_new_seconds (MAX_SETTLING);

  g_source_set_callback (alarm, wake, NULL, NULL);
  g_source_attach (alarm, NULL);
  while (n_held > 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (alarm);
}
