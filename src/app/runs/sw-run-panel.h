/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-run-status.h"
#include "tasks/sw-runner.h"

G_BEGIN_DECLS

/* SwRunPanel: a run: how it stands, what came out, what happened, and the tasks that wait for a
 * person.
 *
 * Property `running`. Signals
 *
 *   close                    the person wants the panel away
 *   show-state (pointer: s)  an event was chosen that belongs to the state there */
#define SW_TYPE_RUN_PANEL (sw_run_panel_get_type ())
G_DECLARE_FINAL_TYPE (SwRunPanel, sw_run_panel, SW, RUN_PANEL, AdwBin)

SwRunStatus *sw_run_panel_get_status  (SwRunPanel *self);
SwRunner    *sw_run_panel_get_runner  (SwRunPanel *self);
void         sw_run_panel_start       (SwRunPanel *self,
                                       SwRunner   *runner);
void         sw_run_panel_stop        (SwRunPanel *self);
gboolean     sw_run_panel_get_running (SwRunPanel *self);

G_END_DECLS
