/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwBreakGutter: breakpoints beside the code: a sign in the line where a state's name stands. A
 * click toggles the one before the state whose text is in that line. */
#define SW_TYPE_BREAK_GUTTER (sw_break_gutter_get_type ())
G_DECLARE_FINAL_TYPE (SwBreakGutter, sw_break_gutter, SW, BREAK_GUTTER, GtkSourceGutterRenderer)

SwBreakGutter *sw_break_gutter_new (SwDocument *document);

G_END_DECLS
