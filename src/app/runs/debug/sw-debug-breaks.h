/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/sw-canvas.h"
#include "app/document/sw-document.h"
#include "engine/debug/sw-breakpoints.h"

G_BEGIN_DECLS

/* The breakpoints of a document: remembered with its file, moved along when its states are renamed
 * or moved, shown in the diagram. */

SwBreakpoints      *sw_debug_breaks_get          (SwDocument         *document);
void                sw_debug_breaks_show         (SwBreakpoints      *self,
                                                  SwCanvas           *canvas);
const SwBreakpoint *sw_debug_breaks_find_place   (SwBreakpoints      *self,
                                                  const char         *place);
char               *sw_debug_breaks_dup_sentence (const SwBreakpoint *breakpoint);
void                sw_debug_breaks_append_terms (GString            *text,
                                                  const SwBreakpoint *breakpoint);
SwBreakLook         sw_debug_breaks_get_look     (const SwBreakpoint *breakpoint);

G_END_DECLS
