/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* SwSnapshot: a run as it stood after any event of its history: a cursor over a trace, which may be
 * moved to and fro at will (time travel), or follow the end (a live view). One object serves the
 * canvas, the data beside it, and the scrubber. The trace has to outlive it. */
typedef struct _SwSnapshot SwSnapshot;

/* Called for each state whose standing changed, or that was left by an edge */
typedef void (*SwSnapshotFunc) (const SwTraceState *state,
                                gpointer            data);

SwSnapshot           *sw_snapshot_new            (SwTrace           *trace);
void                  sw_snapshot_free           (SwSnapshot        *self);
void                  sw_snapshot_seek           (SwSnapshot        *self,
                                                  guint              event);
void                  sw_snapshot_take_changed   (SwSnapshot        *self,
                                                  SwSnapshotFunc     func,
                                                  gpointer           data);
guint                 sw_snapshot_get_event      (const SwSnapshot  *self);
gint64                sw_snapshot_get_time       (const SwSnapshot  *self);
SwExecutionStatus     sw_snapshot_get_status     (const SwSnapshot  *self);

/* The canvas */
const SwRunStateInfo *sw_snapshot_lookup         (const SwSnapshot  *self,
                                                  const char        *pointer);
const SwRunStateInfo *sw_snapshot_lookup_state   (const SwSnapshot   *self,
                                                  const SwTraceState *state);
guint                 sw_snapshot_edge_count     (const SwSnapshot  *self,
                                                  const SwGraphEdge *edge);

/* Visits */
SwRunState            sw_snapshot_get_visit      (const SwSnapshot  *self,
                                                  const SwVisit     *visit);
void                  sw_snapshot_count_children (const SwSnapshot  *self,
                                                  const SwVisit     *visit,
                                                  SwRunStateInfo    *counts);
guint                 sw_snapshot_get_n_open     (const SwSnapshot  *self);
GPtrArray            *sw_snapshot_dup_open_tasks (const SwSnapshot  *self);

/* Data */
SwValue               sw_snapshot_get_data       (const SwSnapshot  *self,
                                                  const SwVisit     *visit);
SwVisit              *sw_snapshot_find_visit     (const SwSnapshot  *self,
                                                  const char        *pointer);
SwValue               sw_snapshot_dup_variables  (const SwSnapshot  *self,
                                                  const SwVisit     *visit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSnapshot, sw_snapshot_free)

G_END_DECLS
