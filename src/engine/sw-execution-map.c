/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-execution-private.h"

#include <math.h>

#include "json/sw-text.h"

/* Map: its items, the iterations that process them, and what its numbers may be. Inline iterations
 * are frames of the execution; the items of a distributed Map are executions of their own, whose
 * events are not kept. */

/* So many child executions of a distributed Map run at once when nothing else is asked for. */
#define DISTRIBUTED_CONCURRENCY 10000

static gboolean
refuse_items (SwFrame *frame,
              SwValue  items)
{
  const SwFormula *expression = frame->step->map->items;
  g_autofree char *text = sw_value_to_text (items, SW_TEXT_DEFAULT, NULL);
  const char *path = expression != NULL ? sw_formula_get_text (expression) : "$";

  if (!frame->step->jsonata)
    /* Not recorded; the sentence is the one users quote. */
    return sw_failure_runtime (&frame->failure, "Reference path \"%s\" must point to array.", path);
  if (expression == NULL || path == NULL)
    return sw_failure_evaluation (&frame->failure, NULL,
                                  "Map state input must be an array but was: %s", text);
  return sw_failure_evaluation (
      &frame->failure, "Items",
      "The JSONata expression '%s' specified for the field 'Items' returned an "
      "unexpected result type. Expected 'array', but was '%s' for value: %s",
      path, sw_type_get_name (sw_value_type (items)), text);
}

static gboolean
get_items (SwExecution *self,
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

/* Recorded on AWS for the …Path fields: a string stands between the quotes as it is, the rest as
 * JSON. */
static gboolean
refuse_number (SwFrame          *frame,
               const SwQuantity *quantity,
               SwValue           value,
               const char       *kind)
{
  const char *path = sw_formula_get_text (quantity->expression);
  g_autofree char *text = sw_value_is (value, SW_TYPE_STRING)
                              ? g_strdup (sw_value_get_text (value, NULL))
                              : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  if (frame->step->jsonata)
    return sw_failure_evaluation (&frame->failure, quantity->field,
                                  "The %s field refers to value \"%s\" which is not a valid %s",
                                  quantity->field, text, kind);
  return sw_failure_runtime (&frame->failure,
                             "The %s field refers to value \"%s\" which is not a valid %s: %s",
                             quantity->field, text, kind, path != NULL ? path : text);
}

/* Recorded on AWS: "1" will do for 1. */
static gboolean
parse_number (SwValue   value,
              gboolean  whole,
              double   *number)
{
  const char *text;
  char *end;

  if (sw_value_is (value, SW_TYPE_NUMBER))
    {
      *number = sw_value_get_number (value);
    }
  else if (sw_value_is (value, SW_TYPE_STRING))
    {
      text = sw_value_get_text (value, NULL);
      *number = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0' || !isfinite (*number))
        return FALSE;
    }
  else
    {
      return FALSE;
    }
  return !whole || *number == floor (*number);
}

/* *NUMBER keeps its value where the field is absent. */
static gboolean
get_number (SwExecution      *self,
            SwFrame          *frame,
            const SwQuantity *quantity,
            const char       *kind,
            double           *number)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  gboolean whole = g_str_equal (kind, "integer");

  if (!sw_flow_quantity (self, frame, quantity, &value))
    return FALSE;
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return TRUE;
  return parse_number (value, whole, number) || refuse_number (frame, quantity, value, kind);
}

/* How many iterations may be open. Recorded on AWS: 0 is no limit of its own; below 0 the service
 * hung, which nobody can want: here it is an error. */
static gboolean
get_limit (SwExecution *self,
           SwFrame     *frame)
{
  const SwQuantity *quantity = &frame->step->map->max_concurrency;
  guint most
      = frame->step->map->distributed ? DISTRIBUTED_CONCURRENCY : SW_QUOTA_INLINE_CONCURRENCY;
  double limit = 0;

  if (!get_number (self, frame, quantity, "integer", &limit))
    return FALSE;
  if (limit < 0)
    return sw_failure_runtime (&frame->failure, "MaxConcurrency cannot be negative.");
  frame->limit = limit < 1 || limit > most ? most : (guint) limit;
  return TRUE;
}

/* How many items of a distributed Map may fail: none, unless count or percentage say more; the
 * stricter holds. */
static gboolean
get_tolerance (SwExecution *self,
               SwFrame     *frame)
{
  const SwMapPlan *plan = frame->step->map;
  double count = 0, percentage = 0;

  if (!get_number (self, frame, &plan->tolerated_count, "integer", &count)
      || !get_number (self, frame, &plan->tolerated_percentage, "float", &percentage))
    return FALSE;
  if (count < 0)
    return sw_failure_runtime (&frame->failure, "ToleratedFailureCount cannot be negative.");
  if (percentage < 0 || percentage > 100)
    return sw_failure_runtime (&frame->failure,
                               "ToleratedFailurePercentage must be between 0 and 100.");

  percentage = percentage / 100 * frame->n_items;
  if (plan->tolerated_percentage.expression == NULL)
    frame->tolerated = count;
  else if (plan->tolerated_count.expression == NULL)
    frame->tolerated = percentage;
  else
    frame->tolerated = MIN (count, percentage);
  return TRUE;
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
}

/* Makes an iteration the root of an execution of its own: other context, no variables, own event
 * numbers. */
static void
begin_child_execution (SwExecution *self,
                       SwFrame     *frame,
                       SwFrame     *iteration)
{
  g_autofree char *name = make_uuid (self);
  g_autofree char *arn
      = g_strdup_printf ("arn:aws:states:%s:%s:execution:%s/%s:%s", self->region, self->account,
                         self->machine_name, get_label (frame->step), name);
  SwChild *child = g_new0 (SwChild, 1);

  child->root = iteration;
  child->n_events = 1; /* ExecutionStarted */
  child->execution = sw_context_new_execution (self, arn, name, iteration->input);
  sw_frame_set_child (iteration, child);
  iteration->last = 0;
  sw_value_clear (&iteration->variables);
  sw_value_clear (&iteration->item);
}

/* ItemSelector: `$` is the Map's input, `$$.Map.Item.Value` the item (recorded on AWS). */
static gboolean
select_item (SwExecution *self,
             SwFrame     *frame,
             SwFrame     *iteration)
{
  const SwFormula *selector = frame->step->map->selector;
  gboolean done;

  if (selector == NULL)
    {
      iteration->input = sw_value_ref (iteration->item);
      return TRUE;
    }
  frame->selecting = iteration;
  done = sw_flow_evaluate (self, frame, selector, frame->effective, SW_VALUE_INIT, SW_VALUE_INIT,
                           &iteration->input);
  frame->selecting = NULL;
  return done;
}

static gboolean
begin_iteration (SwExecution *self,
                 SwFrame     *frame)
{
  const SwMapPlan *plan = frame->step->map;
  guint index = frame->n_begun++;
  SwFrame *iteration = sw_frame_new (self, frame, index, frame->step);
  SwHistoryEvent *event;

  g_ptr_array_index (frame->children, index) = iteration;
  iteration->item = sw_value_ref (sw_value_get_element (frame->items, index));
  if (!plan->distributed)
    {
      event = sw_frame_emit (self, iteration, SW_EVENT_MAP_ITERATION_STARTED);
      event->number = index;
    }
  iteration->step = plan->processor->start;
  if (!select_item (self, frame, iteration))
    return FALSE;
  if (plan->distributed)
    begin_child_execution (self, frame, iteration);
  sw_frame_ready (self, iteration);
  return TRUE;
}

/* Recorded on AWS for a distributed Map since November 2024: MapStateSucceeded follows
 * MapRunSucceeded, while MapStateExited follows MapRunStarted. */
static SwFrame *
succeed (SwExecution *self,
         SwFrame     *frame)
{
  SwValue outputs = sw_value_steal (&frame->outputs);
  guint last = frame->last;

  if (frame->step->map->distributed)
    frame->last = sw_frame_emit_leaf (self, frame, SW_EVENT_MAP_RUN_SUCCEEDED)->id;
  sw_frame_emit_leaf (self, frame, SW_EVENT_MAP_STATE_SUCCEEDED);
  frame->last = last;
  sw_children_clear (self, frame);
  return sw_flow_complete (self, frame, outputs, frame->step->assign, frame->step->output,
                           frame->step->next);
}

/* Begins iterations as long as items are left and the limit allows */
static SwFrame *
go_on (SwExecution *self,
       SwFrame     *frame)
{
  if (frame->n_done == frame->n_items)
    return succeed (self, frame);
  while (frame->n_begun < frame->n_items && frame->n_begun - frame->n_done < frame->limit)
    if (!begin_iteration (self, frame))
      {
        sw_children_clear (self, frame);
        return sw_error_raise (self, frame);
      }
  return NULL;
}

/**
 * sw_map_work:
 *
 * Starts a Map. Recorded on AWS: wrong items and a wrong MaxConcurrency are found before
 * MapStateStarted, wrong tolerances after it.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_work (SwExecution *self,
             SwFrame     *frame)
{
  SwValue items = SW_VALUE_INIT;
  gboolean distributed = frame->step->map->distributed;

  if (!get_items (self, frame, &items) || !get_limit (self, frame))
    {
      sw_value_clear (&items);
      return sw_error_raise (self, frame);
    }
  sw_value_set (&frame->items, items);
  frame->n_items = sw_value_get_length (items);
  frame->n_begun = frame->n_done = frame->n_failed = 0;
  sw_frame_emit (self, frame, SW_EVENT_MAP_STATE_STARTED)->number = frame->n_items;
  if (distributed && !get_tolerance (self, frame))
    return sw_error_raise (self, frame);

  if (distributed)
    record_map_run (self, frame);
  frame->started = TRUE;
  frame->phase = SW_PHASE_CHILDREN;
  frame->children = g_ptr_array_sized_new (frame->n_items);
  g_ptr_array_set_size (frame->children, (int) frame->n_items);
  sw_value_set (&frame->outputs, sw_value_new_array (frame->n_items));
  for (guint i = 0; i < frame->n_items; i++)
    sw_value_append (&frame->outputs, SW_VALUE_NULL);
  return go_on (self, frame);
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

  sw_children_ended (self, frame);
  if (!frame->step->map->distributed)
    {
      event = sw_frame_emit_leaf (self, frame, SW_EVENT_MAP_ITERATION_SUCCEEDED);
      event->number = index;
      event->frame = id;
      if (frame->n_done == frame->n_items)
        frame->last = event->id;
    }
  return go_on (self, frame);
}

/**
 * sw_map_tolerate:
 * @child: an item of a distributed Map that failed
 *
 * Counts a failed item. Not recorded: what stands in the output for a failed item that is
 * tolerated; here it is what Catch would give.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_tolerate (SwExecution *self,
                 SwFrame     *child)
{
  SwFrame *frame = child->parent;
  SwHistoryEvent *event;

  if (++frame->n_failed <= frame->tolerated)
    {
      sw_value_set (&child->result, sw_error_make_output (&child->failure));
      frame->ended = child;
      return sw_map_child_ended (self, frame);
    }
  sw_children_clear (self, frame);
  sw_failure_set (&frame->failure, SW_ERROR_TOLERATED,
                  "The specified tolerated failure threshold was exceeded");
  event = sw_frame_emit (self, frame, SW_EVENT_MAP_RUN_FAILED);
  event->extra = sw_value_new_object (2);
  sw_value_set_member (&event->extra, "error", sw_value_new_string (frame->failure.error));
  sw_value_set_member (&event->extra, "cause", sw_value_new_string (frame->failure.cause));
  frame->phase = SW_PHASE_FAILED;
  return frame;
}
