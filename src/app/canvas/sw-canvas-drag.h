/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/sw-canvas-targets.h"

G_BEGIN_DECLS

/* SwCanvasDrag: what is in the hand (a stencil, a state, the head of an arrow), where it would land, and whether it may. It knows by
 * trying: an operation is a pure function, so its refusal is had without changing anything. No widget. */
typedef struct _SwCanvasDrag SwCanvasDrag;

typedef enum
{
  SW_DRAG_ADD,
  SW_DRAG_MOVE,
  SW_DRAG_CONNECT,
} SwDragKind;

SwCanvasDrag    *sw_canvas_drag_new_add      (const SwStencil      *stencil);
SwCanvasDrag    *sw_canvas_drag_new_move     (const char           *pointer);
SwCanvasDrag    *sw_canvas_drag_new_connect  (const SwGraphEdge    *edge);
void             sw_canvas_drag_free         (SwCanvasDrag         *self);

SwDragKind       sw_canvas_drag_get_kind     (const SwCanvasDrag   *self);
const SwStencil *sw_canvas_drag_get_stencil  (const SwCanvasDrag   *self);
const char      *sw_canvas_drag_get_pointer  (const SwCanvasDrag   *self);
guint            sw_canvas_drag_get_edge     (const SwCanvasDrag   *self);

gboolean         sw_canvas_drag_aim          (SwCanvasDrag         *self,
                                              SwScene              *scene,
                                              SwPoint               point,
                                              double                radius);
const SwCanvasTarget *sw_canvas_drag_get_target (const SwCanvasDrag *self);
guint            sw_canvas_drag_get_node     (const SwCanvasDrag   *self);
const char      *sw_canvas_drag_get_refusal  (const SwCanvasDrag   *self);
gboolean         sw_canvas_drag_is_allowed   (const SwCanvasDrag   *self);
SwOpsResult     *sw_canvas_drag_perform      (const SwCanvasDrag   *self,
                                              SwScene              *scene,
                                              GError              **error);
GArray          *sw_canvas_drag_find_edges   (SwCanvasDrag         *self,
                                              SwScene              *scene);
GArray          *sw_canvas_drag_find_nodes   (SwCanvasDrag         *self,
                                              SwScene              *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCanvasDrag, sw_canvas_drag_free)

G_END_DECLS
