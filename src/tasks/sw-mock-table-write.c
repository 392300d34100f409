/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-mock-table-private.h"

#include "json/sw-rewriter.h"
#include "json/sw-text.h"

/* A table into the text of a MockConfigFile.json, by minimal edits. */

#define SKELETON "{\n  \"StateMachines\": {},\n  \"MockedResponses\": {}\n}\n"

typedef struct
{
  SwRewriter *rewriter;
  GError     *error;
} Writer;

/* Sees to it that an object has a member, and returns the member's pointer. */
static char *
ensure (Writer     *self,
        const char *pointer,
        const char *name,
        const char *json)
{
  char *child = sw_pointer_append (pointer, name);

  if (self->error == NULL
      && sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), child) == NULL)
    sw_rewriter_insert_member (self->rewriter, pointer, name, json, NULL, NULL, &self->error);
  return child;
}

static char *
ensure_path (Writer            *self,
             const char *const *names)
{
  char *pointer = g_strdup ("");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *outer = pointer;

      pointer = ensure (self, outer, names[i], "{}");
    }
  return pointer;
}

static char *
dup_answer (const SwMockAnswer *row)
{
  g_auto (SwValue) value = sw_value_new_object (1);

  if (row->throws)
    {
      SwValue thrown = sw_value_new_object (2);

      sw_value_set_member (&thrown, "Error", sw_value_new_string (row->error));
      sw_value_set_member (&thrown, "Cause", sw_value_new_string (row->cause));
      sw_value_set_member (&value, "Throw", thrown);
    }
  else
    {
      sw_value_set_member (&value, "Return", sw_value_ref (row->output));
    }
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static char *
dup_key (const SwMockAnswer *row)
{
  return row->first == row->last ? g_strdup_printf ("%u", row->first)
                                 : g_strdup_printf ("%u-%u", row->first, row->last);
}

/* "State", "State2" …: no response has that name */
static char *
dup_free_name (Writer     *self,
               const char *state)
{
  g_autofree char *name = g_strdup (state);

  for (guint i = 2;; i++)
    {
      g_autofree char *pointer = sw_pointer_append ("/MockedResponses", name);

      if (sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), pointer) == NULL)
        return g_steal_pointer (&name);
      g_free (name);
      name = g_strdup_printf ("%s%u", state, i);
    }
}

static guint
count_uses (const SwNode *node,
            const char   *id)
{
  guint count = 0;

  for (const SwNode *machine = node->first; machine != NULL; machine = machine->next)
    {
      const SwNode *cases = sw_node_get_member (machine, "TestCases");

      for (const SwNode *test = cases != NULL ? cases->first : NULL; test != NULL;
           test = test->next)
        for (const SwNode *state = test->first; state != NULL; state = state->next)
          if (sw_node_equals_string (state, id))
            count++;
    }
  return count;
}

static gboolean
is_shared (Writer     *self,
           const char *id)
{
  const SwNode *machines
      = sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), "/StateMachines");

  return machines != NULL && count_uses (machines, id) > 1;
}

/* The response that the state has for itself alone, made where it has none; NULL after an error */
static char *
ensure_response (Writer     *self,
                 const char *machine,
                 const char *test_case,
                 const char *state)
{
  const char *const path[] = { "StateMachines", machine, "TestCases", test_case, NULL };
  g_autofree char *cases = ensure_path (self, path);
  g_autofree char *place = sw_pointer_append (cases, state);
  const SwNode *node = sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), place);
  g_autofree char *id = node != NULL ? sw_node_dup_string (node, NULL) : NULL;
  g_autofree char *json = NULL;

  g_free (ensure (self, "", "MockedResponses", "{}"));
  if (id == NULL || is_shared (self, id))
    {
      g_auto (SwValue) name = SW_VALUE_INIT;

      g_free (id);
      id = dup_free_name (self, state);
      name = sw_value_new_string (id);
      json = sw_value_to_text (name, SW_TEXT_DEFAULT, NULL);
      if (self->error == NULL && node != NULL)
        sw_rewriter_set (self->rewriter, place, json, &self->error);
      else
        g_free (ensure (self, cases, state, json));
    }
  return ensure (self, "/MockedResponses", id, "{}");
}

static gboolean
has_key (const SwMockTable *self,
         const char        *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *own = dup_key (&g_array_index (self->rows, SwMockAnswer, i));

      if (g_strcmp0 (own, key) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
remove_others (Writer            *self,
               const SwMockTable *table,
               const char        *response)
{
  const SwNode *node = sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), response);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const SwNode *member = node != NULL ? node->first : NULL; member != NULL;
       member = member->next)
    if (!has_key (table, member->name))
      g_ptr_array_add (names, g_strdup (member->name));
  for (guint i = 0; self->error == NULL && i < names->len; i++)
    {
      g_autofree char *pointer = sw_pointer_append (response, g_ptr_array_index (names, i));

      sw_rewriter_remove (self->rewriter, pointer, &self->error);
    }
}

static void
write_row (Writer             *self,
           const char         *response,
           const SwMockAnswer *row)
{
  g_autofree char *key = dup_key (row);
  g_autofree char *pointer = sw_pointer_append (response, key);
  g_autofree char *json = dup_answer (row);
  const SwNode *node = sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), pointer);
  g_auto (SwValue) old = node != NULL ? sw_node_to_value (node) : SW_VALUE_INIT;
  g_auto (SwValue) now = SW_VALUE_INIT;

  sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &now, NULL);
  if (self->error != NULL || (node != NULL && sw_value_equal (old, now)))
    return;
  if (node != NULL)
    sw_rewriter_set (self->rewriter, pointer, json, &self->error);
  else
    sw_rewriter_insert_member (self->rewriter, response, key, json, NULL, NULL, &self->error);
}

/* A state without answers is not mocked; its response goes with the last that uses it. */
static void
remove_state (Writer     *self,
              const char *machine,
              const char *test_case,
              const char *state)
{
  const char *const path[] = { "StateMachines", machine, "TestCases", test_case, NULL };
  g_autofree char *cases = ensure_path (self, path);
  g_autofree char *place = sw_pointer_append (cases, state);
  const SwNode *node = sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), place);
  g_autofree char *id = node != NULL ? sw_node_dup_string (node, NULL) : NULL;
  gboolean shared = id != NULL && is_shared (self, id);
  g_autofree char *response = id != NULL ? sw_pointer_append ("/MockedResponses", id) : NULL;

  if (node == NULL || self->error != NULL)
    return;
  if (!sw_rewriter_remove (self->rewriter, place, &self->error) || shared || response == NULL
      || sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), response) == NULL)
    return;
  sw_rewriter_remove (self->rewriter, response, &self->error);
}

/**
 * sw_mock_table_apply:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none yet
 * @machine: name of the state machine in it
 * @test_case: name of the test case; made where there is none
 * @error: set where @text cannot be changed
 *
 * Writes the rows of a table into the file; all else in it stays as it is.
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_table_apply (const SwMockTable  *self,
                     const char         *text,
                     const char         *machine,
                     const char         *test_case,
                     GError            **error)
{
  const char *before = text != NULL && *text != '\0' ? text : SKELETON;
  g_autoptr (SwTree) tree = sw_tree_parse (before, -1);
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);
  g_autoptr (SwEdits) edits = NULL;
  g_autofree char *response = NULL;
  Writer writer = { .rewriter = rewriter };
  gsize length;

  if (self->rows->len == 0)
    remove_state (&writer, machine, test_case, self->state);
  else
    response = ensure_response (&writer, machine, test_case, self->state);
  if (response != NULL)
    remove_others (&writer, self, response);
  for (guint i = 0; response != NULL && i < self->rows->len; i++)
    write_row (&writer, response, &g_array_index (self->rows, SwMockAnswer, i));
  if (writer.error != NULL)
    {
      g_propagate_error (error, writer.error);
      return NULL;
    }
  edits = sw_rewriter_finish (rewriter);
  text = sw_tree_get_text (tree, &length);
  return sw_edits_apply (edits, text, length, &length);
}

/**
 * sw_mock_text_take_case:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none yet
 * @recorded: such a file as a value, as sw_mocks_from_trace() makes it of a run
 * @machine: name of the state machine in both
 * @test_case: name of the test case in both
 * @error: set where @text cannot be changed
 *
 * Writes a recorded test case into a file: its states get the recorded answers, all else in the
 * file stays as it is.
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_text_take_case (const char  *text,
                        SwValue      recorded,
                        const char  *machine,
                        const char  *test_case,
                        GError     **error)
{
  g_autofree char *from = sw_value_to_text (recorded, SW_TEXT_DEFAULT, NULL);
  g_autofree char *result = g_strdup (text);
  SwValue states = sw_value_get_member (
      sw_value_get_member (
          sw_value_get_member (sw_value_get_member (recorded, "StateMachines"), machine),
          "TestCases"),
      test_case);

  for (guint i = 0; sw_value_is (states, SW_TYPE_OBJECT) && i < sw_value_get_length (states); i++)
    {
      const char *state = sw_string_get_text (sw_value_get_key (states, i));
      g_autoptr (SwMockTable) table = sw_mock_table_new (from, machine, test_case, state, error);
      char *next = table != NULL
                       ? sw_mock_table_apply (table, result, machine, test_case, error)
                       : NULL;

      if (next == NULL)
        return NULL;
      g_free (result);
      result = next;
    }
  return g_steal_pointer (&result);
}
