/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-client.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/aws/sw-aws-texts.h"

/* JSON text that can stand in a header: what is no ASCII is escaped, as UTF-16 has it. */
static char *
dup_ascii (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x80)
        g_string_append_c (out, (char) c);
      else if (c < 0x10000)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  return g_string_free_and_steal (out);
}

/* Whether all of it is base 64: GLib passes over what is not */
static gboolean
is_base64 (const char *text,
           gsize       length)
{
  gsize padding = 0;

  while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
    padding++;
  return length % 4 == 0
         && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/") == length - padding;
}

/* NULL: it is no base 64 of a JSON object */
static char *
dup_decoded (SwValue context)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *bytes = NULL, *text = NULL;
  gsize length;
  const char *encoded = sw_value_get_text (context, &length);

  if (!is_base64 (encoded, length))
    return NULL;
  bytes = (char *) g_base64_decode (encoded, &length);
  if (!sw_value_from_text (bytes, (gssize) length, SW_TEXT_DEFAULT, &value, NULL)
      || !sw_value_is (value, SW_TYPE_OBJECT))
    return NULL;
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  return dup_ascii (text);
}

/**
 * sw_lambda_refuse:
 * @sdk: whether the function is called by the integration of the SDK
 * @code: of Lambda's error
 * @message: what it says
 * @error: (out): the error's name
 * @cause: (out): its cause
 *
 * Refuses a call as Lambda's API does, with status 400.
 */
void
sw_lambda_refuse (gboolean     sdk,
                  const char  *code,
                  const char  *message,
                  char       **error,
                  char       **cause)
{
  const SwAwsVoice voice = { sw_aws_service_find ("lambda"), "lambda", sdk, "lambda" };
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (SwAwsAnswer) refusal = sw_aws_answer_new (400, "Bad Request", nothing);

  refusal->code = g_strdup (code);
  refusal->message = g_strdup (message);
  refusal->request_id = g_uuid_string_random ();
  *error = sw_aws_dup_error_name (&voice, refusal);
  *cause = sw_aws_dup_cause (&voice, refusal);
}

/**
 * sw_lambda_client_read:
 * @context: of a call, its ClientContext: base 64 of a JSON object; undefined or null: it has none
 * @sdk: whether it is called by the integration of the SDK
 * @client: (out) (nullable): JSON text of it, all of it ASCII: it goes to the function in a header
 * @error: (out) (nullable): the error's name where it is refused
 * @cause: (out) (nullable): its cause
 *
 * Reads the client context as Lambda does. The sentence of its refusal is what AWS answers.
 *
 * Returns: %FALSE where Lambda would refuse it
 */
gboolean
sw_lambda_client_read (SwValue    context,
                       gboolean   sdk,
                       char     **client,
                       char     **error,
                       char     **cause)
{
  if (sw_value_is (context, SW_TYPE_UNDEFINED) || sw_value_is (context, SW_TYPE_NULL))
    return TRUE;
  if (sw_value_is (context, SW_TYPE_STRING))
    *client = dup_decoded (context);
  if (*client != NULL)
    return TRUE;
  sw_lambda_refuse (sdk, "InvalidRequestContentException",
                    "Client context must be a valid Base64-encoded JSON object.", error, cause);
  return FALSE;
}
