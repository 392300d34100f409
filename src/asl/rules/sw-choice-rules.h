/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "asl/sw-cells.h"

G_BEGIN_DECLS

/* The rules of a Choice as conditions over the values that its variables may have, and what follows
 * of one rule from another. Only what can be proved is said: see sw-cells.h. */

typedef struct
{
  SwCells  *cells;
  gboolean *covered; /* by cell: whether a rule so far matches it for certain */
} SwChoiceVariable;

typedef struct
{
  SwState    *state;
  GPtrArray  *conditions; /* SwCondition by rule */
  GHashTable *variables;  /* JSON text -> SwChoiceVariable */
  guint       steps;
} SwChoiceRules;

void     sw_choice_rules_init         (SwChoiceRules          *self,
                                       SwState                *state);
void     sw_choice_rules_clear        (SwChoiceRules          *self);
void     sw_choice_rules_add_compared (SwChoiceRules          *self,
                                       const SwCondition      *condition,
                                       GHashTable             *compared);
SwTruth  sw_choice_rules_evaluate     (SwChoiceRules          *self,
                                       const SwChoiceVariable *variable,
                                       guint                   cell,
                                       const SwCondition      *condition);
int      sw_choice_rules_find_implied (SwChoiceRules          *self,
                                       guint                   index);
gboolean sw_choice_rules_gave_up      (const SwChoiceRules    *self);
gboolean sw_condition_is_always       (const SwCondition      *condition);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwChoiceRules, sw_choice_rules_clear)

G_END_DECLS
