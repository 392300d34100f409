/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/board/sw-canvas-node.h"

/* How many states of the diagram have been painted, rather than shown again from what GTK kept of
 * them: the widget's own painting is what is counted. */
static guint painted_states;
static void (*paint_counter_original) (GtkWidget *widget, GtkSnapshot *snapshot);

static void
paint_counter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  painted_states++;
  paint_counter_original (widget, snapshot);
}

static inline void
paint_counter_begin (void)
{
  GtkWidgetClass *node_class = g_type_class_ref (SW_TYPE_CANVAS_NODE);

  paint_counter_original = node_class->snapshot;
  node_class->snapshot = paint_counter_snapshot;
}
