/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-server-private.h"

#include <string.h>
#include <sys/socket.h>

/* How many may ask at the same time, and for how long: clients that are slow, silent, too many. */

#define HEAD                                                                                       \
  "POST / HTTP/1.1\r\nHost: localhost:%u\r\nContent-Type: application/x-amz-json-1.0\r\n"         \
  "X-Amz-Target: AWSStepFunctions.%s\r\nContent-Length: %u\r\n\r\n"
#define LONG (600 * 1000)

/* Milliseconds between two bytes of a slow client */
#define DRIP 5

typedef struct
{
  GSocket *socket;
  GString *heard;
  gboolean closed;
} Client;

static SwServer *
new_server (const SwServerLimits *limits)
{
  g_autoptr (SwApi) api = sw_api_new (&(SwApiOptions) { .speed = SW_RUN_LIVE });
  const SwServerKey key = { .anybody = TRUE };
  SwServer *server = sw_server_new (api, &key);
  g_autoptr (GError) error = NULL;

  server->limits = *limits;
  sw_server_listen (server, 0, &error);
  g_assert_no_error (error);
  return server;
}

static Client *
connect_to (SwServer *server)
{
  Client *self = g_new0 (Client, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address
      = g_inet_socket_address_new (loopback, (guint16) server->port);
  g_autoptr (GError) error = NULL;

  self->heard = g_string_new (NULL);
  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                               &error);
  g_assert_no_error (error);
  g_socket_connect (self->socket, address, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (self->socket, FALSE);
  return self;
}

static void
client_free (Client *self)
{
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

/* What the server does not take is lost, as with one that has closed. */
static void
say (Client     *self,
     const char *text,
     gsize       length)
{
  while (length > 0)
    {
      gssize sent =
          send (g_socket_get_fd (self->socket), text, length, MSG_NOSIGNAL | MSG_DONTWAIT);

      if (sent < 0 && errno == EAGAIN)
        g_main_context_iteration (NULL, TRUE);
      else if (sent < 0)
        return;
      else
        {
          text += sent;
          length -= (gsize) sent;
        }
    }
}

static void
hear (Client *self)
{
  char bytes[4096];
  gssize got;

  while ((got = recv (g_socket_get_fd (self->socket), bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
    g_string_append_len (self->heard, bytes, got);
  self->closed |= got == 0 || (errno != EAGAIN && errno != EINTR);
}

/* Waits until the client has heard a text, or, with NULL, until the server has closed. */
static void
wait_until_heard (Client     *self,
                  const char *text)
{
  while (text != NULL ? strstr (self->heard->str, text) == NULL : !self->closed)
    {
      g_main_context_iteration (NULL, TRUE);
      hear (self);
      g_assert_true (text == NULL || !self->closed || strstr (self->heard->str, text) != NULL);
    }
}

static char *
dup_request (SwServer   *server,
             const char *operation,
             const char *body)
{
  g_autofree char *head
      = g_strdup_printf (HEAD, server->port, operation, (guint) strlen (body));

  return g_strconcat (head, body, NULL);
}

static void
ask (SwServer   *server,
     Client     *client,
     const char *operation,
     const char *body)
{
  g_autofree char *request = dup_request (server, operation, body);

  say (client, request, strlen (request));
}

/* Has the main loop turn every now and then. */
static gboolean
tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* A client that says so much at once, and then a byte now and then, for ever */
static const struct
{
  const char *name;
  const char *at_once;
  char        drip;    /* 0: it is silent */
} slow[] = {
  { "silent", "", 0 },
  { "head-byte-by-byte", "POST / HTTP/1.1\r\nX-Long: ", 'x' },
  { "first-line-byte-by-byte", "POST /", 'x' },
  { "head-without-end", "POST / HTTP/1.1\r\nHost: localhost\r\n", 0 },
  { "body-byte-by-byte", NULL, ' ' },
};

static void
test_slow (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const SwServerLimits limits = { 8, 8, 100, LONG, LONG };
  g_autoptr (SwServer) server = new_server (&limits);
  g_autoptr (Client) client = connect_to (server);
  g_autofree char *head = g_strdup_printf (HEAD, server->port, "ListStateMachines", 100000u);
  const char *at_once = slow[row].at_once != NULL ? slow[row].at_once : head;
  guint source = g_timeout_add (DRIP, tick, NULL);

  say (client, at_once, strlen (at_once));
  while (!client->closed)
    {
      g_main_context_iteration (NULL, TRUE);
      if (slow[row].drip != 0)
        say (client, &slow[row].drip, 1);
      hear (client);
    }
  g_assert_true (strstr (client->heard->str, " 200 ") == NULL);
  g_source_remove (source);
}

/* A connection that is not used is kept for a while, and no longer. */
static void
test_idle (void)
{
  const SwServerLimits limits = { 8, 8, LONG, 100, LONG };
  g_autoptr (SwServer) server = new_server (&limits);
  g_autoptr (Client) client = connect_to (server);

  ask (server, client, "ListStateMachines", "{}");
  wait_until_heard (client, "\"stateMachines\"");
  wait_until_heard (client, NULL);
}

/* Who only listens has no time limit: that is the API's. Its connection does not count. */
static void
test_waiting (void)
{
  static const char activity[]
      = "{\"activityArn\": \"arn:aws:states:us-east-1:123456789012:activity:a\"}";
  const SwServerLimits limits = { 2, 8, LONG, LONG, LONG };
  g_autoptr (SwServer) server = new_server (&limits);
  g_autoptr (Client) client = connect_to (server);
  Client *workers[4];

  ask (server, client, "CreateActivity", "{\"name\": \"a\"}");
  wait_until_heard (client, "activityArn");
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      workers[i] = connect_to (server);
      ask (server, workers[i], "GetActivityTask", activity);
      /* One at a time: before a request is there, nobody knows that it will wait. */
      while (server->connections.length < i + 2
             || !((SwConnection *) server->connections.tail->data)->waiting)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (((SwConnection *) server->connections.tail->data)->timeout, ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      hear (workers[i]);
      g_assert_false (workers[i]->closed);
      client_free (workers[i]);
    }
}

/* When all places are taken, whoever comes is closed; where one has been idle for long, that one
 * is. */
static void
test_too_many (gconstpointer data)
{
  gboolean idle_enough = GPOINTER_TO_INT (data);
  const SwServerLimits limits = { 3, 8, LONG, LONG, idle_enough ? 0 : LONG };
  g_autoptr (SwServer) server = new_server (&limits);
  g_autoptr (Client) one = connect_to (server);
  g_autoptr (Client) two = NULL, three = NULL, four = NULL;

  ask (server, one, "ListStateMachines", "{}");
  wait_until_heard (one, "\"stateMachines\"");
  while (((SwConnection *) server->connections.head->data)->idle == 0)
    g_main_context_iteration (NULL, TRUE);
  two = connect_to (server);
  three = connect_to (server);
  while (server->connections.length < 3)
    g_main_context_iteration (NULL, TRUE);
  four = connect_to (server);
  wait_until_heard (idle_enough ? one : four, NULL);
  hear (two);
  hear (three);
  g_assert_false (two->closed || three->closed);
  ask (server, idle_enough ? four : one, "ListActivities", "{}");
  wait_until_heard (idle_enough ? four : one, "\"activities\"");
}

/* The head of a request has a limit, too. */
static void
test_long_head (void)
{
  const SwServerLimits limits = { 8, 8, LONG, LONG, LONG };
  g_autoptr (SwServer) server = new_server (&limits);
  g_autoptr (Client) client = connect_to (server);
  g_autofree char *much = g_strnfill (1024 * 1024, 'x');
  guint source = g_timeout_add (DRIP, tick, NULL);

  say (client, "POST / HTTP/1.1\r\nX-Long: ", 25);
  say (client, much, 1024 * 1024);
  wait_until_heard (client, NULL);
  g_assert_true (strstr (client->heard->str, " 200 ") == NULL);
  g_source_remove (source);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      g_autofree char *path = g_strdup_printf ("/limits/slow/%s", slow[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_slow);
    }
  g_test_add_func ("/limits/idle", test_idle);
  g_test_add_func ("/limits/waiting", test_waiting);
  g_test_add_data_func ("/limits/too-many/the-last-is-closed", GINT_TO_POINTER (FALSE),
                        test_too_many);
  g_test_add_data_func ("/limits/too-many/the-idle-is-closed", GINT_TO_POINTER (TRUE),
                        test_too_many);
  g_test_add_func ("/limits/long-head", test_long_head);
  return g_test_run ();
}
