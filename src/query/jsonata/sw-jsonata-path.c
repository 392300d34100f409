/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

/* Paths: a sequence of values goes from step to step. */

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
  length = sw_js_work (e, 1) ? sw_value_get_length (input) : 0;
  for (guint i = 0; i < length && sw_js_work (e, 1); i++)
    {
      g_auto (SwValue) value = sw_js_lookup_name (e, sw_value_get_element (input, i), name);

      if (sw_value_is (value, SW_TYPE_ARRAY))
        sw_js_push_all (e, &result, value);
      else if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_js_push (e, &result, sw_value_ref (value));
    }

  return result;
}

/* What STEP yields for one item of the input */
static SwValue
evaluate_item (SwJsonataEval       *e,
               const SwJsonataNode *step,
               SwValue              item,
               SwJsonataFrame      *frame)
{
  SwValue value = sw_js_evaluate (e, step, item, frame);

  if (step->stages != NULL && step->staged)
    for (guint i = 0; i < step->stages->len && !e->failed; i++)
      sw_value_set (&value, sw_js_filter (e, g_array_index (step->stages, SwJsonataStage, i).filter,
                                          value, frame));

  return value;
}

/* Adds what a step yielded for one item: arrays are taken apart, but for those built by [ ]. */
static void
push_flat (SwJsonataEval *e,
           SwValue       *flat,
           SwValue        value)
{
  if (sw_value_is (value, SW_TYPE_ARRAY) && (value.user & SW_JS_CONS) == 0)
    sw_js_push_all (e, flat, value);
  else
    sw_js_push (e, flat, sw_value_ref (value));
}

static SwValue
sort_step (SwJsonataEval       *e,
           const SwJsonataNode *step,
           SwValue              input,
           gboolean             single,
           SwJsonataFrame      *frame)
{
  g_auto (SwValue) items = single ? sw_js_wrap (input) : sw_value_ref (input);

  return sw_js_apply_stages (e, step, sw_js_evaluate_sort (e, step, items, frame), frame);
}

/* The results of a step for all items as one sequence. The last step's only result, if it is an
 * array that was there before, is itself the result. */
static SwValue
evaluate_step (SwJsonataEval       *e,
               const SwJsonataNode *step,
               SwValue              input,
               gboolean             single,
               SwJsonataFrame      *frame,
               gboolean             last)
{
  guint length = single ? 1 : sw_value_get_length (input);
  guint n_results = 0;
  g_auto (SwValue) flat = SW_VALUE_INIT;
  g_auto (SwValue) only = SW_VALUE_INIT;

  if (step->kind == SW_JN_SORT)
    return sort_step (e, step, input, single, frame);

  flat = sw_js_sequence ();
  for (guint i = 0; i < length && !e->failed; i++)
    {
      SwValue item = single ? input : sw_value_get_element (input, i);
      g_auto (SwValue) value = evaluate_item (e, step, item, frame);

      if (e->failed || sw_value_is (value, SW_TYPE_UNDEFINED))
        continue;
      push_flat (e, &flat, value);
      if (n_results++ == 0)
        sw_value_set (&only, sw_value_ref (value));
    }
  if (last && n_results == 1 && sw_value_is (only, SW_TYPE_ARRAY) && !sw_js_is_sequence (only))
    return sw_value_ref (only);

  return e->failed ? SW_VALUE_INIT : sw_value_ref (flat);
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
          sw_value_set (
              &walk->tuples,
              sw_js_evaluate_tuple_step (e, step, walk->input, walk->single, walk->tuples, frame));
        }
      else
        {
          gboolean last = i == path->items->len - 1;

          sw_value_set (&walk->result,
                        evaluate_step (e, step, walk->input, walk->single, frame, last));
        }

      if (!walk->carries_tuples
          && (!sw_value_is (walk->result, SW_TYPE_ARRAY)
              || sw_value_get_length (walk->result) == 0))
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
    sw_value_set (&walk->result, path->tuple ? sw_value_ref (walk->tuples)
                                             : sw_js_values_of_tuples (e, walk->tuples));

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
    return sw_js_evaluate_group (e, path->group, walk->carries_tuples ? walk->tuples : walk->result,
                                 frame);

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
