/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* What a definition may be at most. The bytes are AWS's quota (1 MiB); the depth of its arrays and
 * objects is a budget of this program: of a thousand real definitions none goes deeper than 22. A
 * text beyond them is opened, shown and mended as any other, and not run. */
#define SW_DEFINITION_MAX_BYTES 1048576
#define SW_DEFINITION_MAX_DEPTH 64

char *sw_budget_dup_size_excess  (const SwTree *tree);
char *sw_budget_dup_depth_excess (const SwTree  *tree,
                                  SwNode       **node);

G_END_DECLS
