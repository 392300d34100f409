/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include "engine/execution/sw-map-children.h"

/* What the engine knows of an execution, its Map runs and their items: while it runs, and afterwards;
 * out of memory where nothing is kept on the disk, else told again from there. */

/* Told again for one of them, as many items are told of, whoever asks for one will ask for more. */
#define WINDOW 4096

static gboolean
is_retold (const SwApiExecution *self)
{
  const SwApi *api = self->api;

  return api->retold != NULL && api->retold_id == self->stored
         && api->retold_redrives == self->redrives;
}

static const SwExecution *
retell (SwApiExecution *self,
        guint           first_child,
        guint           n_children)
{
  SwApi *api = self->api;

  g_clear_pointer (&api->retold, sw_retold_free);
  api->retold = sw_retold_new (api->store, self->stored, first_child, n_children, NULL);
  api->retold_id = self->stored;
  api->retold_redrives = self->redrives;
  api->retold_open = self->runner != NULL;
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
  if (self->stored == 0 || !self->has_map_runs)
    return NULL;
  /* What was told while it ran does not tell of its end. */
  return is_retold (self) && !self->api->retold_open
             ? sw_retold_get_execution (self->api->retold)
             : retell (self, 0, 0);
}

/* Whether there is what an item had and did, when it stood as it stands */
static gboolean
look (const SwExecution *told,
      guint              index,
      SwMapChildInfo    *info)
{
  SwMapChildInfo found;

  if (told == NULL || index >= sw_execution_count_children (told))
    return FALSE;
  found = sw_execution_get_child (told, index);
  if (found.history == NULL || found.status != info->status || found.stopped != info->stopped
      || found.redrives != info->redrives)
    return FALSE;
  *info = found;
  return TRUE;
}

/**
 * sw_api_execution_tell_child:
 * @index: of an item of a distributed Map, among all
 * @info: (inout): how it stands; then with what it had and did, valid until anything else is done
 *
 * Looks for what is not in memory any more of an item: it is told again, with others beside it that
 * may be asked for next; where those are too many events, alone.
 *
 * Returns: whether it is there
 */
gboolean
sw_api_execution_tell_child (SwApiExecution *self,
                             guint           index,
                             SwMapChildInfo *info)
{
  if (info->history != NULL)
    return TRUE;
  if (self->stored == 0)
    return FALSE;
  if (is_retold (self) && look (sw_retold_get_execution (self->api->retold), index, info))
    return TRUE;
  /* What goes on is as far on the disk as it is told of. */
  if (self->runner != NULL)
    sw_store_flush (self->api->store, NULL);
  return look (retell (self, index / WINDOW * WINDOW, WINDOW), index, info)
         || look (retell (self, index, 1), index, info);
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
