/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/board/sw-canvas-theme.h"
#include "app/runs/time/sw-time-axis.h"

G_BEGIN_DECLS

/* What the widgets along an axis of time draw alike. Places are pixels from where time begins. */

guint sw_time_grid_count_marks (int                  width);
void  sw_time_grid_mirror      (GtkWidget           *widget,
                                GtkSnapshot         *snapshot);
void  sw_time_grid_append_line (GtkSnapshot         *snapshot,
                                double               x,
                                double               height,
                                const GdkRGBA       *colour,
                                double               opacity);
void  sw_time_grid_append      (GtkWidget           *widget,
                                SwTimeAxis          *axis,
                                GtkSnapshot         *snapshot,
                                const SwCanvasTheme *theme);

G_END_DECLS
