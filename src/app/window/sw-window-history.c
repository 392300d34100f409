/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/sw-scrub.h"
#include "engine/history/sw-history-read.h"
#include "json/sw-text.h"

/* Histories of runs as files: those that others wrote are shown, ours are saved. */

static GListModel *
dup_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) histories = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (histories, _("Run histories"));
  gtk_file_filter_add_suffix (histories, "json");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, histories);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

/**
 * _sw_window_show_notes:
 * @notes: (element-type utf8): what is odd about a history, and what the definition lacks for it
 *
 * Tells it in passing, if there is anything.
 */
void
_sw_window_show_notes (SwWindow  *self,
                       GPtrArray *notes)
{
  g_autofree char *text = NULL;

  if (notes->len == 0)
    return;
  if (notes->len == 1)
    text = g_strdup (notes->pdata[0]);
  else
    /* translators: a remark on a file that was opened, and how many others there are */
    text = g_strdup_printf (ngettext ("%s (and %u other remark)", "%s (and %u other remarks)",
                                      notes->len - 1),
                            (char *) notes->pdata[0], notes->len - 1);
  _sw_window_toast (self, text);
}

/* What is odd about the file is told to whoever takes the history. */
static void
read_text (SwWindow      *self,
           const char    *text,
           gsize          length,
           const char    *name,
           SwHistoryTaker taker)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) history = NULL;

  if (sw_window_get_page (self) == NULL)
    return;
  history = sw_history_new_from_text (text, (gssize) length, notes, &error);
  if (history == NULL)
    {
      g_autofree char *heading = g_strdup_printf (_("“%s” Is Not a Run History"), name);

      _sw_window_show_error (self, heading, error);
      return;
    }
  taker (self, history, notes, name);
}

/* A history on its way out of a file */
typedef struct
{
  SwWindow      *window;
  SwHistoryTaker taker;
} ReadJob;

static void
read_job_free (ReadJob *job)
{
  g_object_unref (job->window);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadJob, read_job_free)

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ReadJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    read_text (job->window, text, length, name, job->taker);
  else
    {
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);

      _sw_window_show_error (job->window, heading, error);
    }
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ReadJob) job = user_data;
  /* An error is the person's "Cancel". */
  g_autoptr (GFile) file
      = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_contents_async (file, NULL, read_cb, g_steal_pointer (&job));
}

/**
 * _sw_window_choose_history:
 * @title: of the dialog
 * @taker: called with the history, unless there is none or no document any more
 *
 * Asks for a file with the history of a run. A file that is none is told of in a dialog.
 */
void
_sw_window_choose_history (SwWindow      *self,
                           const char    *title,
                           SwHistoryTaker taker)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = dup_filters ();
  ReadJob *job = g_new (ReadJob, 1);

  *job = (ReadJob) { g_object_ref (self), taker };
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, chosen_cb, job);
}

static void
show_history (SwWindow   *self,
              SwHistory  *history,
              GPtrArray  *notes,
              const char *name)
{
  sw_page_show_history (sw_window_get_page (self), NULL, history, notes);
  _sw_window_show_notes (self, notes);
}

/**
 * _sw_window_open_history:
 *
 * Asks for a file with the history of a run, and shows it on the document in front.
 */
void
_sw_window_open_history (SwWindow *self)
{
  _sw_window_choose_history (self, _("Open a Run History"), show_history);
}

/* Files that were dropped. What they are is known when the last of them is read. */
typedef struct
{
  SwWindow  *window;
  GPtrArray *files;   /* those to open as definitions, in order */
  guint      pending; /* not read yet */
} Drop;

static void
drop_free (Drop *self)
{
  g_object_unref (self->window);
  g_ptr_array_unref (self->files);
  g_free (self);
}

/* Every event of a history has one of these; no definition does. */
static gboolean
is_history (const char *text)
{
  return strstr (text, "\"previousEventId\"") != NULL
         || strstr (text, "\"executionStartedEventDetails\"") != NULL;
}

/* What cannot be read is told when it is opened. */
static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Drop *self = user_data;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, NULL)
      && is_history (text))
    {
      read_text (self->window, text, length, name, show_history);
      g_ptr_array_remove (self->files, source);
    }
  if (--self->pending > 0)
    return;
  sw_window_open_files (self->window, self->files);
  drop_free (self);
}

/**
 * _sw_window_drop_files:
 * @files: (element-type GFile): that were dropped on the window
 *
 * Shows histories on the document in front; all else is opened as definitions, as is everything where there is no
 * document.
 */
void
_sw_window_drop_files (SwWindow  *self,
                       GPtrArray *files)
{
  Drop *drop;

  if (sw_window_get_page (self) == NULL || files->len == 0)
    {
      sw_window_open_files (self, files);
      return;
    }
  drop = g_new (Drop, 1);
  *drop = (Drop) { g_object_ref (self), g_ptr_array_new_with_free_func (g_object_unref), files->len };
  for (guint i = 0; i < files->len; i++)
    {
      g_ptr_array_add (drop->files, g_object_ref (files->pdata[i]));
      g_file_load_contents_async (files->pdata[i], NULL, dropped_cb, drop);
    }
}

/* A history on its way into a file */
typedef struct
{
  SwWindow *window;
  GBytes   *bytes;
  gboolean  shared; /* without ids of accounts and secrets */
} WriteJob;

static void
write_job_free (WriteJob *job)
{
  g_object_unref (job->window);
  g_bytes_unref (job->bytes);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WriteJob, write_job_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (WriteJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text
      = g_strdup_printf (job->shared ? _("Saved the run without account IDs and secrets as “%s”")
                                     : _("Saved the run as “%s”"),
                         name);

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    _sw_window_toast (job->window, text);
  else
    _sw_window_show_error (job->window, _("The Run Cannot Be Saved"), error);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (WriteJob) job = user_data;
  g_autoptr (GFile) file
      = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;
  g_file_replace_contents_bytes_async (file, job->bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, job);
  g_steal_pointer (&job);
}

/* As AWS prints histories */
static GBytes *
new_history_bytes (const SwHistory *history,
                   gboolean         shared)
{
  g_auto (SwValue) value = sw_history_to_value (history, TRUE);
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
  char *written = shared ? sw_scrub_text (text) : g_steal_pointer (&text);

  return g_bytes_new_take (written, strlen (written));
}

static void
save_history (SwWindow   *self,
              gboolean    shared,
              const char *title,
              const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  const SwHistory *history = sw_page_get_history (sw_window_get_page (self));
  WriteJob *job;

  if (history == NULL)
    {
      _sw_window_toast (self, _("Nothing has run yet"));
      return;
    }
  job = g_new (WriteJob, 1);
  *job = (WriteJob) { g_object_ref (self), new_history_bytes (history, shared), shared };
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, place_chosen_cb, job);
}

/**
 * _sw_window_save_history:
 *
 * Saves the run that is shown as AWS prints histories, where the person wants it.
 */
void
_sw_window_save_history (SwWindow *self)
{
  save_history (self, FALSE, _("Save the Run"), "history.json");
}

/**
 * _sw_window_share_history:
 *
 * Saves the run that is shown so that it can be given to others: without ids of accounts and secrets.
 */
void
_sw_window_share_history (SwWindow *self)
{
  save_history (self, TRUE, _("Save the Run to Share"), "shared-history.json");
}
