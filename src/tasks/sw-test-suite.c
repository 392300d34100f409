/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-test-private.h"

#include <glib/gi18n.h>

#include "json/sw-placeholders.h"
#include "json/sw-text.h"
#include "tasks/sw-substitutions.h"

/* A machine that goes round in a circle without an event quota (Express) is stopped here. */
#define MOST_TRANSITIONS 1000000

/* The definition with one set of values in the place of its placeholders */
typedef struct
{
  SwValue    values;
  SwProgram *program;
} Variant;

struct _SwTestSuite
{
  SwTree      *definition;
  SwTree      *tasks;
  char        *machine_name;
  SwTasksFile *file;
  GPtrArray   *problems; /* SwDiagnostic, of `tasks` */
  GPtrArray   *cases;    /* SwTestCase */
  GPtrArray   *variants; /* Variant; the first is that of a test that says nothing about values */
  GPtrArray   *programs; /* SwProgram by case, of `variants`; NULL where it has a problem */
};

static void
variant_free (gpointer data)
{
  Variant *variant = data;

  sw_value_clear (&variant->values);
  g_clear_pointer (&variant->program, sw_program_unref);
  g_free (variant);
}

static void
merge (SwValue *values,
       SwValue  own)
{
  if (sw_value_is (own, SW_TYPE_OBJECT) && !sw_value_is (*values, SW_TYPE_OBJECT))
    *values = sw_value_new_object (4);
  for (guint i = 0; i < sw_value_get_length (own); i++)
    sw_value_set_member_string (values, sw_value_get_key (own, i),
                                sw_value_ref (sw_value_get_member_at (own, i)));
}

static SwProgram *
compile (SwTestSuite  *self,
         SwValue       values,
         GError      **error)
{
  g_autoptr (SwSubstitution) substitution = sw_substitution_new (self->definition, values);
  g_autoptr (GPtrArray) missing =
      sw_substitution_dup_missing (substitution, sw_tree_get_root (self->definition));
  g_autoptr (SwModel) model = NULL;

  if (missing->len > 0)
    {
      const SwPlaceholder *placeholder = g_ptr_array_index (missing, 0);

      g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID,
                   _ ("The placeholder ${%s} has no value: give it one in “substitutions”"),
                   placeholder->name);
      return NULL;
    }
  model = sw_model_new (sw_substitution_get_tree (substitution));
  return sw_program_new (model, error);
}

/* Makes the program of some values, or finds it among those made. */
static SwProgram *
find_program (SwTestSuite  *self,
              SwValue       values,
              GError      **error)
{
  Variant *variant;
  SwProgram *program;

  for (guint i = 0; i < self->variants->len; i++)
    {
      variant = g_ptr_array_index (self->variants, i);
      if (sw_value_equal (variant->values, values) ||
          (sw_value_is (values, SW_TYPE_UNDEFINED) &&
           sw_value_is (variant->values, SW_TYPE_UNDEFINED)))
        return variant->program;
    }
  program = compile (self, values, error);
  if (program == NULL)
    return NULL;
  variant = g_new0 (Variant, 1);
  variant->values = sw_value_ref (values);
  variant->program = program;
  g_ptr_array_add (self->variants, variant);
  return program;
}

static void
add_problem (SwTestSuite      *self,
             const SwTestCase *test,
             const char       *words)
{
  g_autofree char *pointer = g_strdup_printf ("/tests/%u", test->index);

  g_ptr_array_add (self->problems, sw_diagnostic_new (SW_SEVERITY_ERROR, SW_TEST_INVALID, pointer,
                                                      test->span, "%s", words));
}

/* The values of a test: its own, then those handed in, then the file's. */
static gboolean
dup_values (const SwTestCase     *test,
            SwSubstitutions      *substitutions,
            const SwTestOptions  *options,
            SwValue              *values,
            GError              **error)
{
  const char *environment = test != NULL ? test->environment : NULL;

  if (environment == NULL)
    environment = options->environment;
  if (!sw_substitutions_dup_values (substitutions, environment, values, error))
    return FALSE;
  merge (values, options->substitutions);
  if (test != NULL)
    merge (values, test->substitutions);
  return TRUE;
}

static SwProgram *
prepare (SwTestSuite         *self,
         const SwTestCase    *test,
         SwSubstitutions     *substitutions,
         const SwTestOptions *options)
{
  g_auto (SwValue) values = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwPerformer) performer = NULL;
  SwProgram *program = NULL;

  if (test->broken)
    return NULL;
  if (dup_values (test, substitutions, options, &values, &error))
    program = find_program (self, values, &error);
  if (error == NULL)
    performer = sw_tasks_file_new_performer (self->file, test->mock_case, &error);
  if (error != NULL)
    add_problem (self, test, error->message);
  else
    sw_test_check_names (test, sw_program_get_model (program), self->tasks, self->problems);
  return program;
}

/* The program of no test must compile as well: otherwise each test would tell of the same fault.
 * But where tests have values of their own, it may lack some. */
static gboolean
prepare_all (SwTestSuite          *self,
             const SwTestOptions  *options,
             GError              **error)
{
  gsize length;
  const char *text = sw_tree_get_text (self->tasks, &length);
  g_autoptr (SwSubstitutions) substitutions =
      sw_substitutions_new_from_text (text, (gssize) length, error);
  g_auto (SwValue) values = SW_VALUE_INIT;
  g_autoptr (GError) reason = NULL;

  if (substitutions == NULL || !dup_values (NULL, substitutions, options, &values, error))
    return FALSE;
  if (find_program (self, values, &reason) == NULL &&
      !g_error_matches (reason, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  for (guint i = 0; i < self->cases->len; i++)
    g_ptr_array_add (self->programs,
                     prepare (self, g_ptr_array_index (self->cases, i), substitutions, options));
  return TRUE;
}

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
  self->variants = g_ptr_array_new_with_free_func (variant_free);
  self->programs = g_ptr_array_new ();
  if (!check_syntax (tasks, error))
    return NULL;
  self->file = sw_tasks_file_new_from_text (text, (gssize) length, folder, error);
  if (self->file == NULL)
    return NULL;
  self->cases = sw_test_cases_read (tasks, self->problems);
  if (!prepare_all (self, options, error))
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
  return self->variants->len > 0 ? ((Variant *) g_ptr_array_index (self->variants, 0))->program
                                 : NULL;
}

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
