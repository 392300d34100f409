/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"

#include <string.h>

/* What a byte becomes inside quotes: itself, an escape of one letter, or \u and four digits */
enum
{
  PLAIN = 0,
  NUMERIC = 1,
  SURROGATE = 2, /* perhaps: it may also begin an ordinary character */
};

static const char escapes[256] = {
  [0x00] = NUMERIC, [0x01] = NUMERIC, [0x02] = NUMERIC, [0x03] = NUMERIC, [0x04] = NUMERIC,
  [0x05] = NUMERIC, [0x06] = NUMERIC, [0x07] = NUMERIC, ['\b'] = 'b',     ['\t'] = 't',
  ['\n'] = 'n',     [0x0b] = NUMERIC, ['\f'] = 'f',     ['\r'] = 'r',     [0x0e] = NUMERIC,
  [0x0f] = NUMERIC, [0x10] = NUMERIC, [0x11] = NUMERIC, [0x12] = NUMERIC, [0x13] = NUMERIC,
  [0x14] = NUMERIC, [0x15] = NUMERIC, [0x16] = NUMERIC, [0x17] = NUMERIC, [0x18] = NUMERIC,
  [0x19] = NUMERIC, [0x1a] = NUMERIC, [0x1b] = NUMERIC, [0x1c] = NUMERIC, [0x1d] = NUMERIC,
  [0x1e] = NUMERIC, [0x1f] = NUMERIC, ['"'] = '"',      ['\\'] = '\\',    [0xed] = SURROGATE,
};

static guint
decode_surrogate (const char *text)
{
  return 0xd000 | ((guint) (text[1] & 0x3f) << 6) | (guint) (text[2] & 0x3f);
}

/**
 * sw_json_string_measure:
 * @text: (array length=length): a string's bytes
 *
 * Returns: bytes that sw_json_string_print() would append
 */
gsize
sw_json_string_measure (const char *text,
                        gsize       length)
{
  const char *end = text + length;
  gsize size = length + 2;

  for (const char *at = text; at < end; at++)
    {
      switch (escapes[(guchar) *at])
        {
        case PLAIN:
          break;
        case NUMERIC:
          size += strlen ("\\u0000") - 1;
          break;
        case SURROGATE:
          if (sw_is_lone_surrogate (at, end))
            size += strlen ("\\ud800") - 3;
          break;
        default:
          size += 1;
          break;
        }
    }

  return size;
}

/* Appends the escape that stands for what begins at AT, and returns how many bytes it stands for;
 * none, when these go as they are. */
static gsize
print_escape (const char *at,
              const char *end,
              GString    *out)
{
  char escape = escapes[(guchar) *at];

  if (escape == NUMERIC)
    {
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
      return 1;
    }
  if (escape == SURROGATE)
    {
      if (!sw_is_lone_surrogate (at, end))
        return 0;
      g_string_append_printf (out, "\\u%04x", decode_surrogate (at));
      return 3;
    }

  g_string_append_c (out, '\\');
  g_string_append_c (out, escape);
  return 1;
}

/**
 * sw_json_string_print:
 * @text: (array length=length): a string's bytes; may hold U+0000
 * @out: receives the text
 *
 * Appends a JSON string with its quotes, with no more escapes than JSON demands.
 */
void
sw_json_string_print (const char *text,
                      gsize       length,
                      GString    *out)
{
  const char *end = text + length;
  const char *plain = text;
  const char *at = text;

  g_string_append_c (out, '"');
  while (at < end)
    {
      gsize escaped;

      if (escapes[(guchar) *at] == PLAIN)
        {
          at++;
          continue;
        }

      g_string_append_len (out, plain, at - plain);
      escaped = print_escape (at, end, out);
      plain = at + escaped;
      at += MAX (escaped, 1);
    }
  g_string_append_len (out, plain, end - plain);
  g_string_append_c (out, '"');
}
