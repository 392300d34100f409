/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwVisitItem: a visit as a row of a tree; made when it is looked at. */
#define SW_TYPE_VISIT_ITEM (sw_visit_item_get_type ())
G_DECLARE_FINAL_TYPE (SwVisitItem, sw_visit_item, SW, VISIT_ITEM, GObject)

SwVisit     *sw_visit_item_get_visit  (SwVisitItem *self);
GListModel  *sw_visit_item_new_children (SwVisitItem *self);
char        *sw_visit_dup_name        (const SwVisit *visit);
char        *sw_duration_dup_text     (gint64       microseconds);

/* SwVisitList: what is inside a visit, growing with the run. */
#define SW_TYPE_VISIT_LIST (sw_visit_list_get_type ())
G_DECLARE_FINAL_TYPE (SwVisitList, sw_visit_list, SW, VISIT_LIST, GObject)

GListModel  *sw_visit_list_new        (SwRunRecord *record,
                                       SwVisit     *visit);

G_END_DECLS
