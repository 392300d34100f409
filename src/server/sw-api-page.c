/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include <string.h>

/* Lists in pages. A token says where the next page begins and is signed, so that one made up, one
 * of another list or one of a run of the program before is refused. */

#define DEFAULT_PAGE 100
#define DIGEST_LENGTH 32

/* What a token is good for: an operation, and the request but for the size of the page */
static char *
dup_digest (SwApiCall *call,
            guint      offset)
{
  static const char *const own[] = { "stateMachineArn", "executionArn", "mapRunArn", "statusFilter",
                                     "redriveFilter" };
  g_autoptr (GHmac) hmac
      = g_hmac_new (G_CHECKSUM_SHA256, call->api->secret, sizeof call->api->secret);
  g_autofree char *number = g_strdup_printf ("%u", offset);
  char *digest;

  g_hmac_update (hmac, (const guchar *) call->operation->name, -1);
  g_hmac_update (hmac, (const guchar *) number, -1);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      const char *text = sw_api_call_get_text (call, own[i]);

      g_hmac_update (hmac, (const guchar *) (text != NULL ? text : ""), -1);
      g_hmac_update (hmac, (const guchar *) "", 1);
    }
  digest = g_strdup (g_hmac_get_string (hmac));
  digest[DIGEST_LENGTH] = '\0';
  return digest;
}

static char *
dup_token (SwApiCall *call,
           guint      offset)
{
  g_autofree char *digest = dup_digest (call, offset);
  g_autofree char *text = g_strdup_printf ("%s%u", digest, offset);

  return g_base64_encode ((const guchar *) text, strlen (text));
}

static gboolean
read_token (SwApiCall  *call,
            const char *token,
            guint      *offset)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autofree char *wanted = NULL;
  guint64 number;

  if (strlen (text) <= DIGEST_LENGTH
      || !g_ascii_string_to_unsigned (text + DIGEST_LENGTH, 10, 0, G_MAXUINT, &number, NULL))
    return FALSE;
  wanted = dup_token (call, (guint) number);
  *offset = (guint) number;
  return g_str_equal (wanted, token);
}

/**
 * sw_api_page_begin:
 * @otherwise: elements on a page where the request does not say; 0: the service's hundred
 * @offset: (out): index of the page's first element
 * @limit: (out): so many elements at most
 *
 * Reads which page is asked for, and refuses the call where its token is none.
 *
 * Returns: whether it could be read
 */
gboolean
sw_api_page_begin (SwApiCall *call,
                   guint      otherwise,
                   guint     *offset,
                   guint     *limit)
{
  const char *token = sw_api_call_get_text (call, "nextToken");
  gint64 wanted = sw_api_call_get_count (call, "maxResults", 0);

  *offset = 0;
  /* Recorded on AWS: 0 stands for the default. */
  *limit = wanted > 0 ? (guint) wanted : otherwise > 0 ? otherwise : DEFAULT_PAGE;
  if (token == NULL || read_token (call, token, offset))
    return TRUE;
  sw_api_call_refuse (call, "InvalidToken", "Invalid Token: 'Invalid token'");
  return FALSE;
}

/**
 * sw_api_page_end:
 * @next: index of the next page's first element; 0: this was the last
 *
 * Says in the answer how to go on.
 */
void
sw_api_page_end (SwApiCall *call,
                 SwValue   *response,
                 guint      next)
{
  g_autofree char *token = next > 0 ? dup_token (call, next) : NULL;

  sw_answer_set_text (response, "nextToken", token);
}
