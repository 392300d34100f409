/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"
#include "engine/execution/sw-map-children.h"
#include "engine/execution/sw-redrive.h"

#include <string.h>

/* What came from outside, written down and told again. */

/* A letter of `parts` is an element of the array: t the time, c the count, i the task, v the value,
 * n the name, e the cause. Behind the kind's own name, in this order. */
static const struct
{
  const char *name;
  const char *parts;
} rows[] = {
  [SW_INPUT_START] = { "start", "t" },     [SW_INPUT_STEP] = { "step", "tc" },
  [SW_INPUT_BEGIN] = { "begin", "tin" },   [SW_INPUT_SUBMIT] = { "submit", "tiv" },
  [SW_INPUT_HEARTBEAT] = { "beat", "ti" }, [SW_INPUT_SUCCEED] = { "done", "tiv" },
  [SW_INPUT_FAIL] = { "fail", "tine" },    [SW_INPUT_ABORT] = { "abort", "tne" },
  [SW_INPUT_REDRIVE] = { "redrive", "t" }, [SW_INPUT_STOP] = { "stop", "ti" },
  [SW_INPUT_STOP_CHILD] = { "stop-item", "tine" },
  [SW_INPUT_LIMITS] = { "limits", "tiv" }, [SW_INPUT_CHANGE] = { "change", "tinv" },
  [SW_INPUT_INTERRUPT] = { "interrupt", "tine" },
};

/**
 * sw_execution_set_input_func:
 * @func: (nullable): is told of each input
 * @data: for @func
 *
 * Follows what comes to an execution, whoever brings it.
 */
void
sw_execution_set_input_func (SwExecution *self,
                             SwInputFunc  func,
                             gpointer     data)
{
  self->input_func = func;
  self->input_data = data;
}

/**
 * sw_input_tell:
 *
 * Says that an input has come.
 */
void
sw_input_tell (SwExecution *self,
               SwInputKind  kind,
               guint64      id,
               SwValue      value,
               const char  *name,
               const char  *cause)
{
  gboolean in_turn
      = kind == SW_INPUT_STEP || kind == SW_INPUT_STOP || kind == SW_INPUT_INTERRUPT;
  const SwExecutionInput input = {
    .kind = kind,
    .time = in_turn ? self->turn : self->now,
    .count = 1,
    .id = id,
    .value = value,
    .name = name,
    .cause = cause,
  };

  self->n_inputs++;
  if (self->input_func != NULL)
    self->input_func (&input, self->input_data);
}

static gboolean
feed_change (SwExecution            *self,
             const SwExecutionInput *input)
{
  SwPart part = SW_PART_INPUT;

  while (part < SW_PART_CONTEXT && g_strcmp0 (sw_part_get_name (part), input->name) != 0)
    part++;
  return part < SW_PART_CONTEXT
         && sw_execution_set_part (self, (guint) input->id, part, input->value, input->time, NULL);
}

static gboolean
is_there (SwExecution  *execution,
          const SwStop *stop,
          gpointer      data)
{
  const guint64 *point = data;

  return execution->n_asks == *point;
}

/* Goes on as far as the turn had come, from where it stands. */
static gboolean
feed_stop (SwExecution            *self,
           const SwExecutionInput *input)
{
  guint64 point = input->id;

  sw_execution_resume (self);
  sw_execution_set_stop_func (self, is_there, &point);
  sw_execution_step (self, input->time);
  sw_execution_set_stop_func (self, NULL, NULL);
  return self->stopped != NULL && !sw_breaks_are_left (self);
}

/* A turn that stood still comes to its end with the first. */
static gboolean
feed_steps (SwExecution            *self,
            const SwExecutionInput *input)
{
  sw_execution_resume (self);
  for (guint i = 0; i < input->count; i++)
    if (!sw_execution_step (self, input->time) || sw_breaks_are_left (self))
      return FALSE;
  return TRUE;
}

/**
 * sw_execution_feed:
 * @input: that came to another execution like this one, when it stood as this one does
 *
 * Tells an input again. Requests are not taken by it.
 *
 * Returns: %FALSE where this execution does not accept it: then it is not like that one
 */
gboolean
sw_execution_feed (SwExecution            *self,
                   const SwExecutionInput *input)
{
  switch (input->kind)
    {
    case SW_INPUT_START:
      if (self->root != NULL)
        return FALSE;
      sw_execution_start (self, input->time);
      return TRUE;
    case SW_INPUT_STEP:
      return feed_steps (self, input);
    case SW_INPUT_STOP:
      return feed_stop (self, input);
    case SW_INPUT_BEGIN:
      return sw_execution_begin_task (self, input->id, input->name, input->time);
    case SW_INPUT_SUBMIT:
      return sw_execution_submit_task (self, input->id, input->value, input->time);
    case SW_INPUT_HEARTBEAT:
      return sw_execution_heartbeat (self, input->id, input->time);
    case SW_INPUT_SUCCEED:
      return sw_execution_succeed_task (self, input->id, input->value, input->time);
    case SW_INPUT_FAIL:
      return sw_execution_fail_task (self, input->id, input->name, input->cause, input->time);
    case SW_INPUT_ABORT:
      sw_execution_abort (self, input->name, input->cause, input->time);
      return TRUE;
    case SW_INPUT_REDRIVE:
      return sw_execution_redrive (self, input->time);
    case SW_INPUT_STOP_CHILD:
      return input->id <= G_MAXUINT
             && sw_execution_stop_child (self, (guint) input->id, input->name, input->cause,
                                         input->time);
    case SW_INPUT_LIMITS:
      return sw_map_runs_change (self, input->id, input->value);
    case SW_INPUT_CHANGE:
      return feed_change (self, input);
    case SW_INPUT_INTERRUPT:
      return sw_breaks_plan (self, input);
    default:
      return FALSE;
    }
}

static SwValue
new_text_or_null (const char *text)
{
  return text != NULL ? sw_value_new_string (text) : SW_VALUE_NULL;
}

static SwValue
make_part (const SwExecutionInput *self,
           char                    part)
{
  switch (part)
    {
    case 't':
      return sw_value_new_integer (self->time);
    case 'c':
      return sw_value_new_integer (self->count);
    case 'i':
      return sw_value_new_integer ((gint64) self->id);
    case 'n':
      return new_text_or_null (self->name);
    case 'e':
      return new_text_or_null (self->cause);
    case 'v':
    default:
      return sw_value_is (self->value, SW_TYPE_UNDEFINED) ? SW_VALUE_NULL
                                                          : sw_value_ref (self->value);
    }
}

/**
 * sw_execution_input_to_value:
 *
 * Returns: (transfer full): an array: ["step", 1700000000000000, 3]
 */
SwValue
sw_execution_input_to_value (const SwExecutionInput *self)
{
  SwValue value = sw_value_new_array (5);

  sw_value_append (&value, sw_value_new_string (rows[self->kind].name));
  for (const char *part = rows[self->kind].parts; *part != '\0'; part++)
    sw_value_append (&value, make_part (self, *part));
  return value;
}

static gboolean
get_whole (SwValue value,
           gint64  most,
           gint64 *number)
{
  return sw_value_get_integer (value, number) && *number >= 0 && *number <= most;
}

static gboolean
get_text_or_null (SwValue      value,
                  const char **text)
{
  *text = sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
  return *text != NULL || sw_value_is (value, SW_TYPE_NULL);
}

static gboolean
read_part (SwExecutionInput *input,
           char              part,
           SwValue           value)
{
  gint64 number = 0;

  switch (part)
    {
    case 't':
      return get_whole (value, G_MAXINT64, &input->time);
    case 'c':
      if (!get_whole (value, G_MAXUINT, &number))
        return FALSE;
      input->count = (guint) number;
      return TRUE;
    case 'i':
      if (!get_whole (value, G_MAXINT64, &number))
        return FALSE;
      input->id = (guint64) number;
      return TRUE;
    case 'n':
      return get_text_or_null (value, &input->name);
    case 'e':
      return get_text_or_null (value, &input->cause);
    case 'v':
    default:
      input->value = value;
      return TRUE;
    }
}

/**
 * sw_execution_input_from_value:
 * @value: of sw_execution_input_to_value(); has to live as long as @input
 * @input: (out): the input
 *
 * Reads an input again.
 *
 * Returns: %FALSE where @value is none
 */
gboolean
sw_execution_input_from_value (SwValue           value,
                               SwExecutionInput *input)
{
  const char *name = sw_value_get_text (sw_value_get_element (value, 0), NULL);
  gsize n = 0;

  *input = (SwExecutionInput) { .count = 1 };
  while (n < G_N_ELEMENTS (rows) && g_strcmp0 (rows[n].name, name) != 0)
    n++;
  if (n == G_N_ELEMENTS (rows) || sw_value_get_length (value) != strlen (rows[n].parts) + 1)
    return FALSE;
  input->kind = (SwInputKind) n;
  for (guint i = 0; rows[n].parts[i] != '\0'; i++)
    if (!read_part (input, rows[n].parts[i], sw_value_get_element (value, i + 1)))
      return FALSE;
  return TRUE;
}
