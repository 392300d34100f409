/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* Whether a cut at AT would go through a character or a line end of two bytes */
static gboolean
is_inside (const char *text,
           gsize       length,
           gsize       at)
{
  if (at == 0 || at >= length)
    return FALSE;

  return (text[at] & 0xc0) == 0x80 || (text[at - 1] == '\r' && text[at] == '\n');
}

/* Whether a node holds, or is part of, or touches what was replaced since the last parse */
static gboolean
touches_replaced (SwRewriter   *self,
                  const SwNode *node)
{
  for (guint i = 0; i < self->replaced->len; i++)
    {
      SwSpan span = g_array_index (self->replaced, SwSpan, i);

      if (node->span.start <= span.end && span.start <= node->span.end)
        return TRUE;
    }

  return FALSE;
}

/**
 * sw_rewriter_replace_span:
 * @span: bytes of the present text
 * @text: what stands there instead
 *
 * Replaces bytes, but leaves alone what begins and ends alike. The replacement waits, see
 * SwRewriter.
 *
 * Returns: TRUE
 */
gboolean
sw_rewriter_replace_span (SwRewriter    *self,
                          SwSpan         span,
                          const GString *text)
{
  const char *old = sw_tree_get_text (self->tree, NULL) + span.start;
  gsize length = sw_span_length (span);
  gsize most = MIN (length, text->len);
  gsize front = 0;
  gsize back = 0;

  while (front < most && old[front] == text->str[front])
    front++;
  if (front == length && front == text->len)
    return TRUE;
  while (is_inside (old, length, front) || is_inside (text->str, text->len, front))
    front--;
  while (back < most - front && old[length - 1 - back] == text->str[text->len - 1 - back])
    back++;
  while (is_inside (old, length, length - back)
         || is_inside (text->str, text->len, text->len - back))
    back--;

  if (self->waiting == NULL)
    self->waiting = sw_edits_new ();
  sw_edits_add (self->waiting, (SwSpan) { span.start + front, span.end - back }, text->str + front,
                (gssize) (text->len - front - back));
  g_array_append_val (self->replaced, span);
  return TRUE;
}

/* Whether a value that takes another's place goes over lines */
static gboolean
replacement_spreads (SwRewriter   *self,
                     const SwNode *old,
                     const SwNode *value)
{
  const char *text = sw_tree_get_text (self->tree, NULL);
  SwPlace place = { old->parent, old->previous, old->next };
  gsize start = sw_node_get_full_span (old).start;
  SwFit fit = { .has_line = sw_line_get_indent (text, start).end == start };

  if (sw_node_is_filled (old) && sw_span_has_line_end (text, old->span))
    return TRUE;
  if (sw_node_is_filled (old) && (sw_node_is_flat (value) || !sw_node_is_flat (old)))
    return FALSE;
  if (old->parent == NULL)
    return TRUE;

  return sw_place_spreads (&place, &self->style, &fit, value);
}

/**
 * sw_rewriter_print_replacement:
 * @old: of the present tree, no block of YAML
 * @value: JSON
 *
 * Writes a value as it is to stand in another's place.
 */
void
sw_rewriter_print_replacement (SwRewriter   *self,
                               const SwNode *old,
                               const SwNode *value,
                               GString      *out)
{
  const char *text = sw_tree_get_text (self->tree, NULL);
  g_autofree char *indent = NULL;
  SwSpan line;

  if (!sw_node_is_filled (value))
    {
      sw_value_text_print (value, &self->style, "", FALSE, out);
      return;
    }

  line = sw_line_get_indent (text, sw_node_get_full_span (old).start);
  indent = g_strndup (text + line.start, sw_span_length (line));
  sw_value_text_print (value, &self->style, indent, replacement_spreads (self, old, value), out);
}

/* Whether a document's only fault is that nothing stands in it */
static gboolean
is_blank (const SwTree *tree)
{
  return sw_tree_get_root (tree)->kind == SW_NODE_MISSING
         && sw_tree_get_diagnostics (tree)->len == 1;
}

static gboolean
replace_value (SwRewriter  *self,
               SwNode      *old,
               const char  *json,
               GError     **error)
{
  g_autoptr (SwTree) value_tree = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!is_blank (self->tree) && !sw_rewrite_check_whole (self->tree, old, error))
    return FALSE;
  value_tree = sw_rewrite_parse_value (json, error);
  if (value_tree == NULL)
    return FALSE;

  sw_rewriter_print_replacement (self, old, sw_tree_get_root (value_tree), out);
  return sw_rewriter_replace_span (self, old->span, out);
}

/* Adds what a pointer names and what is not there yet: a member, or the element behind the last. */
static gboolean
add_value (SwRewriter  *self,
           const char  *pointer,
           const char  *json,
           GError     **error)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *parent_pointer = NULL;
  g_auto (GStrv) names = NULL;
  SwNode *parent;
  guint64 index;

  if (slash == NULL)
    return sw_rewrite_find_node (self->tree, pointer, error) != NULL;

  parent_pointer = g_strndup (pointer, (gsize) (slash - pointer));
  names = sw_pointer_split (slash);
  parent = sw_rewrite_find_node (self->tree, parent_pointer, error);
  if (parent == NULL)
    return FALSE;
  if (parent->kind != SW_NODE_ARRAY)
    return sw_rewriter_insert_member (self, parent_pointer, names[0], json, NULL, NULL, error);

  if (strcmp (names[0], "-") == 0
      || (g_ascii_string_to_unsigned (names[0], 10, 0, G_MAXUINT, &index, NULL)
          && index == parent->count))
    return sw_rewriter_insert_element (self, parent_pointer, parent->count, json, error);

  return sw_rewrite_find_node (self->tree, pointer, error) != NULL;
}

/**
 * sw_rewriter_set:
 * @pointer: JSON pointer of a value, or of a member or last element that is to be
 * @json: the new value
 *
 * Replaces a value; adds a member at the end of its object, or an element behind the last, where
 * there is none. The new value is written like the old one: over lines, or on one.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_set (SwRewriter  *self,
                 const char  *pointer,
                 const char  *json,
                 GError     **error)
{
  SwNode *node = sw_tree_resolve (self->tree, pointer);

  if (sw_rewriter_is_yaml (self) && !sw_yaml_check_valid (self->tree, error))
    return FALSE;
  if (node == NULL || touches_replaced (self, node))
    {
      sw_rewriter_settle (self);
      node = sw_tree_resolve (self->tree, pointer);
    }
  if (node == NULL)
    return add_value (self, pointer, json, error);

  return sw_rewriter_is_yaml (self) ? sw_yaml_set (self, pointer, json, error)
                                    : replace_value (self, node, json, error);
}
