/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-intrinsics-private.h"

#include "json/sw-text.h"

#include <string.h>

/* A value as Java's toString() prints it, which is what States.Format does with objects (recorded
 * on AWS: `{Arg1=1, Arg2=[]}`). */
static void
append_java (GString *out,
             SwValue  value)
{
  gboolean object = sw_value_is (value, SW_TYPE_OBJECT);
  const char *text;
  gsize length;

  if (sw_value_is (value, SW_TYPE_STRING))
    {
      text = sw_value_get_text (value, &length);
      g_string_append_len (out, text, (gssize) length);
      return;
    }
  if (!object && !sw_value_is (value, SW_TYPE_ARRAY))
    {
      sw_value_print (value, SW_TEXT_DEFAULT, out);
      return;
    }

  g_string_append_c (out, object ? '{' : '[');
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (object)
        {
          SwString *key = sw_value_get_key (value, i);

          g_string_append_len (out, sw_string_get_text (key), (gssize) sw_string_get_length (key));
          g_string_append_c (out, '=');
        }
      append_java (out, object ? sw_value_get_member_at (value, i)
                               : sw_value_get_element (value, i));
    }
  g_string_append_c (out, object ? '}' : ']');
}

/**
 * sw_intrinsic_format:
 *
 * States.Format (template, any …): the template with each `{}` replaced by the next value; `\{`,
 * `\}` and `\\` stand for the second character.
 */
gboolean
sw_intrinsic_format (const SwIntrinsicCall *call,
                     SwValue               *result,
                     GError               **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *template;
  gsize length;
  guint used = 0;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_STRING, error))
    return FALSE;

  template = sw_value_get_text (call->arguments[0], &length);
  for (gsize i = 0; i < length; i++)
    {
      if (template[i] == '\\' && i + 1 < length && memchr ("{}\\", template[i + 1], 3) != NULL)
        g_string_append_c (out, template[++i]);
      else if (template[i] != '{' || i + 1 == length || template[i + 1] != '}')
        g_string_append_c (out, template[i]);
      else
        {
          i++;
          used++;
          if (used < call->n_arguments)
            append_java (out, call->arguments[used]);
        }
    }

  if (used + 1 != call->n_arguments)
    return sw_intrinsic_fail (error,
                              "The template has %u places {} for %u arguments; their numbers must "
                              "be equal",
                              used, call->n_arguments - 1);

  *result = sw_value_new_string_len (out->str, (gssize) out->len);
  return TRUE;
}

/* The bytes of the character that TEXT begins with; half of a surrogate pair counts as one. */
static gsize
character_length (const char *text,
                  const char *end)
{
  return MIN ((gsize) g_utf8_skip[(guchar) *text], (gsize) (end - text));
}

/**
 * sw_intrinsic_string_split:
 *
 * States.StringSplit (text, characters): the parts of the text between any of the characters. Empty
 * parts are dropped (recorded on AWS).
 */
gboolean
sw_intrinsic_string_split (const SwIntrinsicCall *call,
                           SwValue               *result,
                           GError               **error)
{
  const char *text;
  const char *splitters;
  const char *end;
  const char *start;
  gsize length;
  gsize n_splitters;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_STRING, error)
      || !sw_intrinsic_check_type (call, 1, SW_TYPE_STRING, error))
    return FALSE;

  text = sw_value_get_text (call->arguments[0], &length);
  splitters = sw_value_get_text (call->arguments[1], &n_splitters);
  end = text + length;
  start = text;
  *result = sw_value_new_array (0);
  while (text < end)
    {
      gsize step = character_length (text, end);

      if (memmem (splitters, n_splitters, text, step) != NULL)
        {
          if (text > start)
            sw_value_append (result, sw_value_new_string_len (start, text - start));
          start = text + step;
        }
      text += step;
    }
  if (end > start)
    sw_value_append (result, sw_value_new_string_len (start, end - start));

  return TRUE;
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/**
 * sw_intrinsic_string_to_json:
 *
 * States.StringToJson (text): the value the text stands for. Recorded on AWS: nothing but blanks is
 * null, "-0" is 0.
 */
gboolean
sw_intrinsic_string_to_json (const SwIntrinsicCall *call,
                             SwValue               *result,
                             GError               **error)
{
  g_autoptr (GError) failure = NULL;
  const char *text;
  gsize length;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_STRING, error))
    return FALSE;

  text = sw_value_get_text (call->arguments[0], &length);
  if (is_blank (text, length))
    {
      *result = SW_VALUE_NULL;
      return TRUE;
    }

  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, result, &failure))
    return sw_intrinsic_fail (error, "The text is no JSON: %s", failure->message);

  if (sw_value_is (*result, SW_TYPE_NUMBER) && (result->flags & SW_VALUE_DECIMAL) == 0
      && sw_value_get_number (*result) == 0)
    sw_value_set (result, sw_value_new_integer (0));
  return TRUE;
}

/**
 * sw_intrinsic_json_to_string:
 *
 * States.JsonToString (any): the value as compact JSON text.
 */
gboolean
sw_intrinsic_json_to_string (const SwIntrinsicCall *call,
                             SwValue               *result,
                             GError               **error)
{
  gsize length;
  g_autofree char *text = sw_value_to_text (call->arguments[0], SW_TEXT_DEFAULT, &length);

  *result = sw_value_new_string_len (text, (gssize) length);
  return TRUE;
}
