/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/document/sw-document.h"
#include "app/source/sw-problem.h"

G_BEGIN_DECLS

/* SwProblemPopover: what is wrong at a place, why it matters, and what mends it, as buttons. */
#define SW_TYPE_PROBLEM_POPOVER (sw_problem_popover_get_type ())
G_DECLARE_FINAL_TYPE (SwProblemPopover, sw_problem_popover, SW, PROBLEM_POPOVER, GtkPopover)

SwProblemPopover *sw_problem_popover_new          (SwDocument       *document);
void              sw_problem_popover_set_problems (SwProblemPopover *self,
                                                   GPtrArray        *problems);

G_END_DECLS
