/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

/* The 39 operators of comparisons in the words of a form: relations between two values, each of
 * some kind, and tests of one. What is typed becomes JSON, and back. No widgets here. */

typedef struct
{
  const char *symbol;  /* of the operators */
  gboolean    is_test;
  gboolean    negated; /* the test is for false */
  const char *label;   /* to translate */
} SwRelation;

/* What stands beside a relation */
typedef struct
{
  SwOperandKind  type;
  gboolean       by_path;
  const char    *label; /* to translate */
  const char    *first; /* a value that a new comparison begins with */
} SwOperandLook;

const SwRelation    *sw_relations_get_all      (guint               *count);
guint                sw_relations_find         (const SwCondition   *comparison);
const SwOperandLook *sw_operand_looks_get_all  (guint               *count);
guint                sw_operand_looks_find     (const SwOperator    *operator);

const SwOperator    *sw_relation_find_operator (const SwRelation    *self,
                                                const SwOperandLook *operand);
char                *sw_operand_look_dup_json  (const SwOperandLook *self,
                                                const char          *text);
const char          *sw_operand_look_get_error (const SwOperandLook *self);
char                *sw_operand_dup_typed      (const char          *json);
char                *sw_variable_dup_json      (const char          *text);

G_END_DECLS
