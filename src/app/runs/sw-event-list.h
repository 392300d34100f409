/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tasks/sw-runner.h"

G_BEGIN_DECLS

/* SwEventItem: one history event as a row. Properties, constant: `id`, `type`, `step`, `time`
 * (strings), `icon-name` (NULL for ordinary ones). */
#define SW_TYPE_EVENT_ITEM (sw_event_item_get_type ())
G_DECLARE_FINAL_TYPE (SwEventItem, sw_event_item, SW, EVENT_ITEM, GObject)

char       *sw_event_item_dup_json    (SwEventItem *self);
const char *sw_event_item_get_pointer (SwEventItem *self);

/* SwEventList: a run's history as a GListModel. It holds a number; an item is made when it is
 * looked at. */
#define SW_TYPE_EVENT_LIST (sw_event_list_get_type ())
G_DECLARE_FINAL_TYPE (SwEventList, sw_event_list, SW, EVENT_LIST, GObject)

SwEventList *sw_event_list_new    (SwRunner    *runner);
void         sw_event_list_update (SwEventList *self);

G_END_DECLS
