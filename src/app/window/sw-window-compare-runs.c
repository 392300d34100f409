/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/compare/sw-run-compare-dialog.h"

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
  SwRunCompareDialog *dialog =
      sw_run_compare_dialog_new (before, after, before_name, _("This run"));

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
compare_with_history (SwWindow   *self,
                      SwHistory  *history,
                      GPtrArray  *notes,
                      const char *name)
{
  SwRunRecord *after = get_finished (self);
  AdwDialog *shown = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  g_autoptr (SwRunRecord) before = NULL;

  if (after == NULL)
    return;
  if (SW_IS_RUN_COMPARE_DIALOG (shown))
    adw_dialog_close (shown);
  before = sw_run_record_new_read (history, sw_document_get_model (_sw_window_get_document (self)));
  show_compared (self, before, after, name);
}

/**
 * _sw_window_compare_run_file:
 *
 * Asks for a file with the history of a run, and compares it with the run in front.
 */
void
_sw_window_compare_run_file (SwWindow *self)
{
  if (get_finished (self) != NULL)
    _sw_window_choose_history (self, _("Compare With a Saved Run"), compare_with_history);
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
