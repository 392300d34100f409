/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include "engine/execution/sw-map-children.h"

/* Executions that have ended and are kept in memory alone: so many, with so many items of Map runs
 * and events of those. The oldest go first. */

static guint64
count_kept (const SwApiExecution *self)
{
  return self->former != NULL
             ? sw_execution_count_child_events (sw_runner_get_execution (self->former))
             : 0;
}

static void
forget (SwApiExecution *self)
{
  SwApi *api = self->api;

  sw_api_unindex_map_runs (self);
  sw_api_execution_leave_ended (self);
  g_queue_unlink (&self->machine->executions, &self->link);
  g_clear_pointer (&api->child, sw_api_execution_unref);
  g_hash_table_remove (api->executions, self->arn);
}

/**
 * sw_api_execution_join_ended:
 *
 * Counts an execution that has just ended, and forgets the oldest where there are too many.
 */
void
sw_api_execution_join_ended (SwApiExecution *self)
{
  SwApi *api = self->api;

  if (self->stored != 0 || self->machine->express || self->machine->deleted)
    return;
  self->n_kept = count_kept (self);
  self->ended_link = (GList) { .data = self };
  g_queue_push_tail_link (&api->ended_list, &self->ended_link);
  api->n_ended_kept += self->n_kept;
  while (api->ended_list.length > api->max_ended
         || (api->n_ended_kept > api->max_item_events && api->ended_list.length > 1))
    forget (g_queue_peek_head (&api->ended_list));
}

/**
 * sw_api_execution_leave_ended:
 *
 * Counts an execution no more among those that have ended: it goes on, or goes away.
 */
void
sw_api_execution_leave_ended (SwApiExecution *self)
{
  if (self->ended_link.data == NULL)
    return;
  g_queue_unlink (&self->api->ended_list, &self->ended_link);
  self->ended_link.data = NULL;
  self->api->n_ended_kept -= self->n_kept;
}
