/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-time-picture.h"

#include <math.h>
#include <string.h>

#include "query/jsonata/sw-jsonata-calendar.h"

static void
append_name (SwJsonataEval           *e,
             const SwJsonataTimePart *part,
             gint64                   value,
             GString                 *out)
{
  const char *name;
  g_autofree char *cased = NULL;

  if (part->component == 'M' || part->component == 'x')
    {
      name = sw_js_time_months[value - 1];
    }
  else if (part->component == 'F')
    {
      name = sw_js_time_days[value - 1];
    }
  else
    {
      g_auto (SwValue) component = sw_value_new_string_len (&part->component, 1);

      sw_js_fail (e, "D3133", component);
      return;
    }
  cased = part->names == SW_TIME_NAMES_UPPER   ? g_ascii_strup (name, -1)
          : part->names == SW_TIME_NAMES_LOWER ? g_ascii_strdown (name, -1)
                                       : g_strdup (name);
  g_string_append_len (out, cased, part->most >= 0 ? MIN (part->most, (int) strlen (cased)) : -1);
}

/* [Z], [z]: the offset from UTC, in minutes */
static void
append_offset (SwJsonataEval           *e,
               const SwJsonataTimePart *part,
               int                      offset,
               GString                 *out)
{
  int hours = offset / 60, minutes = ABS (offset % 60);
  int both = hours * 100 + (offset < 0 ? -minutes : minutes);
  g_autofree char *text = NULL;

  if (offset == 0 && part->modifier == 't')
    {
      g_string_append_c (out, 'Z');
      return;
    }
  if (part->component == 'z')
    g_string_append (out, "GMT");
  if (offset >= 0)
    g_string_append_c (out, '+');

  if (part->number.regular > 0 || part->number.mandatory == 3 || part->number.mandatory == 4)
    {
      text = sw_integer_format_print (&part->number, e, both);
      g_string_append (out, text);
    }
  else if (part->number.mandatory == 1 || part->number.mandatory == 2)
    {
      text = sw_integer_format_print (&part->number, e, hours);
      g_string_append (out, text);
      if (minutes != 0)
        g_string_append_printf (out, ":%02d", minutes);
    }
  else
    {
      sw_js_fail (e, "D3134", sw_value_new_integer (part->number.mandatory));
    }
}

static void
append_part (SwJsonataEval           *e,
             const SwJsonataTimePart *part,
             gint64                   ms,
             int                      offset,
             GString                 *out)
{
  gint64 value = sw_civil_component (ms, part->component);
  g_autofree char *text = NULL;

  if (part->literal != NULL)
    {
      g_string_append (out, part->literal);
    }
  else if (part->component == 'Z' || part->component == 'z')
    {
      append_offset (e, part, offset, out);
    }
  else if (part->component == 'P')
    {
      g_string_append (out, part->names == SW_TIME_NAMES_UPPER ? (value ? "PM" : "AM")
                            : value                            ? "pm"
                                                               : "am");
    }
  else if (part->component == 'C' || part->component == 'E')
    {
      g_string_append (out, "ISO");
    }
  else if (part->names != SW_TIME_NAMES_NONE)
    {
      append_name (e, part, value, out);
    }
  else
    {
      if (part->component == 'Y' && part->digits >= 0)
        value = (gint64) fmod ((double) value, pow (10, part->digits));
      text = sw_integer_format_print (&part->number, e, (double) value);
      g_string_append (out, text);
    }
}

/**
 * sw_js_time_print:
 * @ms: milliseconds since 1970
 * @picture: (nullable): NULL for ISO 8601
 * @offset_text: (nullable): "+0200" or "-0530"
 *
 * Returns: (transfer full): the time as a text
 */
SwValue
sw_js_time_print (SwJsonataEval *e,
                  double         ms,
                  const char    *picture,
                  const char    *offset_text)
{
  static const char iso[] = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";
  g_autoptr (GArray) parts = sw_js_time_picture_new (e, picture != NULL ? picture : iso);
  g_autoptr (GString) out = g_string_new (NULL);
  int number = offset_text != NULL ? (int) g_ascii_strtoll (offset_text, NULL, 10) : 0;
  int offset = number / 100 * 60 + number % 100;

  if (parts == NULL)
    return SW_VALUE_INIT;
  if (!(fabs (ms) <= 8.64e15)) /* JavaScript's range of dates */
    return sw_js_fail (e, "D3110", sw_value_new_number (ms));
  for (guint i = 0; i < parts->len && !e->failed; i++)
    append_part (e, &g_array_index (parts, SwJsonataTimePart, i),
                 (gint64) ms + (gint64) offset * 60000, offset, out);

  return e->failed ? SW_VALUE_INIT : sw_js_new_string (e, out->str, out->len);
}
