/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-operators.h"

#include <glib/gi18n.h>
#include <string.h>

static const SwOperator operators[] = {
  { "StringEquals", SW_OPERAND_TEXT, "==", N_ ("is equal to (text)") },
  { "StringEqualsPath", SW_OPERAND_PATH, "==", N_ ("is equal to (text at a path)") },
  { "StringLessThan", SW_OPERAND_TEXT, "<", N_ ("is less than (text)") },
  { "StringLessThanPath", SW_OPERAND_PATH, "<", N_ ("is less than (text at a path)") },
  { "StringGreaterThan", SW_OPERAND_TEXT, ">", N_ ("is greater than (text)") },
  { "StringGreaterThanPath", SW_OPERAND_PATH, ">", N_ ("is greater than (text at a path)") },
  { "StringLessThanEquals", SW_OPERAND_TEXT, "<=", N_ ("is less than or equal to (text)") },
  { "StringLessThanEqualsPath", SW_OPERAND_PATH,
    "<=", N_ ("is less than or equal to (text at a path)") },
  { "StringGreaterThanEquals", SW_OPERAND_TEXT, ">=", N_ ("is greater than or equal to (text)") },
  { "StringGreaterThanEqualsPath", SW_OPERAND_PATH,
    ">=", N_ ("is greater than or equal to (text at a path)") },
  { "StringMatches", SW_OPERAND_TEXT, "matches", N_ ("matches the pattern (text)") },
  { "NumericEquals", SW_OPERAND_NUMBER, "==", N_ ("is equal to (number)") },
  { "NumericEqualsPath", SW_OPERAND_PATH, "==", N_ ("is equal to (number at a path)") },
  { "NumericLessThan", SW_OPERAND_NUMBER, "<", N_ ("is less than (number)") },
  { "NumericLessThanPath", SW_OPERAND_PATH, "<", N_ ("is less than (number at a path)") },
  { "NumericGreaterThan", SW_OPERAND_NUMBER, ">", N_ ("is greater than (number)") },
  { "NumericGreaterThanPath", SW_OPERAND_PATH, ">", N_ ("is greater than (number at a path)") },
  { "NumericLessThanEquals", SW_OPERAND_NUMBER, "<=", N_ ("is less than or equal to (number)") },
  { "NumericLessThanEqualsPath", SW_OPERAND_PATH,
    "<=", N_ ("is less than or equal to (number at a path)") },
  { "NumericGreaterThanEquals", SW_OPERAND_NUMBER,
    ">=", N_ ("is greater than or equal to (number)") },
  { "NumericGreaterThanEqualsPath", SW_OPERAND_PATH,
    ">=", N_ ("is greater than or equal to (number at a path)") },
  { "BooleanEquals", SW_OPERAND_BOOLEAN, "==", N_ ("is equal to (boolean)") },
  { "BooleanEqualsPath", SW_OPERAND_PATH, "==", N_ ("is equal to (boolean at a path)") },
  { "TimestampEquals", SW_OPERAND_TIMESTAMP, "==", N_ ("is equal to (timestamp)") },
  { "TimestampEqualsPath", SW_OPERAND_PATH, "==", N_ ("is equal to (timestamp at a path)") },
  { "TimestampLessThan", SW_OPERAND_TIMESTAMP, "<", N_ ("is less than (timestamp)") },
  { "TimestampLessThanPath", SW_OPERAND_PATH, "<", N_ ("is less than (timestamp at a path)") },
  { "TimestampGreaterThan", SW_OPERAND_TIMESTAMP, ">", N_ ("is greater than (timestamp)") },
  { "TimestampGreaterThanPath", SW_OPERAND_PATH, ">",
    N_ ("is greater than (timestamp at a path)") },
  { "TimestampLessThanEquals", SW_OPERAND_TIMESTAMP,
    "<=", N_ ("is less than or equal to (timestamp)") },
  { "TimestampLessThanEqualsPath", SW_OPERAND_PATH,
    "<=", N_ ("is less than or equal to (timestamp at a path)") },
  { "TimestampGreaterThanEquals", SW_OPERAND_TIMESTAMP,
    ">=", N_ ("is greater than or equal to (timestamp)") },
  { "TimestampGreaterThanEqualsPath", SW_OPERAND_PATH,
    ">=", N_ ("is greater than or equal to (timestamp at a path)") },
  { "IsPresent", SW_OPERAND_TEST, "present", N_ ("is present") },
  { "IsNull", SW_OPERAND_TEST, "null", N_ ("is null") },
  { "IsNumeric", SW_OPERAND_TEST, "numeric", N_ ("is a number") },
  { "IsString", SW_OPERAND_TEST, "string", N_ ("is text") },
  { "IsBoolean", SW_OPERAND_TEST, "boolean", N_ ("is a boolean") },
  { "IsTimestamp", SW_OPERAND_TEST, "timestamp", N_ ("is a timestamp") },
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
