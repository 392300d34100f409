/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-panel-private.h"

#include <glib/gi18n.h>

/* Which run a panel shows, and how it keeps up with one that is under way. */

static SwExecutionStatus
get_execution_status (SwRunPanel *self)
{
  return sw_trace_get_status (sw_run_record_get_trace (self->record));
}

static void
update (SwRunPanel *self)
{
  if (self->record != NULL)
    sw_run_record_update (self->record);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SwRunPanel *self = SW_RUN_PANEL (widget);

  self->tick = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* However fast the run is, it is looked at once a frame. */
static void
events_cb (SwRunPanel *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
pending_cb (SwRunPanel *self)
{
  update (self);
  sw_run_lists_update_tasks (self->lists);
}

/* One that did not succeed can go on, or says why it cannot. */
static void
show_redrive (SwRunPanel *self)
{
  const char *refusal;
  gboolean shown = sw_run_record_is_unsuccessful (self->record, &refusal);

  gtk_widget_set_visible (self->redrive_button, shown);
  gtk_widget_set_sensitive (self->redrive_button, refusal == NULL);
  gtk_widget_set_tooltip_text (self->redrive_button,
                               refusal != NULL ? gettext (refusal)
                                               : _("Go On Where It Did Not Succeed"));
}

static void
show_end (SwRunPanel *self)
{
  sw_run_lists_end_tasks (self->lists);
  sw_failure_bar_show (self->failure_bar, self->record);
  _sw_run_panel_show_coverage (self);
  if (sw_run_record_get_visit (self->record) == NULL)
    sw_step_detail_show_page (self->detail, "output");
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           sw_run_status_get_label (get_execution_status (self)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
status_cb (SwRunPanel *self)
{
  update (self);
  if (get_execution_status (self) != SW_EXECUTION_RUNNING)
    show_end (self);
  else
    sw_failure_bar_show (self->failure_bar, self->record);
  show_redrive (self);
  g_object_notify (G_OBJECT (self), "running");
}

/* Everything looks at another run. */
static void
set_record (SwRunPanel  *self,
            SwRunRecord *record)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->previous, self->record);
  g_set_object (&self->record, record);
  sw_run_status_set_record (self->status, record);
  sw_run_lists_set_record (self->lists, record, self->status);
  sw_run_header_set_record (self->header, record);
  sw_step_detail_set_record (self->detail, record);
  sw_travel_bar_set_record (self->travel_bar, record);
  g_signal_connect_object (record, "selected", G_CALLBACK (_sw_run_panel_tell_selected), self, G_CONNECT_SWAPPED);
  sw_failure_bar_show (self->failure_bar, record);
  _sw_run_panel_show_coverage (self);
}

/**
 * sw_run_panel_get_record:
 *
 * Returns: (transfer none) (nullable): the run that is shown, over or not
 */
SwRunRecord *
sw_run_panel_get_record (SwRunPanel *self)
{
  return self->record;
}

/**
 * sw_run_panel_get_previous:
 *
 * Returns: (transfer none) (nullable): the run that was shown before this one, to compare with
 */
SwRunRecord *
sw_run_panel_get_previous (SwRunPanel *self)
{
  return self->previous;
}

/**
 * sw_run_panel_get_runner:
 *
 * Returns: (transfer none) (nullable): what runs it; `NULL` where a history was opened
 */
SwRunner *
sw_run_panel_get_runner (SwRunPanel *self)
{
  return self->record != NULL ? sw_run_record_get_runner (self->record) : NULL;
}

/**
 * sw_run_panel_start:
 * @runner: not started yet
 *
 * Starts a run and shows it in place of the last one, which is stopped.
 */
void
sw_run_panel_start (SwRunPanel *self,
                    SwRunner   *runner)
{
  g_autoptr (SwRunRecord) record = NULL;

  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_panel_stop (self);
  record = sw_run_record_new (runner);
  set_record (self, record);
  g_signal_group_set_target (self->signals, runner);
  sw_runner_start (runner);
  status_cb (self);
  pending_cb (self);
}

/**
 * sw_run_panel_show:
 * @record: a run that is over
 *
 * Shows a run that was made elsewhere, in place of the last one, which is stopped.
 */
void
sw_run_panel_show (SwRunPanel  *self,
                   SwRunRecord *record)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_panel_stop (self);
  g_signal_group_set_target (self->signals, NULL);
  set_record (self, record);
  show_end (self);
  show_redrive (self);
  g_object_notify (G_OBJECT (self), "running");
}

/**
 * sw_run_panel_stop:
 *
 * Ends the run that is under way, if one is.
 */
void
sw_run_panel_stop (SwRunPanel *self)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  if (sw_run_panel_get_running (self))
    sw_runner_stop (sw_run_panel_get_runner (self));
}

/**
 * sw_run_panel_get_running:
 *
 * Returns: whether a run that began here has not come to its end
 */
gboolean
sw_run_panel_get_running (SwRunPanel *self)
{
  SwRunner *runner = sw_run_panel_get_runner (self);

  return runner != NULL && sw_runner_get_status (runner) == SW_EXECUTION_RUNNING;
}

/**
 * _sw_run_panel_watch:
 *
 * Follows the runner of what is shown, whichever it is.
 */
void
_sw_run_panel_watch (SwRunPanel *self)
{
  g_signal_group_connect_object (self->signals, "notify::n-events", G_CALLBACK (events_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::pending", G_CALLBACK (pending_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::status", G_CALLBACK (status_cb), self,
                                 G_CONNECT_SWAPPED);
}
