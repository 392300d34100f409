/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/canvas/board/sw-canvas-paint.h"
#include "app/canvas/scene/sw-scene.h"
#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* SwCanvasNode: one state, or one empty slot, on the canvas: a leaf that paints itself, has the
 * focus and speaks to assistive technology. It takes no pointer events: the canvas finds out what
 * is where from its scene. */
#define SW_TYPE_CANVAS_NODE (sw_canvas_node_get_type ())
G_DECLARE_FINAL_TYPE (SwCanvasNode, sw_canvas_node, SW, CANVAS_NODE, GtkWidget)

GtkWidget   *sw_canvas_node_new             (const SwCanvasTheme  *theme);
SwGraphNode *sw_canvas_node_get_node        (SwCanvasNode         *self);
void         sw_canvas_node_set_node        (SwCanvasNode         *self,
                                             const SwScene        *scene,
                                             guint                 id,
                                             double                scale,
                                             gboolean              same);
void         sw_canvas_node_set_following   (SwCanvasNode         *self,
                                             GPtrArray            *following);
void         sw_canvas_node_set_problems    (SwCanvasNode         *self,
                                             const char           *text);
void         sw_canvas_node_set_breakpoints (SwCanvasNode         *self,
                                             const char           *text);
void         sw_canvas_node_set_flag        (SwCanvasNode         *self,
                                             SwCardFlags           flag,
                                             gboolean              on);
SwCardFlags  sw_canvas_node_get_flags       (SwCanvasNode         *self);
void         sw_canvas_node_set_detail      (SwCanvasNode         *self,
                                             SwDetail              detail);
void         sw_canvas_node_set_run         (SwCanvasNode         *self,
                                             const SwRunStateInfo *info,
                                             const SwRunStateInfo *parts);
char        *sw_canvas_node_dup_tooltip     (SwCanvasNode         *self,
                                             const SwPoint        *at);
void         sw_canvas_node_theme_changed   (SwCanvasNode         *self);

G_END_DECLS
