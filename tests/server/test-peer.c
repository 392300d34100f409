/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-server-private.h"

#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

/* Whose the other end of a connection is. */

typedef struct
{
  const char   *name;
  GSocketFamily listens;
  GSocketFamily connects;
  const char   *to; /* the address that is connected to */
} Row;

static const Row rows[] = {
  { "ipv4", G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV4, "127.0.0.1" },
  { "ipv6", G_SOCKET_FAMILY_IPV6, G_SOCKET_FAMILY_IPV6, "::1" },
  /* Node and Java connect so where they have IPv6. */
  { "ipv4-over-ipv6", G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV6, "::ffff:127.0.0.1" },
};

static GSocket *
listen_at (GSocketFamily family)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (host, 0);
  g_autoptr (GSocket) socket
      = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, NULL)
      || !g_socket_listen (socket, NULL))
    return NULL;
  return g_steal_pointer (&socket);
}

static GSocket *
connect_to (const Row *row,
            GSocket   *listener)
{
  g_autoptr (GSocketAddress) there = g_socket_get_local_address (listener, NULL);
  guint16 port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (there));
  struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                            .ai_family = (int) row->connects,
                            .ai_socktype = SOCK_STREAM };
  struct addrinfo *address = NULL;
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autoptr (GSocket) socket
      = g_socket_new (row->connects, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  gboolean connected = FALSE;

  /* GLib's own addresses cannot be of IPv4 within IPv6. */
  if (socket != NULL && getaddrinfo (row->to, number, &hints, &address) == 0)
    {
      connected
          = connect (g_socket_get_fd (socket), address->ai_addr, address->ai_addrlen) == 0
            || errno == EINPROGRESS;
      freeaddrinfo (address);
    }
  return connected ? g_steal_pointer (&socket) : NULL;
}

/* The user is found as long as the other end is there. What a program has let go of stands in the
 * kernel's table as root's: it is nobody's. */
static void
test_finds (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GSocket) listener = listen_at (row->listens);
  g_autoptr (GSocket) client = listener != NULL ? connect_to (row, listener) : NULL;
  g_autoptr (GSocket) taken = NULL;
  g_autoptr (GSocketAddress) there = NULL, here = NULL;
  g_autoptr (GError) error = NULL;
  guint user = G_MAXUINT;

  if (client == NULL && row->connects == G_SOCKET_FAMILY_IPV6)
    {
      g_test_skip ("There is no such loopback address");
      return;
    }
  g_assert_nonnull (client);
  taken = g_socket_accept (listener, NULL, &error);
  g_assert_no_error (error);
  there = g_socket_get_remote_address (taken, &error);
  here = g_socket_get_local_address (taken, &error);
  g_assert_true (sw_peer_find_user (G_INET_SOCKET_ADDRESS (there), G_INET_SOCKET_ADDRESS (here),
                                    &user));
  g_assert_cmpuint (user, ==, getuid ());
  g_assert_true (sw_peer_is_welcome (taken));
  g_assert_false (sw_peer_find_user (G_INET_SOCKET_ADDRESS (here), G_INET_SOCKET_ADDRESS (here),
                                     &user));

  g_socket_close (client, &error);
  g_assert_no_error (error);
  g_assert_false (sw_peer_is_welcome (taken));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/server/peer/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_finds);
    }
  return g_test_run ();
}
