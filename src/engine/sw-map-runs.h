/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-execution.h"

G_BEGIN_DECLS

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
  guint              n_items;         /* before batching */
  guint              n_children;      /* an execution for each item, or for each batch */
  guint              n_pending;       /* of the children, not begun */
  guint              n_running;
  guint              n_succeeded;
  guint              n_failed;
  guint              n_aborted;
  guint              n_failed_items;
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
