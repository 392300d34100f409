/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-stop.h"
#include "engine/execution/sw-execution.h"
#include "engine/program/sw-program-private.h"

G_BEGIN_DECLS

/* What an execution is made of: frames, and what a frame has while it stands at a stop, runs an item of a
 * distributed Map, or has a task. Serving them: sw-execution-private.h. */
typedef struct _SwFrame SwFrame;
typedef struct _SwTask SwTask;
typedef struct _SwChild SwChild;
typedef struct _SwMapRun SwMapRun;
typedef struct _SwMapRecord SwMapRecord; /* sw-map-runs.c */
typedef struct _SwChildRecord SwChildRecord; /* sw-child-table.h */
typedef struct _SwHold SwHold;

typedef enum
{
  SW_PHASE_ENTER,       /* at `step`, not entered yet */
  SW_PHASE_BEGIN,       /* entered; its work is to begin: it is redriven */
  SW_PHASE_WORK,        /* entered; does what the state does (again, after a retry's delay) */
  SW_PHASE_TASK_START,  /* scheduled, not started */
  SW_PHASE_TASK_OPEN,   /* somebody performs it */
  SW_PHASE_TASK_DONE,   /* `result` has come */
  SW_PHASE_OBJECT_DONE, /* `result` has come of what a Map asked for */
  SW_PHASE_OBJECT_FAILED, /* a Map does not get what it asked for: `failure` */
  SW_PHASE_WAITING,     /* until `wake` */
  SW_PHASE_WAITED,
  SW_PHASE_CHILDREN,    /* branches or iterations run */
  SW_PHASE_CHILD_ENDED, /* `ended` has come to its end */
  SW_PHASE_REDRIVEN,    /* children that did not succeed are to go on */
  SW_PHASE_FAILED,      /* `failure` is to be handled */
  SW_PHASE_RETRY_DELAY, /* until `wake` */
  SW_PHASE_HELD,        /* at a stop: `hold` */
  SW_PHASE_DEAD,        /* ended or aborted; freed at the end of the turn */
} SwPhase;

struct _SwFrame
{
  SwFrame      *parent; /* NULL: the machine itself */
  SwChild      *child;  /* the child execution of a distributed Map it belongs to, or NULL */
  const SwStep *step;
  guint         id;     /* 0: the machine itself */
  guint         index;  /* of a branch or iteration, among its siblings */
  SwPhase       phase;

  SwFrame  *next_ready;
  gboolean  is_ready;
  gint64    wake;       /* microseconds; G_MAXINT64: not sleeping */
  guint64   wake_order; /* among equal times */
  guint     wake_slot;  /* in the heap, from 1; 0: not there */

  guint  last;    /* event the next one follows from */
  guint  entered; /* event of the state's Entered */
  guint  before;  /* event before that */
  gint64 entered_time;

  SwValue   input;         /* of the state, as it came */
  SwValue   effective;     /* after InputPath */
  SwValue   result;
  SwValue   variables;     /* object of all that are visible here, or undefined: none */
  SwValue   item;          /* of an iteration; undefined elsewhere */
  SwValue   context_state; /* $$.State; undefined until somebody asks for it */
  SwFailure failure;

  SwHold     *hold;       /* while it stands at a stop, or is asked whether to; else NULL */
  SwEdgeKind  edge;       /* by which it leaves its state */
  guint       edge_index;

  gboolean halted; /* ended, and kept to be redriven: nothing of it runs */

  guint   attempt; /* retries of the state so far */
  guint  *retries; /* by retrier; NULL until the first retry */
  SwTask *task;

  /* While branches or iterations run */
  gboolean       started;   /* …StateStarted was recorded */
  GPtrArray     *children;  /* SwFrame by index; NULL where none runs. NULL: no children at all */
  SwFrame       *ended;     /* the child that has just ended */
  GPtrArray     *parked;    /* SwFrame by index: children that did not succeed, kept to be redriven;
                             * NULL: none */
  guint          n_waiting; /* of those, to go on when others have ended: only after a redrive */
  guint          next_parked; /* where to look for them */
  SwValue        items;     /* of a Map */
  SwValue        outputs;   /* by index */
  guint          n_items;
  guint          n_begun;
  guint          n_done;
  guint          n_failed;  /* items of a distributed Map that failed since it began or was redriven */
  SwMapRun      *run;       /* of a distributed Map, or NULL */
  guint          limit;     /* of open iterations */
  const SwFrame *selecting; /* the iteration whose item ItemSelector is looking at, or NULL */
};

/* What a frame goes on with after a stop */
struct _SwHold
{
  SwStopPoint      point;
  SwValue          result;  /* AFTER: of the state's work; LEFT: its output */
  const SwFormula *assign;  /* AFTER: in force */
  const SwFormula *output;  /* AFTER: in force */
  const SwStep    *next;    /* AFTER, LEFT */
  SwValue          before;  /* LEFT: variables before Assign */
  guint            exited;  /* LEFT: number of the event */
};

/* An execution of its own, an item of a distributed Map. Its history is kept where it has a record. */
struct _SwChild
{
  guint          count;     /* references: each frame that belongs to it has one */
  SwValue        execution; /* $$.Execution */
  SwFrame       *root;
  guint          n_events;
  guint          limit;     /* of events: nothing comes after so many but its end */
  guint          n_items;   /* of its batch, or 1 */
  SwExecutionStatus status;
  guint          redrives;
  SwChildRecord *record;    /* not owned; or NULL */
  SwChild       *next_full; /* of those that ran out of events in this turn */
};

/* Child executions that ended in one way */
typedef struct
{
  guint children;
  guint items;
} SwMapEnds;

/* What a distributed Map has beyond an inline one, from its MapRunStarted on */
struct _SwMapRun
{
  char    *arn;
  char    *id;              /* last part of `arn` */
  double   tolerated_count; /* so many items may fail; INFINITY: no such limit */
  double   tolerated_share; /* 0 to 1; INFINITY: no such limit */
  guint    n_items;         /* before batching */
  guint    max_items;       /* to be read; 0: all */
  SwValue  parameters;      /* of the ItemReader's last request */
  SwValue  headers;         /* of the files a manifest names; undefined: no manifest was read */
  SwValue  files;           /* their keys */
  guint    n_files;         /* read so far */
  SwValue  rows;            /* of those read */
  SwValue  records;         /* results with metadata by index; undefined before the first */
  gboolean writing;
  SwValue  destination;     /* Parameters of the ResultWriter */
  SwValue  writes;          /* array of [key, body]; the manifest last */
  guint    n_written;
  guint    n_begun_items;
  SwMapEnds ends[SW_EXECUTION_ABORTED + 1]; /* by how child executions ended; not those that go on */
  SwMapEnds waiting;        /* to be redriven, when others have ended */
  SwMapEnds fixed;          /* that did not succeed and cannot be redriven */
  guint    redrives;
  SwMapRecord *record;      /* what is kept of it beyond its end; not owned */
};

struct _SwTask
{
  SwTaskRequest  request;
  SwFrame       *frame;
  char          *token;
  gboolean       published; /* in the queue of requests, or taken */
  gboolean       taken;
  gboolean       begun;     /* …Started was recorded */
  gint64         heartbeat; /* microseconds between two signs of life; 0: none asked for */
};

G_END_DECLS
