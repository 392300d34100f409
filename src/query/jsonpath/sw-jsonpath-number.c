/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-filter-private.h"

#include <string.h>

/* A decimal number taken apart: digits without leading zeros, and the power of ten they are divided
 * by. */
typedef struct
{
  GString *digits;
  gint64   scale;
  gboolean negative;
} Decimal;

static gsize
append_digits (const char *text,
               gsize       length,
               gsize       at,
               GString    *digits)
{
  while (at < length && g_ascii_isdigit (text[at]))
    g_string_append_c (digits, text[at++]);
  return at;
}

/* [sign] digits [. digits] [e [sign] digits], with a digit before or behind the point */
static gboolean
decimal_read (const char *text,
              gsize       length,
              Decimal    *decimal)
{
  g_autofree char *exponent = NULL;
  gsize at = 0;
  gsize whole;
  gint64 power;

  if (at < length && (text[at] == '-' || text[at] == '+'))
    decimal->negative = text[at++] == '-';

  at = append_digits (text, length, at, decimal->digits);
  whole = decimal->digits->len;
  if (at < length && text[at] == '.')
    at = append_digits (text, length, at + 1, decimal->digits);
  if (decimal->digits->len == 0)
    return FALSE;
  decimal->scale = (gint64) (decimal->digits->len - whole);

  if (at < length && (text[at] == 'e' || text[at] == 'E'))
    {
      exponent = g_strndup (text + at + 1, length - at - 1);
      if (!g_ascii_string_to_signed (exponent[0] == '+' ? exponent + 1 : exponent, 10, -100000,
                                     100000, &power, NULL))
        return FALSE;
      decimal->scale -= power;
      at = length;
    }

  return at == length;
}

static void
drop_leading_zeros (GString *digits)
{
  gsize zeros = strspn (digits->str, "0");

  g_string_erase (digits, 0, (gssize) MIN (zeros, digits->len - 1));
}

static void
print_plain (GString *digits,
             gint64   scale)
{
  if (scale == 0)
    return;

  while ((gint64) digits->len <= scale)
    g_string_prepend_c (digits, '0');
  g_string_insert_c (digits, (gssize) (digits->len - (gsize) scale), '.');
}

static void
print_scientific (GString *digits,
                  gint64   exponent)
{
  if (digits->len > 1)
    g_string_insert_c (digits, 1, '.');
  if (exponent != 0)
    g_string_append_printf (digits, "E%+" G_GINT64_FORMAT, exponent);
}

/**
 * sw_decimal_to_java:
 * @text: (array length=length): a decimal number
 *
 * Spells a number as `new BigDecimal (text).toString ()` does: filters compare it with strings that
 * way, so that `@.a == 1e2` is true of 100 and of "1E+2", not of "100".
 *
 * Returns: (transfer full) (nullable): the number's text; NULL where @text is none
 */
char *
sw_decimal_to_java (const char *text,
                    gsize       length)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  Decimal decimal = { .digits = digits };
  gboolean zero;
  gint64 exponent;

  if (!decimal_read (text, length, &decimal))
    return NULL;

  zero = strspn (digits->str, "0") == digits->len;
  drop_leading_zeros (digits);
  exponent = (gint64) digits->len - 1 - decimal.scale;
  if (decimal.scale >= 0 && exponent >= -6)
    print_plain (digits, decimal.scale);
  else
    print_scientific (digits, exponent);

  if (decimal.negative && !zero)
    g_string_prepend_c (digits, '-');
  return g_string_free (g_steal_pointer (&digits), FALSE);
}
