/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-condition.h"

#include <string.h>

#include "query/sw-query-tokens.h"

/* What a JSONata condition asks, as far as it compares paths with constants:
 *
 *   condition  = both *( "or" both )
 *   both       = one *( "and" one )
 *   one        = "(" condition ")" | "$not" "(" condition ")" | comparison
 *   comparison = path operator constant | constant operator path
 *   path       = variable or name, then *( "." name )
 *
 * All else is kept as its source, of which nothing is known. What compares an absent value, or one
 * of another type, does not match: it is false, or an error that ends the execution. */

typedef struct
{
  const char *text;
  GArray     *tokens; /* SwQueryToken */
  guint       at;
  guint       depth;
} SwReader;

static SwCondition *read_either (SwReader *reader);

static const SwQueryToken *
peek (const SwReader *reader)
{
  return reader->at < reader->tokens->len
             ? &g_array_index (reader->tokens, SwQueryToken, reader->at)
             : NULL;
}

static gboolean
is_next (const SwReader *reader,
         const char     *word)
{
  const SwQueryToken *token = peek (reader);

  return token != NULL && sw_span_length (token->span) == strlen (word)
         && strncmp (reader->text + token->span.start, word, strlen (word)) == 0;
}

static gboolean
accept (SwReader   *reader,
        const char *word)
{
  if (!is_next (reader, word))
    return FALSE;
  reader->at++;

  return TRUE;
}

static char *
dup_token (const SwReader     *reader,
           const SwQueryToken *token)
{
  return g_strndup (reader->text + token->span.start, sw_span_length (token->span));
}

/* "$states.input.size", without white space; NULL, and nowhere further, where none stands */
static char *
read_path (SwReader *reader)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const SwQueryToken *token = peek (reader);
  guint start = reader->at;

  if (token == NULL
      || (token->kind != SW_QUERY_TOKEN_VARIABLE && token->kind != SW_QUERY_TOKEN_FIELD))
    return NULL;

  for (;;)
    {
      token = peek (reader);
      if (token == NULL
          || (token->kind != SW_QUERY_TOKEN_VARIABLE && token->kind != SW_QUERY_TOKEN_FIELD))
        {
          reader->at = start;
          return NULL;
        }
      g_string_append_len (path, reader->text + token->span.start,
                           (gssize) sw_span_length (token->span));
      reader->at++;
      if (!accept (reader, "."))
        return g_strdup (path->str);
      g_string_append_c (path, '.');
    }
}

/* A constant as JSON text; of texts only those that need no other escapes there. */
static char *
read_constant (SwReader *reader)
{
  gboolean negative = accept (reader, "-");
  const SwQueryToken *token = peek (reader);
  g_autofree char *text = token != NULL ? dup_token (reader, token) : NULL;

  if (text != NULL && token->kind == SW_QUERY_TOKEN_NUMBER)
    {
      reader->at++;
      return g_strconcat (negative ? "-" : "", text, NULL);
    }
  if (text != NULL && !negative && token->kind == SW_QUERY_TOKEN_CONSTANT)
    {
      reader->at++;
      return g_steal_pointer (&text);
    }
  if (text != NULL && !negative && token->kind == SW_QUERY_TOKEN_STRING && strlen (text) >= 2
      && strchr (text, '\\') == NULL && (text[0] == '"' || strchr (text, '"') == NULL))
    {
      reader->at++;
      return g_strdup_printf ("\"%.*s\"", (int) (strlen (text) - 2), text + 1);
    }
  if (negative)
    reader->at--;

  return NULL;
}

static const char *
read_comparator (SwReader *reader)
{
  static const char *const comparators[] = { "=", "!=", "<=", ">=", "<", ">" };

  for (guint i = 0; i < G_N_ELEMENTS (comparators); i++)
    if (accept (reader, comparators[i]))
      return comparators[i];

  return NULL;
}

/* What `constant symbol path` is as `path symbol constant` */
static const char *
turn_around (const char *symbol)
{
  static const char *const pairs[][2] = { { "<", ">" }, { "<=", ">=" }, { ">", "<" },
                                          { ">=", "<=" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], symbol) == 0)
      return pairs[i][1];

  return symbol;
}

static SwCondition *
new_test (const char *path,
          const char *test)
{
  return sw_condition_new_comparison (path, sw_operators_find (test), "true");
}

/* NULL for what JSONata compares and the operators do not */
static SwCondition *
new_comparison (const char *path,
                const char *symbol,
                const char *constant)
{
  SwOperandKind type = SW_OPERAND_NUMBER;
  const SwOperator *operator;

  if (strcmp (constant, "null") == 0)
    return strcmp (symbol, "==") == 0 ? new_test (path, "IsNull") : NULL;
  if (constant[0] == '"')
    type = SW_OPERAND_TEXT;
  else if (g_ascii_isalpha (constant[0]))
    type = SW_OPERAND_BOOLEAN;
  operator = sw_operators_find_comparison (type, symbol, FALSE);

  return operator != NULL ? sw_condition_new_comparison (path, operator, constant) : NULL;
}

/* Every path that CONDITION compares is there, and CONDITION does not hold: of an absent value
 * JSONata answers nothing, not the opposite. */
static void
add_presence (SwCondition       *all,
              const SwCondition *condition)
{
  for (guint i = 0; condition->parts != NULL && i < condition->parts->len; i++)
    add_presence (all, condition->parts->pdata[i]);
  if (condition->kind == SW_CONDITION_COMPARISON)
    g_ptr_array_add (all->parts, new_test (condition->variable, "IsPresent"));
}

static SwCondition *
new_opposite (SwCondition *take_condition)
{
  SwCondition *all = sw_condition_new (SW_CONDITION_AND);

  add_presence (all, take_condition);
  g_ptr_array_add (all->parts, sw_condition_new_group (SW_CONDITION_NOT, take_condition));

  return all;
}

static SwCondition *
read_comparison (SwReader *reader)
{
  g_autofree char *constant = read_constant (reader);
  const char *symbol = constant != NULL ? read_comparator (reader) : NULL;
  g_autofree char *path = constant == NULL || symbol != NULL ? read_path (reader) : NULL;
  SwCondition *condition;
  gboolean unequal;

  if (path == NULL)
    return NULL;
  if (constant == NULL)
    {
      symbol = read_comparator (reader);
      constant = symbol != NULL ? read_constant (reader) : NULL;
    }
  else
    symbol = turn_around (symbol);
  if (constant == NULL)
    return NULL;

  unequal = strcmp (symbol, "!=") == 0;
  condition = new_comparison (
      path, unequal || strcmp (symbol, "=") == 0 ? "==" : symbol, constant);

  return condition != NULL && unequal ? new_opposite (condition) : condition;
}

static SwCondition *
read_one (SwReader *reader)
{
  gboolean negated = accept (reader, "$not");
  SwCondition *inner;

  if (!negated && !is_next (reader, "("))
    return read_comparison (reader);
  if (!accept (reader, "(") || ++reader->depth > SW_CONDITION_MAX_DEPTH)
    return NULL;

  inner = read_either (reader);
  reader->depth--;
  if (inner != NULL && !accept (reader, ")"))
    g_clear_pointer (&inner, sw_condition_free);

  return inner != NULL && negated ? new_opposite (inner) : inner;
}

/* Parts with WORD between them, each read by READ */
static SwCondition *
read_group (SwReader        *reader,
            const char      *word,
            SwConditionKind  kind,
            SwCondition   *(*read) (SwReader *reader))
{
  SwCondition *first = read (reader);
  SwCondition *group;

  if (first == NULL || !is_next (reader, word))
    return first;

  group = sw_condition_new_group (kind, first);
  while (accept (reader, word))
    {
      SwCondition *part = read (reader);

      if (part == NULL)
        {
          sw_condition_free (group);
          return NULL;
        }
      g_ptr_array_add (group->parts, part);
    }

  return group;
}

static SwCondition *
read_both (SwReader *reader)
{
  return read_group (reader, "and", SW_CONDITION_AND, read_one);
}

static SwCondition *
read_either (SwReader *reader)
{
  return read_group (reader, "or", SW_CONDITION_OR, read_both);
}

/**
 * sw_condition_from_jsonata:
 * @text: a rule's Condition, `{% … %}`
 *
 * Returns: (transfer full): what it asks; SW_CONDITION_OTHER with @text as its source where it does
 * anything but compare paths with constants
 */
SwCondition *
sw_condition_from_jsonata (const char *text)
{
  gsize length = strlen (text);
  SwCondition *condition = NULL;

  if (g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}") && length >= strlen ("{%%}"))
    {
      SwReader reader = { .text = text + 2 };
      g_autoptr (GArray) tokens = sw_jsonata_tokenize (text + 2, length - 4);

      reader.tokens = tokens;
      condition = read_either (&reader);
      if (condition != NULL && peek (&reader) != NULL)
        g_clear_pointer (&condition, sw_condition_free);
    }
  if (condition != NULL)
    return condition;

  condition = sw_condition_new (SW_CONDITION_OTHER);
  condition->source = g_strdup (text);

  return condition;
}
