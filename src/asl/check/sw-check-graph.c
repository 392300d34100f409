/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/graph/sw-exits.h"
#include "asl/model/sw-walk.h"
#include "asl/ops/sw-ops.h"

/* Where references lead, what can be reached, and the names of states. */

/* measured on AWS: the word Next for StartAt, Default and Catch as well */
static void
check_target (SwCheck        *check,
              const SwTarget *target)
{
  if (target->name == NULL || target->target != NULL || sw_check_is_unknown (target->node))
    return;

  sw_check_add (check, SW_FINDING_MISSING_TARGET, target->node, target->node->span,
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
check_reachable (SwCheck    *check,
                 SwScope    *scope,
                 GHashTable *reachable)
{
  if (has_unknown_exits (scope)
      || (scope->parent != NULL && !g_hash_table_contains (reachable, scope->parent)))
    return;

  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (!g_hash_table_contains (reachable, state))
        sw_check_add (check, SW_FINDING_UNREACHABLE, state->node, state->node->key,
                      "State \"%s\" is not reachable.", state->name);
    }
}

/* "End" with a placeholder or a slip for its value may well be an end. */
static gboolean
may_end (const SwState *state)
{
  SwNode *end =
      state->node->kind == SW_NODE_OBJECT ? sw_node_get_member (state->node, "End") : NULL;

  return state->end || (end != NULL && sw_check_is_unknown (end));
}

/* Whether some state of SCOPE may end it */
gboolean
sw_check_has_end (SwScope *scope)
{
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (sw_state_type_is_terminal (state->type) || state->type == SW_STATE_UNKNOWN
          || may_end (state) || state->node->broken)
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

  if (root->states->len == 0 || sw_check_has_end (root))
    return TRUE;

  sw_check_add (check, SW_FINDING_NO_END, NULL, sw_check_get_span (where),
                "Workflow has no terminal state");

  return FALSE;
}

static void
check_scope (SwCheck    *check,
             SwScope    *scope,
             GHashTable *reachable)
{
  check_targets (check, scope);
  if (reachable != NULL)
    check_reachable (check, scope, reachable);
}

/**
 * sw_check_graph:
 *
 * Checks how states follow each other: that the machine can end, and that each state can be
 * reached. What nothing reaches is left in @check for the checks behind.
 */
void
sw_check_graph (SwCheck *check)
{
  GPtrArray *states = sw_model_get_states (check->model);
  gboolean ends = check_end (check);
  GHashTable *reachable;

  check->reachable = sw_model_dup_reachable (check->model);
  reachable = ends ? check->reachable : NULL;
  check_scope (check, sw_model_get_root (check->model), reachable);
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      for (guint j = 0; j < state->scopes->len; j++)
        check_scope (check, g_ptr_array_index (state->scopes, j), reachable);
    }
}

static void
check_name (SwCheck    *check,
            SwState    *state,
            GHashTable *names)
{
  glong length = g_utf8_strlen (state->name, -1);

  if (length == 0 || length > SW_STATE_NAME_LENGTH)
    sw_check_add (check, SW_FINDING_STATE_NAME, state->node, state->node->key,
                  "State names must have 1 to %d characters", SW_STATE_NAME_LENGTH);

  if (!g_hash_table_add (names, state->name))
    sw_check_add (check, SW_FINDING_DUPLICATE_STATE, state->node, state->node->key,
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

  if (state->type != SW_STATE_MAP || node == NULL || node->kind != SW_NODE_STRING
      || sw_check_is_unknown (node))
    return;

  label = sw_node_dup_string (node, NULL);
  if (g_hash_table_contains (labels, label))
    sw_check_add (check, SW_FINDING_DUPLICATE_LABEL, node, node->span,
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
