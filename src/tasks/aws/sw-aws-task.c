/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-task.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/durable/sw-open-jobs.h"

/**
 * sw_aws_task_new:
 * @call: the task
 * @client: that calls the service
 * @operation: of @service
 * @key: as in the ARN, "dynamodb"
 * @sdk: whether it is an "aws-sdk:" integration
 *
 * Returns: (transfer full): the task, not yet begun
 */
SwAwsTask *
sw_aws_task_new (SwTaskCall           *call,
                 SwAwsClient          *client,
                 const SwAwsService   *service,
                 const SwAwsOperation *operation,
                 const char           *key,
                 gboolean              sdk)
{
  const SwTaskContext *context = sw_task_call_get_context (call);
  SwAwsTask *self = g_new0 (SwAwsTask, 1);

  self->call = sw_task_call_ref (call);
  self->client = sw_aws_client_ref (client);
  self->operation = operation;
  self->region = g_strdup (context != NULL ? context->region : NULL);
  self->key = g_strdup (key);
  self->voice = (SwAwsVoice) { service, self->key, sdk, self->key };
  if (sw_task_call_get_request (call)->kind == SW_TASK_LAMBDA)
    self->voice.resource = sw_task_call_get_request (call)->resource;
  self->answer = SW_VALUE_INIT;
  return self;
}

/**
 * sw_aws_task_free:
 * @self: (transfer full): a task of which nothing is under way
 */
void
sw_aws_task_free (SwAwsTask *self)
{
  if (self->held)
    sw_open_jobs_release ();
  sw_task_call_unref (self->call);
  sw_aws_client_unref (self->client);
  sw_value_clear (&self->answer);
  g_free (self->region);
  g_free (self->key);
  g_free (self);
}

/**
 * sw_aws_task_hold:
 *
 * Has the program wait for the task at its end: it has begun a job, or may be about to.
 */
void
sw_aws_task_hold (SwAwsTask *self)
{
  if (!self->held)
    sw_open_jobs_hold ();
  self->held = TRUE;
}

/**
 * sw_aws_task_fault:
 * @fault: why there is no answer
 *
 * Fails the task for what came between.
 */
void
sw_aws_task_fault (SwAwsTask    *self,
                   const GError *fault)
{
  g_autofree char *error = NULL, *cause = NULL;

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sw_aws_dup_fault (&self->voice, fault, &error, &cause);
  sw_task_call_fail (self->call, error, cause);
}

/**
 * sw_aws_task_refuse:
 * @answer: an error of the service
 *
 * Fails the task for what the service said.
 */
void
sw_aws_task_refuse (SwAwsTask         *self,
                    const SwAwsAnswer *answer)
{
  g_autofree char *error = sw_aws_dup_error_name (&self->voice, answer);
  g_autofree char *cause = sw_aws_dup_cause (&self->voice, answer);

  sw_task_call_fail (self->call, error, cause);
}

static gboolean
is (const SwAwsTask *self,
    const char      *key,
    const char      *operation)
{
  return g_str_equal (self->key, key) && g_str_equal (self->operation->name, operation);
}

static gboolean
is_model (const SwAwsTask *self)
{
  return !self->voice.sdk && is (self, "bedrock", "InvokeModel");
}

/* "events:putEvents" fails where one event did; recorded on AWS. */
static gboolean
check_entries (SwAwsTask *self,
               SwValue    output)
{
  SwValue failed = sw_value_get_member (output, "FailedEntryCount");
  g_autofree char *cause = NULL;

  if (!(sw_value_get_number (failed) > 0))
    return TRUE;
  cause = sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
  sw_task_call_fail (self->call, "EventBridge.FailedEntry", cause);
  return FALSE;
}

/* "bedrock:invokeModel" gives what the model said, not the text of that. */
static void
parse_body (SwValue *output)
{
  SwValue body = sw_value_get_member (*output, "Body"), value = SW_VALUE_INIT;
  gsize length;
  const char *text;

  if (!sw_value_is (body, SW_TYPE_STRING))
    return;
  text = sw_value_get_text (body, &length);
  if (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, NULL))
    sw_value_set_member (output, "Body", value);
}

/* What the integration makes of an answer; FALSE where it makes it a failure. */
static gboolean
shape_output (SwAwsTask         *self,
              const SwAwsAnswer *answer,
              SwValue           *output)
{
  *output = self->wrap != NULL ? sw_aws_wrap_new_output (self->wrap, answer->output)
                               : sw_value_ref (answer->output);
  if (self->voice.sdk)
    return TRUE;
  if (is (self, "lambda", "Invoke") && !sw_lambda_answer (self, answer, output))
    return FALSE;
  if (is_model (self))
    parse_body (output);
  if (is (self, "events", "PutEvents") && !check_entries (self, *output))
    return FALSE;
  if (sw_task_call_get_request (self->call)->kind == SW_TASK_LAMBDA
      || g_str_equal (self->key, "events"))
    return TRUE;
  sw_aws_add_metadata (output, answer);
  return TRUE;
}

/* The emulator of the runtime says 502 for a function that died, with the function's error. */
static gboolean
is_crash (SwAwsTask         *self,
          const SwAwsAnswer *answer)
{
  return self->peer == SW_LAMBDA_PEER_RIE && answer->status == 502;
}

/**
 * sw_aws_task_end:
 * @take_self: (transfer full): a task
 * @output: of its action
 *
 * Gives the result; of a task that waits for a job or for its token, goes on to that.
 */
void
sw_aws_task_end (SwAwsTask *take_self,
                 SwValue    output)
{
  g_autoptr (SwAwsTask) self = take_self;

  switch (sw_task_call_get_request (self->call)->pattern)
    {
    case SW_TASK_REQUEST_RESPONSE:
      sw_task_call_succeed (self->call, output);
      break;
    case SW_TASK_CALLBACK:
      if (sw_task_call_submit (self->call, output))
        sw_task_call_leave (self->call, SW_TASK_WAITS_FOR_TOKEN);
      break;
    case SW_TASK_RUN_A_JOB:
      /* Of a task that was given up meanwhile, too: it has its job stopped. */
      sw_task_call_submit (self->call, output);
      sw_aws_job_follow (g_steal_pointer (&self), output);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;
  g_auto (SwValue) output = SW_VALUE_INIT;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  if (answer == NULL)
    sw_aws_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer) && !is_crash (self, answer))
    sw_aws_task_refuse (self, answer);
  else if (shape_output (self, answer, &output))
    {
      if (is_model (self))
        sw_aws_model_keep (g_steal_pointer (&self), answer, output);
      else
        sw_aws_task_end (g_steal_pointer (&self), output);
    }
}

static void
call (SwAwsTask            *take_self,
      const SwAwsOperation *operation,
      SwValue               input,
      GCancellable         *cancellable,
      GAsyncReadyCallback   callback)
{
  sw_aws_client_call_async (take_self->client, take_self->voice.service, operation, input,
                            take_self->region, SW_AWS_LIMIT_TASK, cancellable, callback,
                            take_self);
}

/**
 * sw_aws_task_call:
 * @take_self: (transfer full): a task
 * @input: parameters of its operation
 *
 * Calls the operation. A job may have begun before its request is answered: only the answer says
 * what it is to be stopped by, and so that is waited for even where the task is given up.
 */
void
sw_aws_task_call (SwAwsTask *take_self,
                  SwValue    input)
{
  gboolean lasts = sw_task_call_get_request (take_self->call)->pattern == SW_TASK_RUN_A_JOB
                   && sw_aws_job_can_stop (take_self);

  if (lasts)
    sw_aws_task_hold (take_self);
  call (take_self, take_self->operation, input,
        lasts ? NULL : sw_task_call_get_cancellable (take_self->call), on_answer);
}

static void
call_wrapped (SwAwsTask  *take_self,
              const char *id)
{
  g_auto (SwValue) input = sw_aws_wrap_new_input (
      take_self->wrap, sw_task_call_get_request (take_self->call)->input, id);

  sw_aws_task_call (take_self, input);
}

static void list_page (SwAwsTask *take_self,
                       SwValue    marker);

/* Nothing is recorded of what AWS says here. */
static void
fail_unnamed (SwAwsTask *self)
{
  const SwAwsWrap *wrap = self->wrap;
  SwValue name = sw_aws_get_path (sw_task_call_get_request (self->call)->input, wrap->name);
  g_autofree char *text = sw_value_to_text (name, SW_TEXT_DEFAULT, NULL);
  g_autofree char *cause = g_strdup_printf ("%s of %s does not have %s %s", wrap->items,
                                            wrap->list, wrap->name, text);

  sw_task_call_fail (self->call, "ElasticMapReduce.AmazonElasticMapReduceException", cause);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *id = NULL;
  SwValue marker;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  if (answer == NULL)
    sw_aws_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer))
    sw_aws_task_refuse (self, answer);
  else
    {
      id = sw_aws_wrap_dup_id (self->wrap, sw_task_call_get_request (self->call)->input,
                               answer->output);
      marker = sw_aws_get_path (answer->output, "Marker");
      if (id != NULL)
        call_wrapped (g_steal_pointer (&self), id);
      else if (sw_value_is (marker, SW_TYPE_STRING))
        list_page (g_steal_pointer (&self), marker);
      else
        fail_unnamed (self);
    }
}

/* MARKER: of the page before; undefined: the first */
static void
list_page (SwAwsTask *take_self,
           SwValue    marker)
{
  const SwAwsOperation *list
      = sw_aws_service_find_operation (take_self->voice.service, take_self->wrap->list);
  g_auto (SwValue) input = sw_aws_collect (
      take_self->wrap->asks, sw_task_call_get_request (take_self->call)->input, SW_VALUE_INIT);

  if (!sw_value_is (marker, SW_TYPE_UNDEFINED))
    sw_value_set_member (&input, "Marker", sw_value_ref (marker));
  call (take_self, list, input, sw_task_call_get_cancellable (take_self->call), on_listed);
}

/**
 * sw_aws_task_start:
 * @take_self: (transfer full): a task
 * @input: parameters of its action
 *
 * Calls the service; what comes of it is said through the task's call.
 */
void
sw_aws_task_start (SwAwsTask *take_self,
                   SwValue    input)
{
  if (is_model (take_self))
    sw_aws_model_start (take_self);
  else if (take_self->wrap == NULL)
    sw_aws_task_call (take_self, input);
  else if (take_self->wrap->list != NULL)
    list_page (take_self, SW_VALUE_INIT);
  else
    call_wrapped (take_self, NULL);
}
