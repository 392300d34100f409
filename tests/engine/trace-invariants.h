/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/coverage/sw-coverage.h"
#include "engine/trace/sw-snapshot.h"

G_BEGIN_DECLS

/* What must hold of a trace, whatever happened. Each returns NULL, or the first thing that does
 * not, as words to be freed. */
char *trace_check          (const SwTrace    *trace);
char *trace_check_events   (const SwTrace    *trace); /* of a history that makes no sense, too */
char *trace_check_snapshot (SwTrace          *trace);
char *trace_check_coverage (SwTrace          *trace,
                            const SwCoverage *counted);
char *trace_describe       (const SwSnapshot *snapshot,
                            const SwGraph    *graph);

G_END_DECLS
