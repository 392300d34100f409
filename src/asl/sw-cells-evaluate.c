/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-cells-private.h"

#include <string.h>

/* What conditions come to in a cell. */

static SwTruth
truth_of (gboolean value)
{
  return value ? SW_TRUTH_TRUE : SW_TRUTH_FALSE;
}

/* Where a cell lies to a constant at POSITION: both are in one order. */
static SwTruth
compare_positions (guint       cell,
                   guint       position,
                   const char *symbol)
{
  if (strcmp (symbol, "==") == 0)
    return truth_of (cell == position);
  if (strcmp (symbol, "<") == 0)
    return truth_of (cell < position);
  if (strcmp (symbol, ">") == 0)
    return truth_of (cell > position);
  if (strcmp (symbol, "<=") == 0)
    return truth_of (cell <= position);
  if (strcmp (symbol, ">=") == 0)
    return truth_of (cell >= position);

  return SW_TRUTH_UNKNOWN;
}

static SwTruth
evaluate_number (const SwCells     *self,
                 const SwCell      *cell,
                 const SwCondition *comparison)
{
  double number;
  guint index;

  if (!sw_cells_read_number (comparison->operand, &number)
      || !g_array_binary_search (self->numbers, &number, sw_cells_compare_numbers, &index))
    return SW_TRUTH_UNKNOWN;

  return compare_positions (cell->position, 2 * index + 1, comparison->operator->symbol);
}

/* `*` stands for any characters; of patterns with escapes nothing is said. */
static SwTruth
evaluate_pattern (const SwCells *self,
                  const SwCell  *cell,
                  const char    *pattern)
{
  g_autoptr (GPatternSpec) spec = NULL;

  if (strcmp (pattern, "*") == 0)
    return SW_TRUTH_TRUE;
  if (cell->position % 2 == 0)
    return strchr (pattern, '*') != NULL || strchr (pattern, '\\') != NULL ? SW_TRUTH_UNKNOWN
                                                                          : SW_TRUTH_FALSE;
  if (strpbrk (pattern, "\\?") != NULL)
    return SW_TRUTH_UNKNOWN;

  spec = g_pattern_spec_new (pattern);

  return truth_of (
      g_pattern_spec_match_string (spec, self->texts->pdata[cell->position / 2]));
}

static SwTruth
evaluate_text (const SwCells     *self,
               const SwCell      *cell,
               const SwCondition *comparison)
{
  g_autofree char *text = sw_cells_dup_text (comparison->operand);
  const char *symbol = comparison->operator->symbol;
  guint index = 0;

  if (text == NULL)
    return SW_TRUTH_UNKNOWN;
  if (strcmp (symbol, "matches") == 0)
    return evaluate_pattern (self, cell, text);
  if (strcmp (symbol, "==") != 0 && !self->ordered)
    return SW_TRUTH_UNKNOWN;

  while (index < self->texts->len && strcmp (self->texts->pdata[index], text) != 0)
    index++;

  return index < self->texts->len ? compare_positions (cell->position, 2 * index + 1, symbol)
                                  : SW_TRUTH_UNKNOWN;
}

static SwTruth
evaluate_test (const SwCell      *cell,
               const SwCondition *comparison)
{
  static const struct
  {
    const char *symbol;
    guint       kinds;
  } tests[] = {
    { "null", 1 << SW_CELL_NULL },
    { "numeric", 1 << SW_CELL_NUMBER },
    { "string", 1 << SW_CELL_TEXT },
    { "boolean", 1 << SW_CELL_TRUE | 1 << SW_CELL_FALSE },
  };
  const char *symbol = comparison->operator->symbol;
  gboolean wanted = g_strcmp0 (comparison->operand, "true") == 0;

  if (!wanted && g_strcmp0 (comparison->operand, "false") != 0)
    return SW_TRUTH_UNKNOWN;
  if (strcmp (symbol, "present") == 0)
    return truth_of ((cell->kind != SW_CELL_ABSENT) == wanted);
  /* An absent value fails the execution in all tests but this one: no rule matches it. */
  if (cell->kind == SW_CELL_ABSENT)
    return SW_TRUTH_FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (strcmp (symbol, tests[i].symbol) == 0)
      return truth_of (((tests[i].kinds >> cell->kind & 1) != 0) == wanted);

  /* of a timestamp: only a text can be one */
  return cell->kind == SW_CELL_TEXT ? SW_TRUTH_UNKNOWN : truth_of (!wanted);
}

/* recorded on AWS: a value of another type than the operator's is no match, and no error */
static SwTruth
evaluate_comparison (const SwCells     *self,
                     const SwCell      *cell,
                     const SwCondition *comparison)
{
  static const guint kinds[] = {
    [SW_OPERAND_TEXT] = 1 << SW_CELL_TEXT,
    [SW_OPERAND_NUMBER] = 1 << SW_CELL_NUMBER,
    [SW_OPERAND_BOOLEAN] = 1 << SW_CELL_TRUE | 1 << SW_CELL_FALSE,
    [SW_OPERAND_TIMESTAMP] = 1 << SW_CELL_TEXT,
  };
  const SwOperator *operator = comparison->operator;

  if (operator == NULL || g_strcmp0 (comparison->variable, self->variable) != 0)
    return SW_TRUTH_UNKNOWN;
  if (operator->type == SW_OPERAND_TEST)
    return evaluate_test (cell, comparison);
  if (operator->type >= G_N_ELEMENTS (kinds) || !(kinds[operator->type] >> cell->kind & 1))
    return SW_TRUTH_FALSE;
  if (operator->operand == SW_OPERAND_NUMBER)
    return evaluate_number (self, cell, comparison);
  if (operator->operand == SW_OPERAND_TEXT)
    return evaluate_text (self, cell, comparison);
  if (operator->operand == SW_OPERAND_BOOLEAN && g_strcmp0 (comparison->operand, "true") == 0)
    return truth_of (cell->kind == SW_CELL_TRUE);
  if (operator->operand == SW_OPERAND_BOOLEAN && g_strcmp0 (comparison->operand, "false") == 0)
    return truth_of (cell->kind == SW_CELL_FALSE);

  return SW_TRUTH_UNKNOWN;
}

/**
 * sw_cells_evaluate:
 * @cell: 0..count - 1
 * @condition: any condition
 *
 * Returns: what is known of @condition where the variable's value is in @cell
 */
SwTruth
sw_cells_evaluate (const SwCells     *self,
                   guint              cell,
                   const SwCondition *condition)
{
  SwTruth truth;

  switch (condition->kind)
    {
    case SW_CONDITION_COMPARISON:
      return evaluate_comparison (self, &g_array_index (self->cells, SwCell, cell), condition);
    case SW_CONDITION_NOT:
      return SW_TRUTH_TRUE - sw_cells_evaluate (self, cell, condition->parts->pdata[0]);
    case SW_CONDITION_AND:
    case SW_CONDITION_OR:
      truth = condition->kind == SW_CONDITION_AND ? SW_TRUTH_TRUE : SW_TRUTH_FALSE;
      for (guint i = 0; i < condition->parts->len; i++)
        {
          SwTruth part = sw_cells_evaluate (self, cell, condition->parts->pdata[i]);

          truth = condition->kind == SW_CONDITION_AND ? MIN (truth, part) : MAX (truth, part);
        }
      return truth;
    case SW_CONDITION_OTHER:
    default:
      return SW_TRUTH_UNKNOWN;
    }
}
