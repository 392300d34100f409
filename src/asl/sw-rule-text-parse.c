/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-rule-text-private.h"
#include "json/sw-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* From a line to the condition it means, or to what is wrong at which byte of it */

static const char *const type_words[] = {
  [SW_OPERAND_TEXT] = "text",
  [SW_OPERAND_NUMBER] = "number",
  [SW_OPERAND_BOOLEAN] = "boolean",
  [SW_OPERAND_TIMESTAMP] = "timestamp",
};

/* The word that says of what kind a value is */
const char *
sw_rule_text_get_word (SwOperandKind type)
{
  return type_words[type];
}

gboolean
sw_rule_text_find_word (const char    *word,
                        gsize          length,
                        SwOperandKind *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    if (strlen (type_words[i]) == length && strncmp (type_words[i], word, length) == 0)
      {
        *type = i;
        return TRUE;
      }

  return FALSE;
}

/* The byte behind the quoted part that begins at TEXT, which may be left open */
static const char *
skip_quoted (const char *text)
{
  char quote = *text++;

  while (*text != '\0' && *text != quote)
    text += *text == '\\' && text[1] != '\0' ? 2 : 1;

  return *text != '\0' ? text + 1 : text;
}

/* How many bytes at the start of TEXT are one path: it begins with $ and ends at a space, a
 * parenthesis or an operator, but for what stands in brackets. */
gsize
sw_rule_text_get_path_length (const char *text)
{
  const char *end = text;
  guint depth = 0;

  if (*text != '$' || text[1] == '{')
    return 0;
  while (*end != '\0' && (depth > 0 || strchr (" \t\r\n()<>=!,", *end) == NULL))
    {
      if (depth > 0 && (*end == '\'' || *end == '"'))
        {
          end = skip_quoted (end);
          continue;
        }
      depth += *end == '[' ? 1 : 0;
      depth -= *end == ']' && depth > 0 ? 1 : 0;
      end++;
    }

  return (gsize) (end - text);
}

typedef struct
{
  const char *text;
  const char *at;    /* what is read next */
  const char *wrong; /* where the first error is, or NULL */
  char       *error;
  guint       depth;
} Parser;

static SwCondition *parse_any (Parser *self);

/* Keeps the first error. Returns: NULL, to be handed on */
static gpointer
fail (Parser     *self,
      const char *where,
      const char *message)
{
  if (self->error == NULL)
    {
      self->wrong = where;
      self->error = g_strdup (message);
    }

  return NULL;
}

static void
skip_space (Parser *self)
{
  while (g_ascii_isspace (*self->at))
    self->at++;
}

static gsize
get_word_length (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]))
    length++;

  return length;
}

static gboolean
is_word (const char *text,
         const char *word)
{
  return get_word_length (text) == strlen (word) &&
         g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

static gboolean
take_word (Parser     *self,
           const char *word)
{
  skip_space (self);
  if (!is_word (self->at, word))
    return FALSE;
  self->at += strlen (word);

  return TRUE;
}

static gboolean
take_character (Parser *self,
                char    character)
{
  skip_space (self);
  if (*self->at != character)
    return FALSE;
  self->at++;

  return TRUE;
}

/* The JSON scalar or the ${placeholder} that stands next, as it is spelled; NULL where none does */
static char *
take_scalar (Parser *self)
{
  const char *end = self->at;
  g_autoptr (SwTree) tree = NULL;
  g_autofree char *json = NULL;

  if (*end == '"')
    end = skip_quoted (end);
  else if (g_str_has_prefix (end, "${"))
    end += strcspn (end, "}") + (strchr (end, '}') != NULL);
  else
    while (g_ascii_isalnum (*end) || (*end != '\0' && strchr ("+-.", *end) != NULL))
      end++;
  if (end == self->at)
    return NULL;
  json = g_strndup (self->at, (gsize) (end - self->at));
  tree = sw_tree_parse (json, -1);
  if (!sw_tree_is_valid (tree) && sw_tree_get_root (tree)->kind != SW_NODE_PLACEHOLDER)
    return fail (self, self->at,
                 *self->at == '"' ? _ ("This text has no end, or a wrong escape; a quote inside it "
                                       "is written \\\"")
                                  : _ ("This is neither text in quotes, nor a number, true or "
                                       "false"));
  self->at = end;

  return g_steal_pointer (&json);
}

static char *
quote (const char *text,
       gsize       length)
{
  GString *json = g_string_new (NULL);

  sw_json_string_print (text, length, json);

  return g_string_free (json, FALSE);
}

/* A path as JSON text; NULL where none stands */
static char *
take_path (Parser *self)
{
  const char *start;
  gsize length;

  skip_space (self);
  start = self->at;
  if (take_word (self, "path"))
    {
      skip_space (self);
      start = self->at;
      if (*start != '"' && !g_str_has_prefix (start, "${"))
        return fail (self, start, _ ("A text in quotes follows “path”"));
      return take_scalar (self);
    }
  length = sw_rule_text_get_path_length (start);
  if (length == 0)
    return NULL;
  self->at += length;

  return quote (start, length);
}

/* Says what stands at a place where a comparison, or another part, was expected. */
static gpointer
fail_expected (Parser     *self,
               const char *expected)
{
  g_autofree char *message = NULL;

  if (g_str_has_prefix (self->at, "…"))
    return fail (self, self->at, _ ("Something is missing here"));
  if (*self->at == '\0')
    /* translators: what has to follow, such as “a path such as $.size” */
    message = g_strdup_printf (_ ("The condition ends too early: %s is expected"), expected);
  else
    message = g_strdup_printf (_ ("Expected here: %s"), expected);

  return fail (self, self->at, message);
}

/* Tests: `is present`, `is not null` */
static SwCondition *
parse_test (Parser     *self,
            const char *variable)
{
  gboolean negated = take_word (self, "not");
  guint n_operators;
  const SwOperator *operators = sw_operators_get_all (&n_operators);

  for (guint i = 0; i < n_operators; i++)
    if (operators[i].operand == SW_OPERAND_TEST && take_word (self, operators[i].symbol))
      return sw_condition_new_comparison (variable, &operators[i], negated ? "false" : "true");

  return fail_expected (self, _ ("present, null, numeric, string, boolean or timestamp"));
}

/* Of what kind a constant is by its spelling; FALSE for null and placeholders */
static gboolean
find_type (const char    *json,
           SwOperandKind *type)
{
  if (*json == '"')
    *type = SW_OPERAND_TEXT;
  else if (*json == '-' || g_ascii_isdigit (*json))
    *type = SW_OPERAND_NUMBER;
  else if (*json == 't' || *json == 'f')
    *type = SW_OPERAND_BOOLEAN;
  else
    return FALSE;

  return TRUE;
}

/* A constant behind a word for its kind */
static gboolean
fits (SwOperandKind  type,
      const char    *json)
{
  SwOperandKind spelled = SW_OPERAND_TEST;

  if (g_str_has_prefix (json, "${"))
    return TRUE;
  if (!find_type (json, &spelled))
    return FALSE;

  return spelled == (type == SW_OPERAND_TIMESTAMP ? SW_OPERAND_TEXT : type);
}

/* Takes the value beside an operator. JSON is its text, BY_PATH whether it is where the value
 * is. */
static gboolean
take_value (Parser         *self,
            SwOperandKind  *type,
            gboolean       *by_path,
            char          **json)
{
  const char *start;
  gboolean named;

  skip_space (self);
  start = self->at;
  named = sw_rule_text_find_word (start, get_word_length (start), type);
  if (named)
    {
      self->at += get_word_length (start);
      skip_space (self);
    }
  *json = take_path (self);
  *by_path = *json != NULL;
  if (*json == NULL && self->error == NULL)
    *json = take_scalar (self);
  if (*json == NULL)
    return fail_expected (self, _ ("a text in quotes, a number, true, false, or a path")) != NULL;
  if (named && (*by_path || fits (*type, *json)))
    return TRUE;
  if (named)
    return fail (self, start, _ ("The word and the value behind it do not go together")) != NULL;
  if (!*by_path && find_type (*json, type))
    return TRUE;

  return fail (self, start, _ ("Say of what kind this is: put text, number, boolean or timestamp "
                               "before it")) != NULL;
}

static const char *
take_symbol (Parser *self)
{
  /* Longer ones first */
  static const char *const symbols[] = { "==", "<=", ">=", "!=", "<", ">" };

  skip_space (self);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_has_prefix (self->at, symbols[i]))
      {
        self->at += strlen (symbols[i]);
        return symbols[i];
      }

  return take_word (self, "matches") ? "matches" : NULL;
}

static SwCondition *
parse_comparison (Parser *self)
{
  g_autofree char *variable = take_path (self);
  g_autofree char *operand = NULL;
  const SwOperator *operator;
  const char *where, *symbol;
  SwOperandKind type = SW_OPERAND_TEXT;
  gboolean by_path = FALSE, negated;
  SwCondition *comparison;

  if (variable == NULL && g_str_has_prefix (self->at, "${"))
    variable = take_scalar (self);
  if (variable == NULL)
    return fail_expected (self, _ ("a path such as $.size, not, or a parenthesis"));
  if (take_word (self, "is"))
    return parse_test (self, variable);
  skip_space (self);
  where = self->at;
  symbol = take_symbol (self);
  if (symbol == NULL)
    return fail_expected (self, _ ("==, <, >, <=, >=, !=, matches or is"));
  if (!take_value (self, &type, &by_path, &operand))
    return NULL;
  negated = strcmp (symbol, "!=") == 0;
  operator = sw_operators_find_comparison (type, negated ? "==" : symbol, by_path);
  if (operator == NULL)
    return fail (self, where,
                 strcmp (symbol, "matches") == 0
                     ? _ ("“matches” needs a pattern as text in quotes, such as \"*.log\"")
                     : _ ("true and false can only be compared with =="));
  comparison = sw_condition_new_comparison (variable, operator, operand);

  return negated ? sw_condition_new_group (SW_CONDITION_NOT, comparison) : comparison;
}

/* What stands in parentheses, of which the first is read */
static SwCondition *
parse_inner (Parser *self)
{
  g_autoptr (SwCondition) inner = NULL;

  if (++self->depth > SW_CONDITION_MAX_DEPTH)
    return fail (self, self->at, _ ("The parentheses are nested too deep"));
  inner = parse_any (self);
  self->depth--;
  if (inner == NULL)
    return NULL;
  if (!take_character (self, ')'))
    return fail_expected (self, _ ("and, or, or a closing parenthesis"));

  return g_steal_pointer (&inner);
}

static SwCondition *
parse_one (Parser *self)
{
  static const struct
  {
    const char      *word;
    SwConditionKind  kind;
  } groups[] = {
    { "not", SW_CONDITION_NOT },
    { "and", SW_CONDITION_AND },
    { "or", SW_CONDITION_OR },
  };

  if (take_character (self, '('))
    return parse_inner (self);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (take_word (self, groups[i].word))
      {
        SwCondition *inner;

        if (!take_character (self, '('))
          return fail_expected (self, _ ("an opening parenthesis"));
        inner = parse_inner (self);
        return inner != NULL ? sw_condition_new_group (groups[i].kind, inner) : NULL;
      }

  return parse_comparison (self);
}

/* Parts of which the first was read, joined by WORD */
static SwCondition *
parse_joined (Parser          *self,
              SwConditionKind  kind,
              const char      *word,
              SwCondition *  (*parse_part) (Parser *))
{
  g_autoptr (SwCondition) first = parse_part (self);
  g_autoptr (SwCondition) group = NULL;

  while (self->error == NULL && take_word (self, word))
    {
      SwCondition *part = parse_part (self);

      if (part == NULL)
        return NULL;
      if (group == NULL)
        group = sw_condition_new_group (kind, g_steal_pointer (&first));
      g_ptr_array_add (group->parts, part);
    }
  if (self->error != NULL)
    return NULL;

  return group != NULL ? g_steal_pointer (&group) : g_steal_pointer (&first);
}

static SwCondition *
parse_all (Parser *self)
{
  return parse_joined (self, SW_CONDITION_AND, "and", parse_one);
}

static SwCondition *
parse_any (Parser *self)
{
  return parse_joined (self, SW_CONDITION_OR, "or", parse_all);
}

/**
 * sw_rule_text_parse:
 * @text: a line as sw-rule-text.h describes it
 * @offset: (out): byte offset of what is wrong, 0..strlen (@text)
 * @error: (out): what is wrong there, in a sentence without full stop
 *
 * Returns: (transfer full) (nullable): the condition
 */
SwCondition *
sw_rule_text_parse (const char  *text,
                    gsize       *offset,
                    char       **error)
{
  Parser self = { .text = text, .at = text };
  g_autoptr (SwCondition) condition = NULL;

  *offset = 0;
  *error = NULL;
  condition = parse_any (&self);
  skip_space (&self);
  if (condition != NULL && *self.at != '\0')
    fail_expected (&self, _ ("and, or, or the end of the condition"));
  if (self.error != NULL)
    {
      *offset = (gsize) (self.wrong - text);
      *error = self.error;
      return NULL;
    }

  return g_steal_pointer (&condition);
}
