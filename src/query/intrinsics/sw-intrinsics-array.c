/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/intrinsics/sw-intrinsics-private.h"

/* AWS documents that States.ArrayRange makes no longer arrays. */
#define MAX_RANGE 1000

/**
 * sw_intrinsic_array:
 *
 * States.Array (any …): the arguments as an array.
 */
gboolean
sw_intrinsic_array (const SwIntrinsicCall *call,
                    SwValue               *result,
                    GError               **error)
{
  *result = sw_value_new_array (call->n_arguments);
  for (guint i = 0; i < call->n_arguments; i++)
    sw_value_append (result, sw_value_ref (call->arguments[i]));
  return TRUE;
}

/**
 * sw_intrinsic_array_partition:
 *
 * States.ArrayPartition (array, size): arrays of that many elements, the last one with the rest. An
 * empty array gives none (recorded on AWS).
 */
gboolean
sw_intrinsic_array_partition (const SwIntrinsicCall *call,
                              SwValue               *result,
                              GError               **error)
{
  SwValue array = call->arguments[0];
  guint length;
  gint64 size;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_ARRAY, error)
      || !sw_intrinsic_get_integer (call, 1, &size, error))
    return FALSE;
  if (size < 1)
    return sw_query_refuse (error, "The size of a part must be a positive whole number");

  length = sw_value_get_length (array);
  size = MIN (size, MAX (length, 1));
  *result = sw_value_new_array ((guint) (length / size + 1));
  for (guint start = 0; start < length; start += (guint) size)
    {
      guint end = (guint) MIN (start + size, length);
      SwValue part = sw_value_new_array (end - start);

      for (guint i = start; i < end; i++)
        sw_value_append (&part, sw_value_ref (sw_value_get_element (array, i)));
      sw_value_append (result, part);
    }

  return TRUE;
}

/**
 * sw_intrinsic_array_contains:
 *
 * States.ArrayContains (array, any): whether an element equals the value, arrays and objects by
 * what they hold.
 */
gboolean
sw_intrinsic_array_contains (const SwIntrinsicCall *call,
                             SwValue               *result,
                             GError               **error)
{
  SwInterrupt *interrupt = call->scope->interrupt;
  gboolean found = FALSE;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_ARRAY, error))
    return FALSE;

  for (guint i = 0; i < sw_value_get_length (call->arguments[0]) && !found; i++)
    found = sw_value_equal_within (sw_value_get_element (call->arguments[0], i),
                                   call->arguments[1], interrupt);
  if (!sw_query_spend (interrupt, 0, error))
    return FALSE;

  *result = sw_value_new_boolean (found);
  return TRUE;
}

/**
 * sw_intrinsic_array_range:
 *
 * States.ArrayRange (first, last, step): whole numbers from the first to the last, which is one of
 * them when it is hit.
 */
gboolean
sw_intrinsic_array_range (const SwIntrinsicCall *call,
                          SwValue               *result,
                          GError               **error)
{
  gint64 first;
  gint64 last;
  gint64 step;
  double count;

  if (!sw_intrinsic_get_integer (call, 0, &first, error)
      || !sw_intrinsic_get_integer (call, 1, &last, error)
      || !sw_intrinsic_get_integer (call, 2, &step, error))
    return FALSE;
  if (step == 0)
    return sw_query_refuse (error, "The step must not be 0");

  count = ((double) last - (double) first) / (double) step + 1;
  if (count >= MAX_RANGE + 1)
    return sw_query_refuse (error, "The array would have more than %d elements", MAX_RANGE);

  *result = sw_value_new_array (count >= 1 ? (guint) count : 0);
  for (guint i = 0; i + 1 <= count; i++)
    sw_value_append (result, sw_value_new_integer (first + i * step));
  return TRUE;
}

/**
 * sw_intrinsic_array_get_item:
 *
 * States.ArrayGetItem (array, index): the element there, from 0.
 */
gboolean
sw_intrinsic_array_get_item (const SwIntrinsicCall *call,
                             SwValue               *result,
                             GError               **error)
{
  gint64 index;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_ARRAY, error)
      || !sw_intrinsic_get_integer (call, 1, &index, error))
    return FALSE;
  if (index < 0 || index >= sw_value_get_length (call->arguments[0]))
    return sw_query_refuse (error,
                            "The index %" G_GINT64_FORMAT " is outside the array of %u elements",
                            index, sw_value_get_length (call->arguments[0]));

  *result = sw_value_ref (sw_value_get_element (call->arguments[0], (guint) index));
  return TRUE;
}

/**
 * sw_intrinsic_array_length:
 *
 * States.ArrayLength (array): how many elements it has.
 */
gboolean
sw_intrinsic_array_length (const SwIntrinsicCall *call,
                           SwValue               *result,
                           GError               **error)
{
  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_ARRAY, error))
    return FALSE;

  *result = sw_value_new_integer (sw_value_get_length (call->arguments[0]));
  return TRUE;
}

/* An element among those seen */
typedef struct
{
  SwValue      value;
  SwInterrupt *interrupt;
} Seen;

static guint
hash_seen (gconstpointer data)
{
  return sw_value_hash (((const Seen *) data)->value);
}

static gboolean
equal_seen (gconstpointer a,
            gconstpointer b)
{
  const Seen *one = a;

  return sw_interrupt_spend (one->interrupt, 1)
         && sw_value_equal_within (one->value, ((const Seen *) b)->value, one->interrupt);
}

/**
 * sw_intrinsic_array_unique:
 *
 * States.ArrayUnique (array): the first of each group of equal elements, in their order.
 */
gboolean
sw_intrinsic_array_unique (const SwIntrinsicCall *call,
                           SwValue               *result,
                           GError               **error)
{
  g_autoptr (GHashTable) table = g_hash_table_new (hash_seen, equal_seen);
  g_autofree Seen *seen = NULL;
  g_auto (SwValue) unique = SW_VALUE_INIT;
  guint length;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_ARRAY, error))
    return FALSE;

  length = sw_value_get_length (call->arguments[0]);
  seen = g_new (Seen, length);
  unique = sw_value_new_array (0);
  for (guint i = 0; i < length; i++)
    {
      seen[i] = (Seen) { sw_value_get_element (call->arguments[0], i), call->scope->interrupt };
      if (g_hash_table_add (table, &seen[i]))
        sw_value_append (&unique, sw_value_ref (seen[i].value));
      if (!sw_query_spend (call->scope->interrupt, 1, error))
        return FALSE;
    }

  *result = sw_value_ref (unique);
  return TRUE;
}
