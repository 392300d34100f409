/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-run-status.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwRunPanel: a run: how it stands, its states as a table and over time, its events, what is chosen
 * of it in detail, the tasks that wait for a person; and the way to any moment of it.
 *
 * Properties
 *   running   whether a run is under way; read-only
 *   narrow    list and detail one at a time
 * Signals
 *   close                    the person wants the panel away
 *   show-state (pointer: s)  what was chosen belongs to the state there */
#define SW_TYPE_RUN_PANEL (sw_run_panel_get_type ())
G_DECLARE_FINAL_TYPE (SwRunPanel, sw_run_panel, SW, RUN_PANEL, AdwBin)

SwRunPanel  *sw_run_panel_new            (SwRunStatus *status);
SwRunStatus *sw_run_panel_get_status     (SwRunPanel  *self);
SwRunRecord *sw_run_panel_get_record     (SwRunPanel  *self);
SwRunRecord *sw_run_panel_get_previous   (SwRunPanel  *self);
SwRunner    *sw_run_panel_get_runner     (SwRunPanel  *self);
void         sw_run_panel_start          (SwRunPanel  *self,
                                          SwRunner    *runner);
void         sw_run_panel_show           (SwRunPanel  *self,
                                          SwRunRecord *record);
void         sw_run_panel_stop           (SwRunPanel  *self);
gboolean     sw_run_panel_get_running    (SwRunPanel  *self);
void         sw_run_panel_select         (SwRunPanel  *self,
                                          const char  *pointer);
void         sw_run_panel_set_definition (SwRunPanel  *self,
                                          GFile       *definition);
void         sw_run_panel_add_view       (SwRunPanel  *self,
                                          GtkWidget   *view,
                                          const char  *name,
                                          const char  *title);
void         sw_run_panel_show_view      (SwRunPanel  *self,
                                          const char  *name);
void         sw_run_panel_add_bar        (SwRunPanel  *self,
                                          GtkWidget   *bar);

G_END_DECLS
