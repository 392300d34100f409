/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* A test made of a run: of one that ended here, or of a history from elsewhere. */

SwValue sw_test_from_trace (const SwTrace *trace,
                            SwTree        *tasks,
                            const char    *name,
                            GPtrArray     *notes);

G_END_DECLS
