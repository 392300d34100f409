/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-connections.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aws/sw-credentials.h"
#include "json/sw-text.h"

/* Where connections are kept: keyring, environment, a file. */

static SwConnectionLookup keyring;

/**
 * sw_connections_set_lookup:
 * @lookup: (nullable): asks the desktop's keyring; is called in any thread
 *
 * Says where connections are looked for before environment and file.
 */
void
sw_connections_set_lookup (SwConnectionLookup lookup)
{
  keyring = lookup;
}

/**
 * sw_connection_dup_name:
 * @arn: "arn:aws:events:us-east-1:123456789012:connection/NAME/0b1c…", or NAME
 *
 * Returns: (transfer full): NAME
 */
char *
sw_connection_dup_name (const char *arn)
{
  const char *name = strstr (arn, ":connection/");

  name = name != NULL ? name + strlen (":connection/") : arn;
  return g_strndup (name, strcspn (name, "/"));
}

/* "my-api" is STEPWRIGHT_CONNECTION_MY_API. */
static char *
dup_variable (const char *name)
{
  g_autofree char *capital = g_ascii_strup (name, -1);

  for (char *at = capital; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      *at = '_';
  return g_strconcat ("STEPWRIGHT_CONNECTION_", capital, NULL);
}

/* The file's text, where it is nobody's but the person's; a file that is not there is NULL without
 * an error. */
static char *
read_own_file (const char  *path,
               GError     **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  g_autoptr (GMappedFile) mapped = NULL;
  struct stat about;
  char *text = NULL;

  if (file < 0 && errno == ENOENT)
    return NULL;
  if (file < 0)
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG, "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  if (fstat (file, &about) != 0 || !S_ISREG (about.st_mode) || about.st_uid != geteuid ()
      || (about.st_mode & 0077) != 0)
    g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG,
                 "%s has secrets, and others may read it: run chmod 600 on it", path);
  else if ((mapped = g_mapped_file_new_from_fd (file, FALSE, error)) != NULL)
    text = g_strndup (g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped));
  close (file);
  return text;
}

static char *
dup_from_file (const char  *name,
               GError     **error)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "stepwright", "connections.json", NULL);
  g_autoptr (GError) reason = NULL;
  g_auto (SwValue) all = SW_VALUE_INIT;
  char *text = read_own_file (path, error), *found = NULL;
  SwValue connection;

  if (text == NULL)
    return NULL;
  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &all, &reason))
    g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG, "%s: it is not JSON", path);
  connection = sw_value_get_member (all, name);
  if (sw_value_is (connection, SW_TYPE_OBJECT))
    found = sw_value_to_text (connection, SW_TEXT_DEFAULT, NULL);
  sw_wipe_free (text);
  return found;
}

/* Looks for a connection: keyring, environment, file; NULL with ERROR set, which says where it is
 * looked for, where there is none */
static SwConnection *
find (const char  *name,
      GError     **error)
{
  g_autofree char *variable = dup_variable (name);
  g_autoptr (GError) reason = NULL;
  SwConnection *self = NULL;
  char *text = keyring != NULL ? keyring (name, &reason) : NULL;

  if (text == NULL && reason == NULL)
    text = g_strdup (g_getenv (variable));
  if (text == NULL && reason == NULL)
    text = dup_from_file (name, &reason);
  if (text != NULL)
    self = sw_connection_new_from_text (text, &reason);
  else if (reason == NULL)
    g_set_error (&reason, SW_AWS_ERROR, SW_AWS_ERROR_CREDENTIALS,
                 "there is none by this name: set %s, or write it to connections.json (mode 0600) "
                 "in Stepwright's configuration folder",
                 variable);
  sw_wipe_free (text);
  if (self == NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&reason), "Connection \"%s\": ", name);
  return self;
}

static void
find_in_thread (GTask        *task,
                gpointer      source,
                gpointer      name,
                GCancellable *cancellable)
{
  GError *error = NULL;
  SwConnection *self = find (name, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) sw_connection_free);
  else
    g_task_return_error (task, error);
}

/**
 * sw_connection_find_async:
 * @name: of sw_connection_dup_name()
 * @callback: (scope async): calls sw_connection_find_finish()
 *
 * Looks for a connection as find() does, in a thread of its own: a keyring that is
 * locked asks the person for its password, and takes its time.
 */
void
sw_connection_find_async (const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (name), g_free);
  /* Who was cancelled need not wait for the person. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * sw_connection_find_finish:
 *
 * Returns: (transfer full): as find() does
 */
SwConnection *
sw_connection_find_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
