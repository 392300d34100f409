/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/sw-diff.h"

G_BEGIN_DECLS

/* SwDiffItem: a state that differs, as a row. Properties, constant: `title`, `subtitle` (its type,
 * and what it was), `details` (a line for each field), `icon-name`, `styles` (CSS classes), `label`
 * (all of it in words, for assistive technology). */
#define SW_TYPE_DIFF_ITEM (sw_diff_item_get_type ())
G_DECLARE_FINAL_TYPE (SwDiffItem, sw_diff_item, SW, DIFF_ITEM, GObject)

GListModel        *sw_diff_items_new       (SwDiff      *diff);
const SwDiffState *sw_diff_item_get_change (SwDiffItem  *self);

G_END_DECLS
