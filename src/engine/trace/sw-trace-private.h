/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/history/sw-history-private.h"
#include "engine/trace/sw-snapshot.h"
#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* How the files of a trace share it.
 *
 * Each event belongs to exactly one visit; the events of a visit are chained. What an event changes
 * for the canvas is a few deltas, which can be applied and taken back: so any moment of the run can
 * be had from a checkpoint near it. */

typedef struct _SwVisitNode SwVisitNode;

/* A state; numbered by `serial` */
typedef struct
{
  SwTraceState  state;
  guint         serial;
  guint         slots;      /* its first edge slot; see sw-trace-edges.c */
  guint         n_rules;
  guint         n_catchers;
  GPtrArray    *visits;     /* SwVisitNode */
  char         *error;      /* of a Fail: the literal ones, or NULL */
  char         *cause;
} SwTraceEntry;

struct _SwVisitNode
{
  SwVisit       visit;
  SwTraceEntry *entry;       /* of a state; else NULL */
  SwVisitNode **children;
  guint         n_children;
  guint         n_allocated;
  SwVisitNode  *open_first;  /* children that are open; of a machine, branch or iteration at most
                              * one */
  SwVisitNode  *open_next;
  SwVisitNode  *open_previous;
  SwVisitNode  *assigner;    /* of a machine, branch or iteration: the latest visit inside that
                              * assigned variables; of a state: the one before it */
  guint         round_start; /* position of the first child of the latest round */
  guint         first_event;
  guint         last_event;
  guint         tried : 1;   /* its work has begun */
  guint         failed : 1;  /* its last try failed; what follows says what becomes of it */
  guint         worked : 1;  /* its last try went well */
  guint         settled : 1; /* of a Parallel or Map: …Succeeded or …Failed has come */
  guint         told : 1;    /* …StateAborted has come */
  guint         on_chain : 1; /* what failed came through here; used while visits are closed */
};

typedef enum
{
  SW_DELTA_OPEN,   /* a visit began */
  SW_DELTA_CLOSE,  /* a visit ended: `value` says how */
  SW_DELTA_REVISE, /* it turned out that a visit had ended as `value` */
  SW_DELTA_REOPEN, /* a visit that ended as `value` goes on after all: the execution is redriven */
  SW_DELTA_RETRY,  /* a visit tries again */
  SW_DELTA_EDGE,   /* an edge was taken */
  SW_DELTA_STATUS, /* of the execution: `value` */
} SwDeltaAction;

typedef struct
{
  guint32 subject; /* serial of the visit, or slot of the edge */
  guint8  action;  /* SwDeltaAction */
  guint8  value;
  guint8  old;     /* what `value` takes the place of */
} SwDelta;

G_STATIC_ASSERT (sizeof (SwDelta) == 8);

/* A state, as the canvas shows it at some event */
typedef struct
{
  SwRunStateInfo info;
  SwRunState     ended;   /* how the latest visit that ended did */
  gboolean       changed; /* since somebody asked */
} SwStanding;

typedef struct
{
  guint              event;
  guint              n_applied;
  SwExecutionStatus  status;
  guint              n_standings;
  guint              n_edges;
  guint              n_open;
  SwStanding        *standings;
  guint32           *edges;
  guint32           *open;
} SwCheckpoint;

struct _SwSnapshot
{
  SwTrace           *trace;
  guint              event;
  guint              n_applied; /* deltas */
  SwExecutionStatus  status;
  GArray            *standings; /* SwStanding by serial of the state */
  GArray            *edges;     /* guint32 by slot */
  GArray            *open;      /* guint32: serials of open visits, in no order */
  GArray            *places;    /* guint32 by serial of the visit: its place in `open` */
  gboolean           changed;   /* of any standing */
};

struct _SwTrace
{
  SwHistory    *history;
  SwModel      *model;      /* or NULL */
  SwProgram    *program;    /* to evaluate again with; or NULL: not made yet, or see `refusal` */
  char         *refusal;    /* why there is no program */
  guint         n_events;
  SwVisitNode  *root;
  GPtrArray    *visits;     /* SwVisitNode, by serial */
  GPtrArray    *blocks;     /* that they lie in */
  GPtrArray    *entries;    /* SwTraceEntry, by serial */
  SwTraceEntry **by_state;  /* by SwState.serial */
  GHashTable   *by_name;    /* of states that the model has not */
  GHashTable   *by_pointer;
  GArray       *event_visits; /* guint32 by event index: serial of the visit */
  GArray       *event_next;   /* guint32 by event index: next event of that visit, or 0 */
  GArray       *event_deltas; /* guint32 by event index: its first delta */
  GArray       *deltas;     /* SwDelta */
  GPtrArray    *owners;     /* SwTraceEntry that an edge slot belongs to, or NULL */
  GArray       *checkpoints; /* SwCheckpoint */
  SwSnapshot   *now;        /* at the end */
  gboolean      redriven;   /* what failed may go on */
  SwVisitNode  *cut_off;    /* iteration that the event before this ended by force, or NULL */
};

/* Takes an event in; returns the visit it belongs to, or NULL where nothing tells. ARGUMENT is that
 * of the event's row in the table of sw-trace-feed.c. */
typedef SwVisitNode *(*SwTraceHandler) (SwTrace              *self,
                                        const SwHistoryEvent *event,
                                        guint                 argument);

/* A definition does not nest so deep (see SW_MODEL_MAX_DEPTH), only a history that makes no sense:
 * what is deeper stays where it is, so that recursion over visits is bounded. */
#define SW_TRACE_MAX_DEPTH (3 * SW_MODEL_MAX_DEPTH)

/* sw-trace.c */
SwVisitNode  *sw_trace_add_visit    (SwTrace              *self,
                                     SwVisitNode          *parent,
                                     SwVisitKind           kind,
                                     SwTraceEntry         *entry,
                                     guint                 index,
                                     const SwHistoryEvent *event);
SwTraceEntry *sw_trace_ensure_entry (SwTrace              *self,
                                     const SwVisitNode    *scope,
                                     const char           *name,
                                     SwStateType           type);
SwScope      *sw_trace_get_scope    (const SwTrace        *self,
                                     const SwVisitNode    *node);
void          sw_trace_close        (SwTrace              *self,
                                     SwVisitNode          *node,
                                     const SwHistoryEvent *event,
                                     SwRunState            status);
void          sw_trace_reopen       (SwTrace              *self,
                                     SwVisitNode          *node);
void          sw_trace_add_delta    (SwTrace              *self,
                                     SwDeltaAction         action,
                                     guint                 subject,
                                     guint                 value);

/* sw-trace-close.c */
void  sw_trace_close_inside (SwTrace              *self,
                             SwVisitNode          *container,
                             const SwHistoryEvent *event,
                             SwRunState            otherwise);
void  sw_trace_fail_inside  (SwTrace              *self,
                             SwVisitNode          *container,
                             const SwHistoryEvent *event);
void  sw_trace_close_scope  (SwTrace              *self,
                             SwVisitNode          *scope,
                             const SwHistoryEvent *event,
                             SwRunState            status);
void  sw_trace_end_scope    (SwTrace              *self,
                             SwVisitNode          *node,
                             const SwHistoryEvent *event);
guint sw_trace_get_failure  (const SwTrace        *self,
                             const SwHistoryEvent *event);

void sw_trace_note_failure (SwVisitNode          *node,
                            const SwHistoryEvent *event);
void sw_trace_begin_try    (SwTrace              *self,
                            SwVisitNode          *node);

/* sw-trace-containers.c: SwTraceHandler */
SwVisitNode  *sw_trace_on_container_started (SwTrace *self,
                                             const SwHistoryEvent *event,
                                             guint argument);
SwVisitNode  *sw_trace_on_container_succeeded (SwTrace *self,
                                               const SwHistoryEvent *event,
                                               guint argument);
SwVisitNode  *sw_trace_on_container_failed (SwTrace *self,
                                            const SwHistoryEvent *event,
                                            guint argument);
SwVisitNode  *sw_trace_on_iteration_started (SwTrace *self,
                                             const SwHistoryEvent *event,
                                             guint argument);
SwVisitNode  *sw_trace_on_iteration_ended (SwTrace *self,
                                           const SwHistoryEvent *event,
                                           guint argument);
SwVisitNode  *sw_trace_on_map_run (SwTrace *self,
                                   const SwHistoryEvent *event,
                                   guint argument);
SwVisitNode  *sw_trace_on_aborted (SwTrace *self,
                                   const SwHistoryEvent *event,
                                   guint argument);

/* sw-trace-feed.c */
SwVisitNode  *sw_trace_feed        (SwTrace              *self,
                                    const SwHistoryEvent *event);

/* sw-trace-find.c */
SwVisitNode *sw_trace_node_of        (const SwTrace        *self,
                                      guint                 event);
SwVisitNode *sw_trace_find_up        (SwVisitNode          *from,
                                      SwStateType           type,
                                      const char           *name);
SwVisitNode *sw_trace_find_redriven  (SwTrace              *self,
                                      SwVisitNode          *from,
                                      SwStateType           type,
                                      const char           *name);
SwVisitNode *sw_trace_find_work      (SwTrace              *self,
                                      guint                 previous,
                                      SwStateType           type);
SwVisitNode *sw_trace_find_iteration (const SwVisitNode    *map,
                                      guint                 index);
SwVisitNode *sw_trace_find_named     (const SwTrace        *self,
                                      const char           *name,
                                      guint                 previous);
SwVisitNode *sw_trace_find_aborted   (SwTrace              *self,
                                      const SwHistoryEvent *event,
                                      SwStateType           type);

/* sw-trace-edges.c */
void          sw_trace_add_slots   (SwTrace              *self,
                                    SwTraceEntry         *entry);
void          sw_trace_take_start  (SwTrace              *self,
                                    const SwVisitNode    *scope);
void          sw_trace_take_edge   (SwTrace              *self,
                                    SwVisitNode          *from,
                                    const char           *name);
void          sw_trace_take_end    (SwTrace              *self,
                                    SwVisitNode          *from);
int           sw_trace_get_slot    (const SwTrace        *self,
                                    const SwGraphEdge    *edge);

/* sw-trace-bench.c */
SwProgram    *sw_trace_get_program (SwTrace              *self);
SwExecution  *sw_trace_new_bench   (SwTrace              *self,
                                    const SwVisit        *visit,
                                    const char           *arn);
int           sw_trace_find_rule   (SwTrace              *self,
                                    const SwVisitNode    *node);

/* sw-snapshot-delta.c */
gboolean      sw_snapshot_is_open  (const SwSnapshot     *self,
                                    guint                 serial);
void          sw_snapshot_apply    (SwSnapshot           *self,
                                    const SwDelta        *delta,
                                    int                   step);
void          sw_snapshot_restore  (SwSnapshot           *self,
                                    const SwCheckpoint   *checkpoint);
void          sw_snapshot_add      (SwSnapshot           *self,
                                    const SwDelta        *delta);
void          sw_snapshot_save     (const SwSnapshot     *self,
                                    SwCheckpoint         *checkpoint);
void          sw_checkpoint_clear  (SwCheckpoint         *checkpoint);

G_END_DECLS
