/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-trace-private.h"

#include <string.h>

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

static void
ensure_size (GArray *array,
             guint   size)
{
  if (array->len < size)
    g_array_set_size (array, size);
}

static void
settle (SwStanding  *standing,
        SwStateType  type)
{
  if (standing->info.running > 0)
    standing->info.state = type == SW_STATE_WAIT ? SW_RUN_STATE_WAITING : SW_RUN_STATE_RUNNING;
  else
    standing->info.state = standing->ended;
}

static void
count_end (SwRunStateInfo *info,
           SwRunState      ended,
           int             step)
{
  guint *counts[] = { [SW_RUN_STATE_SUCCEEDED] = &info->succeeded,
                      [SW_RUN_STATE_CAUGHT] = &info->caught,
                      [SW_RUN_STATE_FAILED] = &info->failed,
                      [SW_RUN_STATE_ABORTED] = &info->aborted };

  if (ended < G_N_ELEMENTS (counts) && counts[ended] != NULL)
    *counts[ended] += (guint) step;
}

static void
set_open (SwSnapshot *self,
          guint32     serial,
          gboolean    is_open)
{
  guint32 place, last;

  ensure_size (self->places, serial + 1);
  if (is_open)
    {
      g_array_index (self->places, guint32, serial) = self->open->len;
      g_array_append_val (self->open, serial);
      return;
    }
  place = g_array_index (self->places, guint32, serial);
  last = g_array_index (self->open, guint32, self->open->len - 1);
  g_array_index (self->open, guint32, place) = last;
  g_array_index (self->places, guint32, last) = place;
  g_array_set_size (self->open, self->open->len - 1);
}

static void
mark_changed (SwSnapshot         *self,
              const SwTraceEntry *entry)
{
  if (entry == NULL)
    return;
  ensure_size (self->standings, entry->serial + 1);
  g_array_index (self->standings, SwStanding, entry->serial).changed = TRUE;
  self->changed = TRUE;
}

/* STEP is 1 to apply, -1 to take back. */
static void
change_standing (SwSnapshot        *self,
                 const SwVisitNode *node,
                 const SwDelta     *delta,
                 int                step)
{
  SwStanding *standing;

  if (node->entry == NULL)
    return;
  mark_changed (self, node->entry);
  standing = &g_array_index (self->standings, SwStanding, node->entry->serial);
  switch ((int) delta->action)
    {
    case SW_DELTA_OPEN:
      standing->info.entered += (guint) step;
      standing->info.running += (guint) step;
      break;
    case SW_DELTA_CLOSE:
      standing->info.running -= (guint) step;
      count_end (&standing->info, delta->value, step);
      standing->ended = step > 0 ? delta->value : delta->old;
      break;
    case SW_DELTA_REVISE:
      count_end (&standing->info, SW_RUN_STATE_SUCCEEDED, -step);
      count_end (&standing->info, delta->value, step);
      standing->ended = step > 0 ? delta->value : delta->old;
      break;
    default:
      standing->info.attempts += (guint) step;
      break;
    }
  settle (standing, node->entry->state.type);
}

static void
change_edge (SwSnapshot *self,
             guint       slot,
             int         step)
{
  ensure_size (self->edges, slot + 1);
  g_array_index (self->edges, guint32, slot) += (guint32) step;
  mark_changed (self, self->trace->owners->pdata[slot]);
}

static void
apply (SwSnapshot    *self,
       const SwDelta *delta,
       int            step)
{
  if (delta->action == SW_DELTA_EDGE)
    change_edge (self, delta->subject, step);
  else if (delta->action == SW_DELTA_STATUS)
    self->status = step > 0 ? delta->value : delta->old;
  else
    change_standing (self, self->trace->visits->pdata[delta->subject], delta, step);

  if (delta->action == SW_DELTA_OPEN)
    set_open (self, delta->subject, step > 0);
  else if (delta->action == SW_DELTA_CLOSE)
    set_open (self, delta->subject, step < 0);
}

/**
 * sw_snapshot_add:
 * @delta: the trace's latest
 *
 * Follows the trace by one delta.
 */
void
sw_snapshot_add (SwSnapshot    *self,
                 const SwDelta *delta)
{
  apply (self, delta, 1);
  self->n_applied++;
}

/**
 * sw_snapshot_save:
 * @checkpoint: (out caller-allocates): to be given up with sw_checkpoint_clear()
 *
 * Keeps where the snapshot stands.
 */
void
sw_snapshot_save (const SwSnapshot *self,
                  SwCheckpoint     *checkpoint)
{
  *checkpoint = (SwCheckpoint){
    .event = self->event,
    .n_applied = self->n_applied,
    .status = self->status,
    .n_standings = self->standings->len,
    .n_edges = self->edges->len,
    .n_open = self->open->len,
    .standings = g_memdup2 (self->standings->data, self->standings->len * sizeof (SwStanding)),
    .edges = g_memdup2 (self->edges->data, self->edges->len * sizeof (guint32)),
    .open = g_memdup2 (self->open->data, self->open->len * sizeof (guint32)),
  };
}

/**
 * sw_checkpoint_clear:
 *
 * Frees what a checkpoint holds.
 */
void
sw_checkpoint_clear (SwCheckpoint *checkpoint)
{
  g_free (checkpoint->standings);
  g_free (checkpoint->edges);
  g_free (checkpoint->open);
}

static void
restore_standings (SwSnapshot         *self,
                   const SwCheckpoint *checkpoint)
{
  for (guint i = 0; i < self->standings->len; i++)
    {
      SwStanding *standing = &g_array_index (self->standings, SwStanding, i);
      SwStanding saved = { { SW_RUN_STATE_IDLE } };

      if (i < checkpoint->n_standings)
        saved = checkpoint->standings[i];
      saved.changed = standing->changed
                      || memcmp (&saved.info, &standing->info, sizeof saved.info) != 0;
      self->changed |= saved.changed;
      *standing = saved;
    }
}

static void
restore (SwSnapshot         *self,
         const SwCheckpoint *checkpoint)
{
  ensure_size (self->standings, checkpoint->n_standings);
  restore_standings (self, checkpoint);
  ensure_size (self->edges, checkpoint->n_edges);
  for (guint i = 0; i < self->edges->len; i++)
    {
      guint32 *count = &g_array_index (self->edges, guint32, i);
      guint32 saved = i < checkpoint->n_edges ? checkpoint->edges[i] : 0;

      if (*count != saved)
        mark_changed (self, self->trace->owners->pdata[i]);
      *count = saved;
    }
  g_array_set_size (self->open, 0);
  for (guint i = 0; i < checkpoint->n_open; i++)
    set_open (self, checkpoint->open[i], TRUE);
  self->status = checkpoint->status;
  self->n_applied = checkpoint->n_applied;
}

/* The latest checkpoint that has no more than TARGET deltas, or NULL */
static const SwCheckpoint *
find_checkpoint (const SwTrace *trace,
                 guint          target)
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
sw_snapshot_seek (SwSnapshot *self,
                  guint       event)
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

      if (checkpoint != NULL
          && target - from < (guint) ABS ((int) target - (int) self->n_applied))
        restore (self, checkpoint);
    }
  while (self->n_applied < target)
    apply (self, &g_array_index (trace->deltas, SwDelta, self->n_applied++), 1);
  while (self->n_applied > target)
    apply (self, &g_array_index (trace->deltas, SwDelta, --self->n_applied), -1);
  self->event = event;
}

/**
 * sw_snapshot_seek_time:
 * @time: microseconds since the epoch
 *
 * Moves to the last event that had happened by then.
 */
void
sw_snapshot_seek_time (SwSnapshot *self,
                       gint64      time)
{
  guint low = 0, high = self->trace->n_events;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (sw_history_get (self->trace->history, middle)->time <= time)
        low = middle + 1;
      else
        high = middle;
    }
  sw_snapshot_seek (self, low);
}

/**
 * sw_snapshot_take_changed:
 * @func: called for each state once
 *
 * Tells which states stand differently from when this was last called, or were left by an edge.
 */
void
sw_snapshot_take_changed (SwSnapshot     *self,
                          SwSnapshotFunc  func,
                          gpointer        data)
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
get_info (const SwSnapshot   *self,
          const SwTraceEntry *entry)
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
sw_snapshot_lookup (const SwSnapshot *self,
                    const char       *pointer)
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
sw_snapshot_lookup_state (const SwSnapshot   *self,
                          const SwTraceState *state)
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
sw_snapshot_edge_count (const SwSnapshot  *self,
                        const SwGraphEdge *edge)
{
  int slot = sw_trace_get_slot (self->trace, edge);

  return slot >= 0 && (guint) slot < self->edges->len
             ? g_array_index (self->edges, guint32, slot)
             : 0;
}
