/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-lexer-private.h"

#include <string.h>

/* Tokens of JSON as people type it: whatever a token's fault, it ends where a person would say that
 * it does, and never later than its line. The lexer looks a few bytes ahead for that, but only once
 * something is wrong; text that is JSON takes the straight road. */

const guint8 sw_byte_classes[256] = {
  ['\t'] = SW_BYTE_SPACE | SW_BYTE_BLANK,
  ['\n'] = SW_BYTE_SPACE,
  ['\r'] = SW_BYTE_SPACE,
  [' '] = SW_BYTE_SPACE | SW_BYTE_BLANK,
  ['0' ... '9'] = SW_BYTE_WORD | SW_BYTE_DIGIT,
  ['A' ... 'Z'] = SW_BYTE_WORD,
  ['a' ... 'z'] = SW_BYTE_WORD,
  ['_'] = SW_BYTE_WORD,
  ['$'] = SW_BYTE_WORD,
  ['+'] = SW_BYTE_WORD,
  ['-'] = SW_BYTE_WORD,
  ['.'] = SW_BYTE_WORD,
  [0x80 ... 0xff] = SW_BYTE_WORD,
};

/* Tokens of one byte; what does not quite belong is read as what was meant. */
static const struct
{
  SwTokenKind kind;
  SwProblem   problem;
} punctuation[128] = {
  ['{'] = { SW_TOKEN_OPEN_OBJECT },  ['}'] = { SW_TOKEN_CLOSE_OBJECT },
  ['['] = { SW_TOKEN_OPEN_ARRAY },   [']'] = { SW_TOKEN_CLOSE_ARRAY },
  [':'] = { SW_TOKEN_COLON },        [','] = { SW_TOKEN_COMMA },
  ['='] = { SW_TOKEN_COLON, SW_PROBLEM_EQUALS },
  [';'] = { SW_TOKEN_COMMA, SW_PROBLEM_SEMICOLON },
};

/**
 * sw_token_set_problem:
 *
 * Notes what is wrong with a token, unless something is noted already.
 */
void
sw_token_set_problem (SwToken   *token,
                      SwProblem  problem,
                      gsize      start,
                      gsize      end)
{
  if (token->problem != SW_PROBLEM_NONE)
    return;

  token->problem = problem;
  token->problem_span = (SwSpan) { start, end };
}

/* Ends a token that is wrong as a whole. */
static void
end_wrong (SwLexer     *self,
           SwToken     *token,
           SwTokenKind  kind,
           SwProblem    problem,
           gsize        end)
{
  token->kind = kind;
  token->span.end = end;
  self->at = end;
  sw_token_set_problem (token, problem, token->span.start, end);
}

static gboolean
starts_with (const SwLexer *self,
             gsize          at,
             const char    *prefix)
{
  gsize length = strlen (prefix);

  return self->length - at >= length && memcmp (self->text + at, prefix, length) == 0;
}

/* White space from other places than a JSON keyboard: no-break and other wide or narrow spaces,
 * separators, and a byte order mark in the middle */
static gsize
measure_odd_space (const SwLexer *self,
                   gsize          at)
{
  static const char *const spaces[] = {
    "\xc2\xa0",     "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x80\x89",
    "\xe2\x80\x8b", "\xe3\x80\x80", "\xef\xbb\xbf", "\v",           "\f",
  };

  if ((signed char) self->text[at] > '\f')
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (starts_with (self, at, spaces[i]))
      return strlen (spaces[i]);

  return 0;
}

static gboolean
lex_odd_space (SwLexer *self,
               SwToken *token)
{
  gsize end = self->at;
  gsize more;

  while ((more = measure_odd_space (self, end)) > 0)
    end += more;
  if (end == self->at)
    return FALSE;

  end_wrong (self, token, SW_TOKEN_SPACE, SW_PROBLEM_SPACE, end);
  return TRUE;
}

/* The byte after the line that AT stands in, without its end */
static gsize
find_line_end (const SwLexer *self,
               gsize          at)
{
  while (at < self->length && self->text[at] != '\n' && self->text[at] != '\r')
    at++;

  return at;
}

static gboolean
lex_comment (SwLexer *self,
             SwToken *token)
{
  gsize end;

  if (starts_with (self, self->at, "/*"))
    {
      const char *close =
          g_strstr_len (self->text + self->at + 2, (gssize) (self->length - self->at - 2), "*/");

      end = close != NULL ? (gsize) (close + 2 - self->text) : self->length;
    }
  else if (self->text[self->at] == '#' || starts_with (self, self->at, "//"))
    {
      end = find_line_end (self, self->at);
    }
  else
    {
      return FALSE;
    }

  end_wrong (self, token, SW_TOKEN_COMMENT, SW_PROBLEM_COMMENT, end);
  return TRUE;
}

/* ${name}, which CloudFormation and SAM replace before AWS reads the definition */
static gboolean
lex_placeholder (SwLexer *self,
                 SwToken *token)
{
  gsize end = self->at + 2;

  if (!starts_with (self, self->at, "${"))
    return FALSE;

  while (end < self->length && strchr ("{}[]\",\r\n", self->text[end]) == NULL)
    end++;

  if (self->text[end] != '}' || end == self->length)
    {
      while (self->text[end - 1] == ' ' || self->text[end - 1] == '\t')
        end--;
      end_wrong (self, token, SW_TOKEN_PLACEHOLDER, SW_PROBLEM_PLACEHOLDER, end);
      return TRUE;
    }

  token->kind = SW_TOKEN_PLACEHOLDER;
  token->span.end = self->at = end + 1;
  return TRUE;
}

static gsize
find_word_end (const SwLexer *self,
               gsize          at)
{
  while (sw_byte_is (self->text[at], SW_BYTE_WORD) && measure_odd_space (self, at) == 0
         && sw_lexer_measure_quote (self, at) == 0)
    at++;

  return at;
}

static gboolean
skip_digits (const char *text,
             gsize      *at,
             gsize       end)
{
  gsize start = *at;

  while (*at < end && sw_byte_is (text[*at], SW_BYTE_DIGIT))
    ++*at;

  return *at > start;
}

/**
 * sw_lexer_is_number:
 *
 * Returns: whether @span of @text is a number as JSON writes it
 */
gboolean
sw_lexer_is_number (const char *text,
                    SwSpan      span)
{
  gsize at = span.start;
  gsize whole;

  if (at < span.end && text[at] == '-')
    at++;
  whole = at;
  if (!skip_digits (text, &at, span.end) || (text[whole] == '0' && at > whole + 1))
    return FALSE;

  if (at < span.end && text[at] == '.')
    {
      at++;
      if (!skip_digits (text, &at, span.end))
        return FALSE;
    }
  if (at < span.end && (text[at] == 'e' || text[at] == 'E'))
    {
      at++;
      if (at < span.end && (text[at] == '+' || text[at] == '-'))
        at++;
      if (!skip_digits (text, &at, span.end))
        return FALSE;
    }

  return at == span.end;
}

static gboolean
begins_number (const SwLexer *self)
{
  const char *at = self->text + self->at;

  if (sw_byte_is (at[0], SW_BYTE_DIGIT))
    return TRUE;

  return at[0] != '\0' && strchr ("+-.", at[0]) != NULL
         && (sw_byte_is (at[1], SW_BYTE_DIGIT) || (at[0] == '-' && at[1] == '.'));
}

static void
lex_word (SwLexer *self,
          SwToken *token)
{
  gsize end = find_word_end (self, self->at);

  if (begins_number (self))
    {
      token->kind = SW_TOKEN_NUMBER;
      token->span.end = self->at = end;
      if (!sw_lexer_is_number (self->text, token->span))
        sw_token_set_problem (token, SW_PROBLEM_NUMBER, token->span.start, end);
      return;
    }

  if (sw_lexer_lex_unopened_string (self, token))
    return;

  token->kind = SW_TOKEN_WORD;
  token->span.end = self->at = end;
}

static gboolean
begins_token (const SwLexer *self,
              gsize          at)
{
  guchar byte = (guchar) self->text[at];

  return sw_byte_is ((char) byte, SW_BYTE_SPACE | SW_BYTE_WORD)
         || (byte < 128 && punctuation[byte].kind != 0) || byte == '#' || byte == '/'
         || sw_lexer_measure_quote (self, at) > 0;
}

static void
lex_stray (SwLexer *self,
           SwToken *token)
{
  gsize end = self->at + 1;

  while (end < self->length && !begins_token (self, end))
    end++;

  end_wrong (self, token, SW_TOKEN_STRAY, SW_PROBLEM_STRAY, end);
}

/**
 * sw_lexer_next:
 * @token: (out): receives the token
 *
 * Reads the next token; SW_TOKEN_END at the end, again and again.
 */
void
sw_lexer_next (SwLexer *self,
               SwToken *token)
{
  guchar byte;

  while (sw_byte_is (self->text[self->at], SW_BYTE_SPACE))
    self->at++;

  byte = (guchar) self->text[self->at];
  *token = (SwToken) { .span = { self->at, self->at } };

  if (byte == '"')
    sw_lexer_lex_string (self, token);
  else if (byte < 128 && punctuation[byte].kind != SW_TOKEN_END)
    {
      token->kind = punctuation[byte].kind;
      token->span.end = ++self->at;
      if (punctuation[byte].problem != SW_PROBLEM_NONE)
        sw_token_set_problem (token, punctuation[byte].problem, token->span.start, token->span.end);
    }
  else if (self->at == self->length || lex_odd_space (self, token) || lex_placeholder (self, token))
    return;
  else if (sw_lexer_measure_quote (self, self->at) > 0)
    sw_lexer_lex_string (self, token);
  else if (sw_byte_is ((char) byte, SW_BYTE_WORD))
    lex_word (self, token);
  else if (!lex_comment (self, token))
    lex_stray (self, token);
}

/**
 * sw_lexer_peek:
 * @skip: how many bytes that are no white space to pass over
 *
 * Returns: the byte that is no white space after those, or NUL at the end
 */
char
sw_lexer_peek (const SwLexer *self,
               guint          skip)
{
  gsize at = self->at;

  for (;;)
    {
      while (sw_byte_is (self->text[at], SW_BYTE_SPACE))
        at++;
      if (skip == 0 || at == self->length)
        return self->text[at];
      at++;
      skip--;
    }
}
