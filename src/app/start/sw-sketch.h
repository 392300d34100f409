/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "json/tree/sw-tree.h"
#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwSketch: a diagram as it is seen from far away: boxes and lines, no words. Small, constant, with
 * an atomic reference count, and made without a display: any thread can make one. */
typedef struct _SwSketch SwSketch;

/* What a box stands for: a state by its type (SwStateType), with SW_SKETCH_OPEN one that is drawn
 * around what it holds; or one of the others */
enum
{
  SW_SKETCH_LANE = SW_STATE_N_TYPES, /* of a branch, inside the Parallel or Map */
  SW_SKETCH_TERMINAL,                /* Start or End: round */
  SW_SKETCH_SLOT,                    /* where a state is still to be put */
  SW_SKETCH_OPEN = 1 << 7,
};

typedef struct
{
  SwRect rect;
  guint  kind;
} SwSketchBox;

/* A curve as in SwLayoutEdge, and on to the tip of its arrow */
typedef struct
{
  const SwPoint *points; /* cubic Bézier: 1 + 3n */
  gsize          n_points;
  SwPoint        tip;
  gboolean       is_catch;
} SwSketchLine;

SwSketch *sw_sketch_new_from_layout (SwLayout       *layout);
SwSketch *sw_sketch_new_from_text   (const char     *text,
                                     gsize           length,
                                     SwSyntax        syntax,
                                     GCancellable   *cancellable);
SwSketch *sw_sketch_new_from_bytes  (GBytes         *bytes);
GBytes   *sw_sketch_get_bytes       (const SwSketch *self);
SwSketch *sw_sketch_ref             (SwSketch       *self);
void      sw_sketch_unref           (SwSketch       *self);

double              sw_sketch_get_width  (const SwSketch *self);
double              sw_sketch_get_height (const SwSketch *self);
guint               sw_sketch_get_n_states (const SwSketch *self);
const SwSketchBox  *sw_sketch_get_boxes  (const SwSketch *self,
                                          guint          *count);
const SwSketchLine *sw_sketch_get_lines  (const SwSketch *self,
                                          guint          *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSketch, sw_sketch_unref)

G_END_DECLS
