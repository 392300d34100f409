/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* A value in the place of another. */

/**
 * sw_yaml_get_writing:
 *
 * Returns: how to write what takes the place of a word of this style
 */
SwYamlWriting
sw_yaml_get_writing (SwYamlStyle style)
{
  if (style == SW_YAML_SINGLE_QUOTED)
    return SW_YAML_WRITE_SINGLE;

  return style == SW_YAML_DOUBLE_QUOTED ? SW_YAML_WRITE_DOUBLE : SW_YAML_WRITE_PLAIN;
}

/**
 * sw_yaml_flow_json:
 * @value: of any tree
 *
 * JSON is YAML within brackets, but for some characters, halves of pairs and bare placeholders.
 *
 * Returns: (transfer full): @value as JSON that is YAML too
 */
SwTree *
sw_yaml_flow_json (const SwNode *value)
{
  g_autofree char *json = sw_node_dup_json (value);
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *mended = NULL;
  const SwNode *root = sw_tree_get_root (tree);

  for (const SwNode *node = root; node != NULL; node = sw_node_get_following (node, root))
    {
      gboolean is_text = node->kind == SW_NODE_STRING || node->kind == SW_NODE_PLACEHOLDER;
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *text = sw_node_dup_string (node, NULL);

      if (node->name != NULL)
        {
          sw_yaml_print_text (node->name, node->name_length, SW_YAML_WRITE_DOUBLE, TRUE, out);
          sw_edits_add (edits, node->key, out->str, (gssize) out->len);
          g_string_truncate (out, 0);
        }
      if (!is_text)
        continue;
      if (text != NULL)
        sw_yaml_print_text (text, strlen (text), SW_YAML_WRITE_DOUBLE, TRUE, out);
      else
        sw_yaml_print_scalar (node, TRUE, out);
      sw_edits_add (edits, node->span, out->str, (gssize) out->len);
    }

  mended = sw_edits_apply (edits, json, strlen (json), NULL);
  return sw_tree_parse (mended, -1);
}

/**
 * sw_yaml_print_inline:
 * @old: what stood there, whose quotes are taken over
 * @value: a scalar, or what is empty, or stands within brackets
 *
 * Writes a value on one line.
 */
void
sw_yaml_print_inline (const SwNode *old,
                      const SwNode *value,
                      GString      *out)
{
  gboolean flow = sw_yaml_is_in_flow (old);
  SwYamlWriting writing = sw_yaml_get_writing (sw_yaml_node (old)->style);
  g_autofree char *text = NULL;
  gsize length;

  if (sw_yaml_node (old)->is_copy || old->kind != SW_NODE_STRING || sw_yaml_node (old)->length == 0)
    writing = SW_YAML_WRITE_PLAIN;
  if (flow && sw_yaml_is_like_json (old->parent))
    writing = SW_YAML_WRITE_DOUBLE;

  if (value->kind == SW_NODE_STRING)
    {
      text = sw_node_dup_string (value, &length);
      sw_yaml_print_text (text, length, writing, flow, out);
    }
  else if (value->kind == SW_NODE_OBJECT || value->kind == SW_NODE_ARRAY)
    sw_yaml_print_flow (value, out);
  else
    sw_yaml_print_scalar (value, flow, out);
}

static void
replace_in_flow (SwRewriter   *self,
                 const SwNode *old,
                 const SwNode *value,
                 SwEdits      *edits)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (SwTree) json = NULL;

  if (sw_node_is_filled (value) && sw_yaml_is_like_json (old->parent))
    {
      json = sw_yaml_flow_json (value);
      sw_rewriter_print_replacement (self, old, sw_tree_get_root (json), out);
    }
  else
    sw_yaml_print_inline (old, value, out);

  sw_edits_add (edits, old->span, out->str, (gssize) out->len);
}

/* A block's place: what stands before it, and at which column that is */
static SwYamlPosition
get_position (const SwNode *node,
              gsize        *column)
{
  *column = 0;
  if (node->parent == NULL)
    return SW_YAML_AT_ROOT;

  *column = sw_line_measure_column (node->tree->text, sw_yaml_find_start (node));
  return node->name != NULL ? SW_YAML_BEHIND_NAME : SW_YAML_BEHIND_DASH;
}

static gboolean
is_block (const SwNode *node)
{
  return sw_yaml_node (node)->style == SW_YAML_BLOCK && !sw_yaml_node (node)->is_copy;
}

static gboolean
is_block_scalar (const SwNode *node)
{
  return (sw_yaml_node (node)->style == SW_YAML_LITERAL
          || sw_yaml_node (node)->style == SW_YAML_FOLDED)
         && !sw_yaml_node (node)->is_copy;
}

/* Where on the name's line, behind anchor and tag, a value may stand */
static gsize
find_slot (const SwNode *member)
{
  const char *text = member->tree->text;
  gsize colon = sw_yaml_find_colon (member);
  gsize end = sw_line_find_end (text, member->tree->length, colon);
  gsize slot = MIN (sw_yaml_skip_properties (text, colon, MIN (end, member->span.start)), end);

  while (slot > colon && strchr (" \t", text[slot - 1]) != NULL)
    slot--;
  for (gsize i = colon; i < slot; i++)
    if (text[i] == '#' && strchr (" \t", text[i - 1]) != NULL)
      for (slot = i; slot > colon && strchr (" \t", text[slot - 1]) != NULL;)
        slot--;

  return slot;
}

/* The lines of a block that begins below its name go, with the comments in it; what is short takes
 * their place behind the name. */
static void
replace_lines (const SwNode  *old,
               const GString *behind_name,
               SwEdits       *edits)
{
  const char *text = old->tree->text;
  gsize length = old->tree->length;
  gsize slot = find_slot (old);
  gsize head = sw_line_find_end (text, length, slot);

  if (behind_name->str[0] == ' ')
    sw_edits_add (edits, (SwSpan) { slot, slot }, behind_name->str, (gssize) behind_name->len);
  sw_edits_add (edits, (SwSpan) { head, sw_line_find_end (text, length, old->span.end) },
                behind_name->str[0] == ' ' ? "" : behind_name->str, -1);
}

/* A value of one line becomes one of several: its first line stays where it was, a comment behind
 * it too, and the others follow. */
static void
replace_by_lines (const SwNode  *old,
                  const GString *behind_name,
                  SwEdits       *edits)
{
  const char *text = old->tree->text;
  gsize colon = sw_yaml_find_colon (old);
  gsize begin = old->span.start;
  gsize end = sw_line_find_end (text, old->tree->length, old->span.end);
  gsize first = strcspn (behind_name->str, "\r\n");

  while (begin > colon && strchr (" \t", text[begin - 1]) != NULL)
    begin--;
  sw_edits_add (edits, (SwSpan) { begin, old->span.end }, behind_name->str, (gssize) first);
  sw_edits_add (edits, (SwSpan) { end, end }, behind_name->str + first, -1);
}

/* An array or object in a block's place that begins like it */
static gboolean
keeps_column (const SwNode *old,
              const SwNode *value)
{
  return is_block (old) && sw_node_is_filled (value)
         && (old->kind == value->kind || old->name == NULL);
}

/**
 * sw_yaml_replace_with:
 * @old: a value that does not stand within brackets
 * @behind: what is to stand behind its name or dash, with the space or line end before it
 * @edits: receives the edits
 *
 * Puts a text in the place of a value's.
 */
void
sw_yaml_replace_with (const SwNode  *old,
                      const GString *behind,
                      SwEdits       *edits)
{
  const char *text = old->tree->text;
  gboolean has_lines = strpbrk (behind->str, "\r\n") != NULL;
  gsize begin = old->span.start;

  if (old->name != NULL && is_block (old))
    {
      replace_lines (old, behind, edits);
      return;
    }
  if (old->name != NULL && !is_block_scalar (old) && has_lines)
    {
      replace_by_lines (old, behind, edits);
      return;
    }

  if (behind->str[0] == ' ' && begin > 0 && text[begin - 1] == ' ')
    begin--;
  else if (behind->str[0] == '\r' || behind->str[0] == '\n')
    while (begin > 0 && strchr (" \t", text[begin - 1]) != NULL)
      begin--;
  sw_edits_add (edits, (SwSpan) { begin, old->span.end }, behind->str, (gssize) behind->len);
}

/**
 * sw_yaml_replace_text:
 * @old: what stands there; nothing written elsewhere, unless it is the alias
 * @value: what is to stand there
 * @edits: receives the edits
 *
 * Replaces a value's text.
 */
void
sw_yaml_replace_text (SwRewriter   *self,
                      const SwNode *old,
                      const SwNode *value,
                      SwEdits      *edits)
{
  g_autoptr (GString) out = g_string_new (NULL);
  SwYamlPosition position;
  SwYamlLook look;
  gsize column;

  if (sw_yaml_is_in_flow (old))
    {
      replace_in_flow (self, old, value, edits);
      return;
    }

  sw_yaml_look_detect (&look, self->tree);
  position = get_position (old, &column);
  if (keeps_column (old, value))
    {
      sw_yaml_print_value (value, &look, SW_YAML_AT_ROOT,
                           sw_line_measure_column (old->tree->text, old->span.start), out);
      sw_edits_add (edits, old->span, out->str, (gssize) out->len);
      return;
    }

  sw_yaml_print_value (value, &look, position, column, out);
  if (!sw_node_is_filled (value) && strpbrk (out->str, "\r\n") == NULL)
    {
      /* The old quotes, where there were some */
      g_string_assign (out, position == SW_YAML_AT_ROOT ? "" : " ");
      sw_yaml_print_inline (old, value, out);
    }
  sw_yaml_replace_with (old, out, edits);
}
