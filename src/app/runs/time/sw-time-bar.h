/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/runs/time/sw-time-axis.h"

G_BEGIN_DECLS

/* SwTimeBar: when a visit began and ended, on the axis of its view: its tries one after the other,
 * failed ones in the colour of failure, waits between them light. */
#define SW_TYPE_TIME_BAR (sw_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (SwTimeBar, sw_time_bar, SW, TIME_BAR, GtkWidget)

GtkWidget *sw_time_bar_new (SwTimeAxis  *axis);
void       sw_time_bar_set (SwTimeBar   *self,
                            SwRunRecord *record,
                            SwVisit     *visit);

G_END_DECLS
