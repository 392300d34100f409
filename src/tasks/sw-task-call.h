/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* What a performer may know of the run that a task belongs to. Strings live as long as it. */
typedef struct
{
  char *execution_arn;
  char *execution_name;
  char *machine_arn;
  char *machine_name;
  char *account; /* 12 digits */
  char *region;
  char *role_arn;
} SwTaskContext;

SwTaskContext *sw_task_context_new   (const SwExecution *execution);
SwTaskContext *sw_task_context_ref   (SwTaskContext     *self);
void           sw_task_context_unref (SwTaskContext     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTaskContext, sw_task_context_unref)

/* SwTaskCall: one performance of one task. A performer that answers at once reads the request and
 * forgets the call; one that takes its time keeps a reference and says through it what happens.
 * Exactly one of sw_task_call_succeed() and sw_task_call_fail() counts; after it, and once the task
 * has timed out or the run has ended, everything said is refused by FALSE. All in the thread of the
 * run. */
typedef struct _SwTaskCall SwTaskCall;

/* Called when all that has been said by then is on the disk; with an error where it never will
 * be */
typedef void (*SwTaskKeptFunc) (const GError *error,
                                gpointer      data);

/* Where what a call says goes to. Those that return something return FALSE where the task is not
 * open any more. */
typedef struct
{
  gboolean (*begin)     (gpointer owner, guint64 id, const char *worker);
  gboolean (*submit)    (gpointer owner, guint64 id, SwValue answer);
  gboolean (*heartbeat) (gpointer owner, guint64 id);
  gboolean (*succeed)   (gpointer owner, guint64 id, SwValue output);
  gboolean (*fail)      (gpointer owner, guint64 id, const char *error, const char *cause);
  void     (*leave)     (gpointer owner, guint64 id, const char *reason);
  void     (*log)       (gpointer owner, guint64 id, GBytes *text);
  /* Or NULL: it is called at once */
  void     (*when_kept) (gpointer owner, SwTaskKeptFunc func, gpointer data);
} SwTaskPort;

/* Why a task with a token is left (sw_task_call_leave()) */
#define SW_TASK_WAITS_FOR_TOKEN "it waits for whoever has its task token"

/* How far a task had come when the program ended that performed it */
typedef enum
{
  SW_TASK_CALL_NEW,       /* it had not begun: an ordinary call */
  SW_TASK_CALL_BEGUN,     /* a worker has it, and is waited for */
  SW_TASK_CALL_SUBMITTED, /* its request was accepted; the job runs, the token was sent */
} SwTaskCallPhase;

/* What a performer tells of the request that a task made, for whoever tries a single state */
typedef struct
{
  gboolean reveals;  /* with the secrets in it */
  SwValue  request;  /* { "protocol", "method", "url", "headers", "body" }, or undefined */
  SwValue  response; /* { "protocol", "statusCode", "statusMessage", "headers", "body" }, likewise */
} SwTaskTrace;

SwTaskCall          *sw_task_call_new             (const SwTaskRequest *request,
                                                   SwProgram           *program,
                                                   SwTaskContext       *context,
                                                   const SwTaskPort    *port,
                                                   gpointer             owner);
SwTaskCall          *sw_task_call_new_within      (SwTaskCall          *outer,
                                                   const SwTaskPort    *port,
                                                   gpointer             owner);
SwTaskCall          *sw_task_call_ref             (SwTaskCall          *self);
void                 sw_task_call_unref           (SwTaskCall          *self);
void                 sw_task_call_end             (SwTaskCall          *self);
void                 sw_task_call_interrupt       (SwTaskCall          *self);
const SwTaskRequest *sw_task_call_get_request     (const SwTaskCall    *self);
const SwTaskContext *sw_task_call_get_context     (const SwTaskCall    *self);
GCancellable        *sw_task_call_get_cancellable (SwTaskCall          *self);
void                 sw_task_call_set_trace       (SwTaskCall          *self,
                                                   SwTaskTrace         *trace);
SwTaskTrace         *sw_task_call_get_trace       (const SwTaskCall    *self);
void                 sw_task_call_set_phase       (SwTaskCall          *self,
                                                   SwTaskCallPhase      phase,
                                                   SwValue              answer);
SwTaskCallPhase      sw_task_call_get_phase       (const SwTaskCall    *self);
SwValue              sw_task_call_get_submitted   (const SwTaskCall    *self);
gboolean             sw_task_call_is_open         (const SwTaskCall    *self);
gboolean             sw_task_call_is_interrupted  (const SwTaskCall    *self);
gboolean             sw_task_call_begin           (SwTaskCall          *self,
                                                   const char          *worker);
gboolean             sw_task_call_submit          (SwTaskCall          *self,
                                                   SwValue              answer);
gboolean             sw_task_call_heartbeat       (SwTaskCall          *self);
gboolean             sw_task_call_succeed         (SwTaskCall          *self,
                                                   SwValue              output);
gboolean             sw_task_call_fail            (SwTaskCall          *self,
                                                   const char          *error,
                                                   const char          *cause);
void                 sw_task_call_leave           (SwTaskCall          *self,
                                                   const char          *reason);
void                 sw_task_call_when_kept       (SwTaskCall          *self,
                                                   SwTaskKeptFunc       func,
                                                   gpointer             data);
void                 sw_task_call_log             (SwTaskCall          *self,
                                                   const char          *text,
                                                   gssize               length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTaskCall, sw_task_call_unref)

G_END_DECLS
