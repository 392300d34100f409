/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-stages-private.h"

#include <glib/gi18n.h>

/* Which stages there are, in which order. */

static void
stage_clear (gpointer data)
{
  SwDataStage *stage = data;

  sw_value_clear (&stage->value);
  g_free (stage->reason);
}

/**
 * sw_stages_add:
 * @field: (nullable): that makes it
 * @stands: whether the definition has the field
 * @take_value: may be undefined
 *
 * Returns: (transfer none): the new stage, until the next is added
 */
SwDataStage *
sw_stages_add (SwStagesBuilder *builder,
               SwDataStageKind  kind,
               const char      *field,
               gboolean         stands,
               SwValue          take_value)
{
  GArray *stages = builder->stages->stages;
  const SwDataStage stage = { .kind = kind, .field = field, .stands = stands, .value = take_value };

  g_array_append_val (stages, stage);
  return &g_array_index (stages, SwDataStage, stages->len - 1);
}

/**
 * sw_stages_add_recorded:
 * @value: as the history has it; undefined: it was taken without its data
 *
 * Adds a stage that need not be made again.
 */
void
sw_stages_add_recorded (SwStagesBuilder *builder,
                        SwDataStageKind  kind,
                        const char      *field,
                        gboolean         stands,
                        SwValue          value)
{
  SwDataStage *stage = sw_stages_add (builder, kind, field, stands, sw_value_ref (value));

  stage->recorded = !sw_value_is (value, SW_TYPE_UNDEFINED);
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    stage->reason = g_strdup (_ ("The history was taken without its data."));
}

/**
 * sw_stages_add_failed:
 * @field: that was evaluated
 *
 * Adds a stage that was come to but cannot be known, for the reason in the frame's failure.
 */
void
sw_stages_add_failed (SwStagesBuilder *builder, SwDataStageKind kind, const char *field)
{
  SwFailure *failure = &builder->frame->failure;
  SwDataStage *stage = sw_stages_add (builder, kind, field, TRUE, SW_VALUE_INIT);

  stage->reason =
      g_strdup_printf (_ ("It cannot be made: %s"), failure->cause != NULL   ? failure->cause
                                                    : failure->error != NULL ? failure->error
                                                                             : "");
  sw_failure_clear (failure);
}

/**
 * sw_stages_choose:
 *
 * Returns: the name that a field has in the state's query language
 */
const char *
sw_stages_choose (const SwStagesBuilder *builder, const char *path_field, const char *jsonata_field)
{
  return builder->step->jsonata ? jsonata_field : path_field;
}

/**
 * sw_stages_evaluate:
 * @value: (out): set on success; owned
 *
 * Evaluates a field of the state on the bench.
 *
 * Returns: whether there is a value; the frame's failure says why not
 */
gboolean
sw_stages_evaluate (SwStagesBuilder *builder,
                    const SwFormula *expression,
                    SwValue          input,
                    SwValue          result,
                    SwValue          error_output,
                    SwValue         *value)
{
  return sw_flow_evaluate (builder->bench, builder->frame, expression, input, result, error_output,
                           value);
}

/* Also of one that was caught; a failure that was retried is none. */
static gboolean
has_failed (const SwVisit *visit)
{
  return visit->status == SW_RUN_STATE_CAUGHT || visit->status == SW_RUN_STATE_FAILED;
}

/* Without the definition there is what the history has. */
static void
add_recorded_stages (SwStagesBuilder *builder)
{
  static const SwDataStageKind unknown[] = { SW_DATA_INPUT_PATH, SW_DATA_RESULT_PATH };
  SwValue parameters = sw_trace_get_parameters (builder->trace, builder->visit);
  SwValue result = sw_trace_get_result (builder->trace, builder->visit);

  sw_stages_add (builder, unknown[0], NULL, FALSE, SW_VALUE_INIT)->reason =
      g_strdup (builder->refusal);
  if (!sw_value_is (parameters, SW_TYPE_UNDEFINED))
    sw_stages_add_recorded (builder, SW_DATA_PARAMETERS, NULL, TRUE, parameters);
  if (!sw_value_is (result, SW_TYPE_UNDEFINED))
    sw_stages_add_recorded (builder, SW_DATA_RESULT, NULL, TRUE, result);
  if (has_failed (builder->visit))
    {
      sw_stages_add_failure (builder);
    }
  else
    {
      sw_stages_add (builder, unknown[1], NULL, FALSE, SW_VALUE_INIT)->reason =
          g_strdup (builder->refusal);
      sw_stages_add_assign (builder, NULL);
      sw_stages_add_output (builder, NULL, FALSE, SW_VALUE_INIT);
    }
}

/* What the history has of the end of a state whose result it has not */
static void
add_unmade (SwStagesBuilder *builder)
{
  sw_stages_add_assign (builder, builder->step->assign);
  sw_stages_add_output (builder, sw_stages_choose (builder, "OutputPath", "Output"), TRUE,
                        SW_VALUE_INIT);
}

static void
add_made_stages (SwStagesBuilder *builder)
{
  const SwVisit *visit = builder->visit;
  const SwStep *step = builder->step;
  g_auto (SwValue) result = SW_VALUE_INIT;
  gboolean goes_on = sw_stages_begin (builder);

  if (goes_on && step->type == SW_STATE_MAP)
    goes_on = sw_stages_add_items (builder);
  if (goes_on)
    goes_on = sw_stages_add_parameters (builder);
  if (has_failed (visit))
    {
      if (sw_trace_get_error (builder->trace, visit) != NULL && goes_on
          && !sw_value_is (sw_trace_get_result (builder->trace, visit), SW_TYPE_UNDEFINED))
        sw_stages_add_result (builder, &result);
      sw_stages_add_failure (builder);
      return;
    }
  if (goes_on && visit->status == SW_RUN_STATE_SUCCEEDED)
    {
      if (sw_stages_add_result (builder, &result))
        sw_stages_add_success (builder, result);
      else
        add_unmade (builder);
    }
}

static char *
dup_refusal (const SwStagesBuilder *builder)
{
  const SwTraceState *state = builder->visit->state;

  if (sw_value_is (sw_trace_get_input (builder->trace, builder->visit), SW_TYPE_UNDEFINED))
    return g_strdup (_ ("The history was taken without its data."));
  if (state->state == NULL && sw_trace_get_model (builder->trace) != NULL)
    return g_strdup_printf (_ ("The definition has no state called “%s”."), state->name);
  if (sw_trace_get_program (builder->trace) == NULL)
    return g_strdup (builder->trace->refusal);
  return g_strdup_printf (_ ("In the definition “%s” is a %s, here it was a %s."), state->name,
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
sw_stages_new (SwTrace *trace, const SwVisit *visit, const char *execution_arn)
{
  SwStages *self = g_new0 (SwStages, 1);
  SwStagesBuilder builder = { .trace = trace, .visit = visit, .stages = self };

  g_return_val_if_fail (visit->kind == SW_VISIT_STATE, self);

  self->stages = g_array_new (FALSE, TRUE, sizeof (SwDataStage));
  g_array_set_clear_func (self->stages, stage_clear);
  self->before = sw_trace_dup_variables (trace, visit, visit->entered);
  if (visit->exited != 0)
    self->after = sw_trace_dup_variables (trace, visit, visit->exited);
  self->attempts = sw_trace_dup_attempts (trace, visit, 0);
  builder.bench = sw_trace_new_bench (trace, visit, execution_arn);
  sw_stages_add_recorded (&builder, SW_DATA_INPUT, NULL, TRUE, sw_trace_get_input (trace, visit));
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
sw_stages_find (const SwStages *self, SwDataStageKind kind)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (g_array_index (self->stages, SwDataStage, i).kind == kind)
      return &g_array_index (self->stages, SwDataStage, i);
  return NULL;
}
