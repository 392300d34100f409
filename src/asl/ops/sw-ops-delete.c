/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* The reference a state goes on by when it is taken away: Next; of a Choice Default, else the first
 * rule that leads somewhere. NULL is the End. */
static const SwTarget *
get_direct_next (const SwState *state)
{
  if (sw_state_type_is_terminal (state->type))
    return NULL;
  if (state->type != SW_STATE_CHOICE)
    return sw_target_is_open (&state->next) ? NULL : &state->next;
  if (!sw_target_is_open (&state->default_next))
    return &state->default_next;

  for (guint i = 0; i < state->rules->len; i++)
    {
      const SwTarget *next = &g_array_index (state->rules, SwRule, i).next;

      if (!sw_target_is_open (next))
        return next;
    }

  return NULL;
}

/* Where edges to STATE lead when it and the others of GONE are taken away. States of GONE that lead
 * to each other in a circle end there. */
void
sw_ops_find_successor (const SwState *state,
                       GHashTable    *gone,
                       SwOpsTarget   *successor)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);

  while (g_hash_table_add (visited, (gpointer) state))
    {
      const SwTarget *next = get_direct_next (state);

      if (next == NULL)
        return;

      if (next->target == NULL || !g_hash_table_contains (gone, next->target))
        {
          successor->json = sw_node_dup_json (next->node);
          successor->state = next->target;
          return;
        }

      state = next->target;
    }
}

static gboolean
is_all_gone (const SwScope *scope,
             GHashTable    *gone)
{
  for (guint i = 0; i < scope->states->len; i++)
    if (!g_hash_table_contains (gone, g_ptr_array_index (scope->states, i)))
      return FALSE;

  return TRUE;
}

/* What a reader must be told: edges that can neither end nor lead on are left open. */
static void
note_healed (SwOpsChange       *change,
             const SwOpsPort   *port,
             const SwOpsTarget *successor,
             GHashTable        *gone)
{
  g_autofree char *label = NULL;

  if (successor->json != NULL || port->kind == SW_PLACE_NEXT)
    return;
  if (port->kind == SW_PLACE_START && is_all_gone (port->scope, gone))
    return;

  label = sw_ops_port_dup_label (port);
  sw_ops_note (change, _ ("%s leads nowhere now."), label);
}

/* Adds to SETTINGS that every edge of SCOPE which leads to a state of GONE shall lead to what came
 * after it. A state is never made its own successor by this: it ends instead. */
void
sw_ops_heal (SwOpsChange   *change,
             const SwScope *scope,
             GHashTable    *gone,
             GArray        *settings)
{
  g_autoptr (GArray) ports = sw_ops_dup_ports_to (scope, gone);

  for (guint i = 0; i < ports->len; i++)
    {
      const SwOpsPort *port = &g_array_index (ports, SwOpsPort, i);
      g_auto (SwOpsTarget) successor = { NULL };

      if (port->state != NULL && g_hash_table_contains (gone, port->state))
        continue;

      sw_ops_find_successor (port->target->target, gone, &successor);
      if (port->state != NULL && successor.state == port->state)
        g_clear_pointer (&successor.json, g_free);
      sw_ops_settings_add (settings, port, successor.json);
      note_healed (change, port, &successor, gone);
    }
}

/* The states at POINTERS less those inside another of them, in the order of the text; NULL and an
 * error where one does not exist. CHOSEN (a set) gets all of them. */
GPtrArray *
sw_ops_dup_outermost (SwModel           *model,
                      const char *const *pointers,
                      GHashTable        *chosen,
                      GError           **error)
{
  g_autoptr (GPtrArray) outermost = g_ptr_array_new ();
  GPtrArray *states = sw_model_get_states (model);

  for (guint i = 0; pointers[i] != NULL; i++)
    {
      SwState *state = sw_ops_require_state (model, pointers[i], error);

      if (state == NULL)
        return NULL;
      g_hash_table_add (chosen, state);
    }

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      SwState *outer = state->scope->parent;

      while (outer != NULL && !g_hash_table_contains (chosen, outer))
        outer = outer->scope->parent;
      if (outer == NULL && g_hash_table_contains (chosen, state))
        g_ptr_array_add (outermost, state);
    }

  return g_steal_pointer (&outermost);
}

/* The state to select afterwards: what follows the first deleted one, else what came before it. */
static char *
dup_neighbour (SwState    *first,
               GHashTable *gone)
{
  g_auto (SwOpsTarget) successor = { NULL };
  g_autoptr (GArray) ports = sw_ops_dup_ports_to (first->scope, gone);

  sw_ops_find_successor (first, gone, &successor);
  if (successor.state != NULL)
    return g_strdup (successor.state->pointer);

  for (guint i = 0; i < ports->len; i++)
    {
      SwState *state = g_array_index (ports, SwOpsPort, i).state;

      if (state != NULL && !g_hash_table_contains (gone, state))
        return g_strdup (state->pointer);
    }

  return first->scope->parent != NULL ? g_strdup (first->scope->parent->pointer) : NULL;
}

/* Of a repeated name the last counts: with it gone, the one before would come to life. */
gboolean
sw_ops_remove_state (SwOpsChange   *change,
                     const SwState *state,
                     GError       **error)
{
  do
    {
      if (!sw_rewriter_remove (change->rewriter, state->pointer, error))
        return FALSE;
    }
  while (sw_tree_resolve (sw_rewriter_get_tree (change->rewriter), state->pointer) != NULL);

  return TRUE;
}

static gboolean
delete_states (SwOpsChange       *change,
               const char *const *pointers,
               GError           **error)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) healed = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) settings = sw_ops_settings_new ();
  g_autoptr (GPtrArray) outermost = sw_ops_dup_outermost (change->model, pointers, gone, error);

  if (outermost == NULL)
    return FALSE;
  if (outermost->len > 0)
    change->select = dup_neighbour (g_ptr_array_index (outermost, 0), gone);

  for (guint i = 0; i < outermost->len; i++)
    {
      SwState *state = g_ptr_array_index (outermost, i);

      if (g_hash_table_add (healed, state->scope))
        sw_ops_heal (change, state->scope, gone, settings);
    }
  if (!sw_ops_settings_apply (change, settings, error))
    return FALSE;

  for (guint i = 0; i < outermost->len; i++)
    if (!sw_ops_remove_state (change, g_ptr_array_index (outermost, i), error))
      return FALSE;

  return TRUE;
}

/**
 * sw_ops_delete:
 * @pointers: (array zero-terminated=1): the states to delete; all or none are
 * @error: why they cannot be
 *
 * Deletes states, with all that is inside them. What led to a deleted state leads to its successor:
 * its Next; of a Choice the Default, else the first rule (the order AWS's language service uses).
 * After the last state, its predecessor ends ("End": true). A rule, Default, catcher or StartAt
 * cannot end: it is left open
 * (""), and the notes say so. A state that would become its own successor ends instead. States that
 * can no longer be reached are named in the notes, and stay.
 *
 * Returns: (transfer full) (nullable): edits that select what took the first state's place
 */
SwOpsResult *
sw_ops_delete (SwModel           *model,
               const char *const *pointers,
               GError           **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointers != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = delete_states (&change, pointers, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
