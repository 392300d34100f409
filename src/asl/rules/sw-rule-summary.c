/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-graph.h"
#include "asl/rules/sw-rule-text.h"
#include "asl/sw-text-private.h"

#include <string.h>

#define READABLE_LENGTH 30 /* characters; a longer condition gets short paths on its edge */

/* A JSONata condition without its {% %}; another value as it stands. */
static char *
dup_expression (SwNode *condition)
{
  g_autofree char *text = NULL;
  gsize length;

  if (condition->kind != SW_NODE_STRING)
    return sw_node_dup_json (condition);

  text = sw_node_dup_string (condition, NULL);
  length = strlen (text);
  if (length >= 4 && g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}"))
    return g_strndup (text + 2, length - 4);

  return g_steal_pointer (&text);
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
  SwNode *expression =
      rule->node->kind == SW_NODE_OBJECT ? sw_node_get_member (rule->node, "Condition") : NULL;
  g_autoptr (SwCondition) condition = sw_condition_from_node (rule->node);
  g_autofree char *text = NULL;

  if (expression != NULL
      && (language == SW_QUERY_JSONATA || condition->kind == SW_CONDITION_OTHER))
    text = dup_expression (expression);
  else
    text = sw_rule_text_print (condition, SW_RULE_TEXT_BRIEF);

  return sw_text_dup_line (text, -1);
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
