/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* An execution. Times are microseconds since the epoch; strings are borrowed, and NULL where there
 * is none. */
typedef struct
{
  gint64             id;          /* from sw_store_reserve_id() */
  const char        *arn;         /* no two executions have the same */
  const char        *name;
  const char        *machine_arn;
  const char        *revision;    /* of the definition it runs: sw_store_write_put_definition() */
  const char        *origin;      /* who drives it: "run", "designer", "server" */
  const char        *settings;    /* JSON of whoever drives it */
  const char        *seed;        /* of all that is random in it: hexadecimal digits */
  const char        *input;       /* JSON */
  SwExecutionStatus  status;
  gint64             start;
  gint64             stop;        /* 0: it runs */
  const char        *output;      /* JSON */
  const char        *error;
  const char        *cause;
  guint              redrives;    /* it was redriven so often */
  gint64             redriven;    /* the last time; 0: never */
  const char        *redrive_token; /* of whoever did, or NULL */
  gint64             due;         /* when it goes on by itself; 0: only by an answer, or never */
  guint              n_events;    /* read alone: length of its history */
} SwStoreExecution;

/* An event, as GetExecutionHistory shows it */
typedef struct
{
  gint64      id;
  gint64      previous;
  gint64      time;  /* microseconds since the epoch */
  const char *type;
  const char *body;  /* JSON of the whole event */
} SwStoreEvent;

/* A task that is open */
typedef struct
{
  gint64      execution;
  gint64      id;          /* within its execution */
  gint64      scheduled;   /* id of its …Scheduled event; 0: it has none */
  guint       attempt;
  const char *state;       /* name */
  const char *resource;
  const char *token;       /* or NULL */
  const char *kind;        /* who performs it: "mock", "lambda" …, or NULL: nobody yet */
  const char *phase;       /* "scheduled", "started", "submitted" */
  gint64      deadline;    /* milliseconds since the epoch; 0: none */
  gint64      heartbeat;   /* likewise: when the next sign of life is due */
  const char *external_id; /* of the job that was begun, or NULL */
  const char *request;     /* what that was asked for: JSON of {service, action, input}, or NULL */
} SwStoreTask;

/* SwStoreWrite: a transaction being put together. It touches no file: what is in it happens, all of
 * it or nothing, once sw_store_commit() has it. What it is given is copied. */
typedef struct _SwStoreWrite SwStoreWrite;

SwStoreWrite *sw_store_write_new              (void);
void          sw_store_write_free             (SwStoreWrite           *self);
void          sw_store_write_put_document     (SwStoreWrite           *self,
                                               const char             *kind,
                                               const char             *key,
                                               const char             *json);
void          sw_store_write_delete_document  (SwStoreWrite           *self,
                                               const char             *kind,
                                               const char             *key);
char         *sw_store_write_put_definition   (SwStoreWrite           *self,
                                               const char             *text);
void          sw_store_write_add_execution    (SwStoreWrite           *self,
                                               const SwStoreExecution *execution);
void          sw_store_write_set_standing     (SwStoreWrite           *self,
                                               const SwStoreExecution *execution);
void          sw_store_write_redrive          (SwStoreWrite           *self,
                                               const SwStoreExecution *execution);
void          sw_store_write_set_due          (SwStoreWrite           *self,
                                               gint64                  execution,
                                               gint64                  due);
void          sw_store_write_delete_execution (SwStoreWrite           *self,
                                               gint64                  execution);
void          sw_store_write_add_event        (SwStoreWrite           *self,
                                               gint64                  execution,
                                               const SwStoreEvent     *event);
void          sw_store_write_put_event        (SwStoreWrite           *self,
                                               gint64                  execution,
                                               const SwStoreEvent     *event);
void          sw_store_write_add_entry        (SwStoreWrite           *self,
                                               gint64                  execution,
                                               gint64                  number,
                                               const char             *body);
void          sw_store_write_put_task         (SwStoreWrite           *self,
                                               const SwStoreTask      *task);
void          sw_store_write_delete_task      (SwStoreWrite           *self,
                                               gint64                  execution,
                                               gint64                  task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwStoreWrite, sw_store_write_free)

G_END_DECLS
