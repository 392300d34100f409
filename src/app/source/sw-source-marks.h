/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/source/sw-problem.h"

G_BEGIN_DECLS

void        sw_source_marks_attach       (SwDocument        *document);
void        sw_source_marks_set_colors   (SwDocument        *document,
                                          const GdkRGBA     *problems,
                                          const GdkRGBA     *selected);
const char *sw_source_marks_get_category (SwSeverity         severity);
char       *sw_source_marks_dup_text     (SwDocument        *document,
                                          guint              line);
void        sw_source_marks_update       (SwDocument        *document,
                                          guint              position,
                                          guint              removed,
                                          guint              added);
void        sw_source_marks_select       (SwDocument        *document);
SwProblem  *sw_source_marks_dup_at       (SwDocument        *document,
                                          const GtkTextIter *iter);

G_END_DECLS
