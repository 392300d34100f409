/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-sheet-private.h"

#include "tasks/mocks/sw-mock-writer.h"

/* The rows back into the file's text. */

static gboolean
is_right (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (((SwMockRow *) rows->pdata[i])->blocks)
      return FALSE;
  return TRUE;
}

static gboolean
is_kept (GPtrArray  *rows,
         const char *key)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((SwMockRow *) rows->pdata[i])->key, key) == 0)
      return TRUE;
  return FALSE;
}

static void
remove_others (SwMockWriter *writer,
               GPtrArray    *rows,
               const char   *response)
{
  const SwNode *node = sw_mock_writer_find (writer, response);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);

  for (const SwNode *answer = node != NULL ? node->first : NULL; answer != NULL;
       answer = answer->next)
    if (!is_kept (rows, answer->name))
      g_ptr_array_add (gone, sw_pointer_append (response, answer->name));
  for (guint i = 0; i < gone->len; i++)
    sw_mock_writer_remove (writer, g_ptr_array_index (gone, i));
}

/* An answer that other calls get now keeps its place. By way of names that no other has: numbers
 * move up and down. */
static void
rename_keys (SwMockWriter *writer,
             GPtrArray    *rows,
             const char   *response)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < rows->len; i++)
      {
        const SwMockRow *row = g_ptr_array_index (rows, i);
        g_autofree char *between = g_strdup_printf ("row %u", i);
        g_autofree char *pointer
            = row->key != NULL ? sw_pointer_append (response, round == 0 ? row->key : between)
                               : NULL;

        if (row->key != NULL && !g_str_equal (row->key, row->calls))
          sw_mock_writer_rename (writer, pointer, round == 0 ? between : row->calls);
      }
}

static void
write_state (SwMockSheet  *self,
             SwMockWriter *writer,
             const char   *state,
             GPtrArray    *rows)
{
  g_autofree char *response = NULL;

  if (rows->len == 0)
    {
      sw_mock_writer_remove_state (writer, self->machine, self->test_case, state);
      return;
    }
  response
      = sw_mock_writer_ensure_response (writer, self->machine, self->test_case, state);
  remove_others (writer, rows, response);
  rename_keys (writer, rows, response);
  for (guint i = 0; i < rows->len; i++)
    {
      const SwMockRow *row = g_ptr_array_index (rows, i);

      if (row->throws)
        sw_mock_writer_put_throw (writer, response, row->calls, row->error, row->cause);
      else
        sw_mock_writer_put_return (writer, response, row->calls, row->result);
    }
}

static void
note_written (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      SwMockRow *row = g_ptr_array_index (rows, i);

      g_set_str (&row->key, row->calls);
    }
}

/**
 * sw_mock_sheet_apply:
 * @text: (nullable): of the MockConfigFile.json as it is; %NULL or "": there is none yet
 * @error: set where @text cannot be changed
 *
 * Writes the states that were changed and whose rows are all right; what is wrong waits until it is
 * mended.
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_sheet_apply (SwMockSheet  *self,
                     const char   *text,
                     GError      **error)
{
  g_autofree const char **states
      = (const char **) g_hash_table_get_keys_as_array (self->touched, NULL);
  g_autoptr (GPtrArray) written =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (SwMockWriter) writer = { 0 };
  char *result;

  sw_mock_writer_init (&writer, text);
  g_free (sw_mock_writer_ensure_case (&writer, self->machine, self->test_case));
  for (guint i = 0; states[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rows = sw_mock_sheet_dup_of (self, states[i]);

      if (!is_right (rows))
        continue;
      write_state (self, &writer, states[i], rows);
      g_ptr_array_add (written, g_steal_pointer (&rows));
    }
  result = sw_mock_writer_finish (&writer, error);
  if (result == NULL)
    return NULL;
  for (guint i = 0; states[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rows = sw_mock_sheet_dup_of (self, states[i]);

      if (is_right (rows))
        g_hash_table_remove (self->touched, states[i]);
    }
  for (guint i = 0; i < written->len; i++)
    note_written (g_ptr_array_index (written, i));
  return result;
}
