/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

#include <string.h>

/* How a snapshot moves: by one delta, or to a checkpoint. */

static void
ensure_size (GArray *array, guint size)
{
  if (array->len < size)
    g_array_set_size (array, size);
}

static void
settle (SwStanding *standing, SwStateType type)
{
  if (standing->info.running > 0)
    standing->info.state = type == SW_STATE_WAIT ? SW_RUN_STATE_WAITING : SW_RUN_STATE_RUNNING;
  else
    standing->info.state = standing->ended;
}

static void
count_end (SwRunStateInfo *info, SwRunState ended, int step)
{
  guint *counts[] = { [SW_RUN_STATE_SUCCEEDED] = &info->succeeded,
                      [SW_RUN_STATE_CAUGHT] = &info->caught,
                      [SW_RUN_STATE_FAILED] = &info->failed,
                      [SW_RUN_STATE_ABORTED] = &info->aborted };

  if (ended < G_N_ELEMENTS (counts) && counts[ended] != NULL)
    *counts[ended] += (guint) step;
}

static void
set_open (SwSnapshot *self, guint32 serial, gboolean is_open)
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

/**
 * sw_snapshot_is_open:
 * @serial: of a visit
 *
 * Returns: whether the visit had begun and not ended
 */
gboolean
sw_snapshot_is_open (const SwSnapshot *self,
                     guint             serial)
{
  guint32 place;

  if (serial >= self->places->len)
    return FALSE;
  place = g_array_index (self->places, guint32, serial);
  return place < self->open->len && g_array_index (self->open, guint32, place) == serial;
}

static void
mark_changed (SwSnapshot *self, const SwTraceEntry *entry)
{
  if (entry == NULL)
    return;
  ensure_size (self->standings, entry->serial + 1);
  g_array_index (self->standings, SwStanding, entry->serial).changed = TRUE;
  self->changed = TRUE;
}

/* STEP is 1 to apply, -1 to take back. */
static void
change_standing (SwSnapshot *self, const SwVisitNode *node, const SwDelta *delta, int step)
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
    case SW_DELTA_REOPEN:
      standing->info.running += (guint) step;
      count_end (&standing->info, delta->value, -step);
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
change_edge (SwSnapshot *self, guint slot, int step)
{
  ensure_size (self->edges, slot + 1);
  g_array_index (self->edges, guint32, slot) += (guint32) step;
  mark_changed (self, self->trace->owners->pdata[slot]);
}

/**
 * sw_snapshot_apply:
 * @step: 1 to apply, -1 to take back
 *
 * Changes what a delta changes.
 */
void
sw_snapshot_apply (SwSnapshot *self, const SwDelta *delta, int step)
{
  if (delta->action == SW_DELTA_EDGE)
    change_edge (self, delta->subject, step);
  else if (delta->action == SW_DELTA_STATUS)
    self->status = step > 0 ? delta->value : delta->old;
  else
    change_standing (self, self->trace->visits->pdata[delta->subject], delta, step);

  if (delta->action == SW_DELTA_OPEN || delta->action == SW_DELTA_REOPEN)
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
sw_snapshot_add (SwSnapshot *self, const SwDelta *delta)
{
  sw_snapshot_apply (self, delta, 1);
  self->n_applied++;
}

/**
 * sw_snapshot_save:
 * @checkpoint: (out caller-allocates): to be given up with sw_checkpoint_clear()
 *
 * Keeps where the snapshot stands.
 */
void
sw_snapshot_save (const SwSnapshot *self, SwCheckpoint *checkpoint)
{
  *checkpoint = (SwCheckpoint) {
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
restore_standings (SwSnapshot *self, const SwCheckpoint *checkpoint)
{
  for (guint i = 0; i < self->standings->len; i++)
    {
      SwStanding *standing = &g_array_index (self->standings, SwStanding, i);
      SwStanding saved = { { SW_RUN_STATE_IDLE } };

      if (i < checkpoint->n_standings)
        saved = checkpoint->standings[i];
      saved.changed =
          standing->changed || memcmp (&saved.info, &standing->info, sizeof saved.info) != 0;
      self->changed |= saved.changed;
      *standing = saved;
    }
}

/**
 * sw_snapshot_restore:
 *
 * Goes to where a checkpoint stands.
 */
void
sw_snapshot_restore (SwSnapshot *self, const SwCheckpoint *checkpoint)
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
