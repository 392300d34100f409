/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* SwStencilIcon: the coloured tile of a kind of state, as on the canvas. Properties, write-only:
 * `state-type` (SwStateType as guint) and `symbol` (of the service it calls, see
 * sw_emblem_for_state(); may be NULL). */
#define SW_TYPE_STENCIL_ICON (sw_stencil_icon_get_type ())
G_DECLARE_FINAL_TYPE (SwStencilIcon, sw_stencil_icon, SW, STENCIL_ICON, GtkWidget)

void sw_stencil_icon_set_stencil (SwStencilIcon   *self,
                                  const SwStencil *stencil);

G_END_DECLS
