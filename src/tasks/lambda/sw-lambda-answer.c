/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-answer.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/aws/sw-lambda-texts.h"

/* What Lambda did, in the words of Step Functions. Error names and shapes as recorded on AWS. */

#define VERSION "$LATEST"
/* How much of a payload that cannot be read is shown */
#define MOST_SHOWN 1000

static void
set_text (SwValue    *object,
          const char *key,
          const char *text)
{
  sw_value_set_member (object, key, sw_value_new_string (text));
}

/* {"errorType": …, "errorMessage": …} as Lambda's sandbox reports it */
static char *
dup_report (const char *type,
            const char *message)
{
  g_auto (SwValue) report = sw_value_new_object (2);

  set_text (&report, "errorType", type);
  set_text (&report, "errorMessage", message);
  return sw_value_to_text (report, SW_TEXT_DEFAULT, NULL);
}

/* The body as text: no valid UTF-8 is made valid, and too much of it cut */
static char *
dup_shown (GBytes *body)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *valid = g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);

  return g_utf8_truncate_middle (valid, MOST_SHOWN);
}

/* The report of an outcome that the function itself says nothing of; NULL: it does */
static char *
dup_own_report (const SwLambdaReply *reply,
                guint                timeout)
{
  g_autofree char *message = NULL, *how = NULL;

  switch (reply->outcome)
    {
    case SW_LAMBDA_TOO_LARGE:
      return dup_report ("Function.ResponseSizeTooLarge",
                         "Response payload size exceeded maximum allowed payload size (6291556 "
                         "bytes).");
    case SW_LAMBDA_TIMED_OUT:
      message = g_strdup_printf ("RequestId: %s Error: Task timed out after %u.00 seconds",
                                 reply->request_id, timeout);
      return dup_report ("Sandbox.Timedout", message);
    case SW_LAMBDA_EXITED:
      how = dup_shown (reply->body);
      message = g_strdup_printf ("RequestId: %s Error: %s", reply->request_id, how);
      return dup_report ("Runtime.ExitError", message);
    case SW_LAMBDA_RETURNED:
    case SW_LAMBDA_REPORTED:
    default:
      return NULL;
    }
}

/* Metadata of the call, as Step Functions adds them to the answers of Lambda */
static void
add_metadata (SwValue    *output,
              const char *request_id,
              gsize       length,
              guint       status)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, length);
  const char *const headers[][2] = { { "X-Amz-Executed-Version", VERSION },
                                     { "x-amzn-RequestId", request_id },
                                     { "Content-Length", size },
                                     { "Content-Type", "application/json" } };
  SwValue http = sw_value_new_object (3), all = sw_value_new_object (4),
          single = sw_value_new_object (4), response = sw_value_new_object (1);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      SwValue values = sw_value_new_array (1);

      sw_value_append (&values, sw_value_new_string (headers[i][1]));
      sw_value_set_member (&all, headers[i][0], values);
      set_text (&single, headers[i][0], headers[i][1]);
    }
  sw_value_set_member (&http, "AllHttpHeaders", all);
  sw_value_set_member (&http, "HttpHeaders", single);
  sw_value_set_member (&http, "HttpStatusCode", sw_value_new_integer (status));
  set_text (&response, "RequestId", request_id);
  sw_value_set_member (output, "SdkHttpMetadata", http);
  sw_value_set_member (output, "SdkResponseMetadata", response);
}

static SwValue
new_output (const SwLambdaReply *reply,
            SwLambdaForm         form,
            gboolean             with_log,
            SwValue              take_payload,
            gsize                length)
{
  SwValue output = sw_value_new_object (6);

  set_text (&output, "ExecutedVersion", VERSION);
  if (with_log)
    {
      g_autofree char *log = g_base64_encode ((const guchar *) reply->log, reply->log_length);

      set_text (&output, "LogResult", log);
    }
  sw_value_set_member (&output, "Payload", take_payload);
  if (form == SW_LAMBDA_FORM_INVOKE)
    add_metadata (&output, reply->request_id, length, 200);
  sw_value_set_member (&output, "StatusCode", sw_value_new_integer (200));
  return output;
}

/* The SDK's form hands everything on as text; an error of the function is no error of the call. */
static SwValue
new_sdk_output (const SwLambdaReply *reply,
                gboolean             with_log,
                const char          *text,
                gboolean             failed)
{
  SwValue output
      = new_output (reply, SW_LAMBDA_FORM_SDK, with_log, sw_value_new_string (text), 0);

  if (failed)
    set_text (&output, "FunctionError", "Unhandled");
  return output;
}

static gboolean
read_result (const SwLambdaReply  *reply,
             SwLambdaForm          form,
             gboolean              with_log,
             SwValue              *output,
             char                **error,
             char                **cause)
{
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);
  g_auto (SwValue) result = SW_VALUE_NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *shown = NULL;

  if (length > 0 && !sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &result, &reason))
    {
      shown = dup_shown (reply->body);
      *error = g_strdup ("Lambda.Unknown");
      *cause = g_strdup_printf ("The function's result is not JSON: %s. Returned payload: %s",
                                reason->message, shown);
      return FALSE;
    }
  *output = form == SW_LAMBDA_FORM_ARN
                ? sw_value_ref (result)
                : new_output (reply, form, with_log, sw_value_ref (result), length);
  return TRUE;
}

/**
 * sw_lambda_answer_read:
 * @reply: what came of an event
 * @form: how the definition calls the function
 * @timeout: of the function, seconds: named in the report of one that took longer
 * @with_log: whether the call asked for the end of the log
 * @output: (out): the task's result
 * @error: (out) (nullable): its error name
 * @cause: (out) (nullable): its cause
 *
 * Says what Lambda did as Step Functions does.
 *
 * Returns: whether the task has succeeded
 */
gboolean
sw_lambda_answer_read (const SwLambdaReply  *reply,
                       SwLambdaForm          form,
                       guint                 timeout,
                       gboolean              with_log,
                       SwValue              *output,
                       char                **error,
                       char                **cause)
{
  g_autofree char *own = dup_own_report (reply, timeout), *shown = NULL;
  gboolean failed = reply->outcome != SW_LAMBDA_RETURNED;
  g_autoptr (GBytes) report
      = own != NULL ? g_bytes_new (own, strlen (own)) : g_bytes_ref (reply->body);
  gsize length;
  const char *text = g_bytes_get_data (report, &length);

  if (form == SW_LAMBDA_FORM_SDK)
    {
      shown = g_utf8_make_valid (text != NULL ? text : "", (gssize) length);
      *output = new_sdk_output (reply, with_log, shown, failed);
      return TRUE;
    }
  if (!failed)
    return read_result (reply, form, with_log, output, error, cause);
  sw_lambda_read_error (report, form != SW_LAMBDA_FORM_ARN, error, cause);
  return FALSE;
}

/**
 * sw_lambda_answer_new_accepted:
 * @form: how the definition calls the function
 * @status: 202 for an event that is taken, 204 for a trial
 *
 * Returns: (transfer full): the result of a call that does not wait for the function
 */
SwValue
sw_lambda_answer_new_accepted (SwLambdaForm form,
                               guint        status)
{
  g_autofree char *request_id = g_uuid_string_random ();
  SwValue output = sw_value_new_object (4);

  set_text (&output, "Payload", "");
  if (form == SW_LAMBDA_FORM_INVOKE)
    add_metadata (&output, request_id, 0, status);
  sw_value_set_member (&output, "StatusCode", sw_value_new_integer (status));
  return output;
}
