/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-operators.h"
#include "asl/rules/sw-rule-text-private.h"
#include "asl/rules/sw-rule-text-scan.h"

#include <string.h>

/* A condition in one line as words, while it is being typed: half a line has words, and places
 * where the next one goes. What is wrong with it the parser says. */

typedef struct
{
  const char *text;
  gsize at;
  SwRulePlace place; /* of what stands at `at` */
} Scanner;

/* What leads from place to place */
static const struct
{
  const char *word;
  SwRulePlace next;
  SwQueryTokenKind kind;
} words[] = {
  { "not", SW_RULE_PLACE_SAME, SW_QUERY_TOKEN_KEYWORD },
  { "is", SW_RULE_PLACE_TEST, SW_QUERY_TOKEN_KEYWORD },
  { "matches", SW_RULE_PLACE_VALUE, SW_QUERY_TOKEN_KEYWORD },
  { "and", SW_RULE_PLACE_CONDITION, SW_QUERY_TOKEN_KEYWORD },
  { "or", SW_RULE_PLACE_CONDITION, SW_QUERY_TOKEN_KEYWORD },
  { "path", SW_RULE_PLACE_SAME, SW_QUERY_TOKEN_KEYWORD },
  { "true", SW_RULE_PLACE_JOIN, SW_QUERY_TOKEN_CONSTANT },
  { "false", SW_RULE_PLACE_JOIN, SW_QUERY_TOKEN_CONSTANT },
};

static gboolean
is_test (const char *word, gsize length)
{
  guint count;
  const SwOperator *operators = sw_operators_get_all (&count);

  for (guint i = 0; i < count; i++)
    if (operators[i].operand == SW_OPERAND_TEST && strlen (operators[i].symbol) == length
        && strncmp (operators[i].symbol, word, length) == 0)
      return TRUE;

  return FALSE;
}

/* A word of letters: what it is, and where it leads */
static void
take_word (Scanner *self, SwRuleWord *word, gsize length)
{
  const char *start = self->text + self->at;
  SwOperandKind type;

  word->kind = SW_QUERY_TOKEN_ERROR;
  if (self->place == SW_RULE_PLACE_TEST && is_test (start, length))
    {
      word->kind = SW_QUERY_TOKEN_KEYWORD;
      self->place = SW_RULE_PLACE_JOIN;
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length
        && g_ascii_strncasecmp (words[i].word, start, length) == 0)
      {
        word->kind = words[i].kind;
        if (words[i].next != SW_RULE_PLACE_SAME)
          self->place = words[i].next;
        return;
      }
  if (sw_rule_text_find_word (start, length, &type))
    word->kind = SW_QUERY_TOKEN_KEYWORD;
}

/* A value or a path is behind us. */
static void
pass_value (Scanner *self)
{
  if (self->place == SW_RULE_PLACE_CONDITION)
    self->place = SW_RULE_PLACE_OPERATOR;
  else if (self->place == SW_RULE_PLACE_VALUE)
    self->place = SW_RULE_PLACE_JOIN;
}

static gsize
take_symbol (Scanner *self, SwRuleWord *word)
{
  SwRuleReader reader = { .at = self->text + self->at };
  char first = *reader.at;

  if (strchr ("()", first) != NULL)
    {
      word->kind = SW_QUERY_TOKEN_OPERATOR;
      self->place = first == '(' ? SW_RULE_PLACE_CONDITION : SW_RULE_PLACE_JOIN;
      return 1;
    }
  if (strchr ("=<>!", first) != NULL && sw_rule_reader_take_symbol (&reader) != NULL)
    {
      word->kind = SW_QUERY_TOKEN_OPERATOR;
      self->place = SW_RULE_PLACE_VALUE;
      return (gsize) (reader.at - self->text) - self->at;
    }

  word->kind = SW_QUERY_TOKEN_ERROR;
  return (gsize) (g_utf8_next_char (reader.at) - reader.at);
}

/* What is no word of letters: a path, a text, a number, a placeholder; 0: none of them */
static gsize
take_value (Scanner *self, SwRuleWord *word)
{
  const char *start = self->text + self->at;
  gsize length = sw_rule_text_get_path_length (start);

  word->is_path = length > 0;
  word->kind = SW_QUERY_TOKEN_VARIABLE;
  if (g_str_has_prefix (start, "${"))
    length = strcspn (start, "}") + (strchr (start, '}') != NULL);
  else if (*start == '"')
    {
      word->kind = SW_QUERY_TOKEN_STRING;
      length = sw_rule_text_get_quoted_length (start);
    }
  else if (g_ascii_isdigit (*start) || *start == '-')
    {
      word->kind = SW_QUERY_TOKEN_NUMBER;
      length = 1 + strspn (start + 1, "0123456789+-.eE");
    }
  if (length > 0)
    pass_value (self);

  return length;
}

static gboolean
take (Scanner *self, SwRuleWord *word)
{
  const char *text = self->text;
  gsize length;

  while (g_ascii_isspace (text[self->at]))
    self->at++;
  *word = (SwRuleWord){ .place = self->place, .span = { self->at, self->at } };
  if (text[self->at] == '\0')
    return FALSE;
  length = sw_rule_text_get_word_length (text + self->at);
  if (length > 0)
    take_word (self, word, length);
  else
    length = take_value (self, word);
  if (length == 0)
    length = take_symbol (self, word);
  self->at += length;
  word->span.end = self->at;

  return TRUE;
}

/**
 * sw_rule_text_find_word_at:
 * @text: a line as sw-rule-text.h describes it, or half of one
 * @caret: byte of it
 * @word: (out): what is being typed at the caret; empty where nothing is
 *
 * Finds out what goes where the caret is.
 */
void
sw_rule_text_find_word_at (const char *text, gsize caret, SwRuleWord *word)
{
  Scanner scanner = { .text = text };

  while (take (&scanner, word) && word->span.end < caret)
    ;
  /* Nothing goes on with a symbol: what is typed behind it is the next word. */
  if (word->span.end == caret && word->kind == SW_QUERY_TOKEN_OPERATOR)
    *word = (SwRuleWord){ .place = scanner.place, .span = { caret, caret } };
  else if (word->span.start >= caret)
    word->span = (SwSpan){ caret, caret };
}

static void
append_path (GArray *tokens, const char *text, SwSpan span)
{
  g_autoptr (GArray) parts
      = sw_expression_tokenize (text + span.start, sw_span_length (span));

  for (guint i = 0; i < parts->len; i++)
    {
      SwQueryToken token = g_array_index (parts, SwQueryToken, i);

      token.span.start += span.start;
      token.span.end += span.start;
      g_array_append_val (tokens, token);
    }
}

/**
 * sw_rule_text_dup_tokens:
 * @text: a line as sw-rule-text.h describes it, or half of one
 *
 * Returns: (transfer full) (element-type SwQueryToken): its words in order, for those who colour it
 */
GArray *
sw_rule_text_dup_tokens (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (SwQueryToken));
  Scanner scanner = { .text = text };
  SwRuleWord word;

  while (take (&scanner, &word))
    if (word.is_path)
      append_path (tokens, text, word.span);
    else
      {
        const SwQueryToken token = { word.kind, word.span };

        g_array_append_val (tokens, token);
      }

  return tokens;
}
