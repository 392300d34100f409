/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-run-record-private.h"

#include "engine/execution/sw-redrive.h"
#include "tasks/durable/sw-durable.h"

/* Whether a run can be redriven: one of this program, or one that is kept and was read. */

/**
 * sw_run_record_get_execution:
 *
 * Returns: (transfer none) (nullable): what a run that was read is in the list of executions; %NULL:
 *   its history came from elsewhere
 */
SwKeptExecution *
sw_run_record_get_execution (SwRunRecord *self)
{
  return self->execution;
}

/**
 * sw_run_record_set_execution:
 * @execution: whose history was read
 */
void
sw_run_record_set_execution (SwRunRecord     *self,
                             SwKeptExecution *execution)
{
  g_set_object (&self->execution, execution);
}

/* Of Express executions no history is kept. */
static const char *
get_refusal (SwRunRecord *self)
{
  const SwRedriveFacts facts = { .status = sw_trace_get_status (self->trace),
                                 .n_events = self->facts.n_events,
                                 .start = self->facts.began,
                                 .stop = self->facts.ended };

  return self->runner != NULL ? sw_runner_get_unredrivable (self->runner, g_get_real_time ())
                              : sw_redrive_get_refusal (&facts, g_get_real_time ());
}

/**
 * sw_run_record_is_unsuccessful:
 * @refusal: (out) (nullable): why it cannot be redriven, for gettext(); %NULL: it can
 *
 * Returns: whether a run has ended without success, and there is something to redrive
 */
gboolean
sw_run_record_is_unsuccessful (SwRunRecord  *self,
                               const char  **refusal)
{
  SwExecutionStatus status = sw_trace_get_status (self->trace);

  *refusal = NULL;
  if (status == SW_EXECUTION_RUNNING || status == SW_EXECUTION_SUCCEEDED
      || (self->runner == NULL && self->execution == NULL))
    return FALSE;
  *refusal = get_refusal (self);
  return TRUE;
}
