/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "app/source/sw-problem.h"

G_BEGIN_DECLS

/* SwProblemsButton: how many problems a document has, by severity, and the list of them, which the
 * same counts filter. Signals: `activated` (problem: SwProblem): one was chosen; `closed`: the list
 * was closed. */
#define SW_TYPE_PROBLEMS_BUTTON (sw_problems_button_get_type ())
G_DECLARE_FINAL_TYPE (SwProblemsButton, sw_problems_button, SW, PROBLEMS_BUTTON, AdwBin)

void sw_problems_button_set_document (SwProblemsButton *self,
                                      SwDocument       *document);
void sw_problems_button_popup        (SwProblemsButton *self);
void sw_problems_button_get_colors   (SwProblemsButton *self,
                                      GdkRGBA          *colors);

G_END_DECLS
