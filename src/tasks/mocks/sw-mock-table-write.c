/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-table-private.h"

#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-cases.h"
#include "tasks/mocks/sw-mock-writer.h"

static char *
dup_key (const SwMockAnswer *row)
{
  return row->first == row->last ? g_strdup_printf ("%u", row->first)
                                 : g_strdup_printf ("%u-%u", row->first, row->last);
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
remove_others (SwMockWriter      *writer,
               const SwMockTable *table,
               const char        *response)
{
  const SwNode *node = sw_mock_writer_find (writer, response);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const SwNode *member = node != NULL ? node->first : NULL; member != NULL;
       member = member->next)
    if (!has_key (table, member->name))
      g_ptr_array_add (names, sw_pointer_append (response, member->name));
  for (guint i = 0; i < names->len; i++)
    sw_mock_writer_remove (writer, g_ptr_array_index (names, i));
}

static void
write_rows (SwMockWriter      *writer,
            const SwMockTable *self,
            const char        *response)
{
  remove_others (writer, self, response);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SwMockAnswer *row = &g_array_index (self->rows, SwMockAnswer, i);
      g_autofree char *key = dup_key (row);
      g_autofree char *json
          = row->throws ? NULL : sw_value_to_text (row->output, SW_TEXT_DEFAULT, NULL);

      if (row->throws)
        sw_mock_writer_put_throw (writer, response, key, row->error, row->cause);
      else
        sw_mock_writer_put_return (writer, response, key, json);
    }
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
  g_auto (SwMockWriter) writer = { 0 };
  g_autofree char *response = NULL;

  sw_mock_writer_init (&writer, text);
  if (self->rows->len == 0)
    sw_mock_writer_remove_state (&writer, machine, test_case, self->state);
  else
    response = sw_mock_writer_ensure_response (&writer, machine, test_case, self->state);
  if (response != NULL)
    write_rows (&writer, self, response);
  return sw_mock_writer_finish (&writer, error);
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
  g_autofree char *result = sw_mock_text_add_case (text, machine, test_case, error);
  SwValue states = sw_value_get_member (
      sw_value_get_member (
          sw_value_get_member (sw_value_get_member (recorded, "StateMachines"), machine),
          "TestCases"),
      test_case);

  for (guint i = 0; result != NULL && i < sw_value_get_length (states); i++)
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
