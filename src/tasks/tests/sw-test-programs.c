/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-suite-private.h"

#include <glib/gi18n.h>

#include "json/sw-placeholders.h"
#include "tasks/sw-substitutions.h"

/* What the tests of a suite run: the definition, compiled with the values that each of them gives
 * its placeholders. Tests with the same values share a program. */

/**
 * sw_test_variant_free:
 *
 * Frees a variant.
 */
void
sw_test_variant_free (gpointer data)
{
  SwTestVariant *variant = data;

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
  SwTestVariant *variant;
  SwProgram *program;

  for (guint i = 0; i < self->variants->len; i++)
    {
      variant = g_ptr_array_index (self->variants, i);
      if (sw_value_equal (variant->values, values)
          || (sw_value_is (values, SW_TYPE_UNDEFINED)
              && sw_value_is (variant->values, SW_TYPE_UNDEFINED)))
        return variant->program;
    }
  program = compile (self, values, error);
  if (program == NULL)
    return NULL;
  variant = g_new0 (SwTestVariant, 1);
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

/**
 * sw_test_suite_prepare:
 * @options: everything from outside
 * @error: the definition cannot run
 *
 * Compiles what the tests run. The program of no test must compile as well: otherwise each test
 * would tell of the same fault. But where tests have values of their own, it may lack some.
 *
 * Returns: whether it went well; what is wrong with a single test is among the problems
 */
gboolean
sw_test_suite_prepare (SwTestSuite          *self,
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
  if (find_program (self, values, &reason) == NULL
      && !g_error_matches (reason, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  for (guint i = 0; i < self->cases->len; i++)
    g_ptr_array_add (self->programs,
                     prepare (self, g_ptr_array_index (self->cases, i), substitutions, options));
  return TRUE;
}
