/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-pass.h"

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata-error.h"

/* Second pass: chains of `.` become paths of steps, predicates and group-by are attached to their
 * step, each `%` finds the step whose input it means, and calls in tail position become thunks. */

static SwJsonataNode *resolve (SwJsonataPass *pass,
                               SwJsonataNode *node);

static SwJsonataNode *
new_path (SwJsonataPass *pass,
          SwJsonataNode *step)
{
  SwJsonataNode *path = sw_jsonata_node_new (pass->owner, SW_JN_PATH, step->position);

  sw_jsonata_node_add (path, step);

  return path;
}

/* ---- paths ---- */

static gboolean
append_step (SwJsonataPass *pass,
             SwJsonataNode *path,
             SwJsonataNode *rest)
{
  if (rest->kind == SW_JN_PATH && rest->group == NULL && rest->stages == NULL)
    {
      for (guint i = 0; i < rest->items->len; i++)
        g_ptr_array_add (path->items, g_ptr_array_index (rest->items, i));
      path->keep_singleton_array |= rest->keep_singleton_array;
    }
  else
    {
      rest->staged = TRUE;
      g_ptr_array_add (path->items, rest);
    }

  for (guint i = 0; i < path->items->len; i++)
    {
      SwJsonataNode *step = g_ptr_array_index (path->items, i);

      if (step->kind == SW_JN_LITERAL && sw_value_is (step->value, SW_TYPE_STRING))
        {
          step->kind = SW_JN_NAME;
          step->name = sw_string_ref (sw_value_get_string (step->value));
        }
      else if (step->kind == SW_JN_LITERAL)
        {
          gsize length;
          g_autofree char *text = sw_value_to_text (step->value, SW_TEXT_DEFAULT, &length);
          SwJsonataFault fault = { .code = "S0213",
                                   .position = step->position,
                                   .token = g_steal_pointer (&text),
                                   .value = sw_value_ref (step->value) };

          sw_jsonata_fault_finish (&fault, pass->error);
          return FALSE;
        }
      path->keep_singleton_array |= step->keep_array;
    }

  return TRUE;
}

static SwJsonataNode *
resolve_dot (SwJsonataPass *pass,
             SwJsonataNode *node)
{
  SwJsonataNode *left = resolve (pass, node->lhs);
  SwJsonataNode *right, *first, *last, *path;

  if (left == NULL || (right = resolve (pass, node->rhs)) == NULL)
    return NULL;

  path = left->kind == SW_JN_PATH ? left : new_path (pass, left);
  if (left->kind == SW_JN_PARENT)
    sw_jsonata_node_add_seeking (path, left->slot);
  if (!append_step (pass, path, right))
    return NULL;

  first = g_ptr_array_index (path->items, 0);
  last = sw_jsonata_node_get_last (path);
  first->cons_array |= first->kind == SW_JN_ARRAY;
  last->cons_array |= last->kind == SW_JN_ARRAY;

  return sw_jsonata_pass_resolve_ancestry (pass, path) ? path : NULL;
}

static void
add_stage (SwJsonataNode *step,
           SwJsonataNode *filter,
           SwString      *index)
{
  SwJsonataStage stage = { filter, index != NULL ? sw_string_ref (index) : NULL };

  if (step->stages == NULL)
    step->stages = g_array_new (FALSE, FALSE, sizeof (SwJsonataStage));
  g_array_append_val (step->stages, stage);
}

/* left[filter]: goes to the last step of a path */
static SwJsonataNode *
resolve_filter (SwJsonataPass *pass,
                SwJsonataNode *node)
{
  SwJsonataNode *result = resolve (pass, node->lhs);
  SwJsonataNode *step, *filter;

  if (result == NULL)
    return NULL;
  step = result->kind == SW_JN_PATH ? sw_jsonata_node_get_last (result) : result;
  if (step->group != NULL || result->group != NULL)
    return sw_jsonata_pass_fail (pass, "S0209", node->position, NULL);
  if ((filter = resolve (pass, node->rhs)) == NULL)
    return NULL;

  if (filter->seeking != NULL)
    for (guint i = 0; i < filter->seeking->len; i++)
      {
        SwJsonataSlot *slot = g_ptr_array_index (filter->seeking, i);

        if (slot->level != 1)
          slot->level--;
        else if (!sw_jsonata_pass_seek_parent (pass, step, slot))
          return NULL;
      }
  sw_jsonata_node_push_seeking (step, filter);
  add_stage (step, filter, NULL);
  step->staged |= result->kind == SW_JN_PATH;

  return result;
}

static gboolean
resolve_items (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  if (node->items == NULL)
    return TRUE;
  for (guint i = 0; i < node->items->len; i++)
    {
      SwJsonataNode *item = resolve (pass, g_ptr_array_index (node->items, i));

      if (item == NULL)
        return FALSE;
      sw_jsonata_node_push_seeking (node, item);
      node->items->pdata[i] = item;
    }

  return TRUE;
}

static SwJsonataNode *
resolve_group (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  SwJsonataNode *result = resolve (pass, node->lhs);

  if (result == NULL)
    return NULL;
  if (result->group != NULL)
    return sw_jsonata_pass_fail (pass, "S0210", node->position, NULL);
  if (!resolve_items (pass, node->rhs))
    return NULL;
  result->group = node->rhs;

  return result;
}

static SwJsonataNode *
resolve_order (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  SwJsonataNode *path = resolve (pass, node->lhs);
  SwJsonataNode *sort;

  if (path == NULL)
    return NULL;
  if (path->kind != SW_JN_PATH)
    path = new_path (pass, path);

  sort = sw_jsonata_node_new (pass->owner, SW_JN_SORT, node->position);
  for (guint i = 0; i < node->items->len; i++)
    {
      SwJsonataNode *term = g_ptr_array_index (node->items, i);

      if ((term->lhs = resolve (pass, term->lhs)) == NULL)
        return NULL;
      sw_jsonata_node_push_seeking (sort, term->lhs);
      sw_jsonata_node_add (sort, term);
    }
  g_ptr_array_add (path->items, sort);

  return sw_jsonata_pass_resolve_ancestry (pass, path) ? path : NULL;
}

static SwJsonataNode *
resolve_focus (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  SwJsonataNode *result = resolve (pass, node->lhs);
  SwJsonataNode *step;

  if (result == NULL)
    return NULL;
  step = result->kind == SW_JN_PATH ? sw_jsonata_node_get_last (result) : result;
  if (step->stages != NULL)
    return sw_jsonata_pass_fail (pass, "S0215", node->position, NULL);
  if (step->kind == SW_JN_SORT)
    return sw_jsonata_pass_fail (pass, "S0216", node->position, NULL);
  step->keep_array |= node->keep_array;
  g_clear_pointer (&step->focus, sw_string_unref);
  step->focus = sw_string_ref (node->rhs->name);
  step->tuple = TRUE;

  return result;
}

static SwJsonataNode *
resolve_index (SwJsonataPass *pass,
               SwJsonataNode *node)
{
  SwJsonataNode *result = resolve (pass, node->lhs);
  SwJsonataNode *step;

  if (result == NULL)
    return NULL;
  if (result->kind == SW_JN_PATH)
    {
      step = sw_jsonata_node_get_last (result);
    }
  else
    {
      step = result;
      step->staged = TRUE;
      result = new_path (pass, step);
    }
  if (step->stages != NULL)
    {
      add_stage (step, NULL, node->rhs->name);
    }
  else
    {
      g_clear_pointer (&step->index, sw_string_unref);
      step->index = sw_string_ref (node->rhs->name);
    }
  step->tuple = TRUE;

  return result;
}

/* ---- the rest ---- */

static SwJsonataNode *
resolve_name (SwJsonataPass *pass,
              SwJsonataNode *node)
{
  SwJsonataNode *path = new_path (pass, node);

  path->keep_singleton_array = node->keep_array;

  return path;
}

static SwJsonataNode *
resolve_negation (SwJsonataPass *pass,
                  SwJsonataNode *node)
{
  if ((node->lhs = resolve (pass, node->lhs)) == NULL)
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
  if (!resolve_items (pass, node))
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
        if ((*operands[i] = resolve (pass, *operands[i])) == NULL)
          return NULL;
        sw_jsonata_node_push_seeking (node, *operands[i]);
      }

  return node;
}

static SwJsonataNode *
resolve_kind (SwJsonataPass *pass,
              SwJsonataNode *node)
{
  switch (node->kind)
    {
    case SW_JN_DOT:
      return resolve_dot (pass, node);
    case SW_JN_FILTER:
      return resolve_filter (pass, node);
    case SW_JN_GROUP:
      return resolve_group (pass, node);
    case SW_JN_ORDER:
      return resolve_order (pass, node);
    case SW_JN_FOCUS:
      return resolve_focus (pass, node);
    case SW_JN_INDEX:
      return resolve_index (pass, node);
    case SW_JN_WORD:
      node->kind = SW_JN_NAME;
      node->name = sw_string_ref (sw_value_get_string (node->value));
      return resolve_name (pass, node);
    case SW_JN_NAME:
      return resolve_name (pass, node);
    case SW_JN_PARENT:
      return sw_jsonata_pass_resolve_parent (pass, node);
    case SW_JN_NEGATE:
      return resolve_negation (pass, node);
    case SW_JN_BLOCK:
      return resolve_block (pass, node);
    case SW_JN_ARRAY:
    case SW_JN_OBJECT:
      return resolve_items (pass, node) ? node : NULL;
    case SW_JN_CALL:
    case SW_JN_PARTIAL:
      if (!resolve_items (pass, node))
        return NULL;
      node->lhs = resolve (pass, node->lhs);
      return node->lhs != NULL ? node : NULL;
    case SW_JN_LAMBDA:
      if ((node->lhs = resolve (pass, node->lhs)) == NULL)
        return NULL;
      node->lhs = make_tail_calls (pass, node->lhs);
      return node;
    case SW_JN_APPLY:
      if (resolve_operands (pass, node) == NULL)
        return NULL;
      node->keep_array |= node->lhs->keep_array || node->rhs->keep_array;
      return node;
    case SW_JN_BINARY:
    case SW_JN_CONDITION:
    case SW_JN_BIND:
    case SW_JN_TRANSFORM:
      return resolve_operands (pass, node);
    case SW_JN_LITERAL:
    case SW_JN_VARIABLE:
    case SW_JN_WILDCARD:
    case SW_JN_DESCENDANT:
    case SW_JN_REGEX:
    case SW_JN_HOLE:
    case SW_JN_PATH:
    case SW_JN_SORT:
    case SW_JN_TERM:
    default:
      return node;
    }
}

static SwJsonataNode *
resolve (SwJsonataPass *pass,
         SwJsonataNode *node)
{
  SwJsonataNode *result = resolve_kind (pass, node);

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
  SwJsonataNode *root = resolve (&pass, node);

  if (root != NULL && (root->kind == SW_JN_PARENT || root->seeking != NULL))
    return sw_jsonata_pass_fail (&pass, "S0217", root->position,
                                 sw_jsonata_node_get_kind_name (root));

  return root;
}
