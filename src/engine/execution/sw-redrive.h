/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* Redriven: an execution that did not succeed goes on where it ended, in the same history. Nothing
 * that went well is performed a second time. */

gboolean sw_execution_redrive      (SwExecution       *self,
                                    gint64             now);
guint    sw_execution_get_redrives (const SwExecution *self);

/* What decides whether an execution can be redriven. Times are microseconds since the epoch. */
typedef struct
{
  SwExecutionStatus status;
  gboolean          express;
  guint             n_events;
  gint64            start;
  gint64            stop;
} SwRedriveFacts;

const char *sw_redrive_get_refusal (const SwRedriveFacts *facts,
                                    gint64                now);

G_END_DECLS
