/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-string-cursor.h"

#include "json/sw-lexer.h"
#include "json/sw-text-private.h"

#include <string.h>

static void
init (SwStringCursor *self,
      const SwTree   *tree,
      SwSpan          string)
{
  SwSpan content;

  self->text = sw_tree_get_text (tree, NULL);
  content = sw_lexer_find_content (self->text, string);
  self->at = content.start;
  self->limit = content.end;
  self->decoded = 0;
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

  init (self, node->tree, node->span);
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

  init (self, member->tree, member->key);
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
 * Returns: the bytes of the text that say them: whole characters
 */
SwSpan
sw_string_cursor_locate (SwStringCursor *self,
                         gsize           start,
                         gsize           end)
{
  SwSpan span;

  span.start = sw_string_cursor_seek (self, start);
  span.end = sw_string_cursor_seek (self, end);
  return span;
}
