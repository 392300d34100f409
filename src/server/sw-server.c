/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-server-private.h"

#include "json/sw-text.h"

/* The way of a request from the network to the API, and of its answer back. */

#define JSON_TYPE "application/x-amz-json-1.0"
#define TARGET_PREFIX "AWSStepFunctions."

G_DEFINE_FINAL_TYPE (SwServer, sw_server, G_TYPE_OBJECT)

/* A request under way */
typedef struct
{
  SwServer          *server;
  SoupServerMessage *message;
  SwApiCall         *call;     /* NULL: sw_api_begin() has not returned yet */
  GSource           *watch;    /* of the socket, while the answer takes its time */
  gulong             gone;
  gboolean           answered;
} Request;

static void
request_free (Request *self)
{
  if (self->watch != NULL)
    {
      g_source_destroy (self->watch);
      g_source_unref (self->watch);
    }
  if (self->gone != 0)
    g_signal_handler_disconnect (self->message, self->gone);
  g_clear_pointer (&self->call, sw_api_call_unref);
  g_object_unref (self->message);
  g_object_unref (self->server);
  g_free (self);
}

static void
send_json (SoupServerMessage *message,
           guint              status,
           SwValue            value)
{
  gsize length;
  char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  g_autofree char *id = g_uuid_string_random ();

  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "x-amzn-RequestId", id);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, JSON_TYPE, SOUP_MEMORY_TAKE, text, length);
}

/**
 * sw_server_refuse:
 * @status: of HTTP
 * @error: the service's name for what is wrong
 * @text: what is wrong
 *
 * Answers a request with an error.
 */
void
sw_server_refuse (SoupServerMessage *message,
                  guint              status,
                  const char        *error,
                  const char        *text)
{
  g_auto (SwValue) value = sw_value_new_object (2);

  sw_value_set_member (&value, "__type", sw_value_new_string (error));
  sw_value_set_member (&value, "message", sw_value_new_string (text));
  send_json (message, status, value);
}

static void
answered (SwApiCall  *call,
          SwValue     response,
          const char *error,
          const char *text,
          gpointer    data)
{
  Request *self = data;

  if (error != NULL)
    sw_server_refuse (self->message, SOUP_STATUS_BAD_REQUEST, error, text);
  else
    send_json (self->message, SOUP_STATUS_OK, response);
  self->answered = TRUE;
  if (self->call == NULL)
    return;
  soup_server_message_unpause (self->message);
  request_free (self);
}

/* The client does not wait any longer: what would be handed to it would be lost. */
static void
client_gone (SoupServerMessage *message,
             gpointer           data)
{
  Request *self = data;

  sw_api_call_give_up (self->call);
  soup_server_message_set_status (self->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  soup_server_message_unpause (self->message);
  request_free (self);
}

/* libsoup does not look at the socket while the answer is awaited. */
static gboolean
socket_ready (GSocket      *socket,
              GIOCondition  condition,
              gpointer      data)
{
  Request *self = data;

  if ((condition & (G_IO_HUP | G_IO_ERR)) != 0 || sw_connection_is_gone (socket))
    client_gone (self->message, self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_answer (Request *self)
{
  SwConnection *connection = sw_connections_find (self->message);

  soup_server_message_pause (self->message);
  self->gone
      = g_signal_connect (self->message, "disconnected", G_CALLBACK (client_gone), self);
  if (connection == NULL)
    return;
  connection->waiting = TRUE;
  self->watch = g_socket_create_source (connection->socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (socket_ready), self, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());
}

static void
begin (SwServer          *self,
       SoupServerMessage *message,
       const char        *operation,
       SwValue            body)
{
  Request *request = g_new0 (Request, 1);
  SwApiCall *call;

  request->server = g_object_ref (self);
  request->message = g_object_ref (message);
  call = sw_api_begin (self->api, operation, body, answered, request);
  request->call = call;
  if (request->answered)
    request_free (request);
  else
    wait_for_answer (request);
}

static void
handle (SoupServer        *soup,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           data)
{
  SwServer *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *target = soup_message_headers_get_one (headers, "X-Amz-Target");
  g_autoptr (GBytes) bytes
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *denied = sw_server_verify (self, message);
  g_auto (SwValue) body = SW_VALUE_INIT;
  const char *text;
  gsize length;

  text = g_bytes_get_data (bytes, &length);
  if (denied != NULL)
    sw_server_refuse (message, SOUP_STATUS_FORBIDDEN, denied,
                      "The request is not signed with the key that this server was started with");
  else if (target == NULL || !g_str_has_prefix (target, TARGET_PREFIX)
           || !sw_api_knows (target + strlen (TARGET_PREFIX)))
    sw_server_refuse (message, SOUP_STATUS_BAD_REQUEST, "UnknownOperationException",
                      "X-Amz-Target names no operation of Step Functions");
  else if (length == 0 || !sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &body, NULL)
           || !sw_value_is (body, SW_TYPE_OBJECT))
    sw_server_refuse (message, SOUP_STATUS_BAD_REQUEST, "SerializationException",
                      "The request is no JSON object");
  else
    begin (self, message, target + strlen (TARGET_PREFIX), body);
}

static void
sw_server_finalize (GObject *object)
{
  SwServer *self = SW_SERVER (object);

  sw_server_close (self);
  g_clear_object (&self->soup);
  g_clear_object (&self->api);
  g_free (self->key_id);
  g_free (self->key_secret);
  G_OBJECT_CLASS (sw_server_parent_class)->finalize (object);
}

static void
sw_server_class_init (SwServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_server_finalize;
}

static void
sw_server_init (SwServer *self)
{
}

/**
 * sw_server_new:
 * @api: what is asked
 * @key: (nullable): who may ask; copied. %NULL: whoever runs this program
 *
 * Makes a server that does not listen yet.
 *
 * Returns: (transfer full): the server
 */
SwServer *
sw_server_new (SwApi             *api,
               const SwServerKey *key)
{
  SwServer *self = g_object_new (SW_TYPE_SERVER, NULL);

  self->api = g_object_ref (api);
  self->key_id = key != NULL ? g_strdup (key->id) : NULL;
  self->key_secret = key != NULL ? g_strdup (key->secret) : NULL;
  self->own_only = key == NULL || (key->id == NULL && !key->anybody);
  self->soup = soup_server_new ("server-header", "stepwright ", NULL);
  sw_connections_init (self);
  soup_server_add_early_handler (self->soup, NULL, sw_server_guard, self, NULL);
  soup_server_add_handler (self->soup, NULL, handle, self, NULL);
  return self;
}

/* Clients that come at the same time wait in a queue: with the ten that are usual, those beyond try
 * again only after a second. */
#define BACKLOG 128

static gboolean
listen_at (SwServer       *self,
           GSocketFamily   family,
           guint           port,
           GError        **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocket) socket
      = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_bind (socket, address, TRUE, error) && g_socket_listen (socket, error)
         && soup_server_listen_socket (self->soup, socket, 0, error);
}

/**
 * sw_server_listen:
 * @port: 0: a free one
 *
 * Listens, on 127.0.0.1 and, where there is IPv6, on ::1.
 *
 * Returns: whether it does
 */
gboolean
sw_server_listen (SwServer  *self,
                  guint16    port,
                  GError   **error)
{
  GSList *uris;

  g_return_val_if_fail (self->address == NULL, FALSE);

  if (!listen_at (self, G_SOCKET_FAMILY_IPV4, port, error))
    return FALSE;
  uris = soup_server_get_uris (self->soup);
  self->port = (guint) g_uri_get_port (uris->data);
  self->address = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  listen_at (self, G_SOCKET_FAMILY_IPV6, self->port, NULL);
  return TRUE;
}

/**
 * sw_server_close:
 *
 * Listens no longer, and closes all connections. What runs goes on.
 */
void
sw_server_close (SwServer *self)
{
  if (self->address == NULL)
    return;
  sw_connections_clear (self);
  soup_server_disconnect (self->soup);
  g_clear_pointer (&self->address, g_free);
}

/**
 * sw_server_get_address:
 *
 * Returns: (nullable): "http://127.0.0.1:8083"; %NULL: it does not listen
 */
const char *
sw_server_get_address (SwServer *self)
{
  return self->address;
}
