/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-parser-private.h"

#include <string.h>

/* The grammar, as Jayway reads it (each line confirmed by observed results):
 *
 *   path     = ( "$" | "@" | "" ) *step
 *   step     = ( "." | ".." ) ( name | bracket | "*" ) | bracket
 *   name     = characters other than blank . [ (          ; "(" makes it a function
 *   bracket  = "[" ( quoted *( "," quoted ) | integers | slice | "*" | "?" "(" filter ")" ) "]"
 *   slice    = from ":" [ to ] [ ":" ignored ] | ":" to [ ":" ignored ]
 *
 * Blanks may stand inside brackets, nowhere else. */

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
  if (sw_path_reader_is_at (reader, ' '))
    {
      sw_path_set_syntax_error (error, reader->at,
                                "Use bracket notation ['my prop'] if your property contains blank "
                                "characters");
      return FALSE;
    }
  if (sw_path_reader_is_at (reader, '('))
    return sw_path_read_function (reader, start, length, error);

  step.name = sw_string_new (start, (gssize) length);
  sw_path_reader_append (reader, step);
  return TRUE;
}

/* One step with the dots before it; the reader stands at "." or "[". */
static gboolean
read_step (SwPathReader *reader,
           GError      **error)
{
  SwPathStep wildcard = { .kind = SW_STEP_WILDCARD };

  if (sw_path_reader_is_at (reader, '.'))
    {
      reader->at++;
      if (sw_path_reader_is_at (reader, '.'))
        {
          SwPathStep scan = { .kind = SW_STEP_SCAN };

          sw_path_reader_append (reader, scan);
          reader->at++;
        }
    }

  if (sw_path_reader_is_at (reader, '['))
    return sw_path_read_bracket (reader, error);
  if (sw_path_reader_is_at (reader, '*'))
    {
      sw_path_reader_append (reader, wildcard);
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
      if (!sw_path_reader_is_at (reader, '.') && !sw_path_reader_is_at (reader, '['))
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
