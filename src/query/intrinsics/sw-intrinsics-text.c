/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/intrinsics/sw-intrinsics-private.h"

#include "json/sw-text.h"

#include <string.h>

/* A text may repeat the input many times over, so it is bounded by itself. */
#define MAX_BYTES (16 * 1024 * 1024)

static gboolean
check_bytes (gsize    bytes,
             GError **error)
{
  if (bytes <= MAX_BYTES)
    return TRUE;

  return sw_query_refuse (error, "The text would be longer than %d bytes", MAX_BYTES);
}

static gboolean append_java (GString *out,
                             SwValue  value,
                             guint    depth,
                             GError **error);

static gboolean
append_java_container (GString *out,
                       SwValue  value,
                       guint    depth,
                       GError **error)
{
  gboolean object = sw_value_is (value, SW_TYPE_OBJECT);

  if (depth > SW_TEXT_MAX_DEPTH)
    return sw_query_refuse (error, "A value is nested deeper than %d levels", SW_TEXT_MAX_DEPTH);

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
      if (!append_java (out,
                        object ? sw_value_get_member_at (value, i)
                               : sw_value_get_element (value, i),
                        depth + 1, error))
        return FALSE;
    }
  g_string_append_c (out, object ? '}' : ']');

  return TRUE;
}

/* A value as Java's toString() prints it, which is what States.Format does with objects (recorded
 * on AWS: `{Arg1=1, Arg2=[]}`). */
static gboolean
append_java (GString *out,
             SwValue  value,
             guint    depth,
             GError **error)
{
  const char *text;
  gsize length;

  if (sw_value_is (value, SW_TYPE_OBJECT) || sw_value_is (value, SW_TYPE_ARRAY))
    return append_java_container (out, value, depth, error);

  if (sw_value_is (value, SW_TYPE_STRING))
    {
      text = sw_value_get_text (value, &length);
      g_string_append_len (out, text, (gssize) length);
    }
  else
    sw_value_print (value, SW_TEXT_DEFAULT, out);
  return TRUE;
}

/* The next value of States.Format */
static gboolean
append_argument (GString *out,
                 SwValue  value,
                 GError **error)
{
  return check_bytes (out->len + sw_value_get_text_length (value), error)
         && append_java (out, value, 1, error);
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
          if (used < call->n_arguments && !append_argument (out, call->arguments[used], error))
            return FALSE;
        }
    }

  if (used + 1 != call->n_arguments)
    return sw_query_refuse (error,
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
    return sw_query_refuse (error, "The text is no JSON: %s", failure->message);

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
  g_autofree char *text = NULL;
  gsize length;

  if (!check_bytes (sw_value_get_text_length (call->arguments[0]), error))
    return FALSE;

  text = sw_value_to_text (call->arguments[0], SW_TEXT_DEFAULT, &length);
  *result = sw_value_new_string_len (text, (gssize) length);
  return TRUE;
}
