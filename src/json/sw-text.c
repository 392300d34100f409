/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"

#include <string.h>

G_DEFINE_QUARK (sw-text-error-quark, sw_text_error)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/**
 * sw_text_locate:
 * @length: bytes of @text
 * @offset: byte offset into @text, 0..length
 * @line: (out): from 1
 * @column: (out): in characters, from 1
 *
 * Finds the line and column of a byte. Lines end at LF, CR LF or CR.
 */
void
sw_text_locate (const char *text,
                gsize       length,
                gsize       offset,
                guint      *line,
                guint      *column)
{
  *line = 1;
  *column = 1;

  for (gsize i = 0; i < offset; i++)
    {
      if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n')))
        {
          ++*line;
          *column = 1;
        }
      /* The bytes of a character after its first do not count. */
      else if ((text[i] & 0xc0) != 0x80)
        {
          ++*column;
        }
    }
}

static void
set_error (GError      **error,
           SwTextError   code,
           const char   *text,
           gsize         length,
           gsize         offset,
           const char   *message)
{
  guint line, column;

  if (error == NULL)
    return;

  sw_text_locate (text, length, offset, &line, &column);
  g_set_error (error, SW_TEXT_ERROR, code, "Line %u, column %u (byte %" G_GSIZE_FORMAT "): %s", line,
               column, offset, message);
}

/* The bracket that goes one level too deep. TEXT is known to be JSON. */
static gsize
find_too_deep (const char *text,
               gsize       length)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (text[i] == '[' || text[i] == '{')
        {
          if (depth++ == SW_TEXT_MAX_DEPTH)
            return i;
        }
      else if (text[i] == ']' || text[i] == '}')
        depth--;
    }

  return length;
}

/* Writes out each escape of half a surrogate pair, which yyjson refuses, as the three bytes that SwString
 * keeps it in. Returns NULL where there is none: then the text is bad for another reason. */
static GString *
spell_out_halves (const char *text,
                  gsize       length)
{
  const char *end = text + length;
  const char *plain = text;
  const char *at = text;
  g_autoptr (GString) out = NULL;

  while ((at = memchr (at, '\\', (gsize) (end - at))) != NULL && end - at > 1)
    {
      int unit = sw_json_read_unit (at, end);

      if (sw_is_high_half (unit) && sw_is_low_half (sw_json_read_unit (at + 6, end)))
        at += 12;
      else if (!sw_is_high_half (unit) && !sw_is_low_half (unit))
        at += 2;
      else
        {
          if (out == NULL)
            out = g_string_sized_new (length);
          g_string_append_len (out, plain, at - plain);
          sw_json_append_half (unit, out);
          at += 6;
          plain = at;
        }
    }

  if (out != NULL)
    g_string_append_len (out, plain, end - plain);
  return g_steal_pointer (&out);
}

/* Reads with yyjson, halves of surrogate pairs included. */
static yyjson_doc *
read_document (const char      *text,
               gsize            length,
               yyjson_read_err *problem)
{
  const yyjson_read_flag flags = YYJSON_READ_BIGNUM_AS_RAW;
  yyjson_doc *document = yyjson_read_opts ((char *) text, length, flags, NULL, problem);
  g_autoptr (GString) spelt = NULL;
  yyjson_read_err ignored;

  if (document != NULL || problem->code != YYJSON_READ_ERROR_INVALID_STRING ||
      !g_utf8_validate_len (text, length, NULL))
    return document;

  spelt = spell_out_halves (text, length);
  if (spelt == NULL)
    return NULL;

  /* Other faults stay faults, and are told by their place in the text as it was given. */
  return yyjson_read_opts (spelt->str, spelt->len, flags | YYJSON_READ_ALLOW_INVALID_UNICODE, NULL,
                           &ignored);
}

/**
 * sw_value_from_text:
 * @text: UTF-8; a byte order mark before it is skipped
 * @length: bytes, or -1 when @text ends at its NUL
 * @flags: SW_TEXT_REPORT_DUPLICATES, or none
 * @value: (out): receives the value; left alone on failure
 *
 * Reads JSON as RFC 8259 has it and no more. Numbers that no double gives back keep their text. A name that an
 * object repeats keeps its first place and takes the last value. Half a surrogate pair is kept.
 *
 * Returns: FALSE with an error of SW_TEXT_ERROR, whose message begins with line, column and byte
 */
gboolean
sw_value_from_text (const char   *text,
                    gssize        length,
                    SwTextFlags   flags,
                    SwValue      *value,
                    GError      **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  gsize skip = bytes >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
  g_autoptr (yyjson_doc) document = NULL;
  g_autoptr (SwString) duplicate = NULL;
  g_autofree char *message = NULL;
  yyjson_read_err problem = { 0 };
  SwValue read = SW_VALUE_INIT;

  document = read_document (text + skip, bytes - skip, &problem);
  if (document == NULL)
    {
      set_error (error, SW_TEXT_ERROR_SYNTAX, text, bytes, skip + problem.pos, problem.msg);
      return FALSE;
    }

  if (sw_text_build (document, (flags & SW_TEXT_REPORT_DUPLICATES) != 0, &read, &duplicate))
    {
      *value = read;
      return TRUE;
    }

  if (duplicate == NULL)
    {
      set_error (error, SW_TEXT_ERROR_DEPTH, text, bytes, find_too_deep (text, bytes),
                 "Arrays and objects are nested more than 1000 deep here.");
      return FALSE;
    }

  g_set_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_DUPLICATE,
               "An object has the member \"%s\" twice. Remove one of them.",
               sw_string_get_text (duplicate));
  return FALSE;
}
