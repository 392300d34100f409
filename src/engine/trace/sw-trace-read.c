/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* What a trace tells of its visits. */

static const SwVisitNode *
as_node (const SwVisit *visit)
{
  return (const SwVisitNode *) visit;
}

/**
 * sw_trace_get_history:
 *
 * Returns: (transfer none): what the trace reads
 */
SwHistory *
sw_trace_get_history (const SwTrace *self)
{
  return self->history;
}

/**
 * sw_trace_get_model:
 *
 * Returns: (transfer none) (nullable): the definition its states are found in
 */
SwModel *
sw_trace_get_model (const SwTrace *self)
{
  return self->model;
}

/**
 * sw_trace_get_n_events:
 *
 * Returns: number of events taken in: the id of the latest
 */
guint
sw_trace_get_n_events (const SwTrace *self)
{
  return self->n_events;
}

/**
 * sw_trace_get_status:
 *
 * Returns: how the execution stands at the end of the history
 */
SwExecutionStatus
sw_trace_get_status (const SwTrace *self)
{
  return sw_snapshot_get_status (self->now);
}

/**
 * sw_trace_get_root:
 *
 * Returns: (transfer none): the visit of the machine itself
 */
SwVisit *
sw_trace_get_root (const SwTrace *self)
{
  return &self->root->visit;
}

/**
 * sw_trace_get_n_visits:
 *
 * Returns: number of all visits, the machine's included
 */
guint
sw_trace_get_n_visits (const SwTrace *self)
{
  return self->visits->len;
}

/**
 * sw_trace_get_visit:
 * @serial: 0 is the machine
 *
 * Returns: (transfer none): the visit
 */
SwVisit *
sw_trace_get_visit (const SwTrace *self, guint serial)
{
  g_return_val_if_fail (serial < self->visits->len, NULL);

  return &((SwVisitNode *) self->visits->pdata[serial])->visit;
}

/**
 * sw_trace_get_visit_of:
 * @event: id
 *
 * Returns: (transfer none): the visit the event belongs to; the machine's where nothing tells
 */
SwVisit *
sw_trace_get_visit_of (const SwTrace *self, guint event)
{
  SwVisitNode *node = sw_trace_node_of (self, event);

  return node != NULL ? &node->visit : &self->root->visit;
}

/**
 * sw_trace_get_n_states:
 *
 * Returns: number of states that were entered, those included that the definition does not have
 */
guint
sw_trace_get_n_states (const SwTrace *self)
{
  return self->entries->len;
}

/**
 * sw_trace_get_state:
 * @index: in the order in which they were first entered
 *
 * Returns: (transfer none): the state
 */
const SwTraceState *
sw_trace_get_state (const SwTrace *self, guint index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);

  return &((SwTraceEntry *) self->entries->pdata[index])->state;
}

/**
 * sw_trace_get_n_visits_at:
 * @pointer: JSON pointer of a state
 *
 * Returns: how often the state was visited
 */
guint
sw_trace_get_n_visits_at (const SwTrace *self, const char *pointer)
{
  const SwTraceEntry *entry = g_hash_table_lookup (self->by_pointer, pointer);

  return entry != NULL ? entry->visits->len : 0;
}

/**
 * sw_trace_get_visit_at:
 * @pointer: JSON pointer of a state
 * @index: 0 is its first visit
 *
 * Returns: (transfer none): the visit
 */
SwVisit *
sw_trace_get_visit_at (const SwTrace *self, const char *pointer, guint index)
{
  const SwTraceEntry *entry = g_hash_table_lookup (self->by_pointer, pointer);

  g_return_val_if_fail (entry != NULL && index < entry->visits->len, NULL);

  return &((SwVisitNode *) entry->visits->pdata[index])->visit;
}

/**
 * sw_visit_get_n_children:
 *
 * Returns: number of visits right inside: of states, or of branches or iterations, those of earlier
 * tries included
 */
guint
sw_visit_get_n_children (const SwVisit *self)
{
  return as_node (self)->n_children;
}

/**
 * sw_visit_get_child:
 * @index: in the order of their beginning
 *
 * Returns: (transfer none): the visit
 */
SwVisit *
sw_visit_get_child (const SwVisit *self, guint index)
{
  g_return_val_if_fail (index < as_node (self)->n_children, NULL);

  return &as_node (self)->children[index]->visit;
}

/**
 * sw_visit_get_first_event:
 *
 * Returns: id of the first event that belongs to the visit; 0: none does (a branch has none)
 */
guint
sw_visit_get_first_event (const SwVisit *self)
{
  return as_node (self)->first_event;
}

/**
 * sw_trace_get_next_event:
 * @event: id
 *
 * Returns: id of the next event of the same visit; 0: there is none
 */
guint
sw_trace_get_next_event (const SwTrace *self, guint event)
{
  g_return_val_if_fail (event > 0 && event <= self->n_events, 0);

  return g_array_index (self->event_next, guint32, event - 1);
}

/**
 * sw_trace_lookup:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none): how the state stands at the end; never %NULL
 */
const SwRunStateInfo *
sw_trace_lookup (const SwTrace *self, const char *pointer)
{
  return sw_snapshot_lookup (self->now, pointer);
}

/**
 * sw_trace_edge_count:
 * @edge: of any graph of the definition
 *
 * Returns: how often the edge was taken
 */
guint
sw_trace_edge_count (const SwTrace *self, const SwGraphEdge *edge)
{
  return sw_snapshot_edge_count (self->now, edge);
}
