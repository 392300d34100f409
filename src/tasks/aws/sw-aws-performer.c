/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-performer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aws/sw-aws-account.h"
#include "aws/sw-url-rules.h"
#include "tasks/aws/sw-apigateway.h"
#include "tasks/aws/sw-aws-task.h"
#include "tasks/aws/sw-eks-task.h"

#define DEFAULT_TIMEOUT 60
#define MAX_TIMEOUT 900

typedef struct
{
  SwPerformer  head;
  SwAwsClient *client;
  SwHosts     *hosts; /* of clusters that are not EKS's own, or NULL */
} AwsPerformer;

/* What a request asks of which service; texts belong to it */
typedef struct
{
  const char           *key;
  gboolean              sdk;
  char                 *action;
  const SwAwsWrap      *wrap;      /* or NULL: the action is an operation as it is */
  const SwAwsService   *service;
  const SwAwsOperation *operation;
} Target;

static void
target_clear (Target *self)
{
  g_free (self->action);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/* "sendMessage.waitForTaskToken" is sendMessage. A function's own ARN is invoked. */
static gboolean
find_target (const SwTaskRequest  *request,
             Target               *target,
             char                **why)
{
  const char *key = request->kind == SW_TASK_LAMBDA ? "lambda" : request->service;

  if (request->kind == SW_TASK_ACTIVITY || key == NULL)
    {
      *why = g_strdup ("an activity is answered by its workers, not by a service");
      return FALSE;
    }
  target->sdk = g_str_has_prefix (key, "aws-sdk:");
  target->key = target->sdk ? key + strlen ("aws-sdk:") : key;
  target->action = request->kind == SW_TASK_LAMBDA
                       ? g_strdup ("invoke")
                       : g_strndup (request->action, strcspn (request->action, "."));
  target->wrap = target->sdk ? NULL : sw_aws_wrap_find (target->key, target->action);
  target->service
      = sw_aws_service_find (target->wrap != NULL ? target->wrap->service : target->key);
  if (target->service != NULL)
    target->operation = sw_aws_service_find_operation (
        target->service, target->wrap != NULL ? target->wrap->operation : target->action);
  if (target->operation != NULL)
    return TRUE;
  *why = g_strdup_printf ("this version of Stepwright cannot call %s:%s itself: mock it, or answer "
                          "by hand",
                          target->key, target->action);
  return FALSE;
}

/* Recorded on AWS: the first SDK takes the queue's URL for the address to call, and looks up what
 * is none. */
static gboolean
check_queue (const SwTaskRequest  *request,
             const Target         *target,
             char                **error,
             char                **cause)
{
  SwValue url = sw_value_get_member (request->input, "QueueUrl");
  const char *text;

  if (target->sdk || !g_str_equal (target->key, "sqs") || !sw_value_is (url, SW_TYPE_STRING))
    return TRUE;
  text = sw_value_get_text (url, NULL);
  if (strstr (text, "://") != NULL)
    return TRUE;
  *error = g_strdup ("SQS.SdkClientException");
  *cause = g_strdup_printf ("Unable to execute HTTP request: %s: Name or service not known", text);
  return FALSE;
}

/* Whether it is known where to send the request; *WHY says what is missing. */
static gboolean
has_address (AwsPerformer        *self,
             SwTaskCall          *call,
             const SwAwsService  *service,
             char               **why)
{
  const SwTaskContext *context = sw_task_call_get_context (call);
  g_autofree char *region
      = sw_aws_client_dup_region (self->client, context != NULL ? context->region : NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = sw_aws_client_dup_url (self->client, service, region, &error);

  if (url == NULL)
    *why = g_strdup (error->message);
  return url != NULL;
}

/* A function's own ARN, as the operation wants it */
static SwValue
new_invocation (const SwTaskRequest *request)
{
  SwValue input = sw_value_new_object (2);

  sw_value_set_member (&input, "FunctionName", sw_value_new_string (request->resource));
  sw_value_set_member (&input, "Payload", sw_value_ref (request->input));
  return input;
}

/* A model's input and output may lie in S3: then that has to be within reach as well. */
static SwPerformResult
check_model (AwsPerformer  *self,
             SwTaskCall    *call,
             const Target  *target,
             char         **error,
             char         **cause)
{
  g_autofree char *refusal = NULL;
  gboolean found;

  if (target->sdk || !g_str_equal (target->key, "bedrock")
      || !g_str_equal (target->operation->name, "InvokeModel"))
    return SW_PERFORM_PENDING;
  found = sw_aws_model_check (sw_task_call_get_request (call)->input, &refusal);
  if (refusal != NULL)
    {
      *error = g_strdup ("States.Runtime");
      *cause = g_steal_pointer (&refusal);
      return SW_PERFORM_FAILED;
    }
  return !found || has_address (self, call, sw_aws_service_find ("s3"), cause) ? SW_PERFORM_PENDING
                                                                               : SW_PERFORM_NOBODY;
}

static SwPerformResult
begin (AwsPerformer         *self,
       SwTaskCall           *call,
       const Target         *target,
       char                **error,
       char                **cause)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  SwPerformResult ready = check_model (self, call, target, error, cause);
  g_auto (SwValue) input = SW_VALUE_INIT;
  SwAwsTask *task;

  if (request->pattern == SW_TASK_RUN_A_JOB
      && !sw_aws_job_is_known (target->key, target->operation))
    {
      *cause = g_strdup_printf ("this version of Stepwright cannot wait for what %s:%s begins: "
                                "mock it, or answer by hand",
                                target->key, target->action);
      return SW_PERFORM_NOBODY;
    }
  if (ready != SW_PERFORM_PENDING)
    return ready;
  task = sw_aws_task_new (call, self->client, target->service, target->operation, target->key,
                          target->sdk);
  task->wrap = target->wrap;
  if (request->pattern == SW_TASK_RUN_A_JOB
      && sw_task_call_get_phase (call) == SW_TASK_CALL_SUBMITTED)
    {
      sw_aws_job_follow (task, sw_task_call_get_submitted (call));
      return SW_PERFORM_PENDING;
    }
  if (request->kind == SW_TASK_OBJECT)
    {
      task->voice.sdk = TRUE;
      sw_aws_object_start (task);
      return SW_PERFORM_PENDING;
    }
  input = request->kind == SW_TASK_LAMBDA ? new_invocation (request)
                                          : sw_value_ref (request->input);
  sw_aws_task_start (task, input);
  return SW_PERFORM_PENDING;
}

static SwReach get_reach (SwPerformer *head);

/* Who has agreed to calls in his name wants to see whose name that is. */
static void
learn_account (AwsPerformer *self)
{
  if (get_reach (&self->head) == SW_REACH_AWS)
    sw_aws_client_ask_account (self->client);
}

static SwPerformResult
perform_in_cluster (AwsPerformer  *self,
                    SwTaskCall    *call,
                    char         **error,
                    char         **cause)
{
  if (!has_address (self, call, sw_aws_service_find ("sts"), cause))
    return SW_PERFORM_NOBODY;
  learn_account (self);
  return sw_eks_task_start (self->client, self->hosts, call, error, cause);
}

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  AwsPerformer *self = (AwsPerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  g_auto (Target) target = { 0 };

  if (g_strcmp0 (request->service, "apigateway") == 0)
    return sw_apigateway_start (self->client, call, error, cause);
  if (sw_eks_task_is_one (request))
    return perform_in_cluster (self, call, error, cause);
  if (!find_target (request, &target, cause)
      || !has_address (self, call, target.service, cause))
    return SW_PERFORM_NOBODY;
  if (!check_queue (request, &target, error, cause))
    return SW_PERFORM_FAILED;
  learn_account (self);
  return begin (self, call, &target, error, cause);
}

/* A job is asked for by its id. Of a request that was not yet answered nobody can tell. */
static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  g_auto (Target) target = { 0 };
  g_autofree char *why = NULL;

  if (request->pattern == SW_TASK_RUN_A_JOB
      && (sw_eks_task_is_one (request)
          || (find_target (request, &target, &why)
              && sw_aws_job_is_known (target.key, target.operation))))
    return SW_RECOVERY_GO_ON;
  return SW_RECOVERY_UNKNOWN;
}

static gboolean
stop (SwPerformer  *head,
      SwTaskCall   *call,
      SwJobStopped  stopped,
      gpointer      data)
{
  AwsPerformer *self = (AwsPerformer *) head;
  g_auto (Target) target = { 0 };
  g_autofree char *why = NULL;

  if (sw_eks_task_is_one (sw_task_call_get_request (call)))
    return sw_eks_task_stop_job (self->client, self->hosts, call, stopped, data);
  if (!find_target (sw_task_call_get_request (call), &target, &why)
      || !sw_aws_job_is_known (target.key, target.operation)
      || !has_address (self, call, target.service, &why))
    return FALSE;
  return sw_aws_job_stop (sw_aws_task_new (call, self->client, target.service, target.operation,
                                           target.key, target.sdk),
                          sw_task_call_get_submitted (call), stopped, data);
}

static gboolean
reads (SwPerformer   *head,
       const SwState *state)
{
  return TRUE;
}

static SwReach
get_reach (SwPerformer *head)
{
  AwsPerformer *self = (AwsPerformer *) head;

  if (!sw_aws_client_is_local (self->client))
    return SW_REACH_AWS;
  return self->hosts != NULL ? SW_REACH_NETWORK : SW_REACH_COMPUTER;
}

static char *
dup_place (SwPerformer *head)
{
  return get_reach (head) == SW_REACH_AWS
             ? sw_aws_client_dup_place (((AwsPerformer *) head)->client, "us-east-1")
             : NULL;
}

/* "calls services of AWS at http://127.0.0.1:5000", and what would be started for keys */
static char *
describe (SwPerformer *head)
{
  AwsPerformer *self = (AwsPerformer *) head;
  g_autofree char *services = sw_aws_client_describe (self->client);

  if (self->hosts == NULL)
    return g_steal_pointer (&services);
  return g_strdup_printf (_("%s, and clusters at %s"), services, sw_hosts_get_names (self->hosts));
}

static void
performer_free (SwPerformer *head)
{
  AwsPerformer *self = (AwsPerformer *) head;

  sw_aws_client_unref (self->client);
  g_clear_pointer (&self->hosts, sw_hosts_free);
  g_free (self);
}

/* A member of the row, or of the file's "aws" */
static gboolean
read_text (const SwTaskRowSource  *source,
           const char             *member,
           const char            **text,
           GError                **error)
{
  JsonNode *common = json_object_get_member (source->file, "aws");
  SwTaskRowSource file = *source;

  if (!sw_task_row_read_text (source, member, text, error))
    return FALSE;
  if (*text != NULL || json_object_has_member (source->row, member) || common == NULL
      || JSON_NODE_HOLDS_NULL (common))
    return TRUE;
  file.where = "aws";
  if (!JSON_NODE_HOLDS_OBJECT (common))
    return sw_task_row_refuse (&file, error,
                               "must be an object with \"endpoint\", \"region\" and \"profile\"");
  file.row = json_node_get_object (common);
  return sw_task_row_read_text (&file, member, text, error);
}

static gboolean
check_endpoint (const SwTaskRowSource  *source,
                const char             *endpoint,
                GError                **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) reason = NULL;

  if (endpoint == NULL || g_str_equal (endpoint, SW_AWS_REAL))
    return TRUE;
  uri = g_uri_parse (endpoint, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    return sw_task_row_refuse (source, error,
                               "\"endpoint\" must be an address, \"http://127.0.0.1:5000\", or "
                               "\"aws\" for the real services");
  return sw_url_check (uri, SW_URL_NAMED, &reason)
         || sw_task_row_refuse (source, error, "\"endpoint\": %s", reason->message);
}

/**
 * sw_aws_performer_new:
 * @source: a row
 *
 * Makes who has tasks performed by services of AWS, or by what speaks as they do.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set to what is wrong with the row
 */
SwPerformer *
sw_aws_performer_new (const SwTaskRowSource  *source,
                      GError                **error)
{
  static const SwPerformerKind kind
      = { perform, performer_free, reads, describe, recover, get_reach, .stop = stop,
          .place = dup_place };
  SwAwsClientOptions options = { .commands = TRUE };
  g_autoptr (SwHosts) hosts = NULL;
  AwsPerformer *self;
  gint64 timeout;

  if (!read_text (source, "endpoint", &options.endpoint, error)
      || !read_text (source, "region", &options.region, error)
      || !read_text (source, "profile", &options.profile, error)
      || !check_endpoint (source, options.endpoint, error)
      || !sw_hosts_read (source, &hosts, error)
      || !sw_task_row_read_whole (source, "timeout", DEFAULT_TIMEOUT, 1, MAX_TIMEOUT, &timeout,
                                  error))
    return NULL;
  options.timeout = (guint) timeout * 1000;
  self = g_new0 (AwsPerformer, 1);
  sw_performer_init (&self->head, &kind);
  self->client = sw_aws_client_new (&options);
  self->hosts = g_steal_pointer (&hosts);
  return &self->head;
}
