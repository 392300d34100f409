/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-visit-tree.h"

G_BEGIN_DECLS

/* SwRunTimeline: the visits of a run as bars over time, one row each. The wheel with Ctrl and the
 * keys plus, minus and 0 zoom in time, the wheel with Shift goes to and fro in it. */
#define SW_TYPE_RUN_TIMELINE (sw_run_timeline_get_type ())
G_DECLARE_FINAL_TYPE (SwRunTimeline, sw_run_timeline, SW, RUN_TIMELINE, AdwBin)

void sw_run_timeline_set_tree (SwRunTimeline *self,
                               SwVisitTree   *tree);

G_END_DECLS
