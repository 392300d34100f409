/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include "json/sw-text.h"

/* The data of a frame that stands still: what can be seen of them, and changed. */

G_DEFINE_QUARK (sw-stop-error-quark, sw_stop_error)

static const char *const part_names[] = {
  [SW_PART_INPUT] = "input",   [SW_PART_VARIABLES] = "variables", [SW_PART_RESULT] = "result",
  [SW_PART_OUTPUT] = "output", [SW_PART_ERROR] = "error",         [SW_PART_CONTEXT] = "context",
};

/**
 * sw_part_get_name:
 *
 * Returns: "input", "variables" …; static
 */
const char *
sw_part_get_name (SwPart part)
{
  g_return_val_if_fail (part < G_N_ELEMENTS (part_names), NULL);

  return part_names[part];
}

static gboolean
is_held_at (const SwFrame *frame,
            SwStopPoint    point)
{
  return frame->hold != NULL && frame->hold->point == point;
}

/**
 * sw_execution_dup_part:
 * @frame: id of a frame
 *
 * Returns: (transfer full): the part as it is now; undefined where there is none
 */
SwValue
sw_execution_dup_part (SwExecution *self,
                       guint        frame,
                       SwPart       part)
{
  SwFrame *found = sw_stop_find_frame (self, frame);

  if (found == NULL)
    return SW_VALUE_INIT;
  switch (part)
    {
    case SW_PART_INPUT:
      return sw_value_ref (found->input);
    case SW_PART_VARIABLES:
      return sw_value_is (found->variables, SW_TYPE_UNDEFINED) ? sw_value_new_object (0)
                                                               : sw_value_ref (found->variables);
    case SW_PART_RESULT:
      return is_held_at (found, SW_STOP_AFTER) ? sw_value_ref (found->hold->result)
                                               : SW_VALUE_INIT;
    case SW_PART_OUTPUT:
      return is_held_at (found, SW_STOP_LEFT) ? sw_value_ref (found->hold->result) : SW_VALUE_INIT;
    case SW_PART_ERROR:
      return is_held_at (found, SW_STOP_ERROR) ? sw_error_make_output (&found->failure)
                                               : SW_VALUE_INIT;
    case SW_PART_CONTEXT:
    default:
      return sw_context_new (self, found);
    }
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError      **error,
        SwStopError   code,
        const char   *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SW_STOP_ERROR_DOMAIN, (int) code, format, arguments);
  va_end (arguments);
  return FALSE;
}

static SwFrame *
find_or_refuse (const SwExecution  *self,
                guint               id,
                GError            **error)
{
  SwFrame *frame = sw_stop_find_frame (self, id);

  if (frame == NULL)
    refuse (error, SW_STOP_ERROR_PLACE, "Nothing runs there any more");
  if (!self->breaks.stepping)
    return frame;
  refuse (error, SW_STOP_ERROR_PLACE, "An expression is being evaluated");
  return NULL;
}

/* Puts a value into the event that told of the one before; items of a distributed Map have none. */
static void
amend (SwExecution   *self,
       const SwFrame *frame,
       guint          id,
       SwEventType    type,
       SwValue        value)
{
  SwHistoryEvent *event;

  if (frame->child != NULL || id == 0 || id > sw_history_get_count (self->history))
    return;
  event = (SwHistoryEvent *) sw_history_get (self->history, id - 1);
  if (event->type == type && event->step == frame->step)
    sw_value_set (&event->data, sw_value_ref (value));
}

/* The effective input follows the input, where it was made already. */
static gboolean
set_input (SwExecution  *self,
           SwFrame      *frame,
           SwValue       value,
           GError      **error)
{
  g_auto (SwValue) old = sw_value_ref (frame->input);
  SwFailure kept = frame->failure;
  gboolean done;

  if (frame->phase != SW_PHASE_ENTER && frame->hold == NULL)
    return refuse (error, SW_STOP_ERROR_PLACE,
                   "The state has begun with its input; stop before a state to change it");
  if (is_held_at (frame, SW_STOP_LEFT))
    return refuse (error, SW_STOP_ERROR_PLACE,
                   "The state is left; change its output, which is the next state's input");
  sw_value_set (&frame->input, sw_value_ref (value));
  if (is_held_at (frame, SW_STOP_BEFORE))
    amend (self, frame, frame->entered, SW_EVENT_STATE_ENTERED, value);
  if (frame->phase == SW_PHASE_ENTER || is_held_at (frame, SW_STOP_BEFORE))
    return TRUE;

  frame->failure = SW_FAILURE_INIT;
  done = sw_flow_begin (self, frame);
  if (!done)
    {
      refuse (error, SW_STOP_ERROR_VALUE, "The input does not fit: %s", frame->failure.cause);
      sw_value_set (&frame->input, sw_value_ref (old));
    }
  sw_failure_clear (&frame->failure);
  frame->failure = kept;
  return done;
}

static gboolean
set_variables (SwFrame  *frame,
               SwValue   value,
               GError  **error)
{
  if (!sw_value_is (value, SW_TYPE_OBJECT))
    return refuse (error, SW_STOP_ERROR_VALUE,
                   "Variables are an object from their names to their values");
  sw_value_set (&frame->variables, sw_value_ref (value));
  return TRUE;
}

static gboolean
set_result (SwExecution  *self,
            SwFrame      *frame,
            SwValue       value,
            gint64        now,
            GError      **error)
{
  if (is_held_at (frame, SW_STOP_AFTER))
    {
      sw_value_set (&frame->hold->result, sw_value_ref (value));
      return TRUE;
    }
  if (frame->phase == SW_PHASE_TASK_OPEN)
    return sw_execution_succeed_task (self, frame->task->request.id, value, now);
  return refuse (error, SW_STOP_ERROR_PLACE,
                 "There is no result yet, or none any more; stop after a state to change it");
}

static gboolean
set_output (SwExecution  *self,
            SwFrame      *frame,
            SwValue       value,
            GError      **error)
{
  if (!is_held_at (frame, SW_STOP_LEFT))
    return refuse (error, SW_STOP_ERROR_PLACE,
                   "There is no output yet; stop at a transition to change it");
  sw_value_set (&frame->hold->result, sw_value_ref (value));
  amend (self, frame, frame->hold->exited, SW_EVENT_STATE_EXITED, value);
  return TRUE;
}

static const char *
get_text (SwValue     object,
          const char *key)
{
  SwValue value = sw_value_get_member (object, key);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/* A stop before or after the work becomes one at the failure. */
static gboolean
fail_held (SwExecution  *self,
           SwFrame      *frame,
           const char   *name,
           const char   *cause,
           GError      **error)
{
  SwHold *hold = frame->hold;

  if (hold->point == SW_STOP_LEFT)
    return refuse (error, SW_STOP_ERROR_PLACE, "The state is left; it cannot fail any more");
  /* A retry begins with the effective input, which a state has that fails by itself. */
  if (hold->point == SW_STOP_BEFORE && !sw_flow_begin (self, frame))
    return refuse (error, SW_STOP_ERROR_VALUE, "The state fails already by its input: %s",
                   frame->failure.cause);
  sw_failure_set (&frame->failure, name, cause);
  frame->failure.terminal = g_strcmp0 (name, SW_ERROR_RUNTIME) == 0;
  sw_value_clear (&hold->result);
  hold->point = SW_STOP_ERROR;
  return TRUE;
}

static gboolean
force_error (SwExecution  *self,
             SwFrame      *found,
             const char   *name,
             const char   *cause,
             gint64        now,
             GError      **error)
{
  if (found->hold != NULL)
    return fail_held (self, found, name, cause, error);
  if (found->phase == SW_PHASE_TASK_OPEN)
    return sw_execution_fail_task (self, found->task->request.id, name, cause, now);
  if (found->phase != SW_PHASE_WAITING && found->phase != SW_PHASE_RETRY_DELAY)
    return refuse (error, SW_STOP_ERROR_PLACE,
                   found->phase == SW_PHASE_CHILDREN
                       ? "Its branches or iterations run; let one of them fail"
                       : "The state is not entered yet; stop before it");
  self->now = MAX (self->now, now);
  sw_failure_set (&found->failure, name, cause);
  found->failure.terminal = g_strcmp0 (name, SW_ERROR_RUNTIME) == 0;
  sw_frame_wake (self, found);
  found->phase = SW_PHASE_FAILED;
  sw_frame_ready (self, found);
  return TRUE;
}

static gboolean
set_part (SwExecution  *self,
          SwFrame      *found,
          SwPart        part,
          SwValue       value,
          gint64        now,
          GError      **error)
{
  switch (part)
    {
    case SW_PART_INPUT:
      return set_input (self, found, value, error);
    case SW_PART_VARIABLES:
      return set_variables (found, value, error);
    case SW_PART_RESULT:
      return set_result (self, found, value, now, error);
    case SW_PART_OUTPUT:
      return set_output (self, found, value, error);
    case SW_PART_ERROR:
      if (!sw_value_is (value, SW_TYPE_OBJECT))
        return refuse (error, SW_STOP_ERROR_VALUE, "An error is {\"Error\": …, \"Cause\": …}");
      return force_error (self, found, get_text (value, "Error"),
                          get_text (value, "Cause"), now, error);
    case SW_PART_CONTEXT:
    default:
      return refuse (error, SW_STOP_ERROR_PLACE, "The context object cannot be changed");
    }
}

/* What was changed past the tasks' answers is an input of its own: told of where it was done,
 * unless it came as an answer. */
static gboolean
changed (SwExecution *self,
         guint64      n_inputs,
         guint        frame,
         SwPart       part,
         SwValue      value,
         gboolean     done)
{
  if (done && self->n_inputs == n_inputs)
    sw_input_tell (self, SW_INPUT_CHANGE, frame, value, sw_part_get_name (part), NULL);
  return done;
}

/**
 * sw_execution_set_part:
 * @frame: id of a frame
 * @part: which of its values
 * @value: in its place
 * @now: microseconds since the epoch
 * @error: set where the part cannot be changed as the frame stands, or not to @value
 *
 * Changes what the execution goes on with. The event that told of an input or output tells of the
 * new one from then on, so that the history stays what the states worked with. The result of an
 * open task ends that task.
 *
 * Returns: whether it was changed
 */
gboolean
sw_execution_set_part (SwExecution  *self,
                       guint         frame,
                       SwPart        part,
                       SwValue       value,
                       gint64        now,
                       GError      **error)
{
  guint64 n_inputs = self->n_inputs;
  SwFrame *found = find_or_refuse (self, frame, error);

  return found != NULL
         && changed (self, n_inputs, frame, part, value,
                     set_part (self, found, part, value, now, error));
}

/* {"Error", "Cause"}, as a part */
static SwValue
new_error (const char *name,
           const char *cause)
{
  SwValue error = sw_value_new_object (2);

  if (name != NULL)
    sw_value_set_member (&error, "Error", sw_value_new_string (name));
  if (cause != NULL)
    sw_value_set_member (&error, "Cause", sw_value_new_string (cause));
  return error;
}

/**
 * sw_execution_force_error:
 * @frame: id of a frame
 * @name: (nullable): of the error
 * @cause: (nullable): its cause
 * @now: microseconds since the epoch
 * @error: set where the frame cannot fail as it stands
 *
 * Has a state fail: where it stands still, its stop becomes one at the error, which Retry and Catch
 * see when it is resumed; an open task fails, and a Wait ends.
 *
 * Returns: whether it fails
 */
gboolean
sw_execution_force_error (SwExecution  *self,
                          guint         frame,
                          const char   *name,
                          const char   *cause,
                          gint64        now,
                          GError      **error)
{
  guint64 n_inputs = self->n_inputs;
  g_auto (SwValue) told = new_error (name, cause);
  SwFrame *found = find_or_refuse (self, frame, error);

  return found != NULL
         && changed (self, n_inputs, frame, SW_PART_ERROR, told,
                     force_error (self, found, name, cause, now, error));
}
