/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

/* SwComparisonView: one comparison of a condition: variable, operator, value.
 *
 * Signal
 *   changed   the person has made another comparison of it, see sw_comparison_view_dup() */
#define SW_TYPE_COMPARISON_VIEW (sw_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (SwComparisonView, sw_comparison_view, SW, COMPARISON_VIEW, GtkBox)

GtkWidget   *sw_comparison_view_new        (SwDocument        *document);
void         sw_comparison_view_show       (SwComparisonView  *self,
                                            const SwCondition *comparison,
                                            const char        *pointer);
SwCondition *sw_comparison_view_dup        (SwComparisonView  *self);
void         sw_comparison_view_commit     (SwComparisonView  *self);
void         sw_comparison_view_add_suffix (SwComparisonView  *self,
                                            GtkWidget         *suffix);

G_END_DECLS
