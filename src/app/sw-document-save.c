/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Writing the document's file. One at a time: the next is told apart from a change by somebody else by what the one
 * before has written. */

/* One writing, which is under way or waits for its turn */
typedef struct
{
  GFile    *file;
  gboolean  overwrite;
  GBytes   *bytes;
  gsize     text;      /* where the text begins in them: behind a byte order mark */
} Order;

static void
order_free (Order *self)
{
  g_object_unref (self->file);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void begin (SwDocument *self);

/* Lets the next one begin; TASK is the first, and over. */
static void
end (SwDocument *self,
     GTask      *task)
{
  g_queue_pop_head (&self->saves);
  if (!g_queue_is_empty (&self->saves))
    begin (self);
  g_object_unref (task);
}

/* What was typed while the file was written is not saved yet. What has changed otherwise (the values of placeholders,
 * what the text is written in) is none of the file's. */
static gboolean
is_text (SwDocument  *self,
         const Order *order)
{
  gsize length;
  const char *bytes = g_bytes_get_data (order->bytes, &length);

  return length - order->text == self->text->len
         && memcmp (bytes + order->text, self->text->str, self->text->len) == 0;
}

static GError *
explain (SwDocument *self,
         GError     *take_error)
{
  if (!g_error_matches (take_error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    return take_error;
  g_error_free (take_error);
  _sw_document_set_outdated (self, TRUE);
  return g_error_new_literal (SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_CHANGED,
                              _("The file was changed by another program since it was opened."));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  SwDocument *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  GError *error = NULL;
  char *etag = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, &etag, &error))
    {
      g_task_return_error (task, explain (self, error));
      end (self, task);
      return;
    }
  g_object_freeze_notify (G_OBJECT (self));
  _sw_document_set_file (self, G_FILE (source));
  _sw_document_remember_disk (self, order->bytes, etag);
  /* Both ways: what was undone meanwhile is the text of before, but not that of the file. */
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), !is_text (self, order));
  g_object_thaw_notify (G_OBJECT (self));
  g_task_return_boolean (task, TRUE);
  end (self, task);
}

static void
begin (SwDocument *self)
{
  GTask *task = g_queue_peek_head (&self->saves);
  Order *order = g_task_get_task_data (task);
  gboolean same_file = self->file != NULL && g_file_equal (order->file, self->file);

  g_file_replace_contents_bytes_async (order->file, order->bytes,
                                       same_file && !order->overwrite ? self->etag : NULL, FALSE,
                                       G_FILE_CREATE_NONE, g_task_get_cancellable (task),
                                       written_cb, task);
}

/**
 * sw_document_save_async:
 * @file: where to; it becomes the document's file once that has succeeded
 * @overwrite: also when somebody else changed the file meanwhile
 *
 * Writes exactly the text in the buffer, by a new file that takes the old one's place. While another
 * writing is under way it waits for its turn; what is written is the text of now.
 */
void
sw_document_save_async (SwDocument          *self,
                        GFile               *file,
                        gboolean             overwrite,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GString *text;
  Order *order;
  GTask *task;

  g_return_if_fail (SW_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  sw_document_flush (self);
  text = g_string_new_take (sw_document_dup_text (self, NULL));
  if (self->has_bom)
    g_string_prepend (text, SW_BYTE_ORDER_MARK);
  order = g_new (Order, 1);
  *order = (Order) { g_object_ref (file), overwrite, g_string_free_to_bytes (text),
                     self->has_bom ? strlen (SW_BYTE_ORDER_MARK) : 0 };
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sw_document_save_async);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_queue_push_tail (&self->saves, task);
  if (self->saves.length == 1)
    begin (self);
}

/**
 * sw_document_save_finish:
 * @error: `SW_DOCUMENT_ERROR_CHANGED` where the file is not as it was read, else of GIO
 */
gboolean
sw_document_save_finish (SwDocument    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Whether the file is being written */
gboolean
_sw_document_is_saving (SwDocument *self)
{
  return !g_queue_is_empty (&self->saves);
}
