/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-lexer-private.h"

#include <string.h>

/* Quotes that word processors, chats and other languages use instead of JSON's; the straight one
 * first. A string that one of a row begins may end with any of its row. */
static const struct
{
  const char *sign;
  guint       row;
} quotes[] = {
  { "\"", 0 },
  { "“", 1 }, { "”", 1 }, { "„", 1 },
  { "'", 2 }, { "‘", 2 }, { "’", 2 },
  { "`", 3 },
};

#define STRAIGHT 0
#define TYPOGRAPHIC 1

/* Looking farther ahead for a closing quote would take the square of a line's length. */
#define MAX_UNOPENED 200

static int
find_quote (const SwLexer *self,
            gsize          at)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (strncmp (self->text + at, quotes[i].sign, strlen (quotes[i].sign)) == 0)
      return (int) i;

  return -1;
}

/**
 * sw_lexer_measure_quote:
 *
 * Returns: bytes of the quotation mark at @at, or 0
 */
gsize
sw_lexer_measure_quote (const SwLexer *self,
                        gsize          at)
{
  int quote;

  if (self->text[at] == '"')
    return 1;
  /* The straight road: of all others, only these bytes begin one. */
  if (self->text[at] != '\'' && self->text[at] != '`' && (guchar) self->text[at] != 0xe2)
    return 0;

  quote = find_quote (self, at);
  return quote >= 0 ? strlen (quotes[quote].sign) : 0;
}

/* Where a string ends that its line leaves open: before a comma at the line's end, and before
 * brackets there that nothing in the string has opened. Both rather belong to what is around it. */
static gsize
find_unclosed_end (const SwLexer *self,
                   gsize          start,
                   gsize          line_end)
{
  guint open = 0;
  guint excess = 0;
  gsize end = line_end;

  for (gsize i = start; i < line_end; i++)
    {
      if (self->text[i] == '{' || self->text[i] == '[')
        open++;
      else if (self->text[i] != '}' && self->text[i] != ']')
        continue;
      else if (open > 0)
        open--;
      else
        excess++;
    }

  while (end > start)
    {
      char last = self->text[end - 1];

      if ((last == '}' || last == ']') && excess > 0)
        excess--;
      else if (last != ',' && !sw_byte_is (last, SW_BYTE_BLANK))
        break;
      end--;
    }

  return end;
}

static void
end_unclosed (SwLexer *self,
              SwToken *token,
              gsize    end)
{
  token->content.end = end;
  token->span.end = self->at = end;
  sw_token_set_problem (token, SW_PROBLEM_UNCLOSED_STRING, token->span.start, end);
}

/* A closing quote with a letter right behind it, and a colon or comma right before it, is the
 * opening quote of the next string: "Type: "Pass". Returns where the string ends then, otherwise 0.
 */
static gsize
find_swallowed_separator (const SwLexer *self,
                          gsize          start,
                          gsize          close)
{
  gsize end = close;

  if (!sw_byte_is (self->text[close + 1], SW_BYTE_WORD))
    return 0;

  while (end > start && sw_byte_is (self->text[end - 1], SW_BYTE_BLANK))
    end--;
  if (end <= start + 1 || (self->text[end - 1] != ':' && self->text[end - 1] != ','))
    return 0;

  end--;
  while (end > start && sw_byte_is (self->text[end - 1], SW_BYTE_BLANK))
    end--;

  return end;
}

/* Passes over an escape and returns the byte after it. */
static gsize
lex_escape (SwLexer *self,
            SwToken *token,
            gsize    at)
{
  const char *text = self->text;
  gsize end = at + 2;

  token->escaped = TRUE;
  if (at + 1 == self->length || text[at + 1] == '\n' || text[at + 1] == '\r')
    {
      sw_token_set_problem (token, SW_PROBLEM_ESCAPE, at, at + 1);
      return at + 1;
    }

  if (text[at + 1] == 'u')
    {
      while (end < at + 6 && g_ascii_isxdigit (text[end]))
        end++;
      if (end < at + 6)
        sw_token_set_problem (token, SW_PROBLEM_UNICODE_ESCAPE, at, end);
      return end;
    }

  if (text[at + 1] == '\0' || strchr ("\"\\/bfnrt", text[at + 1]) == NULL)
    {
      while ((text[end] & 0xc0) == 0x80)
        end++;
      sw_token_set_problem (token, SW_PROBLEM_ESCAPE, at, end);
    }

  return end;
}

static gboolean
is_plain (char byte)
{
  return byte != '"' && byte != '\\' && (guchar) byte >= 0x20;
}

/* Passes over a string's inside and returns its closing quote, or the end of its line. */
static gsize
lex_inside (SwLexer *self,
            SwToken *token,
            guint    row)
{
  gsize at = token->content.start;

  for (;;)
    {
      char byte;

      if (row == STRAIGHT)
        while (is_plain (self->text[at]))
          at++;

      byte = self->text[at];
      if (at == self->length || byte == '\n' || byte == '\r')
        return at;

      if (byte == '\\')
        at = lex_escape (self, token, at);
      else if (sw_lexer_measure_quote (self, at) > 0 && quotes[find_quote (self, at)].row == row)
        return at;
      else
        {
          if ((guchar) byte < 0x20)
            sw_token_set_problem (token, SW_PROBLEM_CONTROL, at, at + 1);
          at++;
        }
    }
}

/**
 * sw_lexer_lex_string:
 *
 * Reads a string, at whose opening quote the lexer stands.
 */
void
sw_lexer_lex_string (SwLexer *self,
                     SwToken *token)
{
  gsize opening = sw_lexer_measure_quote (self, self->at);
  guint row = quotes[find_quote (self, self->at)].row;
  gsize close, swallowed;

  token->kind = SW_TOKEN_STRING;
  token->content.start = self->at + opening;
  close = lex_inside (self, token, row);

  /* A typographic opening may have met a straight closing. */
  if (row == TYPOGRAPHIC && sw_lexer_measure_quote (self, close) == 0)
    close = lex_inside (self, token, STRAIGHT);
  if (sw_lexer_measure_quote (self, close) == 0)
    {
      end_unclosed (self, token, find_unclosed_end (self, token->content.start, close));
      return;
    }

  swallowed = find_swallowed_separator (self, token->content.start, close);
  if (swallowed != 0)
    {
      end_unclosed (self, token, swallowed);
      return;
    }

  token->content.end = close;
  token->span.end = self->at = close + sw_lexer_measure_quote (self, close);
  if (row != STRAIGHT)
    sw_token_set_problem (token, SW_PROBLEM_OTHER_QUOTES, token->span.start, token->span.end);
}

/**
 * sw_lexer_lex_unopened_string:
 *
 * Reads words that end with a quote after which a string would end well (Pass",): its opening quote
 * was forgotten.
 *
 * Returns: whether such words stand here
 */
gboolean
sw_lexer_lex_unopened_string (SwLexer *self,
                              SwToken *token)
{
  gsize close = self->at;
  gsize most = MIN (self->length, self->at + MAX_UNOPENED);
  gsize after;

  while (close < most && sw_byte_is (self->text[close], SW_BYTE_WORD | SW_BYTE_BLANK))
    close++;
  if (self->text[close] != '"')
    return FALSE;

  after = close + 1;
  while (sw_byte_is (self->text[after], SW_BYTE_BLANK))
    after++;
  if (after < self->length
      && (self->text[after] == '\0' || strchr (",:}]\r\n", self->text[after]) == NULL))
    return FALSE;

  token->kind = SW_TOKEN_STRING;
  token->content = (SwSpan) { self->at, close };
  token->span.end = self->at = close + 1;
  sw_token_set_problem (token, SW_PROBLEM_UNOPENED_STRING, token->span.start, token->span.end);
  return TRUE;
}

/**
 * sw_lexer_find_content:
 * @text: NUL-terminated
 * @string: span of a string token in it
 *
 * Returns: the span without the quotes, of which either may be missing
 */
SwSpan
sw_lexer_find_content (const char *text,
                       SwSpan      string)
{
  SwLexer lexer = { .text = text, .length = string.end };
  SwSpan content = string;
  gsize opening = sw_lexer_measure_quote (&lexer, string.start);
  gsize at;

  content.start += opening;
  for (at = content.start; at < string.end;)
    {
      gsize quote = sw_lexer_measure_quote (&lexer, at);

      if (quote > 0 && at + quote == string.end)
        {
          content.end = at;
          break;
        }
      at += text[at] == '\\' ? 2 : 1;
    }

  return content;
}
