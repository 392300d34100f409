/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "asl/diff/sw-state-match.h"
#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* SwStencilRow: a row of the palette: a stencil to be dragged, or added by its button. */
#define SW_TYPE_STENCIL_ROW (sw_stencil_row_get_type ())
G_DECLARE_FINAL_TYPE (SwStencilRow, sw_stencil_row, SW, STENCIL_ROW, GtkListBoxRow)

SwMatch          sw_stencil_match           (const SwStencil   *stencil,
                                             const char *const *words);
GtkWidget       *sw_stencil_row_new         (const SwStencil *stencil);
const SwStencil *sw_stencil_row_get_stencil (SwStencilRow    *self);
void             sw_stencil_row_search      (SwStencilRow      *self,
                                             const char *const *words);
SwMatch          sw_stencil_row_get_match   (SwStencilRow      *self);

G_END_DECLS
