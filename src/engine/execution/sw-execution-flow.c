/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-probe.h"

#include "json/sw-text.h"

/* How data goes through a state:
 *
 *   JSONPath   input -> InputPath -> Parameters -> (work) -> ResultSelector -> ResultPath ->
 * OutputPath JSONata    input -> Arguments -> (work) -> Output
 *
 * and beside it Assign, whose expressions all see the variables from before the state. What fails
 * leaves its reason in frame->failure. */

static guint64
fixed_random (gpointer data)
{
  SwExecution *self = data;
  guint64 mixed = (self->random_state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

/**
 * sw_flow_evaluate:
 * @input: `$`, or $states.input
 * @result: $states.result, or undefined
 * @error_output: $states.errorOutput, or undefined
 * @value: (out): set on success; owned
 *
 * Evaluates a field of the frame's state.
 *
 * Returns: whether there is a value; frame->failure says why not
 */
gboolean
sw_flow_evaluate (SwExecution     *self,
                  SwFrame         *frame,
                  const SwFormula *expression,
                  SwValue          input,
                  SwValue          result,
                  SwValue          error_output,
                  SwValue         *value)
{
  SwEvaluation evaluation = { .query = { .input = input, .variables = frame->variables },
                              .result = result,
                              .error_output = error_output,
                              .now = self->now };
  gboolean done;

  evaluation.query.interrupt = sw_breaks_get (self);
  evaluation.query.random = self->random != NULL ? self->random : fixed_random;
  evaluation.query.random_data = self->random != NULL ? self->random_data : self;
  if (sw_formula_uses_context (expression))
    evaluation.query.context = sw_context_new (self, frame);
  done = sw_formula_evaluate (expression, &evaluation, value, &frame->failure);
  sw_value_clear (&evaluation.query.context);
  return done;
}

static gboolean
evaluate_input (SwExecution     *self,
                SwFrame         *frame,
                const SwFormula *expression,
                SwValue          input,
                SwValue         *value)
{
  return sw_flow_evaluate (self, frame, expression, input, SW_VALUE_INIT, SW_VALUE_INIT, value);
}

/**
 * sw_flow_check_depth:
 * @what: the state's name, or the task's resource
 *
 * What JSONata, intrinsic functions and tasks make has no bound of depth but this one.
 *
 * Returns: whether @value nests no deeper than data may
 */
gboolean
sw_flow_check_depth (const SwExecution *self,
                     SwFrame           *frame,
                     const char        *what,
                     SwValue            value)
{
  g_autofree char *cause = NULL;

  if (self->unlimited || sw_value_get_depth (value, SW_PAYLOAD_MAX_DEPTH) <= SW_PAYLOAD_MAX_DEPTH)
    return TRUE;
  cause = g_strdup_printf ("The state/task '%s' has data that is nested deeper than the limit of %d "
                           "arrays and objects.",
                           what, SW_PAYLOAD_MAX_DEPTH);
  sw_failure_set (&frame->failure, SW_ERROR_DATA_LIMIT, cause);
  return FALSE;
}

/**
 * sw_flow_begin:
 *
 * Makes the effective input: what InputPath leaves of the input.
 *
 * Returns: whether it went well
 */
gboolean
sw_flow_begin (SwExecution *self,
               SwFrame     *frame)
{
  SwValue effective;

  if (frame->step->input_discarded)
    effective = sw_value_new_object (0);
  else if (frame->step->input_path == NULL)
    effective = sw_value_ref (frame->input);
  else if (!evaluate_input (self, frame, frame->step->input_path, frame->input, &effective))
    return FALSE;
  sw_value_set (&frame->effective, effective);
  sw_probe_note (self, frame, SW_PROBE_INPUT_PATH, effective);
  return TRUE;
}

/**
 * sw_flow_parameters:
 * @value: (out): what Parameters or Arguments make of the effective input; owned
 *
 * Returns: whether it went well
 */
gboolean
sw_flow_parameters (SwExecution *self,
                    SwFrame     *frame,
                    SwValue     *value)
{
  if (frame->step->parameters == NULL)
    *value = sw_value_ref (frame->effective);
  else if (!evaluate_input (self, frame, frame->step->parameters, frame->effective, value))
    return FALSE;
  sw_probe_note (self, frame, SW_PROBE_PARAMETERS, *value);
  if (sw_flow_check_depth (self, frame, frame->step->state->name, *value))
    return TRUE;
  sw_value_clear (value);
  return FALSE;
}

/**
 * sw_flow_quantity:
 * @value: (out): of whatever type; undefined where the field is absent; owned
 *
 * Evaluates a number that may stand behind a path.
 *
 * Returns: whether it went well
 */
gboolean
sw_flow_quantity (SwExecution      *self,
                  SwFrame          *frame,
                  const SwQuantity *quantity,
                  SwValue          *value)
{
  *value = SW_VALUE_INIT;
  if (quantity->expression == NULL)
    return TRUE;
  return evaluate_input (self, frame, quantity->expression, frame->effective, value);
}

/**
 * sw_flow_write:
 * @result: goes where @target says
 * @value: (out): the frame's input with @result in it; owned
 *
 * Applies ResultPath.
 *
 * Returns: whether it went well
 */
gboolean
sw_flow_write (SwFrame              *frame,
               const SwResultTarget *target,
               SwValue               result,
               SwValue              *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *input = NULL;

  switch (target->mode)
    {
    case SW_RESULT_REPLACES:
      *value = sw_value_ref (result);
      return TRUE;
    case SW_RESULT_DISCARDED:
      *value = sw_value_ref (frame->input);
      return TRUE;
    case SW_RESULT_WRITTEN:
    default:
      if (sw_json_path_write (target->path, frame->input, result, value, &error))
        return TRUE;
      input = sw_value_to_text (frame->input, SW_TEXT_DEFAULT, NULL);
      /* The name is the specification's; no recording has the sentence. */
      return sw_failure_in_state (&frame->failure, SW_ERROR_RESULT_PATH,
                                  "Unable to apply step \"%s\" to input %s",
                                  sw_json_path_get_text (target->path), input);
    }
}

/**
 * sw_flow_check_data:
 * @what: the state's name, or the task's resource
 *
 * Recorded on AWS: the quota is 262,144 bytes of JSON text. How deep it may be is a budget of ours.
 *
 * Returns: whether @value is small enough
 */
gboolean
sw_flow_check_data (const SwExecution *self,
                    SwFrame           *frame,
                    const char        *what,
                    SwValue            value)
{
  g_autofree char *cause = NULL;

  if (self->unlimited || sw_value_get_text_length (value) <= SW_PAYLOAD_MAX_BYTES)
    return sw_flow_check_depth (self, frame, what, value);
  cause = g_strdup_printf (
      "The state/task '%s' returned a result with a size exceeding the maximum number of "
      "bytes service limit.",
      what);
  sw_failure_set (&frame->failure, SW_ERROR_DATA_LIMIT, cause);
  return FALSE;
}

/* ResultSelector, ResultPath and OutputPath */
static gboolean
make_output (SwExecution *self,
             SwFrame     *frame,
             SwValue      result,
             SwValue     *output)
{
  const SwStep *step = frame->step;
  g_auto (SwValue) selected = SW_VALUE_INIT;
  g_auto (SwValue) written = SW_VALUE_INIT;

  if (step->result_selector == NULL)
    selected = sw_value_ref (result);
  else if (!evaluate_input (self, frame, step->result_selector, result, &selected))
    return FALSE;

  sw_probe_note (self, frame, SW_PROBE_RESULT_SELECTOR, selected);
  if (!sw_flow_write (frame, &step->target, selected, &written))
    return FALSE;
  sw_probe_note (self, frame, SW_PROBE_RESULT_PATH, written);

  if (step->output_discarded)
    *output = sw_value_new_object (0);
  else if (step->output_path == NULL)
    *output = sw_value_ref (written);
  else
    return evaluate_input (self, frame, step->output_path, written, output);
  return TRUE;
}

/**
 * sw_flow_complete:
 * @take_result: what the state's work came to
 * @assign: (nullable): Assign in force
 * @output: (nullable): a JSONata state's Output in force
 * @next: (nullable): the state to go to; %NULL ends the scope
 *
 * Ends the work of a state: stands still there, or makes of the result what is to be made.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_flow_complete (SwExecution     *self,
                  SwFrame         *frame,
                  SwValue          take_result,
                  const SwFormula *assign,
                  const SwFormula *output,
                  const SwStep    *next)
{
  if (self->stop_func != NULL)
    return sw_stop_after (self, frame, take_result, assign, output, next);
  return sw_flow_make (self, frame, take_result, assign, output, next);
}

/**
 * sw_flow_make:
 * @take_result: what the state's work came to
 * @assign: (nullable): Assign in force
 * @output: (nullable): a JSONata state's Output in force
 * @next: (nullable): the state to go to; %NULL ends the scope
 *
 * Makes output and variables of a result, and leaves the state.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_flow_make (SwExecution     *self,
              SwFrame         *frame,
              SwValue          take_result,
              const SwFormula *assign,
              const SwFormula *output,
              const SwStep    *next)
{
  const SwStep *step = frame->step;
  g_auto (SwValue) result = take_result;
  g_auto (SwValue) made = SW_VALUE_INIT;
  g_auto (SwValue) assigned = SW_VALUE_INIT;
  gboolean done = TRUE;

  /* `$` of a JSONPath state's Assign is the result itself (recorded on AWS). */
  if (assign != NULL && step->jsonata)
    done = sw_flow_evaluate (self, frame, assign, frame->input, result, SW_VALUE_INIT, &assigned);
  else if (assign != NULL)
    done = evaluate_input (self, frame, assign, result, &assigned);

  if (done && !step->jsonata)
    done = make_output (self, frame, result, &made);
  else if (done && output != NULL)
    done = sw_flow_evaluate (self, frame, output, frame->input, result, SW_VALUE_INIT, &made);
  else if (done)
    made = sw_value_ref (result);
  if (!done)
    return sw_error_raise (self, frame);

  return sw_flow_exit (self, frame, sw_value_steal (&made), sw_value_steal (&assigned), next);
}

static void
assign_variables (SwFrame *frame,
                  SwValue  assigned)
{
  if (sw_value_is (frame->variables, SW_TYPE_UNDEFINED))
    frame->variables = sw_value_new_object (sw_value_get_length (assigned));
  for (guint i = 0; i < sw_value_get_length (assigned); i++)
    sw_value_set_member_string (&frame->variables, sw_value_get_key (assigned, i),
                                sw_value_ref (sw_value_get_member_at (assigned, i)));
}

/**
 * sw_flow_go_on:
 * @take_output: of the state that was left
 * @next: (nullable): the state to go to; %NULL ends the scope
 *
 * Goes to the next state, or to the end of the scope.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_flow_go_on (SwExecution  *self,
               SwFrame      *frame,
               SwValue       take_output,
               const SwStep *next)
{
  frame->attempt = 0;
  frame->started = FALSE;
  if (frame->parked != NULL)
    sw_children_clear (self, frame);
  g_clear_pointer (&frame->retries, g_free);
  sw_value_clear (&frame->effective);
  if (next != NULL)
    {
      sw_value_set (&frame->input, take_output);
      frame->step = next;
      frame->phase = SW_PHASE_ENTER;
      sw_frame_ready (self, frame);
      return NULL;
    }
  sw_value_set (&frame->result, take_output);
  if (frame->parent == NULL)
    {
      sw_execution_finish (self, SW_EXECUTION_SUCCEEDED);
      return NULL;
    }
  frame->parent->ended = frame;
  frame->parent->phase = SW_PHASE_CHILD_ENDED;
  return frame->parent;
}

/* What a state leaves behind: output and variables */
static gboolean
check_left (const SwExecution *self,
            SwFrame           *frame,
            SwValue            output,
            SwValue            assigned)
{
  const char *name = frame->step->state->name;
  gboolean fine = sw_value_same_box (output, frame->input)
                  || sw_flow_check_data (self, frame, name, output);

  for (guint i = 0; fine && i < sw_value_get_length (assigned); i++)
    fine = sw_flow_check_depth (self, frame, name, sw_value_get_member_at (assigned, i));
  return fine;
}

/**
 * sw_flow_exit:
 * @take_output: of the state
 * @take_assigned: object of variables, or undefined
 * @next: (nullable): the state to go to; %NULL ends the scope
 *
 * Records that the state was left, and goes on.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_flow_exit (SwExecution  *self,
              SwFrame      *frame,
              SwValue       take_output,
              SwValue       take_assigned,
              const SwStep *next)
{
  SwHistoryEvent *event;
  SwValue before = SW_VALUE_INIT;

  if (!check_left (self, frame, take_output, take_assigned))
    {
      sw_value_clear (&take_output);
      sw_value_clear (&take_assigned);
      frame->failure.terminal = TRUE;
      return sw_error_raise (self, frame);
    }
  sw_coverage_count_left (self->coverage, frame->step->state, frame->edge, frame->edge_index);
  event = sw_frame_emit (self, frame, SW_EVENT_STATE_EXITED);
  event->data = sw_value_ref (take_output);
  if (self->stop_func != NULL)
    before = sw_value_ref (frame->variables);
  if (sw_value_is (take_assigned, SW_TYPE_OBJECT))
    {
      assign_variables (frame, take_assigned);
      event->extra = take_assigned;
    }
  if (self->probe != NULL)
    return sw_probe_left (self, frame, take_output, next);
  if (self->stop_func != NULL)
    return sw_stop_left (self, frame, take_output, before, next);
  return sw_flow_go_on (self, frame, take_output, next);
}
