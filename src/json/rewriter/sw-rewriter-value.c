/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/rewriter/sw-rewriter-private.h"

#include <string.h>

/* Writes a value anew: the bytes of its names and scalars stay, what is between them follows the
 * style. */
typedef struct
{
  const SwStyle *style;
  const char    *indent;   /* of the line on which the value begins */
  const char    *text;
  gboolean has_lines;      /* the value came with line ends of its own, which show what to spread */
  GByteArray    *spread;   /* of each open array or object, the outermost first */
  GString       *out;
} Printer;

static void
print_line (Printer *printer,
            guint    depth)
{
  g_string_append (printer->out, printer->style->eol);
  g_string_append (printer->out, printer->indent);
  sw_style_append_indent (printer->style, depth, printer->out);
}

static gboolean
is_spread (const Printer *printer)
{
  return printer->spread->data[printer->spread->len - 1];
}

static gboolean
wants_spread (const Printer *printer,
              const SwNode  *node)
{
  if (!is_spread (printer))
    return FALSE;
  if (printer->has_lines)
    return sw_span_has_line_end (printer->text, node->span);

  return node->kind == SW_NODE_OBJECT || !printer->style->flat_arrays || !sw_node_is_flat (node);
}

static const char *
get_pad (const Printer *printer,
         const SwNode  *node)
{
  return node->kind == SW_NODE_OBJECT ? printer->style->object_pad : printer->style->array_pad;
}

static void
print_span (Printer *printer,
            SwSpan   span)
{
  g_string_append_len (printer->out, printer->text + span.start, (gssize) sw_span_length (span));
}

static void
open_node (Printer      *printer,
           const SwNode *node,
           gboolean      spread)
{
  guint8 flag = spread ? 1 : 0;

  g_string_append_c (printer->out, node->kind == SW_NODE_OBJECT ? '{' : '[');
  g_byte_array_append (printer->spread, &flag, 1);
  if (spread)
    print_line (printer, printer->spread->len);
  else
    g_string_append (printer->out, get_pad (printer, node));
}

static void
close_node (Printer      *printer,
            const SwNode *node)
{
  gboolean spread = is_spread (printer);

  g_byte_array_set_size (printer->spread, printer->spread->len - 1);
  if (spread)
    print_line (printer, printer->spread->len);
  else
    g_string_append (printer->out, get_pad (printer, node));
  g_string_append_c (printer->out, node->kind == SW_NODE_OBJECT ? '}' : ']');
}

static void
print_name (Printer      *printer,
            const SwNode *node)
{
  if (node->name == NULL)
    return;

  print_span (printer, node->key);
  g_string_append (printer->out, printer->style->colon);
}

static void
print_separator (Printer *printer)
{
  if (!is_spread (printer))
    {
      g_string_append (printer->out, printer->style->comma);
      return;
    }

  g_string_append_c (printer->out, ',');
  print_line (printer, printer->spread->len);
}

/* Prints a scalar, or opens a container. Returns the node to go on with: its first child, or
 * itself. */
static const SwNode *
print_begin (Printer      *printer,
             const SwNode *node,
             gboolean      spread)
{
  if (node->kind != SW_NODE_ARRAY && node->kind != SW_NODE_OBJECT)
    print_span (printer, node->span);
  else if (!sw_node_is_filled (node))
    g_string_append (printer->out, node->kind == SW_NODE_OBJECT ? "{}" : "[]");
  else
    {
      open_node (printer, node, spread);
      return node->first;
    }

  return node;
}

/**
 * sw_value_text_print:
 * @value: a value without syntax errors, of any tree
 * @indent: of the line on which it will begin
 * @spread: whether it goes over lines when it is an array or object; otherwise all of it stays on
 * one
 * @out: receives the text
 *
 * Writes a value in a document's style. Does not recurse.
 */
void
sw_value_text_print (const SwNode  *value,
                     const SwStyle *style,
                     const char    *indent,
                     gboolean       spread,
                     GString       *out)
{
  g_autoptr (GByteArray) stack = g_byte_array_new ();
  Printer printer = {
    .style = style,
    .indent = indent,
    .text = sw_tree_get_text (value->tree, NULL),
    .spread = stack,
    .out = out,
  };
  const SwNode *node = value;
  const SwNode *inside;

  printer.has_lines = sw_span_has_line_end (printer.text, value->span);
  inside = print_begin (&printer, node, spread);
  while (inside != node || node != value)
    {
      if (inside != node)
        {
          node = inside;
          print_name (&printer, node);
          inside = print_begin (&printer, node,
                                sw_node_is_filled (node) && wants_spread (&printer, node));
        }
      else if (node->next != NULL)
        {
          print_separator (&printer);
          inside = node->next;
        }
      else
        {
          inside = node = node->parent;
          close_node (&printer, node);
        }
    }
}

/**
 * sw_value_text_shift:
 * @text: a document
 * @span: what to copy of it, from within its line on
 * @indent: of the line on which the copy will begin
 * @out: receives the text
 *
 * Copies bytes, but lets every further line begin as much more or less indented as the first.
 */
void
sw_value_text_shift (const char *text,
                     SwSpan      span,
                     const char *indent,
                     GString    *out)
{
  SwSpan old = sw_line_get_indent (text, span.start);
  gsize length = sw_span_length (old);

  for (gsize i = span.start; i < span.end; i++)
    {
      g_string_append_c (out, text[i]);
      if (text[i] != '\n' && (text[i] != '\r' || text[i + 1] == '\n'))
        continue;
      if (span.end - i - 1 < length || memcmp (text + i + 1, text + old.start, length) != 0)
        continue;

      /* An empty line needs no indent. */
      if (length == 0 && (text[i + 1] == '\n' || text[i + 1] == '\r'))
        continue;
      g_string_append (out, indent);
      i += length;
    }
}
