/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"

/**
 * sw_payload_check:
 * @value: what an execution is to begin with
 *
 * Holds @value against the bounds of an execution's data. A text that was read with SW_TEXT_PAYLOAD
 * is told where it goes too deep; of a value only that it does.
 *
 * Returns: FALSE with %SW_TEXT_ERROR_SIZE or %SW_TEXT_ERROR_DEPTH where it is beyond
 */
gboolean
sw_payload_check (SwValue   value,
                  GError  **error)
{
  gsize bytes;

  if (sw_value_get_depth (value, SW_PAYLOAD_MAX_DEPTH) > SW_PAYLOAD_MAX_DEPTH)
    {
      g_set_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_DEPTH,
                   "Arrays and objects are nested more than %d deep in it.", SW_PAYLOAD_MAX_DEPTH);
      return FALSE;
    }
  bytes = sw_value_get_text_length (value);
  if (bytes <= SW_PAYLOAD_MAX_BYTES)
    return TRUE;
  g_set_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_SIZE,
               "It has %" G_GSIZE_FORMAT " bytes, and data has at most %d.", bytes,
               SW_PAYLOAD_MAX_BYTES);
  return FALSE;
}
