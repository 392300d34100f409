/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"
#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwCoverage: how often each part of a definition had its turn: states, the edges that leave them,
 * the rules of Choices (true and false), catchers and retriers. An execution counts as it goes on,
 * the items of a distributed Map included, which no history has; the counts of several are
 * added. */
typedef struct _SwCoverage SwCoverage;

typedef enum
{
  SW_COVERED_STATE,      /* it was entered */
  SW_COVERED_EDGE,       /* it was left by this edge */
  SW_COVERED_RULE_TRUE,
  SW_COVERED_RULE_FALSE,
  SW_COVERED_CATCHER,    /* it took a failure */
  SW_COVERED_RETRIER,    /* it had a state try again */
  SW_N_COVERED
} SwCoveredKind;

/* One part of the definition. Everything is borrowed from the model. */
typedef struct
{
  SwCoveredKind  kind;
  SwState       *state;
  SwEdgeKind     edge;   /* of an EDGE: NEXT, DEFAULT, END, RULE or CATCH */
  guint          index;  /* of the rule, catcher or retrier */
  SwNode        *node;   /* where it stands; of a state its value */
  SwSpan         span;   /* the bytes to show: a state's name, a rule … */
  guint          hits;
} SwCoverageItem;

/* How many of a kind there are, and how many had their turn */
typedef struct
{
  guint covered;
  guint total;
} SwCoverageTotal;

SwCoverage      *sw_coverage_new              (SwModel              *model);
SwCoverage      *sw_coverage_ref              (SwCoverage           *self);
void             sw_coverage_unref            (SwCoverage           *self);
SwModel         *sw_coverage_get_model        (const SwCoverage     *self);
gboolean         sw_coverage_add              (SwCoverage           *self,
                                               const SwCoverage     *other);
guint            sw_coverage_get_entered      (const SwCoverage     *self,
                                               const SwState        *state);
guint            sw_coverage_get_called       (const SwCoverage     *self,
                                               const SwState        *state);
guint            sw_coverage_get_edge         (const SwCoverage     *self,
                                               const SwGraphEdge    *edge);
GArray          *sw_coverage_dup_items        (const SwCoverage     *self);
char            *sw_coverage_item_dup_words   (const SwCoverageItem *item);
const char      *sw_covered_kind_get_name     (SwCoveredKind         kind);
void             sw_coverage_count_totals     (GArray               *items,
                                               SwCoverageTotal       totals[SW_N_COVERED]);
double           sw_coverage_get_percentage   (GArray               *items);

/* What an execution counts. */
void             sw_coverage_count_entered    (SwCoverage           *self,
                                               const SwState        *state);
void             sw_coverage_count_called     (SwCoverage           *self,
                                               const SwState        *state);
void             sw_coverage_count_left       (SwCoverage           *self,
                                               const SwState        *state,
                                               SwEdgeKind            edge,
                                               guint                 index);
void             sw_coverage_count_rule       (SwCoverage           *self,
                                               const SwState        *state,
                                               guint                 index,
                                               gboolean              outcome);
void             sw_coverage_count_retry      (SwCoverage           *self,
                                               const SwState        *state,
                                               guint                 index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCoverage, sw_coverage_unref)

G_END_DECLS
