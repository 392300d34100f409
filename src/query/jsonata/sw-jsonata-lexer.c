/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-lexer.h"

#include <math.h>
#include <string.h>

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata-error.h"

/* Longest first, so that the first match is the right one. */
static const char *const operators[] = {
  "..", ":=", "!=", ">=", "<=", "**", "~>", ".", "[", "]", "{", "}", "(", ")", ",", "@", "#", ";",
  ":", "?", "+", "-", "*", "/", "%", "|", "=", "<", ">", "^", "&", "!", "~",
};

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v';
}

/* Characters that end a bare name */
static gboolean
ends_name (char c)
{
  return is_blank (c) || (c != '\0' && strchr (".[]{}()@#;:?+-*/%|=<>^&!~,", c) != NULL);
}

static gboolean
fail (SwJsonataLexer *self,
      SwJsonataError *error,
      const char     *code,
      const char     *token)
{
  sw_jsonata_error_set (error, code, self->position, token, NULL);
  return FALSE;
}

/**
 * sw_jsonata_token_clear:
 *
 * Frees what a token holds.
 */
void
sw_jsonata_token_clear (SwJsonataToken *self)
{
  sw_value_clear (&self->value);
}

/**
 * sw_jsonata_token_dup_text:
 *
 * Returns: (transfer full): the token as the error texts show it
 */
char *
sw_jsonata_token_dup_text (const SwJsonataToken *self)
{
  switch (self->kind)
    {
    case SW_JT_END:
      return g_strdup ("(end)");
    case SW_JT_OPERATOR:
      return g_strdup (self->op[0] == 'a' ? "and" : self->op);
    case SW_JT_NAME:
    case SW_JT_VARIABLE:
    case SW_JT_STRING:
    case SW_JT_REGEX:
      return g_strdup (sw_value_get_text (self->value, NULL));
    case SW_JT_NUMBER:
    case SW_JT_VALUE:
      {
        gsize length;

        return sw_value_to_text (self->value, SW_TEXT_DEFAULT, &length);
      }
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Blanks and comments */
static gboolean
skip_space (SwJsonataLexer *self,
            SwJsonataError *error)
{
  for (;;)
    {
      const char *end;

      while (self->position < self->length && is_blank (self->text[self->position]))
        self->position++;

      if (self->position + 1 >= self->length || self->text[self->position] != '/'
          || self->text[self->position + 1] != '*')
        return TRUE;

      end = g_strstr_len (self->text + self->position + 2,
                          (gssize) (self->length - self->position - 2), "*/");
      if (end == NULL)
        return fail (self, error, "S0106", NULL);
      self->position = (gsize) (end - self->text) + 2;
    }
}

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

static gboolean
scan_regex (SwJsonataLexer *self,
            SwJsonataToken *token,
            SwJsonataError *error)
{
  gsize start = self->position + 1;
  gsize end;

  if (!find_closing_slash (self, start, &end))
    {
      self->position = self->length;
      return fail (self, error, "S0302", NULL);
    }
  self->position = end + 1;
  if (end == start)
    return fail (self, error, "S0301", NULL);

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

/* Reads \uXXXX behind the backslash at position; joins surrogate pairs. A lone surrogate becomes
 * U+DC00-style WTF-8, which encodeUrl and its like refuse as the reference does. */
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

static gboolean
scan_unicode_escape (SwJsonataLexer *self,
                     GString        *out,
                     SwJsonataError *error)
{
  guint unit, low;

  if (!scan_hex4 (self, self->position + 1, &unit))
    return fail (self, error, "S0104", NULL);
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

static gboolean
scan_string (SwJsonataLexer *self,
             SwJsonataToken *token,
             SwJsonataError *error)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
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
        {
          g_string_append_c (out, c);
          continue;
        }
      if (++self->position >= self->length)
        break;
      c = self->text[self->position];
      if (c == 'u')
        {
          if (!scan_unicode_escape (self, out, error))
            return FALSE;
        }
      else if (c != '\0' && strchr (from, c) != NULL)
        {
          g_string_append_c (out, to[strchr (from, c) - from]);
        }
      else
        {
          char escape[2] = { c, '\0' };

          return fail (self, error, "S0103", escape);
        }
    }

  return fail (self, error, "S0101", NULL);
}

/* JSON's number without a sign; returns its length, 0 for none */
static gsize
measure_number (const char *text,
                gsize       length)
{
  gsize i = 0, mark;

  if (length == 0 || !g_ascii_isdigit (text[0]))
    return 0;
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

static gboolean
scan_number (SwJsonataLexer *self,
             gsize           length,
             SwJsonataToken *token,
             SwJsonataError *error)
{
  g_autofree char *digits = g_strndup (self->text + self->position, length);
  double number = g_ascii_strtod (digits, NULL);

  if (!isfinite (number))
    return fail (self, error, "S0102", digits);
  token->kind = SW_JT_NUMBER;
  token->value = sw_value_new_number (number);
  self->position += length;

  return TRUE;
}

static gboolean
scan_quoted_name (SwJsonataLexer *self,
                  SwJsonataToken *token,
                  SwJsonataError *error)
{
  gsize start = ++self->position;
  const char *end = memchr (self->text + start, '`', self->length - start);

  if (end == NULL)
    {
      self->position = self->length;
      return fail (self, error, "S0105", NULL);
    }
  self->position = (gsize) (end - self->text) + 1;
  token->kind = SW_JT_NAME;
  token->value =
      sw_value_new_string_len (self->text + start, (gssize) (end - self->text - (gssize) start));

  return TRUE;
}

static void
scan_name (SwJsonataLexer *self,
           SwJsonataToken *token)
{
  gsize start = self->position;
  const char *name = self->text + start;
  gsize length;

  while (self->position < self->length && !ends_name (self->text[self->position]))
    self->position++;
  length = self->position - start;

#define IS(word) (length == strlen (word) && memcmp (name, word, length) == 0)
  if (name[0] == '$')
    {
      token->kind = SW_JT_VARIABLE;
      token->value = sw_value_new_string_len (name + 1, (gssize) length - 1);
    }
  else if (IS ("and") || IS ("or") || IS ("in"))
    {
      token->kind = SW_JT_OPERATOR;
      memcpy (token->op, name, 2);
    }
  else if (IS ("true") || IS ("false"))
    {
      token->kind = SW_JT_VALUE;
      token->value = sw_value_new_boolean (name[0] == 't');
    }
  else if (IS ("null"))
    {
      token->kind = SW_JT_VALUE;
      token->value = SW_VALUE_NULL;
    }
  else
    {
      token->kind = SW_JT_NAME;
      token->value = sw_value_new_string_len (name, (gssize) length);
    }
#undef IS
}

static gboolean
scan_operator (SwJsonataLexer *self,
               SwJsonataToken *token)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      gsize length = strlen (operators[i]);

      if (self->position + length <= self->length
          && memcmp (self->text + self->position, operators[i], length) == 0)
        {
          token->kind = SW_JT_OPERATOR;
          memcpy (token->op, operators[i], length + 1);
          self->position += length;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * sw_jsonata_lexer_next:
 * @operand_expected: a `/` begins a regular expression here, not a division
 * @token: (out caller-allocates): the token; clear it with sw_jsonata_token_clear()
 *
 * Reads one token and moves behind it.
 *
 * Returns: FALSE with @error set where the text holds no token
 */
gboolean
sw_jsonata_lexer_next (SwJsonataLexer *self,
                       gboolean        operand_expected,
                       SwJsonataToken *token,
                       SwJsonataError *error)
{
  gboolean ok = TRUE;
  gsize digits;
  char c;

  *token = (SwJsonataToken) { .kind = SW_JT_END, .position = self->length };
  if (!skip_space (self, error))
    return FALSE;
  if (self->position >= self->length)
    return TRUE;

  c = self->text[self->position];
  digits = measure_number (self->text + self->position, self->length - self->position);
  if (operand_expected && c == '/')
    ok = scan_regex (self, token, error);
  else if (digits > 0)
    ok = scan_number (self, digits, token, error);
  else if (c == '"' || c == '\'')
    ok = scan_string (self, token, error);
  else if (c == '`')
    ok = scan_quoted_name (self, token, error);
  else if (!scan_operator (self, token))
    scan_name (self, token);
  token->position = self->position;

  return ok;
}
