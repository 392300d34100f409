/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-operators.h"

#include <glib/gi18n.h>
#include <string.h>

#define TEXT SW_OPERAND_TEXT
#define NUMBER SW_OPERAND_NUMBER
#define BOOLEAN SW_OPERAND_BOOLEAN
#define TIMESTAMP SW_OPERAND_TIMESTAMP
#define PATH SW_OPERAND_PATH
#define TEST SW_OPERAND_TEST

static const SwOperator operators[] = {
  { "StringEquals", TEXT, TEXT, "==", N_ ("is equal to (text)") },
  { "StringEqualsPath", PATH, TEXT, "==", N_ ("is equal to (text at a path)") },
  { "StringLessThan", TEXT, TEXT, "<", N_ ("is less than (text)") },
  { "StringLessThanPath", PATH, TEXT, "<", N_ ("is less than (text at a path)") },
  { "StringGreaterThan", TEXT, TEXT, ">", N_ ("is greater than (text)") },
  { "StringGreaterThanPath", PATH, TEXT, ">", N_ ("is greater than (text at a path)") },
  { "StringLessThanEquals", TEXT, TEXT, "<=", N_ ("is less than or equal to (text)") },
  { "StringLessThanEqualsPath", PATH, TEXT, "<=",
    N_ ("is less than or equal to (text at a path)") },
  { "StringGreaterThanEquals", TEXT, TEXT, ">=", N_ ("is greater than or equal to (text)") },
  { "StringGreaterThanEqualsPath", PATH, TEXT, ">=",
    N_ ("is greater than or equal to (text at a path)") },
  { "StringMatches", TEXT, TEXT, "matches", N_ ("matches the pattern (text)") },
  { "NumericEquals", NUMBER, NUMBER, "==", N_ ("is equal to (number)") },
  { "NumericEqualsPath", PATH, NUMBER, "==", N_ ("is equal to (number at a path)") },
  { "NumericLessThan", NUMBER, NUMBER, "<", N_ ("is less than (number)") },
  { "NumericLessThanPath", PATH, NUMBER, "<", N_ ("is less than (number at a path)") },
  { "NumericGreaterThan", NUMBER, NUMBER, ">", N_ ("is greater than (number)") },
  { "NumericGreaterThanPath", PATH, NUMBER, ">", N_ ("is greater than (number at a path)") },
  { "NumericLessThanEquals", NUMBER, NUMBER, "<=", N_ ("is less than or equal to (number)") },
  { "NumericLessThanEqualsPath", PATH, NUMBER, "<=",
    N_ ("is less than or equal to (number at a path)") },
  { "NumericGreaterThanEquals", NUMBER, NUMBER, ">=", N_ ("is greater than or equal to (number)") },
  { "NumericGreaterThanEqualsPath", PATH, NUMBER, ">=",
    N_ ("is greater than or equal to (number at a path)") },
  { "BooleanEquals", BOOLEAN, BOOLEAN, "==", N_ ("is equal to (boolean)") },
  { "BooleanEqualsPath", PATH, BOOLEAN, "==", N_ ("is equal to (boolean at a path)") },
  { "TimestampEquals", TIMESTAMP, TIMESTAMP, "==", N_ ("is equal to (timestamp)") },
  { "TimestampEqualsPath", PATH, TIMESTAMP, "==", N_ ("is equal to (timestamp at a path)") },
  { "TimestampLessThan", TIMESTAMP, TIMESTAMP, "<", N_ ("is less than (timestamp)") },
  { "TimestampLessThanPath", PATH, TIMESTAMP, "<", N_ ("is less than (timestamp at a path)") },
  { "TimestampGreaterThan", TIMESTAMP, TIMESTAMP, ">", N_ ("is greater than (timestamp)") },
  { "TimestampGreaterThanPath", PATH, TIMESTAMP, ">",
    N_ ("is greater than (timestamp at a path)") },
  { "TimestampLessThanEquals", TIMESTAMP, TIMESTAMP, "<=",
    N_ ("is less than or equal to (timestamp)") },
  { "TimestampLessThanEqualsPath", PATH, TIMESTAMP, "<=",
    N_ ("is less than or equal to (timestamp at a path)") },
  { "TimestampGreaterThanEquals", TIMESTAMP, TIMESTAMP, ">=",
    N_ ("is greater than or equal to (timestamp)") },
  { "TimestampGreaterThanEqualsPath", PATH, TIMESTAMP, ">=",
    N_ ("is greater than or equal to (timestamp at a path)") },
  { "IsPresent", TEST, TEST, "present", N_ ("is present") },
  { "IsNull", TEST, TEST, "null", N_ ("is null") },
  { "IsNumeric", TEST, TEST, "numeric", N_ ("is a number") },
  { "IsString", TEST, TEST, "string", N_ ("is text") },
  { "IsBoolean", TEST, TEST, "boolean", N_ ("is a boolean") },
  { "IsTimestamp", TEST, TEST, "timestamp", N_ ("is a timestamp") },
};

/**
 * sw_operators_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the comparison operators, grouped by kind
 */
const SwOperator *
sw_operators_get_all (guint *count)
{
  *count = G_N_ELEMENTS (operators);

  return operators;
}

/**
 * sw_operators_find:
 * @name: a member of a rule
 *
 * Returns: (transfer none) (nullable): the operator called @name
 */
const SwOperator *
sw_operators_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strcmp (operators[i].name, name) == 0)
      return &operators[i];

  return NULL;
}

/**
 * sw_operators_find_comparison:
 * @type: what is compared: text, numbers, booleans or timestamps
 * @symbol: "==", "<", "matches" …
 * @by_path: whether the other value stands at a path
 *
 * Returns: (transfer none) (nullable): that operator, where there is one
 */
const SwOperator *
sw_operators_find_comparison (SwOperandKind  type,
                              const char    *symbol,
                              gboolean       by_path)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].type == type && (operators[i].operand == SW_OPERAND_PATH) == by_path
        && strcmp (operators[i].symbol, symbol) == 0)
      return &operators[i];

  return NULL;
}
