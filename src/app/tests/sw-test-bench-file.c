/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-bench-private.h"

#include <glib/gi18n.h>

#include "base/sw-save.h"
#include "tasks/sw-substitutions.h"
#include "tasks/sw-tasks-text.h"
#include "tasks/tests/sw-test-edits.h"

/* The tests in their file: found, read, and written. */

/**
 * sw_test_bench_get_file:
 *
 * Returns: (transfer full) (nullable): the tasks file, be it there or not; %NULL where the document
 * is not saved
 */
GFile *
sw_test_bench_get_file (SwTestBench *self)
{
  GFile *origin = sw_document_get_origin (self->document);

  return origin != NULL ? sw_substitutions_find_file (origin) : NULL;
}

/**
 * sw_test_bench_load:
 * @error: why the file cannot be read
 *
 * Returns: (transfer full) (nullable): the tasks file as it is now; an empty one where there is none
 */
SwTree *
sw_test_bench_load (SwTestBench  *self,
                    GError      **error)
{
  g_autoptr (GFile) file = sw_test_bench_get_file (self);
  g_autofree char *text = NULL;
  gsize length;

  if (file == NULL || !g_file_query_exists (file, NULL))
    return sw_tree_parse (SW_TASKS_TEXT_EMPTY, -1);
  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return NULL;
  return sw_tree_parse (text, (gssize) length);
}

static gboolean
save (SwTestBench  *self,
      SwTree       *tasks,
      SwEdits      *edits,
      GError      **error)
{
  g_autoptr (GFile) file = sw_test_bench_get_file (self);
  g_autofree char *edited = NULL;
  const char *text;
  gsize length;

  if (file == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("Save the definition first: tests are kept in a file beside it"));
      return FALSE;
    }
  text = sw_tree_get_text (tasks, &length);
  edited = sw_edits_apply (edits, text, length, &length);
  return sw_save_text (file, edited, length, error);
}

/**
 * sw_test_bench_write:
 * @index: of the test to be replaced; -1 for a new one
 * @test: the test, as it stands in a tasks file
 * @error: why it cannot be written
 *
 * Writes a test into the tasks file, and runs all.
 *
 * Returns: whether it was written
 */
gboolean
sw_test_bench_write (SwTestBench  *self,
                     int           index,
                     SwValue       test,
                     GError      **error)
{
  g_autoptr (SwTree) tasks = sw_test_bench_load (self, error);
  g_autoptr (SwEdits) edits = NULL;
  g_auto (SwValue) tests = sw_value_new_array (1);

  if (tasks == NULL)
    return FALSE;
  sw_value_append (&tests, sw_value_ref (test));
  edits = index < 0 ? sw_test_edits_add (tasks, tests, error)
                    : sw_test_edits_replace (tasks, (guint) index, test, error);
  if (edits == NULL || !save (self, tasks, edits, error))
    return FALSE;
  sw_test_bench_run (self);
  return TRUE;
}

/**
 * sw_test_bench_remove:
 * @index: of a test
 * @error: why it cannot be written
 *
 * Takes a test out of the tasks file, and runs the others.
 *
 * Returns: whether it was taken out
 */
gboolean
sw_test_bench_remove (SwTestBench  *self,
                      guint         index,
                      GError      **error)
{
  g_autoptr (SwTree) tasks = sw_test_bench_load (self, error);
  g_autoptr (SwEdits) edits = tasks != NULL ? sw_test_edits_remove (tasks, index, error) : NULL;

  if (edits == NULL || !save (self, tasks, edits, error))
    return FALSE;
  sw_test_bench_run (self);
  return TRUE;
}
