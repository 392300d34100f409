/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-integer.h"

#include <math.h>
#include <string.h>

#include "query/jsonata/sw-jsonata-functions.h"
#include "query/jsonata/sw-jsonata-picture.h"
#include "query/jsonata/sw-jsonata-words.h"

static const struct
{
  const char *picture;
  SwIntegerKind kind;
  SwLetterCase letter_case;
} named_pictures[] = {
  { "A", SW_INTEGER_LETTERS, SW_CASE_UPPER }, { "a", SW_INTEGER_LETTERS, SW_CASE_LOWER },
  { "I", SW_INTEGER_ROMAN, SW_CASE_UPPER },   { "i", SW_INTEGER_ROMAN, SW_CASE_LOWER },
  { "W", SW_INTEGER_WORDS, SW_CASE_UPPER },   { "w", SW_INTEGER_WORDS, SW_CASE_LOWER },
  { "Ww", SW_INTEGER_WORDS, SW_CASE_TITLE },
};

/* The distance at which the separators, all of one kind, repeat, or 0 */
static guint
find_regular (const GArray *separators)
{
  const SwIntegerSeparator *items = (const SwIntegerSeparator *) (gconstpointer) separators->data;
  g_autofree guint *positions = g_new (guint, separators->len);

  for (guint i = 0; i < separators->len; i++)
    {
      if (items[i].character != items[0].character)
        return 0;
      positions[i] = items[i].position;
    }

  return sw_js_find_regular (positions, separators->len);
}

/* Reads the digits, optional digits and separators of a decimal picture from its end. */
static gboolean
read_decimal (SwIntegerFormat *self,
              SwJsonataEval   *e,
              const char      *picture)
{
  guint position = 0;

  for (const char *at = picture + strlen (picture); at > picture;)
    {
      gunichar c;

      at = g_utf8_prev_char (at);
      c = g_utf8_get_char (at);
      if (g_unichar_isdigit (c))
        {
          gunichar zero = c - (gunichar) g_unichar_digit_value (c);

          if (self->zero != 0 && zero != self->zero)
            {
              sw_js_fail (e, "D3131", SW_VALUE_INIT);
              return FALSE;
            }
          self->zero = zero;
          self->mandatory++;
          position++;
        }
      else if (c == '#')
        {
          self->optional++;
          position++;
        }
      else
        {
          SwIntegerSeparator separator = { position, c };

          g_array_append_val (self->separators, separator);
        }
    }
  self->kind = self->mandatory > 0 ? SW_INTEGER_DECIMAL : SW_INTEGER_SEQUENCE;
  self->regular = find_regular (self->separators);

  return TRUE;
}

/**
 * sw_integer_format_init:
 * @self: (out caller-allocates): clear it with sw_integer_format_clear()
 * @picture: as "#,##0" or "Ww;o"
 *
 * Reads a picture.
 *
 * Returns: FALSE with a fault where its digits are of several families
 */
gboolean
sw_integer_format_init (SwIntegerFormat *self,
                        SwJsonataEval   *e,
                        const char      *picture)
{
  const char *semicolon = strrchr (picture, ';');
  g_autofree char *primary =
      semicolon != NULL ? g_strndup (picture, (gsize) (semicolon - picture)) : g_strdup (picture);

  memset (self, 0, sizeof *self);
  self->separators = g_array_new (FALSE, FALSE, sizeof (SwIntegerSeparator));
  self->ordinal = semicolon != NULL && semicolon[1] == 'o';
  self->token = g_strdup (primary);

  for (guint i = 0; i < G_N_ELEMENTS (named_pictures); i++)
    if (g_str_equal (primary, named_pictures[i].picture))
      {
        self->kind = named_pictures[i].kind;
        self->letter_case = named_pictures[i].letter_case;
        return TRUE;
      }

  return read_decimal (self, e, primary);
}

/**
 * sw_integer_format_clear:
 *
 * Frees what a format holds.
 */
void
sw_integer_format_clear (SwIntegerFormat *self)
{
  g_clear_pointer (&self->separators, g_array_unref);
  g_clear_pointer (&self->token, g_free);
}

/* ---- printing ---- */

static char *
print_letters (double   number,
               gboolean upper)
{
  GString *out = g_string_new (NULL);

  for (; number > 0; number = floor ((number - 1) / 26))
    g_string_prepend_c (out, (char) ((upper ? 'A' : 'a') + (int) fmod (number - 1, 26)));

  return g_string_free (out, FALSE);
}

static const SwIntegerSeparator *
separator_at (const SwIntegerFormat *self,
              guint                  position)
{
  for (guint i = 0; i < self->separators->len; i++)
    {
      const SwIntegerSeparator *separator =
          &g_array_index (self->separators, SwIntegerSeparator, i);

      if (self->regular > 0 ? position % self->regular == 0 : separator->position == position)
        return separator;
    }

  return NULL;
}

static const char *
ordinal_suffix (const char *digits)
{
  gsize length = strlen (digits);
  char last = digits[length - 1];

  if (last < '1' || last > '3' || (length > 1 && digits[length - 2] == '1'))
    return "th";

  return last == '1' ? "st" : last == '2' ? "nd" : "rd";
}

static char *
print_decimal (const SwIntegerFormat *self,
               double                 number)
{
  g_autofree char *digits = g_strdup_printf ("%0*.0f", (int) MIN (self->mandatory, 300), number);
  GString *out = g_string_new (NULL);
  guint length = (guint) strlen (digits);

  for (guint i = 0; i < length; i++)
    {
      const SwIntegerSeparator *separator = i > 0 ? separator_at (self, length - i) : NULL;

      if (separator != NULL)
        g_string_append_unichar (out, separator->character);
      g_string_append_unichar (out, self->zero + (gunichar) (digits[i] - '0'));
    }
  if (self->ordinal)
    g_string_append (out, ordinal_suffix (digits));

  return g_string_free (out, FALSE);
}

/**
 * sw_integer_format_print:
 * @number: whole
 *
 * Prints a number by the picture.
 *
 * Returns: (transfer full): the text; "" with a fault for a sequence, which is not supported
 */
char *
sw_integer_format_print (const SwIntegerFormat *self,
                         SwJsonataEval         *e,
                         double                 number)
{
  double magnitude = fabs (number);
  g_autofree char *text = NULL;

  switch (self->kind)
    {
    case SW_INTEGER_LETTERS:
      text = print_letters (magnitude, self->letter_case == SW_CASE_UPPER);
      break;
    case SW_INTEGER_ROMAN:
      text = sw_words_print_roman (magnitude, self->letter_case == SW_CASE_UPPER);
      break;
    case SW_INTEGER_WORDS:
      text = sw_words_print (magnitude, self->ordinal);
      if (self->letter_case != SW_CASE_TITLE)
        {
          g_autofree char *title = g_steal_pointer (&text);

          text = self->letter_case == SW_CASE_UPPER ? g_ascii_strup (title, -1)
                                                    : g_ascii_strdown (title, -1);
        }
      break;
    case SW_INTEGER_DECIMAL:
      text = print_decimal (self, magnitude);
      break;
    case SW_INTEGER_SEQUENCE:
    default:
      {
        g_auto (SwValue) token = sw_value_new_string (self->token);

        sw_js_fail (e, "D3130", token);
        return g_strdup ("");
      }
    }

  return number < 0 ? g_strconcat ("-", text, NULL) : g_steal_pointer (&text);
}

/* ---- parsing ---- */

/**
 * sw_integer_format_dup_regex:
 *
 * Returns: (transfer full) (nullable): a regular expression that a number of this picture matches;
 * NULL with a fault for a sequence
 */
char *
sw_integer_format_dup_regex (const SwIntegerFormat *self,
                             SwJsonataEval         *e)
{
  g_auto (SwValue) token = SW_VALUE_INIT;
  const char *suffix = self->ordinal ? "(?:th|st|nd|rd)" : "";

  switch (self->kind)
    {
    case SW_INTEGER_LETTERS:
      return g_strdup ("[a-z]+");
    case SW_INTEGER_ROMAN:
      return g_strdup ("[mdclxvi]+");
    case SW_INTEGER_WORDS:
      return g_strdup ("[a-z\\-, ]+?");
    case SW_INTEGER_DECIMAL:
      if (self->parse_width > 0)
        return g_strdup_printf ("[0-9]{%u}%s", self->parse_width, suffix);
      return g_strconcat ("[0-9]+", suffix, NULL);
    case SW_INTEGER_SEQUENCE:
    default:
      token = sw_value_new_string (self->token);
      sw_js_fail (e, "D3130", token);
      return NULL;
    }
}

static double
parse_letters (const char *text)
{
  double number = 0;

  for (; g_ascii_isalpha (*text); text++)
    number = number * 26 + (g_ascii_tolower (*text) - 'a' + 1);

  return number;
}

static gboolean
is_separator (const SwIntegerFormat *self,
              gunichar               c)
{
  for (guint i = 0; i < self->separators->len; i++)
    if (g_array_index (self->separators, SwIntegerSeparator, i).character == c)
      return TRUE;

  return FALSE;
}

static double
parse_decimal (const SwIntegerFormat *self,
               const char            *text)
{
  double number = 0;
  double sign = text[0] == '-' ? -1 : 1;

  for (text += text[0] == '-'; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (is_separator (self, c))
        continue;
      if (c < self->zero || c > self->zero + 9)
        break;
      number = number * 10 + (c - self->zero);
    }

  return sign * number;
}

/**
 * sw_integer_format_parse:
 *
 * Reads what sw_integer_format_print() writes.
 *
 * Returns: the number
 */
double
sw_integer_format_parse (const SwIntegerFormat *self,
                         const char            *text)
{
  switch (self->kind)
    {
    case SW_INTEGER_LETTERS:
      return parse_letters (text);
    case SW_INTEGER_ROMAN:
      return sw_words_parse_roman (text);
    case SW_INTEGER_WORDS:
      return sw_words_parse (text);
    case SW_INTEGER_DECIMAL:
    case SW_INTEGER_SEQUENCE:
    default:
      return parse_decimal (self, text);
    }
}

/* ---- the functions ---- */

SwValue
sw_js_format_integer (SwJsonataEval *e,
                      SwValue       *arguments,
                      guint          n_arguments,
                      SwValue        input)
{
  g_auto (SwIntegerFormat) format = { 0 };
  g_autofree char *text = NULL;

  if (sw_value_is (arguments[0], SW_TYPE_UNDEFINED)
      || sw_value_is (arguments[1], SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;
  if (!sw_integer_format_init (&format, e, sw_value_get_text (arguments[1], NULL)))
    return SW_VALUE_INIT;
  text = sw_integer_format_print (&format, e, floor (sw_value_get_number (arguments[0])));

  return e->failed ? SW_VALUE_INIT : sw_js_new_string (e, text, strlen (text));
}

SwValue
sw_js_parse_integer (SwJsonataEval *e,
                     SwValue       *arguments,
                     guint          n_arguments,
                     SwValue        input)
{
  g_auto (SwIntegerFormat) format = { 0 };
  g_autofree char *regex = NULL;

  if (sw_value_is (arguments[0], SW_TYPE_UNDEFINED)
      || sw_value_is (arguments[1], SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;
  if (!sw_integer_format_init (&format, e, sw_value_get_text (arguments[1], NULL)))
    return SW_VALUE_INIT;
  regex = sw_integer_format_dup_regex (&format, e);
  if (regex == NULL)
    return SW_VALUE_INIT;

  return sw_value_new_number (
      sw_integer_format_parse (&format, sw_value_get_text (arguments[0], NULL)));
}
