/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-comparison-private.h"

#include <glib/gi18n.h>

#include "app/inspector/rules/sw-comparison-live.h"
#include "app/inspector/sw-line-entry.h"

#define PAUSE 600 /* milliseconds without a key */

G_DEFINE_FINAL_TYPE (SwComparisonView, sw_comparison_view, GTK_TYPE_BOX)

static guint changed_signal;

static guint
get_selected (GtkWidget *list)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (list));
}

static void
set_wrong (GtkWidget  *entry,
           const char *error)
{
  sw_line_entry_set_error (SW_LINE_ENTRY (entry), error);
}

/* What is chosen between the two */
const SwRelation *
_sw_comparison_view_get_relation (SwComparisonView *self)
{
  guint count;

  return sw_relations_get_all (&count) + get_selected (self->relation);
}

/* What is chosen to stand beside it */
const SwOperandLook *
_sw_comparison_view_get_operand (SwComparisonView *self)
{
  guint count;

  return sw_operand_looks_get_all (&count) + get_selected (self->kind);
}

/* The comparison that the widgets make; NULL where one of them has no value of its kind, which is
 * marked. */
static SwCondition *
make_comparison (SwComparisonView *self)
{
  g_autofree char *variable = sw_line_entry_dup_text (SW_LINE_ENTRY (self->variable));
  g_autofree char *value = sw_line_entry_dup_text (SW_LINE_ENTRY (self->value));
  const SwRelation *relation = _sw_comparison_view_get_relation (self);
  const SwOperandLook *look = _sw_comparison_view_get_operand (self);
  const SwOperator *operator = sw_relation_find_operator (relation, look);
  g_autofree char *json = sw_variable_dup_json (variable);
  g_autofree char *operand = NULL;

  set_wrong (self->variable, json != NULL ? NULL : _("A path begins with $, such as $.order.id"));
  if (relation->is_test)
    operand = g_strdup (relation->negated ? "false" : "true");
  else
    {
      operand = sw_operand_look_dup_json (look, value);
      set_wrong (self->value, operand != NULL ? NULL : sw_operand_look_get_error (look));
    }
  if (json == NULL || operand == NULL || operator == NULL)
    return NULL;
  return sw_condition_new_comparison (json, operator, operand);
}

/* What is in the entries, tried on the data of the last run */
static void
show_live (SwComparisonView *self)
{
  g_autoptr (SwCondition) made = make_comparison (self);
  g_autofree char *words = NULL;
  gboolean failed = FALSE;

  if (made != NULL)
    words = sw_comparison_live_dup (self->document, self->pointer, made, &failed);
  gtk_label_set_label (GTK_LABEL (self->live), words != NULL ? words : "");
  gtk_widget_set_visible (self->live, words != NULL);
  gtk_widget_remove_css_class (self->live, failed ? "dim-label" : "warning");
  gtk_widget_add_css_class (self->live, failed ? "warning" : "dim-label");
}

/* Typed and chosen is told as soon as it is a comparison. */
static void
tell (SwComparisonView *self)
{
  g_autoptr (SwCondition) made = make_comparison (self);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (made == NULL)
    return;
  self->dirty = FALSE;
  show_live (self);
  if (self->shown != NULL && sw_condition_equal (made, self->shown))
    return;
  g_signal_emit (self, changed_signal, 0);
}

static void
pause_cb (gpointer data)
{
  SwComparisonView *self = data;

  self->pause = 0;
  tell (self);
}

static void
typed_cb (SwComparisonView *self)
{
  if (self->showing)
    return;
  self->dirty = TRUE;
  set_wrong (self->variable, NULL);
  set_wrong (self->value, NULL);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (PAUSE, pause_cb, self);
}

static void
update_value_box (SwComparisonView *self)
{
  gtk_widget_set_visible (self->value_box, !_sw_comparison_view_get_relation (self)->is_test);
}

/* Not every relation goes with every kind of value: a pattern is text, booleans are equal or not.
 * What was not just chosen gives way. */
static void
relation_cb (SwComparisonView *self)
{
  const SwRelation *relation = _sw_comparison_view_get_relation (self);

  if (self->showing)
    return;
  self->showing = TRUE;
  if (sw_relation_find_operator (relation, _sw_comparison_view_get_operand (self)) == NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind),
                                g_str_equal (relation->symbol, "matches") ? 0 : 1);
  self->showing = FALSE;
  update_value_box (self);
  tell (self);
}

static void
kind_cb (SwComparisonView *self)
{
  const SwOperandLook *look = _sw_comparison_view_get_operand (self);
  g_autofree char *value = sw_line_entry_dup_text (SW_LINE_ENTRY (self->value));
  g_autofree char *operand = NULL;

  if (self->showing)
    return;
  self->showing = TRUE;
  if (sw_relation_find_operator (_sw_comparison_view_get_relation (self), look) == NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->relation), 0);
  operand = sw_operand_look_dup_json (look, value);
  if (operand == NULL || look->type == SW_OPERAND_TIMESTAMP)
    sw_line_entry_set_text (SW_LINE_ENTRY (self->value), look->first);
  self->showing = FALSE;
  tell (self);
}

static void
leave_cb (SwComparisonView *self)
{
  sw_comparison_view_commit (self);
}

static GtkWidget *
create_entry (SwComparisonView *self,
              const char       *label)
{
  GtkWidget *entry = sw_line_entry_new (label);

  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
create_list (SwComparisonView *self,
             const char       *label,
             GtkStringList    *take_words,
             GCallback         callback)
{
  GtkWidget *list = gtk_drop_down_new (G_LIST_MODEL (take_words), NULL);

  gtk_widget_set_hexpand (list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (list, "notify::selected", callback, self);
  return list;
}

static void
sw_comparison_view_dispose (GObject *object)
{
  SwComparisonView *self = SW_COMPARISON_VIEW (object);

  self->showing = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->shown, sw_condition_free);
  g_clear_pointer (&self->pointer, g_free);
  G_OBJECT_CLASS (sw_comparison_view_parent_class)->dispose (object);
}

static void
sw_comparison_view_class_init (SwComparisonViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_comparison_view_dispose;
  changed_signal = g_signal_new ("changed", SW_TYPE_COMPARISON_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_comparison_view_init (SwComparisonView *self)
{
  GtkStringList *relation_words = gtk_string_list_new (NULL);
  GtkStringList *kind_words = gtk_string_list_new (NULL);
  guint n_relations, n_looks;
  const SwRelation *relations = sw_relations_get_all (&n_relations);
  const SwOperandLook *looks = sw_operand_looks_get_all (&n_looks);

  for (guint i = 0; i < n_relations; i++)
    gtk_string_list_append (relation_words, gettext (relations[i].label));
  for (guint i = 0; i < n_looks; i++)
    gtk_string_list_append (kind_words, gettext (looks[i].label));
  self->showing = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->variable = create_entry (self, _("Variable, such as $.size"));
  self->relation = create_list (self, _("Operator"), relation_words, G_CALLBACK (relation_cb));
  self->kind = create_list (self, _("Kind of value"), kind_words, G_CALLBACK (kind_cb));
  self->value = create_entry (self, _("Value"));
  self->value_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->head), self->variable);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->relation);
  gtk_box_append (GTK_BOX (self->value_box), self->kind);
  gtk_box_append (GTK_BOX (self->value_box), self->value);
  gtk_box_append (GTK_BOX (self), self->value_box);
  self->live = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->live), 0);
  gtk_label_set_wrap (GTK_LABEL (self->live), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->live), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->live), 3);
  gtk_label_set_ellipsize (GTK_LABEL (self->live), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->live, "caption");
  gtk_widget_set_visible (self->live, FALSE);
  gtk_box_append (GTK_BOX (self), self->live);
  gtk_widget_add_css_class (GTK_WIDGET (self), "comparison");
  self->showing = FALSE;
}

/**
 * sw_comparison_view_new:
 * @document: that the comparison is of; it outlives the view
 *
 * Returns: (transfer floating): a comparison of nothing yet
 */
GtkWidget *
sw_comparison_view_new (SwDocument *document)
{
  SwComparisonView *self = g_object_new (SW_TYPE_COMPARISON_VIEW, NULL);

  self->document = document;
  _sw_comparison_view_add_help (self);
  return GTK_WIDGET (self);
}

/**
 * sw_comparison_view_show:
 * @pointer: JSON pointer of it
 *
 * Shows @comparison, but for what is being typed.
 */
void
sw_comparison_view_show (SwComparisonView  *self,
                         const SwCondition *comparison,
                         const char        *pointer)
{
  g_autofree char *variable = sw_operand_dup_typed (comparison->variable);
  guint relation = sw_relations_find (comparison);

  g_clear_pointer (&self->shown, sw_condition_free);
  self->shown = sw_condition_copy (comparison);
  g_set_str (&self->pointer, pointer);
  if (self->dirty)
    return;
  self->showing = TRUE;
  sw_line_entry_set_text (SW_LINE_ENTRY (self->variable), variable);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->relation), relation);
  if (comparison->operator != NULL && !_sw_comparison_view_get_relation (self)->is_test)
    {
      g_autofree char *value = sw_operand_dup_typed (comparison->operand);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind),
                                  sw_operand_looks_find (comparison->operator));
      sw_line_entry_set_text (SW_LINE_ENTRY (self->value), value);
    }
  set_wrong (self->variable, NULL);
  set_wrong (self->value, NULL);
  update_value_box (self);
  show_live (self);
  self->showing = FALSE;
}

/**
 * sw_comparison_view_dup:
 *
 * Returns: (transfer full) (nullable): the comparison that stands in the form
 */
SwCondition *
sw_comparison_view_dup (SwComparisonView *self)
{
  return make_comparison (self);
}

/**
 * sw_comparison_view_commit:
 *
 * Tells what was typed, as Enter does.
 */
void
sw_comparison_view_commit (SwComparisonView *self)
{
  if (self->dirty)
    tell (self);
}

/**
 * sw_comparison_view_add_suffix:
 * @suffix: (transfer floating): goes behind the variable
 */
void
sw_comparison_view_add_suffix (SwComparisonView *self,
                               GtkWidget        *suffix)
{
  gtk_box_append (GTK_BOX (self->head), suffix);
}
