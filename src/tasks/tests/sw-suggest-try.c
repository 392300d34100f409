/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-suggest-private.h"

#include <glib/gi18n.h>

#include "json/sw-text.h"

/* Makes a test of a plan, and sees what comes of it. */

/* Answers that are given for every call until it is known how many there are */
#define EVERY_CALL 9999
/* A test that takes longer goes round in a circle. */
#define MAX_TRANSITIONS 2000

static SwValue
new_throw (const char *error)
{
  SwValue thrown = sw_value_new_object (2), answer = sw_value_new_object (1);

  sw_value_set_text (&thrown, "Error", error);
  sw_value_set_text (&thrown, "Cause", "A mocked error");
  sw_value_set_member (&answer, "Throw", thrown);
  return answer;
}

static SwValue
new_return (SwValue value)
{
  SwValue answer = sw_value_new_object (1);

  sw_value_set_member (&answer, "Return",
                       sw_value_is (value, SW_TYPE_UNDEFINED) ? sw_value_new_object (0)
                                                              : sw_value_ref (value));
  return answer;
}

/* Sets answers for calls FIRST to LAST, unless there are none. */
static void
set_answer (SwValue *answers,
            guint    first,
            guint    last,
            SwValue  take_answer)
{
  g_autofree char *range = first == last ? g_strdup_printf ("%u", first)
                                         : g_strdup_printf ("%u-%u", first, last);

  sw_value_set_member (answers, range, take_answer);
}

static const SwPlanThrow *
find_throw (const SwPlan  *plan,
            const SwState *state)
{
  for (guint i = 0; i < plan->throws->len; i++)
    {
      const SwPlanThrow *thrown = &g_array_index (plan->throws, SwPlanThrow, i);

      if (thrown->state == state)
        return thrown;
    }
  return NULL;
}

/* The answers to N calls of a state. The last result is good for all calls that follow. */
static SwValue
new_answers (const SwPlan  *plan,
             const SwState *state,
             GArray        *results,
             guint          n)
{
  const SwPlanThrow *thrown = find_throw (plan, state);
  SwValue answers = sw_value_new_object (2);
  guint call = 0;

  if (thrown != NULL && !thrown->once)
    {
      set_answer (&answers, 0, n - 1, new_throw (thrown->error));
      return answers;
    }
  if (thrown != NULL)
    set_answer (&answers, call++, 0, new_throw (thrown->error));
  for (guint i = 0; i + 1 < results->len && call < n; i++, call++)
    set_answer (&answers, call, call, new_return (g_array_index (results, SwValue, i)));
  if (call < n)
    set_answer (&answers, call, n - 1,
                new_return (results->len > 0
                                ? g_array_index (results, SwValue, results->len - 1)
                                : SW_VALUE_INIT));
  return answers;
}

/* The name of a state in "mocks": plain, or a path where others have the same name */
static char *
dup_mock_name (const SwModel *model,
               const SwState *state)
{
  GPtrArray *states = sw_model_get_states (model);
  guint n_named = 0;

  for (guint i = 0; i < states->len; i++)
    n_named += sw_state_is_named (states->pdata[i], state->name);
  return n_named > 1 ? sw_state_dup_path (state) : g_strdup (state->name);
}

/* The results of a state's calls, as the survey came by them */
static GArray *
dup_results (SwDraft       *draft,
             const SwState *state)
{
  GArray *results = g_array_new (FALSE, FALSE, sizeof (SwValue)); /* borrowed */

  for (guint i = 1; i < sw_draft_get_n_sources (draft); i++)
    {
      SwValue result = sw_draft_get (draft, i, "");

      if (sw_draft_get_state (draft, i) == state)
        g_array_append_val (results, result);
    }
  return results;
}

/* Answers for every task of the definition; where COVERAGE is given, for the calls it counted */
static SwValue
new_mocks (SwTestSuite      *suite,
           const SwPlan     *plan,
           SwDraft          *draft,
           const SwCoverage *coverage)
{
  const SwModel *model = sw_program_get_model (sw_test_suite_get_program (suite, NULL));
  GPtrArray *states = sw_model_get_states (model);
  SwValue mocks = sw_value_new_object (4);

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = states->pdata[i];
      guint n = coverage != NULL ? sw_coverage_get_called (coverage, state) : EVERY_CALL + 1;
      g_autofree char *name = NULL;
      g_autoptr (GArray) results = NULL;

      if (state->type != SW_STATE_TASK || n == 0)
        continue;
      name = dup_mock_name (model, state);
      results = dup_results (draft, state);
      sw_value_set_member (&mocks, name, new_answers (plan, state, results, n));
    }
  return mocks;
}

static SwValue
new_test (SwTestSuite      *suite,
          const SwPlan     *plan,
          SwDraft          *draft,
          const char       *name,
          const SwCoverage *coverage)
{
  SwValue test = sw_value_new_object (4), mocks = new_mocks (suite, plan, draft, coverage);
  SwValue input = sw_draft_get (draft, SW_DRAFT_INPUT, "");

  sw_value_set_text (&test, "name", name);
  if (!sw_value_is (input, SW_TYPE_UNDEFINED) && !sw_value_is (input, SW_TYPE_STRING))
    sw_value_set_member (&test, "input", sw_value_ref (input));
  if (sw_value_get_length (mocks) > 0)
    sw_value_set_member (&test, "mocks", mocks);
  else
    sw_value_clear (&mocks);
  return test;
}

static guint
get_hits (const SwCoverage     *coverage,
          const SwCoverageItem *item)
{
  g_autoptr (GArray) items = sw_coverage_dup_items (coverage);

  for (guint i = 0; i < items->len; i++)
    {
      const SwCoverageItem *each = &g_array_index (items, SwCoverageItem, i);

      if (each->kind == item->kind && each->state->serial == item->state->serial
          && each->edge == item->edge && each->index == item->index)
        return each->hits;
    }
  return 0;
}

static char *
explain_miss (SwTestOutcome *outcome)
{
  const SwExecution *execution = sw_runner_get_execution (outcome->runner);
  const char *error = sw_execution_get_error (execution);
  const char *cause = sw_execution_get_cause (execution);

  if (error == NULL)
    return g_strdup (_ ("Data were found for it, but the run went another way"));
  return g_strdup_printf (_ ("Data were found for it, but the run failed before: %s%s%s"), error,
                          cause != NULL ? ": " : "", cause != NULL ? cause : "");
}

/**
 * sw_suggest_try:
 * @plan: a way to @item
 * @to_end: also follow the plan's way to the end behind @item
 * @name: of the test
 * @covered: what tests came by so far; what this one comes by is added where it serves
 * @test: (out): the test, with what is expected of it, where it serves
 * @why: (out) (nullable): why it does not
 *
 * Works out data for a plan, runs them, and keeps them when the run comes by what it is to.
 *
 * Returns: whether the test serves
 */
gboolean
sw_suggest_try (SwTestSuite           *suite,
                const SwPlan          *plan,
                gboolean               to_end,
                const SwCoverageItem  *item,
                const char            *name,
                SwCoverage            *covered,
                SwValue               *test,
                char                 **why)
{
  g_autoptr (SwSurvey) survey = sw_survey_new (sw_test_suite_get_program (suite, NULL));
  g_autoptr (SwTestOutcome) outcome = NULL;
  g_autoptr (SwTestOutcome) again = NULL;
  g_auto (SwValue) draft = SW_VALUE_INIT;
  SwCoverage *coverage;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const SwPlanStep *step = &g_array_index (plan->steps, SwPlanStep, i);

      if (to_end || !step->soft)
        sw_survey_decide (survey, step->state, step->edge, step->index, step->error, step->soft);
    }
  if (!sw_survey_walk (survey))
    {
      *why = g_strdup (sw_survey_get_why (survey));
      return FALSE;
    }
  draft = new_test (suite, plan, sw_survey_get_draft (survey), name, NULL);
  outcome = sw_test_suite_try (suite, draft, MAX_TRANSITIONS, NULL);
  coverage = sw_execution_get_coverage (sw_runner_get_execution (outcome->runner));
  if (get_hits (coverage, item) == 0)
    {
      *why = explain_miss (outcome);
      return FALSE;
    }
  sw_value_set (&draft,
                new_test (suite, plan, sw_survey_get_draft (survey), name, coverage));
  again = sw_test_suite_try (suite, draft, MAX_TRANSITIONS, NULL);
  coverage = sw_execution_get_coverage (sw_runner_get_execution (again->runner));
  if (get_hits (coverage, item) == 0
      || sw_runner_get_status (again->runner) == SW_EXECUTION_RUNNING)
    {
      *why = g_strdup (_ ("Data were found for it, but the run comes to no end"));
      return FALSE;
    }
  sw_test_outcome_expect (again, &draft);
  sw_coverage_add (covered, coverage);
  *test = sw_value_ref (draft);
  return TRUE;
}
