/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-last-run.h"

#define LAST_RUN "sw-last-run"

/**
 * sw_last_run_set:
 * @runner: of a run of @document, under way or ended
 *
 * Keeps the run until the next one, or as long as the document.
 */
void
sw_last_run_set (SwDocument *document,
                 SwRunner   *runner)
{
  g_object_set_data_full (G_OBJECT (document), LAST_RUN, g_object_ref (runner), g_object_unref);
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
  SwRunner *runner = g_object_get_data (G_OBJECT (document), LAST_RUN);

  if (runner == NULL)
    return FALSE;

  return sw_history_find_sample (sw_execution_get_history (sw_runner_get_execution (runner)),
                                 pointer, sample);
}
