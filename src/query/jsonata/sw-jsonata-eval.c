/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

#include <math.h>

/* The heart of the evaluator: one node, its filters, its group-by. Every entry counts as one level
 * of depth, as the reference counts, because AWS stops at 100 of them (recorded on AWS). */

#define DEFAULT_DEPTH 100
#define DEFAULT_BYTES 6990256 /* 873,782 numbers of 8 bytes: recorded on AWS */
#define DEFAULT_STEPS 50000000 /* our own bound: AWS's limit of time is not recorded */

/* ---- one node ---- */

static void
flatten_into (SwJsonataEval *e,
              SwValue       *out,
              SwValue        value)
{
  if (!sw_value_is (value, SW_TYPE_ARRAY))
    {
      sw_js_push (e, out, sw_value_ref (value));
      return;
    }
  sw_js_work (e, 1);
  for (guint i = 0; i < sw_value_get_length (value) && !e->failed; i++)
    flatten_into (e, out, sw_value_get_element (value, i));
}

static SwValue
evaluate_wildcard (SwJsonataEval *e,
                   SwValue        input)
{
  SwValue result = sw_js_sequence ();

  if (sw_value_is (input, SW_TYPE_ARRAY) && (input.user & SW_JS_OUTER) != 0
      && sw_value_get_length (input) > 0)
    input = sw_value_get_element (input, 0);

  if (sw_value_is (input, SW_TYPE_OBJECT))
    for (guint i = 0; i < sw_value_get_length (input) && !e->failed; i++)
      flatten_into (e, &result, sw_value_get_member_at (input, i));
  else if (sw_value_is (input, SW_TYPE_ARRAY))
    for (guint i = 0; i < sw_value_get_length (input) && !e->failed; i++)
      flatten_into (e, &result, sw_value_get_element (input, i));

  return result;
}

static void
collect_descendants (SwJsonataEval *e,
                     SwValue       *out,
                     SwValue        value)
{
  guint length;

  if (!sw_value_is (value, SW_TYPE_ARRAY))
    sw_js_push (e, out, sw_value_ref (value));
  if (!sw_value_is (value, SW_TYPE_ARRAY) && !sw_value_is (value, SW_TYPE_OBJECT))
    return;

  length = sw_js_work (e, 1) ? sw_value_get_length (value) : 0;
  for (guint i = 0; i < length && !e->failed; i++)
    collect_descendants (e, out,
                         sw_value_is (value, SW_TYPE_ARRAY) ? sw_value_get_element (value, i)
                                                            : sw_value_get_member_at (value, i));
}

static SwValue
evaluate_descendants (SwJsonataEval *e,
                      SwValue        input)
{
  SwValue result = sw_js_sequence ();

  if (!sw_value_is (input, SW_TYPE_UNDEFINED))
    collect_descendants (e, &result, input);

  return result;
}

static SwValue
evaluate_variable (SwJsonataEval       *e,
                   const SwJsonataNode *node,
                   SwValue              input,
                   SwJsonataFrame      *frame)
{
  if (sw_string_get_length (node->name) > 0)
    return sw_js_frame_lookup (e, frame, node->name);
  if (sw_value_is (input, SW_TYPE_ARRAY) && (input.user & SW_JS_OUTER) != 0)
    return sw_value_ref (sw_value_get_element (input, 0));

  return sw_value_ref (input);
}

static SwValue
evaluate_negation (SwJsonataEval       *e,
                   const SwJsonataNode *node,
                   SwValue              input,
                   SwJsonataFrame      *frame)
{
  g_auto (SwValue) operand = sw_js_evaluate (e, node->lhs, input, frame);

  if (e->failed || sw_value_is (operand, SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;
  if (!sw_js_is_number (e, operand))
    return sw_js_fail_at (e, "D1002", operand, node, "-");

  return e->failed ? SW_VALUE_INIT : sw_value_new_number (-sw_value_get_number (operand));
}

static SwValue
evaluate_array (SwJsonataEval       *e,
                const SwJsonataNode *node,
                SwValue              input,
                SwJsonataFrame      *frame)
{
  guint n = node->items != NULL ? node->items->len : 0;
  g_auto (SwValue) result = sw_value_new_array (n);

  for (guint i = 0; i < n; i++)
    {
      const SwJsonataNode *item = g_ptr_array_index (node->items, i);
      g_auto (SwValue) value = sw_js_evaluate (e, item, input, frame);

      if (e->failed)
        return SW_VALUE_INIT;
      if (sw_value_is (value, SW_TYPE_UNDEFINED))
        continue;
      if (item->kind != SW_JN_ARRAY && sw_value_is (value, SW_TYPE_ARRAY))
        sw_js_push_all (e, &result, value);
      else
        sw_js_push (e, &result, sw_value_ref (value));
    }
  if (node->cons_array)
    result.user |= SW_JS_CONS;

  return e->failed ? SW_VALUE_INIT : sw_value_ref (result);
}

static SwValue
evaluate_block (SwJsonataEval       *e,
                const SwJsonataNode *node,
                SwValue              input,
                SwJsonataFrame      *frame)
{
  SwJsonataFrame *inner = sw_js_frame_new (e, frame);
  SwValue result = SW_VALUE_INIT;

  for (guint i = 0; node->items != NULL && i < node->items->len && !e->failed; i++)
    sw_value_set (&result, sw_js_evaluate (e, g_ptr_array_index (node->items, i), input, inner));
  sw_js_frame_unref (inner);

  return result;
}

static SwValue
evaluate_condition (SwJsonataEval       *e,
                    const SwJsonataNode *node,
                    SwValue              input,
                    SwJsonataFrame      *frame)
{
  g_auto (SwValue) condition = sw_js_evaluate (e, node->lhs, input, frame);

  if (e->failed)
    return SW_VALUE_INIT;
  if (sw_js_truth (e, condition, NULL))
    return sw_js_evaluate (e, node->rhs, input, frame);

  return node->third != NULL ? sw_js_evaluate (e, node->third, input, frame) : SW_VALUE_INIT;
}

static SwValue
evaluate_bind (SwJsonataEval       *e,
               const SwJsonataNode *node,
               SwValue              input,
               SwJsonataFrame      *frame)
{
  SwValue value = sw_js_evaluate (e, node->rhs, input, frame);

  if (!e->failed)
    sw_js_frame_bind (frame, node->name, value);

  return value;
}

/* A part of the expression that becomes a function: a lambda, a transform, a regular expression */
static SwValue
evaluate_function (SwJsonataEval       *e,
                   const SwJsonataNode *node,
                   SwValue              input,
                   SwJsonataFrame      *frame)
{
  SwJsonataFunction *function = g_new0 (SwJsonataFunction, 1);

  function->kind = node->kind == SW_JN_LAMBDA      ? SW_JF_LAMBDA
                   : node->kind == SW_JN_TRANSFORM ? SW_JF_TRANSFORM
                                                   : SW_JF_MATCHER;
  function->node = node;
  if (node->kind == SW_JN_REGEX)
    {
      function->regex = sw_jsonata_regex_ref (node->regex);
    }
  else
    {
      function->frame = sw_js_frame_ref (frame);
      function->input = sw_value_ref (input);
    }

  return sw_js_function_new (function);
}

static SwValue
evaluate_kind (SwJsonataEval       *e,
               const SwJsonataNode *node,
               SwValue              input,
               SwJsonataFrame      *frame)
{
  switch ((int) node->kind)
    {
    case SW_JN_LITERAL:
      return sw_value_ref (node->value);
    case SW_JN_NAME:
      return sw_js_lookup_name (e, input, node->name);
    case SW_JN_VARIABLE:
      return evaluate_variable (e, node, input, frame);
    case SW_JN_PATH:
      return sw_js_evaluate_path (e, node, input, frame);
    case SW_JN_BINARY:
      return sw_js_evaluate_binary (e, node, input, frame);
    case SW_JN_NEGATE:
      return evaluate_negation (e, node, input, frame);
    case SW_JN_ARRAY:
      return evaluate_array (e, node, input, frame);
    case SW_JN_OBJECT:
      return sw_js_evaluate_group (e, node, input, frame);
    case SW_JN_WILDCARD:
      return evaluate_wildcard (e, input);
    case SW_JN_DESCENDANT:
      return evaluate_descendants (e, input);
    case SW_JN_PARENT:
      return sw_js_frame_lookup (e, frame, node->slot->label);
    case SW_JN_BLOCK:
      return evaluate_block (e, node, input, frame);
    case SW_JN_CONDITION:
      return evaluate_condition (e, node, input, frame);
    case SW_JN_BIND:
      return evaluate_bind (e, node, input, frame);
    case SW_JN_CALL:
      return sw_js_evaluate_call (e, node, input, frame, NULL);
    case SW_JN_PARTIAL:
      return sw_js_evaluate_partial (e, node, input, frame);
    case SW_JN_APPLY:
      return sw_js_evaluate_apply (e, node, input, frame);
    case SW_JN_LAMBDA:
    case SW_JN_TRANSFORM:
    case SW_JN_REGEX:
      return evaluate_function (e, node, input, frame);
    default: /* parts of others, and kinds of the first pass alone */
      return SW_VALUE_INIT;
    }
}

/* Looks at the limit of steps, and lets the outside have its say. */
static gboolean
check_steps (SwJsonataEval *e)
{
  guint64 news = e->steps - e->told;

  e->told = e->steps;
  if (e->steps > e->limits.steps)
    {
      sw_js_fail_message (e, "U1001", SW_JS_TIMEOUT);
      return FALSE;
    }
  e->check = MIN (e->limits.steps + 1, e->steps + SW_INTERRUPT_UNITS);
  return sw_js_work (e, news);
}

static gboolean
enter (SwJsonataEval *e)
{
  if (++e->depth > e->limits.depth)
    {
      sw_js_fail_message (e, "U1001",
                          "Stack overflow error: Check for non-terminating recursive function.  "
                          "Consider rewriting as tail-recursive.");
      return FALSE;
    }
  return ++e->steps < e->check || check_steps (e);
}

/**
 * sw_js_evaluate:
 * @input: the context value
 * @frame: the variables in scope
 *
 * Evaluates one part of the expression.
 *
 * Returns: (transfer full): its value; UNDEFINED where it has none, or failed
 */
SwValue
sw_js_evaluate (SwJsonataEval       *e,
                const SwJsonataNode *node,
                SwValue              input,
                SwJsonataFrame      *frame)
{
  SwValue result = SW_VALUE_INIT;

  if (enter (e))
    result = evaluate_kind (e, node, input, frame);

  if (node->stages != NULL && !node->staged)
    for (guint i = 0; i < node->stages->len && !e->failed; i++)
      sw_value_set (
          &result,
          sw_js_filter (e, g_array_index (node->stages, SwJsonataStage, i).filter, result, frame));
  if (node->group != NULL && node->kind != SW_JN_PATH && !e->failed)
    sw_value_set (&result, sw_js_evaluate_group (e, node->group, result, frame));
  e->depth--;

  if (e->failed)
    {
      sw_value_clear (&result);
      return SW_VALUE_INIT;
    }
  if (node->keep_array && sw_js_is_sequence (result))
    result.user |= SW_JS_KEEP;

  return sw_js_unwrap (result);
}

/* ---- the whole expression ---- */

static SwJsonataLimits
fill_limits (SwJsonataLimits limits)
{
  return (SwJsonataLimits) {
    .depth = limits.depth != 0 ? limits.depth : DEFAULT_DEPTH,
    .bytes = limits.bytes != 0 ? limits.bytes : DEFAULT_BYTES,
    .steps = limits.steps != 0 ? limits.steps : DEFAULT_STEPS,
  };
}

/* An infinite number inside @value becomes a text. */
static SwValue
without_infinity (SwJsonataEval *e,
                  SwValue        value)
{
  guint length = 0;
  SwValue copy;

  if (sw_value_is (value, SW_TYPE_NUMBER) && !isfinite (sw_value_get_number (value)))
    return sw_value_new_string (isnan (sw_value_get_number (value))    ? "NaN"
                                : sw_value_get_number (value) > 0 ? "Infinity"
                                                                  : "-Infinity");
  if (!sw_value_is (value, SW_TYPE_ARRAY) && !sw_value_is (value, SW_TYPE_OBJECT))
    return sw_value_ref (value);

  length = sw_value_get_length (value);
  copy = sw_value_ref (value);
  for (guint i = 0; i < length && sw_js_spend (e, 8, 0); i++)
    if (sw_value_is (value, SW_TYPE_ARRAY))
      sw_value_set_element (&copy, i, without_infinity (e, sw_value_get_element (value, i)));
    else
      sw_value_set_member_string (&copy, sw_value_get_key (value, i),
                                  without_infinity (e, sw_value_get_member_at (value, i)));

  return copy;
}

/* A result is plain JSON: the kinds of array end with the evaluation, and what JSON has no number
 * for is a text ([1/0] leaves AWS as ["Infinity"]: recorded on AWS). */
static SwValue
finish_result (SwJsonataEval *e,
               SwValue        take_value)
{
  if (e->infinite)
    sw_value_set (&take_value, without_infinity (e, take_value));
  take_value.user = 0;

  return take_value;
}

/**
 * sw_jsonata_evaluate:
 * @scope: what the expression may see
 * @result: (out): the value; UNDEFINED where the expression yields nothing, OPAQUE for a function
 * @error: (out caller-allocates) (nullable): code and text of what went wrong
 *
 * Evaluates a compiled expression.
 *
 * Returns: FALSE with @error set where it failed or went beyond a limit
 */
gboolean
sw_jsonata_evaluate (const SwJsonata      *self,
                     const SwJsonataScope *scope,
                     SwValue              *result,
                     SwJsonataError       *error)
{
  SwJsonataEval e = { .expression = self,
                      .scope = scope,
                      .limits = fill_limits (scope->limits),
                      .bytes = scope->bytes != NULL ? *scope->bytes : 0 };
  g_autoptr (SwString) root_name = sw_string_new ("$", 1);
  g_auto (SwValue) input = sw_value_ref (scope->input);
  SwValue value;
  gsize spent;

  spent = scope->interrupt != NULL ? scope->interrupt->spent : 0;
  e.check = MIN (e.limits.steps + 1, SW_INTERRUPT_UNITS - MIN (spent, SW_INTERRUPT_UNITS - 1));
  e.root = sw_js_frame_new (&e, NULL);
  sw_js_frame_bind (e.root, root_name, input);
  if (sw_value_is (input, SW_TYPE_ARRAY))
    {
      SwValue outer = sw_value_new_array (1);

      outer.user = SW_JS_SEQUENCE | SW_JS_OUTER;
      sw_value_append (&outer, sw_value_ref (input));
      sw_value_set (&input, outer);
    }

  value = sw_js_evaluate (&e, self->root, input, e.root);
  *result = finish_result (&e, value);
  sw_js_frame_unref (e.root);
  sw_js_frames_clear (&e);
  if (scope->interrupt != NULL)
    scope->interrupt->spent += e.steps - e.told; /* many small evaluations are one long one */
  if (scope->bytes != NULL)
    *scope->bytes = e.bytes;
  if (e.failed)
    sw_jsonata_fault_finish (&e.fault, error);

  return !e.failed;
}
