/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-tasks-check.h"

#include <string.h>

#include "tasks/sw-substitutions.h"
#include "tasks/sw-tasks-file.h"
#include "tasks/tests/sw-test-case.h"

/* Mistakes begin with the member that is at fault, "tasks/0: …": that is where they are shown. */
static void
add_refusal (GPtrArray    *found,
             SwTree       *tree,
             const GError *refusal)
{
  const char *colon = strstr (refusal->message, ": ");
  g_autofree char *place
      = colon != NULL ? g_strndup (refusal->message, (gsize) (colon - refusal->message)) : NULL;
  g_autofree char *pointer = NULL, *own = NULL;
  SwNode *node = NULL;

  if (place != NULL)
    {
      pointer = g_strconcat (*place == '/' ? "" : "/", g_str_equal (place, "/") ? "" : place, NULL);
      node = sw_tree_resolve (tree, g_str_equal (place, "/") ? "" : pointer);
    }
  own = sw_node_dup_pointer (node != NULL ? node : sw_tree_get_root (tree));
  g_ptr_array_add (found, sw_diagnostic_new (
                              SW_SEVERITY_ERROR, SW_TASKS_FILE_INVALID, own,
                              node != NULL ? node->span : sw_tree_get_root (tree)->span, "%s",
                              node != NULL ? colon + strlen (": ") : refusal->message));
}

static void
add_copies (GPtrArray *found,
            GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    g_ptr_array_add (found, sw_diagnostic_copy (diagnostics->pdata[i]));
}

/**
 * sw_tasks_check:
 * @tree: a tasks file
 * @folder: (nullable): where it lies; the files that it names are looked for there
 *
 * Reads all that a tasks file says, for what is wrong with it; what its tests and values have to do
 * with a definition is not looked at. Nothing is run.
 *
 * Returns: (transfer full) (element-type SwDiagnostic): what is wrong, of each part of the file the
 *   first mistake, and all of its tests'
 */
GPtrArray *
sw_tasks_check (SwTree *tree,
                GFile  *folder)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  g_autoptr (SwTasksFile) file = NULL;
  g_autoptr (SwSubstitutions) values = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  g_autoptr (GError) refusal = NULL, wrong = NULL;
  gsize length;
  const char *text = sw_tree_get_text (tree, &length);

  if (!sw_tree_is_valid (tree))
    {
      add_copies (found, sw_tree_get_diagnostics (tree));
      return found;
    }
  file = sw_tasks_file_new_from_text (text, (gssize) length, folder, &refusal);
  if (file == NULL)
    add_refusal (found, tree, refusal);
  if (sw_tree_get_root (tree)->kind != SW_NODE_OBJECT)
    return found;
  values = sw_substitutions_new_from_text (text, (gssize) length, &wrong);
  if (values == NULL)
    add_refusal (found, tree, wrong);
  tests = sw_test_cases_read (tree, found);
  return found;
}
