/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* SwStencilDrag: a stencil on its way from the palette to a canvas, as the boxed value of a
 * drag. */
typedef struct _SwStencilDrag SwStencilDrag;

#define SW_TYPE_STENCIL_DRAG (sw_stencil_drag_get_type ())
GType            sw_stencil_drag_get_type    (void);

SwStencilDrag   *sw_stencil_drag_new         (const SwStencil     *stencil);
SwStencilDrag   *sw_stencil_drag_ref         (SwStencilDrag       *self);
void             sw_stencil_drag_unref       (SwStencilDrag       *self);
const SwStencil *sw_stencil_drag_get_stencil (const SwStencilDrag *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwStencilDrag, sw_stencil_drag_unref)

G_END_DECLS
