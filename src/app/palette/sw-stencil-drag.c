/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/palette/sw-stencil-drag.h"

struct _SwStencilDrag
{
  const SwStencil *stencil; /* static */
};

G_DEFINE_BOXED_TYPE (SwStencilDrag, sw_stencil_drag, sw_stencil_drag_ref, sw_stencil_drag_unref)

/**
 * sw_stencil_drag_new:
 * @stencil: what is dragged
 *
 * Returns: (transfer full): a value for a drag
 */
SwStencilDrag *
sw_stencil_drag_new (const SwStencil *stencil)
{
  SwStencilDrag *self = g_rc_box_new0 (SwStencilDrag);

  self->stencil = stencil;
  return self;
}

/**
 * sw_stencil_drag_ref:
 *
 * Returns: (transfer full): the same
 */
SwStencilDrag *
sw_stencil_drag_ref (SwStencilDrag *self)
{
  return g_rc_box_acquire (self);
}

/**
 * sw_stencil_drag_unref:
 */
void
sw_stencil_drag_unref (SwStencilDrag *self)
{
  g_rc_box_release (self);
}

/**
 * sw_stencil_drag_get_stencil:
 *
 * Returns: (transfer none): what is dragged
 */
const SwStencil *
sw_stencil_drag_get_stencil (const SwStencilDrag *self)
{
  return self->stencil;
}
