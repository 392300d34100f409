/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-stages-private.h"

#include <glib/gi18n.h>

/* From the result, or the error, to the output. */

static SwValue
get_recorded_output (const SwStagesBuilder *builder)
{
  return sw_trace_get_output (builder->trace, builder->visit);
}

static gboolean
add_written (SwStagesBuilder      *builder,
             const SwResultTarget *target,
             SwValue               result,
             SwValue              *written)
{
  if (!sw_flow_write (builder->frame, target, result, written))
    {
      sw_stages_add_failed (builder, SW_DATA_RESULT_PATH, "ResultPath");
      return FALSE;
    }
  sw_stages_add (builder, SW_DATA_RESULT_PATH, "ResultPath", target->mode != SW_RESULT_REPLACES,
                 sw_value_ref (*written));
  return TRUE;
}

/**
 * sw_stages_add_output:
 * @take_made: what the state's fields make; undefined: it cannot be made
 *
 * Adds the last stage of all. Of what the history has and what is made again the former counts;
 * where they differ a warning says so.
 */
void
sw_stages_add_output (SwStagesBuilder *builder,
                      const char      *field,
                      gboolean         stands,
                      SwValue          take_made)
{
  SwValue recorded = get_recorded_output (builder);
  g_auto (SwValue) made = take_made;

  if (sw_value_is (recorded, SW_TYPE_UNDEFINED))
    {
      if (!sw_value_is (made, SW_TYPE_UNDEFINED))
        sw_stages_add (builder, SW_DATA_OUTPUT, field, stands, sw_value_steal (&made));
      return;
    }
  sw_stages_add_recorded (builder, SW_DATA_OUTPUT, field, stands, recorded);
  if (!sw_value_is (made, SW_TYPE_UNDEFINED) && !sw_value_equal (made, recorded))
    builder->stages->warning = g_strdup (
        _ ("The state's fields make another output of these data now than was recorded. The "
           "definition has been changed since, or the state looks at the time, at chance, or at "
           "something else that the history does not have."));
}

/**
 * sw_stages_add_assign:
 * @assign: (nullable): the Assign in force
 *
 * Adds the variables that were assigned.
 */
void
sw_stages_add_assign (SwStagesBuilder *builder, const SwFormula *assign)
{
  SwValue assigned = sw_trace_get_assigned (builder->trace, builder->visit);

  if (assign != NULL || sw_value_is (assigned, SW_TYPE_OBJECT))
    sw_stages_add (builder, SW_DATA_ASSIGN, "Assign", TRUE, sw_value_ref (assigned))->recorded =
        TRUE;
}

/* ResultSelector, ResultPath and OutputPath of a state that was left in peace */
static void
add_path_stages (SwStagesBuilder *builder, SwValue result)
{
  const SwStep *step = builder->step;
  gboolean has_result = step->type == SW_STATE_TASK || step->type == SW_STATE_PASS
                        || step->type == SW_STATE_PARALLEL || step->type == SW_STATE_MAP;
  g_auto (SwValue) selected = SW_VALUE_INIT;
  g_auto (SwValue) written = SW_VALUE_INIT;
  SwValue made = SW_VALUE_INIT;

  if (step->result_selector == NULL)
    selected = sw_value_ref (result);
  else if (!sw_stages_evaluate (builder, step->result_selector, result, SW_VALUE_INIT,
                                SW_VALUE_INIT, &selected))
    {
      sw_stages_add_failed (builder, SW_DATA_RESULT_SELECTOR, "ResultSelector");
      return;
    }
  if (has_result && step->type != SW_STATE_PASS)
    sw_stages_add (builder, SW_DATA_RESULT_SELECTOR, "ResultSelector",
                   step->result_selector != NULL, sw_value_ref (selected));
  if (!has_result)
    written = sw_value_ref (selected);
  else if (!add_written (builder, &step->target, selected, &written))
    return;
  sw_stages_add_assign (builder, step->assign);
  if (step->output_discarded)
    made = sw_value_new_object (0);
  else if (step->output_path == NULL)
    made = sw_value_ref (written);
  else if (!sw_stages_evaluate (builder, step->output_path, written, SW_VALUE_INIT, SW_VALUE_INIT,
                                &made))
    {
      sw_stages_add_failed (builder, SW_DATA_OUTPUT, "OutputPath");
      return;
    }
  sw_stages_add_output (builder, "OutputPath", step->output_path != NULL || step->output_discarded,
                        made);
}

/* Assign and Output in force: a Choice's rule and a catcher have their own. */
static void
add_jsonata_stages (SwStagesBuilder *builder,
                    const SwFormula *assign,
                    const SwFormula *output,
                    SwValue          result,
                    SwValue          error_output)
{
  SwValue made = SW_VALUE_INIT;

  sw_stages_add_assign (builder, assign);
  if (output == NULL)
    made = sw_value_ref (sw_value_is (error_output, SW_TYPE_UNDEFINED) ? result : error_output);
  else if (!sw_stages_evaluate (builder, output, builder->frame->input, result, error_output,
                                &made))
    {
      sw_stages_add_failed (builder, SW_DATA_OUTPUT, "Output");
      return;
    }
  sw_stages_add_output (builder, "Output", output != NULL, made);
}

/**
 * sw_stages_add_success:
 *
 * Adds what was made of the result of a state that was left in peace.
 */
void
sw_stages_add_success (SwStagesBuilder *builder, SwValue result)
{
  const SwStep *step = builder->step;
  const SwVisit *visit = builder->visit;
  const SwFormula *assign = step->assign, *output = step->output;

  if (step->type == SW_STATE_CHOICE && visit->left_by == SW_EDGE_RULE
      && visit->left_index < step->choice->n_rules)
    {
      assign = step->choice->rules[visit->left_index].assign;
      output = step->choice->rules[visit->left_index].output;
    }
  if (step->jsonata)
    add_jsonata_stages (builder, assign, output, result, SW_VALUE_INIT);
  else
    add_path_stages (builder, result);
}

/* Error or Cause of a Fail state, made again */
static SwValue
make_text (SwStagesBuilder *builder, const SwFormula *expression)
{
  SwValue value = SW_VALUE_INIT;

  if (expression != NULL && !sw_stages_evaluate (builder, expression, builder->frame->effective,
                                                 SW_VALUE_INIT, SW_VALUE_INIT, &value))
    sw_failure_clear (&builder->frame->failure);
  return sw_value_is (value, SW_TYPE_UNDEFINED) ? SW_VALUE_NULL : value;
}

static SwValue
make_error_output (SwStagesBuilder *builder)
{
  const char *error = sw_trace_get_error (builder->trace, builder->visit);
  const char *cause = sw_trace_get_cause (builder->trace, builder->visit);
  const SwFailure failure = { .error = (char *) error,
                              .cause = (char *) cause,
                              .timeout = g_strcmp0 (error, SW_ERROR_TIMEOUT) == 0 };
  SwValue output;

  if (error != NULL || cause != NULL || builder->step == NULL || builder->step->fail == NULL)
    return sw_error_make_output (&failure);
  output = sw_value_new_object (2);
  sw_value_set_member (&output, "Error", make_text (builder, builder->step->fail->error));
  sw_value_set_member (&output, "Cause", make_text (builder, builder->step->fail->cause));
  return output;
}

/**
 * sw_stages_add_failure:
 *
 * Adds what came of a failure: nothing, or what a catcher made of it.
 */
void
sw_stages_add_failure (SwStagesBuilder *builder)
{
  const SwVisit *visit = builder->visit;
  const SwStep *step = builder->step;
  g_auto (SwValue) error_output = make_error_output (builder);
  const SwCatcher *catcher;
  SwValue written = SW_VALUE_INIT;

  sw_stages_add (builder, SW_DATA_ERROR, NULL, TRUE, sw_value_ref (error_output))->recorded = TRUE;
  if (visit->status != SW_RUN_STATE_CAUGHT)
    return;
  if (step == NULL || visit->left_by != SW_EDGE_CATCH || visit->left_index >= step->n_catchers)
    {
      sw_stages_add_output (builder, NULL, FALSE, SW_VALUE_INIT);
      return;
    }
  catcher = &step->catchers[visit->left_index];
  if (step->jsonata)
    {
      add_jsonata_stages (builder, catcher->assign, catcher->output, SW_VALUE_INIT, error_output);
      return;
    }
  if (!add_written (builder, &catcher->target, error_output, &written))
    return;
  sw_stages_add_assign (builder, catcher->assign);
  /* OutputPath is not for what was caught (recorded on AWS). */
  sw_stages_add_output (builder, NULL, FALSE, written);
}
