/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-cells.h"

#include "json/sw-text.h"

#include <math.h>
#include <string.h>

typedef enum
{
  SW_CELL_ABSENT,
  SW_CELL_NULL,
  SW_CELL_TRUE,
  SW_CELL_FALSE,
  SW_CELL_OTHER, /* an array or an object */
  SW_CELL_NUMBER,
  SW_CELL_TEXT,
} SwCellKind;

typedef struct
{
  SwCellKind kind;
  guint      position; /* of numbers and texts: 2i + 1 for constant i, even for what lies between */
} SwCell;

struct _SwCells
{
  char      *variable; /* JSON text, as rules have it */
  GArray    *numbers;  /* double: the constants, in order once finished */
  GPtrArray *texts;    /* char *: likewise */
  gboolean   ordered;  /* whether the order of the texts is that of the service */
  GArray    *cells;    /* SwCell */
};

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

static gboolean
read_number (const char *json,
             double     *number)
{
  char *end;

  if (json == NULL || strlen (json) > 17)
    return FALSE;

  *number = g_ascii_strtod (json, &end);

  return end != json && *end == '\0' && fabs (*number) < MAX_EXACT;
}

/* NULL where it is no text, or holds a placeholder */
static char *
dup_text (const char *json)
{
  SwValue value = SW_VALUE_INIT;
  char *text = NULL;

  if (json == NULL || json[0] != '"' || strstr (json, "${") != NULL ||
      !sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL))
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

  if (operator->type == SW_OPERAND_NUMBER && read_number (comparison->operand, &number))
    {
      g_array_append_val (self->numbers, number);
    }
  else if (operator->type == SW_OPERAND_TEXT)
    {
      char *text = dup_text (comparison->operand);

      if (text == NULL)
        return;
      self->ordered = self->ordered && has_usual_order (text);
      g_ptr_array_add (self->texts, text);
    }
}

static int
compare_numbers (gconstpointer a,
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
  g_array_sort (self->numbers, compare_numbers);
  for (guint i = self->numbers->len; i > 1; i--)
    if (compare_numbers (&g_array_index (self->numbers, double, i - 1),
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

  return first == second || (first == SW_CELL_TRUE && second == SW_CELL_FALSE) ||
         (first == SW_CELL_FALSE && second == SW_CELL_TRUE);
}

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

  if (!read_number (comparison->operand, &number) ||
      !g_array_binary_search (self->numbers, &number, compare_numbers, &index))
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
  g_autofree char *text = dup_text (comparison->operand);
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
