/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* What the outside world answered in a run, as AWS's MockConfigFile.json: with it the run can be
 * made again without the outside world. */
SwValue sw_mocks_from_trace (const SwTrace *trace,
                             const char    *machine,
                             const char    *test_case,
                             GPtrArray     *notes);

G_END_DECLS
