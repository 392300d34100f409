/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-stages.h"

#include "engine/sw-execution-private.h"
#include "engine/sw-trace-private.h"

#include <glib/gi18n.h>

/* What is being put together */
typedef struct
{
  SwTrace       *trace;
  const SwVisit *visit;
  SwStages      *stages;
  SwExecution   *bench; /* or NULL: only what the history has is known */
  SwFrame       *frame; /* of the bench */
  const SwStep  *step;  /* likewise */
  char          *refusal; /* why there is no bench */
} Builder;

static void
stage_clear (gpointer data)
{
  SwDataStage *stage = data;

  sw_value_clear (&stage->value);
  g_free (stage->reason);
}

/* Adds a stage with a value that may be undefined. */
static SwDataStage *
add (Builder         *builder,
     SwDataStageKind  kind,
     const char      *field,
     gboolean         stands,
     SwValue          take_value)
{
  GArray *stages = builder->stages->stages;
  const SwDataStage stage
      = { .kind = kind, .field = field, .stands = stands, .value = take_value };

  g_array_append_val (stages, stage);
  return &g_array_index (stages, SwDataStage, stages->len - 1);
}

static void
add_recorded (Builder         *builder,
              SwDataStageKind  kind,
              const char      *field,
              gboolean         stands,
              SwValue          value)
{
  SwDataStage *stage = add (builder, kind, field, stands, sw_value_ref (value));

  stage->recorded = TRUE;
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    stage->reason = g_strdup (_("The history was taken without its data."));
}

/* Adds a stage that was come to but cannot be known, for the reason in the frame's failure. */
static void
add_failed (Builder         *builder,
            SwDataStageKind  kind,
            const char      *field)
{
  SwFailure *failure = &builder->frame->failure;
  SwDataStage *stage = add (builder, kind, field, TRUE, SW_VALUE_INIT);

  stage->reason = g_strdup_printf (_("It cannot be made: %s"),
                                   failure->cause != NULL ? failure->cause
                                   : failure->error != NULL ? failure->error : "");
  sw_failure_clear (failure);
}

static const char *
choose (const Builder *builder,
        const char    *path_field,
        const char    *jsonata_field)
{
  return builder->step->jsonata ? jsonata_field : path_field;
}

static SwValue
get_recorded_output (const Builder *builder)
{
  return sw_trace_get_output (builder->trace, builder->visit);
}

static gboolean
evaluate (Builder         *builder,
          const SwFormula *expression,
          SwValue          input,
          SwValue          result,
          SwValue          error_output,
          SwValue         *value)
{
  return sw_flow_evaluate (builder->bench, builder->frame, expression, input, result, error_output,
                           value);
}

static gboolean
begin (Builder *builder)
{
  const SwStep *step = builder->step;

  if (!sw_flow_begin (builder->bench, builder->frame))
    {
      add_failed (builder, SW_DATA_INPUT_PATH, "InputPath");
      return FALSE;
    }
  if (!step->jsonata && step->type != SW_STATE_FAIL)
    add (builder, SW_DATA_INPUT_PATH, "InputPath", step->input_path != NULL || step->input_discarded,
         sw_value_ref (builder->frame->effective));
  return TRUE;
}

static gboolean
add_items (Builder *builder)
{
  const SwMapPlan *plan = builder->step->map;
  const char *field = choose (builder, "ItemsPath", "Items");
  g_auto (SwValue) items = SW_VALUE_INIT;

  if (plan->reader != NULL)
    {
      add (builder, SW_DATA_ITEMS, "ItemReader", TRUE, SW_VALUE_INIT)->reason
          = g_strdup (_("The items were read from elsewhere; the history does not have them."));
      return TRUE;
    }
  if (!sw_map_get_items (builder->bench, builder->frame, &items))
    {
      add_failed (builder, SW_DATA_ITEMS, field);
      return FALSE;
    }
  add (builder, SW_DATA_ITEMS, field, plan->items != NULL, sw_value_steal (&items));
  return TRUE;
}

static gboolean
has_parameters (SwStateType type)
{
  return type == SW_STATE_TASK || type == SW_STATE_PASS || type == SW_STATE_PARALLEL;
}

static gboolean
add_parameters (Builder *builder)
{
  const char *field = choose (builder, "Parameters", "Arguments");
  gboolean stands = builder->step->parameters != NULL;
  SwValue recorded = sw_trace_get_parameters (builder->trace, builder->visit);
  SwValue value;

  if (builder->step->type == SW_STATE_PASS && builder->step->jsonata)
    return TRUE;
  if (!sw_value_is (recorded, SW_TYPE_UNDEFINED))
    {
      add_recorded (builder, SW_DATA_PARAMETERS, field, stands, recorded);
      return TRUE;
    }
  if (!sw_flow_parameters (builder->bench, builder->frame, &value))
    {
      add_failed (builder, SW_DATA_PARAMETERS, field);
      return FALSE;
    }
  add (builder, SW_DATA_PARAMETERS, field, stands, value);
  return TRUE;
}

/* The outputs of the branches or iterations of the latest try, by index */
static SwValue
gather_outputs (const Builder *builder)
{
  const SwVisit *visit = builder->visit;
  guint count = builder->step->type == SW_STATE_MAP ? visit->n_items : builder->step->n_branches;
  SwValue outputs = sw_value_new_array (count);

  if (builder->step->type == SW_STATE_MAP && builder->step->map->distributed)
    count = G_MAXUINT;
  for (guint i = 0; i < count && count != G_MAXUINT; i++)
    {
      const SwVisitNode *child = sw_trace_find_iteration ((const SwVisitNode *) visit, i);
      SwValue output = child != NULL ? sw_trace_get_output (builder->trace, &child->visit)
                                     : SW_VALUE_INIT;

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
make_result (Builder  *builder,
             gboolean *is_recorded)
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
        return sw_value_ref (get_recorded_output (builder));
      return value;
    case SW_STATE_PASS:
      if (step->result != NULL)
        evaluate (builder, step->result, builder->frame->effective, SW_VALUE_INIT, SW_VALUE_INIT,
                  &value);
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

/* Adds what the work came to; a state whose work is none has no such stage. */
static gboolean
add_result (Builder *builder,
            SwValue *result)
{
  const SwStep *step = builder->step;
  gboolean is_recorded;
  SwDataStage *stage;

  *result = make_result (builder, &is_recorded);
  if (step->type != SW_STATE_TASK && step->type != SW_STATE_PARALLEL && step->type != SW_STATE_MAP
      && step->result == NULL)
    return !sw_value_is (*result, SW_TYPE_UNDEFINED);
  stage = add (builder, SW_DATA_RESULT, step->result != NULL ? "Result" : NULL, TRUE,
               sw_value_ref (*result));
  stage->recorded = is_recorded && !sw_value_is (*result, SW_TYPE_UNDEFINED);
  if (stage->recorded || !sw_value_is (*result, SW_TYPE_UNDEFINED))
    return TRUE;
  stage->reason = g_strdup (step->type == SW_STATE_MAP && step->map->distributed
                                ? _("What the items of a distributed Map came to is in the "
                                    "histories of its child executions, not in this one.")
                                : _("The history does not have it."));
  return FALSE;
}

static gboolean
add_written (Builder              *builder,
             const SwResultTarget *target,
             SwValue               result,
             SwValue              *written)
{
  if (!sw_flow_write (builder->frame, target, result, written))
    {
      add_failed (builder, SW_DATA_RESULT_PATH, "ResultPath");
      return FALSE;
    }
  add (builder, SW_DATA_RESULT_PATH, "ResultPath", target->mode != SW_RESULT_REPLACES,
       sw_value_ref (*written));
  return TRUE;
}

/* The last stage of all: of what the history has, and what is made again, the former counts. */
static void
add_output (Builder    *builder,
            const char *field,
            gboolean    stands,
            SwValue     take_made)
{
  SwValue recorded = get_recorded_output (builder);
  g_auto (SwValue) made = take_made;

  if (sw_value_is (recorded, SW_TYPE_UNDEFINED))
    {
      if (!sw_value_is (made, SW_TYPE_UNDEFINED))
        add (builder, SW_DATA_OUTPUT, field, stands, sw_value_steal (&made));
      return;
    }
  add_recorded (builder, SW_DATA_OUTPUT, field, stands, recorded);
  if (!sw_value_is (made, SW_TYPE_UNDEFINED) && !sw_value_equal (made, recorded))
    builder->stages->warning = g_strdup (
        _("The state's fields make another output of these data now than was recorded. The "
          "definition has been changed since, or the state looks at the time, at chance, or at "
          "something else that the history does not have."));
}

static void
add_assign (Builder         *builder,
            const SwFormula *assign)
{
  SwValue assigned = sw_trace_get_assigned (builder->trace, builder->visit);

  if (assign != NULL || sw_value_is (assigned, SW_TYPE_OBJECT))
    add (builder, SW_DATA_ASSIGN, "Assign", TRUE, sw_value_ref (assigned))->recorded = TRUE;
}

/* ResultSelector, ResultPath and OutputPath of a state that was left in peace */
static void
add_path_stages (Builder *builder,
                 SwValue  result)
{
  const SwStep *step = builder->step;
  gboolean has_result = step->type == SW_STATE_TASK || step->type == SW_STATE_PASS
                        || step->type == SW_STATE_PARALLEL || step->type == SW_STATE_MAP;
  g_auto (SwValue) selected = SW_VALUE_INIT;
  g_auto (SwValue) written = SW_VALUE_INIT;
  SwValue made = SW_VALUE_INIT;

  if (step->result_selector == NULL)
    selected = sw_value_ref (result);
  else if (!evaluate (builder, step->result_selector, result, SW_VALUE_INIT, SW_VALUE_INIT,
                      &selected))
    {
      add_failed (builder, SW_DATA_RESULT_SELECTOR, "ResultSelector");
      return;
    }
  if (has_result && step->type != SW_STATE_PASS)
    add (builder, SW_DATA_RESULT_SELECTOR, "ResultSelector", step->result_selector != NULL,
         sw_value_ref (selected));
  if (!has_result)
    written = sw_value_ref (selected);
  else if (!add_written (builder, &step->target, selected, &written))
    return;
  add_assign (builder, step->assign);
  if (step->output_discarded)
    made = sw_value_new_object (0);
  else if (step->output_path == NULL)
    made = sw_value_ref (written);
  else if (!evaluate (builder, step->output_path, written, SW_VALUE_INIT, SW_VALUE_INIT, &made))
    {
      add_failed (builder, SW_DATA_OUTPUT, "OutputPath");
      return;
    }
  add_output (builder, "OutputPath", step->output_path != NULL || step->output_discarded, made);
}

/* Assign and Output in force: a Choice's rule and a catcher have their own. */
static void
add_jsonata_stages (Builder         *builder,
                    const SwFormula *assign,
                    const SwFormula *output,
                    SwValue          result,
                    SwValue          error_output)
{
  SwValue made = SW_VALUE_INIT;

  add_assign (builder, assign);
  if (output == NULL)
    made = sw_value_ref (sw_value_is (error_output, SW_TYPE_UNDEFINED) ? result : error_output);
  else if (!evaluate (builder, output, builder->frame->input, result, error_output, &made))
    {
      add_failed (builder, SW_DATA_OUTPUT, "Output");
      return;
    }
  add_output (builder, "Output", output != NULL, made);
}

static void
add_success (Builder *builder,
             SwValue  result)
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
make_text (Builder         *builder,
           const SwFormula *expression)
{
  SwValue value = SW_VALUE_INIT;

  if (expression != NULL
      && !evaluate (builder, expression, builder->frame->effective, SW_VALUE_INIT, SW_VALUE_INIT,
                    &value))
    sw_failure_clear (&builder->frame->failure);
  return sw_value_is (value, SW_TYPE_UNDEFINED) ? SW_VALUE_NULL : value;
}

static SwValue
make_error_output (Builder *builder)
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

/* What came of a failure: nothing, or what a catcher made of it */
static void
add_failure (Builder *builder)
{
  const SwVisit *visit = builder->visit;
  const SwStep *step = builder->step;
  g_auto (SwValue) error_output = make_error_output (builder);
  const SwCatcher *catcher;
  SwValue written = SW_VALUE_INIT;

  add (builder, SW_DATA_ERROR, NULL, TRUE, sw_value_ref (error_output))->recorded = TRUE;
  if (visit->status != SW_RUN_STATE_CAUGHT)
    return;
  if (step == NULL || visit->left_by != SW_EDGE_CATCH || visit->left_index >= step->n_catchers)
    {
      add_output (builder, NULL, FALSE, SW_VALUE_INIT);
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
  add_assign (builder, catcher->assign);
  /* OutputPath is not for what was caught (recorded on AWS). */
  add_output (builder, NULL, FALSE, written);
}

/* Also of one that was caught; a failure that was retried is none. */
static gboolean
has_failed (const SwVisit *visit)
{
  return visit->status == SW_RUN_STATE_CAUGHT || visit->status == SW_RUN_STATE_FAILED;
}

/* Without the definition there is what the history has. */
static void
add_recorded_stages (Builder *builder)
{
  static const SwDataStageKind unknown[] = { SW_DATA_INPUT_PATH, SW_DATA_RESULT_PATH };
  SwValue parameters = sw_trace_get_parameters (builder->trace, builder->visit);
  SwValue result = sw_trace_get_result (builder->trace, builder->visit);

  add (builder, unknown[0], NULL, FALSE, SW_VALUE_INIT)->reason = g_strdup (builder->refusal);
  if (!sw_value_is (parameters, SW_TYPE_UNDEFINED))
    add_recorded (builder, SW_DATA_PARAMETERS, NULL, TRUE, parameters);
  if (!sw_value_is (result, SW_TYPE_UNDEFINED))
    add_recorded (builder, SW_DATA_RESULT, NULL, TRUE, result);
  if (has_failed (builder->visit))
    {
      add_failure (builder);
    }
  else
    {
      add (builder, unknown[1], NULL, FALSE, SW_VALUE_INIT)->reason = g_strdup (builder->refusal);
      add_assign (builder, NULL);
      add_output (builder, NULL, FALSE, SW_VALUE_INIT);
    }
}

/* What the history has of the end of a state whose result it has not */
static void
add_unmade (Builder *builder)
{
  add_assign (builder, builder->step->assign);
  add_output (builder, choose (builder, "OutputPath", "Output"), TRUE, SW_VALUE_INIT);
}

static void
add_made_stages (Builder *builder)
{
  const SwVisit *visit = builder->visit;
  const SwStep *step = builder->step;
  g_auto (SwValue) result = SW_VALUE_INIT;
  gboolean goes_on = begin (builder);

  if (goes_on && step->type == SW_STATE_MAP)
    goes_on = add_items (builder);
  if (goes_on && has_parameters (step->type))
    goes_on = add_parameters (builder);
  if (has_failed (visit))
    {
      if (sw_trace_get_error (builder->trace, visit) != NULL && goes_on
          && !sw_value_is (sw_trace_get_result (builder->trace, visit), SW_TYPE_UNDEFINED))
        add_result (builder, &result);
      add_failure (builder);
      return;
    }
  if (goes_on && visit->status == SW_RUN_STATE_SUCCEEDED)
    {
      if (add_result (builder, &result))
        add_success (builder, result);
      else
        add_unmade (builder);
    }
}

static char *
dup_refusal (const Builder *builder)
{
  const SwTraceState *state = builder->visit->state;

  if (sw_value_is (sw_trace_get_input (builder->trace, builder->visit), SW_TYPE_UNDEFINED))
    return g_strdup (_("The history was taken without its data."));
  if (state->state == NULL && sw_trace_get_model (builder->trace) != NULL)
    return g_strdup_printf (_("The definition has no state called “%s”."), state->name);
  if (sw_trace_get_program (builder->trace) == NULL)
    return g_strdup (builder->trace->refusal);
  return g_strdup_printf (_("In the definition “%s” is a %s, here it was a %s."), state->name,
                          sw_state_type_get_name (state->state->type),
                          sw_state_type_get_name (state->type));
}

/**
 * sw_stages_new:
 * @visit: of a state
 * @execution_arn: (nullable): for expressions that read the execution's name; of no run of ours but
 *   by sw_execution_get_arn()
 *
 * Tells what became of the data in a visit, as far as it has come.
 *
 * Returns: (transfer full): the stages
 */
SwStages *
sw_stages_new (SwTrace       *trace,
               const SwVisit *visit,
               const char    *execution_arn)
{
  SwStages *self = g_new0 (SwStages, 1);
  Builder builder = { .trace = trace, .visit = visit, .stages = self };

  g_return_val_if_fail (visit->kind == SW_VISIT_STATE, self);

  self->stages = g_array_new (FALSE, TRUE, sizeof (SwDataStage));
  g_array_set_clear_func (self->stages, stage_clear);
  self->before = sw_trace_dup_variables (trace, visit, visit->entered);
  if (visit->exited != 0)
    self->after = sw_trace_dup_variables (trace, visit, visit->exited);
  self->attempts = sw_trace_dup_attempts (trace, visit, 0);
  builder.bench = sw_trace_new_bench (trace, visit, execution_arn);
  add_recorded (&builder, SW_DATA_INPUT, NULL, TRUE, sw_trace_get_input (trace, visit));
  if (builder.bench != NULL)
    {
      builder.frame = builder.bench->root;
      builder.step = builder.frame->step;
      add_made_stages (&builder);
      sw_execution_free (builder.bench);
      return self;
    }
  builder.refusal = dup_refusal (&builder);
  add_recorded_stages (&builder);
  g_free (builder.refusal);
  return self;
}

/**
 * sw_stages_free:
 *
 * Frees the stages.
 */
void
sw_stages_free (SwStages *self)
{
  g_clear_pointer (&self->stages, g_array_unref);
  g_clear_pointer (&self->attempts, g_array_unref);
  sw_value_clear (&self->before);
  sw_value_clear (&self->after);
  g_free (self->warning);
  g_free (self);
}

/**
 * sw_stages_find:
 *
 * Returns: (transfer none) (nullable): the stage of that kind; %NULL where the state has none, or
 * has not come to it
 */
const SwDataStage *
sw_stages_find (const SwStages  *self,
                SwDataStageKind  kind)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (g_array_index (self->stages, SwDataStage, i).kind == kind)
      return &g_array_index (self->stages, SwDataStage, i);
  return NULL;
}
