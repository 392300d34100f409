/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/coverage/sw-coverage.h"
#include "engine/debug/sw-stop.h"
#include "engine/execution/sw-child-table.h"
#include "engine/execution/sw-execution-input.h"
#include "engine/execution/sw-execution.h"
#include "engine/execution/sw-frame-private.h"
#include "engine/history/sw-history-private.h"
#include "engine/program/sw-program-private.h"

G_BEGIN_DECLS

/* How the files of this folder share the running of a program.
 *
 * A frame is a place where the program stands: the machine itself, a branch of a Parallel, an
 * iteration of a Map. Those that can go on queue up, and each turn serves the first. What serves a
 * frame returns the frame to be served within the same turn (a branch that ended hands on to its
 * Parallel), or NULL. */
typedef struct _SwProbe SwProbe; /* sw-probe.h */

/* Names in the context object that are made once */
typedef enum
{
  SW_CONTEXT_EXECUTION,
  SW_CONTEXT_MAP,
  SW_CONTEXT_STATE_MACHINE,
  SW_CONTEXT_STATE,
  SW_CONTEXT_TASK,
  SW_CONTEXT_TOKEN,
  SW_CONTEXT_ITEM,
  SW_CONTEXT_INDEX,
  SW_CONTEXT_VALUE,
  SW_N_CONTEXT_KEYS
} SwContextKey;

/* The events of a kind of task */
typedef struct
{
  SwEventType scheduled;
  SwEventType started;
  SwEventType succeeded;
  SwEventType failed;
  SwEventType timed_out;
} SwTaskEvents;

extern const SwTaskEvents sw_task_events[]; /* by SwTaskKind */

/* sw-execution-interrupt.c: a step that computes lets the outside have its say. Questions are
 * counted within a step, so that told again it gives up where it did. */
typedef struct
{
  SwInterrupt     interrupt;  /* of the step that computes */
  SwInterruptFunc func;       /* or NULL */
  gpointer        data;
  SwInterrupt     watch;      /* of expressions that have no effect; its func may be NULL */
  gboolean        stepping;
  gboolean        halted;     /* what comes out of the step does not count: it is to be aborted */
  GArray         *made;       /* SwBreak: computations this step gave up; or NULL */
  GArray         *planned;    /* … the next step will give up, as one did that is told again; or NULL */
  GPtrArray      *waiting;    /* SwExecutionInput that came while the step computed; or NULL */
  SwStopFunc      stop_func;  /* to be asked from the next step on; or NULL */
  gpointer        stop_data;
} SwBreaks;

struct _SwExecution
{
  SwProgram         *program;
  SwHistory         *history;
  SwExecutionStatus  status;
  SwValue            output;
  char              *error;
  char              *cause;

  char         *arn;
  char         *name;
  char         *machine_name;
  char         *machine_arn;
  char         *account;
  char         *region;
  char         *role_arn;
  char         *parent;           /* ARN of the run it was forked from, or NULL */
  guint         parent_event;     /* where; 0: from none */
  gboolean      unlimited;        /* no quotas */
  guint         lifetime;         /* seconds; 0: no limit */
  double        wait_scale;       /* of Wait states; 1: as they say */
  gboolean      unlimited_events; /* nor has an Express execution one for its events */
  SwRandomFunc  random;
  gpointer      random_data;
  guint64       random_state;     /* of the fixed sequence */

  SwValue   input;
  SwValue   context_execution; /* $$.Execution */
  SwValue   context_machine;   /* $$.StateMachine */
  SwString *context_keys[SW_N_CONTEXT_KEYS];

  gint64     now;
  gint64     deadline; /* of the execution; G_MAXINT64: none */
  SwFrame   *root;
  SwFrame   *ready_first;
  SwFrame   *ready_last;
  GPtrArray *sleepers; /* binary heap of SwFrame by (wake, wake_order) */
  guint64    wake_count;
  guint      n_frames; /* ever made: numbers them */
  GPtrArray *dead;     /* SwFrame, freed at the end of the turn */

  GHashTable     *tasks;       /* id -> SwTask */
  GQueue          requests;    /* SwTask, not taken yet */
  SwTaskEndedFunc ended_func;  /* or NULL */
  gpointer        ended_data;
  SwInputFunc     input_func;  /* is told what comes from outside, or NULL */
  gpointer        input_data;
  guint64         n_inputs;    /* told so far */
  gint64          turn;        /* when the present turn began */
  guint64         n_tasks;
  guint          *invocations; /* by SwState.serial */
  SwCoverage     *coverage;
  guint64         transitions;
  guint           redrives;
  GPtrArray      *map_runs;    /* SwMapRecord; NULL before the first */
  SwChildTable   *children;    /* NULL: nobody will ask for them */
  SwValue         child_started; /* further details of their ExecutionStarted, shared by all */
  gboolean        closing;     /* being freed */
  SwChild        *full;        /* ran out of events in this turn; the first of a chain, or NULL */
  SwProbe        *probe;       /* of an execution that tries one state; else NULL */
  SwStopFunc      stop_func;   /* asked at each point where the execution may stand still; or NULL */
  gpointer        stop_data;
  guint           n_asks;      /* points that the present turn has come by */
  SwFrame        *stopped;     /* stands still, and all with it; else NULL */
  SwFrame        *resumed;     /* was stopped, goes on with the next step; else NULL */
  SwStop          stop;        /* where it stands */
  SwBreaks        breaks;      /* computations given up, and what came while one went on */
  SwHistoryEvent  scratch;     /* takes events that no history keeps */
};

/* AWS's quotas */
#define SW_QUOTA_EVENTS  25000
#define SW_QUOTA_INLINE_CONCURRENCY 40
#define SW_QUOTA_WAIT    ((gint64) G_MAXINT32) /* seconds */

/* Hands an owned local over. */
static inline SwValue
sw_value_steal (SwValue *self)
{
  SwValue value = *self;

  *self = SW_VALUE_INIT;
  return value;
}

/* sw-frame.c */
SwFrame        *sw_frame_new         (SwExecution       *self,
                                      SwFrame           *parent,
                                      guint              index,
                                      const SwStep      *step);
void            sw_frame_set_child   (SwFrame           *frame,
                                      SwChild           *child);
void            sw_frame_free        (SwFrame           *frame);
void            sw_frame_kill        (SwExecution       *self,
                                      SwFrame           *frame);
void            sw_frame_halt        (SwExecution       *self,
                                      SwFrame           *frame);
void            sw_frame_drop        (SwFrame           *frame);
void            sw_frame_forget_parked (SwFrame         *frame);
void            sw_frame_ready       (SwExecution       *self,
                                      SwFrame           *frame);
SwFrame        *sw_frame_take_ready  (SwExecution       *self);
void            sw_frame_sleep       (SwExecution       *self,
                                      SwFrame           *frame,
                                      gint64             wake);
void            sw_frame_wake        (SwExecution       *self,
                                      SwFrame           *frame);
SwFrame        *sw_frame_get_sleeper (const SwExecution *self);
SwHistoryEvent *sw_frame_emit        (SwExecution       *self,
                                      SwFrame           *frame,
                                      SwEventType        type);
SwHistoryEvent *sw_frame_emit_leaf   (SwExecution       *self,
                                      SwFrame           *frame,
                                      SwEventType        type);

/* sw-execution.c */
void sw_execution_settle (SwExecution *self);

/* sw-execution-input.c */
void sw_input_tell (SwExecution *self,
                    SwInputKind  kind,
                    guint64      id,
                    SwValue      value,
                    const char  *name,
                    const char  *cause);

/* sw-execution-interrupt.c */
void         sw_breaks_begin    (SwExecution            *self);
void         sw_breaks_tell     (SwExecution            *self);
void         sw_breaks_end      (SwExecution            *self);
void         sw_breaks_clear    (SwExecution            *self);
SwInterrupt *sw_breaks_get      (SwExecution            *self);
SwInterrupt *sw_breaks_get_watch (SwExecution           *self);
gboolean     sw_breaks_plan     (SwExecution            *self,
                                 const SwExecutionInput *input);
gboolean     sw_breaks_are_left (const SwExecution      *self);
gboolean     sw_breaks_defer    (SwExecution            *self,
                                 const SwExecutionInput *input);
gboolean     sw_breaks_answered (const SwExecution      *self,
                                 guint64                 id);

/* sw-execution-names.c */
void sw_execution_take_names (SwExecution              *self,
                              const SwExecutionOptions *options);
void sw_execution_free_names (SwExecution              *self);

/* sw-context.c */
SwValue sw_context_new           (SwExecution       *self,
                                  SwFrame           *frame);
void    sw_context_init          (SwExecution       *self);
void    sw_context_clear         (SwExecution       *self);
SwValue sw_context_new_execution (const SwExecution *self,
                                  const char        *arn,
                                  const char        *name,
                                  SwValue            input);
void    sw_context_note_redrive  (const SwExecution *self,
                                  SwValue           *execution,
                                  guint              count);

/* sw-execution-flow.c */
gboolean  sw_flow_evaluate   (SwExecution          *self,
                              SwFrame              *frame,
                              const SwFormula      *expression,
                              SwValue               input,
                              SwValue               result,
                              SwValue               error_output,
                              SwValue              *value);
gboolean  sw_flow_begin      (SwExecution          *self,
                              SwFrame              *frame);
gboolean  sw_flow_parameters (SwExecution          *self,
                              SwFrame              *frame,
                              SwValue              *value);
gboolean  sw_flow_quantity   (SwExecution          *self,
                              SwFrame              *frame,
                              const SwQuantity     *quantity,
                              SwValue              *value);
gboolean  sw_flow_write      (SwFrame              *frame,
                              const SwResultTarget *target,
                              SwValue               result,
                              SwValue              *value);
gboolean  sw_flow_check_depth (const SwExecution   *self,
                               SwFrame             *frame,
                               const char          *what,
                               SwValue              value);
gboolean  sw_flow_check_data (const SwExecution    *self,
                              SwFrame              *frame,
                              const char           *what,
                              SwValue               value);
SwFrame  *sw_flow_complete   (SwExecution          *self,
                              SwFrame              *frame,
                              SwValue               take_result,
                              const SwFormula      *assign,
                              const SwFormula      *output,
                              const SwStep         *next);
SwFrame  *sw_flow_exit       (SwExecution          *self,
                              SwFrame              *frame,
                              SwValue               take_output,
                              SwValue               take_assigned,
                              const SwStep         *next);

SwFrame  *sw_flow_make       (SwExecution          *self,
                              SwFrame              *frame,
                              SwValue               take_result,
                              const SwFormula      *assign,
                              const SwFormula      *output,
                              const SwStep         *next);
SwFrame  *sw_flow_go_on      (SwExecution          *self,
                              SwFrame              *frame,
                              SwValue               take_output,
                              const SwStep         *next);

/* sw-execution-state.c */
SwFrame *sw_execution_serve (SwExecution *self,
                             SwFrame     *frame);
SwFrame *sw_state_begin     (SwExecution *self,
                             SwFrame     *frame);

/* sw-execution-stop.c */
SwFrame *sw_stop_before (SwExecution *self,
                         SwFrame     *frame);
SwFrame *sw_stop_after  (SwExecution     *self,
                         SwFrame         *frame,
                         SwValue          take_result,
                         const SwFormula *assign,
                         const SwFormula *output,
                         const SwStep    *next);
SwFrame *sw_stop_error  (SwExecution *self,
                         SwFrame     *frame);
SwFrame *sw_stop_left   (SwExecution  *self,
                         SwFrame      *frame,
                         SwValue       take_output,
                         SwValue       take_before,
                         const SwStep *next);
SwFrame *sw_stop_go_on  (SwExecution *self,
                         SwFrame     *frame);
void     sw_stop_forget (SwExecution *self,
                         SwFrame     *frame);
void     sw_hold_free   (SwHold      *hold);

/* sw-stop-frames.c */
GPtrArray *sw_stop_collect_frames (const SwExecution *self);
SwFrame   *sw_stop_find_frame     (const SwExecution *self,
                                   guint              id);

/* sw-execution-choice.c */
int      sw_choice_find (SwExecution *self,
                         SwFrame     *frame);
SwFrame *sw_choice_work (SwExecution *self,
                         SwFrame     *frame);

/* sw-execution-wait.c */
SwFrame *sw_wait_work (SwExecution *self,
                       SwFrame     *frame);

/* sw-execution-task.c */
SwFrame *sw_task_work      (SwExecution *self,
                            SwFrame     *frame);
SwFrame *sw_task_start     (SwExecution *self,
                            SwFrame     *frame);
void     sw_task_expire    (SwExecution *self,
                            SwFrame     *frame);
void     sw_task_ask       (SwExecution        *self,
                            SwFrame            *frame,
                            const SwObjectPlan *plan,
                            SwValue             take_input);
void     sw_task_close     (SwExecution *self,
                            SwTask      *task);
void     sw_task_set_alarm (SwExecution *self,
                            SwTask      *task);
void     sw_task_end       (SwExecution *self,
                            SwTask      *task,
                            SwPhase      phase);

/* sw-execution-map.c */
SwFrame *sw_map_work        (SwExecution *self,
                             SwFrame     *frame);
SwFrame *sw_map_child_ended (SwExecution *self,
                             SwFrame     *frame);
gboolean sw_map_get_items   (SwExecution *self,
                             SwFrame     *frame,
                             SwValue     *items);
gboolean sw_map_select      (SwExecution   *self,
                             SwFrame       *frame,
                             const SwFrame *iteration,
                             SwValue       *input);
SwFrame *sw_map_begin       (SwExecution *self,
                             SwFrame     *frame,
                             SwValue      take_items);
SwFrame *sw_map_succeed     (SwExecution *self,
                             SwFrame     *frame,
                             SwValue      take_output);
SwFrame *sw_map_go_on       (SwExecution *self,
                             SwFrame     *frame);
gboolean sw_map_begin_iteration (SwExecution *self,
                                 SwFrame     *frame,
                                 guint        index);
guint    sw_map_count_items (const SwFrame *frame,
                             guint          index);

/* sw-execution-map-failure.c */
SwFrame *sw_map_run_failed  (SwExecution *self,
                             SwFrame     *frame);
SwFrame *sw_map_tolerate    (SwExecution *self,
                             SwFrame     *child);
gboolean sw_map_would_tolerate (const SwFrame *frame,
                                guint          index);
SwFrame *sw_map_redrive     (SwExecution *self,
                             SwFrame     *frame);
gboolean sw_map_is_fixed    (const SwFrame *frame,
                             const SwFrame *child);

/* sw-redrive.c */
guint    sw_redrive_record  (SwHistory   *history,
                             gint64       now,
                             guint        count);
void     sw_children_park   (SwExecution *self,
                             SwFrame     *frame);
void     sw_child_park      (SwExecution *self,
                             SwFrame     *frame,
                             SwFrame     *child);
SwFrame *sw_children_redrive (SwExecution *self,
                              SwFrame     *frame);
gboolean sw_children_redrive_next (SwExecution *self,
                                   SwFrame     *frame);

/* sw-execution-map-numbers.c */
gboolean sw_map_get_number    (SwExecution      *self,
                               SwFrame          *frame,
                               const SwQuantity *quantity,
                               const char       *kind,
                               double           *number);
gboolean sw_map_get_limit     (SwExecution      *self,
                               SwFrame          *frame);
gboolean sw_map_get_tolerance (SwExecution      *self,
                               SwFrame          *frame);
gboolean sw_map_is_tolerable  (const SwFrame    *frame);

/* sw-execution-map-objects.c */
gboolean sw_map_prepare_reader (SwExecution *self,
                                SwFrame     *frame,
                                SwValue     *parameters);
SwFrame *sw_map_object_done    (SwExecution *self,
                                SwFrame     *frame);
gboolean sw_map_batch          (SwExecution *self,
                                SwFrame     *frame,
                                SwValue     *items);
void     sw_map_run_free       (SwMapRun    *run);

/* sw-execution-map-results.c */
void     sw_map_note_result   (SwExecution *self,
                               SwFrame     *frame,
                               SwFrame     *child);
SwFrame *sw_map_write_results (SwExecution *self,
                               SwFrame     *frame);
SwFrame *sw_map_written       (SwExecution *self,
                               SwFrame     *frame);

/* sw-map-children.c */
void            sw_child_begin     (SwExecution       *self,
                                    SwFrame           *frame,
                                    SwChild           *child,
                                    const char        *name,
                                    const char        *uuid,
                                    SwValue            input);
SwHistoryEvent *sw_child_add_event (SwExecution       *self,
                                    SwChild           *child);
SwFrame        *sw_child_take_full (SwExecution       *self);
guint           sw_child_redrive   (SwExecution       *self,
                                    SwFrame           *root);
void            sw_child_leave     (SwFrame           *root);
void            sw_child_unref     (SwChild           *child);
SwChild        *sw_child_find      (const SwExecution *self,
                                    guint64            index);
void            sw_child_end       (SwExecution       *self,
                                    SwFrame           *root,
                                    SwExecutionStatus  status);

/* sw-map-runs.c */
void     sw_map_runs_begin    (SwExecution       *self,
                               SwFrame           *frame);
gboolean sw_map_runs_change   (SwExecution       *self,
                               guint64            index,
                               SwValue            limits);
guint    sw_map_runs_get_index (const SwFrame     *frame);
void     sw_map_runs_redrive  (SwExecution       *self,
                               SwFrame           *frame);
void     sw_map_runs_end      (SwExecution       *self,
                               SwFrame           *frame,
                               SwExecutionStatus  status);

/* sw-execution-parallel.c */
SwFrame *sw_parallel_work   (SwExecution *self,
                             SwFrame     *frame);
SwFrame *sw_children_ended  (SwExecution *self,
                             SwFrame     *frame);
SwFrame *sw_children_failed (SwExecution *self,
                             SwFrame     *child);
void     sw_children_clear  (SwExecution *self,
                             SwFrame     *frame);

/* sw-execution-error.c */
double   sw_error_get_delay   (SwExecution       *self,
                               const SwRetrier   *retrier,
                               guint              number);
SwFrame *sw_error_raise       (SwExecution       *self,
                               SwFrame           *frame);
SwFrame *sw_error_handle      (SwExecution       *self,
                               SwFrame           *frame);
SwFrame *sw_error_deal        (SwExecution       *self,
                               SwFrame           *frame);
gboolean sw_error_is_handled  (const SwFrame     *frame);
SwValue  sw_error_make_output (const SwFailure   *failure);
void     sw_execution_finish  (SwExecution       *self,
                               SwExecutionStatus  status);

G_END_DECLS
