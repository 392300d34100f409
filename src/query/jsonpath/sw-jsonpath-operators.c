/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-filter-private.h"

#include <math.h>
#include <string.h>

/* The comparisons of filters, with Jayway's conversions: numbers and strings are compared by the
 * type of the left side ("1" == 1 by text, 1 == "1" by number); other types never equal each other;
 * a missing value equals nothing, itself included. */

/* So many elements are looked at in about the time that visiting a place takes. */
#define ELEMENTS_PER_STEP 8

static const char *
number_text (const SwFilterOperand *operand,
             char                 **owned)
{
  g_autofree char *json = NULL;
  gsize length;

  if (operand->digits != NULL)
    return operand->digits;

  json = sw_value_to_text (operand->value, SW_TEXT_DEFAULT, &length);
  *owned = sw_decimal_to_java (json, length);
  return *owned != NULL ? *owned : "";
}

static gboolean
number_equals_text (SwValue                number,
                    const SwFilterOperand *text)
{
  g_autofree char *decimal = NULL;
  const char *bytes;
  gsize length;

  bytes = sw_value_get_text (text->value, &length);
  decimal = sw_decimal_to_java (bytes, length);
  return decimal != NULL && g_ascii_strtod (decimal, NULL) == sw_value_get_number (number);
}

static gboolean
text_equals_number (SwValue                text,
                    const SwFilterOperand *number)
{
  g_autofree char *owned = NULL;
  const char *digits = number_text (number, &owned);
  const char *bytes;
  gsize length;

  bytes = sw_value_get_text (text, &length);
  return strlen (digits) == length && memcmp (bytes, digits, length) == 0;
}

static gboolean
compare_equal (const SwFilterOperand *left,
               const SwFilterOperand *right)
{
  SwType a = sw_value_type (left->value);
  SwType b = sw_value_type (right->value);

  if (a == SW_TYPE_UNDEFINED || b == SW_TYPE_UNDEFINED)
    return FALSE;
  if (a == SW_TYPE_NUMBER && b == SW_TYPE_STRING)
    return number_equals_text (left->value, right);
  if (a == SW_TYPE_STRING && b == SW_TYPE_NUMBER)
    return text_equals_number (left->value, right);

  return sw_value_equal_within (left->value, right->value, left->walk->interrupt);
}

static gboolean
compare_not_equal (const SwFilterOperand *left,
                   const SwFilterOperand *right)
{
  return !compare_equal (left, right);
}

static gboolean
compare_same (const SwFilterOperand *left,
              const SwFilterOperand *right)
{
  return sw_value_type (left->value) == sw_value_type (right->value) && compare_equal (left, right);
}

static gboolean
compare_not_same (const SwFilterOperand *left,
                  const SwFilterOperand *right)
{
  return !compare_same (left, right);
}

/* The order of Java's strings: by UTF-16 unit, which puts astral characters before U+E000 …
 * U+FFFF. */
static gint
order_units (gunichar a,
             gunichar b)
{
  gunichar a_unit = a >= 0x10000 ? 0xd800 + ((a - 0x10000) >> 10) : a;
  gunichar b_unit = b >= 0x10000 ? 0xd800 + ((b - 0x10000) >> 10) : b;

  if (a_unit != b_unit)
    return a_unit < b_unit ? -1 : 1;
  return a < b ? -1 : a > b;
}

static gint
order_texts (SwValue left,
             SwValue right)
{
  gsize left_length;
  gsize right_length;
  const char *a = sw_value_get_text (left, &left_length);
  const char *b = sw_value_get_text (right, &right_length);
  const char *a_end = a + left_length;
  const char *b_end = b + right_length;

  for (; a < a_end && b < b_end; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    {
      gint order = order_units (g_utf8_get_char (a), g_utf8_get_char (b));

      if (order != 0)
        return order;
    }

  return a < a_end ? 1 : b < b_end ? -1 : 0;
}

/* Whether two numbers or two strings are there, and their order. */
static gboolean
get_order (const SwFilterOperand *left,
           const SwFilterOperand *right,
           gint                  *order)
{
  if (sw_value_is (left->value, SW_TYPE_NUMBER) && sw_value_is (right->value, SW_TYPE_NUMBER))
    {
      double a = sw_value_get_number (left->value);
      double b = sw_value_get_number (right->value);

      *order = a < b ? -1 : a > b;
      return TRUE;
    }
  if (sw_value_is (left->value, SW_TYPE_STRING) && sw_value_is (right->value, SW_TYPE_STRING))
    {
      *order = order_texts (left->value, right->value);
      return TRUE;
    }

  return FALSE;
}

static gboolean
compare_less (const SwFilterOperand *left,
              const SwFilterOperand *right)
{
  gint order;

  return get_order (left, right, &order) && order < 0;
}

static gboolean
compare_less_equal (const SwFilterOperand *left,
                    const SwFilterOperand *right)
{
  gint order;

  return get_order (left, right, &order) && order <= 0;
}

static gboolean
compare_greater (const SwFilterOperand *left,
                 const SwFilterOperand *right)
{
  return compare_less (right, left);
}

static gboolean
compare_greater_equal (const SwFilterOperand *left,
                       const SwFilterOperand *right)
{
  return compare_less_equal (right, left);
}

/* Looking through a list that another one's elements are sought in is most of the work: it counts.
 * What is found does not, where that is too much: the comparison has failed. */
static gboolean
list_contains (SwValue                list,
               const SwFilterOperand *sought)
{
  guint length = sw_value_get_length (list);

  if (!sw_path_walk_spend (sought->walk, length / ELEMENTS_PER_STEP, NULL))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      SwFilterOperand element
          = { .value = sw_value_get_element (list, i), .walk = sought->walk };

      if (compare_equal (sought, &element))
        return TRUE;
    }

  return FALSE;
}

/* How many elements of LEFT are in RIGHT; -1 where one of them is no list. */
static gint
count_common (const SwFilterOperand *left,
              const SwFilterOperand *right)
{
  gint common = 0;

  if (!sw_value_is (left->value, SW_TYPE_ARRAY) || !sw_value_is (right->value, SW_TYPE_ARRAY))
    return -1;

  for (guint i = 0; i < sw_value_get_length (left->value); i++)
    {
      SwFilterOperand element
          = { .value = sw_value_get_element (left->value, i), .walk = left->walk };

      common += list_contains (right->value, &element);
    }

  return common;
}

static gboolean
compare_in (const SwFilterOperand *left,
            const SwFilterOperand *right)
{
  return sw_value_is (right->value, SW_TYPE_ARRAY) && list_contains (right->value, left);
}

/* Neither `in` nor `nin` is true of what is no container. */
static gboolean
compare_not_in (const SwFilterOperand *left,
                const SwFilterOperand *right)
{
  return (sw_value_is (right->value, SW_TYPE_ARRAY) || sw_value_is (right->value, SW_TYPE_OBJECT))
         && !compare_in (left, right);
}

static gboolean
compare_subset_of (const SwFilterOperand *left,
                   const SwFilterOperand *right)
{
  return count_common (left, right) == (gint) sw_value_get_length (left->value);
}

/* Jayway reads `all`, but refuses every list that can be written behind it: nothing ever satisfies
 * it. */
static gboolean
compare_all (const SwFilterOperand *left,
             const SwFilterOperand *right)
{
  return FALSE;
}

static gboolean
compare_any_of (const SwFilterOperand *left,
                const SwFilterOperand *right)
{
  return count_common (left, right) > 0;
}

static gboolean
compare_none_of (const SwFilterOperand *left,
                 const SwFilterOperand *right)
{
  return count_common (left, right) == 0;
}

static gboolean
compare_contains (const SwFilterOperand *left,
                  const SwFilterOperand *right)
{
  gsize left_length;
  gsize right_length;
  const char *text;
  const char *part;

  if (sw_value_is (left->value, SW_TYPE_ARRAY))
    return list_contains (left->value, right);
  if (!sw_value_is (left->value, SW_TYPE_STRING) || !sw_value_is (right->value, SW_TYPE_STRING))
    return FALSE;

  text = sw_value_get_text (left->value, &left_length);
  part = sw_value_get_text (right->value, &right_length);
  return right_length == 0 || memmem (text, left_length, part, right_length) != NULL;
}

/* Java's String.length(): UTF-16 units; elements; members; -1 for what has no size. */
static glong
size_of (SwValue value)
{
  const char *text;
  gsize length;
  glong units = 0;

  if (sw_value_is (value, SW_TYPE_ARRAY) || sw_value_is (value, SW_TYPE_OBJECT))
    return (glong) sw_value_get_length (value);
  if (!sw_value_is (value, SW_TYPE_STRING))
    return -1;

  text = sw_value_get_text (value, &length);
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    units += g_utf8_get_char (at) >= 0x10000 ? 2 : 1;
  return units;
}

static gboolean
compare_size (const SwFilterOperand *left,
              const SwFilterOperand *right)
{
  glong size = size_of (left->value);

  return size >= 0 && sw_value_is (right->value, SW_TYPE_NUMBER)
         && (double) size == trunc (sw_value_get_number (right->value));
}

static gboolean
compare_empty (const SwFilterOperand *left,
               const SwFilterOperand *right)
{
  glong size = size_of (left->value);

  return size >= 0 && sw_value_is (right->value, SW_TYPE_BOOLEAN)
         && (size == 0) == sw_value_get_boolean (right->value);
}

static const SwFilterOperator operators[] = {
  { "==", compare_equal },
  { "!=", compare_not_equal },
  { "===", compare_same },
  { "!==", compare_not_same },
  { "<", compare_less },
  { "<=", compare_less_equal },
  { ">", compare_greater },
  { ">=", compare_greater_equal },
  { "=~", sw_filter_match },
  { "in", compare_in },
  { "nin", compare_not_in },
  { "subsetof", compare_subset_of },
  { "all", compare_all },
  { "anyof", compare_any_of },
  { "noneof", compare_none_of },
  { "contains", compare_contains },
  { "size", compare_size },
  { "empty", compare_empty },
};

/**
 * sw_filter_operator_find:
 * @name: (array length=length): as written, in any case
 *
 * Returns: (nullable): the operator, or NULL
 */
const SwFilterOperator *
sw_filter_operator_find (const char *name,
                         gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strlen (operators[i].name) == length
        && g_ascii_strncasecmp (operators[i].name, name, length) == 0)
      return &operators[i];

  return NULL;
}
