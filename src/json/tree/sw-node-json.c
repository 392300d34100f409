/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "json/tree/sw-tree-private.h"

static void
print_leaf (const SwNode *node,
            GString      *out)
{
  gsize length;
  const char *text = sw_node_get_literal (node, &length);

  if (node->kind == SW_NODE_STRING)
    sw_json_string_print (text, length, out);
  else if (node->kind == SW_NODE_MISSING || node->kind == SW_NODE_INVALID)
    g_string_append (out, "null");
  else
    g_string_append_len (out, text, (gssize) length);
}

static void
print_open (const SwNode *node,
            GString      *out)
{
  if (node->kind == SW_NODE_OBJECT)
    g_string_append_c (out, '{');
  else if (node->kind == SW_NODE_ARRAY)
    g_string_append_c (out, '[');
  else
    print_leaf (node, out);
}

static void
print_close (const SwNode *node,
             GString      *out)
{
  if (node->kind == SW_NODE_OBJECT)
    g_string_append_c (out, '}');
  else if (node->kind == SW_NODE_ARRAY)
    g_string_append_c (out, ']');
}

static void
print_child (const SwNode *node,
             GString      *out)
{
  if (node->previous != NULL)
    g_string_append_c (out, ',');
  if (node->name != NULL)
    {
      sw_json_string_print (node->name, node->name_length, out);
      g_string_append_c (out, ':');
    }
  print_open (node, out);
}

/* Writes a value of a YAML tree on one line. Does not recurse. */
static void
print_node (const SwNode *root,
            GString      *out)
{
  const SwNode *node = root;

  print_open (root, out);
  for (;;)
    {
      if (node->first != NULL)
        {
          node = node->first;
          print_child (node, out);
          continue;
        }

      print_close (node, out);
      while (node != root && node->next == NULL)
        {
          node = node->parent;
          print_close (node, out);
        }
      if (node == root)
        return;

      node = node->next;
      print_child (node, out);
    }
}

/**
 * sw_node_dup_json:
 *
 * Returns: (transfer full): a value as JSON text: of a JSON document its very bytes; of YAML the
 * same names and values in the same order on one line, with numbers as they are spelled and
 * placeholders bare where they are plain
 */
char *
sw_node_dup_json (const SwNode *self)
{
  GString *out;

  if (self->tree->syntax == SW_SYNTAX_JSON)
    return g_strndup (self->tree->text + self->span.start, sw_span_length (self->span));

  out = g_string_new (NULL);
  print_node (self, out);
  return g_string_free_and_steal (out);
}
