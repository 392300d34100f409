/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-payload-template.h"

#include "json/sw-text.h"
#include "query/sw-expression.h"

#include <string.h>

typedef enum
{
  SW_TEMPLATE_CONSTANT, /* nothing in it is computed */
  SW_TEMPLATE_EXPRESSION,
  SW_TEMPLATE_ARRAY,
  SW_TEMPLATE_OBJECT,
} SwTemplateKind;

typedef struct _SwTemplateNode SwTemplateNode;

struct _SwTemplateNode
{
  SwTemplateKind  kind;
  SwString       *name;     /* of the member it gives, without ".$"; NULL for elements, the root */
  char           *field;    /* the member as written, "x.$"; of expressions in a template */
  SwValue         value;    /* of a constant */
  SwExpression   *expression;
  GPtrArray      *children; /* SwTemplateNode */
};

struct _SwPayloadTemplate
{
  SwTemplateNode *root;
};

static void
node_free (SwTemplateNode *node)
{
  g_clear_pointer (&node->name, sw_string_unref);
  g_free (node->field);
  sw_value_clear (&node->value);
  g_clear_pointer (&node->expression, sw_expression_free);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTemplateNode, node_free)

static SwTemplateNode *
node_new (SwTemplateKind kind)
{
  SwTemplateNode *node = g_new0 (SwTemplateNode, 1);

  node->kind = kind;
  node->value = SW_VALUE_INIT;
  return node;
}

static SwPayloadTemplate *
template_new (SwTemplateNode *take_root)
{
  SwPayloadTemplate *self = g_new0 (SwPayloadTemplate, 1);

  self->root = take_root;
  return self;
}

static SwTemplateNode *node_compile (SwValue   value,
                                     GError  **error);

/* "x.$": "…" */
static SwTemplateNode *
node_compile_expression (SwString *key,
                         SwValue   value,
                         GError  **error)
{
  g_autoptr (SwTemplateNode) node = node_new (SW_TEMPLATE_EXPRESSION);
  const char *text;
  gsize length;

  node->field = g_strdup (sw_string_get_text (key));
  node->name = sw_string_new (sw_string_get_text (key), (gssize) sw_string_get_length (key) - 2);
  if (sw_value_is (value, SW_TYPE_STRING))
    {
      text = sw_value_get_text (value, &length);
      node->expression = sw_expression_new (text, length, NULL);
    }
  if (node->expression != NULL)
    return g_steal_pointer (&node);

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_SYNTAX,
               "The value for the field '%s' must be a valid JSONPath or a valid intrinsic "
               "function call",
               node->field);
  return NULL;
}

static SwTemplateNode *
node_compile_member (SwString *key,
                     SwValue   value,
                     GError  **error)
{
  SwTemplateNode *node;

  if (sw_string_get_length (key) >= 2
      && g_str_has_suffix (sw_string_get_text (key), ".$"))
    return node_compile_expression (key, value, error);

  node = node_compile (value, error);
  if (node != NULL)
    node->name = sw_string_ref (key);
  return node;
}

/* Turns a container that holds nothing computed into the constant it is. */
static void
node_simplify (SwTemplateNode *node,
               SwValue         value)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const SwTemplateNode *child = node->children->pdata[i];

      if (child->kind != SW_TEMPLATE_CONSTANT)
        return;
    }

  node->kind = SW_TEMPLATE_CONSTANT;
  node->value = sw_value_ref (value);
  g_clear_pointer (&node->children, g_ptr_array_unref);
}

static SwTemplateNode *
node_compile (SwValue  value,
              GError **error)
{
  gboolean object = sw_value_is (value, SW_TYPE_OBJECT);
  g_autoptr (SwTemplateNode) node = node_new (object ? SW_TEMPLATE_OBJECT : SW_TEMPLATE_ARRAY);

  if (!object && !sw_value_is (value, SW_TYPE_ARRAY))
    {
      node->kind = SW_TEMPLATE_CONSTANT;
      node->value = sw_value_ref (value);
      return g_steal_pointer (&node);
    }

  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      SwTemplateNode *child
          = object ? node_compile_member (sw_value_get_key (value, i),
                                          sw_value_get_member_at (value, i), error)
                   : node_compile (sw_value_get_element (value, i), error);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (node->children, child);
    }

  node_simplify (node, value);
  return g_steal_pointer (&node);
}

/**
 * sw_payload_template_new_path:
 * @text: a path or an intrinsic call, as it stands behind a "x.$" member or in a …Path field
 *
 * Returns: (transfer full): the compiled field; NULL with SW_QUERY_ERROR_SYNTAX, whose message ends
 * with the byte
 *   offset, or SW_QUERY_ERROR_LIMIT
 */
SwPayloadTemplate *
sw_payload_template_new_path (const char *text,
                              GError    **error)
{
  SwExpression *expression = sw_expression_new (text, strlen (text), error);
  SwTemplateNode *root;

  if (expression == NULL)
    return NULL;

  root = node_new (SW_TEMPLATE_EXPRESSION);
  root->expression = expression;
  return template_new (root);
}

/**
 * sw_payload_template_new:
 * @value: a payload template: Parameters, ResultSelector, ItemSelector …
 *
 * Returns: (transfer full): the compiled template; NULL with SW_QUERY_ERROR_SYNTAX and the text
 * CreateStateMachine
 *   refuses such a template with
 */
SwPayloadTemplate *
sw_payload_template_new (SwValue  value,
                         GError **error)
{
  SwTemplateNode *root = node_compile (value, error);

  return root != NULL ? template_new (root) : NULL;
}

/**
 * sw_payload_template_free:
 *
 * Frees a template.
 */
void
sw_payload_template_free (SwPayloadTemplate *self)
{
  node_free (self->root);
  g_free (self);
}

/**
 * sw_payload_template_is_constant:
 *
 * Returns: whether it has no "x.$" member: evaluation gives back the value it was made from
 */
gboolean
sw_payload_template_is_constant (const SwPayloadTemplate *self)
{
  return self->root->kind == SW_TEMPLATE_CONSTANT;
}

/**
 * sw_query_dup_not_found_text:
 * @path: the path as written, e.g. "$.x"
 * @field: the field it stands in, e.g. "value.$" or "ErrorPath"
 * @input: the state's input, whatever the path is over
 *
 * Returns: (transfer full): the service's sentence for a path that leads nowhere, as recorded on
 * AWS
 */
char *
sw_query_dup_not_found_text (const char *path,
                             const char *field,
                             SwValue     input)
{
  g_autofree char *text = sw_value_to_text (input, SW_TEXT_DEFAULT, NULL);

  return g_strdup_printf ("The JSONPath '%s' specified for the field '%s' could not be found in "
                          "the input '%s'",
                          path, field, text);
}

/* Reports why an expression failed, in the words of a template where it stands in one. */
static void
report_failure (const SwTemplateNode *node,
                const SwQueryScope   *scope,
                GError               *take_failure,
                char                **field,
                GError              **error)
{
  g_autoptr (GError) failure = take_failure;
  g_autofree char *text = NULL;

  if (field != NULL)
    *field = g_strdup (node->field);
  if (node->field == NULL || g_error_matches (failure, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return;
    }
  if (g_error_matches (failure, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT))
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
                   "The JSONPath '%s' specified for the field '%s' could not be evaluated: %s",
                   node->expression->text, node->field, failure->message);
      return;
    }

  text = sw_query_dup_not_found_text (node->expression->text, node->field, scope->input);
  g_set_error_literal (error, SW_QUERY_ERROR, failure->code, text);
}

/* One evaluation of a template */
typedef struct
{
  const SwQueryScope *scope;
  gsize               bytes; /* of the values of its expressions so far */
  char              **field; /* as of sw_payload_template_evaluate() */
  GError            **error;
} Evaluation;

/* What VALUE itself takes; what it holds is mostly shared with others. */
static gsize
measure (SwValue value)
{
  if (sw_value_is (value, SW_TYPE_STRING))
    return sw_string_get_length (sw_value_get_string (value));
  return sw_value_get_length (value) * sizeof (SwValue);
}

static gboolean
evaluate_expression (const SwTemplateNode *node,
                     Evaluation           *evaluation,
                     SwValue              *result)
{
  GError *failure = NULL;

  if (sw_expression_evaluate (node->expression, evaluation->scope, result, &failure))
    {
      evaluation->bytes += measure (*result);
      if (evaluation->bytes <= SW_PAYLOAD_TEMPLATE_MAX_BYTES)
        return TRUE;
      sw_value_clear (result);
      g_set_error (&failure, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
                   "The values of the template would take more than %d bytes",
                   SW_PAYLOAD_TEMPLATE_MAX_BYTES);
    }

  report_failure (node, evaluation->scope, failure, evaluation->field, evaluation->error);
  return FALSE;
}

static gboolean node_evaluate (const SwTemplateNode *node,
                               Evaluation           *evaluation,
                               SwValue              *result);

static gboolean
evaluate_container (const SwTemplateNode *node,
                    Evaluation           *evaluation,
                    SwValue              *result)
{
  gboolean object = node->kind == SW_TEMPLATE_OBJECT;
  g_auto (SwValue) container = object ? sw_value_new_object (node->children->len)
                                      : sw_value_new_array (node->children->len);

  for (guint i = 0; i < node->children->len; i++)
    {
      const SwTemplateNode *child = node->children->pdata[i];
      SwValue value = SW_VALUE_INIT;

      if (!node_evaluate (child, evaluation, &value))
        return FALSE;
      if (object)
        sw_value_set_member_string (&container, child->name, value);
      else
        sw_value_append (&container, value);
    }

  *result = container;
  container = SW_VALUE_INIT;
  return TRUE;
}

static gboolean
node_evaluate (const SwTemplateNode *node,
               Evaluation           *evaluation,
               SwValue              *result)
{
  if (node->kind == SW_TEMPLATE_CONSTANT)
    {
      *result = sw_value_ref (node->value);
      return TRUE;
    }
  if (node->kind == SW_TEMPLATE_EXPRESSION)
    return evaluate_expression (node, evaluation, result);

  return evaluate_container (node, evaluation, result);
}

/**
 * sw_payload_template_evaluate:
 * @result: (out): the value; constant parts are shared with the template, the rest with @scope
 * @field: (out) (optional) (nullable): on failure the member that failed, e.g. "value.$"; NULL for
 * a lone path
 *
 * A failure inside a template has the service's whole sentence as its message ("The JSONPath '$.x'
 * specified for the field 'value.$' could not be found in the input '{…}'", "The function
 * 'States.…' had the following error: …"); that of a lone path is the one of
 * sw_json_path_evaluate(), since the field it stands in is the caller's to know.
 *
 * Returns: TRUE, or FALSE with any SwQueryError but SW_QUERY_ERROR_SYNTAX
 */
gboolean
sw_payload_template_evaluate (const SwPayloadTemplate *self,
                              const SwQueryScope      *scope,
                              SwValue                 *result,
                              char                   **field,
                              GError                 **error)
{
  Evaluation evaluation = { .scope = scope, .field = field, .error = error };

  if (field != NULL)
    *field = NULL;

  return node_evaluate (self->root, &evaluation, result);
}
