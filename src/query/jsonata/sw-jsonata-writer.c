/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata-calls.h"
#include "query/jsonpath/sw-jsonpath-private.h"

/* Paths that meet members and elements one by one, and calls of intrinsic functions. JSONata goes
 * on where JSONPath fails: a missing member is nothing at all, and `a.b` of an array a gathers the
 * b of each element. So a path that could lead nowhere is guarded, but where it is a field's whole
 * value: there nothing at all is an error of JSONata too. */

/* For the table of calls */
void
sw_jsonata_writer_add_condition (SwJsonataWriter *self,
                                 const char      *condition)
{
  if (!g_ptr_array_find_with_equal_func (self->conditions, condition, g_str_equal, NULL))
    g_ptr_array_add (self->conditions, g_strdup (condition));
}

static gboolean
is_plain_name (const char *name)
{
  static const char *const words[]
      = { "and", "or", "in", "true", "false", "null", "function", NULL };

  if (!g_ascii_isalpha (name[0]) && name[0] != '_')
    return FALSE;
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '_')
      return FALSE;
  return !g_strv_contains (words, name);
}

static gboolean
append_name (GString   *out,
             SwString  *name,
             GError   **error)
{
  const char *text = sw_string_get_text (name);

  if (strlen (text) != sw_string_get_length (name) || strchr (text, '`') != NULL || *text == '\0')
    return sw_query_refuse (error, _ ("JSONata has no way to write the member name “%s” in a path"),
                            text);
  g_string_append_printf (out, is_plain_name (text) ? ".%s" : ".`%s`", text);
  return TRUE;
}

/**
 * sw_jsonata_append_steps:
 * @out: receives `.name[0]…`
 * @first: step to begin with, from 0
 * @error: why JSONata has no such steps
 *
 * Writes steps of a path behind what they go on from.
 *
 * Returns: whether every step could be written
 */
gboolean
sw_jsonata_append_steps (GString           *out,
                         const SwJsonPath  *path,
                         guint              first,
                         GError           **error)
{
  for (guint i = first; i < path->steps->len; i++)
    {
      const SwPathStep *step = &g_array_index (path->steps, SwPathStep, i);

      if (step->kind == SW_STEP_MEMBER)
        {
          if (!append_name (out, step->name, error))
            return FALSE;
        }
      else if (step->kind == SW_STEP_INDEX)
        g_string_append_printf (out, "[%d]", step->index);
      else
        return sw_query_refuse (error,
                                _ ("%s may find many values: JSONPath answers an array of them "
                                   "always, JSONata one value for one match and nothing for none"),
                                path->text);
    }
  return TRUE;
}

/**
 * sw_jsonata_dup_literal:
 *
 * Returns: (transfer full): @text as a string of JSONata
 */
char *
sw_jsonata_dup_literal (const char *text)
{
  GString *out = g_string_new (NULL);

  sw_json_string_print (text, strlen (text), out);
  return g_string_free_and_steal (out);
}

/**
 * sw_jsonata_dup_guard:
 * @path: the JSONPath it was
 *
 * Returns: (transfer full): @expression, failing where it yields nothing
 */
char *
sw_jsonata_dup_guard (const char *expression,
                      const char *path)
{
  g_autofree char *message = g_strconcat (path, " leads nowhere", NULL);
  g_autofree char *literal = sw_jsonata_dup_literal (message);

  return g_strdup_printf ("($exists(%s) ? %s : $error(%s))", expression, expression, literal);
}

/* A path over its root, unguarded */
static char *
write_path (SwJsonataWriter     *self,
            const SwExpression  *expression,
            GError             **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (expression->kind == SW_EXPRESSION_INPUT)
    return self->resolve (self->data, expression->path, error);
  if (expression->kind == SW_EXPRESSION_CONTEXT)
    g_string_append (out, "$states.context");
  else
    g_string_append_printf (out, "$%s", sw_string_get_text (expression->variable));
  return sw_jsonata_append_steps (out, expression->path, 0, error) ? g_strdup (out->str) : NULL;
}

static char *
write_constant (const SwExpression  *expression,
                GError             **error)
{
  char *text = sw_value_to_text (expression->value, SW_TEXT_DEFAULT, NULL);

  if (sw_value_is (expression->value, SW_TYPE_NUMBER) && strlen (text) > 16)
    {
      sw_query_refuse (error, _ ("The number %s has more digits than JSONata keeps"), text);
      g_clear_pointer (&text, g_free);
    }
  return text;
}

/* For the table of calls: an argument, failing where it yields nothing */
char *
sw_jsonata_writer_write_argument (SwJsonataWriter     *self,
                                  const SwExpression  *expression,
                                  GError             **error)
{
  g_autofree char *text = NULL;

  if (expression->kind == SW_EXPRESSION_CONSTANT)
    return write_constant (expression, error);
  if (expression->kind == SW_EXPRESSION_CALL)
    return sw_jsonata_call_write (self, expression, error);
  text = write_path (self, expression, error);
  if (text != NULL && sw_jsonata_is_context_text (expression))
    return g_steal_pointer (&text);
  return text != NULL ? sw_jsonata_dup_guard (text, expression->text) : NULL;
}

/**
 * sw_jsonata_writer_write:
 * @text: a path or a call of an intrinsic function
 * @error: why it cannot be written
 *
 * Returns: (transfer full) (nullable): the same in JSONata; yields nothing where a path leads
 * nowhere
 */
char *
sw_jsonata_writer_write (SwJsonataWriter *self,
                         const char      *text,
                         GError         **error)
{
  g_autoptr (SwExpression) expression = sw_expression_new (text, strlen (text), error);

  if (expression == NULL)
    return NULL;
  if (expression->kind == SW_EXPRESSION_CALL)
    return sw_jsonata_call_write (self, expression, error);
  return write_path (self, expression, error);
}

/**
 * sw_jsonata_writer_write_guarded:
 * @text: as of sw_jsonata_writer_write()
 *
 * Returns: (transfer full) (nullable): the same in JSONata; fails where a path leads nowhere
 */
char *
sw_jsonata_writer_write_guarded (SwJsonataWriter *self,
                                 const char      *text,
                                 GError         **error)
{
  g_autoptr (SwExpression) expression = sw_expression_new (text, strlen (text), error);

  return expression != NULL ? sw_jsonata_writer_write_argument (self, expression, error) : NULL;
}

/* Takes off parentheses around the whole. What stands in a regular expression may be unpaired; then
 * they stay. */
static char *
dup_bare (const char *text)
{
  gsize length = strlen (text);
  int depth = 0;

  for (gsize i = 0; text[0] == '(' && i < length; i++)
    {
      if (text[i] == '"')
        for (i++; i < length && text[i] != '"'; i++)
          i += text[i] == '\\';
      depth += (text[i] == '(') - (text[i] == ')');
      if (depth == 0)
        return i + 1 == length ? g_strndup (text + 1, length - 2) : g_strdup (text);
    }
  return g_strdup (text);
}

/**
 * sw_jsonata_dup_field:
 *
 * Returns: (transfer full): @expression as a field's value, JSON text with its marks: "{% … %}"
 */
char *
sw_jsonata_dup_field (const char *expression)
{
  g_autofree char *bare = dup_bare (expression);
  g_autofree char *marked = g_strdup_printf ("{%% %s %%}", bare);

  return sw_jsonata_dup_literal (marked);
}

static gboolean
is_array_call (const SwExpression *expression)
{
  return expression->kind == SW_EXPRESSION_CALL
         && g_str_has_prefix (expression->text, "States.Array(");
}

/* States.Array as a JSON array with an expression for each element: an array constructor of JSONata
 * would take arrays among its elements apart. */
static char *
write_array_field (SwJsonataWriter     *self,
                   const SwExpression  *expression,
                   GError             **error)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (guint i = 0; i < expression->arguments->len; i++)
    {
      const SwExpression *argument = g_ptr_array_index (expression->arguments, i);
      g_autofree char *text = NULL;
      g_autofree char *field = NULL;

      if (argument->kind == SW_EXPRESSION_CONSTANT)
        field = sw_value_to_text (argument->value, SW_TEXT_DEFAULT, NULL);
      else if (argument->kind == SW_EXPRESSION_CALL)
        text = sw_jsonata_call_write (self, argument, error);
      else
        text = write_path (self, argument, error);
      if (text != NULL)
        field = sw_jsonata_dup_field (text);
      if (field == NULL)
        return NULL;
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", field);
    }
  g_string_append_c (out, ']');
  return g_strdup (out->str);
}

/**
 * sw_jsonata_writer_write_field:
 * @text: as of sw_jsonata_writer_write()
 *
 * Returns: (transfer full) (nullable): the same as the JSON text of a field's value
 */
char *
sw_jsonata_writer_write_field (SwJsonataWriter *self,
                               const char      *text,
                               GError         **error)
{
  g_autoptr (SwExpression) expression = sw_expression_new (text, strlen (text), error);
  g_autofree char *written = NULL;

  if (expression == NULL)
    return NULL;
  if (is_array_call (expression))
    return write_array_field (self, expression, error);
  written = sw_jsonata_writer_write (self, text, error);
  return written != NULL ? sw_jsonata_dup_field (written) : NULL;
}

/**
 * sw_jsonata_writer_write_presence:
 * @text: a path
 *
 * Writes whether a path leads somewhere. What every step goes on from must be an object, or an
 * array: `a.b` of an array a is no failure in JSONata.
 *
 * Returns: (transfer full) (nullable): an expression that is true or false
 */
char *
sw_jsonata_writer_write_presence (SwJsonataWriter *self,
                                  const char      *text,
                                  GError         **error)
{
  g_autoptr (SwExpression) expression = sw_expression_new_path (text, strlen (text), error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *whole = NULL;
  g_autofree char *steps = NULL;
  gsize root;

  if (expression == NULL)
    return NULL;
  whole = write_path (self, expression, error);
  if (whole == NULL)
    return NULL;

  root = strlen (whole);
  for (guint i = expression->path->steps->len; i > 0; i--)
    {
      const SwPathStep *step = &g_array_index (expression->path->steps, SwPathStep, i - 1);
      g_autoptr (GString) tail = g_string_new (NULL);
      g_autofree char *test = NULL;

      sw_jsonata_append_steps (tail, expression->path, i - 1, NULL);
      root = strlen (whole) - tail->len;
      test = g_strdup_printf ("$type(%.*s) = \"%s\" and ", (int) root, whole,
                              step->kind == SW_STEP_MEMBER ? "object" : "array");
      g_string_prepend (out, test);
    }
  g_string_append_printf (out, "$exists(%s)", whole);
  return g_strdup (out->str);
}
