/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-choice.h"

#include "engine/execution/sw-choice-test.h"
#include "engine/execution/sw-execution-private.h"

#include <string.h>

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

typedef struct
{
  SwTestScope         scope;
  const SwEvaluation *evaluation;
} GivenScope;

static gboolean
evaluate (const SwTestScope *scope,
          const SwFormula   *formula,
          SwValue           *value)
{
  const GivenScope *self = (const GivenScope *) scope;

  return sw_formula_evaluate (formula, self->evaluation, value, scope->failure);
}

/* A definition that has nothing but the rule */
static SwProgram *
compile_rule (const char       *rule,
              SwQueryLanguage   language,
              GError          **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"QueryLanguage\":\"%s\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Choice\","
      "\"Choices\":[%s]},\"B\":{\"Type\":\"Succeed\"}}}",
      language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath", rule);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);

  return sw_program_new (model, error);
}

/**
 * sw_choice_ask:
 * @rule: JSON object that asks something, as a rule of a Choice does: without Next
 * @language: what it is written in
 * @evaluation: what it may see; of JSONPath `input` is what InputPath leaves
 * @cause: (out) (transfer full) (nullable): why there is no answer
 *
 * Asks of given data what a rule asks of a state's.
 *
 * Returns: the answer
 */
SwAnswer
sw_choice_ask (const char         *rule,
               SwQueryLanguage     language,
               const SwEvaluation *evaluation,
               char              **cause)
{
  g_autofree char *open = g_strchomp (g_strdup (rule));
  g_autofree char *whole = NULL;
  g_autoptr (SwProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SwFailure) failure = SW_FAILURE_INIT;
  const GivenScope scope = { { evaluate, &failure }, evaluation };
  SwAnswer answer;

  *cause = NULL;
  g_return_val_if_fail (g_str_has_suffix (open, "}"), SW_ANSWER_FAILURE);

  open[strlen (open) - 1] = '\0';
  whole = g_strconcat (open, ",\"Next\":\"B\"}", NULL);
  program = compile_rule (whole, language, &error);
  if (program == NULL)
    {
      *cause = g_strdup (error->message);
      return SW_ANSWER_FAILURE;
    }
  answer = sw_test_ask (&scope.scope, program->steps[0].choice->rules[0].test);
  if (answer == SW_ANSWER_FAILURE)
    *cause = g_strdup (failure.cause != NULL ? failure.cause : failure.error);
  return answer;
}
