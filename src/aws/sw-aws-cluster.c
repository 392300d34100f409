/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-cluster.h"

#include <string.h>

#include "aws/sw-aws-client-private.h"

/* Both are what AWS's command line (`aws eks get-token`) gives, and its authenticator wants. */
#define PREFIX "k8s-aws-v1."
#define CLUSTER_HEADER "x-k8s-aws-id"

/* Seconds for which the signature holds: a token is made for each request */
#define LIFE 60

typedef struct
{
  SwAwsClient *client;
  char        *cluster;
  char        *region;
  GUri        *uri; /* of the token service */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  sw_aws_client_unref (self->client);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->cluster);
  g_free (self->region);
  g_free (self);
}

/* Base64 as addresses have it, without "=" at its end */
static char *
dup_encoded (const char *text)
{
  char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  *strchrnul (encoded, '=') = '\0';
  return encoded;
}

static char *
new_token (const Asking        *self,
           const SwCredentials *keys)
{
  const SwAwsService *service = sw_aws_service_find ("sts");
  g_autofree char *host = sw_http_dup_host (self->uri);
  g_autofree char *date = sw_signer_dup_date (g_get_real_time ());
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);
  g_autofree char *told = g_strdup_printf ("Action=GetCallerIdentity&Version=%s", service->version);
  const SwHeader headers[] = { { "Host", host }, { CLUSTER_HEADER, self->cluster } };
  const SwSigningRequest request
      = { "GET", "/", told, headers, G_N_ELEMENTS (headers), .body_hash = hash };
  const SwSigningScope scope = { self->region, service->signing, FALSE };
  g_autofree char *query = sw_signer_dup_query (&request, &scope, keys, date, LIFE);
  g_autofree char *url
      = g_strdup_printf ("%s://%s/?%s", g_uri_get_scheme (self->uri), host, query);
  g_autofree char *encoded = dup_encoded (url);
  char *token = g_strconcat (PREFIX, encoded, NULL);

  sw_wipe (url, strlen (url));
  sw_wipe (query, strlen (query));
  sw_wipe (encoded, strlen (encoded));
  return token;
}

static void
on_keys (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  const Asking *self = g_task_get_task_data (task);
  g_autoptr (SwCredentials) keys = NULL;
  GError *error = NULL;

  keys = sw_aws_identity_get_finish (self->client->identity, result, &error);
  if (keys == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, new_token (self, keys), (GDestroyNotify) sw_wipe_free);
}

/**
 * sw_aws_cluster_get_token_async:
 * @client: in whose name
 * @cluster: name of the cluster
 * @region: of sw_aws_client_dup_region()
 * @callback: (scope async): calls sw_aws_cluster_get_token_finish()
 *
 * Makes a token for a cluster. Nothing is sent.
 */
void
sw_aws_cluster_get_token_async (SwAwsClient         *client,
                                const char          *cluster,
                                const char          *region,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *url = NULL;
  Asking *self = g_new0 (Asking, 1);
  GError *error = NULL;

  self->client = sw_aws_client_ref (client);
  self->cluster = g_strdup (cluster);
  self->region = g_strdup (region);
  g_task_set_task_data (task, self, asking_free);
  url = sw_aws_client_dup_url (client, sw_aws_service_find ("sts"), region, &error);
  if (url != NULL)
    self->uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, &error);
  if (self->uri == NULL)
    g_task_return_error (task, error);
  else
    sw_aws_identity_get_async (sw_aws_client_get_identity (client, self->uri), cancellable, on_keys,
                               g_object_ref (task));
}

/**
 * sw_aws_cluster_get_token_finish:
 *
 * Returns: (transfer full): what stands behind "Bearer" in a request to the cluster, to be wiped;
 *   %NULL with @error set where there are no keys
 */
char *
sw_aws_cluster_get_token_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
