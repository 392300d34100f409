/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/page/sw-page-private.h"

/* Nothing that was not saved is lost, and no run that is under way is stopped, without a question. */

/* One question, about one tab or about all of a window's. */
typedef struct
{
  SwWindow   *window;
  AdwTabPage *tab;       /* the one that is closed, or NULL: the window */
  GPtrArray  *runs;      /* AdwTabPage of the window whose runs are still to ask about */
  GPtrArray  *documents; /* SwDocument still to save */
} CloseJob;

static void
close_job_free (CloseJob *job)
{
  g_clear_object (&job->window);
  g_clear_object (&job->tab);
  g_clear_pointer (&job->runs, g_ptr_array_unref);
  g_clear_pointer (&job->documents, g_ptr_array_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CloseJob, close_job_free)

static void
finish_close (CloseJob *job,
              gboolean  close)
{
  if (job->tab != NULL)
    adw_tab_view_close_page_finish (job->window->tab_view, job->tab, close);
  else if (close)
    {
      job->window->closing = TRUE;
      gtk_window_close (GTK_WINDOW (job->window));
    }
  if (!close)
    sw_session_stay (_sw_window_get_session (job->window));
}

static void save_next (CloseJob *take_job);

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (CloseJob) job = user_data;

  if (_sw_window_save_finish (job->window, result))
    {
      g_ptr_array_remove_index (job->documents, 0);
      save_next (g_steal_pointer (&job));
    }
  else
    finish_close (job, FALSE);
}

static void
save_next (CloseJob *take_job)
{
  g_autoptr (CloseJob) job = take_job;

  if (job->documents->len == 0)
    finish_close (job, TRUE);
  else
    {
      SwWindow *window = job->window;
      SwDocument *document = job->documents->pdata[0];

      _sw_window_save (window, document, FALSE, saved_cb, g_steal_pointer (&job));
    }
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CloseJob) job = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "save"))
    {
      save_next (g_steal_pointer (&job));
      return;
    }
  for (guint i = 0; g_str_equal (response, "discard") && i < job->documents->len; i++)
    sw_session_discard (_sw_window_get_session (job->window), job->documents->pdata[i]);
  finish_close (job, g_str_equal (response, "discard"));
}

static void
ask (CloseJob *take_job)
{
  GString *body = g_string_new (NULL);
  AdwDialog *dialog;

  if (take_job->documents->len == 1)
    g_string_printf (body, _("“%s” has changes that are not saved. They will be lost if you discard them."),
                     sw_document_get_title (take_job->documents->pdata[0]));
  else
    {
      g_string_assign (body, _("These documents have changes that are not saved. They will be lost if you "
                               "discard them:"));
      for (guint i = 0; i < take_job->documents->len; i++)
        g_string_append_printf (body, "\n• %s",
                                sw_document_get_title (take_job->documents->pdata[i]));
    }
  dialog = adw_alert_dialog_new (_("Save Changes?"), body->str);
  g_string_free (body, TRUE);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "discard",
                                  _("_Discard"), "save",
                                  take_job->documents->len == 1 ? _("_Save") : _("_Save All"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (take_job->window), NULL,
                           answered_cb, take_job);
}

static CloseJob *
close_job_new (SwWindow   *window,
               AdwTabPage *tab)
{
  CloseJob *job = g_new0 (CloseJob, 1);

  job->window = g_object_ref (window);
  job->tab = tab != NULL ? g_object_ref (tab) : NULL;
  job->runs = g_ptr_array_new_with_free_func (g_object_unref);
  job->documents = g_ptr_array_new_with_free_func (g_object_unref);
  return job;
}

static void
add_if_modified (CloseJob   *job,
                 AdwTabPage *tab)
{
  SwDocument *document = sw_page_get_document (SW_PAGE (adw_tab_page_get_child (tab)));

  sw_document_flush (document);
  if (sw_document_get_modified (document))
    g_ptr_array_add (job->documents, g_object_ref (document));
}

/* What becomes of a tab's run, by the answer to the question about it */
static gboolean
obey_answer (GObject      *dialog,
             GAsyncResult *result,
             AdwTabPage   *tab)
{
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result);

  if (g_str_equal (response, "stop"))
    _sw_page_end_kept (SW_PAGE (adw_tab_page_get_child (tab)));
  return !g_str_equal (response, "cancel");
}

/* Closed again once it is said what becomes of its run: there may be something to save, too. */
static void
run_of_tab_answered_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (CloseJob) job = user_data;
  SwWindow *window = job->window;

  adw_tab_view_close_page_finish (window->tab_view, job->tab, FALSE);
  if (!obey_answer (source, result, job->tab))
    return;
  window->run_left = job->tab;
  adw_tab_view_close_page (window->tab_view, job->tab);
  window->run_left = NULL;
}

static void
ask_about_run (CloseJob            *take_job,
               AdwTabPage          *tab,
               GAsyncReadyCallback  answered)
{
  SwPage *page = SW_PAGE (adw_tab_page_get_child (tab));
  g_autofree char *body = g_strdup_printf (
      _("A run of “%s” is under way. Stopped, it is aborted, and so are the jobs of AWS that it waits "
        "for. Left for later, it stands still once the tab is closed, and can be resumed when "
        "Stepwright is started again."),
      sw_document_get_title (sw_page_get_document (page)));
  AdwDialog *dialog = adw_alert_dialog_new (_("Stop the Run?"), body);

  adw_tab_view_set_selected_page (take_job->window->tab_view, tab);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "later",
                                  _("Resume _Later"), "stop", _("_Stop"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "later");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (take_job->window), NULL,
                           answered, take_job);
}

/* Returns: whether the tab's closing is taken care of (AdwTabView::close-page) */
gboolean
_sw_window_close_page (SwWindow   *self,
                       AdwTabPage *tab)
{
  g_autoptr (CloseJob) job = close_job_new (self, tab);

  if (self->run_left != tab && _sw_page_keeps_run (SW_PAGE (adw_tab_page_get_child (tab))))
    {
      ask_about_run (g_steal_pointer (&job), tab, run_of_tab_answered_cb);
      return GDK_EVENT_STOP;
    }
  add_if_modified (job, tab);
  if (job->documents->len == 0)
    return GDK_EVENT_PROPAGATE;
  adw_tab_view_set_selected_page (self->tab_view, tab);
  ask (g_steal_pointer (&job));
  return GDK_EVENT_STOP;
}

static void ask_of_window (CloseJob *take_job);

static void
run_of_window_answered_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr (CloseJob) job = user_data;

  if (!obey_answer (source, result, job->runs->pdata[0]))
    {
      finish_close (job, FALSE);
      return;
    }
  g_ptr_array_remove_index (job->runs, 0);
  ask_of_window (g_steal_pointer (&job));
}

/* One question after the other: about each run that is under way, then about all that is not saved */
static void
ask_of_window (CloseJob *take_job)
{
  g_autoptr (CloseJob) job = take_job;

  if (job->runs->len > 0)
    {
      AdwTabPage *tab = job->runs->pdata[0];

      ask_about_run (g_steal_pointer (&job), tab, run_of_window_answered_cb);
    }
  else if (job->documents->len > 0)
    ask (g_steal_pointer (&job));
  else
    finish_close (job, TRUE);
}

/* Returns: whether the window stays open for now */
gboolean
_sw_window_close_request (SwWindow *self)
{
  g_autoptr (CloseJob) job = close_job_new (self, NULL);

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);

      if (_sw_page_keeps_run (SW_PAGE (adw_tab_page_get_child (tab))))
        g_ptr_array_add (job->runs, g_object_ref (tab));
      add_if_modified (job, tab);
    }
  if (job->runs->len == 0 && job->documents->len == 0)
    return FALSE;
  ask_of_window (g_steal_pointer (&job));
  return TRUE;
}
