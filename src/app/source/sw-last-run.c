/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-last-run.h"

#define LAST_RUN "sw-last-run"

/**
 * sw_last_run_set:
 * @history: of a run of @document, under way, ended or read
 *
 * Keeps the run until the next one, or as long as the document. The states of a history that was
 * read are found in the definition as it is now.
 */
void
sw_last_run_set (SwDocument      *document,
                 const SwHistory *history)
{
  SwModel *model = sw_history_get_model (history);

  g_object_set_data_full (
      G_OBJECT (document), LAST_RUN,
      sw_trace_new (history, model != NULL ? model : sw_document_get_model (document)),
      (GDestroyNotify) sw_trace_free);
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
  SwTrace *trace = g_object_get_data (G_OBJECT (document), LAST_RUN);

  if (trace == NULL)
    return FALSE;
  sw_trace_update (trace);
  return sw_trace_find_sample (trace, pointer, sample);
}
