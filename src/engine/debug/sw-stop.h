/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"
#include "engine/execution/sw-execution.h"
#include "query/jsonata/sw-jsonata.h"

G_BEGIN_DECLS

/* How an execution stands still between two of its actions, and what can be seen and changed then:
 * the engine's side of a debugger.
 *
 * Whoever wants stops hands in a function that is asked at each point. Where it says yes,
 * sw_execution_step() returns with sw_execution_get_stop() set, and does nothing more until
 * sw_execution_resume(). No time passes meanwhile: the history is the same with and without stops.
 * Without such a function nothing is asked and nothing costs. */

typedef enum
{
  SW_STOP_BEFORE, /* the state is entered, nothing of it is evaluated */
  SW_STOP_AFTER,  /* what the state's work came to is known, nothing is made of it */
  SW_STOP_ERROR,  /* the state has failed; neither Retry nor Catch has looked at it */
  SW_STOP_LEFT,   /* the state is left, its variables are assigned; the next is not entered */
} SwStopPoint;

/* A point that was reached. Borrowed from the execution until it is resumed, or until a value of it
 * is changed. */
typedef struct
{
  SwStopPoint  point;
  guint        frame;     /* which branch or iteration; 0: the machine itself */
  guint        parent;    /* the frame that holds it; the machine itself is its own */
  SwState     *state;
  guint        attempt;   /* retries so far */
  SwValue      input;     /* of the state, as it came */
  SwValue      result;    /* AFTER: of its work; LEFT: its output; else undefined */
  SwValue      variables; /* object, or undefined: there are none */
  SwValue      before;    /* LEFT: the variables before the state's Assign */
  SwEdgeKind   edge;      /* LEFT: NEXT, RULE, DEFAULT, CATCH or END */
  guint        index;     /* LEFT: of the rule or catcher */
  SwState     *next;      /* LEFT: or NULL: the scope ends */
  const char  *error;     /* ERROR: or NULL */
  const char  *cause;     /* ERROR: or NULL */
  gboolean     handled;   /* ERROR: a retrier or a catcher takes it, here or further out */
} SwStop;

/* Whether to stand still. It may evaluate, and must not change the execution. */
typedef gboolean (*SwStopFunc) (SwExecution  *execution,
                                const SwStop *stop,
                                gpointer      data);

/* What a frame is doing */
typedef enum
{
  SW_FRAME_ENTERING, /* is to enter its state */
  SW_FRAME_STOPPED,  /* stands at a stop */
  SW_FRAME_WORKING,
  SW_FRAME_TASK,     /* somebody performs its task */
  SW_FRAME_WAITING,  /* a Wait */
  SW_FRAME_RETRYING, /* waits for the next try */
  SW_FRAME_CHILDREN, /* its branches or iterations run */
} SwFrameKind;

/* A branch, an iteration, or the machine itself, as it stands */
typedef struct
{
  guint        id;
  guint        parent; /* id; the machine itself is its own */
  guint        depth;  /* 0: the machine itself */
  guint        index;  /* of the branch or iteration */
  SwState     *state;
  SwFrameKind  kind;
  guint64      task;   /* id of the request while kind is SW_FRAME_TASK; else 0 */
  gint64       wake;   /* microseconds since the epoch; G_MAXINT64: it does not sleep */
} SwFrameInfo;

/* What can be seen of a frame, and changed in part */
typedef enum
{
  SW_PART_INPUT,     /* of the state, as it came */
  SW_PART_VARIABLES, /* all that are visible */
  SW_PART_RESULT,    /* AFTER, or of an open task, which it ends */
  SW_PART_OUTPUT,    /* LEFT: what the next state begins with */
  SW_PART_ERROR,     /* ERROR: {"Error", "Cause"} */
  SW_PART_CONTEXT,   /* the context object; read-only */
} SwPart;

#define SW_STOP_ERROR_DOMAIN (sw_stop_error_quark ())
GQuark sw_stop_error_quark (void);

typedef enum
{
  SW_STOP_ERROR_PLACE,      /* there is no such frame, or not there; the message says what would be */
  SW_STOP_ERROR_VALUE,      /* not with this value */
  SW_STOP_ERROR_EXPRESSION, /* the expression is wrong, or failed */
} SwStopError;

void          sw_execution_set_stop_func (SwExecution        *self,
                                          SwStopFunc          func,
                                          gpointer            data);
const SwStop *sw_execution_get_stop      (SwExecution        *self);
void          sw_execution_resume        (SwExecution        *self);

GArray       *sw_execution_dup_frames    (const SwExecution  *self);
gboolean      sw_execution_get_frame     (const SwExecution  *self,
                                          guint               id,
                                          SwFrameInfo        *info);
SwValue       sw_execution_dup_part      (SwExecution        *self,
                                          guint               frame,
                                          SwPart              part);
gboolean      sw_execution_set_part      (SwExecution        *self,
                                          guint               frame,
                                          SwPart              part,
                                          SwValue             value,
                                          gint64              now,
                                          GError            **error);
gboolean      sw_execution_force_error   (SwExecution        *self,
                                          guint               frame,
                                          const char         *name,
                                          const char         *cause,
                                          gint64              now,
                                          GError            **error);
gboolean      sw_execution_evaluate      (SwExecution        *self,
                                          guint               frame,
                                          const char         *expression,
                                          SwValue            *value,
                                          GError            **error);
gboolean      sw_execution_apply         (SwExecution        *self,
                                          guint               frame,
                                          const SwJsonata    *expression,
                                          SwValue            *value,
                                          GError            **error);
const char   *sw_stop_point_get_name     (SwStopPoint         point);
const char   *sw_part_get_name           (SwPart              part);

G_END_DECLS
