/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* What differs between two values, and which part of one belongs to which part of the other. */

typedef enum
{
  SW_DIFFERENCE_ADDED,   /* is in the later value alone */
  SW_DIFFERENCE_REMOVED, /* is in the earlier value alone */
  SW_DIFFERENCE_CHANGED, /* stands in both, and differs */
} SwDifferenceKind;

typedef struct
{
  SwDifferenceKind kind;
  char            *pointer; /* JSON pointer in the later value; of what was removed, in the earlier */
  SwValue          before;  /* undefined: added */
  SwValue          after;   /* undefined: removed */
} SwDifference;

/* A member or an element of both values. The earlier value's are in their order, the later one's as
 * well for arrays. */
typedef struct
{
  int before; /* index in the earlier value; -1: not there */
  int after;  /* index in the later value; -1: not there */
} SwValuePair;

GPtrArray *sw_value_diff          (SwValue before,
                                   SwValue after);
GArray    *sw_value_pair_children (SwValue before,
                                   SwValue after);

G_END_DECLS
