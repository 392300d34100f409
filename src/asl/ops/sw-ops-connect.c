/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

static gboolean
connect_to_end (SwOpsChange     *change,
                const SwOpsPort *port,
                GError         **error)
{
  g_autofree char *label = NULL;

  if (port->kind == SW_PLACE_NEXT)
    return sw_ops_port_set (change, port, NULL, error);

  label = sw_ops_port_dup_label (port);

  return sw_ops_refuse (error, _ ("%s cannot lead to the end itself: put a Succeed state there."),
                        label);
}

static gboolean
connect_to_state (SwOpsChange     *change,
                  const SwOpsPort *port,
                  const char      *pointer,
                  GError         **error)
{
  SwState *target = sw_ops_require_state (change->model, pointer, error);
  g_autofree char *json = NULL;

  if (target == NULL)
    return FALSE;
  if (target->scope != port->scope)
    return sw_ops_refuse (
        error,
        _ ("“%s” is in another state machine: an arrow cannot lead into or out of "
           "a branch or an iteration."),
        target->name);

  if (port->kind == SW_PLACE_NEXT && target == port->state)
    sw_ops_note (change, _ ("“%s” follows itself now: this never ends."), target->name);
  json = sw_ops_dup_json_string (target->name);

  return sw_ops_port_set (change, port, json, error);
}

/**
 * sw_ops_connect:
 * @place: the edge; %SW_PLACE_NEW_RULE and %SW_PLACE_NEW_CATCH make one
 * @target: (nullable): pointer of a state of the same scope, or %NULL for the End
 * @error: why it cannot lead there
 *
 * Lets an edge lead elsewhere. States that can no longer be reached then are named in the notes. A
 * new rule asks whether a value is present, until it is given a condition; a new catcher catches
 * States.ALL, or States.TaskFailed before one that does.
 *
 * Returns: (transfer full) (nullable): edits that select the state the edge comes from, or leads to
 * from the Start
 */
SwOpsResult *
sw_ops_connect (SwModel       *model,
                const SwPlace *place,
                const char    *target,
                GError       **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwOpsPort port;
  gboolean done;

  g_return_val_if_fail (model != NULL && place != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = sw_ops_port_resolve (model, place, &port, &failure)
         && (target != NULL ? connect_to_state (&change, &port, target, &failure)
                            : connect_to_end (&change, &port, &failure));
  if (done)
    change.select = g_strdup (port.state != NULL ? port.state->pointer : target);

  return sw_ops_change_end (&change, done, failure, error);
}

/* Takes an element out of the array FIELD of the state; the array, too, where nothing is left of
 * it. */
static gboolean
remove_element (SwOpsChange     *change,
                const SwOpsPort *port,
                const char      *field,
                guint            n_elements,
                GError         **error)
{
  g_autofree char *array = sw_pointer_append (port->state->pointer, field);
  g_autofree char *element = sw_pointer_append_index (array, port->index);

  return sw_rewriter_remove (change->rewriter, n_elements > 1 ? element : array, error);
}

/**
 * sw_ops_take_away:
 * @port: what refers to a state
 *
 * Takes the reference away with what holds it: the rule, the catcher, the Default. What a state
 * must have is refused.
 *
 * Returns: whether that could be; else @error tells the person why not
 */
gboolean
sw_ops_take_away (SwOpsChange     *change,
                  const SwOpsPort *port,
                  GError         **error)
{
  g_autofree char *pointer = NULL;

  switch (port->kind)
    {
    case SW_PLACE_NEXT:
      return sw_ops_port_set (change, port, NULL, error);
    case SW_PLACE_RULE:
      if (port->state->rules->len == 1)
        return sw_ops_refuse (
            error, _ ("“%s” must keep a rule: delete the Choice, or lead the rule elsewhere."),
            port->state->name);
      return remove_element (change, port, "Choices", port->state->rules->len, error);
    case SW_PLACE_DEFAULT:
      pointer = sw_pointer_append (port->state->pointer, "Default");
      return sw_rewriter_remove (change->rewriter, pointer, error);
    case SW_PLACE_CATCH:
      return remove_element (change, port, "Catch", port->state->catchers->len, error);
    case SW_PLACE_START:
      return sw_ops_refuse (error,
                            _ ("A state machine needs a first state: lead the start elsewhere."));
    case SW_PLACE_NEW_RULE:
    case SW_PLACE_NEW_CATCH:
    case SW_PLACE_N_KINDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * sw_ops_disconnect:
 * @place: an edge that is there
 * @error: why it must stay
 *
 * Takes an edge away: a state that went on ends instead ("End": true), a rule, Default or catcher
 * is removed. The start, and a Choice's only rule, must stay. States that can no longer be reached
 * are named in the notes.
 *
 * Returns: (transfer full) (nullable): edits that select the state the edge came from
 */
SwOpsResult *
sw_ops_disconnect (SwModel       *model,
                   const SwPlace *place,
                   GError       **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwOpsPort port;
  gboolean done;

  g_return_val_if_fail (model != NULL && place != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = sw_ops_port_resolve (model, place, &port, &failure)
         && sw_ops_take_away (&change, &port, &failure);
  if (done && port.state != NULL)
    change.select = g_strdup (port.state->pointer);

  return sw_ops_change_end (&change, done, failure, error);
}
