/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-tasks-text.h"

#include <string.h>

#include "base/sw-save.h"

/**
 * sw_tasks_text_change:
 * @file: a tasks file, be it there or not
 * @change: what to change in it
 * @data: its second argument
 * @error: why it cannot be written
 *
 * Changes a tasks file, which is made where there is none. A small local file.
 *
 * Returns: whether it is done
 */
gboolean
sw_tasks_text_change (GFile            *file,
                      SwTasksTextFunc   change,
                      gpointer          data,
                      GError          **error)
{
  g_autofree char *text = NULL, *changed = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwEdits) edits = NULL;
  gsize length;

  if (!g_file_query_exists (file, NULL))
    text = g_strdup (SW_TASKS_TEXT_EMPTY);
  else if (!g_file_load_contents (file, NULL, &text, NULL, NULL, error))
    return FALSE;
  tree = sw_tree_parse (text, -1);
  edits = change (tree, data, error);
  if (edits == NULL)
    return FALSE;
  changed = sw_edits_apply (edits, text, strlen (text), &length);
  return sw_save_text (file, changed, length, error);
}
