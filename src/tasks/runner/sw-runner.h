/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/execution/sw-execution.h"
#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* SwRunner: joins an execution with a clock and with those who perform its tasks, in the thread's
 * default main context. Live: Wait takes its time. Virtual: the clock jumps to the next thing due,
 * but stands still while a task waits for its answer. Between both, a pace: how long a second of
 * the run takes. While a run is paused, or stands still at a stop (engine/debug/sw-stop.h), so does its
 * time.
 *
 * Properties, all notify: `status` (int, SwExecutionStatus), `paused` (boolean), `pace` (double:
 * seconds), `n-events` (uint: rows in the history; new ones are sw_history_get (history, old n) …),
 * `pending` (uint: tasks that wait for a person). It advances in slices of a few milliseconds, so
 * that a window stays alive however fast the machine is. */
#define SW_TYPE_RUNNER (sw_runner_get_type ())
G_DECLARE_FINAL_TYPE (SwRunner, sw_runner, SW, RUNNER, GObject)

typedef enum
{
  SW_RUN_LIVE,
  SW_RUN_VIRTUAL,
} SwRunSpeed;

SwRunner          *sw_runner_new           (SwProgram                *program,
                                            const SwExecutionOptions *options,
                                            SwPerformer              *performer,
                                            SwRunSpeed                speed);
SwRunner          *sw_runner_new_from      (SwExecution              *take_execution,
                                            SwPerformer              *performer,
                                            SwRunSpeed                speed);
void               sw_runner_start         (SwRunner                 *self);
gboolean           sw_runner_is_started    (SwRunner                 *self);
void               sw_runner_stop          (SwRunner                 *self);
void               sw_runner_set_paused    (SwRunner                 *self,
                                            gboolean                  paused);
gboolean           sw_runner_get_paused    (SwRunner                 *self);
SwExecution       *sw_runner_get_execution (SwRunner                 *self);
SwReach            sw_runner_get_reach     (SwRunner                 *self);
char              *sw_runner_dup_place     (SwRunner                 *self);
gboolean           sw_runner_has_performer (SwRunner                 *self);
SwExecutionStatus  sw_runner_get_status    (SwRunner                 *self);
guint              sw_runner_get_n_events  (SwRunner                 *self);
gint64             sw_runner_get_time      (SwRunner                 *self);
void               sw_runner_set_time      (SwRunner                 *self,
                                            gint64                    time);
void               sw_runner_set_clock     (SwRunner                 *self,
                                            SwClockFunc               clock,
                                            gpointer                  data);
double             sw_runner_get_pace      (SwRunner                 *self);
void               sw_runner_set_pace      (SwRunner                 *self,
                                            double                    pace);
void               sw_runner_set_priority  (SwRunner                 *self,
                                            int                       priority);
void               sw_runner_refresh       (SwRunner                 *self);
GPtrArray         *sw_runner_get_manual    (SwRunner                 *self);
const char        *sw_runner_get_reason    (SwRunner                 *self,
                                            guint64                   id);
gboolean           sw_runner_answer        (SwRunner                 *self,
                                            guint64                   id,
                                            SwValue                   output);
gboolean           sw_runner_refuse        (SwRunner                 *self,
                                            guint64                   id,
                                            const char               *error,
                                            const char               *cause);
gboolean           sw_runner_is_stuck      (SwRunner                 *self);
gboolean           sw_runner_run           (SwRunner                 *self);
gboolean           sw_runner_run_here      (SwRunner                 *self,
                                            guint64                   limit,
                                            GCancellable             *cancellable);

G_END_DECLS
