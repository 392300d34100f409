/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* Definitions made up for the tests and benchmarks: the same arguments always give the same text.
 */

typedef enum
{
  SHAPE_FLAT,    /* chains, Choice diamonds, polling loops, one handler that many states catch to */
  SHAPE_MIXED,   /* the same with Parallel and Map in it, three deep */
  SHAPE_NESTED,  /* most states in Parallel and Map, six deep */
  SHAPE_WIDE,    /* Choice states with many rules, Parallel with many branches */
  SHAPE_TANGLE,  /* Choice states with three random targets each: no order to be found */
  SHAPE_CHAIN,   /* one after the other */
  SHAPE_FAN,     /* one Choice with a rule for each of the others */
  SHAPE_HUB,     /* Tasks that all catch to one state and go on to one state */
  SHAPE_LOOPS,   /* Choice states that lead to themselves, back to each earlier one's, and on */
} Shape;

SwGraph    *fixture_graph_new      (const char *text);
SwGraph    *fixture_load           (const char *file_name);
char       *fixture_generate       (Shape       shape,
                                    guint       n_states,
                                    guint       seed);
char       *fixture_shuffle        (const char *text,
                                    guint       seed);
char       *fixture_insert         (const char *text,
                                    guint       edit);
const char *fixture_shape_get_name (Shape       shape);

G_END_DECLS
