/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-case.h"

static void
count_clear (gpointer data)
{
  SwTestCount *count = data;

  g_free (count->state);
}

/**
 * sw_test_case_new:
 *
 * Returns: (transfer full): a test of an empty input that is to succeed
 */
SwTestCase *
sw_test_case_new (void)
{
  SwTestCase *self = g_new0 (SwTestCase, 1);

  self->start = SW_TEST_START;
  self->expect.counts = g_array_new (FALSE, TRUE, sizeof (SwTestCount));
  g_array_set_clear_func (self->expect.counts, count_clear);
  return self;
}

static void
expectation_clear (SwTestExpectation *self)
{
  sw_value_clear (&self->output);
  sw_value_clear (&self->includes);
  g_strfreev (self->conditions);
  g_free (self->error);
  g_free (self->cause);
  g_free (self->cause_like);
  g_strfreev (self->path);
  g_strfreev (self->passes);
  g_strfreev (self->avoids);
  g_array_unref (self->counts);
}

/**
 * sw_test_case_free:
 *
 * Frees a test.
 */
void
sw_test_case_free (SwTestCase *self)
{
  g_free (self->name);
  sw_value_clear (&self->input);
  g_free (self->mock_case);
  g_clear_pointer (&self->mocks, sw_mock_config_unref);
  g_free (self->environment);
  sw_value_clear (&self->substitutions);
  expectation_clear (&self->expect);
  g_free (self);
}

/**
 * sw_test_case_new_mocks:
 *
 * Returns: (transfer full) (nullable): who answers the tasks that the test's own "mocks" name;
 * %NULL where it has none
 */
SwPerformer *
sw_test_case_new_mocks (const SwTestCase *self)
{
  if (self->mocks == NULL)
    return NULL;
  return sw_mock_config_new_performer (self->mocks, SW_TEST_MOCKS, SW_TEST_MOCKS, NULL);
}

/**
 * sw_state_dup_path:
 *
 * Returns: (transfer full): a state's name with those it stands in, "Outer/Inner"
 */
char *
sw_state_dup_path (const SwState *state)
{
  GString *path = g_string_new (state->name);

  for (const SwState *outer = state->scope->parent; outer != NULL; outer = outer->scope->parent)
    {
      g_string_prepend_c (path, '/');
      g_string_prepend (path, outer->name);
    }
  return g_string_free (path, FALSE);
}

/**
 * sw_state_is_named:
 * @name: plain, or a path "Outer/Inner", from whichever level
 *
 * Returns: whether @name means @state
 */
gboolean
sw_state_is_named (const SwState *state,
                   const char    *name)
{
  g_autofree char *path = NULL;
  g_autofree char *tail = NULL;

  if (g_str_equal (state->name, name))
    return TRUE;
  path = sw_state_dup_path (state);
  tail = g_strconcat ("/", name, NULL);
  return g_str_equal (path, name) || g_str_has_suffix (path, tail);
}
