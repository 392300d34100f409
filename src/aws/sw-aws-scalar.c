/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "json/sw-text.h"

/* Times and bytes, and what else is a single text on the wire. */

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/**
 * sw_aws_is_time:
 *
 * Returns: whether a value of this kind is a time, in whatever form
 */
gboolean
sw_aws_is_time (SwShapeKind kind)
{
  return kind >= SW_SHAPE_TIME && kind <= SW_SHAPE_TIME_HTTP;
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

/**
 * sw_aws_new_time:
 * @value: seconds since the epoch, ISO 8601, or a date of HTTP: each protocol has its own
 *
 * Returns: (transfer full): ISO 8601, as Step Functions gives all times; @value itself where it is
 *   none
 */
SwValue
sw_aws_new_time (SwValue value)
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

/* Whether a text is Base64 as it is written: nothing else becomes it again. */
static gboolean
is_base64 (const char *text)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (text, &length);
  g_autofree char *again = g_base64_encode (bytes, length);

  return g_str_equal (text, again);
}

/* VALUE, a text in place of bytes, as services take it in JSON and XML. A text in a definition is
 * the bytes themselves: it is written as Base64 on its way, also where it looks like that already,
 * say those who make Step Functions (github.com/aws/aws-cdk, issue 7724). What is never a text
 * cannot be given so: there Base64 is taken for what it stands for. */
static char *
dup_base64 (const SwShape *shape,
            SwValue        value)
{
  gsize length;
  const char *text = sw_value_get_text (value, &length);

  return shape->kind == SW_SHAPE_OPAQUE && is_base64 (text)
             ? g_strdup (text)
             : g_base64_encode ((const guchar *) text, length);
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

  if (sw_aws_is_time (shape->kind))
    text = dup_time (shape->kind == SW_SHAPE_TIME ? time : shape->kind, value);
  if (text != NULL)
    return text;
  if (!sw_value_is (value, SW_TYPE_STRING))
    return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  if (shape->kind == SW_SHAPE_BLOB || shape->kind == SW_SHAPE_OPAQUE)
    return dup_base64 (shape, value);
  return g_strdup (sw_value_get_text (value, NULL));
}

/**
 * sw_aws_new_bytes:
 * @shape: of bytes
 * @base64: as services give them in JSON and XML
 *
 * The counterpart of dup_base64(): bytes that are a text are that text, as those of S3's and
 * Lambda's bodies; what one task gives can be given to the next.
 *
 * Returns: (transfer full): a text; Base64 of what is none
 */
SwValue
sw_aws_new_bytes (const SwShape *shape,
                  const char    *base64)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (base64, &length);

  if (shape->kind == SW_SHAPE_OPAQUE || !is_base64 (base64)
      || !g_utf8_validate_len ((const char *) bytes, length, NULL))
    return sw_value_new_string (base64);
  return sw_value_new_string_len ((const char *) bytes, (gssize) length);
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
    case SW_SHAPE_BLOB:
      return sw_aws_new_bytes (shape, text);
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
