/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-input-edits.h"

#include <string.h>

#include "json/sw-rewriter.h"

/* What a tasks file begins as */
#define EMPTY_FILE "{\n  \"version\": 1\n}\n"

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
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwEdits) edits = NULL;
  gsize length;

  if (!g_file_query_exists (file, NULL))
    text = g_strdup (EMPTY_FILE);
  else if (!g_file_load_contents (file, NULL, &text, NULL, NULL, error))
    return FALSE;
  tree = sw_tree_parse (text, -1);
  edits = sw_input_edits_set (tree, name, json, error);
  if (edits == NULL)
    return FALSE;
  changed = sw_edits_apply (edits, text, strlen (text), &length);
  return g_file_replace_contents (file, changed, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  NULL, error);
}
