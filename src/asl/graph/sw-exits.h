/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* The ways out of a state, in the order they are walked and drawn: Next or End, rules, Default,
 * catchers. What a state of its type cannot have (a Next on a Choice) is no way out, though the
 * model keeps it. */
typedef struct
{
  SwEdgeKind      kind;   /* NEXT, END, RULE, DEFAULT or CATCH */
  guint           index;  /* of the rule or catcher */
  const SwTarget *target; /* NULL for END */
} SwExit;

GArray   *sw_state_dup_exits (const SwState  *state);
gboolean  sw_target_is_open  (const SwTarget *target);

G_END_DECLS
