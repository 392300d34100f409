/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* What comes to an execution from outside: that time passes, what is heard of its tasks, that it is
 * stopped. An execution is nothing but these in their order: fed to another one of the same
 * program, options and random numbers, they make the same one, with the same history, the same open
 * tasks and tokens, and the same times to wake at. That is how a run is told again after a
 * crash. */
typedef enum
{
  SW_INPUT_START,
  SW_INPUT_STEP,
  SW_INPUT_BEGIN,
  SW_INPUT_SUBMIT,
  SW_INPUT_HEARTBEAT,
  SW_INPUT_SUCCEED,
  SW_INPUT_FAIL,
  SW_INPUT_ABORT,
  SW_INPUT_LIMITS, /* of a Map run were changed */
  SW_INPUT_REDRIVE,
  SW_INPUT_STOP_CHILD, /* an item of a distributed Map */
  SW_INPUT_STOP,   /* time passed, but the turn stands still */
  SW_INPUT_CHANGE, /* data changed at a stop: fed again only at that stop */
  SW_INPUT_INTERRUPT, /* the step that comes next gives up a computation */
} SwInputKind;

/* All is borrowed. */
typedef struct
{
  SwInputKind kind;
  gint64      time;  /* microseconds since the epoch; never before that of the last one */
  guint       count; /* of a step: so many, all at that time; else 1 */
  guint64     id;    /* of a task, number of the point where a turn stands still, of a frame whose data were changed, index of a Map run or of a child
                      * execution, number of the question a computation is given up at, or 0 */
  SwValue     value; /* answer of a submitted task, output of one that succeeded, new limits, new
                      * data */
  const char *name;  /* worker that has begun, error of what failed or was stopped, part that was
                      * changed, why a computation is given up: "time" or "stop"; or NULL */
  const char *cause; /* of a failure; the sentence that the interrupt gave */
} SwExecutionInput;

/* Called behind each, when the execution has it already. */
typedef void (*SwInputFunc) (const SwExecutionInput *input,
                             gpointer                data);

void      sw_execution_set_input_func     (SwExecution            *self,
                                           SwInputFunc             func,
                                           gpointer                data);
gboolean  sw_execution_feed               (SwExecution            *self,
                                           const SwExecutionInput *input);
SwValue   sw_execution_input_to_value     (const SwExecutionInput *self);
gboolean  sw_execution_input_from_value   (SwValue                 value,
                                           SwExecutionInput       *input);

G_END_DECLS
