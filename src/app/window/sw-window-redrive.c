/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/kept/sw-keeping.h"
#include "app/page/sw-page-private.h"
#include "app/runs/record/sw-kept-runs.h"

/* Runs and executions that did not succeed go on: those of this program in their own tab, those that
 * are kept where they are shown, those of the server by its API. */

static SwServing *
get_serving (SwWindow *self)
{
  return sw_application_get_serving (
      SW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static gboolean
note_found (const SwStoreExecution *row,
            gpointer                data)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

/* It may have been deleted in the meantime: nothing could be written to it any more. */
static gboolean
is_kept (SwRunner  *runner,
         GError   **error)
{
  const SwStoreFilter filter = { .id = sw_runner_get_stored_id (runner), .brief = TRUE };
  SwStore *store = sw_keeping_get_store (sw_keeping_get ());
  gboolean found = filter.id == 0;

  if (!found && store != NULL)
    sw_store_foreach_execution (store, &filter, note_found, &found, NULL);
  if (!found)
    g_set_error_literal (error, SW_STORE_ERROR, SW_STORE_ERROR_READ, _("Its history is not kept"));
  return found;
}

static gboolean
redrive_runner (SwRunner  *runner,
                GError   **error)
{
  gint64 now = g_get_real_time ();
  const char *refusal = sw_runner_get_unredrivable (runner, now);

  if (refusal == NULL)
    return is_kept (runner, error) && sw_runner_redrive (runner, NULL, now);
  g_set_error_literal (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_UNREDRIVABLE, gettext (refusal));
  return FALSE;
}

/* Where its tab was closed, or this program did not run it: told again from the store */
static gboolean
redrive_kept (SwWindow         *self,
              SwKeptExecution  *execution,
              GError          **error)
{
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (SwRunner) runner
      = sw_kept_runs_redrive (sw_kept_execution_get_id (execution), &performer, error);
  SwTree *tree;

  if (runner == NULL)
    return FALSE;
  tree = sw_model_get_tree (
      sw_program_get_model (sw_execution_get_program (sw_runner_get_execution (runner))));
  _sw_page_show_run (_sw_window_find_execution_page (self, execution, sw_tree_get_text (tree, NULL),
                                                     sw_tree_get_syntax (tree)),
                     runner, performer);
  return TRUE;
}

/* What a question to the server is about; what it is shown in may go before the answer comes. */
typedef struct
{
  GWeakRef         window;
  SwKeptExecution *execution;
  gboolean         shows; /* its history is in the tab in front */
} Question;

static void
answered_cb (const char *refusal,
             gpointer    data)
{
  Question *self = data;
  g_autoptr (SwWindow) window = g_weak_ref_get (&self->window);

  if (window != NULL && refusal != NULL)
    _sw_window_toast (window, refusal);
  else if (window != NULL && self->shows)
    _sw_window_open_execution (window, self->execution, NULL);
  g_weak_ref_clear (&self->window);
  g_object_unref (self->execution);
  g_free (self);
}

static gboolean
redrive_served (SwWindow         *self,
                SwKeptExecution  *execution,
                gboolean          shows,
                GError          **error)
{
  SwServing *serving = get_serving (self);
  Question *question;

  if (serving == NULL || !sw_serving_has (serving, sw_kept_execution_get_arn (execution)))
    {
      g_set_error_literal (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_ABSENT,
                           _("Switch the server on first: the execution is its own"));
      return FALSE;
    }
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->window, self);
  question->execution = g_object_ref (execution);
  question->shows = shows;
  sw_serving_redrive (serving, sw_kept_execution_get_arn (execution), answered_cb, question);
  return TRUE;
}

/**
 * _sw_window_redrive_execution:
 * @execution: that did not succeed
 * @opens: (out): whether it is shown in a tab now
 * @error: set where it cannot be redriven
 *
 * Has an execution go on: in a tab, where it is not the server's.
 *
 * Returns: whether it goes on, or the server is asked to
 */
gboolean
_sw_window_redrive_execution (SwWindow         *self,
                              SwKeptExecution  *execution,
                              gboolean         *opens,
                              GError          **error)
{
  gint64 id = sw_kept_execution_get_id (execution);
  SwRunner *runner = id != 0 ? sw_kept_runs_find_runner (id) : NULL;

  *opens = !g_str_equal (sw_kept_execution_get_origin (execution), "server");
  if (!*opens)
    return redrive_served (self, execution, FALSE, error);
  if (runner != NULL && _sw_window_show_runner (runner))
    return redrive_runner (runner, error);
  return redrive_kept (self, execution, error);
}

/**
 * _sw_window_redrive:
 *
 * Has the run that is shown go on where it did not succeed.
 */
void
_sw_window_redrive (SwWindow *self)
{
  SwPage *page = sw_window_get_page (self);
  SwRunRecord *record = page != NULL ? sw_page_get_record (page) : NULL;
  SwKeptExecution *execution = record != NULL ? sw_run_record_get_execution (record) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  if (record != NULL && sw_run_record_get_runner (record) != NULL)
    done = redrive_runner (sw_run_record_get_runner (record), &error);
  else if (execution != NULL
           && g_str_equal (sw_kept_execution_get_origin (execution), "server"))
    done = redrive_served (self, execution, TRUE, &error);
  else if (execution != NULL)
    done = redrive_kept (self, execution, &error);
  if (!done && error != NULL)
    _sw_window_toast (self, error->message);
}

/**
 * _sw_window_can_redrive:
 *
 * Returns: whether the run in front has ended without success, and can go on
 */
gboolean
_sw_window_can_redrive (SwWindow *self)
{
  SwPage *page = sw_window_get_page (self);
  SwRunRecord *record = page != NULL ? sw_page_get_record (page) : NULL;
  const char *refusal;

  return record != NULL && sw_run_record_is_unsuccessful (record, &refusal) && refusal == NULL;
}
