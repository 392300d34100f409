/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-signer-private.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define HASH_LENGTH 32

/* One HMAC after the other: RESULT becomes the key of the next */
static void
chain (guchar      result[HASH_LENGTH],
       gsize       key_length,
       const void *key,
       const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize length = HASH_LENGTH;

  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, result, &length);
}

static char *
dup_signature (const SwCredentials  *credentials,
               const SwSigningScope *scope,
               const char           *date,
               const char           *text)
{
  g_autofree char *day = g_strndup (date, 8);
  char *seed = g_strconcat ("AWS4", sw_credentials_get_secret_key (credentials), NULL);
  GString *out = g_string_new (NULL);
  guchar key[HASH_LENGTH];

  chain (key, strlen (seed), seed, day);
  chain (key, sizeof key, key, scope->region);
  chain (key, sizeof key, key, scope->service);
  chain (key, sizeof key, key, "aws4_request");
  chain (key, sizeof key, key, text);
  for (guint i = 0; i < sizeof key; i++)
    g_string_append_printf (out, "%02x", key[i]);
  sw_wipe (key, sizeof key);
  sw_wipe_free (seed);
  return g_string_free_and_steal (out);
}

static char *
dup_place (const SwSigningScope *scope,
           const char           *date)
{
  return g_strdup_printf ("%.8s/%s/%s/aws4_request", date, scope->region, scope->service);
}

/* HEADERS: of fold_headers() */
static char *
sign (const SwSigningRequest *request,
      GArray                 *headers,
      const SwSigningScope   *scope,
      const SwCredentials    *credentials,
      const char             *date)
{
  g_autofree char *canonical = sw_signer_dup_canonical_of (request, headers, scope->path_once);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  g_autofree char *place = dup_place (scope, date);
  g_autofree char *text = g_strjoin ("\n", ALGORITHM, date, place, hash, NULL);

  return dup_signature (credentials, scope, date, text);
}

/**
 * sw_signer_dup_authorization:
 * @request: what is sent; x-amz-date is among its headers, and x-amz-security-token where there is
 *   one
 * @scope: for which service, and where
 * @credentials: with what key
 * @date: what x-amz-date says, see sw_signer_dup_date()
 *
 * Signs a request (AWS Signature Version 4; tests/aws holds it against the published vectors,
 * botocore and curl).
 *
 * Returns: (transfer full): the value of the header Authorization
 */
char *
sw_signer_dup_authorization (const SwSigningRequest *request,
                             const SwSigningScope   *scope,
                             const SwCredentials    *credentials,
                             const char             *date)
{
  g_autoptr (GArray) headers = sw_signer_fold_headers (request);
  g_autofree char *signature = sign (request, headers, scope, credentials, date);
  g_autofree char *place = dup_place (scope, date);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, ALGORITHM " Credential=%s/%s, SignedHeaders=",
                          sw_credentials_get_access_key (credentials), place);
  sw_signer_append_names (out, headers);
  g_string_append_printf (out, ", Signature=%s", signature);
  return g_string_free_and_steal (out);
}

static void
append_parameter (GString    *query,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", name);
  sw_signer_append_encoded (query, value, -1, FALSE);
}

/**
 * sw_signer_dup_query:
 * @request: what is sent; neither x-amz-date nor x-amz-security-token is among its headers
 * @scope: for which service, and where
 * @credentials: with what key
 * @date: see sw_signer_dup_date()
 * @seconds: for how long the signature holds
 *
 * Signs a request in its address, so that somebody else can send it.
 *
 * Returns: (transfer full): its query, with the signature
 */
char *
sw_signer_dup_query (const SwSigningRequest *request,
                     const SwSigningScope   *scope,
                     const SwCredentials    *credentials,
                     const char             *date,
                     guint                   seconds)
{
  g_autoptr (GArray) headers = sw_signer_fold_headers (request);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *place = dup_place (scope, date), *signature = NULL;
  g_autofree char *key
      = g_strjoin ("/", sw_credentials_get_access_key (credentials), place, NULL);
  g_autofree char *life = g_strdup_printf ("%u", seconds);
  GString *query = g_string_new (request->query);
  SwSigningRequest whole = *request;

  sw_signer_append_names (names, headers);
  append_parameter (query, "X-Amz-Algorithm", ALGORITHM);
  append_parameter (query, "X-Amz-Credential", key);
  append_parameter (query, "X-Amz-Date", date);
  append_parameter (query, "X-Amz-Expires", life);
  append_parameter (query, "X-Amz-SignedHeaders", names->str);
  if (sw_credentials_get_session_token (credentials) != NULL)
    append_parameter (query, "X-Amz-Security-Token",
                      sw_credentials_get_session_token (credentials));
  whole.query = query->str;
  signature = sign (&whole, headers, scope, credentials, date);
  append_parameter (query, "X-Amz-Signature", signature);
  return g_string_free_and_steal (query);
}

/**
 * sw_signer_dup_date:
 * @time: microseconds since the epoch
 *
 * Returns: (transfer full): "20150830T123600Z"
 */
char *
sw_signer_dup_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (date, "%Y%m%dT%H%M%SZ");
}
