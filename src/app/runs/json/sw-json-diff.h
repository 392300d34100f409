/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwJsonDiff: what differs between two values, one below the other or side by side.
 *
 * Property `side-by-side` */
#define SW_TYPE_JSON_DIFF (sw_json_diff_get_type ())
G_DECLARE_FINAL_TYPE (SwJsonDiff, sw_json_diff, SW, JSON_DIFF, AdwBin)

void       sw_json_diff_set_values (SwJsonDiff *self,
                                    SwValue     before,
                                    SwValue     after);

G_END_DECLS
