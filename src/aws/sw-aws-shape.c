/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "json/sw-text.h"

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static gboolean
is_time (SwShapeKind kind)
{
  return kind >= SW_SHAPE_TIME && kind <= SW_SHAPE_TIME_HTTP;
}

static SwValue
shape_structure (const SwShape *shape,
                 SwValue        value)
{
  SwValue object = sw_value_new_object (sw_value_get_length (value));

  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      SwString *key = sw_value_get_key (value, i);
      SwValue told = sw_value_get_member_at (value, i);
      const SwMember *member = sw_shape_find_member (shape, sw_string_get_text (key),
                                                     sw_string_get_length (key));

      if (member == NULL)
        sw_value_set_member_string (&object, key, sw_value_ref (told));
      else if (!sw_value_is (told, SW_TYPE_NULL))
        sw_value_set_member (&object, member->name, sw_aws_shape_input (member->shape, told));
    }
  return object;
}

/* What an idempotent operation needs for being one: the clients of AWS make it up as well. */
static void
add_tokens (const SwShape *shape,
            SwValue       *object)
{
  for (guint i = 0; i < shape->n_members; i++)
    if (shape->members[i].token
        && sw_value_is (sw_value_get_member (*object, shape->members[i].name), SW_TYPE_UNDEFINED))
      {
        g_autofree char *token = g_uuid_string_random ();

        sw_value_set_member (object, shape->members[i].name, sw_value_new_string (token));
      }
}

static SwValue
shape_elements (const SwShape *shape,
                SwValue        value)
{
  gboolean map = shape->kind == SW_SHAPE_MAP;
  SwValue made = map ? sw_value_new_object (sw_value_get_length (value))
                     : sw_value_new_array (sw_value_get_length (value));

  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (map)
      sw_value_set_member_string (&made, sw_value_get_key (value, i),
                                  sw_aws_shape_input (shape->element,
                                                      sw_value_get_member_at (value, i)));
    else
      sw_value_append (&made,
                       sw_aws_shape_input (shape->element, sw_value_get_element (value, i)));
  return made;
}

static SwValue
new_json (SwValue value)
{
  gsize length;
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);

  return sw_value_new_string_len (text, (gssize) length);
}

/**
 * sw_aws_shape_input:
 * @shape: what the operation wants
 * @value: what the state machine has
 *
 * Brings a value into the shape of an operation's input, as Step Functions does: members of a
 * structure are found whatever the style of their names; what they are not known by, and the keys
 * of maps, stay as they are; what is no text and is wanted as text or bytes becomes compact JSON
 * (that is how `"Message": {…}` works); null leaves a member out.
 *
 * Returns: (transfer full): the value with the operation's own names
 */
SwValue
sw_aws_shape_input (const SwShape *shape,
                    SwValue        value)
{
  SwValue made;

  switch ((int) shape->kind)
    {
    case SW_SHAPE_STRUCTURE:
      if (!sw_value_is (value, SW_TYPE_OBJECT))
        break;
      made = shape_structure (shape, value);
      add_tokens (shape, &made);
      return made;
    case SW_SHAPE_LIST:
      if (sw_value_is (value, SW_TYPE_ARRAY))
        return shape_elements (shape, value);
      break;
    case SW_SHAPE_MAP:
      if (sw_value_is (value, SW_TYPE_OBJECT))
        return shape_elements (shape, value);
      break;
    case SW_SHAPE_STRING:
    case SW_SHAPE_BLOB:
      if (!sw_value_is (value, SW_TYPE_STRING))
        return new_json (value);
      break;
    default:
      break;
    }
  return sw_value_ref (value);
}

/**
 * sw_aws_set_output:
 * @object: of an output
 * @name: of a member in the API, "executionArn"
 *
 * Sets a member by the name that Step Functions gives it, "ExecutionArn".
 */
void
sw_aws_set_output (SwValue    *object,
                   const char *name,
                   SwValue     take_value)
{
  g_autofree char *pascal = g_strdup (name);

  pascal[0] = g_ascii_toupper (pascal[0]);
  sw_value_set_member (object, pascal, take_value);
}

/* "2030-01-02T03:04:05.678Z"; no fraction where there is none */
static char *
dup_iso (double seconds)
{
  double whole = floor (seconds);
  int milliseconds = (int) round ((seconds - whole) * 1000);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (!(fabs (seconds) < 2.5e11))
    return NULL;
  date = g_date_time_new_from_unix_utc ((gint64) whole + milliseconds / 1000);
  if (date == NULL)
    return NULL;
  milliseconds %= 1000;
  text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  return milliseconds != 0 ? g_strdup_printf ("%s.%03dZ", text, milliseconds)
                           : g_strconcat (text, "Z", NULL);
}

/* Reads ISO 8601, or the date of HTTP, "Wed, 21 Oct 2015 07:28:00 GMT". */
static gboolean
read_time (const char *text,
           double     *seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, utc);
  int day, year, hour, minute, second;
  const char *found;
  char month[4];

  if (date == NULL
      && sscanf (text, "%*3s, %2d %3s %4d %2d:%2d:%2d GMT", &day, month, &year, &hour, &minute,
                 &second)
             == 6
      && strlen (month) == 3 && (found = strstr (months, month)) != NULL)
    date = g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour, minute, second);
  if (date == NULL)
    return FALSE;
  *seconds = (double) g_date_time_to_unix (date) + g_date_time_get_microsecond (date) / 1e6;
  return TRUE;
}

static SwValue
output_structure (const SwShape *shape,
                  SwValue        value)
{
  SwValue object = sw_value_new_object (sw_value_get_length (value));

  for (guint i = 0; i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      SwValue found = sw_value_get_member (value, member->wire);

      if (!sw_value_is (found, SW_TYPE_UNDEFINED) && !sw_value_is (found, SW_TYPE_NULL))
        sw_aws_set_output (&object, member->name, sw_aws_shape_output (member->shape, found));
    }
  return object;
}

static SwValue
output_elements (const SwShape *shape,
                 SwValue        value)
{
  gboolean map = shape->kind == SW_SHAPE_MAP;
  SwValue made = map ? sw_value_new_object (sw_value_get_length (value))
                     : sw_value_new_array (sw_value_get_length (value));

  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (map)
      sw_value_set_member_string (&made, sw_value_get_key (value, i),
                                  sw_aws_shape_output (shape->element,
                                                       sw_value_get_member_at (value, i)));
    else
      sw_value_append (&made,
                       sw_aws_shape_output (shape->element, sw_value_get_element (value, i)));
  return made;
}

static SwValue
output_time (SwValue value)
{
  g_autofree char *text = NULL;
  double seconds;

  if (sw_value_is (value, SW_TYPE_NUMBER))
    text = dup_iso (sw_value_get_number (value));
  else if (sw_value_is (value, SW_TYPE_STRING)
           && read_time (sw_value_get_text (value, NULL), &seconds))
    text = dup_iso (seconds);
  return text != NULL ? sw_value_new_string (text) : sw_value_ref (value);
}

/**
 * sw_aws_shape_output:
 * @shape: what the operation gives
 * @value: what a service answered in JSON
 *
 * Brings an answer into the form that Step Functions gives it: members of structures begin with a
 * capital letter, the keys of maps stay, times are ISO 8601, what the model does not know is left
 * out.
 *
 * Returns: (transfer full): the output
 */
SwValue
sw_aws_shape_output (const SwShape *shape,
                     SwValue        value)
{
  if (shape->kind == SW_SHAPE_STRUCTURE && sw_value_is (value, SW_TYPE_OBJECT))
    return output_structure (shape, value);
  if (shape->kind == SW_SHAPE_LIST && sw_value_is (value, SW_TYPE_ARRAY))
    return output_elements (shape, value);
  if (shape->kind == SW_SHAPE_MAP && sw_value_is (value, SW_TYPE_OBJECT))
    return output_elements (shape, value);
  if (is_time (shape->kind))
    return output_time (value);
  return sw_value_ref (value);
}

/* "Wed, 21 Oct 2015 07:28:00 GMT", whatever the person's language */
static char *
dup_http_date (double seconds)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  g_autoptr (GDateTime) date = NULL;

  if (!(fabs (seconds) < 2.5e11))
    return NULL;
  date = g_date_time_new_from_unix_utc ((gint64) floor (seconds));
  if (date == NULL)
    return NULL;
  return g_strdup_printf ("%s, %02d %.3s %04d %02d:%02d:%02d GMT",
                          days[g_date_time_get_day_of_week (date) - 1],
                          g_date_time_get_day_of_month (date),
                          &months[3 * (g_date_time_get_month (date) - 1)],
                          g_date_time_get_year (date), g_date_time_get_hour (date),
                          g_date_time_get_minute (date), g_date_time_get_second (date));
}

/* What a protocol writes for a time that is told as text or as seconds */
static char *
dup_time (SwShapeKind kind,
          SwValue     value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double seconds;

  if (sw_value_is (value, SW_TYPE_NUMBER))
    seconds = sw_value_get_number (value);
  else if (!sw_value_is (value, SW_TYPE_STRING)
           || !read_time (sw_value_get_text (value, NULL), &seconds))
    return NULL;
  if (kind == SW_SHAPE_TIME_UNIX)
    return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", seconds));
  if (kind == SW_SHAPE_TIME_ISO)
    return dup_iso (seconds);
  return dup_http_date (seconds);
}

/**
 * sw_aws_dup_scalar:
 * @shape: of the value
 * @value: a text, number or boolean, or what stands in place of one
 * @time: how a time is written where the shape leaves that to the protocol
 *
 * Returns: (transfer full): the text of @value in a query, a header or XML
 */
char *
sw_aws_dup_scalar (const SwShape *shape,
                   SwValue        value,
                   SwShapeKind    time)
{
  char *text = NULL;
  gsize length;

  if (is_time (shape->kind))
    text = dup_time (shape->kind == SW_SHAPE_TIME ? time : shape->kind, value);
  if (text != NULL)
    return text;
  if (!sw_value_is (value, SW_TYPE_STRING))
    return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  if (shape->kind != SW_SHAPE_BLOB)
    return g_strdup (sw_value_get_text (value, NULL));
  text = (char *) sw_value_get_text (value, &length);
  return g_base64_encode ((const guchar *) text, length);
}

/**
 * sw_aws_new_scalar:
 * @shape: of the value
 * @text: of a header or an element
 *
 * Returns: (transfer full): the value that @text stands for
 */
SwValue
sw_aws_new_scalar (const SwShape *shape,
                   const char    *text)
{
  SwValue value = SW_VALUE_INIT;
  double seconds;
  g_autofree char *iso = NULL;

  switch ((int) shape->kind)
    {
    case SW_SHAPE_INTEGER:
    case SW_SHAPE_NUMBER:
      if (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL)
          && sw_value_is (value, SW_TYPE_NUMBER))
        return value;
      sw_value_clear (&value);
      break;
    case SW_SHAPE_BOOLEAN:
      return sw_value_new_boolean (g_ascii_strcasecmp (text, "true") == 0);
    case SW_SHAPE_TIME:
    case SW_SHAPE_TIME_ISO:
    case SW_SHAPE_TIME_UNIX:
    case SW_SHAPE_TIME_HTTP:
      if (read_time (text, &seconds))
        iso = dup_iso (seconds);
      break;
    default:
      break;
    }
  return sw_aws_new_text (iso != NULL ? iso : text, strlen (iso != NULL ? iso : text));
}

/**
 * sw_aws_dup_bytes:
 * @value: a text, or what is sent as JSON
 * @length: (out): bytes
 *
 * Returns: (transfer full): what is sent as a body
 */
char *
sw_aws_dup_bytes (SwValue  value,
                  gsize   *length)
{
  const char *text;

  if (!sw_value_is (value, SW_TYPE_STRING))
    return sw_value_to_text (value, SW_TEXT_DEFAULT, length);
  text = sw_value_get_text (value, length);
  return g_memdup2 (text, *length + 1);
}

/**
 * sw_aws_new_text:
 * @text: bytes of any kind
 * @length: bytes
 *
 * Returns: (transfer full): a text; what is no UTF-8 has become U+FFFD
 */
SwValue
sw_aws_new_text (const char *text,
                 gsize       length)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate_len (text, length, NULL))
    return sw_value_new_string_len (text, (gssize) length);
  valid = g_utf8_make_valid (text, (gssize) length);
  return sw_value_new_string (valid);
}
