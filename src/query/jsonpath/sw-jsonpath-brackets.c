/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-parser-private.h"

#include <string.h>

/* The first character behind the bracket at the reader's place that is no blank, or NUL. */
static char
behind_bracket (const SwPathReader *reader)
{
  gsize at = sw_path_skip_spaces (reader->text, reader->length, reader->at + 1);

  return at < reader->length ? reader->text[at] : '\0';
}

/* One quoted name; leaves the reader behind its closing quote and blanks, at "," or "]". */
static SwString *
read_quoted_name (SwPathReader *reader,
                  GError      **error)
{
  char quote = reader->text[reader->at];
  gsize start = reader->at + 1;
  gssize end = sw_path_find_unescaped (reader->text, reader->length, start, quote);

  if (end < 0)
    {
      sw_path_set_syntax_error (error, reader->at,
                                "Property has not been closed: missing closing %c", quote);
      return NULL;
    }

  reader->at = sw_path_skip_spaces (reader->text, reader->length, (gsize) end + 1);
  if (!sw_path_reader_is_at (reader, ',') && !sw_path_reader_is_at (reader, ']'))
    {
      sw_path_set_syntax_error (error, reader->at,
                                "A name in brackets must be followed by a comma or a closing ]");
      return NULL;
    }

  /* In single quotes \" stands for both characters: recorded on AWS. */
  return sw_path_unescape (reader->text + start, (gsize) end - start, quote == '\'' ? '"' : '\0',
                           start, error);
}

/* Between the names Jayway skips whatever is no quote, comma or bracket: line ends, say. */
static void
skip_to_name (SwPathReader *reader,
              char          quote)
{
  while (reader->at < reader->length && reader->text[reader->at] != quote
         && reader->text[reader->at] != ',' && reader->text[reader->at] != ']')
    reader->at++;
}

static gboolean
read_quoted_names (SwPathReader *reader,
                   GError      **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_string_unref);
  SwPathStep step = { .kind = SW_STEP_MEMBERS };
  char quote = behind_bracket (reader);

  do
    {
      SwString *name;

      reader->at++;
      skip_to_name (reader, quote);
      if (!sw_path_reader_is_at (reader, quote))
        {
          sw_path_set_syntax_error (error, reader->at, "Found empty property");
          return FALSE;
        }

      name = read_quoted_name (reader, error);
      if (name == NULL)
        return FALSE;
      g_ptr_array_add (names, name);
    }
  while (sw_path_reader_is_at (reader, ','));

  reader->at++;
  if (names->len == 1)
    {
      step.kind = SW_STEP_MEMBER;
      step.name = sw_string_ref (names->pdata[0]);
    }
  else
    step.names = g_steal_pointer (&names);
  sw_path_reader_append (reader, step);

  return TRUE;
}

static gboolean
parse_integer (const char *text,
               gint       *integer)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &value, NULL))
    return FALSE;

  *integer = (gint) value;
  return TRUE;
}

/* EXPRESSION: digits, "-" and ":". What stands behind a second colon is ignored: there are no
 * strides. */
static gboolean
parse_slice (const char *expression,
             SwPathStep *step)
{
  g_auto (GStrv) parts = g_strsplit (expression, ":", 3);

  step->kind = SW_STEP_SLICE;
  step->slice.has_from = parts[0][0] != '\0';
  step->slice.has_to = parts[1][0] != '\0';
  if (step->slice.has_from && !parse_integer (parts[0], &step->slice.from))
    return FALSE;
  if (step->slice.has_to && !parse_integer (parts[1], &step->slice.to))
    return FALSE;

  return (step->slice.has_from || step->slice.has_to)
         && strspn (expression, "0123456789-:") == strlen (expression);
}

static gboolean
parse_indexes (const char *expression,
               SwPathStep *step)
{
  g_auto (GStrv) parts = g_strsplit (expression, ",", -1);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (gint));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint index;

      if (!parse_integer (g_strstrip (parts[i]), &index))
        return FALSE;
      g_array_append_val (indexes, index);
    }

  if (indexes->len == 1)
    {
      step->kind = SW_STEP_INDEX;
      step->index = g_array_index (indexes, gint, 0);
    }
  else
    {
      step->kind = SW_STEP_INDEXES;
      step->indexes = g_steal_pointer (&indexes);
    }

  return TRUE;
}

static gboolean
read_numbers (SwPathReader *reader,
              GError      **error)
{
  const char *start = reader->text + reader->at + 1;
  const char *end = memchr (start, ']', reader->length - reader->at - 1);
  g_autofree char *expression = NULL;
  SwPathStep step = { 0 };

  if (end == NULL)
    {
      sw_path_set_syntax_error (error, reader->at, "Missing closing ] of the index");
      return FALSE;
    }

  expression = g_strstrip (g_strndup (start, (gsize) (end - start)));
  if (!(strchr (expression, ':') != NULL ? parse_slice (expression, &step)
                                         : parse_indexes (expression, &step)))
    {
      sw_path_set_syntax_error (error, reader->at,
                                "'%s' is neither an index, nor a list of indexes, nor a slice",
                                expression);
      return FALSE;
    }

  sw_path_reader_append (reader, step);
  reader->at += (gsize) (end - start) + 2;
  return TRUE;
}

static gboolean
read_bracket_wildcard (SwPathReader *reader,
                       GError      **error)
{
  SwPathStep step = { .kind = SW_STEP_WILDCARD };
  gsize at = sw_path_skip_spaces (reader->text, reader->length, reader->at + 1);

  at = sw_path_skip_spaces (reader->text, reader->length, at + 1);
  if (at >= reader->length || reader->text[at] != ']')
    {
      sw_path_set_syntax_error (error, at, "Expected wildcard token to end with ']'");
      return FALSE;
    }

  sw_path_reader_append (reader, step);
  reader->at = at + 1;
  return TRUE;
}

static gboolean
read_filter (SwPathReader *reader,
             GError      **error)
{
  SwPathStep step = { .kind = SW_STEP_FILTER };
  gsize question = sw_path_skip_spaces (reader->text, reader->length, reader->at + 1);
  gsize open = sw_path_skip_spaces (reader->text, reader->length, question + 1);
  gssize closing;
  gsize end;

  if (open >= reader->length || reader->text[open] != '(')
    {
      sw_path_set_syntax_error (error, open, "A filter must stand in parentheses: [?( … )]");
      return FALSE;
    }

  closing = sw_path_find_closing (reader->text, reader->length, open, TRUE);
  end = closing < 0 ? reader->length
                    : sw_path_skip_spaces (reader->text, reader->length, (gsize) closing + 1);
  if (end >= reader->length || reader->text[end] != ']')
    {
      sw_path_set_syntax_error (error, open, "Filter must start with '[?(' and end with ')]'");
      return FALSE;
    }

  step.filter = sw_path_filter_parse (reader->text + open, (gsize) closing + 1 - open, open,
                                      reader->nesting + 1, error);
  if (step.filter == NULL)
    return FALSE;

  sw_path_reader_append (reader, step);
  reader->at = end + 1;
  return TRUE;
}

/**
 * sw_path_read_bracket:
 *
 * Reads what stands in brackets; the reader is at the opening one, and then behind the closing one.
 *
 * Returns: FALSE with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
gboolean
sw_path_read_bracket (SwPathReader *reader,
                      GError      **error)
{
  char c = behind_bracket (reader);

  if (c == '\'' || c == '"')
    return read_quoted_names (reader, error);
  if (g_ascii_isdigit (c) || c == '-' || c == ':')
    return read_numbers (reader, error);
  if (c == '*')
    return read_bracket_wildcard (reader, error);
  if (c == '?')
    return read_filter (reader, error);

  sw_path_set_syntax_error (error, reader->at, "Expected a quoted name, an index, * or ? in [ ]");
  return FALSE;
}
