/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

/* Frames: their life, the queue of those that can go on, the heap of those that sleep, and their
 * events. */

/**
 * sw_frame_set_child:
 * @child: (nullable): the child execution that the frame belongs to from now on
 *
 * Frames of one child execution share it, and may be freed in any order.
 */
void
sw_frame_set_child (SwFrame *frame,
                    SwChild *child)
{
  SwChild *old = frame->child;

  if (child != NULL)
    child->count++;
  frame->child = child;
  if (old == NULL)
    return;
  /* Who else has a reference does not stumble over it. */
  if (old->root == frame)
    old->root = NULL;
  sw_child_unref (old);
}

/**
 * sw_frame_new:
 * @parent: (nullable): the frame whose state holds the scope
 * @index: of the branch or iteration
 * @step: where the scope starts
 *
 * Makes a frame that sees its parent's variables. It is not ready yet.
 *
 * Returns: (transfer full): the frame
 */
SwFrame *
sw_frame_new (SwExecution  *self,
              SwFrame      *parent,
              guint         index,
              const SwStep *step)
{
  SwFrame *frame = g_new0 (SwFrame, 1);

  frame->parent = parent;
  frame->id = self->n_frames++;
  frame->index = index;
  frame->step = step;
  frame->wake = G_MAXINT64;
  if (parent != NULL)
    {
      sw_frame_set_child (frame, parent->child);
      frame->last = parent->last;
      frame->variables = sw_value_ref (parent->variables);
    }
  return frame;
}

/* What was kept to be redriven goes. What still stands in the queue is freed when it comes up. */
static void
drop_parked (SwFrame *frame)
{
  for (guint i = 0; frame->parked != NULL && i < frame->parked->len; i++)
    if (g_ptr_array_index (frame->parked, i) != NULL)
      sw_frame_drop (g_ptr_array_index (frame->parked, i));
  g_clear_pointer (&frame->parked, g_ptr_array_unref);
}

/**
 * sw_frame_drop:
 * @frame: halted
 *
 * Gives up a frame that was kept to be redriven, with those inside it: definitions nest no deeper
 * than SW_MODEL_MAX_DEPTH.
 */
void
sw_frame_drop (SwFrame *frame)
{
  frame->phase = SW_PHASE_DEAD;
  if (frame->is_ready)
    drop_parked (frame);
  else
    sw_frame_free (frame);
}

/**
 * sw_frame_forget_parked:
 *
 * Gives up those inside the frame that were kept to be redriven: it goes another way.
 */
void
sw_frame_forget_parked (SwFrame *frame)
{
  drop_parked (frame);
  frame->n_waiting = 0;
}

/**
 * sw_frame_free:
 *
 * Frees a frame that is neither ready nor sleeping, without those that run inside it.
 */
void
sw_frame_free (SwFrame *frame)
{
  drop_parked (frame);
  sw_value_clear (&frame->input);
  sw_value_clear (&frame->effective);
  sw_value_clear (&frame->result);
  sw_value_clear (&frame->variables);
  sw_value_clear (&frame->item);
  sw_value_clear (&frame->context_state);
  sw_value_clear (&frame->items);
  sw_value_clear (&frame->outputs);
  sw_failure_clear (&frame->failure);
  g_free (frame->retries);
  g_clear_pointer (&frame->children, g_ptr_array_unref);
  g_clear_pointer (&frame->run, sw_map_run_free);
  g_clear_pointer (&frame->hold, sw_hold_free);
  sw_frame_set_child (frame, NULL);
  g_free (frame);
}

/* Takes a frame off the heap, and closes its task. */
static void
quit (SwExecution *self,
      SwFrame     *frame)
{
  sw_frame_wake (self, frame);
  if (frame->child != NULL && frame->child->root == frame)
    sw_child_end (self, frame, SW_EXECUTION_ABORTED);
  if (frame->task != NULL)
    sw_task_close (self, frame->task);
  if (frame->hold != NULL)
    sw_stop_forget (self, frame);
}

/**
 * sw_frame_halt:
 *
 * Ends a frame without an event, and keeps it as it stands: an execution that is redriven goes on
 * with it.
 */
void
sw_frame_halt (SwExecution *self,
               SwFrame     *frame)
{
  quit (self, frame);
  frame->halted = TRUE;
}

/**
 * sw_frame_kill:
 *
 * Ends a frame without an event, and frees it when nobody can stumble over it any more.
 */
void
sw_frame_kill (SwExecution *self,
               SwFrame     *frame)
{
  quit (self, frame);
  frame->phase = SW_PHASE_DEAD;
  if (!frame->is_ready)
    g_ptr_array_add (self->dead, frame);
}

/**
 * sw_frame_ready:
 *
 * Puts a frame at the end of the queue of those that can go on.
 */
void
sw_frame_ready (SwExecution *self,
                SwFrame     *frame)
{
  g_return_if_fail (!frame->is_ready);

  frame->is_ready = TRUE;
  frame->next_ready = NULL;
  if (self->ready_last != NULL)
    self->ready_last->next_ready = frame;
  else
    self->ready_first = frame;
  self->ready_last = frame;
}

/**
 * sw_frame_take_ready:
 *
 * Returns: (nullable): the first frame of the queue, off the queue
 */
SwFrame *
sw_frame_take_ready (SwExecution *self)
{
  while (self->ready_first != NULL)
    {
      SwFrame *frame = self->ready_first;

      self->ready_first = frame->next_ready;
      if (self->ready_first == NULL)
        self->ready_last = NULL;
      frame->is_ready = FALSE;
      if (frame->phase == SW_PHASE_DEAD)
        sw_frame_free (frame);
      else if (!frame->halted)
        return frame;
    }
  return NULL;
}

static gboolean
is_before (const SwFrame *a,
           const SwFrame *b)
{
  return a->wake != b->wake ? a->wake < b->wake : a->wake_order < b->wake_order;
}

static void
heap_put (SwExecution *self,
          SwFrame     *frame,
          guint        slot)
{
  g_ptr_array_index (self->sleepers, slot - 1) = frame;
  frame->wake_slot = slot;
}

static void
heap_rise (SwExecution *self,
           SwFrame     *frame)
{
  guint slot = frame->wake_slot;

  for (; slot > 1; slot /= 2)
    {
      SwFrame *above = g_ptr_array_index (self->sleepers, slot / 2 - 1);

      if (!is_before (frame, above))
        break;
      heap_put (self, above, slot);
    }
  heap_put (self, frame, slot);
}

static void
heap_sink (SwExecution *self,
           SwFrame     *frame)
{
  guint slot = frame->wake_slot;
  guint count = self->sleepers->len;

  while (slot * 2 <= count)
    {
      guint lower = slot * 2;
      SwFrame *below = g_ptr_array_index (self->sleepers, lower - 1);

      if (lower < count && is_before (g_ptr_array_index (self->sleepers, lower), below))
        below = g_ptr_array_index (self->sleepers, lower++);
      if (!is_before (below, frame))
        break;
      heap_put (self, below, slot);
      slot = lower;
    }
  heap_put (self, frame, slot);
}

/**
 * sw_frame_sleep:
 * @wake: microseconds since the epoch; %G_MAXINT64: for ever
 *
 * Has the frame wake at a time, instead of at the one it may have had.
 */
void
sw_frame_sleep (SwExecution *self,
                SwFrame     *frame,
                gint64       wake)
{
  sw_frame_wake (self, frame);
  if (wake == G_MAXINT64)
    return;
  frame->wake = wake;
  frame->wake_order = self->wake_count++;
  g_ptr_array_add (self->sleepers, frame);
  frame->wake_slot = self->sleepers->len;
  heap_rise (self, frame);
}

/**
 * sw_frame_wake:
 *
 * Takes the frame off the heap of sleepers, if it is there.
 */
void
sw_frame_wake (SwExecution *self,
               SwFrame     *frame)
{
  guint slot = frame->wake_slot;
  SwFrame *last;

  if (slot == 0)
    return;
  last = g_ptr_array_index (self->sleepers, self->sleepers->len - 1);
  g_ptr_array_set_size (self->sleepers, (int) self->sleepers->len - 1);
  frame->wake_slot = 0;
  frame->wake = G_MAXINT64;
  if (last == frame)
    return;
  heap_put (self, last, slot);
  heap_rise (self, last);
  heap_sink (self, last);
}

/**
 * sw_frame_get_sleeper:
 *
 * Returns: (nullable): the frame to wake first
 */
SwFrame *
sw_frame_get_sleeper (const SwExecution *self)
{
  return self->sleepers->len > 0 ? g_ptr_array_index (self->sleepers, 0) : NULL;
}

/* The last event of an execution that runs out of events is its ExecutionFailed. */
static gboolean
is_full (const SwExecution *self)
{
  return !self->unlimited_events && sw_history_get_count (self->history) >= SW_QUOTA_EVENTS - 1;
}

/**
 * sw_frame_emit_leaf:
 *
 * Records an event that nothing follows from: MapIterationSucceeded, TaskStateAborted … Those of an
 * item of a distributed Map are in a history of its own, or are counted alone.
 *
 * Returns: the event, to be filled in
 */
SwHistoryEvent *
sw_frame_emit_leaf (SwExecution *self,
                    SwFrame     *frame,
                    SwEventType  type)
{
  SwHistoryEvent *event = NULL;

  if (frame->child != NULL)
    event = sw_child_add_event (self, frame->child);
  else if (!is_full (self))
    event = sw_history_add (self->history);
  if (event == NULL)
    {
      event = &self->scratch;
      sw_history_event_clear (event);
      event->id = frame->child != NULL ? frame->child->n_events : SW_QUOTA_EVENTS;
    }
  event->time = self->now;
  event->step = frame->step;
  event->previous = frame->last;
  event->frame = frame->id;
  event->type = type;
  return event;
}

/**
 * sw_frame_emit:
 *
 * Records an event that the frame's next one follows from.
 *
 * Returns: the event, to be filled in
 */
SwHistoryEvent *
sw_frame_emit (SwExecution *self,
               SwFrame     *frame,
               SwEventType  type)
{
  SwHistoryEvent *event = sw_frame_emit_leaf (self, frame, type);

  frame->last = event->id;
  return event;
}
