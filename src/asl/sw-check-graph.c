/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-check-private.h"
#include "asl/sw-exits.h"
#include "asl/sw-ops.h"

#include <string.h>

/* Where references lead, what can be reached, and the names of states. */

/* measured on AWS: the word Next for StartAt, Default and Catch as well */
static void
check_target (SwCheck        *check,
              const SwTarget *target)
{
  if (target->name == NULL || target->target != NULL || sw_check_is_unknown (target->node))
    return;

  sw_check_add (check, SW_SEVERITY_ERROR, SW_CHECK_TARGET, target->node, target->node->span,
                "Missing 'Next' target: %s", target->name);
}

static void
check_targets (SwCheck *check,
               SwScope *scope)
{
  /* recorded on AWS: without States nothing is said about StartAt */
  if (scope->states_node != NULL)
    check_target (check, &scope->start);
  for (guint i = 0; i < scope->states->len; i++)
    {
      g_autoptr (GArray) exits = sw_state_dup_exits (g_ptr_array_index (scope->states, i));

      for (guint j = 0; j < exits->len; j++)
        if (g_array_index (exits, SwExit, j).target != NULL)
          check_target (check, g_array_index (exits, SwExit, j).target);
    }
}

/* TRUE where some reference of the scope is a placeholder, or a state is no more than half written:
 * then nothing is known about what can be reached. */
static gboolean
has_unknown_exits (SwScope *scope)
{
  if (scope->start.node == NULL || sw_check_is_unknown (scope->start.node))
    return TRUE;

  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);
      g_autoptr (GArray) exits = sw_state_dup_exits (state);

      if (state->type == SW_STATE_UNKNOWN || state->node->broken)
        return TRUE;
      for (guint j = 0; j < exits->len; j++)
        {
          const SwTarget *target = g_array_index (exits, SwExit, j).target;

          if (target != NULL && target->node != NULL && sw_check_is_unknown (target->node))
            return TRUE;
        }
    }

  return FALSE;
}

static void
check_reachable (SwCheck      *check,
                 SwGraphScope *scope)
{
  gboolean outer = scope->owner == NULL || scope->owner->reachable;

  if (has_unknown_exits (scope->scope))
    return;

  for (guint i = 0; i < scope->nodes->len; i++)
    {
      SwGraphNode *node = g_ptr_array_index (scope->nodes, i);

      if (node->kind == SW_GRAPH_NODE_STATE && outer && !node->reachable)
        sw_check_add (check, SW_SEVERITY_ERROR, SW_CHECK_TARGET, node->state->node,
                      node->state->node->key, "State \"%s\" is not reachable.", node->state->name);
    }
}

static gboolean
has_end (SwScope *scope)
{
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (sw_state_type_is_terminal (state->type) || state->type == SW_STATE_UNKNOWN ||
          state->end || state->node->broken)
        return TRUE;
    }

  return FALSE;
}

/* measured on AWS: only the machine itself must end, and where it does not nothing is said about
 * what can be reached; a branch may loop for ever */
static gboolean
check_end (SwCheck *check)
{
  SwScope *root = sw_model_get_root (check->model);
  SwNode *where = root->start.node != NULL ? root->start.node : root->node;

  if (root->states->len == 0 || has_end (root))
    return TRUE;

  sw_check_add (check, SW_SEVERITY_ERROR, SW_CHECK_END, NULL, sw_check_get_span (where),
                "Workflow has no terminal state");

  return FALSE;
}

static void
check_scope_graph (SwCheck      *check,
                   SwGraphScope *scope,
                   gboolean      reachability)
{
  check_targets (check, scope->scope);
  if (reachability)
    check_reachable (check, scope);

  for (guint i = 0; i < scope->nodes->len; i++)
    {
      SwGraphNode *node = g_ptr_array_index (scope->nodes, i);

      for (guint j = 0; j < node->scopes->len; j++)
        check_scope_graph (check, g_ptr_array_index (node->scopes, j), reachability);
    }
}

void
sw_check_graph (SwCheck *check)
{
  g_autoptr (SwGraph) graph = sw_graph_new (check->model);
  gboolean ends = check_end (check);

  check_scope_graph (check, sw_graph_get_root (graph), ends);
}

static void
check_name (SwCheck    *check,
            SwState    *state,
            GHashTable *names)
{
  glong length = g_utf8_strlen (state->name, -1);

  if (length == 0 || length > SW_STATE_NAME_LENGTH)
    sw_check_add (check, SW_SEVERITY_ERROR, SW_CHECK_NAME, state->node, state->node->key,
                  "State names must have 1 to %d characters", SW_STATE_NAME_LENGTH);

  if (!g_hash_table_add (names, state->name))
    sw_check_add (check, SW_SEVERITY_ERROR, SW_CHECK_DUPLICATE_NAME, state->node, state->node->key,
                  "Duplicate State name: %s", state->name);
}

static void
check_label (SwCheck    *check,
             SwState    *state,
             GHashTable *labels)
{
  SwNode *node =
      state->node->kind == SW_NODE_OBJECT ? sw_node_get_member (state->node, "Label") : NULL;
  g_autofree char *label = NULL;

  if (state->type != SW_STATE_MAP || node == NULL || node->kind != SW_NODE_STRING ||
      sw_check_is_unknown (node))
    return;

  label = sw_node_dup_string (node, NULL);
  if (g_hash_table_contains (labels, label))
    sw_check_add (check, SW_SEVERITY_ERROR, SW_CHECK_DUPLICATE_LABEL, node, node->span,
                  "Duplicate Map state label: %s", label);
  else
    g_hash_table_add (labels, g_steal_pointer (&label));
}

/* Names and labels are unique in the whole machine. */
void
sw_check_names (SwCheck *check)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *states = sw_model_get_states (check->model);

  for (guint i = 0; i < states->len; i++)
    {
      check_name (check, g_ptr_array_index (states, i), names);
      check_label (check, g_ptr_array_index (states, i), labels);
    }
}
