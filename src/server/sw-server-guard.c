/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-server-private.h"

#include <string.h>

#include "aws/sw-signer.h"

/* Who is let in. The first look comes before the body of a request is read: whoever may not ask
 * uploads nothing. */

/* The service's limit is 1 MB for a request. */
#define MAX_BODY (1024 * 1024)
#define JSON_TYPE "application/x-amz-json-1.0"
/* A signature is good for so long, seconds */
#define SIGNED_FOR 900

/* What a client may call this computer. StartSyncExecution and TestState put "sync-" in front. */
static const char *const hosts[]
    = { "127.0.0.1", "localhost", "[::1]", "sync-127.0.0.1", "sync-localhost", NULL };

/* A page in a browser that got some other name to lead here asks with that name. */
static gboolean
is_our_host (SwServer   *self,
             const char *host)
{
  for (guint i = 0; host != NULL && hosts[i] != NULL; i++)
    {
      g_autofree char *ours = g_strdup_printf ("%s:%u", hosts[i], self->port);

      if (g_ascii_strcasecmp (host, ours) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What stands against a request, by its head; 0: nothing */
static guint
examine (SwServer          *self,
         SoupServerMessage *message,
         const char        *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *method = soup_server_message_get_method (message);

  if (!is_our_host (self, soup_message_headers_get_one (headers, "Host")))
    return SOUP_STATUS_MISDIRECTED_REQUEST;
  if (soup_message_headers_get_one (headers, "Origin") != NULL || g_str_equal (method, "OPTIONS"))
    return SOUP_STATUS_FORBIDDEN;
  if (!g_str_equal (path, "/"))
    return SOUP_STATUS_NOT_FOUND;
  if (!g_str_equal (method, "POST"))
    return SOUP_STATUS_METHOD_NOT_ALLOWED;
  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return SOUP_STATUS_LENGTH_REQUIRED;
  if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    return SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), JSON_TYPE) != 0)
    return SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE;
  return 0;
}

/* Looked up once for each connection. */
static gboolean
is_welcome (SwServer          *self,
            SoupServerMessage *message)
{
  SwConnection *connection = sw_connections_find (message);

  if (!self->own_only)
    return TRUE;
  if (connection == NULL)
    return FALSE;
  if (!connection->known)
    connection->welcome = sw_peer_is_welcome (connection->socket);
  connection->known = TRUE;
  return connection->welcome;
}

static void
turn_away (SoupServerMessage *message,
           guint              status,
           const char        *text)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  sw_server_refuse (message, status, "AccessDeniedException", text);
}

/* Statuses, and what is said with them */
static const struct
{
  guint       status;
  const char *text;
} refusals[] = {
  { SOUP_STATUS_MISDIRECTED_REQUEST, "This server answers to 127.0.0.1 and localhost alone" },
  { SOUP_STATUS_FORBIDDEN, "Pages in a browser may not ask" },
  { SOUP_STATUS_NOT_FOUND, "Requests go to /" },
  { SOUP_STATUS_METHOD_NOT_ALLOWED, "Requests are sent by POST" },
  { SOUP_STATUS_LENGTH_REQUIRED, "A request tells its length beforehand" },
  { SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "A request has at most 1 MiB" },
  { SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, "Requests are of the type " JSON_TYPE },
};

/**
 * sw_server_guard:
 *
 * Early handler: refuses what nobody who may ask would send, and closes its connection. What a
 * client that does not wait for leave ("Expect: 100-continue") sends nevertheless is thrown away.
 */
void
sw_server_guard (SoupServer        *soup,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           data)
{
  guint status = examine (data, message, path);

  if (!is_welcome (data, message))
    {
      turn_away (message, SOUP_STATUS_FORBIDDEN,
                 "This server answers to the user who runs it. Start it with --key and pass the key "
                 "on, or with --anybody, to let others who use this computer ask");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].status == status)
      turn_away (message, status, refusals[i].text);
}

/* What an Authorization header says */
typedef struct
{
  char  *key_id;
  char  *region;
  char  *service;
  char **headers; /* names of those that are signed */
} Claim;

static void
claim_clear (Claim *claim)
{
  g_free (claim->key_id);
  g_free (claim->region);
  g_free (claim->service);
  g_strfreev (claim->headers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claim, claim_clear)

/* AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, SignedHeaders=a;b,
 * Signature=… */
static gboolean
read_claim (const char *authorization,
            Claim      *claim)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^AWS4-HMAC-SHA256 "
                     "+Credential=([^/,]+)/[0-9]{8}/([^/,]+)/([^/,]+)/aws4_request, "
                     "*SignedHeaders=([a-z0-9;-]+), *Signature=[0-9a-f]{64}$",
                     G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *names = NULL;

  if (!g_regex_match (regex, authorization, 0, &match))
    return FALSE;
  claim->key_id = g_match_info_fetch (match, 1);
  claim->region = g_match_info_fetch (match, 2);
  claim->service = g_match_info_fetch (match, 3);
  names = g_match_info_fetch (match, 4);
  claim->headers = g_strsplit (names, ";", 64);
  return TRUE;
}

/* Signs the request again, as its sender must have done. */
static char *
dup_expected (SwServer          *self,
              SoupServerMessage *message,
              const Claim       *claim,
              const char        *date)
{
  SoupMessageHeaders *received = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autoptr (SwCredentials) credentials
      = sw_credentials_new (self->key_id, self->key_secret, NULL, G_MAXINT64);
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (SwHeader));
  SwSigningRequest request = { .method = "POST", .path = "/", .body_hash = hash };
  const SwSigningScope scope = { .region = claim->region, .service = claim->service };

  for (guint i = 0; claim->headers[i] != NULL; i++)
    {
      SwHeader header
          = { claim->headers[i], soup_message_headers_get_list (received, claim->headers[i]) };

      if (header.value != NULL)
        g_array_append_val (headers, header);
    }
  request.headers = (const SwHeader *) (gpointer) headers->data;
  request.n_headers = headers->len;
  return sw_signer_dup_authorization (&request, &scope, credentials, date);
}

/* Whether both are equal, in a time that does not tell how far they are */
static gboolean
equal_in_time (const char *a,
               const char *b)
{
  gsize length = strlen (a);
  guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8) (a[i] ^ b[i]);
  return difference == 0;
}

static gboolean
is_fresh (const char *date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (date, NULL);

  return time != NULL
         && ABS (g_date_time_to_unix (time) - g_get_real_time () / G_USEC_PER_SEC) <= SIGNED_FOR;
}

/**
 * sw_server_verify:
 * @message: received as a whole
 *
 * Looks whether a request was signed with the key of the server, if it has one.
 *
 * Returns: (nullable): AWS's name of what is wrong; %NULL: nothing is
 */
const char *
sw_server_verify (SwServer          *self,
                  SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *date = soup_message_headers_get_one (headers, "X-Amz-Date");
  g_autofree char *expected = NULL;
  g_auto (Claim) claim = { NULL };

  if (self->key_id == NULL)
    return NULL;
  if (authorization == NULL || date == NULL)
    return "MissingAuthenticationTokenException";
  if (!read_claim (authorization, &claim))
    return "IncompleteSignatureException";
  if (!equal_in_time (claim.key_id, self->key_id))
    return "UnrecognizedClientException";
  if (!is_fresh (date))
    return "InvalidSignatureException";
  expected = dup_expected (self, message, &claim, date);
  if (g_strv_contains ((const char *const *) claim.headers, "host")
      && equal_in_time (g_strrstr (expected, "Signature="),
                        g_strrstr (authorization, "Signature=")))
    return NULL;
  return "InvalidSignatureException";
}
