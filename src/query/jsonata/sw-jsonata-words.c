/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-words.h"

#include <math.h>
#include <string.h>

static const char *const small[] = {
  "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
  "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
};
static const char *const small_ordinals[] = {
  "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
  "Tenth", "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth",
  "Seventeenth", "Eighteenth", "Nineteenth",
};
static const char *const tens[] = {
  "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety",
};
static const char *const magnitudes[] = { "Thousand", "Million", "Billion", "Trillion" };

static void
print_words (GString *out,
             double   number,
             gboolean continued,
             gboolean ordinal)
{
  if (number < 20)
    {
      g_string_append (out, continued ? " and " : "");
      g_string_append (out, (ordinal ? small_ordinals : small)[(guint) number]);
    }
  else if (number < 100)
    {
      guint units = (guint) number % 10;

      g_string_append (out, continued ? " and " : "");
      g_string_append (out, tens[(guint) number / 10 - 2]);
      if (units > 0)
        {
          g_string_append_c (out, '-');
          print_words (out, units, FALSE, ordinal);
        }
      else if (ordinal)
        {
          g_string_truncate (out, out->len - 1);
          g_string_append (out, "ieth");
        }
    }
  else
    {
      guint rank =
          number < 1000 ? 0 : (guint) MIN (floor (log10 (number) / 3), G_N_ELEMENTS (magnitudes));
      double factor = rank == 0 ? 100 : pow (10, 3 * rank);
      double remainder;

      g_string_append (out, continued ? ", " : "");
      print_words (out, floor (number / factor), FALSE, FALSE);
      g_string_append_printf (out, " %s", rank == 0 ? "Hundred" : magnitudes[rank - 1]);
      remainder = number - floor (number / factor) * factor;
      if (remainder > 0)
        print_words (out, remainder, TRUE, ordinal);
      else if (ordinal)
        g_string_append (out, "th");
    }
}

/**
 * sw_words_print:
 * @number: whole, >= 0
 * @ordinal: "Third" instead of "Three"
 *
 * Returns: (transfer full): the number in words with capitals
 */
char *
sw_words_print (double   number,
                gboolean ordinal)
{
  GString *out = g_string_new (NULL);

  print_words (out, number, FALSE, ordinal);

  return g_string_free (out, FALSE);
}

static gboolean
is_word (const char *text,
         gsize       length,
         const char *word,
         const char *suffix)
{
  gsize word_length = strlen (word);

  return length == word_length + strlen (suffix)
         && g_ascii_strncasecmp (text, word, word_length) == 0
         && g_ascii_strncasecmp (text + word_length, suffix, strlen (suffix)) == 0;
}

static double
word_value (const char *text,
            gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    if (is_word (text, length, small[i], "") || is_word (text, length, small_ordinals[i], ""))
      return i;
  for (guint i = 0; i < G_N_ELEMENTS (tens); i++)
    {
      g_autofree char *stem = g_strndup (tens[i], strlen (tens[i]) - 1);

      if (is_word (text, length, stem, "y") || is_word (text, length, stem, "ieth"))
        return 10 * (i + 2);
    }
  if (is_word (text, length, "Hundred", "") || is_word (text, length, "Hundred", "th"))
    return 100;
  for (guint i = 0; i < G_N_ELEMENTS (magnitudes); i++)
    if (is_word (text, length, magnitudes[i], "") || is_word (text, length, magnitudes[i], "th"))
      return pow (10, 3 * (i + 1));

  return 0;
}

/**
 * sw_words_parse:
 *
 * Returns: the number that is written in words; words it does not know count nothing
 */
double
sw_words_parse (const char *text)
{
  double total = 0; /* thousands and more that are complete */
  double segment = 0;

  while (*text != '\0')
    {
      gsize length = strcspn (text, " -,");
      double value = word_value (text, length);

      if (value >= 100)
        {
          segment *= value;
        }
      else
        {
          if (segment >= 1000)
            {
              total += segment;
              segment = 0;
            }
          segment += value;
        }
      text += length;
      text += strspn (text, " -,");
    }

  return total + segment;
}

static const struct
{
  guint value;
  const char *letters;
} romans[] = {
  { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
  { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
  { 5, "v" },    { 4, "iv" },   { 1, "i" },
};

/**
 * sw_words_print_roman:
 * @number: whole, >= 0
 *
 * Returns: (transfer full): the number in Roman numerals; "" for 0
 */
char *
sw_words_print_roman (double   number,
                      gboolean upper)
{
  GString *out = g_string_new (NULL);

  number = MIN (number, 1e6); /* a million is a thousand letters already */
  for (guint i = 0; i < G_N_ELEMENTS (romans); i++)
    for (; number >= romans[i].value; number -= romans[i].value)
      g_string_append (out, romans[i].letters);
  if (upper)
    g_string_ascii_up (out);

  return g_string_free (out, FALSE);
}

static double
roman_digit (char letter)
{
  static const char letters[] = "mdclxvi";
  static const double values[] = { 1000, 500, 100, 50, 10, 5, 1 };
  const char *at = letter != '\0' ? strchr (letters, g_ascii_tolower (letter)) : NULL;

  return at != NULL ? values[at - letters] : 0;
}

/**
 * sw_words_parse_roman:
 *
 * Returns: the number in Roman numerals
 */
double
sw_words_parse_roman (const char *text)
{
  double number = 0;

  for (; *text != '\0'; text++)
    number += roman_digit (text[0]) < roman_digit (text[1]) ? -roman_digit (text[0])
                                                            : roman_digit (text[0]);

  return number;
}
