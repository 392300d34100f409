/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-lexer-private.h"

#include <math.h>
#include <string.h>

/* Tokens that stand for themselves: regular expressions, strings, numbers. */

/* Where the slash stands that ends the regular expression whose pattern begins at START: not
 * escaped, and not inside brackets of any kind. */
static gboolean
find_closing_slash (SwJsonataLexer *self,
                    gsize           start,
                    gsize          *end)
{
  int depth = 0;

  for (gsize i = start; i < self->length; i++)
    {
      char c = self->text[i];

      if (c == '\\')
        {
          i++;
          continue;
        }
      if (c == '/' && depth == 0)
        {
          *end = i;
          return TRUE;
        }
      if (c == '(' || c == '[' || c == '{')
        depth++;
      else if (c == ')' || c == ']' || c == '}')
        depth--;
    }

  return FALSE;
}

/**
 * sw_jsonata_lexer_scan_regex:
 *
 * Reads the regular expression whose first slash is here, with its flags.
 *
 * Returns: FALSE with @error set where it does not end, or is empty
 */
gboolean
sw_jsonata_lexer_scan_regex (SwJsonataLexer *self,
                             SwJsonataToken *token,
                             SwJsonataError *error)
{
  gsize start = self->position + 1;
  gsize end;

  if (!find_closing_slash (self, start, &end))
    {
      self->position = self->length;
      return sw_jsonata_lexer_fail (self, error, "S0302", NULL);
    }
  self->position = end + 1;
  if (end == start)
    return sw_jsonata_lexer_fail (self, error, "S0301", NULL);

  token->kind = SW_JT_REGEX;
  token->value = sw_value_new_string_len (self->text + start, (gssize) (end - start));
  for (; self->position < self->length; self->position++)
    {
      char c = self->text[self->position];

      if (c == 'i')
        token->ignore_case = TRUE;
      else if (c == 'm')
        token->multiline = TRUE;
      else
        break;
    }

  return TRUE;
}

/* The four hexadecimal digits at AT */
static gboolean
scan_hex4 (SwJsonataLexer *self,
           gsize           at,
           guint          *unit)
{
  guint value = 0;

  if (at + 4 > self->length)
    return FALSE;
  for (gsize i = at; i < at + 4; i++)
    {
      if (!g_ascii_isxdigit (self->text[i]))
        return FALSE;
      value = value * 16 + (guint) g_ascii_xdigit_value (self->text[i]);
    }
  *unit = value;

  return TRUE;
}

/* A lone surrogate is written as if it were a character (WTF-8): $encodeUrl() and its like refuse
 * it as the reference does. */
static void
append_code_point (GString *out,
                   guint    code_point)
{
  if (code_point >= 0xD800 && code_point <= 0xDFFF)
    {
      g_string_append_c (out, (char) 0xED);
      g_string_append_c (out, (char) (0x80 | ((code_point >> 6) & 0x3F)));
      g_string_append_c (out, (char) (0x80 | (code_point & 0x3F)));
      return;
    }
  g_string_append_unichar (out, code_point);
}

/* Reads \uXXXX from its u; joins surrogate pairs. */
static gboolean
scan_unicode_escape (SwJsonataLexer *self,
                     GString        *out,
                     SwJsonataError *error)
{
  guint unit, low;

  if (!scan_hex4 (self, self->position + 1, &unit))
    return sw_jsonata_lexer_fail (self, error, "S0104", NULL);
  self->position += 4;

  if (unit >= 0xD800 && unit < 0xDC00 && self->position + 2 < self->length
      && self->text[self->position + 1] == '\\' && self->text[self->position + 2] == 'u'
      && scan_hex4 (self, self->position + 3, &low) && low >= 0xDC00 && low < 0xE000)
    {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      self->position += 6;
    }
  append_code_point (out, unit);

  return TRUE;
}

/* What the backslash at position stands for; position is the last byte of it then. */
static gboolean
scan_escape (SwJsonataLexer *self,
             GString        *out,
             SwJsonataError *error)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  char c;

  if (++self->position >= self->length)
    return sw_jsonata_lexer_fail (self, error, "S0101", NULL);

  c = self->text[self->position];
  if (c == 'u')
    return scan_unicode_escape (self, out, error);
  if (c == '\0' || strchr (from, c) == NULL)
    return sw_jsonata_lexer_fail (self, error, "S0103", (char[]) { c, '\0' });
  g_string_append_c (out, to[strchr (from, c) - from]);

  return TRUE;
}

/**
 * sw_jsonata_lexer_scan_string:
 *
 * Reads the string whose quote, single or double, is here.
 *
 * Returns: FALSE with @error set where it does not end, or an escape means nothing
 */
gboolean
sw_jsonata_lexer_scan_string (SwJsonataLexer *self,
                              SwJsonataToken *token,
                              SwJsonataError *error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char quote = self->text[self->position++];

  for (; self->position < self->length; self->position++)
    {
      char c = self->text[self->position];

      if (c == quote)
        {
          self->position++;
          token->kind = SW_JT_STRING;
          token->value = sw_value_new_string_len (out->str, (gssize) out->len);
          return TRUE;
        }
      if (c != '\\')
        g_string_append_c (out, c);
      else if (!scan_escape (self, out, error))
        return FALSE;
    }

  return sw_jsonata_lexer_fail (self, error, "S0101", NULL);
}

/* Bytes of the number, as JSON writes it but without a sign, that TEXT begins with */
static gsize
measure_number (const char *text,
                gsize       length)
{
  gsize i = 0, mark;

  if (text[i] == '0')
    i++;
  else
    while (i < length && g_ascii_isdigit (text[i]))
      i++;

  if (i + 1 < length && text[i] == '.' && g_ascii_isdigit (text[i + 1]))
    for (i++; i < length && g_ascii_isdigit (text[i]);)
      i++;

  mark = i;
  if (i < length && (text[i] == 'e' || text[i] == 'E'))
    {
      i++;
      if (i < length && (text[i] == '+' || text[i] == '-'))
        i++;
      if (i >= length || !g_ascii_isdigit (text[i]))
        return mark;
      while (i < length && g_ascii_isdigit (text[i]))
        i++;
    }

  return i;
}

/**
 * sw_jsonata_lexer_scan_number:
 *
 * Reads the number whose first digit is here.
 *
 * Returns: FALSE with @error set where it is too large
 */
gboolean
sw_jsonata_lexer_scan_number (SwJsonataLexer *self,
                              SwJsonataToken *token,
                              SwJsonataError *error)
{
  gsize length = measure_number (self->text + self->position, self->length - self->position);
  g_autofree char *digits = g_strndup (self->text + self->position, length);
  double number = g_ascii_strtod (digits, NULL);

  if (!isfinite (number))
    return sw_jsonata_lexer_fail (self, error, "S0102", digits);
  token->kind = SW_JT_NUMBER;
  token->value = sw_value_new_number (number);
  self->position += length;

  return TRUE;
}
