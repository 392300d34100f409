/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwRunStatus: how every state and every way stands in the run that is shown, as at the event that it
 * is looked at; for those who paint it. The same object from run to run. Emits
 *
 *   changed (pointer: string)   the state at this JSON pointer changed, or a way out of it; NULL: all
 *                               did
 */
#define SW_TYPE_RUN_STATUS (sw_run_status_get_type ())
G_DECLARE_FINAL_TYPE (SwRunStatus, sw_run_status, SW, RUN_STATUS, GObject)

SwRunStatus          *sw_run_status_new          (void);
SwRunRecord          *sw_run_status_get_record   (SwRunStatus       *self);
void                  sw_run_status_set_record   (SwRunStatus       *self,
                                                  SwRunRecord       *record);
void                  sw_run_status_set_coverage (SwRunStatus       *self,
                                                  SwCoverage        *coverage);
void                  sw_run_status_cover_run    (SwRunStatus       *self,
                                                  gboolean           cover);
const SwRunStateInfo *sw_run_status_lookup       (SwRunStatus       *self,
                                                  const char        *pointer);
guint                 sw_run_status_edge_count   (SwRunStatus       *self,
                                                  const SwGraphEdge *edge);
gboolean              sw_run_status_count_parts  (SwRunStatus       *self,
                                                  const char        *pointer,
                                                  SwRunStateInfo    *parts);
char                 *sw_run_status_dup_data     (SwRunStatus       *self,
                                                  const char        *pointer);
char                 *sw_run_status_dup_flow     (SwRunStatus       *self,
                                                  const SwGraphEdge *edge);
void                  sw_run_status_set_waiting  (SwRunStatus       *self,
                                                  const char        *pointer,
                                                  gboolean           waiting);
const char           *sw_run_state_get_label     (SwRunState         state);
const char           *sw_run_state_get_icon      (SwRunState         state);
const char           *sw_run_state_get_class     (SwRunState         state);

G_END_DECLS
