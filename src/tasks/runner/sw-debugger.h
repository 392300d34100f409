/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-breakpoints.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwDebugger: a run that stands still where it is told to, goes on step by step, and lets itself be
 * looked at and changed meanwhile. The runner is started, stopped and watched as any other; the
 * debugger pauses it and lets it go on.
 *
 * Properties: `stopped` (boolean, notifies): the run stands still and has not ended.
 * Signal: changed: what is to be seen is another: the run stopped or went on, another frame was
 * chosen, a value was changed, a watch was added. */
#define SW_TYPE_DEBUGGER (sw_debugger_get_type ())
G_DECLARE_FINAL_TYPE (SwDebugger, sw_debugger, SW, DEBUGGER, GObject)

/* Why the run stands still */
typedef enum
{
  SW_REASON_NONE,       /* it does not */
  SW_REASON_PAUSE,      /* it was paused */
  SW_REASON_STEP,       /* a step has come to its end */
  SW_REASON_HERE,       /* it was to run to this state */
  SW_REASON_BREAKPOINT,
} SwStopReason;

/* An expression that is evaluated anew at each stop, in the chosen frame */
typedef struct
{
  guint    id;         /* from 1 */
  char    *expression;
  SwValue  value;      /* undefined: it yields nothing */
  char    *error;      /* why it has no value, or NULL */
} SwWatch;

SwDebugger    *sw_debugger_new             (SwRunner       *runner,
                                            SwBreakpoints  *breakpoints);
SwRunner      *sw_debugger_get_runner      (SwDebugger     *self);
SwBreakpoints *sw_debugger_get_breakpoints (SwDebugger     *self);

gboolean       sw_debugger_get_stopped     (SwDebugger     *self);
const SwStop  *sw_debugger_get_stop        (SwDebugger     *self);
SwStopReason   sw_debugger_get_reason      (SwDebugger     *self);
guint          sw_debugger_get_breakpoint  (SwDebugger     *self);
const char    *sw_debugger_get_trouble     (SwDebugger     *self);

void           sw_debugger_break_at_start  (SwDebugger     *self);
void           sw_debugger_pause           (SwDebugger     *self);
void           sw_debugger_continue        (SwDebugger     *self);
void           sw_debugger_step_over       (SwDebugger     *self);
void           sw_debugger_step_into       (SwDebugger     *self,
                                            int             child);
void           sw_debugger_step_out        (SwDebugger     *self);
void           sw_debugger_run_to          (SwDebugger     *self,
                                            const char     *state);

guint          sw_debugger_get_frame       (SwDebugger     *self);
gboolean       sw_debugger_set_frame       (SwDebugger     *self,
                                            guint           frame);
SwValue        sw_debugger_dup_part        (SwDebugger     *self,
                                            SwPart          part);
gboolean       sw_debugger_set_part        (SwDebugger     *self,
                                            SwPart          part,
                                            SwValue         value,
                                            GError        **error);
gboolean       sw_debugger_fail            (SwDebugger     *self,
                                            const char     *name,
                                            const char     *cause,
                                            GError        **error);
gboolean       sw_debugger_evaluate        (SwDebugger     *self,
                                            const char     *expression,
                                            SwValue        *value,
                                            GError        **error);

guint          sw_debugger_watch           (SwDebugger     *self,
                                            const char     *expression);
gboolean       sw_debugger_unwatch         (SwDebugger     *self,
                                            guint           id);
guint          sw_debugger_get_n_watches   (SwDebugger     *self);
const SwWatch *sw_debugger_get_watch       (SwDebugger     *self,
                                            guint           index);

G_END_DECLS
