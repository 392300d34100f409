/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* What became of items, or of the executions that had them. Those that are to be redriven count as
 * they ended until they go on. */
typedef struct
{
  guint total;
  guint pending; /* not begun */
  guint running;
  guint ended[SW_EXECUTION_ABORTED + 1]; /* by SwExecutionStatus */
  guint pending_redrive;
  guint not_redrivable;
} SwMapCounts;

/* The runs of an execution's distributed Maps, those under way and those that are over, as
 * DescribeMapRun tells of them. */
typedef struct
{
  const char        *arn;
  SwExecutionStatus  status;
  gint64             started;
  gint64             stopped;         /* 0: it runs */
  guint              max_concurrency; /* 0: no limit */
  double             tolerated_count;
  double             tolerated_percentage;
  guint              redrives;
  gint64             redriven;        /* time of the last; 0: never */
  SwMapCounts        items;           /* before batching */
  SwMapCounts        children;        /* an execution for each item, or for each batch */
} SwMapRunInfo;

guint        sw_execution_count_map_runs (const SwExecution  *self);
SwMapRunInfo sw_execution_get_map_run    (const SwExecution  *self,
                                          guint               index);
gboolean     sw_execution_update_map_run (SwExecution        *self,
                                          guint               index,
                                          const guint        *max_concurrency,
                                          const double       *tolerated_count,
                                          const double       *tolerated_percentage);

G_END_DECLS
