/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/sw-canvas-paint.h"

G_BEGIN_DECLS

/* The shapes that all painting is made of */
GdkRGBA _sw_paint_with_alpha    (GdkRGBA         colour,
                                 double          alpha);
void    _sw_paint_fill_round    (GtkSnapshot    *snapshot,
                                 SwRect          rect,
                                 double          radius,
                                 const GdkRGBA  *colour);
void    _sw_paint_stroke_round  (GtkSnapshot    *snapshot,
                                 SwRect          rect,
                                 double          radius,
                                 double          width,
                                 const GdkRGBA  *colour);
void    _sw_paint_stroke_dashed (GtkSnapshot    *snapshot,
                                 SwRect          rect,
                                 double          radius,
                                 double          width,
                                 const GdkRGBA  *colour);

G_END_DECLS
