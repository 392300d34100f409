/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a file must be to be a document's text. */

#define MARK_LENGTH (sizeof SW_BYTE_ORDER_MARK - 1)

/* AWS takes definitions up to 1 MB; beyond this a file is something else. */
#define MAX_BYTES (64 * 1024 * 1024)

static guint
count_lines (const char *text,
             const char *end)
{
  guint line = 1;

  while ((text = memchr (text, '\n', end - text)) != NULL)
    {
      line++;
      text++;
    }
  return line;
}

static void
set_encoding_error (const char  *text,
                    const char  *bad,
                    GError     **error)
{
  const guchar *bytes = (const guchar *) text;

  if ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF))
    g_set_error_literal (
        error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_ENCODING,
        _("The file is UTF-16 text. Definitions are UTF-8: save it in that encoding with the "
           "program it comes from, then open it again."));
  else
    g_set_error (
        error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_ENCODING,
        /* translators: byte value in hexadecimal, line number, byte offset */
        _("The file is not UTF-8 text: the byte 0x%02X in line %u (offset %zu) has no place "
           "there. Save it as UTF-8 with the program it comes from, then open it again."),
        (guchar) *bad, count_lines (text, bad), (gsize) (bad - text));
}

/* CONTENTS is NUL-terminated beyond LENGTH, as g_file_load_contents() gives it. */
gboolean
_sw_text_check (const char  *contents,
                gsize        length,
                GError     **error)
{
  const char *bad;

  if (length > MAX_BYTES)
    {
      g_set_error_literal (
          error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_SIZE,
          _("The file is larger than 64 MiB. AWS takes definitions of up to 1 MB."));
      return FALSE;
    }
  if (g_utf8_validate_len (contents, length, &bad))
    return TRUE;
  set_encoding_error (contents, bad, error);
  return FALSE;
}

/* The bytes without their mark; HAS_MARK says whether there was one. */
const char *
_sw_text_skip_mark (GBytes   *bytes,
                    gsize    *length,
                    gboolean *has_mark)
{
  const char *text = g_bytes_get_data (bytes, length);

  *has_mark = *length >= MARK_LENGTH
             && memcmp (text, SW_BYTE_ORDER_MARK, MARK_LENGTH) == 0;
  if (*has_mark)
    {
      text += MARK_LENGTH;
      *length -= MARK_LENGTH;
    }
  return text != NULL ? text : "";
}
