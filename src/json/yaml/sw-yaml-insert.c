/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* New members and elements. */

/* Empty lines between a child and the one before it */
static guint
count_gap (const SwNode *node)
{
  const char *text = node->tree->text;
  guint lines = 0;
  gsize end = sw_yaml_find_start (node);

  if (!sw_line_begins_at (text, end))
    return 0;

  end = sw_yaml_find_head (node);
  for (gsize at = sw_line_find_next (text, node->tree->length, node->previous->span.end); at < end;
       at = sw_line_find_next (text, node->tree->length, at))
    lines += sw_line_is_blank (text, at);

  return lines;
}

/* As many empty lines as the neighbours have between them; of two numbers the smaller, so that a
 * new child does not tear a group apart */
static guint
choose_gap (const SwPlace *place)
{
  const SwNode *shown[] = {
    place->previous != NULL ? place->next : NULL,
    place->previous != NULL && place->previous->previous != NULL ? place->previous : NULL,
    place->next != NULL ? place->next->next : NULL,
  };
  guint gap = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (shown[i] != NULL)
      gap = MIN (gap, count_gap (shown[i]));

  return gap == G_MAXUINT ? 0 : MIN (gap, 2);
}

static void
append_gap (const SwYamlLook *look,
            guint             gap,
            GString          *out)
{
  for (guint i = 0; i < gap; i++)
    g_string_append (out, look->eol);
}

static void
append_indented (const SwYamlLook *look,
                 gsize             column,
                 const char       *child,
                 GString          *out)
{
  for (gsize i = 0; i < column; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, child);
}

static void
insert_behind (const SwPlace    *place,
               const SwYamlLook *look,
               gsize             column,
               const char       *child,
               SwEdits          *edits)
{
  const SwTree *tree = place->container->tree;
  gsize end = sw_line_find_end (tree->text, tree->length, place->previous->span.end);
  gsize at = sw_line_find_next (tree->text, tree->length, end);
  g_autoptr (GString) out = g_string_new (NULL);

  if (at == end)
    g_string_append (out, look->eol);
  append_gap (look, choose_gap (place), out);
  append_indented (look, column, child, out);
  if (at > end)
    g_string_append (out, look->eol);

  sw_edits_add (edits, (SwSpan) { at, at }, out->str, (gssize) out->len);
}

static void
insert_first (const SwPlace    *place,
              const SwYamlLook *look,
              gsize             column,
              const char       *child,
              SwEdits          *edits)
{
  const char *text = place->container->tree->text;
  gsize start = sw_yaml_find_start (place->next);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize at;

  if (!sw_line_begins_at (text, start))
    {
      g_string_append (out, child);
      append_gap (look, choose_gap (place), out);
      sw_yaml_print_line (look, column, out);
      sw_edits_add (edits, (SwSpan) { start, start }, out->str, (gssize) out->len);
      return;
    }

  /* Comments at the beginning of the text are about all of it. */
  at = sw_yaml_find_head (place->next);
  if (at == 0)
    at = sw_line_find_begin (text, start);
  append_indented (look, column, child, out);
  g_string_append (out, look->eol);
  append_gap (look, choose_gap (place), out);
  sw_edits_add (edits, (SwSpan) { at, at }, out->str, (gssize) out->len);
}

/**
 * sw_yaml_insert_lines:
 * @place: in a block
 * @child: the new child without the indentation of its first line
 * @edits: receives the edit
 *
 * Gives a child lines of its own.
 */
void
sw_yaml_insert_lines (SwRewriter    *self,
                      const SwPlace *place,
                      const char    *child,
                      SwEdits       *edits)
{
  gsize column = sw_yaml_find_column (place->container);
  SwYamlLook look;

  sw_yaml_look_detect (&look, self->tree);
  if (place->previous != NULL)
    insert_behind (place, &look, column, child, edits);
  else
    insert_first (place, &look, column, child, edits);
}

/* Whether the nearest sibling of a value's kind stands on one line, within brackets, and the value
 * may too */
static gboolean
is_written_flat (const SwPlace *place,
                 const SwNode  *value)
{
  const SwNode *previous = place->previous;
  const SwNode *next = place->next;

  if (!sw_node_is_filled (value) || !sw_node_is_flat (value))
    return FALSE;

  while (previous != NULL || next != NULL)
    {
      const SwNode *near[] = { previous, next };

      for (guint i = 0; i < G_N_ELEMENTS (near); i++)
        if (near[i] != NULL && near[i]->kind == value->kind && sw_node_is_filled (near[i])
            && !sw_node_is_copy (near[i]))
          return sw_yaml_node (near[i])->style == SW_YAML_FLOW
                 && !sw_span_has_line_end (near[i]->tree->text, near[i]->span);
      previous = previous != NULL ? previous->previous : NULL;
      next = next != NULL ? next->next : NULL;
    }

  return FALSE;
}

static void
insert_in_block (SwRewriter    *self,
                 const SwPlace *place,
                 const char    *name,
                 const SwNode  *value,
                 SwEdits       *edits)
{
  gsize column = sw_yaml_find_column (place->container);
  SwYamlPosition position = name != NULL ? SW_YAML_BEHIND_NAME : SW_YAML_BEHIND_DASH;
  g_autoptr (GString) child = g_string_new (NULL);
  SwYamlLook look;

  sw_yaml_look_detect (&look, self->tree);
  if (name != NULL)
    sw_yaml_print_name (name, strlen (name), &look, column, child);
  else
    g_string_append_c (child, '-');
  if (is_written_flat (place, value))
    {
      g_string_append_c (child, ' ');
      sw_yaml_print_flow (value, child);
    }
  else
    sw_yaml_print_value (value, &look, position, column, child);

  sw_yaml_insert_lines (self, place, child->str, edits);
}

static void
insert_in_flow (SwRewriter    *self,
                const SwPlace *place,
                const char    *name,
                const SwNode  *value,
                SwEdits       *edits)
{
  gboolean like_json = sw_yaml_is_like_json (place->container);
  g_autoptr (SwTree) json = sw_yaml_flow_json (value);
  g_autoptr (GString) child = g_string_new (NULL);
  g_auto (SwFit) fit = { 0 };

  sw_place_fit (place, &self->style, !sw_node_is_filled (value), &fit);
  if (name != NULL)
    {
      sw_yaml_print_text (name, strlen (name),
                          like_json ? SW_YAML_WRITE_DOUBLE : SW_YAML_WRITE_PLAIN, TRUE, child);
      g_string_append (child, fit.colon);
    }
  if (like_json)
    sw_value_text_print (sw_tree_get_root (json), &self->style, fit.indent,
                         sw_place_spreads (place, &self->style, &fit, sw_tree_get_root (json)),
                         child);
  else
    sw_yaml_print_flow (value, child);

  sw_place_insert (place, &self->style, &fit, child->str, child->len, edits);
}

/* An empty array or object gets a child: one that holds it takes its place. */
static void
fill_empty (SwRewriter   *self,
            const SwNode *container,
            const char   *name,
            const SwNode *value,
            SwEdits      *edits)
{
  g_autofree char *json = sw_node_dup_json (value);
  g_autoptr (GString) text = g_string_new (name != NULL ? "{" : "[");
  g_autoptr (SwTree) filled = NULL;

  if (name != NULL)
    {
      sw_yaml_print_text (name, strlen (name), SW_YAML_WRITE_DOUBLE, TRUE, text);
      g_string_append_c (text, ':');
    }
  g_string_append (text, json);
  g_string_append_c (text, name != NULL ? '}' : ']');
  filled = sw_tree_parse (text->str, (gssize) text->len);
  sw_yaml_replace_text (self, container, sw_tree_get_root (filled), edits);
}

/**
 * sw_yaml_insert_text:
 * @place: where to
 * @name: (nullable): a member's name
 * @value: of any tree
 * @edits: receives the edits
 *
 * Writes a new child.
 */
void
sw_yaml_insert_text (SwRewriter    *self,
                     const SwPlace *place,
                     const char    *name,
                     const SwNode  *value,
                     SwEdits       *edits)
{
  if (place->container->first == NULL)
    fill_empty (self, place->container, name, value, edits);
  else if (sw_yaml_node (place->container)->style == SW_YAML_FLOW)
    insert_in_flow (self, place, name, value, edits);
  else
    insert_in_block (self, place, name, value, edits);
}

/**
 * sw_yaml_insert:
 * @place: where to
 * @name: (nullable): a member's name, which is free
 * @value: of any tree
 *
 * Adds a member or an element.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_yaml_insert (SwRewriter     *self,
                const SwPlace  *place,
                const char     *name,
                const SwNode   *value,
                GError        **error)
{
  g_auto (SwValue) new = sw_node_to_value (value);
  SwNodeChange change = {
    .container = place->container,
    .next = place->next,
    .name = name,
    .value = new,
  };
  g_autoptr (SwEdits) edits = sw_edits_new ();

  if (!sw_yaml_check_container (place->container, error))
    return FALSE;

  sw_yaml_insert_text (self, place, name, value, edits);
  return sw_yaml_try (self, &change, place->container, g_steal_pointer (&edits), error);
}
