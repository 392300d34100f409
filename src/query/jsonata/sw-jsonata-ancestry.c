/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-pass.h"

#include "query/jsonata/sw-jsonata-error.h"

/* `%`: each finds the step whose input it means, and that step binds it. */

/**
 * sw_jsonata_pass_fail:
 *
 * Sets the error of the pass.
 *
 * Returns: NULL
 */
SwJsonataNode *
sw_jsonata_pass_fail (SwJsonataPass *pass,
                      const char    *code,
                      gsize          position,
                      const char    *token)
{
  sw_jsonata_error_set (pass->error, code, position, token, NULL);
  return NULL;
}

/**
 * sw_jsonata_node_get_last:
 *
 * Returns: (transfer none): the last of the items, of which there is one at least
 */
SwJsonataNode *
sw_jsonata_node_get_last (const SwJsonataNode *node)
{
  return g_ptr_array_index (node->items, node->items->len - 1);
}

/**
 * sw_jsonata_node_get_kind_name:
 *
 * Returns: the reference's word for the kind of @node
 */
const char *
sw_jsonata_node_get_kind_name (const SwJsonataNode *node)
{
  switch ((int) node->kind)
    {
    case SW_JN_PARENT:
      return "parent";
    case SW_JN_PATH:
      return "path";
    case SW_JN_VARIABLE:
      return "variable";
    case SW_JN_CALL:
      return "function";
    case SW_JN_CONDITION:
      return "condition";
    case SW_JN_BINARY:
      return "binary";
    default:
      return "unary";
    }
}

/**
 * sw_jsonata_node_add_seeking:
 *
 * Notes that @slot still looks for its parent left of @node.
 */
void
sw_jsonata_node_add_seeking (SwJsonataNode *node,
                             SwJsonataSlot *slot)
{
  if (node->seeking == NULL)
    node->seeking = g_ptr_array_new ();
  g_ptr_array_add (node->seeking, slot);
}

/**
 * sw_jsonata_node_push_seeking:
 *
 * Notes that what @value still seeks, @node that holds it seeks as well.
 */
void
sw_jsonata_node_push_seeking (SwJsonataNode *node,
                              SwJsonataNode *value)
{
  if (value->seeking != NULL)
    for (guint i = 0; i < value->seeking->len; i++)
      sw_jsonata_node_add_seeking (node, g_ptr_array_index (value->seeking, i));
  if (value->kind == SW_JN_PARENT)
    sw_jsonata_node_add_seeking (node, value->slot);
}

/**
 * sw_jsonata_pass_seek_parent:
 *
 * Lets @slot look for its parent in @node; counts its level down on the way.
 *
 * Returns: FALSE with the error set where @node has no parent to give
 */
gboolean
sw_jsonata_pass_seek_parent (SwJsonataPass *pass,
                             SwJsonataNode *node,
                             SwJsonataSlot *slot)
{
  switch ((int) node->kind)
    {
    case SW_JN_NAME:
    case SW_JN_WILDCARD:
      if (--slot->level == 0)
        {
          if (node->slot == NULL)
            {
              node->slot = slot;
            }
          else if (node->slot != slot)
            {
              sw_string_unref (slot->label);
              slot->label = sw_string_ref (node->slot->label);
            }
          node->tuple = TRUE;
        }
      return TRUE;
    case SW_JN_PARENT:
      slot->level++;
      return TRUE;
    case SW_JN_BLOCK:
      if (node->items == NULL)
        return TRUE;
      node->tuple = TRUE;
      return sw_jsonata_pass_seek_parent (pass, sw_jsonata_node_get_last (node), slot);
    case SW_JN_PATH:
      node->tuple = TRUE;
      for (guint i = node->items->len; i > 0; i--)
        {
          if (!sw_jsonata_pass_seek_parent (pass, g_ptr_array_index (node->items, i - 1), slot))
            return FALSE;
          if (slot->level == 0)
            break;
        }
      return TRUE;
    default:
      sw_jsonata_pass_fail (pass, "S0217", node->position, sw_jsonata_node_get_kind_name (node));
      return FALSE;
    }
}

static gboolean
resolve_slot (SwJsonataPass *pass,
              SwJsonataNode *path,
              SwJsonataSlot *slot)
{
  int index = (int) path->items->len - 2;

  while (slot->level > 0)
    {
      SwJsonataNode *step;

      if (index < 0)
        {
          sw_jsonata_node_add_seeking (path, slot);
          return TRUE;
        }
      step = g_ptr_array_index (path->items, index--);
      /* steps that bind the focus one behind the other do not descend: skip to the first of them */
      while (index >= 0 && step->focus != NULL
             && ((SwJsonataNode *) g_ptr_array_index (path->items, index))->focus != NULL)
        step = g_ptr_array_index (path->items, index--);
      if (!sw_jsonata_pass_seek_parent (pass, step, slot))
        return FALSE;
    }

  return TRUE;
}

/**
 * sw_jsonata_pass_resolve_ancestry:
 *
 * Lets what the path's last step seeks look among the steps before it.
 *
 * Returns: FALSE with the error set where one of them has no parent to give
 */
gboolean
sw_jsonata_pass_resolve_ancestry (SwJsonataPass *pass,
                                  SwJsonataNode *path)
{
  SwJsonataNode *last = sw_jsonata_node_get_last (path);

  if (last->kind == SW_JN_PARENT && !resolve_slot (pass, path, last->slot))
    return FALSE;
  if (last->seeking != NULL)
    for (guint i = 0; i < last->seeking->len; i++)
      if (!resolve_slot (pass, path, g_ptr_array_index (last->seeking, i)))
        return FALSE;

  return TRUE;
}

/**
 * sw_jsonata_pass_resolve_parent:
 *
 * Gives a `%` the slot that its step will bind.
 *
 * Returns: (transfer none): @node
 */
SwJsonataNode *
sw_jsonata_pass_resolve_parent (SwJsonataPass *pass,
                                SwJsonataNode *node)
{
  g_autofree char *label = g_strdup_printf ("!%u", pass->owner->n_labels++);

  node->slot = g_new0 (SwJsonataSlot, 1);
  node->slot->label = sw_string_new (label, -1);
  node->slot->level = 1;
  g_ptr_array_add (pass->owner->slots, node->slot);

  return node;
}
