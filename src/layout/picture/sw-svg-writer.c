/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-svg-writer.h"

#include <math.h>
#include <string.h>

/**
 * sw_svg_writer_init:
 *
 * Begins an empty text; sw_svg_writer_steal() ends it.
 */
void
sw_svg_writer_init (SwSvgWriter *self)
{
  self->text = g_string_new (NULL);
  self->depth = 0;
}

/* Returns: (transfer full): what was written; the writer is done with */
char *
sw_svg_writer_steal (SwSvgWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

/**
 * sw_svg_append_number:
 *
 * Appends @number with at most two decimals, no trailing zeros and no "-0".
 */
void
sw_svg_append_number (GString *text,
                      double   number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 300]; /* "%f" writes the largest double out */
  double rounded = round (number * 100) / 100;

  g_ascii_formatd (digits, sizeof digits, "%.2f", rounded == 0 ? 0 : rounded);
  gsize length = strlen (digits);
  while (digits[length - 1] == '0')
    length--;
  if (digits[length - 1] == '.')
    length--;
  g_string_append_len (text, digits, (gssize) length);
}

/* XML 1.0 has no way to write most control characters: they become U+FFFD, as do broken bytes. */
static void
append_escaped (GString    *text,
                const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);
      if (letter == '<')
        g_string_append (text, "&lt;");
      else if (letter == '>')
        g_string_append (text, "&gt;");
      else if (letter == '&')
        g_string_append (text, "&amp;");
      else if (letter == '"')
        g_string_append (text, "&quot;");
      else if ((letter < 0x20 && !strchr ("\t\n\r", (int) letter)) || letter == 0xfffe
               || letter == 0xffff)
        g_string_append (text, "\357\277\275");
      else
        g_string_append_unichar (text, letter);
    }
}

static void
append_format (GString    *text,
               const char *format,
               va_list     arguments)
{
  for (const char *p = format; *p; p++)
    {
      if (*p != '%')
        g_string_append_c (text, *p);
      else if (*++p == 's')
        append_escaped (text, va_arg (arguments, const char *));
      else
        sw_svg_append_number (text, va_arg (arguments, double));
    }
}

static void
append_line (SwSvgWriter *self,
             const char  *format,
             va_list      arguments)
{
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
  append_format (self->text, format, arguments);
  g_string_append_c (self->text, '\n');
}

/**
 * sw_svg_writer_open:
 * @format: a start tag
 *
 * Begins an element; what follows stands within it.
 */
void
sw_svg_writer_open (SwSvgWriter *self,
                    const char  *format,
                    ...)
{
  va_list arguments;
  va_start (arguments, format);
  append_line (self, format, arguments);
  va_end (arguments);
  self->depth++;
}

/**
 * sw_svg_writer_close:
 * @name: of the element to end
 */
void
sw_svg_writer_close (SwSvgWriter *self,
                     const char  *name)
{
  self->depth--;
  sw_svg_writer_line (self, "</%s>", name);
}

/**
 * sw_svg_writer_line:
 * @format: a whole element
 */
void
sw_svg_writer_line (SwSvgWriter *self,
                    const char  *format,
                    ...)
{
  va_list arguments;
  va_start (arguments, format);
  append_line (self, format, arguments);
  va_end (arguments);
}
