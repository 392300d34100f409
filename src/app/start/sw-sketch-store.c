/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-sketch-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A file's sketch is kept as `sketches/NAME-STAMP`: NAME is made of where the file is, STAMP of
 * when it was written and how long it is. Only the owner may read it, as what a machine does may be
 * nobody else's business. */

#define MAX_BYTES (8 * 1024 * 1024) /* of a definition; AWS takes 1 MB */
#define STAMP \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC "," G_FILE_ATTRIBUTE_STANDARD_SIZE
#define MAX_KEPT 200

typedef struct
{
  char  *text; /* a definition in JSON … */
  GFile *file; /* … or the file of one */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->file);
  g_free (job->text);
  g_free (job);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "stepwright", "sketches", NULL);
}

static char *
dup_name (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
}

static char *
dup_path (GFile *file, GFileInfo *info)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *name = dup_name (file);
  g_autofree char *entry = g_strdup_printf (
      "%s-%" G_GINT64_MODIFIER "x.%x-%" G_GINT64_MODIFIER "x", name,
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
      g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC),
      (guint64) g_file_info_get_size (info));

  return g_build_filename (folder, entry, NULL);
}

static SwSketch *
load_kept (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  return sw_sketch_new_from_bytes (bytes);
}

/* Removes what begins with NAME, or everything where there is too much of it: it is made again when
 * it is wanted. */
static void
sweep (const char *folder, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) doomed = g_ptr_array_new_with_free_func (g_free);
  const char *entry;
  guint count = 0;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      count++;
      if (g_str_has_prefix (entry, name))
        g_ptr_array_add (doomed, g_build_filename (folder, entry, NULL));
    }
  for (guint i = 0; i < doomed->len; i++)
    g_unlink (doomed->pdata[i]);
  if (count > MAX_KEPT && *name != '\0')
    sweep (folder, "");
}

/* A failure is told to nobody: then the sketch is made again. */
static void
keep (SwSketch *sketch, GFile *file, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = dup_name (file);
  g_autoptr (GBytes) bytes = sw_sketch_get_bytes (sketch);

  g_mkdir_with_parents (folder, 0700);
  sweep (folder, name);
  g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static SwSketch *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *name = g_file_get_basename (file);
  SwSketch *sketch = NULL;
  gsize length;

  if (!g_file_load_contents (file, cancellable, &contents, &length, NULL, error))
    return NULL;
  if (g_utf8_validate (contents, (gssize) length, NULL))
    sketch = sw_sketch_new_from_text (contents, length, sw_syntax_from_name (name), cancellable);
  if (sketch == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The code has an error"));
  return sketch;
}

static SwSketch *
load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, STAMP, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *path = NULL;
  SwSketch *sketch;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("Too large for a picture"));
      return NULL;
    }
  path = dup_path (file, info);
  sketch = load_kept (path);
  if (sketch == NULL)
    {
      sketch = read_file (file, cancellable, error);
      if (sketch != NULL)
        keep (sketch, file, path);
    }
  return sketch;
}

/* In few words, as there is little room: the place is known. */
static void
shorten (GError *error)
{
  const char *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    message = _("The file is gone");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    message = _("You may not read the file");
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    message = _("The file cannot be read");
  if (message != NULL)
    g_set_str (&error->message, message);
}

static void
work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  SwSketch *sketch;

  if (job->file != NULL)
    sketch = load_file (job->file, cancellable, &error);
  else
    sketch = sw_sketch_new_from_text (job->text, strlen (job->text), SW_SYNTAX_JSON, cancellable);
  if (sketch != NULL)
    {
      g_task_return_pointer (task, sketch, (GDestroyNotify) sw_sketch_unref);
      return;
    }
  if (error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The code has an error"));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    shorten (error);
  g_task_return_error (task, error);
}

static void
start_job (Job                 *take_job,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, take_job, (GDestroyNotify) job_free);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, work);
}

/**
 * sw_sketch_make_async:
 * @text: a definition in JSON
 *
 * Makes the sketch of a text in a thread.
 */
void
sw_sketch_make_async (const char          *text,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->text = g_strdup (text);
  start_job (job, cancellable, callback, user_data);
}

/**
 * sw_sketch_load_async:
 * @file: with a definition, in JSON or YAML as its name says
 *
 * Takes the sketch of a file from the cache, or makes and keeps it, in a thread.
 */
void
sw_sketch_load_async (GFile               *file,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  start_job (job, cancellable, callback, user_data);
}

/**
 * sw_sketch_load_finish:
 * @error: of `G_IO_ERROR`; but for `G_IO_ERROR_CANCELLED` its message is a short sentence for a
 *   person
 *
 * Returns: (transfer full) (nullable): the sketch; %NULL where the file cannot be read, or holds no
 *   definition
 */
SwSketch *
sw_sketch_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sw_sketch_forget:
 *
 * Removes what is kept of a file.
 */
void
sw_sketch_forget (GFile *file)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *name = dup_name (file);

  sweep (folder, name);
}
