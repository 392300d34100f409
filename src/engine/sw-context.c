/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-execution-private.h"

/* The context object, `$$`. It is made only for expressions that may read it. */

static void
set_text (SwValue    *object,
          const char *key,
          const char *text)
{
  sw_value_set_member (object, key, sw_value_new_string (text));
}

static void
set_time (SwValue    *object,
          const char *key,
          gint64      time)
{
  char text[SW_TIME_TEXT_SIZE];

  sw_time_print (time, text);
  set_text (object, key, text);
}

/**
 * sw_context_new_execution:
 * @arn: of the execution
 * @name: of the execution
 * @input: of the execution
 *
 * Returns: (transfer full): $$.Execution as it is from now on
 */
SwValue
sw_context_new_execution (const SwExecution *self,
                          const char        *arn,
                          const char        *name,
                          SwValue            input)
{
  SwValue execution = sw_value_new_object (6);

  set_text (&execution, "Id", arn);
  sw_value_set_member (&execution, "Input", sw_value_ref (input));
  set_time (&execution, "StartTime", self->now);
  set_text (&execution, "Name", name);
  set_text (&execution, "RoleArn", self->role_arn);
  sw_value_set_member (&execution, "RedriveCount", sw_value_new_integer (0));
  return execution;
}

static SwValue
make_state (const SwFrame *frame)
{
  SwValue state = sw_value_new_object (3);

  set_text (&state, "Name", frame->step->state->name);
  set_time (&state, "EnteredTime", frame->entered_time);
  if (frame->step->type == SW_STATE_TASK)
    sw_value_set_member (&state, "RetryCount", sw_value_new_integer (frame->attempt));
  return state;
}

/* {"Item": {"Index": 0, "Value": …}} of the innermost iteration; a child execution sees its own
 * items alone. */
static gboolean
make_map (const SwFrame *frame,
          SwValue       *map)
{
  const SwFrame *iteration = frame->selecting != NULL ? frame->selecting : frame;
  SwValue item;

  while (iteration != NULL && sw_value_is (iteration->item, SW_TYPE_UNDEFINED))
    iteration = iteration->child != NULL && iteration->child->root == iteration ? NULL
                                                                                : iteration->parent;
  if (iteration == NULL)
    return FALSE;

  item = sw_value_new_object (2);
  sw_value_set_member (&item, "Index", sw_value_new_integer (iteration->index));
  sw_value_set_member (&item, "Value", sw_value_ref (iteration->item));
  *map = sw_value_new_object (1);
  sw_value_set_member (map, "Item", item);
  return TRUE;
}

/**
 * sw_context_new:
 *
 * Makes the context object as the frame's state sees it now.
 *
 * Returns: (transfer full): an object
 */
SwValue
sw_context_new (SwExecution   *self,
                const SwFrame *frame)
{
  SwValue context = sw_value_new_object (5);
  SwValue execution = frame->child != NULL ? frame->child->execution : self->context_execution;
  SwValue map, token;

  sw_value_set_member (&context, "Execution", sw_value_ref (execution));
  if (make_map (frame, &map))
    sw_value_set_member (&context, "Map", map);
  sw_value_set_member (&context, "StateMachine", sw_value_ref (self->context_machine));
  sw_value_set_member (&context, "State", make_state (frame));
  if (frame->task != NULL && frame->task->token != NULL)
    {
      token = sw_value_new_object (1);
      set_text (&token, "Token", frame->task->token);
      sw_value_set_member (&context, "Task", token);
    }
  return context;
}
