/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-execution-private.h"

#include <string.h>

#include "json/sw-text.h"

/* What a test has come to; an error is in frame->failure. */
typedef enum
{
  TEST_FALSE,
  TEST_TRUE,
  TEST_ERROR,
} TestResult;

static TestResult test (SwExecution *self, SwFrame *frame, const SwTest *tested);

/* Whether TEXT fits PATTERN, where `*` stands for any bytes and a backslash takes the next byte
 * literally. Linear but for the one point to return to: no pattern can make it slow. */
static gboolean
matches (const char *text,
         gsize       length,
         const char *pattern,
         gsize       pattern_length)
{
  gsize at = 0, in = 0;
  gsize star = G_MAXSIZE, retry = 0;

  while (at < length)
    {
      gsize escaped = in + 1 < pattern_length && pattern[in] == '\\' ? 1 : 0;

      if (in < pattern_length && pattern[in] == '*')
        {
          star = ++in;
          retry = at;
        }
      else if (in < pattern_length && pattern[in + escaped] == text[at])
        {
          in += 1 + escaped;
          at++;
        }
      else if (star != G_MAXSIZE)
        {
          in = star;
          at = ++retry;
        }
      else
        {
          return FALSE;
        }
    }
  while (in < pattern_length && pattern[in] == '*')
    in++;
  return in == pattern_length;
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
static TestResult
test_kind (SwExecution  *self,
           SwFrame      *frame,
           const SwTest *tested)
{
  g_auto (SwValue) variable = SW_VALUE_INIT;
  gboolean is;

  is = sw_flow_evaluate (self, frame, tested->variable, frame->effective, SW_VALUE_INIT,
                         SW_VALUE_INIT, &variable)
       && is_of_kind (tested->kind, variable);
  sw_failure_clear (&frame->failure);
  return is == tested->wanted ? TEST_TRUE : TEST_FALSE;
}

static TestResult
test_operands (const SwTest *tested,
               SwValue       variable,
               SwValue       operand)
{
  gsize length, pattern_length;
  const char *text, *pattern;
  int order;

  if (tested->kind != SW_TEST_MATCHES)
    return compare (tested, variable, operand, &order) && order_fits (tested->kind, order)
               ? TEST_TRUE
               : TEST_FALSE;
  if (!sw_value_is (variable, SW_TYPE_STRING) || !sw_value_is (operand, SW_TYPE_STRING))
    return TEST_FALSE;
  text = sw_value_get_text (variable, &length);
  pattern = sw_value_get_text (operand, &pattern_length);
  return matches (text, length, pattern, pattern_length) ? TEST_TRUE : TEST_FALSE;
}

static TestResult
test_comparison (SwExecution  *self,
                 SwFrame      *frame,
                 const SwTest *tested)
{
  const SwFormula *parts[] = { tested->variable, tested->operand };
  SwValue values[] = { SW_VALUE_INIT, SW_VALUE_INIT };
  TestResult result = TEST_TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (parts) && result != TEST_ERROR; i++)
    if (!sw_flow_evaluate (self, frame, parts[i], frame->effective, SW_VALUE_INIT, SW_VALUE_INIT,
                           &values[i]))
      {
        sw_failure_runtime (
            &frame->failure,
            "Invalid path '%s': The choice state's condition path references an invalid value.",
            sw_formula_get_text (parts[i]));
        result = TEST_ERROR;
      }
  if (result != TEST_ERROR)
    result = test_operands (tested, values[0], values[1]);
  sw_value_clear (&values[0]);
  sw_value_clear (&values[1]);
  return result;
}

static TestResult
test_condition (SwExecution  *self,
                SwFrame      *frame,
                const SwTest *tested)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *text = NULL;

  if (!sw_flow_evaluate (self, frame, tested->variable, frame->input, SW_VALUE_INIT, SW_VALUE_INIT,
                         &value))
    return TEST_ERROR;
  if (sw_value_is (value, SW_TYPE_BOOLEAN))
    return sw_value_get_boolean (value) ? TEST_TRUE : TEST_FALSE;
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  sw_failure_evaluation (
      &frame->failure, sw_formula_get_field (tested->variable),
      "The JSONata expression '%s' specified for the field '%s' returned an unexpected result "
      "type. Expected 'boolean', but was '%s' for value: %s",
      sw_formula_get_text (tested->variable), sw_formula_get_field (tested->variable),
      sw_type_get_name (sw_value_type (value)), text);
  return TEST_ERROR;
}

/* And stops at the first that is not true, Or at the first that is. */
static TestResult
test_all (SwExecution  *self,
          SwFrame      *frame,
          const SwTest *tested,
          TestResult    goes_on)
{
  for (guint i = 0; i < tested->tests->len; i++)
    {
      TestResult result = test (self, frame, g_ptr_array_index (tested->tests, i));

      if (result != goes_on)
        return result;
    }
  return goes_on;
}

/* Recurses as deep as And, Or and Not are nested in the definition, which the JSON reader bounds.
 */
static TestResult
test (SwExecution  *self,
      SwFrame      *frame,
      const SwTest *tested)
{
  TestResult result;

  switch (tested->kind)
    {
    case SW_TEST_AND:
      return test_all (self, frame, tested, TEST_TRUE);
    case SW_TEST_OR:
      return test_all (self, frame, tested, TEST_FALSE);
    case SW_TEST_NOT:
      result = test (self, frame, g_ptr_array_index (tested->tests, 0));
      return result == TEST_ERROR ? TEST_ERROR : result == TEST_TRUE ? TEST_FALSE : TEST_TRUE;
    case SW_TEST_CONDITION:
      return test_condition (self, frame, tested);
    case SW_TEST_IS_PRESENT:
    case SW_TEST_IS_NULL:
    case SW_TEST_IS_BOOLEAN:
    case SW_TEST_IS_NUMERIC:
    case SW_TEST_IS_STRING:
    case SW_TEST_IS_TIMESTAMP:
      return test_kind (self, frame, tested);
    case SW_TEST_EQUALS:
    case SW_TEST_LESS:
    case SW_TEST_LESS_OR_EQUAL:
    case SW_TEST_GREATER:
    case SW_TEST_GREATER_OR_EQUAL:
    case SW_TEST_MATCHES:
    default:
      return test_comparison (self, frame, tested);
    }
}

/**
 * sw_choice_find:
 *
 * Looks for the first rule that is true of the frame's effective input.
 *
 * Returns: its index; the number of rules where none is; -1 where a rule cannot be evaluated:
 * frame->failure says why
 */
int
sw_choice_find (SwExecution *self,
                SwFrame     *frame)
{
  const SwStep *step = frame->step;
  const SwChoicePlan *plan = step->choice;

  for (guint i = 0; i < plan->n_rules; i++)
    {
      TestResult result = test (self, frame, plan->rules[i].test);

      if (result == TEST_ERROR)
        return -1;
      sw_coverage_count_rule (self->coverage, step->state, i, result == TEST_TRUE);
      if (result == TEST_TRUE)
        return (int) i;
    }
  return (int) plan->n_rules;
}

/**
 * sw_choice_work:
 *
 * Goes where the first rule that is true says, or to Default. A rule's own Assign and Output stand
 * in for the state's, which belong to Default.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_choice_work (SwExecution *self,
                SwFrame     *frame)
{
  const SwStep *step = frame->step;
  const SwChoicePlan *plan = step->choice;
  int found = sw_choice_find (self, frame);

  if (found < 0)
    return sw_error_raise (self, frame);
  if ((guint) found < plan->n_rules)
    {
      const SwChoiceRule *rule = &plan->rules[found];

      frame->edge = SW_EDGE_RULE;
      frame->edge_index = (guint) found;
      return sw_flow_complete (self, frame, sw_value_ref (frame->effective), rule->assign,
                               rule->output, rule->next);
    }
  if (plan->otherwise != NULL)
    {
      frame->edge = SW_EDGE_DEFAULT;
      return sw_flow_complete (self, frame, sw_value_ref (frame->effective), step->assign,
                               step->output, plan->otherwise);
    }

  /* The name is the specification's; no recording has the case. */
  sw_failure_in_state (
      &frame->failure, SW_ERROR_NO_CHOICE,
      "Failed to transition out of the state. The state doesn't point to a next state.");
  return sw_error_raise (self, frame);
}
