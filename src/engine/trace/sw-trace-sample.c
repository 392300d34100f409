/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-sample.h"

#include "engine/execution/sw-execution-private.h"
#include "engine/program/sw-program-private.h"
#include "engine/trace/sw-stages.h"
#include "engine/trace/sw-trace-private.h"

static const SwVisit *
find_visit (const SwTrace *self,
            const char    *pointer)
{
  guint count = sw_trace_get_n_visits_at (self, pointer);

  for (guint i = count; i-- > 0;)
    {
      const SwVisit *visit = sw_trace_get_visit_at (self, pointer, i);

      if (visit->status == SW_RUN_STATE_SUCCEEDED || visit->status == SW_RUN_STATE_CAUGHT)
        return visit;
    }
  return count > 0 ? sw_trace_get_visit_at (self, pointer, count - 1) : NULL;
}

/* {NAME: VALUE} */
static SwValue
wrap (const char *name,
      SwValue     take_value)
{
  SwValue object = sw_value_new_object (1);

  sw_value_set_member (&object, name, take_value);
  return object;
}

/* Which token a task was given is in no history: a stand-in for it */
#define SOME_TOKEN "…"

/* $$ as the state saw it; where the history or the definition lacks what that takes, the part that
 * the history tells */
static SwValue
make_context (SwTrace       *self,
              const SwVisit *visit,
              const char    *execution_arn)
{
  SwValue input = sw_trace_get_input (self, sw_trace_get_root (self));
  SwExecution *bench = sw_trace_new_bench (self, visit, execution_arn);
  const SwStep *step = bench != NULL ? bench->root->step : NULL;
  SwValue context;

  if (bench != NULL)
    {
      context = sw_context_new (bench, bench->root);
      if (step->type == SW_STATE_TASK && step->task->pattern == SW_TASK_CALLBACK)
        sw_value_set_member (&context, "Task", wrap ("Token", sw_value_new_string (SOME_TOKEN)));
      sw_execution_free (bench);
      return context;
    }
  context = sw_value_new_object (2);
  if (!sw_value_is (input, SW_TYPE_UNDEFINED))
    sw_value_set_member (&context, "Execution", wrap ("Input", sw_value_ref (input)));
  sw_value_set_member (&context, "State",
                       wrap ("Name", sw_value_new_string (visit->state->name)));
  return context;
}

/**
 * sw_trace_find_sample:
 * @pointer: JSON pointer of a state
 * @execution_arn: (nullable): of the run, for those who read its name
 * @sample: (out caller-allocates): clear it with sw_sample_clear()
 *
 * Looks up what went into a state and what came out.
 *
 * Returns: whether the state was entered at all; else there is nothing to clear
 */
gboolean
sw_trace_find_sample (SwTrace    *self,
                      const char *pointer,
                      const char *execution_arn,
                      SwSample   *sample)
{
  const SwVisit *visit = find_visit (self, pointer);
  g_autoptr (SwStages) stages = NULL;
  const SwDataStage *result;

  *sample = (SwSample){ 0 };
  if (visit == NULL)
    return FALSE;
  stages = sw_stages_new (self, visit, execution_arn);
  result = sw_stages_find (stages, SW_DATA_RESULT);
  if (result != NULL && result->recorded)
    sample->result = sw_value_ref (result->value);
  sample->input = sw_value_ref (sw_trace_get_input (self, visit));
  sample->output = sw_value_ref (sw_trace_get_output (self, visit));
  sample->variables = sw_value_ref (stages->before);
  sample->context = make_context (self, visit, execution_arn);
  return TRUE;
}

/**
 * sw_sample_clear:
 *
 * Gives up the values.
 */
void
sw_sample_clear (SwSample *sample)
{
  sw_value_clear (&sample->input);
  sw_value_clear (&sample->result);
  sw_value_clear (&sample->output);
  sw_value_clear (&sample->variables);
  sw_value_clear (&sample->context);
}
