/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-server-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Whose a connection is. The loopback interface is shared by all who use a computer; the kernel
 * tells in its tables of sockets which user made the other end of a connection. */

/* So often at most a table is read: rows may be missed while others come and go */
#define TRIES 3

/* Both ends of a connection as the tables print them */
typedef struct
{
  char client[48]; /* "0100007F:A1B2" */
  char server[48];
} Ends;

/* The words of an address are printed as this computer holds them, the port as a number. */
static void
print_end (const guint8 *bytes,
           gsize         size,
           guint16       port,
           char          text[48])
{
  gsize length = 0;

  for (gsize i = 0; i < size; i += sizeof (guint32))
    {
      guint32 word;

      memcpy (&word, bytes + i, sizeof word);
      length += (gsize) g_snprintf (text + length, 48 - length, "%08X", word);
    }
  g_snprintf (text + length, 48 - length, ":%04X", port);
}

/* As a socket of IPv6 has it, which may be connected to one of IPv4 */
static void
print_wide (GInetSocketAddress *address,
            char                text[48])
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  GInetAddress *host = g_inet_socket_address_get_address (address);
  guint8 bytes[16];

  if (g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6)
    {
      memcpy (bytes, g_inet_address_to_bytes (host), sizeof bytes);
    }
  else
    {
      memcpy (bytes, mapped, sizeof mapped);
      memcpy (bytes + sizeof mapped, g_inet_address_to_bytes (host), 4);
    }
  print_end (bytes, sizeof bytes, g_inet_socket_address_get_port (address), text);
}

static void
print_narrow (GInetSocketAddress *address,
              char                text[48])
{
  print_end (g_inet_address_to_bytes (g_inet_socket_address_get_address (address)), 4,
             g_inet_socket_address_get_port (address), text);
}

/* "0: 0100007F:A1B2 0100007F:1F93 01 00000000:00000000 00:00000000 00000000 1000 0 4711 …". A
 * socket that its process has let go of, without inode, is nobody's: the table says 0, as of
 * root. */
static gboolean
read_row (const char *row,
          const Ends *ends,
          guint      *user)
{
  char client[48], server[48];
  guint64 inode;

  return sscanf (row,
                 " %*u: %47s %47s %*x %*x:%*x %*x:%*x %*x %u %*u %" G_GUINT64_FORMAT, client,
                 server, user, &inode)
             == 4
         && inode != 0 && strcmp (client, ends->client) == 0 && strcmp (server, ends->server) == 0;
}

static gboolean
look_up (const char *table,
         const Ends *ends,
         guint      *user)
{
  const char *row = strchr (table, '\n'); /* past the heading */

  for (; row != NULL && row[1] != '\0'; row = strchr (row + 1, '\n'))
    if (read_row (row + 1, ends, user))
      return TRUE;
  return FALSE;
}

static gboolean
look_into (const char *path,
           const Ends *ends,
           guint      *user)
{
  g_autofree char *table = NULL;

  return g_file_get_contents (path, &table, NULL, NULL) && look_up (table, ends, user);
}

/**
 * sw_peer_find_user:
 * @client: the other end's address, on this computer
 * @server: our own
 * @user: (out): number of the user who made the other end
 *
 * Finds out who is at the other end of a connection over the loopback interface, in the kernel's
 * tables.
 *
 * Returns: whether that can be told
 */
gboolean
sw_peer_find_user (GInetSocketAddress *client,
                   GInetSocketAddress *server,
                   guint              *user)
{
  GInetAddress *host = g_inet_socket_address_get_address (client);
  gboolean narrow = g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV4;
  Ends ends = { "", "" }, wide = { "", "" };

  if (narrow)
    {
      print_narrow (client, ends.client);
      print_narrow (server, ends.server);
    }
  print_wide (client, wide.client);
  print_wide (server, wide.server);
  for (guint i = 0; i < TRIES; i++)
    if ((narrow && look_into ("/proc/net/tcp", &ends, user))
        || look_into ("/proc/net/tcp6", &wide, user))
      return TRUE;
  return FALSE;
}

/**
 * sw_peer_is_welcome:
 *
 * Returns: whether the other end of a connection is the same user's as this program, or root's, who
 * may do everything anyway
 */
gboolean
sw_peer_is_welcome (GSocket *socket)
{
  g_autoptr (GSocketAddress) client = g_socket_get_remote_address (socket, NULL);
  g_autoptr (GSocketAddress) server = g_socket_get_local_address (socket, NULL);
  guint user;

  return G_IS_INET_SOCKET_ADDRESS (client) && G_IS_INET_SOCKET_ADDRESS (server)
         && sw_peer_find_user (G_INET_SOCKET_ADDRESS (client), G_INET_SOCKET_ADDRESS (server),
                               &user)
         && (user == getuid () || user == 0);
}
