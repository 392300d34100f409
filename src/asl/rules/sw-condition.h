/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/rules/sw-operators.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwCondition: what a JSONPath Choice rule, or a part of And, Or and Not, asks. A plain tree that
 * belongs to whoever holds it, to be changed and written back: the rule builder's own model.
 * Whatever stands in the definition can be read; what has no such shape is kept as its source. */

typedef enum
{
  SW_CONDITION_COMPARISON,
  SW_CONDITION_AND,
  SW_CONDITION_OR,
  SW_CONDITION_NOT,
  SW_CONDITION_OTHER, /* no condition, or several at once: `source` */
} SwConditionKind;

/* Deeper conditions are kept as their source. */
#define SW_CONDITION_MAX_DEPTH 64

typedef struct
{
  SwConditionKind   kind;
  char             *variable; /* JSON text of the value, as it stands; NULL: missing */
  const SwOperator *operator; /* NULL: missing */
  char             *operand;  /* JSON text of the value, as it stands; NULL: missing */
  GPtrArray        *parts;    /* SwCondition; of NOT just one; NULL for the other kinds */
  char             *source;
  char             *comment;  /* JSON text of a part's Comment, as it stands; NULL: there is none.
                               * The Comment beside the whole is the rule's */
} SwCondition;

SwCondition *sw_condition_new        (SwConditionKind    kind);
SwCondition *sw_condition_new_comparison (const char       *variable,
                                          const SwOperator *operator,
                                          const char       *operand);
SwCondition *sw_condition_new_group  (SwConditionKind    kind,
                                      SwCondition       *take_part);
SwCondition *sw_condition_from_node  (const SwNode      *node);
SwCondition *sw_condition_from_jsonata (const char      *text);
SwCondition *sw_condition_copy       (const SwCondition *self);
void         sw_condition_free       (SwCondition       *self);
gboolean     sw_condition_equal      (const SwCondition *self,
                                      const SwCondition *other);
gboolean     sw_condition_is_same    (const SwCondition *self,
                                      const SwCondition *other);
void         sw_condition_take_comments (SwCondition       *self,
                                         const SwCondition *other);
char        *sw_condition_to_json    (const SwCondition *self);
gboolean     sw_condition_is_member  (const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCondition, sw_condition_free)

G_END_DECLS
