/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include "engine/execution/sw-map-children.h"

/* What does not succeed in a distributed Map: items that fail or are stopped, the run they bring
 * down, and the run that is redriven. */

/* So often a Map run may be redriven (AWS's documentation) */
#define QUOTA_REDRIVES 1000

/**
 * sw_map_run_failed:
 *
 * Fails a Map run for the reason in frame->failure.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_run_failed (SwExecution *self,
                   SwFrame     *frame)
{
  const SwFailure *failure = &frame->failure;
  SwHistoryEvent *event;

  sw_children_park (self, frame);
  sw_map_runs_end (self, frame, SW_EXECUTION_FAILED);
  event = sw_frame_emit (self, frame, SW_EVENT_MAP_RUN_FAILED);
  event->extra = sw_value_new_object (2);
  if (failure->error != NULL)
    sw_value_set_member (&event->extra, "error", sw_value_new_string (failure->error));
  if (failure->cause != NULL)
    sw_value_set_member (&event->extra, "cause", sw_value_new_string (failure->cause));
  frame->phase = SW_PHASE_FAILED;
  return frame;
}

/**
 * sw_map_would_tolerate:
 * @index: of an item
 *
 * Returns: whether the run of a distributed Map goes on when that item fails, too
 */
gboolean
sw_map_would_tolerate (const SwFrame *frame,
                       guint          index)
{
  SwFrame then = *frame;

  then.n_failed += sw_map_count_items (frame, index);
  return sw_map_is_tolerable (&then);
}

static SwFrame *
exceed_threshold (SwExecution *self,
                  SwFrame     *frame)
{
  sw_failure_set (&frame->failure, SW_ERROR_TOLERATED,
                  "The specified tolerated failure threshold was exceeded");
  return sw_map_run_failed (self, frame);
}

/* An item that failed, or was stopped, or those of a batch. Not recorded: what stands in the output
 * for one that is tolerated; here it is what Catch would give. */
static SwFrame *
count_failure (SwExecution *self,
               SwFrame     *child)
{
  SwFrame *frame = child->parent;

  frame->n_failed += child->child->n_items;
  if (!sw_map_is_tolerable (frame))
    return exceed_threshold (self, frame);
  sw_value_set (&child->result, sw_error_make_output (&child->failure));
  frame->ended = child;
  return sw_map_child_ended (self, frame);
}

/**
 * sw_map_tolerate:
 * @child: an item of a distributed Map that failed
 *
 * Counts a failed item, and goes on or fails the run.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_tolerate (SwExecution *self,
                 SwFrame     *child)
{
  sw_child_end (self, child, SW_EXECUTION_FAILED);
  return count_failure (self, child);
}

/* Aborts the child execution INDEX, of all that are kept, as an input of the execution. To its Map
 * it is one that did not succeed (AWS's documentation counts those that were stopped as aborted).
 * FALSE where it does not run, or where all stands still. */
static gboolean
stop_child (SwExecution *self,
            guint64      index,
            const char  *error,
            const char  *cause)
{
  SwChild *child = sw_child_find (self, index);
  SwFrame *next;

  if (child == NULL || child->status != SW_EXECUTION_RUNNING
      || self->status != SW_EXECUTION_RUNNING || self->stopped != NULL)
    return FALSE;
  sw_failure_set (&child->root->failure, error, cause);
  sw_child_end (self, child->root, SW_EXECUTION_ABORTED);
  next = count_failure (self, child->root);
  while (next != NULL)
    next = sw_execution_serve (self, next);
  sw_execution_settle (self);
  sw_input_tell (self, SW_INPUT_STOP_CHILD, index, SW_VALUE_INIT, error, cause);
  return TRUE;
}

/**
 * sw_execution_stop_child:
 * @index: of a child execution, among all that are kept
 * @error: (nullable): given by whoever stops it
 * @cause: (nullable): likewise
 * @now: microseconds since the epoch
 *
 * Aborts the execution of one item of a distributed Map.
 *
 * Returns: %FALSE where it does not run, or where the execution stands at a stop
 */
gboolean
sw_execution_stop_child (SwExecution *self,
                         guint        index,
                         const char  *error,
                         const char  *cause,
                         gint64       now)
{
  const SwExecutionInput input = { .kind = SW_INPUT_STOP_CHILD,
                                   .time = now,
                                   .count = 1,
                                   .id = index,
                                   .name = error,
                                   .cause = cause };
  const SwChild *child = sw_child_find (self, index);

  if (self->breaks.stepping)
    return child != NULL && child->status == SW_EXECUTION_RUNNING
           && sw_breaks_defer (self, &input);
  self->now = MAX (self->now, now);
  return stop_child (self, index, error, cause);
}

/**
 * sw_map_is_fixed:
 * @child: of a distributed Map, did not succeed
 *
 * Returns: whether a child execution cannot be redriven: its history is full (AWS's documentation).
 * Express ones begin anew.
 */
gboolean
sw_map_is_fixed (const SwFrame *frame,
                 const SwFrame *child)
{
  return frame->step->map != NULL && frame->step->map->distributed
         && child->child->n_events >= child->child->limit;
}

static void
sort_parked (SwFrame *frame)
{
  SwMapRun *run = frame->run;

  run->waiting = run->fixed = (SwMapEnds) { 0 };
  for (guint i = 0; i < frame->parked->len; i++)
    {
      const SwFrame *child = g_ptr_array_index (frame->parked, i);
      SwMapEnds *ends = child != NULL && sw_map_is_fixed (frame, child) ? &run->fixed
                                                                        : &run->waiting;

      if (child == NULL)
        continue;
      ends->children++;
      ends->items += child->child->n_items;
    }
  frame->n_waiting = run->waiting.children;
  frame->n_done += run->fixed.children;
  frame->n_failed = run->fixed.items;
}

/* AWS documents the error, not its words. */
static SwFrame *
refuse_redrive (SwExecution *self,
                SwFrame     *frame)
{
  frame->n_waiting = 0;
  sw_children_park (self, frame);
  sw_failure_set (&frame->failure, SW_ERROR_RUNTIME,
                  "The Map Run reached the maximum number of redrives (1000).");
  return sw_error_raise (self, frame);
}

/**
 * sw_map_redrive:
 * @frame: a Map whose children wait
 *
 * Has those iterations go on that did not succeed, and begins those that had not begun. How many
 * may fail is counted anew; what is written is written again. A Map run that was redriven too often
 * fails with States.Runtime (AWS's documentation).
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_redrive (SwExecution *self,
                SwFrame     *frame)
{
  SwMapRun *run = frame->run;
  SwHistoryEvent *event;

  if (!frame->step->map->distributed)
    return sw_map_go_on (self, frame);
  if (run->redrives >= QUOTA_REDRIVES)
    return refuse_redrive (self, frame);
  run->redrives++;
  run->writing = FALSE;
  run->n_written = 0;
  sw_value_set (&run->destination, SW_VALUE_INIT);
  sw_value_set (&run->writes, SW_VALUE_INIT);
  event = sw_frame_emit (self, frame, SW_EVENT_MAP_RUN_REDRIVEN);
  event->extra = sw_value_new_object (2);
  sw_value_set_member (&event->extra, "mapRunArn", sw_value_new_string (run->arn));
  sw_value_set_member (&event->extra, "redriveCount", sw_value_new_integer (run->redrives));
  sw_map_runs_redrive (self, frame);
  sort_parked (frame);
  return sw_map_is_tolerable (frame) ? sw_map_go_on (self, frame) : exceed_threshold (self, frame);
}
