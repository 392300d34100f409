/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include <string.h>

#include "json/sw-text.h"

/* What is wrong with a JSON text, in the words of the service's reader (Jackson). */

/* So much of a text is shown where a fault's place is told: characters */
#define MOST_SHOWN 500

/* What a reader expects next */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_NAME,
  EXPECT_COLON,
  EXPECT_COMMA,
} Expectation;

/* A walk over a text that is known to have a fault, up to the fault; or to what is too deep */
typedef struct
{
  const char  *text;
  const char  *at;
  GArray      *open; /* gsize: where each '{' or '[' stands that is open */
  Expectation  expectation;
  gboolean     may_close;
  gboolean     in_string; /* the fault is in one */
  gboolean     too_deep;  /* AT stands behind a bracket that is one too many */
} Walk;

/* FALSE: the fault is in it, and AT stands there. */
static gboolean
skip_string (Walk *walk)
{
  const char *at = walk->at + 1;

  walk->in_string = TRUE;
  for (; *at != '"'; at++)
    {
      gboolean escaped = *at == '\\' && *++at != '\0';

      walk->at = at;
      if ((guchar) *at < 0x20 || (escaped && strchr ("\"\\/bfnrtu", *at) == NULL))
        return FALSE;
    }
  walk->in_string = FALSE;
  walk->at = at + 1;
  return TRUE;
}

static gboolean
is_in_object (const Walk *walk)
{
  return walk->open->len > 0
         && walk->text[g_array_index (walk->open, gsize, walk->open->len - 1)] == '{';
}

static gboolean
opened (Walk *walk)
{
  gsize offset = (gsize) (walk->at++ - walk->text);

  g_array_append_val (walk->open, offset);
  walk->expectation = is_in_object (walk) ? EXPECT_NAME : EXPECT_VALUE;
  walk->may_close = TRUE;
  walk->too_deep = walk->open->len > SW_PAYLOAD_MAX_DEPTH;
  return !walk->too_deep;
}

static gboolean
closed (Walk *walk)
{
  if (walk->open->len == 0 || (*walk->at == '}') != is_in_object (walk)
      || (walk->expectation != EXPECT_COMMA && !walk->may_close))
    return FALSE;
  g_array_set_size (walk->open, walk->open->len - 1);
  walk->at++;
  walk->expectation = EXPECT_COMMA;
  return TRUE;
}

/* A number or a word; FALSE where it is neither */
static gboolean
skip_scalar (Walk *walk)
{
  gsize length = strcspn (walk->at, " \t\r\n,:]}[{\"");
  g_autofree char *text = g_strndup (walk->at, length);
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (length == 0 || !sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    return FALSE;
  walk->at += length;
  walk->expectation = EXPECT_COMMA;
  return TRUE;
}

/* One token. FALSE: here is the fault. */
static gboolean
walk_on (Walk *walk)
{
  walk->at += strspn (walk->at, " \t\r\n");
  if (*walk->at == '\0')
    return FALSE;
  if (*walk->at == '}' || *walk->at == ']')
    return closed (walk);
  if (walk->expectation == EXPECT_COMMA || walk->expectation == EXPECT_COLON)
    {
      if (walk->open->len == 0 || *walk->at != (walk->expectation == EXPECT_COMMA ? ',' : ':'))
        return FALSE;
      walk->expectation = walk->expectation == EXPECT_COMMA && is_in_object (walk) ? EXPECT_NAME
                                                                                  : EXPECT_VALUE;
      walk->may_close = FALSE;
      walk->at++;
      return TRUE;
    }
  if (*walk->at == '"')
    {
      if (!skip_string (walk))
        return FALSE;
      walk->expectation = walk->expectation == EXPECT_NAME ? EXPECT_COLON : EXPECT_COMMA;
      return TRUE;
    }
  if (walk->expectation == EXPECT_NAME)
    return FALSE;
  if (*walk->at == '{' || *walk->at == '[')
    return opened (walk);
  return skip_scalar (walk);
}

static const char *
get_wanted (const Walk *walk)
{
  switch (walk->expectation)
    {
    case EXPECT_NAME:
      return "was expecting double-quote to start field name";
    case EXPECT_COLON:
      return "was expecting a colon to separate field name and value";
    case EXPECT_COMMA:
      if (walk->open->len == 0)
        return "was expecting the end of the input";
      return is_in_object (walk) ? "was expecting comma to separate Object entries"
                                 : "was expecting comma to separate Array entries";
    case EXPECT_VALUE:
    default:
      return "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' "
             "or 'false')";
    }
}

/* Where something stands, as Jackson tells it: the text, a line, and the column behind it */
static char *
dup_place (const char *text,
           const char *at)
{
  const char *line = at;
  guint n_lines = 1;
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (length, MOST_SHOWN));
  g_autofree char *rest = length > MOST_SHOWN
                              ? g_strdup_printf ("[truncated %ld chars]", length - MOST_SHOWN)
                              : g_strdup ("");

  while (line > text && line[-1] != '\n')
    line--;
  for (const char *before = text; before < line; before++)
    n_lines += *before == '\n';
  return g_strdup_printf ("[Source: (String)\"%s\"%s; line: %u, column: %ld]", shown, rest, n_lines,
                          g_utf8_strlen (line, at - line) + 1);
}

static char *
dup_end_fault (const Walk *walk)
{
  g_autofree char *start = NULL;
  gsize open;

  if (walk->in_string)
    return g_strdup (walk->expectation == EXPECT_NAME
                         ? "Unexpected end-of-input in field name"
                         : "Unexpected end-of-input in VALUE_STRING");
  if (walk->open->len == 0)
    return g_strdup_printf ("Unexpected end-of-input: %s", get_wanted (walk));
  open = g_array_index (walk->open, gsize, walk->open->len - 1);
  start = dup_place (walk->text, walk->text + open);
  return g_strdup_printf ("Unexpected end-of-input: expected close marker for %s (start marker at "
                          "%s)",
                          is_in_object (walk) ? "Object" : "Array", start);
}

static char *
dup_character_fault (const Walk *walk)
{
  gunichar character = g_utf8_get_char (walk->at);
  char shown[8] = "";

  g_unichar_to_utf8 (character, shown);
  if (walk->in_string && character < 0x20)
    return g_strdup_printf ("Illegal unquoted character ((CTRL-CHAR, code %u)): has to be escaped "
                            "using backslash to be included in string value",
                            character);
  if (walk->in_string)
    return g_strdup_printf ("Unrecognized character escape '%s' (code %u)", shown, character);
  return g_strdup_printf ("Unexpected character ('%s' (code %u)): %s", shown, character,
                          get_wanted (walk));
}

/**
 * sw_api_dup_json_fault:
 * @text: no JSON, or deeper than SW_PAYLOAD_MAX_DEPTH
 * @place: (out) (optional): where, "[Source: (String)\"not\"; line: 1, column: 4]"; owned
 *
 * Says what is wrong with a text. Recorded on AWS: an unrecognized token, a character where a name
 * should begin, and the place of the former; the other sentences are those of the same reader.
 *
 * Returns: (transfer full): a sentence without its end
 */
char *
sw_api_dup_json_fault (const char  *text,
                       char       **place)
{
  Walk walk = { .text = text, .at = text, .open = g_array_new (FALSE, FALSE, sizeof (gsize)) };
  const char *behind;
  char *sentence;

  while (walk_on (&walk))
    ;
  behind = walk.at;
  if (walk.too_deep)
    sentence = g_strdup_printf ("Document nesting depth (%u) exceeds the maximum allowed (%d)",
                                walk.open->len, SW_PAYLOAD_MAX_DEPTH);
  else if (*walk.at == '\0')
    sentence = dup_end_fault (&walk);
  else if (!walk.in_string && walk.expectation == EXPECT_VALUE && g_ascii_isalpha (*walk.at))
    {
      behind += strspn (walk.at, G_CSET_a_2_z G_CSET_A_2_Z "_$0123456789");
      sentence = g_strdup_printf ("Unrecognized token '%.*s': was expecting (JSON String, Number, "
                                  "Array, Object or token 'null', 'true' or 'false')",
                                  (int) (behind - walk.at), walk.at);
    }
  else
    {
      behind = g_utf8_next_char (walk.at);
      sentence = dup_character_fault (&walk);
    }
  if (place != NULL)
    *place = dup_place (text, behind);
  g_array_unref (walk.open);
  return sentence;
}
