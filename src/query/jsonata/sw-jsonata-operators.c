/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

#include <math.h>

/* Binary operators */

#define RANGE_LIMIT 1e7

static SwValue
fail (SwJsonataEval       *e,
      const char          *code,
      SwValue              value,
      const SwJsonataNode *node)
{
  return sw_js_fail_at (e, code, value, node, sw_jsonata_operator_get_text (node->op));
}

static SwValue
new_number (SwJsonataEval *e,
            double         number)
{
  e->infinite |= !isfinite (number);

  return sw_value_new_number (number);
}

static SwValue
evaluate_arithmetic (SwJsonataEval       *e,
                     const SwJsonataNode *node,
                     SwValue              left,
                     SwValue              right)
{
  double a, b;

  if (!sw_value_is (left, SW_TYPE_UNDEFINED) && !sw_js_is_number (e, left))
    return fail (e, "T2001", left, node);
  if (!sw_value_is (right, SW_TYPE_UNDEFINED) && !sw_js_is_number (e, right))
    return fail (e, "T2002", right, node);
  if (e->failed || sw_value_is (left, SW_TYPE_UNDEFINED) || sw_value_is (right, SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;

  a = sw_value_get_number (left);
  b = sw_value_get_number (right);
  switch ((int) node->op)
    {
    case SW_JO_ADD:
      return new_number (e, a + b);
    case SW_JO_SUBTRACT:
      return new_number (e, a - b);
    case SW_JO_MULTIPLY:
      return new_number (e, a * b);
    case SW_JO_DIVIDE:
      return new_number (e, a / b);
    default:
      return new_number (e, fmod (a, b));
    }
}

static gboolean
is_comparable (SwValue value)
{
  return sw_value_is (value, SW_TYPE_UNDEFINED) || sw_value_is (value, SW_TYPE_NUMBER)
         || sw_value_is (value, SW_TYPE_STRING);
}

static SwValue
evaluate_comparison (SwJsonataEval       *e,
                     const SwJsonataNode *node,
                     SwValue              left,
                     SwValue              right)
{
  int order;

  if (!is_comparable (left) || !is_comparable (right))
    return fail (e, "T2010", is_comparable (left) ? right : left, node);
  if (sw_value_is (left, SW_TYPE_UNDEFINED) || sw_value_is (right, SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;
  if (sw_value_type (left) != sw_value_type (right))
    {
      sw_value_set (&e->fault.value2, sw_value_ref (right));
      return fail (e, "T2009", left, node);
    }

  if (sw_value_is (left, SW_TYPE_STRING))
    order = sw_js_compare_strings (left, right);
  else
    order = (sw_value_get_number (left) > sw_value_get_number (right)) -
            (sw_value_get_number (left) < sw_value_get_number (right));

  switch ((int) node->op)
    {
    case SW_JO_LESS:
      return sw_value_new_boolean (order < 0);
    case SW_JO_LESS_EQUAL:
      return sw_value_new_boolean (order <= 0);
    case SW_JO_GREATER:
      return sw_value_new_boolean (order > 0);
    default:
      return sw_value_new_boolean (order >= 0);
    }
}

static SwValue
evaluate_equality (SwJsonataEval       *e,
                   const SwJsonataNode *node,
                   SwValue              left,
                   SwValue              right)
{
  if (sw_value_is (left, SW_TYPE_UNDEFINED) || sw_value_is (right, SW_TYPE_UNDEFINED))
    return sw_value_new_boolean (FALSE);

  return sw_value_new_boolean (sw_js_equal (e, left, right) == (node->op == SW_JO_EQUAL));
}

static SwValue
evaluate_in (SwJsonataEval *e,
             SwValue        left,
             SwValue        right)
{
  g_auto (SwValue) list = sw_js_wrap (right);

  if (sw_value_is (left, SW_TYPE_UNDEFINED) || sw_value_is (left, SW_TYPE_ARRAY)
      || sw_value_is (left, SW_TYPE_OBJECT))
    return sw_value_new_boolean (FALSE);
  for (guint i = 0; i < sw_value_get_length (list) && sw_js_work (e, 1); i++)
    if (sw_value_equal (left, sw_value_get_element (list, i)))
      return sw_value_new_boolean (TRUE);

  return sw_value_new_boolean (FALSE);
}

static SwValue
evaluate_concatenation (SwJsonataEval *e,
                        SwValue        left,
                        SwValue        right)
{
  g_auto (SwValue) a = sw_js_string_of (e, left, FALSE);
  g_auto (SwValue) b = sw_js_string_of (e, right, FALSE);
  gsize a_length = 0, b_length = 0;
  const char *a_text = sw_value_is (a, SW_TYPE_STRING) ? sw_value_get_text (a, &a_length) : "";
  const char *b_text = sw_value_is (b, SW_TYPE_STRING) ? sw_value_get_text (b, &b_length) : "";
  g_autoptr (GString) joined = NULL;

  if (e->failed || !sw_js_spend (e, 0, a_length + b_length))
    return SW_VALUE_INIT;
  joined = g_string_sized_new (a_length + b_length);
  g_string_append_len (joined, a_text, (gssize) a_length);
  g_string_append_len (joined, b_text, (gssize) b_length);

  return sw_js_new_string (e, joined->str, joined->len);
}

static gboolean
is_whole (SwValue value)
{
  double number = sw_value_is (value, SW_TYPE_NUMBER) ? sw_value_get_number (value) : NAN;

  return isfinite (number) && number == floor (number);
}

static SwValue
evaluate_range (SwJsonataEval       *e,
                const SwJsonataNode *node,
                SwValue              left,
                SwValue              right)
{
  SwValue result;
  double from, to;

  if (!sw_value_is (left, SW_TYPE_UNDEFINED) && !is_whole (left))
    return fail (e, "T2003", left, node);
  if (!sw_value_is (right, SW_TYPE_UNDEFINED) && !is_whole (right))
    return fail (e, "T2004", right, node);
  if (sw_value_is (left, SW_TYPE_UNDEFINED) || sw_value_is (right, SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;

  from = sw_value_get_number (left);
  to = sw_value_get_number (right);
  if (from > to)
    return SW_VALUE_INIT;
  if (!sw_js_spend (e, 0, (gsize) MIN (to - from + 1, 1e15) * 8))
    return SW_VALUE_INIT;
  if (to - from + 1 > RANGE_LIMIT)
    return fail (e, "D2014", sw_value_new_number (to - from + 1), node);

  result = sw_value_new_array ((guint) (to - from + 1));
  result.user = SW_JS_SEQUENCE;
  for (double i = from; i <= to && !e->failed; i++)
    sw_js_push (e, &result, sw_value_new_number (i));

  return result;
}

/* `and`, `or`: the right side only where it decides */
static SwValue
evaluate_logic (SwJsonataEval       *e,
                const SwJsonataNode *node,
                SwValue              left,
                SwValue              input,
                SwJsonataFrame      *frame)
{
  g_auto (SwValue) right = SW_VALUE_INIT;

  if (sw_js_truth (e, left, NULL) == (node->op == SW_JO_OR))
    return sw_value_new_boolean (node->op == SW_JO_OR);
  right = sw_js_evaluate (e, node->rhs, input, frame);

  return e->failed ? SW_VALUE_INIT : sw_value_new_boolean (sw_js_truth (e, right, NULL));
}

/**
 * sw_js_evaluate_binary:
 *
 * Evaluates an operator with two sides.
 *
 * Returns: (transfer full): its value
 */
SwValue
sw_js_evaluate_binary (SwJsonataEval       *e,
                       const SwJsonataNode *node,
                       SwValue              input,
                       SwJsonataFrame      *frame)
{
  g_auto (SwValue) left = sw_js_evaluate (e, node->lhs, input, frame);
  g_auto (SwValue) right = SW_VALUE_INIT;

  if (e->failed)
    return SW_VALUE_INIT;
  if (node->op == SW_JO_AND || node->op == SW_JO_OR)
    return evaluate_logic (e, node, left, input, frame);
  right = sw_js_evaluate (e, node->rhs, input, frame);
  if (e->failed)
    return SW_VALUE_INIT;

  switch (node->op)
    {
    case SW_JO_ADD:
    case SW_JO_SUBTRACT:
    case SW_JO_MULTIPLY:
    case SW_JO_DIVIDE:
    case SW_JO_MODULO:
      return evaluate_arithmetic (e, node, left, right);
    case SW_JO_EQUAL:
    case SW_JO_NOT_EQUAL:
      return evaluate_equality (e, node, left, right);
    case SW_JO_LESS:
    case SW_JO_LESS_EQUAL:
    case SW_JO_GREATER:
    case SW_JO_GREATER_EQUAL:
      return evaluate_comparison (e, node, left, right);
    case SW_JO_CONCAT:
      return evaluate_concatenation (e, left, right);
    case SW_JO_RANGE:
      return evaluate_range (e, node, left, right);
    case SW_JO_IN:
      return evaluate_in (e, left, right);
    case SW_JO_AND:
    case SW_JO_OR:
    case SW_JO_NONE:
    default:
      g_return_val_if_reached (SW_VALUE_INIT);
    }
}
