/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-rule-text.h"

#include "asl/rules/sw-rule-text-private.h"

#include <string.h>

/* From a condition to its line */

static void print_condition (GString           *out,
                             const SwCondition *condition,
                             SwRuleTextStyle    style);

/* A string's own text */
static char *
dup_decoded (const char *json)
{
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  SwNode *root = sw_tree_get_root (tree);

  return root->kind == SW_NODE_STRING ? sw_node_dup_string (root, NULL) : NULL;
}

/* A path, whose value is a string in the definition. A placeholder without quotes is a word of its
 * own; any other value is nothing a person could type. */
static void
print_path (GString        *out,
            const char     *json,
            SwRuleTextStyle style)
{
  g_autofree char *text = json != NULL ? dup_decoded (json) : NULL;

  if (text == NULL)
    g_string_append (out, json == NULL                ? "…"
                          : style == SW_RULE_TEXT_BRIEF ? json
                          : g_str_has_prefix (json, "${") ? json
                                                        : "…");
  else if (style == SW_RULE_TEXT_BRIEF || sw_rule_text_get_path_length (text) == strlen (text))
    g_string_append (out, text);
  else
    g_string_append_printf (out, "path %s", json);
}

/* Whether a constant shows by its spelling of what kind it is */
static gboolean
is_self_evident (SwOperandKind  type,
                 const char    *json)
{
  switch ((int) type)
    {
    case SW_OPERAND_TEXT:
      return *json == '"';
    case SW_OPERAND_NUMBER:
      return *json == '-' || g_ascii_isdigit (*json);
    case SW_OPERAND_BOOLEAN:
      return strcmp (json, "true") == 0 || strcmp (json, "false") == 0;
    default:
      return FALSE;
    }
}

static void
print_constant (GString           *out,
                const SwCondition *condition,
                SwRuleTextStyle    style)
{
  const char *json = condition->operand;
  g_autofree char *text = style == SW_RULE_TEXT_BRIEF ? dup_decoded (json) : NULL;

  if (style == SW_RULE_TEXT_BRIEF)
    g_string_append_printf (out, text != NULL ? "\"%s\"" : "%s", text != NULL ? text : json);
  else if (is_self_evident (condition->operator->type, json))
    g_string_append (out, json);
  else
    g_string_append_printf (out, "%s %s", sw_rule_text_get_word (condition->operator->type), json);
}

static void
print_operand (GString           *out,
               const SwCondition *condition,
               SwRuleTextStyle    style)
{
  const SwOperator *operator = condition->operator;

  if (condition->operand == NULL)
    {
      g_string_append (out, "…");
    }
  else if (operator->operand != SW_OPERAND_PATH)
    {
      print_constant (out, condition, style);
    }
  else
    {
      if (style == SW_RULE_TEXT_EXACT)
        g_string_append_printf (out, "%s %s", sw_rule_text_get_word (operator->type),
                                g_str_has_prefix (condition->operand, "${") ? "path " : "");
      print_path (out, condition->operand, style);
    }
}

static void
print_test (GString           *out,
            const SwCondition *condition,
            SwRuleTextStyle    style)
{
  gboolean negated = g_strcmp0 (condition->operand, "false") == 0;

  if (style == SW_RULE_TEXT_EXACT && !negated && g_strcmp0 (condition->operand, "true") != 0)
    g_string_append (out, " is …");
  else
    g_string_append_printf (out, " is %s%s", negated ? "not " : "", condition->operator->symbol);
}

static void
print_comparison (GString           *out,
                  const SwCondition *condition,
                  SwRuleTextStyle    style)
{
  if (condition->variable != NULL || style == SW_RULE_TEXT_EXACT)
    print_path (out, condition->variable, style);
  if (condition->operator == NULL)
    {
      g_string_append (out, style == SW_RULE_TEXT_EXACT ? " …" : "…");
    }
  else if (condition->operator->operand == SW_OPERAND_TEST)
    {
      print_test (out, condition, style);
    }
  else
    {
      g_string_append_printf (out, " %s ", condition->operator->symbol);
      print_operand (out, condition, style);
    }
}

/* A group inside a group gets parentheses, so that nobody has to know which binds closer; a group
 * of one says what it is. */
static void
print_group (GString           *out,
             const SwCondition *condition,
             SwRuleTextStyle    style)
{
  const char *word = condition->kind == SW_CONDITION_AND ? "and" : "or";
  gboolean lone = condition->parts->len == 1 && style == SW_RULE_TEXT_EXACT;

  if (lone)
    g_string_append_printf (out, "%s(", word);
  if (condition->parts->len == 0)
    g_string_append (out, "…");
  for (guint i = 0; i < condition->parts->len; i++)
    {
      const SwCondition *part = condition->parts->pdata[i];
      gboolean nested = (part->kind == SW_CONDITION_AND || part->kind == SW_CONDITION_OR)
                        && !lone && (part->parts->len > 1 || style == SW_RULE_TEXT_BRIEF);

      if (i > 0)
        g_string_append_printf (out, " %s ", word);
      if (nested)
        g_string_append_c (out, '(');
      print_condition (out, part, style);
      if (nested)
        g_string_append_c (out, ')');
    }
  if (lone)
    g_string_append_c (out, ')');
}

static void
print_condition (GString           *out,
                 const SwCondition *condition,
                 SwRuleTextStyle    style)
{
  switch (condition->kind)
    {
    case SW_CONDITION_COMPARISON:
      print_comparison (out, condition, style);
      break;
    case SW_CONDITION_AND:
    case SW_CONDITION_OR:
      print_group (out, condition, style);
      break;
    case SW_CONDITION_NOT:
      g_string_append (out, "not(");
      print_condition (out, condition->parts->pdata[0], style);
      g_string_append_c (out, ')');
      break;
    case SW_CONDITION_OTHER:
    default:
      g_string_append (out, "…");
      break;
    }
}

/**
 * sw_rule_text_print:
 *
 * Returns: (transfer full): the condition in one line, see sw-rule-text.h; line breaks inside of
 *   strings stay
 */
char *
sw_rule_text_print (const SwCondition *condition,
                    SwRuleTextStyle    style)
{
  GString *out = g_string_new (NULL);

  print_condition (out, condition, style);

  return g_string_free (out, FALSE);
}
