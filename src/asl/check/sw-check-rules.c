/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/rules/sw-operators.h"

/* A Choice's rules, which the table of fields describes but in part: a rule has one of And, Or,
 * Not, Variable and Condition, and a Variable one of 39 operators. */

/* Rules nested deeper are not looked into; the syntax tree limits them as well. */
#define MAX_DEPTH 64

static const char *const selectors[] = { "And", "Or", "Not", "Variable", "Condition" };

static void
check_operand (SwCheck          *check,
               SwNode           *node,
               const SwOperator *operator)
{
  static const struct
  {
    SwNodeKind  kind;
    const char *name;
  } expected[] = {
    [SW_OPERAND_TEXT] = { SW_NODE_STRING, "String" },
    [SW_OPERAND_NUMBER] = { SW_NODE_NUMBER, "Number" },
    [SW_OPERAND_BOOLEAN] = { SW_NODE_BOOLEAN, "Boolean" },
    [SW_OPERAND_TIMESTAMP] = { SW_NODE_STRING, "String" },
    [SW_OPERAND_PATH] = { SW_NODE_STRING, "String" },
    [SW_OPERAND_TEST] = { SW_NODE_BOOLEAN, "Boolean" },
  };

  if (sw_check_is_unknown (node))
    return;

  if (node->kind != expected[operator->operand].kind)
    sw_check_add (check, SW_FINDING_WRONG_TYPE, node, sw_check_get_span (node),
                  "Expected value of type %s", expected[operator->operand].name);
  else if (operator->operand == SW_OPERAND_PATH)
    sw_check_path (check, node, SW_FIELD_REFERENCE_PATH, FALSE);
  else if (operator->operand == SW_OPERAND_TIMESTAMP)
    sw_check_timestamp (check, node);
}

/* How many operators stand in the rule; each is checked. */
static guint
check_operators (SwCheck *check,
                 SwNode  *rule,
                 GString *names)
{
  guint n_operators = 0;

  for (SwNode *member = rule->first; member != NULL; member = member->next)
    {
      const SwOperator *operator = member->name != NULL ? sw_operators_find (member->name) : NULL;

      if (operator == NULL)
        continue;

      g_string_append_printf (names, "%s%s", n_operators > 0 ? ", " : "", member->name);
      n_operators++;
      check_operand (check, member, operator);
    }

  return n_operators;
}

/* Names that are no operator: fields of the table, or not supported. */
static void
check_fields (SwCheck    *check,
              SwNode     *rule,
              SwFieldSet  set)
{
  const char *mine = check->language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath";
  const char *other = check->language == SW_QUERY_JSONATA ? "JSONPath" : "JSONata";

  for (SwNode *member = rule->first; member != NULL; member = member->next)
    {
      const SwField *field;
      gboolean operator = member->name != NULL && sw_operators_find (member->name) != NULL;

      if (member->name == NULL || (operator && check->language == SW_QUERY_JSONPATH))
        continue;

      field = sw_fields_find_in (set, member->name);
      if (field == NULL && !operator)
        sw_check_add (check, SW_FINDING_UNSUPPORTED_FIELD, rule, member->key,
                      "Field '%s' is not supported", member->name);
      else if (!check->any_language
               && (operator || !sw_field_is_legal (field, SW_STATE_CHOICE, check->language)))
        sw_check_add (
            check, SW_FINDING_OTHER_LANGUAGE, rule, member->key,
            "The QueryLanguage is set to '%s', but field '%s' is only supported for the '%s' "
            "QueryLanguage",
            mine, member->name, other);
      else if (field != NULL && !sw_check_is_unknown (member))
        sw_check_value (check, member, field);
    }
}

static guint
count_selectors (SwNode *rule)
{
  guint n_selectors = 0;

  for (guint i = 0; i < G_N_ELEMENTS (selectors); i++)
    n_selectors += sw_node_get_member (rule, selectors[i]) != NULL ? 1 : 0;

  return n_selectors;
}

/* measured on AWS: The object must have only one of …; There should only be one of … */
static void
check_shape (SwCheck *check,
             SwNode  *rule)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_operators = check_operators (check, rule, names);

  if (count_selectors (rule) != 1)
    {
      sw_check_add (check, SW_FINDING_RULE_SHAPE, rule, sw_check_get_span (rule),
                    "The object must have only one of the following fields, "
                    "[And, Or, Not, Variable, Condition]");
      return;
    }

  if (sw_node_get_member (rule, "Variable") == NULL)
    return;

  if (n_operators > 1)
    sw_check_add (check, SW_FINDING_EXCLUSIVE_FIELDS, rule, sw_check_get_span (rule),
                  "There should only be one of the following fields: [%s]", names->str);
  else if (n_operators == 0)
    sw_check_add (check, SW_FINDING_RULE_OPERATOR, rule, sw_check_get_span (rule),
                  "The rule needs a comparison operator, such as StringEquals");
}

/* How deep RULE stands in other rules */
static guint
get_depth (const SwNode *rule)
{
  guint depth = 0;

  for (const SwNode *node = rule->parent; node != NULL && depth <= MAX_DEPTH; node = node->parent)
    if (g_strcmp0 (node->name, "And") == 0 || g_strcmp0 (node->name, "Or") == 0
        || g_strcmp0 (node->name, "Not") == 0)
      depth++;

  return depth;
}

/* A rule of Choices (OUTERMOST), or a condition inside one */
void
sw_check_rule (SwCheck  *check,
               SwNode   *node,
               gboolean  outermost)
{
  if (sw_check_is_unknown (node) || get_depth (node) > MAX_DEPTH)
    return;
  if (node->kind != SW_NODE_OBJECT)
    {
      sw_check_add (check, SW_FINDING_WRONG_TYPE, node, node->span,
                    "Expected value of type Object");
      return;
    }

  check_fields (check, node, outermost ? SW_FIELD_SET_RULE : SW_FIELD_SET_CONDITION);
  if (node->broken)
    return;

  if (outermost && sw_node_get_member (node, "Next") == NULL)
    sw_check_add (check, SW_FINDING_MISSING_FIELD, node, sw_check_get_span (node),
                  "These fields are required: [Next]");
  check_shape (check, node);
  sw_check_parts (check, node, SW_FIELD_SET_RULE);
}
