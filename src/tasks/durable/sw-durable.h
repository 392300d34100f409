/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"
#include "store/sw-store.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* Durable runs: what a run has come to is on the disk before anything follows from it, before a
 * performer is called, an answer given, or "done" shown. After a crash it is taken up where it was;
 * no task is performed a second time but those that say it does no harm.
 *
 * They are live runs of Standard machines. Of an Express machine's run only begin and end are kept,
 * as on AWS: one that was interrupted is aborted. */

#define SW_DURABLE_ERROR (sw_durable_error_quark ())
GQuark sw_durable_error_quark (void);

typedef enum
{
  SW_DURABLE_ERROR_ABSENT,  /* there is no such execution */
  SW_DURABLE_ERROR_ENDED,   /* it has come to its end */
  SW_DURABLE_ERROR_UNREDRIVABLE, /* it cannot be redriven */
  SW_DURABLE_ERROR_EXPRESS, /* it was an Express execution, and is aborted now */
  SW_DURABLE_ERROR_DAMAGED, /* what is stored of it does not make sense */
  SW_DURABLE_ERROR_DIFFERS, /* this version does not come to the history that is stored */
} SwDurableError;

/* So many events of distributed Maps' items that have ended stay in memory, about 100 bytes each and
 * what they hold; those of more are told again when somebody asks. */
#define SW_DURABLE_CHILD_EVENTS 100000

/* An execution that its program left running, or that ended without success: it can go on */
typedef struct
{
  gint64   id;
  char    *arn;
  char    *name;
  char    *machine; /* name */
  char    *origin;  /* "run", "designer", "server" */
  SwValue  about;   /* as it was given to sw_runner_new_durable() */
  gint64   start;   /* microseconds since the epoch */
  gint64   due;     /* when it goes on by itself; 0: only by an answer */
  guint    n_events;
} SwInterrupted;

SwRunner *sw_runner_new_durable      (SwProgram                *program,
                                      const SwExecutionOptions *options,
                                      SwPerformer              *performer,
                                      SwStore                  *store,
                                      const char               *origin,
                                      SwValue                   about);
SwRunner *sw_runner_new_durable_fork (SwProgram                *program,
                                      const SwExecutionOptions *options,
                                      SwPerformer              *performer,
                                      SwStore                  *store,
                                      const char               *origin,
                                      SwValue                   about,
                                      SwTrace                  *trace,
                                      guint                     event,
                                      const char               *parent,
                                      GError                  **error);
SwRunner *sw_runner_new_resumed      (SwStore                  *store,
                                      gint64                    id,
                                      SwPerformer              *performer,
                                      GError                  **error);
SwRunner *sw_runner_new_redriven     (SwStore                  *store,
                                      gint64                    id,
                                      SwPerformer              *performer,
                                      const char               *token,
                                      gint64                    now,
                                      GError                  **error);
gboolean  sw_runner_redrive          (SwRunner                 *self,
                                      const char               *token,
                                      gint64                    now);
const char *sw_runner_get_unredrivable (SwRunner               *self,
                                      gint64                    now);
gint64    sw_runner_get_stored_id    (SwRunner                 *self);
void      sw_runner_when_kept        (SwRunner                 *self,
                                      SwTaskKeptFunc            func,
                                      gpointer                  data);

/* An execution told again, with the Map runs it had and their items */
typedef struct _SwRetold SwRetold;

SwRetold          *sw_retold_new        (SwStore         *store,
                                         gint64           id,
                                         guint            first_child,
                                         guint            n_children,
                                         GError         **error);
void               sw_retold_free       (SwRetold        *self);
const SwExecution *sw_retold_get_execution (const SwRetold *self);

GPtrArray *sw_interrupted_list      (SwStore                   *store,
                                     const char                *origin,
                                     GError                   **error);
SwInterrupted *sw_interrupted_find  (SwStore                   *store,
                                     gint64                     id,
                                     GError                   **error);
void       sw_interrupted_free      (SwInterrupted             *self);
/* sw-interrupted-stop.c */
gboolean sw_interrupted_stop        (SwStore            *store,
                                     gint64              id,
                                     const char         *error_name,
                                     const char         *cause,
                                     GError            **error);
void     sw_interrupted_stop_async  (SwStore            *store,
                                     gint64              id,
                                     SwPerformer        *performer,
                                     const char         *error_name,
                                     const char         *cause,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
gboolean sw_interrupted_stop_finish (GAsyncResult       *result,
                                     guint              *n_left,
                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwInterrupted, sw_interrupted_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwRetold, sw_retold_free)

G_END_DECLS
