/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "tasks/sw-tasks-text.h"
#include "tasks/tests/sw-suggest.h"
#include "tasks/tests/sw-test-edits.h"

/* Suggested tests, over data/suggest.json: a definition without tests gets those that are
 * suggested; they pass, and what they do not come by is exactly what "left" names, with the reason
 * (`*` and `?` stand for anything). */

static SwTestSuite *
new_suite (SwTree     *definition,
           const char *tasks)
{
  g_autoptr (SwTree) tree = sw_tree_parse (tasks, -1);
  g_autoptr (GError) error = NULL;
  SwTestSuite *suite = sw_test_suite_new (definition, tree, NULL, &(SwTestOptions) { 0 }, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sw_test_suite_get_problems (suite)->len; i++)
    g_test_message ("%s",
                    ((SwDiagnostic *) sw_test_suite_get_problems (suite)->pdata[i])->message);
  g_assert_cmpuint (sw_test_suite_get_problems (suite)->len, ==, 0);
  return suite;
}

/* The tasks file with all that is suggested in it */
static char *
write_tests (GPtrArray *suggestions)
{
  g_autoptr (SwTree) tree = sw_tree_parse (SW_TASKS_TEXT_EMPTY, -1);
  g_auto (SwValue) tests = sw_value_new_array (4);
  g_autoptr (SwEdits) edits = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize length;

  for (guint i = 0; i < suggestions->len; i++)
    {
      const SwSuggestion *each = g_ptr_array_index (suggestions, i);

      if (!sw_value_is (each->test, SW_TYPE_UNDEFINED))
        sw_value_append (&tests, sw_value_ref (each->test));
    }
  edits = sw_test_edits_add (tree, tests, &error);
  g_assert_no_error (error);
  text = sw_tree_get_text (tree, &length);
  return sw_edits_apply (edits, text, length, &length);
}

static SwCoverage *
run_all (SwTestSuite *suite)
{
  SwCoverage *coverage = sw_test_suite_new_coverage (suite);
  GPtrArray *cases = sw_test_suite_get_cases (suite);

  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (SwTestOutcome) outcome = sw_test_suite_run (suite, cases->pdata[i], NULL);

      for (guint j = 0; j < outcome->differences->len; j++)
        g_test_message ("%s: %s", outcome->test->name,
                        ((SwTestDifference *) outcome->differences->pdata[j])->message);
      g_assert_true (outcome->passed);
      sw_test_outcome_add_coverage (outcome, coverage);
    }
  return coverage;
}

/* What is left is told, in order and with its reason; the edges of rules and catchers go with
 * them. */
static void
check_left (GPtrArray *suggestions,
            SwValue    left)
{
  guint n_left = 0;

  for (guint i = 0; i < suggestions->len; i++)
    {
      const SwSuggestion *each = g_ptr_array_index (suggestions, i);
      g_autofree char *words = sw_coverage_item_dup_words (&each->item);
      g_autofree char *told = g_strdup_printf ("%s: %s", words, each->why);
      const char *expected;

      if (!sw_value_is (each->test, SW_TYPE_UNDEFINED))
        continue;
      g_test_message ("%s", told);
      g_assert_cmpuint (n_left, <, sw_value_get_length (left));
      expected = sw_value_get_text (sw_value_get_element (left, n_left++), NULL);
      if (!g_pattern_match_simple (expected, told))
        g_assert_cmpstr (told, ==, expected);
    }
  g_assert_cmpuint (n_left, ==, sw_value_get_length (left));
}

static guint
count_uncovered (SwCoverage *coverage)
{
  g_autoptr (GArray) items = sw_coverage_dup_items (coverage);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (items, SwCoverageItem, i);

      n += item->hits == 0
           && (item->kind != SW_COVERED_EDGE
               || (item->edge != SW_EDGE_RULE && item->edge != SW_EDGE_CATCH));
    }
  return n;
}

static void
test_suggest (gconstpointer data)
{
  SwValue test = *(const SwValue *) data;
  SwValue left = sw_value_get_member (test, "left");
  g_autofree char *text
      = sw_value_to_text (sw_value_get_member (test, "definition"), SW_TEXT_PRETTY, NULL);
  g_autoptr (SwTree) definition = sw_tree_parse (text, -1);
  g_autoptr (SwTestSuite) suite = new_suite (definition, SW_TASKS_TEXT_EMPTY);
  g_autoptr (SwCoverage) covered = sw_test_suite_new_coverage (suite);
  g_autoptr (GPtrArray) suggestions = sw_suggest (suite, covered, NULL);
  g_autofree char *tasks = write_tests (suggestions);
  g_autoptr (SwTestSuite) written = new_suite (definition, tasks);
  g_autoptr (SwCoverage) coverage = run_all (written);

  g_test_message ("%s", tasks);
  check_left (suggestions, left);
  g_assert_cmpuint (count_uncovered (coverage), ==, sw_value_get_length (left));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  g_auto (SwValue) table = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (SwValue));
  gsize length;

  g_test_init (&argc, &argv, NULL);
  file = g_test_build_filename (G_TEST_DIST, "tasks", "data", "suggest.json", NULL);
  g_file_get_contents (file, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_REPORT_DUPLICATES, &table, &error);
  g_assert_no_error (error);
  g_array_set_size (rows, sw_value_get_length (table));
  for (guint i = 0; i < rows->len; i++)
    {
      SwValue row = sw_value_get_element (table, i);
      g_autofree char *path = g_strdup_printf (
          "/suggest/%s", sw_value_get_text (sw_value_get_member (row, "name"), NULL));

      g_array_index (rows, SwValue, i) = row;
      g_test_add_data_func (path, &g_array_index (rows, SwValue, i), test_suggest);
    }
  return g_test_run ();
}
