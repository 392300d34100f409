/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/durable/sw-journal.h"
#include "tasks/durable/sw-seed.h"

G_BEGIN_DECLS

/* How the files of the journal share its state. */

struct _SwJournal
{
  SwStore     *store;
  SwExecution *execution; /* borrowed */
  gint64       id;
  char        *origin;
  char        *settings; /* JSON */
  SwSeed       seed;
  gboolean     light;
  gboolean     added;    /* the execution has its row */
  gboolean     ended;    /* its end was handed over */

  GString     *entry;      /* elements of the next one; "": nothing has come */
  gint64       steps_time; /* of steps that are not in it yet */
  guint        n_steps;
  gint64       n_entries;
  gint64       redriven;      /* when, as long as that is not handed over; else 0 */
  char        *redrive_token;
  guint        n_events;      /* handed over */
  gboolean     rewrite;    /* data were changed at a stop: earlier events, too */
  gint64       due;        /* as handed over */
  GHashTable  *tasks;      /* id -> a task, as it is to be in the store */
  GArray      *changed;    /* guint64: tasks whose rows are to be written */
  GArray      *gone;       /* guint64: tasks whose rows are to go */
};

/* sw-journal-entries.c */
void sw_journal_write_entry (SwJournal    *self,
                             SwStoreWrite *write);

/* sw-journal-tasks.c */
void sw_journal_init_tasks  (SwJournal    *self);
void sw_journal_clear_tasks (SwJournal    *self);
void sw_journal_write_tasks (SwJournal    *self,
                             SwStoreWrite *write);

G_END_DECLS
