/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-run-status.h"

G_BEGIN_DECLS

/* SwRunLists: what happened in a run, as a table, over time, as events; the tasks that wait for a
 * person; and what others add. Where the lists keep to a part of the run they say so.
 *
 * Property
 *   narrow   there is no room beside them: they lead to the details
 * Signal
 *   show-detail   the person wants to see the details in their place */
#define SW_TYPE_RUN_LISTS (sw_run_lists_get_type ())
G_DECLARE_FINAL_TYPE (SwRunLists, sw_run_lists, SW, RUN_LISTS, AdwBin)

void sw_run_lists_set_record     (SwRunLists  *self,
                                  SwRunRecord *record,
                                  SwRunStatus *status);
void sw_run_lists_update_tasks   (SwRunLists  *self);
void sw_run_lists_end_tasks      (SwRunLists  *self);
void sw_run_lists_set_definition (SwRunLists  *self,
                                  GFile       *definition);
void sw_run_lists_add_view       (SwRunLists  *self,
                                  GtkWidget   *view,
                                  const char  *name,
                                  const char  *title);
void sw_run_lists_show_view      (SwRunLists  *self,
                                  const char  *name);

G_END_DECLS
