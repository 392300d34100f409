/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Things that stand in an order: branches, rules, catchers, retriers. */

#define EMPTY_BRANCH "{\n  \"StartAt\": \"\",\n  \"States\": {}\n}"

/* The element at POINTER, and the state it belongs to; NULL and an error where it is none that has
 * an order. */
static SwNode *
require_element (SwModel    *model,
                 const char *pointer,
                 SwState   **state,
                 GError    **error)
{
  static const char *const arrays[] = { "Choices", "Branches", "Catch", "Retry", NULL };
  SwNode *node = sw_tree_resolve (sw_model_get_tree (model), pointer);
  SwNode *array = node != NULL ? node->parent : NULL;
  g_autofree char *owner = NULL;

  if (array != NULL && array->kind == SW_NODE_ARRAY && array->name != NULL
      && g_strv_contains (arrays, array->name))
    owner = sw_node_dup_pointer (array->parent);
  *state = owner != NULL ? sw_model_find_pointer (model, owner) : NULL;
  if (*state != NULL)
    return node;

  sw_ops_refuse (error, _ ("There is no rule, catcher, retrier or branch at “%s”."), pointer);

  return NULL;
}

static gboolean
catches_all (const SwNode *element)
{
  const SwNode *errors = sw_node_get_member (element, "ErrorEquals");

  for (const SwNode *name = errors != NULL ? errors->first : NULL; name != NULL; name = name->next)
    if (sw_node_equals_string (name, "States.ALL"))
      return TRUE;

  return FALSE;
}

/* Measured on AWS: States.ALL must appear alone and at end of list. */
static gboolean
check_last (const SwNode *element,
            guint         index,
            GError      **error)
{
  const SwNode *array = element->parent;
  const SwNode *last = array->last;

  if (strcmp (array->name, "Catch") != 0 && strcmp (array->name, "Retry") != 0)
    return TRUE;
  if ((element == last || !catches_all (last) || index + 1 < array->count)
      && (!catches_all (element) || index + 1 == array->count))
    return TRUE;

  return sw_ops_refuse (error,
                        _ ("What stands for States.ALL must stay the last: it takes whatever "
                           "error comes by."));
}

static gboolean
reorder (SwOpsChange *change,
         const char  *pointer,
         guint        index,
         GError     **error)
{
  SwState *state;
  SwNode *node = require_element (change->model, pointer, &state, error);
  g_autofree char *array = NULL;

  if (node == NULL)
    return FALSE;
  if (index >= node->parent->count)
    return sw_ops_refuse (error, _ ("“%s” has only %u in its %s."), state->name,
                          node->parent->count, node->parent->name);

  sw_ops_select (change, state->pointer);
  array = sw_node_dup_pointer (node->parent);

  return index == node->index
         || (check_last (node, index, error)
             && sw_rewriter_move_element (change->rewriter, pointer, array, index, error));
}

/**
 * sw_ops_reorder:
 * @pointer: a rule, branch, catcher or retrier
 * @index: which one it is to be, from 0
 * @error: why it cannot be
 *
 * Gives one of several another place among them. Of rules and catchers the first that holds counts,
 * so what stands for States.ALL stays the last.
 *
 * Returns: (transfer full) (nullable): edits that select the state it belongs to
 */
SwOpsResult *
sw_ops_reorder (SwModel    *model,
                const char *pointer,
                guint       index,
                GError    **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = reorder (&change, pointer, index, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}

static gboolean
add_branch (SwOpsChange *change,
            SwState     *state,
            guint        index,
            GError     **error)
{
  g_autofree char *array = sw_pointer_append (state->pointer, "Branches");
  SwNode *branches = sw_node_get_member (state->node, "Branches");

  if (state->type != SW_STATE_PARALLEL)
    return sw_ops_refuse (error, _ ("“%s” has no branches: only a Parallel has."), state->name);

  sw_ops_select (change, state->pointer);
  if (branches == NULL && !sw_rewriter_set (change->rewriter, array, "[]", error))
    return FALSE;

  return sw_rewriter_insert_element (change->rewriter, array,
                                     MIN (index, branches != NULL ? branches->count : 0),
                                     EMPTY_BRANCH, error);
}

/**
 * sw_ops_add_branch:
 * @pointer: a Parallel
 * @index: which branch it is to be, from 0; the last where there are fewer
 * @error: why there can be none
 *
 * Returns: (transfer full) (nullable): edits that select the Parallel
 */
SwOpsResult *
sw_ops_add_branch (SwModel    *model,
                   const char *pointer,
                   guint       index,
                   GError    **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);

  sw_ops_change_init (&change, model);
  state = sw_ops_require_state (model, pointer, &failure);
  done = state != NULL && add_branch (&change, state, index, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}

static gboolean
remove_branch (SwOpsChange *change,
               const char  *pointer,
               GError     **error)
{
  SwScope *scope = sw_model_find_scope (change->model, pointer);

  if (scope == NULL || scope->kind != SW_SCOPE_BRANCH)
    return sw_ops_refuse (error, _ ("There is no branch at “%s”."), pointer);
  if (scope->parent->scopes->len == 1)
    return sw_ops_refuse (error, _ ("“%s” must keep a branch: delete the Parallel, or unwrap it."),
                          scope->parent->name);

  sw_ops_select (change, scope->parent->pointer);
  if (scope->states->len > 0)
    sw_ops_note (change,
                 ngettext ("%u state went with the branch.", "%u states went with the branch.",
                           scope->states->len),
                 scope->states->len);

  return sw_rewriter_remove (change->rewriter, pointer, error);
}

/**
 * sw_ops_remove_branch:
 * @pointer: a branch of a Parallel
 * @error: why it must stay
 *
 * Deletes a branch, with what is in it. The last one stays.
 *
 * Returns: (transfer full) (nullable): edits that select the Parallel
 */
SwOpsResult *
sw_ops_remove_branch (SwModel    *model,
                      const char *pointer,
                      GError    **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = remove_branch (&change, pointer, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
