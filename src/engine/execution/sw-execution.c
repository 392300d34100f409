/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <string.h>

#include "json/sw-text.h"

/**
 * sw_execution_new:
 * @program: what to run; a reference is kept
 * @options: everything from outside; copied
 *
 * Makes an execution that has not started.
 *
 * Returns: (transfer full): the execution
 */
SwExecution *
sw_execution_new (SwProgram                *program,
                  const SwExecutionOptions *options)
{
  SwExecution *self = g_new0 (SwExecution, 1);

  self->program = sw_program_ref (program);
  self->history = sw_history_new (program);
  self->deadline = G_MAXINT64;
  self->sleepers = g_ptr_array_new ();
  self->dead = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_frame_free);
  self->tasks = g_hash_table_new (NULL, NULL);
  self->invocations = g_new0 (guint, program->n_steps);
  self->coverage = sw_coverage_new (program->model);
  self->unlimited = options->unlimited;
  self->unlimited_events = options->unlimited || options->express;
  self->lifetime = options->lifetime;
  self->wait_scale
      = options->scales_waits ? CLAMP (options->wait_scale, 0, SW_EXECUTION_WAIT_SCALE) : 1;
  self->children = options->children ? sw_child_table_new (options) : NULL;
  self->random = options->random;
  self->random_data = options->random_data;
  sw_execution_take_names (self, options);
  sw_context_init (self);
  self->input = sw_value_is (options->input, SW_TYPE_UNDEFINED) ? sw_value_new_object (0)
                                                                : sw_value_ref (options->input);
  return self;
}

/**
 * sw_execution_free:
 *
 * Frees an execution and its history, wherever it stands.
 */
void
sw_execution_free (SwExecution *self)
{
  g_return_if_fail (!self->breaks.stepping);

  /* Who has taken a reference to a child's history is not told of an end that was none. */
  self->closing = TRUE;
  while (self->full != NULL)
    sw_child_take_full (self);
  if (self->status == SW_EXECUTION_RUNNING && self->root != NULL)
    {
      sw_children_clear (self, self->root);
      sw_frame_kill (self, self->root);
    }
  else if (self->status != SW_EXECUTION_RUNNING && self->status != SW_EXECUTION_SUCCEEDED)
    sw_frame_drop (self->root);
  g_ptr_array_unref (self->dead);
  while (sw_frame_take_ready (self) != NULL)
    g_warn_if_reached ();
  g_ptr_array_unref (self->sleepers);
  g_hash_table_unref (self->tasks);
  g_queue_clear (&self->requests);
  g_free (self->invocations);
  sw_coverage_unref (self->coverage);
  g_clear_pointer (&self->map_runs, g_ptr_array_unref);
  g_clear_pointer (&self->children, sw_child_table_free);
  sw_value_clear (&self->child_started);
  sw_value_clear (&self->input);
  sw_value_clear (&self->output);
  sw_value_clear (&self->context_execution);
  sw_value_clear (&self->context_machine);
  sw_context_clear (self);
  sw_breaks_clear (self);
  sw_history_event_clear (&self->scratch);
  sw_history_unref (self->history);
  sw_program_unref (self->program);
  sw_execution_free_names (self);
  g_free (self->error);
  g_free (self->cause);
  g_free (self);
}

static void
make_context (SwExecution *self)
{
  self->context_execution = sw_context_new_execution (self, self->arn, self->name, self->input);
  self->context_machine = sw_value_new_object (2);
  sw_value_set_member (&self->context_machine, "Id", sw_value_new_string (self->machine_arn));
  sw_value_set_member (&self->context_machine, "Name", sw_value_new_string (self->machine_name));
}

/**
 * sw_execution_start:
 * @now: microseconds since the epoch
 *
 * Records ExecutionStarted and makes the first state ready.
 */
void
sw_execution_start (SwExecution *self,
                    gint64       now)
{
  SwHistoryEvent *event;

  g_return_if_fail (self->root == NULL);

  self->now = now;
  if (self->program->timeout > 0)
    self->deadline = now + (gint64) (MIN (self->program->timeout, 1e9) * G_USEC_PER_SEC);
  if (self->lifetime > 0)
    self->deadline = MIN (self->deadline, now + self->lifetime * G_USEC_PER_SEC);
  make_context (self);
  event = sw_history_add (self->history);
  event->time = now;
  event->type = SW_EVENT_EXECUTION_STARTED;
  event->data = sw_value_ref (self->input);
  event->extra = sw_value_new_object (1);
  sw_value_set_member (&event->extra, "roleArn", sw_value_new_string (self->role_arn));

  /* The first state follows from nothing (recorded on AWS): frame->last stays 0. */
  self->root = sw_frame_new (self, NULL, 0, sw_program_get_root (self->program)->start);
  self->root->input = sw_value_ref (self->input);
  sw_frame_ready (self, self->root);
  sw_input_tell (self, SW_INPUT_START, 0, SW_VALUE_INIT, NULL, NULL);
}

/* A turn that stands still in between is told of up to there, and when it has come to its end. */
static void
tell_step (SwExecution *self)
{
  sw_breaks_tell (self);
  if (self->stopped != NULL)
    sw_input_tell (self, SW_INPUT_STOP, self->n_asks, SW_VALUE_INIT, NULL, NULL);
  else
    sw_input_tell (self, SW_INPUT_STEP, 0, SW_VALUE_INIT, NULL, NULL);
}

/**
 * sw_execution_is_started:
 *
 * Returns: whether it has begun, be it over or not
 */
gboolean
sw_execution_is_started (const SwExecution *self)
{
  return self->root != NULL;
}

/**
 * sw_execution_get_time:
 *
 * Returns: the present as it was last told: microseconds since the epoch; 0 before the start
 */
gint64
sw_execution_get_time (const SwExecution *self)
{
  return self->now;
}

static void
wake (SwExecution *self,
      SwFrame     *frame)
{
  switch ((int) frame->phase)
    {
    case SW_PHASE_TASK_OPEN:
      sw_task_expire (self, frame);
      return;
    case SW_PHASE_WAITING:
      frame->phase = SW_PHASE_WAITED;
      break;
    case SW_PHASE_RETRY_DELAY:
      frame->phase = SW_PHASE_WORK;
      break;
    default:
      g_return_if_reached ();
    }
  sw_frame_wake (self, frame);
  sw_frame_ready (self, frame);
}

static void
wake_sleepers (SwExecution *self)
{
  SwFrame *frame = sw_frame_get_sleeper (self);

  while (frame != NULL && frame->wake <= self->now)
    {
      wake (self, frame);
      frame = sw_frame_get_sleeper (self);
    }
}

/* AWS ends an execution whose history is full; the sentence is the one it is known to give. */
#define FULL "The execution reached the maximum number of history events (25000)."

/* Items of distributed Maps are executions of their own. */
static void
end_full_children (SwExecution *self)
{
  while (self->full != NULL && self->stopped == NULL)
    {
      SwFrame *root = sw_child_take_full (self), *next;

      if (root == NULL || self->status != SW_EXECUTION_RUNNING)
        continue;
      sw_failure_set (&root->failure, SW_ERROR_RUNTIME, FULL);
      for (next = sw_map_tolerate (self, root); next != NULL;)
        next = sw_execution_serve (self, next);
    }
}

static void
check_events (SwExecution *self)
{
  end_full_children (self);
  if (self->unlimited_events || self->status != SW_EXECUTION_RUNNING
      || sw_history_get_count (self->history) < SW_QUOTA_EVENTS - 1)
    return;
  sw_failure_set (&self->root->failure, SW_ERROR_RUNTIME, FULL);
  sw_execution_finish (self, SW_EXECUTION_FAILED);
}

/**
 * sw_execution_settle:
 *
 * Closes a turn: frees what ended in it, and ends an execution that has no events left.
 */
void
sw_execution_settle (SwExecution *self)
{
  check_events (self);
  if (self->dead->len > 0)
    g_ptr_array_set_size (self->dead, 0);
}

/**
 * sw_execution_step:
 * @now: microseconds since the epoch
 *
 * Wakes what is due, and gives one frame its turn; or lets the frame go on that was stopped within
 * its turn.
 *
 * Returns: whether anything was done; %FALSE: nothing can go on before an answer or the wake time
 * comes, or the execution stands still (sw_execution_get_stop())
 */
gboolean
sw_execution_step (SwExecution *self,
                   gint64       now)
{
  SwFrame *frame;

  if (self->status != SW_EXECUTION_RUNNING || self->stopped != NULL || self->breaks.stepping)
    return FALSE;
  if (self->resumed != NULL)
    {
      frame = g_steal_pointer (&self->resumed);
    }
  else
    {
      self->turn = MAX (self->now, now);
      self->n_asks = 0;
      /* Recorded on AWS: it times out when its time is over, to the millisecond, not when that is
       * noticed. */
      self->now = MAX (self->now, MIN (self->turn, self->deadline));
      if (self->now >= self->deadline)
        {
          sw_execution_finish (self, SW_EXECUTION_TIMED_OUT);
          sw_input_tell (self, SW_INPUT_STEP, 0, SW_VALUE_INIT, NULL, NULL);
          return TRUE;
        }
      if (self->sleepers->len > 0)
        wake_sleepers (self);
      frame = sw_frame_take_ready (self);
    }
  if (frame == NULL)
    return FALSE;
  sw_breaks_begin (self);
  while (frame != NULL)
    frame = sw_execution_serve (self, frame);
  sw_execution_settle (self);
  tell_step (self);
  sw_breaks_end (self);
  return TRUE;
}

/**
 * sw_execution_get_wake_time:
 *
 * Returns: microseconds since the epoch at which sw_execution_step() has to be called again;
 * %G_MAXINT64: not before an answer comes
 */
gint64
sw_execution_get_wake_time (const SwExecution *self)
{
  const SwFrame *sleeper = sw_frame_get_sleeper (self);

  if (self->status != SW_EXECUTION_RUNNING)
    return G_MAXINT64;
  if (self->stopped != NULL)
    return G_MAXINT64;
  if (self->ready_first != NULL || self->resumed != NULL)
    return self->now;
  return MIN (self->deadline, sleeper != NULL ? sleeper->wake : G_MAXINT64);
}

/**
 * sw_execution_abort:
 * @error: (nullable): given by whoever stops it
 * @cause: (nullable): likewise
 * @now: microseconds since the epoch
 *
 * Stops an execution; nothing happens where it has ended. While a step computes, the computation is
 * given up first.
 */
void
sw_execution_abort (SwExecution *self,
                    const char  *error,
                    const char  *cause,
                    gint64       now)
{
  const SwExecutionInput input
      = { .kind = SW_INPUT_ABORT, .time = now, .count = 1, .name = error, .cause = cause };

  if (self->status != SW_EXECUTION_RUNNING || self->root == NULL
      || sw_breaks_defer (self, &input))
    return;
  self->now = MAX (self->now, now);
  self->error = g_strdup (error);
  self->cause = g_strdup (cause);
  sw_execution_finish (self, SW_EXECUTION_ABORTED);
  g_ptr_array_set_size (self->dead, 0);
  sw_input_tell (self, SW_INPUT_ABORT, 0, SW_VALUE_INIT, error, cause);
}

/**
 * sw_execution_get_status:
 *
 * Returns: how it stands
 */
SwExecutionStatus
sw_execution_get_status (const SwExecution *self)
{
  return self->status;
}

/**
 * sw_execution_status_get_name:
 *
 * Returns: AWS's word, "SUCCEEDED"; static
 */
const char *
sw_execution_status_get_name (SwExecutionStatus status)
{
  static const char *const names[] = { "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED" };

  g_return_val_if_fail (status < G_N_ELEMENTS (names), NULL);

  return names[status];
}

/**
 * sw_execution_get_output:
 *
 * Returns: (transfer none): the output; undefined unless it has succeeded
 */
SwValue
sw_execution_get_output (const SwExecution *self)
{
  return self->output;
}

/**
 * sw_execution_get_error:
 *
 * Returns: (nullable): the error name it failed with
 */
const char *
sw_execution_get_error (const SwExecution *self)
{
  return self->error;
}

/**
 * sw_execution_get_cause:
 *
 * Returns: (nullable): the cause it failed with
 */
const char *
sw_execution_get_cause (const SwExecution *self)
{
  return self->cause;
}

/**
 * sw_execution_get_history:
 *
 * Returns: what has happened so far; borrowed
 */
const SwHistory *
sw_execution_get_history (const SwExecution *self)
{
  return self->history;
}

/**
 * sw_execution_get_program:
 *
 * Returns: what it runs; borrowed
 */
SwProgram *
sw_execution_get_program (const SwExecution *self)
{
  return self->program;
}

/**
 * sw_execution_get_coverage:
 *
 * Returns: (transfer none): how often each part of the definition had its turn so far
 */
SwCoverage *
sw_execution_get_coverage (const SwExecution *self)
{
  return self->coverage;
}

/**
 * sw_execution_get_express:
 *
 * Returns: whether it runs as an Express execution
 */
gboolean
sw_execution_get_express (const SwExecution *self)
{
  return strstr (self->arn, ":express:") != NULL;
}

/**
 * sw_execution_get_transitions:
 *
 * Returns: number of states entered so far
 */
guint64
sw_execution_get_transitions (const SwExecution *self)
{
  return self->transitions;
}
