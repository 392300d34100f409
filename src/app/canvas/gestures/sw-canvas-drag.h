/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/gestures/sw-canvas-targets.h"

G_BEGIN_DECLS

/* SwCanvasDrag: what is in the hand, where it would land, and whether it may. It knows by trying:
 * an operation is a pure function, so its refusal is had without changing anything. No widget; ids
 * are those of one scene. */
typedef struct _SwCanvasDrag SwCanvasDrag;

typedef enum
{
  SW_DRAG_ADD,        /* a stencil: aims at a place */
  SW_DRAG_MOVE,       /* states: aim at a place */
  SW_DRAG_HEAD,       /* the head of an arrow: aims at a node */
  SW_DRAG_TAIL,       /* the tail of an arrow: aims at a state */
  SW_DRAG_ARROW,      /* a new arrow from a state: aims at a node */
  SW_DRAG_ORDER_EDGE, /* a rule or catcher: aims at another one's arrow */
  SW_DRAG_ORDER_LANE, /* a branch: aims at another one's lane */
} SwDragKind;

SwCanvasDrag    *sw_canvas_drag_new_add        (const SwStencil      *stencil);
SwCanvasDrag    *sw_canvas_drag_new_move       (const char *const    *pointers);
SwCanvasDrag    *sw_canvas_drag_new_head       (const SwGraphEdge    *edge);
SwCanvasDrag    *sw_canvas_drag_new_tail       (const SwGraphEdge    *edge);
SwCanvasDrag    *sw_canvas_drag_new_arrow      (const SwGraphNode    *node);
SwCanvasDrag    *sw_canvas_drag_new_order_edge (const SwGraphEdge    *edge);
SwCanvasDrag    *sw_canvas_drag_new_order_lane (const SwGraphScope   *lane);
void             sw_canvas_drag_free           (SwCanvasDrag         *self);

SwDragKind       sw_canvas_drag_get_kind       (const SwCanvasDrag   *self);
const SwStencil *sw_canvas_drag_get_stencil    (const SwCanvasDrag   *self);
const char *const *sw_canvas_drag_get_pointers (const SwCanvasDrag   *self);
guint            sw_canvas_drag_get_edge       (const SwCanvasDrag   *self);
guint            sw_canvas_drag_get_from       (const SwCanvasDrag   *self);
const SwGraphScope *sw_canvas_drag_get_lane    (const SwCanvasDrag   *self);

gboolean         sw_canvas_drag_aim            (SwCanvasDrag         *self,
                                                SwScene              *scene,
                                                SwPoint               point,
                                                double                radius);
void             sw_canvas_drag_aim_node       (SwCanvasDrag         *self,
                                                SwScene              *scene,
                                                guint                 id);
void             sw_canvas_drag_aim_target     (SwCanvasDrag         *self,
                                                SwScene              *scene,
                                                SwCanvasTarget       *take_target);
gboolean         sw_canvas_drag_is_aimed       (const SwCanvasDrag   *self);
const SwCanvasTarget *sw_canvas_drag_get_target (const SwCanvasDrag  *self);
guint            sw_canvas_drag_get_node       (const SwCanvasDrag   *self);
guint            sw_canvas_drag_get_aimed_edge (const SwCanvasDrag   *self);
const SwGraphScope *sw_canvas_drag_get_aimed_lane (const SwCanvasDrag *self);
const char      *sw_canvas_drag_get_refusal    (const SwCanvasDrag   *self);
gboolean         sw_canvas_drag_is_allowed     (const SwCanvasDrag   *self);

/* sw-canvas-drag-try.c */
SwOpsResult     *sw_canvas_drag_perform        (const SwCanvasDrag   *self,
                                                SwScene              *scene,
                                                GError              **error);
GArray          *sw_canvas_drag_dup_ways       (const SwCanvasDrag   *self,
                                                SwScene              *scene);
GArray          *sw_canvas_drag_find_edges     (const SwCanvasDrag   *self,
                                                SwScene              *scene);
GArray          *sw_canvas_drag_find_nodes     (const SwCanvasDrag   *self,
                                                SwScene              *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCanvasDrag, sw_canvas_drag_free)

G_END_DECLS
