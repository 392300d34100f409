/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-query-tokens.h"

#include "query/jsonata/sw-jsonata-lexer.h"

#include <string.h>

/* The words of a JSONata expression, from the lexer that the evaluator reads with. */

static void
add_token (GArray           *tokens,
           SwQueryTokenKind  kind,
           gsize             start,
           gsize             end)
{
  SwQueryToken token = { kind, { start, end } };

  g_array_append_val (tokens, token);
}

/* The lexer steps over blanks and comments; the latter are told here. Returns where the next token
 * begins. */
static gsize
read_comments (GArray     *tokens,
               const char *text,
               gsize       at,
               gsize       length)
{
  while (at < length)
    {
      const char *end;

      if (g_ascii_isspace (text[at]) || text[at] == '\v')
        {
          at++;
          continue;
        }
      if (text[at] != '/' || at + 1 >= length || text[at + 1] != '*')
        break;
      end = g_strstr_len (text + at + 2, (gssize) (length - at - 2), "*/");
      add_token (tokens, SW_QUERY_TOKEN_COMMENT, at,
                 end != NULL ? (gsize) (end - text) + 2 : length);
      at = end != NULL ? (gsize) (end - text) + 2 : length;
    }

  return at;
}

static SwQueryTokenKind
classify (const SwJsonataToken *token)
{
  switch (token->kind)
    {
    case SW_JT_NAME:
      return SW_QUERY_TOKEN_FIELD;
    case SW_JT_VARIABLE:
      return SW_QUERY_TOKEN_VARIABLE;
    case SW_JT_STRING:
      return SW_QUERY_TOKEN_STRING;
    case SW_JT_NUMBER:
      return SW_QUERY_TOKEN_NUMBER;
    case SW_JT_VALUE:
      return SW_QUERY_TOKEN_CONSTANT;
    case SW_JT_REGEX:
      return SW_QUERY_TOKEN_REGEX;
    case SW_JT_OPERATOR:
      return g_ascii_isalpha (token->op[0]) ? SW_QUERY_TOKEN_KEYWORD : SW_QUERY_TOKEN_OPERATOR;
    case SW_JT_END:
    default:
      return SW_QUERY_TOKEN_ERROR;
    }
}

/* Whether an operand follows: then a slash begins a regular expression. */
static gboolean
expects_operand (const SwJsonataToken *token)
{
  return token->kind == SW_JT_OPERATOR && strchr (")]}", token->op[0]) == NULL;
}

/* The parenthesis behind a name makes it the name of a function; `function` makes one. */
static void
mark_call (GArray     *tokens,
           const char *text)
{
  SwQueryToken *token;
  gsize length;

  if (tokens->len == 0)
    return;
  token = &g_array_index (tokens, SwQueryToken, tokens->len - 1);
  length = sw_span_length (token->span);
  if (token->kind == SW_QUERY_TOKEN_VARIABLE && length > 1)
    token->kind = SW_QUERY_TOKEN_FUNCTION;
  else if (token->kind == SW_QUERY_TOKEN_FIELD
           && ((length == 8 && memcmp (text + token->span.start, "function", 8) == 0)
               || (length == 2 && memcmp (text + token->span.start, "\xCE\xBB", 2) == 0)))
    token->kind = SW_QUERY_TOKEN_KEYWORD;
}

/**
 * sw_jsonata_tokenize:
 * @text: (array length=length): an expression without its {% %}, whole or broken
 * @length: in bytes
 *
 * Returns: (transfer full) (element-type SwQueryToken): its words in order; blanks are in none.
 * What follows a mistake of the lexer's is one SW_QUERY_TOKEN_ERROR.
 */
GArray *
sw_jsonata_tokenize (const char *text,
                     gsize       length)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (SwQueryToken));
  SwJsonataLexer lexer = { .text = text, .length = length };
  gboolean operand = TRUE;

  for (;;)
    {
      SwJsonataToken token;
      gsize start = read_comments (tokens, text, lexer.position, lexer.length);
      gboolean read;

      if (start >= lexer.length)
        break;
      lexer.position = start;
      read = sw_jsonata_lexer_next (&lexer, operand, &token, NULL);
      if (read && token.kind == SW_JT_OPERATOR && token.op[0] == '(')
        mark_call (tokens, text);
      add_token (tokens, read ? classify (&token) : SW_QUERY_TOKEN_ERROR, start,
                 read ? token.position : lexer.length);
      operand = read && expects_operand (&token);
      sw_jsonata_token_clear (&token);
      if (!read || lexer.position == start)
        break;
    }

  return tokens;
}
