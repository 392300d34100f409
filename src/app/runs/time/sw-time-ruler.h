/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/runs/time/sw-time-axis.h"

G_BEGIN_DECLS

/* SwTimeRuler: the times on the axis, above the bars. */
#define SW_TYPE_TIME_RULER (sw_time_ruler_get_type ())
G_DECLARE_FINAL_TYPE (SwTimeRuler, sw_time_ruler, SW, TIME_RULER, GtkWidget)

GtkWidget *sw_time_ruler_new (SwTimeAxis *axis);

G_END_DECLS
