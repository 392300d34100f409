/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-http-performer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aws/sw-http.h"
#include "json/sw-text.h"
#include "tasks/aws/sw-aws-texts.h"
#include "tasks/http/sw-connections.h"
#include "tasks/http/sw-hosts.h"
#include "tasks/http/sw-tokens.h"
#include "tasks/http/sw-web-task.h"
#include "tasks/http/sw-web-trace.h"

/* AWS's quota: seconds */
#define MAX_TIMEOUT 60

typedef struct
{
  SwPerformer  head;
  SoupSession *session;
  SwHosts     *hosts; /* or NULL: public ones */
  guint        timeout;
} HttpPerformer;

/* One HTTP Task; keeps its performer, which has the session */
typedef struct
{
  HttpPerformer *performer;
  SwTaskCall    *call;
  SwConnection  *connection; /* or NULL */
  SwAwsRequest  *request;
  char          *url;        /* without the query that the request adds */
  SwUrlRules     rules;
  char          *kept_token; /* that the request has from earlier on, or NULL */
  gboolean       renewed;    /* its first token was refused */
} Invocation;

static void
invocation_free (Invocation *self)
{
  sw_performer_unref (&self->performer->head);
  sw_task_call_unref (self->call);
  g_clear_pointer (&self->connection, sw_connection_free);
  g_clear_pointer (&self->request, sw_aws_request_free);
  sw_wipe_free (self->kept_token);
  g_free (self->url);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Invocation, invocation_free)

/* What an answer says, without the secrets of the connection in it, unless somebody who tries the
 * task by itself wants to see them */
static char *
dup_masked (const Invocation *self,
            const char       *text)
{
  const SwTaskTrace *trace = sw_task_call_get_trace (self->call);

  return self->connection != NULL && (trace == NULL || !trace->reveals)
             ? sw_connection_mask (self->connection, text)
             : g_strdup (text);
}

static void
fail (Invocation *self,
      const char *error,
      const char *cause)
{
  g_autofree char *masked = dup_masked (self, cause);

  sw_task_call_fail (self->call, error, masked);
}

static void
fail_fault (Invocation   *self,
            const GError *fault)
{
  g_autofree char *cause = NULL;

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (fault, SW_AWS_ERROR, SW_AWS_ERROR_TOO_LARGE))
    {
      cause = sw_aws_dup_too_large ("http:invoke");
      fail (self, "States.DataLimitExceeded", cause);
      return;
    }
  fail (self, "States.Http.Socket", fault->message);
}

static void ask_token (Invocation *take_self);

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Invocation) self = data;
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *text = NULL, *masked = NULL, *error = NULL;

  answer = sw_http_send_finish (result, NULL, &fault);
  if (answer == NULL)
    {
      fail_fault (self, fault);
      return;
    }
  /* A token may be taken back before its time. */
  if (answer->status == SOUP_STATUS_UNAUTHORIZED && self->kept_token != NULL)
    {
      self->renewed = TRUE;
      sw_token_forget (self->connection, self->kept_token);
      ask_token (g_steal_pointer (&self));
      return;
    }
  sw_web_trace_response (self->call, answer, self->url, self->connection);
  output = sw_web_new_output (answer);
  text = sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
  if (sw_aws_answer_is_error (answer))
    {
      error = g_strdup_printf ("States.Http.StatusCode.%u", answer->status);
      fail (self, error, text);
      return;
    }
  masked = dup_masked (self, text);
  if (!g_str_equal (masked, text))
    {
      sw_value_clear (&output);
      if (!sw_value_from_text (masked, -1, SW_TEXT_DEFAULT, &output, NULL))
        g_return_if_reached ();
    }
  sw_task_call_succeed (self->call, output);
}

static void
send_request (Invocation *take_self)
{
  g_autoptr (Invocation) self = take_self;
  SwHttpLimits limits = { self->rules, SW_AWS_LIMIT_TASK, self->performer->timeout };
  g_autofree char *url = sw_web_dup_url (self->url, self->request);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  sw_web_trace_request (self->call, TRUE, self->request, self->url);
  message = sw_http_message_new (self->request->method, url, self->request->headers,
                                 self->request->body, &error);
  if (message == NULL)
    {
      fail_fault (self, error);
      return;
    }
  sw_http_send_async (self->performer->session, message, &limits,
                      sw_task_call_get_cancellable (self->call), on_answer, self);
  g_steal_pointer (&self);
}

static void
on_token (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Invocation) self = data;
  g_autoptr (GError) fault = NULL;
  gboolean kept;
  char *token = sw_token_get_finish (result, &kept, &fault);

  g_clear_pointer (&self->kept_token, sw_wipe_free);
  if (token == NULL)
    {
      fail_fault (self, fault);
      return;
    }
  sw_connection_apply_token (self->connection, self->request, token);
  if (kept && !self->renewed)
    self->kept_token = g_steal_pointer (&token);
  sw_wipe_free (token);
  send_request (g_steal_pointer (&self));
}

static void
ask_token (Invocation *take_self)
{
  sw_token_get_async (take_self->connection, take_self->performer->session,
                      take_self->performer->timeout,
                      sw_task_call_get_cancellable (take_self->call), on_token, take_self);
}

/* Recorded with both names: Authentication is the newer one. */
static const char *
get_connection (SwValue input)
{
  const char *arn
      = sw_web_get_text (sw_value_get_member (input, "Authentication"), "ConnectionArn");

  return arn != NULL
             ? arn
             : sw_web_get_text (sw_value_get_member (input, "InvocationConfig"), "ConnectionArn");
}

/* What AWS adds to each request */
static void
add_standard (Invocation *self)
{
  const SwTaskContext *context = sw_task_call_get_context (self->call);
  const char *region = context != NULL && context->region != NULL ? context->region : "us-east-1";
  g_autofree char *agent = g_strconcat ("Amazon|StepFunctions|HttpInvoke|", region, NULL);

  sw_aws_request_set_header (self->request, "User-Agent", agent);
  if (sw_aws_request_get_header (self->request, "Range") == NULL)
    sw_aws_request_set_header (self->request, "Range", "bytes=0-262144");
}

/* Reads the parameters into an invocation. *CONNECTION: the name of the one it needs, or NULL */
static gboolean
prepare (Invocation  *self,
         SwValue      input,
         char       **connection,
         GError     **error)
{
  const char *url = sw_web_get_text (input, "ApiEndpoint"), *arn = get_connection (input);
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (uri == NULL)
    {
      g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                           "The value of the field 'ApiEndpoint' has an invalid format");
      return FALSE;
    }
  self->url = g_strdup (url);
  self->request = sw_web_read_request (input, "/", error);
  if (self->request == NULL
      || !sw_hosts_find_rules (self->performer->hosts, uri, &self->rules, error))
    return FALSE;
  add_standard (self);
  sw_web_trace_request (self->call, FALSE, self->request, self->url);
  *connection = arn != NULL ? sw_connection_dup_name (arn) : NULL;
  return TRUE;
}

/* Why a request cannot be made, as error name and cause */
static void
tell_refusal (Invocation    *self,
              const GError  *reason,
              char         **error,
              char         **cause)
{
  SwValue input = sw_task_call_get_request (self->call)->input;
  gboolean wrong = g_error_matches (reason, SW_AWS_ERROR, SW_AWS_ERROR_INPUT);

  *error = g_strdup (wrong ? "States.Runtime" : "States.Http.Socket");
  *cause = wrong ? sw_web_dup_refusal (input, reason) : g_strdup (reason->message);
}

static void
on_connection (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (Invocation) self = data;
  g_autoptr (GError) reason = NULL;
  g_autofree char *error = NULL, *cause = NULL;

  self->connection = sw_connection_find_finish (result, &reason);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->connection == NULL || !sw_connection_apply (self->connection, self->request, &reason))
    {
      tell_refusal (self, reason, &error, &cause);
      fail (self, error, cause);
    }
  else if (sw_connection_get_kind (self->connection) == SW_CONNECTION_OAUTH)
    ask_token (g_steal_pointer (&self));
  else
    send_request (g_steal_pointer (&self));
}

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  g_autoptr (Invocation) self = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *connection = NULL;

  if (g_strcmp0 (request->service, "http") != 0)
    {
      *cause = g_strdup ("a row for \"http\" performs HTTP Tasks alone");
      return SW_PERFORM_NOBODY;
    }
  self = g_new0 (Invocation, 1);
  self->performer = (HttpPerformer *) sw_performer_ref (head);
  self->call = sw_task_call_ref (call);
  if (!prepare (self, request->input, &connection, &reason))
    {
      tell_refusal (self, reason, error, cause);
      return SW_PERFORM_FAILED;
    }
  if (connection != NULL)
    sw_connection_find_async (connection, sw_task_call_get_cancellable (call), on_connection,
                              g_steal_pointer (&self));
  else
    send_request (g_steal_pointer (&self));
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
  return SW_REACH_NETWORK;
}

static char *
describe (SwPerformer *head)
{
  HttpPerformer *self = (HttpPerformer *) head;

  return self->hosts != NULL ? g_strdup_printf (_("calls %s over HTTP"),
                                                sw_hosts_get_names (self->hosts))
                             : g_strdup (_("calls any public address over HTTPS"));
}

static void
performer_free (SwPerformer *head)
{
  HttpPerformer *self = (HttpPerformer *) head;

  g_object_unref (self->session);
  g_clear_pointer (&self->hosts, sw_hosts_free);
  g_free (self);
}

/**
 * sw_http_performer_new:
 * @source: a row
 *
 * Makes who performs HTTP Tasks.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set to what is wrong with the row
 */
SwPerformer *
sw_http_performer_new (const SwTaskRowSource  *source,
                       GError                **error)
{
  static const SwPerformerKind kind
      = { perform, performer_free, reads, describe, .reach = get_reach };
  g_autoptr (SwHosts) hosts = NULL;
  HttpPerformer *self;
  gint64 timeout;

  if (!sw_hosts_read (source, &hosts, error)
      || !sw_task_row_read_whole (source, "timeout", MAX_TIMEOUT, 1, MAX_TIMEOUT, &timeout, error))
    return NULL;
  self = g_new0 (HttpPerformer, 1);
  sw_performer_init (&self->head, &kind);
  self->session = sw_http_session_new (NULL);
  self->hosts = g_steal_pointer (&hosts);
  self->timeout = (guint) timeout * 1000;
  return &self->head;
}
