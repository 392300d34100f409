/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/sw-run-diff.h"

G_BEGIN_DECLS

/* SwRunPairItem: a visit of two runs as a row. Properties, constant: `title`, `subtitle` (what
 * differs, or which run alone has it), `margin` (pixels that stand for its depth), `icon-name`,
 * `styles` (CSS classes), `label` (all of it in words, for assistive technology). */
#define SW_TYPE_RUN_PAIR_ITEM (sw_run_pair_item_get_type ())
G_DECLARE_FINAL_TYPE (SwRunPairItem, sw_run_pair_item, SW, RUN_PAIR_ITEM, GObject)

GListModel        *sw_run_pair_items_new     (SwRunDiff     *diff);
const SwVisitPair *sw_run_pair_item_get_pair (SwRunPairItem *self);

G_END_DECLS
