/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-private.h"
#include "query/sw-expression.h"

#include "json/sw-text.h"

#include <string.h>

/* call     = "States." name "(" [ argument *( "," argument ) ] ")"
 * argument = 'text' | number | true | false | null | path | call
 *
 * White space may stand around arguments and behind a name. In a text \' \{ \} and \\ are the only
 * escapes, as recorded on AWS (a \" is refused when the machine is created); line ends may stand in
 * it as they are. */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
  guint       nesting;
} SwIntrinsicReader;

static SwExpression *read_call (SwIntrinsicReader *reader,
                                GError           **error);

static void
skip_space (SwIntrinsicReader *reader)
{
  while (reader->at < reader->length && g_ascii_isspace (reader->text[reader->at]))
    reader->at++;
}

static char
peek (const SwIntrinsicReader *reader)
{
  return reader->at < reader->length ? reader->text[reader->at] : '\0';
}

static SwExpression *
constant_new (const SwIntrinsicReader *reader,
              gsize                    start,
              SwValue                  take_value)
{
  SwExpression *self = g_new0 (SwExpression, 1);

  self->kind = SW_EXPRESSION_CONSTANT;
  self->text = g_strndup (reader->text + start, reader->at - start);
  self->value = take_value;
  return self;
}

/* A text in single quotes. KEEP leaves the escapes of braces and backslashes in it, for
 * States.Format to see. */
static SwExpression *
read_string (SwIntrinsicReader *reader,
             gboolean           keep,
             GError           **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize start = reader->at++;

  while (reader->at < reader->length && peek (reader) != '\'')
    {
      char c = reader->text[reader->at++];

      if (c == '\\')
        {
          c = peek (reader);
          if (c == '\0' || memchr ("'{}\\", c, 4) == NULL)
            {
              sw_path_set_syntax_error (error, reader->at - 1,
                                        "Only \\' \\{ \\} and \\\\ can be escaped in a text");
              return NULL;
            }
          if (keep && c != '\'')
            g_string_append_c (out, '\\');
          reader->at++;
        }
      g_string_append_c (out, c);
    }

  if (reader->at >= reader->length)
    {
      sw_path_set_syntax_error (error, start, "The text is not closed: missing '");
      return NULL;
    }

  reader->at++;
  return constant_new (reader, start, sw_value_new_string_len (out->str, (gssize) out->len));
}

/* The end of a path in an argument list: the first comma, closing parenthesis or white space
 * outside brackets, quotes and the parentheses of its own functions. */
static gsize
find_path_end (const SwIntrinsicReader *reader)
{
  gsize at = reader->at;

  while (at < reader->length)
    {
      char c = reader->text[at];
      gssize closing;

      if (c == ',' || c == ')' || g_ascii_isspace (c))
        break;
      if (c == '[' || c == '(')
        {
          closing = sw_path_find_closing (reader->text, reader->length, at, c == '[');
          if (closing < 0)
            return reader->length;
          at = (gsize) closing;
        }
      at++;
    }

  return at;
}

static SwExpression *
read_path (SwIntrinsicReader *reader,
           GError           **error)
{
  gsize end = find_path_end (reader);
  SwExpression *self
      = sw_expression_new_path (reader->text + reader->at, end - reader->at, error);

  if (self == NULL)
    sw_query_error_shift (error, reader->at, 0);
  reader->at = end;
  return self;
}

/* A number, true, false or null: JSON as it stands. */
static SwExpression *
read_word (SwIntrinsicReader *reader,
           GError           **error)
{
  gsize start = reader->at;
  SwValue value = SW_VALUE_INIT;

  while (g_ascii_isalnum (peek (reader)) || memchr ("+-.", peek (reader), 3) != NULL)
    reader->at++;

  if (reader->at > start
      && sw_value_from_text (reader->text + start, (gssize) (reader->at - start), SW_TEXT_DEFAULT,
                             &value, NULL))
    return constant_new (reader, start, value);

  sw_path_set_syntax_error (error, start,
                            "Expected a text in single quotes, a number, true, false, null, a path "
                            "or a call of an intrinsic function");
  return NULL;
}

static SwExpression *
read_argument_at (SwIntrinsicReader *reader,
                  gboolean           keep_escapes,
                  GError           **error)
{
  if (peek (reader) == '\'')
    return read_string (reader, keep_escapes, error);
  if (peek (reader) == '$')
    return read_path (reader, error);
  if (reader->length - reader->at > 7 && strncmp (reader->text + reader->at, "States.", 7) == 0)
    return read_call (reader, error);

  return read_word (reader, error);
}

static SwExpression *
read_argument (SwIntrinsicReader *reader,
               gboolean           keep_escapes,
               GError           **error)
{
  gsize start = reader->at;
  SwExpression *argument = read_argument_at (reader, keep_escapes, error);

  if (argument != NULL)
    argument->offset = start;
  return argument;
}

/* Behind "(" up to and with ")" */
static gboolean
read_arguments (SwIntrinsicReader *reader,
                SwExpression      *call,
                GError           **error)
{
  gboolean format = sw_intrinsic_is_format (call->function);

  skip_space (reader);
  if (peek (reader) == ')')
    {
      reader->at++;
      return TRUE;
    }

  while (TRUE)
    {
      SwExpression *argument;
      char c;

      skip_space (reader);
      argument = read_argument (reader, format && call->arguments->len == 0, error);
      if (argument == NULL)
        return FALSE;
      g_ptr_array_add (call->arguments, argument);

      skip_space (reader);
      c = peek (reader);
      if (c != ',' && c != ')')
        {
          sw_path_set_syntax_error (error, reader->at, "Expected , or ) behind the argument");
          return FALSE;
        }
      reader->at++;
      if (c == ')')
        return TRUE;
    }
}

static const SwIntrinsic *
read_function_name (SwIntrinsicReader *reader,
                    GError           **error)
{
  const SwIntrinsic *function;
  gsize start = reader->at;

  while (g_ascii_isalnum (peek (reader)) || peek (reader) == '.')
    reader->at++;

  function = sw_intrinsic_find (reader->text + start, reader->at - start);
  if (function == NULL)
    sw_path_set_syntax_error (error, start, "There is no intrinsic function '%.*s'",
                              (int) (reader->at - start), reader->text + start);
  return function;
}

static SwExpression *
read_call (SwIntrinsicReader *reader,
           GError           **error)
{
  g_autoptr (SwExpression) self = g_new0 (SwExpression, 1);
  gsize start = reader->at;

  if (++reader->nesting > SW_INTRINSIC_MAX_NESTING)
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
                   "Intrinsic functions may be nested %d deep", SW_INTRINSIC_MAX_NESTING);
      return NULL;
    }

  self->kind = SW_EXPRESSION_CALL;
  self->arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_expression_free);
  self->function = read_function_name (reader, error);
  if (self->function == NULL)
    return NULL;

  skip_space (reader);
  if (peek (reader) != '(')
    {
      sw_path_set_syntax_error (error, reader->at, "Expected ( behind the function's name");
      return NULL;
    }
  reader->at++;
  if (!read_arguments (reader, self, error))
    return NULL;

  if (!sw_intrinsic_takes (self->function, self->arguments->len))
    {
      sw_path_set_syntax_error (error, start, "Wrong number of arguments: %u",
                                self->arguments->len);
      return NULL;
    }

  self->text = g_strndup (reader->text + start, reader->at - start);
  reader->nesting--;
  return g_steal_pointer (&self);
}

/**
 * sw_intrinsic_parse:
 * @text: (array length=length): a call, e.g. `States.MathAdd($.n, 1)`
 *
 * Returns: (transfer full): the call; NULL with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
SwExpression *
sw_intrinsic_parse (const char *text,
                    gsize       length,
                    GError    **error)
{
  SwIntrinsicReader reader = { .text = text, .length = length };
  g_autoptr (SwExpression) call = read_call (&reader, error);

  if (call == NULL)
    return NULL;

  skip_space (&reader);
  if (reader.at < reader.length)
    {
      sw_path_set_syntax_error (error, reader.at, "Nothing may follow the call");
      return NULL;
    }

  return g_steal_pointer (&call);
}
