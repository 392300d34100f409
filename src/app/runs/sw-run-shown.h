/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-snapshot.h"

G_BEGIN_DECLS

/* SwRunShown: how the states inside one iteration of a Map stand in that iteration alone. */
typedef struct _SwRunShown SwRunShown;

SwRunShown           *sw_run_shown_new        (const SwSnapshot  *snapshot,
                                               const SwVisit     *iteration);
void                  sw_run_shown_free       (SwRunShown        *self);
const SwRunStateInfo *sw_run_shown_lookup     (const SwRunShown  *self,
                                               const char        *pointer);
guint                 sw_run_shown_edge_count (const SwRunShown  *self,
                                               const SwGraphEdge *edge);
SwVisit              *sw_run_shown_find_visit (const SwRunShown  *self,
                                               const char        *pointer);

G_END_DECLS
