/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/source/sw-problem.h"
#include "app/sw-document.h"

G_BEGIN_DECLS

void       sw_source_marks_attach      (GtkSourceView *view,
                                        SwDocument    *document);
void       sw_source_marks_set_colors  (SwDocument    *document,
                                        const GdkRGBA *error,
                                        const GdkRGBA *warning,
                                        const GdkRGBA *selected);
void       sw_source_marks_update      (SwDocument    *document);
void       sw_source_marks_select      (SwDocument    *document);
SwProblem *sw_source_marks_dup_at      (SwDocument        *document,
                                        const GtkTextIter *iter);

G_END_DECLS
