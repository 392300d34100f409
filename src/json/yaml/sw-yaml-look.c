/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* The lines of a YAML document, and how it is written. Lines end at LF, CR LF or CR. */

static gboolean
is_line_end (char byte)
{
  return byte == '\n' || byte == '\r';
}

/**
 * sw_line_find_begin:
 *
 * Returns: where the line of @at begins
 */
gsize
sw_line_find_begin (const char *text,
                    gsize       at)
{
  while (at > 0 && !is_line_end (text[at - 1]))
    at--;

  return at;
}

/**
 * sw_line_find_end:
 *
 * Returns: where the line of @at ends, before its line end
 */
gsize
sw_line_find_end (const char *text,
                  gsize       length,
                  gsize       at)
{
  while (at < length && !is_line_end (text[at]))
    at++;

  return at;
}

/**
 * sw_line_find_next:
 *
 * Returns: where the line after that of @at begins; the end of the text where there is none
 */
gsize
sw_line_find_next (const char *text,
                   gsize       length,
                   gsize       at)
{
  at = sw_line_find_end (text, length, at);
  if (at < length)
    at += text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;

  return at;
}

/**
 * sw_line_measure_column:
 *
 * Returns: characters before @at on its line
 */
gsize
sw_line_measure_column (const char *text,
                        gsize       at)
{
  gsize column = 0;
  gsize begin = sw_line_find_begin (text, at);

  if (begin == 0 && g_str_has_prefix (text, "\xef\xbb\xbf"))
    begin = MIN (3, at);
  for (gsize i = begin; i < at; i++)
    column += (text[i] & 0xc0) != 0x80;

  return column;
}

/**
 * sw_line_begins_at:
 *
 * Returns: whether only spaces stand before @at on its line
 */
gboolean
sw_line_begins_at (const char *text,
                   gsize       at)
{
  gsize begin = sw_line_find_begin (text, at);

  return begin + strspn (text + begin, " ") >= at;
}

/**
 * sw_line_is_blank:
 * @at: where a line begins
 *
 * Returns: whether nothing but white space stands on it
 */
gboolean
sw_line_is_blank (const char *text,
                  gsize       at)
{
  at += strspn (text + at, " \t");
  return text[at] == '\0' || is_line_end (text[at]);
}

static gboolean
is_block (const SwNode *node)
{
  return sw_yaml_node (node)->style == SW_YAML_BLOCK && !sw_yaml_node (node)->is_copy
         && sw_node_is_filled (node);
}

/* Learns from a block that begins on the line after its name. Returns whether it did. */
static gboolean
detect_block (SwYamlLook   *self,
              const SwNode *node,
              gboolean     *knows_unit,
              gboolean     *knows_lists)
{
  const char *text = node->tree->text;
  gsize outer, inner;

  if (node->name == NULL || !is_block (node) || !sw_line_begins_at (text, node->span.start))
    return FALSE;

  outer = sw_line_measure_column (text, node->key.start);
  inner = sw_line_measure_column (text, node->span.start);
  if (node->kind == SW_NODE_ARRAY && !*knows_lists)
    {
      self->indent_lists = inner > outer;
      *knows_lists = TRUE;
    }
  if (node->kind == SW_NODE_OBJECT && !*knows_unit && inner > outer && inner - outer <= 8)
    {
      self->unit = inner - outer;
      *knows_unit = TRUE;
    }

  return *knows_unit && *knows_lists;
}

/**
 * sw_yaml_look_detect:
 * @self: (out): nothing in it is owned
 *
 * Finds out how a YAML document is written. What it does not show: two spaces a level, lists
 * indented.
 */
void
sw_yaml_look_detect (SwYamlLook   *self,
                     const SwTree *tree)
{
  const SwNode *root = sw_tree_get_root (tree);
  const char *end = memchr (tree->text, '\n', tree->length);
  gboolean knows_unit = FALSE;
  gboolean knows_lists = FALSE;

  *self = (SwYamlLook) { .eol = "\n", .unit = 2, .indent_lists = TRUE };
  if (end == NULL && memchr (tree->text, '\r', tree->length) != NULL)
    self->eol = "\r";
  else if (end != NULL && end > tree->text && end[-1] == '\r')
    self->eol = "\r\n";

  for (const SwNode *node = root; node != NULL; node = sw_node_get_following (node, root))
    if (detect_block (self, node, &knows_unit, &knows_lists))
      break;
}

/* The dash of an element of a block */
static gsize
find_dash (const SwNode *element)
{
  const char *text = element->tree->text;
  gsize length = element->tree->length;
  gsize at;

  if (element->previous == NULL)
    return element->parent->span.start;

  at = sw_line_find_next (text, length, element->previous->span.end);
  while (at < length && (sw_line_is_blank (text, at) || text[at + strspn (text + at, " ")] == '#'))
    at = sw_line_find_next (text, length, at);

  return MIN (at + strspn (text + at, " "), length);
}

/**
 * sw_yaml_find_start:
 *
 * Returns: where a child begins: at its name, or in a block at its dash
 */
gsize
sw_yaml_find_start (const SwNode *child)
{
  if (child->name != NULL)
    return child->key.start;

  return sw_yaml_node (child->parent)->style == SW_YAML_BLOCK ? find_dash (child)
                                                              : child->span.start;
}

/**
 * sw_yaml_find_column:
 * @container: a block that holds something
 *
 * Returns: the column at which its children begin
 */
gsize
sw_yaml_find_column (const SwNode *container)
{
  const char *text = container->tree->text;
  gsize begin;

  for (const SwNode *child = container->first; child != NULL; child = child->next)
    if (!sw_yaml_node (child)->is_merged)
      return sw_line_measure_column (text, sw_yaml_find_start (child));

  begin = sw_line_find_begin (text, container->span.start);
  return strspn (text + begin, " -");
}

/**
 * sw_yaml_find_head:
 * @child: of a block, on a line of its own
 *
 * Returns: where the lines of comments begin that stand right above it, as far indented as itself;
 * without any, the child's line
 */
gsize
sw_yaml_find_head (const SwNode *child)
{
  const char *text = child->tree->text;
  gsize start = sw_yaml_find_start (child);
  gsize column = sw_line_measure_column (text, start);
  gsize head = sw_line_find_begin (text, start);

  while (head > 0)
    {
      gsize above = sw_line_find_begin (text, head - 1);

      if (head >= 2 && text[head - 1] == '\n' && text[head - 2] == '\r')
        above = sw_line_find_begin (text, head - 2);
      if (strspn (text + above, " ") != column || text[above + column] != '#')
        break;
      head = above;
    }

  return head;
}

/**
 * sw_yaml_find_colon:
 *
 * Returns: where the text goes on behind the colon of a member
 */
gsize
sw_yaml_find_colon (const SwNode *member)
{
  const char *colon =
      memchr (member->tree->text + member->key.end, ':', member->span.end - member->key.end);

  return colon != NULL ? (gsize) (colon + 1 - member->tree->text) : member->key.end;
}

/**
 * sw_yaml_is_in_flow:
 *
 * Returns: whether a node stands within brackets
 */
gboolean
sw_yaml_is_in_flow (const SwNode *node)
{
  return node->parent != NULL && sw_yaml_node (node->parent)->style == SW_YAML_FLOW;
}

/**
 * sw_yaml_is_like_json:
 * @container: written with brackets
 *
 * Returns: whether it, or what is around it, is written as in JSON, with names in double quotes
 */
gboolean
sw_yaml_is_like_json (const SwNode *container)
{
  const char *text = container->tree->text;

  for (; container != NULL && sw_yaml_node (container)->style == SW_YAML_FLOW;
       container = container->parent)
    if (container->kind == SW_NODE_OBJECT && container->first != NULL)
      return text[container->first->key.start] == '"';

  return FALSE;
}
