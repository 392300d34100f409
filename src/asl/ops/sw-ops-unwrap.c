/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Taking states out of a container. */

/* What a container holds, its scopes one after the other; those without states are passed over. */
static GPtrArray *
dup_filled (const SwState *container)
{
  GPtrArray *filled = g_ptr_array_new ();

  for (guint i = 0; i < container->scopes->len; i++)
    if (((SwScope *) g_ptr_array_index (container->scopes, i))->states->len > 0)
      g_ptr_array_add (filled, g_ptr_array_index (container->scopes, i));

  return filled;
}

static SwState *
get_first (const SwScope *scope)
{
  return scope->start.target != NULL ? scope->start.target : g_ptr_array_index (scope->states, 0);
}

/* What ended the branch goes on to what JSON names; where that is the End, to that. */
static gboolean
lead_on (SwOpsChange   *change,
         const SwScope *scope,
         const char    *json,
         GError       **error)
{
  for (guint i = 0; i < scope->states->len; i++)
    {
      const SwState *state = g_ptr_array_index (scope->states, i);
      const SwTarget *target;

      if (sw_ops_get_flow (state, &target) != SW_PLACE_NEXT || !sw_target_is_open (target))
        continue;
      if (!sw_ops_set_flow (change, state->pointer, state->type, json, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_out (SwOpsChange   *change,
          const SwState *container,
          const SwScope *scope,
          const char   **after,
          GError       **error)
{
  g_autofree char *outside = sw_pointer_append (container->scope->pointer, "States");

  for (guint i = 0; i < scope->states->len; i++)
    {
      const SwState *state = g_ptr_array_index (scope->states, i);
      g_autofree char *pointer = sw_pointer_append (outside, state->name);

      if (sw_scope_find_state (container->scope, state->name) != NULL)
        return sw_ops_refuse (error, _ ("There is a state called “%s” there already."),
                              state->name);
      if (!sw_rewriter_move_member (change->rewriter, state->pointer, outside, NULL, *after, error))
        return FALSE;
      *after = state->name;
      sw_ops_select (change, pointer);
    }

  return TRUE;
}

/* The one state inside, where it can have the container's Retry and Catch; or NULL */
static const SwState *
find_heir (const SwState *container)
{
  g_autoptr (GPtrArray) filled = dup_filled (container);
  const SwScope *scope = filled->len == 1 ? g_ptr_array_index (filled, 0) : NULL;
  const SwState *state;

  if (scope == NULL || scope->states->len != 1)
    return NULL;

  state = g_ptr_array_index (scope->states, 0);

  return state->type == SW_STATE_TASK || state->type == SW_STATE_PARALLEL
                 || state->type == SW_STATE_MAP
             ? state
             : NULL;
}

/* A single state has its container's Retry and Catch, unless it has its own; all else that the
 * container did goes with it, which is told. */
static gboolean
leave_fields (SwOpsChange   *change,
              const SwState *container,
              GError       **error)
{
  static const char *const plain[] = { "Type",     "Comment", "Branches", "ItemProcessor",
                                       "Iterator", "Next",    "End",      NULL };
  static const char *const handed[] = { "Retry", "Catch", NULL };
  const SwState *heir = find_heir (container);
  g_autoptr (GString) lost = g_string_new (NULL);

  for (const SwNode *member = container->node->first; member != NULL; member = member->next)
    {
      if (member->name == NULL || g_strv_contains (plain, member->name))
        continue;
      if (heir != NULL && g_strv_contains (handed, member->name)
          && sw_node_get_member (heir->node, member->name) == NULL)
        {
          g_autofree char *pointer = sw_pointer_append (container->pointer, member->name);

          if (!sw_rewriter_move_member (change->rewriter, pointer, heir->pointer, NULL, NULL,
                                        error))
            return FALSE;
        }
      else
        g_string_append_printf (lost, "%s%s", lost->len > 0 ? ", " : "", member->name);
    }
  if (lost->len > 0)
    sw_ops_note (change, _ ("Gone with “%s”: %s."), container->name, lost->str);

  return TRUE;
}

static void
note_flow (SwOpsChange   *change,
           const SwState *container,
           GPtrArray     *filled)
{
  if (container->type == SW_STATE_MAP)
    sw_ops_note (change, _ ("What “%s” did for each item is done once now."), container->name);
  else if (filled->len > 1)
    sw_ops_note (change, _ ("The branches of “%s” follow one another now."), container->name);
}

/* What led to the container leads to the first state that was in it. */
static gboolean
lead_in (SwOpsChange *change,
         SwState     *container,
         SwState     *first,
         GError     **error)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) settings = sw_ops_settings_new ();
  g_autofree char *quoted = sw_ops_dup_json_string (first->name);
  g_autoptr (GArray) ports = NULL;

  g_hash_table_add (gone, container);
  ports = sw_ops_dup_ports_to (container->scope, gone);
  for (guint i = 0; i < ports->len; i++)
    {
      const SwOpsPort *port = &g_array_index (ports, SwOpsPort, i);

      /* Its catchers may live on, its other ways out do not. */
      if (port->state != container || port->kind == SW_PLACE_CATCH)
        sw_ops_settings_add (settings, port, quoted);
    }

  return sw_ops_settings_apply (change, settings, error);
}

/* The container's own Next; where that is itself, what it held begins anew. */
static char *
dup_next (const SwState *container,
          const SwState *first)
{
  if (sw_target_is_open (&container->next))
    return NULL;

  return container->next.target == container ? sw_ops_dup_json_string (first->name)
                                             : sw_node_dup_json (container->next.node);
}

static gboolean
unwrap (SwOpsChange *change,
        SwState     *container,
        GError     **error)
{
  g_autoptr (GPtrArray) filled = dup_filled (container);
  g_autofree char *next = NULL;
  const char *after = container->name;

  if (container->type != SW_STATE_PARALLEL && container->type != SW_STATE_MAP)
    return sw_ops_refuse (error, _ ("“%s” holds no states: only a Parallel and a Map do."),
                          container->name);
  if (filled->len == 0)
    return sw_ops_refuse (error, _ ("“%s” holds no states yet: delete it instead."),
                          container->name);

  next = dup_next (container, get_first (g_ptr_array_index (filled, 0)));
  if (!lead_in (change, container, get_first (g_ptr_array_index (filled, 0)), error))
    return FALSE;
  for (guint i = 0; i < filled->len; i++)
    {
      const SwScope *scope = g_ptr_array_index (filled, i);
      g_autofree char *on =
          i + 1 < filled->len
              ? sw_ops_dup_json_string (get_first (g_ptr_array_index (filled, i + 1))->name)
              : g_strdup (next);

      if (!lead_on (change, scope, on, error))
        return FALSE;
    }
  if (!leave_fields (change, container, error))
    return FALSE;
  for (guint i = 0; i < filled->len; i++)
    if (!take_out (change, container, g_ptr_array_index (filled, i), &after, error))
      return FALSE;
  note_flow (change, container, filled);

  return sw_ops_remove_state (change, container, error);
}

/**
 * sw_ops_unwrap:
 * @pointer: a Parallel or Map
 * @error: why it must stay
 *
 * Puts the states that a container holds in its place, the branches of a Parallel one after the
 * other. What led to the container leads to the first of them; what ended inside goes on to where
 * the container did. A single state takes over Retry and Catch. Whatever else the container did
 * goes with it; the notes say what, and what is different now.
 *
 * Returns: (transfer full) (nullable): edits that select the states
 */
SwOpsResult *
sw_ops_unwrap (SwModel    *model,
               const char *pointer,
               GError    **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);

  sw_ops_change_init (&change, model);
  state = sw_ops_require_state (model, pointer, &failure);
  done = state != NULL && unwrap (&change, state, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
