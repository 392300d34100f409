/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/runs/record/sw-event-list.h"

G_BEGIN_DECLS

/* Rows of events that unfold: a row is an SwEventItem, and what it unfolds into are the parts of
 * the event's JSON, SwJsonNode, which unfold further. */

GtkTreeListModel *sw_event_rows_new      (GListModel     *take_events);
SwEventItem      *sw_event_row_dup_event (GtkTreeListRow *row);
void              sw_event_cells_add     (GtkColumnView  *view);

G_END_DECLS
