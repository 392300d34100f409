/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-execution-trash.h"

#include <glib/gi18n.h>

#include "app/kept/sw-keeping.h"

struct _SwExecutionTrash
{
  GObject parent_instance;

  AdwToastOverlay *toasts;
  SwKeptList      *kept;
  GHashTable      *hidden;   /* ids as GSIZE_TO_POINTER */
  GHashTable      *doomed;   /* those of them that are to be deleted as yet */
  AdwToast        *toast;    /* borrowed; offers the last of them back; not deleted yet; or NULL */
  gint64           undoable; /* its id; 0: none */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SwExecutionTrash, sw_execution_trash, G_TYPE_OBJECT)

static void
sw_execution_trash_dispose (GObject *object)
{
  SwExecutionTrash *self = SW_EXECUTION_TRASH (object);

  sw_execution_trash_empty (self);
  g_clear_object (&self->toasts);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (sw_execution_trash_parent_class)->dispose (object);
}

static void
sw_execution_trash_finalize (GObject *object)
{
  g_hash_table_unref (SW_EXECUTION_TRASH (object)->hidden);
  g_hash_table_unref (SW_EXECUTION_TRASH (object)->doomed);
  G_OBJECT_CLASS (sw_execution_trash_parent_class)->finalize (object);
}

static void
sw_execution_trash_class_init (SwExecutionTrashClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sw_execution_trash_dispose;
  object_class->finalize = sw_execution_trash_finalize;
  signals[CHANGED] = g_signal_new ("changed", SW_TYPE_EXECUTION_TRASH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_execution_trash_init (SwExecutionTrash *self)
{
  self->hidden = g_hash_table_new (NULL, NULL);
  self->doomed = g_hash_table_new (NULL, NULL);
}

/**
 * sw_execution_trash_new:
 * @toasts: where the last one is offered back
 * @kept: the list that is brought up when something was deleted
 *
 * Returns: (transfer full): an empty trash
 */
SwExecutionTrash *
sw_execution_trash_new (AdwToastOverlay *toasts,
                        SwKeptList      *kept)
{
  SwExecutionTrash *self = g_object_new (SW_TYPE_EXECUTION_TRASH, NULL);

  self->toasts = g_object_ref (toasts);
  self->kept = g_object_ref (kept);
  return self;
}

/**
 * sw_execution_trash_has:
 *
 * Returns: whether @item is to be hidden
 */
gboolean
sw_execution_trash_has (SwExecutionTrash *self,
                        SwKeptExecution  *item)
{
  return g_hash_table_contains (self->hidden, GSIZE_TO_POINTER (sw_kept_execution_get_id (item)));
}

static void
deleted_cb (const GError *error,
            gpointer      data)
{
  g_autoptr (SwKeptList) kept = data;

  sw_kept_list_refresh (kept);
}

/**
 * sw_execution_trash_empty:
 *
 * Deletes what is in it for good; it stays hidden.
 */
void
sw_execution_trash_empty (SwExecutionTrash *self)
{
  SwStore *store;
  SwStoreWrite *write;
  GHashTableIter iter;
  gpointer id;

  self->undoable = 0;
  if (g_hash_table_size (self->doomed) == 0)
    return;
  /* Open to write: that was seen to before anything came in. */
  store = sw_keeping_open (sw_keeping_get ());
  if (store == NULL)
    return;
  write = sw_store_write_new ();
  g_hash_table_iter_init (&iter, self->doomed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    sw_store_write_delete_execution (write, (gint64) GPOINTER_TO_SIZE (id));
  g_hash_table_remove_all (self->doomed);
  sw_store_commit (store, write, deleted_cb, g_object_ref (self->kept));
}

static gboolean
can_write (SwExecutionTrash *self)
{
  AdwToast *toast;

  if (sw_keeping_open (sw_keeping_get ()) != NULL)
    return TRUE;
  toast = adw_toast_new (sw_keeping_get_refusal (sw_keeping_get ()));
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
  return FALSE;
}

static void
doom (SwExecutionTrash *self,
      gint64            id)
{
  g_hash_table_add (self->hidden, GSIZE_TO_POINTER (id));
  g_hash_table_add (self->doomed, GSIZE_TO_POINTER (id));
}

static void
undo_cb (SwExecutionTrash *self)
{
  g_hash_table_remove (self->hidden, GSIZE_TO_POINTER (self->undoable));
  g_hash_table_remove (self->doomed, GSIZE_TO_POINTER (self->undoable));
  self->undoable = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
dismissed_cb (SwExecutionTrash *self,
              AdwToast         *toast)
{
  if (toast != self->toast)
    return;
  self->toast = NULL;
  sw_execution_trash_empty (self);
}

static void
offer_back (SwExecutionTrash *self)
{
  AdwToast *toast = self->toast = adw_toast_new (_("Execution deleted"));

  adw_toast_set_button_label (toast, _("_Undo"));
  /* As long as the list is there: the toast is in nobody's way. */
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_dismiss_all (self->toasts);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * sw_execution_trash_throw:
 * @item: one that is kept and has ended
 *
 * Puts it in, and offers it back until the toast is dismissed, another one comes in, or the trash
 * is emptied. Where nothing can be written, a toast says why.
 */
void
sw_execution_trash_throw (SwExecutionTrash *self,
                          SwKeptExecution  *item)
{
  if (!can_write (self))
    return;
  sw_execution_trash_empty (self);
  self->undoable = sw_kept_execution_get_id (item);
  doom (self, self->undoable);
  g_signal_emit (self, signals[CHANGED], 0);
  offer_back (self);
}

static gboolean
can_be_deleted (SwKeptExecution *item)
{
  return sw_kept_execution_get_id (item) != 0
         && sw_kept_execution_get_status (item) != SW_EXECUTION_RUNNING;
}

/**
 * sw_execution_trash_count_ended:
 * @items: list of SwKeptExecution
 *
 * Returns: how many sw_execution_trash_throw_ended() would delete
 */
guint
sw_execution_trash_count_ended (GListModel *items)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SwKeptExecution) item = g_list_model_get_item (items, i);

      n += can_be_deleted (item);
    }
  return n;
}

/**
 * sw_execution_trash_throw_ended:
 * @items: list of SwKeptExecution
 *
 * Deletes those of @items that are kept and have ended, for good.
 */
void
sw_execution_trash_throw_ended (SwExecutionTrash *self,
                                GListModel       *items)
{
  if (!can_write (self))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SwKeptExecution) item = g_list_model_get_item (items, i);

      if (can_be_deleted (item))
        doom (self, sw_kept_execution_get_id (item));
    }
  g_signal_emit (self, signals[CHANGED], 0);
  sw_execution_trash_empty (self);
}
