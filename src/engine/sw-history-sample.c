/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-history-sample.h"

#include <string.h>

static gboolean
is_of (const SwHistoryEvent *event,
       const char           *pointer)
{
  SwState *state = sw_history_event_get_state (event);

  return state != NULL && strcmp (state->pointer, pointer) == 0;
}

/* The index of the last event of TYPE at POINTER, or -1 */
static int
find_last (const SwHistory *self,
           SwEventType      type,
           const char      *pointer)
{
  for (int i = (int) sw_history_get_count (self) - 1; i >= 0; i--)
    {
      const SwHistoryEvent *event = sw_history_get (self, (guint) i);

      if (sw_history_event_get_type (event) == type && is_of (event, pointer))
        return i;
    }

  return -1;
}

/* The entry that belongs to the exit at index EXITED, in the same branch or iteration */
static int
find_entry (const SwHistory *self,
            const char      *pointer,
            int              exited)
{
  guint frame = sw_history_event_get_frame (sw_history_get (self, (guint) exited));

  for (int i = exited - 1; i >= 0; i--)
    {
      const SwHistoryEvent *event = sw_history_get (self, (guint) i);

      if (sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED &&
          sw_history_event_get_frame (event) == frame && is_of (event, pointer))
        return i;
    }

  return -1;
}

static gboolean
is_success (SwEventType type)
{
  return type == SW_EVENT_TASK_SUCCEEDED || type == SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED ||
         type == SW_EVENT_ACTIVITY_SUCCEEDED;
}

/* What a task between the two events did */
static SwValue
find_result (const SwHistory *self,
             const char      *pointer,
             int              entered,
             int              exited)
{
  for (int i = exited - 1; i > entered; i--)
    {
      const SwHistoryEvent *event = sw_history_get (self, (guint) i);

      if (is_success (sw_history_event_get_type (event)) && is_of (event, pointer))
        return sw_value_ref (sw_history_event_get_data (event));
    }

  return SW_VALUE_INIT;
}

/* The variables assigned before the event at index END */
static SwValue
gather_variables (const SwHistory *self,
                  int              end)
{
  SwValue variables = sw_value_new_object (0);

  for (int i = 0; i < end; i++)
    {
      SwValue assigned = sw_history_event_get_assigned (sw_history_get (self, (guint) i));

      for (guint j = 0; j < sw_value_get_length (assigned); j++)
        if (sw_value_is (assigned, SW_TYPE_OBJECT))
          sw_value_set_member_string (&variables, sw_value_get_key (assigned, j),
                                      sw_value_ref (sw_value_get_member_at (assigned, j)));
    }

  return variables;
}

static SwValue
make_context (const SwHistory *self,
              int              entered)
{
  const SwState *state = sw_history_event_get_state (sw_history_get (self, (guint) entered));
  SwValue context = sw_value_new_object (2);
  SwValue execution = sw_value_new_object (1);
  SwValue named = sw_value_new_object (1);

  sw_value_set_member (&execution, "Input",
                       sw_value_ref (sw_history_event_get_data (sw_history_get (self, 0))));
  sw_value_set_member (&named, "Name", sw_value_new_string (state->name));
  sw_value_set_member (&context, "Execution", execution);
  sw_value_set_member (&context, "State", named);

  return context;
}

/**
 * sw_history_find_sample:
 * @self: of a run, at an end or not
 * @pointer: JSON pointer of a state
 * @sample: (out caller-allocates): clear it with sw_sample_clear()
 *
 * Looks up what went into a state and what came out.
 *
 * Returns: whether the state was entered at all; else there is nothing to clear
 */
gboolean
sw_history_find_sample (const SwHistory *self,
                        const char      *pointer,
                        SwSample        *sample)
{
  int exited = find_last (self, SW_EVENT_STATE_EXITED, pointer);
  int entered = exited >= 0 ? find_entry (self, pointer, exited)
                            : find_last (self, SW_EVENT_STATE_ENTERED, pointer);

  *sample = (SwSample){ 0 };
  if (entered < 0)
    return FALSE;

  sample->input = sw_value_ref (sw_history_event_get_data (sw_history_get (self, (guint) entered)));
  if (exited >= 0)
    {
      sample->output =
          sw_value_ref (sw_history_event_get_data (sw_history_get (self, (guint) exited)));
      sample->result = find_result (self, pointer, entered, exited);
    }
  sample->variables = gather_variables (self, entered);
  sample->context = make_context (self, entered);

  return TRUE;
}

/**
 * sw_sample_clear:
 *
 * Gives up the values.
 */
void
sw_sample_clear (SwSample *sample)
{
  sw_value_clear (&sample->input);
  sw_value_clear (&sample->result);
  sw_value_clear (&sample->output);
  sw_value_clear (&sample->variables);
  sw_value_clear (&sample->context);
}
