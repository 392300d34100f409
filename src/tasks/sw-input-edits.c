/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-input-edits.h"

#include "json/rewriter/sw-rewriter.h"
#include "tasks/sw-tasks-text.h"

/**
 * sw_input_edits_set:
 * @tasks: a tasks file
 * @name: what the input is called
 * @json: the input
 * @error: why it cannot be written: the file or its "inputs" is no object
 *
 * Names an input; one of that name gives way.
 *
 * Returns: (transfer full) (nullable): edits against the file's text
 */
SwEdits *
sw_input_edits_set (SwTree      *tasks,
                    const char  *name,
                    const char  *json,
                    GError     **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tasks);
  g_autofree char *pointer = sw_pointer_append ("/inputs", name);
  gboolean there = sw_tree_resolve (tasks, pointer) != NULL;

  if (sw_tree_resolve (tasks, "/inputs") == NULL
      && !sw_rewriter_insert_member (rewriter, "", "inputs", "{}", NULL, NULL, error))
    return NULL;
  if (there ? !sw_rewriter_set (rewriter, pointer, json, error)
            : !sw_rewriter_insert_member (rewriter, "/inputs", name, json, NULL, NULL, error))
    return NULL;
  return sw_rewriter_finish (rewriter);
}

typedef struct
{
  const char *name;
  const char *json;
} Input;

static SwEdits *
set (SwTree    *tasks,
     gpointer   data,
     GError   **error)
{
  const Input *input = data;

  return sw_input_edits_set (tasks, input->name, input->json, error);
}

/**
 * sw_input_save:
 * @file: a tasks file, be it there or not
 * @name: what the input is called
 * @json: the input
 * @error: why it cannot be written
 *
 * Names an input in the file, which is made where there is none. A small local file.
 *
 * Returns: whether it stands there
 */
gboolean
sw_input_save (GFile       *file,
               const char  *name,
               const char  *json,
               GError     **error)
{
  Input input = { name, json };

  return sw_tasks_text_change (file, set, &input, error);
}
