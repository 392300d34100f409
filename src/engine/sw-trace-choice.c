/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-probe.h"
#include "engine/sw-trace-private.h"

/* Which rule a Choice took, where more than one lead to the state it went to: the history does not
 * say, so the rules are evaluated again. */

static const SwStep *
find_step (SwTrace       *self,
           const SwState *state)
{
  if (self->program == NULL && !self->no_program)
    self->program = sw_program_new (self->model, NULL);
  self->no_program = self->program == NULL;
  return self->program != NULL ? &self->program->steps[state->serial] : NULL;
}

/* The execution's ExecutionStarted, which the context object tells of */
static SwValue
get_execution_input (const SwTrace *self)
{
  const SwHistoryEvent *first = sw_history_get (self->history, 0);

  return first->type == SW_EVENT_EXECUTION_STARTED ? first->data : SW_VALUE_INIT;
}

/**
 * sw_trace_find_rule:
 * @node: a visit of a Choice
 *
 * Returns: index of the first rule that is true; the number of rules: it is Default's turn; -1: the
 * rules cannot be evaluated
 */
int
sw_trace_find_rule (SwTrace           *self,
                    const SwVisitNode *node)
{
  const SwStep *step = find_step (self, node->entry->state.state);
  const SwExecutionOptions options = { .input = get_execution_input (self) };
  SwValue input = sw_trace_get_input (self, &node->visit);
  SwExecution *execution;
  int rule;

  if (step == NULL || step->choice == NULL || sw_value_is (input, SW_TYPE_UNDEFINED))
    return -1;
  execution = sw_execution_new (self->program, &options);
  sw_execution_start (execution, node->visit.began);
  execution->root->step = step;
  sw_value_set (&execution->root->input, sw_value_ref (input));
  sw_value_set (&execution->root->variables,
                sw_trace_dup_variables (self, &node->visit, node->visit.entered));
  rule = sw_flow_begin (execution, execution->root) ? sw_choice_find (execution, execution->root)
                                                    : -1;
  sw_execution_free (execution);
  return rule;
}
