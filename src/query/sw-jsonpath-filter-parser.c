/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/sw-jsonpath-filter-private.h"

#include <string.h>

/* The grammar, as Jayway reads it:
 *
 *   or       = and *( "||" and )
 *   and      = operand *( "&&" operand )
 *   operand  = "(" or ")" | "!" operand | term [ operator term ]
 *   term     = [ "!" ] path | 'text' | "text" | number | true | false | null | [ … ] | { … } | /pattern/flags
 *   operator = characters out of < > = ~ !, or a word up to the next blank
 *
 * A path in a filter ends at a blank, at one of < > = ~ ! and at ")": so `@.a&&@.b` is one path with the
 * strange member "a&&@", as Jayway has it. */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
  gsize       offset; /* of `text` in the whole path, for messages */
  guint       nesting;
  guint       depth;  /* of parentheses and "!" */
} SwFilterReader;

static SwPathFilter *read_or (SwFilterReader *reader,
                              GError        **error);

static void
term_clear (SwFilterTerm *term)
{
  g_clear_pointer (&term->path, sw_json_path_unref);
  g_clear_pointer (&term->pattern, pcre2_code_free);
  g_clear_pointer (&term->digits, g_free);
  sw_value_clear (&term->value);
}

/**
 * sw_path_filter_free:
 *
 * Frees a filter and all it holds.
 */
void
sw_path_filter_free (SwPathFilter *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  term_clear (&self->left);
  term_clear (&self->right);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPathFilter, sw_path_filter_free)

static SwPathFilter *
filter_new (SwFilterKind kind)
{
  SwPathFilter *self = g_new0 (SwPathFilter, 1);

  self->kind = kind;
  self->left.value = SW_VALUE_INIT;
  self->right.value = SW_VALUE_INIT;
  return self;
}

static SwPathFilter *
filter_new_of (SwFilterKind  kind,
               SwPathFilter *take_part)
{
  SwPathFilter *self = filter_new (kind);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_path_filter_free);
  g_ptr_array_add (self->parts, take_part);
  return self;
}

static void
skip_spaces (SwFilterReader *reader)
{
  reader->at = sw_path_skip_spaces (reader->text, reader->length, reader->at);
}

static char
peek (const SwFilterReader *reader)
{
  return reader->at < reader->length ? reader->text[reader->at] : '\0';
}

static gboolean
is_operator_char (char c)
{
  return c == '<' || c == '>' || c == '=' || c == '~' || c == '!';
}

static void
set_error (SwFilterReader *reader,
           const char     *message,
           GError        **error)
{
  sw_path_set_syntax_error (error, reader->offset + reader->at, "%s", message);
}

/* Whether the ")" at the reader's place ends an empty argument list: @.tags.length() */
static gboolean
closes_function (const SwFilterReader *reader,
                 gsize                 start)
{
  gsize at = reader->at;

  while (at > start && reader->text[at - 1] == ' ')
    at--;
  if (at == start || reader->text[at - 1] != '(')
    return FALSE;

  return memchr (reader->text + start, '.', at - start) != NULL;
}

static gboolean
read_path (SwFilterReader *reader,
           SwFilterTerm   *term,
           GError        **error)
{
  gsize start = reader->at++;

  while (reader->at < reader->length)
    {
      char c = peek (reader);

      if (c == '[')
        {
          gssize closing
              = sw_path_find_closing (reader->text, reader->length, reader->at, FALSE);

          if (closing < 0)
            {
              set_error (reader, "Square brackets do not match in filter", error);
              return FALSE;
            }
          reader->at = (gsize) closing;
        }
      else if (is_operator_char (c) || c == ' ' || (c == ')' && !closes_function (reader, start)))
        break;

      reader->at++;
    }

  term->path = sw_path_parse (reader->text + start, reader->at - start, reader->nesting, error);
  return term->path != NULL;
}

static gboolean
read_string (SwFilterReader *reader,
             SwFilterTerm   *term,
             GError        **error)
{
  gsize start = reader->at + 1;
  gssize end = sw_path_find_unescaped (reader->text, reader->length, start, peek (reader));
  SwString *string;

  if (end < 0)
    {
      set_error (reader, "String is not closed", error);
      return FALSE;
    }

  string = sw_path_unescape (reader->text + start, (gsize) end - start, '\0',
                             reader->offset + start, error);
  if (string == NULL)
    return FALSE;

  term->value = sw_value_take_string (string);
  reader->at = (gsize) end + 1;
  return TRUE;
}

static gboolean
read_number (SwFilterReader *reader,
             SwFilterTerm   *term,
             GError        **error)
{
  const char *start = reader->text + reader->at;
  gsize length = 0;

  while (reader->at + length < reader->length
         && (g_ascii_isdigit (start[length]) || memchr ("-.eE", start[length], 4) != NULL))
    length++;

  term->digits = sw_decimal_to_java (start, length);
  if (term->digits == NULL)
    {
      set_error (reader, "Expected a value", error);
      return FALSE;
    }

  term->value = sw_value_new_number (g_ascii_strtod (term->digits, NULL));
  reader->at += length;
  return TRUE;
}

static gboolean
read_word (SwFilterReader *reader,
           const char     *word)
{
  gsize length = strlen (word);

  if (reader->length - reader->at < length
      || strncmp (reader->text + reader->at, word, length) != 0)
    return FALSE;

  reader->at += length;
  return TRUE;
}

/* TEXT with 'text' turned into "text": the JSON that stands in filters is written with either quote. */
static char *
dup_with_double_quotes (const char *text,
                        gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char quote = text[i];
      gssize end;

      if (quote != '\'' && quote != '"')
        {
          g_string_append_c (out, text[i]);
          continue;
        }

      end = sw_path_find_unescaped (text, length, i + 1, quote);
      if (end < 0)
        end = (gssize) length;
      g_string_append_c (out, '"');
      for (i++; i < (gsize) end; i++)
        {
          if (quote == '\'' && text[i] == '"')
            g_string_append_c (out, '\\');
          if (quote == '\'' && text[i] == '\\' && i + 1 < (gsize) end && text[i + 1] == '\'')
            continue;
          g_string_append_c (out, text[i]);
          if (text[i] == '\\' && i + 1 < (gsize) end)
            g_string_append_c (out, text[++i]);
        }
      g_string_append_c (out, '"');
    }

  return g_string_free (out, FALSE);
}

static gboolean
read_json (SwFilterReader *reader,
           SwFilterTerm   *term,
           GError        **error)
{
  gssize closing = sw_path_find_closing (reader->text, reader->length, reader->at, FALSE);
  g_autofree char *json = NULL;

  if (closing < 0)
    {
      set_error (reader, "The list or object is not closed", error);
      return FALSE;
    }

  json = dup_with_double_quotes (reader->text + reader->at, (gsize) closing + 1 - reader->at);
  if (!sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &term->value, NULL))
    {
      set_error (reader, "The list or object is no JSON", error);
      return FALSE;
    }

  reader->at = (gsize) closing + 1;
  return TRUE;
}

/* Java's flags for regular expressions in PCRE2's words; d and u change nothing here. */
static const struct
{
  char     flag;
  uint32_t option;
} pattern_flags[] = {
  { 'd', 0 },
  { 'i', PCRE2_CASELESS },
  { 'm', PCRE2_MULTILINE },
  { 's', PCRE2_DOTALL },
  { 'u', 0 },
  { 'U', PCRE2_UCP },
  { 'x', PCRE2_EXTENDED },
};

static gboolean
read_pattern_flag (SwFilterReader *reader,
                   uint32_t       *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (pattern_flags); i++)
    {
      if (peek (reader) == pattern_flags[i].flag)
        {
          *options |= pattern_flags[i].option;
          reader->at++;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_pattern (SwFilterReader *reader,
              SwFilterTerm   *term,
              GError        **error)
{
  gsize start = reader->at + 1;
  gssize end = sw_path_find_unescaped (reader->text, reader->length, start, '/');
  uint32_t options = PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C;
  PCRE2_SIZE where;
  int code;

  if (end < 0)
    {
      set_error (reader, "Pattern not closed, expected /", error);
      return FALSE;
    }

  reader->at = (gsize) end + 1;
  while (read_pattern_flag (reader, &options))
    ;

  term->pattern = pcre2_compile ((PCRE2_SPTR) (reader->text + start), (gsize) end - start, options,
                                 &code, &where, NULL);
  if (term->pattern == NULL)
    {
      char reason[128];

      pcre2_get_error_message (code, (PCRE2_UCHAR *) reason, sizeof reason);
      reader->at = start + where;
      set_error (reader, reason, error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_literal (SwFilterReader *reader,
              SwFilterTerm   *term,
              GError        **error)
{
  char c = peek (reader);

  if (c == '\'' || c == '"')
    return read_string (reader, term, error);
  if (c == '[' || c == '{')
    return read_json (reader, term, error);
  if (c == '/')
    return read_pattern (reader, term, error);

  if (read_word (reader, "true"))
    term->value = sw_value_new_boolean (TRUE);
  else if (read_word (reader, "false"))
    term->value = sw_value_new_boolean (FALSE);
  else if (read_word (reader, "null"))
    term->value = SW_VALUE_NULL;
  else
    return read_number (reader, term, error);

  return TRUE;
}

static gboolean
read_term (SwFilterReader *reader,
           SwFilterTerm   *term,
           GError        **error)
{
  skip_spaces (reader);
  if (peek (reader) == '!')
    {
      term->negated = TRUE;
      reader->at++;
      skip_spaces (reader);
    }

  if (peek (reader) == '$' || peek (reader) == '@')
    return read_path (reader, term, error);
  if (!term->negated)
    return read_literal (reader, term, error);

  set_error (reader, "Unexpected character: !", error);
  return FALSE;
}

static const SwFilterOperator *
read_operator (SwFilterReader *reader)
{
  gsize start;

  skip_spaces (reader);
  start = reader->at;
  if (is_operator_char (peek (reader)))
    while (is_operator_char (peek (reader)))
      reader->at++;
  else
    while (reader->at < reader->length && peek (reader) != ' ')
      reader->at++;

  return sw_filter_operator_find (reader->text + start, reader->at - start);
}

/* term [ operator term ]; where what follows is no comparison, the term must be a path, tested for being there */
static SwPathFilter *
read_comparison (SwFilterReader *reader,
                 GError        **error)
{
  g_autoptr (SwPathFilter) self = filter_new (SW_FILTER_COMPARE);
  gsize behind_left;

  if (!read_term (reader, &self->left, error))
    return NULL;

  behind_left = reader->at;
  self->operator = read_operator (reader);
  if (self->operator != NULL && read_term (reader, &self->right, NULL))
    return g_steal_pointer (&self);

  reader->at = behind_left;
  term_clear (&self->right);
  self->kind = SW_FILTER_EXISTS;
  if (self->left.path != NULL)
    return g_steal_pointer (&self);

  set_error (reader, "A constant must be compared with something", error);
  return NULL;
}

static SwPathFilter *
read_group (SwFilterReader *reader,
            GError        **error)
{
  g_autoptr (SwPathFilter) self = NULL;

  reader->at++;
  self = read_or (reader, error);
  if (self == NULL)
    return NULL;

  skip_spaces (reader);
  if (peek (reader) != ')')
    {
      set_error (reader, "Expected ) in the filter", error);
      return NULL;
    }

  reader->at++;
  return g_steal_pointer (&self);
}

static SwPathFilter *
read_operand (SwFilterReader *reader,
              GError        **error)
{
  SwPathFilter *self;
  gsize start;
  char c;

  if (++reader->depth > SW_JSON_PATH_MAX_NESTING)
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
                   "The filter is nested deeper than %d levels", SW_JSON_PATH_MAX_NESTING);
      return NULL;
    }

  skip_spaces (reader);
  start = reader->at;
  if (peek (reader) == '(')
    self = read_group (reader, error);
  else if (peek (reader) == '!')
    {
      reader->at++;
      skip_spaces (reader);
      c = peek (reader);
      if (c == '$' || c == '@')
        {
          reader->at = start;
          self = read_comparison (reader, error);
        }
      else
        {
          self = read_operand (reader, error);
          if (self != NULL)
            self = filter_new_of (SW_FILTER_NOT, self);
        }
    }
  else
    self = read_comparison (reader, error);

  reader->depth--;
  return self;
}

/* part *( sign part ) */
static SwPathFilter *
read_chain (SwFilterReader *reader,
            SwFilterKind    kind,
            const char     *sign,
            SwPathFilter *(*read_part) (SwFilterReader *,
                                        GError **),
            GError        **error)
{
  g_autoptr (SwPathFilter) self = read_part (reader, error);

  while (self != NULL)
    {
      SwPathFilter *part;

      skip_spaces (reader);
      if (!read_word (reader, sign))
        break;

      part = read_part (reader, error);
      if (part == NULL)
        return NULL;
      if (self->kind != kind || self->parts->len < 2)
        {
          SwPathFilter *first = g_steal_pointer (&self);

          self = filter_new_of (kind, first);
        }
      g_ptr_array_add (self->parts, part);
    }

  return g_steal_pointer (&self);
}

static SwPathFilter *
read_and (SwFilterReader *reader,
          GError        **error)
{
  return read_chain (reader, SW_FILTER_AND, "&&", read_operand, error);
}

static SwPathFilter *
read_or (SwFilterReader *reader,
         GError        **error)
{
  return read_chain (reader, SW_FILTER_OR, "||", read_and, error);
}

/**
 * sw_path_filter_parse:
 * @text: the filter with the parentheses around it
 * @offset: of @text in the path, for messages
 * @nesting: filters it stands in, itself included
 *
 * Returns: (transfer full): the filter; NULL with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
SwPathFilter *
sw_path_filter_parse (const char *text,
                      gsize       length,
                      gsize       offset,
                      guint       nesting,
                      GError    **error)
{
  SwFilterReader reader = { .text = text, .length = length, .offset = offset, .nesting = nesting };
  g_autoptr (SwPathFilter) self = read_or (&reader, error);

  if (self == NULL)
    return NULL;

  skip_spaces (&reader);
  if (reader.at < reader.length)
    {
      set_error (&reader, "Expected the end of the filter", error);
      return NULL;
    }

  return g_steal_pointer (&self);
}
