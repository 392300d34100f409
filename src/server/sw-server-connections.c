/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-server-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/* The connections of the server: how many there may be, and how long they may take. */

/* When there are too many, the one that has been idle for the longest is let go: its client opens
 * another one when it has something to ask, so that hundreds of clients take turns. Not one that was
 * asked by a moment ago, whose client is about to ask again; then whoever comes is closed, which
 * clients try again. It cannot wait in the backlog: libsoup takes connections from there by itself,
 * and of one that it is handed (soup_server_accept_iostream()) its messages know no socket, by which
 * limits, owners and clients that are gone are told. AWS's quota of workers that wait is that of
 * sw-api-tasks.c. */
static const SwServerLimits usual = { .connections = 64,
                                      .waiting = 1000,
                                      .request = 10 * 1000,
                                      .idle = 75 * 1000,
                                      .idle_enough = 200 };

/* The key by which a socket leads to its connection */
#define CONNECTION "sw-connection"

static void
connection_close (SwConnection *self)
{
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

static gboolean
took_too_long (gpointer data)
{
  SwConnection *self = data;

  self->timeout = 0;
  connection_close (self);
  return G_SOURCE_REMOVE;
}

static void
set_timeout (SwConnection *self,
             guint         milliseconds)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (milliseconds > 0)
    self->timeout = g_timeout_add (milliseconds, took_too_long, self);
}

static void
socket_gone (gpointer  data,
             GObject  *former)
{
  SwConnection *self = data;

  set_timeout (self, 0);
  g_queue_unlink (&self->server->connections, &self->link);
  g_free (self);
}

/**
 * sw_connection_is_gone:
 *
 * Returns: whether the client at the other end has closed: there is the end to be read
 */
gboolean
sw_connection_is_gone (GSocket *socket)
{
  char byte;

  if (g_socket_is_closed (socket))
    return TRUE;
  return recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Makes room for one more. Returns whether there is. */
static gboolean
make_room (SwServer *self)
{
  SwConnection *idle = NULL;
  guint waiting = 0;

  for (GList *link = self->connections.head; link != NULL; link = link->next)
    {
      SwConnection *connection = link->data;

      waiting += connection->waiting;
      if (connection->idle > 0 && (idle == NULL || connection->idle < idle->idle))
        idle = connection;
    }
  if (self->connections.length < self->limits.connections + MIN (waiting, self->limits.waiting))
    return TRUE;
  if (idle == NULL || g_get_monotonic_time () - idle->idle < self->limits.idle_enough * 1000)
    return FALSE;
  idle->idle = 0;
  connection_close (idle);
  return TRUE;
}

/* Takes a client in. */
static SwConnection *
accept_client (SwServer *self,
               GSocket  *socket)
{
  SwConnection *connection = g_new0 (SwConnection, 1);

  connection->server = self;
  connection->link.data = connection;
  connection->socket = socket;
  g_queue_push_tail_link (&self->connections, &connection->link);
  g_object_weak_ref (G_OBJECT (socket), socket_gone, connection);
  g_object_set_data (G_OBJECT (socket), CONNECTION, connection);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  set_timeout (connection, self->limits.request);
  return connection;
}

/**
 * sw_connections_find:
 *
 * Returns: (nullable): the connection that a request came by
 */
SwConnection *
sw_connections_find (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  return socket != NULL ? g_object_get_data (G_OBJECT (socket), CONNECTION) : NULL;
}

/* The head of a request is there: its body has so long to come. */
static void
got_head (SoupServerMessage *message,
          SwServer          *self)
{
  SwConnection *connection = sw_connections_find (message);

  if (connection == NULL)
    return;
  connection->idle = 0;
  set_timeout (connection, self->limits.request);
}

static void
got_body (SoupServerMessage *message,
          SwServer          *self)
{
  SwConnection *connection = sw_connections_find (message);

  if (connection != NULL)
    set_timeout (connection, 0);
}

static void
finished (SoupServerMessage *message,
          SwServer          *self)
{
  SwConnection *connection = sw_connections_find (message);

  if (connection == NULL)
    return;
  connection->waiting = FALSE;
  connection->idle = g_get_monotonic_time ();
  set_timeout (connection, self->limits.idle);
}

/* A request is awaited: on a new connection at once, on one that is kept when the one before has
 * been answered. */
static void
request_started (SoupServer        *soup,
                 SoupServerMessage *message,
                 SwServer          *self)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket == NULL)
    return;
  if (sw_connections_find (message) == NULL)
    {
      gboolean room = make_room (self);
      SwConnection *connection = accept_client (self, socket);

      if (!room)
        connection_close (connection);
    }
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_head), self, 0);
  g_signal_connect_object (message, "got-body", G_CALLBACK (got_body), self, 0);
  g_signal_connect_object (message, "finished", G_CALLBACK (finished), self, 0);
}

/**
 * sw_connections_init:
 *
 * Has the requests of the server watched.
 */
void
sw_connections_init (SwServer *self)
{
  self->limits = usual;
  g_signal_connect (self->soup, "request-started", G_CALLBACK (request_started), self);
}

/**
 * sw_connections_clear:
 *
 * Closes and forgets the connections.
 */
void
sw_connections_clear (SwServer *self)
{
  SwConnection *connection;

  while ((connection = g_queue_peek_head (&self->connections)) != NULL)
    {
      g_object_weak_unref (G_OBJECT (connection->socket), socket_gone, connection);
      g_object_set_data (G_OBJECT (connection->socket), CONNECTION, NULL);
      connection_close (connection);
      socket_gone (connection, NULL);
    }
}
