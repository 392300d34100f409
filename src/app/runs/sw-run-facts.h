/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* What a run amounts to so far */
typedef struct
{
  SwExecutionStatus status;
  gboolean          express;
  guint             n_events;
  guint             redrives;
  guint64           transitions;
  gint64            began;       /* microseconds since the epoch; 0: nothing happened yet */
  gint64            ended;       /* of the latest event */
  gsize             payload;     /* bytes of the largest input or output */
  double            cost;        /* US dollars */
} SwRunFacts;

/* AWS's limits, which the facts are held against; an Express execution has no limit of events */
#define SW_RUN_MAX_EVENTS 25000
#define SW_RUN_MAX_PAYLOAD 262144

void sw_run_facts_take   (SwRunFacts      *self,
                          const SwHistory *history,
                          guint            to);
void sw_run_facts_settle (SwRunFacts      *self,
                          const SwTrace   *trace);

G_END_DECLS
