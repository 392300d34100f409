/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-style.h"
#include "json/yaml/sw-yaml-private.h"

/* Deeper than this, lines would be indented more than anybody reads: brackets then. */
#define MAX_LEVELS 100

static gboolean
is_container (const SwNode *node)
{
  return node->kind == SW_NODE_OBJECT || node->kind == SW_NODE_ARRAY;
}

static void
print_flow_child (const SwNode *node,
                  GString      *out)
{
  if (node->previous != NULL)
    g_string_append (out, ", ");
  if (node->name != NULL)
    {
      sw_yaml_print_text (node->name, node->name_length, SW_YAML_WRITE_PLAIN, TRUE, out);
      g_string_append (out, ": ");
    }
}

static void
open_flow (const SwNode *node,
           GString      *out)
{
  if (is_container (node))
    g_string_append_c (out, node->kind == SW_NODE_OBJECT ? '{' : '[');
  else
    sw_yaml_print_scalar (node, TRUE, out);
}

static void
close_flow (const SwNode *node,
            GString      *out)
{
  if (is_container (node))
    g_string_append_c (out, node->kind == SW_NODE_OBJECT ? '}' : ']');
}

/**
 * sw_yaml_print_flow:
 * @value: of any tree
 *
 * Writes a value on one line, with brackets. Does not recurse.
 */
void
sw_yaml_print_flow (const SwNode *value,
                    GString      *out)
{
  const SwNode *node = value;

  open_flow (node, out);
  for (;;)
    {
      if (node->first != NULL)
        {
          node = node->first;
          print_flow_child (node, out);
          open_flow (node, out);
          continue;
        }

      close_flow (node, out);
      while (node != value && node->next == NULL)
        {
          node = node->parent;
          close_flow (node, out);
        }
      if (node == value)
        return;

      node = node->next;
      print_flow_child (node, out);
      open_flow (node, out);
    }
}

/* A value being written over lines */
typedef struct
{
  const SwYamlLook *look;
  GArray *columns; /* gsize: of the children of each array or object that is open */
  GString *out;
} Printer;

static gsize
get_column (const Printer *self)
{
  return g_array_index (self->columns, gsize, self->columns->len - 1);
}

static void
print_leaf (Printer        *self,
            const SwNode   *node,
            SwYamlPosition  position,
            gsize           outer)
{
  gsize column = outer + (position == SW_YAML_BEHIND_DASH ? 2 : self->look->unit);

  if (position != SW_YAML_AT_ROOT)
    g_string_append_c (self->out, ' ');
  if (node->kind == SW_NODE_STRING && position != SW_YAML_AT_ROOT)
    {
      gsize length;
      g_autofree char *text = sw_node_dup_string (node, &length);

      if (sw_yaml_print_literal (text, length, self->look, outer, column, self->out))
        return;
    }

  if (is_container (node))
    sw_yaml_print_flow (node, self->out);
  else
    sw_yaml_print_scalar (node, FALSE, self->out);
}

/* Begins an array or object that holds something: on the line of a dash, or on a new one. */
static void
open_block (Printer        *self,
            const SwNode   *node,
            SwYamlPosition  position,
            gsize           outer)
{
  gsize column = outer;

  if (position == SW_YAML_BEHIND_DASH)
    {
      column += 2;
      g_string_append_c (self->out, ' ');
    }
  else if (position == SW_YAML_BEHIND_NAME)
    {
      if (node->kind == SW_NODE_OBJECT || self->look->indent_lists)
        column += self->look->unit;
      sw_yaml_print_line (self->look, column, self->out);
    }

  g_array_append_val (self->columns, column);
}

/* Prints all of a scalar, or the begin of what holds something. Returns whether the latter. */
static gboolean
print_begin (Printer        *self,
             const SwNode   *node,
             SwYamlPosition  position,
             gsize           outer)
{
  if (!sw_node_is_filled (node) || self->columns->len >= MAX_LEVELS)
    {
      print_leaf (self, node, position, outer);
      return FALSE;
    }

  open_block (self, node, position, outer);
  return TRUE;
}

/* A name or a dash, and what is behind it. Returns as print_begin(). */
static gboolean
print_child (Printer      *self,
             const SwNode *node)
{
  gsize column = get_column (self);

  if (node->previous != NULL)
    sw_yaml_print_line (self->look, column, self->out);
  if (node->name == NULL)
    {
      g_string_append_c (self->out, '-');
      return print_begin (self, node, SW_YAML_BEHIND_DASH, column);
    }

  sw_yaml_print_name (node->name, node->name_length, self->look, column, self->out);
  return print_begin (self, node, SW_YAML_BEHIND_NAME, column);
}

/**
 * sw_yaml_print_value:
 * @value: of any tree, without faults
 * @position: what it will stand behind; the space or line end before it is written too
 * @column: of the name or dash before it; at the root, of its first line
 *
 * Writes a value over lines, in the look of a document. Does not recurse.
 */
void
sw_yaml_print_value (const SwNode     *value,
                     const SwYamlLook *look,
                     SwYamlPosition    position,
                     gsize             column,
                     GString          *out)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (gsize));
  Printer printer = { .look = look, .columns = columns, .out = out };
  const SwNode *node = value;
  gboolean inside = print_begin (&printer, value, position, column);

  while (inside || node != value)
    {
      if (inside)
        {
          node = node->first;
          inside = print_child (&printer, node);
          continue;
        }

      while (node != value && node->next == NULL)
        {
          node = node->parent;
          g_array_set_size (columns, columns->len - 1);
        }
      if (node == value)
        return;

      node = node->next;
      inside = print_child (&printer, node);
    }
}
