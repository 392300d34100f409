/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-probe.h"

/* What becomes of a failure: an event, Retry, Catch, or the end of the scope. */

static SwValue
make_details (const char *error,
              const char *cause)
{
  SwValue details = sw_value_new_object (2);

  sw_value_set_text (&details, "error", error);
  sw_value_set_text (&details, "cause", cause);
  return details;
}

/* Recorded on AWS: the event follows the one before the state's Entered, unless the state has come
 * further. */
static void
record_evaluation (SwExecution *self,
                   SwFrame     *frame)
{
  const SwFailure *failure = &frame->failure;
  SwHistoryEvent *event;

  if (frame->last == frame->entered && !failure->entered)
    frame->last = frame->before;
  event = sw_frame_emit (self, frame, SW_EVENT_EVALUATION_FAILED);
  event->extra = sw_value_new_object (4);
  sw_value_set_text (&event->extra, "state", frame->step->state->name);
  sw_value_set_text (&event->extra, "error", failure->error);
  sw_value_set_text (&event->extra, "cause", failure->cause);
  sw_value_set_text (&event->extra, "location", failure->location);
}

/**
 * sw_error_raise:
 *
 * Completes the words of frame->failure and records the failed evaluation, if it is one.
 *
 * Returns: (nullable): the frame, whose failure is to be handled; %NULL where it fails only because
 * the execution is being aborted
 */
SwFrame *
sw_error_raise (SwExecution *self,
                SwFrame     *frame)
{
  SwFailure *failure = &frame->failure;

  if (self->breaks.halted)
    {
      sw_failure_clear (failure);
      return NULL;
    }
  /* Recorded on AWS: a state that is tried by itself has the words alone. */
  if (failure->in_state && self->probe == NULL)
    {
      g_autofree char *words = g_steal_pointer (&failure->cause);

      failure->cause = g_strdup_printf ("An error occurred while executing the state '%s' "
                                        "(entered at the event id #%u). %s",
                                        frame->step->state->name, frame->entered, words);
      failure->in_state = FALSE;
    }
  if (failure->evaluation)
    record_evaluation (self, frame);
  frame->phase = SW_PHASE_FAILED;
  return frame;
}

/**
 * sw_error_get_delay:
 * @number: of the retry, from 0
 *
 * Returns: seconds before the retry
 */
double
sw_error_get_delay (SwExecution     *self,
                    const SwRetrier *retrier,
                    guint            number)
{
  double delay = sw_backoff_get_delay (&retrier->backoff, number);

  if (retrier->backoff.full_jitter && self->random != NULL)
    delay *= (double) (self->random (self->random_data) >> 11)
             / (double) (G_GUINT64_CONSTANT (1) << 53);
  return delay;
}

/* The first retrier that matches decides; when its attempts are used up, Catch has its turn. */
static gboolean
retry (SwExecution *self,
       SwFrame     *frame)
{
  const SwStep *step = frame->step;

  for (guint i = 0; i < step->n_retriers; i++)
    {
      const SwRetrier *retrier = &step->retriers[i];

      if (!sw_failure_matches (&frame->failure, retrier->errors))
        continue;
      if (frame->retries == NULL)
        frame->retries = g_new0 (guint, step->n_retriers);
      if (frame->retries[i] >= retrier->backoff.max_attempts)
        return FALSE;

      sw_coverage_count_retry (self->coverage, step->state, i);
      frame->phase = SW_PHASE_RETRY_DELAY;
      sw_frame_sleep (
          self, frame,
          self->now
              + (gint64) (sw_error_get_delay (self, retrier, frame->retries[i]) * G_USEC_PER_SEC));
      frame->retries[i]++;
      frame->attempt++;
      sw_value_clear (&frame->context_state);
      sw_failure_clear (&frame->failure);
      return TRUE;
    }
  return FALSE;
}

/**
 * sw_error_make_output:
 *
 * Recorded on AWS: {"Error": …, "Cause": …} in this order; null where none was given, but "" after
 * a timeout.
 *
 * Returns: (transfer full): what a catcher sees
 */
SwValue
sw_error_make_output (const SwFailure *failure)
{
  SwValue output = sw_value_new_object (2);
  const char *cause = failure->cause == NULL && failure->timeout ? "" : failure->cause;

  sw_value_set_member (&output, "Error",
                       failure->error != NULL ? sw_value_new_string (failure->error)
                                              : SW_VALUE_NULL);
  sw_value_set_member (&output, "Cause",
                       cause != NULL ? sw_value_new_string (cause) : SW_VALUE_NULL);
  return output;
}

/* OutputPath is not for what was caught (recorded on AWS). */
static SwFrame *
enter_catcher (SwExecution     *self,
               SwFrame         *frame,
               const SwCatcher *catcher)
{
  g_auto (SwValue) error_output = sw_error_make_output (&frame->failure);
  SwValue input = frame->step->jsonata ? frame->input : error_output;
  SwValue output = SW_VALUE_INIT, assigned = SW_VALUE_INIT;
  gboolean done = TRUE;

  sw_failure_clear (&frame->failure);
  if (catcher->assign != NULL)
    done = sw_flow_evaluate (self, frame, catcher->assign, input, SW_VALUE_INIT, error_output,
                             &assigned);
  if (done && catcher->output != NULL)
    done = sw_flow_evaluate (self, frame, catcher->output, input, SW_VALUE_INIT, error_output,
                             &output);
  else if (done)
    done = sw_flow_write (frame, &catcher->target, error_output, &output);
  if (done)
    return sw_flow_exit (self, frame, output, assigned, catcher->next);

  sw_value_clear (&assigned);
  frame->failure.terminal = TRUE;
  return sw_error_raise (self, frame);
}

static void
record_end_of_children (SwExecution *self,
                        SwFrame     *frame)
{
  gboolean has_failed = frame->started || frame->failure.evaluation;

  if (frame->step->type == SW_STATE_MAP && has_failed)
    sw_frame_emit (self, frame, SW_EVENT_MAP_STATE_FAILED);
  else if (frame->step->type == SW_STATE_PARALLEL && has_failed)
    sw_frame_emit (self, frame, SW_EVENT_PARALLEL_STATE_FAILED);
}

/* Whether a retrier has attempts left, or a catcher waits, for what comes out of the frame */
static gboolean
takes (const SwFrame   *frame,
       const SwFailure *failure)
{
  const SwStep *step = frame->step;

  for (guint i = 0; i < step->n_retriers; i++)
    if (sw_failure_matches (failure, step->retriers[i].errors))
      {
        guint retries = frame->retries != NULL ? frame->retries[i] : 0;

        if (retries < step->retriers[i].backoff.max_attempts)
          return TRUE;
        break;
      }
  for (guint i = 0; i < step->n_catchers; i++)
    if (sw_failure_matches (failure, step->catchers[i].errors))
      return TRUE;
  return FALSE;
}

/**
 * sw_error_is_handled:
 * @frame: has failed
 *
 * Returns: whether Retry or Catch takes its failure, be it further out, or a Map tolerates it
 */
gboolean
sw_error_is_handled (const SwFrame *frame)
{
  SwFailure failure = frame->failure;

  if (takes (frame, &failure))
    return TRUE;
  for (const SwFrame *inner = frame; inner->parent != NULL; inner = inner->parent)
    {
      const SwFrame *outer = inner->parent;

      if (inner->child != outer->child && sw_map_would_tolerate (outer, inner->index))
        return TRUE;
      if (inner->child != outer->child)
        failure.error = (char *) SW_ERROR_TOLERATED;
      failure.branch = outer->step->type == SW_STATE_PARALLEL;
      if (takes (outer, &failure))
        return TRUE;
    }
  return FALSE;
}

/**
 * sw_error_handle:
 *
 * Stands still at a failure, or deals with it.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_error_handle (SwExecution *self,
                 SwFrame     *frame)
{
  if (self->stop_func != NULL)
    return sw_stop_error (self, frame);
  return sw_error_deal (self, frame);
}

/**
 * sw_error_deal:
 *
 * Retries, catches, or gives the failure to whoever holds the frame.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_error_deal (SwExecution *self,
               SwFrame     *frame)
{
  const SwStep *step = frame->step;

  if (self->probe != NULL && sw_probe_retries (self, frame))
    {
      sw_execution_finish (self, SW_EXECUTION_FAILED);
      return NULL;
    }
  if (self->probe == NULL && retry (self, frame))
    return NULL;

  record_end_of_children (self, frame);
  for (guint i = 0; i < step->n_catchers; i++)
    if (sw_failure_matches (&frame->failure, step->catchers[i].errors))
      {
        if (self->probe != NULL)
          self->probe->catcher = (int) i;
        frame->edge = SW_EDGE_CATCH;
        frame->edge_index = i;
        return enter_catcher (self, frame, &step->catchers[i]);
      }

  if (frame->parent != NULL)
    return sw_children_failed (self, frame);
  sw_execution_finish (self, SW_EXECUTION_FAILED);
  return NULL;
}

/* The root's failure becomes the execution's. */
static void
take_failure (SwExecution *self)
{
  g_free (self->error);
  g_free (self->cause);
  self->error = g_steal_pointer (&self->root->failure.error);
  self->cause = g_steal_pointer (&self->root->failure.cause);
}

/**
 * sw_execution_finish:
 * @status: anything but running
 *
 * Records the last event and ends every frame; those of an execution that did not succeed are kept
 * to be redriven.
 */
void
sw_execution_finish (SwExecution       *self,
                     SwExecutionStatus  status)
{
  static const SwEventType types[] = {
    [SW_EXECUTION_SUCCEEDED] = SW_EVENT_EXECUTION_SUCCEEDED,
    [SW_EXECUTION_FAILED] = SW_EVENT_EXECUTION_FAILED,
    [SW_EXECUTION_TIMED_OUT] = SW_EVENT_EXECUTION_TIMED_OUT,
    [SW_EXECUTION_ABORTED] = SW_EVENT_EXECUTION_ABORTED,
  };
  /* Straight into the history: the last event has its place even when the quota is used up. */
  SwHistoryEvent *event = sw_history_add (self->history);

  event->time = self->now;
  event->type = types[status];
  self->status = status;
  if (status == SW_EXECUTION_SUCCEEDED)
    {
      self->output = sw_value_ref (self->root->result);
      event->data = sw_value_ref (self->output);
      event->previous = self->root->last;
    }
  else if (status == SW_EXECUTION_FAILED)
    {
      take_failure (self);
      event->previous = self->root->last;
    }
  /* Recorded on AWS: only the event has the name, the execution itself has no error. */
  if (status == SW_EXECUTION_TIMED_OUT)
    event->extra = make_details (SW_ERROR_TIMEOUT, NULL);
  else if (status != SW_EXECUTION_SUCCEEDED)
    event->extra = make_details (self->error, self->cause);

  if (status != SW_EXECUTION_SUCCEEDED)
    {
      sw_children_park (self, self->root);
      sw_map_runs_end (self, self->root, SW_EXECUTION_ABORTED);
      sw_frame_halt (self, self->root);
      return;
    }
  sw_children_clear (self, self->root);
  sw_frame_kill (self, self->root);
}
