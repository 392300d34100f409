/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "server/sw-server.h"

G_BEGIN_DECLS

/* How the files of the server share its state. */

/* How many connections there may be, and how long they may take: milliseconds */
typedef struct
{
  guint connections;  /* at the same time, beside those that wait for an answer that takes its time */
  guint waiting;      /* of the latter */
  guint request;      /* for a request to come, once its connection is there, or its head */
  guint idle;         /* that a connection is kept between two requests */
  guint idle_enough;  /* after so long it makes room for another one where there are too many */
} SwServerLimits;

struct _SwServer
{
  GObject parent;

  SwApi          *api;
  char           *key_id;      /* or NULL: no key is asked for */
  char           *key_secret;
  gboolean        own_only;    /* whoever asks has to be the user who runs this */
  SoupServer     *soup;
  guint           port;
  char           *address;     /* "http://127.0.0.1:8083"; NULL: it does not listen */
  GQueue          connections; /* SwConnection, oldest first */
  SwServerLimits  limits;
};

/* A client that is connected; goes with its socket, which is libsoup's. */
typedef struct
{
  SwServer *server;
  GList     link;
  GSocket  *socket;  /* not owned */
  gint64    idle;    /* monotonic time since when it waits for a request; 0: it does not */
  gboolean  known;   /* it was found out who is at the other end, */
  gboolean  welcome; /* and that he may ask */
  gboolean  waiting; /* for an answer that takes its time: a worker that asks for tasks, say */
  guint     timeout;
} SwConnection;

/* sw-server-connections.c */
void          sw_connections_init   (SwServer          *self);
void          sw_connections_clear  (SwServer          *self);
SwConnection *sw_connections_find   (SoupServerMessage *message);
gboolean      sw_connection_is_gone (GSocket           *socket);

/* sw-server-peer.c */
gboolean      sw_peer_find_user     (GInetSocketAddress *client,
                                     GInetSocketAddress *server,
                                     guint              *user);
gboolean      sw_peer_is_welcome    (GSocket           *socket);

/* sw-server-guard.c */
void          sw_server_guard       (SoupServer        *soup,
                                     SoupServerMessage *message,
                                     const char        *path,
                                     GHashTable        *query,
                                     gpointer           data);
const char   *sw_server_verify      (SwServer          *self,
                                     SoupServerMessage *message);

/* sw-server.c */
void          sw_server_refuse      (SoupServerMessage *message,
                                     guint              status,
                                     const char        *error,
                                     const char        *text);

G_END_DECLS
