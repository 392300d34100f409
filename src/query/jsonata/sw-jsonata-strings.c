/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>
#include <string.h>

/* Functions on texts. Lengths and positions are in code points, as in the reference. */

/* Texts may hold lone surrogates (as WTF-8), which GLib's checks refuse: count lead bytes. */
static gsize
count_code_points (const char *text,
                   gsize       length)
{
  gsize count = 0;

  for (gsize i = 0; i < length; i++)
    count += ((guchar) text[i] & 0xC0) != 0x80;

  return count;
}

/* Byte where code point INDEX begins, LENGTH past the end */
static gsize
find_code_point (const char *text,
                 gsize       length,
                 gsize       index)
{
  gsize i;

  for (i = 0; i < length; i++)
    if (((guchar) text[i] & 0xC0) != 0x80 && index-- == 0)
      break;

  return i;
}

SwValue
sw_js_string (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue value = arguments[0];

  if (sw_value_is (value, SW_TYPE_ARRAY) && (value.user & SW_JS_OUTER) != 0)
    value = sw_value_get_element (value, 0);

  return sw_js_string_of (
      e, value, sw_js_truth (e, sw_js_argument (arguments, n_arguments, 1), NULL));
}

SwValue
sw_js_length (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  gsize length;
  const char *text;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);

  return sw_value_new_number ((double) count_code_points (text, length));
}

SwValue
sw_js_substring (SwJsonataEval *e,
                 SwValue       *arguments,
                 guint          n_arguments,
                 SwValue        input)
{
  SwValue count = sw_js_argument (arguments, n_arguments, 2);
  gsize length, from, to;
  const char *text;
  double points, start, end;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  points = (double) count_code_points (text, length);
  start = trunc (sw_js_is_missing (arguments[1]) ? 0 : sw_value_get_number (arguments[1]));

  if (points + start < 0)
    start = 0;
  if (sw_js_is_missing (count))
    {
      end = points;
    }
  else
    {
      if (sw_value_get_number (count) <= 0)
        return sw_value_new_string ("");
      /* counted from where a negative start really lies, as the reference does */
      end = start >= 0 ? start + sw_value_get_number (count)
                       : points + start + sw_value_get_number (count);
      end = trunc (end);
    }
  if (start < 0)
    start += points;
  start = MIN (start, points);
  end = CLAMP (end, start, points);

  from = find_code_point (text, length, (gsize) start);
  to = from + find_code_point (text + from, length - from, (gsize) (end - start));

  return sw_js_new_string (e, text + from, to - from);
}

/* Where the second argument stands in the first; NULL where it does not, or is missing */
static const char *
find_chars (const SwValue *arguments)
{
  gsize length, chars_length;
  const char *text, *chars;

  if (sw_js_is_missing (arguments[0]) || sw_js_is_missing (arguments[1]))
    return NULL;
  text = sw_value_get_text (arguments[0], &length);
  chars = sw_value_get_text (arguments[1], &chars_length);

  return memmem (text, length, chars, chars_length);
}

SwValue
sw_js_substring_before (SwJsonataEval *e,
                        SwValue       *arguments,
                        guint          n_arguments,
                        SwValue        input)
{
  const char *found = find_chars (arguments);

  if (found == NULL)
    return sw_value_ref (arguments[0]);

  return sw_js_new_string (e, sw_value_get_text (arguments[0], NULL),
                           (gsize) (found - sw_value_get_text (arguments[0], NULL)));
}

SwValue
sw_js_substring_after (SwJsonataEval *e,
                       SwValue       *arguments,
                       guint          n_arguments,
                       SwValue        input)
{
  const char *found = find_chars (arguments);
  gsize length;
  const char *text;

  if (found == NULL)
    return sw_value_ref (arguments[0]);
  text = sw_value_get_text (arguments[0], &length);
  found += sw_string_get_length (sw_value_get_string (arguments[1]));

  return sw_js_new_string (e, found, (gsize) (text + length - found));
}

static SwValue
change_case (SwJsonataEval *e,
             SwValue        value,
             char *(*change) (const char *text, gssize length))
{
  gsize length;
  const char *text;
  g_autofree char *changed = NULL;

  if (sw_js_is_missing (value))
    return SW_VALUE_INIT;
  text = sw_value_get_text (value, &length);
  if (!g_utf8_validate_len (text, length, NULL))
    return sw_value_ref (value);
  changed = change (text, (gssize) length);

  return sw_js_new_string (e, changed, strlen (changed));
}

SwValue
sw_js_lowercase (SwJsonataEval *e,
                 SwValue       *arguments,
                 guint          n_arguments,
                 SwValue        input)
{
  return change_case (e, arguments[0], g_utf8_strdown);
}

SwValue
sw_js_uppercase (SwJsonataEval *e,
                 SwValue       *arguments,
                 guint          n_arguments,
                 SwValue        input)
{
  return change_case (e, arguments[0], g_utf8_strup);
}

/* Runs of blanks become one space, none is left at either end. */
SwValue
sw_js_trim (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize length;
  const char *text;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  for (gsize i = 0; i < length; i++)
    {
      gboolean blank = strchr (" \t\n\r", text[i]) != NULL && text[i] != '\0';

      if (!blank)
        g_string_append_c (out, text[i]);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return sw_js_new_string (e, out->str, out->len);
}

SwValue
sw_js_pad (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  SwValue fill = sw_js_argument (arguments, n_arguments, 2);
  gsize length, fill_length = 1;
  const char *text;
  const char *filling = " ";
  g_autoptr (GString) out = NULL;
  double missing;

  if (sw_js_is_missing (arguments[0]) || sw_js_is_missing (arguments[1]))
    return sw_value_ref (arguments[0]);
  text = sw_value_get_text (arguments[0], &length);
  if (!sw_js_is_missing (fill) && sw_string_get_length (sw_value_get_string (fill)) > 0)
    filling = sw_value_get_text (fill, &fill_length);

  missing =
      fabs (trunc (sw_value_get_number (arguments[1]))) - (double) count_code_points (text, length);
  if (missing <= 0)
    return sw_value_ref (arguments[0]);
  if (!sw_js_spend (e, 0, (gsize) MIN (missing, 1e15)))
    return SW_VALUE_INIT;

  out = g_string_new (NULL);
  for (gsize at = 0; missing > 0; missing--)
    {
      gsize next = at + find_code_point (filling + at, fill_length - at, 1);

      g_string_append_len (out, filling + at, (gssize) (next - at));
      at = next < fill_length ? next : 0;
    }
  if (sw_value_get_number (arguments[1]) > 0)
    g_string_prepend_len (out, text, (gssize) length);
  else
    g_string_append_len (out, text, (gssize) length);

  return sw_js_new_string (e, out->str, out->len);
}

SwValue
sw_js_join (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  SwValue separator = sw_js_argument (arguments, n_arguments, 1);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize separator_length = 0;
  const char *between =
      sw_js_is_missing (separator) ? "" : sw_value_get_text (separator, &separator_length);

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  for (guint i = 0; i < sw_value_get_length (arguments[0]); i++)
    {
      gsize length;
      const char *text = sw_value_get_text (sw_value_get_element (arguments[0], i), &length);

      if (i > 0)
        g_string_append_len (out, between, (gssize) separator_length);
      g_string_append_len (out, text, (gssize) length);
      if (!sw_js_spend (e, 0, out->len))
        return SW_VALUE_INIT;
    }

  return sw_js_new_string (e, out->str, out->len);
}
