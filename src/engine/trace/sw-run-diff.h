/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* SwRunDiff: two runs side by side: which visit of one is which of the other, where they part, and
 * what differs in it. Times, names of executions and ids of events make no difference. */
typedef struct _SwRunDiff SwRunDiff;

/* What differs in a visit that both runs have */
typedef enum
{
  SW_APART_INPUT    = 1 << 0, /* what the state got */
  SW_APART_RESULT   = 1 << 1, /* what its work answered, and not yet what it made of it */
  SW_APART_OUTPUT   = 1 << 2,
  SW_APART_ASSIGNED = 1 << 3, /* variables */
  SW_APART_STATUS   = 1 << 4,
  SW_APART_ERROR    = 1 << 5, /* name or cause */
  SW_APART_ATTEMPTS = 1 << 6, /* how often it was tried */
  SW_APART_WAY      = 1 << 7, /* by which arrow it was left */
} SwApart;

#define SW_APART_N 8

/* A visit that both runs have, or one of them: then the other is NULL. */
typedef struct
{
  const SwVisit *before;
  const SwVisit *after;
  SwApart        apart;
  guint          depth; /* 0: the machine */
} SwVisitPair;

SwRunDiff         *sw_run_diff_new         (const SwTrace   *before,
                                            const SwTrace   *after);
void               sw_run_diff_free        (SwRunDiff       *self);
GArray            *sw_run_diff_get_pairs   (const SwRunDiff *self);
int                sw_run_diff_get_parting (const SwRunDiff *self);
gboolean           sw_visit_pair_is_same   (const SwVisitPair *pair);
const char        *sw_apart_get_name       (SwApart          apart);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwRunDiff, sw_run_diff_free)

G_END_DECLS
