/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/rules/sw-choice-rules.h"

/* Rules of a Choice that can never match, and Choices that may match none. Only what can be proved
 * is said: see sw-cells.h. */

typedef enum
{
  SW_VERDICT_MAY_MATCH,
  SW_VERDICT_CONTRADICTION, /* whatever the value is */
  SW_VERDICT_COVERED,       /* for every value an earlier rule matches */
} SwVerdict;

/* What one variable tells about a rule; the cells that it surely matches are covered then. */
static SwVerdict
judge_by_variable (SwChoiceRules     *self,
                   SwChoiceVariable  *variable,
                   const SwCondition *condition)
{
  gboolean possible = FALSE;
  gboolean open = FALSE;

  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    {
      SwTruth truth = sw_choice_rules_evaluate (self, variable, i, condition);

      possible = possible || truth != SW_TRUTH_FALSE;
      open = open || (truth != SW_TRUTH_FALSE && !variable->covered[i]);
      variable->covered[i] = variable->covered[i] || truth == SW_TRUTH_TRUE;
    }

  if (open)
    return SW_VERDICT_MAY_MATCH;

  return possible ? SW_VERDICT_COVERED : SW_VERDICT_CONTRADICTION;
}

static SwVerdict
judge_rule (SwChoiceRules *self,
            guint          index,
            int           *implied)
{
  g_autoptr (GHashTable) compared = g_hash_table_new (NULL, NULL);
  const SwCondition *condition = self->conditions->pdata[index];
  SwVerdict verdict = SW_VERDICT_MAY_MATCH;
  GHashTableIter iter;
  gpointer variable;

  *implied = sw_choice_rules_find_implied (self, index);
  sw_choice_rules_add_compared (self, condition, compared);
  g_hash_table_iter_init (&iter, compared);
  while (g_hash_table_iter_next (&iter, &variable, NULL))
    {
      SwVerdict of_variable = judge_by_variable (self, variable, condition);

      if (verdict != SW_VERDICT_CONTRADICTION && of_variable != SW_VERDICT_MAY_MATCH)
        verdict = of_variable;
    }
  if (sw_choice_rules_gave_up (self))
    return SW_VERDICT_MAY_MATCH;

  return verdict == SW_VERDICT_MAY_MATCH && *implied >= 0 ? SW_VERDICT_COVERED : verdict;
}

static void
report_rule (SwCheck   *check,
             SwNode    *rule,
             guint      index,
             SwVerdict  verdict,
             int        implied)
{
  SwSpan span = sw_check_get_span (rule);

  g_hash_table_add (check->dead, rule);
  if (verdict == SW_VERDICT_CONTRADICTION)
    sw_check_add (check, SW_FINDING_RULE_NEVER, rule, span,
                  "Rule %u can never match: its conditions exclude each other", index + 1);
  else if (implied >= 0)
    sw_check_add (check, SW_FINDING_RULE_NEVER, rule, span,
                  "Rule %u can never match: whatever it matches, rule %d matches before", index + 1,
                  implied + 1);
  else
    sw_check_add (check, SW_FINDING_RULE_NEVER, rule, span,
                  "Rule %u can never match: the rules before it match all that it could",
                  index + 1);
}

/* TRUE where the rules match every value that CELL's kind has */
static gboolean
is_kind_covered (const SwChoiceVariable *variable,
                 guint                   cell)
{
  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (sw_cells_share_kind (variable->cells, cell, i) && !variable->covered[i])
      return FALSE;

  return TRUE;
}

/* Some rule asks nothing. */
static gboolean
has_always (const SwChoiceRules *self)
{
  for (guint i = 0; i < self->conditions->len; i++)
    if (sw_condition_is_always (self->conditions->pdata[i]))
      return TRUE;

  return FALSE;
}

/* TRUE where the rules match every value there can be; WITH_ABSENT: and where there is none */
static gboolean
is_covered (const SwChoiceVariable *variable,
            gboolean                with_absent)
{
  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (!variable->covered[i] && (i != SW_CELLS_ABSENT || with_absent))
      return FALSE;

  return TRUE;
}

/* Rules that match every number they tell apart, or both booleans, are meant to be complete: the
 * value is expected to be one. Rules that ask whether it is there at all must answer both. */
static gboolean
looks_complete (const SwChoiceVariable *variable)
{
  if (is_covered (variable, FALSE))
    return variable->covered[SW_CELLS_ABSENT];

  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (sw_cells_is_told_apart (variable->cells, i) && is_kind_covered (variable, i))
      return TRUE;

  return FALSE;
}

static void
judge_default (SwCheck       *check,
               SwChoiceRules *self)
{
  SwState *state = self->state;
  gboolean complete = has_always (self);
  gboolean meant_complete = complete;
  GHashTableIter iter;
  gpointer variable;

  g_hash_table_iter_init (&iter, self->variables);
  while (g_hash_table_iter_next (&iter, NULL, &variable))
    {
      complete = complete || is_covered (variable, TRUE);
      meant_complete = meant_complete || looks_complete (variable);
    }

  if (state->default_next.node == NULL && state->rules->len > 0 && !meant_complete)
    sw_check_add (check, SW_FINDING_NO_DEFAULT, state->node, state->node->key,
                  "The Choice \"%s\" has no Default: where no rule matches, the execution fails",
                  state->name);
  else if (state->default_next.node != NULL && complete)
    g_hash_table_add (check->dead, state->default_next.node);
}

static gboolean
is_readable (const SwState *state)
{
  if (state->type != SW_STATE_CHOICE || state->node->broken)
    return FALSE;

  for (guint i = 0; i < state->rules->len; i++)
    {
      const SwNode *rule = g_array_index (state->rules, SwRule, i).node;

      if (rule->kind != SW_NODE_OBJECT || rule->broken)
        return FALSE;
    }

  return TRUE;
}

/* Judges the rules of a Choice; what never matches is noted among the dead. */
void
sw_check_choice (SwCheck *check,
                 SwState *state)
{
  g_auto (SwChoiceRules) rules = { 0 };

  if (!is_readable (state))
    return;

  sw_choice_rules_init (&rules, state);
  for (guint i = 0; i < state->rules->len; i++)
    {
      int implied;
      SwVerdict verdict = judge_rule (&rules, i, &implied);

      if (verdict != SW_VERDICT_MAY_MATCH)
        report_rule (check, g_array_index (state->rules, SwRule, i).node, i, verdict, implied);
    }
  judge_default (check, &rules);
}
