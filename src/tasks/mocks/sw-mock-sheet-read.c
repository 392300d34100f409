/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-sheet-private.h"

#include <glib/gi18n.h>

#include "tasks/mocks/sw-mock-writer.h"

/* A test case out of the file's text, by rows: as far as it can be read. */

static char *
dup_text (const SwNode *object,
          const char   *name)
{
  const SwNode *node = object != NULL ? sw_node_get_member (object, name) : NULL;

  return node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;
}

static void
read_answer (SwMockRow    *row,
             const SwNode *node)
{
  const SwNode *result = sw_node_get_member (node, "Return");
  const SwNode *thrown = sw_node_get_member (node, "Throw");

  row->throws = thrown != NULL && result == NULL;
  if ((result != NULL) == (thrown != NULL))
    row->odd = g_strdup (_ ("An answer has exactly one of Return and Throw"));
  if (result != NULL)
    {
      g_free (row->result);
      row->result = sw_node_dup_json (result);
    }
  if (thrown == NULL)
    return;
  g_free (row->error);
  g_free (row->cause);
  row->error = dup_text (thrown, "Error");
  row->cause = dup_text (thrown, "Cause");
  if ((row->error == NULL || row->cause == NULL) && row->odd == NULL)
    row->odd = g_strdup (_ ("An error needs a name and a cause, both texts"));
  if (row->error == NULL)
    row->error = g_strdup ("");
  if (row->cause == NULL)
    row->cause = g_strdup ("");
}

static void
read_answers (SwMockSheet  *self,
              const char   *state,
              const SwNode *response)
{
  for (const SwNode *node = response->first; node != NULL; node = node->next)
    {
      SwMockRow *row = sw_mock_row_new (state, node->name);

      row->key = g_strdup (node->name);
      read_answer (row, node);
      g_ptr_array_add (self->rows, row);
    }
}

/* A state without any answer is a row all the same: there is something to mend. */
static void
read_state (SwMockSheet  *self,
            SwTree       *tree,
            const SwNode *state)
{
  g_autofree char *id
      = state->kind == SW_NODE_STRING ? sw_node_dup_string (state, NULL) : NULL;
  g_autofree char *pointer = id != NULL ? sw_pointer_append ("/MockedResponses", id) : NULL;
  const SwNode *response = pointer != NULL ? sw_tree_resolve (tree, pointer) : NULL;
  SwMockRow *row;

  if (response != NULL && response->kind == SW_NODE_OBJECT && response->first != NULL)
    {
      read_answers (self, state->name, response);
      return;
    }
  row = sw_mock_row_new (state->name, "0");
  if (response == NULL && id != NULL)
    row->odd = g_strdup_printf (_ ("The file has no response “%s”"), id);
  else
    row->odd = g_strdup (_ ("The state has no answer at all"));
  g_ptr_array_add (self->rows, row);
}

/**
 * sw_mock_sheet_read:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none
 * @error: set where @text is no JSON
 *
 * Makes the rows of what the text has.
 *
 * Returns: whether it could be read
 */
gboolean
sw_mock_sheet_read (SwMockSheet  *self,
                    const char   *text,
                    GError      **error)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text != NULL && *text != '\0' ? text : "{}", -1);
  g_autofree char *pointer = sw_mock_dup_case_pointer (self->machine, self->test_case);
  const SwNode *states = sw_tree_resolve (tree, pointer);
  GPtrArray *problems = sw_tree_get_diagnostics (tree);
  guint line, column;

  if (!sw_tree_is_valid (tree) && problems->len > 0)
    {
      const SwDiagnostic *first = g_ptr_array_index (problems, 0);

      sw_tree_locate (tree, first->span.start, &line, &column);
      g_set_error (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_SYNTAX,
                   _ ("Line %u, column %u: %s"), line, column, first->message);
      return FALSE;
    }
  if (states != NULL && states->kind == SW_NODE_OBJECT)
    for (const SwNode *state = states->first; state != NULL; state = state->next)
      read_state (self, tree, state);
  return TRUE;
}
