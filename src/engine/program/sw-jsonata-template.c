/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-formula-private.h"

#include <string.h>

#include "engine/program/sw-program.h"
#include "query/jsonata/sw-jsonata.h"

#define OPENING "{%"
#define CLOSING "%}"

typedef enum
{
  PART_CONSTANT,
  PART_EXPRESSION,
  PART_ARRAY,
  PART_OBJECT,
} PartKind;

struct _SwJsonataTemplate
{
  PartKind   kind;
  gboolean   uses_context; /* this part or one inside it */
  SwValue    constant;
  SwJsonata *expression;
  char      *text;         /* of the expression, trimmed: error texts quote it */
  char      *field;        /* where it stands in the state: "Output/result", "Arguments/a[2]" */
  GPtrArray *children;     /* SwJsonataTemplate */
  SwValue    keys;         /* of an object: array of its names, in order */
};

/**
 * sw_jsonata_template_free:
 *
 * Frees a part and those inside it.
 */
void
sw_jsonata_template_free (SwJsonataTemplate *self)
{
  sw_value_clear (&self->constant);
  sw_value_clear (&self->keys);
  g_clear_pointer (&self->expression, sw_jsonata_free);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->text);
  g_free (self->field);
  g_free (self);
}

/* A string is an expression only where it begins and ends with the very marks: blanks around them
 * make it a constant (recorded on AWS). */
static gboolean
is_expression (SwValue value)
{
  gsize length;
  const char *text;

  if (!sw_value_is (value, SW_TYPE_STRING))
    return FALSE;
  text = sw_value_get_text (value, &length);
  return length >= strlen (OPENING CLOSING) && strncmp (text, OPENING, strlen (OPENING)) == 0
         && strncmp (text + length - strlen (CLOSING), CLOSING, strlen (CLOSING)) == 0;
}

/* Whether TEXT may read $states.context: it says so, or hands $states on as a whole. Too many hits
 * only cost time. */
static gboolean
may_use_context (const char *text)
{
  const char *name = "$states";

  if (strstr (text, "context") != NULL)
    return TRUE;
  for (const char *found = strstr (text, name); found != NULL; found = strstr (found + 1, name))
    if (found[strlen (name)] != '.')
      return TRUE;
  return FALSE;
}

static gboolean
compile_expression (SwJsonataTemplate  *self,
                    SwValue             value,
                    GError            **error)
{
  g_auto (SwJsonataError) refused = { 0 };
  gsize length;
  const char *text = sw_value_get_text (value, &length);

  self->kind = PART_EXPRESSION;
  self->text = g_strndup (text + strlen (OPENING), length - strlen (OPENING CLOSING));
  g_strstrip (self->text);
  self->uses_context = may_use_context (self->text);
  self->expression = sw_jsonata_new (self->text, -1, &refused);
  if (self->expression != NULL)
    return TRUE;
  g_set_error (error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_INVALID, "INVALID_JSONATA_EXPRESSION: %s",
               refused.message);
  return FALSE;
}

/* Adds what stands at an index or under a name. An array or object without expressions becomes a
 * constant. */
static gboolean
compile_child (SwJsonataTemplate  *self,
               SwValue             value,
               char               *take_field,
               GError            **error)
{
  g_autofree char *field = take_field;
  SwJsonataTemplate *child = sw_jsonata_template_new (value, field, error);

  if (child == NULL)
    return FALSE;
  self->uses_context |= child->uses_context;
  g_ptr_array_add (self->children, child);
  return TRUE;
}

static gboolean
compile_children (SwJsonataTemplate  *self,
                  SwValue             value,
                  GError            **error)
{
  gboolean is_object = sw_value_is (value, SW_TYPE_OBJECT);
  guint length = sw_value_get_length (value);

  self->kind = is_object ? PART_OBJECT : PART_ARRAY;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_jsonata_template_free);
  self->keys = sw_value_new_array (is_object ? length : 0);
  for (guint i = 0; i < length; i++)
    {
      SwString *key = is_object ? sw_value_get_key (value, i) : NULL;
      char *field = is_object ? g_strdup_printf ("%s/%s", self->field, sw_string_get_text (key))
                              : g_strdup_printf ("%s[%u]", self->field, i);

      if (is_object)
        sw_value_append (&self->keys, sw_value_take_string (sw_string_ref (key)));
      if (!compile_child (
              self, is_object ? sw_value_get_member_at (value, i) : sw_value_get_element (value, i),
              field, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_constant (const GPtrArray *children)
{
  for (guint i = 0; i < children->len; i++)
    if (((SwJsonataTemplate *) g_ptr_array_index (children, i))->kind != PART_CONSTANT)
      return FALSE;
  return TRUE;
}

/**
 * sw_jsonata_template_new:
 * @value: any JSON
 * @field: where it stands in the state, "Output"
 *
 * Compiles a field. Recurses as deep as the value is nested, which the JSON reader bounds.
 *
 * Returns: (transfer full): the field, or %NULL with @error set: "CODE: words at field"
 */
SwJsonataTemplate *
sw_jsonata_template_new (SwValue      value,
                         const char  *field,
                         GError     **error)
{
  g_autoptr (SwJsonataTemplate) self = g_new0 (SwJsonataTemplate, 1);
  gboolean is_container = sw_value_is (value, SW_TYPE_OBJECT) || sw_value_is (value, SW_TYPE_ARRAY);

  self->field = g_strdup (field);
  if (is_expression (value) && !compile_expression (self, value, error))
    return NULL;
  if (is_container && !compile_children (self, value, error))
    return NULL;
  if (self->kind == PART_CONSTANT || (is_container && are_constant (self->children)))
    {
      self->kind = PART_CONSTANT;
      self->constant = sw_value_ref (value);
    }
  return g_steal_pointer (&self);
}

/**
 * sw_jsonata_template_is_constant:
 *
 * Returns: whether it holds no expression
 */
gboolean
sw_jsonata_template_is_constant (const SwJsonataTemplate *self)
{
  return self->kind == PART_CONSTANT;
}

/**
 * sw_jsonata_template_uses_context:
 *
 * Returns: whether an expression in it may read $states.context
 */
gboolean
sw_jsonata_template_uses_context (const SwJsonataTemplate *self)
{
  return self->uses_context;
}

/**
 * sw_jsonata_template_get_text:
 *
 * Returns: (nullable): the expression; %NULL where the field as a whole is none
 */
const char *
sw_jsonata_template_get_text (const SwJsonataTemplate *self)
{
  return self->text;
}

/* Recorded on AWS: a full stop and the code before the text of a coded error, a colon before that
 * of a bound. */
static gboolean
report (const SwJsonataTemplate *self,
        const SwJsonataError    *error,
        SwFailure               *failure)
{
  return sw_failure_evaluation (
      failure, self->field,
      "The JSONata expression '%s' specified for the field '%s' threw an error during "
      "evaluation%s%s: %s",
      self->text, self->field, *error->code != '\0' ? ". " : "", error->code,
      error->message != NULL ? error->message : "");
}

static gboolean
evaluate_expression (const SwJsonataTemplate *self,
                     const SwJsonataScope    *scope,
                     SwValue                 *result,
                     SwFailure               *failure)
{
  g_auto (SwJsonataError) error = { 0 };

  if (!sw_jsonata_evaluate (self->expression, scope, result, &error))
    return report (self, &error, failure);
  if (sw_value_is (*result, SW_TYPE_UNDEFINED))
    return sw_failure_evaluation (
        failure, self->field,
        "The JSONata expression '%s' specified for the field '%s' returned nothing "
        "(undefined).",
        self->text, self->field);
  if (!sw_value_is (*result, SW_TYPE_OPAQUE))
    return TRUE;
  sw_value_clear (result);
  return sw_failure_evaluation (
      failure, self->field,
      "The JSONata expression '%s' specified for the field '%s' returned an "
      "unsupported result type.",
      self->text, self->field);
}

static gboolean
evaluate (const SwJsonataTemplate *self,
          const SwJsonataScope    *scope,
          SwValue                 *result,
          SwFailure               *failure)
{
  if (self->kind == PART_CONSTANT)
    {
      *result = sw_value_ref (self->constant);
      return TRUE;
    }
  if (self->kind == PART_EXPRESSION)
    return evaluate_expression (self, scope, result, failure);

  *result = self->kind == PART_OBJECT ? sw_value_new_object (self->children->len)
                                      : sw_value_new_array (self->children->len);
  for (guint i = 0; i < self->children->len; i++)
    {
      SwValue child;

      if (!evaluate (g_ptr_array_index (self->children, i), scope, &child, failure))
        {
          sw_value_clear (result);
          return FALSE;
        }
      if (self->kind == PART_OBJECT)
        sw_value_set_member_string (
            result, sw_value_get_string (sw_value_get_element (self->keys, i)), child);
      else
        sw_value_append (result, child);
    }
  return TRUE;
}

static void
add_unless_undefined (SwValue    *object,
                      const char *key,
                      SwValue     value)
{
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (object, key, sw_value_ref (value));
}

/**
 * sw_evaluation_make_bindings:
 *
 * Returns: (transfer full): what JSONata sees: the variables and $states
 */
SwValue
sw_evaluation_make_bindings (const SwEvaluation *evaluation)
{
  SwValue states = sw_value_new_object (4);
  SwValue bindings = sw_value_is (evaluation->query.variables, SW_TYPE_OBJECT)
                         ? sw_value_ref (evaluation->query.variables)
                         : sw_value_new_object (1);

  add_unless_undefined (&states, "input", evaluation->query.input);
  add_unless_undefined (&states, "result", evaluation->result);
  add_unless_undefined (&states, "errorOutput", evaluation->error_output);
  add_unless_undefined (&states, "context", evaluation->query.context);
  sw_value_set_member (&bindings, "states", states);
  return bindings;
}

/**
 * sw_jsonata_template_evaluate:
 * @evaluation: what it may see
 * @result: (out): set on success; owned
 * @failure: set otherwise
 *
 * Evaluates every expression in the field.
 *
 * Returns: whether there is a result
 */
gboolean
sw_jsonata_template_evaluate (const SwJsonataTemplate *self,
                              const SwEvaluation      *evaluation,
                              SwValue                 *result,
                              SwFailure               *failure)
{
  g_auto (SwValue) bindings = sw_evaluation_make_bindings (evaluation);
  gsize bytes = 0;
  SwJsonataScope scope = { .bindings = bindings,
                           .now = evaluation->now,
                           .random = evaluation->query.random,
                           .random_data = evaluation->query.random_data,
                           .interrupt = evaluation->query.interrupt,
                           .bytes = &bytes };

  return evaluate (self, &scope, result, failure);
}
