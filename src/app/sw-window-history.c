/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/sw-history-read.h"
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

/* What is odd about a history, and what the definition lacks for it */
static void
show_notes (SwWindow  *self,
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

static void
show_text (SwWindow   *self,
           const char *text,
           gsize       length,
           const char *name)
{
  SwPage *page = sw_window_get_page (self);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) history = NULL;

  if (page == NULL)
    return;
  history = sw_history_new_from_text (text, (gssize) length, notes, &error);
  if (history == NULL)
    {
      g_autofree char *heading = g_strdup_printf (_("“%s” Is Not a Run History"), name);

      _sw_window_show_error (self, heading, error);
      return;
    }
  sw_page_show_history (page, history, notes);
  show_notes (self, notes);
}

/* A file under way, and whether it is known to be a history */
typedef struct
{
  SwWindow *window;
  gboolean  asked_for;
} ReadJob;

static ReadJob *
read_job_new (SwWindow *window,
              gboolean  asked_for)
{
  ReadJob *job = g_new (ReadJob, 1);

  job->window = g_object_ref (window);
  job->asked_for = asked_for;
  return job;
}

static void
read_job_free (ReadJob *job)
{
  g_object_unref (job->window);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadJob, read_job_free)

/* Every event of a history has one of these; no definition does. */
static gboolean
is_history (const char *text)
{
  return strstr (text, "\"previousEventId\"") != NULL
         || strstr (text, "\"executionStartedEventDetails\"") != NULL;
}

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

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    {
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);

      _sw_window_show_error (job->window, heading, error);
    }
  else if (job->asked_for || (sw_window_get_page (job->window) != NULL && is_history (text)))
    show_text (job->window, text, length, name);
  else
    sw_window_open_file (job->window, G_FILE (source));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SwWindow) self = user_data;
  /* An error is the person's "Cancel". */
  g_autoptr (GFile) file
      = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_contents_async (file, NULL, read_cb, read_job_new (self, TRUE));
}

/**
 * _sw_window_open_history:
 *
 * Asks for a file with the history of a run, and shows it on the document in front.
 */
void
_sw_window_open_history (SwWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = dup_filters ();

  gtk_file_dialog_set_title (dialog, _("Open a Run History"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, chosen_cb, g_object_ref (self));
}

/**
 * _sw_window_drop_file:
 * @file: that was dropped on the window
 *
 * Shows a history on the document in front; anything else is opened as a definition.
 */
void
_sw_window_drop_file (SwWindow *self,
                      GFile    *file)
{
  g_file_load_contents_async (file, NULL, read_cb, read_job_new (self, FALSE));
}

/* A history on its way into a file */
typedef struct
{
  SwWindow *window;
  GBytes   *bytes;
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
  g_autofree char *text = g_strdup_printf (_("Saved the run as “%s”"), name);

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

/**
 * _sw_window_save_history:
 *
 * Saves the run that is shown as AWS prints histories, where the person wants it.
 */
void
_sw_window_save_history (SwWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  SwPage *page = sw_window_get_page (self);
  const SwHistory *history = sw_page_get_history (page);
  g_auto (SwValue) value = SW_VALUE_INIT;
  WriteJob *job;
  char *text;

  if (history == NULL)
    {
      _sw_window_toast (self, _("Nothing has run yet"));
      return;
    }
  value = sw_history_to_value (history, TRUE);
  text = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
  job = g_new (WriteJob, 1);
  job->window = g_object_ref (self);
  job->bytes = g_bytes_new_take (text, strlen (text));
  gtk_file_dialog_set_title (dialog, _("Save the Run"));
  gtk_file_dialog_set_initial_name (dialog, "history.json");
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, place_chosen_cb, job);
}
