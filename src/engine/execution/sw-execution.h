/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-clock.h"
#include "base/sw-interrupt.h"
#include "engine/coverage/sw-coverage.h"
#include "engine/history/sw-history.h"
#include "engine/program/sw-program.h"

G_BEGIN_DECLS

/* SwExecution: one run of a program as a plain state machine without I/O. Whoever drives it hands
 * in the present and the answers of tasks; it hands back history events, task requests, and the
 * time to be woken at.
 *
 *   sw_execution_start (e, now);
 *   while running:
 *     while (sw_execution_step (e, now)) ;         one transition each; a debugger stops here
 *     while ((request = sw_execution_take_request (e)))  somebody performs it …
 *     wait for an answer -> sw_execution_succeed_task, _fail_task, or for _get_wake_time
 *
 * While a step computes, whoever asked to be asked (sw_execution_set_interrupt_func()) may let other
 * things happen. What comes to the execution then waits until the step is done: the functions below
 * may be called, but for sw_execution_step() and sw_execution_free(). An abort ends the computation.
 *
 * Frames are explicit, so nothing recurses. Concurrent branches advance in a fixed order, one turn
 * each: same inputs and same times, same history. All times are microseconds since the epoch and
 * never go back. */
typedef struct _SwExecution SwExecution;

/* AWS's quotas: how long an Express execution lasts at most */
#define SW_EXECUTION_EXPRESS_SECONDS 300

/* What Wait states may be made longer by at most: times of day stay in range */
#define SW_EXECUTION_WAIT_SCALE 1000

typedef enum
{
  SW_EXECUTION_RUNNING,
  SW_EXECUTION_SUCCEEDED,
  SW_EXECUTION_FAILED,
  SW_EXECUTION_TIMED_OUT,
  SW_EXECUTION_ABORTED,
} SwExecutionStatus;

/* Everything from outside the definition; all is copied, and a NULL string stands for a sensible
 * default. */
typedef struct
{
  SwValue       input;     /* undefined: {} */
  const char   *name;      /* of the execution */
  const char   *machine_name;
  const char   *account;   /* 12 digits */
  const char   *region;
  const char   *role_arn;
  gboolean      express;
  const char   *uuid;      /* ends the ARN of an Express execution; NULL: one of zeros */
  guint         lifetime;  /* seconds that it may last, whatever its definition says; 0: no limit */
  gboolean      scales_waits; /* Wait states last wait_scale times as long as they say */
  double        wait_scale;   /* 0 to SW_EXECUTION_WAIT_SCALE; 0: no time at all */
  gboolean      unlimited; /* no quotas of events and bytes (benchmarks) */
  gboolean      children;  /* keep what became of distributed Maps' items (sw-map-children.h) */
  guint         child_events; /* so many events of theirs, of those that ended last; 0: all */
  guint         first_child;  /* details of these alone, by index among all: a window to look into */
  guint         n_children;   /* 0: of all */
  SwRandomFunc  random;    /* NULL: a fixed sequence */
  gpointer      random_data;
} SwExecutionOptions;

/* What an execution, its machine and its place are called */
typedef struct
{
  const char *arn;
  const char *name;
  const char *machine_arn;
  const char *machine_name;
  const char *account; /* 12 digits */
  const char *region;
  const char *role_arn;
} SwExecutionNames;

/* What somebody outside has to perform. Owned by the execution until the task has ended.
 *
 * Of kind SW_TASK_OBJECT, a Map asks for the S3 objects of its ItemReader and ResultWriter, by
 * `action`: "getObject", answered with the object's text (or with the parsed document);
 * "listObjectsV2", with an array as S3 gives it; "putObject", whose input has the text as "Body",
 * with anything. */
typedef struct
{
  guint64        id;
  SwState       *state;
  guint          frame;      /* which branch or iteration; 0: the machine itself */
  guint          attempt;    /* 0 for the first try, then the number of the retry */
  guint          invocation; /* calls of this state before this one, retries counted */
  SwTaskKind     kind;
  SwTaskPattern  pattern;
  const char    *service;    /* of a service integration: "lambda", "aws-sdk:s3"; else NULL */
  const char    *action;     /* "invoke", "sendMessage.waitForTaskToken"; else NULL */
  const char    *resource;   /* as it stands in the definition */
  SwValue        input;      /* the effective input: Parameters, or Arguments */
  const char    *token;      /* of .waitForTaskToken and of activities, or NULL */
  guint64        scheduled;  /* id of its …Scheduled event; 0: it has none */
  gint64         deadline;   /* TimeoutSeconds from then on: microseconds; G_MAXINT64: none */
  gint64         heartbeat;  /* when the next sign of life is due; G_MAXINT64: none is asked for */
} SwTaskRequest;

/* Is told of a task that was taken and is not open any more, however it ended, before its request
 * is freed. It must not touch the execution. */
typedef void (*SwTaskEndedFunc) (guint64  id,
                                 gpointer data);

SwExecution         *sw_execution_new             (SwProgram                *program,
                                                   const SwExecutionOptions *options);
void                 sw_execution_free            (SwExecution              *self);
void                 sw_execution_start           (SwExecution              *self,
                                                   gint64                    now);
gboolean             sw_execution_step            (SwExecution              *self,
                                                   gint64                    now);
gboolean             sw_execution_is_started      (const SwExecution        *self);
gboolean             sw_execution_is_stepping     (const SwExecution        *self);
void                 sw_execution_set_interrupt_func (SwExecution           *self,
                                                   SwInterruptFunc           func,
                                                   gpointer                  data);
void                 sw_execution_set_watch_func  (SwExecution              *self,
                                                   SwInterruptFunc           func,
                                                   gpointer                  data);
gint64               sw_execution_get_time        (const SwExecution        *self);
const SwTaskRequest *sw_execution_take_request    (SwExecution              *self);
const SwTaskRequest *sw_execution_get_request     (const SwExecution        *self,
                                                   guint64                   id);
void                 sw_execution_set_ended_func  (SwExecution              *self,
                                                   SwTaskEndedFunc           func,
                                                   gpointer                  data);
/* G_MAXINT64: none */
gint64               sw_execution_get_wake_time   (const SwExecution        *self);
/* The next five return FALSE where no such task is open any more (timed out, aborted). */
gboolean             sw_execution_begin_task      (SwExecution              *self,
                                                   guint64                   id,
                                                   const char               *worker,
                                                   gint64                    now);
gboolean             sw_execution_submit_task     (SwExecution              *self,
                                                   guint64                   id,
                                                   SwValue                   answer,
                                                   gint64                    now);
gboolean             sw_execution_heartbeat       (SwExecution              *self,
                                                   guint64                   id,
                                                   gint64                    now);
gboolean             sw_execution_succeed_task    (SwExecution              *self,
                                                   guint64                   id,
                                                   SwValue                   output,
                                                   gint64                    now);
gboolean             sw_execution_fail_task       (SwExecution              *self,
                                                   guint64                   id,
                                                   const char               *error,
                                                   const char               *cause,
                                                   gint64                    now);
void                 sw_execution_abort           (SwExecution              *self,
                                                   const char               *error,
                                                   const char               *cause,
                                                   gint64                    now);
SwExecutionStatus    sw_execution_get_status      (const SwExecution        *self);
const char          *sw_execution_status_get_name (SwExecutionStatus         status);
SwValue              sw_execution_get_output      (const SwExecution        *self);
const char          *sw_execution_get_error       (const SwExecution        *self);
const char          *sw_execution_get_cause       (const SwExecution        *self);
const char          *sw_execution_get_arn         (const SwExecution        *self);
SwExecutionNames     sw_execution_get_names       (const SwExecution        *self);
const SwHistory     *sw_execution_get_history     (const SwExecution        *self);
SwProgram           *sw_execution_get_program     (const SwExecution        *self);
SwCoverage          *sw_execution_get_coverage    (const SwExecution        *self);
guint64              sw_execution_get_transitions (const SwExecution        *self);
gboolean             sw_execution_get_express     (const SwExecution        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwExecution, sw_execution_free)

G_END_DECLS
