/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-earlier-version.h"

#include <glib/gi18n.h>

#include "base/sw-git.h"

typedef struct
{
  GFile *file;
  char  *revision; /* or NULL: the file as it is */
} Source;

static void
source_free (Source *self)
{
  g_object_unref (self->file);
  g_free (self->revision);
  g_free (self);
}

static GBytes *
read_bytes (const Source *source, GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (source->file);

  if (source->revision == NULL)
    return g_file_load_bytes (source->file, cancellable, NULL, error);
  if (path != NULL)
    return sw_git_read (path, source->revision, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("The file is not on this computer, where git could know it."));
  return NULL;
}

static void
read_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const Source *source = task_data;
  g_autofree char *name = g_file_get_basename (source->file);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_bytes (source, cancellable, &error);
  g_autoptr (SwTree) tree = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  data = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate_len (data, length, NULL))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _("“%s” is no text in UTF-8, as a definition is."), name);
      return;
    }
  text = g_strndup (data, length);
  tree = sw_tree_parse_as (text, (gssize) length, sw_syntax_from_name (name));
  g_task_return_pointer (task, sw_model_new (tree), (GDestroyNotify) sw_model_unref);
}

/**
 * sw_earlier_version_read_async:
 * @file: a definition
 * @revision: (nullable): what git calls a revision; NULL reads the file as it is
 *
 * Reads another version of a definition in a thread of its own.
 */
void
sw_earlier_version_read_async (GFile               *file,
                               const char          *revision,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Source *source = g_new0 (Source, 1);

  source->file = g_object_ref (file);
  source->revision = g_strdup (revision);
  g_task_set_task_data (task, source, (GDestroyNotify) source_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * sw_earlier_version_read_finish:
 *
 * Returns: (transfer full) (nullable): what the version says, be it broken or not
 */
SwModel *
sw_earlier_version_read_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
