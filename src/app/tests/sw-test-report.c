/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-report.h"

#include <glib/gi18n.h>

#include "json/sw-text.h"
#include "tasks/tests/sw-suggest.h"

static void
result_free (gpointer data)
{
  SwTestResult *result = data;

  g_free (result->name);
  g_free (result->message);
  g_free (result->test);
  g_free (result);
}

static void
advice_free (gpointer data)
{
  SwTestAdvice *advice = data;

  g_free (advice->what);
  g_free (advice->name);
  g_free (advice->test);
  g_free (advice->why);
  g_free (advice->pointer);
  g_free (advice);
}

static void
part_free (gpointer data)
{
  SwTestPart *part = data;

  g_free (part->pointer);
  g_free (part->label);
  g_free (part);
}

/**
 * sw_test_report_free:
 *
 * Frees a report.
 */
void
sw_test_report_free (SwTestReport *self)
{
  g_free (self->error);
  g_ptr_array_unref (self->results);
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->advice, g_ptr_array_unref);
  g_clear_pointer (&self->coverage, sw_coverage_unref);
  g_free (self);
}

/**
 * sw_test_job_free:
 *
 * Frees what was to be run.
 */
void
sw_test_job_free (SwTestJob *self)
{
  g_free (self->definition);
  g_free (self->tasks);
  g_clear_object (&self->folder);
  g_free (self->machine_name);
  g_clear_pointer (&self->only, g_array_unref);
  g_free (self);
}

static gboolean
is_chosen (const SwTestJob *job,
           guint            index)
{
  for (guint i = 0; job->only != NULL && i < job->only->len; i++)
    if (g_array_index (job->only, guint, i) == index)
      return TRUE;
  return job->only == NULL;
}

static char *
dup_differences (const SwTestOutcome *outcome)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < outcome->differences->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((SwTestDifference *) outcome->differences->pdata[i])->message);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static SwTestResult *
add_result (SwTestReport     *self,
            SwTestSuite      *suite,
            const SwTestCase *test)
{
  SwTestResult *result = g_new0 (SwTestResult, 1);
  g_autofree char *pointer = g_strdup_printf ("/tests/%u", test->index);
  const SwNode *node = sw_tree_resolve (sw_test_suite_get_tasks (suite), pointer);

  result->index = test->index;
  result->name = g_strdup (test->name != NULL ? test->name : "");
  result->test = node != NULL ? sw_node_dup_json (node) : g_strdup ("{}");
  g_ptr_array_add (self->results, result);
  return result;
}

static void
run_tests (SwTestReport    *self,
           const SwTestJob *job,
           SwTestSuite     *suite,
           GCancellable    *cancellable)
{
  GPtrArray *cases = sw_test_suite_get_cases (suite);

  for (guint i = 0; i < cases->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SwTestCase *test = g_ptr_array_index (cases, i);
      SwTestResult *result = add_result (self, suite, test);
      g_autoptr (SwTestOutcome) outcome = NULL;

      if (!is_chosen (job, i))
        continue;
      outcome = sw_test_suite_run (suite, test, cancellable);
      result->ran = TRUE;
      result->passed = outcome->passed;
      if (!outcome->passed)
        result->message = dup_differences (outcome);
      sw_test_outcome_add_coverage (outcome, self->coverage);
    }
}

/* Tests that cannot be run are listed with what is wrong with them. */
static void
list_problems (SwTestReport *self,
               SwTestSuite  *suite)
{
  GPtrArray *cases = sw_test_suite_get_cases (suite);
  GPtrArray *problems = sw_test_suite_get_problems (suite);

  for (guint i = 0; i < cases->len; i++)
    {
      SwTestResult *result = add_result (self, suite, g_ptr_array_index (cases, i));
      g_autofree char *pointer = g_strdup_printf ("/tests/%u", i);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < problems->len; j++)
        {
          const SwDiagnostic *problem = g_ptr_array_index (problems, j);
          const char *rest = g_str_has_prefix (problem->pointer, pointer)
                                 ? problem->pointer + strlen (pointer)
                                 : NULL;

          if (rest != NULL && (rest[0] == '/' || rest[0] == '\0'))
            g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problem->message);
        }
      if (text->len == 0)
        continue;
      result->ran = TRUE;
      result->message = g_string_free (g_steal_pointer (&text), FALSE);
    }
  self->error = g_strdup (_ ("Some tests cannot be read; none was run"));
}

static char *
dup_label (const SwCoverageItem *item)
{
  const char *state = item->state->name;
  g_autofree char *target
      = item->kind == SW_COVERED_EDGE ? sw_node_dup_string (item->node, NULL) : NULL;

  switch (item->kind)
    {
    case SW_COVERED_EDGE:
      return target != NULL ? g_strdup_printf (_ ("%s → %s"), state, target)
                            : g_strdup_printf (_ ("%s → End"), state);
    case SW_COVERED_RULE_TRUE:
      return g_strdup_printf (_ ("%s: rule %u true"), state, item->index + 1);
    case SW_COVERED_RULE_FALSE:
      return g_strdup_printf (_ ("%s: rule %u false"), state, item->index + 1);
    case SW_COVERED_CATCHER:
      return g_strdup_printf (_ ("%s: catcher %u"), state, item->index + 1);
    case SW_COVERED_RETRIER:
      return g_strdup_printf (_ ("%s: retrier %u"), state, item->index + 1);
    case SW_COVERED_STATE:
    case SW_N_COVERED:
    default:
      return g_strdup (state);
    }
}

static void
list_parts (SwTestReport *self)
{
  g_autoptr (GArray) items = sw_coverage_dup_items (self->coverage);

  self->percentage = sw_coverage_get_percentage (items);
  for (guint i = 0; i < items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (items, SwCoverageItem, i);
      SwTestPart *part = g_new0 (SwTestPart, 1);

      part->pointer = g_strdup (item->state->pointer);
      part->label = dup_label (item);
      part->hits = item->hits;
      g_ptr_array_add (self->parts, part);
    }
}

static void
list_advice (SwTestReport *self,
             SwTestSuite  *suite,
             GCancellable *cancellable)
{
  g_autoptr (SwCoverage) covered = sw_test_suite_new_coverage (suite);
  g_autoptr (GPtrArray) suggestions = NULL;

  sw_coverage_add (covered, self->coverage);
  suggestions = sw_suggest (suite, covered, cancellable);
  self->advice = g_ptr_array_new_with_free_func (advice_free);
  for (guint i = 0; i < suggestions->len; i++)
    {
      const SwSuggestion *each = g_ptr_array_index (suggestions, i);
      SwTestAdvice *advice = g_new0 (SwTestAdvice, 1);

      advice->what = sw_coverage_item_dup_words (&each->item);
      advice->name = g_strdup (each->name);
      advice->why = g_strdup (each->why);
      advice->pointer = g_strdup (each->item.state->pointer);
      if (!sw_value_is (each->test, SW_TYPE_UNDEFINED))
        advice->test = sw_value_to_text (each->test, SW_TEXT_PRETTY, NULL);
      g_ptr_array_add (self->advice, advice);
    }
}

/**
 * sw_test_report_new:
 * @job: what to run
 * @cancellable: (nullable): to stop early
 *
 * Runs tests, in any thread.
 *
 * Returns: (transfer full): what came of them
 */
SwTestReport *
sw_test_report_new (const SwTestJob *job,
                    GCancellable    *cancellable)
{
  SwTestReport *self = g_new0 (SwTestReport, 1);
  g_autoptr (SwTree) definition
      = sw_tree_parse_as (job->definition, -1, job->yaml ? SW_SYNTAX_YAML : SW_SYNTAX_JSON);
  g_autoptr (SwTree) tasks = sw_tree_parse (job->tasks, -1);
  SwTestOptions options = { .machine_name = job->machine_name };
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTestSuite) suite
      = sw_test_suite_new (definition, tasks, job->folder, &options, &error);

  self->results = g_ptr_array_new_with_free_func (result_free);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  if (suite == NULL)
    {
      self->error = g_strdup (error->message);
      return self;
    }
  if (sw_test_suite_get_problems (suite)->len > 0)
    {
      list_problems (self, suite);
      return self;
    }
  self->coverage = sw_test_suite_new_coverage (suite);
  run_tests (self, job, suite, cancellable);
  list_parts (self);
  if (job->suggest)
    list_advice (self, suite, cancellable);
  return self;
}
