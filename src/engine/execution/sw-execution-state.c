/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-probe.h"

#include "json/sw-text.h"

/* One turn of a frame: what its phase and its state's type ask for. */

static SwFrame *
complete (SwExecution *self,
          SwFrame     *frame,
          SwValue      take_result)
{
  const SwStep *step = frame->step;

  return sw_flow_complete (self, frame, take_result, step->assign, step->output, step->next);
}

static SwFrame *
work_pass (SwExecution *self,
           SwFrame     *frame)
{
  SwValue result;

  if (frame->step->result != NULL)
    {
      g_auto (SwValue) unused = SW_VALUE_INIT;

      /* Parameters are looked at even where Result stands in for what they make. */
      if (frame->step->parameters != NULL && !sw_flow_parameters (self, frame, &unused))
        return sw_error_raise (self, frame);
      if (!sw_flow_evaluate (self, frame, frame->step->result, frame->effective, SW_VALUE_INIT,
                             SW_VALUE_INIT, &result))
        return sw_error_raise (self, frame);
      sw_probe_note (self, frame, SW_PROBE_RESULT, result);
    }
  else if (!sw_flow_parameters (self, frame, &result))
    {
      return sw_error_raise (self, frame);
    }
  return complete (self, frame, result);
}

/* Error or Cause of a Fail; whatever is no string is shown as JSON. */
static gboolean
make_text (SwExecution      *self,
           SwFrame          *frame,
           const SwFormula  *expression,
           char            **text)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (expression == NULL)
    return TRUE;
  if (!sw_flow_evaluate (self, frame, expression, frame->effective, SW_VALUE_INIT, SW_VALUE_INIT,
                         &value))
    return FALSE;
  *text = sw_value_is (value, SW_TYPE_STRING) ? g_strdup (sw_value_get_text (value, NULL))
                                              : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  return TRUE;
}

static SwFrame *
work_fail (SwExecution *self,
           SwFrame     *frame)
{
  const SwFailPlan *plan = frame->step->fail;
  g_autofree char *error = NULL, *cause = NULL;

  if (make_text (self, frame, plan->error, &error) && make_text (self, frame, plan->cause, &cause))
    sw_failure_set (&frame->failure, error, cause);
  return sw_error_raise (self, frame);
}

static SwFrame *
work (SwExecution *self,
      SwFrame     *frame)
{
  switch (frame->step->type)
    {
    case SW_STATE_PASS:
      return work_pass (self, frame);
    case SW_STATE_TASK:
      return sw_task_work (self, frame);
    case SW_STATE_CHOICE:
      return sw_choice_work (self, frame);
    case SW_STATE_WAIT:
      return sw_wait_work (self, frame);
    case SW_STATE_FAIL:
      return work_fail (self, frame);
    case SW_STATE_PARALLEL:
      return self->probe != NULL ? sw_probe_work (self, frame) : sw_parallel_work (self, frame);
    case SW_STATE_MAP:
      return self->probe != NULL ? sw_probe_work (self, frame) : sw_map_work (self, frame);
    case SW_STATE_SUCCEED:
      return complete (self, frame, sw_value_ref (frame->effective));
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      g_return_val_if_reached (NULL);
    }
}

static SwFrame *
enter (SwExecution *self,
       SwFrame     *frame)
{
  SwHistoryEvent *event;

  self->transitions++;
  sw_coverage_count_entered (self->coverage, frame->step->state);
  frame->before = frame->last;
  event = sw_frame_emit (self, frame, SW_EVENT_STATE_ENTERED);
  event->data = sw_value_ref (frame->input);
  frame->entered = event->id;
  frame->entered_time = self->now;
  frame->edge = SW_EDGE_NEXT;
  sw_value_clear (&frame->context_state);
  if (self->stop_func != NULL)
    return sw_stop_before (self, frame);
  return sw_state_begin (self, frame);
}

/**
 * sw_state_begin:
 *
 * Begins the work of a state that was entered.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_state_begin (SwExecution *self,
                SwFrame     *frame)
{
  if (!sw_flow_begin (self, frame))
    return sw_error_raise (self, frame);
  frame->phase = SW_PHASE_WORK;
  return work (self, frame);
}

static SwFrame *
child_ended (SwExecution *self,
             SwFrame     *frame)
{
  SwValue outputs;

  if (frame->step->type == SW_STATE_MAP)
    return sw_map_child_ended (self, frame);
  if (sw_children_ended (self, frame) == NULL)
    return NULL;
  sw_frame_emit_leaf (self, frame, SW_EVENT_PARALLEL_STATE_SUCCEEDED);
  outputs = sw_value_steal (&frame->outputs);
  sw_children_clear (self, frame);
  return complete (self, frame, outputs);
}

/**
 * sw_execution_serve:
 *
 * Gives a frame its turn.
 *
 * Returns: (nullable): the frame to serve within the same turn
 */
SwFrame *
sw_execution_serve (SwExecution *self,
                    SwFrame     *frame)
{
  switch (frame->phase)
    {
    case SW_PHASE_ENTER:
      return enter (self, frame);
    case SW_PHASE_BEGIN:
      return sw_state_begin (self, frame);
    case SW_PHASE_WORK:
      return work (self, frame);
    case SW_PHASE_TASK_START:
      return sw_task_start (self, frame);
    case SW_PHASE_TASK_DONE:
      sw_probe_note (self, frame, SW_PROBE_RESULT, frame->result);
      return complete (self, frame, sw_value_steal (&frame->result));
    case SW_PHASE_OBJECT_DONE:
      return sw_map_object_done (self, frame);
    case SW_PHASE_OBJECT_FAILED:
      return sw_map_run_failed (self, frame);
    case SW_PHASE_WAITED:
      return complete (self, frame, sw_value_ref (frame->effective));
    case SW_PHASE_CHILD_ENDED:
      return child_ended (self, frame);
    case SW_PHASE_REDRIVEN:
      return sw_children_redrive (self, frame);
    case SW_PHASE_FAILED:
      return sw_error_handle (self, frame);
    case SW_PHASE_HELD:
      return sw_stop_go_on (self, frame);
    case SW_PHASE_TASK_OPEN:
    case SW_PHASE_WAITING:
    case SW_PHASE_CHILDREN:
    case SW_PHASE_RETRY_DELAY:
    case SW_PHASE_DEAD:
    default:
      g_return_val_if_reached (NULL);
    }
}
