/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include <string.h>

#include "json/sw-text.h"

/* Names, and what is wrong with a JSON text in the words of the service's reader (Jackson). */

/**
 * sw_api_is_name:
 *
 * Returns: whether a machine, an execution or an activity may be called so. AWS's documentation: no
 * white space, no brackets, wildcards and special characters, no control characters; recorded for
 * activities.
 */
gboolean
sw_api_is_name (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character) || character < 0x20
          || (character >= 0x7f && character <= 0x9f)
          || (character < 0x80 && strchr ("<>{}[]?*\"#%\\^|~`$&,;:/", (int) character) != NULL))
        return FALSE;
    }
  return *text != '\0';
}

/* What a reader expects next */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_NAME,
  EXPECT_COLON,
  EXPECT_COMMA,
} Expectation;

/* A walk over a text that is known to have a fault, up to the fault */
typedef struct
{
  const char  *at;
  GString     *open; /* '{' or '[' for each that is open */
  Expectation  expectation;
  gboolean     may_close;
} Walk;

static const char *
skip_string (const char *at)
{
  for (at++; *at != '\0' && *at != '"'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
  return *at == '"' ? at + 1 : at;
}

static gboolean
is_in_object (const Walk *walk)
{
  return walk->open->len > 0 && walk->open->str[walk->open->len - 1] == '{';
}

static void
opened (Walk *walk)
{
  g_string_append_c (walk->open, *walk->at++);
  walk->expectation = is_in_object (walk) ? EXPECT_NAME : EXPECT_VALUE;
  walk->may_close = TRUE;
}

static gboolean
closed (Walk *walk)
{
  if (walk->open->len == 0 || (*walk->at == '}') != is_in_object (walk)
      || (walk->expectation != EXPECT_COMMA && !walk->may_close))
    return FALSE;
  g_string_truncate (walk->open, walk->open->len - 1);
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
      walk->at = skip_string (walk->at);
      walk->expectation = walk->expectation == EXPECT_NAME ? EXPECT_COLON : EXPECT_COMMA;
      return TRUE;
    }
  if (walk->expectation == EXPECT_NAME)
    return FALSE;
  if (*walk->at == '{' || *walk->at == '[')
    {
      opened (walk);
      return TRUE;
    }
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

/**
 * sw_api_dup_json_fault:
 * @text: no JSON
 *
 * Says what is wrong with a text. Recorded on AWS: an unrecognized token, a character where a name
 * should begin; the other sentences are those of the same reader.
 *
 * Returns: (transfer full): a sentence without its end
 */
char *
sw_api_dup_json_fault (const char *text)
{
  Walk walk = { text, g_string_new (NULL), EXPECT_VALUE, FALSE };
  gsize word;
  char *sentence;

  while (walk_on (&walk))
    ;
  word = strspn (walk.at, G_CSET_a_2_z G_CSET_A_2_Z "_$0123456789");
  if (*walk.at == '\0')
    sentence = g_strdup_printf ("Unexpected end-of-input: %s", get_wanted (&walk));
  else if (walk.expectation == EXPECT_VALUE && g_ascii_isalpha (*walk.at))
    sentence = g_strdup_printf ("Unrecognized token '%.*s': was expecting (JSON String, Number, "
                                "Array, Object or token 'null', 'true' or 'false')",
                                (int) word, walk.at);
  else
    {
      char shown[8] = "";

      g_unichar_to_utf8 (g_utf8_get_char (walk.at), shown);
      sentence = g_strdup_printf ("Unexpected character ('%s' (code %u)): %s", shown,
                                  g_utf8_get_char (walk.at), get_wanted (&walk));
    }
  g_string_free (walk.open, TRUE);
  return sentence;
}
