/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"
#include "engine/execution/sw-frame-private.h"
#include "engine/history/sw-history-private.h"

G_BEGIN_DECLS

/* SwChildTable: the child executions of an execution's distributed Maps, in the order of their start.
 * There may be millions: what lists tell of one is a row of a few bytes, which stays; what it had
 * and did, the detail, is kept as long as it may go on, and afterwards only as far as the table's
 * bound allows, those that ended last. What is gone can be told again from the execution's inputs,
 * by another execution whose table keeps a window of them. */
typedef struct _SwChildTable SwChildTable;
typedef struct _SwChildDetail SwChildDetail;

/* 72 bytes; never moves */
struct _SwChildRecord
{
  guint64        name[2];  /* a UUID */
  gint64         started;  /* microseconds since the epoch */
  gint64         stopped;  /* 0: it runs */
  gint64         redriven; /* time of the last redrive; 0: never */
  SwChild       *child;    /* as long as it may run again; not owned */
  SwChildDetail *detail;   /* NULL: it is not kept */
  guint32        index;    /* among all */
  guint32        run;      /* index of its Map run */
  guint32        n_items;  /* of its batch, or 1 */
  guint16        redrives;
  guint8         status;   /* SwExecutionStatus */
  guint8         fixed;    /* cannot be redriven: its history is full */
};

/* What a child execution had, did and came to */
struct _SwChildDetail
{
  SwValue    input;
  SwValue    output;  /* undefined unless it has succeeded */
  char      *error;
  char      *cause;
  SwHistory *history;
  GList      link;     /* among those that have ended */
  guint      n_events; /* that it counts for there; 0: it is not among them */
};

SwChildTable  *sw_child_table_new         (const SwExecutionOptions *options);
void           sw_child_table_free        (SwChildTable             *self);
guint          sw_child_table_get_count   (const SwChildTable       *self);
guint64        sw_child_table_count_events (const SwChildTable      *self);
SwChildRecord *sw_child_table_get         (const SwChildTable       *self,
                                           guint                     index);
SwChildRecord *sw_child_table_add         (SwChildTable             *self,
                                           const char               *name,
                                           const char               *uuid);
SwChildRecord *sw_child_table_find        (SwChildTable             *self,
                                           const char               *name);
char          *sw_child_table_dup_name    (const SwChildRecord      *record);
char          *sw_child_table_dup_uuid    (const SwChildTable       *self,
                                           const SwChildRecord      *record);
gboolean       sw_child_table_is_wanted   (const SwChildTable       *self,
                                           const SwChildRecord      *record);
void           sw_child_table_put_ended   (SwChildTable             *self,
                                           SwChildRecord            *record);
void           sw_child_table_take_ended  (SwChildTable             *self,
                                           SwChildRecord            *record);

G_END_DECLS
