/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>
#include <string.h>

#include "query/jsonata/sw-jsonata-picture.h"

/* $formatNumber: numbers by picture */

/* Brings the mantissa between the bounds that the picture sets; a zero stays a zero. */
static double
scale_mantissa (const SwSubPicture *sub,
                double              number,
                int                *exponent)
{
  double most = pow (10, sub->scaling);
  double least = pow (10, (double) sub->scaling - 1);

  *exponent = 0;
  while (number != 0 && fabs (number) < least)
    {
      number *= 10;
      (*exponent)--;
    }
  while (fabs (number) > most)
    {
      number /= 10;
      (*exponent)++;
    }

  return number;
}

/* The digits of a number without needless zeros at either end, and where the decimal point is among
 * them */
static void
print_digits (const SwSubPicture *sub,
              double              number,
              GString            *integer,
              GString            *fraction)
{
  int precision = (int) MIN (sub->most_fraction, 300);
  char pattern[16], text[700];
  const char *digits, *point;

  g_snprintf (pattern, sizeof pattern, "%%.%df", precision);
  g_ascii_formatd (text, sizeof text, pattern, fabs (sw_js_round_decimal (number, precision)));
  digits = text + strspn (text, "0");
  point = strchr (text, '.');
  if (point == NULL)
    {
      g_string_append (integer, digits);
    }
  else
    {
      if (digits < point)
        g_string_append_len (integer, digits, point - digits);
      g_string_append (fraction, point + 1);
      while (fraction->len > 0 && fraction->str[fraction->len - 1] == '0')
        g_string_truncate (fraction, fraction->len - 1);
    }
  while (integer->len < sub->least_integer)
    g_string_prepend_c (integer, '0');
  while (fraction->len < sub->least_fraction)
    g_string_append_c (fraction, '0');
}

static gboolean
has_group_at (const guint *groups,
              guint        n,
              guint        position)
{
  for (guint i = 0; i < n; i++)
    if (groups[i] == position)
      return TRUE;

  return FALSE;
}

static void
append_digits (const SwNumberFormat *format,
               GString              *out,
               const char           *digits)
{
  for (; *digits != '\0'; digits++)
    g_string_append_unichar (out, format->signs[SW_SIGN_ZERO_DIGIT] + (gunichar) (*digits - '0'));
}

static void
append_integer (const SwNumberFormat *format,
                const SwSubPicture   *sub,
                const GString        *digits,
                GString              *out)
{
  for (gsize i = 0; i < digits->len; i++)
    {
      guint right = (guint) (digits->len - i);

      if (i > 0 && (sub->regular > 0 ? right % sub->regular == 0
                                     : has_group_at (sub->groups, sub->n_groups, right)))
        g_string_append_unichar (out, format->signs[SW_SIGN_GROUPING_SEPARATOR]);
      append_digits (format, out, (char[]) { digits->str[i], '\0' });
    }
}

static void
append_fraction (const SwNumberFormat *format,
                 const SwSubPicture   *sub,
                 const GString        *digits,
                 GString              *out)
{
  if (digits->len == 0)
    return;
  g_string_append_unichar (out, format->signs[SW_SIGN_DECIMAL_SEPARATOR]);
  for (gsize i = 0; i < digits->len; i++)
    {
      if (i > 0 && has_group_at (sub->fraction_groups, sub->n_fraction_groups, (guint) i))
        g_string_append_unichar (out, format->signs[SW_SIGN_GROUPING_SEPARATOR]);
      append_digits (format, out, (char[]) { digits->str[i], '\0' });
    }
}

static void
append_slice (GString *out,
              SwSlice  slice)
{
  for (glong i = 0; i < slice.length; i++)
    g_string_append_unichar (out, slice.text[i]);
}

static void
append_number (const SwNumberFormat *format,
               const SwSubPicture   *sub,
               double                number,
               GString              *out)
{
  g_autoptr (GString) integer = g_string_new (NULL);
  g_autoptr (GString) fraction = g_string_new (NULL);
  int exponent = 0;

  if (sw_slice_find (sub->whole, format->signs[SW_SIGN_PERCENT], 0) >= 0)
    number *= 100;
  else if (sw_slice_find (sub->whole, format->signs[SW_SIGN_PER_MILLE], 0) >= 0)
    number *= 1000;
  if (sub->least_exponent > 0)
    number = scale_mantissa (sub, number, &exponent);

  print_digits (sub, number, integer, fraction);
  append_slice (out, sub->prefix);
  append_integer (format, sub, integer, out);
  append_fraction (format, sub, fraction, out);
  if (sub->least_exponent > 0)
    {
      g_autofree char *digits =
          g_strdup_printf ("%0*d", (int) MIN (sub->least_exponent, 300), ABS (exponent));

      g_string_append_unichar (out, format->signs[SW_SIGN_EXPONENT_SEPARATOR]);
      if (exponent < 0)
        g_string_append_unichar (out, format->signs[SW_SIGN_MINUS_SIGN]);
      append_digits (format, out, digits);
    }
  append_slice (out, sub->suffix);
}

SwValue
sw_js_format_number (SwJsonataEval *e,
                     SwValue       *arguments,
                     guint          n_arguments,
                     SwValue        input)
{
  SwNumberFormat format = { .e = e };
  SwSubPicture subs[2] = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree gunichar *picture = NULL;
  glong length;
  double number;
  guint n;

  if (sw_value_is (arguments[0], SW_TYPE_UNDEFINED)
      || sw_value_is (arguments[1], SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;
  sw_number_format_init (&format, sw_js_argument (arguments, n_arguments, 2));
  picture = g_utf8_to_ucs4_fast (sw_value_get_text (arguments[1], NULL), -1, &length);
  n = sw_number_picture_read (&format, (SwSlice) { picture, length }, subs);
  if (n == 0)
    return SW_VALUE_INIT;

  number = sw_value_get_number (arguments[0]);
  if (!isfinite (number))
    return sw_js_fail (e, "D1001", arguments[0]);
  if (number < 0 && n == 1)
    g_string_append_unichar (out, format.signs[SW_SIGN_MINUS_SIGN]);
  append_number (&format, &subs[number < 0 && n == 2 ? 1 : 0], number, out);

  return sw_js_new_string (e, out->str, out->len);
}
