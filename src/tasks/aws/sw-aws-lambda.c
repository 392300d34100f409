/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-task.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/aws/sw-lambda-texts.h"

/* What an invocation gives, from Lambda and from those who answer in its place. */

static char *
dup_text (GBytes *body)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);

  return g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
}

static gboolean
has_text (SwValue     object,
          const char *member)
{
  return sw_value_is (sw_value_get_member (object, member), SW_TYPE_STRING);
}

/* The emulator of the runtime does not say in a header that a function failed. Its time is over
 * where there is but the sentence that says so. */
static gboolean
read_emulated (const SwAwsAnswer  *answer,
               gboolean            arn,
               char              **error,
               char              **cause)
{
  g_autofree char *text = dup_text (answer->body), *message = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  const char *id = answer->request_id != NULL ? answer->request_id : "null";
  SwValue told;

  if (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    {
      if (!has_text (value, "errorType") || !has_text (value, "errorMessage"))
        return FALSE;
      sw_lambda_read_error (answer->body, !arn, error, cause);
      return TRUE;
    }
  if (!g_str_has_prefix (text, "Task timed out after "))
    return FALSE;
  told = sw_value_new_object (2);
  sw_value_set_member (&told, "errorType", sw_value_new_string ("Sandbox.Timedout"));
  message = g_strdup_printf ("RequestId: %s Error: %s", id, g_strchomp (text));
  sw_value_set_member (&told, "errorMessage", sw_value_new_string (message));
  *error = g_strdup ("Sandbox.Timedout");
  *cause = sw_value_to_text (told, SW_TEXT_DEFAULT, NULL);
  sw_value_clear (&told);
  return TRUE;
}

static gboolean
failed (SwAwsTask          *self,
        const SwAwsAnswer  *answer,
        gboolean            arn,
        char              **error,
        char              **cause)
{
  if (sw_aws_answer_get_header (answer, "X-Amz-Function-Error") != NULL || answer->status >= 500)
    {
      sw_lambda_read_error (answer->body, !arn, error, cause);
      return TRUE;
    }
  return self->peer == SW_LAMBDA_PEER_RIE && read_emulated (answer, arn, error, cause);
}

/**
 * sw_lambda_answer:
 * @self: an invocation
 * @answer: of Lambda, or of its peer
 * @output: (inout): the answer as read; becomes the integration's output
 *
 * Makes of an invocation what the task has of it: a text that is JSON is the value it stands for;
 * a function's own ARN has its result alone.
 *
 * Returns: %FALSE where the function failed, and the task with it
 */
gboolean
sw_lambda_answer (SwAwsTask         *self,
                  const SwAwsAnswer *answer,
                  SwValue           *output)
{
  gboolean arn = sw_task_call_get_request (self->call)->kind == SW_TASK_LAMBDA;
  g_autofree char *error = NULL, *cause = NULL;
  SwValue payload = SW_VALUE_INIT;
  gsize length;
  const char *text = g_bytes_get_data (answer->body, &length);

  if (failed (self, answer, arn, &error, &cause))
    {
      sw_task_call_fail (self->call, error, cause);
      return FALSE;
    }
  if (length == 0)
    payload = arn ? SW_VALUE_NULL : sw_value_new_string ("");
  else if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &payload, NULL))
    payload = sw_value_ref (sw_value_get_member (*output, "Payload"));
  if (arn)
    {
      sw_value_set (output, payload);
      return TRUE;
    }
  sw_value_set_member (output, "Payload", payload);
  if (sw_value_is (sw_value_get_member (*output, "ExecutedVersion"), SW_TYPE_UNDEFINED))
    sw_value_set_member (output, "ExecutedVersion", sw_value_new_string ("$LATEST"));
  return TRUE;
}
