/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* Ready-made blocks for the palette: stencils whose texts are small state machines of several
 * states, which sw_ops_add() puts on an edge all together. */

const SwStencil *sw_patterns_get_all (guint           *count);
gboolean         sw_patterns_contain (const SwStencil *stencil);

G_END_DECLS
