/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-style.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/* Deeper than this nobody reads indentation any more, and it would grow with the square of the
 * depth. */
#define MAX_INDENT 200

/* What is still to be found out; each is told by the first place in the text that shows it. */
typedef struct
{
  gboolean comma;
  gboolean object_pad;
  gboolean array_pad;
  gboolean flat_arrays;
} Known;

/**
 * sw_line_get_indent:
 * @offset: byte offset into @text
 *
 * Returns: the white space that the line of @offset begins with, up to @offset
 */
SwSpan
sw_line_get_indent (const char *text,
                    gsize       offset)
{
  SwSpan span = { offset, offset };

  while (span.start > 0 && text[span.start - 1] != '\n' && text[span.start - 1] != '\r')
    span.start--;

  for (span.end = span.start; span.end < offset; span.end++)
    if (text[span.end] != ' ' && text[span.end] != '\t')
      break;

  return span;
}

/**
 * sw_line_find_last:
 *
 * Returns: (nullable): what stands behind the last line end of @text; NULL where it has none
 */
const char *
sw_line_find_last (const char *text)
{
  const char *last = NULL;

  while (*(text += strcspn (text, "\r\n")) != '\0')
    last = ++text;

  return last;
}

/**
 * sw_span_has_line_end:
 *
 * Returns: whether a line ends within @span
 */
gboolean
sw_span_has_line_end (const char *text,
                      SwSpan      span)
{
  gsize length = sw_span_length (span);

  return memchr (text + span.start, '\n', length) != NULL
         || memchr (text + span.start, '\r', length) != NULL;
}

/**
 * sw_span_is_white:
 *
 * Returns: whether @span holds nothing but white space
 */
gboolean
sw_span_is_white (const char *text,
                  SwSpan      span)
{
  for (gsize i = span.start; i < span.end; i++)
    if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r')
      return FALSE;

  return TRUE;
}

/**
 * sw_node_is_filled:
 *
 * Returns: whether @node is an array or object that holds something
 */
gboolean
sw_node_is_filled (const SwNode *node)
{
  return node->count > 0;
}

/**
 * sw_node_is_flat:
 *
 * Returns: whether @node holds no arrays and objects but empty ones
 */
gboolean
sw_node_is_flat (const SwNode *node)
{
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    if (sw_node_is_filled (child))
      return FALSE;

  return TRUE;
}

/**
 * sw_node_get_following:
 * @root: the part that is walked through, which holds @node
 *
 * Returns: (nullable): the next node in the order of the text, each before what it holds
 */
const SwNode *
sw_node_get_following (const SwNode *node,
                       const SwNode *root)
{
  if (node->first != NULL)
    return node->first;

  while (node != root && node->next == NULL)
    node = node->parent;

  return node != root ? node->next : NULL;
}

static void
detect_line_end (SwStyle    *self,
                 const char *text,
                 gsize       length)
{
  const char *end = memchr (text, '\n', length);

  if (end == NULL)
    self->eol = memchr (text, '\r', length) != NULL ? "\r" : "\n";
  else
    self->eol = end > text && end[-1] == '\r' ? "\r\n" : "\n";
}

static void
detect_colon (SwStyle      *self,
              const char   *text,
              const SwNode *node)
{
  SwSpan span = { node->key.end, node->span.start };
  const char *colon = memchr (text + span.start, ':', sw_span_length (span));
  gsize at;

  if (node->broken || colon == NULL)
    return;

  at = (gsize) (colon - text);
  if (sw_span_has_line_end (text, span) || !sw_span_is_white (text, (SwSpan) { span.start, at })
      || !sw_span_is_white (text, (SwSpan) { at + 1, span.end }))
    return;

  self->colon = g_strndup (text + span.start, sw_span_length (span));
}

/* How much more a first child is indented than the line that its container begins on. Looks at no
 * more of a line than its white space until a child is known to begin one: a document may be one
 * long line. */
static void
detect_unit (SwStyle      *self,
             const char   *text,
             const SwNode *node)
{
  gsize start = sw_node_get_full_span (node).start;
  gsize indent = start;
  SwSpan outer;

  while (indent > 0 && (text[indent - 1] == ' ' || text[indent - 1] == '\t'))
    indent--;
  if (indent == 0 || (text[indent - 1] != '\n' && text[indent - 1] != '\r'))
    return;

  outer = sw_line_get_indent (text, node->parent->span.start);
  if (start - indent > sw_span_length (outer)
      && memcmp (text + indent, text + outer.start, sw_span_length (outer)) == 0)
    self->unit = g_strndup (text + indent + sw_span_length (outer),
                            start - indent - sw_span_length (outer));
}

static const char *
get_pad (const char *text,
         SwSpan      span)
{
  return sw_span_length (span) > 0 && sw_span_is_white (text, span) ? " " : "";
}

/* Learns from an array or object that stands on one line. */
static void
detect_one_line (SwStyle      *self,
                 Known        *known,
                 const char   *text,
                 const SwNode *node)
{
  SwSpan pad = { node->span.start + 1, sw_node_get_full_span (node->first).start };

  if (node->kind == SW_NODE_OBJECT && !known->object_pad)
    {
      self->object_pad = get_pad (text, pad);
      known->object_pad = TRUE;
    }
  if (node->kind == SW_NODE_ARRAY && !known->array_pad)
    {
      self->array_pad = get_pad (text, pad);
      known->array_pad = TRUE;
    }
  if (node->count > 1 && !known->comma)
    {
      gsize next = sw_node_get_full_span (node->first->next).start;

      self->comma = text[next - 1] == ',' ? "," : ", ";
      known->comma = TRUE;
    }
}

/* Whether an array or object has something to tell that is not known yet */
static gboolean
tells_more (const Known  *known,
            const SwNode *node)
{
  if (!sw_node_is_filled (node) || node->broken)
    return FALSE;
  if (node->count > 1 && !known->comma)
    return TRUE;
  if (node->kind == SW_NODE_OBJECT)
    return !known->object_pad;

  return !known->array_pad || (!known->flat_arrays && sw_node_is_flat (node));
}

/* Blocks of YAML are no model for what stands within brackets. */
static gboolean
is_model (const SwNode *node)
{
  if (sw_tree_get_syntax (node->tree) == SW_SYNTAX_JSON)
    return TRUE;

  return !sw_node_is_copy (node)
         && sw_yaml_node (node)->style == SW_YAML_FLOW;
}

static void
detect_at (SwStyle      *self,
           Known        *known,
           const char   *text,
           const SwNode *node)
{
  gboolean one_line;

  if (!is_model (node))
    return;
  if (self->colon == NULL && node->name != NULL)
    detect_colon (self, text, node);
  if (self->unit == NULL && node->parent != NULL && node->previous == NULL)
    detect_unit (self, text, node);
  if (!tells_more (known, node))
    return;

  one_line = !sw_span_has_line_end (text, node->span);
  if (one_line)
    detect_one_line (self, known, text, node);
  if (node->kind == SW_NODE_ARRAY && !known->flat_arrays && sw_node_is_flat (node))
    {
      self->flat_arrays = one_line;
      known->flat_arrays = TRUE;
    }
}

/**
 * sw_style_detect:
 * @self: (out): receives the style
 *
 * Finds out how a document is written. What it does not show is as in AWS's console: two spaces, a
 * space behind colons and commas, every array and object spread over lines.
 */
void
sw_style_detect (SwStyle      *self,
                 const SwTree *tree)
{
  gsize length;
  const char *text = sw_tree_get_text (tree, &length);
  const SwNode *root = sw_tree_get_root (tree);
  Known known = { FALSE };

  *self = (SwStyle) { .object_pad = "", .array_pad = "" };
  detect_line_end (self, text, length);
  for (const SwNode *node = root; node != NULL; node = sw_node_get_following (node, root))
    detect_at (self, &known, text, node);

  if (self->unit == NULL)
    self->unit = g_strdup ("  ");
  if (self->colon == NULL)
    self->colon = g_strdup (": ");
  if (!known.comma)
    self->comma = g_str_has_suffix (self->colon, ":") ? "," : ", ";
}

/**
 * sw_style_clear:
 *
 * Frees what a style holds.
 */
void
sw_style_clear (SwStyle *self)
{
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->colon, g_free);
}

/**
 * sw_style_append_indent:
 * @depth: levels
 *
 * Appends white space for so many levels.
 */
void
sw_style_append_indent (const SwStyle *self,
                        guint          depth,
                        GString       *out)
{
  for (guint i = 0; i < MIN (depth, MAX_INDENT); i++)
    g_string_append (out, self->unit);
}
