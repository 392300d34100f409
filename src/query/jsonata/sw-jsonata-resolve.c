/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-pass.h"

/* Second pass: chains of `.` become paths of steps, predicates and group-by are attached to their
 * step, each `%` finds the step whose input it means, and calls in tail position become thunks. */

/* Resolves the items of a node, where it has them, each in its place. */
gboolean
sw_jsonata_pass_resolve_items (SwJsonataPass *pass,
                               SwJsonataNode *node)
{
  if (node->items == NULL)
    return TRUE;
  for (guint i = 0; i < node->items->len; i++)
    {
      SwJsonataNode *item = sw_jsonata_pass_resolve (pass, g_ptr_array_index (node->items, i));

      if (item == NULL)
        return FALSE;
      sw_jsonata_node_push_seeking (node, item);
      node->items->pdata[i] = item;
    }

  return TRUE;
}

static SwJsonataNode *
resolve_negation (SwJsonataPass *pass,
                  SwJsonataNode *node)
{
  if ((node->lhs = sw_jsonata_pass_resolve (pass, node->lhs)) == NULL)
    return NULL;
  if (node->lhs->kind == SW_JN_LITERAL && sw_value_is (node->lhs->value, SW_TYPE_NUMBER)
      && node->lhs->stages == NULL)
    {
      sw_value_set (&node->lhs->value,
                    sw_value_new_number (-sw_value_get_number (node->lhs->value)));
      return node->lhs;
    }
  sw_jsonata_node_push_seeking (node, node->lhs);

  return node;
}

static SwJsonataNode *
resolve_block (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  if (!sw_jsonata_pass_resolve_items (pass, node))
    return NULL;
  for (guint i = 0; node->items != NULL && i < node->items->len; i++)
    {
      SwJsonataNode *item = g_ptr_array_index (node->items, i);

      if (item->cons_array
          || (item->kind == SW_JN_PATH
              && ((SwJsonataNode *) g_ptr_array_index (item->items, 0))->cons_array))
        node->cons_array = TRUE;
    }

  return node;
}

/* A call in tail position becomes a lambda that the caller's loop runs, so that it costs no depth.
 */
static SwJsonataNode *
make_tail_calls (SwJsonataPass *pass,
                 SwJsonataNode *node)
{
  SwJsonataNode *thunk;

  switch ((int) node->kind)
    {
    case SW_JN_CALL:
      if (node->stages != NULL || node->group != NULL)
        return node;
      thunk = sw_jsonata_node_new (pass->owner, SW_JN_LAMBDA, node->position);
      thunk->thunk = TRUE;
      thunk->lhs = node;
      return thunk;
    case SW_JN_CONDITION:
      node->rhs = make_tail_calls (pass, node->rhs);
      if (node->third != NULL)
        node->third = make_tail_calls (pass, node->third);
      return node;
    case SW_JN_BLOCK:
      if (node->items != NULL)
        node->items->pdata[node->items->len - 1] =
            make_tail_calls (pass, sw_jsonata_node_get_last (node));
      return node;
    default:
      return node;
    }
}

/* The three operands of a node, where it has them */
static SwJsonataNode *
resolve_operands (SwJsonataPass *pass,
                  SwJsonataNode *node)
{
  SwJsonataNode **operands[] = { &node->lhs, &node->rhs, &node->third };

  for (guint i = 0; i < G_N_ELEMENTS (operands); i++)
    if (*operands[i] != NULL)
      {
        if ((*operands[i] = sw_jsonata_pass_resolve (pass, *operands[i])) == NULL)
          return NULL;
        sw_jsonata_node_push_seeking (node, *operands[i]);
      }

  return node;
}

/* A bare name that the grammar took for a word */
static SwJsonataNode *
resolve_word (SwJsonataPass *pass,
              SwJsonataNode *node)
{
  node->kind = SW_JN_NAME;
  node->name = sw_string_ref (sw_value_get_string (node->value));

  return sw_jsonata_pass_resolve_name (pass, node);
}

static SwJsonataNode *
resolve_constructor (SwJsonataPass *pass,
                     SwJsonataNode *node)
{
  return sw_jsonata_pass_resolve_items (pass, node) ? node : NULL;
}

static SwJsonataNode *
resolve_call (SwJsonataPass *pass,
              SwJsonataNode *node)
{
  if (!sw_jsonata_pass_resolve_items (pass, node))
    return NULL;
  node->lhs = sw_jsonata_pass_resolve (pass, node->lhs);

  return node->lhs != NULL ? node : NULL;
}

static SwJsonataNode *
resolve_lambda (SwJsonataPass *pass,
                SwJsonataNode *node)
{
  if ((node->lhs = sw_jsonata_pass_resolve (pass, node->lhs)) == NULL)
    return NULL;
  node->lhs = make_tail_calls (pass, node->lhs);

  return node;
}

static SwJsonataNode *
resolve_apply (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  if (resolve_operands (pass, node) == NULL)
    return NULL;
  node->keep_array |= node->lhs->keep_array || node->rhs->keep_array;

  return node;
}

/* By kind; the others stay as the first pass made them. */
static SwJsonataNode *(*const resolvers[]) (SwJsonataPass *pass,
                                            SwJsonataNode *node) = {
  [SW_JN_DOT] = sw_jsonata_pass_resolve_dot,
  [SW_JN_FILTER] = sw_jsonata_pass_resolve_filter,
  [SW_JN_GROUP] = sw_jsonata_pass_resolve_group,
  [SW_JN_ORDER] = sw_jsonata_pass_resolve_order,
  [SW_JN_FOCUS] = sw_jsonata_pass_resolve_focus,
  [SW_JN_INDEX] = sw_jsonata_pass_resolve_index,
  [SW_JN_NAME] = sw_jsonata_pass_resolve_name,
  [SW_JN_PARENT] = sw_jsonata_pass_resolve_parent,
  [SW_JN_WORD] = resolve_word,
  [SW_JN_NEGATE] = resolve_negation,
  [SW_JN_BLOCK] = resolve_block,
  [SW_JN_ARRAY] = resolve_constructor,
  [SW_JN_OBJECT] = resolve_constructor,
  [SW_JN_CALL] = resolve_call,
  [SW_JN_PARTIAL] = resolve_call,
  [SW_JN_LAMBDA] = resolve_lambda,
  [SW_JN_APPLY] = resolve_apply,
  [SW_JN_BINARY] = resolve_operands,
  [SW_JN_CONDITION] = resolve_operands,
  [SW_JN_BIND] = resolve_operands,
  [SW_JN_TRANSFORM] = resolve_operands,
};

/* What a node of the first pass becomes: it, or what takes its place; NULL with an error set */
SwJsonataNode *
sw_jsonata_pass_resolve (SwJsonataPass *pass,
                         SwJsonataNode *node)
{
  SwJsonataNode *result = node;

  if (node->kind < G_N_ELEMENTS (resolvers) && resolvers[node->kind] != NULL)
    result = resolvers[node->kind](pass, node);
  if (result != NULL && node->keep_array)
    result->keep_array = TRUE;

  return result;
}

/**
 * sw_jsonata_resolve:
 * @owner: the expression that owns the nodes
 * @node: root of the first pass
 *
 * Turns the tree of operators into the tree that is evaluated.
 *
 * Returns: (transfer none) (nullable): the root, or NULL with @error set
 */
SwJsonataNode *
sw_jsonata_resolve (SwJsonata      *owner,
                    SwJsonataNode  *node,
                    SwJsonataError *error)
{
  SwJsonataPass pass = { owner, error };
  SwJsonataNode *root = sw_jsonata_pass_resolve (&pass, node);

  if (root != NULL && (root->kind == SW_JN_PARENT || root->seeking != NULL))
    return sw_jsonata_pass_fail (&pass, "S0217", root->position,
                                 sw_jsonata_node_get_kind_name (root));

  return root;
}
