/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-scene.h"
#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* From a place of the picture to a place in the definition: what a drop at this point means.
 * Pure. */

/* An SwPlace that owns its pointer, and what to highlight for it. */
typedef struct
{
  SwPlace  place;
  char    *pointer; /* place.pointer */
  guint    edge;    /* the edge that takes the state, or G_MAXUINT */
  guint    slot;    /* the empty slot that takes it, or G_MAXUINT */
} SwCanvasTarget;

#define SW_CANVAS_NO_ID G_MAXUINT

SwCanvasTarget *sw_canvas_target_at        (SwScene              *scene,
                                            SwPoint               point,
                                            double                radius);
SwCanvasTarget *sw_canvas_target_from_edge (const SwGraphEdge    *edge);
SwCanvasTarget *sw_canvas_target_from_slot (const SwGraphNode    *slot);
SwCanvasTarget *sw_canvas_target_after     (SwGraph              *graph,
                                            const SwGraphNode    *node);
const SwGraphEdge *sw_canvas_find_way_on   (const SwGraphNode    *node);
const SwGraphEdge *sw_canvas_find_way_in   (const SwGraphNode    *node);
SwCanvasTarget *sw_canvas_target_for_empty (SwGraph              *graph);
void            sw_canvas_target_free      (SwCanvasTarget       *self);
gboolean        sw_canvas_target_equal     (const SwCanvasTarget *a,
                                            const SwCanvasTarget *b);
char           *sw_scope_dup_pointer       (const SwScope        *scope);
char           *sw_canvas_dup_element      (const SwGraphEdge    *edge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCanvasTarget, sw_canvas_target_free)

G_END_DECLS
