/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* Members and elements that go elsewhere. Lines move as they are, with the comments right above and
 * within them, indented anew. */

/* Copies the lines of a text; all but the first begin at other columns then, as much as the first
 * does. */
static void
append_shifted (const char *text,
                SwSpan      span,
                gsize       from,
                gsize       to,
                GString    *out)
{
  gsize length = span.end;

  for (gsize at = span.start; at < span.end;)
    {
      gsize next = MIN (sw_line_find_next (text, length, at), span.end);

      if (at > span.start && !sw_line_is_blank (text, at))
        {
          for (gsize i = from; i < to; i++)
            g_string_append_c (out, ' ');
          for (gsize i = to; i < from && text[at] == ' '; i++)
            at++;
        }
      g_string_append_len (out, text + at, (gssize) (next - at));
      at = next;
    }
}

/* The text of a block's child, for another column; without the indentation of its first line */
static char *
dup_lines (const SwNode *node,
           gsize         column)
{
  const char *text = node->tree->text;
  gsize start = sw_yaml_find_start (node);
  gboolean own_line = sw_line_begins_at (text, start);
  gsize from = sw_line_measure_column (text, start);
  SwSpan span = { start, sw_line_find_end (text, node->tree->length, node->span.end) };
  GString *out = g_string_new (NULL);

  if (own_line)
    {
      span.start = sw_yaml_find_head (node);
      span.start += strspn (text + span.start, " ");
    }
  append_shifted (text, span, from, column, out);

  return g_string_free_and_steal (out);
}

/* Where the children of an empty array or object will begin */
static gsize
find_coming_column (SwRewriter   *self,
                    const SwNode *container)
{
  SwYamlLook look;

  sw_yaml_look_detect (&look, self->tree);
  if (container->name == NULL)
    return sw_line_measure_column (self->tree->text, container->span.start);

  return sw_line_measure_column (self->tree->text, container->key.start)
         + (container->kind == SW_NODE_OBJECT || look.indent_lists ? look.unit : 0);
}

/* The lines take the place of brackets that hold nothing. */
static void
fill_with_lines (SwRewriter   *self,
                 const SwNode *node,
                 const SwNode *container,
                 SwEdits      *edits)
{
  gsize column = find_coming_column (self, container);
  g_autofree char *lines = dup_lines (node, column);
  g_autoptr (GString) behind = g_string_new (NULL);
  SwYamlLook look;

  sw_yaml_look_detect (&look, self->tree);
  if (container->name != NULL)
    sw_yaml_print_line (&look, column, behind);
  g_string_append (behind, lines);
  sw_yaml_replace_with (container, behind, edits);
}

static void
insert_moved (SwRewriter    *self,
              const SwNode  *node,
              const SwPlace *place,
              SwEdits       *edits)
{
  g_autofree char *lines = NULL;

  if (!sw_yaml_is_in_flow (node) && place->container->first == NULL
      && !sw_yaml_is_in_flow (place->container))
    {
      fill_with_lines (self, node, place->container, edits);
      return;
    }
  if (sw_yaml_is_in_flow (node) || place->container->first == NULL
      || sw_yaml_node (place->container)->style == SW_YAML_FLOW)
    {
      sw_yaml_insert_text (self, place, node->name, node, edits);
      return;
    }

  lines = dup_lines (node, sw_yaml_find_column (place->container));
  sw_yaml_insert_lines (self, place, lines, edits);
}

/**
 * sw_yaml_move:
 * @node: a child that may be moved, see sw_rewrite_find_child()
 * @place: where to; not within it, and not where it is
 *
 * Moves a member or an element.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_yaml_move (SwRewriter     *self,
              const SwNode   *node,
              const SwPlace  *place,
              GError        **error)
{
  g_auto (SwValue) value = sw_node_to_value (node);
  SwNodeChange change = {
    .removed = node,
    .container = place->container,
    .next = place->next,
    .name = node->name,
    .value = value,
  };
  g_autoptr (SwEdits) edits = sw_edits_new ();

  if (!sw_yaml_check_container (node->parent, error)
      || !sw_yaml_check_container (place->container, error))
    return FALSE;
  if (sw_yaml_node (node)->is_merged)
    return sw_yaml_check_node (node, error);

  if (!sw_yaml_empties (self, node, edits))
    sw_yaml_remove_text (node, sw_line_begins_at (self->tree->text, sw_yaml_find_start (node)),
                         edits);
  insert_moved (self, node, place, edits);
  return sw_yaml_try (self, &change, node, g_steal_pointer (&edits), error);
}
