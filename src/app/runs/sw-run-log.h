/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwRunLog: what the handlers of a run's tasks print, as it comes, under the names of their states.
 * Property `has-text` (boolean) notifies. */
#define SW_TYPE_RUN_LOG (sw_run_log_get_type ())
G_DECLARE_FINAL_TYPE (SwRunLog, sw_run_log, SW, RUN_LOG, AdwBin)

void sw_run_log_set_runner (SwRunLog *self,
                            SwRunner *runner);

G_END_DECLS
