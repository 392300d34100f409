/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-rule-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* From a line to the condition it means, or to what is wrong at which byte of it: the grammar of
 * sw-rule-text.h */

static SwCondition *parse_any (SwRuleReader *self);

/* Tests: `is present`, `is not null` */
static SwCondition *
parse_test (SwRuleReader *self, const char *variable)
{
  gboolean negated = sw_rule_reader_take_word (self, "not");
  guint n_operators;
  const SwOperator *operators = sw_operators_get_all (&n_operators);

  for (guint i = 0; i < n_operators; i++)
    if (operators[i].operand == SW_OPERAND_TEST
        && sw_rule_reader_take_word (self, operators[i].symbol))
      return sw_condition_new_comparison (variable, &operators[i], negated ? "false" : "true");

  return sw_rule_reader_fail_expected (self,
                                       _ ("present, null, numeric, string, boolean or timestamp"));
}

/* Of what kind a constant is by its spelling; FALSE for null and placeholders */
static gboolean
find_type (const char *json, SwOperandKind *type)
{
  if (*json == '"')
    *type = SW_OPERAND_TEXT;
  else if (*json == '-' || g_ascii_isdigit (*json))
    *type = SW_OPERAND_NUMBER;
  else if (*json == 't' || *json == 'f')
    *type = SW_OPERAND_BOOLEAN;
  else
    return FALSE;

  return TRUE;
}

/* A constant behind a word for its kind */
static gboolean
fits (SwOperandKind type, const char *json)
{
  SwOperandKind spelled = SW_OPERAND_TEST;

  if (g_str_has_prefix (json, "${"))
    return TRUE;
  if (!find_type (json, &spelled))
    return FALSE;

  return spelled == (type == SW_OPERAND_TIMESTAMP ? SW_OPERAND_TEXT : type);
}

/* Takes the value beside an operator. JSON is its text, BY_PATH whether it is where the value
 * is. */
static gboolean
take_value (SwRuleReader *self, SwOperandKind *type, gboolean *by_path, char **json)
{
  const char *start;
  gboolean named;

  sw_rule_reader_skip_space (self);
  start = self->at;
  named = sw_rule_text_find_word (start, sw_rule_text_get_word_length (start), type);
  if (named)
    {
      self->at += sw_rule_text_get_word_length (start);
      sw_rule_reader_skip_space (self);
    }
  *json = sw_rule_reader_take_path (self);
  *by_path = *json != NULL;
  if (*json == NULL && self->error == NULL)
    *json = sw_rule_reader_take_scalar (self);
  if (*json == NULL)
    return sw_rule_reader_fail_expected (
               self, _ ("a text in quotes, a number, true, false, or a path")) != NULL;
  if (named && (*by_path || fits (*type, *json)))
    return TRUE;
  if (named)
    return sw_rule_reader_fail (self, start,
                                _ ("The word and the value behind it do not go together")) != NULL;
  if (!*by_path && find_type (*json, type))
    return TRUE;

  return sw_rule_reader_fail (self, start,
                              _ ("Say of what kind this is: put text, number, boolean or timestamp "
                                 "before it")) != NULL;
}

static SwCondition *
parse_comparison (SwRuleReader *self)
{
  g_autofree char *variable = sw_rule_reader_take_path (self);
  g_autofree char *operand = NULL;
  const SwOperator *operator;
  const char *where, *symbol;
  SwOperandKind type = SW_OPERAND_TEXT;
  gboolean by_path = FALSE, negated;
  SwCondition *comparison;

  if (variable == NULL && g_str_has_prefix (self->at, "${"))
    variable = sw_rule_reader_take_scalar (self);
  if (variable == NULL)
    return sw_rule_reader_fail_expected (self, _ ("a path such as $.size, not, or a parenthesis"));
  if (sw_rule_reader_take_word (self, "is"))
    return parse_test (self, variable);
  sw_rule_reader_skip_space (self);
  where = self->at;
  symbol = sw_rule_reader_take_symbol (self);
  if (symbol == NULL)
    return sw_rule_reader_fail_expected (self, _ ("==, <, >, <=, >=, !=, matches or is"));
  if (!take_value (self, &type, &by_path, &operand))
    return NULL;
  negated = strcmp (symbol, "!=") == 0;
  operator= sw_operators_find_comparison (type, negated ? "==" : symbol, by_path);
  if (operator== NULL)
    return sw_rule_reader_fail (
        self, where,
        strcmp (symbol, "matches") == 0
            ? _ ("“matches” needs a pattern as text in quotes, such as \"*.log\"")
            : _ ("true and false can only be compared with =="));
  comparison = sw_condition_new_comparison (variable, operator, operand);

  return negated ? sw_condition_new_group (SW_CONDITION_NOT, comparison) : comparison;
}

/* What stands in parentheses, of which the first is read */
static SwCondition *
parse_inner (SwRuleReader *self)
{
  g_autoptr (SwCondition) inner = NULL;

  if (++self->depth > SW_CONDITION_MAX_DEPTH)
    return sw_rule_reader_fail (self, self->at, _ ("The parentheses are nested too deep"));
  inner = parse_any (self);
  self->depth--;
  if (inner == NULL)
    return NULL;
  if (!sw_rule_reader_take_character (self, ')'))
    return sw_rule_reader_fail_expected (self, _ ("and, or, or a closing parenthesis"));

  return g_steal_pointer (&inner);
}

static SwCondition *
parse_one (SwRuleReader *self)
{
  static const struct
  {
    const char *word;
    SwConditionKind kind;
  } groups[] = {
    { "not", SW_CONDITION_NOT },
    { "and", SW_CONDITION_AND },
    { "or", SW_CONDITION_OR },
  };

  if (sw_rule_reader_take_character (self, '('))
    return parse_inner (self);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (sw_rule_reader_take_word (self, groups[i].word))
      {
        SwCondition *inner;

        if (!sw_rule_reader_take_character (self, '('))
          return sw_rule_reader_fail_expected (self, _ ("an opening parenthesis"));
        inner = parse_inner (self);
        return inner != NULL ? sw_condition_new_group (groups[i].kind, inner) : NULL;
      }

  return parse_comparison (self);
}

/* Parts of which the first was read, joined by WORD */
static SwCondition *
parse_joined (SwRuleReader *self,
              SwConditionKind kind,
              const char *word,
              SwCondition *(*parse_part) (SwRuleReader *) )
{
  g_autoptr (SwCondition) first = parse_part (self);
  g_autoptr (SwCondition) group = NULL;

  while (self->error == NULL && sw_rule_reader_take_word (self, word))
    {
      SwCondition *part = parse_part (self);

      if (part == NULL)
        return NULL;
      if (group == NULL)
        group = sw_condition_new_group (kind, g_steal_pointer (&first));
      g_ptr_array_add (group->parts, part);
    }
  if (self->error != NULL)
    return NULL;

  return group != NULL ? g_steal_pointer (&group) : g_steal_pointer (&first);
}

static SwCondition *
parse_all (SwRuleReader *self)
{
  return parse_joined (self, SW_CONDITION_AND, "and", parse_one);
}

static SwCondition *
parse_any (SwRuleReader *self)
{
  return parse_joined (self, SW_CONDITION_OR, "or", parse_all);
}

/**
 * sw_rule_text_parse:
 * @text: a line as sw-rule-text.h describes it
 * @offset: (out): byte offset of what is wrong, 0..strlen (@text)
 * @error: (out): what is wrong there, in a sentence without full stop
 *
 * Returns: (transfer full) (nullable): the condition
 */
SwCondition *
sw_rule_text_parse (const char *text, gsize *offset, char **error)
{
  SwRuleReader self = { .at = text };
  g_autoptr (SwCondition) condition = NULL;

  *offset = 0;
  *error = NULL;
  condition = parse_any (&self);
  sw_rule_reader_skip_space (&self);
  if (condition != NULL && *self.at != '\0')
    sw_rule_reader_fail_expected (&self, _ ("and, or, or the end of the condition"));
  if (self.error != NULL)
    {
      *offset = (gsize) (self.wrong - text);
      *error = self.error;
      return NULL;
    }

  return g_steal_pointer (&condition);
}
