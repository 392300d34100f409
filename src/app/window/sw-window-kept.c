/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/kept/sw-keeping.h"
#include "app/page/sw-page-private.h"
#include "app/runs/record/sw-kept-runs.h"

/* Runs that the last end of the program has interrupted: a banner says so at the next start, and a
 * question behind it what is to become of them. */

static void
hide_banner (SwWindow *self)
{
  adw_banner_set_revealed (self->kept_banner, FALSE);
  g_clear_pointer (&self->interrupted, g_ptr_array_unref);
}

/* On the definition as it was when the run began, which is what runs */
static SwPage *
open_page (SwWindow            *self,
           const SwInterrupted *run,
           SwRunner            *runner)
{
  SwModel *model = sw_program_get_model (
      sw_execution_get_program (sw_runner_get_execution (runner)));
  SwTree *tree = sw_model_get_tree (model);
  g_autoptr (GFile) file = sw_kept_runs_dup_file (run);
  g_autoptr (SwDocument) document
      = sw_document_new_draft (sw_tree_get_text (tree, NULL), sw_tree_get_syntax (tree),
                               run->machine, file, FALSE);

  return sw_window_add_document (self, document);
}

static gboolean
take_up (SwWindow             *self,
         const SwInterrupted  *run,
         GError              **error)
{
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (SwRunner) runner = sw_kept_runs_take_up (run, &performer, error);

  if (runner != NULL)
    _sw_page_show_run (open_page (self, run, runner), runner, performer);
  return runner != NULL;
}

static void show_interrupted (SwWindow *self);

/* The banner is up to date where it still tells of others. */
static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SwWindow) self = data;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  guint n_left = 0;

  if (!sw_interrupted_stop_finish (result, &n_left, &error))
    {
      _sw_window_toast (self, error->message);
      return;
    }
  if (self->interrupted != NULL)
    show_interrupted (self);
  if (n_left == 0)
    return;
  left = g_strdup_printf (g_dngettext (NULL, "%u job of AWS that it waited for goes on",
                                       "%u jobs of AWS that it waited for go on", n_left),
                          n_left);
  _sw_window_toast (self, left);
}

static gboolean
stop (SwWindow             *self,
      const SwInterrupted  *run,
      GError              **error)
{
  sw_kept_runs_stop (run, stopped_cb, g_object_ref (self));
  return TRUE;
}

static void
answered_cb (SwWindow   *self,
             const char *response)
{
  g_autoptr (GPtrArray) runs = g_steal_pointer (&self->interrupted);

  if (runs == NULL || g_str_equal (response, "later"))
    {
      self->interrupted = g_steal_pointer (&runs);
      return;
    }
  for (guint i = 0; i < runs->len; i++)
    if (g_str_equal (response, "stop"))
      stop (self, runs->pdata[i], NULL);
    else
      {
        g_autoptr (GError) error = NULL;

        if (!take_up (self, runs->pdata[i], &error))
          _sw_window_toast (self, error->message);
      }
  hide_banner (self);
}

static char *
describe (GPtrArray *runs)
{
  GString *text = g_string_new (
      _("Tasks that were under way are asked for again only where that does no harm; of others "
         "nobody "
         "can tell whether they were executed: they fail, for Retry and Catch to deal with."));

  g_string_append (text, "\n");
  for (guint i = 0; i < runs->len; i++)
    {
      const SwInterrupted *run = runs->pdata[i];
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (run->start);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);
      g_autofree char *start = g_date_time_format (local, "%c");

      g_string_append_printf (text, "\n%s, %s", run->machine, start);
    }
  return g_string_free_and_steal (text);
}

static void
review_cb (SwWindow *self)
{
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;

  if (self->interrupted == NULL)
    return;
  body = describe (self->interrupted);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Resume Interrupted Runs?"), body));
  adw_alert_dialog_add_responses (dialog, "later", _("_Later"), "stop", _("_Stop"), "resume",
                                  _("_Resume"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (dialog, "resume", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "resume");
  adw_alert_dialog_set_close_response (dialog, "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
show_interrupted (SwWindow *self)
{
  g_autoptr (GPtrArray) runs = sw_kept_runs_dup_interrupted ();
  g_autofree char *title = NULL;

  hide_banner (self);
  if (runs->len == 0)
    return;
  title = g_strdup_printf (
      g_dngettext (NULL, "A run was interrupted", "%u runs were interrupted", runs->len),
      runs->len);
  self->interrupted = g_steal_pointer (&runs);
  adw_banner_set_title (self->kept_banner, title);
  adw_banner_set_revealed (self->kept_banner, TRUE);
}

/**
 * _sw_window_look_for_interrupted:
 *
 * Says so where runs were interrupted, in the first window of the program; and again where another
 * program, which kept the runs, has ended.
 */
void
_sw_window_look_for_interrupted (SwWindow *self)
{
  static gboolean looked;

  g_signal_connect_swapped (self->kept_banner, "button-clicked", G_CALLBACK (review_cb), self);
  g_signal_connect_swapped (self->start_kept_banner, "button-clicked", G_CALLBACK (review_cb),
                            self);
  if (looked)
    return;
  looked = TRUE;
  show_interrupted (self);
  g_signal_connect_object (sw_keeping_get (), "taken-over", G_CALLBACK (show_interrupted), self,
                           G_CONNECT_SWAPPED);
}

/* What DEAL does with one that was interrupted, of the banner or not */
static gboolean
deal_with (SwWindow  *self,
           gint64     id,
           gboolean (*deal) (SwWindow *self, const SwInterrupted *run, GError **error),
           GError   **error)
{
  g_autoptr (GPtrArray) runs = sw_kept_runs_dup_interrupted ();
  gboolean done = FALSE;

  for (guint i = 0; i < runs->len; i++)
    if (((const SwInterrupted *) runs->pdata[i])->id == id)
      {
        done = deal (self, runs->pdata[i], error);
        if (done && self->interrupted != NULL)
          show_interrupted (self);
        return done;
      }
  g_set_error_literal (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_ENDED,
                       _("It is not interrupted any more"));
  return FALSE;
}

/**
 * _sw_window_resume_execution:
 * @id: of an execution in the store that was interrupted
 *
 * Takes the execution up where it was, and shows it.
 *
 * Returns: %FALSE with @error set where that cannot be
 */
gboolean
_sw_window_resume_execution (SwWindow  *self,
                             gint64     id,
                             GError   **error)
{
  return deal_with (self, id, take_up, error);
}

/**
 * _sw_window_stop_interrupted:
 * @id: of an execution in the store that was interrupted
 *
 * Stops the execution.
 *
 * Returns: %FALSE with @error set where that cannot be
 */
gboolean
_sw_window_stop_interrupted (SwWindow  *self,
                             gint64     id,
                             GError   **error)
{
  return deal_with (self, id, stop, error);
}
