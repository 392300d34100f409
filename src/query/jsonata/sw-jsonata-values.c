/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

#include <math.h>

#include "json/sw-text.h"

/* What the evaluator asks of values: sequences, truth, comparison, text, and the accounts of
 * limits. */

/* An evaluation may make this many times the bytes that a single value may have. */
#define TOTAL_FACTOR 64

/* So many bytes are made in about the time that a node takes to be evaluated. */
#define BYTES_PER_UNIT 8

/* What a member of an object takes: its name's place, its value, its place in the index */
#define MEMBER_BYTES 32

/**
 * sw_js_fail_at:
 * @code: of the catalogue
 * @value: shown in the text where it has a place for it
 * @node: (nullable): the part of the expression that is meant
 * @token: (nullable): the name shown in the text
 *
 * Ends the evaluation with a fault; the first one counts.
 *
 * Returns: UNDEFINED
 */
SwValue
sw_js_fail_at (SwJsonataEval       *e,
               const char          *code,
               SwValue              value,
               const SwJsonataNode *node,
               const char          *token)
{
  if (e->failed)
    return SW_VALUE_INIT;

  e->failed = TRUE;
  e->fault.code = code;
  sw_value_set (&e->fault.value, sw_value_ref (value));
  if (node != NULL)
    {
      e->fault.position = node->position;
      e->fault.has_position = TRUE;
    }
  if (token != NULL)
    e->fault.token = g_strdup (token);

  return SW_VALUE_INIT;
}

/**
 * sw_js_fail:
 *
 * The same where the call that is on its way fills in place and name.
 *
 * Returns: UNDEFINED
 */
SwValue
sw_js_fail (SwJsonataEval *e,
            const char    *code,
            SwValue        value)
{
  return sw_js_fail_at (e, code, value, NULL, NULL);
}

/**
 * sw_js_fail_message:
 * @message: the whole text
 *
 * The same with a text of its own ($error, $assert, limits).
 *
 * Returns: UNDEFINED
 */
SwValue
sw_js_fail_message (SwJsonataEval *e,
                    const char    *code,
                    const char    *message)
{
  if (!e->failed)
    e->fault.message = g_strdup (message);

  return sw_js_fail (e, code, SW_VALUE_INIT);
}

/**
 * sw_js_ask:
 *
 * Lets the outside have its say.
 *
 * Returns: FALSE with a fault set where the evaluation is to be given up
 */
gboolean
sw_js_ask (SwJsonataEval *e)
{
  g_autofree char *message = NULL;

  if (sw_interrupt_ask (e->scope->interrupt))
    return TRUE;

  message = g_strdup_printf ("%s. %s", SW_JS_TIMEOUT, e->scope->interrupt->reason);
  sw_js_fail_message (e, "U1001", message);
  return FALSE;
}

/**
 * sw_js_spend:
 * @bytes: made just now
 * @size: of the value they belong to, in bytes
 *
 * Counts memory. AWS refuses an array of 873,783 numbers and takes one of 873,782, and refuses a
 * text of 2^23 characters (recorded on AWS); how it adds up the values of one evaluation is not
 * recorded: the total is our own bound.
 *
 * Returns: FALSE with a fault set where a limit is passed
 */
gboolean
sw_js_spend (SwJsonataEval *e,
             gsize          bytes,
             gsize          size)
{
  e->bytes += bytes;
  if (!sw_js_work (e, bytes / BYTES_PER_UNIT))
    return FALSE;
  if (size <= e->limits.bytes && e->bytes / TOTAL_FACTOR <= e->limits.bytes)
    return TRUE;

  sw_js_fail_message (
      e, "", "Expression evaluation memory limit exceeded: Check for excessive memory usage");
  return FALSE;
}

/**
 * sw_js_sequence:
 *
 * Returns: (transfer full): an empty sequence
 */
SwValue
sw_js_sequence (void)
{
  SwValue array = sw_value_new_array (0);

  array.user = SW_JS_SEQUENCE;

  return array;
}

/**
 * sw_js_push:
 *
 * Appends a value to an array; UNDEFINED, which a failed call leaves, adds nothing.
 *
 * Returns: FALSE with a fault set where the array grew beyond the limit
 */
gboolean
sw_js_push (SwJsonataEval *e,
            SwValue       *array,
            SwValue        take_value)
{
  if (sw_value_is (take_value, SW_TYPE_UNDEFINED))
    return !e->failed;
  sw_value_append (array, take_value);

  return sw_js_spend (e, 8, 8 * (gsize) sw_value_get_length (*array));
}

/**
 * sw_js_set_member:
 *
 * Sets a member of an object; UNDEFINED, which a failed call leaves, sets nothing.
 *
 * Returns: FALSE with a fault set where there is no memory for it
 */
gboolean
sw_js_set_member (SwJsonataEval *e,
                  SwValue       *object,
                  SwString      *name,
                  SwValue        take_value)
{
  if (sw_value_is (take_value, SW_TYPE_UNDEFINED))
    return !e->failed;
  sw_value_set_member_string (object, name, take_value);

  return sw_js_spend (e, MEMBER_BYTES, 0);
}

/**
 * sw_js_push_all:
 *
 * Appends the items of @values to an array.
 *
 * Returns: FALSE with a fault set where the array grew beyond the limit
 */
gboolean
sw_js_push_all (SwJsonataEval *e,
                SwValue       *array,
                SwValue        values)
{
  guint length = sw_value_get_length (values);

  for (guint i = 0; i < length; i++)
    if (!sw_js_push (e, array, sw_value_ref (sw_value_get_element (values, i))))
      return FALSE;

  return TRUE;
}

/**
 * sw_js_wrap:
 *
 * Returns: (transfer full): @value itself where it is an array, else a sequence of it (empty for
 * UNDEFINED)
 */
SwValue
sw_js_wrap (SwValue value)
{
  SwValue array;

  if (sw_value_is (value, SW_TYPE_ARRAY))
    return sw_value_ref (value);

  array = sw_js_sequence ();
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_append (&array, sw_value_ref (value));

  return array;
}

/**
 * sw_js_append:
 *
 * What $append does: joins two values as lists; UNDEFINED adds nothing.
 *
 * Returns: (transfer full): the list
 */
SwValue
sw_js_append (SwJsonataEval *e,
              SwValue        first,
              SwValue        second)
{
  SwValue list;

  if (sw_value_is (first, SW_TYPE_UNDEFINED))
    return sw_value_ref (second);
  if (sw_value_is (second, SW_TYPE_UNDEFINED))
    return sw_value_ref (first);

  list = sw_js_wrap (first);
  if (sw_value_is (second, SW_TYPE_ARRAY))
    sw_js_push_all (e, &list, second);
  else
    sw_js_push (e, &list, sw_value_ref (second));

  return list;
}

/**
 * sw_js_unwrap:
 *
 * Lets a sequence of one item stand for the item, and an empty one for nothing.
 *
 * Returns: (transfer full): what @take_value stands for
 */
SwValue
sw_js_unwrap (SwValue take_value)
{
  guint length;
  SwValue item;

  if (!sw_js_is_sequence (take_value) || (take_value.user & SW_JS_TUPLES) != 0)
    return take_value;

  length = sw_value_get_length (take_value);
  if (length > 1 || (length == 1 && (take_value.user & SW_JS_KEEP) != 0))
    return take_value;

  item = length == 1 ? sw_value_ref (sw_value_get_element (take_value, 0)) : SW_VALUE_INIT;
  sw_value_clear (&take_value);

  return item;
}

/**
 * sw_js_truth:
 * @defined: (out) (nullable): FALSE where $boolean would give nothing
 *
 * Returns: what $boolean answers
 */
gboolean
sw_js_truth (SwJsonataEval *e,
             SwValue        value,
             gboolean      *defined)
{
  guint length;

  if (defined != NULL)
    *defined = !sw_value_is (value, SW_TYPE_UNDEFINED);

  switch (sw_value_type (value))
    {
    case SW_TYPE_BOOLEAN:
      return sw_value_get_boolean (value);
    case SW_TYPE_NUMBER:
      return sw_value_get_number (value) != 0;
    case SW_TYPE_STRING:
      return sw_string_get_length (sw_value_get_string (value)) > 0;
    case SW_TYPE_OBJECT:
      return sw_value_get_length (value) > 0;
    case SW_TYPE_ARRAY:
      length = sw_js_work (e, 1) ? sw_value_get_length (value) : 0;
      for (guint i = 0; i < length && !e->failed; i++)
        if (sw_js_truth (e, sw_value_get_element (value, i), NULL))
          return TRUE;
      return FALSE;
    case SW_TYPE_NULL:
    case SW_TYPE_OPAQUE:
    case SW_TYPE_UNDEFINED:
    default:
      return FALSE;
    }
}

/**
 * sw_js_equal:
 *
 * Compares two values by content.
 *
 * Returns: whether they are equal; FALSE with a fault set where that took too long
 */
gboolean
sw_js_equal (SwJsonataEval *e,
             SwValue        a,
             SwValue        b)
{
  gboolean equal = sw_value_equal_within (a, b, e->scope->interrupt);

  return sw_js_work (e, 0) && equal;
}

/**
 * sw_js_is_number:
 *
 * Returns: whether @value is a number; one that is not finite is a fault
 */
gboolean
sw_js_is_number (SwJsonataEval *e,
                 SwValue        value)
{
  if (!sw_value_is (value, SW_TYPE_NUMBER))
    return FALSE;
  if (!isfinite (sw_value_get_number (value)))
    sw_js_fail (e, "D1001", value);

  return TRUE;
}

/**
 * sw_js_compare_strings:
 *
 * Compares two texts as JavaScript does: by UTF-16 units, which differs from the order of bytes
 * only where U+E000..U+FFFF meets an astral character.
 *
 * Returns: less than, equal to or greater than 0
 */
int
sw_js_compare_strings (SwValue a,
                       SwValue b)
{
  gsize a_length, b_length, i = 0;
  guchar left_byte, right_byte;
  const char *left = sw_value_get_text (a, &a_length);
  const char *right = sw_value_get_text (b, &b_length);

  while (i < a_length && i < b_length && left[i] == right[i])
    i++;
  if (i == a_length || i == b_length)
    return a_length < b_length ? -1 : a_length > b_length;

  left_byte = (guchar) left[i];
  right_byte = (guchar) right[i];
  if (MIN (left_byte, right_byte) >= 0xEE && (left_byte >= 0xF0) != (right_byte >= 0xF0))
    return left_byte >= 0xF0 ? -1 : 1; /* an astral character: its first unit is U+D800..U+DBFF */

  return left_byte < right_byte ? -1 : 1;
}

/**
 * sw_js_new_string:
 *
 * Returns: (transfer full): a counted text
 */
SwValue
sw_js_new_string (SwJsonataEval *e,
                  const char    *text,
                  gsize          length)
{
  if (!sw_js_spend (e, length, length))
    return SW_VALUE_INIT;

  return sw_value_new_string_len (text, (gssize) length);
}

/* Numbers as $string shows them: 15 significant digits */
static SwValue
round_to_15_digits (double number)
{
  char buffer[32];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);

  return sw_value_new_number (g_ascii_strtod (buffer, NULL));
}

/* What JSON.stringify gets to see: numbers rounded, functions as empty texts */
static SwValue
printable (SwJsonataEval *e,
           SwValue        value)
{
  guint length = 0;
  SwValue copy;

  switch (sw_value_type (value))
    {
    case SW_TYPE_NUMBER:
      if (!isfinite (sw_value_get_number (value)))
        return sw_js_fail (e, "D1001", value);
      return round_to_15_digits (sw_value_get_number (value));
    case SW_TYPE_OPAQUE:
      return sw_value_new_string ("");
    case SW_TYPE_ARRAY:
      length = sw_value_get_length (value);
      copy = sw_value_new_array (length);
      for (guint i = 0; i < length && !e->failed; i++)
        sw_js_push (e, &copy, printable (e, sw_value_get_element (value, i)));
      return copy;
    case SW_TYPE_OBJECT:
      length = sw_value_get_length (value);
      copy = sw_value_new_object (length);
      for (guint i = 0; i < length && !e->failed; i++)
        sw_js_set_member (e, &copy, sw_value_get_key (value, i),
                          printable (e, sw_value_get_member_at (value, i)));
      return copy;
    case SW_TYPE_UNDEFINED:
    case SW_TYPE_NULL:
    case SW_TYPE_BOOLEAN:
    case SW_TYPE_STRING:
    default:
      return sw_value_ref (value);
    }
}

/**
 * sw_js_string_of:
 * @pretty: with two spaces of indent
 *
 * What $string does.
 *
 * Returns: (transfer full): the text of @value; UNDEFINED stays so
 */
SwValue
sw_js_string_of (SwJsonataEval *e,
                 SwValue        value,
                 gboolean       pretty)
{
  g_auto (SwValue) plain = SW_VALUE_INIT;
  g_autofree char *text = NULL;
  gsize length;

  if (sw_value_is (value, SW_TYPE_UNDEFINED) || sw_value_is (value, SW_TYPE_STRING))
    return sw_value_ref (value);
  if (sw_value_is (value, SW_TYPE_OPAQUE))
    return sw_value_new_string ("");
  if (sw_value_is (value, SW_TYPE_NUMBER) && !isfinite (sw_value_get_number (value)))
    return sw_js_fail (e, "D3001", value);

  plain = printable (e, value);
  if (e->failed)
    return SW_VALUE_INIT;
  text = sw_value_to_text (plain, pretty ? SW_TEXT_PRETTY : SW_TEXT_DEFAULT, &length);

  return sw_js_new_string (e, text, length);
}
