/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-formula-private.h"

#include <string.h>

#include "json/sw-text.h"

typedef enum
{
  KIND_CONSTANT,
  KIND_PATH,
  KIND_TEMPLATE,
  KIND_JSONATA,
} Kind;

struct _SwFormula
{
  Kind               kind;
  SwPathKind         path_kind;
  gboolean           uses_context; /* may look at `$$`, so the context object must be made */
  SwValue            constant;
  SwPayloadTemplate *template;
  SwJsonataTemplate *jsonata;
  char              *text;         /* of the one path or JSONata expression it is, or NULL */
  char              *field;        /* the definition's field, for error texts */
};

static SwFormula *
formula_new (Kind kind)
{
  SwFormula *self = g_new0 (SwFormula, 1);

  self->kind = kind;
  return self;
}

/**
 * sw_formula_new_constant:
 *
 * Makes an expression that always yields the same value.
 *
 * Returns: (transfer full): the expression
 */
SwFormula *
sw_formula_new_constant (SwValue take_value)
{
  SwFormula *self = formula_new (KIND_CONSTANT);

  self->constant = take_value;
  return self;
}

/**
 * sw_formula_new_path:
 * @text: "$.a.b", "$$.Execution.Id", "$variable.x", or an intrinsic call
 * @kind: how a path that leads nowhere is reported
 * @field: name of the field in the definition
 *
 * Compiles a field that holds one path.
 *
 * Returns: (transfer full): the expression, or %NULL with @error set
 */
SwFormula *
sw_formula_new_path (const char  *text,
                     SwPathKind   kind,
                     const char  *field,
                     GError     **error)
{
  g_autoptr (SwPayloadTemplate) template = sw_payload_template_new_path (text, error);
  SwFormula *self;

  if (template == NULL)
    return NULL;
  self = formula_new (KIND_PATH);
  self->path_kind = kind;
  self->template = g_steal_pointer (&template);
  self->text = g_strdup (text);
  self->field = g_strdup (field);
  self->uses_context = strstr (text, "$$") != NULL;
  return self;
}

/* Whether any string in VALUE holds NEEDLE. Too many hits only cost time. */
static gboolean
value_mentions (SwValue     value,
                const char *needle)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  return strstr (text, needle) != NULL;
}

/**
 * sw_formula_new_template:
 * @value: a payload template: any JSON, paths and intrinsic calls in its "x.$" members
 *
 * Compiles Parameters, ResultSelector, ItemSelector, Assign … of a JSONPath state.
 *
 * Returns: (transfer full): the expression, or %NULL with @error set
 */
SwFormula *
sw_formula_new_template (SwValue   value,
                         GError  **error)
{
  g_autoptr (SwPayloadTemplate) template = NULL;
  SwFormula *self;

  template = sw_payload_template_new (value, error);
  if (template == NULL)
    return NULL;
  if (sw_payload_template_is_constant (template))
    return sw_formula_new_constant (sw_value_ref (value));
  self = formula_new (KIND_TEMPLATE);
  self->template = g_steal_pointer (&template);
  self->uses_context = value_mentions (value, "$$");
  return self;
}

/**
 * sw_formula_new_jsonata:
 * @value: any JSON; a string that begins with "{%" and ends with "%}" is an expression (recorded on
 * AWS: blanks around it make it a constant)
 * @field: where it stands in the state, "Output" or "Choices[0]/Condition": the head of error
 * locations
 *
 * Compiles a field of a JSONata state.
 *
 * Returns: (transfer full): the expression, or %NULL with @error set
 */
SwFormula *
sw_formula_new_jsonata (SwValue      value,
                        const char  *field,
                        GError     **error)
{
  SwJsonataTemplate *jsonata = sw_jsonata_template_new (value, field, error);
  SwFormula *self;

  if (jsonata == NULL)
    return NULL;
  if (sw_jsonata_template_is_constant (jsonata))
    {
      sw_jsonata_template_free (jsonata);
      return sw_formula_new_constant (sw_value_ref (value));
    }
  self = formula_new (KIND_JSONATA);
  self->jsonata = jsonata;
  self->text = g_strdup (sw_jsonata_template_get_text (jsonata));
  self->field = g_strdup (field);
  self->uses_context = sw_jsonata_template_uses_context (jsonata);
  return self;
}

/**
 * sw_formula_free:
 *
 * Frees an expression.
 */
void
sw_formula_free (SwFormula *self)
{
  sw_value_clear (&self->constant);
  g_clear_pointer (&self->template, sw_payload_template_free);
  g_clear_pointer (&self->jsonata, sw_jsonata_template_free);
  g_free (self->text);
  g_free (self->field);
  g_free (self);
}

/**
 * sw_formula_uses_context:
 *
 * Returns: whether the expression may read the context object
 */
gboolean
sw_formula_uses_context (const SwFormula *self)
{
  return self->uses_context;
}

/**
 * sw_formula_is_constant:
 *
 * Returns: whether the expression stands literally in the definition
 */
gboolean
sw_formula_is_constant (const SwFormula *self)
{
  return self->kind == KIND_CONSTANT;
}

/**
 * sw_formula_get_text:
 *
 * Returns: (nullable): the path as the definition has it, for error texts
 */
const char *
sw_formula_get_text (const SwFormula *self)
{
  return self->text;
}

/**
 * sw_formula_get_field:
 *
 * Returns: (nullable): the field as error texts name it, "OutputPath" or "Choices[0]/Condition"
 */
const char *
sw_formula_get_field (const SwFormula *self)
{
  return self->field;
}

/* The sentences are AWS's as recorded; the words behind "Invalid path" are Jayway's, from the query
 * layer. */
static gboolean
report (const SwFormula    *self,
        const SwEvaluation *evaluation,
        const char         *member,
        const GError       *error,
        SwFailure          *failure)
{
  const char *field = member != NULL ? member : self->field;

  if (g_error_matches (error, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC))
    return sw_failure_in_state (failure, SW_ERROR_INTRINSIC, "%s", error->message);
  if (self->kind == KIND_PATH && self->path_kind == SW_FORMULA_NAMED
      && g_error_matches (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND))
    {
      g_autofree char *words
          = sw_query_dup_not_found_text (self->text, field, evaluation->query.input);

      return sw_failure_runtime (failure, "%s", words);
    }
  if (self->kind == KIND_PATH)
    return sw_failure_runtime (failure, "Invalid path '%s' : %s", self->text, error->message);
  return sw_failure_runtime (failure, "%s", error->message);
}

/**
 * sw_formula_evaluate:
 * @evaluation: what it may see
 * @result: (out): set on success; owned
 * @failure: set otherwise
 *
 * Evaluates a field.
 *
 * Returns: whether there is a result
 */
gboolean
sw_formula_evaluate (const SwFormula    *self,
                     const SwEvaluation *evaluation,
                     SwValue            *result,
                     SwFailure          *failure)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *member = NULL;

  if (self->kind == KIND_CONSTANT)
    {
      *result = sw_value_ref (self->constant);
      return TRUE;
    }
  if (self->kind == KIND_JSONATA)
    return sw_jsonata_template_evaluate (self->jsonata, evaluation, result, failure);
  if (sw_payload_template_evaluate (self->template, &evaluation->query, result, &member, &error))
    return TRUE;
  return report (self, evaluation, member, error, failure);
}
