/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-pass.h"

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata-error.h"

/* What becomes a path of steps, or goes to a step of one: chains of `.`, predicates, group-by,
 * order-by, `@` and `#`. */

static SwJsonataNode *
new_path (SwJsonataPass *pass,
          SwJsonataNode *step)
{
  SwJsonataNode *path = sw_jsonata_node_new (pass->owner, SW_JN_PATH, step->position);

  sw_jsonata_node_add (path, step);

  return path;
}

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

/* left.right: the steps of both */
SwJsonataNode *
sw_jsonata_pass_resolve_dot (SwJsonataPass *pass,
                             SwJsonataNode *node)
{
  SwJsonataNode *left = sw_jsonata_pass_resolve (pass, node->lhs);
  SwJsonataNode *right, *first, *last, *path;

  if (left == NULL || (right = sw_jsonata_pass_resolve (pass, node->rhs)) == NULL)
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
SwJsonataNode *
sw_jsonata_pass_resolve_filter (SwJsonataPass *pass,
                                SwJsonataNode *node)
{
  SwJsonataNode *result = sw_jsonata_pass_resolve (pass, node->lhs);
  SwJsonataNode *step, *filter;

  if (result == NULL)
    return NULL;
  step = result->kind == SW_JN_PATH ? sw_jsonata_node_get_last (result) : result;
  if (step->group != NULL || result->group != NULL)
    return sw_jsonata_pass_fail (pass, "S0209", node->position, NULL);
  if ((filter = sw_jsonata_pass_resolve (pass, node->rhs)) == NULL)
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

/* left{name: value, …}: goes to the path */
SwJsonataNode *
sw_jsonata_pass_resolve_group (SwJsonataPass *pass,
                               SwJsonataNode *node)
{
  SwJsonataNode *result = sw_jsonata_pass_resolve (pass, node->lhs);

  if (result == NULL)
    return NULL;
  if (result->group != NULL)
    return sw_jsonata_pass_fail (pass, "S0210", node->position, NULL);
  if (!sw_jsonata_pass_resolve_items (pass, node->rhs))
    return NULL;
  result->group = node->rhs;

  return result;
}

/* left^(terms): a step of its own */
SwJsonataNode *
sw_jsonata_pass_resolve_order (SwJsonataPass *pass,
                               SwJsonataNode *node)
{
  SwJsonataNode *path = sw_jsonata_pass_resolve (pass, node->lhs);
  SwJsonataNode *sort;

  if (path == NULL)
    return NULL;
  if (path->kind != SW_JN_PATH)
    path = new_path (pass, path);

  sort = sw_jsonata_node_new (pass->owner, SW_JN_SORT, node->position);
  for (guint i = 0; i < node->items->len; i++)
    {
      SwJsonataNode *term = g_ptr_array_index (node->items, i);

      if ((term->lhs = sw_jsonata_pass_resolve (pass, term->lhs)) == NULL)
        return NULL;
      sw_jsonata_node_push_seeking (sort, term->lhs);
      sw_jsonata_node_add (sort, term);
    }
  g_ptr_array_add (path->items, sort);

  return sw_jsonata_pass_resolve_ancestry (pass, path) ? path : NULL;
}

/* left@$name: goes to the last step */
SwJsonataNode *
sw_jsonata_pass_resolve_focus (SwJsonataPass *pass,
                               SwJsonataNode *node)
{
  SwJsonataNode *result = sw_jsonata_pass_resolve (pass, node->lhs);
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

/* left#$name: goes to the last step */
SwJsonataNode *
sw_jsonata_pass_resolve_index (SwJsonataPass *pass,
                               SwJsonataNode *node)
{
  SwJsonataNode *result = sw_jsonata_pass_resolve (pass, node->lhs);
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

/* name: a path of one step */
SwJsonataNode *
sw_jsonata_pass_resolve_name (SwJsonataPass *pass,
                              SwJsonataNode *node)
{
  SwJsonataNode *path = new_path (pass, node);

  path->keep_singleton_array = node->keep_array;

  return path;
}
