/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-run-status.h"

G_BEGIN_DECLS

/* SwIterationBar: which iteration of a Map the diagram shows: all together, or one, chosen from a
 * list, gone to and fro, or the next that failed. It shows itself where the run that is shown has
 * iterations of the state that is selected, or of one around it. */
#define SW_TYPE_ITERATION_BAR (sw_iteration_bar_get_type ())
G_DECLARE_FINAL_TYPE (SwIterationBar, sw_iteration_bar, SW, ITERATION_BAR, AdwBin)

void sw_iteration_bar_set_status (SwIterationBar *self,
                                  SwRunStatus    *status);

G_END_DECLS
