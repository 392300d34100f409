/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-manual-tasks.h"
#include "tasks/sw-runner.h"

G_BEGIN_DECLS

struct _SwRunner
{
  GObject parent;

  SwExecution   *execution;
  SwPerformer   *performer;   /* or NULL: everything is for a person */
  SwRunSpeed     speed;
  gint64         virtual_now; /* microseconds since the epoch */
  gboolean       started;
  gboolean       paused;
  guint          source;      /* the next slice, or the next time to wake; 0: none */
  guint          n_pending;   /* tasks that somebody else is performing */
  SwManualTasks *manual;      /* wait for a person */

  SwExecutionStatus shown_status; /* as last notified */
  guint             shown_events;
  guint             shown_manual;
};

/* sw-runner.c */
void sw_runner_notify_changes (SwRunner *self);

/* sw-runner-drive.c */
void sw_runner_schedule (SwRunner *self);

G_END_DECLS
