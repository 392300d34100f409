/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/graph/sw-exits.h"

/* What AWS does not say of the ways through a definition: states to which only rules and catchers
 * lead that never match, and loops without a way out. */

/* TRUE for a way out that is never taken */
static gboolean
is_dead (SwCheck      *check,
         SwState      *state,
         const SwExit *way)
{
  if (way->kind == SW_EDGE_RULE)
    return g_hash_table_contains (check->dead,
                                  g_array_index (state->rules, SwRule, way->index).node);
  if (way->kind == SW_EDGE_CATCH)
    return g_hash_table_contains (check->dead,
                                  g_array_index (state->catchers, SwHandler, way->index).node);

  return way->kind == SW_EDGE_DEFAULT
         && g_hash_table_contains (check->dead, state->default_next.node);
}

/* Adds to ALIVE what can be reached in SCOPE along ways that are taken. */
static void
walk_alive (SwCheck    *check,
            SwScope    *scope,
            GHashTable *alive)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  if (scope->start.target != NULL)
    g_ptr_array_add (waiting, scope->start.target);
  while (waiting->len > 0)
    {
      SwState *state = g_ptr_array_steal_index (waiting, waiting->len - 1);
      g_autoptr (GArray) exits = NULL;

      if (!g_hash_table_add (alive, state))
        continue;

      exits = sw_state_dup_exits (state);
      for (guint i = 0; i < exits->len; i++)
        {
          const SwExit *way = &g_array_index (exits, SwExit, i);

          if (way->target != NULL && way->target->target != NULL && !is_dead (check, state, way))
            g_ptr_array_add (waiting, way->target->target);
        }
    }
}

/* TRUE where STATE may end its scope, or leads to one that may, or it is not known to where */
static gboolean
may_end (SwState    *state,
         GHashTable *ending)
{
  g_autoptr (GArray) exits = NULL;

  if (state->type == SW_STATE_UNKNOWN || state->node->broken)
    return TRUE;

  exits = sw_state_dup_exits (state);
  for (guint i = 0; i < exits->len; i++)
    {
      const SwTarget *target = g_array_index (exits, SwExit, i).target;

      if (target == NULL || target->target == NULL
          || g_hash_table_contains (ending, target->target))
        return TRUE;
    }

  return exits->len == 0;
}

/* The states of SCOPE from which some way leads to an end */
static GHashTable *
dup_ending (SwScope *scope)
{
  GHashTable *ending = g_hash_table_new (NULL, NULL);
  gboolean changed = TRUE;

  while (changed && g_hash_table_size (ending) < scope->states->len)
    {
      changed = FALSE;
      /* Most ways lead forward in the text, so that a round backward settles them. */
      for (guint i = scope->states->len; i > 0; i--)
        {
          SwState *state = g_ptr_array_index (scope->states, i - 1);

          if (!g_hash_table_contains (ending, state) && may_end (state, ending))
            changed = g_hash_table_add (ending, state);
        }
    }

  return ending;
}

/* The first state of the text in each loop is told of, once per scope. */
static void
check_endless (SwCheck    *check,
               SwScope    *scope,
               GHashTable *alive)
{
  g_autoptr (GHashTable) ending = dup_ending (scope);

  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (!g_hash_table_contains (alive, state) || g_hash_table_contains (ending, state))
        continue;

      sw_check_add (check, SW_FINDING_ENDLESS, state->node, state->node->key,
                    "From the state \"%s\" no way leads to an end", state->name);
      return;
    }
}

static void
check_dead_states (SwCheck    *check,
                   SwScope    *scope,
                   GHashTable *alive,
                   GHashTable *reachable)
{
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (g_hash_table_contains (reachable, state) && !g_hash_table_contains (alive, state))
        sw_check_add (check, SW_FINDING_NEVER_REACHED, state->node, state->node->key,
                      "The state \"%s\" is never reached: no way that is ever taken leads to it",
                      state->name);
    }
}

static void
check_scope (SwCheck    *check,
             SwScope    *scope,
             GHashTable *alive,
             GHashTable *reachable)
{
  if (scope->parent != NULL && !g_hash_table_contains (alive, scope->parent))
    return;

  if (alive != reachable)
    {
      walk_alive (check, scope, alive);
      check_dead_states (check, scope, alive, reachable);
    }
  /* Of the machine itself AWS says so where no state at all is an end. */
  if (scope->parent != NULL || sw_check_has_end (scope))
    check_endless (check, scope, alive);
}

/* To be called when the graph, rules and handlers are judged. */
void
sw_check_ways (SwCheck *check)
{
  /* Where nothing is dead, all that can be reached is alive. */
  g_autoptr (GHashTable) alive = g_hash_table_size (check->dead) > 0
                                     ? g_hash_table_new (NULL, NULL)
                                     : g_hash_table_ref (check->reachable);
  GPtrArray *states = sw_model_get_states (check->model);

  check_scope (check, sw_model_get_root (check->model), alive, check->reachable);
  /* Parents come before what they hold. */
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      for (guint j = 0; j < state->scopes->len; j++)
        check_scope (check, g_ptr_array_index (state->scopes, j), alive, check->reachable);
    }
}
