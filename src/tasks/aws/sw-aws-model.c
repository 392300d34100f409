/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-task.h"

#include <string.h>

#include "tasks/http/sw-web-task.h"

/* "bedrock:invokeModel" whose input lies in S3 ("Input"), or whose output goes there ("Output"):
 * { "S3Uri": "s3://BUCKET/KEY" }. The page on Bedrock in the developer's guide of Step Functions
 * tells of both; nothing is recorded of them. */

static const SwAwsOperation *
find_operation (const char *action)
{
  return sw_aws_service_find_operation (sw_aws_service_find ("s3"), action);
}

/* { "Bucket", "Key" } of what a parameter names; undefined where it is not there. FALSE: it is no
 * address of an object */
static gboolean
read_place (SwValue      parameters,
            const char  *member,
            SwValue     *place)
{
  SwValue told = sw_value_get_member (parameters, member);
  SwValue uri = sw_value_get_member (told, "S3Uri");
  const char *text = sw_value_is (uri, SW_TYPE_STRING) ? sw_value_get_text (uri, NULL) : "";
  const char *bucket = g_str_has_prefix (text, "s3://") ? text + strlen ("s3://") : "";
  const char *slash = strchr (bucket, '/');

  *place = SW_VALUE_INIT;
  if (sw_value_is (told, SW_TYPE_UNDEFINED) || sw_value_is (told, SW_TYPE_NULL))
    return TRUE;
  if (slash == NULL || slash == bucket || slash[1] == '\0')
    return FALSE;
  *place = sw_value_new_object (2);
  sw_value_set_member (place, "Bucket", sw_value_new_string_len (bucket, slash - bucket));
  sw_value_set_member (place, "Key", sw_value_new_string (slash + 1));
  return TRUE;
}

/**
 * sw_aws_model_check:
 * @parameters: of "bedrock:invokeModel"
 * @refusal: (out) (nullable): the cause of States.Runtime, where an address in them is none
 *
 * Returns: whether an object of S3 is read or written for them
 */
gboolean
sw_aws_model_check (SwValue   parameters,
                    char    **refusal)
{
  static const char *const members[] = { "Input", "Output" };
  gboolean found = FALSE;

  *refusal = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (members) && *refusal == NULL; i++)
    {
      g_auto (SwValue) place = SW_VALUE_INIT;
      g_autoptr (GError) reason = NULL;

      if (read_place (parameters, members[i], &place))
        {
          found |= sw_value_is (place, SW_TYPE_OBJECT);
          continue;
        }
      reason = g_error_new (SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                            "The value of the field '%s.S3Uri' has an invalid format", members[i]);
      *refusal = sw_web_dup_refusal (parameters, reason);
    }
  return found;
}

/* The answer of S3, or NULL where it failed the task: in the words of the SDK's integration of
 * S3 */
static SwAwsAnswer *
take_answer (SwAwsTask    *self,
             GAsyncResult *result)
{
  const SwAwsVoice own = self->voice;
  g_autoptr (GError) fault = NULL;
  g_autoptr (SwAwsAnswer) answer = sw_aws_client_call_finish (self->client, result, &fault);

  if (answer != NULL && !sw_aws_answer_is_error (answer))
    return g_steal_pointer (&answer);
  self->voice = (SwAwsVoice){ sw_aws_service_find ("s3"), "s3", TRUE, own.resource };
  if (answer == NULL)
    sw_aws_task_fault (self, fault);
  else
    sw_aws_task_refuse (self, answer);
  self->voice = own;
  return NULL;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = take_answer (self, result);

  if (answer != NULL)
    sw_aws_task_end (g_steal_pointer (&self), self->answer);
}

static void
call (SwAwsTask           *take_self,
      const char          *action,
      SwValue              input,
      gsize                limit,
      GAsyncReadyCallback  callback)
{
  sw_aws_client_call_async (take_self->client, sw_aws_service_find ("s3"), find_operation (action),
                            input, take_self->region, limit,
                            sw_task_call_get_cancellable (take_self->call), callback, take_self);
}

static SwValue
new_text (GBytes *body)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);

  return g_utf8_validate_len (bytes != NULL ? bytes : "", length, NULL)
             ? sw_value_new_string_len (bytes != NULL ? bytes : "", (gssize) length)
             : SW_VALUE_INIT;
}

static void
fail_text (SwAwsTask  *self,
           const char *cause)
{
  sw_task_call_fail (self->call, "Bedrock.SdkClientException", cause);
}

/**
 * sw_aws_model_keep:
 * @take_self: (transfer full): a task whose model has answered
 * @answer: of the model
 * @output: what the task gives where it has no "Output"
 *
 * Writes what the model said to where the task wants it, if it does, and ends the task. In its
 * output the place stands for the body then.
 */
void
sw_aws_model_keep (SwAwsTask         *take_self,
                   const SwAwsAnswer *answer,
                   SwValue            output)
{
  SwValue told = sw_value_get_member (sw_task_call_get_request (take_self->call)->input, "Output");
  SwValue uri = sw_value_get_member (told, "S3Uri"), type;
  g_auto (SwValue) place = SW_VALUE_INIT;
  SwValue text;

  if (!sw_value_is (uri, SW_TYPE_STRING))
    {
      sw_aws_task_end (take_self, output);
      return;
    }
  text = new_text (answer->body);
  if (sw_value_is (text, SW_TYPE_UNDEFINED))
    {
      fail_text (take_self, "What the model said is no UTF-8 text");
      sw_aws_task_free (take_self);
      return;
    }
  read_place (sw_task_call_get_request (take_self->call)->input, "Output", &place);
  sw_value_set (&take_self->answer, sw_value_ref (output));
  sw_value_set_member (&take_self->answer, "Body", sw_value_ref (uri));
  sw_value_set_member (&place, "Body", text);
  type = sw_value_get_member (output, "ContentType");
  if (sw_value_is (type, SW_TYPE_STRING))
    sw_value_set_member (&place, "ContentType", sw_value_ref (type));
  call (take_self, "PutObject", place, SW_AWS_LIMIT_TASK, on_written);
}

/* The model's own parameters */
static SwValue
new_parameters (const SwAwsTask *self)
{
  SwValue parameters = sw_value_ref (sw_task_call_get_request (self->call)->input);

  sw_value_remove_member (&parameters, "Input");
  sw_value_remove_member (&parameters, "Output");
  return parameters;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = take_answer (self, result);
  g_auto (SwValue) parameters = SW_VALUE_INIT;
  SwValue body;

  if (answer == NULL)
    return;
  body = new_text (answer->body);
  if (sw_value_is (body, SW_TYPE_UNDEFINED))
    {
      fail_text (self, "The object that \"Input\" names is no UTF-8 text");
      return;
    }
  parameters = new_parameters (self);
  sw_value_set_member (&parameters, "Body", body);
  sw_aws_task_call (g_steal_pointer (&self), parameters);
}

/**
 * sw_aws_model_start:
 * @take_self: (transfer full): a task that sw_aws_model_check() finds objects of
 *
 * Asks the model; before that its input is read, where it lies in S3.
 */
void
sw_aws_model_start (SwAwsTask *take_self)
{
  g_auto (SwValue) place = SW_VALUE_INIT, parameters = SW_VALUE_INIT;

  read_place (sw_task_call_get_request (take_self->call)->input, "Input", &place);
  if (sw_value_is (place, SW_TYPE_OBJECT))
    {
      call (take_self, "GetObject", place, SW_AWS_LIMIT_OBJECT, on_read);
      return;
    }
  parameters = new_parameters (take_self);
  sw_aws_task_call (take_self, parameters);
}
