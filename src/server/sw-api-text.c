/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include <string.h>

/* What may be called how. */

/**
 * sw_api_is_name:
 *
 * Returns: whether a machine, an execution or an activity may be called so. AWS's documentation: no
 * white space, no brackets, wildcards and special characters, no control characters; recorded for
 * activities.
 */
gboolean
sw_api_is_name (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character) || character < 0x20
          || (character >= 0x7f && character <= 0x9f)
          || (character < 0x80 && strchr ("<>{}[]?*\"#%\\^|~`$&,;:/", (int) character) != NULL))
        return FALSE;
    }
  return *text != '\0';
}
