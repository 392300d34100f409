/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/kept/sw-executions-dialog.h"
#include "app/kept/sw-keeping.h"
#include "app/runs/record/sw-kept-runs.h"
#include "engine/history/sw-history-read.h"

/* Executions that are kept, opened as runs. */

static SwServing *
get_serving (SwWindow *self)
{
  return sw_application_get_serving (
      SW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

/* By that name in this program, or by the one it is served as */
static gboolean
is_machine_of (const char *machine,
               SwDocument *document)
{
  g_autofree char *name = sw_serving_dup_name (document);

  return g_strcmp0 (machine, sw_document_get_title (document)) == 0
         || g_strcmp0 (machine, name) == 0;
}

/**
 * _sw_window_is_execution_of:
 *
 * Returns: whether an execution is one of a document's machine: of its file, or, where a client of
 *   the server made it or the document had no file, of its name
 */
gboolean
_sw_window_is_execution_of (SwKeptExecution *execution,
                            SwDocument      *document)
{
  const char *file = sw_kept_execution_get_file (execution);
  GFile *origin = sw_document_get_origin (document);

  if (file != NULL)
    return origin != NULL && g_strcmp0 (g_file_peek_path (origin), file) == 0;
  return is_machine_of (sw_kept_execution_get_machine (execution), document);
}

/**
 * _sw_window_is_started_by:
 *
 * Returns: whether a task of an execution of a document's machine has started an execution, as far
 *   as that says so
 */
gboolean
_sw_window_is_started_by (SwKeptExecution *execution,
                          SwDocument      *document)
{
  const char *machine = sw_kept_execution_get_starter_machine (execution);

  return machine != NULL && is_machine_of (machine, document);
}

/**
 * _sw_window_show_runner:
 *
 * Brings the page of a run of this program to the front, in whatever window it is.
 *
 * Returns: whether there is one
 */
gboolean
_sw_window_show_runner (SwRunner *runner)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      AdwTabView *tabs = SW_IS_WINDOW (window) ? SW_WINDOW (window)->tab_view : NULL;

      for (int j = 0; tabs != NULL && j < adw_tab_view_get_n_pages (tabs); j++)
        {
          AdwTabPage *tab = adw_tab_view_get_nth_page (tabs, j);
          SwPage *page = SW_PAGE (adw_tab_page_get_child (tab));
          SwRunRecord *record = sw_page_get_record (page);

          if (record == NULL || sw_run_record_get_runner (record) != runner)
            continue;
          adw_tab_view_set_selected_page (tabs, tab);
          g_object_set (page, "show-runs", TRUE, NULL);
          gtk_window_present (window);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * _sw_window_find_execution_page:
 * @definition: what the execution runs, for a new tab
 * @syntax: of @definition
 *
 * Returns: (transfer none): the tab in front, where it is of the same machine; else another one; else
 *   a new one
 */
SwPage *
_sw_window_find_execution_page (SwWindow        *self,
                                SwKeptExecution *execution,
                                const char      *definition,
                                SwSyntax         syntax)
{
  const char *path = sw_kept_execution_get_file (execution);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (SwDocument) document = NULL;
  SwDocument *front = _sw_window_get_document (self);

  if (front != NULL && _sw_window_is_execution_of (execution, front))
    return sw_window_get_page (self);
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);
      SwPage *page = SW_PAGE (adw_tab_page_get_child (tab));

      if (!_sw_window_is_execution_of (execution, sw_page_get_document (page)))
        continue;
      adw_tab_view_set_selected_page (self->tab_view, tab);
      return page;
    }
  document = sw_document_new_draft (definition, syntax,
                                    sw_kept_execution_get_machine (execution), file, FALSE);
  return sw_window_add_document (self, document);
}

static gboolean
add_event (const SwStoreEvent *event,
           gpointer            data)
{
  GString *text = data;

  if (text->str[text->len - 1] != '[')
    g_string_append_c (text, ',');
  g_string_append (text, event->body);
  return TRUE;
}

/* As GetExecutionHistory gives it */
static char *
read_history (SwKeptExecution  *execution,
              char            **definition,
              GError          **error)
{
  SwStore *store = sw_keeping_get_store (sw_keeping_get ());
  g_autoptr (GString) text = g_string_new ("{\"events\":[");
  gsize empty = text->len;

  if (store == NULL
      || !sw_store_foreach_event (store, sw_kept_execution_get_id (execution), 0, FALSE, 0,
                                  add_event, text, error))
    return NULL;
  if (text->len == empty)
    {
      g_set_error_literal (error, SW_STORE_ERROR, SW_STORE_ERROR_READ,
                           _("Of an Express execution only the beginning and the end are kept"));
      return NULL;
    }
  *definition = sw_store_dup_definition (store, sw_kept_execution_get_revision (execution), error);
  if (*definition == NULL)
    return NULL;
  g_string_append (text, "]}");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * _sw_window_open_execution:
 * @error: set where nothing of it can be shown
 *
 * Shows an execution as a run: where it is under way in a tab, that tab; else its history so far.
 *
 * Returns: whether it is shown
 */
gboolean
_sw_window_open_execution (SwWindow         *self,
                           SwKeptExecution  *execution,
                           GError          **error)
{
  SwRunner *runner = sw_kept_runs_find_runner (sw_kept_execution_get_id (execution));
  SwServing *serving = get_serving (self);
  g_autofree char *text = NULL, *machine = NULL, *definition = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SwHistory) history = NULL;

  if (runner != NULL && _sw_window_show_runner (runner))
    return TRUE;
  if (serving != NULL)
    text = sw_serving_dup_history (serving, sw_kept_execution_get_arn (execution), &machine,
                                   &definition);
  if (text == NULL)
    text = read_history (execution, &definition, error);
  if (text != NULL)
    history = sw_history_new_from_text (text, -1, notes, error);
  if (history == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, SW_STORE_ERROR, SW_STORE_ERROR_READ,
                             _("Its history is not kept"));
      return FALSE;
    }
  sw_page_show_history (
      _sw_window_find_execution_page (self, execution, definition, SW_SYNTAX_JSON), execution,
      history, notes);
  _sw_window_show_notes (self, notes);
  return TRUE;
}

static gboolean
take_execution (const SwStoreExecution *row,
                gpointer                data)
{
  *(SwKeptExecution **) data = sw_kept_execution_new (row);
  return FALSE;
}

/**
 * _sw_window_open_started:
 * @arn: of an execution that a task has started
 *
 * Shows an execution as a run, where it is one of this program's server, or is kept; else says that
 * it is neither.
 */
void
_sw_window_open_started (SwWindow   *self,
                         const char *arn)
{
  const SwStoreFilter filter = { .arn = arn, .brief = TRUE };
  SwStore *store = sw_keeping_look (sw_keeping_get ());
  SwServing *serving = get_serving (self);
  g_autoptr (SwKeptExecution) execution
      = serving != NULL ? sw_serving_dup_execution (serving, arn) : NULL;
  g_autoptr (GError) error = NULL;

  if (execution == NULL && store != NULL)
    sw_store_foreach_execution (store, &filter, take_execution, &execution, &error);
  if (execution != NULL)
    _sw_window_open_execution (self, execution, &error);
  else if (error == NULL)
    g_set_error_literal (&error, SW_STORE_ERROR, SW_STORE_ERROR_READ,
                         _("The execution is not kept on this computer: it runs where the task has "
                           "started it"));
  if (error != NULL)
    _sw_window_toast (self, error->message);
}

static void
stopped_cb (const char *refusal,
            gpointer    data)
{
  g_autoptr (SwWindow) self = data;

  if (refusal != NULL)
    _sw_window_toast (self, refusal);
}

/**
 * _sw_window_stop_execution:
 * @execution: that runs, or was interrupted
 *
 * Stops an execution, whoever drives it: a tab, this program's server, or nobody.
 *
 * Returns: %FALSE with @error set where that cannot be
 */
gboolean
_sw_window_stop_execution (SwWindow         *self,
                           SwKeptExecution  *execution,
                           GError          **error)
{
  gint64 id = sw_kept_execution_get_id (execution);
  const char *arn = sw_kept_execution_get_arn (execution);
  SwRunner *runner = id != 0 ? sw_kept_runs_find_runner (id) : NULL;
  SwServing *serving = get_serving (self);

  if (runner != NULL)
    sw_runner_stop (runner);
  else if (serving != NULL && sw_serving_has (serving, arn))
    sw_serving_stop_execution (serving, arn, stopped_cb, g_object_ref (self));
  else
    return _sw_window_stop_interrupted (self, id, error);
  return TRUE;
}

static void
show_dialog (SwWindow *self,
             gboolean  all)
{
  adw_dialog_present (sw_executions_dialog_new (self, get_serving (self), all), GTK_WIDGET (self));
}

/**
 * _sw_window_show_executions:
 *
 * Lists the executions of the document in front, and all others.
 */
void
_sw_window_show_executions (SwWindow *self)
{
  show_dialog (self, FALSE);
}

/**
 * _sw_window_show_all_executions:
 *
 * Lists all executions.
 */
void
_sw_window_show_all_executions (SwWindow *self)
{
  show_dialog (self, TRUE);
}
