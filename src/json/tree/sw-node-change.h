/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* What a step makes different in a document, in terms of its nodes; unused fields are NULL. Nothing
 * is owned. */
typedef struct
{
  const SwNode *removed;
  const SwNode *replaced;  /* by `value` */
  const SwNode *renamed;   /* to `name` */
  const SwNode *container; /* gets `value`, a member called `name` or an element … */
  const SwNode *next;      /* … before this child, or at its end */
  const char   *name;
  SwValue       value;
} SwNodeChange;

SwValue sw_node_to_changed_value (const SwNode       *self,
                                  const SwNodeChange *change);

G_END_DECLS
