/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-apigateway.h"

#include <string.h>

#include "tasks/aws/sw-aws-texts.h"
#include "tasks/http/sw-web-task.h"

/* "apigateway:invoke": an API of one's own behind API Gateway. */

/* Such APIs as a service; one that does not ask who calls gets no signature. */
#define API \
  .id = "API Gateway", .key = "apigateway", .prefix = "ApiGateway", .endpoint = "execute-api", \
  .protocol = SW_AWS_REST_JSON

static const SwAwsService open_api = { API };
static const SwAwsService signed_api = { API, .signing = "execute-api" };

typedef struct
{
  SwTaskCall  *call;
  SwAwsClient *client;
} Invocation;

static void
invocation_free (Invocation *self)
{
  sw_task_call_unref (self->call);
  sw_aws_client_unref (self->client);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Invocation, invocation_free)

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Invocation) self = data;
  const SwAwsVoice voice = { &open_api, "apigateway", FALSE, "apigateway" };
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *error = NULL, *cause = NULL;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      sw_aws_dup_fault (&voice, fault, &error, &cause);
      sw_task_call_fail (self->call, error, cause);
      return;
    }
  if (sw_aws_answer_is_error (answer))
    {
      sw_web_refuse (self->call, "ApiGateway", answer);
      return;
    }
  output = sw_web_new_output (answer);
  if (sw_task_call_get_request (self->call)->pattern != SW_TASK_CALLBACK)
    sw_task_call_succeed (self->call, output);
  else if (sw_task_call_submit (self->call, output))
    sw_task_call_leave (self->call, SW_TASK_WAITS_FOR_TOKEN);
}

static gboolean
is_signed (SwValue input)
{
  const char *type = sw_web_get_text (input, "AuthType");

  return type != NULL && !g_str_equal (type, "NO_AUTH");
}

/* "/stage/a/b", each part encoded */
static char *
dup_path (SwValue input)
{
  const char *stage = sw_web_get_text (input, "Stage"), *path = sw_web_get_text (input, "Path");
  GString *out = g_string_new (NULL);

  if (stage != NULL && *stage != '\0')
    {
      g_string_append_c (out, '/');
      sw_signer_append_encoded (out, stage, -1, FALSE);
    }
  if (path != NULL && *path != '/')
    g_string_append_c (out, '/');
  if (path != NULL)
    sw_signer_append_encoded (out, path, -1, TRUE);
  if (out->len == 0)
    g_string_append_c (out, '/');
  return g_string_free_and_steal (out);
}

/* The API's own host at AWS; else what stands for it here, which then has all APIs */
static char *
dup_url (SwAwsClient  *client,
         SwValue       input,
         const char   *region,
         GError      **error)
{
  const char *host = sw_web_get_text (input, "ApiEndpoint");
  g_autofree char *url = sw_aws_client_dup_url (client, &open_api, region, error);

  if (url == NULL || !g_str_has_prefix (url, "https://execute-api."))
    return g_steal_pointer (&url);
  if (host != NULL && strpbrk (host, "/?#@ \\") == NULL && strstr (host, ".execute-api.") != NULL
      && (g_str_has_suffix (host, ".amazonaws.com")
          || g_str_has_suffix (host, ".amazonaws.com.cn")))
    return g_strconcat ("https://", host, NULL);
  g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                       "The value of the field 'ApiEndpoint' has an invalid format");
  return NULL;
}

/**
 * sw_apigateway_start:
 * @client: that signs and sends
 * @call: a task of "apigateway:invoke"
 * @error: (out): as of sw_performer_perform()
 * @cause: (out): likewise
 *
 * Calls an API.
 *
 * Returns: what came of it so far
 */
SwPerformResult
sw_apigateway_start (SwAwsClient  *client,
                     SwTaskCall   *call,
                     char        **error,
                     char        **cause)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  const SwTaskContext *context = sw_task_call_get_context (call);
  g_autofree char *region
      = sw_aws_client_dup_region (client, context != NULL ? context->region : NULL);
  g_autofree char *path = dup_path (request->input), *url = NULL;
  g_autoptr (SwAwsRequest) web = NULL;
  g_autoptr (GError) reason = NULL;
  Invocation *self;

  url = dup_url (client, request->input, region, &reason);
  if (url == NULL && g_error_matches (reason, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG))
    {
      *cause = g_strdup (reason->message);
      return SW_PERFORM_NOBODY;
    }
  if (url != NULL)
    web = sw_web_read_request (request->input, path, &reason);
  if (web == NULL)
    {
      *error = g_strdup ("States.Runtime");
      *cause = sw_web_dup_refusal (request->input, reason);
      return SW_PERFORM_FAILED;
    }
  self = g_new0 (Invocation, 1);
  self->call = sw_task_call_ref (call);
  self->client = sw_aws_client_ref (client);
  sw_aws_client_send_async (client, is_signed (request->input) ? &signed_api : &open_api, url,
                            g_steal_pointer (&web), region, sw_task_call_get_cancellable (call),
                            on_answer, self);
  return SW_PERFORM_PENDING;
}
