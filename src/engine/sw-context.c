/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-probe.h"

/* The context object, `$$`. It is made only for expressions that may read it. */

static void
set_time (SwValue    *object,
          const char *key,
          gint64      time)
{
  char text[SW_TIME_TEXT_SIZE];

  sw_time_print (time, text);
  sw_value_set_text (object, key, text);
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

  sw_value_set_text (&execution, "Id", arn);
  sw_value_set_member (&execution, "Input", sw_value_ref (input));
  set_time (&execution, "StartTime", self->now);
  sw_value_set_text (&execution, "Name", name);
  sw_value_set_text (&execution, "RoleArn", self->role_arn);
  sw_value_set_member (&execution, "RedriveCount", sw_value_new_integer (0));
  return execution;
}

/**
 * sw_context_note_redrive:
 * @execution: (inout): $$.Execution of it, or of a child execution
 * @count: of the redrives
 *
 * Has an execution see that it was redriven now.
 */
void
sw_context_note_redrive (const SwExecution *self,
                         SwValue           *execution,
                         guint              count)
{
  sw_value_set_member (execution, "RedriveCount", sw_value_new_integer (count));
  set_time (execution, "RedriveTime", self->now);
}

/* $$.State is the same until the state is left or tried again: an ItemSelector asks for it with
 * every item. */
static SwValue
get_state (const SwExecution *self,
           SwFrame           *frame)
{
  SwValue *state = &frame->context_state;

  if (!sw_value_is (*state, SW_TYPE_UNDEFINED))
    return *state;
  *state = sw_value_new_object (3);
  sw_value_set_text (state, "Name", frame->step->state->name);
  set_time (state, "EnteredTime", frame->entered_time);
  /* Recorded on AWS: a state that is tried by itself has a RetryCount, whatever its type. */
  if (frame->step->type == SW_STATE_TASK || self->probe != NULL)
    sw_value_set_member (state, "RetryCount", sw_value_new_integer (frame->attempt));
  return *state;
}

static const char *const key_names[SW_N_CONTEXT_KEYS] = {
  [SW_CONTEXT_EXECUTION] = "Execution",
  [SW_CONTEXT_MAP] = "Map",
  [SW_CONTEXT_STATE_MACHINE] = "StateMachine",
  [SW_CONTEXT_STATE] = "State",
  [SW_CONTEXT_TASK] = "Task",
  [SW_CONTEXT_TOKEN] = "Token",
  [SW_CONTEXT_ITEM] = "Item",
  [SW_CONTEXT_INDEX] = "Index",
  [SW_CONTEXT_VALUE] = "Value",
};

/**
 * sw_context_init:
 *
 * Makes the names that every context object shares.
 */
void
sw_context_init (SwExecution *self)
{
  for (guint i = 0; i < SW_N_CONTEXT_KEYS; i++)
    self->context_keys[i] = sw_string_new (key_names[i], -1);
}

/**
 * sw_context_clear:
 *
 * Gives up what sw_context_init() made.
 */
void
sw_context_clear (SwExecution *self)
{
  for (guint i = 0; i < SW_N_CONTEXT_KEYS; i++)
    g_clear_pointer (&self->context_keys[i], sw_string_unref);
}

static void
set (SwExecution  *self,
     SwValue      *object,
     SwContextKey  key,
     SwValue       take_value)
{
  sw_value_set_member_string (object, self->context_keys[key], take_value);
}

/* {"Item": {"Index": 0, "Value": …}} of the innermost iteration; a child execution sees its own
 * items alone. */
static gboolean
make_map (SwExecution   *self,
          const SwFrame *frame,
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
  set (self, &item, SW_CONTEXT_INDEX, sw_value_new_integer (iteration->index));
  set (self, &item, SW_CONTEXT_VALUE, sw_value_ref (iteration->item));
  *map = sw_value_new_object (1);
  set (self, map, SW_CONTEXT_ITEM, item);
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
sw_context_new (SwExecution *self,
                SwFrame     *frame)
{
  SwValue context;
  SwValue execution = frame->child != NULL ? frame->child->execution : self->context_execution;
  SwValue map, token;

  if (self->probe != NULL && !sw_value_is (self->probe->context, SW_TYPE_UNDEFINED))
    return sw_value_ref (self->probe->context);
  context = sw_value_new_object (5);
  set (self, &context, SW_CONTEXT_EXECUTION, sw_value_ref (execution));
  if (make_map (self, frame, &map))
    set (self, &context, SW_CONTEXT_MAP, map);
  set (self, &context, SW_CONTEXT_STATE_MACHINE, sw_value_ref (self->context_machine));
  set (self, &context, SW_CONTEXT_STATE, sw_value_ref (get_state (self, frame)));
  if (frame->task != NULL && frame->task->token != NULL)
    {
      token = sw_value_new_object (1);
      set (self, &token, SW_CONTEXT_TOKEN, sw_value_new_string (frame->task->token));
      set (self, &context, SW_CONTEXT_TASK, token);
    }
  return context;
}
