/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/rules/sw-condition-editor.h"

G_BEGIN_DECLS

struct _SwConditionEditor
{
  GtkBox       parent_instance;

  SwDocument  *document; /* not owned: it outlives the editor */
  SwCondition *condition;
  GtkWidget   *content;
  GPtrArray   *views;   /* SwComparisonView, in the order of the tree */
  GPtrArray   *joins;   /* GtkDropDown of the groups, in that order */
  GPtrArray   *comments; /* SwConditionComment of all but the whole, in that order */
  gboolean     showing;
  int          refocus; /* the view that gets the focus when widgets are made anew; or -1 */
};

void       _sw_condition_editor_tell        (SwConditionEditor *self,
                                             const SwCondition *condition);
void       _sw_condition_editor_add         (SwConditionEditor *self);
GtkWidget *_sw_condition_editor_create_view (SwConditionEditor *self,
                                             const SwCondition *condition,
                                             const SwCondition *parent,
                                             const char        *path);

G_END_DECLS
