/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-query-tokens.h"

#include <string.h>

#include "query/jsonpath/sw-jsonpath-private.h"
#include "query/sw-expression.h"

/* The words of a JSONPath or of a call of an intrinsic function. Their parsers read steps, not
 * words: what counts as one is told here, and the parser alone says whether the whole is valid. */

typedef struct
{
  GArray     *tokens;
  const char *text;
  gsize       length;
  gsize       at;
} Reader;

static char
peek (const Reader *reader,
      gsize         skip)
{
  return reader->at + skip < reader->length ? reader->text[reader->at + skip] : '\0';
}

static void
add_token (Reader           *reader,
           SwQueryTokenKind  kind,
           gsize             end)
{
  SwQueryToken token = { kind, { reader->at, MIN (end, reader->length) } };

  g_array_append_val (reader->tokens, token);
  reader->at = token.span.end;
}

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* Words of a path may hold more than those of names elsewhere: `.first-name`. */
static gsize
find_word_end (const Reader *reader,
               gsize         at,
               gboolean      in_path)
{
  while (at < reader->length
         && (is_word_character (reader->text[at]) || (in_path && reader->text[at] == '-')))
    at++;
  return at;
}

static gboolean
is_word (const Reader *reader,
         gsize         end,
         const char   *word)
{
  return end - reader->at == strlen (word)
         && memcmp (reader->text + reader->at, word, end - reader->at) == 0;
}

/* `$`, `$$`, `$name`, `@` */
static void
read_variable (Reader *reader)
{
  gsize end = reader->at + 1;

  if (peek (reader, 0) == '$')
    end = peek (reader, 1) == '$' ? end + 1 : find_word_end (reader, end, FALSE);
  add_token (reader, SW_QUERY_TOKEN_VARIABLE, end);
}

static void
read_string (Reader *reader)
{
  gssize end = sw_path_find_unescaped (reader->text, reader->length, reader->at + 1,
                                       peek (reader, 0));

  add_token (reader, end < 0 ? SW_QUERY_TOKEN_ERROR : SW_QUERY_TOKEN_STRING,
             end < 0 ? reader->length : (gsize) end + 1);
}

/* A name behind a point: of a member, or of a function */
static void
read_step (Reader *reader)
{
  gsize end = find_word_end (reader, reader->at, TRUE);

  add_token (reader,
             end < reader->length && reader->text[end] == '(' ? SW_QUERY_TOKEN_FUNCTION
                                                              : SW_QUERY_TOKEN_FIELD,
             end);
}

static void
read_word (Reader *reader)
{
  static const struct
  {
    const char      *word;
    SwQueryTokenKind kind;
  } words[] = {
    { "true", SW_QUERY_TOKEN_CONSTANT },  { "false", SW_QUERY_TOKEN_CONSTANT },
    { "null", SW_QUERY_TOKEN_CONSTANT },  { "in", SW_QUERY_TOKEN_KEYWORD },
    { "nin", SW_QUERY_TOKEN_KEYWORD },    { "anyof", SW_QUERY_TOKEN_KEYWORD },
    { "noneof", SW_QUERY_TOKEN_KEYWORD }, { "subsetof", SW_QUERY_TOKEN_KEYWORD },
    { "size", SW_QUERY_TOKEN_KEYWORD },   { "empty", SW_QUERY_TOKEN_KEYWORD },
    { "contains", SW_QUERY_TOKEN_KEYWORD },
  };
  gsize end = find_word_end (reader, reader->at, FALSE);

  /* States.Format */
  if (is_word (reader, end, "States") && end < reader->length && reader->text[end] == '.')
    {
      add_token (reader, SW_QUERY_TOKEN_FUNCTION, find_word_end (reader, end + 1, FALSE));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (reader, end, words[i].word))
      {
        add_token (reader, words[i].kind, end);
        return;
      }

  add_token (reader, SW_QUERY_TOKEN_FIELD, end);
}

static void
read_number (Reader *reader)
{
  gsize end = reader->at + 1;

  while (end < reader->length
         && (g_ascii_isalnum (reader->text[end])
             || (reader->text[end] == '.' && end + 1 < reader->length
                 && g_ascii_isdigit (reader->text[end + 1]))))
    end++;
  add_token (reader, SW_QUERY_TOKEN_NUMBER, end);
}

static void
read_operator (Reader *reader)
{
  static const char *const operators[] = { "==", "!=", "<=", ">=", "=~", "&&", "||", ".." };
  gsize length = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (peek (reader, 0) == operators[i][0] && peek (reader, 1) == operators[i][1])
      length = 2;
  add_token (reader, SW_QUERY_TOKEN_OPERATOR, reader->at + length);
}

static gboolean
is_behind_point (const Reader *reader)
{
  const SwQueryToken *last;

  if (reader->tokens->len == 0)
    return FALSE;
  last = &g_array_index (reader->tokens, SwQueryToken, reader->tokens->len - 1);
  return last->kind == SW_QUERY_TOKEN_OPERATOR && last->span.end == reader->at
         && reader->text[reader->at - 1] == '.';
}

/* A pattern stands behind `=~` alone. */
static gboolean
is_behind_match (const Reader *reader)
{
  const SwQueryToken *last;

  if (reader->tokens->len == 0)
    return FALSE;
  last = &g_array_index (reader->tokens, SwQueryToken, reader->tokens->len - 1);
  return sw_span_length (last->span) == 2
         && memcmp (reader->text + last->span.start, "=~", 2) == 0;
}

static void
read_pattern (Reader *reader)
{
  gssize end = sw_path_find_unescaped (reader->text, reader->length, reader->at + 1, '/');

  if (end < 0)
    add_token (reader, SW_QUERY_TOKEN_ERROR, reader->length);
  else
    add_token (reader, SW_QUERY_TOKEN_REGEX, find_word_end (reader, (gsize) end + 1, FALSE));
}

/**
 * sw_expression_tokenize:
 * @text: (array length=length): a path or a call of an intrinsic function, whole or broken
 * @length: in bytes
 *
 * Returns: (transfer full) (element-type SwQueryToken): its words in order; blanks are in none
 */
GArray *
sw_expression_tokenize (const char *text,
                        gsize       length)
{
  Reader reader = { g_array_new (FALSE, FALSE, sizeof (SwQueryToken)), text, length, 0 };

  while (reader.at < length)
    {
      char c = peek (&reader, 0);

      if (g_ascii_isspace (c))
        reader.at++;
      else if (is_behind_point (&reader) && (is_word_character (c) || c == '-'))
        read_step (&reader);
      else if (c == '$' || c == '@')
        read_variable (&reader);
      else if (c == '\'' || c == '"')
        read_string (&reader);
      else if (c == '/' && is_behind_match (&reader))
        read_pattern (&reader);
      else if (g_ascii_isdigit (c) || (c == '-' && g_ascii_isdigit (peek (&reader, 1))))
        read_number (&reader);
      else if (is_word_character (c))
        read_word (&reader);
      else
        read_operator (&reader);
    }

  return reader.tokens;
}

static void
collect_uses (GArray             *uses,
              const SwExpression *expression,
              gsize               offset)
{
  if (expression->kind == SW_EXPRESSION_VARIABLE)
    {
      SwVariableUse use = { .name = g_strdup (sw_string_get_text (expression->variable)) };

      use.span.start = offset + 1;
      use.span.end = use.span.start + sw_string_get_length (expression->variable);
      g_array_append_val (uses, use);
    }
  for (guint i = 0; expression->arguments != NULL && i < expression->arguments->len; i++)
    {
      const SwExpression *argument = expression->arguments->pdata[i];

      collect_uses (uses, argument, argument->offset);
    }
}

/**
 * sw_expression_dup_uses:
 * @text: (array length=length): a path or a call of an intrinsic function
 * @length: in bytes
 *
 * Returns: (transfer full) (nullable) (element-type SwVariableUse): the variables that it reads, in
 * order; NULL where the text is neither
 */
GArray *
sw_expression_dup_uses (const char *text,
                        gsize       length)
{
  g_autoptr (SwExpression) expression = sw_expression_new (text, length, NULL);
  GArray *uses;

  if (expression == NULL)
    return NULL;

  uses = sw_variable_uses_new ();
  collect_uses (uses, expression, 0);

  return uses;
}
