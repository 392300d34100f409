/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-client-private.h"

#include <string.h>

/* One call: find the keys, sign, send, read; sign again where the clock is wrong, send again where
 * that cannot have an effect of its own. */

/* A request is sent at most so often: AWS's clients try three times as well. */
#define MAX_ATTEMPTS 3

/* Milliseconds before the second attempt; before the third it is double */
#define FIRST_DELAY 100

typedef struct
{
  SwAwsClient          *client;
  const SwAwsService   *service;
  const SwAwsOperation *operation; /* NULL: the answer is not read */
  SwAwsRequest         *request;
  char                 *url;       /* of the endpoint */
  char                 *region;
  SwCredentials        *credentials;
  gsize                 limit;
  gint64                skew;      /* microseconds: the server's clock less ours */
  guint                 attempts;
  gboolean              resigned;
} Call;

static void sign_and_send (GTask *take_task);

static void
call_free (gpointer data)
{
  Call *self = data;

  g_clear_pointer (&self->request, sw_aws_request_free);
  g_clear_pointer (&self->credentials, sw_credentials_unref);
  g_free (self->url);
  g_free (self->region);
  sw_aws_client_unref (self->client);
  g_free (self);
}

/* The codes by which services say that they have too much to do */
static gboolean
is_throttled (const SwAwsAnswer *answer)
{
  static const char *const codes[] = {
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
    "RequestThrottled", "TooManyRequestsException", "ProvisionedThroughputExceededException",
    "RequestLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete",
    "BandwidthLimitExceeded", "TransactionInProgressException", "EC2ThrottledException", NULL,
  };

  return answer->status == 429 || (answer->code != NULL && g_strv_contains (codes, answer->code));
}

static gboolean
on_delay_over (gpointer data)
{
  sign_and_send (g_object_ref (data));
  return G_SOURCE_REMOVE;
}

static void
send_again (GTask *task)
{
  Call *self = g_task_get_task_data (task);
  g_autoptr (GSource) delay
      = g_timeout_source_new (FIRST_DELAY << (self->attempts - 1));

  g_source_set_callback (delay, on_delay_over, g_object_ref (task), g_object_unref);
  g_source_attach (delay, g_main_context_get_thread_default ());
}

/* Whether the server found that the request is of another time. Then its own time is told by the
 * answer's Date, and signing once more with that is right. */
static gboolean
learn_time (Call              *self,
            const SwAwsAnswer *answer)
{
  static const char *const codes[] = { "RequestTimeTooSkewed", "RequestExpired",
                                       "RequestInTheFuture", NULL };
  const char *told = sw_aws_answer_get_header (answer, "Date");
  g_autoptr (GDateTime) date = told != NULL ? soup_date_time_new_from_http_string (told) : NULL;

  if (self->resigned || date == NULL || answer->code == NULL
      || !g_strv_contains (codes, answer->code))
    return FALSE;
  self->skew = g_date_time_to_unix (date) * G_USEC_PER_SEC - g_get_real_time ();
  self->resigned = TRUE;
  return TRUE;
}

/* Keys that a service no longer takes are asked for anew at the next call. */
static void
notice_expiry (Call              *self,
               const SwAwsAnswer *answer)
{
  static const char *const codes[] = { "ExpiredToken", "ExpiredTokenException",
                                       "TokenRefreshRequired", NULL };

  if (self->client->identity != NULL && answer->code != NULL
      && g_strv_contains (codes, answer->code))
    sw_aws_identity_forget (self->client->identity, self->credentials);
}

static gboolean
may_repeat (const Call *self)
{
  return self->operation != NULL && sw_aws_operation_only_reads (self->operation)
         && self->attempts < MAX_ATTEMPTS;
}

static void
read_answer (GTask       *task,
             SwAwsAnswer *take_answer)
{
  g_autoptr (SwAwsAnswer) answer = take_answer;
  Call *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (self->operation != NULL && !sw_aws_answer_is_error (answer)
      && !sw_aws_answer_read (answer, self->service, self->operation, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) sw_aws_answer_free);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Call *self = g_task_get_task_data (task);
  g_autoptr (SwAwsAnswer) answer = NULL;
  gboolean written;
  GError *error = NULL;

  answer = sw_http_send_finish (result, &written, &error);
  if (answer == NULL)
    {
      gboolean unheard = !written && g_error_matches (error, SW_AWS_ERROR, SW_AWS_ERROR_NETWORK)
                         && self->attempts < MAX_ATTEMPTS;

      if (!unheard)
        g_task_return_error (task, error);
      else
        {
          g_error_free (error);
          send_again (task);
        }
      return;
    }
  if (sw_aws_answer_is_error (answer) && self->operation != NULL)
    sw_aws_answer_read_error (answer);
  notice_expiry (self, answer);
  if (learn_time (self, answer))
    sign_and_send (g_steal_pointer (&task));
  else if (sw_aws_answer_is_error (answer) && may_repeat (self)
           && (answer->status >= 500 || is_throttled (answer)))
    send_again (task);
  else
    read_answer (task, g_steal_pointer (&answer));
}

/* The header fields that are signed with a request: all of its own, where it goes, and when */
static void
sign (Call        *self,
      SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);
  SoupMessageHeaders *fields = soup_message_get_request_headers (message);
  gboolean s3 = g_str_equal (self->service->signing, "s3");
  const char *token = sw_credentials_get_session_token (self->credentials);
  g_autofree char *date = sw_signer_dup_date (g_get_real_time () + self->skew);
  g_autofree char *hash
      = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->request->body);
  g_autofree char *host = sw_http_dup_host (uri), *value = NULL;
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (SwHeader));
  SwHeader own[] = { { "Host", host }, { "X-Amz-Date", date },
                     { "X-Amz-Security-Token", token }, { "X-Amz-Content-SHA256", hash } };
  SwSigningScope scope = { self->service->region != NULL ? self->service->region : self->region,
                           self->service->signing, s3 };
  SwSigningRequest request = { soup_message_get_method (message), g_uri_get_path (uri),
                               g_uri_get_query (uri), .body_hash = hash };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (own[i].value != NULL && (i < 3 || s3))
      {
        g_array_append_val (headers, own[i]);
        soup_message_headers_replace (fields, own[i].name, own[i].value);
      }
  g_array_append_vals (headers, self->request->headers->data, self->request->headers->len);
  request.headers = (const SwHeader *) (void *) headers->data;
  request.n_headers = headers->len;
  value = sw_signer_dup_authorization (&request, &scope, self->credentials, date);
  soup_message_headers_replace (fields, "Authorization", value);
}

static char *
dup_target (const Call *self)
{
  return g_strconcat (self->url, self->request->path, self->request->query->len > 0 ? "?" : "",
                      self->request->query->str, NULL);
}

static void
sign_and_send (GTask *take_task)
{
  g_autoptr (GTask) task = take_task;
  Call *self = g_task_get_task_data (task);
  g_autofree char *target = dup_target (self);
  SwHttpLimits limits = { SW_URL_NAMED, self->limit, self->client->timeout };
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;

  message = sw_http_message_new (self->request->method, target, self->request->headers,
                                 self->request->body, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->attempts++;
  if (self->credentials != NULL)
    sign (self, message);
  sw_http_send_async (self->client->session, message, &limits, cancellable, on_answer,
                      g_steal_pointer (&task));
}

static void
on_credentials (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  Call *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->credentials = sw_aws_identity_get_finish (self->client->identity, result, &error);
  if (self->credentials == NULL)
    g_task_return_error (task, error);
  else
    sign_and_send (g_steal_pointer (&task));
}

/* Where the request goes to may be asked for keys; what is no address is not. */
static void
start (GTask *task)
{
  Call *self = g_task_get_task_data (task);
  g_autoptr (GUri) uri = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, NULL);
  GError *error = NULL;

  if (uri == NULL)
    g_task_return_new_error (task, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG,
                             "\"%s\" is not the address of an endpoint", self->url);
  else if (!sw_url_check (uri, SW_URL_NAMED, &error))
    g_task_return_error (task, error);
  else if (self->service->signing == NULL)
    sign_and_send (g_object_ref (task));
  else
    sw_aws_identity_get_async (sw_aws_client_get_identity (self->client, uri),
                               g_task_get_cancellable (task), on_credentials, g_object_ref (task));
}

/**
 * sw_aws_client_send_async:
 * @service: whose name is signed with; one without a name for that is sent to as it is
 * @url: where it goes to, without path
 * @take_request: (transfer full): what goes there
 * @region: that is signed for
 * @callback: (scope async): calls sw_aws_client_call_finish(); it gets the answer as it came,
 *   whatever its status
 *
 * Sends a request that is no operation of the tables, signed.
 */
void
sw_aws_client_send_async (SwAwsClient         *self,
                          const SwAwsService  *service,
                          const char          *url,
                          SwAwsRequest        *take_request,
                          const char          *region,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->client = sw_aws_client_ref (self);
  call->service = service;
  call->request = take_request;
  call->url = g_strdup (url);
  call->region = g_strdup (region);
  call->limit = SW_AWS_LIMIT_TASK;
  g_task_set_task_data (task, call, call_free);
  start (task);
}

/**
 * sw_aws_client_call_async:
 * @operation: of @service
 * @input: its parameters, as a state machine has them
 * @region: (nullable): where nothing else says one
 * @limit: bytes of the answer, SW_AWS_LIMIT_TASK
 * @callback: (scope async): calls sw_aws_client_call_finish()
 *
 * Calls an operation. It is sent a second time only where it cannot have arrived, or only reads.
 */
void
sw_aws_client_call_async (SwAwsClient          *self,
                          const SwAwsService   *service,
                          const SwAwsOperation *operation,
                          SwValue               input,
                          const char           *region,
                          gsize                 limit,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);
  GError *error = NULL;

  call->client = sw_aws_client_ref (self);
  call->service = service;
  call->operation = operation;
  call->limit = limit;
  g_task_set_task_data (task, call, call_free);
  call->region = sw_aws_client_dup_region (self, region);
  call->url = sw_aws_client_dup_url (self, service, call->region, &error);
  if (call->url != NULL)
    call->request = sw_aws_request_new (service, operation, input, &error);
  if (call->request == NULL)
    g_task_return_error (task, error);
  else
    start (task);
}

/**
 * sw_aws_client_call_finish:
 *
 * Returns: (transfer full): the answer, which may be an error of the service; %NULL with @error set
 *   where there is none
 */
SwAwsAnswer *
sw_aws_client_call_finish (SwAwsClient   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
