/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench.h"

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

#define BENCH_DOT_SECONDS 10 /* of the processor: so much dot is given */

double bench_get_worked  (void);
double bench_measure_dot (SwGraph *graph);

G_END_DECLS
