/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

#include <math.h>

/* What stands in brackets: positions or a condition */

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
  SwJsonataFrame *inner =
      tuples ? sw_js_frame_from_tuple (e, frame, item) : sw_js_frame_ref (frame);
  g_auto (SwValue) value =
      sw_js_evaluate (e, filter, tuples ? sw_js_get_tuple_value (item) : item, inner);

  sw_js_frame_unref (inner);
  if (e->failed)
    return FALSE;
  if (sw_js_is_number (e, value))
    sw_value_set (&value, sw_js_wrap (value));
  if (is_array_of_numbers (e, value))
    return has_index (e, value, index, length);

  return sw_js_truth (e, value, NULL);
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
  if (wanted >= 0 && wanted < length
      && sw_value_is (sw_value_get_element (array, (guint) wanted), SW_TYPE_ARRAY))
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
  gboolean tuples = sw_js_is_tuples (input);
  g_auto (SwValue) array = sw_js_wrap (input);
  guint length = sw_value_get_length (array);
  SwValue result;

  if (filter->kind == SW_JN_LITERAL && sw_value_is (filter->value, SW_TYPE_NUMBER)
      && filter->stages == NULL)
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
