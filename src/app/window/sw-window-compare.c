/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/compare/sw-compare-dialog.h"
#include "app/compare/sw-earlier-version.h"

/* Comparing the document in front with another version of it. */

/* What the last commit is called in git */
#define LAST_COMMIT "HEAD"

typedef struct
{
  SwWindow   *window;
  SwDocument *document;
  char       *name; /* of the other version */
} CompareJob;

static void
compare_job_free (CompareJob *job)
{
  g_clear_object (&job->window);
  g_clear_object (&job->document);
  g_free (job->name);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompareJob, compare_job_free)

static void
state_activated_cb (SwDocument *document, const char *pointer)
{
  sw_document_set_selected (document, pointer);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CompareJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwModel) before = sw_earlier_version_read_finish (result, &error);
  g_autoptr (SwDiff) diff = NULL;
  SwCompareDialog *dialog;

  if (before == NULL)
    {
      _sw_window_show_error (job->window, _("There Is No Version to Compare With"), error);
      return;
    }
  sw_document_settle (job->document);
  diff = sw_diff_new (before, sw_document_get_live_model (job->document));
  dialog = sw_compare_dialog_new (diff, job->name, sw_document_get_title (job->document));
  g_signal_connect_object (dialog, "state-activated", G_CALLBACK (state_activated_cb), job->document,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (job->window));
}

/* Takes NAME. */
static void
compare_with (SwWindow   *self,
              SwDocument *document,
              GFile      *file,
              const char *revision,
              char       *name)
{
  CompareJob *job = g_new0 (CompareJob, 1);

  job->window = g_object_ref (self);
  job->document = g_object_ref (document);
  job->name = name;
  sw_earlier_version_read_async (file, revision, NULL, read_cb, job);
}

/**
 * _sw_window_compare_commit:
 *
 * Opens the comparison of the document with the last commit of its file.
 */
void
_sw_window_compare_commit (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  GFile *file = sw_document_get_file (document);

  if (file == NULL)
    sw_document_report (document, _("Save the definition first: git knows files alone."));
  else
    /* translators: a version of a file in git */
    compare_with (self, document, file, LAST_COMMIT, g_strdup (_("Last commit")));
}

/**
 * _sw_window_compare_disk:
 *
 * Opens the comparison of the document with what its file has now.
 */
void
_sw_window_compare_disk (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  GFile *file = sw_document_get_file (document);

  if (file != NULL)
    /* translators: a version of a definition: what its file has, not what is in the editor */
    compare_with (self, document, file, NULL, g_strdup (_("File on disk")));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CompareJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    compare_with (job->window, job->document, file, NULL, g_file_get_basename (file));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    _sw_window_show_error (job->window, _("The File Cannot Be Chosen"), error);
}

/**
 * _sw_window_compare_file:
 *
 * Asks for a file, and opens the comparison of the document with what is in it.
 */
void
_sw_window_compare_file (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = _sw_window_dup_definition_filter ();
  CompareJob *job = g_new0 (CompareJob, 1);

  job->window = g_object_ref (self);
  job->document = g_object_ref (document);
  gtk_file_dialog_set_title (dialog, _("Compare With an Earlier Version"));
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (sw_document_get_file (document) != NULL)
    gtk_file_dialog_set_initial_file (dialog, sw_document_get_file (document));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, chosen_cb, job);
}
