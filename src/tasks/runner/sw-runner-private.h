/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-stop.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/durable/sw-journal.h"
#include "tasks/runner/sw-alarm.h"
#include "tasks/runner/sw-patience.h"
#include "tasks/runner/sw-runner.h"
#include "tasks/sw-manual-tasks.h"

G_BEGIN_DECLS

/* The slowest pace: a second of the run takes a day. */
#define SW_RUNNER_SLOWEST 86400.0

typedef struct _SwKeeper SwKeeper;

/* What becomes of a task that was open when the program ended */
typedef enum
{
  SW_RESUMPTION_PERFORM, /* it is performed, for the first time or again */
  SW_RESUMPTION_GO_ON,   /* it is taken up where it was */
  SW_RESUMPTION_FAIL,    /* nobody can tell whether it was performed */
} SwResumption;

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
  int            priority;    /* of the next slice */
  guint          source;      /* the next slice, or the next time to wake; 0: none */
  SwAlarm       *alarm;       /* the next time to wake of a run at the pace of time, or NULL */
  SwPatience     patience;    /* with what a step computes */
  SwPatience     watching;    /* … and what is looked at while the run stands still */
  guint          n_keeps;     /* references of those that bring the run on just now */
  SwClockFunc    clock;       /* the real time */
  gpointer       clock_data;
  SwKeeper      *keeper;      /* of a durable run; else NULL */
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
void   sw_runner_schedule      (SwRunner            *self);
gint64 sw_runner_get_step_time (SwRunner            *self);
gboolean sw_runner_jump        (SwRunner            *self);
void   sw_runner_bound         (SwRunner            *self);
void   sw_runner_perform       (SwRunner            *self,
                                const SwTaskRequest *request,
                                SwTaskCallPhase      phase,
                                SwValue              submitted);

/* sw-runner-keep.c */
SwKeeper         *sw_keeper_new          (SwRunner       *runner,
                                          SwJournal      *take_journal);
void              sw_keeper_free         (SwKeeper       *self);
void              sw_keeper_slice        (SwKeeper       *self);
void              sw_keeper_let_go       (SwKeeper       *self);
void              sw_keeper_abandon      (SwKeeper       *self);
gboolean          sw_keeper_wants_slice  (const SwKeeper *self);
gboolean          sw_keeper_is_busy      (const SwKeeper *self);
gboolean          sw_keeper_is_whole     (const SwKeeper *self);
void              sw_keeper_note_light   (SwKeeper       *self);
void              sw_keeper_redrive      (SwKeeper       *self,
                                          const char     *token);
SwExecutionStatus sw_keeper_get_status   (const SwKeeper *self);
guint             sw_keeper_get_n_events (const SwKeeper *self);

/* sw-runner-effects.c */
void sw_keeper_take_up    (SwKeeper            *self,
                           guint64              id,
                           SwResumption         resumption,
                           SwTaskCallPhase      phase,
                           SwValue              take_submitted);
void sw_keeper_adopt      (SwKeeper            *self,
                           const SwTaskRequest *request,
                           const SwStoreTask   *task,
                           SwResumption         resumption);
GPtrArray *sw_keeper_dup_jobs (SwKeeper        *self);
void sw_keeper_task_left  (SwKeeper            *self,
                           guint64              id);
void sw_keeper_task_ended (SwKeeper            *self,
                           guint64              id);

/* sw-runner-calls.c */
void            sw_runner_follow_calls (SwRunner            *self);
void            sw_runner_drop_calls   (SwRunner            *self);
SwPerformResult sw_runner_call         (SwRunner            *self,
                                        const SwTaskRequest *request,
                                        SwTaskCallPhase      phase,
                                        SwValue              submitted,
                                        SwValue             *output,
                                        char               **error,
                                        char               **cause);

G_END_DECLS
