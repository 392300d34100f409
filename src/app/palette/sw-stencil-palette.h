/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* SwStencilPalette: the stencils that can be added to a diagram, on three pages: Flow, Actions by
 * the groups of the services, and Patterns. The search spans all, best match first, and offers any
 * call of the SDK that it reads like ("rds:startDBCluster"). A row is dragged onto the canvas as an
 * SwStencilDrag, or as the text of a state onto anything that takes text; a double click (a tap,
 * where the palette is told so), Enter or its "+" activates the action named by the property
 * `action-name` (construct only) with the stencil's id (s): `win.add-state` in the window's side
 * bar, which hands it to sw_canvas_add(); `canvas.add` in the canvas's own list. */
#define SW_TYPE_STENCIL_PALETTE (sw_stencil_palette_get_type ())
G_DECLARE_FINAL_TYPE (SwStencilPalette, sw_stencil_palette, SW, STENCIL_PALETTE, GtkWidget)

GtkWidget *sw_stencil_palette_new          (const char       *action_name);
void       sw_stencil_palette_focus_search (SwStencilPalette *self);
void       sw_stencil_palette_focus_list   (SwStencilPalette *self);
void       sw_stencil_palette_set_one_tap  (SwStencilPalette *self,
                                            gboolean          one_tap);
gboolean   sw_stencil_palette_is_filling   (SwStencilPalette *self);

G_END_DECLS
