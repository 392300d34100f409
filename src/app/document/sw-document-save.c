/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Writing the document's file. One at a time: the next is told apart from a change by somebody else by what the one
 * before has written. */

/* One writing, which is under way or waits for its turn */
typedef struct
{
  GFile       *file;
  SwSaveFlags  flags;
  GBytes      *bytes;
  gsize        text;   /* where the text begins in them: behind a byte order mark */
  GBytes      *before; /* what the file had, once it is this one's turn; or NULL */
  char        *etag;   /* likewise; when it is written, what it has now */
} Order;

static Order *
order_new (GFile *file, SwSaveFlags flags, GBytes *bytes, gsize text)
{
  Order *self = g_new0 (Order, 1);

  self->file = g_object_ref (file);
  self->flags = flags;
  self->bytes = g_bytes_ref (bytes);
  self->text = text;
  return self;
}

static void
order_free (Order *self)
{
  g_object_unref (self->file);
  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->before, g_bytes_unref);
  g_free (self->etag);
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
  if (g_error_matches (take_error, SW_SAVE_ERROR, SW_SAVE_ERROR_LINKED))
    {
      g_error_free (take_error);
      return g_error_new_literal (SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_LINKED,
                                  _("The file has several names (hard links)."));
    }
  if (!g_error_matches (take_error, SW_SAVE_ERROR, SW_SAVE_ERROR_CHANGED))
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
  Order *order = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, explain (self, error));
      end (self, task);
      return;
    }
  g_object_freeze_notify (G_OBJECT (self));
  _sw_document_set_file (self, order->file);
  self->names = order->flags & SW_SAVE_ALL_NAMES;
  _sw_document_remember_disk (self, order->bytes, g_steal_pointer (&order->etag));
  /* Both ways: what was undone meanwhile is the text of before, but not that of the file. */
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), !is_text (self, order));
  g_object_thaw_notify (G_OBJECT (self));
  g_task_return_boolean (task, TRUE);
  end (self, task);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Order *order = task_data;
  g_autofree char *etag = g_steal_pointer (&order->etag);
  const SwSaveBefore before = { order->before, etag };
  GError *error = NULL;

  if (sw_save_file (order->file, order->bytes, order->flags, &before, &order->etag, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The thread is not given the document, as when it is loaded. */
static void
begin (SwDocument *self)
{
  GTask *task = g_queue_peek_head (&self->saves);
  const Order *asked = g_task_get_task_data (task);
  Order *order = order_new (asked->file, asked->flags, asked->bytes, asked->text);
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), written_cb, task);

  if (self->file != NULL && g_file_equal (order->file, self->file))
    {
      order->before = self->on_disk != NULL ? g_bytes_ref (self->on_disk) : NULL;
      order->etag = g_strdup (self->etag);
      order->flags |= self->names;
    }
  g_task_set_task_data (work, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (work, write_in_thread);
}

/**
 * sw_document_save_async:
 * @file: where to; it becomes the document's file once that has succeeded
 * @flags: what it may do away with
 *
 * Writes exactly the text in the buffer, as sw_save_file() does. While another writing is under way it
 * waits for its turn; what is written is the text of now.
 */
void
sw_document_save_async (SwDocument          *self,
                        GFile               *file,
                        SwSaveFlags          flags,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GBytes) bytes = NULL;
  GString *text;
  GTask *task;

  g_return_if_fail (SW_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  sw_document_flush (self);
  text = g_string_new_take (sw_document_dup_text (self, NULL));
  if (self->has_bom)
    g_string_prepend (text, SW_BYTE_ORDER_MARK);
  bytes = g_string_free_to_bytes (text);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sw_document_save_async);
  g_task_set_task_data (task, order_new (file, flags, bytes, self->has_bom ? strlen (SW_BYTE_ORDER_MARK) : 0),
                        (GDestroyNotify) order_free);
  g_queue_push_tail (&self->saves, task);
  if (self->saves.length == 1)
    begin (self);
}

/**
 * sw_document_save_finish:
 * @error: `SW_DOCUMENT_ERROR_CHANGED` where the file is not as it was read, `SW_DOCUMENT_ERROR_LINKED`
 *   where @flags do not say which of its names are meant, else of GIO
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
