/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"

#include <string.h>

/**
 * sw_json_read_unit:
 * @at: where an escape may begin, with a backslash
 * @end: the end of the text
 *
 * Returns: the UTF-16 code unit of a \uXXXX, or -1 where none stands
 */
int
sw_json_read_unit (const char *at,
                   const char *end)
{
  int unit = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;

  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

/* Appends half of a surrogate pair in the three bytes that SwString keeps it in. */
static void
append_half (int      unit,
             GString *out)
{
  g_string_append_c (out, (char) 0xed);
  g_string_append_c (out, (char) (0x80 | ((unit >> 6) & 0x3f)));
  g_string_append_c (out, (char) (0x80 | (unit & 0x3f)));
}

static const char *
decode_unit (const char *at,
             const char *end,
             int         unit,
             gboolean    keep_halves,
             GString    *out)
{
  int low = sw_is_high_half (unit) ? sw_json_read_unit (at + 6, end) : -1;

  if (sw_is_low_half (low))
    {
      g_string_append_unichar (out, 0x10000 + (((gunichar) unit & 0x3ff) << 10)
                                        + ((gunichar) low & 0x3ff));
      return at + 12;
    }

  if (!sw_is_high_half (unit) && !sw_is_low_half (unit))
    g_string_append_unichar (out, (gunichar) unit);
  else if (keep_halves)
    append_half (unit, out);
  else
    g_string_append_unichar (out, 0xfffd);

  return at + 6;
}

static const char *
decode_escape (const char *at,
               const char *end,
               gboolean    keep_halves,
               GString    *out)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  int unit = sw_json_read_unit (at, end);
  const char *letter;

  if (unit >= 0)
    return decode_unit (at, end, unit, keep_halves, out);

  letter = end - at > 1 && at[1] != '\0' ? strchr (letters, at[1]) : NULL;
  if (letter == NULL)
    {
      g_string_append_c (out, '\\');
      return at + 1;
    }

  g_string_append_c (out, meanings[letter - letters]);
  return at + 2;
}

/**
 * sw_json_string_decode:
 * @text: (array length=length): the inside of a JSON string, without its quotes
 * @keep_halves: whether half a surrogate pair stays, as SwString keeps it; otherwise it becomes
 * U+FFFD and the result is always UTF-8
 * @out: receives the bytes
 *
 * Replaces the escapes. One that JSON does not know stays as it is.
 */
void
sw_json_string_decode (const char *text,
                       gsize       length,
                       gboolean    keep_halves,
                       GString    *out)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *escape = memchr (text, '\\', (gsize) (end - text));

      if (escape == NULL)
        escape = end;
      g_string_append_len (out, text, escape - text);
      text = escape < end ? decode_escape (escape, end, keep_halves, out) : end;
    }
}
