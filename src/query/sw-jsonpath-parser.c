/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/sw-jsonpath-private.h"

#include <string.h>

/* The grammar, as Jayway reads it (each line confirmed by observed results):
 *
 *   path     = ( "$" | "@" | "" ) *( "." name | ".." name | [ "." | ".." ] bracket | "." "*" | ".." "*" )
 *   name     = characters other than blank . [ (          ; "(" makes it a function
 *   bracket  = "[" ( quoted *( "," quoted ) | integers | slice | "*" | "?" "(" filter ")" ) "]"
 *   slice    = from ":" [ to ] [ ":" ignored ] | ":" to [ ":" ignored ]
 *
 * Blanks may stand inside brackets, nowhere else. */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
  guint       nesting;
  SwJsonPath *path;
} SwPathReader;

static void
path_argument_clear (gpointer data)
{
  SwPathArgument *argument = data;

  g_clear_pointer (&argument->path, sw_json_path_unref);
  sw_value_clear (&argument->value);
}

static void
path_step_clear (gpointer data)
{
  SwPathStep *step = data;

  switch (step->kind)
    {
    case SW_STEP_MEMBER:
      sw_string_unref (step->name);
      break;
    case SW_STEP_MEMBERS:
      g_ptr_array_unref (step->names);
      break;
    case SW_STEP_INDEXES:
      g_array_unref (step->indexes);
      break;
    case SW_STEP_FILTER:
      sw_path_filter_free (step->filter);
      break;
    case SW_STEP_FUNCTION:
      g_free (step->call.name);
      g_array_unref (step->call.arguments);
      break;
    case SW_STEP_INDEX:
    case SW_STEP_SLICE:
    case SW_STEP_WILDCARD:
    case SW_STEP_SCAN:
      break;
    default:
      g_assert_not_reached ();
    }
}

static SwJsonPath *
path_new (const char *text,
          gsize       length)
{
  SwJsonPath *self = g_new0 (SwJsonPath, 1);

  g_atomic_ref_count_init (&self->count);
  self->text = g_strndup (text, length);
  self->steps = g_array_new (FALSE, FALSE, sizeof (SwPathStep));
  g_array_set_clear_func (self->steps, path_step_clear);

  return self;
}

static void
append_step (SwPathReader *reader,
             SwPathStep    take_step)
{
  g_array_append_val (reader->path->steps, take_step);
}

static gboolean
is_at (const SwPathReader *reader,
       char                c)
{
  return reader->at < reader->length && reader->text[reader->at] == c;
}

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
  if (!is_at (reader, ',') && !is_at (reader, ']'))
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
      if (!is_at (reader, quote))
        {
          sw_path_set_syntax_error (error, reader->at, "Found empty property");
          return FALSE;
        }

      name = read_quoted_name (reader, error);
      if (name == NULL)
        return FALSE;
      g_ptr_array_add (names, name);
    }
  while (is_at (reader, ','));

  reader->at++;
  if (names->len == 1)
    {
      step.kind = SW_STEP_MEMBER;
      step.name = sw_string_ref (names->pdata[0]);
    }
  else
    step.names = g_steal_pointer (&names);
  append_step (reader, step);

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

/* EXPRESSION: digits, "-" and ":". What stands behind a second colon is ignored: there are no strides. */
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

  append_step (reader, step);
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

  append_step (reader, step);
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

  append_step (reader, step);
  reader->at = end + 1;
  return TRUE;
}

static gboolean
read_bracket (SwPathReader *reader,
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

/* One argument: JSON, or a path. Anything else is dropped without a word, as Jayway does ('x' in single quotes). */
static gboolean
read_argument (SwPathReader *reader,
               gsize         start,
               gsize         end,
               GArray       *arguments,
               GError      **error)
{
  SwPathArgument argument = { .value = SW_VALUE_INIT };
  g_autofree char *text = g_strstrip (g_strndup (reader->text + start, end - start));
  g_autoptr (GError) failure = NULL;

  if (text[0] == '$' || text[0] == '@')
    {
      argument.path = sw_path_parse (text, strlen (text), reader->nesting + 1, error);
      if (argument.path == NULL)
        return FALSE;
    }
  else if (text[0] == '{' || text[0] == '"' || text[0] == '-' || g_ascii_isdigit (text[0]))
    {
      if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &argument.value, &failure))
        {
          sw_path_set_syntax_error (error, start, "The argument '%s' is no JSON", text);
          return FALSE;
        }
    }
  else
    return TRUE;

  g_array_append_val (arguments, argument);
  return TRUE;
}

/* Reads to the closing parenthesis; the reader stands at the opening one. */
static gboolean
read_arguments (SwPathReader *reader,
                GArray       *arguments,
                GError      **error)
{
  gssize closing = sw_path_find_closing (reader->text, reader->length, reader->at, FALSE);
  gsize start = reader->at + 1;

  if (closing < 0)
    {
      sw_path_set_syntax_error (error, reader->at, "Arguments to function are not closed properly");
      return FALSE;
    }

  for (gsize i = start; i <= (gsize) closing; i++)
    {
      gssize skip = (gssize) i;

      if (i < (gsize) closing && memchr ("([{", reader->text[i], 3) != NULL)
        skip = sw_path_find_closing (reader->text, reader->length, i, FALSE);
      else if (reader->text[i] == '"' || reader->text[i] == '\'')
        skip = sw_path_find_unescaped (reader->text, reader->length, i + 1, reader->text[i]);

      if (skip < 0)
        {
          sw_path_set_syntax_error (error, i, "Arguments to function are not closed properly");
          return FALSE;
        }
      if ((gsize) skip != i)
        {
          i = (gsize) skip;
          continue;
        }

      if (i == (gsize) closing || reader->text[i] == ',')
        {
          if (!read_argument (reader, start, i, arguments, error))
            return FALSE;
          start = i + 1;
        }
    }

  reader->at = (gsize) closing + 1;
  return TRUE;
}

static gboolean
read_function (SwPathReader *reader,
               const char   *name,
               gsize         length,
               GError      **error)
{
  SwPathStep step = { .kind = SW_STEP_FUNCTION };

  step.call.name = g_strndup (name, length);
  step.call.function = sw_path_function_find (step.call.name);
  step.call.arguments = g_array_new (FALSE, FALSE, sizeof (SwPathArgument));
  g_array_set_clear_func (step.call.arguments, path_argument_clear);
  append_step (reader, step);

  return read_arguments (reader, step.call.arguments, error);
}

static gboolean
read_name (SwPathReader *reader,
           GError      **error)
{
  SwPathStep step = { .kind = SW_STEP_MEMBER };
  const char *start = reader->text + reader->at;
  gsize length = 0;

  while (reader->at + length < reader->length && memchr (".[( ", start[length], 4) == NULL)
    length++;

  if (length == 0)
    {
      sw_path_set_syntax_error (error, reader->at, "Expected a name, [ or *");
      return FALSE;
    }

  reader->at += length;
  if (is_at (reader, ' '))
    {
      sw_path_set_syntax_error (error, reader->at,
                                "Use bracket notation ['my prop'] if your property contains blank "
                                "characters");
      return FALSE;
    }
  if (is_at (reader, '('))
    return read_function (reader, start, length, error);

  step.name = sw_string_new (start, (gssize) length);
  append_step (reader, step);
  return TRUE;
}

/* One step with the dots before it; the reader stands at "." or "[". */
static gboolean
read_step (SwPathReader *reader,
           GError      **error)
{
  SwPathStep wildcard = { .kind = SW_STEP_WILDCARD };

  if (is_at (reader, '.'))
    {
      reader->at++;
      if (is_at (reader, '.'))
        {
          SwPathStep scan = { .kind = SW_STEP_SCAN };

          append_step (reader, scan);
          reader->at++;
        }
    }

  if (is_at (reader, '['))
    return read_bracket (reader, error);
  if (is_at (reader, '*'))
    {
      append_step (reader, wildcard);
      reader->at++;
      return TRUE;
    }

  return read_name (reader, error);
}

/* A scan that ends in a function is the function over what the scan finds: $..price.max() */
static void
turn_scan_into_argument (SwJsonPath *self)
{
  SwPathStep *steps = (SwPathStep *) (gpointer) self->steps->data;
  SwPathArgument argument = { .path = NULL, .value = SW_VALUE_INIT };
  guint n_steps = self->steps->len;
  guint first = 0;

  if (n_steps < 2 || steps[0].kind != SW_STEP_SCAN || steps[n_steps - 1].kind != SW_STEP_FUNCTION)
    return;

  while (steps[first].kind != SW_STEP_FUNCTION)
    first++;
  if (first < 2)
    return;

  argument.path = path_new (self->text, strlen (self->text));
  g_array_append_vals (argument.path->steps, steps, first);
  g_array_set_clear_func (self->steps, NULL);
  g_array_remove_range (self->steps, 0, first);
  g_array_set_clear_func (self->steps, path_step_clear);

  steps = (SwPathStep *) (gpointer) self->steps->data;
  g_array_set_size (steps[0].call.arguments, 0);
  g_array_append_val (steps[0].call.arguments, argument);
}

/* Derives what is known about the whole from its steps. */
static void
path_finish (SwJsonPath *self)
{
  gboolean definite = TRUE;

  self->plain = TRUE;
  for (guint i = 0; i < self->steps->len; i++)
    {
      SwPathStep *step = &g_array_index (self->steps, SwPathStep, i);
      gboolean last = i + 1 == self->steps->len;

      step->upstream_definite = definite;
      if (step->kind != SW_STEP_MEMBER && step->kind != SW_STEP_INDEX)
        self->plain = FALSE;
      if (step->kind != SW_STEP_MEMBER && step->kind != SW_STEP_INDEX
          && step->kind != SW_STEP_FUNCTION && !(step->kind == SW_STEP_MEMBERS && last))
        definite = FALSE;
    }
  self->definite = definite;
}

/* length($.a) counts what is in `$.a`: the argument is asked for its children. */
static void
prepare_arguments (SwJsonPath *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      SwPathStep *step = &g_array_index (self->steps, SwPathStep, i);
      SwPathStep wildcard = { .kind = SW_STEP_WILDCARD };
      SwJsonPath *argument;

      if (step->kind != SW_STEP_FUNCTION || step->call.arguments->len == 0)
        continue;

      argument = g_array_index (step->call.arguments, SwPathArgument, 0).path;
      if (argument == NULL)
        continue;
      if (step->call.function != NULL && sw_path_function_counts (step->call.function))
        g_array_append_val (argument->steps, wildcard);
      path_finish (argument);
    }
}

static gboolean
read_steps (SwPathReader *reader,
            GError      **error)
{
  while (reader->at < reader->length)
    {
      if (!is_at (reader, '.') && !is_at (reader, '['))
        {
          sw_path_set_syntax_error (error, reader->at, "Illegal character, expected '.' or '['");
          return FALSE;
        }
      if (!read_step (reader, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_bounds (gsize    length,
              guint    nesting,
              GError **error)
{
  if (length <= SW_JSON_PATH_MAX_LENGTH && nesting <= SW_JSON_PATH_MAX_NESTING)
    return TRUE;

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
               "The path is longer than %d bytes or nested deeper than %d filters",
               SW_JSON_PATH_MAX_LENGTH, SW_JSON_PATH_MAX_NESTING);
  return FALSE;
}

/**
 * sw_path_parse:
 * @text: the path; blanks behind it are ignored
 * @length: bytes
 * @nesting: filters and arguments it stands in
 *
 * Returns: (transfer full): the path; NULL with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
SwJsonPath *
sw_path_parse (const char *text,
               gsize       length,
               guint       nesting,
               GError    **error)
{
  g_autoptr (SwJsonPath) path = NULL;
  g_autofree char *rooted = NULL;
  SwPathReader reader = { .nesting = nesting };

  if (!check_bounds (length, nesting, error))
    return NULL;

  path = path_new (text, length);
  while (length > 0 && text[length - 1] == ' ')
    length--;

  if (length == 0 || (text[0] != '$' && text[0] != '@'))
    {
      rooted = g_malloc (length + 3);
      memcpy (rooted, "$.", 2);
      memcpy (rooted + 2, text, length);
      rooted[length + 2] = '\0';
      text = rooted;
      length += 2;
    }

  reader.text = text;
  reader.length = length;
  reader.path = path;
  path->at_item = text[0] == '@';
  reader.at = 1;
  if (!read_steps (&reader, error))
    return NULL;

  turn_scan_into_argument (path);
  prepare_arguments (path);
  path_finish (path);
  return g_steal_pointer (&path);
}
