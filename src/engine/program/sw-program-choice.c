/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-compiler.h"

#include <string.h>

/* Every comparison operator; those of the first part exist with "Path" behind their names as well.
 */
static const struct
{
  const char *name;
  SwTestKind kind;
  SwOperandType operand_type;
} operators[] = {
  { "StringEquals", SW_TEST_EQUALS, SW_OPERAND_STRING },
  { "StringLessThan", SW_TEST_LESS, SW_OPERAND_STRING },
  { "StringLessThanEquals", SW_TEST_LESS_OR_EQUAL, SW_OPERAND_STRING },
  { "StringGreaterThan", SW_TEST_GREATER, SW_OPERAND_STRING },
  { "StringGreaterThanEquals", SW_TEST_GREATER_OR_EQUAL, SW_OPERAND_STRING },
  { "NumericEquals", SW_TEST_EQUALS, SW_OPERAND_NUMBER },
  { "NumericLessThan", SW_TEST_LESS, SW_OPERAND_NUMBER },
  { "NumericLessThanEquals", SW_TEST_LESS_OR_EQUAL, SW_OPERAND_NUMBER },
  { "NumericGreaterThan", SW_TEST_GREATER, SW_OPERAND_NUMBER },
  { "NumericGreaterThanEquals", SW_TEST_GREATER_OR_EQUAL, SW_OPERAND_NUMBER },
  { "BooleanEquals", SW_TEST_EQUALS, SW_OPERAND_BOOLEAN },
  { "TimestampEquals", SW_TEST_EQUALS, SW_OPERAND_TIMESTAMP },
  { "TimestampLessThan", SW_TEST_LESS, SW_OPERAND_TIMESTAMP },
  { "TimestampLessThanEquals", SW_TEST_LESS_OR_EQUAL, SW_OPERAND_TIMESTAMP },
  { "TimestampGreaterThan", SW_TEST_GREATER, SW_OPERAND_TIMESTAMP },
  { "TimestampGreaterThanEquals", SW_TEST_GREATER_OR_EQUAL, SW_OPERAND_TIMESTAMP },
  { "StringMatches", SW_TEST_MATCHES, SW_OPERAND_STRING },
  { "IsPresent", SW_TEST_IS_PRESENT, SW_OPERAND_ANY },
  { "IsNull", SW_TEST_IS_NULL, SW_OPERAND_ANY },
  { "IsBoolean", SW_TEST_IS_BOOLEAN, SW_OPERAND_ANY },
  { "IsNumeric", SW_TEST_IS_NUMERIC, SW_OPERAND_ANY },
  { "IsString", SW_TEST_IS_STRING, SW_OPERAND_ANY },
  { "IsTimestamp", SW_TEST_IS_TIMESTAMP, SW_OPERAND_ANY },
};

static SwTest *compile_test (SwCompiler *self, SwNode *node, const char *prefix);

static void
test_free (SwTest *self)
{
  g_clear_pointer (&self->variable, sw_formula_free);
  g_clear_pointer (&self->operand, sw_formula_free);
  g_clear_pointer (&self->tests, g_ptr_array_unref);
  g_free (self);
}

static void
compile_constant (SwCompiler *self,
                  SwTest     *test,
                  SwNode     *node)
{
  static const SwType types[] = {
    [SW_OPERAND_ANY] = SW_TYPE_BOOLEAN,      [SW_OPERAND_STRING] = SW_TYPE_STRING,
    [SW_OPERAND_NUMBER] = SW_TYPE_NUMBER,    [SW_OPERAND_BOOLEAN] = SW_TYPE_BOOLEAN,
    [SW_OPERAND_TIMESTAMP] = SW_TYPE_STRING,
  };
  g_auto (SwValue) value = sw_node_to_value (node);
  gsize length;
  const char *text;

  if (!sw_value_is (value, types[test->operand_type]))
    {
      sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED", "Expected value of type %s",
                          sw_type_get_name (types[test->operand_type]));
      return;
    }
  if (test->operand_type == SW_OPERAND_ANY)
    test->wanted = sw_value_get_boolean (value);
  if (test->operand_type == SW_OPERAND_TIMESTAMP)
    {
      text = sw_value_get_text (value, &length);
      if (!sw_instant_parse (text, length, &test->instant))
        sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                            "String does not match RFC3339 timestamp");
    }
  test->operand = sw_formula_new_constant (sw_value_ref (value));
}

/* Finds the operator among the members of a rule: { "Variable": …, OPERATOR: … } */
static gboolean
compile_operator (SwCompiler *self,
                  SwTest     *test,
                  SwNode     *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      gsize length = strlen (operators[i].name);
      gboolean by_path;

      if (strncmp (member->name, operators[i].name, length) != 0)
        continue;
      by_path = g_str_equal (member->name + length, "Path")
                && operators[i].operand_type != SW_OPERAND_ANY
                && operators[i].kind != SW_TEST_MATCHES;
      if (!by_path && member->name[length] != '\0')
        continue;

      test->kind = operators[i].kind;
      test->operand_type = operators[i].operand_type;
      if (by_path)
        test->operand = sw_compiler_path (self, member->parent, member->name, SW_FORMULA_PATH);
      else
        compile_constant (self, test, member);
      return TRUE;
    }
  return FALSE;
}

static void
compile_comparison (SwCompiler *self,
                    SwTest     *test,
                    SwNode     *node)
{
  gboolean found = FALSE;

  test->variable = sw_compiler_path (self, node, "Variable", SW_FORMULA_PATH);
  if (test->variable == NULL)
    sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [Variable]");
  for (SwNode *member = node->first; member != NULL && !found; member = member->next)
    found = member->name != NULL && compile_operator (self, test, member);
  if (!found)
    sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                        "A choice rule needs a comparison operator, such as StringEquals");
}

/* And, Or: an array of rules; Not: one rule */
static gboolean
compile_combination (SwCompiler *self,
                     SwTest     *test,
                     SwNode     *node,
                     const char *prefix)
{
  static const struct
  {
    const char *name;
    SwTestKind kind;
  } combinations[] = { { "And", SW_TEST_AND }, { "Or", SW_TEST_OR }, { "Not", SW_TEST_NOT } };

  for (guint i = 0; i < G_N_ELEMENTS (combinations); i++)
    {
      SwNode *part = sw_compiler_member (node, combinations[i].name);

      if (part == NULL)
        continue;
      test->kind = combinations[i].kind;
      test->tests = g_ptr_array_new_with_free_func ((GDestroyNotify) test_free);
      if (part->kind == SW_NODE_OBJECT)
        g_ptr_array_add (test->tests, compile_test (self, part, prefix));
      else
        for (SwNode *child = part->first; child != NULL; child = child->next)
          g_ptr_array_add (test->tests, compile_test (self, child, prefix));
      if (test->tests->len == 0)
        sw_compiler_refuse (self, part, "SCHEMA_VALIDATION_FAILED", "Value cannot be empty");
      return TRUE;
    }
  return FALSE;
}

/* Recurses as deep as And, Or and Not are nested, which the JSON reader bounds. */
static SwTest *
compile_test (SwCompiler *self,
              SwNode     *node,
              const char *prefix)
{
  SwTest *test = g_new0 (SwTest, 1);

  if (node->kind != SW_NODE_OBJECT)
    {
      sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED", "Expected value of type Object");
    }
  else if (self->step->jsonata)
    {
      test->kind = SW_TEST_CONDITION;
      test->variable = sw_compiler_jsonata (self, node, "Condition", prefix);
      if (test->variable == NULL)
        sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                            "These fields are required: [Condition]");
    }
  else if (!compile_combination (self, test, node, prefix))
    {
      compile_comparison (self, test, node);
    }
  return test;
}

static void
compile_rule (SwCompiler   *self,
              const SwRule *rule,
              guint         index,
              SwChoiceRule *compiled)
{
  g_autofree char *prefix = g_strdup_printf ("Choices[%u]/", index);

  compiled->test = compile_test (self, rule->node, prefix);
  compiled->next = sw_compiler_target (self, &rule->next, "Next");
  if (compiled->next == NULL)
    sw_compiler_refuse (self, rule->node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [Next]");
  compiled->assign = sw_compiler_value (self, rule->node, "Assign", prefix);
  if (self->step->jsonata)
    compiled->output = sw_compiler_jsonata (self, rule->node, "Output", prefix);
}

/**
 * sw_compiler_choice:
 *
 * Compiles the rules of a Choice.
 *
 * Returns: (transfer full): the plan
 */
SwChoicePlan *
sw_compiler_choice (SwCompiler *self)
{
  SwChoicePlan *plan = g_new0 (SwChoicePlan, 1);
  GArray *rules = self->state->rules;

  plan->n_rules = rules->len;
  plan->rules = g_new0 (SwChoiceRule, rules->len);
  for (guint i = 0; i < rules->len; i++)
    compile_rule (self, &g_array_index (rules, SwRule, i), i, &plan->rules[i]);
  if (rules->len == 0)
    sw_compiler_refuse (self, self->state->node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [Choices]");
  plan->otherwise = sw_compiler_target (self, &self->state->default_next, "Default");
  return plan;
}

/**
 * sw_choice_plan_free:
 *
 * Frees a Choice's plan.
 */
void
sw_choice_plan_free (SwChoicePlan *self)
{
  for (guint i = 0; i < self->n_rules; i++)
    {
      test_free (self->rules[i].test);
      g_clear_pointer (&self->rules[i].assign, sw_formula_free);
      g_clear_pointer (&self->rules[i].output, sw_formula_free);
    }
  g_free (self->rules);
  g_free (self);
}
