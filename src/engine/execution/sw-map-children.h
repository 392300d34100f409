/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* The child executions of distributed Maps, an item or a batch each, with histories of their own.
 * They are kept where the options ask for it, in the order of their start: all as a list shows them,
 * and what they had and did as far as the options say. */

/* The names of a run's children begin with as many digits of the run's own. */
#define SW_MAP_RUN_DIGITS 8

typedef struct
{
  guint              run;     /* index of its Map run */
  guint              n_items; /* of its batch, or 1 */
  SwExecutionStatus  status;
  gint64             started;
  gint64             stopped; /* 0: it runs */
  SwValue            input;   /* undefined, as what follows: it is not kept */
  SwValue            output;  /* undefined unless it has succeeded */
  const char        *error;
  const char        *cause;
  guint              redrives;
  gint64             redriven; /* time of the last; 0: never */
  gboolean           waiting;  /* did not succeed, and goes on when others have ended */
  gboolean           fixed;    /* did not succeed, and cannot be redriven: its history is full */
  const SwHistory   *history; /* its own; grows as long as it runs. NULL: it is not kept */
} SwMapChildInfo;

guint          sw_execution_count_children (const SwExecution  *self);
guint64        sw_execution_count_child_events (const SwExecution *self);
SwMapChildInfo sw_execution_get_child      (const SwExecution  *self,
                                            guint               index);
char          *sw_execution_dup_child_arn  (const SwExecution  *self,
                                            guint               index,
                                            char              **name);
gboolean       sw_execution_find_child     (const SwExecution  *self,
                                            const char         *arn,
                                            guint              *index);
gboolean       sw_execution_stop_child     (SwExecution        *self,
                                            guint               index,
                                            const char         *error,
                                            const char         *cause,
                                            gint64              now);

G_END_DECLS
