/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The document's file, and what is known of it. */

/* Whether the file has changed under the document. */
void
_sw_document_set_outdated (SwDocument *self,
                           gboolean    outdated)
{
  if (self->outdated == outdated)
    return;
  self->outdated = outdated;
  _sw_document_notify (self, SW_DOCUMENT_PROP_OUTDATED);
}

/* Text that is nowhere else counts as changed. */
static void
set_file_gone (SwDocument *self,
               gboolean    gone)
{
  if (self->file_gone == gone)
    return;
  self->file_gone = gone;
  g_object_freeze_notify (G_OBJECT (self));
  _sw_document_notify (self, SW_DOCUMENT_PROP_FILE_GONE);
  _sw_document_notify (self, SW_DOCUMENT_PROP_MODIFIED);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
compare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SwDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  gboolean read
      = g_file_load_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error);

  if (self->file == NULL || !g_file_equal (self->file, G_FILE (source)) || _sw_document_is_saving (self))
    return;
  set_file_gone (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  if (!read)
    return;
  _sw_document_set_outdated (
      self, self->on_disk == NULL || g_bytes_get_size (self->on_disk) != length
                || memcmp (g_bytes_get_data (self->on_disk, NULL), contents, length) != 0);
}

/* A file that was only touched, or that we wrote ourselves, is no news. */
static void
file_changed_cb (SwDocument        *self,
                 GFile             *file,
                 GFile             *other,
                 GFileMonitorEvent  event)
{
  if (event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT && event != G_FILE_MONITOR_EVENT_CREATED
      && event != G_FILE_MONITOR_EVENT_RENAMED && event != G_FILE_MONITOR_EVENT_MOVED_IN
      && event != G_FILE_MONITOR_EVENT_DELETED && event != G_FILE_MONITOR_EVENT_MOVED_OUT)
    return;
  sw_document_check_file (self);
}

/**
 * sw_document_check_file:
 *
 * Looks whether the file is still as it was read or written last. A monitor tells of most changes, but
 * not of every one: not on every file system.
 */
void
sw_document_check_file (SwDocument *self)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  if (self->file != NULL && !_sw_document_is_saving (self))
    g_file_load_contents_async (self->file, NULL, compare_cb, g_object_ref (self));
}

static void
set_title (SwDocument *self,
           char       *take_title)
{
  g_free (self->title);
  self->title = take_title;
  _sw_document_notify (self, SW_DOCUMENT_PROP_TITLE);
}

/* The file is the document's from now on, and followed. */
void
_sw_document_set_file (SwDocument *self,
                       GFile      *file)
{
  g_autofree char *target = NULL;
  g_autoptr (GFile) followed = NULL;

  if (self->file != NULL && g_file_equal (self->file, file))
    return;
  self->names = SW_SAVE_DEFAULT;
  g_set_object (&self->file, file);
  g_set_object (&self->origin, file);
  set_title (self, g_file_get_basename (file));
  _sw_document_set_syntax (self, sw_syntax_from_name (self->title));
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  /* What a link leads to is what others write. Without a monitor the save still notices. */
  target = sw_save_dup_target (file);
  followed = target != NULL ? g_file_new_for_path (target) : g_object_ref (file);
  self->monitor = g_file_monitor_file (followed, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self,
                             G_CONNECT_SWAPPED);
  _sw_document_notify (self, SW_DOCUMENT_PROP_FILE);
}

/* What the file holds now, as far as we know */
void
_sw_document_remember_disk (SwDocument *self,
                            GBytes     *bytes,
                            char       *take_etag)
{
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  self->on_disk = g_bytes_ref (bytes);
  g_free (self->etag);
  self->etag = take_etag;
  _sw_document_set_outdated (self, FALSE);
  set_file_gone (self, FALSE);
}

/**
 * sw_document_detach:
 * @title: (nullable): what to call the document until it is saved
 *
 * Makes a loaded document a new one that has the text of an example; it still finds what stands
 * beside the file it came from (sw_document_get_origin()).
 */
void
sw_document_detach (SwDocument *self,
                    const char *title)
{
  g_autoptr (GFile) origin = NULL;

  g_return_if_fail (SW_IS_DOCUMENT (self));

  origin = self->origin != NULL ? g_object_ref (self->origin) : NULL;
  _sw_document_clear_file (self);
  g_set_object (&self->origin, origin);
  set_title (self, g_strdup (title != NULL ? title : _("Untitled")));
  _sw_document_notify (self, SW_DOCUMENT_PROP_FILE);
}

/**
 * _sw_document_clear_file:
 *
 * Lets go of the file, and no longer watches it. Part of dispose: it may be called twice.
 */
void
_sw_document_clear_file (SwDocument *self)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
  g_clear_object (&self->origin);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  g_clear_pointer (&self->title, g_free);
}

/**
 * sw_document_get_file:
 *
 * Returns: (transfer none) (nullable): where it was opened or last saved; NULL while it is in no
 *   file
 */
GFile *
sw_document_get_file (SwDocument *self)
{
  return self->file;
}

/**
 * sw_document_get_origin:
 *
 * Returns: (transfer none) (nullable): the file whose neighbours (tasks, mocks) belong to the
 *   document
 */
GFile *
sw_document_get_origin (SwDocument *self)
{
  return self->origin;
}

/**
 * sw_document_get_title:
 *
 * Returns: (transfer none): the name to show, of the file or of what the text began as
 */
const char *
sw_document_get_title (SwDocument *self)
{
  return self->title;
}

/**
 * sw_document_get_outdated:
 *
 * Returns: whether the file has become another one since it was read or written here
 */
gboolean
sw_document_get_outdated (SwDocument *self)
{
  return self->outdated;
}

/**
 * sw_document_get_file_gone:
 *
 * Returns: whether the file was deleted or moved since it was read or written here
 */
gboolean
sw_document_get_file_gone (SwDocument *self)
{
  return self->file_gone;
}

/**
 * sw_document_keep_text:
 *
 * Takes the present text for the one to go on with, where the file has become another one: it is no
 * longer told. Saving still asks before it writes over the file.
 */
void
sw_document_keep_text (SwDocument *self)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  _sw_document_set_outdated (self, FALSE);
}
