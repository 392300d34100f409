/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-rule-text-private.h"
#include "json/sw-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The words of a condition in one line, taken one after the other; what they mean together is in
 * sw-rule-text-parse.c. */

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

/**
 * sw_rule_text_find_word:
 * @word: not ended by a zero
 * @length: its bytes
 * @type: (out): the kind of values it stands for
 *
 * Returns: whether it is the word of a type
 */
gboolean
sw_rule_text_find_word (const char *word, gsize length, SwOperandKind *type)
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

/* How many bytes at the start of TEXT are a quoted text, which may be left open */
gsize
sw_rule_text_get_quoted_length (const char *text)
{
  return (gsize) (skip_quoted (text) - text);
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

/**
 * sw_rule_reader_fail:
 * @where: in the line
 *
 * Keeps the first error.
 *
 * Returns: %NULL, to be handed on
 */
gpointer
sw_rule_reader_fail (SwRuleReader *self, const char *where, const char *message)
{
  if (self->error == NULL)
    {
      self->wrong = where;
      self->error = g_strdup (message);
    }

  return NULL;
}

/**
 * sw_rule_reader_skip_space:
 */
void
sw_rule_reader_skip_space (SwRuleReader *self)
{
  while (g_ascii_isspace (*self->at))
    self->at++;
}

/**
 * sw_rule_text_get_word_length:
 *
 * Returns: how many bytes at the start of @text are one word
 */
gsize
sw_rule_text_get_word_length (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]))
    length++;

  return length;
}

static gboolean
is_word (const char *text, const char *word)
{
  return sw_rule_text_get_word_length (text) == strlen (word)
         && g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

/**
 * sw_rule_reader_take_word:
 *
 * Returns: whether @word stands next, in whichever case; it is passed then
 */
gboolean
sw_rule_reader_take_word (SwRuleReader *self, const char *word)
{
  sw_rule_reader_skip_space (self);
  if (!is_word (self->at, word))
    return FALSE;
  self->at += strlen (word);

  return TRUE;
}

/**
 * sw_rule_reader_take_character:
 *
 * Returns: whether @character stands next; it is passed then
 */
gboolean
sw_rule_reader_take_character (SwRuleReader *self, char character)
{
  sw_rule_reader_skip_space (self);
  if (*self->at != character)
    return FALSE;
  self->at++;

  return TRUE;
}

/**
 * sw_rule_reader_take_scalar:
 *
 * Returns: (transfer full) (nullable): the JSON scalar or the ${placeholder} that stands next, as
 *   it is spelled
 */
char *
sw_rule_reader_take_scalar (SwRuleReader *self)
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
  if (g_str_has_prefix (json, "${") && !g_str_has_suffix (json, "}"))
    return sw_rule_reader_fail (self, self->at, _ ("This placeholder has no end"));
  if (!sw_tree_is_valid (tree))
    return sw_rule_reader_fail (
        self, self->at,
        *self->at == '"' ? _ ("This text has no end, or a wrong escape; a quote inside it "
                              "is written \\\"")
                         : _ ("This is neither text in quotes, nor a number, true or "
                              "false"));
  self->at = end;

  return g_steal_pointer (&json);
}

static char *
quote (const char *text, gsize length)
{
  GString *json = g_string_new (NULL);

  sw_json_string_print (text, length, json);

  return g_string_free (json, FALSE);
}

/**
 * sw_rule_reader_take_path:
 *
 * Returns: (transfer full) (nullable): the path that stands next, as JSON text
 */
char *
sw_rule_reader_take_path (SwRuleReader *self)
{
  const char *start;
  gsize length;

  sw_rule_reader_skip_space (self);
  start = self->at;
  if (sw_rule_reader_take_word (self, "path"))
    {
      sw_rule_reader_skip_space (self);
      start = self->at;
      if (*start != '"' && !g_str_has_prefix (start, "${"))
        return sw_rule_reader_fail (self, start, _ ("A text in quotes follows “path”"));
      return sw_rule_reader_take_scalar (self);
    }
  length = sw_rule_text_get_path_length (start);
  if (length == 0)
    return NULL;
  self->at += length;

  return quote (start, length);
}

/**
 * sw_rule_reader_fail_expected:
 * @expected: what should stand next, in words
 *
 * Says what stands there instead.
 *
 * Returns: %NULL, to be handed on
 */
gpointer
sw_rule_reader_fail_expected (SwRuleReader *self, const char *expected)
{
  g_autofree char *message = NULL;

  if (g_str_has_prefix (self->at, "…"))
    return sw_rule_reader_fail (self, self->at, _ ("Something is missing here"));
  if (*self->at == '\0')
    /* translators: what has to follow, such as “a path such as $.size” */
    message = g_strdup_printf (_ ("The condition ends too early: %s is expected"), expected);
  else
    message = g_strdup_printf (_ ("Expected here: %s"), expected);

  return sw_rule_reader_fail (self, self->at, message);
}

/**
 * sw_rule_reader_take_symbol:
 *
 * Returns: (nullable): the operator between two values that stands next, such as "<="
 */
const char *
sw_rule_reader_take_symbol (SwRuleReader *self)
{
  /* Longer ones first */
  static const char *const symbols[] = { "==", "<=", ">=", "!=", "<", ">" };

  sw_rule_reader_skip_space (self);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_has_prefix (self->at, symbols[i]))
      {
        self->at += strlen (symbols[i]);
        return symbols[i];
      }

  return sw_rule_reader_take_word (self, "matches") ? "matches" : NULL;
}
