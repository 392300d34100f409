/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

/* SwConditionEditor: a JSONPath rule's condition as a form: groups within groups, comparisons with
 * a variable, an operator and a value. It shows a condition; what the person makes of it goes out
 * by the signal, and is shown once it is set.
 *
 *   changed (condition: SwCondition)   borrowed: what the condition shall be */
#define SW_TYPE_CONDITION_EDITOR (sw_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (SwConditionEditor, sw_condition_editor, SW, CONDITION_EDITOR, GtkBox)

GtkWidget *sw_condition_editor_new    (SwDocument        *document);
void       sw_condition_editor_show   (SwConditionEditor *self,
                                       const SwCondition *condition,
                                       const char        *pointer);
void       sw_condition_editor_commit (SwConditionEditor *self);

G_END_DECLS
