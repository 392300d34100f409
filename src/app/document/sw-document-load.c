/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include "app/document/sw-loaded.h"
#include "app/sw-head-start.h"

/* Loading the document's file. The bytes are kept as they are: line ends, a missing line end at the end, a byte order
 * mark. Loading and reading them is done in a thread, which may have begun before there was a document. */

/* What both kinds of loading do with the text. */
typedef void (*TakeLoaded) (SwDocument *self,
                            SwLoaded   *loaded);

typedef struct
{
  GFile       *file;
  TakeLoaded   take;
  gboolean     read;       /* the text, too */
  SwHeadStart *head_start; /* or NULL */
} LoadData;

static void
load_data_free (gpointer data)
{
  LoadData *self = data;

  g_object_unref (self->file);
  g_clear_pointer (&self->head_start, sw_head_start_unref);
  g_free (self);
}

static void
take_loaded (SwDocument *self, GFile *file, TakeLoaded take, SwLoaded *loaded)
{
  g_object_freeze_notify (G_OBJECT (self));
  _sw_document_set_file (self, file);
  _sw_document_remember_disk (self, loaded->bytes, g_steal_pointer (&loaded->etag));
  self->has_bom = loaded->has_mark;
  take (self, loaded);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const LoadData *data = task_data;
  GError *error = NULL;
  SwLoaded *loaded = sw_loaded_new (data->file, data->read, cancellable, &error);

  if (loaded != NULL)
    g_task_return_pointer (task, loaded, (GDestroyNotify) sw_loaded_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const LoadData *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SwLoaded) loaded = g_task_propagate_pointer (G_TASK (result), &error);

  if (loaded == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_loaded (g_task_get_source_object (task), data->file, data->take, loaded);
  g_task_return_boolean (task, TRUE);
}

/* The thread is not given the document, but what it is to do: it must not happen that a thread is the last to hold
 * one. */
static void
load (GTask *take_task)
{
  const LoadData *data = g_task_get_task_data (take_task);
  LoadData *order = g_new0 (LoadData, 1);
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (take_task), loaded_cb, take_task);

  order->file = g_object_ref (data->file);
  order->read = data->read;
  g_task_set_task_data (work, order, load_data_free);
  g_task_run_in_thread (work, load_in_thread);
}

static GTask *
new_load (SwDocument          *self,
          GFile               *file,
          TakeLoaded           take,
          gboolean             read,
          gpointer             tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LoadData *data = g_new0 (LoadData, 1);

  data->file = g_object_ref (file);
  data->take = take;
  data->read = read;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, load_data_free);
  return task;
}

static void
take_new (SwDocument *self,
          SwLoaded   *loaded)
{
  _sw_document_set_text (self, loaded->text, loaded->length, loaded->reading);
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

  load (new_load (self, file, take_new, TRUE, sw_document_load_async, cancellable, callback, user_data));
}

static void
awaited_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SwDocument *self = g_task_get_source_object (task);
  const LoadData *data = g_task_get_task_data (task);
  g_autoptr (SwLoaded) loaded = sw_head_start_await_finish (result);

  if (g_task_return_error_if_cancelled (task))
    {
      sw_head_start_cancel (data->head_start);
      return;
    }
  if (loaded == NULL)
    {
      load (g_steal_pointer (&task));
      return;
    }
  take_loaded (self, data->file, data->take, loaded);
  self->head_start = sw_head_start_ref (data->head_start);
  g_task_return_boolean (task, TRUE);
}

/**
 * sw_document_load_ahead_async:
 * @head_start: of the file; nobody else may have awaited it
 *
 * Does what sw_document_load_async() does, with a file that is being read already. A file that could not be read, or
 * has changed since, is loaded once more. To be ended by sw_document_load_finish().
 */
void
sw_document_load_ahead_async (SwDocument          *self,
                              SwHeadStart         *head_start,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SW_IS_DOCUMENT (self));

  task = new_load (self, sw_head_start_get_file (head_start), take_new, TRUE, sw_document_load_async, cancellable,
                   callback, user_data);
  ((LoadData *) g_task_get_task_data (task))->head_start = sw_head_start_ref (head_start);
  sw_head_start_await_async (head_start, awaited_cb, task);
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

/**
 * sw_document_dup_layout_begun:
 *
 * Returns: (transfer full) (nullable): a layout of the text that was loaded, begun before there was a canvas
 */
SwLayoutJob *
sw_document_dup_layout_begun (SwDocument *self)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), NULL);

  return self->head_start != NULL ? sw_head_start_dup_job (self->head_start) : NULL;
}

/**
 * sw_document_end_head_start:
 *
 * To be called when the layout that was begun is taken, or of no use any more.
 */
void
sw_document_end_head_start (SwDocument *self)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  g_clear_pointer (&self->head_start, sw_head_start_unref);
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

/**
 * sw_document_is_blank:
 *
 * Returns: whether the text, as it was last read, has nothing but space in it
 */
gboolean
sw_document_is_blank (SwDocument *self)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (SW_IS_DOCUMENT (self), FALSE);

  text = sw_tree_get_text (self->tree, &length);
  return strspn (text, " \t\r\n") == length;
}

/**
 * sw_document_fill:
 * @text: of a definition
 *
 * Puts the text in the place of the present one, as a step of undo.
 */
void
sw_document_fill (SwDocument *self,
                  const char *text)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  _sw_document_take_as_edit (self, text, strlen (text));
}

/* What is in the file by now, which is nothing to be saved */
static void
take_from_file (SwDocument *self,
                SwLoaded   *loaded)
{
  _sw_document_take_as_edit (self, loaded->text, loaded->length);
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

  load (new_load (self, self->file, take_from_file, FALSE, sw_document_reload_async, cancellable, callback, user_data));
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
