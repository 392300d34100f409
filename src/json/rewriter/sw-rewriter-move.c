/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

static gboolean
check_not_inside (const SwNode  *node,
                  const SwNode  *target,
                  GError       **error)
{
  for (; target != NULL; target = target->parent)
    if (target == node)
      {
        g_autofree char *pointer = sw_node_dup_pointer (node);

        g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_TYPE,
                     "What stands at %s cannot go into itself.", pointer);
        return FALSE;
      }

  return TRUE;
}

/* The moved text: its own bytes, re-indented; but on one line where the new place has no room for
 * more. */
static void
print_moved (SwRewriter    *self,
             const SwNode  *node,
             const SwPlace *place,
             const SwFit   *fit,
             GString       *out)
{
  const char *text = sw_tree_get_text (self->tree, NULL);
  SwSpan span = sw_node_get_full_span (node);

  if (!sw_tree_is_valid (self->tree) || !sw_span_has_line_end (text, span) || fit->has_line
      || sw_place_spreads (place, &self->style, fit, node))
    {
      sw_value_text_shift (text, span, fit->indent, out);
      return;
    }

  if (node->name != NULL)
    {
      g_string_append_len (out, text + node->key.start, (gssize) sw_span_length (node->key));
      g_string_append (out, fit->colon);
    }
  sw_value_text_print (node, &self->style, fit->indent, FALSE, out);
}

static gboolean
move_node (SwRewriter     *self,
           const SwNode   *node,
           const SwPlace  *place,
           GError        **error)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GString) moved = g_string_new (NULL);
  g_auto (SwFit) fit = { 0 };

  if (!check_not_inside (node, place->container, error))
    return FALSE;
  if (place->previous == node || place->next == node)
    return TRUE;
  if (sw_rewriter_is_yaml (self))
    return sw_yaml_move (self, node, place, error);

  sw_place_fit (place, &self->style, !sw_node_is_filled (node), &fit);
  print_moved (self, node, place, &fit, moved);
  sw_node_remove_text (node, edits);
  sw_place_insert (place, &self->style, &fit, moved->str, moved->len, edits);
  return sw_rewriter_commit (self, g_steal_pointer (&edits));
}

/**
 * sw_rewriter_move_member:
 * @pointer: JSON pointer of a member
 * @to: JSON pointer of the object that it goes into, as the document stands before the move; may be
 * its own
 * @before: (nullable): name of the member to go before
 * @after: (nullable): name of the member to go behind, where @before is NULL
 *
 * Moves a member, name and bytes and all; to the end where neither @before nor @after is given.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_move_member (SwRewriter  *self,
                         const char  *pointer,
                         const char  *to,
                         const char  *before,
                         const char  *after,
                         GError     **error)
{
  SwNode *node;
  SwPlace place;

  sw_rewriter_settle (self);
  node = sw_rewrite_find_child (self->tree, pointer, error);
  if (node == NULL || !sw_rewrite_check_kind (node->parent, SW_NODE_OBJECT, error)
      || !sw_rewrite_find_member_place (self->tree, to, before, after, &place, error))
    return FALSE;
  if (place.container != node->parent
      && !sw_rewrite_check_name_is_free (place.container, node->name, error))
    return FALSE;

  return move_node (self, node, &place, error);
}

/**
 * sw_rewriter_move_element:
 * @pointer: JSON pointer of an element
 * @to: JSON pointer of the array that it goes into, as the document stands before the move; may be
 * its own
 * @index: the index that it has there in the end
 *
 * Moves an element, bytes and all.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_move_element (SwRewriter  *self,
                          const char  *pointer,
                          const char  *to,
                          guint        index,
                          GError     **error)
{
  SwNode *node;
  SwPlace place;

  sw_rewriter_settle (self);
  node = sw_rewrite_find_child (self->tree, pointer, error);
  if (node == NULL || !sw_rewrite_check_kind (node->parent, SW_NODE_ARRAY, error)
      || !sw_rewrite_find_element_place (self->tree, to, index, node, &place, error))
    return FALSE;

  return move_node (self, node, &place, error);
}
