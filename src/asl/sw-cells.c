/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-cells-private.h"

#include "json/sw-text.h"

#include <math.h>
#include <string.h>

/* Numbers from here on may be told apart by the service and not by us. */
#define MAX_EXACT 9007199254740992.0

/**
 * sw_cells_new:
 * @variable: JSON text of the path that rules compare
 *
 * Returns: (transfer full): all values of that variable, in one cell for each kind; add what they
 * are compared with, then finish
 */
SwCells *
sw_cells_new (const char *variable)
{
  SwCells *self = g_new0 (SwCells, 1);

  self->variable = g_strdup (variable);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->ordered = TRUE;
  self->cells = g_array_new (FALSE, FALSE, sizeof (SwCell));

  return self;
}

/**
 * sw_cells_free:
 *
 * Frees the cells.
 */
void
sw_cells_free (SwCells *self)
{
  g_free (self->variable);
  g_array_unref (self->numbers);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->cells);
  g_free (self);
}

/* FALSE for what is no number, and for those that we may not tell apart */
gboolean
sw_cells_read_number (const char *json,
                      double     *number)
{
  char *end;

  if (json == NULL || strlen (json) > 17)
    return FALSE;

  *number = g_ascii_strtod (json, &end);

  return end != json && *end == '\0' && fabs (*number) < MAX_EXACT;
}

/* NULL where it is no text, or holds a placeholder */
char *
sw_cells_dup_text (const char *json)
{
  SwValue value = SW_VALUE_INIT;
  char *text = NULL;

  if (json == NULL || json[0] != '"' || strstr (json, "${") != NULL
      || !sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL))
    return NULL;

  if (sw_value_is (value, SW_TYPE_STRING))
    text = g_strdup (sw_value_get_text (value, NULL));
  sw_value_clear (&value);

  return text;
}

/* The service orders UTF-16 units, we order bytes: the same but for characters behind the
 * surrogates. */
static gboolean
has_usual_order (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p >= 0xee)
      return FALSE;

  return TRUE;
}

/**
 * sw_cells_add_operand:
 * @comparison: a comparison of this variable
 *
 * Cuts the cells at what the variable is compared with.
 */
void
sw_cells_add_operand (SwCells           *self,
                      const SwCondition *comparison)
{
  const SwOperator *operator = comparison->operator;
  double number;

  if (operator == NULL || operator->operand != operator->type)
    return;

  if (operator->type == SW_OPERAND_NUMBER && sw_cells_read_number (comparison->operand, &number))
    {
      g_array_append_val (self->numbers, number);
    }
  else if (operator->type == SW_OPERAND_TEXT)
    {
      char *text = sw_cells_dup_text (comparison->operand);

      if (text == NULL)
        return;
      self->ordered = self->ordered && has_usual_order (text);
      g_ptr_array_add (self->texts, text);
    }
}

/**
 * sw_cells_compare_numbers:
 * @a: a double, by its address
 * @b: another
 *
 * Orders numbers: a GCompareFunc. None of them is NaN.
 *
 * Returns: below, at or above 0
 */
int
sw_cells_compare_numbers (gconstpointer a,
                          gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_cells (SwCells    *self,
           SwCellKind  kind,
           guint       count)
{
  for (guint i = 0; i < count; i++)
    {
      SwCell cell = { kind, i };

      g_array_append_val (self->cells, cell);
    }
}

/**
 * sw_cells_finish:
 *
 * Makes the cells, once all operands are added.
 */
void
sw_cells_finish (SwCells *self)
{
  g_array_sort (self->numbers, sw_cells_compare_numbers);
  for (guint i = self->numbers->len; i > 1; i--)
    if (sw_cells_compare_numbers (&g_array_index (self->numbers, double, i - 1),
                         &g_array_index (self->numbers, double, i - 2)) == 0)
      g_array_remove_index (self->numbers, i - 1);

  g_ptr_array_sort (self->texts, compare_texts);
  for (guint i = self->texts->len; i > 1; i--)
    if (strcmp (self->texts->pdata[i - 1], self->texts->pdata[i - 2]) == 0)
      g_ptr_array_remove_index (self->texts, i - 1);

  for (guint kind = SW_CELL_ABSENT; kind <= SW_CELL_OTHER; kind++)
    add_cells (self, kind, 1);
  add_cells (self, SW_CELL_NUMBER, 2 * self->numbers->len + 1);
  add_cells (self, SW_CELL_TEXT, 2 * self->texts->len + 1);
}

/**
 * sw_cells_get_count:
 *
 * Returns: how many cells there are
 */
guint
sw_cells_get_count (const SwCells *self)
{
  return self->cells->len;
}

/**
 * sw_cells_is_told_apart:
 *
 * Returns: %TRUE for booleans, and for numbers and texts where the rules compare with some
 */
gboolean
sw_cells_is_told_apart (const SwCells *self,
                        guint          cell)
{
  switch (g_array_index (self->cells, SwCell, cell).kind)
    {
    case SW_CELL_TRUE:
    case SW_CELL_FALSE:
      return TRUE;
    case SW_CELL_NUMBER:
      return self->numbers->len > 0;
    case SW_CELL_TEXT:
      return self->texts->len > 0;
    case SW_CELL_ABSENT:
    case SW_CELL_NULL:
    case SW_CELL_OTHER:
    default:
      return FALSE;
    }
}

/**
 * sw_cells_share_kind:
 *
 * Returns: %TRUE where both cells hold booleans, or numbers, or texts …
 */
gboolean
sw_cells_share_kind (const SwCells *self,
                     guint          a,
                     guint          b)
{
  SwCellKind first = g_array_index (self->cells, SwCell, a).kind;
  SwCellKind second = g_array_index (self->cells, SwCell, b).kind;

  return first == second || (first == SW_CELL_TRUE && second == SW_CELL_FALSE)
         || (first == SW_CELL_FALSE && second == SW_CELL_TRUE);
}
