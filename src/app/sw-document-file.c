/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The document's file, and reading it. The bytes are kept as they are: line ends, a missing line end
 * at the end, a byte order mark. */

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

static void
compare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SwDocument) self = user_data;
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_load_contents_finish (G_FILE (source), result, &contents, &length, NULL, NULL))
    return;
  if (self->file == NULL || !g_file_equal (self->file, G_FILE (source)) || _sw_document_is_saving (self))
    return;
  _sw_document_set_outdated (
      self, self->on_disk == NULL || g_bytes_get_size (self->on_disk) != length ||
                memcmp (g_bytes_get_data (self->on_disk, NULL), contents, length) != 0);
}

/* A file that was only touched, or that we wrote ourselves, is no news. */
static void
file_changed_cb (SwDocument        *self,
                 GFile             *file,
                 GFile             *other,
                 GFileMonitorEvent  event)
{
  if (event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT && event != G_FILE_MONITOR_EVENT_CREATED
      && event != G_FILE_MONITOR_EVENT_RENAMED && event != G_FILE_MONITOR_EVENT_MOVED_IN)
    return;
  if (!_sw_document_is_saving (self))
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
  if (self->file != NULL && g_file_equal (self->file, file))
    return;
  g_set_object (&self->file, file);
  g_set_object (&self->origin, file);
  set_title (self, g_file_get_basename (file));
  _sw_document_set_syntax (self, sw_syntax_from_name (self->title));
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  /* Without a monitor the save still notices, by the entity tag. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
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
}

/* What both kinds of reading do with the bytes. */
typedef void (*TakeText) (SwDocument *self,
                          const char *text,
                          gsize       length);

typedef struct
{
  TakeText take;
} LoadData;

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SwDocument *self = g_task_get_source_object (task);
  LoadData *data = g_task_get_task_data (task);
  g_autofree char *etag = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  char *contents = NULL;
  const char *text;
  gsize length;

  if (!g_file_load_contents_finish (G_FILE (source), result, &contents, &length, &etag, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  bytes = g_bytes_new_take (contents, length);
  if (!_sw_text_check (contents, length, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_freeze_notify (G_OBJECT (self));
  _sw_document_set_file (self, G_FILE (source));
  _sw_document_remember_disk (self, bytes, g_steal_pointer (&etag));
  text = _sw_text_skip_mark (bytes, &length, &self->has_bom);
  data->take (self, text, length);
  g_object_thaw_notify (G_OBJECT (self));
  g_task_return_boolean (task, TRUE);
}

static void
load_with (SwDocument          *self,
           GFile               *file,
           TakeText             take,
           gpointer             tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LoadData *data = g_new (LoadData, 1);

  data->take = take;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, g_free);
  g_file_load_contents_async (file, cancellable, load_cb, task);
}

/**
 * sw_document_load_async:
 *
 * Fills the document from a file. It remains what it was where that fails.
 */
void
sw_document_load_async (SwDocument          *self,
                        GFile               *file,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  load_with (self, file, _sw_document_set_text, sw_document_load_async, cancellable, callback,
             user_data);
}

/**
 * sw_document_load_finish:
 * @error: of `SW_DOCUMENT_ERROR` where the file is no UTF-8 text or too large, else of GIO
 */
gboolean
sw_document_load_finish (SwDocument    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gsize
count_common_start (const char *a,
                    gsize       a_length,
                    const char *b,
                    gsize       b_length)
{
  gsize same = 0;

  while (same < MIN (a_length, b_length) && a[same] == b[same])
    same++;
  /* Back to the start of a character: a continuation byte is 10xxxxxx. */
  while (same > 0 && (((guchar) a[same] & 0xC0) == 0x80 || ((guchar) b[same] & 0xC0) == 0x80))
    same--;
  return same;
}

static gsize
count_common_end (const char *a,
                  gsize       a_length,
                  const char *b,
                  gsize       b_length)
{
  gsize same = 0;

  while (same < MIN (a_length, b_length) && a[a_length - same - 1] == b[b_length - same - 1])
    same++;
  while (same > 0 && ((guchar) a[a_length - same] & 0xC0) == 0x80)
    same--;
  return same;
}

/* The new text in place of the old one as one undo step; caret and marks outside the difference
 * stay. */
void
_sw_document_take_as_edit (SwDocument *self,
                           const char *text,
                           gsize       length)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  gsize old_length, head, tail;
  const char *old;

  sw_document_settle (self);
  old = sw_tree_get_text (self->tree, &old_length);
  head = count_common_start (old, old_length, text, length);
  tail = count_common_end (old + head, old_length - head, text + head, length - head);
  if (head + tail < MAX (old_length, length))
    {
      sw_edits_add (edits, (SwSpan) { head, old_length - tail }, text + head, length - head - tail);
      _sw_document_replace (self, edits);
    }
  sw_document_settle (self);
}

/* What is in the file by now, which is nothing to be saved */
static void
take_from_file (SwDocument *self,
                const char *text,
                gsize       length)
{
  _sw_document_take_as_edit (self, text, length);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
}

/**
 * sw_document_reload_async:
 *
 * Takes over what somebody else wrote into the file, as an undo step like any other.
 */
void
sw_document_reload_async (SwDocument          *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));
  g_return_if_fail (self->file != NULL);

  load_with (self, self->file, take_from_file, sw_document_reload_async, cancellable, callback,
             user_data);
}

/**
 * sw_document_reload_finish:
 *
 * Returns: whether the text is the file's now; else @error is set and the document is as it was
 */
gboolean
sw_document_reload_finish (SwDocument    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
