/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-string-cursor.h"

#include "json/sw-text-private.h"
#include "json/tree/sw-lexer.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

static void
init_yaml (SwStringCursor *self,
           SwSpan          string)
{
  self->at = string.start;
  self->limit = string.end;
  if (self->style == SW_YAML_SINGLE_QUOTED || self->style == SW_YAML_DOUBLE_QUOTED)
    {
      self->at++;
      self->limit = MAX (self->limit - 1, self->at);
    }
  else if (self->style == SW_YAML_LITERAL || self->style == SW_YAML_FOLDED)
    {
      /* The line of the | says nothing but how. */
      self->at += MIN (strcspn (self->text + self->at, "\r\n"), sw_span_length (string));
    }
}

static void
init (SwStringCursor *self,
      const SwNode   *node,
      SwSpan          string,
      gboolean        is_name)
{
  SwSpan content;

  *self = (SwStringCursor) { .node = node, .text = sw_tree_get_text (node->tree, NULL) };
  if (sw_tree_get_syntax (node->tree) == SW_SYNTAX_YAML)
    {
      self->style = is_name ? sw_yaml_get_name_style (node) : sw_yaml_node (node)->style;
      init_yaml (self, string);
      return;
    }

  content = sw_lexer_find_content (self->text, string);
  self->at = content.start;
  self->limit = content.end;
}

/**
 * sw_string_cursor_init:
 * @node: a string; must outlive the cursor
 *
 * Stands before the first byte of what @node says.
 */
void
sw_string_cursor_init (SwStringCursor *self,
                       const SwNode   *node)
{
  g_return_if_fail (node->kind == SW_NODE_STRING);

  init (self, node, node->span, FALSE);
}

/**
 * sw_string_cursor_init_name:
 * @member: a member; must outlive the cursor
 *
 * Stands before the first byte of the member's name.
 */
void
sw_string_cursor_init_name (SwStringCursor *self,
                            const SwNode   *member)
{
  g_return_if_fail (member->name != NULL);

  init (self, member, member->key, TRUE);
}

/* How many bytes of text the character at the cursor takes; *DECODED: how many it says. As
 * sw_json_string_decode() has it: an escape that JSON does not know stands for itself. */
static gsize
measure (const SwStringCursor *self,
         gsize                *decoded)
{
  const char *at = self->text + self->at;
  const char *end = self->text + self->limit;
  int unit;

  if (sw_tree_get_syntax (self->node->tree) == SW_SYNTAX_YAML)
    return sw_yaml_measure (self, decoded);

  *decoded = 1;
  if (*at != '\\')
    {
      *decoded = MIN ((gsize) g_utf8_skip[(guchar) *at], (gsize) (end - at));
      return *decoded;
    }

  unit = sw_json_read_unit (at, end);
  if (unit < 0)
    return end - at > 1 && at[1] != '\0' && strchr ("\"\\/bfnrt", at[1]) != NULL ? 2 : 1;
  if (sw_is_high_half (unit) && sw_is_low_half (sw_json_read_unit (at + 6, end)))
    {
      *decoded = 4;
      return 12;
    }

  /* Half of a pair becomes U+FFFD, which has three bytes as well. */
  *decoded = (gsize) g_unichar_to_utf8 ((gunichar) unit, NULL);
  return 6;
}

/**
 * sw_string_cursor_seek:
 * @decoded: byte of what the string says, not before an earlier one that was asked for
 *
 * Returns: the byte of the text where the character begins that has this byte; the end of the
 * string's content where there is none
 */
gsize
sw_string_cursor_seek (SwStringCursor *self,
                       gsize           decoded)
{
  while (self->at < self->limit)
    {
      gsize length;
      gsize taken = measure (self, &length);

      if (self->decoded + length > decoded)
        break;
      self->at += taken;
      self->decoded += length;
    }

  return self->at;
}

/**
 * sw_string_cursor_find:
 * @offset: byte of the text, not before the cursor
 *
 * The other way round: where in what the string says a byte of the text belongs.
 *
 * Returns: the byte of what the string says; its length for an @offset at or behind its end
 */
gsize
sw_string_cursor_find (SwStringCursor *self,
                       gsize           offset)
{
  while (self->at < self->limit)
    {
      gsize length;
      gsize taken = measure (self, &length);

      if (self->at + taken > offset)
        break;
      self->at += taken;
      self->decoded += length;
    }

  return self->decoded;
}

/**
 * sw_string_cursor_locate:
 * @start: first byte of what the string says; see sw_string_cursor_seek()
 * @end: the byte behind the last one
 *
 * Returns: the bytes of the text that say them: whole characters; of what an alias of YAML stands
 * for, the alias
 */
SwSpan
sw_string_cursor_locate (SwStringCursor *self,
                         gsize           start,
                         gsize           end)
{
  SwSpan span;

  if (sw_node_is_copy (self->node))
    return self->node->span;

  span.start = sw_string_cursor_seek (self, start);
  span.end = sw_string_cursor_seek (self, end);
  return span;
}
