/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/board/sw-canvas-paint.h"

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
void    _sw_paint_fold          (GtkSnapshot         *snapshot,
                                 const SwCard        *card,
                                 double               width,
                                 double               height);
void    _sw_paint_marks         (GtkSnapshot         *snapshot,
                                 const SwCard        *card,
                                 double               width,
                                 double               middle);
void    _sw_paint_stack         (GtkSnapshot         *snapshot,
                                 const SwCard        *card,
                                 SwRect               rect,
                                 double               radius);
void    _sw_paint_match         (GtkSnapshot         *snapshot,
                                 const SwCanvasTheme *theme,
                                 SwRect               rect,
                                 double               radius);

G_END_DECLS
