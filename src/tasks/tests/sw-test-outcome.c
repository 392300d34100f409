/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-suite-private.h"

#include "json/sw-text.h"

/* A test run, and what came of it. */

/* A machine that goes round in a circle without an event quota (Express) is stopped here. */
#define MOST_TRANSITIONS 1000000

/* The test's own mocks first, then the mock case and the rows of the tasks file */
static SwRunner *
make_runner (SwTestSuite      *self,
             const SwTestCase *test)
{
  g_autoptr (SwPerformer) file = sw_tasks_file_new_performer (self->file, test->mock_case, NULL);
  g_autoptr (SwPerformer) own = sw_test_case_new_mocks (test);
  g_autoptr (SwPerformer) both = own != NULL ? sw_performer_new_pair (own, file) : NULL;
  SwExecutionOptions options = { .input = test->input,
                                 .machine_name = self->machine_name,
                                 .express = test->express };
  SwRunner *runner = sw_runner_new (sw_test_suite_get_program (self, test), &options,
                                    both != NULL ? both : file, SW_RUN_VIRTUAL);

  sw_runner_set_time (runner, test->start);
  return runner;
}

static SwTestOutcome *
run (SwTestSuite      *self,
     const SwTestCase *test,
     guint64           limit,
     GCancellable     *cancellable)
{
  SwTestOutcome *outcome = g_new0 (SwTestOutcome, 1);
  gint64 begin = g_get_monotonic_time ();

  outcome->test = test;
  outcome->differences
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_test_difference_free);
  outcome->runner = make_runner (self, test);
  sw_runner_run_here (outcome->runner, limit, cancellable);
  sw_test_compare (outcome, self->tasks);
  outcome->passed = outcome->differences->len == 0;
  outcome->seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  return outcome;
}

/**
 * sw_test_suite_run:
 * @test: one of the suite, which has no problems
 * @cancellable: (nullable): to stop it; the outcome then says that the run came to no end
 *
 * Runs a test under the virtual clock, here and now, and compares what comes of it.
 *
 * Returns: (transfer full): the outcome
 */
SwTestOutcome *
sw_test_suite_run (SwTestSuite      *self,
                   const SwTestCase *test,
                   GCancellable     *cancellable)
{
  g_return_val_if_fail (self->problems->len == 0, NULL);

  return run (self, test, MOST_TRANSITIONS, cancellable);
}

/**
 * sw_test_suite_try:
 * @test: a test as it would stand in "tests", without mistakes; its values for placeholders are the
 *   file's
 * @limit: transitions after which it is given up
 * @cancellable: (nullable): to stop it
 *
 * Runs a test that stands in no file.
 *
 * Returns: (transfer full): the outcome
 */
SwTestOutcome *
sw_test_suite_try (SwTestSuite  *self,
                   SwValue       test,
                   guint64       limit,
                   GCancellable *cancellable)
{
  g_autofree char *json = sw_value_to_text (test, SW_TEXT_DEFAULT, NULL);
  g_autofree char *text = g_strdup_printf ("{\"tests\":[%s]}", json);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  g_autoptr (GPtrArray) cases = sw_test_cases_read (tree, problems);
  SwTestCase *read = g_ptr_array_steal_index (cases, 0);
  SwTestOutcome *outcome;

  g_warn_if_fail (problems->len == 0);
  read->index = G_MAXUINT;
  outcome = run (self, read, limit, cancellable);
  outcome->own = read;
  return outcome;
}

/**
 * sw_test_outcome_add_coverage:
 * @coverage: as sw_test_suite_new_coverage() makes it
 *
 * Adds what the test came by. Nothing is added where values in the place of placeholders made
 * another machine of the definition.
 */
void
sw_test_outcome_add_coverage (const SwTestOutcome *self,
                              SwCoverage          *coverage)
{
  sw_coverage_add (coverage,
                   sw_execution_get_coverage (sw_runner_get_execution (self->runner)));
}

/**
 * sw_test_outcome_free:
 *
 * Frees an outcome and its run.
 */
void
sw_test_outcome_free (SwTestOutcome *self)
{
  g_ptr_array_unref (self->differences);
  g_clear_object (&self->runner);
  g_clear_pointer (&self->own, sw_test_case_free);
  g_free (self);
}

/**
 * sw_test_difference_free:
 *
 * Frees a difference.
 */
void
sw_test_difference_free (SwTestDifference *self)
{
  g_free (self->what);
  g_free (self->pointer);
  g_free (self->message);
  sw_value_clear (&self->wanted);
  sw_value_clear (&self->got);
  g_free (self);
}
