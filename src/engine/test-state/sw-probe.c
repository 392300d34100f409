/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-probe.h"

#define TYPE(name) (1u << SW_STATE_##name)
#define ALL_TYPES  (~0u)

/* Recorded on AWS: which types show which values, and under which names. NULL: never. */
static const struct
{
  const char *path_member; /* in a JSONPath state */
  guint       path_types;
  const char *jsonata_member;
  guint       jsonata_types;
} points[] = {
  [SW_PROBE_INPUT] = { "input", ALL_TYPES, "input", ALL_TYPES },
  [SW_PROBE_INPUT_PATH] = { "afterInputPath", ~TYPE (PARALLEL) },
  [SW_PROBE_PARAMETERS]
  = { "afterParameters", TYPE (PASS) | TYPE (TASK), "afterArguments", TYPE (TASK) },
  [SW_PROBE_ITEMS_PATH] = { "afterItemsPath", TYPE (MAP) },
  [SW_PROBE_ITEM_SELECTOR] = { "afterItemSelector", TYPE (MAP), "afterItemSelector", TYPE (MAP) },
  [SW_PROBE_MAX_CONCURRENCY] = { "maxConcurrency", TYPE (MAP), "maxConcurrency", TYPE (MAP) },
  [SW_PROBE_TOLERATED_COUNT]
  = { "toleratedFailureCount", TYPE (MAP), "toleratedFailureCount", TYPE (MAP) },
  [SW_PROBE_TOLERATED_PERCENTAGE]
  = { "toleratedFailurePercentage", TYPE (MAP), "toleratedFailurePercentage", TYPE (MAP) },
  [SW_PROBE_RESULT] = { "result", TYPE (PASS) | TYPE (TASK), "result", TYPE (TASK) },
  [SW_PROBE_RESULT_SELECTOR]
  = { "afterResultSelector", TYPE (PASS) | TYPE (TASK) | TYPE (MAP) | TYPE (PARALLEL) },
  [SW_PROBE_RESULT_PATH]
  = { "afterResultPath", TYPE (PASS) | TYPE (TASK) | TYPE (MAP) | TYPE (PARALLEL) },
  [SW_PROBE_VARIABLES] = { "variables", ALL_TYPES, "variables", ALL_TYPES },
};

/* Recorded on AWS: a Pass with Result shows neither what InputPath nor what Parameters make. */
static gboolean
is_hidden (const SwStep *step,
           SwProbePoint  point)
{
  return step->result != NULL && (point == SW_PROBE_INPUT_PATH || point == SW_PROBE_PARAMETERS);
}

/**
 * sw_probe_note:
 * @value: what is there at @point
 *
 * Notes a value between input and output. Nothing happens in an ordinary execution.
 */
void
sw_probe_note (SwExecution   *self,
               const SwFrame *frame,
               SwProbePoint   point,
               SwValue        value)
{
  gboolean jsonata = frame->step->jsonata;
  const char *member = jsonata ? points[point].jsonata_member : points[point].path_member;
  guint types = jsonata ? points[point].jsonata_types : points[point].path_types;

  if (self->probe == NULL || member == NULL || !(types & (1u << frame->step->type))
      || is_hidden (frame->step, point))
    return;
  sw_value_set_member (&self->probe->data, member, sw_value_ref (value));
}

static void
note_number (SwExecution  *self,
             SwFrame      *frame,
             SwProbePoint  point,
             double        number)
{
  SwValue value = sw_value_new_number (number);

  /* Recorded on AWS: a percentage of 1 shows as 1.0. */
  if (point == SW_PROBE_TOLERATED_PERCENTAGE)
    value.flags |= SW_VALUE_DECIMAL;
  sw_probe_note (self, frame, point, value);
}

static gboolean
get_items (SwExecution *self,
           SwFrame     *frame,
           SwValue     *items)
{
  const SwReaderPlan *reader = frame->step->map->reader;
  g_autofree char *cause = NULL;

  if (reader == NULL)
    {
      if (!sw_map_get_items (self, frame, items))
        return FALSE;
      sw_probe_note (self, frame, SW_PROBE_ITEMS_PATH, *items);
      return TRUE;
    }
  if (sw_value_is (self->probe->reader_data, SW_TYPE_UNDEFINED))
    return TRUE;
  if (sw_items_parse (&reader->options, self->probe->reader_data, items, &cause))
    return TRUE;
  sw_failure_set (&frame->failure, SW_ERROR_ITEM_READER, cause);
  return FALSE;
}

static gboolean
select_items (SwExecution *self,
              SwFrame     *frame,
              SwValue      items)
{
  g_auto (SwValue) selected = SW_VALUE_INIT;

  if (frame->step->map->selector == NULL)
    return TRUE;
  selected = sw_value_new_array (sw_value_get_length (items));
  for (guint i = 0; i < sw_value_get_length (items); i++)
    {
      const SwFrame iteration = { .index = i, .item = sw_value_get_element (items, i) };
      SwValue input;

      if (!sw_map_select (self, frame, &iteration, &input))
        return FALSE;
      sw_value_append (&selected, input);
    }
  sw_probe_note (self, frame, SW_PROBE_ITEM_SELECTOR, selected);
  return TRUE;
}

/* The numbers of a Map; recorded on AWS: tolerances are shown, and hold, only where they stand. */
static gboolean
check_numbers (SwExecution *self,
               SwFrame     *frame,
               guint        n_items)
{
  const SwMapPlan *plan = frame->step->map;
  SwProbe *probe = self->probe;
  double concurrency = 0, count = 0, percentage = 0;

  if (!sw_map_get_limit (self, frame)
      || !sw_map_get_number (self, frame, &plan->max_concurrency, "integer", &concurrency))
    return FALSE;
  note_number (self, frame, SW_PROBE_MAX_CONCURRENCY, concurrency);
  if (!sw_map_get_tolerance (self, frame)
      || !sw_map_get_number (self, frame, &plan->tolerated_count, "integer", &count)
      || !sw_map_get_number (self, frame, &plan->tolerated_percentage, "float", &percentage))
    return FALSE;
  if (plan->tolerated_count.expression != NULL)
    note_number (self, frame, SW_PROBE_TOLERATED_COUNT, count);
  if (plan->tolerated_percentage.expression != NULL)
    note_number (self, frame, SW_PROBE_TOLERATED_PERCENTAGE, percentage);
  if (probe->n_failures > n_items)
    {
      probe->refusal = g_strdup ("Map iteration failure count must be less than or equal to the "
                                 "number of Map iterations");
      return FALSE;
    }
  frame->n_failed = (guint) MAX (probe->n_failures, 0);
  frame->run->n_items = n_items;
  return TRUE;
}

static gboolean
check_map (SwExecution *self,
           SwFrame     *frame)
{
  const SwMapPlan *plan = frame->step->map;
  gboolean has_tolerance = plan->tolerated_count.expression != NULL
                           || plan->tolerated_percentage.expression != NULL;
  g_auto (SwValue) items = SW_VALUE_INIT;

  frame->run = g_new0 (SwMapRun, 1);
  if (!get_items (self, frame, &items) || !select_items (self, frame, items)
      || !check_numbers (self, frame, sw_value_get_length (items)))
    return FALSE;
  if (self->probe->throws || !has_tolerance || sw_map_is_tolerable (frame))
    return TRUE;
  sw_failure_set (&frame->failure, SW_ERROR_TOLERATED,
                  "The specified tolerated failure threshold was exceeded");
  return FALSE;
}

/**
 * sw_probe_work:
 *
 * Has the mock stand in for the iterations of a Map, or the branches of a Parallel.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_probe_work (SwExecution *self,
               SwFrame     *frame)
{
  const SwStep *step = frame->step;
  SwProbe *probe = self->probe;
  g_auto (SwValue) parameters = SW_VALUE_INIT;
  gboolean done = step->type == SW_STATE_MAP ? check_map (self, frame)
                                             : sw_flow_parameters (self, frame, &parameters);

  if (!done)
    return sw_error_raise (self, frame);
  if (probe->throws)
    {
      sw_failure_set (&frame->failure, probe->error, probe->cause);
      return sw_error_raise (self, frame);
    }
  return sw_flow_complete (self, frame, sw_value_ref (probe->result), step->assign, step->output,
                           step->next);
}

/**
 * sw_probe_left:
 * @take_output: of the state
 * @next: (nullable): where it would go
 *
 * Ends the execution, for the state has been left.
 *
 * Returns: %NULL: nothing is to be served
 */
SwFrame *
sw_probe_left (SwExecution  *self,
               SwFrame      *frame,
               SwValue       take_output,
               const SwStep *next)
{
  SwProbe *probe = self->probe;

  probe->left = TRUE;
  probe->output = take_output;
  probe->next = next;
  if (!sw_value_is (frame->variables, SW_TYPE_UNDEFINED))
    sw_probe_note (self, frame, SW_PROBE_VARIABLES, frame->variables);
  sw_value_set (&frame->result, sw_value_ref (take_output));
  sw_execution_finish (self, SW_EXECUTION_SUCCEEDED);
  return NULL;
}

static void
keep_failure (SwProbe         *probe,
              const SwFailure *failure)
{
  sw_failure_clear (&probe->failure);
  probe->failed = TRUE;
  probe->failure.error = g_strdup (failure->error);
  probe->failure.cause = g_strdup (failure->cause);
}

/**
 * sw_probe_retries:
 *
 * Looks which retrier a failure would come to, after as many retries as the test says have been
 * made.
 *
 * Returns: whether there is one more retry
 */
gboolean
sw_probe_retries (SwExecution *self,
                  SwFrame     *frame)
{
  const SwStep *step = frame->step;
  SwProbe *probe = self->probe;

  keep_failure (probe, &frame->failure);
  probe->catcher = -1;
  for (guint i = 0; i < step->n_retriers; i++)
    if (sw_failure_matches (&frame->failure, step->retriers[i].errors))
      {
        probe->retrier = (int) i;
        if (probe->n_retries >= step->retriers[i].backoff.max_attempts)
          return FALSE;
        probe->delay = sw_error_get_delay (self, &step->retriers[i], probe->n_retries);
        return TRUE;
      }
  return FALSE;
}

/**
 * sw_probe_clear:
 *
 * Frees what a probe holds.
 */
void
sw_probe_clear (SwProbe *probe)
{
  sw_value_clear (&probe->context);
  sw_value_clear (&probe->reader_data);
  sw_value_clear (&probe->result);
  sw_value_clear (&probe->data);
  sw_value_clear (&probe->output);
  sw_failure_clear (&probe->failure);
  g_free (probe->error);
  g_free (probe->cause);
  g_free (probe->refusal);
}
