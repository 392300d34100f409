/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

static gboolean
check_place (const SwOpsPort  *port,
             const SwOpsBlock *block,
             GError          **error)
{
  for (const SwScope *scope = port->scope; scope->parent != NULL; scope = scope->parent->scope)
    if (g_hash_table_contains (block->set, scope->parent))
      return sw_ops_refuse (error, _ ("“%s” cannot be moved into itself."), scope->parent->name);

  return TRUE;
}

/* In another scope the rules and catchers of a state would name states that are not there: they are
 * left open. */
static gboolean
open_side_exits (SwOpsChange      *change,
                 const SwOpsBlock *block,
                 SwState          *state,
                 GError          **error)
{
  for (guint i = 0; i < state->rules->len + state->catchers->len; i++)
    {
      gboolean rule = i < state->rules->len;
      SwOpsPort port = {
        .kind = rule ? SW_PLACE_RULE : SW_PLACE_CATCH,
        .index = rule ? i : i - state->rules->len,
        .scope = state->scope,
        .state = state,
      };
      const SwTarget *target = rule ? &g_array_index (state->rules, SwRule, port.index).next
                                    : &g_array_index (state->catchers, SwHandler, port.index).next;
      g_autofree char *label = sw_ops_port_dup_label (&port);

      if (target->target == NULL || g_hash_table_contains (block->set, target->target))
        continue;
      if (!sw_ops_port_set (change, &port, NULL, error))
        return FALSE;
      sw_ops_note (change, _ ("%s leads nowhere now: “%s” stayed behind."), label, target->name);
    }

  return TRUE;
}

/* Moves the text of STATE, whose flow is set already, to the States of SCOPE, behind the state
 * called AFTER (NULL: to the end). */
static gboolean
move_text (SwOpsChange   *change,
           SwScope       *scope,
           const SwState *state,
           const char    *after,
           GError       **error)
{
  g_autofree char *states = sw_pointer_append (scope->pointer, "States");

  if (sw_scope_find_state (scope, state->name) != NULL)
    return sw_ops_refuse (error, _ ("There is a state called “%s” there already."), state->name);

  return sw_ops_ensure_states (change, scope, error)
         && sw_rewriter_move_member (change->rewriter, state->pointer, states, NULL, after, error);
}

/* What comes from another scope goes behind the state the edge comes from, in its order. */
static gboolean
take_along (SwOpsChange      *change,
            const SwOpsPort  *port,
            const SwOpsBlock *block,
            GError          **error)
{
  g_autoptr (GPtrArray) states = sw_ops_block_dup_states (block);
  g_autofree char *there = sw_pointer_append (port->scope->pointer, "States");
  const char *after = port->state != NULL ? port->state->name : NULL;

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      g_autofree char *pointer = sw_pointer_append (there, state->name);

      if (state->scope != port->scope)
        {
          if (!open_side_exits (change, block, state, error)
              || !move_text (change, port->scope, state, after, error))
            return FALSE;
          after = state->name;
        }
      sw_ops_select (change, pointer);
    }

  return TRUE;
}

/* Every scope that states are taken out of closes behind them. */
static gboolean
heal (SwOpsChange      *change,
      GPtrArray        *states,
      const SwOpsBlock *block,
      GError          **error)
{
  g_autoptr (GHashTable) healed = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) settings = sw_ops_settings_new ();

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      if (g_hash_table_add (healed, state->scope))
        sw_ops_heal (change, state->scope, block->set, settings);
    }

  return sw_ops_settings_apply (change, settings, error);
}

/* The edge begins at what is moved, or leads to the one state that is: dropping it there changes
 * nothing. */
static gboolean
is_own_edge (const SwOpsPort  *port,
             const SwOpsBlock *block,
             guint             n_states)
{
  return (port->state != NULL && g_hash_table_contains (block->set, port->state))
         || (n_states == 1 && port->target != NULL && port->target->target != NULL
             && g_hash_table_contains (block->set, port->target->target));
}

static gboolean
select_all (SwOpsChange *change,
            GPtrArray   *states)
{
  for (guint i = 0; i < states->len; i++)
    sw_ops_select (change, ((SwState *) g_ptr_array_index (states, i))->pointer);

  return TRUE;
}

static gboolean
move_block (SwOpsChange      *change,
            GPtrArray        *states,
            const SwOpsBlock *block,
            const SwOpsPort  *port,
            GError          **error)
{
  const SwOpsPart *first = g_ptr_array_index (block->parts, 0);
  const SwOpsPart *last = g_ptr_array_index (block->parts, block->parts->len - 1);
  g_autofree char *quoted = sw_ops_dup_json_string (first->entry->name);
  g_auto (SwOpsTarget) next = { NULL };

  sw_ops_port_get_target (port, &next);
  if (next.state != NULL && g_hash_table_contains (block->set, next.state))
    {
      const SwState *gone = next.state;

      sw_ops_target_clear (&next);
      sw_ops_find_successor (gone, block->set, &next);
    }

  return heal (change, states, block, error)
         && sw_ops_block_lead_on (change, block, NULL, next.json, error)
         && take_along (change, port, block, error)
         && sw_ops_port_set (change, port, quoted, error)
         && (!sw_ops_block_has_end (block)
             || sw_ops_refuse_lost (change, last->entry->name, error));
}

static gboolean
move (SwOpsChange       *change,
      const char *const *pointers,
      const SwPlace     *place,
      GError           **error)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) states = sw_ops_dup_outermost (change->model, pointers, chosen, error);
  g_auto (SwOpsBlock) block = { NULL };
  SwOpsPort port;

  if (states == NULL || !sw_ops_port_resolve (change->model, place, &port, error))
    return FALSE;
  if (states->len == 0)
    return sw_ops_refuse (error, _ ("No state is selected."));

  sw_ops_block_init (&block, states);
  if (is_own_edge (&port, &block, states->len))
    return select_all (change, states);

  return check_place (&port, &block, error) && sw_ops_block_check_entries (&block, error)
         && move_block (change, states, &block, &port, error);
}

/**
 * sw_ops_move:
 * @pointers: (array zero-terminated=1): the states
 * @place: the edge they are dropped on, in any scope
 * @error: why they cannot go there
 *
 * Takes states out (what led to them leads to their successor, as sw_ops_delete() does) and puts
 * them on another edge (as sw_ops_add() does). Those that lead to each other stay joined; what does
 * not hang together follows one another, in the order in which a reader comes by. Within a scope
 * their text stays where it is; into another scope it goes behind the state the edge comes from,
 * and rules and catchers that named states left behind become open, which the notes say. Dropped on
 * an edge of their own nothing changes.
 *
 * Returns: (transfer full) (nullable): edits that select the states
 */
SwOpsResult *
sw_ops_move (SwModel           *model,
             const char *const *pointers,
             const SwPlace     *place,
             GError           **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointers != NULL && place != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = move (&change, pointers, place, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
