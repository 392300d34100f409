/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

/* What can be done to a part of a condition */
typedef enum
{
  SW_CONDITION_NEGATE,
  SW_CONDITION_GROUP,
  SW_CONDITION_MOVE_UP,
  SW_CONDITION_MOVE_DOWN,
  SW_CONDITION_REMOVE,
  SW_CONDITION_ADD, /* one more, to the group that the part is, or is put into */
  SW_CONDITION_N_CHANGES
} SwConditionChange;

SwCondition **sw_condition_change_find       (SwCondition      **root,
                                              const char        *path,
                                              SwCondition      **parent);
const char   *sw_condition_change_get_label  (SwConditionChange  self,
                                              const SwCondition *parent);
void          sw_condition_change_apply      (SwConditionChange  self,
                                              SwCondition      **root,
                                              const char        *path);
guint         sw_condition_count_comparisons (const SwCondition *condition);
gboolean      sw_condition_has_shape_of      (const SwCondition *one,
                                              const SwCondition *other);

G_END_DECLS
