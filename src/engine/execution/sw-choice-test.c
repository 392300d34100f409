/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-choice-test.h"

#include <string.h>

#include "json/sw-text.h"

/* What a rule of a Choice asks, asked of whatever data. */

/* Appends what stands in PATTERN from AT to the next `*`, or the end, to PART: a backslash takes the
 * next byte literally. Returns where that is. */
static gsize
read_part (const char *pattern,
           gsize       length,
           gsize       at,
           GString    *part)
{
  g_string_truncate (part, 0);
  while (at < length && pattern[at] != '*')
    {
      at += at + 1 < length && pattern[at] == '\\' ? 1 : 0;
      g_string_append_c (part, pattern[at++]);
    }

  return at;
}

/* Whether TEXT fits PATTERN, where `*` stands for any bytes. Each part is sought once, behind the
 * one before, and the last at the end: no pattern can make it slow. */
static gboolean
matches (const char *text,
         gsize       length,
         const char *pattern,
         gsize       pattern_length)
{
  g_autoptr (GString) part = g_string_new (NULL);
  gsize in = read_part (pattern, pattern_length, 0, part);
  gsize at = part->len;

  if (length < at || memcmp (text, part->str, at) != 0)
    return FALSE;
  if (in == pattern_length)
    return at == length;

  for (;;)
    {
      const char *found;

      in = read_part (pattern, pattern_length, in + 1, part);
      if (in == pattern_length)
        return length - at >= part->len
               && memcmp (text + length - part->len, part->str, part->len) == 0;
      found = memmem (text + at, length - at, part->str, part->len);
      if (found == NULL)
        return FALSE;
      at = (gsize) (found - text) + part->len;
    }
}

static gboolean
parse_instant (SwValue    value,
               SwInstant *instant)
{
  gsize length;
  const char *text;

  if (!sw_value_is (value, SW_TYPE_STRING))
    return FALSE;
  text = sw_value_get_text (value, &length);
  return sw_instant_parse (text, length, instant);
}

static int
compare_texts (SwValue a,
               SwValue b)
{
  gsize a_length, b_length;
  const char *a_text = sw_value_get_text (a, &a_length);
  const char *b_text = sw_value_get_text (b, &b_length);
  int order = memcmp (a_text, b_text, MIN (a_length, b_length));

  if (order != 0)
    return order;
  return a_length < b_length ? -1 : a_length > b_length;
}

/* -1, 0, 1 in *ORDER; FALSE where the operands are not both of the operator's type: then the test
 * is false, never an error (recorded on AWS). */
static gboolean
compare (const SwTest *tested,
         SwValue       variable,
         SwValue       operand,
         int          *order)
{
  SwInstant a, b;
  double x, y;

  switch (tested->operand_type)
    {
    case SW_OPERAND_STRING:
      if (!sw_value_is (variable, SW_TYPE_STRING) || !sw_value_is (operand, SW_TYPE_STRING))
        return FALSE;
      *order = compare_texts (variable, operand);
      return TRUE;
    case SW_OPERAND_NUMBER:
      if (!sw_value_is (variable, SW_TYPE_NUMBER) || !sw_value_is (operand, SW_TYPE_NUMBER))
        return FALSE;
      x = sw_value_get_number (variable);
      y = sw_value_get_number (operand);
      *order = x < y ? -1 : x > y;
      return TRUE;
    case SW_OPERAND_BOOLEAN:
      if (!sw_value_is (variable, SW_TYPE_BOOLEAN) || !sw_value_is (operand, SW_TYPE_BOOLEAN))
        return FALSE;
      *order = !!sw_value_get_boolean (variable) - !!sw_value_get_boolean (operand);
      return TRUE;
    case SW_OPERAND_TIMESTAMP:
      if (!parse_instant (variable, &a) || !parse_instant (operand, &b))
        return FALSE;
      *order = sw_instant_compare (&a, &b);
      return TRUE;
    case SW_OPERAND_ANY:
    default:
      return FALSE;
    }
}

static gboolean
order_fits (SwTestKind kind,
            int        order)
{
  switch ((int) kind)
    {
    case SW_TEST_EQUALS:
      return order == 0;
    case SW_TEST_LESS:
      return order < 0;
    case SW_TEST_LESS_OR_EQUAL:
      return order <= 0;
    case SW_TEST_GREATER:
      return order > 0;
    default:
      return order >= 0;
    }
}

static gboolean
is_of_kind (SwTestKind kind,
            SwValue    value)
{
  SwInstant instant;

  switch ((int) kind)
    {
    case SW_TEST_IS_NULL:
      return sw_value_is (value, SW_TYPE_NULL);
    case SW_TEST_IS_BOOLEAN:
      return sw_value_is (value, SW_TYPE_BOOLEAN);
    case SW_TEST_IS_NUMERIC:
      return sw_value_is (value, SW_TYPE_NUMBER);
    case SW_TEST_IS_STRING:
      return sw_value_is (value, SW_TYPE_STRING);
    case SW_TEST_IS_TIMESTAMP:
      return parse_instant (value, &instant);
    default:
      return TRUE; /* IsPresent: it is there */
    }
}

/* Is… operators never fail: what is not there is of no kind. */
static SwAnswer
test_kind (const SwTestScope *scope,
           const SwTest      *tested)
{
  g_auto (SwValue) variable = SW_VALUE_INIT;
  gboolean is;

  is = scope->evaluate (scope, tested->variable, &variable) && is_of_kind (tested->kind, variable);
  sw_failure_clear (scope->failure);
  return is == tested->wanted ? SW_ANSWER_TRUE : SW_ANSWER_FALSE;
}

static SwAnswer
test_operands (const SwTest *tested,
               SwValue       variable,
               SwValue       operand)
{
  gsize length, pattern_length;
  const char *text, *pattern;
  int order;

  if (tested->kind != SW_TEST_MATCHES)
    return compare (tested, variable, operand, &order) && order_fits (tested->kind, order)
               ? SW_ANSWER_TRUE
               : SW_ANSWER_FALSE;
  if (!sw_value_is (variable, SW_TYPE_STRING) || !sw_value_is (operand, SW_TYPE_STRING))
    return SW_ANSWER_FALSE;
  text = sw_value_get_text (variable, &length);
  pattern = sw_value_get_text (operand, &pattern_length);
  return matches (text, length, pattern, pattern_length) ? SW_ANSWER_TRUE : SW_ANSWER_FALSE;
}

static SwAnswer
test_comparison (const SwTestScope *scope,
                 const SwTest      *tested)
{
  const SwFormula *parts[] = { tested->variable, tested->operand };
  SwValue values[] = { SW_VALUE_INIT, SW_VALUE_INIT };
  SwAnswer result = SW_ANSWER_TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (parts) && result != SW_ANSWER_FAILURE; i++)
    if (!scope->evaluate (scope, parts[i], &values[i]))
      {
        sw_failure_runtime (
            scope->failure,
            "Invalid path '%s': The choice state's condition path references an invalid value.",
            sw_formula_get_text (parts[i]));
        result = SW_ANSWER_FAILURE;
      }
  if (result != SW_ANSWER_FAILURE)
    result = test_operands (tested, values[0], values[1]);
  sw_value_clear (&values[0]);
  sw_value_clear (&values[1]);
  return result;
}

static SwAnswer
test_condition (const SwTestScope *scope,
                const SwTest      *tested)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *text = NULL;

  if (!scope->evaluate (scope, tested->variable, &value))
    return SW_ANSWER_FAILURE;
  if (sw_value_is (value, SW_TYPE_BOOLEAN))
    return sw_value_get_boolean (value) ? SW_ANSWER_TRUE : SW_ANSWER_FALSE;
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  sw_failure_evaluation (
      scope->failure, sw_formula_get_field (tested->variable),
      "The JSONata expression '%s' specified for the field '%s' returned an unexpected result "
      "type. Expected 'boolean', but was '%s' for value: %s",
      sw_formula_get_text (tested->variable), sw_formula_get_field (tested->variable),
      sw_type_get_name (sw_value_type (value)), text);
  return SW_ANSWER_FAILURE;
}

/* And stops at the first that is not true, Or at the first that is. */
static SwAnswer
test_all (const SwTestScope *scope,
          const SwTest      *tested,
          SwAnswer           goes_on)
{
  for (guint i = 0; i < tested->tests->len; i++)
    {
      SwAnswer result = sw_test_ask (scope, g_ptr_array_index (tested->tests, i));

      if (result != goes_on)
        return result;
    }
  return goes_on;
}

/**
 * sw_test_ask:
 * @scope: what the test sees
 * @tested: a rule's test, or a part of one
 *
 * Recurses as deep as And, Or and Not are nested in the definition, which the JSON reader bounds.
 *
 * Returns: whether it holds; where it cannot be told, the scope's failure says why
 */
SwAnswer
sw_test_ask (const SwTestScope *scope,
             const SwTest      *tested)
{
  SwAnswer result;

  switch (tested->kind)
    {
    case SW_TEST_AND:
      return test_all (scope, tested, SW_ANSWER_TRUE);
    case SW_TEST_OR:
      return test_all (scope, tested, SW_ANSWER_FALSE);
    case SW_TEST_NOT:
      result = sw_test_ask (scope, g_ptr_array_index (tested->tests, 0));
      return result == SW_ANSWER_FAILURE ? SW_ANSWER_FAILURE
             : result == SW_ANSWER_TRUE  ? SW_ANSWER_FALSE
                                         : SW_ANSWER_TRUE;
    case SW_TEST_CONDITION:
      return test_condition (scope, tested);
    case SW_TEST_IS_PRESENT:
    case SW_TEST_IS_NULL:
    case SW_TEST_IS_BOOLEAN:
    case SW_TEST_IS_NUMERIC:
    case SW_TEST_IS_STRING:
    case SW_TEST_IS_TIMESTAMP:
      return test_kind (scope, tested);
    case SW_TEST_EQUALS:
    case SW_TEST_LESS:
    case SW_TEST_LESS_OR_EQUAL:
    case SW_TEST_GREATER:
    case SW_TEST_GREATER_OR_EQUAL:
    case SW_TEST_MATCHES:
    default:
      return test_comparison (scope, tested);
    }
}
