/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/rules/sw-comparison-view.h"
#include "app/inspector/rules/sw-comparison-words.h"

G_BEGIN_DECLS

struct _SwComparisonView
{
  GtkBox       parent_instance;

  SwDocument  *document; /* not owned: it outlives the view */
  char        *pointer;  /* of the comparison */
  GtkWidget   *head;
  GtkWidget   *variable;
  GtkWidget   *relation;
  GtkWidget   *kind;  /* of the value */
  GtkWidget   *value;
  GtkWidget   *value_box;
  GtkWidget   *live;  /* what it came to in the last run */
  SwCondition *shown;
  gboolean     showing;
  gboolean     dirty;
  guint        pause;
};

const SwRelation    *_sw_comparison_view_get_relation (SwComparisonView *self);
const SwOperandLook *_sw_comparison_view_get_operand  (SwComparisonView *self);
void                 _sw_comparison_view_add_help     (SwComparisonView *self);

G_END_DECLS
