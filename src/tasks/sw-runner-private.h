/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-stop.h"
#include "tasks/sw-manual-tasks.h"
#include "tasks/sw-runner.h"

G_BEGIN_DECLS

/* The slowest pace: a second of the run takes a day. */
#define SW_RUNNER_SLOWEST 86400.0

struct _SwRunner
{
  GObject parent;

  SwExecution   *execution;
  SwPerformer   *performer;   /* or NULL: everything is for a person */
  double         pace;        /* seconds that one second of the run takes; 0: none, time jumps */
  gint64         now;         /* of the run: microseconds since the epoch; while it flows … */
  gint64         anchor;      /* … at this real time, else 0 */
  gboolean       started;
  gboolean       paused;
  guint          source;      /* the next slice, or the next time to wake; 0: none */
  SwTaskContext *context;     /* of the calls; made with the first */
  GHashTable    *calls;       /* id -> SwTaskCall: tasks that somebody else is performing */
  SwManualTasks *manual;      /* wait for a person */

  SwExecutionStatus shown_status; /* as last notified */
  guint             shown_events;
  guint             shown_manual;
};

/* sw-runner.c */
void sw_runner_notify_changes (SwRunner *self);
void sw_runner_emit_log       (SwRunner *self,
                               guint64   id,
                               GBytes   *text);

/* sw-runner-drive.c */
void sw_runner_schedule (SwRunner *self);

/* sw-runner-calls.c */
void            sw_runner_follow_calls (SwRunner            *self);
void            sw_runner_drop_calls   (SwRunner            *self);
SwPerformResult sw_runner_call         (SwRunner            *self,
                                        const SwTaskRequest *request,
                                        SwValue             *output,
                                        char               **error,
                                        char               **cause);

G_END_DECLS
