/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"
#include "engine/execution/sw-execution.h"
#include "engine/history/sw-history.h"

G_BEGIN_DECLS

/* SwTrace: what happened, as visits, read off a history alone: its types of event, its names, and
 * what follows from what. So it serves a run of ours and a history that AWS wrote alike. It grows
 * with the history (sw_trace_update), at a constant cost for each event.
 *
 *   machine > visits of states > branches of a Parallel, iterations of a Map > visits of states …
 *
 * A visit is one entering of a state, retries included. Visits never move and are never taken back:
 * pointers to them are good as long as the trace. Data are not copied: they are the history's. */
typedef struct _SwTrace SwTrace;
typedef struct _SwVisit SwVisit;

/* How a state or a visit stands. */
typedef enum
{
  SW_RUN_STATE_IDLE,      /* not entered */
  SW_RUN_STATE_RUNNING,
  SW_RUN_STATE_WAITING,   /* for a person's answer, or for a Wait's time */
  SW_RUN_STATE_SUCCEEDED,
  SW_RUN_STATE_CAUGHT,    /* failed, and a catcher took over */
  SW_RUN_STATE_FAILED,
  SW_RUN_STATE_ABORTED,   /* cut off by the end of the run, or by a branch beside it */
  SW_RUN_STATE_PAUSED,    /* running, and the debugger has the run stand still there */
  /* Where coverage is shown in place of a run */
  SW_RUN_STATE_COVERED,   /* the tests, or the run, come by it */
  SW_RUN_STATE_UNCOVERED, /* they do not */
} SwRunState;

/* A state is entered many times in a Map or a loop; `state` is its most pressing one: waiting and
 * running before what has ended, and of that the latest. */
typedef struct
{
  SwRunState state;
  guint      running;   /* visits open now */
  guint      entered;   /* visits begun */
  guint      succeeded; /* visits ended well */
  guint      caught;
  guint      failed;
  guint      attempts;  /* tries after a failed one */
  guint      aborted;
} SwRunStateInfo;

typedef enum
{
  SW_VISIT_MACHINE,   /* the execution: the root */
  SW_VISIT_STATE,
  SW_VISIT_BRANCH,    /* of a Parallel */
  SW_VISIT_ITERATION, /* of an inline Map */
} SwVisitKind;

/* A state, as the history names it */
typedef struct
{
  char        *name;
  SwState     *state;   /* of the trace's model; NULL: the definition has no such state */
  const char  *pointer; /* JSON pointer of that state, or NULL */
  SwStateType  type;    /* as the history says, which may be an older definition's */
} SwTraceState;

/* How a state was left, beside the kinds of edge: by none that is known */
#define SW_EDGE_NONE (-1)

/* What others read; the trace alone writes. Event ids are from 1; 0 stands for none. */
struct _SwVisit
{
  SwVisitKind         kind;
  SwRunState          status;   /* at the end of the history; SwSnapshot has it at any event */
  const SwTraceState *state;    /* NULL for the machine; of a branch or iteration the state that
                                 * holds it */
  SwVisit            *parent;   /* NULL for the machine */
  guint               serial;   /* number among all visits, in the order of their beginning */
  guint               position; /* among the parent's children */
  guint               depth;    /* 0: the machine */
  guint               index;    /* of the branch or iteration */
  guint               round;    /* which try of its Parallel or Map a branch or iteration is part
                                 * of; of a state: tries begun again so far (retries) */
  guint               entered;  /* event: it began */
  guint               exited;   /* event that ended it, be it another's */
  guint               failure;  /* latest event that tells of its failure */
  gint64              began;    /* microseconds since the epoch */
  gint64              ended;    /* likewise; 0 while it is open */
  int                 left_by;  /* SwEdgeKind, or SW_EDGE_NONE */
  guint               left_index; /* of the rule or catcher */
  guint               n_items;  /* of a Map, as MapStateStarted tells it */
  /* Branches or iterations of the latest try */
  guint               n_running;
  guint               n_succeeded;
  guint               n_failed;
  guint               n_aborted;
};

/* One try of a state's work: a task, or one round of a Parallel or Map */
typedef struct
{
  guint       number;    /* 0: the first */
  guint       scheduled; /* event, as are the next four; 0: there is none */
  guint       started;
  guint       submitted;
  guint       ended;     /* …Succeeded, …Failed, …TimedOut, EvaluationFailed */
  guint       failed;    /* the same, where it is a failure */
  gint64      wait;      /* back-off before this try, in microseconds; 0 for the first */
  gint64      began;     /* microseconds since the epoch */
  gint64      finished;  /* likewise; 0 while it is open */
  const char *error;     /* borrowed; NULL where it did not fail, or nobody says with what */
  const char *cause;
  int         retrier;   /* index of the one that made another try of it; -1: none did */
} SwAttempt;

SwTrace             *sw_trace_new              (const SwHistory   *history,
                                                SwModel           *model);
void                 sw_trace_free             (SwTrace           *self);
guint                sw_trace_update           (SwTrace           *self);
SwHistory           *sw_trace_get_history      (const SwTrace     *self);
SwModel             *sw_trace_get_model        (const SwTrace     *self);
guint                sw_trace_get_n_events     (const SwTrace     *self);
SwExecutionStatus    sw_trace_get_status       (const SwTrace     *self);

/* Visits */
SwVisit             *sw_trace_get_root         (const SwTrace     *self);
guint                sw_trace_get_n_visits     (const SwTrace     *self);
SwVisit             *sw_trace_get_visit        (const SwTrace     *self,
                                                guint              serial);
SwVisit             *sw_trace_get_visit_of     (const SwTrace     *self,
                                                guint              event);
guint                sw_trace_get_n_states     (const SwTrace     *self);
const SwTraceState  *sw_trace_get_state        (const SwTrace     *self,
                                                guint              index);
guint                sw_trace_get_n_visits_at  (const SwTrace     *self,
                                                const char        *pointer);
SwVisit             *sw_trace_get_visit_at     (const SwTrace     *self,
                                                const char        *pointer,
                                                guint              index);
guint                sw_visit_get_n_children   (const SwVisit     *self);
SwVisit             *sw_visit_get_child        (const SwVisit     *self,
                                                guint              index);

/* Of a visit */
guint                sw_visit_get_first_event  (const SwVisit     *self);
guint                sw_trace_get_next_event   (const SwTrace     *self,
                                                guint              event);
GArray              *sw_trace_dup_attempts     (const SwTrace     *self,
                                                const SwVisit     *visit,
                                                guint              event);
SwValue              sw_trace_get_input        (const SwTrace     *self,
                                                const SwVisit     *visit);
SwValue              sw_trace_get_parameters   (const SwTrace     *self,
                                                const SwVisit     *visit);
SwValue              sw_trace_get_result       (const SwTrace     *self,
                                                const SwVisit     *visit);
SwValue              sw_trace_get_output       (const SwTrace     *self,
                                                const SwVisit     *visit);
SwValue              sw_trace_get_assigned     (const SwTrace     *self,
                                                const SwVisit     *visit);
SwValue              sw_trace_dup_variables    (const SwTrace     *self,
                                                const SwVisit     *visit,
                                                guint              event);
const char          *sw_trace_get_error        (const SwTrace     *self,
                                                const SwVisit     *visit);
const char          *sw_trace_get_cause        (const SwTrace     *self,
                                                const SwVisit     *visit);
const char          *sw_trace_get_event_error  (const SwTrace     *self,
                                                guint              event);
const char          *sw_trace_get_event_cause  (const SwTrace     *self,
                                                guint              event);
char                *sw_trace_dup_resource     (const SwTrace     *self,
                                                const SwVisit     *visit);
const char          *sw_trace_get_map_run      (const SwTrace     *self,
                                                const SwVisit     *visit);
char                *sw_trace_dup_nested       (const SwTrace     *self,
                                                const SwVisit     *visit);

/* At the end of the history; at any event: sw-snapshot.h */
const SwRunStateInfo *sw_trace_lookup          (const SwTrace     *self,
                                                const char        *pointer);
guint                sw_trace_edge_count       (const SwTrace     *self,
                                                const SwGraphEdge *edge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTrace, sw_trace_free)

G_END_DECLS
