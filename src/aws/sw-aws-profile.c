/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-profile.h"

#include <string.h>

#include "aws/sw-aws-request.h"
#include "aws/sw-ini.h"

struct _SwAwsProfile
{
  char  *name;
  SwIni *credentials;
  SwIni *config;
};

/* Settings of a profile whose keys come from elsewhere: AWS's own command line gets them. */
static const char *const delegated[] = {
  "role_arn", "sso_session", "sso_start_url", "web_identity_token_file", "credential_source",
  "login_session",
};

static char *
dup_path (const char *variable,
          const char *name)
{
  const char *told = g_getenv (variable);

  if (told == NULL || *told == '\0')
    return g_build_filename (g_get_home_dir (), ".aws", name, NULL);
  return g_str_has_prefix (told, "~/") ? g_build_filename (g_get_home_dir (), told + 2, NULL)
                                       : g_strdup (told);
}

/* In ~/.aws/config a profile is "[profile a]"; "[default]" alone has no kind. */
static const char *
config_get (SwAwsProfile *self,
            const char   *key)
{
  const char *value = sw_ini_get (self->config, "profile", self->name, key);

  if (value == NULL && g_str_equal (self->name, "default"))
    value = sw_ini_get (self->config, NULL, self->name, key);
  return value != NULL && *value != '\0' ? value : NULL;
}

static const char *
credentials_get (SwAwsProfile *self,
                 const char   *key)
{
  const char *value = sw_ini_get (self->credentials, NULL, self->name, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * sw_aws_profile_get:
 * @key: "role_arn"
 *
 * Returns: (nullable): what the files say of it, ~/.aws/credentials first
 */
const char *
sw_aws_profile_get (SwAwsProfile *self,
                    const char   *key)
{
  const char *value = credentials_get (self, key);

  return value != NULL ? value : config_get (self, key);
}

static gboolean
is_there (SwAwsProfile *self)
{
  return sw_ini_has_section (self->credentials, NULL, self->name)
         || sw_ini_has_section (self->config, "profile", self->name)
         || (g_str_equal (self->name, "default")
             && sw_ini_has_section (self->config, NULL, self->name));
}

/**
 * sw_aws_profile_load:
 * @name: (nullable): of the profile; %NULL for the one that AWS_PROFILE names, or the default
 *
 * Reads the files of AWS's clients. No command is started.
 *
 * Returns: (transfer full): the profile; %NULL with @error set where a file cannot be read, or
 *   where there is no profile of a name that was asked for
 */
SwAwsProfile *
sw_aws_profile_load (const char  *name,
                     GError     **error)
{
  g_autoptr (SwAwsProfile) self = g_new0 (SwAwsProfile, 1);
  g_autofree char *credentials = dup_path ("AWS_SHARED_CREDENTIALS_FILE", "credentials");
  g_autofree char *config = dup_path ("AWS_CONFIG_FILE", "config");
  gboolean asked = name != NULL;

  if (name == NULL)
    name = g_getenv ("AWS_PROFILE");
  asked = asked || (name != NULL && *name != '\0');
  self->name = g_strdup (name != NULL && *name != '\0' ? name : "default");
  self->credentials = sw_ini_load (credentials, error);
  if (self->credentials == NULL)
    return NULL;
  self->config = sw_ini_load (config, error);
  if (self->config == NULL)
    return NULL;
  if (!asked || is_there (self))
    return g_steal_pointer (&self);
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG,
               "There is no profile \"%s\" in %s and %s", self->name, credentials, config);
  return NULL;
}

/**
 * sw_aws_profile_free:
 * @self: (transfer full): a profile
 */
void
sw_aws_profile_free (SwAwsProfile *self)
{
  g_free (self->name);
  g_clear_pointer (&self->credentials, sw_ini_free);
  g_clear_pointer (&self->config, sw_ini_free);
  g_free (self);
}

/**
 * sw_aws_profile_get_name:
 *
 * Returns: its name
 */
const char *
sw_aws_profile_get_name (SwAwsProfile *self)
{
  return self->name;
}

/**
 * sw_aws_profile_get_region:
 *
 * Returns: (nullable): the region it names
 */
const char *
sw_aws_profile_get_region (SwAwsProfile *self)
{
  return sw_aws_profile_get (self, "region");
}

/* "Secrets Manager" is secrets_manager. */
static char *
dup_service_name (const SwAwsService *service)
{
  return g_strdelimit (g_ascii_strdown (service->id, -1), " -", '_');
}

/**
 * sw_aws_dup_service_variable:
 *
 * Returns: (transfer full): the environment variable of a service's endpoint,
 *   "AWS_ENDPOINT_URL_SECRETS_MANAGER"
 */
char *
sw_aws_dup_service_variable (const SwAwsService *service)
{
  g_autofree char *name = dup_service_name (service);
  g_autofree char *capital = g_ascii_strup (name, -1);

  return g_strconcat ("AWS_ENDPOINT_URL_", capital, NULL);
}

/**
 * sw_aws_profile_get_endpoint:
 *
 * Returns: (nullable): where the profile has a service's requests sent: what its section of
 *   services says, else its endpoint_url
 */
const char *
sw_aws_profile_get_endpoint (SwAwsProfile       *self,
                             const SwAwsService *service)
{
  const char *section = sw_aws_profile_get (self, "services"), *url = NULL;
  g_autofree char *name = dup_service_name (service);
  g_autofree char *key = g_strconcat (name, ".endpoint_url", NULL);

  if (section != NULL)
    url = sw_ini_get (self->config, "services", section, key);
  return url != NULL && *url != '\0' ? url : sw_aws_profile_get (self, "endpoint_url");
}

static gboolean
is_delegated (SwAwsProfile *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (delegated); i++)
    if (sw_aws_profile_get (self, delegated[i]) != NULL)
      return TRUE;
  return FALSE;
}

static SwCredentials *
dup_keys (SwAwsProfile *self,
          const char *(*get) (SwAwsProfile *, const char *))
{
  const char *access_key = get (self, "aws_access_key_id");
  const char *secret_key = get (self, "aws_secret_access_key");

  if (access_key == NULL || secret_key == NULL)
    return NULL;
  return sw_credentials_new (access_key, secret_key, get (self, "aws_session_token"), G_MAXINT64);
}

/**
 * sw_aws_profile_dup_credentials:
 *
 * Returns: (transfer full) (nullable): the keys that stand in the files; %NULL where a command has
 *   to be asked for them
 */
SwCredentials *
sw_aws_profile_dup_credentials (SwAwsProfile *self)
{
  SwCredentials *keys;

  if (is_delegated (self))
    return NULL;
  keys = dup_keys (self, credentials_get);
  if (keys == NULL && sw_aws_profile_get (self, "credential_process") == NULL)
    keys = dup_keys (self, config_get);
  return keys;
}

/**
 * sw_aws_profile_dup_command:
 *
 * What has to be started where the files have no keys themselves: the profile's credential_process,
 * or AWS's own command line, which knows logins, roles and metadata services.
 *
 * Returns: (transfer full): program and arguments, or %NULL with @error set
 */
char **
sw_aws_profile_dup_command (SwAwsProfile  *self,
                            GError       **error)
{
  const char *told = is_delegated (self) ? NULL : sw_aws_profile_get (self, "credential_process");
  const char *standard[] = { "aws", "configure", "export-credentials", "--profile", self->name,
                             "--format", "process", NULL };
  g_autoptr (GError) reason = NULL;
  char **words = NULL;

  if (told == NULL)
    return g_strdupv ((char **) standard);
  if (g_shell_parse_argv (told, NULL, &words, &reason))
    return words;
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG, "credential_process of profile \"%s\": %s",
               self->name, reason->message);
  return NULL;
}
