/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/compare/sw-run-compare-dialog.h"
#include "engine/sw-history-read.h"

/* Comparing the run that is shown with the one before it, or with one that was saved. */

static void
state_activated_cb (SwDocument *document, const char *pointer)
{
  sw_document_set_selected (document, pointer);
}

static void
show_compared (SwWindow    *self,
               SwRunRecord *before,
               SwRunRecord *after,
               const char  *before_name)
{
  SwRunCompareDialog *dialog = sw_run_compare_dialog_new (before, after, before_name, _("This run"));

  g_signal_connect_object (dialog, "state-activated", G_CALLBACK (state_activated_cb),
                           _sw_window_get_document (self), G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* The run in front, once it is over; NULL after a message */
static SwRunRecord *
get_finished (SwWindow *self)
{
  SwRunRecord *record = sw_page_get_record (sw_window_get_page (self));

  if (record == NULL)
    _sw_window_toast (self, _("Nothing has run yet"));
  else if (sw_trace_get_status (sw_run_record_get_trace (record)) == SW_EXECUTION_RUNNING)
    _sw_window_toast (self, _("The run is still under way"));
  else
    return record;
  return NULL;
}

/* The saved run is of the definition as it stands now, like the run in front. */
static void
compare_with_text (SwWindow   *self,
                   const char *text,
                   gsize       length,
                   const char *name)
{
  SwRunRecord *after = get_finished (self);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) history = NULL;
  g_autoptr (SwRunRecord) before = NULL;
  g_autofree char *heading = g_strdup_printf (_("“%s” Is Not a Run History"), name);

  if (after == NULL)
    return;
  history = sw_history_new_from_text (text, (gssize) length, notes, &error);
  if (history == NULL)
    {
      _sw_window_show_error (self, heading, error);
      return;
    }
  before = sw_run_record_new_read (history, sw_document_get_model (_sw_window_get_document (self)));
  show_compared (self, before, after, name);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    {
      if (sw_window_get_page (self) != NULL)
        compare_with_text (self, text, length, name);
    }
  else
    {
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);

      _sw_window_show_error (self, heading, error);
    }
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SwWindow) self = user_data;
  /* An error is the person's "Cancel". */
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  AdwDialog *shown = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (file == NULL)
    return;
  if (SW_IS_RUN_COMPARE_DIALOG (shown))
    adw_dialog_close (shown);
  g_file_load_contents_async (file, NULL, read_cb, g_object_ref (self));
}

/**
 * _sw_window_compare_run_file:
 *
 * Asks for a file with the history of a run, and compares it with the run in front.
 */
void
_sw_window_compare_run_file (SwWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = NULL;

  if (get_finished (self) == NULL)
    return;
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Compare With a Saved Run"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, chosen_cb, g_object_ref (self));
}

/**
 * _sw_window_compare_runs:
 *
 * Compares the run in front with the one before it; where there was none, with a saved one.
 */
void
_sw_window_compare_runs (SwWindow *self)
{
  SwRunRecord *after = get_finished (self);
  SwRunRecord *before = sw_page_get_previous_record (sw_window_get_page (self));

  if (after == NULL)
    return;
  if (before == NULL)
    _sw_window_compare_run_file (self);
  else
    show_compared (self, before, after, _("Previous run"));
}
