/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-shape.h"

#include <stdarg.h>

#include "json/sw-text.h"

/* Checks requests, and says what is wrong with them in the service's words (recorded on AWS for
 * lengths, ranges, patterns and enumerations; "must not be null" and the sentences about types are
 * known from elsewhere). All faults are told at once. */

typedef struct
{
  GString   *path;
  GPtrArray *faults; /* char * */
  char      *type;   /* a value of the wrong type, in words; or NULL */
} Check;

/* How the service names the type of a JSON value, and what may stand for which shape */
static const struct
{
  const char *wanted;
  SwType      type;
} types[] = {
  [SW_SHAPE_STRING] = { "String", SW_TYPE_STRING },
  [SW_SHAPE_INTEGER] = { "Integer", SW_TYPE_NUMBER },
  [SW_SHAPE_NUMBER] = { "Float", SW_TYPE_NUMBER },
  [SW_SHAPE_BOOLEAN] = { "Boolean", SW_TYPE_BOOLEAN },
  [SW_SHAPE_LIST] = { "List", SW_TYPE_ARRAY },
  [SW_SHAPE_STRUCTURE] = { "Structure", SW_TYPE_OBJECT },
};

static const char *
get_found (SwValue value)
{
  switch ((int) sw_value_type (value))
    {
    case SW_TYPE_BOOLEAN:
      return sw_value_get_boolean (value) ? "TRUE_VALUE" : "FALSE_VALUE";
    case SW_TYPE_NUMBER:
      return "NUMBER_VALUE";
    case SW_TYPE_STRING:
      return "STRING_VALUE";
    case SW_TYPE_ARRAY:
      return "START_ARRAY";
    default:
      return "START_OBJECT";
    }
}

static gboolean
is_absent (SwValue value)
{
  return sw_value_is (value, SW_TYPE_UNDEFINED) || sw_value_is (value, SW_TYPE_NULL);
}

/* A value as the service shows it: a list as [a, b], a structure as Name(member=value, …) */
static void
show (const SwShape *shape,
      SwValue        value,
      GString       *out)
{
  const char *separator = "";

  switch ((int) shape->type)
    {
    case SW_SHAPE_LIST:
      g_string_append_c (out, '[');
      for (guint i = 0; i < sw_value_get_length (value); i++, separator = ", ")
        {
          g_string_append (out, separator);
          show (shape->element, sw_value_get_element (value, i), out);
        }
      g_string_append_c (out, ']');
      break;
    case SW_SHAPE_STRUCTURE:
      g_string_append_printf (out, "%s(", shape->name);
      for (const SwShapeMember *member = shape->members; member->name != NULL; member++)
        {
          SwValue child = sw_value_get_member (value, member->name);

          if (is_absent (child))
            continue;
          g_string_append_printf (out, "%s%s=", separator, member->name);
          show (member->shape, child, out);
          separator = ", ";
        }
      g_string_append_c (out, ')');
      break;
    case SW_SHAPE_STRING:
      g_string_append (out, sw_value_get_text (value, NULL));
      break;
    default:
      sw_value_print (value, SW_TEXT_DEFAULT, out);
      break;
    }
}

static void
add_fault (Check         *check,
           const SwShape *shape,
           SwValue        value,
           const char    *format,
           ...) G_GNUC_PRINTF (4, 5);

static void
add_fault (Check         *check,
           const SwShape *shape,
           SwValue        value,
           const char    *format,
           ...)
{
  GString *out = g_string_new ("Value ");
  va_list arguments;

  if (is_absent (value))
    g_string_append (out, "null");
  else
    {
      g_string_append_c (out, '\'');
      show (shape, value, out);
      g_string_append_c (out, '\'');
    }
  g_string_append_printf (out, " at '%s' failed to satisfy constraint: Member must ",
                          check->path->str);
  va_start (arguments, format);
  g_string_append_vprintf (out, format, arguments);
  va_end (arguments);
  g_ptr_array_add (check->faults, g_string_free (out, FALSE));
}

/* Bounds of SIZE: the number itself, or a count of characters or elements */
static void
check_bounds (Check         *check,
              const SwShape *shape,
              SwValue        value,
              double         size,
              const char    *what)
{
  if (shape->has_max && size > shape->max)
    add_fault (check, shape, value, "have %s less than or equal to %.0f", what, shape->max);
  if (shape->has_min && size < shape->min)
    add_fault (check, shape, value, "have %s greater than or equal to %.0f", what, shape->min);
}

static gboolean
matches (const char *pattern,
         const char *text)
{
  g_autofree char *whole = g_strdup_printf ("\\A(?:%s)\\z", pattern);

  return g_regex_match_simple (whole, text, G_REGEX_DOLLAR_ENDONLY | G_REGEX_RAW, 0);
}

static void
check_string (Check         *check,
              const SwShape *shape,
              SwValue        value)
{
  gsize length;
  const char *text = sw_value_get_text (value, &length);

  check_bounds (check, shape, value, (double) g_utf8_strlen (text, (gssize) length), "length");
  if (shape->pattern != NULL && length > 0 && !matches (shape->pattern, text))
    add_fault (check, shape, value, "satisfy regular expression pattern: %s", shape->pattern);
  if (shape->words != NULL && !g_strv_contains (shape->words, text))
    {
      g_autofree char *words = g_strjoinv (", ", (char **) shape->words);

      add_fault (check, shape, value, "satisfy enum value set: [%s]", words);
    }
}

static void check_value (Check         *check,
                         const SwShape *shape,
                         SwValue        value);

static void
check_members (Check         *check,
               const SwShape *shape,
               SwValue        value)
{
  gsize length = check->path->len;

  for (const SwShapeMember *member = shape->members; member->name != NULL; member++)
    {
      SwValue child = sw_value_get_member (value, member->name);

      g_string_append_printf (check->path, "%s%s", length > 0 ? "." : "", member->name);
      if (!is_absent (child))
        check_value (check, member->shape, child);
      else if (member->required)
        add_fault (check, member->shape, SW_VALUE_NULL, "not be null");
      g_string_truncate (check->path, length);
    }
}

static void
check_elements (Check         *check,
                const SwShape *shape,
                SwValue        value)
{
  gsize length = check->path->len;

  check_bounds (check, shape, value, sw_value_get_length (value), "length");
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      SwValue element = sw_value_get_element (value, i);

      g_string_append_printf (check->path, ".%u.member", i + 1);
      if (is_absent (element))
        add_fault (check, shape->element, SW_VALUE_NULL, "not be null");
      else
        check_value (check, shape->element, element);
      g_string_truncate (check->path, length);
    }
}

static void
check_value (Check         *check,
             const SwShape *shape,
             SwValue        value)
{
  if (!sw_value_is (value, types[shape->type].type)
      || (shape->type == SW_SHAPE_INTEGER && !sw_value_is_integer (value)))
    {
      if (check->type == NULL)
        check->type = g_strdup_printf ("%s can not be converted to %s %s", get_found (value),
                                       shape->type == SW_SHAPE_INTEGER ? "an" : "a",
                                       types[shape->type].wanted);
      return;
    }
  switch (shape->type)
    {
    case SW_SHAPE_STRING:
      check_string (check, shape, value);
      break;
    case SW_SHAPE_INTEGER:
    case SW_SHAPE_NUMBER:
      check_bounds (check, shape, value, sw_value_get_number (value), "value");
      break;
    case SW_SHAPE_LIST:
      check_elements (check, shape, value);
      break;
    case SW_SHAPE_STRUCTURE:
      check_members (check, shape, value);
      break;
    case SW_SHAPE_BOOLEAN:
    default:
      break;
    }
}

static char *
dup_sentence (GPtrArray *faults)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%u validation error%s detected: ", faults->len,
                          faults->len == 1 ? "" : "s");
  for (guint i = 0; i < faults->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "; " : "",
                            (const char *) g_ptr_array_index (faults, i));
  return g_string_free (out, FALSE);
}

/**
 * sw_shape_check:
 * @self: shape of an operation's requests
 * @request: the request
 * @error: (out): where it is refused: the service's name for that
 * @message: (out): and what it says
 *
 * Looks whether a request has the shape it must have. Members that the shape does not know are
 * passed over, and null counts as absent, as the service has it.
 *
 * Returns: whether it has
 */
gboolean
sw_shape_check (const SwShape  *self,
                SwValue         request,
                char          **error,
                char          **message)
{
  Check check = { .path = g_string_new (NULL),
                  .faults = g_ptr_array_new_with_free_func (g_free) };
  gboolean good;

  check_value (&check, self, request);
  good = check.type == NULL && check.faults->len == 0;
  if (!good)
    {
      *error = g_strdup (check.type != NULL ? "SerializationException" : "ValidationException");
      *message = check.type != NULL ? g_strdup (check.type) : dup_sentence (check.faults);
    }
  g_free (check.type);
  g_string_free (check.path, TRUE);
  g_ptr_array_unref (check.faults);
  return good;
}
