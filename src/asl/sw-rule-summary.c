/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-graph.h"
#include "asl/sw-operators.h"
#include "asl/sw-text-private.h"

#include <string.h>

/* Conditions nested deeper are cut with an ellipsis: nobody reads that far. */
#define MAX_DEPTH 16
#define READABLE_LENGTH 30 /* characters; a longer condition gets short paths on its edge */

static void append_condition (GString *out,
                              SwNode  *node,
                              guint    depth);

static SwNode *
get_member (SwNode     *node,
            const char *name)
{
  return node->kind == SW_NODE_OBJECT ? sw_node_get_member (node, name) : NULL;
}

/* The value as JSON text, or a path as it is. */
static void
append_operand (GString *out,
                SwNode  *node,
                gboolean quoted)
{
  if (node->kind == SW_NODE_STRING)
    {
      g_autofree char *text = sw_node_dup_string (node, NULL);

      g_string_append_printf (out, quoted ? "\"%s\"" : "%s", text);
    }
  else
    {
      g_string_append_len (out, sw_tree_get_text (node->tree, NULL) + node->span.start,
                           sw_span_length (node->span));
    }
}

static const SwOperator *
find_operator (SwNode  *node,
               SwNode **operand)
{
  guint n_operators;
  const SwOperator *operators = sw_operators_get_all (&n_operators);

  for (guint i = 0; i < n_operators; i++)
    {
      *operand = get_member (node, operators[i].name);
      if (*operand != NULL)
        return &operators[i];
    }

  return NULL;
}

static void
append_comparison (GString *out,
                   SwNode  *node)
{
  SwNode *variable = get_member (node, "Variable");
  SwNode *operand = NULL;
  const SwOperator *operator = find_operator (node, &operand);

  if (variable != NULL)
    append_operand (out, variable, FALSE);

  if (operator == NULL)
    {
      g_string_append (out, "…");
      return;
    }

  if (operator->operand == SW_OPERAND_TEST)
    {
      gboolean negated =
          operand->kind == SW_NODE_BOOLEAN && sw_span_length (operand->span) == strlen ("false");

      g_string_append_printf (out, " is %s%s", negated ? "not " : "", operator->symbol);
      return;
    }

  g_string_append_printf (out, " %s ", operator->symbol);
  append_operand (out, operand, operator->operand != SW_OPERAND_PATH);
}

/* The parts of an And or Or. A group inside a group gets parentheses, so that nobody has to know
 * which binds closer. */
static void
append_group (GString    *out,
              SwNode     *group,
              const char *separator,
              guint       depth)
{
  if (group->first == NULL)
    g_string_append (out, "…");

  for (SwNode *part = group->first; part != NULL; part = part->next)
    {
      gboolean nested = get_member (part, "And") != NULL || get_member (part, "Or") != NULL;

      if (part != group->first)
        g_string_append (out, separator);
      if (nested)
        g_string_append_c (out, '(');
      append_condition (out, part, depth + 1);
      if (nested)
        g_string_append_c (out, ')');
    }
}

static void
append_condition (GString *out,
                  SwNode  *node,
                  guint    depth)
{
  SwNode *member;

  if (depth > MAX_DEPTH || node->kind != SW_NODE_OBJECT)
    {
      g_string_append (out, "…");
    }
  else if ((member = get_member (node, "And")) != NULL)
    {
      append_group (out, member, " and ", depth);
    }
  else if ((member = get_member (node, "Or")) != NULL)
    {
      append_group (out, member, " or ", depth);
    }
  else if ((member = get_member (node, "Not")) != NULL)
    {
      g_string_append (out, "not(");
      append_condition (out, member, depth + 1);
      g_string_append_c (out, ')');
    }
  else
    {
      append_comparison (out, node);
    }
}

/* A JSONata condition without its {% %}; another value as it stands. */
static void
append_expression (GString *out,
                   SwNode  *condition)
{
  g_autofree char *text = NULL;
  gsize length;

  if (condition->kind != SW_NODE_STRING)
    {
      append_operand (out, condition, TRUE);
      return;
    }

  text = sw_node_dup_string (condition, NULL);
  length = strlen (text);
  if (length >= 4 && g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}"))
    g_string_append_len (out, text + 2, length - 4);
  else
    g_string_append (out, text);
}

/**
 * sw_rule_dup_condition:
 * @rule: a rule of a Choice
 * @language: the query language in force in the Choice
 *
 * The whole condition in one readable line: `$.size > 2000000`, `not($.a is present) and $.b ==
 * "x"`; in JSONata the expression without its {% %}. A rule written in the other language than
 * @language is still read, so that a definition being converted stays legible.
 *
 * Returns: (transfer full): never %NULL; "…" stands where a condition is missing or no condition
 */
char *
sw_rule_dup_condition (const SwRule    *rule,
                       SwQueryLanguage  language)
{
  g_autoptr (GString) out = g_string_new (NULL);
  SwNode *condition = get_member (rule->node, "Condition");
  SwNode *operand;
  gboolean has_operators =
      get_member (rule->node, "And") != NULL || get_member (rule->node, "Or") != NULL ||
      get_member (rule->node, "Not") != NULL || find_operator (rule->node, &operand) != NULL;

  if (condition != NULL && (language == SW_QUERY_JSONATA || !has_operators))
    append_expression (out, condition);
  else
    append_condition (out, rule->node, 0);

  return sw_text_dup_line (out->str, -1);
}

static gboolean
is_name_character (char character)
{
  return g_ascii_isalnum (character) || character == '_';
}

/* Appends the path at the start of TEXT, `$.order.customer.name[0]`, as `$…name[0]`: what tells
 * rules apart stands at its end. A path of one step stays.
 *
 * Returns: the bytes of TEXT that were read */
static gsize
append_short_path (GString    *out,
                   const char *text)
{
  gsize end = strspn (text, "$");
  gsize last = 0;
  guint steps = 0;

  while (is_name_character (text[end]))
    end++;
  while ((text[end] == '.' && is_name_character (text[end + 1])) || text[end] == '[')
    {
      if (text[end] == '.')
        {
          last = end++;
          steps++;
          while (is_name_character (text[end]))
            end++;
        }
      else
        {
          end += strcspn (text + end, "]");
          end += text[end] == ']';
        }
    }
  if (steps < 2)
    g_string_append_len (out, text, (gssize) end);
  else
    {
      g_string_append (out, "$…");
      g_string_append_len (out, text + last + 1, (gssize) (end - last - 1));
    }

  return end;
}

/* TEXT with its paths short, but for what stands in quotes. */
static char *
dup_with_short_paths (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean quoted = FALSE;

  while (*text != '\0')
    {
      quoted ^= *text == '"' || *text == '\'';
      if (*text == '$' && !quoted)
        text += append_short_path (out, text);
      else
        g_string_append_c (out, *text++);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * sw_rule_dup_summary:
 * @rule: a rule of a Choice
 * @language: the query language in force in the Choice
 *
 * The condition as sw_rule_dup_condition() reads it, for the label of the rule's edge: with its
 * paths shortened to their last step when it is long, and cut to %SW_GRAPH_LABEL_LENGTH characters.
 *
 * Returns: (transfer full): never %NULL
 */
char *
sw_rule_dup_summary (const SwRule    *rule,
                     SwQueryLanguage  language)
{
  g_autofree char *condition = sw_rule_dup_condition (rule, language);
  g_autofree char *summary = g_utf8_strlen (condition, -1) > READABLE_LENGTH
                                 ? dup_with_short_paths (condition)
                                 : g_strdup (condition);

  return sw_text_dup_line (summary, SW_GRAPH_LABEL_LENGTH);
}
