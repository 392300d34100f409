/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compare/sw-change-item.h"

G_BEGIN_DECLS

/* States that differ between two versions of a definition, as rows */

GListModel        *sw_diff_items_new       (SwDiff       *diff);
const SwDiffState *sw_diff_item_get_change (SwChangeItem *item);

G_END_DECLS
