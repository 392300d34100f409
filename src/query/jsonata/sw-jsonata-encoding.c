/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <string.h>

/* Base64 and URL encoding */

SwValue
sw_js_base64_encode (SwJsonataEval *e,
                     SwValue       *arguments,
                     guint          n_arguments,
                     SwValue        input)
{
  g_autofree char *encoded = NULL;
  const char *text;
  gsize length;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  encoded = g_base64_encode ((const guchar *) text, length);

  return sw_js_new_string (e, encoded, strlen (encoded));
}

/* Blanks apart, nothing but the alphabet and its padding */
static gboolean
is_base64 (const char *text,
           gsize       length)
{
  gsize count = 0, padding = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isspace (text[i]))
        continue;
      count++;
      if (text[i] == '=')
        padding++;
      else if (padding > 0 || !(g_ascii_isalnum (text[i]) || text[i] == '+' || text[i] == '/'))
        return FALSE;
    }

  return padding <= 2 && (count - padding) % 4 != 1;
}

SwValue
sw_js_base64_decode (SwJsonataEval *e,
                     SwValue       *arguments,
                     guint          n_arguments,
                     SwValue        input)
{
  g_autofree guchar *decoded = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *padded = NULL;
  const char *text;
  gsize length;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  if (!is_base64 (text, length))
    return sw_js_fail_message (e, "",
                               "threw an internal error during evaluation"); /* recorded on AWS */
  padded = g_strconcat (text, "==", NULL);
  decoded = g_base64_decode (padded, &length);
  valid = g_utf8_make_valid ((const char *) decoded, (gssize) length);

  return sw_js_new_string (e, valid, strlen (valid));
}

/* Characters that stay as they are */
static const char unreserved[] = "-_.!~*'()";
static const char reserved[] = ";/?:@&=+$,#";

static SwValue
encode (SwJsonataEval *e,
        SwValue        value,
        const char    *function,
        gboolean       keep_reserved)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *text;
  gsize length;

  if (sw_js_is_missing (value))
    return SW_VALUE_INIT;
  text = sw_value_get_text (value, &length);
  if (!g_utf8_validate_len (text, length, NULL) && memchr (text, '\0', length) == NULL)
    return sw_js_fail_at (e, "D3140", value, NULL, function); /* a lone surrogate */

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (g_ascii_isalnum (c) || (c != '\0' && strchr (unreserved, c) != NULL)
          || (keep_reserved && c != '\0' && strchr (reserved, c) != NULL))
        g_string_append_c (out, c);
      else
        g_string_append_printf (out, "%%%02X", (guchar) c);
    }

  return sw_js_new_string (e, out->str, out->len);
}

static SwValue
decode (SwJsonataEval *e,
        SwValue        value,
        const char    *function,
        gboolean       keep_reserved)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *text;
  gsize length;

  if (sw_js_is_missing (value))
    return SW_VALUE_INIT;
  text = sw_value_get_text (value, &length);
  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '%')
        {
          if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return sw_js_fail_at (e, "D3140", value, NULL, function);
          c = (char) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2]));
          if (keep_reserved && c != '\0' && strchr (reserved, c) != NULL)
            {
              g_string_append_len (out, text + i, 3);
              i += 2;
              continue;
            }
          i += 2;
        }
      g_string_append_c (out, c);
    }
  if (!g_utf8_validate_len (out->str, out->len, NULL))
    return sw_js_fail_at (e, "D3140", value, NULL, function);

  return sw_js_new_string (e, out->str, out->len);
}

SwValue
sw_js_encode_url (SwJsonataEval *e,
                  SwValue       *arguments,
                  guint          n_arguments,
                  SwValue        input)
{
  return encode (e, arguments[0], "encodeUrl", TRUE);
}

SwValue
sw_js_encode_url_component (SwJsonataEval *e,
                            SwValue       *arguments,
                            guint          n_arguments,
                            SwValue        input)
{
  return encode (e, arguments[0], "encodeUrlComponent", FALSE);
}

SwValue
sw_js_decode_url (SwJsonataEval *e,
                  SwValue       *arguments,
                  guint          n_arguments,
                  SwValue        input)
{
  return decode (e, arguments[0], "decodeUrl", TRUE);
}

SwValue
sw_js_decode_url_component (SwJsonataEval *e,
                            SwValue       *arguments,
                            guint          n_arguments,
                            SwValue        input)
{
  return decode (e, arguments[0], "decodeUrlComponent", FALSE);
}
