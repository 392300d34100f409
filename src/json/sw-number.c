/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"

#include <math.h>
#include <string.h>

/* A double's shortest decimal digits: 0.d1d2d3… times ten to the power of POINT */
typedef struct
{
  char digits[32];
  int  count;
  int  point;
} Decimal;

/* Has yyjson find the shortest digits that read back as NUMBER, and takes them out of the form it
 * prints. */
static void
find_digits (double   number,
             Decimal *decimal)
{
  char memory[512];
  yyjson_alc allocator;
  yyjson_val value = { .tag = YYJSON_TYPE_NUM | YYJSON_SUBTYPE_REAL, .uni.f64 = number };
  const char *text;
  gboolean fraction = FALSE;

  yyjson_alc_pool_init (&allocator, memory, sizeof memory);
  text = yyjson_val_write_opts (&value, YYJSON_WRITE_NOFLAG, &allocator, NULL, NULL);
  g_assert (text != NULL);

  decimal->count = 0;
  decimal->point = 0;
  for (; *text != '\0' && *text != 'e' && *text != 'E'; text++)
    {
      if (*text == '.')
        {
          fraction = TRUE;
          continue;
        }
      if (*text == '0' && decimal->count == 0)
        {
          decimal->point -= fraction;
          continue;
        }
      decimal->point += !fraction;
      decimal->digits[decimal->count++] = *text;
    }
  if (*text != '\0')
    decimal->point += (int) g_ascii_strtoll (text + 1, NULL, 10);

  while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
    decimal->count--;
}

static char *
put_digits (char          *out,
            const Decimal *decimal,
            int            from,
            int            to)
{
  for (int i = from; i < to; i++)
    *out++ = i < decimal->count ? decimal->digits[i] : '0';

  return out;
}

static char *
put_exponent (char          *out,
              const Decimal *decimal)
{
  int exponent = decimal->point - 1;

  out = put_digits (out, decimal, 0, 1);
  if (decimal->count > 1)
    {
      *out++ = '.';
      out = put_digits (out, decimal, 1, decimal->count);
    }

  return out + g_snprintf (out, 8, "e%c%d", exponent < 0 ? '-' : '+', ABS (exponent));
}

/* The form of ECMAScript's Number::toString: plain digits between 1e-7 and 1e21, an exponent
 * beyond. */
static char *
put_decimal (char          *out,
             const Decimal *decimal)
{
  int point = decimal->point;

  if (point > 21 || point <= -6)
    return put_exponent (out, decimal);

  if (point <= 0)
    {
      *out++ = '0';
      *out++ = '.';
      for (int i = point; i < 0; i++)
        *out++ = '0';
      return put_digits (out, decimal, 0, decimal->count);
    }

  out = put_digits (out, decimal, 0, point);
  if (decimal->count > point)
    {
      *out++ = '.';
      out = put_digits (out, decimal, point, decimal->count);
    }

  return out;
}

/* Writes a number as sw_number_print() does, in at most SW_NUMBER_SIZE bytes; returns how many,
 * without the NUL. */
static gsize
format_number (double  number,
               char   *buffer)
{
  char *out = buffer;
  Decimal decimal;

  if (!isfinite (number))
    return g_strlcpy (buffer, "null", SW_NUMBER_SIZE);

  if (fabs (number) < 1e15 && number == trunc (number))
    return (gsize) g_snprintf (buffer, SW_NUMBER_SIZE, "%" G_GINT64_FORMAT, (gint64) number);

  if (number < 0)
    *out++ = '-';
  find_digits (fabs (number), &decimal);
  out = put_decimal (out, &decimal);
  *out = '\0';

  return (gsize) (out - buffer);
}

/**
 * sw_number_print:
 * @number: any double
 * @out: receives the text
 *
 * Appends the shortest text that reads back as the same double, in the form of JavaScript: 0.1,
 * 100, 1e+21, 1e-7, 0 for -0. An infinite number and NaN become null, as in JSON.stringify().
 */
void
sw_number_print (double   number,
                 GString *out)
{
  char buffer[SW_NUMBER_SIZE];

  g_string_append_len (out, buffer, (gssize) format_number (number, buffer));
}

/**
 * sw_value_format_number:
 * @self: a number without SW_VALUE_DIGITS
 * @buffer: (out): at least SW_NUMBER_SIZE bytes
 *
 * Writes a number as it stands in JSON text: one that was written with a fraction keeps one.
 *
 * Returns: bytes written, without the NUL
 */
gsize
sw_value_format_number (SwValue  self,
                        char    *buffer)
{
  gsize length = format_number (self.number, buffer);

  if ((self.flags & SW_VALUE_DECIMAL) == 0 || !isfinite (self.number)
      || strpbrk (buffer, ".e") != NULL)
    return length;

  if (self.number == 0 && signbit (self.number))
    return g_strlcpy (buffer, "-0.0", SW_NUMBER_SIZE);

  return g_strlcat (buffer, ".0", SW_NUMBER_SIZE);
}
