/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-suite-private.h"

static gboolean
check_syntax (SwTree  *tasks,
              GError **error)
{
  const SwDiagnostic *fault;
  guint line, column;

  if (sw_tree_is_valid (tasks))
    return TRUE;
  fault = g_ptr_array_index (sw_tree_get_diagnostics (tasks), 0);
  sw_tree_locate (tasks, fault->span.start, &line, &column);
  g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_SYNTAX, "%u:%u: %s", line, column,
               fault->message);
  return FALSE;
}

/**
 * sw_test_suite_new:
 * @definition: what is tested
 * @tasks: the tasks file, with the tests
 * @folder: (nullable): where it lies
 * @options: everything from outside
 * @error: the tasks file cannot be read, or the definition cannot run
 *
 * Reads the tests and compiles what they run. What is wrong with a single test is told by
 * sw_test_suite_get_problems(); while there is any, none is to be run.
 *
 * Returns: (transfer full) (nullable): the suite
 */
SwTestSuite *
sw_test_suite_new (SwTree               *definition,
                   SwTree               *tasks,
                   GFile                *folder,
                   const SwTestOptions  *options,
                   GError              **error)
{
  g_autoptr (SwTestSuite) self = g_new0 (SwTestSuite, 1);
  gsize length;
  const char *text = sw_tree_get_text (tasks, &length);

  self->definition = sw_tree_ref (definition);
  self->tasks = sw_tree_ref (tasks);
  self->machine_name = g_strdup (options->machine_name);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  self->variants = g_ptr_array_new_with_free_func (sw_test_variant_free);
  self->programs = g_ptr_array_new ();
  if (!check_syntax (tasks, error))
    return NULL;
  self->file = sw_tasks_file_new_from_text (text, (gssize) length, folder, error);
  if (self->file == NULL)
    return NULL;
  self->cases = sw_test_cases_read (tasks, self->problems);
  if (!sw_test_suite_prepare (self, options, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sw_test_suite_free:
 *
 * Frees a suite. Outcomes must have been freed before.
 */
void
sw_test_suite_free (SwTestSuite *self)
{
  g_ptr_array_unref (self->programs);
  g_ptr_array_unref (self->variants);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->file, sw_tasks_file_unref);
  g_free (self->machine_name);
  sw_tree_unref (self->tasks);
  sw_tree_unref (self->definition);
  g_free (self);
}

/**
 * sw_test_suite_get_tasks:
 *
 * Returns: (transfer none): the tasks file, in which spans are
 */
SwTree *
sw_test_suite_get_tasks (SwTestSuite *self)
{
  return self->tasks;
}

/**
 * sw_test_suite_get_file:
 *
 * Returns: (transfer none): how tasks are performed where a test does not say
 */
SwTasksFile *
sw_test_suite_get_file (SwTestSuite *self)
{
  return self->file;
}

/**
 * sw_test_suite_get_problems:
 *
 * Returns: (transfer none) (element-type SwDiagnostic): what is wrong with the tests
 */
GPtrArray *
sw_test_suite_get_problems (SwTestSuite *self)
{
  return self->problems;
}

/**
 * sw_test_suite_get_cases:
 *
 * Returns: (transfer none) (element-type SwTestCase): the tests, in the file's order
 */
GPtrArray *
sw_test_suite_get_cases (SwTestSuite *self)
{
  return self->cases;
}

/**
 * sw_test_suite_get_program:
 * @test: (nullable): one of the suite; %NULL, or a test that stands in no file, for what the file's
 *   own values make of the definition
 *
 * Returns: (transfer none) (nullable): what the test runs; %NULL where a placeholder has no value
 */
SwProgram *
sw_test_suite_get_program (SwTestSuite      *self,
                           const SwTestCase *test)
{
  if (test != NULL && test->index < self->programs->len)
    return g_ptr_array_index (self->programs, test->index);
  return self->variants->len > 0
             ? ((SwTestVariant *) g_ptr_array_index (self->variants, 0))->program
             : NULL;
}

/**
 * sw_test_suite_new_coverage:
 *
 * Returns: (transfer full): counters at 0 for the definition as it stands in its file
 */
SwCoverage *
sw_test_suite_new_coverage (SwTestSuite *self)
{
  g_autoptr (SwModel) model = sw_model_new (self->definition);

  return sw_coverage_new (model);
}
