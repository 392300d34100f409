/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Places where an edge begins, resolved in the model, and setting where they lead. */

static gboolean
resolve_start (SwModel       *model,
               const SwPlace *place,
               SwOpsPort     *port,
               GError       **error)
{
  port->scope = sw_model_find_scope (model, place->pointer);
  if (port->scope == NULL)
    return sw_ops_refuse (error, _ ("There is no state machine at “%s”."), place->pointer);

  port->target = &port->scope->start;
  port->is_end = port->scope->states->len == 0;

  return TRUE;
}

static gboolean
resolve_next (SwOpsPort *port,
              GError   **error)
{
  SwState *state = port->state;

  if (sw_state_type_is_terminal (state->type))
    return sw_ops_refuse (error, _ ("“%s” ends its path: nothing can follow a %s state."),
                          state->name, sw_state_type_get_name (state->type));
  if (state->type == SW_STATE_CHOICE)
    return sw_ops_refuse (error,
                          _ ("“%s” is a Choice: what follows is put on its rules or its Default."),
                          state->name);

  port->target = &state->next;
  port->is_end = state->end && state->next.node == NULL;

  return TRUE;
}

static gboolean
resolve_rule (SwOpsPort *port,
              GError   **error)
{
  if (port->index >= port->state->rules->len)
    return sw_ops_refuse (error, _ ("“%s” has no rule %u."), port->state->name, port->index + 1);

  port->target = &g_array_index (port->state->rules, SwRule, port->index).next;

  return TRUE;
}

static gboolean
resolve_catch (SwOpsPort *port,
               GError   **error)
{
  if (port->index >= port->state->catchers->len)
    return sw_ops_refuse (error, _ ("“%s” has no catcher %u."), port->state->name, port->index + 1);

  port->target = &g_array_index (port->state->catchers, SwHandler, port->index).next;

  return TRUE;
}

static gboolean
require_choice (SwOpsPort *port,
                GError   **error)
{
  if (port->state->type != SW_STATE_CHOICE)
    return sw_ops_refuse (error, _ ("“%s” is no Choice: it has neither rules nor a Default."),
                          port->state->name);

  return TRUE;
}

static gboolean
require_catching (SwOpsPort *port,
                  GError   **error)
{
  SwStateType type = port->state->type;

  if (type != SW_STATE_TASK && type != SW_STATE_PARALLEL && type != SW_STATE_MAP)
    return sw_ops_refuse (error,
                          _ ("“%s” cannot catch errors: only Task, Parallel and Map states can."),
                          port->state->name);

  return TRUE;
}

/**
 * sw_ops_port_resolve:
 * @place: as a gesture or a script names it
 * @port: (out): where that is in @model, which it points into
 *
 * Returns: whether there is such a place; else @error tells the person what is not there
 */
gboolean
sw_ops_port_resolve (SwModel       *model,
                     const SwPlace *place,
                     SwOpsPort     *port,
                     GError       **error)
{
  *port = (SwOpsPort) { .kind = place->kind, .index = place->index };

  if (place->kind == SW_PLACE_START)
    return resolve_start (model, place, port, error);

  port->state = sw_ops_require_state (model, place->pointer, error);
  if (port->state == NULL)
    return FALSE;
  port->scope = port->state->scope;

  switch (place->kind)
    {
    case SW_PLACE_NEXT:
      return resolve_next (port, error);
    case SW_PLACE_RULE:
      return resolve_rule (port, error);
    case SW_PLACE_DEFAULT:
      port->target = &port->state->default_next;
      return require_choice (port, error);
    case SW_PLACE_CATCH:
      return resolve_catch (port, error);
    case SW_PLACE_NEW_RULE:
      return require_choice (port, error);
    case SW_PLACE_NEW_CATCH:
      return require_catching (port, error);
    case SW_PLACE_START:
    case SW_PLACE_N_KINDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* What the edge is called in a note: Rule 1 of “Check” */
char *
sw_ops_port_dup_label (const SwOpsPort *port)
{
  switch (port->kind)
    {
    case SW_PLACE_START:
      return g_strdup (_ ("The start"));
    case SW_PLACE_RULE:
      return g_strdup_printf (_ ("Rule %u of “%s”"), port->index + 1, port->state->name);
    case SW_PLACE_DEFAULT:
      return g_strdup_printf (_ ("The Default of “%s”"), port->state->name);
    case SW_PLACE_CATCH:
      return g_strdup_printf (_ ("Catcher %u of “%s”"), port->index + 1, port->state->name);
    case SW_PLACE_NEXT:
    case SW_PLACE_NEW_RULE:
    case SW_PLACE_NEW_CATCH:
    case SW_PLACE_N_KINDS:
    default:
      return g_strdup_printf (_ ("“%s”"), port->state->name);
    }
}

/**
 * sw_ops_target_clear:
 *
 * Frees what it holds.
 */
void
sw_ops_target_clear (SwOpsTarget *self)
{
  g_clear_pointer (&self->json, g_free);
}

/* Where the edge leads now. The reference is taken over as it is written, even one that names
 * nothing (yet). */
void
sw_ops_port_get_target (const SwOpsPort *port,
                        SwOpsTarget     *target)
{
  if (port->target == NULL || port->is_end || sw_target_is_open (port->target))
    return;

  target->json = sw_node_dup_json (port->target->node);
  target->state = port->target->target;
}

static gboolean
stands (SwOpsChange *change,
        const char  *pointer)
{
  return sw_tree_resolve (sw_rewriter_get_tree (change->rewriter), pointer) != NULL;
}

/* A state's Next, or its End where JSON is NULL: the one member takes the other's place in the
 * text. */
static gboolean
set_next (SwOpsChange *change,
          const char  *pointer,
          const char  *json,
          GError     **error)
{
  const char *wanted = json != NULL ? "Next" : "End";
  const char *other = json != NULL ? "End" : "Next";
  g_autofree char *wanted_pointer = sw_pointer_append (pointer, wanted);
  g_autofree char *other_pointer = sw_pointer_append (pointer, other);

  if (stands (change, other_pointer))
    {
      gboolean done = stands (change, wanted_pointer)
                        ? sw_rewriter_remove (change->rewriter, other_pointer, error)
                        : sw_rewriter_rename (change->rewriter, other_pointer, wanted, error);

      if (!done)
        return FALSE;
    }

  return sw_rewriter_set (change->rewriter, wanted_pointer, json != NULL ? json : "true", error);
}

/* An open place is written "": its member shows where a name is missing. */
static gboolean
set_member (SwOpsChange *change,
            const char  *pointer,
            const char  *name,
            const char  *json,
            const char  *before,
            const char  *after,
            GError     **error)
{
  g_autofree char *member = sw_pointer_append (pointer, name);
  const char *value = json != NULL ? json : "\"\"";

  if (stands (change, member))
    return sw_rewriter_set (change->rewriter, member, value, error);

  return sw_rewriter_insert_member (change->rewriter, pointer, name, value, before, after, error);
}

static gboolean
set_element (SwOpsChange     *change,
             const SwOpsPort *port,
             const char      *field,
             const char      *json,
             GError         **error)
{
  g_autofree char *array = sw_pointer_append (port->state->pointer, field);
  g_autofree char *element = sw_pointer_append_index (array, port->index);

  return set_member (change, element, "Next", json, NULL, NULL, error);
}

/* The array FIELD of the state, made where it is missing, gets ELEMENT at INDEX. */
static gboolean
add_element (SwOpsChange *change,
             SwState     *state,
             const char  *field,
             guint        index,
             const char  *element,
             GError     **error)
{
  g_autofree char *array = sw_pointer_append (state->pointer, field);

  if (!stands (change, array) && !sw_rewriter_set (change->rewriter, array, "[]", error))
    return FALSE;

  return sw_rewriter_insert_element (change->rewriter, array, index, element, error);
}

static gboolean
add_rule (SwOpsChange *change,
          SwState     *state,
          const char  *json,
          GError     **error)
{
  const char *condition = state->language == SW_QUERY_JSONATA
                            ? "\"Condition\": \"{% $exists($states.input.value) %}\""
                            : "\"Variable\": \"$.value\",\n  \"IsPresent\": true";
  g_autofree char *rule = g_strdup_printf ("{\n  %s,\n  \"Next\": %s\n}", condition,
                                           json != NULL ? json : "\"\"");

  return add_element (change, state, "Choices", state->rules->len, rule, error);
}

/* States.ALL must stand alone and last: a catcher added after one goes before it, for
 * States.TaskFailed. */
static gboolean
add_catcher (SwOpsChange *change,
             SwState     *state,
             const char  *json,
             GError     **error)
{
  guint index = state->catchers->len;
  const char *errors = "States.ALL";
  g_autofree char *catcher = NULL;

  if (index > 0)
    {
      SwHandler *last = &g_array_index (state->catchers, SwHandler, index - 1);

      if (g_strv_contains ((const char *const *) last->errors, "States.ALL"))
        {
          index--;
          errors = "States.TaskFailed";
        }
    }

  catcher = g_strdup_printf ("{\n  \"ErrorEquals\": [\n    \"%s\"\n  ],\n  \"Next\": %s\n}", errors,
                             json != NULL ? json : "\"\"");

  return add_element (change, state, "Catch", index, catcher, error);
}

/* Lets the edge lead to what JSON names; NULL is the End, or where there is none an open place. */
gboolean
sw_ops_port_set (SwOpsChange     *change,
                 const SwOpsPort *port,
                 const char      *json,
                 GError         **error)
{
  switch (port->kind)
    {
    case SW_PLACE_START:
      return set_member (change, port->scope->pointer, "StartAt", json,
                         port->scope->states_node != NULL ? "States" : NULL, NULL, error);
    case SW_PLACE_NEXT:
      return set_next (change, port->state->pointer, json, error);
    case SW_PLACE_RULE:
      return set_element (change, port, "Choices", json, error);
    case SW_PLACE_DEFAULT:
      return set_member (change, port->state->pointer, "Default", json, NULL,
                         sw_node_get_member (port->state->node, "Choices") ? "Choices" : NULL,
                         error);
    case SW_PLACE_CATCH:
      return set_element (change, port, "Catch", json, error);
    case SW_PLACE_NEW_RULE:
      return add_rule (change, port->state, json, error);
    case SW_PLACE_NEW_CATCH:
      return add_catcher (change, port->state, json, error);
    case SW_PLACE_N_KINDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The way a state goes on by: Next (or End); of a Choice its Default. SW_PLACE_N_KINDS and NULL
 * where nothing can follow it. */
SwPlaceKind
sw_ops_get_flow (const SwState   *state,
                 const SwTarget **target)
{
  *target = NULL;
  if (sw_state_type_is_terminal (state->type))
    return SW_PLACE_N_KINDS;

  *target = state->type == SW_STATE_CHOICE ? &state->default_next : &state->next;

  return state->type == SW_STATE_CHOICE ? SW_PLACE_DEFAULT : SW_PLACE_NEXT;
}

/* Lets the state at POINTER go on to what JSON names: by Next or End; a Choice by its Default; a
 * Succeed or Fail goes nowhere. */
gboolean
sw_ops_set_flow (SwOpsChange *change,
                 const char  *pointer,
                 SwStateType  type,
                 const char  *json,
                 GError     **error)
{
  if (sw_state_type_is_terminal (type))
    return TRUE;
  if (type == SW_STATE_CHOICE)
    return set_member (change, pointer, "Default", json, NULL, NULL, error);

  return set_next (change, pointer, json, error);
}

static void
add_port (GArray         *ports,
          GHashTable     *states,
          SwPlaceKind     kind,
          guint           index,
          const SwScope  *scope,
          SwState        *state,
          const SwTarget *target)
{
  SwOpsPort port = {
    .kind = kind, .index = index, .scope = (SwScope *) scope, .state = state, .target = target,
  };

  if (target->target != NULL && g_hash_table_contains (states, target->target))
    g_array_append_val (ports, port);
}

/* Whatever the type of the state: a Next on a Choice is wrong, but it is a reference all the same.
 */
GArray *
sw_ops_dup_ports_to (const SwScope *scope,
                     GHashTable    *states)
{
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (SwOpsPort));

  add_port (ports, states, SW_PLACE_START, 0, scope, NULL, &scope->start);
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      add_port (ports, states, SW_PLACE_NEXT, 0, scope, state, &state->next);
      for (guint j = 0; j < state->rules->len; j++)
        add_port (ports, states, SW_PLACE_RULE, j, scope, state,
                  &g_array_index (state->rules, SwRule, j).next);
      add_port (ports, states, SW_PLACE_DEFAULT, 0, scope, state, &state->default_next);
      for (guint j = 0; j < state->catchers->len; j++)
        add_port (ports, states, SW_PLACE_CATCH, j, scope, state,
                  &g_array_index (state->catchers, SwHandler, j).next);
    }

  return ports;
}
