/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-client-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aws/sw-aws-account.h"
#include "base/sw-shown.h"

#define DEFAULT_TIMEOUT 60000

/* Regions outside the usual partition, and the domains of their services */
static const struct
{
  const char *prefix, *domain;
} domains[] = {
  { "cn-", "amazonaws.com.cn" },
  { "us-iso-", "c2s.ic.gov" },
  { "us-isob-", "sc2s.sgov.gov" },
  { "", "amazonaws.com" },
};

/**
 * sw_aws_client_new:
 * @options: copied
 *
 * Makes a client. Nothing is read, started or called yet.
 *
 * Returns: (transfer full): the client
 */
SwAwsClient *
sw_aws_client_new (const SwAwsClientOptions *options)
{
  SwAwsClient *self = g_new0 (SwAwsClient, 1);

  g_ref_count_init (&self->count);
  self->endpoint = g_strdup (options->endpoint);
  self->region = g_strdup (options->region);
  self->profile = g_strdup (options->profile);
  self->timeout = options->timeout != 0 ? options->timeout : DEFAULT_TIMEOUT;
  self->commands = options->commands;
  self->session = sw_http_session_new (NULL);
  return self;
}

/**
 * sw_aws_client_ref:
 *
 * Returns: (transfer full): @self
 */
SwAwsClient *
sw_aws_client_ref (SwAwsClient *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_aws_client_unref:
 *
 * Gives up a reference.
 */
void
sw_aws_client_unref (SwAwsClient *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_clear_object (&self->session);
  g_clear_pointer (&self->identity, sw_aws_identity_unref);
  g_free (self->endpoint);
  g_free (self->region);
  g_free (self->profile);
  g_free (self->account);
  g_free (self->place);
  g_free (self);
}

/* The profile to ask for what nothing else says; NULL where there is none by that name */
static SwAwsProfile *
load_profile (SwAwsClient *self)
{
  return sw_aws_profile_load (self->profile, NULL);
}

static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * sw_aws_client_dup_region:
 * @fallback: (nullable): where nothing says a region
 *
 * Returns: (transfer full) (nullable): the region: what the client was made with, else
 *   AWS_REGION, AWS_DEFAULT_REGION, the profile's
 */
char *
sw_aws_client_dup_region (SwAwsClient *self,
                          const char  *fallback)
{
  const char *told = self->region != NULL && *self->region != '\0' ? self->region : NULL;
  g_autoptr (SwAwsProfile) profile = NULL;

  if (told == NULL)
    told = get_variable ("AWS_REGION");
  if (told == NULL)
    told = get_variable ("AWS_DEFAULT_REGION");
  if (told == NULL && (profile = load_profile (self)) != NULL)
    told = sw_aws_profile_get_region (profile);
  return g_strdup (told != NULL ? told : fallback);
}

/* The older variables, of AWS's local Step Functions: who has set them need not do it anew. */
static const char *
get_old_variable (const SwAwsService *service)
{
  static const struct
  {
    const char *key, *variable;
  } old[] = {
    { "lambda", "LAMBDA_ENDPOINT" },
    { "dynamodb", "DYNAMODB_ENDPOINT" },
    { "sqs", "SQS_ENDPOINT" },
    { "sns", "SNS_ENDPOINT" },
    { "sfn", "STEP_FUNCTIONS_ENDPOINT" },
    { "batch", "BATCH_ENDPOINT" },
    { "ecs", "ECS_ENDPOINT" },
    { "glue", "GLUE_ENDPOINT" },
    { "sagemaker", "SAGE_MAKER_ENDPOINT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    if (g_str_equal (service->key, old[i].key))
      return get_variable (old[i].variable);
  return NULL;
}

/* What environment and files say of where to go */
static char *
dup_configured_url (SwAwsClient        *self,
                    const SwAwsService *service)
{
  g_autofree char *variable = sw_aws_dup_service_variable (service);
  g_autoptr (SwAwsProfile) profile = NULL;
  const char *ignore = get_variable ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  const char *url;

  if (ignore != NULL && g_ascii_strcasecmp (ignore, "true") == 0)
    return NULL;
  url = get_variable (variable);
  if (url == NULL)
    url = get_variable ("AWS_ENDPOINT_URL");
  if (url == NULL && (profile = load_profile (self)) != NULL)
    url = sw_aws_profile_get_endpoint (profile, service);
  if (url == NULL)
    url = get_old_variable (service);
  return g_strdup (url);
}

static char *
dup_real_url (const SwAwsService *service,
              const char         *region)
{
  guint i = 0;

  while (!g_str_has_prefix (region, domains[i].prefix))
    i++;
  if (service->region != NULL && *domains[i].prefix == '\0')
    return g_strdup_printf ("https://%s.amazonaws.com", service->endpoint);
  return g_strdup_printf ("https://%s.%s.%s", service->endpoint, region, domains[i].domain);
}

/* A region becomes a part of a host's name. */
static gboolean
is_region (const char *text)
{
  if (text == NULL || *text == '\0' || strlen (text) > 40)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '-')
      return FALSE;
  return TRUE;
}

/**
 * sw_aws_client_dup_url:
 * @region: of sw_aws_client_dup_region()
 *
 * Finds where a service's requests go to: what the client was made with, else
 * AWS_ENDPOINT_URL_SERVICE, AWS_ENDPOINT_URL, the profile's services, its endpoint_url, and what
 * AWS's local Step Functions reads (DYNAMODB_ENDPOINT). The real services are never a fallback.
 *
 * Returns: (transfer full): an address without "/" at its end, or %NULL with @error set
 */
char *
sw_aws_client_dup_url (SwAwsClient         *self,
                       const SwAwsService  *service,
                       const char          *region,
                       GError             **error)
{
  g_autofree char *url = NULL;

  if (!is_region (region))
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG,
                   "\"%s\" is not the name of a region; say one with \"region\"",
                   region != NULL ? region : "");
      return NULL;
    }
  if (g_strcmp0 (self->endpoint, SW_AWS_REAL) == 0)
    return dup_real_url (service, region);
  url = self->endpoint != NULL ? g_strdup (self->endpoint) : dup_configured_url (self, service);
  if (url == NULL)
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG,
                   "Nothing says where %s is: give \"endpoint\" an address, or \"aws\" for the "
                   "real service",
                   service->id);
      return NULL;
    }
  while (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return g_steal_pointer (&url);
}

/**
 * sw_aws_client_get_identity:
 * @uri: where a request goes to
 *
 * A server on this computer gets the keys that the environment has, or ones that say nothing: a
 * person's own are not sent there unless the profile is named.
 *
 * Returns: (transfer none): whose keys sign
 */
SwAwsIdentity *
sw_aws_client_get_identity (SwAwsClient *self,
                            GUri        *uri)
{
  g_autoptr (SwCredentials) nobody = NULL;

  if (self->identity != NULL)
    return self->identity;
  if (g_strcmp0 (self->endpoint, SW_AWS_REAL) != 0 && self->profile == NULL
      && get_variable ("AWS_ACCESS_KEY_ID") == NULL && sw_url_is_local (uri))
    {
      nobody = sw_credentials_new ("test", "test", NULL, G_MAXINT64);
      self->identity = sw_aws_identity_new_fixed (nobody);
    }
  else
    self->identity = sw_aws_identity_new (self->profile, self->commands);
  return self->identity;
}

/**
 * sw_aws_client_is_local:
 *
 * Returns: whether its requests stay on this computer: plain HTTP is spoken to nobody else
 */
gboolean
sw_aws_client_is_local (SwAwsClient *self)
{
  return self->endpoint == NULL || g_str_has_prefix (self->endpoint, "http://");
}

/**
 * sw_aws_client_get_timeout:
 *
 * Returns: milliseconds that each of its requests may take
 */
guint
sw_aws_client_get_timeout (SwAwsClient *self)
{
  return self->timeout;
}

static void
append_command (GString *text,
                char   **command)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; command[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (line, ' ');
      sw_shown_append (line, command[i]);
    }
  g_string_append_printf (text, _(", with keys from the command: %s"), line->str);
}

/**
 * sw_aws_client_describe:
 *
 * Returns: (transfer full): where its requests go and in whose name, for a person to agree to; with
 *   the command that would be started for keys
 */
char *
sw_aws_client_describe (SwAwsClient *self)
{
  gboolean real = g_strcmp0 (self->endpoint, SW_AWS_REAL) == 0;
  GString *text = g_string_new (NULL);
  g_auto (GStrv) command = NULL;
  g_autofree char *account = real ? sw_aws_client_dup_account (self) : NULL;
  g_autofree char *endpoint = self->endpoint != NULL ? sw_shown_dup (self->endpoint) : NULL;
  g_autofree char *where = real ? sw_aws_client_dup_region (self, NULL) : g_strdup (self->region);
  g_autofree char *region = where != NULL ? sw_shown_dup (where) : NULL;
  g_autofree char *profile = self->profile != NULL ? sw_shown_dup (self->profile) : NULL;

  if (real)
    g_string_append (text, _("calls the real services of AWS"));
  else if (self->endpoint != NULL)
    g_string_append_printf (text, _("calls services of AWS at %s"), endpoint);
  else
    g_string_append (text, _("calls services of AWS where AWS_ENDPOINT_URL says"));
  if (account != NULL)
    g_string_append_printf (text, _(", account %s"), account);
  if (region != NULL)
    g_string_append_printf (text, _(", region %s"), region);
  if (profile != NULL)
    g_string_append_printf (text, _(", profile %s"), profile);
  if (real || self->profile != NULL)
    command = sw_aws_identity_dup_command (self->profile);
  if (command != NULL)
    append_command (text, command);
  return g_string_free_and_steal (text);
}
