/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <string.h>

/* Functions that call functions */

SwValue
sw_js_map (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  SwValue array = arguments[0];
  SwValue result;

  if (sw_js_is_missing (array))
    return SW_VALUE_INIT;
  result = sw_js_sequence ();
  for (guint i = 0; i < sw_value_get_length (array) && !e->failed; i++)
    {
      SwValue made = sw_js_call_back (e, arguments[1], sw_value_get_element (array, i),
                                      sw_value_new_integer (i), array);

      if (!sw_js_is_missing (made))
        sw_js_push (e, &result, made);
    }

  return result;
}

SwValue
sw_js_filter_items (SwJsonataEval *e,
                    SwValue       *arguments,
                    guint          n_arguments,
                    SwValue        input)
{
  SwValue array = arguments[0];
  SwValue result;

  if (sw_js_is_missing (array))
    return SW_VALUE_INIT;
  result = sw_js_sequence ();
  for (guint i = 0; i < sw_value_get_length (array) && !e->failed; i++)
    {
      SwValue item = sw_value_get_element (array, i);
      g_auto (SwValue) wanted =
          sw_js_call_back (e, arguments[1], item, sw_value_new_integer (i), array);

      if (sw_js_truth (e, wanted, NULL))
        sw_js_push (e, &result, sw_value_ref (item));
    }

  return result;
}

SwValue
sw_js_single (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue array = arguments[0];
  SwValue function = sw_js_argument (arguments, n_arguments, 1);
  SwValue found = SW_VALUE_INIT;
  gboolean has_found = FALSE;

  if (sw_js_is_missing (array))
    return SW_VALUE_INIT;
  for (guint i = 0; i < sw_value_get_length (array) && !e->failed; i++)
    {
      SwValue item = sw_value_get_element (array, i);
      g_auto (SwValue) wanted = sw_value_new_boolean (TRUE);

      if (!sw_js_is_missing (function))
        sw_value_set (&wanted,
                      sw_js_call_back (e, function, item, sw_value_new_integer (i), array));
      if (e->failed || !sw_js_truth (e, wanted, NULL))
        continue;
      if (has_found)
        return sw_js_fail (e, "D3138", SW_VALUE_INIT);
      has_found = TRUE;
      found = item;
    }
  if (!has_found && !e->failed)
    return sw_js_fail (e, "D3139", SW_VALUE_INIT);

  return sw_value_ref (found);
}

SwValue
sw_js_reduce (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue array = arguments[0];
  SwValue start = sw_js_argument (arguments, n_arguments, 2);
  guint arity = sw_js_get_arity (arguments[1]);
  guint length, i = 0;
  SwValue result;

  if (sw_js_is_missing (array))
    return SW_VALUE_INIT;
  if (arity < 2)
    return sw_js_fail (e, "D3050", SW_VALUE_INIT);

  length = sw_value_get_length (array);
  if (sw_js_is_missing (start) && length > 0)
    result = sw_value_ref (sw_value_get_element (array, i++));
  else
    result = sw_value_ref (start);
  for (; i < length && !e->failed; i++)
    {
      SwValue given[] = { result, sw_value_get_element (array, i), sw_value_new_integer (i),
                          array };

      sw_value_set (&result, sw_js_apply (e, arguments[1], given, MIN (arity, 4), SW_VALUE_INIT));
    }

  return result;
}

SwValue
sw_js_sift (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  SwValue object = arguments[0];
  SwValue function = sw_js_argument (arguments, n_arguments, 1);
  SwValue result;

  if (sw_js_is_missing (object))
    return SW_VALUE_INIT;
  result = sw_value_new_object (0);
  for (guint i = 0; i < sw_value_get_length (object) && !e->failed; i++)
    {
      SwString *name = sw_value_get_key (object, i);
      SwValue member = sw_value_get_member_at (object, i);
      g_auto (SwValue) key = sw_value_take_string (sw_string_ref (name));
      g_auto (SwValue) wanted = sw_js_call_back (e, function, member, key, object);

      if (sw_js_truth (e, wanted, NULL))
        sw_value_set_member_string (&result, name, sw_value_ref (member));
    }
  if (sw_value_get_length (result) == 0)
    sw_value_clear (&result);

  return result;
}

SwValue
sw_js_each (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  SwValue object = arguments[0];
  SwValue result = sw_js_sequence ();

  for (guint i = 0; i < sw_value_get_length (object) && !e->failed; i++)
    {
      g_auto (SwValue) key = sw_value_take_string (sw_string_ref (sw_value_get_key (object, i)));
      SwValue made =
          sw_js_call_back (e, arguments[1], sw_value_get_member_at (object, i), key, object);

      if (!sw_js_is_missing (made))
        sw_js_push (e, &result, made);
    }

  return result;
}

/* ---- $sort ---- */

typedef struct
{
  SwJsonataEval *e;
  SwValue function; /* answers whether its first argument goes behind its second; or UNDEFINED */
} Sorting;

static gboolean
goes_behind (Sorting *self,
             SwValue  a,
             SwValue  b)
{
  SwValue arguments[] = { a, b };
  g_auto (SwValue) answer = SW_VALUE_INIT;

  if (sw_js_is_missing (self->function))
    return sw_value_is (a, SW_TYPE_STRING) ? sw_js_compare_strings (a, b) > 0
                                           : sw_value_get_number (a) > sw_value_get_number (b);
  if (!self->e->failed)
    answer = sw_js_apply (self->e, self->function, arguments, 2, SW_VALUE_INIT);

  return sw_js_truth (self->e, answer, NULL);
}

/* A merge sort, because the function need not be a consistent order, and must be asked as the
 * reference asks it. */
static void
merge_sort (Sorting *self,
            SwValue *items,
            SwValue *spare,
            guint    n)
{
  guint middle = n / 2, left = 0, right = middle;

  if (n < 2 || self->e->failed)
    return;
  merge_sort (self, items, spare, middle);
  merge_sort (self, items + middle, spare, n - middle);

  for (guint i = 0; i < n; i++)
    if (left == middle)
      spare[i] = items[right++];
    else if (right == n)
      spare[i] = items[left++];
    else if (goes_behind (self, items[left], items[right]))
      spare[i] = items[right++];
    else
      spare[i] = items[left++];
  memcpy (items, spare, n * sizeof *items);
}

static gboolean
all_of_type (SwValue array,
             SwType  type)
{
  for (guint i = 0; i < sw_value_get_length (array); i++)
    if (!sw_value_is (sw_value_get_element (array, i), type))
      return FALSE;

  return TRUE;
}

SwValue
sw_js_sort (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  SwValue array = arguments[0];
  Sorting sorting = { e, sw_js_argument (arguments, n_arguments, 1) };
  guint length = sw_value_get_length (array);
  g_autofree SwValue *items = NULL;
  g_autofree SwValue *spare = NULL;
  SwValue result;

  if (sw_js_is_missing (array) || length <= 1)
    return sw_value_ref (array);
  if (sw_js_is_missing (sorting.function) && !all_of_type (array, SW_TYPE_NUMBER)
      && !all_of_type (array, SW_TYPE_STRING))
    return sw_js_fail (e, "D3070", array);

  items = g_new (SwValue, length);
  spare = g_new (SwValue, length);
  for (guint i = 0; i < length; i++)
    items[i] = sw_value_get_element (array, i);
  merge_sort (&sorting, items, spare, length);

  result = sw_value_new_array (length);
  for (guint i = 0; i < length && !e->failed; i++)
    sw_js_push (e, &result, sw_value_ref (items[i]));

  return result;
}
