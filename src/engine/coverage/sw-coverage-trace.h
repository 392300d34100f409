/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/coverage/sw-coverage.h"
#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* What a history alone tells of coverage, whoever made the run. */
SwCoverage *sw_coverage_new_from_trace (SwTrace *trace);

G_END_DECLS
