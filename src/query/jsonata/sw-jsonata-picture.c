/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>
#include <string.h>

/* $formatNumber: numbers by picture (XPath F&O 4.7). Works on code points, because any character may be made the
 * decimal separator and the like. */

typedef enum
{
  DECIMAL_SEPARATOR,
  GROUPING_SEPARATOR,
  EXPONENT_SEPARATOR,
  MINUS_SIGN,
  PERCENT,
  PER_MILLE,
  ZERO_DIGIT,
  DIGIT,
  PATTERN_SEPARATOR,
  N_SIGNS
} Sign;

static const struct
{
  const char *name;
  gunichar    standard;
} signs[N_SIGNS] = {
  { "decimal-separator", '.' }, { "grouping-separator", ',' }, { "exponent-separator", 'e' },
  { "minus-sign", '-' },        { "percent", '%' },            { "per-mille", 0x2030 },
  { "zero-digit", '0' },        { "digit", '#' },              { "pattern-separator", ';' },
};

typedef struct
{
  const gunichar *text;
  glong           length;
} Slice;

/* A sub-picture, taken apart */
typedef struct
{
  Slice    whole;
  Slice    prefix;
  Slice    active;
  Slice    suffix;
  Slice    mantissa;
  Slice    integer;
  Slice    fraction;
  Slice    exponent;
  gboolean has_exponent;
  guint    least_integer;
  guint    least_fraction;
  guint    most_fraction;
  guint    least_exponent;
  guint    scaling;
  guint    regular;     /* grouping of the integer part each so many digits, or 0 */
  guint    groups[32];  /* digits to the right of each separator */
  guint    n_groups;
  guint    fraction_groups[32]; /* digits to the left */
  guint    n_fraction_groups;
} SubPicture;

typedef struct
{
  SwJsonataEval *e;
  gunichar       signs[N_SIGNS];
} Format;

static gboolean
is_family_digit (const Format *format,
                 gunichar      c)
{
  return c >= format->signs[ZERO_DIGIT] && c <= format->signs[ZERO_DIGIT] + 9;
}

static gboolean
is_active (const Format *format,
           gunichar      c)
{
  return is_family_digit (format, c) || c == format->signs[DECIMAL_SEPARATOR] ||
         c == format->signs[EXPONENT_SEPARATOR] || c == format->signs[GROUPING_SEPARATOR] ||
         c == format->signs[DIGIT] || c == format->signs[PATTERN_SEPARATOR];
}

static Slice
cut (Slice slice,
     glong from,
     glong to)
{
  from = CLAMP (from, 0, slice.length);
  to = CLAMP (to, from, slice.length);

  return (Slice) { slice.text + from, to - from };
}

static glong
find (Slice    slice,
      gunichar c,
      glong    from)
{
  for (glong i = from; i < slice.length; i++)
    if (slice.text[i] == c)
      return i;

  return -1;
}

static guint
count_sign (Slice    slice,
            gunichar c)
{
  guint count = 0;

  for (glong i = 0; i < slice.length; i++)
    count += slice.text[i] == c;

  return count;
}

static guint
count_digits (const Format *format,
              Slice         slice,
              gboolean      optional_too)
{
  guint count = 0;

  for (glong i = 0; i < slice.length; i++)
    count += is_family_digit (format, slice.text[i]) ||
             (optional_too && slice.text[i] == format->signs[DIGIT]);

  return count;
}

static gboolean
begins_active (const Format *format,
               gunichar      c)
{
  return is_active (format, c) && c != format->signs[EXPONENT_SEPARATOR];
}

/* Takes a sub-picture apart; FALSE where it has no active character. */
static gboolean
split_parts (const Format *format,
             Slice         whole,
             SubPicture   *sub)
{
  glong first = 0, last = whole.length, exponent, decimal;

  while (first < whole.length && !begins_active (format, whole.text[first]))
    first++;
  while (last > first && !begins_active (format, whole.text[last - 1]))
    last--;
  if (first == last)
    return FALSE;

  sub->whole = whole;
  sub->prefix = cut (whole, 0, first);
  sub->suffix = cut (whole, last, whole.length);
  sub->active = sub->mantissa = cut (whole, first, last);

  /* one right behind the last active character counts too: an exponent without digits */
  exponent = find (cut (whole, first, last + 1), format->signs[EXPONENT_SEPARATOR], 0);
  if (exponent >= 0)
    {
      sub->has_exponent = TRUE;
      sub->mantissa = cut (sub->active, 0, exponent);
      sub->exponent = cut (sub->active, exponent + 1, sub->active.length);
    }
  decimal = find (sub->mantissa, format->signs[DECIMAL_SEPARATOR], 0);
  sub->integer = decimal >= 0 ? cut (sub->mantissa, 0, decimal) : sub->mantissa;
  sub->fraction = decimal >= 0 ? cut (sub->mantissa, decimal + 1, sub->mantissa.length) : sub->suffix;

  return TRUE;
}

static gboolean
has_passive_inside (const Format *format,
                    Slice         active)
{
  for (glong i = 0; i < active.length; i++)
    if (!is_active (format, active.text[i]))
      return TRUE;

  return FALSE;
}

/* The code of the last rule that the sub-picture breaks, as the reference reports it, or NULL */
static const char *
find_broken_rule (const Format     *format,
                  const SubPicture *sub)
{
  gunichar grouping = format->signs[GROUPING_SEPARATOR];
  gunichar digit = format->signs[DIGIT];
  guint percents = count_sign (sub->whole, format->signs[PERCENT]);
  guint per_milles = count_sign (sub->whole, format->signs[PER_MILLE]);
  glong decimal = find (sub->whole, format->signs[DECIMAL_SEPARATOR], 0);
  const char *code = NULL;
  glong at;

  if (count_sign (sub->whole, format->signs[DECIMAL_SEPARATOR]) > 1)
    code = "D3081";
  if (percents > 1)
    code = "D3082";
  if (per_milles > 1)
    code = "D3083";
  if (percents > 0 && per_milles > 0)
    code = "D3084";
  if (count_digits (format, sub->mantissa, TRUE) == 0)
    code = "D3085";
  if (has_passive_inside (format, sub->active))
    code = "D3086";
  if (decimal >= 0)
    {
      if ((decimal > 0 && sub->whole.text[decimal - 1] == grouping) ||
          (decimal + 1 < sub->whole.length && sub->whole.text[decimal + 1] == grouping))
        code = "D3087";
    }
  else if (sub->integer.length > 0 && sub->integer.text[sub->integer.length - 1] == grouping)
    {
      code = "D3088";
    }
  for (glong i = 0; i + 1 < sub->whole.length; i++)
    if (sub->whole.text[i] == grouping && sub->whole.text[i + 1] == grouping)
      code = "D3089";
  at = find (sub->integer, digit, 0);
  if (at >= 0 && count_digits (format, cut (sub->integer, 0, at), FALSE) > 0)
    code = "D3090";
  at = find (sub->fraction, digit, 0);
  if (at >= 0 && count_digits (format, cut (sub->fraction, at, sub->fraction.length), FALSE) > 0)
    code = "D3091";
  if (sub->has_exponent && sub->exponent.length > 0 && (percents > 0 || per_milles > 0))
    code = "D3092";
  if (sub->has_exponent && (sub->exponent.length == 0 ||
                            count_digits (format, sub->exponent, FALSE) != (guint) sub->exponent.length))
    code = "D3093";

  return code;
}

static guint
greatest_common_divisor (guint a,
                         guint b)
{
  return b == 0 ? a : greatest_common_divisor (b, a % b);
}

static guint
find_regular (const guint *positions,
              guint        n)
{
  guint factor = 0;

  for (guint i = 0; i < n; i++)
    factor = greatest_common_divisor (positions[i], factor);
  for (guint i = 1; i <= n; i++)
    {
      guint k = 0;

      while (k < n && positions[k] != i * factor)
        k++;
      if (k == n)
        return 0;
    }

  return factor;
}

static guint
find_groups (const Format *format,
             Slice         part,
             gboolean      to_left,
             guint        *groups)
{
  guint n = 0;

  for (glong i = 0; i < part.length && n < 32; i++)
    if (part.text[i] == format->signs[GROUPING_SEPARATOR])
      groups[n++] = count_digits (format, to_left ? cut (part, 0, i) : cut (part, i, part.length), TRUE);

  return n;
}

static void
analyse (const Format *format,
         SubPicture   *sub)
{
  sub->n_groups = find_groups (format, sub->integer, FALSE, sub->groups);
  sub->regular = find_regular (sub->groups, sub->n_groups);
  sub->n_fraction_groups = find_groups (format, sub->fraction, TRUE, sub->fraction_groups);

  sub->least_integer = sub->scaling = count_digits (format, sub->integer, FALSE);
  sub->least_fraction = count_digits (format, sub->fraction, FALSE);
  sub->most_fraction = count_digits (format, sub->fraction, TRUE);
  if (sub->least_integer == 0 && sub->most_fraction == 0)
    {
      if (sub->has_exponent)
        sub->least_fraction = sub->most_fraction = 1;
      else
        sub->least_integer = 1;
    }
  if (sub->has_exponent && sub->least_integer == 0 && find (sub->integer, format->signs[DIGIT], 0) >= 0)
    sub->least_integer = 1;
  if (sub->least_integer == 0 && sub->least_fraction == 0)
    sub->least_fraction = 1;
  if (sub->has_exponent)
    sub->least_exponent = count_digits (format, sub->exponent, FALSE);
}

/* ---- printing ---- */

/* Brings the mantissa between the bounds that the picture sets; a zero stays a zero. */
static double
scale_mantissa (const SubPicture *sub,
                double            number,
                int              *exponent)
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

/* The digits of a number without needless zeros at either end, and where the decimal point is among them */
static void
print_digits (const SubPicture *sub,
              double            number,
              GString          *integer,
              GString          *fraction)
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
append_digits (const Format *format,
               GString      *out,
               const char   *digits)
{
  for (; *digits != '\0'; digits++)
    g_string_append_unichar (out, format->signs[ZERO_DIGIT] + (gunichar) (*digits - '0'));
}

static void
append_integer (const Format     *format,
                const SubPicture *sub,
                const GString    *digits,
                GString          *out)
{
  for (gsize i = 0; i < digits->len; i++)
    {
      guint right = (guint) (digits->len - i);

      if (i > 0 && (sub->regular > 0 ? right % sub->regular == 0
                                     : has_group_at (sub->groups, sub->n_groups, right)))
        g_string_append_unichar (out, format->signs[GROUPING_SEPARATOR]);
      append_digits (format, out, (char[]) { digits->str[i], '\0' });
    }
}

static void
append_fraction (const Format     *format,
                 const SubPicture *sub,
                 const GString    *digits,
                 GString          *out)
{
  if (digits->len == 0)
    return;
  g_string_append_unichar (out, format->signs[DECIMAL_SEPARATOR]);
  for (gsize i = 0; i < digits->len; i++)
    {
      if (i > 0 && has_group_at (sub->fraction_groups, sub->n_fraction_groups, (guint) i))
        g_string_append_unichar (out, format->signs[GROUPING_SEPARATOR]);
      append_digits (format, out, (char[]) { digits->str[i], '\0' });
    }
}

static void
append_slice (GString *out,
              Slice    slice)
{
  for (glong i = 0; i < slice.length; i++)
    g_string_append_unichar (out, slice.text[i]);
}

static void
append_number (const Format     *format,
               const SubPicture *sub,
               double            number,
               GString          *out)
{
  g_autoptr (GString) integer = g_string_new (NULL);
  g_autoptr (GString) fraction = g_string_new (NULL);
  int exponent = 0;

  if (find (sub->whole, format->signs[PERCENT], 0) >= 0)
    number *= 100;
  else if (find (sub->whole, format->signs[PER_MILLE], 0) >= 0)
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

      g_string_append_unichar (out, format->signs[EXPONENT_SEPARATOR]);
      if (exponent < 0)
        g_string_append_unichar (out, format->signs[MINUS_SIGN]);
      append_digits (format, out, digits);
    }
  append_slice (out, sub->suffix);
}

static void
read_options (Format  *format,
              SwValue  options)
{
  for (guint i = 0; i < N_SIGNS; i++)
    {
      SwValue value = sw_value_is (options, SW_TYPE_OBJECT) ? sw_value_get_member (options, signs[i].name)
                                                            : SW_VALUE_INIT;

      format->signs[i] = signs[i].standard;
      if (sw_value_is (value, SW_TYPE_STRING) && sw_value_get_text (value, NULL)[0] != '\0')
        format->signs[i] = g_utf8_get_char (sw_value_get_text (value, NULL));
    }
}

/* Reads the one or two sub-pictures of a picture. */
static guint
read_picture (const Format *format,
              Slice         picture,
              SubPicture    subs[2])
{
  glong semicolon = find (picture, format->signs[PATTERN_SEPARATOR], 0);
  Slice slices[2] = { semicolon >= 0 ? cut (picture, 0, semicolon) : picture,
                      semicolon >= 0 ? cut (picture, semicolon + 1, picture.length) : picture };
  guint n = semicolon >= 0 ? 2 : 1;

  if (semicolon >= 0 && find (slices[1], format->signs[PATTERN_SEPARATOR], 0) >= 0)
    {
      sw_js_fail (format->e, "D3080", SW_VALUE_INIT);
      return 0;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *code = "D3086"; /* recorded on AWS for a picture without a single active character */

      if (split_parts (format, slices[i], &subs[i]))
        code = find_broken_rule (format, &subs[i]);
      if (code != NULL)
        {
          sw_js_fail (format->e, code, SW_VALUE_INIT);
          return 0;
        }
      analyse (format, &subs[i]);
    }

  return n;
}

SwValue
sw_js_format_number (SwJsonataEval *e,
                     SwValue       *arguments,
                     guint          n_arguments,
                     SwValue        input)
{
  Format format = { .e = e };
  SubPicture subs[2] = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree gunichar *picture = NULL;
  glong length;
  double number;
  guint n;

  if (sw_value_is (arguments[0], SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;
  read_options (&format, sw_js_argument (arguments, n_arguments, 2));
  picture = g_utf8_to_ucs4_fast (sw_value_get_text (arguments[1], NULL), -1, &length);
  n = read_picture (&format, (Slice) { picture, length }, subs);
  if (n == 0)
    return SW_VALUE_INIT;

  number = sw_value_get_number (arguments[0]);
  if (number < 0 && n == 1)
    g_string_append_unichar (out, format.signs[MINUS_SIGN]);
  append_number (&format, &subs[number < 0 && n == 2 ? 1 : 0], number, out);

  return sw_js_new_string (e, out->str, out->len);
}
