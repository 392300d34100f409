/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-parser-private.h"

#include <string.h>

static void
path_argument_clear (gpointer data)
{
  SwPathArgument *argument = data;

  g_clear_pointer (&argument->path, sw_json_path_unref);
  sw_value_clear (&argument->value);
}

/* One argument: JSON, or a path. Anything else is dropped without a word, as Jayway does ('x' in
 * single quotes). */
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

/* Behind the group, text or lone character that stands at AT; -1 where a group or text is not
 * closed. */
static gssize
find_part_end (const SwPathReader *reader,
               gsize               at)
{
  char c = reader->text[at];
  gssize last = (gssize) at;

  if (memchr ("([{", c, 3) != NULL)
    last = sw_path_find_closing (reader->text, reader->length, at, FALSE);
  else if (c == '"' || c == '\'')
    last = sw_path_find_unescaped (reader->text, reader->length, at + 1, c);

  return last < 0 ? -1 : last + 1;
}

/* Reads to the closing parenthesis; the reader stands at the opening one. */
static gboolean
read_arguments (SwPathReader *reader,
                GArray       *arguments,
                GError      **error)
{
  gssize closing = sw_path_find_closing (reader->text, reader->length, reader->at, FALSE);
  gsize start = reader->at + 1;
  gssize at = (gssize) start;

  while (at >= 0 && at <= closing)
    {
      gboolean ends = at == closing || reader->text[at] == ',';

      if (ends && !read_argument (reader, start, (gsize) at, arguments, error))
        return FALSE;
      if (ends)
        start = (gsize) ++at;
      else
        at = find_part_end (reader, (gsize) at);
    }

  if (closing < 0 || at < 0)
    {
      sw_path_set_syntax_error (error, reader->at, "Arguments to function are not closed properly");
      return FALSE;
    }

  reader->at = (gsize) closing + 1;
  return TRUE;
}

/**
 * sw_path_read_function:
 * @name: (array length=length): of the function
 *
 * Reads the arguments of a function; the reader is at the opening parenthesis, and then behind the
 * closing one. A name that no function has is no error yet.
 *
 * Returns: FALSE with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
gboolean
sw_path_read_function (SwPathReader *reader,
                       const char   *name,
                       gsize         length,
                       GError      **error)
{
  SwPathStep step = { .kind = SW_STEP_FUNCTION };

  step.call.name = g_strndup (name, length);
  step.call.function = sw_path_function_find (step.call.name);
  step.call.arguments = g_array_new (FALSE, FALSE, sizeof (SwPathArgument));
  g_array_set_clear_func (step.call.arguments, path_argument_clear);
  sw_path_reader_append (reader, step);

  return read_arguments (reader, step.call.arguments, error);
}
