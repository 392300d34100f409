/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"

#define TYPES_WITH_RULES (1 << SW_STATE_CHOICE | 1 << SW_STATE_UNKNOWN)
#define TYPES_WITH_CATCH                                                                           \
  (1 << SW_STATE_TASK | 1 << SW_STATE_PARALLEL | 1 << SW_STATE_MAP | 1 << SW_STATE_UNKNOWN)

static void
add_exit (GArray         *exits,
          SwEdgeKind      kind,
          guint           index,
          const SwTarget *target)
{
  SwExit item = { .kind = kind, .index = index, .target = target };

  g_array_append_val (exits, item);
}

/* An absent Next is open, except on a state of no known type: that one may yet become a Choice. */
static void
add_next (GArray        *exits,
          const SwState *state)
{
  if (state->type == SW_STATE_CHOICE)
    return;

  if (sw_state_type_is_terminal (state->type) || (state->end && state->next.node == NULL))
    add_exit (exits, SW_EDGE_END, 0, NULL);
  else if (state->type != SW_STATE_UNKNOWN || state->next.node != NULL)
    add_exit (exits, SW_EDGE_NEXT, 0, &state->next);
}

/**
 * sw_state_dup_exits:
 *
 * Returns: (transfer full) (element-type SwExit): the ways out of @state; their targets are
 * borrowed from it
 */
GArray *
sw_state_dup_exits (const SwState *state)
{
  GArray *exits = g_array_new (FALSE, FALSE, sizeof (SwExit));

  add_next (exits, state);

  if (TYPES_WITH_RULES >> state->type & 1)
    {
      for (guint i = 0; i < state->rules->len; i++)
        if (g_array_index (state->rules, SwRule, i).node->kind == SW_NODE_OBJECT)
          add_exit (exits, SW_EDGE_RULE, i, &g_array_index (state->rules, SwRule, i).next);
      if (state->default_next.node != NULL)
        add_exit (exits, SW_EDGE_DEFAULT, 0, &state->default_next);
    }

  if (TYPES_WITH_CATCH >> state->type & 1)
    for (guint i = 0; i < state->catchers->len; i++)
      if (g_array_index (state->catchers, SwHandler, i).node->kind == SW_NODE_OBJECT)
        add_exit (exits, SW_EDGE_CATCH, i, &g_array_index (state->catchers, SwHandler, i).next);

  return exits;
}

/**
 * sw_target_is_open:
 *
 * Returns: %TRUE where the reference is absent, or "" as the operations leave it until a state is
 * dropped there
 */
gboolean
sw_target_is_open (const SwTarget *target)
{
  return target->node == NULL || target->node->kind == SW_NODE_MISSING
         || (target->name != NULL && target->name[0] == '\0' && target->target == NULL);
}
