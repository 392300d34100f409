/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compare/sw-change-item.h"
#include "engine/trace/sw-run-diff.h"

G_BEGIN_DECLS

/* Visits that differ between two runs, as rows */

GListModel        *sw_run_pair_items_new     (SwRunDiff    *diff);
const SwVisitPair *sw_run_pair_item_get_pair (SwChangeItem *item);

G_END_DECLS
