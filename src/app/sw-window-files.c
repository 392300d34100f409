/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-window-private.h"

#include <glib/gi18n.h>

/* Opening and saving, with the questions they ask. */

static void
remember_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

GtkFileFilter *
_sw_window_dup_definition_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("State machine definitions"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "yaml");
  gtk_file_filter_add_suffix (filter, "yml");
  return filter;
}

static GListModel *
dup_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) definitions = _sw_window_dup_definition_filter ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, definitions);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static GtkFileDialog *
create_dialog (const char *title,
               const char *accept)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = dup_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  gtk_file_dialog_set_filters (dialog, filters);
  return dialog;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (SwWindow) self = user_data;

  /* An error is the person's "Cancel". */
  files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      sw_window_open_file (self, file);
    }
}

void
_sw_window_open (SwWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = create_dialog (_("Open a Definition"), _("_Open"));

  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, opened_cb, g_object_ref (self));
}

typedef struct
{
  SwWindow *window;
  GFile    *file;
  gboolean  example;
} OpenJob;

static void
open_job_free (OpenJob *job)
{
  g_object_unref (job->window);
  g_object_unref (job->file);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenJob, open_job_free)

AdwTabPage *
_sw_window_find_tab (SwWindow *self,
                     GFile    *file)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);
      SwPage *page = SW_PAGE (adw_tab_page_get_child (tab));
      GFile *other = sw_document_get_file (sw_page_get_document (page));

      if (other != NULL && g_file_equal (other, file))
        return tab;
    }
  return NULL;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (OpenJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwDocument) document = SW_DOCUMENT (source);
  g_autofree char *name = g_file_get_basename (job->file);
  AdwTabPage *tab;

  if (!sw_document_load_finish (document, result, &error))
    {
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);

      _sw_window_show_error (job->window, heading, error);
      return;
    }
  if (job->example)
    sw_document_detach (document, name);
  else
    remember_recent (job->file);
  /* It may have been opened meanwhile, as twice in one command. */
  tab = job->example ? NULL : _sw_window_find_tab (job->window, job->file);
  if (tab != NULL)
    adw_tab_view_set_selected_page (job->window->tab_view, tab);
  else
    sw_window_add_document (job->window, document);
}

static void
start_opening (SwWindow *self,
               GFile    *file,
               gboolean  example)
{
  OpenJob *job = g_new (OpenJob, 1);

  *job = (OpenJob) { g_object_ref (self), g_object_ref (file), example };
  sw_document_load_async (sw_document_new (), file, NULL, loaded_cb, job);
}

/**
 * sw_window_open_file:
 *
 * Opens a file in a tab, or brings the tab to the front that has it open.
 */
void
sw_window_open_file (SwWindow *self,
                     GFile    *file)
{
  AdwTabPage *tab = _sw_window_find_tab (self, file);

  if (tab != NULL)
    adw_tab_view_set_selected_page (self->tab_view, tab);
  else
    start_opening (self, file, FALSE);
}

/* An example is where a document of one's own begins: saving asks for a place. */
void
_sw_window_open_example (SwWindow *self,
                         GFile    *file)
{
  start_opening (self, file, TRUE);
}

/* Saving: perhaps ask where to, write, perhaps ask whether to overwrite, write again. The task's
 * answer is whether the document is saved; what went wrong has been shown by then. */
typedef struct
{
  SwDocument *document;
  GFile      *file;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_clear_object (&job->document);
  g_clear_object (&job->file);
  g_free (job);
}

static void write_file (GTask    *take_task,
                        gboolean  overwrite);

static void
overwrite_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "overwrite"))
    write_file (g_steal_pointer (&task), TRUE);
  else
    g_task_return_boolean (task, FALSE);
}

static void
ask_overwrite (GTask *take_task)
{
  SwWindow *self = g_task_get_source_object (take_task);
  AdwDialog *dialog = adw_alert_dialog_new (
      _("Overwrite the File?"),
      _("Another program changed it since it was opened. What it wrote would be lost."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "overwrite",
                                  _("_Overwrite"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "overwrite",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, overwrite_cb,
                           take_task);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SwWindow *self = g_task_get_source_object (task);
  SaveJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (sw_document_save_finish (job->document, result, &error))
    {
      remember_recent (job->file);
      g_task_return_boolean (task, TRUE);
    }
  else if (g_error_matches (error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_CHANGED))
    ask_overwrite (g_steal_pointer (&task));
  else
    {
      _sw_window_show_error (self, _("The File Cannot Be Saved"), error);
      g_task_return_boolean (task, FALSE);
    }
}

static void
write_file (GTask    *take_task,
            gboolean  overwrite)
{
  SaveJob *job = g_task_get_task_data (take_task);

  sw_document_save_async (job->document, job->file, overwrite, NULL, written_cb, take_task);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SwWindow *self = g_task_get_source_object (task);
  SaveJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_clear_object (&job->file);
  job->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (job->file == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  /* The name's ending says what to write: JSON or YAML. */
  name = g_file_get_basename (job->file);
  if (!sw_document_convert (job->document, sw_syntax_from_name (name), &error))
    {
      _sw_window_show_error (self, _("The Definition Cannot Be Converted"), error);
      g_task_return_boolean (task, FALSE);
      return;
    }
  /* The dialog has asked already whether a file there may go. */
  write_file (g_steal_pointer (&task), TRUE);
}

static void
choose_place (SwWindow *self,
              GTask    *take_task)
{
  SaveJob *job = g_task_get_task_data (take_task);
  g_autoptr (GtkFileDialog) dialog = create_dialog (_("Save the Definition"), _("_Save"));
  const char *title = sw_document_get_title (job->document);

  if (job->file != NULL)
    gtk_file_dialog_set_initial_file (dialog, job->file);
  else if (g_str_has_suffix (title, ".json") || sw_syntax_from_name (title) == SW_SYNTAX_YAML)
    gtk_file_dialog_set_initial_name (dialog, title);
  else
    /* translators: the name proposed for a new file, without its ending */
    {
      g_autofree char *name = g_strconcat (_("untitled"), ".asl.json", NULL);

      gtk_file_dialog_set_initial_name (dialog, name);
    }
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, place_chosen_cb, take_task);
}

/* ASK: also when the document has a file. */
void
_sw_window_save (SwWindow            *self,
                 SwDocument          *document,
                 gboolean             ask,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GFile *file = sw_document_get_file (document);
  SaveJob *job = g_new0 (SaveJob, 1);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  job->document = g_object_ref (document);
  job->file = file != NULL ? g_object_ref (file) : NULL;
  g_task_set_task_data (task, job, (GDestroyNotify) save_job_free);
  if (ask || file == NULL)
    choose_place (self, task);
  else
    write_file (task, FALSE);
}

gboolean
_sw_window_save_finish (SwWindow     *self,
                        GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
