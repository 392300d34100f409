/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tasks/runner/sw-debugger.h"

G_BEGIN_DECLS

/* SwDebugView: what is seen where a run stands still: input, variables, result of a branch or an
 * iteration, all to be changed; a question at a time; watches. */
#define SW_TYPE_DEBUG_VIEW (sw_debug_view_get_type ())
G_DECLARE_FINAL_TYPE (SwDebugView, sw_debug_view, SW, DEBUG_VIEW, AdwBin)

SwDebugView *sw_debug_view_new          (void);
void         sw_debug_view_set_debugger (SwDebugView *self,
                                         SwDebugger  *debugger);

G_END_DECLS
