/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-url-rules.h"

#include <string.h>

#include "aws/sw-aws-request.h"

/* Networks that are not to be reached by addresses from data, beside this computer itself */
static const char *const private_networks[] = {
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
  "198.18.0.0/15", "fc00::/7",  "64:ff9b:1::/48",
};

/* The service that hands out keys to computers of EC2 */
static const char *const key_services[] = { "169.254.0.0/16", "fd00:ec2::/32", "fe80::/10" };

static gboolean
is_in (GInetAddress      *address,
       const char *const *networks,
       gsize              n_networks)
{
  for (gsize i = 0; i < n_networks; i++)
    {
      g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (networks[i], NULL);

      if (g_inet_address_mask_matches (mask, address))
        return TRUE;
    }
  return FALSE;
}

/* Addresses of IPv6 that lead to one of IPv4, which stands at a byte of them: what such an address may
 * do is what that one may. */
static const struct
{
  const char *network;
  gsize       at;
} carriers[] = {
  { "::ffff:0:0/96", 12 },   /* mapped, as the system's own sockets have it */
  { "::ffff:0:0:0/96", 12 }, /* translated */
  { "64:ff9b::/96", 12 },    /* translated by the network, NAT64 */
  { "2002::/16", 2 },        /* 6to4 */
  { "::/96", 12 },           /* compatible, of old; "::" and "::1" are themselves */
};

static GInetAddress *
dup_plain (GInetAddress *address)
{
  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address))
    return g_object_ref (address);
  for (gsize i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (is_in (address, &carriers[i].network, 1))
      return g_inet_address_new_from_bytes (g_inet_address_to_bytes (address) + carriers[i].at,
                                            G_SOCKET_FAMILY_IPV4);
  return g_object_ref (address);
}

/* "2130706433", "0x7f.1" and "0177.0.0.1" are 127.0.0.1 to the system's resolver. No name ends in such
 * a part (RFC 3696), so whoever writes one wants to be misread. */
static gboolean
is_odd_number (const char *host)
{
  gsize length = strlen (host);
  g_autofree char *trimmed
      = g_strndup (host, length > 0 && host[length - 1] == '.' ? length - 1 : length);
  const char *dot = strrchr (trimmed, '.');
  const char *last = dot != NULL ? dot + 1 : trimmed;

  if (g_ascii_strncasecmp (last, "0x", 2) == 0)
    return last[2 + strspn (last + 2, "0123456789abcdefABCDEF")] == '\0';
  return *last != '\0' && last[strspn (last, "0123456789")] == '\0';
}

static gboolean
is_local_name (const char *host)
{
  g_autofree char *lower = g_ascii_strdown (host, -1);

  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  return g_str_equal (lower, "localhost") || g_str_has_suffix (lower, ".localhost");
}

static gboolean
refuse (GUri        *uri,
        const char  *why,
        GError     **error)
{
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN, "%s://%s is not called: %s",
               g_uri_get_scheme (uri), g_uri_get_host (uri), why);
  return FALSE;
}

/**
 * sw_url_is_local:
 *
 * Returns: whether @uri names this computer
 */
gboolean
sw_url_is_local (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return host != NULL && is_local_name (host);
}

/**
 * sw_url_check_address:
 * @uri: what is called
 * @address: what its host's name turned out to be
 *
 * Returns: whether it may be called there; %FALSE with @error set if not
 */
gboolean
sw_url_check_address (GUri          *uri,
                      GInetAddress  *address,
                      SwUrlRules     rules,
                      GError       **error)
{
  g_autoptr (GInetAddress) plain = dup_plain (address);

  if (is_in (plain, key_services, G_N_ELEMENTS (key_services)))
    return refuse (uri, "its address is of the kind that hands out keys (169.254.0.0/16)", error);
  if (g_inet_address_get_is_multicast (plain) || g_inet_address_get_is_any (plain))
    return refuse (uri, "its address is no computer's", error);
  if (g_str_equal (g_uri_get_scheme (uri), "http") && !g_inet_address_get_is_loopback (plain))
    return refuse (uri, "without TLS only this computer is called; use https", error);
  if (rules == SW_URL_PUBLIC
      && (g_inet_address_get_is_loopback (plain)
          || is_in (plain, private_networks, G_N_ELEMENTS (private_networks))))
    return refuse (uri, "its address is private; name the host in the row to allow it", error);
  return TRUE;
}

/**
 * sw_url_check:
 * @uri: what is to be called
 *
 * Looks at what can be seen before a name is looked up.
 *
 * Returns: whether it may be called; %FALSE with @error set if not
 */
gboolean
sw_url_check (GUri        *uri,
              SwUrlRules   rules,
              GError     **error)
{
  const char *scheme = g_uri_get_scheme (uri), *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL || *host == '\0'
      || (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")))
    {
      g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN,
                           "An address has to begin with https:// (or http:// for this computer)");
      return FALSE;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (uri, "an address must not have a user's name or password", error);
  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return sw_url_check_address (uri, address, rules, error);
  if (is_odd_number (host))
    return refuse (uri, "write an address as four decimal numbers, or in brackets", error);
  if (g_str_equal (scheme, "http") && !is_local_name (host))
    return refuse (uri, "without TLS only this computer is called; use https", error);
  if (rules == SW_URL_PUBLIC && is_local_name (host))
    return refuse (uri, "its address is private; name the host in the row to allow it", error);
  return TRUE;
}
