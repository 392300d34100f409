/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <string.h>

#include "engine/execution/sw-map-children.h"
#include "json/sw-text.h"

/* Map: its items, and the iterations that process them. Inline iterations are frames of the
 * execution; the items of a distributed Map are executions of their own, with histories of their own.
 *
 * A distributed Map may ask for its items (ItemReader) before they begin, and write what came of
 * them (ResultWriter) when they have ended. */

static gboolean
refuse_items (SwFrame *frame,
              SwValue  items)
{
  const SwFormula *expression = frame->step->map->items;
  g_autofree char *text = sw_value_to_text (items, SW_TEXT_DEFAULT, NULL);
  const char *path = expression != NULL ? sw_formula_get_text (expression) : "$";

  /* Recorded on AWS: of a path into the context object, `$$`, the first `$` is not shown. */
  if (!frame->step->jsonata)
    return sw_failure_runtime (&frame->failure, "Reference path \"%s\" must point to array.",
                               g_str_has_prefix (path, "$$") ? path + 1 : path);
  if (expression == NULL || path == NULL)
    return sw_failure_evaluation (&frame->failure, NULL,
                                  "Map state input must be an array but was: %s", text);
  return sw_failure_evaluation (
      &frame->failure, "Items",
      "The JSONata expression '%s' specified for the field 'Items' returned an "
      "unexpected result type. Expected 'array', but was '%s' for value: %s",
      path, sw_type_get_name (sw_value_type (items)), text);
}

/**
 * sw_map_get_items:
 * @items: (out): an array on success; owned in any case
 *
 * Evaluates ItemsPath or Items.
 *
 * Returns: whether it went well
 */
gboolean
sw_map_get_items (SwExecution *self,
                  SwFrame     *frame,
                  SwValue     *items)
{
  const SwFormula *expression = frame->step->map->items;

  if (expression == NULL)
    *items = sw_value_ref (frame->effective);
  else if (!sw_flow_evaluate (self, frame, expression, frame->effective, SW_VALUE_INIT,
                              SW_VALUE_INIT, items))
    return FALSE;
  return sw_value_is (*items, SW_TYPE_ARRAY) || refuse_items (frame, *items);
}

static char *
make_uuid (SwExecution *self)
{
  guint64 high = self->random != NULL ? self->random (self->random_data) : ++self->random_state;
  guint64 low = self->random != NULL ? self->random (self->random_data) : ++self->random_state;

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (high >> 32),
                          (guint) (high >> 16) & 0xffff, (guint) high & 0xfff,
                          ((guint) (low >> 48) & 0x3fff) | 0x8000,
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/* The first digits of the run's own tell which run a child is of (sw-map-children.h). */
static char *
make_name (SwExecution    *self,
           const SwMapRun *run)
{
  char *name = make_uuid (self);

  memcpy (name, run->id, SW_MAP_RUN_DIGITS);
  return name;
}

static const char *
get_label (const SwStep *step)
{
  return step->map->label != NULL ? step->map->label : step->state->name;
}

static void
record_map_run (SwExecution *self,
                SwFrame     *frame)
{
  g_autofree char *uuid = make_uuid (self);
  g_autofree char *arn
      = g_strdup_printf ("arn:aws:states:%s:%s:mapRun:%s/%s:%s", self->region, self->account,
                         self->machine_name, get_label (frame->step), uuid);
  SwHistoryEvent *event = sw_frame_emit (self, frame, SW_EVENT_MAP_RUN_STARTED);

  event->extra = sw_value_new_object (1);
  sw_value_set_member (&event->extra, "mapRunArn", sw_value_new_string (arn));
  frame->run->arn = g_steal_pointer (&arn);
  frame->run->id = g_steal_pointer (&uuid);
  sw_map_runs_begin (self, frame);
}

/**
 * sw_map_count_items:
 * @index: of an item, or of a batch
 *
 * Returns: how many items that is
 */
guint
sw_map_count_items (const SwFrame *frame,
                    guint          index)
{
  SwValue batch = sw_value_get_member (sw_value_get_element (frame->items, index), "Items");

  return frame->step->map->batcher != NULL ? sw_value_get_length (batch) : 1;
}

/* Makes an iteration the root of an execution of its own: other context, no variables, own event
 * numbers. */
static void
begin_child_execution (SwExecution *self,
                       SwFrame     *frame,
                       SwFrame     *iteration)
{
  gboolean express = frame->step->map->express;
  g_autofree char *name = make_name (self, frame->run);
  g_autofree char *uuid = express ? make_uuid (self) : NULL;
  g_autofree char *arn
      = g_strdup_printf ("arn:aws:states:%s:%s:%s:%s/%s:%s%s%s", self->region, self->account,
                         express ? "express" : "execution", self->machine_name,
                         get_label (frame->step), name, express ? ":" : "", express ? uuid : "");
  SwChild *child = g_new0 (SwChild, 1);

  child->root = iteration;
  child->n_events = 1; /* ExecutionStarted */
  child->limit = express || self->unlimited_events ? G_MAXUINT : SW_QUOTA_EVENTS - 1;
  child->n_items = sw_map_count_items (frame, iteration->index);
  child->execution = sw_context_new_execution (self, arn, name, iteration->input);
  sw_child_begin (self, frame, child, name, uuid, iteration->input);
  sw_frame_set_child (iteration, child);
  iteration->last = 0;
  sw_value_clear (&iteration->variables);
  sw_value_clear (&iteration->item);
}

/**
 * sw_map_select:
 * @iteration: has item and index
 * @input: (out): what the iteration begins with; owned
 *
 * Applies ItemSelector: `$` is the Map's input, `$$.Map.Item.Value` the item (recorded on AWS).
 *
 * Returns: whether it went well
 */
gboolean
sw_map_select (SwExecution   *self,
               SwFrame       *frame,
               const SwFrame *iteration,
               SwValue       *input)
{
  const SwFormula *selector = frame->step->map->selector;
  gboolean done;

  if (selector == NULL)
    {
      *input = sw_value_ref (iteration->item);
      return TRUE;
    }
  frame->selecting = iteration;
  done = sw_flow_evaluate (self, frame, selector, frame->effective, SW_VALUE_INIT, SW_VALUE_INIT,
                           input);
  frame->selecting = NULL;
  return done;
}

/**
 * sw_map_begin_iteration:
 * @index: of an item
 *
 * Begins an iteration.
 *
 * Returns: %FALSE where its input cannot be had
 */
gboolean
sw_map_begin_iteration (SwExecution *self,
                        SwFrame     *frame,
                        guint        index)
{
  const SwMapPlan *plan = frame->step->map;
  SwFrame *iteration = sw_frame_new (self, frame, index, frame->step);
  SwHistoryEvent *event;
  gboolean done = TRUE;

  iteration->item = sw_value_ref (sw_value_get_element (frame->items, index));
  if (!plan->distributed)
    {
      event = sw_frame_emit (self, iteration, SW_EVENT_MAP_ITERATION_STARTED);
      event->number = index;
    }
  iteration->step = plan->processor->start;
  if (plan->batcher != NULL)
    iteration->input = sw_value_ref (iteration->item);
  else
    done = sw_map_select (self, frame, iteration, &iteration->input);
  if (!done || !sw_flow_check_depth (self, frame, frame->step->state->name, iteration->input))
    {
      sw_frame_kill (self, iteration);
      return FALSE;
    }
  g_ptr_array_index (frame->children, index) = iteration;
  if (plan->distributed)
    begin_child_execution (self, frame, iteration);
  sw_frame_ready (self, iteration);
  return TRUE;
}

/**
 * sw_map_succeed:
 * @take_output: of the Map
 *
 * Ends a Map whose iterations have all ended. Recorded on AWS for a distributed Map since November
 * 2024: MapStateSucceeded follows MapRunSucceeded, while MapStateExited follows MapRunStarted.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_succeed (SwExecution *self,
                SwFrame     *frame,
                SwValue      take_output)
{
  guint last = frame->last;

  if (frame->step->map->distributed)
    frame->last = sw_frame_emit_leaf (self, frame, SW_EVENT_MAP_RUN_SUCCEEDED)->id;
  sw_frame_emit_leaf (self, frame, SW_EVENT_MAP_STATE_SUCCEEDED);
  frame->last = last;
  sw_map_runs_end (self, frame, SW_EXECUTION_SUCCEEDED);
  sw_children_clear (self, frame);
  return sw_flow_complete (self, frame, take_output, frame->step->assign, frame->step->output,
                           frame->step->next);
}

/* The next that a redrive left waiting, or else the next that has not begun */
static gboolean
begin_next (SwExecution *self,
            SwFrame     *frame)
{
  if (frame->n_waiting > 0)
    return sw_children_redrive_next (self, frame);
  if (!sw_map_begin_iteration (self, frame, frame->n_begun))
    return FALSE;
  if (frame->run != NULL)
    frame->run->n_begun_items += sw_map_count_items (frame, frame->n_begun);
  frame->n_begun++;
  return TRUE;
}

/**
 * sw_map_go_on:
 *
 * Begins iterations as long as items are left and the limit allows.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_go_on (SwExecution *self,
              SwFrame     *frame)
{
  if (frame->n_done == frame->n_items && frame->step->map->writer != NULL)
    return sw_map_write_results (self, frame);
  if (frame->n_done == frame->n_items)
    return sw_map_succeed (self, frame, sw_value_steal (&frame->outputs));
  while ((frame->n_waiting > 0 || frame->n_begun < frame->n_items)
         && frame->n_begun - frame->n_done - frame->n_waiting < frame->limit)
    if (!begin_next (self, frame))
      {
        sw_children_park (self, frame);
        sw_map_runs_end (self, frame, SW_EXECUTION_FAILED);
        return sw_error_raise (self, frame);
      }
  return NULL;
}

/**
 * sw_map_begin:
 * @take_items: an array
 *
 * Begins the iterations.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_begin (SwExecution *self,
              SwFrame     *frame,
              SwValue      take_items)
{
  if (frame->run != NULL)
    frame->run->n_items = sw_value_get_length (take_items);
  if (frame->step->map->batcher != NULL && !sw_map_batch (self, frame, &take_items))
    {
      sw_value_clear (&take_items);
      return sw_error_raise (self, frame);
    }
  sw_value_set (&frame->items, take_items);
  frame->n_items = sw_value_get_length (frame->items);
  frame->phase = SW_PHASE_CHILDREN;
  frame->children = g_ptr_array_sized_new (frame->n_items);
  g_ptr_array_set_size (frame->children, (int) frame->n_items);
  sw_value_set (&frame->outputs, sw_value_new_array (frame->n_items));
  for (guint i = 0; i < frame->n_items; i++)
    sw_value_append (&frame->outputs, SW_VALUE_NULL);
  return sw_map_go_on (self, frame);
}

/* A Map run: its numbers, and its items where somebody else has them */
static SwFrame *
begin_run (SwExecution *self,
           SwFrame     *frame,
           SwValue      take_items)
{
  const SwReaderPlan *reader = frame->step->map->reader;
  g_auto (SwValue) items = take_items;
  g_auto (SwValue) parameters = SW_VALUE_INIT;

  frame->run = g_new0 (SwMapRun, 1);
  if (!sw_map_get_tolerance (self, frame)
      || (reader != NULL && !sw_map_prepare_reader (self, frame, &parameters)))
    return sw_error_raise (self, frame);
  record_map_run (self, frame);
  frame->started = TRUE;
  if (reader == NULL)
    return sw_map_begin (self, frame, sw_value_steal (&items));
  sw_task_ask (self, frame, &reader->object, sw_value_steal (&parameters));
  return NULL;
}

/**
 * sw_map_work:
 *
 * Starts a Map. Recorded on AWS: wrong items and a wrong MaxConcurrency are found before
 * MapStateStarted, wrong tolerances and a wrong MaxItems after it.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_work (SwExecution *self,
             SwFrame     *frame)
{
  const SwMapPlan *plan = frame->step->map;
  SwValue items = SW_VALUE_INIT;

  sw_children_clear (self, frame); /* of the try before */
  if ((plan->reader == NULL && !sw_map_get_items (self, frame, &items))
      || !sw_map_get_limit (self, frame))
    {
      sw_value_clear (&items);
      return sw_error_raise (self, frame);
    }
  frame->n_begun = frame->n_done = frame->n_failed = 0;
  sw_frame_emit (self, frame, SW_EVENT_MAP_STATE_STARTED)->number = sw_value_get_length (items);
  if (plan->distributed)
    return begin_run (self, frame, items);
  frame->started = TRUE;
  return sw_map_begin (self, frame, items);
}

/**
 * sw_map_child_ended:
 *
 * Takes the output of an iteration, and begins the next. Recorded on AWS: the next iteration
 * follows from the last state of the one before, past its MapIterationSucceeded; only the end of
 * the Map follows from that.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_child_ended (SwExecution *self,
                    SwFrame     *frame)
{
  guint index = frame->ended->index, id = frame->ended->id;
  SwHistoryEvent *event;

  if (frame->step->map->distributed)
    sw_child_end (self, frame->ended, SW_EXECUTION_SUCCEEDED);
  if (frame->step->map->writer != NULL)
    sw_map_note_result (self, frame, frame->ended);
  sw_children_ended (self, frame);
  if (!frame->step->map->distributed)
    {
      event = sw_frame_emit_leaf (self, frame, SW_EVENT_MAP_ITERATION_SUCCEEDED);
      event->number = index;
      event->frame = id;
      if (frame->n_done == frame->n_items)
        frame->last = event->id;
    }
  return sw_map_go_on (self, frame);
}
