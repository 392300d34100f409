/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-choice-rules.h"

#include "asl/check/sw-check-private.h"

#include <string.h>

/* Evaluations that one Choice may cost; beyond, nothing is said. Real ones need some hundred. */
#define MAX_STEPS 400000

static void
variable_free (gpointer data)
{
  SwChoiceVariable *self = data;

  sw_cells_free (self->cells);
  g_free (self->covered);
  g_free (self);
}

static void
collect_variables (SwChoiceRules     *self,
                   const SwCondition *condition)
{
  SwChoiceVariable *variable;

  for (guint i = 0; condition->parts != NULL && i < condition->parts->len; i++)
    collect_variables (self, condition->parts->pdata[i]);
  if (condition->kind != SW_CONDITION_COMPARISON || condition->variable == NULL)
    return;

  variable = g_hash_table_lookup (self->variables, condition->variable);
  if (variable == NULL)
    {
      variable = g_new0 (SwChoiceVariable, 1);
      variable->cells = sw_cells_new (condition->variable);
      g_hash_table_insert (self->variables, g_strdup (condition->variable), variable);
    }
  sw_cells_add_operand (variable->cells, condition);
}

static void
finish_variables (SwChoiceRules *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->variables);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SwChoiceVariable *variable = value;

      sw_cells_finish (variable->cells);
      variable->covered = g_new0 (gboolean, sw_cells_get_count (variable->cells));
    }
}

/* Of a JSONata rule its Condition, as far as it can be read */
static SwCondition *
read_rule (SwNode *rule)
{
  SwNode *condition = sw_node_get_member (rule, "Condition");
  SwCondition *self;

  if (condition == NULL)
    return sw_condition_from_node (rule);

  if (condition->kind == SW_NODE_STRING && !sw_check_is_unknown (condition))
    {
      g_autofree char *text = sw_node_dup_string (condition, NULL);

      return sw_condition_from_jsonata (text);
    }

  self = sw_condition_new (SW_CONDITION_OTHER);
  if (condition->kind == SW_NODE_BOOLEAN && sw_span_length (condition->span) == strlen ("true"))
    self->source = g_strdup ("{% true %}");

  return self;
}

/**
 * sw_choice_rules_init:
 * @state: a Choice whose rules can be read
 *
 * Reads the rules, and cuts the values of each variable that they compare into cells; none is
 * covered yet. Free with sw_choice_rules_clear().
 */
void
sw_choice_rules_init (SwChoiceRules *self,
                      SwState       *state)
{
  self->state = state;
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_condition_free);
  self->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, variable_free);
  for (guint i = 0; i < state->rules->len; i++)
    {
      SwCondition *condition = read_rule (g_array_index (state->rules, SwRule, i).node);

      g_ptr_array_add (self->conditions, condition);
      collect_variables (self, condition);
    }
  finish_variables (self);
}

/**
 * sw_choice_rules_clear:
 *
 * Frees what the rules hold.
 */
void
sw_choice_rules_clear (SwChoiceRules *self)
{
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_hash_table_unref);
}

/**
 * sw_choice_rules_add_compared:
 * @condition: of a rule
 * @compared: (element-type SwChoiceVariable): a set
 *
 * Adds the variables that a condition compares.
 */
void
sw_choice_rules_add_compared (SwChoiceRules     *self,
                              const SwCondition *condition,
                              GHashTable        *compared)
{
  for (guint i = 0; condition->parts != NULL && i < condition->parts->len; i++)
    sw_choice_rules_add_compared (self, condition->parts->pdata[i], compared);
  if (condition->kind == SW_CONDITION_COMPARISON && condition->variable != NULL)
    g_hash_table_add (compared, g_hash_table_lookup (self->variables, condition->variable));
}

/**
 * sw_choice_rules_evaluate:
 * @cell: of @variable
 *
 * Returns: whether a condition holds where @variable is in that cell; not known once too many were
 *   asked for
 */
SwTruth
sw_choice_rules_evaluate (SwChoiceRules          *self,
                          const SwChoiceVariable *variable,
                          guint                   cell,
                          const SwCondition      *condition)
{
  if (self->steps >= MAX_STEPS)
    return SW_TRUTH_UNKNOWN;
  self->steps++;

  return sw_cells_evaluate (variable->cells, cell, condition);
}

/* TRUE where B holding surely means that A holds; one variable's comparisons are judged by its
 * cells. */
static gboolean
implies (SwChoiceRules     *self,
         const SwCondition *b,
         const SwCondition *a)
{
  const SwChoiceVariable *variable;

  if (self->steps++ >= MAX_STEPS)
    return FALSE;
  if (a->kind == SW_CONDITION_AND || b->kind == SW_CONDITION_OR)
    {
      const SwCondition *all = a->kind == SW_CONDITION_AND ? a : b;

      for (guint i = 0; i < all->parts->len; i++)
        if (!implies (self, all == a ? b : all->parts->pdata[i],
                      all == a ? all->parts->pdata[i] : a))
          return FALSE;
      return all->parts->len > 0;
    }
  if (sw_condition_equal (a, b))
    return TRUE;
  for (guint i = 0; a->kind == SW_CONDITION_OR && i < a->parts->len; i++)
    if (implies (self, b, a->parts->pdata[i]))
      return TRUE;
  for (guint i = 0; b->kind == SW_CONDITION_AND && i < b->parts->len; i++)
    if (implies (self, b->parts->pdata[i], a))
      return TRUE;
  if (a->kind != SW_CONDITION_COMPARISON || b->kind != SW_CONDITION_COMPARISON
      || a->variable == NULL || g_strcmp0 (a->variable, b->variable) != 0)
    return FALSE;

  variable = g_hash_table_lookup (self->variables, a->variable);
  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (sw_choice_rules_evaluate (self, variable, i, b) != SW_TRUTH_FALSE
        && sw_choice_rules_evaluate (self, variable, i, a) != SW_TRUTH_TRUE)
      return FALSE;

  return TRUE;
}

/**
 * sw_condition_is_always:
 *
 * Returns: whether it asks nothing: {% true %}
 */
gboolean
sw_condition_is_always (const SwCondition *condition)
{
  g_autofree char *inner = NULL;

  if (condition->kind != SW_CONDITION_OTHER || condition->source == NULL
      || !g_str_has_prefix (condition->source, "{%") || !g_str_has_suffix (condition->source, "%}")
      || strlen (condition->source) < strlen ("{%%}"))
    return FALSE;

  inner = g_strndup (condition->source + 2, strlen (condition->source) - 4);

  return strcmp (g_strstrip (inner), "true") == 0;
}

/**
 * sw_choice_rules_find_implied:
 * @index: of a rule
 *
 * Returns: the first rule before it that matches whatever it matches, or -1
 */
int
sw_choice_rules_find_implied (SwChoiceRules *self,
                              guint          index)
{
  const SwCondition *condition = self->conditions->pdata[index];

  for (guint i = 0; i < index; i++)
    {
      const SwCondition *before = self->conditions->pdata[i];

      if (sw_condition_is_always (before)
          || (before->kind == SW_CONDITION_OTHER
                  ? condition->kind == SW_CONDITION_OTHER && before->source != NULL
                        && g_strcmp0 (before->source, condition->source) == 0
                        && g_str_has_prefix (before->source, "{%")
                  : condition->kind != SW_CONDITION_OTHER && implies (self, condition, before)))
        return (int) i;
    }

  return -1;
}

/**
 * sw_choice_rules_gave_up:
 *
 * Returns: whether the Choice would cost too much: nothing may be said of it
 */
gboolean
sw_choice_rules_gave_up (const SwChoiceRules *self)
{
  return self->steps >= MAX_STEPS;
}
