/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-invoke-performer.h"

#include "aws/sw-url-rules.h"
#include "tasks/aws/sw-aws-task.h"
#include "tasks/aws/sw-lambda-texts.h"

/* A function may take so long on AWS: seconds */
#define MAX_TIMEOUT 900

typedef struct
{
  SwPerformer   head;
  SwAwsClient  *client;
  SwLambdaPeer  peer;
  char         *name; /* or NULL: as the definition has it */
} InvokePerformer;

/* By SwLambdaPeer */
static const char *const peers[] = { "lambda", "sam", "rie" };

static const char *
get_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/* What goes to the peer: the function by its name alone, and none of what he refuses */
static SwValue
new_input (InvokePerformer     *self,
           const SwTaskRequest *request)
{
  gboolean arn = request->kind == SW_TASK_LAMBDA;
  const char *reference = arn ? request->resource : get_text (request->input, "FunctionName");
  g_autofree char *qualifier = NULL;
  g_autofree char *name = sw_lambda_dup_name (reference, &qualifier);
  SwValue input = arn ? sw_value_new_object (2) : sw_value_ref (request->input);

  sw_value_set_member (&input, "FunctionName",
                       sw_value_new_string (self->name != NULL ? self->name : name));
  if (arn)
    sw_value_set_member (&input, "Payload", sw_value_ref (request->input));
  if (self->peer == SW_LAMBDA_PEER_LAMBDA)
    {
      if (qualifier != NULL && get_text (input, "Qualifier") == NULL)
        sw_value_set_member (&input, "Qualifier", sw_value_new_string (qualifier));
      return input;
    }
  sw_value_remove_member (&input, "Qualifier");
  sw_value_remove_member (&input, "LogType");
  return input;
}

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  InvokePerformer *self = (InvokePerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  const SwAwsService *service = sw_aws_service_find ("lambda");
  g_auto (SwValue) input = SW_VALUE_INIT;
  SwAwsTask *task;

  if (request->kind != SW_TASK_LAMBDA
      && (g_strcmp0 (request->service, "lambda") != 0 || request->pattern == SW_TASK_RUN_A_JOB
          || !g_str_has_prefix (request->action, "invoke")))
    {
      *cause = g_strdup ("a row for \"invoke\" calls functions alone");
      return SW_PERFORM_NOBODY;
    }
  if (request->kind != SW_TASK_LAMBDA && get_text (request->input, "FunctionName") == NULL)
    {
      *error = g_strdup ("States.Runtime");
      *cause = g_strdup ("The parameter FunctionName must name the function");
      return SW_PERFORM_FAILED;
    }
  input = new_input (self, request);
  task = sw_aws_task_new (call, self->client, service,
                          sw_aws_service_find_operation (service, "invoke"), "lambda", FALSE);
  task->peer = self->peer;
  sw_aws_task_start (task, input);
  return SW_PERFORM_PENDING;
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
  return sw_aws_client_is_local (((InvokePerformer *) head)->client) ? SW_REACH_COMPUTER
                                                                     : SW_REACH_AWS;
}

static char *
describe (SwPerformer *head)
{
  g_autofree char *services = sw_aws_client_describe (((InvokePerformer *) head)->client);

  return g_strdup_printf ("%s (functions of Lambda alone)", services);
}

static void
performer_free (SwPerformer *head)
{
  InvokePerformer *self = (InvokePerformer *) head;

  sw_aws_client_unref (self->client);
  g_free (self->name);
  g_free (self);
}

static gboolean
read_peer (const SwTaskRowSource  *source,
           SwLambdaPeer           *peer,
           GError                **error)
{
  const char *text;

  *peer = SW_LAMBDA_PEER_LAMBDA;
  if (!sw_task_row_read_text (source, "peer", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    if (g_str_equal (text, peers[i]))
      {
        *peer = (SwLambdaPeer) i;
        return TRUE;
      }
  return sw_task_row_refuse (source, error,
                             "\"peer\" must be one of \"lambda\", \"sam\" and \"rie\"");
}

static gboolean
check_url (const SwTaskRowSource  *source,
           const char             *url,
           GError                **error)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL) : NULL;
  g_autoptr (GError) reason = NULL;

  if (uri == NULL)
    return sw_task_row_refuse (source, error,
                               "needs \"url\", the address of what answers as Lambda does: "
                               "\"http://127.0.0.1:3001\"");
  return sw_url_check (uri, SW_URL_NAMED, &reason)
         || sw_task_row_refuse (source, error, "\"url\": %s", reason->message);
}

/**
 * sw_invoke_performer_new:
 * @source: a row
 *
 * Makes who has functions called through Lambda's HTTP API.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set to what is wrong with the row
 */
SwPerformer *
sw_invoke_performer_new (const SwTaskRowSource  *source,
                         GError                **error)
{
  static const SwPerformerKind kind
      = { perform, performer_free, reads, describe, .reach = get_reach };
  SwAwsClientOptions options = { .commands = TRUE };
  InvokePerformer *self;
  SwLambdaPeer peer;
  const char *name;
  gint64 timeout;

  if (!sw_task_row_read_text (source, "url", &options.endpoint, error)
      || !check_url (source, options.endpoint, error)
      || !sw_task_row_read_text (source, "region", &options.region, error)
      || !sw_task_row_read_text (source, "profile", &options.profile, error)
      || !sw_task_row_read_text (source, "name", &name, error)
      || !read_peer (source, &peer, error)
      || !sw_task_row_read_whole (source, "timeout", MAX_TIMEOUT, 1, MAX_TIMEOUT, &timeout, error))
    return NULL;
  options.timeout = (guint) timeout * 1000;
  self = g_new0 (InvokePerformer, 1);
  sw_performer_init (&self->head, &kind);
  self->client = sw_aws_client_new (&options);
  self->peer = peer;
  self->name = g_strdup (name == NULL && peer == SW_LAMBDA_PEER_RIE ? "function" : name);
  return &self->head;
}
