/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-identity.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "aws/sw-aws-request.h"
#include "aws/sw-waiters.h"

/* A command that prints more is not one that prints keys. */
#define MAX_OUTPUT (64 * 1024)

/* A command that was started for keys, and who waits for them */
typedef struct
{
  SwAwsIdentity *identity;
  char          *program;
  SwWaiters     *waiters;
} Asking;

struct _SwAwsIdentity
{
  grefcount      count;
  char          *profile;  /* or NULL */
  gboolean       commands; /* whether a command may be started */
  SwCredentials *cached;   /* or NULL */
  gboolean       fixed;
  Asking        *asking;   /* that others may join, or NULL; keeps the identity */
};

static void
asking_free (Asking *asking)
{
  sw_waiters_free (asking->waiters);
  sw_aws_identity_unref (asking->identity);
  g_free (asking->program);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/**
 * sw_aws_identity_new:
 * @profile: (nullable): whose keys are to be taken, even where the environment has others
 * @commands: whether somebody has agreed to the command that may have to be started for them
 *
 * Returns: (transfer full): an identity; nothing is read yet
 */
SwAwsIdentity *
sw_aws_identity_new (const char *profile,
                     gboolean    commands)
{
  SwAwsIdentity *self = g_new0 (SwAwsIdentity, 1);

  g_ref_count_init (&self->count);
  self->profile = g_strdup (profile);
  self->commands = commands;
  return self;
}

/**
 * sw_aws_identity_new_fixed:
 * @credentials: keys
 *
 * Returns: (transfer full): an identity that has these keys and no others
 */
SwAwsIdentity *
sw_aws_identity_new_fixed (SwCredentials *credentials)
{
  SwAwsIdentity *self = sw_aws_identity_new (NULL, FALSE);

  self->cached = sw_credentials_ref (credentials);
  self->fixed = TRUE;
  return self;
}

/**
 * sw_aws_identity_ref:
 *
 * Returns: (transfer full): @self
 */
SwAwsIdentity *
sw_aws_identity_ref (SwAwsIdentity *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_aws_identity_unref:
 *
 * Gives up a reference.
 */
void
sw_aws_identity_unref (SwAwsIdentity *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->cached, sw_credentials_unref);
  g_free (self->profile);
  g_free (self);
}

/**
 * sw_aws_identity_forget:
 * @expired: keys that it gave
 *
 * Has keys asked for anew: a service said that these have expired. Where others were had meanwhile,
 * those stay.
 */
void
sw_aws_identity_forget (SwAwsIdentity       *self,
                        const SwCredentials *expired)
{
  if (!self->fixed && self->cached == expired)
    g_clear_pointer (&self->cached, sw_credentials_unref);
}

static SwCredentials *
dup_from_environment (void)
{
  const char *access_key = g_getenv ("AWS_ACCESS_KEY_ID");
  const char *secret_key = g_getenv ("AWS_SECRET_ACCESS_KEY");

  if (access_key == NULL || *access_key == '\0' || secret_key == NULL || *secret_key == '\0')
    return NULL;
  return sw_credentials_new (access_key, secret_key, g_getenv ("AWS_SESSION_TOKEN"), G_MAXINT64);
}

/* A secret that json-glib has a copy of */
static void
wipe_member (JsonObject *object,
             const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, NULL);

  if (text != NULL)
    sw_wipe ((char *) text, strlen (text));
}

static gint64
read_expiration (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : G_MAXINT64;
}

/* { "Version": 1, "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration" } */
static SwCredentials *
read_keys (const char *text,
           gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  const char *access_key, *secret_key;
  SwCredentials *keys = NULL;
  JsonObject *object;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  access_key = json_object_get_string_member_with_default (object, "AccessKeyId", NULL);
  secret_key = json_object_get_string_member_with_default (object, "SecretAccessKey", NULL);
  if (access_key != NULL && secret_key != NULL
      && json_object_get_int_member_with_default (object, "Version", 0) == 1)
    keys = sw_credentials_new (
        access_key, secret_key,
        json_object_get_string_member_with_default (object, "SessionToken", NULL),
        read_expiration (json_object_get_string_member_with_default (object, "Expiration", NULL)));
  wipe_member (object, "SecretAccessKey");
  wipe_member (object, "SessionToken");
  return keys;
}

/* What a command that did not give keys said, for a person. What it printed on its standard output
 * is not shown: there keys would be. */
static void
fail_command (const Asking *asking,
              GBytes       *printed)
{
  const SwAwsIdentity *self = asking->identity;
  const char *profile = self->profile != NULL ? self->profile : g_getenv ("AWS_PROFILE");
  gsize length = 0;
  const char *bytes = printed != NULL ? g_bytes_get_data (printed, &length) : NULL;
  g_autofree char *said
      = g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) MIN (length, 2000));
  g_autoptr (GError) error = NULL;

  g_strstrip (said);
  if (strstr (said, "SSO") != NULL || strstr (said, "oken has expired") != NULL)
    error = g_error_new (SW_AWS_ERROR, SW_AWS_ERROR_CREDENTIALS,
                         "The login has expired; run: aws sso login --profile %s (%s)",
                         profile != NULL ? profile : "default", said);
  else
    error = g_error_new (SW_AWS_ERROR, SW_AWS_ERROR_CREDENTIALS, "%s gave no credentials%s%s",
                         asking->program, *said != '\0' ? ": " : "", said);
  sw_waiters_fail (asking->waiters, error);
}

static void
command_ended (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr (Asking) asking = data;
  SwAwsIdentity *self = asking->identity;
  g_autoptr (GBytes) output = NULL, errors = NULL;
  g_autoptr (SwCredentials) keys = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text;

  /* Whoever comes from now on asks for himself. */
  if (self->asking == asking)
    self->asking = NULL;
  if (!g_subprocess_communicate_finish (process, result, &output, &errors, &error))
    {
      g_subprocess_force_exit (process);
      sw_waiters_fail (asking->waiters, error);
      return;
    }
  text = output != NULL ? g_bytes_get_data (output, &length) : NULL;
  if (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0
      && length < MAX_OUTPUT)
    keys = read_keys (text, length);
  if (text != NULL)
    sw_wipe ((char *) text, length);
  if (keys == NULL)
    {
      fail_command (asking, errors);
      return;
    }
  g_clear_pointer (&self->cached, sw_credentials_unref);
  self->cached = sw_credentials_ref (keys);
  sw_waiters_answer (asking->waiters, keys, (GBoxedCopyFunc) sw_credentials_ref,
                     (GDestroyNotify) sw_credentials_unref);
}

/* Starts the command that gives the profile's keys. Many tasks at once are one command. */
static gboolean
ask_command (SwAwsIdentity  *self,
             SwAwsProfile   *profile,
             GTask          *task,
             GError        **error)
{
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) command = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) reason = NULL;
  Asking *asking;

  command = sw_aws_profile_dup_command (profile, error);
  if (command == NULL)
    return FALSE;
  line = g_strjoinv (" ", command);
  if (!self->commands)
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONSENT,
                   "The credentials of profile \"%s\" come from a command that nobody has agreed "
                   "to: %s",
                   sw_aws_profile_get_name (profile), line);
      return FALSE;
    }
  process = g_subprocess_newv ((const char *const *) command,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &reason);
  if (process == NULL)
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CREDENTIALS,
                   "There are no AWS credentials: neither in the environment nor in profile "
                   "\"%s\", and %s cannot be started: %s",
                   sw_aws_profile_get_name (profile), command[0], reason->message);
      return FALSE;
    }
  asking = g_new (Asking, 1);
  *asking = (Asking){ sw_aws_identity_ref (self), g_strdup (command[0]), sw_waiters_new () };
  self->asking = asking;
  sw_waiters_join (asking->waiters, task);
  g_subprocess_communicate_async (process, NULL, sw_waiters_get_cancellable (asking->waiters),
                                  command_ended, asking);
  return TRUE;
}

/* The keys that are there without asking: kept, in the environment, or in a file. *PROFILE: who is
 * asked where there are none */
static gboolean
find_keys (SwAwsIdentity  *self,
           SwAwsProfile  **profile,
           GError        **error)
{
  if (self->cached != NULL && !self->fixed
      && sw_credentials_is_stale (self->cached, g_get_real_time ()))
    g_clear_pointer (&self->cached, sw_credentials_unref);
  if (self->cached == NULL && self->profile == NULL)
    self->cached = dup_from_environment ();
  if (self->cached != NULL)
    return TRUE;
  *profile = sw_aws_profile_load (self->profile, error);
  if (*profile != NULL)
    self->cached = sw_aws_profile_dup_credentials (*profile);
  return *profile != NULL;
}

static gboolean
may_join (const SwAwsIdentity *self)
{
  return self->asking != NULL
         && !g_cancellable_is_cancelled (sw_waiters_get_cancellable (self->asking->waiters));
}

/**
 * sw_aws_identity_get_async:
 * @callback: (scope async): calls sw_aws_identity_get_finish()
 *
 * Finds the keys, or takes those found before.
 */
void
sw_aws_identity_get_async (SwAwsIdentity       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SwAwsProfile) profile = NULL;
  GError *error = NULL;

  if (may_join (self))
    sw_waiters_join (self->asking->waiters, task);
  else if (find_keys (self, &profile, &error) && self->cached != NULL)
    g_task_return_pointer (task, sw_credentials_ref (self->cached),
                           (GDestroyNotify) sw_credentials_unref);
  else if (error != NULL || !ask_command (self, profile, task, &error))
    g_task_return_error (task, error);
}

/**
 * sw_aws_identity_get_finish:
 *
 * Returns: (transfer full): the keys, or %NULL with @error set to why there are none
 */
SwCredentials *
sw_aws_identity_get_finish (SwAwsIdentity  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sw_aws_identity_dup_command:
 * @profile: (nullable): as of sw_aws_identity_new()
 *
 * Returns: (transfer full) (nullable): program and arguments that would be started to get the
 *   profile's keys, to be shown to who is asked to agree; %NULL where none is
 */
char **
sw_aws_identity_dup_command (const char *profile)
{
  g_autoptr (SwAwsProfile) told = NULL;
  g_autoptr (SwCredentials) keys = NULL;

  if (profile == NULL)
    keys = dup_from_environment ();
  if (keys == NULL)
    {
      told = sw_aws_profile_load (profile, NULL);
      keys = told != NULL ? sw_aws_profile_dup_credentials (told) : NULL;
    }
  return keys == NULL && told != NULL ? sw_aws_profile_dup_command (told, NULL) : NULL;
}
