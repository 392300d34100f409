/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "tasks/runner/sw-debugger.h"

G_BEGIN_DECLS

/* SwDebugBar: the controls of a run under way: pause and steps (actions of the group "debug", which
 * a widget around it has), why it stands still, how fast waiting goes by, which errors and
 * variables stop it. */
#define SW_TYPE_DEBUG_BAR (sw_debug_bar_get_type ())
G_DECLARE_FINAL_TYPE (SwDebugBar, sw_debug_bar, SW, DEBUG_BAR, AdwBin)

SwDebugBar *sw_debug_bar_new          (SwBreakpoints *breakpoints,
                                       SwDocument    *document);
void        sw_debug_bar_set_debugger (SwDebugBar    *self,
                                       SwDebugger    *debugger);
char       *sw_debug_dup_reason       (SwDebugger    *debugger);

G_END_DECLS
