/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-http.h"

#define CHUNK 65536

typedef struct
{
  SoupMessage  *message;
  SwHttpLimits  limits;
  GCancellable *cancellable; /* of this exchange alone */
  GCancellable *outer;       /* the caller's, or NULL */
  gulong        outer_id;
  GSource      *timeout;
  GInputStream *stream;
  GByteArray   *body;
  GError       *refused;     /* why it was given up, where it was us */
  gboolean      written;     /* the server may have the request */
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_signal_handlers_disconnect_by_data (self->message, self);
  if (self->outer_id != 0)
    g_cancellable_disconnect (self->outer, self->outer_id);
  if (self->timeout != NULL)
    {
      g_source_destroy (self->timeout);
      g_source_unref (self->timeout);
    }
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_error (&self->refused);
  g_byte_array_unref (self->body);
  g_free (self);
}

/* Whether a server's certificate is for its name, and from the session's own authority */
static gboolean
on_certificate (SoupMessage          *message,
                GTlsCertificate      *certificate,
                GTlsCertificateFlags  wrong,
                gpointer              authority)
{
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) host
      = g_network_address_new (g_uri_get_host (uri), (guint16) g_uri_get_port (uri));

  return g_tls_certificate_verify (certificate, host, authority) == G_TLS_CERTIFICATE_NO_FLAGS;
}

static void
on_queued (SoupSession *session,
           SoupMessage *message,
           gpointer     authority)
{
  g_signal_connect_object (message, "accept-certificate", G_CALLBACK (on_certificate), authority,
                           G_CONNECT_DEFAULT);
}

/**
 * sw_http_session_new:
 * @authority: (nullable): who vouches for servers; %NULL: those that the computer trusts
 *
 * Returns: (transfer full): a session for the functions below
 */
SoupSession *
sw_http_session_new (GTlsCertificate *authority)
{
  /* Each exchange has a time for all of it: an answer may stand still until a function ends. */
  SoupSession *session = soup_session_new_with_options ("timeout", 0, "max-conns", 256,
                                                        "max-conns-per-host", 64, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  if (authority == NULL)
    return session;
  /* Without a database nobody is trusted, and each certificate is asked about. */
  soup_session_set_tls_database (session, NULL);
  g_signal_connect_object (session, "request-queued", G_CALLBACK (on_queued), authority,
                           G_CONNECT_DEFAULT);
  /* A signal's object is not kept by it. */
  g_object_set_data_full (G_OBJECT (session), "authority", g_object_ref (authority),
                          g_object_unref);
  return session;
}

/**
 * sw_http_dup_host:
 *
 * Returns: (transfer full): what the header Host says of @uri: with the port where it is not the
 *   scheme's own
 */
char *
sw_http_dup_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean plain = g_str_equal (g_uri_get_scheme (uri), "http");
  gboolean v6 = strchr (host, ':') != NULL;
  int port = g_uri_get_port (uri);

  if (port < 0 || port == (plain ? 80 : 443))
    return g_strdup_printf ("%s%s%s", v6 ? "[" : "", host, v6 ? "]" : "");
  return g_strdup_printf ("%s%s%s:%d", v6 ? "[" : "", host, v6 ? "]" : "", port);
}

/**
 * sw_http_message_new:
 * @method: of HTTP
 * @url: where to
 * @headers: (element-type SwHeader) (nullable): all but Host and those of the body's length
 * @body: its bytes, may be empty
 *
 * Returns: (transfer full): the request, or %NULL with @error set where @url is none
 */
SoupMessage *
sw_http_message_new (const char    *method,
                     const char    *url,
                     const GArray  *headers,
                     GBytes        *body,
                     GError       **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *host = NULL, *type = NULL;
  SoupMessageHeaders *fields;
  SoupMessage *message;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT, "\"%s\" is not an address", url);
      return NULL;
    }
  message = soup_message_new_from_uri (method, uri);
  fields = soup_message_get_request_headers (message);
  host = sw_http_dup_host (soup_message_get_uri (message));
  soup_message_headers_replace (fields, "Host", host);
  for (guint i = 0; headers != NULL && i < headers->len; i++)
    {
      const SwHeader *header = &g_array_index (headers, SwHeader, i);

      soup_message_headers_append (fields, header->name, header->value);
    }
  if (soup_message_headers_get_one (fields, "User-Agent") == NULL)
    soup_message_headers_append (fields, "User-Agent", "Stepwright");
  /* The type is set anew with the body: it must not be the header's own text. */
  type = g_strdup (soup_message_headers_get_one (fields, "Content-Type"));
  if (g_bytes_get_size (body) > 0)
    soup_message_set_request_body_from_bytes (message, type, body);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  return message;
}

/* Gives the exchange up for a reason of ours. */
static void
give_up (Exchange *self,
         GError   *take_reason)
{
  if (self->refused == NULL)
    self->refused = take_reason;
  else
    g_error_free (take_reason);
  g_cancellable_cancel (self->cancellable);
}

static gboolean
on_timeout (gpointer data)
{
  give_up (data, g_error_new_literal (SW_AWS_ERROR, SW_AWS_ERROR_NETWORK, "Read timed out"));
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer,
                    Exchange     *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* The name was looked up by now, once: what is looked at is what is connected to. Before that, so that
 * nobody is even knocked at, and when it is done, as nothing is sent yet. */
static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Exchange           *self)
{
  g_autoptr (GSocketAddress) address = NULL;
  GError *reason = NULL;

  if ((event != G_SOCKET_CLIENT_CONNECTING && event != G_SOCKET_CLIENT_CONNECTED)
      || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (address == NULL || !G_IS_INET_SOCKET_ADDRESS (address))
    return;
  if (!sw_url_check_address (soup_message_get_uri (message),
                             g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)),
                             self->limits.rules, &reason))
    give_up (self, reason);
}

static void
on_wrote_headers (SoupMessage *message,
                  Exchange    *self)
{
  self->written = TRUE;
}

/* What a person or a Catch reads of an exchange that came to nothing */
static void
fail (GTask  *task,
      GError *take_error)
{
  Exchange *self = g_task_get_task_data (task);
  GUri *uri = soup_message_get_uri (self->message);

  if (self->refused != NULL)
    g_task_return_error (task, g_steal_pointer (&self->refused));
  else if (g_error_matches (take_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, take_error);
      return;
    }
  else if (take_error->domain == G_RESOLVER_ERROR)
    g_task_return_new_error (task, SW_AWS_ERROR, SW_AWS_ERROR_NETWORK,
                             "%s: Name or service not known", g_uri_get_host (uri));
  else if (g_error_matches (take_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_task_return_new_error (task, SW_AWS_ERROR, SW_AWS_ERROR_NETWORK, "Read timed out");
  else
    g_task_return_new_error (task, SW_AWS_ERROR, SW_AWS_ERROR_NETWORK, "%s", take_error->message);
  g_error_free (take_error);
}

static void
copy_header (const char *name,
             const char *value,
             gpointer    data)
{
  sw_aws_answer_add_header (data, name, value);
}

static void
finish (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_bytes_new (self->body->data, self->body->len);
  SwAwsAnswer *answer = sw_aws_answer_new (soup_message_get_status (self->message),
                                           soup_message_get_reason_phrase (self->message), body);

  soup_message_headers_foreach (soup_message_get_response_headers (self->message), copy_header,
                                answer);
  g_task_return_pointer (task, answer, (GDestroyNotify) sw_aws_answer_free);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length;
  gconstpointer read;

  if (bytes == NULL)
    {
      fail (task, error);
      return;
    }
  read = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      finish (task);
      return;
    }
  if (length > self->limits.limit - self->body->len)
    {
      g_task_return_new_error (task, SW_AWS_ERROR, SW_AWS_ERROR_TOO_LARGE,
                               "The answer has more than %" G_GSIZE_FORMAT " bytes",
                               self->limits.limit);
      return;
    }
  g_byte_array_append (self->body, read, (guint) length);
  g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                   on_read, g_steal_pointer (&task));
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    fail (task, error);
  else
    g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                     on_read, g_steal_pointer (&task));
}

/**
 * sw_http_send_async:
 * @session: of sw_http_session_new()
 * @message: of sw_http_message_new(), not sent before
 * @callback: (scope async): calls sw_http_send_finish()
 *
 * Sends a request and reads the whole answer.
 */
void
sw_http_send_async (SoupSession         *session,
                    SoupMessage         *message,
                    const SwHttpLimits  *limits,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);
  GError *error = NULL;

  self->message = g_object_ref (message);
  self->limits = *limits;
  self->cancellable = g_cancellable_new ();
  self->body = g_byte_array_new ();
  g_task_set_task_data (task, self, exchange_free);
  if (!sw_url_check (soup_message_get_uri (message), limits->rules, &error)
      || g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id
          = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled), self, NULL);
    }
  self->timeout = g_timeout_source_new (limits->timeout);
  g_source_set_callback (self->timeout, on_timeout, self, NULL);
  g_source_attach (self->timeout, g_main_context_get_thread_default ());
  g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), self);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers), self);
  /* A connection that is open already may have been made by other rules. */
  if (limits->rules == SW_URL_PUBLIC)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->cancellable, on_sent, task);
}

/**
 * sw_http_send_finish:
 * @written: (out) (optional): whether the server may have got the request: it must not be sent
 *   again unless it has no effect
 *
 * Returns: (transfer full): the answer, not yet read, whatever its status; %NULL with @error set
 *   where there is none
 */
SwAwsAnswer *
sw_http_send_finish (GAsyncResult  *result,
                     gboolean      *written,
                     GError       **error)
{
  const Exchange *self = g_task_get_task_data (G_TASK (result));

  if (written != NULL)
    *written = self->written;
  return g_task_propagate_pointer (G_TASK (result), error);
}
