/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

/* Parallel, and what it shares with Map: children that end, fail and are aborted together. */

/**
 * sw_parallel_work:
 *
 * Starts the branches, all with the same input.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_parallel_work (SwExecution *self,
                  SwFrame     *frame)
{
  const SwStep *step = frame->step;
  g_auto (SwValue) input = SW_VALUE_INIT;

  sw_children_clear (self, frame); /* of the try before */
  if (!sw_flow_parameters (self, frame, &input))
    return sw_error_raise (self, frame);

  sw_frame_emit (self, frame, SW_EVENT_PARALLEL_STATE_STARTED);
  frame->started = TRUE;
  frame->phase = SW_PHASE_CHILDREN;
  frame->n_items = frame->n_begun = step->n_branches;
  frame->n_done = 0;
  frame->children = g_ptr_array_sized_new (step->n_branches);
  sw_value_set (&frame->outputs, sw_value_new_array (step->n_branches));
  for (guint i = 0; i < step->n_branches; i++)
    {
      SwFrame *branch = sw_frame_new (self, frame, i, step->branches[i]->start);

      branch->input = sw_value_ref (input);
      g_ptr_array_add (frame->children, branch);
      sw_value_append (&frame->outputs, SW_VALUE_NULL);
      sw_frame_ready (self, branch);
    }
  return NULL;
}

/**
 * sw_children_clear:
 *
 * Ends everything that runs inside the frame, however deep, without an event, and forgets what it
 * has come to.
 */
void
sw_children_clear (SwExecution *self,
                   SwFrame     *frame)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, frame);
  while (open->len > 0)
    {
      SwFrame *parent = g_ptr_array_steal_index_fast (open, open->len - 1);

      for (guint i = 0; parent->children != NULL && i < parent->children->len; i++)
        {
          SwFrame *child = g_ptr_array_index (parent->children, i);

          if (child != NULL)
            g_ptr_array_add (open, child);
        }
      g_clear_pointer (&parent->children, g_ptr_array_unref);
      sw_map_runs_end (self, parent, SW_EXECUTION_ABORTED);
      if (parent != frame)
        sw_frame_kill (self, parent);
    }
  sw_frame_forget_parked (frame);
  g_clear_pointer (&frame->run, sw_map_run_free);
  sw_value_clear (&frame->items);
  sw_value_clear (&frame->outputs);
}

/**
 * sw_children_ended:
 *
 * Takes the output of frame->ended, a branch or an iteration, and gives the child up. The frame
 * goes on where the child has come to. An item that failed and is tolerated is kept to be redriven.
 *
 * Returns: the frame where all its children have ended, else %NULL
 */
SwFrame *
sw_children_ended (SwExecution *self,
                   SwFrame     *frame)
{
  SwFrame *child = frame->ended;

  frame->ended = NULL;
  frame->n_done++;
  if (child->child == frame->child)
    frame->last = child->last;
  sw_value_set_element (&frame->outputs, child->index, sw_value_steal (&child->result));
  g_ptr_array_index (frame->children, child->index) = NULL;
  if (child->child != frame->child && child->child->status != SW_EXECUTION_SUCCEEDED)
    sw_child_park (self, frame, child);
  else
    sw_frame_kill (self, child);
  frame->phase = SW_PHASE_CHILDREN;
  return frame->n_done == frame->n_items ? frame : NULL;
}

/* The event that tells of a state that was under way; Pass and Choice never are. */
static void
record_abort_of_state (SwExecution   *self,
                       SwFrame       *frame,
                       const SwFrame *child,
                       gboolean       failed)
{
  SwEventType type;
  SwHistoryEvent *event;

  switch ((int) child->step->type)
    {
    case SW_STATE_TASK:
      type = SW_EVENT_TASK_STATE_ABORTED;
      break;
    case SW_STATE_WAIT:
      type = SW_EVENT_WAIT_STATE_ABORTED;
      break;
    case SW_STATE_MAP:
      type = SW_EVENT_MAP_STATE_ABORTED;
      break;
    case SW_STATE_PARALLEL:
      type = SW_EVENT_PARALLEL_STATE_ABORTED;
      break;
    default:
      return;
    }
  /* A Map or Parallel that failed has said so itself. */
  if (failed && type != SW_EVENT_TASK_STATE_ABORTED)
    return;
  if (child->phase == SW_PHASE_ENTER)
    return;
  event = sw_frame_emit_leaf (self, frame, type);
  event->step = child->step;
  event->frame = child->id;
}

static void
record_iteration (SwExecution   *self,
                  SwFrame       *frame,
                  const SwFrame *child,
                  SwEventType    type)
{
  SwHistoryEvent *event;

  if (frame->step->type != SW_STATE_MAP)
    return;
  event = sw_frame_emit_leaf (self, frame, type);
  event->number = child->index;
  event->frame = child->id;
}

/* Recorded on AWS: the failed child first, then its siblings by index; every event follows from the
 * same one, that of the failure. */
static void
record_failure (SwExecution *self,
                SwFrame     *frame,
                SwFrame     *failed)
{
  record_iteration (self, frame, failed, SW_EVENT_MAP_ITERATION_FAILED);
  record_abort_of_state (self, frame, failed, TRUE);
  for (guint i = 0; i < frame->children->len; i++)
    {
      const SwFrame *child = g_ptr_array_index (frame->children, i);

      if (child == NULL || child == failed)
        continue;
      record_iteration (self, frame, child, SW_EVENT_MAP_ITERATION_ABORTED);
      record_abort_of_state (self, frame, child, FALSE);
    }
}

/**
 * sw_children_failed:
 * @child: a branch or iteration that failed and was not caught inside
 *
 * Aborts its siblings, and makes its failure that of the state it runs in. All are kept to be
 * redriven until the state is tried again or left.
 *
 * Returns: the frame of that state
 */
SwFrame *
sw_children_failed (SwExecution *self,
                    SwFrame     *child)
{
  SwFrame *frame = child->parent;

  if (child->child != frame->child)
    return sw_map_tolerate (self, child);
  frame->last = child->last;
  record_failure (self, frame, child);
  sw_failure_move (&frame->failure, &child->failure);
  frame->failure.branch = frame->step->type == SW_STATE_PARALLEL;
  frame->failure.evaluation = FALSE;
  sw_children_park (self, frame);
  frame->phase = SW_PHASE_FAILED;
  return frame;
}
