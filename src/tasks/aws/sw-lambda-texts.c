/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-lambda-texts.h"

#include <string.h>

#include "json/sw-text.h"

/**
 * sw_lambda_dup_name:
 * @reference: "arn:aws:lambda:R:A:function:NAME:QUALIFIER", NAME:QUALIFIER or NAME
 * @qualifier: (out) (optional) (nullable): version or alias
 *
 * Returns: (transfer full): the function's name alone
 */
char *
sw_lambda_dup_name (const char  *reference,
                    char       **qualifier)
{
  const char *name = strstr (reference, ":function:"), *colon;

  name = name != NULL ? name + strlen (":function:") : reference;
  colon = strchr (name, ':');
  if (qualifier != NULL)
    *qualifier = colon != NULL && colon[1] != '\0' ? g_strdup (colon + 1) : NULL;
  return g_strndup (name, strcspn (name, ":"));
}

/**
 * sw_lambda_read_error:
 * @body: what Lambda says of a function that failed: an object with errorType and errorMessage
 * @compact: whether the cause is written anew, as "lambda:invoke" has it, or left as it came, as a
 *   function's own ARN has it; recorded on AWS
 * @error: (out): the error's name; Lambda.Unknown where @body has none
 * @cause: (out): its cause
 *
 * Reads why a function failed.
 */
void
sw_lambda_read_error (GBytes    *body,
                      gboolean   compact,
                      char     **error,
                      char     **cause)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
  SwValue type = SW_VALUE_INIT;
  const char *name = NULL;

  if (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    type = sw_value_get_member (value, "errorType");
  if (sw_value_is (type, SW_TYPE_STRING))
    name = sw_value_get_text (type, NULL);
  if (name == NULL || *name == '\0')
    {
      *error = g_strdup ("Lambda.Unknown");
      *cause = g_strdup_printf ("The cause could not be determined because Lambda did not return an "
                                "error type. Returned payload: %s",
                                text);
      return;
    }
  *error = g_strdup (name);
  *cause = compact ? sw_value_to_text (value, SW_TEXT_DEFAULT, NULL) : g_steal_pointer (&text);
}
