/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

/* The frames of an execution that stands still, as they are told outside. */

static SwFrameKind
get_kind (const SwFrame *frame)
{
  switch (frame->phase)
    {
    case SW_PHASE_ENTER:
      return SW_FRAME_ENTERING;
    case SW_PHASE_HELD:
      return SW_FRAME_STOPPED;
    case SW_PHASE_TASK_START:
    case SW_PHASE_TASK_OPEN:
      return SW_FRAME_TASK;
    case SW_PHASE_WAITING:
      return SW_FRAME_WAITING;
    case SW_PHASE_RETRY_DELAY:
      return SW_FRAME_RETRYING;
    case SW_PHASE_CHILDREN:
      return SW_FRAME_CHILDREN;
    case SW_PHASE_BEGIN:
    case SW_PHASE_WORK:
    case SW_PHASE_TASK_DONE:
    case SW_PHASE_OBJECT_DONE:
    case SW_PHASE_OBJECT_FAILED:
    case SW_PHASE_WAITED:
    case SW_PHASE_CHILD_ENDED:
    case SW_PHASE_REDRIVEN:
    case SW_PHASE_FAILED:
    case SW_PHASE_DEAD:
    default:
      return SW_FRAME_WORKING;
    }
}

static SwFrameInfo
describe (const SwFrame *frame)
{
  SwFrameInfo info = { .id = frame->id,
                       .parent = frame->parent != NULL ? frame->parent->id : frame->id,
                       .index = frame->index,
                       .state = frame->step->state,
                       .kind = get_kind (frame),
                       .wake = frame->wake };

  for (const SwFrame *outer = frame->parent; outer != NULL; outer = outer->parent)
    info.depth++;
  if (frame->task != NULL && frame->phase == SW_PHASE_TASK_OPEN)
    info.task = frame->task->request.id;
  return info;
}

/**
 * sw_stop_collect_frames:
 *
 * Returns: (transfer full): SwFrame of all that runs, a frame before those inside it, in the order
 * of their index
 */
GPtrArray *
sw_stop_collect_frames (const SwExecution *self)
{
  GPtrArray *frames = g_ptr_array_new ();
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  if (self->root != NULL && self->status == SW_EXECUTION_RUNNING)
    g_ptr_array_add (open, self->root);
  while (open->len > 0)
    {
      SwFrame *frame = g_ptr_array_steal_index (open, open->len - 1);

      g_ptr_array_add (frames, frame);
      for (guint i = frame->children != NULL ? frame->children->len : 0; i-- > 0;)
        if (g_ptr_array_index (frame->children, i) != NULL)
          g_ptr_array_add (open, g_ptr_array_index (frame->children, i));
    }
  return frames;
}

/**
 * sw_execution_dup_frames:
 *
 * Returns: (transfer full): SwFrameInfo of all that runs: the machine, then its branches and
 * iterations, each before those inside it; empty where the execution has ended
 */
GArray *
sw_execution_dup_frames (const SwExecution *self)
{
  g_autoptr (GPtrArray) frames = sw_stop_collect_frames (self);
  GArray *infos = g_array_new (FALSE, TRUE, sizeof (SwFrameInfo));

  for (guint i = 0; i < frames->len; i++)
    {
      SwFrameInfo info = describe (g_ptr_array_index (frames, i));

      g_array_append_val (infos, info);
    }
  return infos;
}

/**
 * sw_stop_find_frame:
 * @id: of a frame
 *
 * Returns: (nullable): the frame, where it runs
 */
SwFrame *
sw_stop_find_frame (const SwExecution *self,
                    guint              id)
{
  g_autoptr (GPtrArray) frames = NULL;

  if (self->status != SW_EXECUTION_RUNNING)
    return NULL;
  if (self->stopped != NULL && self->stopped->id == id)
    return self->stopped;
  if (self->root != NULL && self->root->id == id)
    return self->root;
  frames = sw_stop_collect_frames (self);
  for (guint i = 0; i < frames->len; i++)
    {
      SwFrame *frame = g_ptr_array_index (frames, i);

      if (frame->id == id)
        return frame;
    }
  return NULL;
}

/**
 * sw_execution_get_frame:
 * @id: of a frame
 * @info: (out): how it stands
 *
 * Returns: %FALSE where there is no such frame, or none any more
 */
gboolean
sw_execution_get_frame (const SwExecution *self,
                        guint              id,
                        SwFrameInfo       *info)
{
  const SwFrame *frame = sw_stop_find_frame (self, id);

  if (frame == NULL)
    return FALSE;
  *info = describe (frame);
  return TRUE;
}
