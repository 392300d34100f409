/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/sw-run-status.h"
#include "asl/graph/sw-graph.h"
#include "layout/picture/sw-mark.h"

G_BEGIN_DECLS

/* What the canvas says, to the eye and to assistive technology: pure functions of a node of the
 * graph. */
char *sw_words_dup_name        (const SwGraphNode    *node);
char *sw_words_dup_role        (const SwGraphNode    *node);
char *sw_words_dup_description (const SwGraphNode    *node,
                                const SwGraphEdge *const *ways,
                                guint                 n_ways);
char *sw_words_dup_way         (const SwGraphEdge    *edge);
char *sw_words_dup_marks       (SwMarks               marks);
char *sw_words_dup_contents    (const SwGraphNode    *node);
char *sw_words_dup_run         (const SwRunStateInfo *info,
                                const SwRunStateInfo *parts);
char *sw_words_dup_connected  (const SwGraphNode *from, const SwGraphNode *to);

G_END_DECLS
