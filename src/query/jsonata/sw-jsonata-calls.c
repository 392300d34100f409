/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-calls.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-private.h"

typedef char *WriteCall (SwJsonataWriter     *writer,
                         const SwExpression  *call,
                         GError             **error);

static WriteCall write_array;
static WriteCall write_contains;
static WriteCall write_format;
static WriteCall write_json_merge;
static WriteCall write_math_random;
static WriteCall write_split;

/* A row per intrinsic function. In a pattern, %1 is the first argument, #1 the same rounded to a
 * whole number, which many intrinsic functions do. */
static const struct
{
  const char *name;
  const char *pattern;   /* or NULL: */
  WriteCall  *write;
  const char *condition; /* on which it means the same, to translate; or NULL: always */
  SwType      type;      /* of its value; UNDEFINED: any */
} calls[] = {
  { "States.Array", NULL, write_array, NULL, SW_TYPE_ARRAY },
  { "States.ArrayContains", NULL, write_contains, NULL, SW_TYPE_BOOLEAN },
  { "States.ArrayGetItem", "%1[#2]", NULL, NULL, SW_TYPE_UNDEFINED },
  { "States.ArrayLength", "$count(%1)", NULL, NULL, SW_TYPE_NUMBER },
  { "States.ArrayPartition", "$partition(%1, #2)", NULL, NULL, SW_TYPE_ARRAY },
  { "States.ArrayRange", "[$range(#1, #2, #3)]", NULL, NULL, SW_TYPE_ARRAY },
  { "States.ArrayUnique", "$distinct(%1)", NULL, NULL, SW_TYPE_ARRAY },
  { "States.Base64Decode", "$base64decode(%1)", NULL,
    N_ ("the bytes that States.Base64Decode is given are ASCII text"), SW_TYPE_STRING },
  { "States.Base64Encode", "$base64encode(%1)", NULL,
    N_ ("the text that States.Base64Encode is given is ASCII"), SW_TYPE_STRING },
  { "States.Format", NULL, write_format, NULL, SW_TYPE_STRING },
  { "States.Hash", "$hash(%1, %2)", NULL, NULL, SW_TYPE_STRING },
  { "States.JsonMerge", NULL, write_json_merge, NULL, SW_TYPE_OBJECT },
  { "States.JsonToString", "$string(%1)", NULL,
    N_ ("what States.JsonToString is given is no text, and has no number of more than 15 digits"),
    SW_TYPE_STRING },
  { "States.MathAdd", "(#1 + #2)", NULL, NULL, SW_TYPE_NUMBER },
  { "States.MathRandom", NULL, write_math_random, NULL, SW_TYPE_NUMBER },
  { "States.StringSplit", NULL, write_split, NULL, SW_TYPE_ARRAY },
  { "States.StringToJson", "$parse(%1)", NULL,
    N_ ("the text that States.StringToJson is given is not blank"), SW_TYPE_UNDEFINED },
  { "States.UUID", "$uuid()", NULL, NULL, SW_TYPE_STRING },
};

/* Parts of the context object that are texts always */
static const char *const context_texts[] = {
  "$$.Execution.Id",   "$$.Execution.Name",     "$$.Execution.StartTime", "$$.Execution.RoleArn",
  "$$.State.Name",     "$$.State.EnteredTime",  "$$.StateMachine.Id",     "$$.StateMachine.Name",
  NULL,
};

static guint
find_call (const SwExpression *call)
{
  const char *text = call->text;
  gsize length = strcspn (text, "( \t\r\n");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (strlen (calls[i].name) == length && strncmp (calls[i].name, text, length) == 0)
      return i;
  g_return_val_if_reached (0);
}

static const SwExpression *
get_argument (const SwExpression *call,
              guint               index)
{
  return g_ptr_array_index (call->arguments, index);
}

/**
 * sw_jsonata_is_context_text:
 *
 * Returns: whether it is a part of the context object that is there always, and a text
 */
gboolean
sw_jsonata_is_context_text (const SwExpression *expression)
{
  return expression->kind == SW_EXPRESSION_CONTEXT
         && g_strv_contains (context_texts, expression->text);
}

/* The type that an expression has for every input; UNDEFINED where it depends */
static SwType
get_type (const SwExpression *expression)
{
  if (expression->kind == SW_EXPRESSION_CONSTANT)
    return sw_value_type (expression->value);
  if (expression->kind == SW_EXPRESSION_CALL)
    return calls[find_call (expression)].type;
  return sw_jsonata_is_context_text (expression) ? SW_TYPE_STRING : SW_TYPE_UNDEFINED;
}

/* An argument as a whole number: rounded, halves up, unless it is one already */
static char *
write_whole (SwJsonataWriter     *writer,
             const SwExpression  *argument,
             GError             **error)
{
  g_autofree char *text = sw_jsonata_writer_write_argument (writer, argument, error);
  double number = sw_value_get_number (argument->value);
  gboolean whole = argument->kind == SW_EXPRESSION_CALL && get_type (argument) == SW_TYPE_NUMBER;

  if (argument->kind == SW_EXPRESSION_CONSTANT)
    whole = sw_value_is (argument->value, SW_TYPE_NUMBER) && number == floor (number);
  if (text == NULL || whole)
    return g_steal_pointer (&text);
  return g_strdup_printf ("$floor(%s + 0.5)", text);
}

/* `in` compares as === does; `=` looks into arrays and objects, as States.ArrayContains does. */
static char *
write_contains (SwJsonataWriter     *writer,
                const SwExpression  *call,
                GError             **error)
{
  const SwExpression *sought = get_argument (call, 1);
  SwType type = get_type (sought);
  g_autofree char *array = sw_jsonata_writer_write_argument (writer, get_argument (call, 0), error);
  g_autofree char *text
      = array != NULL ? sw_jsonata_writer_write_argument (writer, sought, error) : NULL;

  if (text == NULL)
    return NULL;
  if (type != SW_TYPE_UNDEFINED && type != SW_TYPE_ARRAY && type != SW_TYPE_OBJECT)
    return g_strdup_printf ("(%s in %s)", text, array);
  return g_strdup_printf ("$exists($filter(%s, function($item) { $item = %s }))", array, text);
}

/* An array constructor takes arrays among its elements apart; what is never an array is safe. */
static char *
write_array (SwJsonataWriter     *writer,
             const SwExpression  *call,
             GError             **error)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (guint i = 0; i < call->arguments->len; i++)
    {
      const SwExpression *argument = get_argument (call, i);
      SwType type = get_type (argument);
      g_autofree char *text = NULL;

      if (type == SW_TYPE_UNDEFINED || type == SW_TYPE_ARRAY)
        {
          sw_query_refuse (error, _ ("States.Array within another call may hold arrays, which "
                                     "JSONata would take apart"));
          return NULL;
        }
      text = sw_jsonata_writer_write_argument (writer, argument, error);
      if (text == NULL)
        return NULL;
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", text);
    }
  g_string_append_c (out, ']');
  return g_strdup (out->str);
}

/* What goes into a place {} of States.Format, as a string or as something that `&` makes one */
static char *
write_format_argument (SwJsonataWriter     *writer,
                       const SwExpression  *argument,
                       GError             **error)
{
  SwType type = get_type (argument);

  if (argument->kind == SW_EXPRESSION_CONSTANT && type != SW_TYPE_STRING)
    {
      g_autofree char *text = sw_value_to_text (argument->value, SW_TEXT_DEFAULT, NULL);

      return sw_jsonata_dup_literal (text);
    }
  if (type == SW_TYPE_ARRAY || type == SW_TYPE_OBJECT)
    {
      sw_query_refuse (error,
                       _ ("States.Format prints arrays and objects in another way than JSONata"));
      return NULL;
    }
  if (type == SW_TYPE_UNDEFINED)
    sw_jsonata_writer_add_condition (writer,
                                     _ ("what States.Format prints is no array or object, and no "
                                        "number of more than 15 digits"));
  return sw_jsonata_writer_write_argument (writer, argument, error);
}

static void
append_part (GString    *out,
             const char *part)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? " & " : "", part);
}

static void
flush_literal (GString *out,
               GString *literal)
{
  g_autofree char *text = sw_jsonata_dup_literal (literal->str);

  if (literal->len > 0)
    append_part (out, text);
  g_string_truncate (literal, 0);
}

static gboolean
is_fitting (const SwExpression  *call,
            GError             **error)
{
  const SwExpression *template = get_argument (call, 0);

  if (template->kind == SW_EXPRESSION_CONSTANT && get_type (template) == SW_TYPE_STRING)
    return TRUE;
  return sw_query_refuse (error, _ ("The template of States.Format is known only when it runs"));
}

/* "a {} b" as "a " & … & " b" */
static char *
write_format (SwJsonataWriter     *writer,
              const SwExpression  *call,
              GError             **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) literal = g_string_new (NULL);
  const char *at;
  guint used = 0;

  if (!is_fitting (call, error))
    return NULL;
  for (at = sw_value_get_text (get_argument (call, 0)->value, NULL); *at != '\0'; at++)
    {
      g_autofree char *part = NULL;

      if (*at == '\\' && at[1] != '\0' && strchr ("{}\\", at[1]) != NULL)
        at++;
      else if (*at == '{' && at[1] == '}')
        {
          at++;
          if (++used >= call->arguments->len)
            break;
          flush_literal (out, literal);
          part = write_format_argument (writer, get_argument (call, used), error);
          if (part == NULL)
            return NULL;
          append_part (out, part);
          continue;
        }
      g_string_append_c (literal, *at);
    }
  if (used + 1 != call->arguments->len)
    {
      sw_query_refuse (error,
                       _ ("States.Format has not as many arguments as its template has places {}"));
      return NULL;
    }
  flush_literal (out, literal);
  if (strstr (out->str, " & ") != NULL)
    return g_strdup_printf ("(%s)", out->str);
  return g_strdup_printf (used > 0 ? "$string(%s)" : "%s", out->len > 0 ? out->str : "\"\"");
}

static char *
write_json_merge (SwJsonataWriter     *writer,
                  const SwExpression  *call,
                  GError             **error)
{
  const SwExpression *deep = get_argument (call, 2);
  g_autofree char *a = NULL, *b = NULL;

  if (deep->kind != SW_EXPRESSION_CONSTANT || !sw_value_is (deep->value, SW_TYPE_BOOLEAN)
      || sw_value_get_boolean (deep->value))
    {
      sw_query_refuse (error, _ ("The third argument of States.JsonMerge is not false"));
      return NULL;
    }
  a = sw_jsonata_writer_write_argument (writer, get_argument (call, 0), error);
  b = a != NULL ? sw_jsonata_writer_write_argument (writer, get_argument (call, 1), error) : NULL;
  return b != NULL ? g_strdup_printf ("$merge([%s, %s])", a, b) : NULL;
}

static char *
write_math_random (SwJsonataWriter     *writer,
                   const SwExpression  *call,
                   GError             **error)
{
  g_autofree char *from = NULL, *to = NULL;

  if (call->arguments->len > 2)
    {
      sw_query_refuse (
          error, _ ("States.MathRandom with a seed draws other numbers than $random with it"));
      return NULL;
    }
  from = write_whole (writer, get_argument (call, 0), error);
  to = from != NULL ? write_whole (writer, get_argument (call, 1), error) : NULL;
  if (to == NULL)
    return NULL;
  return g_strdup_printf ("($floor($random() * (%s - %s)) + %s)", to, from, from);
}

/* Every character of the second argument splits, and empty parts are left out. */
static char *
write_split (SwJsonataWriter     *writer,
             const SwExpression  *call,
             GError             **error)
{
  const SwExpression *splitters = get_argument (call, 1);
  g_autoptr (GString) set = g_string_new (NULL);
  g_autofree char *text = NULL;
  const char *at;

  if (splitters->kind != SW_EXPRESSION_CONSTANT || get_type (splitters) != SW_TYPE_STRING
      || sw_value_get_text (splitters->value, NULL)[0] == '\0')
    {
      sw_query_refuse (error, _ ("What States.StringSplit splits at is known only when it runs"));
      return NULL;
    }
  for (at = sw_value_get_text (splitters->value, NULL); *at != '\0'; at++)
    {
      if (strchr ("\\]^-/[", *at) != NULL)
        g_string_append_c (set, '\\');
      g_string_append_c (set, *at);
    }
  text = sw_jsonata_writer_write_argument (writer, get_argument (call, 0), error);
  if (text == NULL)
    return NULL;
  return g_strdup_printf ("[$filter($split(%s, /[%s]/), function($part) { $part != \"\" })]", text,
                          set->str);
}

static char *
fill_pattern (SwJsonataWriter     *writer,
              const SwExpression  *call,
              const char          *pattern,
              GError             **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = pattern; *at != '\0'; at++)
    {
      g_autofree char *argument = NULL;

      const SwExpression *from;

      if (*at != '%' && *at != '#')
        {
          g_string_append_c (out, *at);
          continue;
        }
      from = get_argument (call, (guint) (at[1] - '1'));
      argument = *at == '#' ? write_whole (writer, from, error)
                            : sw_jsonata_writer_write_argument (writer, from, error);
      at++;
      if (argument == NULL)
        return NULL;
      g_string_append (out, argument);
    }
  return g_strdup (out->str);
}

/**
 * sw_jsonata_call_write:
 * @call: a call of an intrinsic function
 * @error: why JSONata cannot say the same
 *
 * Returns: (transfer full) (nullable): the call in JSONata, in parentheses where it needs them
 */
char *
sw_jsonata_call_write (SwJsonataWriter     *writer,
                       const SwExpression  *call,
                       GError             **error)
{
  guint row = find_call (call);

  if (calls[row].write != NULL)
    return calls[row].write (writer, call, error);
  if (calls[row].condition != NULL)
    sw_jsonata_writer_add_condition (writer, _ (calls[row].condition));
  return fill_pattern (writer, call, calls[row].pattern, error);
}
