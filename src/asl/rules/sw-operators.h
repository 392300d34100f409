/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The comparison operators of a JSONPath Choice rule. One table for checker, summary, completion
 * and inspector. */

/* What stands beside the operator */
typedef enum
{
  SW_OPERAND_TEXT,
  SW_OPERAND_NUMBER,
  SW_OPERAND_BOOLEAN,
  SW_OPERAND_TIMESTAMP,
  SW_OPERAND_PATH, /* a path to a value of the operator's kind */
  SW_OPERAND_TEST, /* true or false: the variable is, or is not, of the kind */
} SwOperandKind;

typedef struct
{
  const char    *name;    /* the member's name in a rule */
  SwOperandKind  operand;
  SwOperandKind  type;    /* what is compared: of an operand at a path the value's kind */
  const char    *symbol;  /* for one line: "==", "matches"; of a test "present" (is present) */
  const char    *label;   /* for a list, to translate */
} SwOperator;

const SwOperator *sw_operators_get_all (guint      *count);
const SwOperator *sw_operators_find    (const char *name);
const SwOperator *sw_operators_find_comparison (SwOperandKind  type,
                                                const char    *symbol,
                                                gboolean       by_path);

G_END_DECLS
