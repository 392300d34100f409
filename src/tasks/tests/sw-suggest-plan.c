/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-suggest-private.h"

#include <glib/gi18n.h>

#include "asl/graph/sw-exits.h"

/* Ways to a part of the definition, shortest first. */

/* So many beginnings of ways are looked at in one scope, and so many ways are kept. */
#define MAX_BEGINNINGS 4000
#define MAX_WAYS 16

/* A way that has come to `state` */
typedef struct
{
  SwState    *state;
  int         from; /* index of the node before; -1: the scope begins here */
  SwEdgeKind  edge; /* by which that state was left */
  guint       index;
} WayNode;

static void
step_clear (gpointer data)
{
  SwPlanStep *step = data;

  g_free (step->error);
}

static void
throw_clear (gpointer data)
{
  SwPlanThrow *thrown = data;

  g_free (thrown->error);
}

static SwPlan *
plan_new (void)
{
  SwPlan *self = g_new0 (SwPlan, 1);

  self->steps = g_array_new (FALSE, TRUE, sizeof (SwPlanStep));
  g_array_set_clear_func (self->steps, step_clear);
  self->throws = g_array_new (FALSE, TRUE, sizeof (SwPlanThrow));
  g_array_set_clear_func (self->throws, throw_clear);
  return self;
}

/**
 * sw_plan_free:
 *
 * Frees a plan.
 */
void
sw_plan_free (SwPlan *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->throws);
  g_free (self);
}

static void
add_step (SwPlan     *self,
          SwState    *state,
          SwEdgeKind  edge,
          guint       index,
          const char *error)
{
  SwPlanStep step = { state, edge, index, g_strdup (error), FALSE };

  g_array_append_val (self->steps, step);
}

static void
add_throw (SwPlan     *self,
           SwState    *state,
           const char *error,
           gboolean    once)
{
  SwPlanThrow thrown = { state, g_strdup (error), once };

  g_array_append_val (self->throws, thrown);
}

static gboolean
is_on_way (GArray        *nodes,
           int            at,
           const SwState *state)
{
  for (; at >= 0; at = g_array_index (nodes, WayNode, at).from)
    if (g_array_index (nodes, WayNode, at).state == state)
      return TRUE;
  return FALSE;
}

/* Looks for ways from a scope's beginning to TARGET, no state twice: nodes that stand there. */
static GArray *
find_ways (const SwScope *scope,
           const SwState *target,
           GArray        *nodes)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  WayNode first = { scope->start.target, -1, SW_EDGE_START, 0 };

  if (first.state != NULL)
    g_array_append_val (nodes, first);
  for (guint i = 0; i < nodes->len && nodes->len < MAX_BEGINNINGS && found->len < MAX_WAYS; i++)
    {
      SwState *state = g_array_index (nodes, WayNode, i).state;
      g_autoptr (GArray) exits = NULL;

      if (state == target)
        {
          g_array_append_val (found, i);
          continue;
        }
      exits = sw_state_dup_exits (state);
      for (guint j = 0; j < exits->len; j++)
        {
          const SwExit *exit = &g_array_index (exits, SwExit, j);
          WayNode next = { exit->target != NULL ? exit->target->target : NULL, (int) i, exit->kind,
                           exit->index };

          if (next.state != NULL && !is_on_way (nodes, (int) i, next.state))
            g_array_append_val (nodes, next);
        }
    }
  return found;
}

static void add_way (SwPlan *plan, GArray *nodes, int at);

/* The shortest way inside a container */
static void
add_inner_way (SwPlan        *plan,
               const SwState *target)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (WayNode));
  g_autoptr (GArray) found = find_ways (target->scope, target, nodes);

  if (found->len > 0)
    add_way (plan, nodes, (int) g_array_index (found, guint, 0));
}

/* Makes a state fail so that one of its handlers takes it. Returns the error, or NULL where nothing
 * can be made to fail so. */
static char *
plan_failure (SwPlan       *plan,
              SwState      *state,
              const GArray *handlers,
              guint         index,
              gboolean      once)
{
  g_autofree char *error = sw_suggest_dup_error (state, handlers, index);
  char *failing = NULL;
  SwState *thrower;

  if (error != NULL)
    {
      thrower = state->type == SW_STATE_TASK ? state : sw_suggest_find_thrower (state, error);
      if (thrower != NULL)
        {
          add_throw (plan, thrower, error, once);
          return g_steal_pointer (&error);
        }
    }
  thrower = sw_suggest_find_fail (state, handlers, index, &failing);
  if (thrower != NULL)
    add_inner_way (plan, thrower);
  return failing;
}

/* The decisions along a way: how each state before its end is left. Recurses as deep as the way is
 * long, which the number of states bounds. */
static void
add_way (SwPlan *plan,
         GArray *nodes,
         int     at)
{
  const WayNode *node = &g_array_index (nodes, WayNode, at);
  g_autofree char *error = NULL;
  SwState *before;

  if (node->from < 0)
    return;
  add_way (plan, nodes, node->from);
  before = g_array_index (nodes, WayNode, node->from).state;
  if (node->edge == SW_EDGE_CATCH)
    error = plan_failure (plan, before, before->catchers, node->index, FALSE);
  add_step (plan, before, node->edge, node->index, error);
}

/* How a state is left by its last step */
static SwState *
find_next (const SwPlanStep *step)
{
  g_autoptr (GArray) exits = sw_state_dup_exits (step->state);

  for (guint i = 0; i < exits->len; i++)
    {
      const SwExit *exit = &g_array_index (exits, SwExit, i);

      if (exit->kind == step->edge && exit->index == step->index)
        return exit->target != NULL ? exit->target->target : NULL;
    }
  return NULL;
}

static gboolean
ends_scope (const SwState *state)
{
  g_autoptr (GArray) exits = sw_state_dup_exits (state);

  for (guint i = 0; i < exits->len; i++)
    if (g_array_index (exits, SwExit, i).kind == SW_EDGE_END)
      return TRUE;
  return FALSE;
}

/* Leads the run from where the plan has come to the end of the scope, by the shortest way without
 * failures: without it a machine could go round in a circle. States that were visited before may be
 * visited again. */
static void
add_way_out (SwPlan  *plan,
             SwState *from)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (WayNode));
  WayNode first = { from, -1, SW_EDGE_START, 0 };
  guint first_step = plan->steps->len;

  g_array_append_val (nodes, first);
  for (guint i = 0; from != NULL && i < nodes->len && nodes->len < MAX_BEGINNINGS; i++)
    {
      SwState *state = g_array_index (nodes, WayNode, i).state;
      g_autoptr (GArray) exits = sw_state_dup_exits (state);

      if (ends_scope (state))
        {
          add_way (plan, nodes, (int) i);
          add_step (plan, state, SW_EDGE_END, 0, NULL);
          for (guint j = first_step; j < plan->steps->len; j++)
            g_array_index (plan->steps, SwPlanStep, j).soft = TRUE;
          return;
        }
      for (guint j = 0; j < exits->len; j++)
        {
          const SwExit *exit = &g_array_index (exits, SwExit, j);
          WayNode next = { exit->target != NULL ? exit->target->target : NULL, (int) i, exit->kind,
                           exit->index };

          if (exit->kind != SW_EDGE_CATCH && next.state != NULL
              && !is_on_way (nodes, (int) i, next.state))
            g_array_append_val (nodes, next);
        }
    }
}

/* Ways to a state through all the scopes around it. In the outer ones the shortest is taken. */
static gboolean
add_outer_ways (SwPlan        *plan,
                const SwState *state)
{
  for (SwState *outer = state->scope->parent; outer != NULL; outer = outer->scope->parent)
    {
      g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (WayNode));
      g_autoptr (GArray) found = find_ways (outer->scope, outer, nodes);

      if (found->len == 0)
        return FALSE;
      add_way (plan, nodes, (int) g_array_index (found, guint, 0));
    }
  return TRUE;
}

/* Decides how a state is left, and what follows. */
static void
add_decision (SwPlan     *plan,
              SwState    *state,
              SwEdgeKind  edge,
              guint       index,
              const char *error)
{
  SwPlanStep step = { state, edge, index, NULL, FALSE };

  add_step (plan, state, edge, index, error);
  add_way_out (plan, find_next (&step));
}

/* What has to happen at the state itself. Returns FALSE where it cannot be brought about. */
static gboolean
add_goal (SwPlan               *plan,
          const SwCoverageItem *item,
          guint                 outcome)
{
  SwState *state = item->state;
  guint n_rules = state->rules->len;
  g_autofree char *error = NULL;

  switch (item->kind)
    {
    case SW_COVERED_EDGE:
      if (item->edge != SW_EDGE_CATCH)
        {
          add_decision (plan, state, item->edge, item->index, NULL);
          return TRUE;
        }
      error = plan_failure (plan, state, state->catchers, item->index, FALSE);
      add_decision (plan, state, SW_EDGE_CATCH, item->index, error);
      return error != NULL;
    case SW_COVERED_RULE_TRUE:
    case SW_COVERED_RULE_FALSE:
      if (outcome < n_rules)
        add_decision (plan, state, SW_EDGE_RULE, outcome, NULL);
      else
        add_decision (plan, state, SW_EDGE_DEFAULT, 0, NULL);
      return TRUE;
    case SW_COVERED_CATCHER:
      error = plan_failure (plan, state, state->catchers, item->index, FALSE);
      add_decision (plan, state, SW_EDGE_CATCH, item->index, error);
      return error != NULL;
    case SW_COVERED_RETRIER:
      error = plan_failure (plan, state, state->retriers, item->index, TRUE);
      add_way_out (plan, state);
      return error != NULL;
    case SW_COVERED_STATE:
    case SW_N_COVERED:
    default:
      add_way_out (plan, state);
      return TRUE;
    }
}

/* The outcomes of a Choice that serve: a rule is false when a later one is the first that is true,
 * or none is. */
static void
get_outcomes (const SwCoverageItem *item,
              guint                *first,
              guint                *last)
{
  *first = item->kind == SW_COVERED_RULE_FALSE ? item->index + 1 : item->index;
  *last = item->kind == SW_COVERED_RULE_FALSE ? item->state->rules->len : item->index;
}

/**
 * sw_plans_find:
 * @item: a part of the definition
 * @model: the definition, of the same shape as that of @item
 * @why: (out) (nullable): why there is none
 *
 * Finds ways that may come by a part.
 *
 * Returns: (transfer full) (element-type SwPlan): plans to try, the simplest first
 */
GPtrArray *
sw_plans_find (const SwCoverageItem  *item,
               const SwModel         *model,
               char                 **why)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_plan_free);
  SwCoverageItem here = *item;
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (WayNode));
  g_autoptr (GArray) found = NULL;
  guint first, last;

  here.state = g_ptr_array_index (sw_model_get_states (model), item->state->serial);
  found = find_ways (here.state->scope, here.state, nodes);
  if (found->len == 0)
    *why = g_strdup_printf (_ ("No way leads to “%s”"), here.state->name);
  get_outcomes (&here, &first, &last);
  for (guint i = 0; i < found->len; i++)
    for (guint outcome = first; outcome <= last; outcome++)
      {
        g_autoptr (SwPlan) plan = plan_new ();

        add_way (plan, nodes, (int) g_array_index (found, guint, i));
        if (!add_goal (plan, &here, outcome) || !add_outer_ways (plan, here.state))
          continue;
        g_ptr_array_add (plans, g_steal_pointer (&plan));
      }
  if (plans->len == 0 && *why == NULL)
    *why = g_strdup_printf (_ ("Nothing in “%s” can be made to fail like that"), here.state->name);
  return plans;
}
