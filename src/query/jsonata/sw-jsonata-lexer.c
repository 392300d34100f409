/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-lexer-private.h"

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

/**
 * sw_jsonata_lexer_fail:
 * @code: of the fault
 * @token: (nullable): what it is about
 *
 * Sets @error to a fault at the present position.
 *
 * Returns: FALSE
 */
gboolean
sw_jsonata_lexer_fail (SwJsonataLexer *self,
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
        return sw_jsonata_lexer_fail (self, error, "S0106", NULL);
      self->position = (gsize) (end - self->text) + 2;
    }
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
      return sw_jsonata_lexer_fail (self, error, "S0105", NULL);
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
  char c;

  *token = (SwJsonataToken) { .kind = SW_JT_END, .position = self->length };
  if (!skip_space (self, error))
    return FALSE;
  if (self->position >= self->length)
    return TRUE;

  c = self->text[self->position];
  if (operand_expected && c == '/')
    ok = sw_jsonata_lexer_scan_regex (self, token, error);
  else if (g_ascii_isdigit (c))
    ok = sw_jsonata_lexer_scan_number (self, token, error);
  else if (c == '"' || c == '\'')
    ok = sw_jsonata_lexer_scan_string (self, token, error);
  else if (c == '`')
    ok = scan_quoted_name (self, token, error);
  else if (!scan_operator (self, token))
    scan_name (self, token);
  token->position = self->position;

  return ok;
}
