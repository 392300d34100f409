/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwDifference: one place where two values part. Like values, a list belongs to one thread. */
typedef enum
{
  SW_DIFFERENCE_CHANGED, /* both have something there */
  SW_DIFFERENCE_MISSING, /* only `wanted` has */
  SW_DIFFERENCE_ADDED,   /* only `got` has */
} SwDifferenceKind;

typedef struct
{
  SwDifferenceKind  kind;
  char             *pointer; /* JSON pointer from the values compared; "": they themselves */
  SwValue           wanted;  /* undefined where there is none */
  SwValue           got;     /* likewise */
} SwDifference;

typedef enum
{
  SW_COMPARE_WHOLE, /* all of both */
  SW_COMPARE_PARTS, /* members that `wanted` does not have may be anything, at any depth; arrays have
                     * as many elements */
} SwCompareMode;

GPtrArray *sw_value_compare    (SwValue       wanted,
                                SwValue       got,
                                SwCompareMode mode,
                                guint         limit);
void       sw_difference_free  (SwDifference *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwDifference, sw_difference_free)

G_END_DECLS
