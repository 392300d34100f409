/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-private.h"
#include "query/sw-expression.h"

#include "json/sw-text.h"

#include <string.h>

/**
 * sw_expression_free:
 *
 * Frees an expression and all it holds.
 */
void
sw_expression_free (SwExpression *self)
{
  g_free (self->text);
  g_clear_pointer (&self->variable, sw_string_unref);
  g_clear_pointer (&self->path, sw_json_path_unref);
  g_clear_pointer (&self->arguments, g_ptr_array_unref);
  sw_value_clear (&self->value);
  g_free (self);
}

/* The bytes before the part of the path that goes into the root: "$", "$$" or "$name". */
static gsize
read_root (const char       *text,
           gsize             length,
           SwExpressionKind *kind)
{
  gsize end = 1;

  if (length > 1 && text[1] == '$')
    {
      *kind = SW_EXPRESSION_CONTEXT;
      return 2;
    }

  while (end < length && text[end] != '.' && text[end] != '[')
    end++;
  *kind = end > 1 ? SW_EXPRESSION_VARIABLE : SW_EXPRESSION_INPUT;
  return end;
}

static gboolean
is_variable_name (const char *name,
                  gsize       length)
{
  g_autofree char *copy = g_strndup (name, length);

  if (!g_utf8_validate (copy, (gssize) length, NULL))
    return FALSE;

  for (const char *at = copy; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '_' && !(at == copy ? g_unichar_isalpha (c) : g_unichar_isalnum (c)))
        return FALSE;
    }

  return TRUE;
}

/**
 * sw_expression_new_path:
 * @text: (array length=length): begins with `$`
 *
 * Returns: (transfer full): the path over its root; NULL with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
SwExpression *
sw_expression_new_path (const char *text,
                        gsize       length,
                        GError    **error)
{
  g_autoptr (SwExpression) self = g_new0 (SwExpression, 1);
  g_autofree char *rest = NULL;
  gsize root;

  self->text = g_strndup (text, length);
  if (length == 0 || text[0] != '$')
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_SYNTAX,
                   "'%s' is no JSONPath: it must begin with '$' at position 0", self->text);
      return NULL;
    }

  root = read_root (text, length, &self->kind);
  if (self->kind == SW_EXPRESSION_VARIABLE)
    {
      if (!is_variable_name (text + 1, root - 1))
        {
          g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_SYNTAX,
                       "'%.*s' is no name of a variable; after '$' a path goes on with '.' or '[' "
                       "at position 1",
                       (int) (root - 1), text + 1);
          return NULL;
        }
      self->variable = sw_string_new (text + 1, (gssize) (root - 1));
    }

  rest = g_malloc (length - root + 2);
  rest[0] = '$';
  memcpy (rest + 1, text + root, length - root);
  rest[length - root + 1] = '\0';
  self->path = sw_json_path_new_len (rest, length - root + 1, error);
  if (self->path != NULL)
    return g_steal_pointer (&self);

  sw_query_error_shift (error, root, strlen ("$"));

  return NULL;
}

/**
 * sw_expression_new:
 * @text: (array length=length): a path or a call, e.g. `States.Format('{}', $.a)`
 *
 * Returns: (transfer full): the expression; NULL with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
SwExpression *
sw_expression_new (const char *text,
                   gsize       length,
                   GError    **error)
{
  if (length > 7 && strncmp (text, "States.", 7) == 0)
    return sw_intrinsic_parse (text, length, error);

  return sw_expression_new_path (text, length, error);
}

static SwValue
get_root (const SwExpression *self,
          const SwQueryScope *scope)
{
  if (self->kind == SW_EXPRESSION_INPUT)
    return scope->input;
  if (self->kind == SW_EXPRESSION_CONTEXT)
    return scope->context;

  return sw_value_get_member_string (scope->variables, self->variable);
}

/* What an argument's path found missing, in the words around an intrinsic function; recorded of
 * AWS's Step Functions Local. */
static void
set_argument_error (const SwExpression *argument,
                    const SwQueryScope *scope,
                    GError            **error)
{
  g_autofree char *input = NULL;

  if (error == NULL || !g_error_matches (*error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND))
    return;

  input = sw_value_to_text (scope->input, SW_TEXT_DEFAULT, NULL);
  g_clear_error (error);
  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND,
               "The JsonPath argument for the field '%s' could not be found in the input '%s'",
               argument->text, input);
}

static gboolean
evaluate_arguments (const SwExpression *self,
                    const SwQueryScope *scope,
                    GArray             *values,
                    GError            **error)
{
  for (guint i = 0; i < self->arguments->len; i++)
    {
      const SwExpression *argument = self->arguments->pdata[i];
      SwValue value = SW_VALUE_INIT;

      if (!sw_expression_evaluate (argument, scope, &value, error))
        {
          set_argument_error (argument, scope, error);
          return FALSE;
        }
      g_array_append_val (values, value);
    }

  return TRUE;
}

static void
clear_value (gpointer data)
{
  sw_value_clear (data);
}

static gboolean
evaluate_call (const SwExpression *self,
               const SwQueryScope *scope,
               SwValue            *result,
               GError            **error)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (SwValue));
  g_autoptr (GError) failure = NULL;

  g_array_set_clear_func (values, clear_value);
  if (evaluate_arguments (self, scope, values, &failure)
      && sw_intrinsic_call (self->function, scope, (const SwValue *) (gpointer) values->data,
                            values->len, result, &failure))
    return TRUE;

  /* The innermost call that failed is the one that is named. */
  if (g_error_matches (failure, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC))
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC,
                 "The function '%s' had the following error: %s", self->text, failure->message);
  return FALSE;
}

/**
 * sw_expression_evaluate:
 * @result: (out): its value
 *
 * Returns: TRUE, or FALSE with an error; that of a call is SW_QUERY_ERROR_INTRINSIC and names the
 * call
 */
gboolean
sw_expression_evaluate (const SwExpression *self,
                        const SwQueryScope *scope,
                        SwValue            *result,
                        GError            **error)
{
  SwValue root;

  if (self->kind == SW_EXPRESSION_CONSTANT)
    {
      *result = sw_value_ref (self->value);
      return TRUE;
    }
  if (self->kind == SW_EXPRESSION_CALL)
    return evaluate_call (self, scope, result, error);

  root = get_root (self, scope);
  if (!sw_value_is (root, SW_TYPE_UNDEFINED))
    return sw_json_path_evaluate (self->path, root, scope->interrupt, result, error);

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND, "No results for path: %s",
               self->text);
  return FALSE;
}
