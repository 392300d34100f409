/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-picture.h"

/* Reading pictures of numbers */

static const struct
{
  const char *name;
  gunichar    standard;
} signs[SW_N_SIGNS] = {
  { "decimal-separator", '.' }, { "grouping-separator", ',' }, { "exponent-separator", 'e' },
  { "minus-sign", '-' },        { "percent", '%' },            { "per-mille", 0x2030 },
  { "zero-digit", '0' },        { "digit", '#' },              { "pattern-separator", ';' },
};

static gboolean
is_family_digit (const SwNumberFormat *format,
                 gunichar              c)
{
  return c >= format->signs[SW_SIGN_ZERO_DIGIT] && c <= format->signs[SW_SIGN_ZERO_DIGIT] + 9;
}

static gboolean
is_active (const SwNumberFormat *format,
           gunichar              c)
{
  return is_family_digit (format, c) || c == format->signs[SW_SIGN_DECIMAL_SEPARATOR]
         || c == format->signs[SW_SIGN_EXPONENT_SEPARATOR]
         || c == format->signs[SW_SIGN_GROUPING_SEPARATOR] || c == format->signs[SW_SIGN_DIGIT]
         || c == format->signs[SW_SIGN_PATTERN_SEPARATOR];
}

/* The part of a slice from FROM to TO, as far as it has them */
static SwSlice
slice_cut (SwSlice slice,
           glong   from,
           glong   to)
{
  from = CLAMP (from, 0, slice.length);
  to = CLAMP (to, from, slice.length);

  return (SwSlice) { slice.text + from, to - from };
}

/**
 * sw_slice_find:
 *
 * Returns: where @c stands at @from or behind, or -1
 */
glong
sw_slice_find (SwSlice  slice,
               gunichar c,
               glong    from)
{
  for (glong i = from; i < slice.length; i++)
    if (slice.text[i] == c)
      return i;

  return -1;
}

static guint
count_sign (SwSlice  slice,
            gunichar c)
{
  guint count = 0;

  for (glong i = 0; i < slice.length; i++)
    count += slice.text[i] == c;

  return count;
}

static guint
count_digits (const SwNumberFormat *format,
              SwSlice               slice,
              gboolean              optional_too)
{
  guint count = 0;

  for (glong i = 0; i < slice.length; i++)
    count += is_family_digit (format, slice.text[i])
             || (optional_too && slice.text[i] == format->signs[SW_SIGN_DIGIT]);

  return count;
}

static gboolean
begins_active (const SwNumberFormat *format,
               gunichar              c)
{
  return is_active (format, c) && c != format->signs[SW_SIGN_EXPONENT_SEPARATOR];
}

/* Takes a sub-picture apart; FALSE where it has no active character. */
static gboolean
split_parts (const SwNumberFormat *format,
             SwSlice               whole,
             SwSubPicture         *sub)
{
  glong first = 0, last = whole.length, exponent, decimal;

  while (first < whole.length && !begins_active (format, whole.text[first]))
    first++;
  while (last > first && !begins_active (format, whole.text[last - 1]))
    last--;
  if (first == last)
    return FALSE;

  sub->whole = whole;
  sub->prefix = slice_cut (whole, 0, first);
  sub->suffix = slice_cut (whole, last, whole.length);
  sub->active = sub->mantissa = slice_cut (whole, first, last);

  /* one right behind the last active character counts too: an exponent without digits */
  exponent = sw_slice_find (slice_cut (whole, first, last + 1),
                            format->signs[SW_SIGN_EXPONENT_SEPARATOR], 0);
  if (exponent >= 0)
    {
      sub->has_exponent = TRUE;
      sub->mantissa = slice_cut (sub->active, 0, exponent);
      sub->exponent = slice_cut (sub->active, exponent + 1, sub->active.length);
    }
  decimal = sw_slice_find (sub->mantissa, format->signs[SW_SIGN_DECIMAL_SEPARATOR], 0);
  sub->integer = decimal >= 0 ? slice_cut (sub->mantissa, 0, decimal) : sub->mantissa;
  sub->fraction =
      decimal >= 0 ? slice_cut (sub->mantissa, decimal + 1, sub->mantissa.length) : sub->suffix;

  return TRUE;
}

static gboolean
has_passive_inside (const SwNumberFormat *format,
                    SwSlice               active)
{
  for (glong i = 0; i < active.length; i++)
    if (!is_active (format, active.text[i]))
      return TRUE;

  return FALSE;
}

static const char *
judge_signs (const SwNumberFormat *format,
             const SwSubPicture   *sub)
{
  guint percents = count_sign (sub->whole, format->signs[SW_SIGN_PERCENT]);
  guint per_milles = count_sign (sub->whole, format->signs[SW_SIGN_PER_MILLE]);

  if (percents > 0 && per_milles > 0)
    return "D3084";
  if (per_milles > 1)
    return "D3083";
  if (percents > 1)
    return "D3082";
  if (count_sign (sub->whole, format->signs[SW_SIGN_DECIMAL_SEPARATOR]) > 1)
    return "D3081";

  return NULL;
}

static const char *
judge_active_part (const SwNumberFormat *format,
                   const SwSubPicture   *sub)
{
  if (has_passive_inside (format, sub->active))
    return "D3086";

  return count_digits (format, sub->mantissa, TRUE) == 0 ? "D3085" : NULL;
}

static const char *
judge_grouping (const SwNumberFormat *format,
                const SwSubPicture   *sub)
{
  gunichar grouping = format->signs[SW_SIGN_GROUPING_SEPARATOR];
  glong decimal = sw_slice_find (sub->whole, format->signs[SW_SIGN_DECIMAL_SEPARATOR], 0);

  for (glong i = 0; i + 1 < sub->whole.length; i++)
    if (sub->whole.text[i] == grouping && sub->whole.text[i + 1] == grouping)
      return "D3089";
  if (decimal < 0)
    return sub->integer.length > 0 && sub->integer.text[sub->integer.length - 1] == grouping
               ? "D3088"
               : NULL;
  if ((decimal > 0 && sub->whole.text[decimal - 1] == grouping)
      || (decimal + 1 < sub->whole.length && sub->whole.text[decimal + 1] == grouping))
    return "D3087";

  return NULL;
}

static const char *
judge_optional_digits (const SwNumberFormat *format,
                       const SwSubPicture   *sub)
{
  gunichar digit = format->signs[SW_SIGN_DIGIT];
  glong in_integer = sw_slice_find (sub->integer, digit, 0);
  glong in_fraction = sw_slice_find (sub->fraction, digit, 0);

  if (in_fraction >= 0
      && count_digits (format, slice_cut (sub->fraction, in_fraction, sub->fraction.length), FALSE)
             > 0)
    return "D3091";
  if (in_integer >= 0 && count_digits (format, slice_cut (sub->integer, 0, in_integer), FALSE) > 0)
    return "D3090";

  return NULL;
}

static const char *
judge_exponent (const SwNumberFormat *format,
                const SwSubPicture   *sub)
{
  if (!sub->has_exponent)
    return NULL;
  if (sub->exponent.length == 0
      || count_digits (format, sub->exponent, FALSE) != (guint) sub->exponent.length)
    return "D3093";
  if (count_sign (sub->whole, format->signs[SW_SIGN_PERCENT]) > 0
      || count_sign (sub->whole, format->signs[SW_SIGN_PER_MILLE]) > 0)
    return "D3092";

  return NULL;
}

/* The code of the last rule that the sub-picture breaks, as the reference reports it, or NULL */
static const char *
find_broken_rule (const SwNumberFormat *format,
                  const SwSubPicture   *sub)
{
  static const char *(*const judges[]) (const SwNumberFormat *format, const SwSubPicture *sub) = {
    judge_exponent, judge_optional_digits, judge_grouping, judge_active_part, judge_signs,
  };
  const char *code = NULL;

  for (guint i = 0; code == NULL && i < G_N_ELEMENTS (judges); i++)
    code = judges[i](format, sub);

  return code;
}

static guint
greatest_common_divisor (guint a,
                         guint b)
{
  return b == 0 ? a : greatest_common_divisor (b, a % b);
}

/**
 * sw_js_find_regular:
 * @positions: (array length=n): of separators, in digits
 *
 * Returns: the distance at which the separators repeat, all of them and no other; 0 where they do
 *   not
 */
guint
sw_js_find_regular (const guint *positions,
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
find_groups (const SwNumberFormat *format,
             SwSlice               part,
             gboolean              to_left,
             guint                *groups)
{
  guint n = 0;

  for (glong i = 0; i < part.length && n < 32; i++)
    if (part.text[i] == format->signs[SW_SIGN_GROUPING_SEPARATOR])
      groups[n++] = count_digits (
          format, to_left ? slice_cut (part, 0, i) : slice_cut (part, i, part.length), TRUE);

  return n;
}

static void
analyse (const SwNumberFormat *format,
         SwSubPicture         *sub)
{
  sub->n_groups = find_groups (format, sub->integer, FALSE, sub->groups);
  sub->regular = sw_js_find_regular (sub->groups, sub->n_groups);
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
  if (sub->has_exponent && sub->least_integer == 0
      && sw_slice_find (sub->integer, format->signs[SW_SIGN_DIGIT], 0) >= 0)
    sub->least_integer = 1;
  if (sub->least_integer == 0 && sub->least_fraction == 0)
    sub->least_fraction = 1;
  if (sub->has_exponent)
    sub->least_exponent = count_digits (format, sub->exponent, FALSE);
}

/**
 * sw_number_format_init:
 * @options: an object of signs by name, or UNDEFINED
 *
 * Fills in the signs that have a meaning in pictures.
 */
void
sw_number_format_init (SwNumberFormat *format,
                       SwValue         options)
{
  for (guint i = 0; i < SW_N_SIGNS; i++)
    {
      SwValue value = sw_value_is (options, SW_TYPE_OBJECT)
                          ? sw_value_get_member (options, signs[i].name)
                          : SW_VALUE_INIT;

      format->signs[i] = signs[i].standard;
      if (sw_value_is (value, SW_TYPE_STRING) && sw_value_get_text (value, NULL)[0] != '\0')
        format->signs[i] = g_utf8_get_char (sw_value_get_text (value, NULL));
    }
}

/**
 * sw_number_picture_read:
 * @subs: (out): the sub-pictures
 *
 * Reads a picture.
 *
 * Returns: how many sub-pictures it has, 1 or 2; 0 with a fault
 */
guint
sw_number_picture_read (const SwNumberFormat *format,
                        SwSlice               picture,
                        SwSubPicture          subs[2])
{
  glong semicolon = sw_slice_find (picture, format->signs[SW_SIGN_PATTERN_SEPARATOR], 0);
  SwSlice slices[2] = { semicolon >= 0 ? slice_cut (picture, 0, semicolon) : picture,
                        semicolon >= 0 ? slice_cut (picture, semicolon + 1, picture.length)
                                       : picture };
  guint n = semicolon >= 0 ? 2 : 1;

  if (semicolon >= 0 && sw_slice_find (slices[1], format->signs[SW_SIGN_PATTERN_SEPARATOR], 0) >= 0)
    {
      sw_js_fail (format->e, "D3080", SW_VALUE_INIT);
      return 0;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *code =
          "D3086"; /* recorded on AWS for a picture without a single active character */

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
