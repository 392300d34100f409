/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-choice.h"

#include "engine/sw-execution-private.h"

/**
 * sw_choice_try:
 * @state: a Choice of the program's model
 * @input: of the state
 * @variables: object, or undefined
 * @execution_input: for the context object; undefined: {}
 * @now: microseconds since the epoch
 *
 * Evaluates the rules of a Choice.
 *
 * Returns: index of the first rule that is true; the number of rules where none is; -1 where they
 * cannot be evaluated, or @state is no Choice
 */
int
sw_choice_try (SwProgram     *program,
               const SwState *state,
               SwValue        input,
               SwValue        variables,
               SwValue        execution_input,
               gint64         now)
{
  const SwStep *step = &program->steps[state->serial];
  const SwExecutionOptions options = { .input = execution_input };
  SwExecution *execution;
  int rule;

  if (step->choice == NULL)
    return -1;
  execution = sw_execution_new (program, &options);
  sw_execution_start (execution, now);
  execution->root->step = step;
  sw_value_set (&execution->root->input, sw_value_ref (input));
  sw_value_set (&execution->root->variables, sw_value_ref (variables));
  rule = sw_flow_begin (execution, execution->root) ? sw_choice_find (execution, execution->root)
                                                    : -1;
  sw_execution_free (execution);
  return rule;
}
