/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-stages-private.h"

#include <glib/gi18n.h>

/* From the input to the result of the work. */

/**
 * sw_stages_begin:
 *
 * Adds what InputPath leaves.
 *
 * Returns: whether the state goes on
 */
gboolean
sw_stages_begin (SwStagesBuilder *builder)
{
  const SwStep *step = builder->step;

  if (!sw_flow_begin (builder->bench, builder->frame))
    {
      sw_stages_add_failed (builder, SW_DATA_INPUT_PATH, "InputPath");
      return FALSE;
    }
  if (!step->jsonata && step->type != SW_STATE_FAIL)
    sw_stages_add (builder, SW_DATA_INPUT_PATH, "InputPath",
                   step->input_path != NULL || step->input_discarded,
                   sw_value_ref (builder->frame->effective));
  return TRUE;
}

/**
 * sw_stages_add_items:
 *
 * Adds the items of a Map.
 *
 * Returns: whether the state goes on
 */
gboolean
sw_stages_add_items (SwStagesBuilder *builder)
{
  const SwMapPlan *plan = builder->step->map;
  const char *field = sw_stages_choose (builder, "ItemsPath", "Items");
  g_auto (SwValue) items = SW_VALUE_INIT;

  if (plan->reader != NULL)
    {
      sw_stages_add (builder, SW_DATA_ITEMS, "ItemReader", TRUE, SW_VALUE_INIT)->reason =
          g_strdup (_ ("The items were read from elsewhere; the history does not have them."));
      return TRUE;
    }
  if (!sw_map_get_items (builder->bench, builder->frame, &items))
    {
      sw_stages_add_failed (builder, SW_DATA_ITEMS, field);
      return FALSE;
    }
  sw_stages_add (builder, SW_DATA_ITEMS, field, plan->items != NULL, sw_value_steal (&items));
  return TRUE;
}

static gboolean
has_parameters (const SwStep *step)
{
  if (step->type == SW_STATE_PASS)
    return !step->jsonata;
  return step->type == SW_STATE_TASK || step->type == SW_STATE_PARALLEL;
}

/**
 * sw_stages_add_parameters:
 *
 * Adds what Parameters or Arguments make, where the state has such a field.
 *
 * Returns: whether the state goes on
 */
gboolean
sw_stages_add_parameters (SwStagesBuilder *builder)
{
  const char *field = sw_stages_choose (builder, "Parameters", "Arguments");
  gboolean stands = builder->step->parameters != NULL;
  SwValue recorded = sw_trace_get_parameters (builder->trace, builder->visit);
  SwValue value;

  if (!has_parameters (builder->step))
    return TRUE;
  if (!sw_value_is (recorded, SW_TYPE_UNDEFINED))
    {
      sw_stages_add_recorded (builder, SW_DATA_PARAMETERS, field, stands, recorded);
      return TRUE;
    }
  if (!sw_flow_parameters (builder->bench, builder->frame, &value))
    {
      sw_stages_add_failed (builder, SW_DATA_PARAMETERS, field);
      return FALSE;
    }
  sw_stages_add (builder, SW_DATA_PARAMETERS, field, stands, value);
  return TRUE;
}

/* The outputs of the branches or iterations of the latest try, by index */
static SwValue
gather_outputs (const SwStagesBuilder *builder)
{
  const SwVisit *visit = builder->visit;
  guint count = builder->step->type == SW_STATE_MAP ? visit->n_items : builder->step->n_branches;
  SwValue outputs = sw_value_new_array (count);

  if (builder->step->type == SW_STATE_MAP && builder->step->map->distributed)
    count = G_MAXUINT;
  for (guint i = 0; i < count && count != G_MAXUINT; i++)
    {
      const SwVisitNode *child = sw_trace_find_iteration ((const SwVisitNode *) visit, i);
      SwValue output =
          child != NULL ? sw_trace_get_output (builder->trace, &child->visit) : SW_VALUE_INIT;

      if (sw_value_is (output, SW_TYPE_UNDEFINED))
        count = G_MAXUINT;
      else
        sw_value_append (&outputs, sw_value_ref (output));
    }
  if (count == G_MAXUINT)
    sw_value_clear (&outputs);
  return outputs;
}

/* Whether what the state's work came to is its output, whatever it was */
static gboolean
passes_result (const SwStep *step)
{
  if (step->jsonata)
    return step->output == NULL;
  return step->result_selector == NULL && step->target.mode == SW_RESULT_REPLACES
         && step->output_path == NULL && !step->output_discarded;
}

static SwValue
make_result (SwStagesBuilder *builder, gboolean *is_recorded)
{
  const SwStep *step = builder->step;
  SwValue value = SW_VALUE_INIT;

  *is_recorded = FALSE;
  switch (step->type)
    {
    case SW_STATE_TASK:
      *is_recorded = TRUE;
      return sw_value_ref (sw_trace_get_result (builder->trace, builder->visit));
    case SW_STATE_PARALLEL:
    case SW_STATE_MAP:
      value = gather_outputs (builder);
      *is_recorded = TRUE;
      if (sw_value_is (value, SW_TYPE_UNDEFINED) && passes_result (step))
        return sw_value_ref (sw_trace_get_output (builder->trace, builder->visit));
      return value;
    case SW_STATE_PASS:
      if (step->result != NULL)
        sw_stages_evaluate (builder, step->result, builder->frame->effective, SW_VALUE_INIT,
                            SW_VALUE_INIT, &value);
      else
        sw_flow_parameters (builder->bench, builder->frame, &value);
      return value;
    case SW_STATE_CHOICE:
    case SW_STATE_WAIT:
    case SW_STATE_SUCCEED:
    case SW_STATE_FAIL:
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      return sw_value_ref (builder->frame->effective);
    }
}

/**
 * sw_stages_add_result:
 * @result: (out): what the work came to, whether it is a stage or not; owned
 *
 * Adds what the work came to; a state whose work is none has no such stage.
 *
 * Returns: whether it is known
 */
gboolean
sw_stages_add_result (SwStagesBuilder *builder, SwValue *result)
{
  const SwStep *step = builder->step;
  gboolean is_recorded;
  SwDataStage *stage;

  *result = make_result (builder, &is_recorded);
  if (step->type != SW_STATE_TASK && step->type != SW_STATE_PARALLEL
      && step->type != SW_STATE_MAP && step->result == NULL)
    return !sw_value_is (*result, SW_TYPE_UNDEFINED);
  stage = sw_stages_add (builder, SW_DATA_RESULT, step->result != NULL ? "Result" : NULL, TRUE,
                         sw_value_ref (*result));
  stage->recorded = is_recorded && !sw_value_is (*result, SW_TYPE_UNDEFINED);
  if (stage->recorded || !sw_value_is (*result, SW_TYPE_UNDEFINED))
    return TRUE;
  stage->reason = g_strdup (step->type == SW_STATE_MAP && step->map->distributed
                                ? _ ("What the items of a distributed Map came to is in the "
                                     "histories of its child executions, not in this one.")
                                : _ ("The history does not have it."));
  return FALSE;
}
