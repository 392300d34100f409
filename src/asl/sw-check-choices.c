/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-cells.h"
#include "asl/sw-check-private.h"

#include <string.h>

/* Rules of a Choice that can never match, and Choices that may match none. Only what can be proved
 * is said: see sw-cells.h. */

/* Evaluations that one Choice may cost; beyond, nothing is said. Real ones need some hundred. */
#define MAX_STEPS 400000

typedef struct
{
  SwCells  *cells;
  gboolean *covered; /* by cell: whether a rule so far matches it for certain */
} SwVariable;

typedef struct
{
  SwCheck    *check;
  SwState    *state;
  GPtrArray  *conditions; /* SwCondition by rule */
  GHashTable *variables;  /* JSON text -> SwVariable */
  guint       steps;
} SwChoice;

static void
variable_free (gpointer data)
{
  SwVariable *self = data;

  sw_cells_free (self->cells);
  g_free (self->covered);
  g_free (self);
}

static SwNode *
get_rule (const SwChoice *self,
          guint           index)
{
  return g_array_index (self->state->rules, SwRule, index).node;
}

static void
collect_variables (SwChoice          *self,
                   const SwCondition *condition)
{
  SwVariable *variable;

  for (guint i = 0; condition->parts != NULL && i < condition->parts->len; i++)
    collect_variables (self, condition->parts->pdata[i]);
  if (condition->kind != SW_CONDITION_COMPARISON || condition->variable == NULL)
    return;

  variable = g_hash_table_lookup (self->variables, condition->variable);
  if (variable == NULL)
    {
      variable = g_new0 (SwVariable, 1);
      variable->cells = sw_cells_new (condition->variable);
      g_hash_table_insert (self->variables, g_strdup (condition->variable), variable);
    }
  sw_cells_add_operand (variable->cells, condition);
}

static void
finish_variables (SwChoice *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->variables);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SwVariable *variable = value;

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

static void
choice_init (SwChoice *self,
             SwCheck  *check,
             SwState  *state)
{
  self->check = check;
  self->state = state;
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_condition_free);
  self->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, variable_free);
  for (guint i = 0; i < state->rules->len; i++)
    {
      SwCondition *condition = read_rule (get_rule (self, i));

      g_ptr_array_add (self->conditions, condition);
      collect_variables (self, condition);
    }
  finish_variables (self);
}

static void
choice_clear (SwChoice *self)
{
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwChoice, choice_clear)

/* The variables that CONDITION compares */
static void
add_compared (SwChoice          *self,
              const SwCondition *condition,
              GHashTable        *compared)
{
  for (guint i = 0; condition->parts != NULL && i < condition->parts->len; i++)
    add_compared (self, condition->parts->pdata[i], compared);
  if (condition->kind == SW_CONDITION_COMPARISON && condition->variable != NULL)
    g_hash_table_add (compared, g_hash_table_lookup (self->variables, condition->variable));
}

static SwTruth
evaluate (SwChoice          *self,
          const SwVariable  *variable,
          guint              cell,
          const SwCondition *condition)
{
  if (self->steps >= MAX_STEPS)
    return SW_TRUTH_UNKNOWN;
  self->steps++;

  return sw_cells_evaluate (variable->cells, cell, condition);
}

typedef enum
{
  SW_VERDICT_MAY_MATCH,
  SW_VERDICT_CONTRADICTION, /* whatever the value is */
  SW_VERDICT_COVERED,       /* for every value an earlier rule matches */
} SwVerdict;

/* What one variable tells about a rule; the cells that it surely matches are covered then. */
static SwVerdict
judge_by_variable (SwChoice          *self,
                   SwVariable        *variable,
                   const SwCondition *condition)
{
  gboolean possible = FALSE;
  gboolean open = FALSE;

  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    {
      SwTruth truth = evaluate (self, variable, i, condition);

      possible = possible || truth != SW_TRUTH_FALSE;
      open = open || (truth != SW_TRUTH_FALSE && !variable->covered[i]);
      variable->covered[i] = variable->covered[i] || truth == SW_TRUTH_TRUE;
    }

  if (open)
    return SW_VERDICT_MAY_MATCH;

  return possible ? SW_VERDICT_COVERED : SW_VERDICT_CONTRADICTION;
}

/* TRUE where B holding surely means that A holds; one variable's comparisons are judged by its
 * cells. */
static gboolean
implies (SwChoice          *self,
         const SwCondition *b,
         const SwCondition *a)
{
  const SwVariable *variable;

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
    if (evaluate (self, variable, i, b) != SW_TRUTH_FALSE
        && evaluate (self, variable, i, a) != SW_TRUTH_TRUE)
      return FALSE;

  return TRUE;
}

/* A rule that asks nothing: {% true %} */
static gboolean
is_always (const SwCondition *condition)
{
  g_autofree char *inner = NULL;

  if (condition->kind != SW_CONDITION_OTHER || condition->source == NULL
      || !g_str_has_prefix (condition->source, "{%") || !g_str_has_suffix (condition->source, "%}")
      || strlen (condition->source) < strlen ("{%%}"))
    return FALSE;

  inner = g_strndup (condition->source + 2, strlen (condition->source) - 4);

  return strcmp (g_strstrip (inner), "true") == 0;
}

/* The first rule before INDEX that matches whatever rule INDEX matches, or -1 */
static int
find_implied (SwChoice *self,
              guint     index)
{
  const SwCondition *condition = self->conditions->pdata[index];

  for (guint i = 0; i < index; i++)
    {
      const SwCondition *before = self->conditions->pdata[i];

      if (is_always (before)
          || (before->kind == SW_CONDITION_OTHER
                  ? condition->kind == SW_CONDITION_OTHER && before->source != NULL
                        && g_strcmp0 (before->source, condition->source) == 0
                        && g_str_has_prefix (before->source, "{%")
                  : condition->kind != SW_CONDITION_OTHER && implies (self, condition, before)))
        return (int) i;
    }

  return -1;
}

static SwVerdict
judge_rule (SwChoice *self,
            guint     index,
            int      *implied)
{
  g_autoptr (GHashTable) compared = g_hash_table_new (NULL, NULL);
  const SwCondition *condition = self->conditions->pdata[index];
  SwVerdict verdict = SW_VERDICT_MAY_MATCH;
  GHashTableIter iter;
  gpointer variable;

  *implied = find_implied (self, index);
  add_compared (self, condition, compared);
  g_hash_table_iter_init (&iter, compared);
  while (g_hash_table_iter_next (&iter, &variable, NULL))
    {
      SwVerdict of_variable = judge_by_variable (self, variable, condition);

      if (verdict != SW_VERDICT_CONTRADICTION && of_variable != SW_VERDICT_MAY_MATCH)
        verdict = of_variable;
    }
  if (self->steps >= MAX_STEPS)
    return SW_VERDICT_MAY_MATCH;

  return verdict == SW_VERDICT_MAY_MATCH && *implied >= 0 ? SW_VERDICT_COVERED : verdict;
}

static void
report_rule (SwChoice  *self,
             guint      index,
             SwVerdict  verdict,
             int        implied)
{
  SwNode *rule = get_rule (self, index);
  SwSpan span = sw_check_get_span (rule);

  g_hash_table_add (self->check->dead, rule);
  if (verdict == SW_VERDICT_CONTRADICTION)
    sw_check_add (self->check, SW_FINDING_RULE_NEVER, rule, span,
                  "Rule %u can never match: its conditions exclude each other", index + 1);
  else if (implied >= 0)
    sw_check_add (self->check, SW_FINDING_RULE_NEVER, rule, span,
                  "Rule %u can never match: whatever it matches, rule %d matches before", index + 1,
                  implied + 1);
  else
    sw_check_add (self->check, SW_FINDING_RULE_NEVER, rule, span,
                  "Rule %u can never match: the rules before it match all that it could",
                  index + 1);
}

/* TRUE where the rules match every value that CELL's kind has */
static gboolean
is_kind_covered (const SwVariable *variable,
                 guint             cell)
{
  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (sw_cells_share_kind (variable->cells, cell, i) && !variable->covered[i])
      return FALSE;

  return TRUE;
}

/* Some rule asks nothing. */
static gboolean
has_always (const SwChoice *self)
{
  for (guint i = 0; i < self->conditions->len; i++)
    if (is_always (self->conditions->pdata[i]))
      return TRUE;

  return FALSE;
}

/* TRUE where the rules match every value there can be; WITH_ABSENT: and where there is none */
static gboolean
is_covered (const SwVariable *variable,
            gboolean          with_absent)
{
  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (!variable->covered[i] && (i != SW_CELLS_ABSENT || with_absent))
      return FALSE;

  return TRUE;
}

/* Rules that match every number they tell apart, or both booleans, are meant to be complete: the
 * value is expected to be one. Rules that ask whether it is there at all must answer both. */
static gboolean
looks_complete (const SwVariable *variable)
{
  if (is_covered (variable, FALSE))
    return variable->covered[SW_CELLS_ABSENT];

  for (guint i = 0; i < sw_cells_get_count (variable->cells); i++)
    if (sw_cells_is_told_apart (variable->cells, i) && is_kind_covered (variable, i))
      return TRUE;

  return FALSE;
}

static void
judge_default (SwChoice *self)
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
    sw_check_add (self->check, SW_FINDING_NO_DEFAULT, state->node, state->node->key,
                  "The Choice \"%s\" has no Default: where no rule matches, the execution fails",
                  state->name);
  else if (state->default_next.node != NULL && complete)
    g_hash_table_add (self->check->dead, state->default_next.node);
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
  g_auto (SwChoice) choice = { 0 };

  if (!is_readable (state))
    return;

  choice_init (&choice, check, state);
  for (guint i = 0; i < state->rules->len; i++)
    {
      int implied;
      SwVerdict verdict = judge_rule (&choice, i, &implied);

      if (verdict != SW_VERDICT_MAY_MATCH)
        report_rule (&choice, i, verdict, implied);
    }
  judge_default (&choice);
}
