/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"

/* Values on one line, as far as there is room: what does not fit is not even looked at. */

/* Room in bytes; a character takes up to six, escaped. */
static gboolean
is_full (const GString *out,
         gsize          room)
{
  return out->len > room;
}

static void
print_text (SwValue  value,
            GString *out,
            gsize    room)
{
  gsize length;
  const char *text = sw_value_get_text (value, &length);

  if (length > room)
    {
      length = room;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }
  sw_json_string_print (text, length, out);
}

static void print_some (SwValue value, GString *out, gsize room);

static void
print_parts (SwValue  value,
             GString *out,
             gsize    room)
{
  gboolean is_array = sw_value_is (value, SW_TYPE_ARRAY);

  g_string_append_c (out, is_array ? '[' : '{');
  for (guint i = 0; i < sw_value_get_length (value) && !is_full (out, room); i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (!is_array)
        {
          SwString *key = sw_value_get_key (value, i);

          sw_json_string_print (sw_string_get_text (key), sw_string_get_length (key), out);
          g_string_append (out, ": ");
        }
      print_some (is_array ? sw_value_get_element (value, i) : sw_value_get_member_at (value, i),
                  out, room);
    }
  g_string_append_c (out, is_array ? ']' : '}');
}

/* Recurses as deep as values are nested, which their reading bounds. */
static void
print_some (SwValue  value,
            GString *out,
            gsize    room)
{
  if (sw_value_is (value, SW_TYPE_ARRAY) || sw_value_is (value, SW_TYPE_OBJECT))
    print_parts (value, out, room);
  else if (sw_value_is (value, SW_TYPE_STRING))
    print_text (value, out, room);
  else
    sw_value_print (value, SW_TEXT_DEFAULT, out);
}

/**
 * sw_value_dup_preview:
 * @value: any
 * @length: characters that it may have, at least 1
 *
 * The cost is that of what is printed, however large @value is.
 *
 * Returns: (transfer full) (nullable): @value as JSON on one line, cut where it is long; `NULL` of
 *   undefined
 */
char *
sw_value_dup_preview (SwValue value,
                      guint   length)
{
  g_autoptr (GString) out = NULL;

  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return NULL;
  out = g_string_new (NULL);
  print_some (value, out, (gsize) length * 6);
  if (g_utf8_strlen (out->str, (gssize) out->len) > (glong) length)
    {
      const char *end = g_utf8_offset_to_pointer (out->str, (glong) length - 1);

      g_string_truncate (out, (gsize) (end - out->str));
      g_string_append (out, "…");
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}
