/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/model/sw-walk.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const SwState *first = *(SwState *const *) a;
  const SwState *second = *(SwState *const *) b;

  return g_strcmp0 (first->name, second->name);
}

/* States from FIRST on, depth first, so that the main line comes before its side lines. The stack
 * is our own: a chain of states may be as long as the document. */
static void
walk_from (SwState    *first,
           GHashTable *visited,
           GPtrArray  *order)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();

  g_ptr_array_add (stack, first);
  while (stack->len > 0)
    {
      SwState *state = g_ptr_array_steal_index (stack, stack->len - 1);
      g_autoptr (GArray) exits = NULL;

      if (!g_hash_table_add (visited, state))
        continue;

      g_ptr_array_add (order, state);
      exits = sw_state_dup_exits (state);
      for (guint i = exits->len; i > 0; i--)
        {
          const SwTarget *target = g_array_index (exits, SwExit, i - 1).target;

          if (target != NULL && target->target != NULL)
            g_ptr_array_add (stack, target->target);
        }
    }
}

/**
 * sw_scope_dup_walk:
 * @n_reachable: (out): how many of them can be reached from the scope's start; they come first
 *
 * The states of a scope in the order in which a reader follows them: depth first from the start
 * along Next, rules, Default and Catch; then the ones that cannot be reached, by name. It does not
 * depend on the order of the keys in States.
 *
 * Returns: (transfer full) (element-type SwState)
 */
GPtrArray *
sw_scope_dup_walk (const SwScope *scope,
                   guint         *n_reachable)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  GPtrArray *order = g_ptr_array_sized_new (scope->states->len);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  if (scope->start.target != NULL)
    walk_from (scope->start.target, visited, order);
  *n_reachable = order->len;

  for (guint i = 0; i < scope->states->len; i++)
    if (!g_hash_table_contains (visited, g_ptr_array_index (scope->states, i)))
      g_ptr_array_add (rest, g_ptr_array_index (scope->states, i));
  g_ptr_array_sort (rest, compare_names);
  g_ptr_array_extend (order, rest, NULL, NULL);

  return order;
}

static void
add_reachable (GHashTable    *reachable,
               const SwScope *scope)
{
  guint n_reachable;
  g_autoptr (GPtrArray) walk = sw_scope_dup_walk (scope, &n_reachable);

  for (guint i = 0; i < n_reachable; i++)
    g_hash_table_add (reachable, g_ptr_array_index (walk, i));
}

/**
 * sw_model_dup_reachable:
 *
 * Returns: (transfer full): the set of the SwState that can be reached from the machine's start;
 * what is inside a container only where that can be
 */
GHashTable *
sw_model_dup_reachable (SwModel *model)
{
  GHashTable *reachable = g_hash_table_new (NULL, NULL);
  GPtrArray *states = sw_model_get_states (model);

  add_reachable (reachable, sw_model_get_root (model));
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      /* Parents come before what they hold. */
      for (guint j = 0; j < state->scopes->len && g_hash_table_contains (reachable, state); j++)
        add_reachable (reachable, g_ptr_array_index (state->scopes, j));
    }

  return reachable;
}
