/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <stdarg.h>

/* What may be changed in a YAML document, and whether a step did what it should. */

/* Says that NODE cannot be changed, and why; returns FALSE. */
static gboolean
refuse (const SwNode  *node,
        GError       **error,
        const char    *format,
        ...)
{
  g_autofree char *pointer = sw_node_dup_pointer (node);
  g_autofree char *reason = NULL;
  guint line, column;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sw_tree_locate (node->tree, sw_node_get_full_span (node).start, &line, &column);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_YAML,
               "The YAML at line %u (%s) cannot be changed this way: %s. Edit the text, or convert "
               "the document to JSON.",
               line, *pointer != '\0' ? pointer : "/", reason);
  return FALSE;
}

/**
 * sw_yaml_check_valid:
 *
 * Where a YAML text has a fault, nobody knows what belongs to what.
 *
 * Returns: FALSE with an error where @tree has one
 */
gboolean
sw_yaml_check_valid (const SwTree  *tree,
                     GError       **error)
{
  const SwDiagnostic *first = sw_tree_get_first_error (tree);
  guint line, column;

  if (first == NULL || sw_tree_get_root (tree)->kind == SW_NODE_MISSING)
    return TRUE;

  sw_tree_locate (tree, first->span.start, &line, &column);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_BROKEN,
               "The text has an error at line %u, column %u. Mend it first. %s", line, column,
               first->message);
  return FALSE;
}

static gboolean
refuse_anchored (const SwNode  *node,
                 const SwNode  *anchored,
                 GError       **error)
{
  return refuse (node, error, "&%s, which it belongs to, is used elsewhere as *%s",
                 sw_yaml_node (anchored)->anchor, sw_yaml_node (anchored)->anchor);
}

/**
 * sw_yaml_check_container:
 * @container: an array or object that is to get other children
 *
 * Returns: FALSE with an error where it stands for something written elsewhere, or is itself used
 * elsewhere
 */
gboolean
sw_yaml_check_container (const SwNode  *container,
                         GError       **error)
{
  for (const SwNode *node = container; node != NULL; node = node->parent)
    {
      if (sw_yaml_node (node)->is_copy)
        return refuse (container, error, "it is written elsewhere, at an anchor");
      if (sw_yaml_node (node)->anchor != NULL && sw_yaml_node (node)->uses > 0)
        return refuse_anchored (container, node, error);
    }

  return TRUE;
}

/**
 * sw_yaml_check_node:
 * @node: what is to be replaced, renamed, removed or moved; an alias itself may be
 *
 * Returns: FALSE with an error where that would change more than @node
 */
gboolean
sw_yaml_check_node (const SwNode  *node,
                    GError       **error)
{
  if (node->parent != NULL && !sw_yaml_check_container (node->parent, error))
    return FALSE;
  if (sw_yaml_node (node)->is_merged)
    return refuse (node, error, "a merge key (<<) brought it here");
  if (sw_yaml_node (node)->is_copy)
    return TRUE;

  for (const SwNode *part = node; part != NULL; part = sw_node_get_following (part, node))
    if (sw_yaml_node (part)->anchor != NULL && sw_yaml_node (part)->uses > 0
        && !sw_yaml_node (part)->is_copy)
      return refuse_anchored (node, part, error);

  return TRUE;
}

/**
 * sw_yaml_try:
 * @change: what the step should make of the document
 * @where: what to name if that does not succeed
 * @take_edits: (transfer full): the step
 *
 * Makes a step, if the text then says what is wanted and nothing else.
 *
 * Returns: FALSE with an error where it does not; nothing is changed then
 */
gboolean
sw_yaml_try (SwRewriter          *self,
             const SwNodeChange  *change,
             const SwNode        *where,
             SwEdits             *take_edits,
             GError             **error)
{
  g_autoptr (SwEdits) step = take_edits;
  g_auto (SwValue) wanted = sw_node_to_changed_value (self->tree->root, change);
  g_auto (SwValue) found = SW_VALUE_INIT;
  g_autoptr (SwTree) after = sw_rewriter_apply (self, step);

  found = sw_node_to_value (sw_tree_get_root (after));
  if (!sw_tree_is_valid (after) || !sw_value_equal (wanted, found))
    return refuse (where, error, "what is around it would change too");

  sw_rewriter_adopt (self, step, g_steal_pointer (&after));
  return TRUE;
}
