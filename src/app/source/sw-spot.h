/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/model/sw-model.h"
#include "base/sw-span.h"

G_BEGIN_DECLS

/* SwSpot: a place of the code one can go to, as a list's item: a state, a reference, a member
 * beside another; or a file that speaks of a name. Properties, constant: `title`, `detail`
 * (strings) and `has-detail`, `indent` (pixels), `state-type` (SwStateType), `symbol` and
 * `has-type`, `icon-name` (string) and `has-icon`, `css-classes` of the title. */
#define SW_TYPE_SPOT (sw_spot_get_type ())
G_DECLARE_FINAL_TYPE (SwSpot, sw_spot, SW, SPOT, GObject)

SwSpot     *sw_spot_new          (const char  *title,
                                  const char  *detail,
                                  SwSpan       span);
SwSpot     *sw_spot_new_state    (const SwState *state);
SwSpot     *sw_spot_new_code     (const char  *line,
                                  const char  *detail,
                                  const char  *icon_name,
                                  SwSpan       span);
SwSpot     *sw_spot_new_file     (const char  *title,
                                  const char  *detail,
                                  GFile       *file);
SwSpan      sw_spot_get_span     (SwSpot      *self);
GFile      *sw_spot_get_file     (SwSpot      *self);

G_END_DECLS
