/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

/* Standing still: a frame at a point keeps in its hold what it goes on with, and goes on in the
 * same turn as if nothing had been. */

/**
 * sw_hold_free:
 *
 * Frees what a frame was to go on with.
 */
void
sw_hold_free (SwHold *hold)
{
  sw_value_clear (&hold->result);
  sw_value_clear (&hold->before);
  g_free (hold);
}

/**
 * sw_stop_forget:
 *
 * Takes a frame off its stop, for it ends.
 */
void
sw_stop_forget (SwExecution *self,
                SwFrame     *frame)
{
  g_clear_pointer (&frame->hold, sw_hold_free);
  if (self->stopped == frame)
    self->stopped = NULL;
  if (self->resumed == frame)
    self->resumed = NULL;
}

/* What Retry and Catch are to see, as sw_stop_error() tells of it */
static void
fill_error (const SwFrame *frame,
            SwStop        *stop)
{
  stop->error = frame->failure.error;
  stop->cause = frame->failure.cause;
  stop->handled = sw_error_is_handled (frame);
}

/* Tells where a frame stands that has a hold; the stop borrows from it. */
static void
fill_stop (const SwExecution *self,
           const SwFrame     *frame,
           SwStop            *stop)
{
  const SwHold *hold = frame->hold;

  *stop = (SwStop) { .point = hold->point,
                     .frame = frame->id,
                     .parent = frame->parent != NULL ? frame->parent->id : frame->id,
                     .state = frame->step->state,
                     .attempt = frame->attempt,
                     .input = frame->input,
                     .result = hold->result,
                     .variables = frame->variables };
  if (hold->point == SW_STOP_ERROR)
    fill_error (frame, stop);
  if (hold->point != SW_STOP_LEFT)
    return;
  stop->before = hold->before;
  stop->next = hold->next != NULL ? hold->next->state : NULL;
  stop->edge = hold->next != NULL ? frame->edge : SW_EDGE_END;
  stop->index = frame->edge_index;
}

/* Asks whether to stand still at the point that frame->hold describes. Where not, the frame is to
 * go on at once. */
static SwFrame *
ask (SwExecution *self,
     SwFrame     *frame)
{
  SwStop stop;

  self->n_asks++;
  frame->phase = SW_PHASE_HELD;
  fill_stop (self, frame, &stop);
  if (!self->stop_func (self, &stop, self->stop_data))
    return sw_stop_go_on (self, frame);
  self->stopped = frame;
  return NULL;
}

static SwHold *
hold_new (SwFrame     *frame,
          SwStopPoint  point)
{
  g_return_val_if_fail (frame->hold == NULL, NULL);

  frame->hold = g_new0 (SwHold, 1);
  frame->hold->point = point;
  return frame->hold;
}

/**
 * sw_stop_before:
 *
 * Comes by the point behind a state's Entered.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_stop_before (SwExecution *self,
                SwFrame     *frame)
{
  hold_new (frame, SW_STOP_BEFORE);
  return ask (self, frame);
}

/**
 * sw_stop_after:
 * @take_result: what the state's work came to
 * @assign: (nullable): Assign in force
 * @output: (nullable): a JSONata state's Output in force
 * @next: (nullable): the state to go to
 *
 * Comes by the point behind a state's work.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_stop_after (SwExecution     *self,
               SwFrame         *frame,
               SwValue          take_result,
               const SwFormula *assign,
               const SwFormula *output,
               const SwStep    *next)
{
  SwHold *hold = hold_new (frame, SW_STOP_AFTER);

  hold->result = take_result;
  hold->assign = assign;
  hold->output = output;
  hold->next = next;
  return ask (self, frame);
}

/**
 * sw_stop_error:
 *
 * Comes by the point where a state has failed.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_stop_error (SwExecution *self,
               SwFrame     *frame)
{
  hold_new (frame, SW_STOP_ERROR);
  return ask (self, frame);
}

/**
 * sw_stop_left:
 * @take_output: of the state
 * @take_before: variables before the state's Assign
 * @next: (nullable): the state to go to
 *
 * Comes by the point behind a state's Exited.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_stop_left (SwExecution  *self,
              SwFrame      *frame,
              SwValue       take_output,
              SwValue       take_before,
              const SwStep *next)
{
  SwHold *hold = hold_new (frame, SW_STOP_LEFT);

  hold->result = take_output;
  hold->before = take_before;
  hold->next = next;
  hold->exited = frame->last;
  return ask (self, frame);
}

/**
 * sw_stop_go_on:
 * @frame: held
 *
 * Does what a stop delayed.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_stop_go_on (SwExecution *self,
               SwFrame     *frame)
{
  SwHold hold = *frame->hold;

  g_clear_pointer (&frame->hold, g_free);
  sw_value_clear (&hold.before);
  switch (hold.point)
    {
    case SW_STOP_BEFORE:
      return sw_state_begin (self, frame);
    case SW_STOP_AFTER:
      return sw_flow_make (self, frame, hold.result, hold.assign, hold.output, hold.next);
    case SW_STOP_ERROR:
      sw_value_clear (&hold.result);
      frame->phase = SW_PHASE_FAILED;
      return sw_error_deal (self, frame);
    case SW_STOP_LEFT:
    default:
      return sw_flow_go_on (self, frame, hold.result, hold.next);
    }
}

/**
 * sw_execution_set_stop_func:
 * @func: (nullable): asked at each point; %NULL: nobody is
 * @data: for @func
 *
 * Says who decides where the execution stands still. Where it stands now it stays.
 */
void
sw_execution_set_stop_func (SwExecution *self,
                            SwStopFunc   func,
                            gpointer     data)
{
  gboolean later = self->breaks.stepping && self->stop_func == NULL;

  /* The points that a turn comes by are counted from its beginning. */
  self->breaks.stop_func = later ? func : NULL;
  self->breaks.stop_data = later ? data : NULL;
  if (later)
    return;
  self->stop_func = func;
  self->stop_data = data;
}

/**
 * sw_execution_get_stop:
 *
 * Returns: (nullable) (transfer none): where the execution stands still; %NULL: it does not
 */
const SwStop *
sw_execution_get_stop (SwExecution *self)
{
  if (self->stopped == NULL)
    return NULL;
  fill_stop (self, self->stopped, &self->stop);
  return &self->stop;
}

/**
 * sw_execution_resume:
 *
 * Has the execution go on from its stop with the next sw_execution_step(); nothing happens where it
 * does not stand still.
 */
void
sw_execution_resume (SwExecution *self)
{
  if (self->stopped != NULL)
    self->resumed = g_steal_pointer (&self->stopped);
}

/**
 * sw_stop_point_get_name:
 *
 * Returns: "before", "after", "error" or "left"; static
 */
const char *
sw_stop_point_get_name (SwStopPoint point)
{
  static const char *const names[] = { "before", "after", "error", "left" };

  g_return_val_if_fail (point < G_N_ELEMENTS (names), NULL);

  return names[point];
}
