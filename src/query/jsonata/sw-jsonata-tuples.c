/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

/* Steps that bind names (`@`, `#`, `%`) carry tuples along: objects of a value and its bindings. */

/**
 * sw_js_apply_stages:
 * @take_value: what the step yielded
 *
 * Applies the filters behind a step that sorts or carries tuples, and `#$name` between them.
 *
 * Returns: (transfer full): what is left
 */
SwValue
sw_js_apply_stages (SwJsonataEval       *e,
                    const SwJsonataNode *step,
                    SwValue              take_value,
                    SwJsonataFrame      *frame)
{
  g_auto (SwValue) result = take_value;

  for (guint i = 0; step->stages != NULL && i < step->stages->len && !e->failed; i++)
    {
      const SwJsonataStage *stage = &g_array_index (step->stages, SwJsonataStage, i);

      if (stage->filter != NULL)
        {
          sw_value_set (&result, sw_js_filter (e, stage->filter, result, frame));
          continue;
        }
      for (guint k = 0; k < sw_value_get_length (result); k++)
        {
          SwValue tuple = sw_value_ref (sw_value_get_element (result, k));

          sw_value_set_member_string (&tuple, stage->index, sw_value_new_integer (k));
          sw_value_set_element (&result, k, tuple);
        }
    }

  return sw_value_ref (result);
}

/* Adds the tuples that STEP makes of one tuple to OUT. */
static void
extend_tuple (SwJsonataEval       *e,
              const SwJsonataNode *step,
              SwValue              tuple,
              SwJsonataFrame      *frame,
              SwValue             *out)
{
  SwJsonataFrame *inner = sw_js_frame_from_tuple (e, frame, tuple);
  g_auto (SwValue) value = sw_js_evaluate (e, step, sw_js_get_tuple_value (tuple), inner);
  g_auto (SwValue) values = sw_js_wrap (value);
  gboolean nested = sw_js_is_tuples (value);

  sw_js_frame_unref (inner);
  for (guint i = 0; i < sw_value_get_length (values) && !e->failed; i++)
    {
      SwValue item = sw_value_get_element (values, i);
      SwValue made = sw_value_ref (tuple);

      if (nested)
        {
          for (guint k = 0; k < sw_value_get_length (item); k++)
            sw_value_set_member_string (&made, sw_value_get_key (item, k),
                                        sw_value_ref (sw_value_get_member_at (item, k)));
        }
      else
        {
          if (step->focus != NULL)
            sw_value_set_member_string (&made, step->focus, sw_value_ref (item));
          else
            sw_value_set_member (&made, SW_JS_TUPLE_VALUE, sw_value_ref (item));
          if (step->index != NULL)
            sw_value_set_member_string (&made, step->index, sw_value_new_integer (i));
          if (step->slot != NULL && !sw_value_is (sw_js_get_tuple_value (tuple), SW_TYPE_UNDEFINED))
            sw_value_set_member_string (&made, step->slot->label,
                                        sw_value_ref (sw_js_get_tuple_value (tuple)));
        }
      sw_js_push (e, out, made);
    }
}

static SwValue
new_tuple (SwValue value)
{
  SwValue tuple = sw_value_new_object (2);

  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (&tuple, SW_JS_TUPLE_VALUE, sw_value_ref (value));

  return tuple;
}

static SwValue
new_tuples (void)
{
  SwValue tuples = sw_js_sequence ();

  tuples.user |= SW_JS_TUPLES;

  return tuples;
}

/* An order-by in a path that carries tuples: it sorts them, or makes them of the sorted values */
static SwValue
sort_tuples (SwJsonataEval       *e,
             const SwJsonataNode *step,
             SwValue              input,
             SwValue              tuples,
             SwJsonataFrame      *frame)
{
  g_auto (SwValue) sorted = SW_VALUE_INIT;
  SwValue made;

  if (!sw_value_is (tuples, SW_TYPE_UNDEFINED))
    {
      SwValue result = sw_js_evaluate_sort (e, step, tuples, frame);

      result.user |= SW_JS_TUPLES;
      return result;
    }

  sorted = sw_js_evaluate_sort (e, step, input, frame);
  made = new_tuples ();
  for (guint i = 0; i < sw_value_get_length (sorted) && !e->failed; i++)
    {
      SwValue tuple = new_tuple (sw_value_get_element (sorted, i));

      if (step->index != NULL)
        sw_value_set_member_string (&tuple, step->index, sw_value_new_integer (i));
      sw_js_push (e, &made, tuple);
    }

  return made;
}

/**
 * sw_js_evaluate_tuple_step:
 * @input: what the tuples are made of at the first such step of a path
 * @single: @input is one item
 * @tuples: those so far; UNDEFINED at the first such step
 *
 * Evaluates a step that carries bindings along.
 *
 * Returns: (transfer full): the stream of tuples
 */
SwValue
sw_js_evaluate_tuple_step (SwJsonataEval       *e,
                           const SwJsonataNode *step,
                           SwValue              input,
                           gboolean             single,
                           SwValue              tuples,
                           SwJsonataFrame      *frame)
{
  gboolean first = sw_value_is (tuples, SW_TYPE_UNDEFINED);
  guint length = first && single ? 1 : sw_value_get_length (first ? input : tuples);
  SwValue result;

  if (step->kind == SW_JN_SORT)
    {
      g_auto (SwValue) items = single ? sw_js_wrap (input) : sw_value_ref (input);

      return sw_js_apply_stages (e, step, sort_tuples (e, step, items, tuples, frame), frame);
    }

  result = new_tuples ();
  for (guint i = 0; i < length && !e->failed; i++)
    {
      g_auto (SwValue) tuple = !first   ? sw_value_ref (sw_value_get_element (tuples, i))
                               : single ? new_tuple (input)
                                        : new_tuple (sw_value_get_element (input, i));

      extend_tuple (e, step, tuple, frame, &result);
    }

  return sw_js_apply_stages (e, step, result, frame);
}

/**
 * sw_js_values_of_tuples:
 *
 * Returns: (transfer full): the values that the tuples carry
 */
SwValue
sw_js_values_of_tuples (SwJsonataEval *e,
                        SwValue        tuples)
{
  SwValue values = sw_js_sequence ();

  for (guint i = 0; i < sw_value_get_length (tuples) && !e->failed; i++)
    {
      SwValue value = sw_js_get_tuple_value (sw_value_get_element (tuples, i));

      if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_js_push (e, &values, sw_value_ref (value));
    }

  return values;
}
