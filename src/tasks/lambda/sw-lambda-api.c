/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-api.h"

#include <string.h>

#include <libsoup/soup.h>

#include "tasks/lambda/sw-lambda-stream.h"

#define PREFIX "/2018-06-01/runtime"
#define INVOCATION PREFIX "/invocation/"
/* What Lambda takes as a synchronous result at most, bytes (6 MB and room for its envelope) */
#define MOST_BODY 6291556

#define TAKEN "{\"status\":\"OK\"}"
#define TOO_LARGE                                             \
  "{\"errorMessage\":\"The result is larger than Lambda takes\"," \
  "\"errorType\":\"RequestEntityTooLarge\"}"

struct _SwLambdaApi
{
  const SwLambdaApiFuncs *funcs;
  gpointer                owner;
  SoupServer             *server;
  guint                   port;
  SoupServerMessage      *waiting;    /* a poll without an event yet; else NULL */
  char                   *request_id; /* of the event offered or delivered; else NULL */
  char                   *function_arn;
  GBytes                 *event;      /* offered; NULL once it is delivered */
  char                   *client;     /* its client context, or NULL */
  guint                   timeout;    /* of the event, milliseconds */
  SwLambdaStream         *stream;     /* of a result that comes in pieces, or NULL */
};

static void
reply (SoupServerMessage *message,
       guint              status,
       const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
refuse (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *words)
{
  g_autofree char *body
      = g_strdup_printf ("{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}", words, type);

  reply (message, status, body);
}

static void
set_event_headers (SwLambdaApi        *self,
                   SoupMessageHeaders *headers)
{
  gint64 now = g_get_real_time ();
  g_autofree char *deadline
      = g_strdup_printf ("%" G_GINT64_FORMAT, now / 1000 + (gint64) self->timeout);
  g_autofree char *trace = g_strdup_printf (
      "Root=1-%08x-%.8s%.4s%.4s%.8s;Parent=%.8s%.8s;Sampled=0",
      (guint) (now / G_USEC_PER_SEC), self->request_id, self->request_id + 9, self->request_id + 14,
      self->request_id + 24, self->request_id + 24, self->request_id);

  soup_message_headers_replace (headers, "Lambda-Runtime-Aws-Request-Id", self->request_id);
  soup_message_headers_replace (headers, "Lambda-Runtime-Deadline-Ms", deadline);
  soup_message_headers_replace (headers, "Lambda-Runtime-Invoked-Function-Arn", self->function_arn);
  soup_message_headers_replace (headers, "Lambda-Runtime-Trace-Id", trace);
  if (self->client != NULL)
    soup_message_headers_replace (headers, "Lambda-Runtime-Client-Context", self->client);
}

/* Gives the offered event to the poll that waits, if both are there. */
static void
deliver (SwLambdaApi *self)
{
  g_autoptr (SoupServerMessage) message = NULL;
  g_autoptr (GBytes) event = NULL;

  if (self->waiting == NULL || self->event == NULL)
    return;
  message = g_steal_pointer (&self->waiting);
  event = g_steal_pointer (&self->event);
  g_signal_handlers_disconnect_by_data (message, self);
  set_event_headers (self, soup_server_message_get_response_headers (message));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (event, NULL), g_bytes_get_size (event));
  soup_server_message_unpause (message);
  self->funcs->delivered (self->owner);
}

static void
poll_lost (SoupServerMessage *message,
           gpointer           data)
{
  SwLambdaApi *self = data;

  g_signal_handlers_disconnect_by_data (message, self);
  if (self->waiting == message)
    g_clear_object (&self->waiting);
}

static void
serve_next (SwLambdaApi       *self,
            SoupServerMessage *message)
{
  if (self->waiting != NULL || (self->request_id != NULL && self->event == NULL))
    {
      refuse (message, SOUP_STATUS_FORBIDDEN, "InvalidStateTransition",
              "The last event has not been answered");
      return;
    }
  self->waiting = g_object_ref (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (poll_lost), self);
  soup_server_message_pause (message);
  if (self->event != NULL)
    deliver (self);
  else
    self->funcs->idle (self->owner);
}

static void
end_event (SwLambdaApi     *self,
           SwLambdaApiKind  kind,
           GBytes          *body)
{
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->event, g_bytes_unref);
  self->funcs->answered (self->owner, kind, body);
}

/* Takes an answer and ends its event. */
static void
take (SwLambdaApi       *self,
      SoupServerMessage *message,
      SwLambdaApiKind    kind)
{
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) body = NULL;

  if (kind == SW_LAMBDA_API_RESPONSE && request->length > MOST_BODY)
    {
      kind = SW_LAMBDA_API_TOO_LARGE;
      reply (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
    }
  else
    {
      reply (message, SOUP_STATUS_ACCEPTED, TAKEN);
      body = request->length > MOST_BODY ? g_bytes_new (NULL, 0) : soup_message_body_flatten (request);
    }
  end_event (self, kind, body);
}

/* A result may come in pieces; there is no other mode. */
static gboolean
is_mode_known (SoupServerMessage *message,
               gboolean          *streams)
{
  const char *mode = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Lambda-Runtime-Function-Response-Mode");

  *streams = mode != NULL && g_ascii_strcasecmp (mode, "streaming") == 0;
  return mode == NULL || *streams;
}

static void
serve_answer (SwLambdaApi       *self,
              SoupServerMessage *message,
              const char        *rest)
{
  g_auto (GStrv) parts = g_strsplit (rest, "/", -1);
  gboolean response = parts[0] != NULL && g_strcmp0 (parts[1], "response") == 0, streams;

  if (parts[0] == NULL || parts[1] == NULL || parts[2] != NULL
      || (!response && !g_str_equal (parts[1], "error")))
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else if (self->request_id == NULL || self->event != NULL || self->stream != NULL)
    refuse (message, SOUP_STATUS_FORBIDDEN, "InvalidStateTransition",
            "There is no event to be answered");
  else if (!g_str_equal (parts[0], self->request_id))
    refuse (message, SOUP_STATUS_BAD_REQUEST, "InvalidRequestID", "Invalid request ID");
  else if (response && !is_mode_known (message, &streams))
    refuse (message, SOUP_STATUS_BAD_REQUEST, "InvalidFunctionResponseMode",
            "Invalid function response mode");
  else
    take (self, message, response ? SW_LAMBDA_API_RESPONSE : SW_LAMBDA_API_ERROR);
}

static void
serve_init_error (SwLambdaApi       *self,
                  SoupServerMessage *message)
{
  if (self->request_id != NULL && self->event == NULL)
    refuse (message, SOUP_STATUS_FORBIDDEN, "InvalidStateTransition",
            "The function has already begun");
  else if (self->request_id == NULL)
    reply (message, SOUP_STATUS_ACCEPTED, TAKEN);
  else
    take (self, message, SW_LAMBDA_API_INIT_ERROR);
}

static void
serve (SoupServer        *server,
       SoupServerMessage *message,
       const char        *path,
       GHashTable        *query,
       gpointer           data)
{
  SwLambdaApi *self = data;
  gboolean get = g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_GET);
  gboolean post = g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_POST);

  if (get && g_str_equal (path, PREFIX "/invocation/next"))
    serve_next (self, message);
  else if (post && g_str_equal (path, PREFIX "/init/error"))
    serve_init_error (self, message);
  else if (post && g_str_has_prefix (path, INVOCATION))
    serve_answer (self, message, path + strlen (INVOCATION));
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

/* A body beyond the limit is not gathered: its length is enough to know. */
static void
got_chunk (SoupServerMessage *message,
           GBytes            *chunk,
           gpointer           data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length > MOST_BODY)
    soup_message_body_set_accumulate (body, FALSE);
}

static void
stream_came (GBytes   *body,
             GBytes   *report,
             gpointer  data)
{
  SwLambdaApi *self = data;
  g_autoptr (SwLambdaStream) stream = g_steal_pointer (&self->stream);

  if (report != NULL || body != NULL)
    sw_lambda_stream_answer (stream, SOUP_STATUS_ACCEPTED, TAKEN);
  else
    sw_lambda_stream_answer (stream, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
  if (report != NULL)
    end_event (self, SW_LAMBDA_API_ERROR, report);
  else
    end_event (self, body != NULL ? SW_LAMBDA_API_RESPONSE : SW_LAMBDA_API_TOO_LARGE, body);
}

/* Whether a request is the result of the present event, in pieces */
static gboolean
is_stream (SwLambdaApi       *self,
           SoupServerMessage *message,
           const char        *path)
{
  g_autofree char *own = g_strdup_printf (INVOCATION "%s/response", self->request_id);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean streams;

  return self->request_id != NULL && self->event == NULL && self->stream == NULL
         && g_str_equal (path, own) && is_mode_known (message, &streams) && streams
         && g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_POST)
         && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED
         && soup_message_headers_get_expectations (headers) == 0;
}

static void
begin (SoupServer        *server,
       SoupServerMessage *message,
       const char        *path,
       GHashTable        *query,
       gpointer           data)
{
  SwLambdaApi *self = data;

  if (is_stream (self, message, path))
    self->stream = sw_lambda_stream_new (soup_server_message_steal_connection (message), MOST_BODY,
                                         stream_came, self);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), NULL);
}

/**
 * sw_lambda_api_new:
 * @funcs: what is said to the owner; static
 * @owner: their first argument; has to outlive the API
 * @error: set where no port can be had
 *
 * Serves the Runtime API on a free port of 127.0.0.1.
 *
 * Returns: (transfer full): the API, or %NULL
 */
SwLambdaApi *
sw_lambda_api_new (const SwLambdaApiFuncs  *funcs,
                   gpointer                 owner,
                   GError                 **error)
{
  g_autoptr (SwLambdaApi) self = g_new0 (SwLambdaApi, 1);
  GSList *uris;

  self->funcs = funcs;
  self->owner = owner;
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_early_handler (self->server, NULL, begin, self, NULL);
  soup_server_add_handler (self->server, NULL, serve, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return g_steal_pointer (&self);
}

/**
 * sw_lambda_api_free:
 *
 * Closes the port; a poll that waits is cut off.
 */
void
sw_lambda_api_free (SwLambdaApi *self)
{
  if (self->waiting != NULL)
    g_signal_handlers_disconnect_by_data (self->waiting, self);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->stream, sw_lambda_stream_free);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_clear_pointer (&self->event, g_bytes_unref);
  g_free (self->client);
  g_free (self->request_id);
  g_free (self->function_arn);
  g_free (self);
}

/**
 * sw_lambda_api_get_port:
 *
 * Returns: where it is served on 127.0.0.1
 */
guint
sw_lambda_api_get_port (const SwLambdaApi *self)
{
  return self->port;
}

/**
 * sw_lambda_api_offer:
 * @request_id: a UUID
 * @function_arn: the function as it was called
 * @timeout: how long it has, milliseconds from when it has the event
 * @event: what it is; copied
 *
 * Offers an event to the process, which takes it now or with its next poll.
 */
void
sw_lambda_api_offer (SwLambdaApi         *self,
                     const char          *request_id,
                     const char          *function_arn,
                     guint                timeout,
                     const SwLambdaEvent *event)
{
  g_return_if_fail (self->request_id == NULL);

  self->request_id = g_strdup (request_id);
  g_set_str (&self->function_arn, function_arn);
  self->timeout = timeout;
  self->event = g_bytes_ref (event->payload);
  g_set_str (&self->client, event->client);
  deliver (self);
}
