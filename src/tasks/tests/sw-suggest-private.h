/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/survey/sw-survey.h"
#include "tasks/tests/sw-suggest.h"

G_BEGIN_DECLS

/* How one state on the way is to be left */
typedef struct
{
  SwState    *state;
  SwEdgeKind  edge;
  guint       index;
  char       *error; /* of CATCH: what it fails with */
  gboolean    soft;  /* it is for the run to come to an end */
} SwPlanStep;

/* A task that is to fail */
typedef struct
{
  SwState  *state;
  char     *error;
  gboolean  once; /* and to go well when it is tried again */
} SwPlanThrow;

/* SwPlan: a way to a part of the definition: decisions, and tasks that fail. */
typedef struct
{
  GArray *steps;  /* SwPlanStep, in order; a state may come twice */
  GArray *throws; /* SwPlanThrow */
} SwPlan;

/* sw-suggest-plan.c */
GPtrArray *sw_plans_find       (const SwCoverageItem *item,
                                const SwModel        *model,
                                char                **why);
void       sw_plan_free        (SwPlan               *self);

/* sw-suggest-failure.c */
char      *sw_suggest_dup_error (const SwState       *state,
                                 const GArray        *handlers,
                                 guint                index);
SwState   *sw_suggest_find_thrower (const SwState    *state,
                                    const char       *error);
SwState   *sw_suggest_find_fail (const SwState       *state,
                                 const GArray        *handlers,
                                 guint                index,
                                 char               **error);

/* sw-suggest-try.c */
gboolean   sw_suggest_try      (SwTestSuite          *suite,
                                const SwPlan         *plan,
                                gboolean              to_end,
                                const SwCoverageItem *item,
                                const char           *name,
                                SwCoverage           *covered,
                                SwValue              *test,
                                char                **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPlan, sw_plan_free)

G_END_DECLS
