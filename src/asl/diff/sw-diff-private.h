/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/diff/sw-diff.h"

G_BEGIN_DECLS

struct _SwDiff
{
  gatomicrefcount  ref_count;
  SwModel         *before;
  SwModel         *after;
  GHashTable      *others;  /* a state of either version -> the same state in the other one */
  GHashTable      *scopes;  /* a scope of either version -> the same scope in the other one */
  GHashTable      *targets; /* a node that names a state -> the state */
  GHashTable      *bodies;  /* a node that is a scope's object -> the scope */
  GPtrArray       *states;  /* SwDiffState */
  GHashTable      *changes; /* a state of either version -> its SwDiffState */
};

/* sw-diff-pair.c */
void       sw_diff_pair        (SwDiff        *self);

/* sw-diff-fields.c */
double     sw_diff_get_likeness (const SwDiff *self,
                                 const SwNode *before,
                                 const SwNode *after);
GPtrArray *sw_diff_dup_fields  (const SwDiff  *self,
                                SwNode        *before,
                                SwNode        *after);

G_END_DECLS
