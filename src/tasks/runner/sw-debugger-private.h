/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/runner/sw-debugger.h"

G_BEGIN_DECLS

/* What the run is to come to before it stands still again */
typedef enum
{
  SW_PLAN_NONE,  /* breakpoints alone */
  SW_PLAN_START, /* the first state */
  SW_PLAN_OVER,  /* the next state of the frame, or of what holds it */
  SW_PLAN_INTO,  /* the first state of a branch or iteration; else as OVER */
  SW_PLAN_OUT,   /* the next state of what holds the frame */
  SW_PLAN_HERE,  /* a state */
} SwPlan;

struct _SwDebugger
{
  GObject parent;

  SwRunner      *runner;
  SwBreakpoints *breakpoints;
  GSignalGroup  *signals;

  SwPlan     plan;
  GArray    *frames; /* guint: ids of the frame a step began in and of those that hold it */
  int        child;  /* INTO: index of the branch or iteration, or -1: any */
  char      *here;   /* HERE: JSON pointer */

  gboolean      shown; /* `stopped` as last notified */
  SwStopReason  reason;
  guint         breakpoint; /* id, or 0 */
  char         *trouble;    /* why the breakpoint's condition could not be decided, or NULL */
  guint         frame;      /* chosen */

  GPtrArray *watches; /* SwWatch */
  guint      last_watch;
};

/* sw-debugger.c */
SwExecution *sw_debugger_get_execution  (SwDebugger *self);
void         sw_debugger_changed        (SwDebugger *self);

/* sw-debugger-steps.c */
void         sw_debugger_set_plan       (SwDebugger *self,
                                         SwPlan      plan);
void         sw_debugger_update_stops   (SwDebugger *self);

/* sw-debugger-scope.c */
void         sw_debugger_choose_frame   (SwDebugger *self);
void         sw_debugger_update_watches (SwDebugger *self);
void         sw_watch_free              (SwWatch    *watch);

G_END_DECLS
