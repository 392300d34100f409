/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* The most deltas that are applied or taken back one by one where a checkpoint would do */
#define NEAR_DELTAS 1024

/**
 * sw_snapshot_new:
 * @trace: has to outlive the snapshot
 *
 * Returns: (transfer full): the run before its first event
 */
SwSnapshot *
sw_snapshot_new (SwTrace *trace)
{
  SwSnapshot *self = g_new0 (SwSnapshot, 1);

  self->trace = trace;
  self->standings = g_array_new (FALSE, TRUE, sizeof (SwStanding));
  self->edges = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->open = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->places = g_array_new (FALSE, TRUE, sizeof (guint32));
  if (trace->now != NULL)
    sw_snapshot_seek (self, 0);
  return self;
}

/**
 * sw_snapshot_free:
 *
 * Frees a snapshot.
 */
void
sw_snapshot_free (SwSnapshot *self)
{
  g_array_unref (self->standings);
  g_array_unref (self->edges);
  g_array_unref (self->open);
  g_array_unref (self->places);
  g_free (self);
}

/* The latest checkpoint that has no more than TARGET deltas, or NULL */
static const SwCheckpoint *
find_checkpoint (const SwTrace *trace, guint target)
{
  guint low = 0, high = trace->checkpoints->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (trace->checkpoints, SwCheckpoint, middle).n_applied <= target)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (trace->checkpoints, SwCheckpoint, low - 1) : NULL;
}

/**
 * sw_snapshot_seek:
 * @event: id; 0: before the first; what is beyond the end is the end
 *
 * Moves to where the run stood once the event had happened.
 */
void
sw_snapshot_seek (SwSnapshot *self, guint event)
{
  const SwTrace *trace = self->trace;
  guint target;

  event = MIN (event, trace->n_events);
  target = event < trace->n_events ? g_array_index (trace->event_deltas, guint32, event)
                                   : trace->deltas->len;
  if ((guint) ABS ((int) target - (int) self->n_applied) > NEAR_DELTAS)
    {
      const SwCheckpoint *checkpoint = find_checkpoint (trace, target);
      guint from = checkpoint != NULL ? checkpoint->n_applied : 0;

      if (checkpoint != NULL && target - from < (guint) ABS ((int) target - (int) self->n_applied))
        sw_snapshot_restore (self, checkpoint);
    }
  while (self->n_applied < target)
    sw_snapshot_apply (self, &g_array_index (trace->deltas, SwDelta, self->n_applied++), 1);
  while (self->n_applied > target)
    sw_snapshot_apply (self, &g_array_index (trace->deltas, SwDelta, --self->n_applied), -1);
  self->event = event;
}

/**
 * sw_snapshot_take_changed:
 * @func: called for each state once
 *
 * Tells which states stand differently from when this was last called, or were left by an edge.
 */
void
sw_snapshot_take_changed (SwSnapshot *self, SwSnapshotFunc func, gpointer data)
{
  if (!self->changed)
    return;
  self->changed = FALSE;
  for (guint i = 0; i < self->standings->len; i++)
    {
      SwStanding *standing = &g_array_index (self->standings, SwStanding, i);
      const SwTraceEntry *entry = self->trace->entries->pdata[i];

      if (!standing->changed)
        continue;
      standing->changed = FALSE;
      func (&entry->state, data);
    }
}

/**
 * sw_snapshot_get_event:
 *
 * Returns: id of the event it stands behind; 0: before the first
 */
guint
sw_snapshot_get_event (const SwSnapshot *self)
{
  return self->event;
}

/**
 * sw_snapshot_get_time:
 *
 * Returns: microseconds since the epoch: when the event happened that it stands behind; before the
 * first, that one's; 0 where there is none at all
 */
gint64
sw_snapshot_get_time (const SwSnapshot *self)
{
  if (self->trace->n_events == 0)
    return 0;
  return sw_history_get (self->trace->history, MAX (self->event, 1) - 1)->time;
}

/**
 * sw_snapshot_get_status:
 *
 * Returns: of the execution
 */
SwExecutionStatus
sw_snapshot_get_status (const SwSnapshot *self)
{
  return self->status;
}

static const SwRunStateInfo *
get_info (const SwSnapshot *self, const SwTraceEntry *entry)
{
  static const SwRunStateInfo idle = { SW_RUN_STATE_IDLE };

  return entry != NULL && entry->serial < self->standings->len
             ? &g_array_index (self->standings, SwStanding, entry->serial).info
             : &idle;
}

/**
 * sw_snapshot_lookup:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none): how the state stands; never %NULL, idle for what was not entered
 */
const SwRunStateInfo *
sw_snapshot_lookup (const SwSnapshot *self, const char *pointer)
{
  return get_info (self, g_hash_table_lookup (self->trace->by_pointer, pointer));
}

/**
 * sw_snapshot_lookup_state:
 * @state: of the trace; one that the definition does not have can only be looked up so
 *
 * Returns: (transfer none): how the state stands; never %NULL
 */
const SwRunStateInfo *
sw_snapshot_lookup_state (const SwSnapshot *self, const SwTraceState *state)
{
  return get_info (self, (const SwTraceEntry *) state);
}

/**
 * sw_snapshot_edge_count:
 * @edge: of any graph of the definition: edges are known by their state and kind
 *
 * Returns: how often the edge was taken
 */
guint
sw_snapshot_edge_count (const SwSnapshot *self, const SwGraphEdge *edge)
{
  int slot = sw_trace_get_slot (self->trace, edge);

  return slot >= 0 && (guint) slot < self->edges->len ? g_array_index (self->edges, guint32, slot)
                                                      : 0;
}
