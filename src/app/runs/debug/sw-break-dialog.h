/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "engine/debug/sw-breakpoints.h"

G_BEGIN_DECLS

/* The breakpoints of one state, or of one way out of it: whether they are there, under which
 * condition they stop, from which time on. */
AdwDialog *sw_break_dialog_new (SwBreakpoints *breakpoints,
                                const char    *state,
                                const char    *name,
                                const char    *edge);
AdwDialog *sw_break_dialog_new_named (SwBreakpoints *breakpoints,
                                      SwBreakKind    kind,
                                      const char    *name);

G_END_DECLS
