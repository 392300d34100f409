/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/test/sw-cli-test.h"

#include <stdio.h>

#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli.h"
#include "json/sw-text.h"
#include "tasks/sw-substitutions.h"
#include "tasks/sw-tasks-text.h"
#include "tasks/tests/sw-test-edits.h"

/* Where the item stands, in the definition */
static void
print_place (const SwCliTestFile *file,
             const SwSuggestion  *suggestion)
{
  guint line, column;

  sw_tree_locate (suggestion->item.node->tree, suggestion->item.span.start, &line, &column);
  printf ("  %s:%u:%u: ", file->name, line, column);
}

static void
print_suggestion (const SwCliTestFile *file,
                  const SwSuggestion  *suggestion)
{
  g_autofree char *words = NULL;
  g_autofree char *json = NULL;

  print_place (file, suggestion);
  if (sw_value_is (suggestion->test, SW_TYPE_UNDEFINED))
    {
      words = sw_coverage_item_dup_words (&suggestion->item);
      printf ("%s, and cannot be: %s\n", words,
              suggestion->why != NULL ? suggestion->why : "no way was found");
      return;
    }
  json = sw_value_to_text (suggestion->test, SW_TEXT_PRETTY, NULL);
  printf ("%s\n%s\n", suggestion->name, json);
}

/**
 * sw_cli_test_print_suggestions:
 *
 * Prints tests that could be added, and what no test can come by.
 */
void
sw_cli_test_print_suggestions (const SwCliTestRun *run)
{
  guint n = 0;

  for (guint i = 0; i < run->files->len; i++)
    n += ((SwCliTestFile *) g_ptr_array_index (run->files, i))->suggestions->len;
  puts (n > 0 ? "\nSuggestions" : "\nThere is nothing to suggest: all has its turn");
  for (guint i = 0; i < run->files->len; i++)
    {
      const SwCliTestFile *file = g_ptr_array_index (run->files, i);

      for (guint j = 0; j < file->suggestions->len; j++)
        print_suggestion (file, g_ptr_array_index (file->suggestions, j));
    }
}

/**
 * sw_cli_test_suggestions_to_value:
 *
 * Returns: (transfer full): the suggestions of a file for --json
 */
SwValue
sw_cli_test_suggestions_to_value (const SwCliTestFile *file)
{
  SwValue list = sw_value_new_array (file->suggestions->len);

  for (guint i = 0; i < file->suggestions->len; i++)
    {
      const SwSuggestion *suggestion = g_ptr_array_index (file->suggestions, i);
      const SwCoverageItem *item = &suggestion->item;
      SwValue value = sw_value_new_object (6);
      guint line, column;

      sw_tree_locate (item->node->tree, item->span.start, &line, &column);
      sw_value_set_member (&value, "kind",
                           sw_value_new_string (sw_covered_kind_get_name (item->kind)));
      sw_value_set_member (&value, "pointer", sw_value_new_string (item->state->pointer));
      sw_value_set_member (&value, "line", sw_value_new_integer (line));
      sw_value_set_member (&value, "column", sw_value_new_integer (column));
      if (!sw_value_is (suggestion->test, SW_TYPE_UNDEFINED))
        sw_value_set_member (&value, "test", sw_value_ref (suggestion->test));
      else if (suggestion->why != NULL)
        sw_value_set_member (&value, "why", sw_value_new_string (suggestion->why));
      sw_value_append (&list, value);
    }
  return list;
}

static SwValue
new_tests (const SwCliTestFile *file)
{
  SwValue tests = sw_value_new_array (file->suggestions->len);

  for (guint i = 0; i < file->suggestions->len; i++)
    {
      const SwSuggestion *suggestion = g_ptr_array_index (file->suggestions, i);

      if (!sw_value_is (suggestion->test, SW_TYPE_UNDEFINED))
        sw_value_append (&tests, sw_value_ref (suggestion->test));
    }
  return tests;
}

/* The tasks file beside a definition that has none yet */
static char *
dup_new_file (const SwCliTestFile *file)
{
  g_autoptr (GFile) definition = g_file_new_for_commandline_arg (file->name);
  g_autoptr (GFile) tasks = sw_substitutions_find_file (definition);

  return tasks != NULL ? sw_cli_dup_file_name (tasks) : NULL;
}

/**
 * sw_cli_test_write:
 * @tests: an array of tests
 *
 * Adds tests to a tasks file, or makes one; the rest of it stays as it is.
 *
 * Returns: FALSE after a message when it cannot be written
 */
gboolean
sw_cli_test_write (const SwCliTestFile *file,
                   SwValue              tests)
{
  g_autoptr (SwTree) tree = file->tasks != NULL
                                ? sw_tree_ref (sw_test_suite_get_tasks (file->suite))
                                : sw_tree_parse (SW_TASKS_TEXT_EMPTY, -1);
  g_autofree char *name = file->tasks != NULL ? g_strdup (file->tasks) : dup_new_file (file);
  g_autoptr (SwEdits) edits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;
  const char *text;
  gsize length;

  if (sw_value_get_length (tests) == 0)
    return TRUE;
  if (name == NULL)
    {
      sw_cli_complain ("%s: a definition without a file has no place for tests", file->name);
      return FALSE;
    }
  edits = sw_test_edits_add (tree, tests, &error);
  if (edits == NULL)
    {
      sw_cli_complain ("%s: %s", name, error->message);
      return FALSE;
    }
  text = sw_tree_get_text (tree, &length);
  edited = sw_edits_apply (edits, text, length, &length);
  if (!sw_cli_write_file (name, edited, length))
    return FALSE;
  g_printerr (sw_value_get_length (tests) == 1 ? "%u test was added to %s\n"
                                               : "%u tests were added to %s\n",
              sw_value_get_length (tests), name);
  return TRUE;
}

/**
 * sw_cli_test_write_suggestions:
 *
 * Adds the suggested tests to the tasks files; the rest of these stays as it is.
 *
 * Returns: FALSE after a message when one cannot be written
 */
gboolean
sw_cli_test_write_suggestions (const SwCliTestRun *run)
{
  gboolean written = TRUE;

  for (guint i = 0; i < run->files->len; i++)
    {
      const SwCliTestFile *file = g_ptr_array_index (run->files, i);
      g_auto (SwValue) tests = new_tests (file);

      written = sw_cli_test_write (file, tests) && written;
    }
  return written;
}
