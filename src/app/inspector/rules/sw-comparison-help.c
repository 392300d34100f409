/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-comparison-private.h"

#include "app/inspector/rules/sw-comparison-live.h"
#include "app/inspector/sw-line-entry.h"

/* What completion and hover ask of a comparison: the variable, and a path that it is compared with,
 * at their places in the document. */

static SwInnerText *
dup_inner (SwComparisonView *self,
           GtkWidget        *entry,
           const char       *name)
{
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));
  g_autofree char *typed = sw_line_entry_dup_text (SW_LINE_ENTRY (entry));

  return self->pointer != NULL
             ? sw_inner_text_new (tree, self->pointer, name, typed, SW_INNER_STRING)
             : NULL;
}

static SwInnerText *
dup_variable (GObject *owner,
              gsize    caret)
{
  SwComparisonView *self = SW_COMPARISON_VIEW (owner);

  return dup_inner (self, self->variable, "Variable");
}

static SwInnerText *
dup_operand (GObject *owner,
             gsize    caret)
{
  SwComparisonView *self = SW_COMPARISON_VIEW (owner);
  const SwOperandLook *look = _sw_comparison_view_get_operand (self);
  const SwOperator *operator
      = sw_relation_find_operator (_sw_comparison_view_get_relation (self), look);

  return look->by_path && operator != NULL ? dup_inner (self, self->value, operator->name) : NULL;
}

static char *
dup_state (GObject *owner)
{
  SwComparisonView *self = SW_COMPARISON_VIEW (owner);
  SwState *state = sw_comparison_live_find_state (self->document, self->pointer);

  return state != NULL ? g_strdup (state->pointer) : NULL;
}

static const SwInnerView variable_view = { dup_variable, dup_state, FALSE };
static const SwInnerView operand_view = { dup_operand, dup_state, FALSE };

/* Has what is typed completed and explained. */
void
_sw_comparison_view_add_help (SwComparisonView *self)
{
  sw_line_entry_set_help (SW_LINE_ENTRY (self->variable), self->document, &variable_view,
                          G_OBJECT (self));
  sw_line_entry_set_help (SW_LINE_ENTRY (self->value), self->document, &operand_view,
                          G_OBJECT (self));
}
