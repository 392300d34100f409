/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* What an event tells of, for filtering */
typedef enum
{
  SW_EVENT_KIND_STATES,     /* entered, exited */
  SW_EVENT_KIND_TASKS,      /* work of tasks, activities and functions */
  SW_EVENT_KIND_CONTAINERS, /* Map and Parallel, iterations */
  SW_EVENT_KIND_EXECUTION,
} SwEventKind;

/* SwEventItem: one history event as a row. Properties, constant: `id` (uint), `type`, `step`,
 * `time` (strings), `failure` (boolean). */
#define SW_TYPE_EVENT_ITEM (sw_event_item_get_type ())
G_DECLARE_FINAL_TYPE (SwEventItem, sw_event_item, SW, EVENT_ITEM, GObject)

const SwHistoryEvent *sw_event_item_get_event (SwEventItem *self);
SwEventKind           sw_event_item_get_kind  (SwEventItem *self);
gboolean              sw_event_item_is_failure (SwEventItem *self);

/* SwEventList: a run's history as a GListModel, growing with the run. It holds a number; an item is
 * made when it is looked at. */
#define SW_TYPE_EVENT_LIST (sw_event_list_get_type ())
G_DECLARE_FINAL_TYPE (SwEventList, sw_event_list, SW, EVENT_LIST, GObject)

SwEventList *sw_event_list_new    (SwRunRecord *record,
                                   SwVisit     *visit);

G_END_DECLS
