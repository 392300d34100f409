/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-table-private.h"

static void
row_clear (gpointer data)
{
  SwMockAnswer *row = data;

  sw_value_clear (&row->output);
  g_clear_pointer (&row->error, g_free);
  g_clear_pointer (&row->cause, g_free);
}

/* A row of its own, for other invocations */
static SwMockAnswer
row_copy (const SwMockAnswer *row,
          guint               first,
          guint               last)
{
  return (SwMockAnswer) { .first = first,
                          .last = last,
                          .throws = row->throws,
                          .output = sw_value_ref (row->output),
                          .error = g_strdup (row->error),
                          .cause = g_strdup (row->cause) };
}

/* A table of the state that has no answers yet */
static SwMockTable *
new_empty (const char *state)
{
  SwMockTable *self = g_new0 (SwMockTable, 1);

  self->state = g_strdup (state);
  self->rows = g_array_new (FALSE, TRUE, sizeof (SwMockAnswer));
  g_array_set_clear_func (self->rows, row_clear);
  return self;
}

/**
 * sw_mock_table_new:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none
 * @machine: name of the state machine in it
 * @test_case: name of the test case
 * @state: name of the state
 * @error: set where @text cannot be read
 *
 * Reads what a state answers; nothing where the file, the case or the state in it is not there.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
SwMockTable *
sw_mock_table_new (const char  *text,
                   const char  *machine,
                   const char  *test_case,
                   const char  *state,
                   GError     **error)
{
  g_autoptr (SwMockTable) self = new_empty (state);
  g_autoptr (SwMockConfig) config = NULL;
  const SwMockResponse *response;

  if (text == NULL || *text == '\0')
    return g_steal_pointer (&self);
  config = sw_mock_config_new_from_text (text, -1, error);
  if (config == NULL)
    return NULL;
  response = sw_mock_config_find_response (config, machine, test_case, state);
  for (guint i = 0; response != NULL && i < response->answers->len; i++)
    {
      const SwMockAnswer *answer = &g_array_index (response->answers, SwMockAnswer, i);
      SwMockAnswer row = row_copy (answer, answer->first, answer->last);

      g_array_append_val (self->rows, row);
    }
  return g_steal_pointer (&self);
}

/**
 * sw_mock_table_free:
 *
 * Frees a table.
 */
void
sw_mock_table_free (SwMockTable *self)
{
  g_array_unref (self->rows);
  g_free (self->state);
  g_free (self);
}

/**
 * sw_mock_table_get_count:
 *
 * Returns: number of rows; the last invocation is that of the last row
 */
guint
sw_mock_table_get_count (const SwMockTable *self)
{
  return self->rows->len;
}

/**
 * sw_mock_table_get:
 * @index: 0..count
 *
 * Returns: (transfer none): a row, valid until the next change
 */
const SwMockAnswer *
sw_mock_table_get (const SwMockTable *self,
                   guint              index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return &g_array_index (self->rows, SwMockAnswer, index);
}

static gboolean
is_same (const SwMockAnswer *a,
         const SwMockAnswer *b)
{
  if (a->throws || b->throws)
    return a->throws == b->throws && g_strcmp0 (a->error, b->error) == 0
           && g_strcmp0 (a->cause, b->cause) == 0;
  return sw_value_equal (a->output, b->output);
}

/* Rows in a sequence that answer the same become one. */
static void
join (SwMockTable *self)
{
  for (guint i = 1; i < self->rows->len;)
    {
      SwMockAnswer *left = &g_array_index (self->rows, SwMockAnswer, i - 1);
      const SwMockAnswer *right = &g_array_index (self->rows, SwMockAnswer, i);

      if (!is_same (left, right))
        {
          i++;
          continue;
        }
      left->last = right->last;
      g_array_remove_index (self->rows, i);
    }
}

/* Puts a row in the place of what its invocations were answered before. Invocations before it that
 * have no answer get the same, for the format has no gaps. */
static void
put (SwMockTable  *self,
     SwMockAnswer  take_row)
{
  g_autoptr (GArray) old = self->rows;
  guint count = old->len > 0 ? g_array_index (old, SwMockAnswer, old->len - 1).last + 1 : 0;
  gboolean done = FALSE;

  take_row.first = MIN (take_row.first, count);
  self->rows = g_array_new (FALSE, TRUE, sizeof (SwMockAnswer));
  g_array_set_clear_func (self->rows, row_clear);
  for (guint i = 0; i < old->len; i++)
    {
      const SwMockAnswer *row = &g_array_index (old, SwMockAnswer, i);
      SwMockAnswer part;

      if (row->first < take_row.first)
        {
          part = row_copy (row, row->first, MIN (row->last, take_row.first - 1));
          g_array_append_val (self->rows, part);
        }
      if (!done && row->last >= take_row.first)
        {
          g_array_append_val (self->rows, take_row);
          done = TRUE;
        }
      if (row->last > take_row.last)
        {
          part = row_copy (row, MAX (row->first, take_row.last + 1), row->last);
          g_array_append_val (self->rows, part);
        }
    }
  if (!done)
    g_array_append_val (self->rows, take_row);
  join (self);
}

/**
 * sw_mock_table_answer:
 * @invocation: from 0, retries counted
 * @output: what it returns
 *
 * Has an invocation return a value. Those before it that have no answer yet return the same.
 */
void
sw_mock_table_answer (SwMockTable *self,
                      guint        invocation,
                      SwValue      output)
{
  put (self, (SwMockAnswer) { .first = invocation,
                              .last = invocation,
                              .output = sw_value_ref (output) });
}

/**
 * sw_mock_table_fail:
 * @invocation: from 0, retries counted
 * @name: (nullable): of the error
 * @cause: (nullable): its cause
 *
 * Has an invocation fail; as sw_mock_table_answer().
 */
void
sw_mock_table_fail (SwMockTable *self,
                    guint        invocation,
                    const char  *name,
                    const char  *cause)
{
  put (self, (SwMockAnswer) { .first = invocation,
                              .last = invocation,
                              .throws = TRUE,
                              .error = g_strdup (name != NULL ? name : ""),
                              .cause = g_strdup (cause != NULL ? cause : "") });
}

/* Numbers the rows anew, each with as many invocations as it had. */
static void
renumber (SwMockTable *self)
{
  guint next = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      SwMockAnswer *row = &g_array_index (self->rows, SwMockAnswer, i);

      row->last = next + (row->last - row->first);
      row->first = next;
      next = row->last + 1;
    }
  join (self);
}

/**
 * sw_mock_table_remove:
 * @index: of a row
 *
 * Takes a row away; those behind it move up.
 */
void
sw_mock_table_remove (SwMockTable *self,
                      guint        index)
{
  g_return_if_fail (index < self->rows->len);

  g_array_remove_index (self->rows, index);
  renumber (self);
}

/**
 * sw_mock_table_set_last:
 * @index: of a row
 * @last: the last invocation that it answers, not before its first
 *
 * Says how many invocations a row is for; those behind it move.
 */
void
sw_mock_table_set_last (SwMockTable *self,
                        guint        index,
                        guint        last)
{
  SwMockAnswer *row;

  g_return_if_fail (index < self->rows->len);

  row = &g_array_index (self->rows, SwMockAnswer, index);
  row->last = MAX (last, row->first);
  renumber (self);
}
