/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-last-run.h"

#define LAST_RUN "sw-last-run"

typedef struct
{
  SwTrace *trace;
  char    *execution_arn; /* or NULL */
} LastRun;

static void
last_run_free (gpointer data)
{
  LastRun *self = data;

  sw_trace_free (self->trace);
  g_free (self->execution_arn);
  g_free (self);
}

/**
 * sw_last_run_set:
 * @history: of a run of @document, under way, ended or read
 * @execution_arn: (nullable): of that run, where it is known
 *
 * Keeps the run until the next one, or as long as the document. The states of a history that was
 * read are found in the definition as it is now.
 */
void
sw_last_run_set (SwDocument      *document,
                 const SwHistory *history,
                 const char      *execution_arn)
{
  SwModel *model = sw_history_get_model (history);
  LastRun *run = g_new (LastRun, 1);

  run->trace = sw_trace_new (history, model != NULL ? model : sw_document_get_model (document));
  run->execution_arn = g_strdup (execution_arn);
  g_object_set_data_full (G_OBJECT (document), LAST_RUN, run, last_run_free);
}

/**
 * sw_last_run_find_sample:
 * @pointer: JSON pointer of a state, now
 * @sample: (out caller-allocates): clear it with sw_sample_clear()
 *
 * Returns: whether the last run entered the state; else there is nothing to clear
 */
gboolean
sw_last_run_find_sample (SwDocument *document,
                         const char *pointer,
                         SwSample   *sample)
{
  LastRun *run = g_object_get_data (G_OBJECT (document), LAST_RUN);

  if (run == NULL)
    return FALSE;
  sw_trace_update (run->trace);
  return sw_trace_find_sample (run->trace, pointer, run->execution_arn, sample);
}
