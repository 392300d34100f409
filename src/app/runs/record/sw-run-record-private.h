/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/record/sw-run-record.h"
#include "app/runs/sw-run-shown.h"

G_BEGIN_DECLS

/* How the files of a record share it */
struct _SwRunRecord
{
  GObject      parent_instance;

  SwRunner    *runner;   /* NULL: read from a file */
  SwKeptExecution *execution; /* whose history was read, or NULL */
  SwHistory   *history;
  SwTrace     *trace;
  SwSnapshot  *snapshot; /* after `sw_snapshot_get_event()` events */
  gboolean     follows;  /* the end, as it comes */
  SwRunFacts   facts;
  SwVisit     *visit;    /* chosen, or NULL */
  guint        event;    /* chosen, or 0 */
  SwVisit     *paused;   /* of a state: the run stands still there; NULL: it does not */
  SwVisit     *shown;    /* iteration that is looked at alone; NULL: all together */
  SwVisit     *scope;    /* branch or iteration that the lists keep to; NULL: the whole run */
  SwRunShown  *counts;   /* of `shown` at the position; NULL: not counted yet */
};

enum
{
  SIGNAL_ADVANCED,
  SIGNAL_MOVED,
  SIGNAL_SELECTED,
  SIGNAL_SCOPED,
  N_SIGNALS
};

void _sw_run_record_emit   (SwRunRecord *self,
                            guint        signal);
void _sw_run_record_forget (SwRunRecord *self);

G_END_DECLS
