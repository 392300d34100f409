/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-runner-private.h"

/* How a run goes on: slices of steps, the clock, those who perform tasks and what they answer. */

/* So long one slice may take before the main context has its turn, microseconds */
#define SLICE 4000
/* Steps between two looks at the clock */
#define STEPS 64
/* The real clock may be set meanwhile: look at it at least so often, milliseconds */
#define LONGEST_SLEEP 60000

/* The time a step is told. At a pace of its own a run knows no time but that of what is due: a timer
 * that comes a little late would else be late by seconds. */
static gint64
get_step_time (SwRunner *self)
{
  gint64 now = sw_runner_get_time (self);

  if (self->pace == 1)
    return now;
  return MIN (now, sw_execution_get_wake_time (self->execution));
}

/* The time of an answer that came at once */
static gint64
get_answer_time (SwRunner *self)
{
  return self->pace == 1 ? sw_runner_get_time (self) : sw_execution_get_time (self->execution);
}

static void
perform (SwRunner            *self,
         const SwTaskRequest *request)
{
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *error = NULL, *cause = NULL;
  SwPerformResult result = SW_PERFORM_NOBODY;

  if (self->performer != NULL)
    result = sw_runner_call (self, request, &output, &error, &cause);
  switch (result)
    {
    case SW_PERFORM_DONE:
      sw_execution_succeed_task (self->execution, request->id, output, get_answer_time (self));
      break;
    case SW_PERFORM_FAILED:
      sw_execution_fail_task (self->execution, request->id, error, cause, get_answer_time (self));
      break;
    case SW_PERFORM_PENDING:
      break;
    case SW_PERFORM_NOBODY:
    default:
      sw_manual_tasks_add (self->manual, request->id, g_steal_pointer (&cause));
      break;
    }
}

/* One step, and what it asks for: that a run stands still in between, or does not, makes no
 * difference to the order of things. */
static gboolean
step (SwRunner *self)
{
  gboolean stepped = sw_execution_step (self->execution, get_step_time (self));
  const SwTaskRequest *request;

  while ((request = sw_execution_take_request (self->execution)) != NULL)
    {
      perform (self, request);
      stepped = TRUE;
    }
  return stepped;
}

/* Runs as far as it can within the slice. Returns whether it could go on at once. */
static gboolean
advance (SwRunner *self)
{
  gint64 end = g_get_monotonic_time () + SLICE;

  do
    {
      for (guint i = 0; i < STEPS; i++)
        if (!step (self) || sw_execution_get_stop (self->execution) != NULL)
          return FALSE;
    }
  while (g_get_monotonic_time () < end);
  return TRUE;
}

/* A virtual clock waits for answers, not for time. Returns whether it jumped. */
static gboolean
jump (SwRunner *self)
{
  gint64 wake = sw_execution_get_wake_time (self->execution);

  if (self->pace > 0 || wake == G_MAXINT64 || g_hash_table_size (self->calls) > 0
      || sw_manual_tasks_prune (self->manual, self->execution) > 0)
    return FALSE;
  self->now = MAX (self->now, wake);
  return TRUE;
}

static gboolean
slice (gpointer data)
{
  SwRunner *self = data;
  g_autoptr (SwRunner) keep = g_object_ref (self);

  self->source = 0;
  while (!advance (self))
    if (!jump (self))
      break;
  sw_runner_notify_changes (keep);
  if (sw_execution_get_stop (self->execution) != NULL)
    sw_runner_set_paused (keep, TRUE);
  sw_runner_schedule (keep);
  return G_SOURCE_REMOVE;
}

/**
 * sw_runner_schedule:
 *
 * Sees to it that the next slice comes when there is something to do.
 */
void
sw_runner_schedule (SwRunner *self)
{
  gint64 wake = sw_execution_get_wake_time (self->execution);
  gint64 left = wake - sw_runner_get_time (self);

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->started || self->paused || sw_runner_get_status (self) != SW_EXECUTION_RUNNING
      || wake == G_MAXINT64)
    return;
  if (left <= 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, slice, self, NULL);
  else if (self->pace > 0)
    self->source = g_timeout_add_full (
        G_PRIORITY_DEFAULT_IDLE,
        (guint) MIN ((double) left / 1000 * self->pace + 1, LONGEST_SLEEP), slice, self, NULL);
}

/* What every answer from outside is followed by */
static gboolean
answered (SwRunner *self,
          gboolean  accepted)
{
  sw_runner_notify_changes (self);
  sw_runner_schedule (self);
  return accepted;
}

/**
 * sw_runner_answer:
 * @id: of an open task
 * @output: its result
 *
 * Gives the result of a task that a person has performed.
 *
 * Returns: %FALSE where no such task is open any more
 */
gboolean
sw_runner_answer (SwRunner *self,
                  guint64   id,
                  SwValue   output)
{
  return answered (
      self, sw_execution_succeed_task (self->execution, id, output, sw_runner_get_time (self)));
}

/**
 * sw_runner_refuse:
 * @id: of an open task
 * @error: (nullable): error name
 * @cause: (nullable): its cause
 *
 * Fails a task.
 *
 * Returns: %FALSE where no such task is open any more
 */
gboolean
sw_runner_refuse (SwRunner   *self,
                  guint64     id,
                  const char *error,
                  const char *cause)
{
  return answered (
      self, sw_execution_fail_task (self->execution, id, error, cause, sw_runner_get_time (self)));
}

/* Whether nothing but a person's answer can bring the run on */
static gboolean
is_stuck (SwRunner *self)
{
  if (sw_manual_tasks_prune (self->manual, self->execution) == 0 || g_hash_table_size (self->calls) > 0)
    return FALSE;
  return self->pace == 0 ? self->source == 0 : sw_execution_get_wake_time (self->execution) == G_MAXINT64;
}

/**
 * sw_runner_run:
 *
 * Starts the run if that has not been done, and iterates the default main context until it has
 * ended, until it waits for nothing but a person's answer, or until it stands still at a stop. For
 * the command line and tests.
 *
 * Returns: %TRUE where it has ended; %FALSE where sw_runner_get_manual() tells what it waits for,
 * or it is paused
 */
gboolean
sw_runner_run (SwRunner *self)
{
  if (!self->started)
    sw_runner_start (self);
  while (sw_runner_get_status (self) == SW_EXECUTION_RUNNING && !self->paused && !is_stuck (self))
    g_main_context_iteration (NULL, TRUE);
  return sw_runner_get_status (self) != SW_EXECUTION_RUNNING;
}

/**
 * sw_runner_run_here:
 * @limit: transitions after which it gives up: a machine may go round in a circle for ever
 * @cancellable: (nullable): looked at every few milliseconds
 *
 * Runs a virtual run that has not started, without a main context: in any thread, and without
 * anything else happening meanwhile. Nobody is waited for: neither a person nor a performer that
 * answers later.
 *
 * Returns: %TRUE where it has ended
 */
gboolean
sw_runner_run_here (SwRunner     *self,
                    guint64       limit,
                    GCancellable *cancellable)
{
  g_return_val_if_fail (!self->started && self->pace == 0, FALSE);

  self->started = TRUE;
  sw_execution_start (self->execution, self->now);
  while (sw_runner_get_status (self) == SW_EXECUTION_RUNNING
         && sw_execution_get_transitions (self->execution) < limit
         && !self->paused && !g_cancellable_is_cancelled (cancellable))
    if (!advance (self) && !jump (self))
      break;
  return sw_runner_get_status (self) != SW_EXECUTION_RUNNING;
}
