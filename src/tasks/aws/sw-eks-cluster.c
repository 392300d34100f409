/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-eks-cluster.h"

#include <string.h>

#include "aws/sw-aws-cluster.h"
#include "aws/sw-http.h"

struct _SwEksCluster
{
  grefcount    count;
  SwAwsClient *client;
  SoupSession *session; /* that trusts the cluster's own authority alone */
  char        *name;
  char        *url;     /* without "/" at its end */
  char        *region;
  SwUrlRules   rules;
};

/* A request that waits for the token it goes with */
typedef struct
{
  SwEksCluster *cluster;
  SwAwsRequest *request;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *self = data;

  sw_eks_cluster_unref (self->cluster);
  sw_aws_request_free (self->request);
  g_free (self);
}

static const char *
read_text (SwValue      parameters,
           const char  *member,
           GError     **error)
{
  SwValue value = sw_value_get_member (parameters, member);

  if (sw_value_is (value, SW_TYPE_STRING) && *sw_value_get_text (value, NULL) != '\0')
    return sw_value_get_text (value, NULL);
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
               "The value of the field '%s' has an invalid format", member);
  return NULL;
}

/* Base64 of a certificate in the form of PEM, as DescribeCluster tells it */
static GTlsCertificate *
read_authority (SwValue   parameters,
                GError  **error)
{
  const char *text = read_text (parameters, "CertificateAuthority", error);
  g_autofree char *pem = NULL;
  GTlsCertificate *authority;
  gsize length;

  if (text == NULL)
    return NULL;
  pem = (char *) g_base64_decode (text, &length);
  authority = g_tls_certificate_new_from_pem (pem, (gssize) length, NULL);
  if (authority == NULL)
    g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                         "The value of the field 'CertificateAuthority' has an invalid format");
  return authority;
}

/* A cluster of EKS's own may be called by whoever may call AWS; any other the row has to name. */
static gboolean
find_rules (SwAwsClient    *client,
            const SwHosts  *hosts,
            GUri           *uri,
            SwUrlRules     *rules,
            GError        **error)
{
  const char *host = g_uri_get_host (uri);
  gboolean own = host != NULL && g_str_equal (g_uri_get_scheme (uri), "https")
                 && (g_str_has_suffix (host, ".eks.amazonaws.com")
                     || g_str_has_suffix (host, ".eks.amazonaws.com.cn"));

  if (hosts != NULL || (own && !sw_aws_client_is_local (client)))
    return sw_hosts_find_rules (hosts, uri, rules, error);
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN,
               "the cluster at %s is not called: name its host in \"hosts\" of the row to allow it",
               host != NULL ? host : "?");
  return FALSE;
}

static GUri *
read_endpoint (SwValue   parameters,
               GError  **error)
{
  const char *text = read_text (parameters, "Endpoint", error);
  GUri *uri = text != NULL ? g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_query (uri) == NULL)
    return uri;
  g_clear_pointer (&uri, g_uri_unref);
  if (text != NULL)
    g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                         "The value of the field 'Endpoint' has an invalid format");
  return NULL;
}

/**
 * sw_eks_cluster_new:
 * @client: in whose name it is called
 * @hosts: (nullable): that the row names
 * @region: of sw_aws_client_dup_region()
 * @parameters: { "ClusterName", "CertificateAuthority", "Endpoint" }, and others
 *
 * Returns: (transfer full): the cluster; %NULL with @error set to which parameter is wrong
 *   (%SW_AWS_ERROR_INPUT), or why it must not be called (%SW_AWS_ERROR_FORBIDDEN)
 */
SwEksCluster *
sw_eks_cluster_new (SwAwsClient    *client,
                    const SwHosts  *hosts,
                    const char     *region,
                    SwValue         parameters,
                    GError        **error)
{
  const char *name = read_text (parameters, "ClusterName", error);
  g_autoptr (GTlsCertificate) authority = name != NULL ? read_authority (parameters, error) : NULL;
  g_autoptr (GUri) uri = authority != NULL ? read_endpoint (parameters, error) : NULL;
  SwEksCluster *self;
  SwUrlRules rules;

  if (uri == NULL || !find_rules (client, hosts, uri, &rules, error))
    return NULL;
  self = g_new0 (SwEksCluster, 1);
  g_ref_count_init (&self->count);
  self->client = sw_aws_client_ref (client);
  self->session = sw_http_session_new (authority);
  self->name = g_strdup (name);
  self->url = g_uri_to_string (uri);
  while (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  self->region = g_strdup (region);
  self->rules = rules;
  return self;
}

/**
 * sw_eks_cluster_ref:
 *
 * Returns: (transfer full): @self
 */
SwEksCluster *
sw_eks_cluster_ref (SwEksCluster *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_eks_cluster_unref:
 *
 * Gives up a reference.
 */
void
sw_eks_cluster_unref (SwEksCluster *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_object_unref (self->session);
  sw_aws_client_unref (self->client);
  g_free (self->name);
  g_free (self->url);
  g_free (self->region);
  g_free (self);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  SwAwsAnswer *answer = sw_http_send_finish (result, NULL, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) sw_aws_answer_free);
  else
    g_task_return_error (task, error);
}

static void
on_token (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  const Sending *self = g_task_get_task_data (task);
  const SwEksCluster *cluster = self->cluster;
  const SwHttpLimits limits
      = { cluster->rules, SW_AWS_LIMIT_TASK, sw_aws_client_get_timeout (cluster->client) };
  const char *query = self->request->query->str;
  g_autofree char *url
      = g_strconcat (cluster->url, self->request->path, *query != '\0' ? "?" : "", query, NULL);
  g_autoptr (SoupMessage) message = NULL;
  GError *error = NULL;
  char *token = sw_aws_cluster_get_token_finish (result, &error), *value;

  if (token != NULL)
    {
      value = g_strconcat ("Bearer ", token, NULL);
      sw_aws_request_set_header (self->request, "Authorization", value);
      sw_wipe_free (value);
      sw_wipe_free (token);
      message = sw_http_message_new (self->request->method, url, self->request->headers,
                                     self->request->body, &error);
    }
  if (message == NULL)
    g_task_return_error (task, error);
  else
    sw_http_send_async (cluster->session, message, &limits, g_task_get_cancellable (task),
                        on_answer, g_object_ref (task));
}

/**
 * sw_eks_cluster_send_async:
 * @take_request: (transfer full): to its Kubernetes API
 * @callback: (scope async): calls sw_eks_cluster_send_finish()
 *
 * Sends a request to the cluster, in the client's name.
 */
void
sw_eks_cluster_send_async (SwEksCluster        *self,
                           SwAwsRequest        *take_request,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Sending *sending = g_new (Sending, 1);

  *sending = (Sending){ sw_eks_cluster_ref (self), take_request };
  g_task_set_task_data (task, sending, sending_free);
  sw_aws_cluster_get_token_async (self->client, self->name, self->region, cancellable, on_token,
                                  g_object_ref (task));
}

/**
 * sw_eks_cluster_send_finish:
 *
 * Returns: (transfer full): the answer, whatever its status; %NULL with @error set where there is
 *   none
 */
SwAwsAnswer *
sw_eks_cluster_send_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
