/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include "engine/execution/sw-choice-test.h"

/* Of an execution a test sees what the frame has: JSONPath what InputPath leaves, JSONata all. */
typedef struct
{
  SwTestScope  scope;
  SwExecution *execution;
  SwFrame     *frame;
} FrameScope;

static gboolean
evaluate (const SwTestScope *scope,
          const SwFormula   *formula,
          SwValue           *value)
{
  const FrameScope *self = (const FrameScope *) scope;
  SwFrame *frame = self->frame;

  return sw_flow_evaluate (self->execution, frame, formula,
                           frame->step->jsonata ? frame->input : frame->effective, SW_VALUE_INIT,
                           SW_VALUE_INIT, value);
}

/**
 * sw_choice_find:
 *
 * Looks for the first rule that is true of the frame's effective input.
 *
 * Returns: its index; the number of rules where none is; -1 where a rule cannot be evaluated:
 * frame->failure says why
 */
int
sw_choice_find (SwExecution *self,
                SwFrame     *frame)
{
  const SwStep *step = frame->step;
  const SwChoicePlan *plan = step->choice;
  const FrameScope scope = { { evaluate, &frame->failure }, self, frame };

  for (guint i = 0; i < plan->n_rules; i++)
    {
      SwAnswer answer = sw_test_ask (&scope.scope, plan->rules[i].test);

      if (answer == SW_ANSWER_FAILURE)
        return -1;
      sw_coverage_count_rule (self->coverage, step->state, i, answer == SW_ANSWER_TRUE);
      if (answer == SW_ANSWER_TRUE)
        return (int) i;
    }
  return (int) plan->n_rules;
}

/**
 * sw_choice_work:
 *
 * Goes where the first rule that is true says, or to Default. A rule's own Assign and Output stand
 * in for the state's, which belong to Default.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_choice_work (SwExecution *self,
                SwFrame     *frame)
{
  const SwStep *step = frame->step;
  const SwChoicePlan *plan = step->choice;
  int found = sw_choice_find (self, frame);

  if (found < 0)
    return sw_error_raise (self, frame);
  if ((guint) found < plan->n_rules)
    {
      const SwChoiceRule *rule = &plan->rules[found];

      frame->edge = SW_EDGE_RULE;
      frame->edge_index = (guint) found;
      return sw_flow_complete (self, frame, sw_value_ref (frame->effective), rule->assign,
                               rule->output, rule->next);
    }
  if (plan->otherwise != NULL)
    {
      frame->edge = SW_EDGE_DEFAULT;
      return sw_flow_complete (self, frame, sw_value_ref (frame->effective), step->assign,
                               step->output, plan->otherwise);
    }

  /* The name is the specification's; no recording has the case. */
  sw_failure_in_state (
      &frame->failure, SW_ERROR_NO_CHOICE,
      "Failed to transition out of the state. The state doesn't point to a next state.");
  return sw_error_raise (self, frame);
}
