/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

#include <string.h>

/* What a hash looks at: so many levels, and so many elements or members of each */
#define HASH_DEPTH 3
#define HASH_WIDTH 16

/* Two values that have yet to be compared */
typedef struct
{
  SwValue a;
  SwValue b;
} Pair;

static gboolean
is_whole_text (SwValue number)
{
  return strpbrk (number.string->text, ".eE") == NULL;
}

/* An integer beyond 2^53 against a double: equal when the double is exactly that integer. */
static gboolean
digits_equal_double (SwValue digits,
                     double  number)
{
  char text[400];

  if (!is_whole_text (digits) || number - number != 0)
    return sw_value_get_kept_number (digits) == number;
  if (number == 0)
    return sw_value_get_kept_number (digits) == 0;

  /* No locale reaches a format without a decimal point, and DBL_MAX has 309 digits. */
  g_snprintf (text, sizeof text, "%.0f", number);
  return strcmp (text, digits.string->text) == 0 && number == __builtin_trunc (number);
}

static gboolean
numbers_equal (SwValue a,
               SwValue b)
{
  gboolean a_kept = (a.flags & SW_VALUE_DIGITS) != 0;
  gboolean b_kept = (b.flags & SW_VALUE_DIGITS) != 0;

  if (a_kept && b_kept)
    return sw_string_equal (a.string, b.string);
  if (a_kept)
    return digits_equal_double (a, b.number);
  if (b_kept)
    return digits_equal_double (b, a.number);

  return a.number == b.number;
}

static void
push_elements (GArray  *pairs,
               SwArray *a,
               SwArray *b)
{
  for (guint i = a->length; i-- > 0;)
    g_array_append_vals (pairs, &(Pair) { a->items[i], b->items[i] }, 1);
}

static gboolean
push_members (GArray   *pairs,
              SwObject *a,
              SwObject *b)
{
  for (guint i = a->length; i-- > 0;)
    {
      /* Values of the same origin mostly agree in the order of their members. */
      guint position = sw_string_equal (a->members[i].key, b->members[i].key)
                           ? i
                           : sw_object_find_string (b, a->members[i].key);

      if (position == SW_OBJECT_NOT_FOUND)
        return FALSE;
      g_array_append_vals (pairs, &(Pair) { a->members[i].value, b->members[position].value }, 1);
    }

  return TRUE;
}

/* Compares two values but for what they hold, which joins PAIRS. */
static gboolean
shallow_equal (SwValue  a,
               SwValue  b,
               GArray **pairs)
{
  if (a.type != b.type)
    return FALSE;
  if (sw_value_same_box (a, b))
    return TRUE;

  switch ((SwType) a.type)
    {
    case SW_TYPE_UNDEFINED:
    case SW_TYPE_NULL:
      return TRUE;
    case SW_TYPE_BOOLEAN:
      return a.boolean == b.boolean;
    case SW_TYPE_NUMBER:
      return numbers_equal (a, b);
    case SW_TYPE_STRING:
      return sw_string_equal (a.string, b.string);
    case SW_TYPE_OPAQUE:
      return FALSE;
    case SW_TYPE_ARRAY:
    case SW_TYPE_OBJECT:
    default:
      break;
    }

  if (sw_value_get_length (a) != sw_value_get_length (b))
    return FALSE;
  if (sw_value_get_length (a) == 0)
    return TRUE;

  if (*pairs == NULL)
    *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  if (a.type == SW_TYPE_OBJECT)
    return push_members (*pairs, a.object, b.object);

  push_elements (*pairs, a.array, b.array);
  return TRUE;
}

/**
 * sw_value_equal:
 *
 * Compares by content: numbers by their value (1 equals 1.0), objects without regard to the order
 * of their members. Two opaque values are equal only when they are one. Does not recurse.
 *
 * Returns: whether the two are equal
 */
gboolean
sw_value_equal (SwValue a,
                SwValue b)
{
  return sw_value_equal_within (a, b, NULL);
}

/**
 * sw_value_equal_within:
 * @interrupt: (nullable): asked every so often whether to go on: values that share what they hold
 *   may be small, and without end when they are looked through
 *
 * Compares as sw_value_equal().
 *
 * Returns: whether the two are equal; FALSE, too, where the comparison was given up
 */
gboolean
sw_value_equal_within (SwValue      a,
                       SwValue      b,
                       SwInterrupt *interrupt)
{
  g_autoptr (GArray) pairs = NULL;

  if (!shallow_equal (a, b, &pairs))
    return FALSE;

  while (pairs != NULL && pairs->len > 0)
    {
      Pair pair = g_array_index (pairs, Pair, pairs->len - 1);

      g_array_set_size (pairs, pairs->len - 1);
      if (!sw_interrupt_spend (interrupt, 1) || !shallow_equal (pair.a, pair.b, &pairs))
        return FALSE;
    }

  return TRUE;
}

static guint
hash_number (SwValue value)
{
  double number = sw_value_get_number (value);

  number = number == 0 ? 0 : number; /* -0 is 0 */
  return g_double_hash (&number);
}

static guint
hash_value (SwValue value,
            guint   depth)
{
  guint length = depth > 0 ? sw_value_get_length (value) : 0;
  guint hash = value.type;

  switch (sw_value_type (value))
    {
    case SW_TYPE_BOOLEAN:
      return sw_value_get_boolean (value) ? 3 : 5;
    case SW_TYPE_NUMBER:
      return hash_number (value);
    case SW_TYPE_STRING:
      return sw_string_hash (sw_value_get_string (value));
    case SW_TYPE_ARRAY:
      for (guint i = 0; i < MIN (length, HASH_WIDTH); i++)
        hash = hash * 31 + hash_value (sw_value_get_element (value, i), depth - 1);
      return hash * 31 + sw_value_get_length (value);
    case SW_TYPE_OBJECT:
      for (guint i = 0; i < length; i++)
        {
          SwValue member = sw_value_get_member_at (value, i);
          guint hashed = length <= HASH_WIDTH ? hash_value (member, depth - 1) : 1;

          hash += sw_string_hash (sw_value_get_key (value, i)) ^ (hashed * 31);
        }
      return hash;
    case SW_TYPE_UNDEFINED:
    case SW_TYPE_NULL:
    case SW_TYPE_OPAQUE:
    default:
      return hash;
    }
}

/**
 * sw_value_hash:
 *
 * Returns: a number that is the same for equal values, as sw_value_equal() has it. Large and deep
 * ones are not looked through.
 */
guint
sw_value_hash (SwValue self)
{
  return hash_value (self, HASH_DEPTH);
}
