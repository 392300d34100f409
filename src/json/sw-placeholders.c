/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-placeholders.h"

#include <string.h>

#include "json/sw-style.h"

/* What a name is made of: CloudFormation's parameters, attributes (Function.Arn) and pseudo
 * parameters (AWS::Region), Terraform's references (var.name, sfn[0].id). A JSONata expression with
 * braces behind a $, such as ${"a": 1}, is none. */
static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || (byte != '\0' && strchr ("_.:-[]/@", byte) != NULL);
}

static gsize
skip_blanks (const char *text,
             gsize       at,
             gsize       length)
{
  while (at < length && text[at] == ' ')
    at++;
  return at;
}

/* Whether a placeholder stands at START, where "${" is. */
static gboolean
read_placeholder (const char *text,
                  gsize       length,
                  gsize       start,
                  SwSpan     *span,
                  SwSpan     *name)
{
  gsize at = skip_blanks (text, start + 2, length);

  if (at < length && text[at] == '!')
    at++;
  name->start = at;
  while (at < length && is_name_byte (text[at]))
    at++;
  name->end = at;
  at = skip_blanks (text, at, length);
  *span = (SwSpan) { start, at + 1 };
  return sw_span_length (*name) > 0 && at < length && text[at] == '}';
}

/**
 * sw_placeholder_scan:
 * @text: the raw text of a string or a name, or any other
 * @length: bytes
 * @at: (inout): where to go on from; behind what was found when this returns
 * @span: (out): the placeholder with its braces
 * @name: (out): its name alone; the byte before it is "!" where it is a literal
 *
 * Finds the next ${name} of a text.
 *
 * Returns: whether there was one
 */
gboolean
sw_placeholder_scan (const char *text,
                     gsize       length,
                     gsize      *at,
                     SwSpan     *span,
                     SwSpan     *name)
{
  while (*at + 1 < length)
    {
      const char *dollar = memchr (text + *at, '$', length - *at - 1);

      if (dollar == NULL)
        break;
      *at = (gsize) (dollar - text) + 1;
      if (dollar[1] == '{' && read_placeholder (text, length, *at - 1, span, name))
        {
          *at = span->end;
          return TRUE;
        }
    }
  *at = length;
  return FALSE;
}

static void
placeholder_free (SwPlaceholder *self)
{
  g_free (self->name);
  g_free (self);
}

/* Those of a string, or of a member's name */
static void
find_in_text (GPtrArray    *found,
              const SwNode *node,
              SwSpan        where,
              gboolean      in_name)
{
  const char *text = sw_tree_get_text (node->tree, NULL) + where.start;
  gsize length = sw_span_length (where), at = 0;
  SwSpan span, name;

  while (sw_placeholder_scan (text, length, &at, &span, &name))
    {
      SwPlaceholder *placeholder = g_new0 (SwPlaceholder, 1);

      placeholder->name = g_strndup (text + name.start, sw_span_length (name));
      placeholder->span = (SwSpan) { where.start + span.start, where.start + span.end };
      placeholder->node = node;
      placeholder->in_name = in_name;
      placeholder->literal = text[name.start - 1] == '!';
      placeholder->bare = node->kind == SW_NODE_PLACEHOLDER && !in_name;
      g_ptr_array_add (found, placeholder);
    }
}

static gboolean
may_hold (const SwNode *node)
{
  return node->kind == SW_NODE_STRING || node->kind == SW_NODE_PLACEHOLDER;
}

/**
 * sw_placeholders_find:
 * @node: a part of a document
 *
 * Returns: (transfer full) (element-type SwPlaceholder): the placeholders in its name and in all
 * that it holds, in the order of the text; they live as long as the tree
 */
GPtrArray *
sw_placeholders_find (const SwNode *node)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) placeholder_free);
  gsize length;
  const char *text = node != NULL ? sw_tree_get_text (node->tree, &length) : NULL;

  /* Most texts have none: that is seen without going through their nodes. */
  if (text == NULL || memmem (text, length, "${", 2) == NULL)
    return found;

  for (const SwNode *part = node; part != NULL; part = sw_node_get_following (part, node))
    {
      find_in_text (found, part, part->key, TRUE);
      if (may_hold (part))
        find_in_text (found, part, part->span, FALSE);
    }

  return found;
}

/**
 * sw_node_has_placeholder:
 *
 * Returns: whether the value, if it is a string or bare, is not all known before a placeholder in
 * it is replaced
 */
gboolean
sw_node_has_placeholder (const SwNode *node)
{
  gsize length, at = 0;
  const char *text = sw_node_get_literal (node, &length);
  SwSpan span, name;

  if (node->kind == SW_NODE_PLACEHOLDER)
    return TRUE;
  return node->kind == SW_NODE_STRING
         && sw_placeholder_scan (text, length, &at, &span, &name);
}
