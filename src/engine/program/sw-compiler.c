/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-compiler.h"

#include <stdarg.h>

/* The fields of a definition, one kind at a time: what every part of the compiler asks for. */

/**
 * sw_compiler_refuse:
 * @node: (nullable): the part that is wrong
 * @code: AWS's code, "SCHEMA_VALIDATION_FAILED"
 * @format: the words
 *
 * Notes the first mistake as "CODE: words at /States/X/Field", the form of CreateStateMachine.
 */
void
sw_compiler_refuse (SwCompiler   *self,
                    const SwNode *node,
                    const char   *code,
                    const char   *format,
                    ...)
{
  g_autofree char *words = NULL, *pointer = NULL;
  va_list arguments;

  if (self->error != NULL)
    return;
  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (node != NULL)
    pointer = sw_node_dup_pointer (node);
  else
    pointer = g_strdup (self->state != NULL ? self->state->pointer : "");
  g_set_error (&self->error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_INVALID, "%s: %s at %s", code,
               words, *pointer != '\0' ? pointer : "/");
}

/* An error of the query layer, at its place in the definition */
static void
refuse_query (SwCompiler   *self,
              const SwNode *node,
              GError       *error)
{
  if (error->domain == SW_PROGRAM_ERROR && self->error == NULL)
    {
      g_autofree char *pointer = sw_node_dup_pointer (node);

      g_set_error (&self->error, SW_PROGRAM_ERROR, error->code, "%s at %s", error->message,
                   pointer);
    }
  else
    {
      sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED", "%s", error->message);
    }
}

/**
 * sw_compiler_member:
 *
 * Returns: (nullable): the member's node; %NULL where @parent is %NULL, no object, or has none
 */
SwNode *
sw_compiler_member (const SwNode *parent,
                    const char   *name)
{
  if (parent == NULL || parent->kind != SW_NODE_OBJECT)
    return NULL;
  return sw_node_get_member (parent, name);
}

/**
 * sw_compiler_path:
 *
 * Compiles a field that holds a path.
 *
 * Returns: (nullable) (transfer full): %NULL where the field is absent, null or wrong
 */
SwFormula *
sw_compiler_path (SwCompiler   *self,
                  const SwNode *parent,
                  const char   *name,
                  SwPathKind    kind)
{
  SwNode *node = sw_compiler_member (parent, name);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SwFormula *expression;

  if (node == NULL || node->kind == SW_NODE_NULL)
    return NULL;
  if (node->kind != SW_NODE_STRING)
    {
      sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED", "Value is not a valid JSONPath");
      return NULL;
    }
  text = sw_node_dup_string (node, NULL);
  expression = sw_formula_new_path (text, kind, name, &error);
  if (expression == NULL)
    refuse_query (self, node, error);
  return expression;
}

/**
 * sw_compiler_template:
 *
 * Compiles a payload template.
 *
 * Returns: (nullable) (transfer full): %NULL where the field is absent or wrong
 */
SwFormula *
sw_compiler_template (SwCompiler   *self,
                      const SwNode *parent,
                      const char   *name)
{
  SwNode *node = sw_compiler_member (parent, name);
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwFormula *expression;

  if (node == NULL)
    return NULL;
  value = sw_node_to_value (node);
  expression = sw_formula_new_template (value, &error);
  if (expression == NULL)
    refuse_query (self, node, error);
  return expression;
}

/**
 * sw_compiler_jsonata:
 * @prefix: (nullable): "Choices[0]/" or "Catch[1]/"; put before @name in error locations
 *
 * Compiles a field of a JSONata state.
 *
 * Returns: (nullable) (transfer full): %NULL where the field is absent or wrong
 */
SwFormula *
sw_compiler_jsonata (SwCompiler   *self,
                     const SwNode *parent,
                     const char   *name,
                     const char   *prefix)
{
  SwNode *node = sw_compiler_member (parent, name);
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *field = NULL;
  SwFormula *expression;

  if (node == NULL)
    return NULL;
  value = sw_node_to_value (node);
  field = g_strconcat (prefix != NULL ? prefix : "", name, NULL);
  expression = sw_formula_new_jsonata (value, field, &error);
  if (expression == NULL)
    refuse_query (self, node, error);
  return expression;
}

/**
 * sw_compiler_value:
 *
 * Compiles a field that is a payload template in JSONPath and holds expressions in JSONata (Assign
 * …).
 *
 * Returns: (nullable) (transfer full): %NULL where the field is absent or wrong
 */
SwFormula *
sw_compiler_value (SwCompiler   *self,
                   const SwNode *parent,
                   const char   *name,
                   const char   *prefix)
{
  if (self->step->jsonata)
    return sw_compiler_jsonata (self, parent, name, prefix);
  return sw_compiler_template (self, parent, name);
}

/**
 * sw_compiler_quantity:
 * @name: the literal field, "TimeoutSeconds"; static
 * @path_name: its twin, "TimeoutSecondsPath"; static
 *
 * Compiles a number in any of its forms.
 *
 * Returns: the quantity; without expression where neither field stands
 */
SwQuantity
sw_compiler_quantity (SwCompiler   *self,
                      const SwNode *parent,
                      const char   *name,
                      const char   *path_name)
{
  SwQuantity quantity = { NULL, name, FALSE };
  SwNode *node = sw_compiler_member (parent, name);

  if (node == NULL)
    {
      quantity.expression = sw_compiler_path (self, parent, path_name, SW_FORMULA_PATH);
      quantity.field = path_name;
      quantity.by_path = TRUE;
      return quantity;
    }
  if (node->kind != SW_NODE_NUMBER && !self->step->jsonata)
    sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED", "Expected value of type Integer");
  else
    quantity.expression = sw_compiler_jsonata (self, parent, name, NULL);
  return quantity;
}

/**
 * sw_compiler_number:
 * @minimum: the least legal value
 * @fallback: where the field is absent
 *
 * Reads a field that is always a literal number.
 *
 * Returns: the number
 */
double
sw_compiler_number (SwCompiler   *self,
                    const SwNode *parent,
                    const char   *name,
                    double        minimum,
                    double        fallback)
{
  SwNode *node = sw_compiler_member (parent, name);
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (node == NULL)
    return fallback;
  value = sw_node_to_value (node);
  if (!sw_value_is (value, SW_TYPE_NUMBER) || sw_value_get_number (value) < minimum)
    {
      sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                          "The field '%s' must be a number of at least %d", name, (int) minimum);
      return fallback;
    }
  return sw_value_get_number (value);
}

/**
 * sw_compiler_target:
 * @field: "Next" …, for the error
 *
 * Finds the compiled state that a name refers to.
 *
 * Returns: (nullable): the step; %NULL where the name is absent or leads nowhere
 */
SwStep *
sw_compiler_target (SwCompiler     *self,
                    const SwTarget *target,
                    const char     *field)
{
  if (target->target != NULL)
    return &self->program->steps[target->target->serial];
  if (target->name != NULL)
    sw_compiler_refuse (self, target->node, "MISSING_TRANSITION_TARGET", "Missing '%s' target: %s",
                        field, target->name);
  else if (target->node != NULL)
    sw_compiler_refuse (self, target->node, "SCHEMA_VALIDATION_FAILED",
                        "Expected value of type String");
  return NULL;
}

/**
 * sw_compiler_result_target:
 *
 * Compiles ResultPath.
 *
 * Returns: where the result goes
 */
SwResultTarget
sw_compiler_result_target (SwCompiler   *self,
                           const SwNode *parent)
{
  SwNode *node = sw_compiler_member (parent, "ResultPath");
  SwResultTarget target = { SW_RESULT_REPLACES, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (node == NULL || sw_node_equals_string (node, "$"))
    return target;
  if (node->kind == SW_NODE_NULL)
    {
      target.mode = SW_RESULT_DISCARDED;
      return target;
    }
  text = node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;
  target.path = text != NULL ? sw_json_path_new (text, &error) : NULL;
  if (target.path == NULL || !sw_json_path_is_reference (target.path))
    sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED", "Value is not a Reference Path");
  target.mode = SW_RESULT_WRITTEN;
  return target;
}

/**
 * sw_quantity_clear:
 *
 * Frees what a quantity holds.
 */
void
sw_quantity_clear (SwQuantity *self)
{
  g_clear_pointer (&self->expression, sw_formula_free);
}
