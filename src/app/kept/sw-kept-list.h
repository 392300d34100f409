/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/kept/sw-keeping.h"
#include "app/kept/sw-kept-execution.h"

G_BEGIN_DECLS

/* SwKeptList: the executions that are kept, as a list model of SwKeptExecution, the newest first.
 * It is read in pages, so that a window stays alive over ten thousand of them, and follows what is
 * written, by whomever, while it is asked to.
 *
 * Property, notifies: `loading` (boolean). */
#define SW_TYPE_KEPT_LIST (sw_kept_list_get_type ())
G_DECLARE_FINAL_TYPE (SwKeptList, sw_kept_list, SW, KEPT_LIST, GObject)

SwKeptList *sw_kept_list_new         (SwKeeping  *keeping);
GListModel *sw_kept_list_get_model   (SwKeptList *self);
gboolean    sw_kept_list_get_loading (SwKeptList *self);
void        sw_kept_list_follow      (SwKeptList *self,
                                      gboolean    follow);
void        sw_kept_list_refresh     (SwKeptList *self);

G_END_DECLS
