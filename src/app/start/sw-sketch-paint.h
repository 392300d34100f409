/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/start/sw-sketch.h"

G_BEGIN_DECLS

/* Where a sketch stands in its room: its origin in pixels, and pixels per point */
typedef struct
{
  double x;
  double y;
  double scale;
} SwSketchFit;

SwSketchFit    sw_sketch_fit   (const SwSketch *sketch,
                                double          width,
                                double          height);
GskRenderNode *sw_sketch_paint (const SwSketch *sketch,
                                GtkWidget      *widget,
                                SwSketchFit     fit,
                                double          width,
                                double          height);

G_END_DECLS
