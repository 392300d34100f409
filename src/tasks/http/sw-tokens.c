/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-tokens.h"

#include <string.h>

#include "aws/sw-waiters.h"
#include "json/sw-text.h"

/* A token server's answer is short: bytes */
#define MAX_ANSWER (64 * 1024)

/* Seconds before its end at which a token is given up: a request takes its time. Of one that does
 * not live long, a tenth of its life. */
#define MARGIN 60

typedef struct
{
  char   *text;
  gint64  end; /* microseconds since the epoch */
} Token;

/* A token that its server is asked for, and who waits for it */
typedef struct
{
  char      *key;
  SwWaiters *waiters;
} Asking;

/* By dup_key(): who asks with other secrets has other tokens */
static GHashTable *tokens;

/* Those asked for just now, by the same keys */
static GHashTable *askings;

static void
token_free (gpointer data)
{
  Token *token = data;

  sw_wipe_free (token->text);
  g_free (token);
}

static void
asking_free (Asking *asking)
{
  sw_waiters_free (asking->waiters);
  g_free (asking->key);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static char *
dup_url (SwConnection       *connection,
         const SwAwsRequest *request)
{
  g_autofree char *base = sw_connection_dup_token_url (connection);
  const char *query = request->query->str;
  const char *joint = *query == '\0' ? "" : strchr (base, '?') != NULL ? "&" : "?";

  return g_strconcat (base, joint, query, NULL);
}

/* What is asked, and of whom; a hash, so that no secret is in it */
static char *
dup_key (const char         *url,
         const SwAwsRequest *request)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length;
  gconstpointer body = g_bytes_get_data (request->body, &length);

  g_checksum_update (checksum, (const guchar *) request->method, -1);
  g_checksum_update (checksum, (const guchar *) url, (gssize) strlen (url) + 1);
  for (guint i = 0; i < request->headers->len; i++)
    {
      const SwHeader *header = &g_array_index (request->headers, SwHeader, i);

      g_checksum_update (checksum, (const guchar *) header->name,
                         (gssize) strlen (header->name) + 1);
      g_checksum_update (checksum, (const guchar *) header->value,
                         (gssize) strlen (header->value) + 1);
    }
  g_checksum_update (checksum, body, (gssize) length);
  return g_strdup (g_checksum_get_string (checksum));
}

static char *
dup_kept (const char *key)
{
  Token *token = tokens != NULL ? g_hash_table_lookup (tokens, key) : NULL;

  if (token != NULL && token->end > g_get_real_time ())
    return g_strdup (token->text);
  if (token != NULL)
    g_hash_table_remove (tokens, key);
  return NULL;
}

/* Seconds that a token lives, from its server's answer; some write the number as a text. 0: it
 * does not say, and the token serves once. */
static double
get_lifetime (SwValue answer)
{
  SwValue told = sw_value_get_member (answer, "expires_in");
  double seconds = sw_value_is (told, SW_TYPE_NUMBER) ? sw_value_get_number (told)
                   : sw_value_is (told, SW_TYPE_STRING)
                       ? g_ascii_strtod (sw_value_get_text (told, NULL), NULL)
                       : 0;

  return seconds > 0 ? MIN (seconds, G_MAXINT32) : 0;
}

static void
keep (const char *key,
      const char *text,
      double      lifetime)
{
  double useful = lifetime - MIN (MARGIN, lifetime / 10);
  Token *token;

  if (lifetime <= 0)
    return;
  if (tokens == NULL)
    tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, token_free);
  token = g_new (Token, 1);
  *token = (Token){ g_strdup (text), g_get_real_time () + (gint64) (useful * G_USEC_PER_SEC) };
  g_hash_table_replace (tokens, g_strdup (key), token);
}

/* { "access_token": "…", "expires_in": 3600 } */
static char *
read_token (const SwAwsAnswer *answer,
            const char        *key)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  gsize length;
  const char *text = g_bytes_get_data (answer->body, &length);
  SwValue token;

  if (sw_aws_answer_is_error (answer)
      || !sw_value_from_text (text != NULL ? text : "", (gssize) length, SW_TEXT_DEFAULT, &value,
                              NULL)
      || !sw_value_is (value, SW_TYPE_OBJECT))
    return NULL;
  token = sw_value_get_member (value, "access_token");
  if (!sw_value_is (token, SW_TYPE_STRING))
    return NULL;
  keep (key, sw_value_get_text (token, NULL), get_lifetime (value));
  return g_strdup (sw_value_get_text (token, NULL));
}

static gpointer
dup_token (gpointer token)
{
  return g_strdup (token);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  char *token = NULL;

  /* Whoever comes from now on asks for himself. */
  if (g_hash_table_lookup (askings, asking->key) == asking)
    g_hash_table_remove (askings, asking->key);
  answer = sw_http_send_finish (result, NULL, &error);
  if (answer != NULL)
    token = read_token (answer, asking->key);
  if (answer != NULL && token == NULL)
    g_set_error (&error, SW_AWS_ERROR, SW_AWS_ERROR_ANSWER,
                 "The connection's authorization endpoint gave no token (status %u)",
                 answer->status);
  if (token != NULL)
    sw_waiters_answer (asking->waiters, token, dup_token, (GDestroyNotify) sw_wipe_free);
  else
    sw_waiters_fail (asking->waiters, error);
  sw_wipe_free (token);
}

/* Joins those who have asked for the same token already, if there are any. */
static gboolean
join (const char *key,
      GTask      *task)
{
  Asking *asking = askings != NULL ? g_hash_table_lookup (askings, key) : NULL;

  if (asking == NULL || g_cancellable_is_cancelled (sw_waiters_get_cancellable (asking->waiters)))
    return FALSE;
  sw_waiters_join (asking->waiters, task);
  return TRUE;
}

static void
ask (char               *take_key,
     SoupSession        *session,
     SoupMessage        *message,
     const SwHttpLimits *limits,
     GTask              *task)
{
  Asking *asking = g_new (Asking, 1);

  *asking = (Asking){ take_key, sw_waiters_new () };
  if (askings == NULL)
    askings = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_replace (askings, asking->key, asking);
  sw_waiters_join (asking->waiters, task);
  sw_http_send_async (session, message, limits, sw_waiters_get_cancellable (asking->waiters),
                      on_answer, asking);
}

/**
 * sw_token_get_async:
 * @connection: of %SW_CONNECTION_OAUTH
 * @session: that asks where none is kept
 * @timeout: milliseconds for that
 * @callback: (scope async): calls sw_token_get_finish()
 *
 * Finds a token; many who want one at the same time ask for it once. Where tokens are had is the
 * person's own word: it stands in the connection.
 */
void
sw_token_get_async (SwConnection        *connection,
                    SoupSession         *session,
                    guint                timeout,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const SwHttpLimits limits = { SW_URL_NAMED, MAX_ANSWER, timeout };
  g_autoptr (SwAwsRequest) request = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *url = NULL, *key = NULL;
  GError *error = NULL;
  char *token;

  request = sw_connection_new_token_request (connection, &error);
  if (request == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  url = dup_url (connection, request);
  key = dup_key (url, request);
  token = dup_kept (key);
  g_task_set_task_data (task, GINT_TO_POINTER (token != NULL), NULL);
  if (token != NULL)
    {
      g_task_return_pointer (task, token, (GDestroyNotify) sw_wipe_free);
      return;
    }
  if (join (key, task))
    return;
  message = sw_http_message_new (request->method, url, request->headers, request->body, &error);
  if (message == NULL)
    g_task_return_error (task, error);
  else
    ask (g_steal_pointer (&key), session, message, &limits, task);
}

/**
 * sw_token_get_finish:
 * @kept: (out): whether it was had before: then it may have been taken back meanwhile
 *
 * Returns: (transfer full): the token, to be wiped; %NULL with @error set where there is none
 */
char *
sw_token_get_finish (GAsyncResult  *result,
                     gboolean      *kept,
                     GError       **error)
{
  *kept = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sw_token_forget:
 * @refused: a token
 *
 * Gives up a token that is kept for a connection: who should let in with it does not. Another one
 * that was had meanwhile stays.
 */
void
sw_token_forget (SwConnection *connection,
                 const char   *refused)
{
  g_autoptr (SwAwsRequest) request = sw_connection_new_token_request (connection, NULL);
  g_autofree char *url = NULL, *key = NULL;
  const Token *token;

  if (request == NULL || tokens == NULL)
    return;
  url = dup_url (connection, request);
  key = dup_key (url, request);
  token = g_hash_table_lookup (tokens, key);
  if (token != NULL && g_str_equal (token->text, refused))
    g_hash_table_remove (tokens, key);
}
