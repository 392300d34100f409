/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/kept/sw-kept-execution.h"
#include "app/runs/sw-run-facts.h"
#include "engine/trace/sw-snapshot.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwRunRecord: a run as the designer shows it: under way, over, or read from a file; what it looked
 * like at the moment one travels to; and what of it is chosen. All views of a run look at one of
 * these, so that they agree.
 *
 * Signals
 *   advanced   events have come
 *   moved      it is looked at as at another event, or another iteration is looked at
 *   selected   another visit or event is chosen
 *   scoped     lists keep to another part of the run, or to none */
#define SW_TYPE_RUN_RECORD (sw_run_record_get_type ())
G_DECLARE_FINAL_TYPE (SwRunRecord, sw_run_record, SW, RUN_RECORD, GObject)

SwRunRecord *sw_run_record_new          (SwRunner         *runner);
SwRunRecord *sw_run_record_new_read     (const SwHistory  *history,
                                         SwModel          *model);
SwRunner    *sw_run_record_get_runner   (SwRunRecord      *self);
SwHistory   *sw_run_record_get_history  (SwRunRecord      *self);
SwTrace     *sw_run_record_get_trace    (SwRunRecord      *self);
SwSnapshot  *sw_run_record_get_snapshot (SwRunRecord      *self);
gboolean     sw_run_record_update       (SwRunRecord      *self);
void         sw_run_record_get_facts    (SwRunRecord      *self,
                                         SwRunFacts       *facts);
const char  *sw_run_record_get_error    (SwRunRecord      *self);
const char  *sw_run_record_get_cause    (SwRunRecord      *self);
SwVisit     *sw_run_record_find_failed  (SwRunRecord      *self);

/* Going on after an end without success: sw-run-record-redrive.c */
SwKeptExecution *sw_run_record_get_execution (SwRunRecord     *self);
void         sw_run_record_set_execution (SwRunRecord     *self,
                                          SwKeptExecution *execution);
gboolean     sw_run_record_is_unsuccessful (SwRunRecord   *self,
                                            const char   **refusal);

/* Travelling */
guint        sw_run_record_get_n_events (SwRunRecord      *self);
guint        sw_run_record_get_position (SwRunRecord      *self);
void         sw_run_record_set_position (SwRunRecord      *self,
                                         guint             event);
gboolean     sw_run_record_get_follows  (SwRunRecord      *self);
void         sw_run_record_follow       (SwRunRecord      *self);

/* Standing still */
SwVisit     *sw_run_record_get_paused   (SwRunRecord      *self);
void         sw_run_record_set_paused   (SwRunRecord      *self,
                                         SwVisit          *visit);
SwRunState   sw_run_record_get_state    (SwRunRecord      *self,
                                         const SwVisit    *visit);

/* Choosing */
SwVisit     *sw_run_record_get_visit    (SwRunRecord      *self);
guint        sw_run_record_get_event    (SwRunRecord      *self);
void         sw_run_record_select       (SwRunRecord      *self,
                                         SwVisit          *visit,
                                         guint             event);
void         sw_run_record_select_state (SwRunRecord      *self,
                                         const char       *pointer);

/* Branches and iterations */
SwVisit              *sw_run_record_get_shown   (SwRunRecord       *self);
void                  sw_run_record_show        (SwRunRecord       *self,
                                                 SwVisit           *iteration);
const SwRunStateInfo *sw_run_record_lookup      (SwRunRecord       *self,
                                                 const char        *pointer);
guint                 sw_run_record_edge_count  (SwRunRecord       *self,
                                                 const SwGraphEdge *edge);
SwVisit              *sw_run_record_find_visit  (SwRunRecord       *self,
                                                 const char        *pointer);
SwVisit              *sw_run_record_get_scope   (SwRunRecord       *self);
void                  sw_run_record_set_scope   (SwRunRecord       *self,
                                                 SwVisit           *part);
gboolean              sw_run_record_is_in_scope (SwRunRecord       *self,
                                                 const SwVisit     *visit);

G_END_DECLS
