/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-sheet-private.h"

#include <glib/gi18n.h>
#include <stdarg.h>

#include "base/sw-nearest.h"
#include "json/sw-text.h"
#include "tasks/tests/sw-test-case.h"

/* What is wrong with the rows of a case, by the rules of AWS's local testing: the calls of a state
 * are numbered from 0 without gap or overlap, and each gets a result or an error. */

G_GNUC_PRINTF (4, 5)
static void
tell (SwMockRow   *row,
      SwMockField  field,
      gboolean     blocks,
      const char  *format,
      ...)
{
  va_list arguments;

  if (row->problem != NULL)
    return;
  va_start (arguments, format);
  row->problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  row->field = field;
  row->blocks = blocks;
}

/**
 * sw_mock_calls_parse:
 * @calls: "3" or "1-2"
 * @first: (out): number of the first call
 * @last: (out): number of the last one
 *
 * Returns: whether @calls is of that shape
 */
gboolean
sw_mock_calls_parse (const char *calls,
                     guint      *first,
                     guint      *last)
{
  g_auto (GStrv) parts = g_strsplit (calls, "-", 2);
  guint64 from, to;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT32, &from, NULL))
    return FALSE;
  to = from;
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, from, G_MAXINT32, &to, NULL))
    return FALSE;
  *first = (guint) from;
  *last = (guint) to;
  return TRUE;
}

static int
compare_calls (gconstpointer a,
               gconstpointer b)
{
  const SwMockRow *left = *(const SwMockRow *const *) a, *right = *(const SwMockRow *const *) b;
  guint first = 0, other = 0, last;

  sw_mock_calls_parse (left->calls, &first, &last);
  sw_mock_calls_parse (right->calls, &other, &last);
  return first < other ? -1 : first > other;
}

static void
check_numbers (GPtrArray *rows)
{
  guint next = 0, first, last;

  for (guint i = 0; i < rows->len; i++)
    if (!sw_mock_calls_parse (((SwMockRow *) rows->pdata[i])->calls, &first, &last))
      {
        tell (rows->pdata[i], SW_MOCK_FIELD_CALLS, TRUE,
              _ ("Write the number of a call, as in 0, or a range, as in 1-3"));
        return;
      }
  g_ptr_array_sort (rows, compare_calls);
  for (guint i = 0; i < rows->len; i++)
    {
      SwMockRow *row = rows->pdata[i];

      sw_mock_calls_parse (row->calls, &first, &last);
      if (first > next)
        tell (row, SW_MOCK_FIELD_CALLS, TRUE, _ ("Call %u has no answer"), next);
      else if (first < next)
        tell (row, SW_MOCK_FIELD_CALLS, TRUE, _ ("Call %u has two answers"), first);
      next = MAX (next, last + 1);
    }
}

static void
check_answer (SwMockRow *row)
{
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (row->odd != NULL)
    tell (row, SW_MOCK_FIELD_ANSWER, TRUE, "%s", row->odd);
  else if (row->throws && *row->error == '\0')
    tell (row, SW_MOCK_FIELD_ANSWER, FALSE, _ ("The error has no name"));
  else if (!row->throws
           && !sw_value_from_text (row->result, -1, SW_TEXT_REPORT_DUPLICATES, &value, &error))
    tell (row, SW_MOCK_FIELD_ANSWER, TRUE, _ ("The result is not JSON: %s"), error->message);
}

static const SwState *
find_state (SwModel    *model,
            const char *name)
{
  GPtrArray *states = sw_model_get_states (model);

  for (guint i = 0; i < states->len; i++)
    if (sw_state_is_named (g_ptr_array_index (states, i), name))
      return g_ptr_array_index (states, i);
  return NULL;
}

static void
tell_unknown (SwMockRow *row,
              SwModel   *model)
{
  GPtrArray *states = sw_model_get_states (model);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < states->len; i++)
    g_ptr_array_add (names, ((SwState *) states->pdata[i])->name);
  nearest = sw_nearest_find (row->state, names, NULL);
  if (nearest != NULL)
    tell (row, SW_MOCK_FIELD_STATE, FALSE, _ ("There is no state “%s”; did you mean “%s”?"),
          row->state, nearest);
  else
    tell (row, SW_MOCK_FIELD_STATE, FALSE, _ ("There is no state “%s”"), row->state);
}

static void
check_state (SwMockRow *row,
             SwModel   *model)
{
  const SwState *state = model != NULL ? find_state (model, row->state) : NULL;

  if (*row->state == '\0')
    tell (row, SW_MOCK_FIELD_STATE, TRUE, _ ("Say which state answers"));
  else if (model != NULL && state == NULL)
    tell_unknown (row, model);
  else if (state != NULL && state->type != SW_STATE_TASK)
    tell (row, SW_MOCK_FIELD_STATE, FALSE, _ ("“%s” is no Task state: nothing asks for its answer"),
          row->state);
}

/**
 * sw_mock_sheet_dup_of:
 *
 * Returns: (transfer container) (element-type SwMockRow): the rows of a state
 */
GPtrArray *
sw_mock_sheet_dup_of (const SwMockSheet *self,
                      const char        *state)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (((SwMockRow *) self->rows->pdata[i])->state, state))
      g_ptr_array_add (rows, self->rows->pdata[i]);
  return rows;
}

/**
 * sw_mock_sheet_check:
 *
 * Has each row say what is wrong with it.
 */
void
sw_mock_sheet_check (SwMockSheet *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rows->len; i++)
    {
      SwMockRow *row = g_ptr_array_index (self->rows, i);

      g_clear_pointer (&row->problem, g_free);
      row->blocks = FALSE;
      check_answer (row);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      SwMockRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GPtrArray) rows = NULL;

      if (g_hash_table_add (seen, row->state))
        {
          rows = sw_mock_sheet_dup_of (self, row->state);
          check_numbers (rows);
        }
    }
  for (guint i = 0; i < self->rows->len; i++)
    check_state (g_ptr_array_index (self->rows, i), self->model);
}
