/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution-private.h"

G_BEGIN_DECLS

/* SwProbe: what an execution that tries a single state notes on its way, and what it does otherwise
 * than a whole run: it ends when the state has been left or has failed, a retry is told of and not
 * made, and the iterations and branches of a Map or Parallel are not run. */

/* Places between input and output */
typedef enum
{
  SW_PROBE_INPUT,
  SW_PROBE_INPUT_PATH,
  SW_PROBE_PARAMETERS,
  SW_PROBE_ITEMS_PATH,
  SW_PROBE_ITEM_SELECTOR,
  SW_PROBE_MAX_CONCURRENCY,
  SW_PROBE_TOLERATED_COUNT,
  SW_PROBE_TOLERATED_PERCENTAGE,
  SW_PROBE_RESULT,
  SW_PROBE_RESULT_SELECTOR,
  SW_PROBE_RESULT_PATH,
  SW_PROBE_VARIABLES,
} SwProbePoint;

struct _SwProbe
{
  /* Given */
  SwValue  context;     /* in place of the context object; undefined: the usual one */
  SwValue  reader_data; /* what an ItemReader is to have read: a text; or undefined */
  gboolean throws;      /* the mock of a Map or Parallel */
  SwValue  result;
  char    *error;
  char    *cause;
  double   n_failures;  /* iterations that failed; below 0: not given */
  guint    n_retries;   /* that were made before */

  /* Found */
  SwValue       data;    /* inspectionData */
  gboolean      left;    /* the state came to an output, its own or a catcher's */
  SwValue       output;
  const SwStep *next;    /* or NULL */
  gboolean      failed;
  SwFailure     failure; /* where `failed`, though it may have been caught */
  int           retrier; /* index of the one that matches; -1: none */
  double        delay;   /* seconds before its next retry; below 0: it is used up */
  int           catcher; /* index; -1: none */
  char         *refusal; /* what the test itself does wrong, or NULL */
};

void     sw_probe_note    (SwExecution   *self,
                           const SwFrame *frame,
                           SwProbePoint   point,
                           SwValue        value);
SwFrame *sw_probe_work    (SwExecution   *self,
                           SwFrame       *frame);
SwFrame *sw_probe_left    (SwExecution   *self,
                           SwFrame       *frame,
                           SwValue        take_output,
                           const SwStep  *next);
gboolean sw_probe_retries (SwExecution   *self,
                           SwFrame       *frame);
void     sw_probe_clear   (SwProbe       *probe);

G_END_DECLS
