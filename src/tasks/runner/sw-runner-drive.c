/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-open-jobs.h"
#include "tasks/runner/sw-runner-private.h"

/* How a run goes on: slices of steps, the clock, those who perform tasks and what they answer. */

/* So long one slice may take before the main context has its turn, microseconds */
#define SLICE 4000
/* Steps between two looks at the clock */
#define STEPS 64
/* The real clock may be set meanwhile: look at it at least so often, milliseconds */
#define LONGEST_SLEEP 60000
/* Until it is looked again whether those who compute have come to an end, milliseconds */
#define CROWDED_WAIT 20

/**
 * sw_runner_get_step_time:
 *
 * Tells the time of a step. At a pace of its own a run knows no time but that of what is due: a
 * timer that comes a little late would else be late by seconds.
 *
 * Returns: microseconds since the epoch
 */
gint64
sw_runner_get_step_time (SwRunner *self)
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

/**
 * sw_runner_perform:
 * @request: a task that was taken
 * @phase: how far it had come in an earlier life of the program
 * @submitted: what its request was answered then, or undefined
 *
 * Has a task performed, and tells the execution what came of it at once.
 */
void
sw_runner_perform (SwRunner            *self,
                   const SwTaskRequest *request,
                   SwTaskCallPhase      phase,
                   SwValue              submitted)
{
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *error = NULL, *cause = NULL;
  SwPerformResult result = SW_PERFORM_NOBODY;

  if (self->performer != NULL)
    result = sw_runner_call (self, request, phase, submitted, &output, &error, &cause);
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
      /* That nobody performs it may come as a surprise: nothing of it has begun. */
      if (self->keeper != NULL
          && sw_performer_get_recovery (self->performer, request) != SW_RECOVERY_NOBODY)
        sw_keeper_task_left (self->keeper, request->id);
      sw_manual_tasks_add (self->manual, request->id, g_steal_pointer (&cause));
      break;
    }
}

/* Whoever brings the run on holds it, and is alone with it when everybody else has dropped it. */
static gboolean
is_dropped (SwRunner *self)
{
  return self->n_keeps > 0
         && (guint) g_atomic_int_get ((gint *) &G_OBJECT (self)->ref_count) == self->n_keeps;
}

/* Asked while a step computes. A run that is not kept ends with whoever dropped it; one that is comes
 * to the end of its step first. Where the program ends neither does: a run that is kept goes on
 * before the step when it is taken up, as after a crash. */
static const char *
ask (guint64  question,
     gpointer data)
{
  SwRunner *self = data;

  if (self->keeper != NULL && sw_patience_has_ended ())
    sw_keeper_abandon (self->keeper);
  if (self->keeper == NULL && is_dropped (self))
    return "Nobody waits for it";
  return sw_patience_ask (question, &self->patience);
}

/**
 * sw_runner_bound:
 *
 * Bounds what the run computes by the clock.
 */
void
sw_runner_bound (SwRunner *self)
{
  sw_patience_init (&self->patience, SW_PATIENCE_STATE);
  sw_patience_init (&self->watching, SW_PATIENCE_WATCH);
  sw_execution_set_interrupt_func (self->execution, ask, self);
  sw_execution_set_watch_func (self->execution, sw_patience_ask, &self->watching);
}

/* One step, and what it asks for: that a run stands still in between, or does not, makes no
 * difference to the order of things. */
static gboolean
step (SwRunner *self)
{
  gboolean stepped = sw_execution_step (self->execution, sw_runner_get_step_time (self));
  const SwTaskRequest *request;

  while ((request = sw_execution_take_request (self->execution)) != NULL)
    {
      sw_runner_perform (self, request, SW_TASK_CALL_NEW, SW_VALUE_INIT);
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
        if (!step (self) || self->paused || sw_execution_get_stop (self->execution) != NULL)
          return FALSE;
    }
  while (g_get_monotonic_time () < end);
  return TRUE;
}

/* A virtual clock waits for answers, not for time. */
static gboolean
can_jump (SwRunner *self)
{
  return self->pace == 0 && sw_execution_get_wake_time (self->execution) != G_MAXINT64
         && g_hash_table_size (self->calls) == 0
         && sw_manual_tasks_prune (self->manual, self->execution) == 0;
}

/**
 * sw_runner_jump:
 *
 * Has a virtual clock jump to the next thing due, where nobody else is waited for.
 *
 * Returns: whether it jumped
 */
gboolean
sw_runner_jump (SwRunner *self)
{
  if (!can_jump (self))
    return FALSE;
  self->now = MAX (self->now, sw_execution_get_wake_time (self->execution));
  return TRUE;
}

static void
bring_on (SwRunner *self)
{
  if (self->keeper != NULL && sw_keeper_is_whole (self->keeper))
    {
      sw_keeper_slice (self->keeper);
      return;
    }
  while (!advance (self))
    if (self->paused || !sw_runner_jump (self))
      break;
  sw_runner_notify_changes (self);
  if (sw_execution_get_stop (self->execution) != NULL)
    sw_runner_set_paused (self, TRUE);
  sw_runner_schedule (self);
}

static gboolean
slice (gpointer data)
{
  SwRunner *self = data;
  g_autoptr (SwRunner) keep = NULL;

  self->source = 0;
  /* In a turn that its own step gives: what follows comes behind the step. */
  if (sw_execution_is_stepping (self->execution))
    return G_SOURCE_REMOVE;
  if (sw_patience_is_crowded ())
    {
      self->source = g_timeout_add_full (self->priority, CROWDED_WAIT, slice, self, NULL);
      return G_SOURCE_REMOVE;
    }
  keep = g_object_ref (self);
  self->n_keeps++;
  self->patience.turns = TRUE;
  bring_on (self);
  self->n_keeps--;
  return G_SOURCE_REMOVE;
}

static void
on_alarm (gpointer data)
{
  SwRunner *self = data;

  self->alarm = NULL;
  slice (self);
}

/* At the pace of time it is the time of day that counts, whether the computer sleeps meanwhile or
 * its clock is set; at another one so long a while. */
static void
sleep_for (SwRunner *self,
           gint64    left)
{
  gint64 now = g_get_real_time ();

  if (self->pace == 1)
    self->alarm = sw_alarm_new (left < G_MAXINT64 - now ? now + left : G_MAXINT64, on_alarm, self);
  else if (self->pace > 0)
    self->source = g_timeout_add_full (
        self->priority,
        (guint) MIN ((double) left / 1000 * self->pace + 1, LONGEST_SLEEP), slice, self, NULL);
}

/* Whether there is anything to be done now or later */
static gboolean
goes_on (SwRunner *self)
{
  return self->started && !self->paused
         && sw_execution_get_status (self->execution) == SW_EXECUTION_RUNNING
         && sw_execution_get_wake_time (self->execution) != G_MAXINT64;
}

/**
 * sw_runner_schedule:
 *
 * Sees to it that the next slice comes when there is something to do.
 */
void
sw_runner_schedule (SwRunner *self)
{
  gint64 left;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->alarm, sw_alarm_free);
  if (sw_execution_is_stepping (self->execution)
      || (self->keeper != NULL && sw_keeper_is_busy (self->keeper)))
    return;
  if (self->keeper != NULL && self->started && sw_keeper_wants_slice (self->keeper))
    {
      self->source = g_idle_add_full (self->priority, slice, self, NULL);
      return;
    }
  if (!goes_on (self))
    return;
  left = sw_execution_get_wake_time (self->execution) - sw_runner_get_time (self);
  if (left <= 0 || (self->keeper != NULL && can_jump (self)))
    self->source = g_idle_add_full (self->priority, slice, self, NULL);
  else
    sleep_for (self, left);
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

/**
 * sw_runner_is_stuck:
 *
 * Returns: whether nothing but a person's answer can bring the run on
 */
gboolean
sw_runner_is_stuck (SwRunner *self)
{
  if (self->keeper != NULL
      && (sw_keeper_is_busy (self->keeper) || sw_keeper_wants_slice (self->keeper)))
    return FALSE;
  if (sw_manual_tasks_prune (self->manual, self->execution) == 0
      || g_hash_table_size (self->calls) > 0)
    return FALSE;
  return self->pace == 0 ? self->source == 0
                         : sw_execution_get_wake_time (self->execution) == G_MAXINT64;
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
  while (sw_runner_get_status (self) == SW_EXECUTION_RUNNING && !self->paused
         && !sw_runner_is_stuck (self))
    g_main_context_iteration (NULL, TRUE);
  if (sw_runner_get_status (self) == SW_EXECUTION_RUNNING)
    return FALSE;
  sw_open_jobs_settle ();
  return TRUE;
}

/**
 * sw_runner_run_here:
 * @limit: transitions after which it gives up: a machine may go round in a circle for ever
 * @cancellable: (nullable): looked at every few milliseconds, also while an expression is evaluated
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
  self->patience.cancellable = cancellable;
  sw_execution_start (self->execution, self->now);
  while (sw_runner_get_status (self) == SW_EXECUTION_RUNNING
         && sw_execution_get_transitions (self->execution) < limit
         && !self->paused && !g_cancellable_is_cancelled (cancellable))
    if (!advance (self) && !sw_runner_jump (self))
      break;
  self->patience.cancellable = NULL;
  return sw_runner_get_status (self) != SW_EXECUTION_RUNNING;
}
