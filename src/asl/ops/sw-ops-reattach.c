/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Letting an edge come from another state. */

/* The state in whose hands an edge of PORT's kind is to be; FALSE where it cannot have one. */
static gboolean
find_new_port (SwModel         *model,
               const SwOpsPort *port,
               const char      *pointer,
               SwOpsPort       *to,
               GError         **error)
{
  SwState *state = sw_ops_require_state (model, pointer, error);
  SwPlace place = { .pointer = pointer };

  if (state == NULL)
    return FALSE;
  if (port->kind == SW_PLACE_START)
    return sw_ops_refuse (error, _ ("This arrow comes from the start: lead its head elsewhere."));
  if (state->scope != port->scope)
    return sw_ops_refuse (
        error,
        _ ("“%s” is in another state machine: an arrow cannot lead into or out of "
           "a branch or an iteration."),
        state->name);

  if (port->kind == SW_PLACE_CATCH)
    place.kind = SW_PLACE_NEW_CATCH;
  else if (port->kind == SW_PLACE_RULE)
    place.kind = SW_PLACE_NEW_RULE;
  else if (state->type != SW_STATE_CHOICE)
    place.kind = SW_PLACE_NEXT;
  else
    place.kind = sw_target_is_open (&state->default_next) ? SW_PLACE_DEFAULT : SW_PLACE_NEW_RULE;

  return sw_ops_port_resolve (model, &place, to, error);
}

/* A rule or catcher goes with all it says: to the end of the other state's, a catcher before one of
 * States.ALL. */
static gboolean
hand_over (SwOpsChange     *change,
           const SwOpsPort *port,
           const SwOpsPort *to,
           GError         **error)
{
  gboolean rule = port->kind == SW_PLACE_RULE;
  const char *field = rule ? "Choices" : "Catch";
  g_autofree char *from = sw_pointer_append (port->state->pointer, field);
  g_autofree char *element = sw_pointer_append_index (from, port->index);
  g_autofree char *array = sw_pointer_append (to->state->pointer, field);
  SwNode *others = sw_node_get_member (to->state->node, field);
  guint n_others = rule ? to->state->rules->len : to->state->catchers->len;
  guint n_own = rule ? port->state->rules->len : port->state->catchers->len;
  guint index = n_others;

  if (rule && n_own == 1)
    return sw_ops_refuse (
        error, _ ("“%s” must keep a rule: delete the Choice, or lead the rule elsewhere."),
        port->state->name);
  if (!rule && n_others > 0)
    {
      SwHandler *last = &g_array_index (to->state->catchers, SwHandler, n_others - 1);

      if (g_strv_contains ((const char *const *) last->errors, "States.ALL"))
        index--;
    }

  return (others != NULL || sw_rewriter_set (change->rewriter, array, "[]", error))
         && sw_rewriter_move_element (change->rewriter, element, array, index, error)
         && (n_own > 1 || sw_rewriter_remove (change->rewriter, from, error));
}

static gboolean
reattach (SwOpsChange   *change,
          const SwPlace *place,
          const char    *pointer,
          GError       **error)
{
  g_auto (SwOpsTarget) target = { NULL };
  SwOpsPort port;
  SwOpsPort to;

  if (!sw_ops_port_resolve (change->model, place, &port, error)
      || !find_new_port (change->model, &port, pointer, &to, error))
    return FALSE;

  sw_ops_select (change, to.state->pointer);
  if (to.state == port.state)
    return TRUE;
  sw_ops_port_get_target (&port, &target);
  if (port.kind == SW_PLACE_RULE || port.kind == SW_PLACE_CATCH)
    return hand_over (change, &port, &to, error);
  if (target.state == to.state)
    sw_ops_note (change, _ ("“%s” follows itself now: this never ends."), to.state->name);
  if (to.state->next.target != NULL && to.kind == SW_PLACE_NEXT)
    sw_ops_note (change, _ ("“%s” led to “%s” before."), to.state->name, to.state->next.name);

  return sw_ops_port_set (change, &to, target.json, error)
         && sw_ops_take_away (change, &port, error);
}

/**
 * sw_ops_reattach:
 * @place: an edge
 * @pointer: the state it is to come from, of the same scope
 * @error: why it cannot
 *
 * Lets an edge come from another state, and lead where it did. A rule or catcher goes along with
 * all that it says. Where a state went on, it ends; where the other one went on, it goes on as the
 * edge did, and the notes name what it led to. Of a Choice the edge becomes the Default, or a new
 * rule where it has one.
 *
 * Returns: (transfer full) (nullable): edits that select the state at @pointer
 */
SwOpsResult *
sw_ops_reattach (SwModel       *model,
                 const SwPlace *place,
                 const char    *pointer,
                 GError       **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && place != NULL && pointer != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = reattach (&change, place, pointer, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
