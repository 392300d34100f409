/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "engine/debug/sw-breakpoints.h"

G_BEGIN_DECLS

/* SwBreakList: the breakpoints that belong to no state: on errors by their names, and on variables
 * that change. They can be added and removed. */
#define SW_TYPE_BREAK_LIST (sw_break_list_get_type ())
G_DECLARE_FINAL_TYPE (SwBreakList, sw_break_list, SW, BREAK_LIST, AdwBin)

void sw_break_list_set_breakpoints (SwBreakList   *self,
                                    SwBreakpoints *breakpoints,
                                    SwDocument    *document);

G_END_DECLS
