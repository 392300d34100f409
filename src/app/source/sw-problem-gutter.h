/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwProblemGutter: the signs beside the lines that have problems, in the colour of the gravest. A
 * click on one emits `activate` (GtkSourceGutterRenderer's own signal). */
#define SW_TYPE_PROBLEM_GUTTER (sw_problem_gutter_get_type ())
G_DECLARE_FINAL_TYPE (SwProblemGutter, sw_problem_gutter, SW, PROBLEM_GUTTER,
                      GtkSourceGutterRenderer)

SwProblemGutter *sw_problem_gutter_new        (SwDocument      *document);
void             sw_problem_gutter_set_colors (SwProblemGutter *self,
                                               const GdkRGBA   *colors);

G_END_DECLS
