/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-patterns.h"
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Makes sure that the object of SCOPE and its States stand in the text. */
gboolean
sw_ops_ensure_states (SwOpsChange *change,
                      SwScope     *scope,
                      GError     **error)
{
  g_autofree char *states = sw_pointer_append (scope->pointer, "States");

  if (scope->node == NULL && scope->parent == NULL)
    return sw_ops_refuse (error,
                          _ ("The document holds no state machine yet: it must be a JSON object, "
                          "such as { \"StartAt\": \"\", \"States\": {} }."));

  if (scope->node == NULL)
    return sw_rewriter_set (change->rewriter, scope->pointer,
                            "{\n  \"StartAt\": \"\",\n  \"States\": {}\n}", error);

  if (scope->states_node == NULL)
    return sw_rewriter_set (change->rewriter, states, "{}", error);

  return TRUE;
}

/* Puts a state's text into SCOPE: before the state called BEFORE, after AFTER or (both NULL) last.
 */
gboolean
sw_ops_insert_state (SwOpsChange *change,
                     SwScope     *scope,
                     const char  *name,
                     const char  *json,
                     const char  *before,
                     const char  *after,
                     GError     **error)
{
  g_autofree char *states = sw_pointer_append (scope->pointer, "States");

  return sw_ops_ensure_states (change, scope, error)
         && sw_rewriter_insert_member (change->rewriter, states, name, json, before, after, error);
}

static void
note_open_ends (SwOpsChange     *change,
                const SwStencil *stencil,
                const char      *name,
                const char      *json)
{
  if (stencil->type != SW_STATE_CHOICE)
    return;

  if (json == NULL)
    sw_ops_note (change,
                 _ ("“%s” needs a state on its rule and one on its Default: a Choice cannot end a "
                 "state machine itself."),
                 name);
  else
    sw_ops_note (change, _ ("“%s” needs a state on its rule; its Default leads on as before."),
                 name);
}

static gboolean
add (SwOpsChange     *change,
     const SwStencil *stencil,
     const SwPlace   *place,
     GError         **error)
{
  SwOpsPort port;
  g_auto (SwOpsTarget) next = { NULL };
  g_autofree char *name = sw_ops_dup_unique_name (change->model, stencil->name);
  g_autofree char *quoted = sw_ops_dup_json_string (name);
  g_autofree char *states = NULL;
  SwQueryLanguage language = sw_model_get_language (change->model);
  const char *json = language == SW_QUERY_JSONATA ? stencil->jsonata : stencil->jsonpath;

  if (!sw_ops_port_resolve (change->model, place, &port, error))
    return FALSE;

  sw_ops_port_get_target (&port, &next);
  states = sw_pointer_append (port.scope->pointer, "States");
  change->select = sw_pointer_append (states, name);

  if (!sw_ops_insert_state (change, port.scope, name, json,
                            port.state == NULL && next.state != NULL ? next.state->name : NULL,
                            port.state != NULL ? port.state->name : NULL, error)
      || !sw_ops_set_flow (change, change->select, stencil->type, next.json, error)
      || !sw_ops_port_set (change, &port, quoted, error))
    return FALSE;

  note_open_ends (change, stencil, name, next.json);

  return !sw_state_type_is_terminal (stencil->type) || sw_ops_refuse_lost (change, name, error);
}

/**
 * sw_ops_add:
 * @stencil: what is dropped
 * @place: the edge it is dropped on
 * @error: why it cannot be
 *
 * Puts a new state on an edge. The edge then leads to it, and it leads on to where the edge led, so
 * that an edge to the End, or an open one, makes it the last state ("End": true). Its text stands
 * after that of the state the edge comes from (on the start edge: before the state that was first),
 * in the query language of the machine.
 *
 *  - A Choice leads on by its Default; it comes with one rule, which is still open ("Next": "").
 *  - A Parallel comes with two empty branches, a Map with an empty inline processor.
 *  - A ready-made block comes with all its states, as sw_ops_paste() puts them.
 *  - A Succeed or Fail is refused where states after it could then no longer be reached.
 *
 * AWS's designer does the first two likewise; what it does for the last is not documented.
 *
 * Returns: (transfer full) (nullable): edits that select the new state
 */
SwOpsResult *
sw_ops_add (SwModel         *model,
            const SwStencil *stencil,
            const SwPlace   *place,
            GError         **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && stencil != NULL && place != NULL, NULL);

  if (sw_patterns_contain (stencil))
    return sw_ops_paste (model,
                         sw_model_get_language (model) == SW_QUERY_JSONATA ? stencil->jsonata
                                                                          : stencil->jsonpath,
                         place, error);

  sw_ops_change_init (&change, model);
  done = add (&change, stencil, place, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
