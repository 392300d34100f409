/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/canvas/sw-canvas.h"

G_BEGIN_DECLS

/* SwCanvasSearch: the bar above the diagram that finds states by what they are called and by what
 * they call. Matches are lit up; the one shown is selected. */
#define SW_TYPE_CANVAS_SEARCH (sw_canvas_search_get_type ())
G_DECLARE_FINAL_TYPE (SwCanvasSearch, sw_canvas_search, SW, CANVAS_SEARCH, AdwBin)

void sw_canvas_search_set_canvas (SwCanvasSearch *self,
                                  SwCanvas       *canvas);
void sw_canvas_search_open       (SwCanvasSearch *self);

G_END_DECLS
