/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-sheet-private.h"

static void
row_free (gpointer data)
{
  SwMockRow *row = data;

  g_free (row->state);
  g_free (row->calls);
  g_free (row->result);
  g_free (row->error);
  g_free (row->cause);
  g_free (row->problem);
  g_free (row->odd);
  g_free (row->key);
  g_free (row);
}

/**
 * sw_mock_row_new:
 *
 * Returns: (transfer full): a row that returns an empty object
 */
SwMockRow *
sw_mock_row_new (const char *state,
                 const char *calls)
{
  SwMockRow *row = g_new0 (SwMockRow, 1);

  row->state = g_strdup (state);
  row->calls = g_strdup (calls);
  row->result = g_strdup ("{}");
  row->error = g_strdup ("States.TaskFailed");
  row->cause = g_strdup ("");
  return row;
}

/**
 * sw_mock_sheet_new:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none
 * @machine: name of the state machine in it
 * @test_case: name of the test case
 * @model: (nullable): the definition, for the names of its states
 * @error: set where @text is no JSON
 *
 * Reads a test case; no rows where the file, the machine or the case is not there.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
SwMockSheet *
sw_mock_sheet_new (const char  *text,
                   const char  *machine,
                   const char  *test_case,
                   SwModel     *model,
                   GError     **error)
{
  g_autoptr (SwMockSheet) self = g_new0 (SwMockSheet, 1);

  self->machine = g_strdup (machine);
  self->test_case = g_strdup (test_case);
  self->model = model != NULL ? sw_model_ref (model) : NULL;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!sw_mock_sheet_read (self, text, error))
    return NULL;
  sw_mock_sheet_check (self);
  return g_steal_pointer (&self);
}

/**
 * sw_mock_sheet_free:
 *
 * Frees a table.
 */
void
sw_mock_sheet_free (SwMockSheet *self)
{
  g_free (self->machine);
  g_free (self->test_case);
  g_clear_pointer (&self->model, sw_model_unref);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->touched);
  g_free (self);
}

/**
 * sw_mock_sheet_set_model:
 * @model: (nullable): the definition as it is now
 *
 * Says anew which rows name a state that there is.
 */
void
sw_mock_sheet_set_model (SwMockSheet *self,
                         SwModel     *model)
{
  SwModel *old = self->model;

  self->model = model != NULL ? sw_model_ref (model) : NULL;
  g_clear_pointer (&old, sw_model_unref);
  sw_mock_sheet_check (self);
}

/**
 * sw_mock_sheet_get_count:
 *
 * Returns: number of rows
 */
guint
sw_mock_sheet_get_count (const SwMockSheet *self)
{
  return self->rows->len;
}

/**
 * sw_mock_sheet_get:
 * @index: 0..count
 *
 * Returns: (transfer none): a row, good until the next change
 */
const SwMockRow *
sw_mock_sheet_get (const SwMockSheet *self,
                   guint              index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, index);
}

/**
 * sw_mock_sheet_is_written:
 *
 * Returns: whether the file has all that is here; %FALSE while a changed state has a row to mend
 */
gboolean
sw_mock_sheet_is_written (const SwMockSheet *self)
{
  return g_hash_table_size (self->touched) == 0;
}

static void
touch (SwMockSheet *self,
       const char  *state)
{
  g_hash_table_add (self->touched, g_strdup (state));
}

static SwMockRow *
begin (SwMockSheet *self,
       guint        index)
{
  SwMockRow *row = g_ptr_array_index (self->rows, index);

  touch (self, row->state);
  return row;
}

static guint
count_calls (const SwMockSheet *self,
             const char        *state)
{
  g_autoptr (GPtrArray) rows = sw_mock_sheet_dup_of (self, state);
  guint next = 0, first, last;

  for (guint i = 0; i < rows->len; i++)
    if (sw_mock_calls_parse (((SwMockRow *) rows->pdata[i])->calls, &first, &last))
      next = MAX (next, last + 1);
  return next;
}

static char *
dup_calls (guint first,
           guint last)
{
  return first == last ? g_strdup_printf ("%u", first) : g_strdup_printf ("%u-%u", first, last);
}

/**
 * sw_mock_sheet_add:
 * @state: that answers
 *
 * Adds an answer to the first call that has none, behind the state's others.
 *
 * Returns: index of the new row
 */
guint
sw_mock_sheet_add (SwMockSheet *self,
                   const char  *state)
{
  guint next = count_calls (self, state), index = self->rows->len;
  g_autofree char *calls = dup_calls (next, next);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (((SwMockRow *) self->rows->pdata[i])->state, state))
      index = i + 1;
  g_ptr_array_insert (self->rows, (int) index, sw_mock_row_new (state, calls));
  touch (self, state);
  sw_mock_sheet_check (self);
  return index;
}

/* Those behind move by so much, where the numbers of the state's rows are right; a row may not have
 * any number yet. */
static void
shift (SwMockSheet     *self,
       const SwMockRow *row,
       guint            behind,
       int              by)
{
  g_autoptr (GPtrArray) rows = sw_mock_sheet_dup_of (self, row->state);
  guint first, last;

  for (guint i = 0; i < rows->len; i++)
    {
      SwMockRow *other = g_ptr_array_index (rows, i);

      if (other == row || !sw_mock_calls_parse (other->calls, &first, &last) || first <= behind)
        continue;
      g_free (other->calls);
      other->calls = dup_calls (first + (guint) by, last + (guint) by);
    }
}

static gboolean
has_numbers (const SwMockSheet *self,
             const char        *state)
{
  g_autoptr (GPtrArray) rows = sw_mock_sheet_dup_of (self, state);

  for (guint i = 0; i < rows->len; i++)
    {
      const SwMockRow *row = g_ptr_array_index (rows, i);

      if (row->problem != NULL && row->field == SW_MOCK_FIELD_CALLS)
        return FALSE;
    }
  return TRUE;
}

/**
 * sw_mock_sheet_remove:
 * @index: of a row
 *
 * Takes an answer away; later calls move up.
 */
void
sw_mock_sheet_remove (SwMockSheet *self,
                      guint        index)
{
  SwMockRow *row = begin (self, index);
  guint first, last;

  if (has_numbers (self, row->state) && sw_mock_calls_parse (row->calls, &first, &last))
    shift (self, row, last, -(int) (last - first + 1));
  g_ptr_array_remove_index (self->rows, index);
  sw_mock_sheet_check (self);
}

/**
 * sw_mock_sheet_set_state:
 * @index: of a row
 * @state: that gives the answer now
 *
 * Gives an answer to another state, to its first call that has none.
 */
void
sw_mock_sheet_set_state (SwMockSheet *self,
                         guint        index,
                         const char  *state)
{
  SwMockRow *row = begin (self, index);
  guint next = count_calls (self, state), first, last;

  if (g_str_equal (row->state, state))
    return;
  if (has_numbers (self, row->state) && sw_mock_calls_parse (row->calls, &first, &last))
    shift (self, row, last, -(int) (last - first + 1));
  g_free (row->calls);
  row->calls = dup_calls (next, next);
  g_set_str (&row->state, state);
  g_clear_pointer (&row->key, g_free);
  touch (self, state);
  sw_mock_sheet_check (self);
}

/**
 * sw_mock_sheet_set_calls:
 * @index: of a row
 * @calls: "0", "1-3"; whatever was typed
 *
 * Says which calls get the answer. Where it begins with the same call as before, those behind make
 * room, or move up.
 */
void
sw_mock_sheet_set_calls (SwMockSheet *self,
                         guint        index,
                         const char  *calls)
{
  SwMockRow *row = begin (self, index);
  guint first, last, old_first, old_last;

  if (has_numbers (self, row->state) && sw_mock_calls_parse (calls, &first, &last)
      && sw_mock_calls_parse (row->calls, &old_first, &old_last) && first == old_first)
    shift (self, row, old_last, (int) last - (int) old_last);
  g_set_str (&row->calls, calls);
  sw_mock_sheet_check (self);
}

/**
 * sw_mock_sheet_set_return:
 * @index: of a row
 * @json: what it returns, as typed
 */
void
sw_mock_sheet_set_return (SwMockSheet *self,
                          guint        index,
                          const char  *json)
{
  SwMockRow *row = begin (self, index);

  row->throws = FALSE;
  g_clear_pointer (&row->odd, g_free);
  g_set_str (&row->result, json);
  sw_mock_sheet_check (self);
}

/**
 * sw_mock_sheet_set_throw:
 * @index: of a row
 * @name: of the error it fails with
 * @cause: the error's cause
 */
void
sw_mock_sheet_set_throw (SwMockSheet *self,
                         guint        index,
                         const char  *name,
                         const char  *cause)
{
  SwMockRow *row = begin (self, index);

  row->throws = TRUE;
  g_clear_pointer (&row->odd, g_free);
  g_set_str (&row->error, name);
  g_set_str (&row->cause, cause);
  sw_mock_sheet_check (self);
}
