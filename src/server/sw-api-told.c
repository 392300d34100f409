/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

/* What the engine knows of an execution, its Map runs and their items: while it runs, and afterwards;
 * out of memory where nothing is kept on the disk, else told again from there. */

static const SwExecution *
retell (SwApiExecution *self)
{
  SwApi *api = self->api;

  if (api->retold != NULL && api->retold_id == self->stored
      && api->retold_redrives == self->redrives)
    return sw_retold_get_execution (api->retold);
  g_clear_pointer (&api->retold, sw_retold_free);
  api->retold = sw_retold_new (api->store, self->stored, NULL);
  api->retold_id = self->stored;
  api->retold_redrives = self->redrives;
  return api->retold != NULL ? sw_retold_get_execution (api->retold) : NULL;
}

/**
 * sw_api_execution_get_told:
 *
 * Returns: (transfer none) (nullable): what there is to be known of an execution that may have had Map
 * runs; valid until anything else is done
 */
const SwExecution *
sw_api_execution_get_told (SwApiExecution *self)
{
  if (self->runner != NULL)
    return sw_runner_get_execution (self->runner);
  if (self->former != NULL)
    return sw_runner_get_execution (self->former);
  return self->stored != 0 && self->has_map_runs ? retell (self) : NULL;
}

/**
 * sw_api_execution_keep_told:
 *
 * Keeps what can be asked about an execution that has just ended, and what it would go on with when
 * it is redriven.
 */
void
sw_api_execution_keep_told (SwApiExecution *self)
{
  const SwExecution *execution = sw_runner_get_execution (self->runner);

  for (guint i = 0; i < sw_execution_count_map_runs (execution); i++)
    sw_api_index_map_run (self->api, sw_execution_get_map_run (execution, i).arn, self->arn);
  self->has_map_runs = sw_execution_count_map_runs (execution) > 0;
  if (self->stored == 0 && !self->machine->express
      && (self->has_map_runs || sw_execution_get_status (execution) != SW_EXECUTION_SUCCEEDED))
    self->former = g_object_ref (self->runner);
}
