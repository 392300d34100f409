/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* The symbols of the services that Tasks call, drawn by us, in the manner of the types' icons
 * (sw-look.h): the canvas, the palette and the exported pictures show the same. */

const char *sw_emblem_for_resource (const char      *resource);
const char *sw_emblem_for_state    (const SwState   *state);
const char *sw_emblem_for_stencil  (const SwStencil *stencil);

G_END_DECLS
