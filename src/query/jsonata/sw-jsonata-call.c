/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

#include "query/jsonata/sw-jsonata-functions.h"
#include "query/jsonata/sw-jsonata-signature.h"

/* Calling functions. A call in tail position comes back as a thunk, which the
 * loop in sw_js_apply() runs: it costs no depth. */

/* So many are looked through in about the time that a node takes to be evaluated. */
#define ITEMS_PER_UNIT 8
#define BYTES_PER_UNIT 64

static GArray *
new_arguments (const SwValue *values,
               guint          n)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (SwValue), n);

  g_array_set_clear_func (array, (GDestroyNotify) sw_value_clear);
  for (guint i = 0; i < n; i++)
    {
      SwValue value = sw_value_ref (values[i]);

      g_array_append_val (array, value);
    }

  return array;
}

static SwValue
call_lambda (SwJsonataEval     *e,
             SwJsonataFunction *self,
             GArray            *arguments,
             SwValue            input)
{
  SwJsonataFrame *frame;
  SwValue result;

  if (self->node->signature != NULL
      && !sw_jsonata_signature_apply (self->node->signature, arguments, input, &e->fault))
    {
      e->failed = TRUE;
      return SW_VALUE_INIT;
    }

  frame = sw_js_frame_new (e, self->frame);
  for (guint i = 0; self->node->items != NULL && i < self->node->items->len; i++)
    {
      const SwJsonataNode *parameter = g_ptr_array_index (self->node->items, i);

      sw_js_frame_bind (frame, parameter->name,
                        sw_js_argument ((SwValue *) (gpointer) arguments->data, arguments->len, i));
    }
  result = sw_js_evaluate (e, self->node->lhs, self->input, frame);
  sw_js_frame_unref (frame);

  return result;
}

/* What a function of the language has to look through, in units of work */
static gsize
weigh (GArray *arguments)
{
  gsize units = 0;

  for (guint i = 0; i < arguments->len; i++)
    {
      SwValue value = g_array_index (arguments, SwValue, i);

      if (sw_value_is (value, SW_TYPE_ARRAY) || sw_value_is (value, SW_TYPE_OBJECT))
        units += sw_value_get_length (value) / ITEMS_PER_UNIT;
      else if (sw_value_is (value, SW_TYPE_STRING))
        units += sw_string_get_length (sw_value_get_string (value)) / BYTES_PER_UNIT;
    }

  return units;
}

static SwValue
call_native (SwJsonataEval     *e,
             SwJsonataFunction *self,
             GArray            *arguments,
             SwValue            input)
{
  const SwJsonataSignature *signature = sw_jsonata_native_get_signature (self->native);

  if (signature != NULL && !sw_jsonata_signature_apply (signature, arguments, input, &e->fault))
    {
      e->failed = TRUE;
      return SW_VALUE_INIT;
    }

  if (!sw_js_work (e, weigh (arguments)))
    return SW_VALUE_INIT;

  return self->native->call (e, (SwValue *) (gpointer) arguments->data, arguments->len, input);
}

static SwValue
call_partial (SwJsonataEval     *e,
              SwJsonataFunction *self,
              GArray            *given,
              SwValue            input)
{
  g_autoptr (GArray) arguments =
      new_arguments ((SwValue *) (gpointer) self->arguments->data, self->arguments->len);
  guint next = 0;

  for (guint i = 0; i < arguments->len; i++)
    if ((self->holes >> i & 1) != 0)
      sw_value_set (
          &g_array_index (arguments, SwValue, i),
          sw_value_ref (sw_js_argument ((SwValue *) (gpointer) given->data, given->len, next++)));

  return sw_js_apply (e, self->function, (SwValue *) (gpointer) arguments->data, arguments->len,
                      input);
}

static SwValue
call_chain (SwJsonataEval     *e,
            SwJsonataFunction *self,
            GArray            *arguments,
            SwValue            input)
{
  g_auto (SwValue) between = sw_js_apply (e, self->function, (SwValue *) (gpointer) arguments->data,
                                          MIN (arguments->len, 1), input);

  return e->failed ? SW_VALUE_INIT : sw_js_apply (e, self->second, &between, 1, input);
}

/* One call, without the loop for tail calls. May change ARGUMENTS. */
static SwValue
call_once (SwJsonataEval *e,
           SwValue        function,
           GArray        *arguments,
           SwValue        input)
{
  SwJsonataFunction *self = sw_js_get_function (function);
  SwValue first = sw_js_argument ((SwValue *) (gpointer) arguments->data, arguments->len, 0);

  if (self == NULL)
    return sw_js_fail (e, "T1006", function);

  switch (self->kind)
    {
    case SW_JF_LAMBDA:
      return call_lambda (e, self, arguments, input);
    case SW_JF_NATIVE:
      return call_native (e, self, arguments, input);
    case SW_JF_PARTIAL:
      return call_partial (e, self, arguments, input);
    case SW_JF_CHAIN:
      return call_chain (e, self, arguments, input);
    case SW_JF_TRANSFORM:
      if (!sw_value_is (first, SW_TYPE_OBJECT) && !sw_value_is (first, SW_TYPE_ARRAY)
          && !sw_value_is (first, SW_TYPE_UNDEFINED))
        {
          e->fault.index = 1;
          return sw_js_fail_at (e, "T0410", first, self->node, NULL);
        }
      return sw_js_transform (e, self, first);
    case SW_JF_MATCHER:
    case SW_JF_NEXT:
      return sw_js_call_matcher (e, self, first);
    default:
      g_return_val_if_reached (SW_VALUE_INIT);
    }
}

static gboolean
is_thunk (SwValue value)
{
  SwJsonataFunction *function = sw_js_get_function (value);

  return function != NULL && function->kind == SW_JF_LAMBDA && function->node->thunk;
}

static GArray *
evaluate_arguments (SwJsonataEval       *e,
                    const SwJsonataNode *call,
                    SwValue              input,
                    SwJsonataFrame      *frame,
                    const SwValue       *first)
{
  GArray *arguments = new_arguments (first, first != NULL ? 1 : 0);

  for (guint i = 0; call->items != NULL && i < call->items->len && !e->failed; i++)
    {
      SwValue value = sw_js_evaluate (e, g_ptr_array_index (call->items, i), input, frame);

      g_array_append_val (arguments, value);
    }

  return arguments;
}

static const char *
call_name (const SwJsonataNode *call)
{
  const SwJsonataNode *callee = call->lhs;

  if (callee->kind == SW_JN_PATH)
    callee = g_ptr_array_index (callee->items, 0);

  return callee->name != NULL ? sw_string_get_text (callee->name) : NULL;
}

/* A fault without place or name gets those of the call it came from. */
static void
complete_fault (SwJsonataEval       *e,
                const SwJsonataNode *call)
{
  if (!e->failed)
    return;
  if (!e->fault.has_position)
    {
      e->fault.position = call->position;
      e->fault.has_position = TRUE;
    }
  if (e->fault.token == NULL)
    e->fault.token = g_strdup (call_name (call));
}

/* Runs the tail calls that TAKE_RESULT stands for. */
static SwValue
run_thunks (SwJsonataEval *e,
            SwValue        take_result,
            SwValue        input)
{
  while (!e->failed && is_thunk (take_result))
    {
      g_auto (SwValue) thunk = take_result;
      SwJsonataFunction *self = sw_js_get_function (thunk);
      const SwJsonataNode *call = self->node->lhs;
      g_auto (SwValue) next = sw_js_evaluate (e, call->lhs, self->input, self->frame);
      g_autoptr (GArray) arguments = NULL;

      take_result = SW_VALUE_INIT;
      if (e->failed)
        break;
      arguments = evaluate_arguments (e, call, self->input, self->frame, NULL);
      if (e->failed)
        break;
      take_result = call_once (e, next, arguments, input);
      complete_fault (e, call);
    }

  return take_result;
}

/**
 * sw_js_apply:
 * @function: what to call; anything else is a fault
 * @arguments: borrowed
 * @input: the context value
 *
 * Calls a function.
 *
 * Returns: (transfer full): its value
 */
SwValue
sw_js_apply (SwJsonataEval *e,
             SwValue        function,
             const SwValue *arguments,
             guint          n_arguments,
             SwValue        input)
{
  g_autoptr (GArray) array = new_arguments (arguments, n_arguments);
  SwValue result = call_once (e, function, array, input);

  return run_thunks (e, result, input);
}

/**
 * sw_js_call_back:
 *
 * Calls what a higher-order function was given, with as many of @value, @index, @array as it
 * declares.
 *
 * Returns: (transfer full): its value
 */
SwValue
sw_js_call_back (SwJsonataEval *e,
                 SwValue        function,
                 SwValue        value,
                 SwValue        index,
                 SwValue        array)
{
  SwValue arguments[] = { value, index, array };
  guint arity = sw_js_get_arity (function);

  return sw_js_apply (e, function, arguments, CLAMP (arity, 1, 3), SW_VALUE_INIT);
}

/* What a call calls. A bare name that is no member but names a function was meant with a `$`. */
static SwValue
evaluate_callee (SwJsonataEval       *e,
                 const SwJsonataNode *call,
                 SwValue              input,
                 SwJsonataFrame      *frame,
                 const char          *code)
{
  SwValue callee = sw_js_evaluate (e, call->lhs, input, frame);

  if (!e->failed && sw_value_is (callee, SW_TYPE_UNDEFINED) && call->lhs->kind == SW_JN_PATH)
    {
      const SwJsonataNode *step = g_ptr_array_index (call->lhs->items, 0);
      g_auto (SwValue) meant =
          step->kind == SW_JN_NAME ? sw_js_frame_lookup (e, frame, step->name) : SW_VALUE_INIT;

      if (!sw_value_is (meant, SW_TYPE_UNDEFINED))
        return sw_js_fail_at (e, code, SW_VALUE_INIT, call, sw_string_get_text (step->name));
    }

  return callee;
}

/**
 * sw_js_evaluate_call:
 * @first: (nullable): an argument that goes before those written (left of `~>`)
 *
 * Evaluates a call.
 *
 * Returns: (transfer full): its value
 */
SwValue
sw_js_evaluate_call (SwJsonataEval       *e,
                     const SwJsonataNode *node,
                     SwValue              input,
                     SwJsonataFrame      *frame,
                     const SwValue       *first)
{
  g_auto (SwValue) function = evaluate_callee (e, node, input, frame, "T1005");
  g_autoptr (GArray) arguments = NULL;
  SwValue result;

  if (e->failed)
    return SW_VALUE_INIT;
  arguments = evaluate_arguments (e, node, input, frame, first);
  if (e->failed)
    return SW_VALUE_INIT;

  result = call_once (e, function, arguments, input);
  complete_fault (e, node);
  result = run_thunks (e, result, input);
  complete_fault (e, node);

  return result;
}

/**
 * sw_js_evaluate_partial:
 *
 * Evaluates f(a, ?): the function that still wants the missing arguments.
 *
 * Returns: (transfer full): the function
 */
SwValue
sw_js_evaluate_partial (SwJsonataEval       *e,
                        const SwJsonataNode *node,
                        SwValue              input,
                        SwJsonataFrame      *frame)
{
  g_auto (SwValue) callee = evaluate_callee (e, node, input, frame, "T1007");
  SwJsonataFunction *partial;

  if (e->failed)
    return SW_VALUE_INIT;
  if (sw_js_get_function (callee) == NULL)
    return sw_js_fail_at (e, "T1008", callee, node, call_name (node));

  partial = g_new0 (SwJsonataFunction, 1);
  partial->kind = SW_JF_PARTIAL;
  partial->function = sw_value_ref (callee);
  partial->arguments = evaluate_arguments (e, node, input, frame, NULL);
  for (guint i = 0; i < node->items->len && i < 64; i++)
    if (((SwJsonataNode *) g_ptr_array_index (node->items, i))->kind == SW_JN_HOLE)
      partial->holes |= (guint64) 1 << i;

  return sw_js_function_new (partial);
}

/**
 * sw_js_evaluate_apply:
 *
 * Evaluates left ~> right: a call with one more argument, a call, or the chain of two functions.
 *
 * Returns: (transfer full): its value
 */
SwValue
sw_js_evaluate_apply (SwJsonataEval       *e,
                      const SwJsonataNode *node,
                      SwValue              input,
                      SwJsonataFrame      *frame)
{
  g_auto (SwValue) left = sw_js_evaluate (e, node->lhs, input, frame);
  g_auto (SwValue) right = SW_VALUE_INIT;

  if (e->failed)
    return SW_VALUE_INIT;
  if (node->rhs->kind == SW_JN_CALL)
    return sw_js_evaluate_call (e, node->rhs, input, frame, &left);

  right = sw_js_evaluate (e, node->rhs, input, frame);
  if (e->failed)
    return SW_VALUE_INIT;
  if (sw_js_get_function (right) == NULL)
    return sw_js_fail_at (e, "T2006", right, node, NULL);
  if (sw_js_get_function (left) != NULL)
    {
      SwJsonataFunction *chain = g_new0 (SwJsonataFunction, 1);

      chain->kind = SW_JF_CHAIN;
      chain->function = sw_value_ref (left);
      chain->second = sw_value_ref (right);
      return sw_js_function_new (chain);
    }

  return sw_js_apply (e, right, &left, 1, SW_VALUE_INIT);
}
