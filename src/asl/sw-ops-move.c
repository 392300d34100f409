/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-ops-private.h"

#include <glib/gi18n.h>

/* TRUE where the edge begins at the state, or leads to it already: dropping it there changes
 * nothing. */
static gboolean
is_own_edge (const SwOpsPort *port,
             const SwState   *state)
{
  return port->state == state || (port->target != NULL && port->target->target == state);
}

static gboolean
check_place (const SwOpsPort *port,
             const SwState   *state,
             GError         **error)
{
  for (const SwScope *scope = port->scope; scope->parent != NULL; scope = scope->parent->scope)
    if (scope->parent == state)
      return sw_ops_refuse (error, _ ("“%s” cannot be moved into itself."), state->name);

  return TRUE;
}

/* In another scope the rules and catchers of a state would name states that are not there: they are
 * left open. */
static gboolean
open_side_exits (SwOpsChange *change,
                 SwState     *state,
                 GError     **error)
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

      if (target->target == NULL || target->target == state)
        continue;
      if (!sw_ops_port_set (change, &port, NULL, error))
        return FALSE;
      sw_ops_note (change, _ ("%s leads nowhere now: “%s” stayed behind."), label, target->name);
    }

  return TRUE;
}

/* Moves the text of STATE, whose flow is set already, to the States of the place. */
static gboolean
move_text (SwOpsChange     *change,
           const SwOpsPort *port,
           SwState         *state,
           GError         **error)
{
  g_autofree char *states = sw_pointer_append (port->scope->pointer, "States");

  if (sw_scope_find_state (port->scope, state->name) != NULL)
    return sw_ops_refuse (error, _ ("There is a state called “%s” there already."), state->name);

  return sw_ops_ensure_states (change, port->scope, error) &&
         sw_rewriter_move_member (change->rewriter, state->pointer, states, NULL,
                                  port->state != NULL ? port->state->name : NULL, error);
}

static gboolean
move (SwOpsChange   *change,
      SwState       *state,
      const SwPlace *place,
      GError       **error)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) settings = sw_ops_settings_new ();
  g_autofree char *quoted = sw_ops_dup_json_string (state->name);
  g_autofree char *states = NULL;
  g_auto (SwOpsTarget) next = { NULL };
  SwOpsPort port;

  if (!sw_ops_port_resolve (change->model, place, &port, error))
    return FALSE;

  change->select = g_strdup (state->pointer);
  if (is_own_edge (&port, state))
    return TRUE;
  if (!check_place (&port, state, error))
    return FALSE;

  sw_ops_port_get_target (&port, &next);
  g_hash_table_add (gone, state);
  sw_ops_heal (change, state->scope, gone, settings);
  if (!sw_ops_settings_apply (change, settings, error) ||
      !sw_ops_set_flow (change, state->pointer, state->type, next.json, error))
    return FALSE;

  if (port.scope != state->scope)
    {
      if (!open_side_exits (change, state, error) || !move_text (change, &port, state, error))
        return FALSE;
      states = sw_pointer_append (port.scope->pointer, "States");
      g_free (change->select);
      change->select = sw_pointer_append (states, state->name);
    }

  return sw_ops_port_set (change, &port, quoted, error) &&
         (!sw_state_type_is_terminal (state->type) ||
          sw_ops_refuse_lost (change, state->name, error));
}

/**
 * sw_ops_move:
 * @pointer: the state
 * @place: the edge it is dropped on, in any scope
 * @error: why it cannot go there
 *
 * Takes a state out (what led to it leads to its successor, as sw_ops_delete() does) and puts it on
 * another edge (as sw_ops_add() does). Within a scope its text stays where it is; into another
 * scope it goes behind the state the edge comes from, and rules and catchers that named states left
 * behind become open, which the notes say. Dropped on an edge of its own nothing changes.
 *
 * Returns: (transfer full) (nullable): edits that select the state
 */
SwOpsResult *
sw_ops_move (SwModel       *model,
             const char    *pointer,
             const SwPlace *place,
             GError       **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL && place != NULL, NULL);

  sw_ops_change_init (&change, model);
  state = sw_ops_require_state (model, pointer, &failure);
  done = state != NULL && move (&change, state, place, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
