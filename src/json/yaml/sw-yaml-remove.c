/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* Members and elements that go, with their lines. Comments on lines of their own stay, as in JSON,
 * but for those within what goes. */

/* Where the lines of a child begin: with the empty lines above it, unless they are another's */
static gsize
find_first_line (const SwNode *node,
                 gboolean      with_head)
{
  const char *text = node->tree->text;
  gsize start =
      with_head ? sw_yaml_find_head (node) : sw_line_find_begin (text, sw_yaml_find_start (node));
  gsize least;

  if (node->previous == NULL)
    return start;

  least = sw_line_find_next (text, node->tree->length, node->previous->span.end);
  for (gsize at = start; at > least;)
    {
      gsize break_length = at >= 2 && text[at - 1] == '\n' && text[at - 2] == '\r' ? 2 : 1;

      at = sw_line_find_begin (text, at - break_length);
      if (at < least || !sw_line_is_blank (text, at))
        break;
      start = at;
    }

  return start;
}

/* A first child that stands behind a dash, as far as the one that takes its place there. A comment
 * between them goes to the dash. */
static void
remove_behind_dash (const SwNode *node,
                    SwEdits      *edits)
{
  const char *text = node->tree->text;
  gsize start = sw_yaml_find_start (node);
  gsize end = sw_yaml_find_start (node->next);

  for (gsize at = sw_line_find_next (text, node->tree->length, node->span.end); at < end;
       at = sw_line_find_next (text, node->tree->length, at))
    if (text[at + strspn (text + at, " ")] == '#')
      {
        end = at + strspn (text + at, " ");
        break;
      }

  sw_edits_add (edits, (SwSpan) { start, end }, "", 0);
}

/**
 * sw_yaml_remove_text:
 * @node: not the only child of a block
 * @with_head: whether the comments right above go too
 * @edits: receives the edits
 *
 * Removes a child's text.
 */
void
sw_yaml_remove_text (const SwNode *node,
                     gboolean      with_head,
                     SwEdits      *edits)
{
  const char *text = node->tree->text;
  gsize length = node->tree->length;
  SwSpan lines;

  if (sw_yaml_is_in_flow (node))
    {
      sw_node_remove_text (node, edits);
      return;
    }
  if (!sw_line_begins_at (text, sw_yaml_find_start (node)) && node->next != NULL)
    {
      remove_behind_dash (node, edits);
      return;
    }

  lines.start = find_first_line (node, with_head);
  lines.end = sw_line_find_next (text, length, node->span.end);
  if (node->previous == NULL && node->next != NULL)
    while (lines.end < length && sw_line_is_blank (text, lines.end))
      lines.end = sw_line_find_next (text, length, lines.end);
  /* The last line has no end of its own. */
  if (lines.end == length && sw_line_find_end (text, length, node->span.end) == length)
    while (lines.start > 0 && strchr ("\r\n", text[lines.start - 1]) != NULL)
      {
        lines.start--;
        if (text[lines.start] != '\n' || lines.start == 0 || text[lines.start - 1] != '\r')
          break;
      }

  sw_edits_add (edits, lines, "", 0);
}

/**
 * sw_yaml_empties:
 * @node: a child
 * @edits: receives the edits
 *
 * Where a block loses its only child, brackets take its place.
 *
 * Returns: whether @node was such
 */
gboolean
sw_yaml_empties (SwRewriter   *self,
                 const SwNode *node,
                 SwEdits      *edits)
{
  g_autoptr (SwTree) empty = NULL;

  if (sw_yaml_is_in_flow (node) || node->parent->count > 1)
    return FALSE;

  empty = sw_tree_parse (node->parent->kind == SW_NODE_OBJECT ? "{}" : "[]", -1);
  sw_yaml_replace_text (self, node->parent, sw_tree_get_root (empty), edits);
  return TRUE;
}

/**
 * sw_yaml_remove:
 * @node: a child that may be removed, see sw_rewrite_find_child()
 *
 * Removes a member or an element.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_yaml_remove (SwRewriter    *self,
                const SwNode  *node,
                GError       **error)
{
  SwNodeChange change = { .removed = node };
  g_autoptr (SwEdits) edits = sw_edits_new ();

  if (!sw_yaml_check_node (node, error))
    return FALSE;

  if (!sw_yaml_empties (self, node, edits))
    sw_yaml_remove_text (node, FALSE, edits);
  return sw_yaml_try (self, &change, node, g_steal_pointer (&edits), error);
}

/**
 * sw_yaml_rename:
 * @node: a member
 * @name: its new name, which is free
 *
 * Renames a member; the new name has the quotes of the old one.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_yaml_rename (SwRewriter    *self,
                const SwNode  *node,
                const char    *name,
                GError       **error)
{
  SwNodeChange change = { .renamed = node, .name = name };
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GString) key = g_string_new (NULL);

  if (!sw_yaml_check_container (node->parent, error))
    return FALSE;
  if (sw_yaml_node (node)->is_merged)
    return sw_yaml_check_node (node, error);

  sw_yaml_print_text (name, strlen (name), sw_yaml_get_writing (sw_yaml_get_name_style (node)),
                      sw_yaml_is_in_flow (node), key);
  sw_edits_add (edits, node->key, key->str, (gssize) key->len);
  return sw_yaml_try (self, &change, node, g_steal_pointer (&edits), error);
}
