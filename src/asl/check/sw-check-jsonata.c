/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "json/sw-string-cursor.h"
#include "query/jsonata/sw-jsonata.h"

#include <string.h>

/* JSONata expressions, {% … %} in a string. Codes and words were measured on AWS by others with
 * ValidateStateMachineDefinition in August and September 2026. */

#define OPEN "{%"
#define CLOSE "%}"

/* The bytes of the text where the string NODE says the bytes START..END */
static SwSpan
get_range (const SwNode *node,
           gsize         start,
           gsize         end)
{
  SwStringCursor cursor;

  sw_string_cursor_init (&cursor, node);
  return sw_string_cursor_locate (&cursor, start, end);
}

static gboolean
is_name_character (char character)
{
  return g_ascii_isalnum (character) || character == '_';
}

/* Where what begins at P and has no names in it ends: a literal, a name in backquotes, a comment;
 * else P */
static const char *
skip_opaque (const char *p)
{
  const char *end;

  if (p[0] == '/' && p[1] == '*')
    {
      for (end = p + 2; *end != '\0'; end++)
        if (end[0] == '*' && end[1] == '/')
          return end + 2;
      return end;
    }
  if (strchr ("'\"`", *p) == NULL)
    return p;

  for (end = p + 1; *end != '\0' && *end != *p; end++)
    if (*end == '\\' && *p != '`' && end[1] != '\0')
      end++;

  return *end != '\0' ? end + 1 : end;
}

/* The length of "$states.errorOutput" at P, white space around the point allowed; 0 where that does
 * not stand there */
static gsize
match_error_output (const char *p)
{
  const char *cursor = p + strlen ("$states");

  if (!g_str_has_prefix (p, "$states") || is_name_character (*cursor))
    return 0;
  cursor += strspn (cursor, " \t\r\n");
  if (*cursor != '.')
    return 0;
  cursor++;
  cursor += strspn (cursor, " \t\r\n");
  if (!g_str_has_prefix (cursor, "errorOutput"))
    return 0;
  cursor += strlen ("errorOutput");

  return is_name_character (*cursor) ? 0 : (gsize) (cursor - p);
}

static gboolean
is_in_catcher (const SwNode *node)
{
  for (const SwNode *outer = node; outer != NULL; outer = outer->parent)
    if (g_strcmp0 (outer->name, "Catch") == 0)
      return TRUE;

  return FALSE;
}

/* What parses, but names what AWS does not offer there. A slash may begin a regular expression, in
 * which $ is no name: nothing is said of `$$` then. */
static void
check_names (SwCheck    *check,
             SwNode     *node,
             const char *text)
{
  gboolean in_catcher = is_in_catcher (node);
  gboolean has_slash = strchr (text, '/') != NULL;
  const char *p = text;

  while (*p != '\0')
    {
      const char *after = skip_opaque (p);
      gsize start = (gsize) (p - text);
      gsize length;

      if (after == p && g_str_has_prefix (p, "$$") && !has_slash)
        {
          after = p + strlen ("$$");
          sw_check_add (check, SW_FINDING_JSONATA_NAME, node,
                        get_range (node, start, start + strlen ("$$")),
                        "Reference to '$$' is not supported.");
        }
      else if (after == p && !in_catcher && (length = match_error_output (p)) > 0)
        {
          after = p + length;
          sw_check_add (check, SW_FINDING_JSONATA_NAME, node,
                        get_range (node, start, start + length),
                        "Field '$states.errorOutput' does not exist.");
        }

      p = after > p ? after : p + 1;
    }
}

/* A string that begins like an expression must end like one; it is parsed, and its names are looked
 * at. The place of a mistake is that of the token before which the parser's error points. */
void
sw_check_expression (SwCheck *check,
                     SwNode  *node)
{
  gsize length;
  g_autofree char *text = sw_node_dup_string (node, &length);
  g_auto (SwJsonataError) failure = { 0 };
  g_autoptr (SwJsonata) expression = NULL;

  if (!g_str_has_prefix (text, OPEN))
    return;
  if (length < strlen (OPEN CLOSE) || !g_str_has_suffix (text, CLOSE))
    {
      sw_check_add (check, SW_FINDING_JSONATA_DELIMITERS, node, node->span,
                    "%s", "JSONata string must start with {% and end with %}");
      return;
    }

  expression = sw_jsonata_new (text + strlen (OPEN), (gssize) (length - strlen (OPEN CLOSE)),
                               &failure);
  if (expression == NULL)
    {
      gsize end = strlen (OPEN) + failure.offset;

      sw_check_add (check, SW_FINDING_JSONATA_SYNTAX, node,
                    get_range (node, end - 1, end), "%s", failure.message);
      return;
    }

  check_names (check, node, text);
  sw_check_note_jsonata (check, node, text + strlen (OPEN), length - strlen (OPEN CLOSE),
                         strlen (OPEN));
}
