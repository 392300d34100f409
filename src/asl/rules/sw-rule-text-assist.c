/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"
#include "asl/rules/sw-operators.h"
#include "asl/rules/sw-rule-text-scan.h"

#include <glib/gi18n.h>

/* What can stand at a place of a condition typed as one line, but for paths: those are completed as
 * those of the definition. */

static const struct
{
  SwRulePlace place;
  const char *text; /* what is inserted */
  const char *label;
  const char *help;
} words[] = {
  { SW_RULE_PLACE_CONDITION, "not(", "not", N_ ("Holds where what follows does not.") },
  { SW_RULE_PLACE_OPERATOR, "== ", "==", N_ ("is equal to") },
  { SW_RULE_PLACE_OPERATOR, "!= ", "!=", N_ ("is not equal to") },
  { SW_RULE_PLACE_OPERATOR, "< ", "<", N_ ("is less than") },
  { SW_RULE_PLACE_OPERATOR, "> ", ">", N_ ("is greater than") },
  { SW_RULE_PLACE_OPERATOR, "<= ", "<=", N_ ("is at most") },
  { SW_RULE_PLACE_OPERATOR, ">= ", ">=", N_ ("is at least") },
  { SW_RULE_PLACE_OPERATOR, "matches \"", "matches",
    N_ ("Text that fits a pattern, in which * stands for any characters.") },
  { SW_RULE_PLACE_VALUE, "true", "true", NULL },
  { SW_RULE_PLACE_VALUE, "false", "false", NULL },
  { SW_RULE_PLACE_VALUE, "text ", "text", N_ ("Before a path: it leads to text.") },
  { SW_RULE_PLACE_VALUE, "number ", "number", N_ ("Before a path: it leads to a number.") },
  { SW_RULE_PLACE_VALUE, "boolean ", "boolean",
    N_ ("Before a path: it leads to true or false.") },
  { SW_RULE_PLACE_VALUE, "timestamp ", "timestamp",
    N_ ("Before a path or text in quotes: it is date, time and zone.") },
  { SW_RULE_PLACE_TEST, "not ", "not", N_ ("Holds where what follows does not.") },
  { SW_RULE_PLACE_JOIN, "and ", "and", N_ ("Both conditions hold.") },
  { SW_RULE_PLACE_JOIN, "or ", "or", N_ ("One of the conditions holds.") },
};

static void
add_word (SwAssist *self, const char *text, const char *label, const char *help)
{
  SwProposal *proposal = sw_assist_add (self, SW_PROPOSAL_VALUE, label, help);

  proposal->text = sw_insertion_new (text);
}

/* `is present`, `is not null`; behind `is` the rest of them */
static void
add_tests (SwAssist *self, const char *before, gboolean with_help)
{
  guint count;
  const SwOperator *operators = sw_operators_get_all (&count);

  for (guint i = 0; i < count; i++)
    if (operators[i].operand == SW_OPERAND_TEST)
      {
        g_autofree char *text = g_strconcat (before, operators[i].symbol, NULL);

        add_word (self, text, text, with_help ? operators[i].label : NULL);
      }
}

/**
 * sw_rule_text_assist:
 * @text: a line as sw-rule-text.h describes it, or half of one
 * @caret: byte of it
 *
 * Finds out which of the line's own words can stand at the caret.
 *
 * Returns: (transfer full): the proposals
 */
SwAssist *
sw_rule_text_assist (const char *text, gsize caret)
{
  g_autoptr (SwTree) tree = sw_tree_parse ("{}", -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  SwAssist *self = sw_assist_new_empty (model);
  SwRuleWord word;

  sw_rule_text_find_word_at (text, caret, &word);
  self->span = word.span;
  self->typed = g_strndup (text + word.span.start, caret - word.span.start);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].place == word.place)
      add_word (self, words[i].text, words[i].label, words[i].help);
  if (word.place == SW_RULE_PLACE_TEST)
    add_tests (self, "", TRUE);
  if (word.place == SW_RULE_PLACE_OPERATOR)
    {
      add_tests (self, "is ", TRUE);
      add_tests (self, "is not ", FALSE);
    }

  return self;
}
