/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-filter-private.h"

#include <string.h>

/**
 * sw_filter_term_clear:
 *
 * Frees what a term holds.
 */
void
sw_filter_term_clear (SwFilterTerm *term)
{
  g_clear_pointer (&term->path, sw_json_path_unref);
  g_clear_pointer (&term->pattern, pcre2_code_free);
  g_clear_pointer (&term->digits, g_free);
  sw_value_clear (&term->value);
}

/**
 * sw_filter_reader_peek:
 *
 * Returns: the next character, NUL at the end
 */
char
sw_filter_reader_peek (const SwFilterReader *reader)
{
  return reader->at < reader->length ? reader->text[reader->at] : '\0';
}

/**
 * sw_filter_reader_skip_spaces:
 *
 * Goes on to the next character that is no blank.
 */
void
sw_filter_reader_skip_spaces (SwFilterReader *reader)
{
  reader->at = sw_path_skip_spaces (reader->text, reader->length, reader->at);
}

/**
 * sw_filter_reader_take:
 *
 * Returns: whether @word came next; it has been read then
 */
gboolean
sw_filter_reader_take (SwFilterReader *reader,
                       const char     *word)
{
  gsize length = strlen (word);

  if (reader->length - reader->at < length
      || strncmp (reader->text + reader->at, word, length) != 0)
    return FALSE;

  reader->at += length;
  return TRUE;
}

/**
 * sw_filter_reader_at_operator:
 *
 * Returns: whether the next character is one that operators are made of
 */
gboolean
sw_filter_reader_at_operator (const SwFilterReader *reader)
{
  return memchr ("<>=~!", sw_filter_reader_peek (reader), 5) != NULL;
}

/**
 * sw_filter_reader_fail:
 *
 * Sets SW_QUERY_ERROR_SYNTAX about the place the reader is at.
 */
void
sw_filter_reader_fail (SwFilterReader *reader,
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

/* Whether a path ends before the next character. */
static gboolean
ends_path (const SwFilterReader *reader,
           gsize                 start)
{
  char c = sw_filter_reader_peek (reader);

  return c == ' ' || sw_filter_reader_at_operator (reader)
         || (c == ')' && !closes_function (reader, start));
}

static gboolean
read_path (SwFilterReader *reader,
           SwFilterTerm   *term,
           GError        **error)
{
  gsize start = reader->at++;

  while (reader->at < reader->length && !ends_path (reader, start))
    {
      if (sw_filter_reader_peek (reader) == '[')
        {
          gssize closing
              = sw_path_find_closing (reader->text, reader->length, reader->at, FALSE);

          if (closing < 0)
            {
              sw_filter_reader_fail (reader, "Square brackets do not match in filter", error);
              return FALSE;
            }
          reader->at = (gsize) closing;
        }
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
  char quote = sw_filter_reader_peek (reader);
  gsize start = reader->at + 1;
  gssize end = sw_path_find_unescaped (reader->text, reader->length, start, quote);
  SwString *string;

  if (end < 0)
    {
      sw_filter_reader_fail (reader, "String is not closed", error);
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
      sw_filter_reader_fail (reader, "Expected a value", error);
      return FALSE;
    }

  term->value = sw_value_new_number (g_ascii_strtod (term->digits, NULL));
  reader->at += length;
  return TRUE;
}

/* TEXT with 'text' turned into "text": the JSON that stands in filters is written with either
 * quote. */
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
      sw_filter_reader_fail (reader, "The list or object is not closed", error);
      return FALSE;
    }

  json = dup_with_double_quotes (reader->text + reader->at, (gsize) closing + 1 - reader->at);
  if (!sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &term->value, NULL))
    {
      sw_filter_reader_fail (reader, "The list or object is no JSON", error);
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
      if (sw_filter_reader_peek (reader) == pattern_flags[i].flag)
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
      sw_filter_reader_fail (reader, "Pattern not closed, expected /", error);
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
      sw_filter_reader_fail (reader, reason, error);
      return FALSE;
    }

  return TRUE;
}

/* The words that are values, in the one spelling they have */
static const char *const value_words[] = { "true", "false", "null" };

/* Bytes of the word that comes next; 0 where none does. */
static gsize
get_word_length (const SwFilterReader *reader)
{
  const char *start = reader->text + reader->at;
  gsize rest = reader->length - reader->at;
  gsize length = 0;

  while (length < rest
         && (g_ascii_isalnum (start[length]) || start[length] == '_' || start[length] == '-'))
    length++;

  return length > 0 && (g_ascii_isalpha (start[0]) || start[0] == '_') ? length : 0;
}

static SwValue
make_word_value (guint index)
{
  return index < 2 ? sw_value_new_boolean (index == 0) : SW_VALUE_NULL;
}

/* true, false, null, or a word without quotes, which is a text: published workflows compare with
 * such words, and the service runs them, where Jayway has since come to refuse them. Not so True,
 * False and Null, which are slips. */
static gboolean
read_word (SwFilterReader *reader,
           SwFilterTerm   *term)
{
  const char *start = reader->text + reader->at;
  gsize length = get_word_length (reader);

  for (guint i = 0; i < G_N_ELEMENTS (value_words); i++)
    {
      if (strlen (value_words[i]) != length
          || g_ascii_strncasecmp (value_words[i], start, length) != 0)
        continue;
      if (strncmp (value_words[i], start, length) != 0)
        return FALSE;
      term->value = make_word_value (i);
      reader->at += length;
      return TRUE;
    }

  /* What goes on otherwise is no word: a function, say. */
  if (length == 0
      || (reader->at + length < reader->length && memchr (" )&|", start[length], 4) == NULL))
    return FALSE;

  term->value = sw_value_new_string_len (start, (gssize) length);
  reader->at += length;
  return TRUE;
}

static gboolean
read_literal (SwFilterReader *reader,
              SwFilterTerm   *term,
              GError        **error)
{
  char c = sw_filter_reader_peek (reader);

  if (c == '\'' || c == '"')
    return read_string (reader, term, error);
  if (c == '[' || c == '{')
    return read_json (reader, term, error);
  if (c == '/')
    return read_pattern (reader, term, error);

  return read_word (reader, term) || read_number (reader, term, error);
}

/**
 * sw_filter_read_term:
 * @term: (out): one side of a comparison, or what is tested for being there; to be cleared even on
 *   failure
 *
 * Returns: FALSE with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
gboolean
sw_filter_read_term (SwFilterReader *reader,
                     SwFilterTerm   *term,
                     GError        **error)
{
  sw_filter_reader_skip_spaces (reader);
  if (sw_filter_reader_peek (reader) == '!')
    {
      term->negated = TRUE;
      reader->at++;
      sw_filter_reader_skip_spaces (reader);
    }

  if (sw_filter_reader_peek (reader) == '$' || sw_filter_reader_peek (reader) == '@')
    return read_path (reader, term, error);
  if (!term->negated)
    return read_literal (reader, term, error);

  sw_filter_reader_fail (reader, "Unexpected character: !", error);
  return FALSE;
}
