/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/sw-canvas.h"

G_BEGIN_DECLS

/* SwMinimap: a small picture of the whole machine with a frame around what the canvas shows of it;
 * a press or a drag takes the canvas there. It hides itself where the canvas shows nearly
 * everything. For the pointer alone: keys and assistive technology have the states themselves. */
#define SW_TYPE_MINIMAP (sw_minimap_get_type ())
G_DECLARE_FINAL_TYPE (SwMinimap, sw_minimap, SW, MINIMAP, GtkWidget)

void sw_minimap_set_canvas (SwMinimap *self,
                            SwCanvas  *canvas);

G_END_DECLS
