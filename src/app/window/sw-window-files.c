/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/document/sw-file-words.h"

/* What opening and saving have in common, and saving with the questions it asks. */

/**
 * _sw_window_remember_recent:
 *
 * Puts @file among the recent files, for this program and for the desktop.
 */
void
_sw_window_remember_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/**
 * _sw_window_dup_definition_filter:
 *
 * Returns: (transfer full): lets those files through that may be definitions, by the ends of names
 */
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

/**
 * _sw_window_create_file_dialog:
 * @title: what is asked for
 * @accept: what the button says that accepts
 *
 * Returns: (transfer full): a dialog that asks for a definition
 */
GtkFileDialog *
_sw_window_create_file_dialog (const char *title,
                               const char *accept)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = dup_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  gtk_file_dialog_set_filters (dialog, filters);
  return dialog;
}

/* Saving: perhaps ask where to, write, perhaps ask what may be lost, write again. The task's
 * answer is whether the document is saved; what went wrong has been shown by then. */
typedef struct
{
  SwDocument  *document;
  GFile       *file;
  SwSaveFlags  flags; /* of the last try */
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_clear_object (&job->document);
  g_clear_object (&job->file);
  g_free (job);
}

static void write_file (GTask       *take_task,
                        SwSaveFlags  flags);

/* What is asked when a file cannot simply be written, and what the answers mean */
static const struct
{
  SwDocumentError error;
  const char     *heading;
  const char     *body;
  struct
  {
    const char  *response;
    const char  *label;
    SwSaveFlags  flags;
    AdwResponseAppearance appearance;
  } answers[2];
} questions[] = {
  { SW_DOCUMENT_ERROR_CHANGED, N_("Overwrite the File?"),
    N_("Another program changed it since it was opened. What it wrote would be lost."),
    { { "overwrite", N_("_Overwrite"), SW_SAVE_OVERWRITE, ADW_RESPONSE_DESTRUCTIVE } } },
  { SW_DOCUMENT_ERROR_LINKED, N_("Save Under All Names?"),
    N_("The file has several names (hard links). Under the others it can keep what it has."),
    { { "one", N_("_This Name Only"), SW_SAVE_ONE_NAME, ADW_RESPONSE_DEFAULT },
      { "all", N_("_All Names"), SW_SAVE_ALL_NAMES, ADW_RESPONSE_SUGGESTED } } },
};

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (questions[i].answers); j++)
      if (g_strcmp0 (response, questions[i].answers[j].response) == 0)
        {
          const SaveJob *job = g_task_get_task_data (task);

          write_file (g_steal_pointer (&task), job->flags | questions[i].answers[j].flags);
          return;
        }
  g_task_return_boolean (task, FALSE);
}

/* FALSE where there is nothing to ask about ERROR. */
static gboolean
ask (GTask        *task,
     const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      AdwAlertDialog *dialog;

      if (!g_error_matches (error, SW_DOCUMENT_ERROR, (int) questions[i].error))
        continue;
      dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_(questions[i].heading), _(questions[i].body)));
      adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
      for (guint j = 0; j < G_N_ELEMENTS (questions[i].answers); j++)
        if (questions[i].answers[j].response != NULL)
          {
            adw_alert_dialog_add_response (dialog, questions[i].answers[j].response,
                                           _(questions[i].answers[j].label));
            adw_alert_dialog_set_response_appearance (dialog, questions[i].answers[j].response,
                                                      questions[i].answers[j].appearance);
          }
      adw_alert_dialog_set_close_response (dialog, "cancel");
      adw_alert_dialog_choose (dialog, g_task_get_source_object (task), NULL, answered_cb,
                               g_object_ref (task));
      return TRUE;
    }
  return FALSE;
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
      _sw_window_remember_recent (job->file);
      g_task_return_boolean (task, TRUE);
    }
  else if (!ask (task, error))
    {
      _sw_window_tell_failure (self, _("The File Cannot Be Saved"), sw_file_words_of_writing (error));
      g_task_return_boolean (task, FALSE);
    }
}

static void
write_file (GTask       *take_task,
            SwSaveFlags  flags)
{
  SaveJob *job = g_task_get_task_data (take_task);

  job->flags = flags;
  sw_document_save_async (job->document, job->file, flags, NULL, written_cb, take_task);
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
  write_file (g_steal_pointer (&task), SW_SAVE_OVERWRITE);
}

static void
choose_place (SwWindow *self,
              GTask    *take_task)
{
  SaveJob *job = g_task_get_task_data (take_task);
  g_autoptr (GtkFileDialog) dialog = _sw_window_create_file_dialog (_("Save the Definition"), _("_Save"));
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
    write_file (task, SW_SAVE_DEFAULT);
}

/**
 * _sw_window_save_finish:
 *
 * Returns: whether the text is saved. What went wrong has been told in the window by then; that the
 *   person has changed their mind is no error.
 */
gboolean
_sw_window_save_finish (SwWindow     *self,
                        GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
