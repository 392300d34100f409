/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session/sw-drafts.h"

#include <glib/gstdio.h>

#define ENDING ".draft"

/**
 * sw_drafts_dup_folder:
 *
 * Returns: (transfer full): the folder of the session and its drafts
 */
char *
sw_drafts_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "stepwright", "session", NULL);
}

/* A name comes out of a file that anybody may have changed: it is one of ours, or none. */
static gboolean
is_name (const char *name)
{
  return g_uuid_string_is_valid (name);
}

static char *
dup_path (const char *name)
{
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autofree char *entry = g_strconcat (name, ENDING, NULL);

  return g_build_filename (folder, entry, NULL);
}

/**
 * sw_drafts_new_name:
 *
 * Returns: (transfer full): a name that nothing is kept under
 */
char *
sw_drafts_new_name (void)
{
  return g_uuid_string_random ();
}

/**
 * sw_drafts_write:
 * @name: of sw_drafts_new_name()
 * @text: to keep, in the place of what was kept before
 * @error: of GFileError
 *
 * Returns: whether the text is on the disk now
 */
gboolean
sw_drafts_write (const char *name, const char *text, GError **error)
{
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autofree char *path = dup_path (name);

  g_return_val_if_fail (is_name (name), FALSE);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

typedef struct
{
  char *name;
  char *text;
} WriteJob;

static void
write_job_free (WriteJob *job)
{
  g_free (job->name);
  g_free (job->text);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const WriteJob *job = task_data;
  GError *error = NULL;

  if (sw_drafts_write (job->name, job->text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sw_drafts_write_async:
 *
 * As sw_drafts_write(), in a thread: a disk may take its time. The result is a GTask's boolean.
 */
void
sw_drafts_write_async (const char          *name,
                       const char          *text,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  WriteJob *job = g_new0 (WriteJob, 1);

  job->name = g_strdup (name);
  job->text = g_strdup (text);
  g_task_set_task_data (task, job, (GDestroyNotify) write_job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * sw_drafts_read:
 *
 * Returns: (transfer full) (nullable): what is kept under a name; %NULL where that is nothing, or
 *   no text
 */
char *
sw_drafts_read (const char *name)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GStatBuf status;
  gsize length;

  if (name == NULL || !is_name (name))
    return NULL;
  path = dup_path (name);
  if (g_stat (path, &status) != 0 || status.st_size > SW_DRAFTS_MAX_BYTES
      || !g_file_get_contents (path, &text, &length, NULL)
      || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

/**
 * sw_drafts_remove:
 *
 * Forgets what is kept under a name.
 */
void
sw_drafts_remove (const char *name)
{
  g_autofree char *path = dup_path (name);

  if (is_name (name))
    g_unlink (path);
}

/**
 * sw_drafts_list:
 *
 * Returns: (transfer full): the names that something is kept under, %NULL-terminated
 */
char **
sw_drafts_list (void)
{
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, ENDING))
      {
        g_autofree char *name = g_strndup (entry, strlen (entry) - strlen (ENDING));

        if (is_name (name))
          g_strv_builder_add (names, name);
      }
  return g_strv_builder_end (names);
}
