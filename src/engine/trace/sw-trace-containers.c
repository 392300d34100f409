/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* Events of Parallel and Map, their branches and iterations. */

/**
 * sw_trace_on_container_started:
 * @type: SwStateType
 *
 * Takes in that a Parallel or Map begins its branches or iterations, perhaps again.
 *
 * Returns: (transfer none) (nullable): its visit
 */
SwVisitNode *
sw_trace_on_container_started (SwTrace *self, const SwHistoryEvent *event, guint type)
{
  SwVisitNode *node = sw_trace_find_work (self, event->previous, type);

  if (node == NULL)
    return NULL;
  if (node->tried)
    {
      node->visit.failure = sw_trace_get_failure (self, event);
      sw_trace_fail_inside (self, node, event);
    }
  sw_trace_begin_try (self, node);
  node->round_start = node->n_children;
  node->visit.n_items = event->number;
  node->visit.n_running = node->visit.n_succeeded = node->visit.n_failed = node->visit.n_aborted =
      0;
  return node;
}

/**
 * sw_trace_on_container_succeeded:
 * @type: SwStateType
 *
 * Takes in that all branches or iterations have ended well.
 *
 * Returns: (transfer none) (nullable): the visit that holds them
 */
SwVisitNode *
sw_trace_on_container_succeeded (SwTrace *self, const SwHistoryEvent *event, guint type)
{
  SwVisitNode *node = sw_trace_find_up (sw_trace_node_of (self, event->previous), type, NULL);

  if (node == NULL)
    return NULL;
  sw_trace_close_inside (self, node, event, SW_RUN_STATE_SUCCEEDED);
  node->settled = node->worked = TRUE;
  return node;
}

/**
 * sw_trace_on_container_failed:
 * @type: SwStateType
 *
 * Takes in that a Parallel or Map has failed for good: it is not tried again.
 *
 * Returns: (transfer none) (nullable): its visit
 */
SwVisitNode *
sw_trace_on_container_failed (SwTrace *self, const SwHistoryEvent *event, guint type)
{
  SwVisitNode *node = sw_trace_find_up (sw_trace_node_of (self, event->previous), type, NULL);
  guint failure = sw_trace_get_failure (self, event);

  if (node == NULL)
    return NULL;
  sw_trace_fail_inside (self, node, event);
  sw_trace_note_failure (node, event);
  node->visit.failure = failure;
  node->settled = TRUE;
  return node;
}

static SwVisitNode *
find_map (SwTrace *self, const SwHistoryEvent *event)
{
  return sw_trace_find_up (sw_trace_node_of (self, event->previous), SW_STATE_MAP,
                           sw_history_event_get_name (event));
}

/**
 * sw_trace_on_iteration_started:
 *
 * Begins an iteration.
 *
 * Returns: (transfer none) (nullable): its visit
 */
SwVisitNode *
sw_trace_on_iteration_started (SwTrace              *self,
                               const SwHistoryEvent *event,
                               guint argument        G_GNUC_UNUSED)
{
  SwVisitNode *map = find_map (self, event);

  if (map == NULL || map->visit.depth >= SW_TRACE_MAX_DEPTH)
    return map;
  return sw_trace_add_visit (self, map, SW_VISIT_ITERATION, map->entry, event->number, event);
}

/**
 * sw_trace_on_iteration_ended:
 * @status: SwRunState
 *
 * Ends an iteration.
 *
 * Returns: (transfer none) (nullable): its visit
 */
SwVisitNode *
sw_trace_on_iteration_ended (SwTrace *self, const SwHistoryEvent *event, guint status)
{
  SwVisitNode *map = find_map (self, event);
  SwVisitNode *node = map != NULL ? sw_trace_find_iteration (map, event->number) : NULL;

  if (node == NULL || node->visit.exited != 0)
    return node;
  if (status == SW_RUN_STATE_FAILED)
    {
      node->visit.failure = sw_trace_get_failure (self, event);
      sw_trace_fail_inside (self, node, event);
    }
  else
    sw_trace_close_inside (self, node, event, status);
  sw_trace_close_scope (self, node, event, status);
  return node;
}

/**
 * sw_trace_on_map_run:
 * @has_failed: whether the event says so
 *
 * Takes in news of the run of a distributed Map, whose failure is that of the Map.
 *
 * Returns: (transfer none) (nullable): the Map's visit
 */
SwVisitNode *
sw_trace_on_map_run (SwTrace *self, const SwHistoryEvent *event, guint has_failed)
{
  SwVisitNode *node =
      sw_trace_find_up (sw_trace_node_of (self, event->previous), SW_STATE_MAP, NULL);

  if (node != NULL && has_failed)
    sw_trace_note_failure (node, event);
  return node;
}

/**
 * sw_trace_on_aborted:
 * @type: SwStateType
 *
 * Ends a visit that was cut off.
 *
 * Returns: (transfer none) (nullable): the visit
 */
SwVisitNode *
sw_trace_on_aborted (SwTrace *self, const SwHistoryEvent *event, guint type)
{
  SwVisitNode *node = sw_trace_find_aborted (self, event, type);

  if (node == NULL)
    return NULL;
  node->told = TRUE;
  if (node->visit.exited == 0)
    {
      sw_trace_close_inside (self, node, event, SW_RUN_STATE_ABORTED);
      sw_trace_close (self, node, event, node->failed ? SW_RUN_STATE_FAILED : SW_RUN_STATE_ABORTED);
    }
  return node;
}
