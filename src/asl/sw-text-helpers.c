/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-text-private.h"
#include "json/sw-text.h"

/**
 * sw_text_dup_line:
 * @text: any bytes
 * @max_characters: the longest result, or -1
 *
 * Makes one line of a text for a label: runs of white space and control characters become one
 * space, what is too long ends in an ellipsis, bytes that are no UTF-8 are replaced.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
sw_text_dup_line (const char *text,
                  glong       max_characters)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean space = FALSE;
  glong length = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          space = length > 0;
          continue;
        }

      length += space ? 2 : 1;
      if (space)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, character);
      space = FALSE;
    }

  if (max_characters >= 0 && length > max_characters)
    {
      g_string_truncate (out, g_utf8_offset_to_pointer (out->str, max_characters - 1) - out->str);
      g_string_append (out, "…");
    }

  return g_strdup (out->str);
}

/**
 * sw_text_expand:
 * @text: a constant of ours: JSON with ' for ", for the reader's sake
 *
 * Returns: (transfer full): it as JSON, with two spaces of indent
 */
char *
sw_text_expand (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_auto (SwValue) value = SW_VALUE_INIT;
  gboolean valid = sw_value_from_text (quoted, -1, SW_TEXT_DEFAULT, &value, NULL);

  g_assert (valid);

  return sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
}
