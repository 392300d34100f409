/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>
#include <string.h>

#include "json/sw-text.h"

/* Functions on numbers */

/* JSON's number, with nothing around it; zeros may lead */
static gboolean
is_json_number (const char *text,
                gsize       length)
{
  gsize i = 0, digits;

  if (i < length && text[i] == '-')
    i++;
  for (digits = i; i < length && g_ascii_isdigit (text[i]);)
    i++;
  if (i == digits)
    return FALSE;
  if (i < length && text[i] == '.')
    {
      for (digits = ++i; i < length && g_ascii_isdigit (text[i]);)
        i++;
      if (i == digits)
        return FALSE;
    }
  if (i < length && (text[i] == 'e' || text[i] == 'E'))
    {
      i++;
      if (i < length && (text[i] == '+' || text[i] == '-'))
        i++;
      for (digits = i; i < length && g_ascii_isdigit (text[i]);)
        i++;
      if (i == digits)
        return FALSE;
    }

  return i == length;
}

/* 0x1F, 0o17, 0b11, of any length: digits that no longer fit 64 bits count for the rounding alone */
static gboolean
parse_prefixed (const char *text,
                double     *number)
{
  static const char letters[] = "xob";
  static const int bits[] = { 4, 3, 1 };
  const char *letter =
      text[0] == '0' && text[1] != '\0' ? strchr (letters, g_ascii_tolower (text[1])) : NULL;
  guint64 value = 0;
  int width, exponent = 0;

  if (letter == NULL || text[2] == '\0')
    return FALSE;

  width = bits[letter - letters];
  for (text += 2; *text != '\0'; text++)
    {
      int digit = g_ascii_xdigit_value (*text);

      if (digit < 0 || digit >= 1 << width)
        return FALSE;
      if (value >> (64 - width) == 0)
        {
          value = value << width | (guint) digit;
        }
      else
        {
          value |= digit != 0;
          exponent += width;
        }
    }
  *number = ldexp ((double) value, exponent);

  return TRUE;
}

SwValue
sw_js_number (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue value = arguments[0];
  const char *text;
  gsize length;
  double number;

  if (sw_js_is_missing (value) || sw_value_is (value, SW_TYPE_NUMBER))
    return sw_value_ref (value);
  if (sw_value_is (value, SW_TYPE_BOOLEAN))
    return sw_value_new_number (sw_value_get_boolean (value) ? 1 : 0);

  text = sw_value_get_text (value, &length);
  if (is_json_number (text, length))
    number = g_ascii_strtod (text, NULL);
  else if (!parse_prefixed (text, &number))
    return sw_js_fail (e, "D3030", value);

  return isfinite (number) ? sw_value_new_number (number) : sw_js_fail (e, "D3030", value);
}

/* Functions of one number */
#define SW_JS_OF_ONE(name, expression)                                                             \
  SwValue sw_js_##name (SwJsonataEval *e, SwValue *arguments, guint n_arguments, SwValue input)    \
  {                                                                                                \
    double x;                                                                                      \
                                                                                                   \
    if (sw_js_is_missing (arguments[0]))                                                           \
      return SW_VALUE_INIT;                                                                        \
    x = sw_value_get_number (arguments[0]);                                                        \
    return sw_value_new_number (expression);                                                       \
  }

SW_JS_OF_ONE (floor, floor (x))
SW_JS_OF_ONE (ceil, ceil (x))
SW_JS_OF_ONE (abs, fabs (x))

/* X times ten to the POWER, by way of its decimal digits: 4.525 stays 452.5 and does not become
 * 452.49999 */
static double
shift_decimal (double x,
               int    power)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *exponent;

  sw_number_print (x, text);
  exponent = strpbrk (text->str, "eE");
  if (exponent != NULL)
    {
      power += atoi (exponent + 1);
      g_string_truncate (text, (gsize) (exponent - text->str));
    }
  g_string_append_printf (text, "e%d", power);

  return g_ascii_strtod (text->str, NULL);
}

/* Rounds half to even. */
static double
round_half_even (double x)
{
  double low = floor (x);

  if (x - low != 0.5)
    return floor (x + 0.5);

  return fmod (low, 2) == 0 ? low : low + 1;
}

/**
 * sw_js_round_decimal:
 * @precision: digits behind the decimal point; negative for tens, hundreds …
 *
 * Returns: @x rounded to so many decimal digits, half to even, never -0
 */
double
sw_js_round_decimal (double x,
                     int    precision)
{
  if (precision != 0)
    x = shift_decimal (round_half_even (shift_decimal (x, precision)), -precision);
  else
    x = round_half_even (x);

  return x == 0 ? 0 : x;
}

SwValue
sw_js_round (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  SwValue digits = sw_js_argument (arguments, n_arguments, 1);
  int precision =
      sw_js_is_missing (digits) ? 0 : (int) CLAMP (sw_value_get_number (digits), -400, 400);

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;

  return sw_value_new_number (sw_js_round_decimal (sw_value_get_number (arguments[0]), precision));
}

SwValue
sw_js_sqrt (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  if (sw_value_get_number (arguments[0]) < 0)
    return sw_js_fail (e, "D3060", arguments[0]);

  return sw_value_new_number (sqrt (sw_value_get_number (arguments[0])));
}

SwValue
sw_js_power (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  double result;

  if (sw_js_is_missing (arguments[0]) || sw_js_is_missing (arguments[1]))
    return SW_VALUE_INIT;
  result = pow (sw_value_get_number (arguments[0]), sw_value_get_number (arguments[1]));
  if (!isfinite (result))
    {
      sw_js_fail (e, "D3061", arguments[0]);
      sw_value_set (&e->fault.value2, sw_value_ref (arguments[1]));
      return SW_VALUE_INIT;
    }

  return sw_value_new_number (result);
}

/* ---- over arrays ---- */

static double
item_number (SwValue array,
             guint   index)
{
  return sw_value_get_number (sw_value_get_element (array, index));
}

SwValue
sw_js_sum (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  double total = 0;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  for (guint i = 0; i < sw_value_get_length (arguments[0]); i++)
    total += item_number (arguments[0], i);

  return sw_value_new_number (total);
}

SwValue
sw_js_count (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  return sw_value_new_number (sw_js_is_missing (arguments[0]) ? 0
                                                              : sw_value_get_length (arguments[0]));
}

static SwValue
find_extreme (SwValue array,
              double  sign)
{
  double best;

  if (sw_js_is_missing (array) || sw_value_get_length (array) == 0)
    return SW_VALUE_INIT;
  best = item_number (array, 0);
  for (guint i = 1; i < sw_value_get_length (array); i++)
    if (sign * item_number (array, i) > sign * best)
      best = item_number (array, i);

  return sw_value_new_number (best);
}

SwValue
sw_js_max (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  return find_extreme (arguments[0], 1);
}

SwValue
sw_js_min (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  return find_extreme (arguments[0], -1);
}

SwValue
sw_js_average (SwJsonataEval *e,
               SwValue       *arguments,
               guint          n_arguments,
               SwValue        input)
{
  g_auto (SwValue) sum = SW_VALUE_INIT;

  if (sw_js_is_missing (arguments[0]) || sw_value_get_length (arguments[0]) == 0)
    return SW_VALUE_INIT;
  sum = sw_js_sum (e, arguments, n_arguments, input);

  return sw_value_new_number (sw_value_get_number (sum) / sw_value_get_length (arguments[0]));
}

SwValue
sw_js_format_base (SwJsonataEval *e,
                   SwValue       *arguments,
                   guint          n_arguments,
                   SwValue        input)
{
  SwValue radix = sw_js_argument (arguments, n_arguments, 1);
  g_autoptr (GString) out = g_string_new (NULL);
  double base, number;
  gboolean negative;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  base = sw_js_is_missing (radix) ? 10 : round_half_even (sw_value_get_number (radix));
  if (base < 2 || base > 36)
    return sw_js_fail (e, "D3100", radix);

  number = round_half_even (sw_value_get_number (arguments[0]));
  negative = number < 0;
  number = fabs (number);
  do
    {
      g_string_prepend_c (out, "0123456789abcdefghijklmnopqrstuvwxyz"[(guint) fmod (number, base)]);
      number = floor (number / base);
    }
  while (number > 0);
  if (negative)
    g_string_prepend_c (out, '-');

  return sw_js_new_string (e, out->str, out->len);
}
