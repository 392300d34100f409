/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/rewriter/sw-rewriter-private.h"

#include <string.h>

/**
 * sw_fit_clear:
 *
 * Frees what a fit holds.
 */
void
sw_fit_clear (SwFit *self)
{
  g_clear_pointer (&self->gap, g_free);
  g_clear_pointer (&self->indent, g_free);
  g_clear_pointer (&self->colon, g_free);
}

static guint
count_lines (const char *gap)
{
  guint lines = 0;

  for (; *gap != '\0'; gap++)
    lines += *gap == '\n' || (*gap == '\r' && gap[1] != '\n');

  return lines;
}

/* White space of a line's begin, as far as the offset */
static char *
dup_indent (const char *text,
            gsize       offset)
{
  SwSpan indent = sw_line_get_indent (text, offset);

  return g_strndup (text + indent.start, sw_span_length (indent));
}

static gboolean
begins_line (const char *text,
             gsize       offset)
{
  return sw_line_get_indent (text, offset).end == offset;
}

/* What stands between a node and the one before it, without the comma. A comment belongs to what is
 * there: only the line end and the indent are taken then. */
static char *
dup_gap (const SwNode  *node,
         const SwStyle *style)
{
  const char *text = sw_node_get_text (node);
  SwSpan span = sw_node_get_gap (node);
  g_autoptr (GString) gap = g_string_new (NULL);

  for (gsize i = span.start; i < span.end; i++)
    {
      if (strchr (" \t\r\n", text[i]) != NULL)
        g_string_append_c (gap, text[i]);
      else if (text[i] != ',')
        {
          g_autofree char *indent = dup_indent (text, span.end);

          return begins_line (text, span.end) ? g_strconcat (style->eol, indent, NULL)
                                              : g_strdup (style->comma + 1);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&gap));
}

/* Of two gaps the one with fewer empty lines, so that a new child does not tear a group apart */
static char *
choose_gap (char *take_a,
            char *take_b)
{
  char *chosen = take_a;

  if (take_a == NULL)
    return take_b;
  if (take_b != NULL && count_lines (take_b) > 0 && count_lines (take_b) < count_lines (take_a))
    chosen = take_b;

  g_free (chosen == take_a ? take_b : take_a);
  return chosen;
}

/* The gap of a child whose container holds one other child, or none that shows a gap between
 * children */
static char *
dup_gap_of_only (const SwNode  *only,
                 const SwStyle *style)
{
  const char *text = sw_node_get_text (only);
  g_autofree char *indent = NULL;

  if (!sw_span_has_line_end (text, sw_node_get_gap (only)))
    return g_strdup (style->comma + 1);

  indent = dup_indent (text, sw_node_get_start (only));
  return g_strconcat (style->eol, indent, NULL);
}

static void
fit_between (const SwPlace *self,
             const SwStyle *style,
             SwFit         *fit)
{
  const SwNode *near = self->previous != NULL ? self->previous : self->next;
  const char *text = sw_node_get_text (near);
  const char *last_line;
  char *gap = NULL;

  if (self->previous != NULL && self->next != NULL)
    gap = dup_gap (self->next, style);
  if (self->previous != NULL && self->previous->previous != NULL)
    gap = choose_gap (gap, dup_gap (self->previous, style));
  if (self->next != NULL && self->next->next != NULL)
    gap = choose_gap (gap, dup_gap (self->next->next, style));
  if (gap == NULL)
    gap = dup_gap_of_only (near, style);

  fit->gap = gap;
  fit->has_line = count_lines (gap) > 0;
  last_line = sw_line_find_last (gap);
  fit->indent = fit->has_line ? g_strdup (last_line) : dup_indent (text, sw_node_get_start (near));
}

/* Values that are written alike */
typedef enum
{
  SHAPE_PLAIN, /* scalars, and what is empty */
  SHAPE_OBJECT,
  SHAPE_FLAT_ARRAY, /* of plain values */
  SHAPE_DEEP_ARRAY,
} Shape;

static Shape
get_shape (const SwNode *node)
{
  if (!sw_node_is_filled (node))
    return SHAPE_PLAIN;
  if (node->kind == SW_NODE_OBJECT)
    return SHAPE_OBJECT;

  return sw_node_is_flat (node) ? SHAPE_FLAT_ARRAY : SHAPE_DEEP_ARRAY;
}

/* What an empty container will be once it has its first child */
static Shape
get_coming_shape (const SwNode *container,
                  gboolean      scalar)
{
  if (container->kind == SW_NODE_OBJECT)
    return SHAPE_OBJECT;

  return scalar ? SHAPE_FLAT_ARRAY : SHAPE_DEEP_ARRAY;
}

/* The sibling nearest to a place whose value has a shape */
static const SwNode *
find_model (const SwNode *previous,
            const SwNode *next,
            Shape         wanted)
{
  while (previous != NULL || next != NULL)
    {
      if (previous != NULL && get_shape (previous) == wanted)
        return previous;
      if (next != NULL && get_shape (next) == wanted)
        return next;
      previous = previous != NULL ? previous->previous : NULL;
      next = next != NULL ? next->next : NULL;
    }

  return NULL;
}

/* Whether an array or object that is empty yet goes over lines when it gets its first child */
static gboolean
empty_spreads (const SwPlace *self,
               const SwStyle *style,
               gboolean       scalar)
{
  const SwNode *container = self->container;
  const char *text = sw_node_get_text (container);
  Shape shape = get_coming_shape (container, scalar);
  const SwNode *model;

  if (sw_span_has_line_end (text, container->span))
    return TRUE;
  if (container->parent == NULL)
    return TRUE;

  model = find_model (container->previous, container->next, shape);
  if (model != NULL)
    return sw_span_has_line_end (text, model->span);
  if (shape == SHAPE_FLAT_ARRAY && style->flat_arrays)
    return FALSE;

  return sw_span_has_line_end (text, container->parent->span);
}

static void
fit_empty (const SwPlace *self,
           const SwStyle *style,
           gboolean       scalar,
           SwFit         *fit)
{
  g_autofree char *outer =
      dup_indent (sw_node_get_text (self->container), self->container->span.start);

  fit->has_line = empty_spreads (self, style, scalar);
  fit->indent = fit->has_line ? g_strconcat (outer, style->unit, NULL) : g_strdup (outer);
  fit->gap = fit->has_line ? g_strconcat (style->eol, fit->indent, NULL) : g_strdup ("");
}

static gboolean
is_plain_colon (const char *text,
                SwSpan      span)
{
  const char *colon = memchr (text + span.start, ':', sw_span_length (span));

  return colon != NULL
         && sw_span_is_white (text, (SwSpan) { span.start, (gsize) (colon - text) })
         && sw_span_is_white (text, (SwSpan) { (gsize) (colon - text) + 1, span.end })
         && !sw_span_has_line_end (text, span);
}

static char *
dup_colon (const SwPlace *self,
           const SwStyle *style)
{
  const SwNode *near = self->previous != NULL ? self->previous : self->next;
  SwSpan span;

  if (near == NULL || near->name == NULL)
    return g_strdup (style->colon);

  span = (SwSpan) { near->key.end, near->span.start };
  if (!is_plain_colon (sw_node_get_text (near), span))
    return g_strdup (style->colon);

  return g_strndup (sw_node_get_text (near) + span.start, sw_span_length (span));
}

/**
 * sw_place_fit:
 * @scalar: whether the new child is no array and no object
 * @fit: (out): receives how to write it; cleared by sw_fit_clear()
 *
 * Copies the ways of the neighbours, or of the document where there are none.
 */
void
sw_place_fit (const SwPlace *self,
              const SwStyle *style,
              gboolean       scalar,
              SwFit         *fit)
{
  if (self->previous != NULL || self->next != NULL)
    fit_between (self, style, fit);
  else
    fit_empty (self, style, scalar, fit);

  fit->colon = dup_colon (self, style);
}

/**
 * sw_place_spreads:
 * @value: the new child's value
 *
 * A value is written like the nearest sibling of its kind, but a simple sibling on one line is no
 * model for a value of many levels.
 *
 * Returns: whether @value goes over lines, if it is an array or object
 */
gboolean
sw_place_spreads (const SwPlace *self,
                  const SwStyle *style,
                  const SwFit   *fit,
                  const SwNode  *value)
{
  Shape wanted = get_shape (value);
  const SwNode *model = find_model (self->previous, self->next, wanted);

  if (model != NULL && sw_span_has_line_end (sw_node_get_text (model), model->span))
    return TRUE;
  if (model != NULL && (sw_node_is_flat (value) || !sw_node_is_flat (model)))
    return FALSE;
  if (wanted == SHAPE_FLAT_ARRAY && style->flat_arrays)
    return FALSE;

  return fit->has_line;
}

static void
insert_into_empty (const SwPlace *self,
                   const SwStyle *style,
                   const SwFit   *fit,
                   const char    *child,
                   gsize          length,
                   SwEdits       *edits)
{
  const SwNode *container = self->container;
  const char *text = sw_node_get_text (container);
  SwSpan inside = { container->span.start + 1, container->span.end - 1 };
  const char *pad = container->kind == SW_NODE_OBJECT ? style->object_pad : style->array_pad;
  g_autofree char *outer = dup_indent (text, container->span.start);
  g_autoptr (GString) out = g_string_new (fit->has_line ? fit->gap : pad);

  g_string_append_len (out, child, (gssize) length);
  if (!sw_span_is_white (text, inside))
    inside.end = inside.start; /* a comment, which stays */
  else if (fit->has_line)
    g_string_append_printf (out, "%s%s", style->eol, outer);
  else
    g_string_append (out, pad);

  sw_edits_add (edits, inside, out->str, (gssize) out->len);
}

/**
 * sw_place_insert:
 * @child: (array length=length): the new child as it is to stand there
 * @edits: receives the edit
 *
 * Inserts a child with its comma.
 */
void
sw_place_insert (const SwPlace *self,
                 const SwStyle *style,
                 const SwFit   *fit,
                 const char    *child,
                 gsize          length,
                 SwEdits       *edits)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize at;

  if (self->previous == NULL && self->next == NULL)
    {
      insert_into_empty (self, style, fit, child, length, edits);
      return;
    }

  if (self->previous != NULL)
    {
      at = self->previous->span.end;
      g_string_append_printf (out, ",%s", fit->gap);
      g_string_append_len (out, child, (gssize) length);
    }
  else
    {
      at = sw_node_get_start (self->next);
      g_string_append_len (out, child, (gssize) length);
      g_string_append_printf (out, ",%s", fit->gap);
    }

  sw_edits_add (edits, (SwSpan) { at, at }, out->str, (gssize) out->len);
}
