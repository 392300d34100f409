/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

#include <math.h>

/* Paths: a sequence of values goes from step to step; steps that bind names (`@`, `#`, `%`) carry tuples along. */

static const char value_key[] = "@"; /* a tuple's member that is the value itself */

/**
 * sw_js_lookup_name:
 *
 * Looks a member up in an object, or in every object of an array.
 *
 * Returns: (transfer full): the value or sequence; UNDEFINED where there is none
 */
SwValue
sw_js_lookup_name (SwJsonataEval *e,
                   SwValue        input,
                   SwString      *name)
{
  SwValue result;
  guint length;

  if (sw_value_is (input, SW_TYPE_OBJECT))
    return sw_value_ref (sw_value_get_member_string (input, name));
  if (!sw_value_is (input, SW_TYPE_ARRAY))
    return SW_VALUE_INIT;

  result = sw_js_sequence ();
  length = sw_value_get_length (input);
  for (guint i = 0; i < length && !e->failed; i++)
    {
      g_auto (SwValue) value = sw_js_lookup_name (e, sw_value_get_element (input, i), name);

      if (sw_value_is (value, SW_TYPE_ARRAY))
        sw_js_push_all (e, &result, value);
      else if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_js_push (e, &result, sw_value_ref (value));
    }

  return result;
}

static gboolean
is_tuples (SwValue value)
{
  return sw_value_is (value, SW_TYPE_ARRAY) && (value.user & SW_JS_TUPLES) != 0;
}

static SwValue
tuple_value (SwValue tuple)
{
  return sw_value_get_member (tuple, value_key);
}

/* ---- filters ---- */

static gboolean
has_index (SwJsonataEval *e,
           SwValue        numbers,
           guint          index,
           guint          length)
{
  for (guint i = 0; i < sw_value_get_length (numbers); i++)
    {
      double wanted = floor (sw_value_get_number (sw_value_get_element (numbers, i)));

      if (wanted < 0)
        wanted += length;
      if (wanted == (double) index)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_array_of_numbers (SwJsonataEval *e,
                     SwValue        value)
{
  if (!sw_value_is (value, SW_TYPE_ARRAY))
    return FALSE;
  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (!sw_js_is_number (e, sw_value_get_element (value, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_selected (SwJsonataEval       *e,
             const SwJsonataNode *filter,
             SwValue              item,
             guint                index,
             guint                length,
             gboolean             tuples,
             SwJsonataFrame      *frame)
{
  SwJsonataFrame *inner = tuples ? sw_js_frame_from_tuple (e, frame, item) : sw_js_frame_ref (frame);
  g_auto (SwValue) value = sw_js_evaluate (e, filter, tuples ? tuple_value (item) : item, inner);

  sw_js_frame_unref (inner);
  if (e->failed)
    return FALSE;
  if (sw_js_is_number (e, value))
    sw_value_set (&value, sw_js_wrap (value));
  if (is_array_of_numbers (e, value))
    return has_index (e, value, index, length);

  return sw_js_truth (value, NULL);
}

/* [0], [-1]: no need to look at the others */
static SwValue
select_index (SwJsonataEval *e,
              SwValue        array,
              double         wanted)
{
  guint length = sw_value_get_length (array);
  SwValue result;

  wanted = floor (wanted);
  if (wanted < 0)
    wanted += length;
  if (wanted >= 0 && wanted < length &&
      sw_value_is (sw_value_get_element (array, (guint) wanted), SW_TYPE_ARRAY))
    return sw_value_ref (sw_value_get_element (array, (guint) wanted));

  result = sw_js_sequence ();
  if (wanted >= 0 && wanted < length)
    sw_js_push (e, &result, sw_value_ref (sw_value_get_element (array, (guint) wanted)));

  return result;
}

/**
 * sw_js_filter:
 * @filter: what stands in the brackets
 * @input: the values to choose from; UNDEFINED for none
 *
 * Keeps what the filter selects: by position where it yields numbers, else by truth.
 *
 * Returns: (transfer full): a sequence
 */
SwValue
sw_js_filter (SwJsonataEval       *e,
              const SwJsonataNode *filter,
              SwValue              input,
              SwJsonataFrame      *frame)
{
  gboolean tuples = is_tuples (input);
  g_auto (SwValue) array = sw_js_wrap (input);
  guint length = sw_value_get_length (array);
  SwValue result;

  if (filter->kind == SW_JN_LITERAL && sw_value_is (filter->value, SW_TYPE_NUMBER) &&
      filter->stages == NULL)
    {
      result = select_index (e, array, sw_value_get_number (filter->value));
    }
  else
    {
      result = sw_js_sequence ();
      for (guint i = 0; i < length && !e->failed; i++)
        {
          SwValue item = sw_value_get_element (array, i);

          if (is_selected (e, filter, item, i, length, tuples, frame))
            sw_js_push (e, &result, sw_value_ref (item));
        }
    }
  if (tuples)
    result.user |= SW_JS_TUPLES;

  return result;
}

/* Filters behind a step that carries tuples, and `#$name` between them */
static SwValue
apply_stages (SwJsonataEval       *e,
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

/* ---- steps ---- */

/* Evaluates STEP for one item of the input and pushes what comes out. */
static void
step_into (SwJsonataEval       *e,
           const SwJsonataNode *step,
           SwValue              item,
           SwJsonataFrame      *frame,
           SwValue             *out)
{
  g_auto (SwValue) value = sw_js_evaluate (e, step, item, frame);

  if (step->stages != NULL && step->staged)
    for (guint i = 0; i < step->stages->len && !e->failed; i++)
      sw_value_set (&value, sw_js_filter (e, g_array_index (step->stages, SwJsonataStage, i).filter,
                                          value, frame));
  if (!e->failed && !sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_js_push (e, out, sw_value_ref (value));
}

/* The results of a step as one sequence: arrays are taken apart, but for those built by [ ] */
static SwValue
flatten_step (SwJsonataEval *e,
              SwValue        results,
              gboolean       last)
{
  guint length = sw_value_get_length (results);
  SwValue flat;

  if (last && length == 1)
    {
      SwValue only = sw_value_get_element (results, 0);

      if (sw_value_is (only, SW_TYPE_ARRAY) && !sw_js_is_sequence (only))
        return sw_value_ref (only);
    }

  flat = sw_js_sequence ();
  for (guint i = 0; i < length && !e->failed; i++)
    {
      SwValue item = sw_value_get_element (results, i);

      if (sw_value_is (item, SW_TYPE_ARRAY) && (item.user & SW_JS_CONS) == 0)
        sw_js_push_all (e, &flat, item);
      else
        sw_js_push (e, &flat, sw_value_ref (item));
    }

  return flat;
}

static SwValue
evaluate_step (SwJsonataEval       *e,
               const SwJsonataNode *step,
               SwValue              input,
               gboolean             single,
               SwJsonataFrame      *frame,
               gboolean             last)
{
  g_auto (SwValue) results = SW_VALUE_INIT;
  guint length;

  if (step->kind == SW_JN_SORT)
    {
      g_auto (SwValue) items = single ? sw_js_wrap (input) : sw_value_ref (input);

      return apply_stages (e, step, sw_js_evaluate_sort (e, step, items, frame), frame);
    }

  results = sw_js_sequence ();
  length = single ? 1 : sw_value_get_length (input);
  for (guint i = 0; i < length && !e->failed; i++)
    step_into (e, step, single ? input : sw_value_get_element (input, i), frame, &results);

  return e->failed ? SW_VALUE_INIT : flatten_step (e, results, last);
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
  g_auto (SwValue) value = sw_js_evaluate (e, step, tuple_value (tuple), inner);
  g_auto (SwValue) values = sw_js_wrap (value);
  gboolean nested = is_tuples (value);

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
            sw_value_set_member (&made, value_key, sw_value_ref (item));
          if (step->index != NULL)
            sw_value_set_member_string (&made, step->index, sw_value_new_integer (i));
          if (step->slot != NULL && !sw_value_is (tuple_value (tuple), SW_TYPE_UNDEFINED))
            sw_value_set_member_string (&made, step->slot->label, sw_value_ref (tuple_value (tuple)));
        }
      sw_js_push (e, out, made);
    }
}

static SwValue
new_tuple (SwValue value)
{
  SwValue tuple = sw_value_new_object (2);

  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (&tuple, value_key, sw_value_ref (value));

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

/* TUPLES is UNDEFINED for the first such step of a path: they are made of INPUT then. */
static SwValue
evaluate_tuple_step (SwJsonataEval       *e,
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

      return apply_stages (e, step, sort_tuples (e, step, items, tuples, frame), frame);
    }

  result = new_tuples ();
  for (guint i = 0; i < length && !e->failed; i++)
    {
      g_auto (SwValue) tuple = !first   ? sw_value_ref (sw_value_get_element (tuples, i))
                               : single ? new_tuple (input)
                                        : new_tuple (sw_value_get_element (input, i));

      extend_tuple (e, step, tuple, frame, &result);
    }

  return apply_stages (e, step, result, frame);
}

static SwValue
values_of_tuples (SwJsonataEval *e,
                  SwValue        tuples)
{
  SwValue values = sw_js_sequence ();

  for (guint i = 0; i < sw_value_get_length (tuples) && !e->failed; i++)
    {
      SwValue value = tuple_value (sw_value_get_element (tuples, i));

      if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_js_push (e, &values, sw_value_ref (value));
    }

  return values;
}

typedef struct
{
  SwValue  input;
  SwValue  result;
  SwValue  tuples;
  gboolean single; /* `input` is one item, even if it is an array, or absent */
  gboolean carries_tuples;
} Walk;

static void
walk_steps (SwJsonataEval       *e,
            const SwJsonataNode *path,
            SwJsonataFrame      *frame,
            Walk                *walk)
{
  for (guint i = 0; i < path->items->len && !e->failed; i++)
    {
      const SwJsonataNode *step = g_ptr_array_index (path->items, i);

      walk->carries_tuples |= step->tuple;
      if (i == 0 && step->cons_array)
        {
          g_auto (SwValue) items = sw_js_wrap (walk->input);

          sw_value_set (&walk->result, sw_js_evaluate (e, step, items, frame));
        }
      else if (walk->carries_tuples)
        {
          sw_value_set (&walk->tuples,
                        evaluate_tuple_step (e, step, walk->input, walk->single, walk->tuples, frame));
        }
      else
        {
          gboolean last = i == path->items->len - 1;

          sw_value_set (&walk->result,
                        evaluate_step (e, step, walk->input, walk->single, frame, last));
        }

      if (!walk->carries_tuples &&
          (!sw_value_is (walk->result, SW_TYPE_ARRAY) || sw_value_get_length (walk->result) == 0))
        break;
      if (step->focus == NULL)
        {
          sw_value_set (&walk->input, sw_value_ref (walk->result));
          walk->single = FALSE;
        }
    }
}

static SwValue
finish_path (SwJsonataEval       *e,
             const SwJsonataNode *path,
             SwJsonataFrame      *frame,
             Walk                *walk)
{
  if (walk->carries_tuples)
    sw_value_set (&walk->result,
                  path->tuple ? sw_value_ref (walk->tuples) : values_of_tuples (e, walk->tuples));

  if (path->keep_singleton_array && sw_value_is (walk->result, SW_TYPE_ARRAY))
    {
      if ((walk->result.user & SW_JS_CONS) != 0 && (walk->result.user & SW_JS_SEQUENCE) == 0)
        {
          SwValue outer = sw_js_sequence ();

          sw_js_push (e, &outer, sw_value_ref (walk->result));
          sw_value_set (&walk->result, outer);
        }
      walk->result.user |= SW_JS_KEEP;
    }
  if (path->group != NULL && !e->failed)
    return sw_js_evaluate_group (e, path->group, walk->carries_tuples ? walk->tuples : walk->result, frame);

  return sw_value_ref (walk->result);
}

/**
 * sw_js_evaluate_path:
 *
 * Evaluates a path.
 *
 * Returns: (transfer full): the sequence of what its last step yields
 */
SwValue
sw_js_evaluate_path (SwJsonataEval       *e,
                     const SwJsonataNode *node,
                     SwValue              input,
                     SwJsonataFrame      *frame)
{
  const SwJsonataNode *first = g_ptr_array_index (node->items, 0);
  /* an array's items go in one by one, but a variable is one value, whatever it is */
  Walk walk = { .input = sw_value_ref (input),
                .single = !sw_value_is (input, SW_TYPE_ARRAY) || first->kind == SW_JN_VARIABLE };
  SwValue result = SW_VALUE_INIT;

  walk_steps (e, node, frame, &walk);
  if (!e->failed)
    result = finish_path (e, node, frame, &walk);
  sw_value_clear (&walk.input);
  sw_value_clear (&walk.result);
  sw_value_clear (&walk.tuples);

  return result;
}
