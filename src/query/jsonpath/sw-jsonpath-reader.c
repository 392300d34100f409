/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-private.h"

#include <stdarg.h>
#include <string.h>

/* What comes before the place of a mistake, at the end of a message */
#define POSITION " at position "

/* What the readers of paths, filters and arguments have in common. Offsets are bytes of the text
 * they read. */

/**
 * sw_path_set_syntax_error:
 * @offset: byte of the path where the mistake is
 *
 * Sets SW_QUERY_ERROR_SYNTAX; the message ends with the offset.
 */
void
sw_path_set_syntax_error (GError    **error,
                          gsize       offset,
                          const char *format,
                          ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_SYNTAX, "%s" POSITION "%" G_GSIZE_FORMAT,
               message, offset);
}

/**
 * sw_query_spend:
 * @interrupt: (nullable): asked every so often whether to go on
 * @units: of work
 *
 * Counts work.
 *
 * Returns: FALSE with SW_QUERY_ERROR_LIMIT where the evaluation is to be given up
 */
gboolean
sw_query_spend (SwInterrupt *interrupt,
                gsize        units,
                GError     **error)
{
  if (sw_interrupt_spend (interrupt, units))
    return TRUE;

  g_set_error_literal (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT, interrupt->reason);
  return FALSE;
}

/**
 * sw_query_refuse:
 * @format: as for printf(): what is refused, and why
 *
 * Sets SW_QUERY_ERROR_TYPE.
 *
 * Returns: FALSE
 */
gboolean
sw_query_refuse (GError    **error,
                 const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE, format, arguments));
  va_end (arguments);

  return FALSE;
}

/* Where the number of "… at position N" begins; NULL where the message does not end so */
static const char *
find_position (const char *message)
{
  const char *word = g_strrstr (message, POSITION);
  const char *digits = word != NULL ? word + strlen (POSITION) : NULL;

  if (digits == NULL || *digits == '\0' || digits[strspn (digits, "0123456789")] != '\0')
    return NULL;

  return digits;
}

/**
 * sw_query_error_get_offset:
 * @error: any error of SW_QUERY_ERROR
 *
 * Returns: the byte of the text where its mistake is, which the message tells as well; 0 for errors
 * that have no place
 */
gsize
sw_query_error_get_offset (const GError *error)
{
  const char *digits = find_position (error->message);

  return digits != NULL ? (gsize) g_ascii_strtoull (digits, NULL, 10) : 0;
}

/**
 * sw_query_error_shift:
 * @error: (inout) (nullable): an error about a part of a text, or a place for none
 * @by: bytes before that part
 * @back: bytes that the part has in front and the text has not
 *
 * Moves the place of a mistake from a part of a text to the whole.
 */
void
sw_query_error_shift (GError **error,
                      gsize    by,
                      gsize    back)
{
  const char *digits = error != NULL && *error != NULL ? find_position ((*error)->message) : NULL;
  char *message;
  gsize offset;

  if (digits == NULL)
    return;

  offset = sw_query_error_get_offset (*error) + by;
  message = g_strdup_printf ("%.*s%" G_GSIZE_FORMAT, (int) (digits - (*error)->message),
                             (*error)->message, offset - MIN (offset, back));
  g_free ((*error)->message);
  (*error)->message = message;
}

/**
 * sw_path_skip_spaces:
 *
 * Only U+0020 is a blank in this dialect; tabs and line ends are parts of names.
 *
 * Returns: the first offset from @at on that holds no blank, or @length
 */
gsize
sw_path_skip_spaces (const char *text,
                     gsize       length,
                     gsize       at)
{
  while (at < length && text[at] == ' ')
    at++;
  return at;
}

/**
 * sw_path_find_unescaped:
 *
 * Returns: the first offset from @at on that holds @sought without a backslash before it, or -1
 */
gssize
sw_path_find_unescaped (const char *text,
                        gsize       length,
                        gsize       at,
                        char        sought)
{
  for (; at < length; at++)
    {
      if (text[at] == '\\')
        at++;
      else if (text[at] == sought)
        return (gssize) at;
    }
  return -1;
}

static char
closing_of (char open)
{
  return open == '(' ? ')' : open == '[' ? ']' : '}';
}

/**
 * sw_path_find_closing:
 * @at: where an opening `(`, `[` or `{` stands
 * @skip_patterns: whether `/…/` is a regular expression whose brackets do not count
 *
 * Strings never count.
 *
 * Returns: the offset of the bracket that closes it, or -1
 */
gssize
sw_path_find_closing (const char *text,
                      gsize       length,
                      gsize       at,
                      gboolean    skip_patterns)
{
  char open = text[at];
  char closing = closing_of (open);
  guint depth = 0;

  for (gssize i = (gssize) at; i >= 0 && (gsize) i < length; i++)
    {
      char c = text[i];

      if (c == '\'' || c == '"' || (skip_patterns && c == '/'))
        {
          i = sw_path_find_unescaped (text, length, (gsize) i + 1, c);
          if (i < 0)
            return -1;
        }
      else if (c == open)
        depth++;
      else if (c == closing && --depth == 0)
        return i;
    }

  return -1;
}

static void
append_code_unit (GString *out,
                  guint    unit)
{
  /* A low surrogate completes a high one that stands before it. A lone surrogate keeps its three
   * bytes: no member of a document can have such a name, so it matches nothing. */
  if (unit >= 0xdc00 && unit <= 0xdfff && out->len >= 3)
    {
      const guchar *tail = (const guchar *) out->str + out->len - 3;

      if (tail[0] == 0xed && tail[1] >= 0xa0 && tail[1] <= 0xaf)
        {
          guint high = 0xd000 | ((tail[1] & 0x3fu) << 6) | (tail[2] & 0x3fu);

          g_string_truncate (out, out->len - 3);
          g_string_append_unichar (out, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
          return;
        }
    }

  if (unit < 0x80)
    g_string_append_c (out, (char) unit);
  else if (unit < 0x800)
    {
      g_string_append_c (out, (char) (0xc0 | (unit >> 6)));
      g_string_append_c (out, (char) (0x80 | (unit & 0x3f)));
    }
  else
    {
      g_string_append_c (out, (char) (0xe0 | (unit >> 12)));
      g_string_append_c (out, (char) (0x80 | ((unit >> 6) & 0x3f)));
      g_string_append_c (out, (char) (0x80 | (unit & 0x3f)));
    }
}

/* The four digits behind \u; a sign in front counts as a digit does, as Integer.parseInt takes
 * it. */
static gboolean
read_code_unit (const char *digits,
                guint      *unit)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (i == 0 && digits[i] == '+')
        continue;
      if (!g_ascii_isxdigit (digits[i]))
        return FALSE;
      value = value * 16 + (guint) g_ascii_xdigit_value (digits[i]);
    }

  *unit = value;
  return TRUE;
}

/**
 * sw_path_unescape:
 * @text: what stands between the quotes
 * @kept: a character whose backslash stays where it is, or NUL
 * @offset: of @text in the path, for the message
 *
 * Resolves \b \f \n \r \t \uXXXX; any other escaped character stands for itself. A \u that the
 * string ends within vanishes, as it does in Jayway.
 *
 * Returns: (transfer full): the text; NULL with SW_QUERY_ERROR_SYNTAX for a \u without four digits
 */
SwString *
sw_path_unescape (const char *text,
                  gsize       length,
                  char        kept,
                  gsize       offset,
                  GError    **error)
{
  static const char from[] = "bfnrt";
  static const char to[] = "\b\f\n\r\t";
  g_autoptr (GString) out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      const char *simple;
      guint unit;

      if (text[i] != '\\' || i + 1 == length || (kept != '\0' && text[i + 1] == kept))
        {
          g_string_append_c (out, text[i]);
          continue;
        }

      i++;
      simple = text[i] != '\0' ? strchr (from, text[i]) : NULL;
      if (simple != NULL)
        g_string_append_c (out, to[simple - from]);
      else if (text[i] != 'u')
        g_string_append_c (out, text[i]);
      else if (length - i <= 4)
        break;
      else if (read_code_unit (text + i + 1, &unit))
        {
          append_code_unit (out, unit);
          i += 4;
        }
      else
        {
          sw_path_set_syntax_error (error, offset + i, "Unable to parse unicode value: %.4s",
                                    text + i + 1);
          return NULL;
        }
    }

  return sw_string_new (out->str, (gssize) out->len);
}
