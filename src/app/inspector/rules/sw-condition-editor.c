/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-condition-editor-private.h"

#include <glib/gi18n.h>

#include "app/inspector/rules/sw-comparison-view.h"
#include "app/inspector/rules/sw-condition-change.h"
#include "app/inspector/rules/sw-condition-comment.h"

/* The condition is one tree, the widgets are views of its parts: each knows the way there from the
 * root. What a person does changes the tree at that place and is told as a whole. Widgets are made
 * anew when parts come or go, otherwise they only show. */

G_DEFINE_FINAL_TYPE (SwConditionEditor, sw_condition_editor, GTK_TYPE_BOX)

static guint changed_signal;

/* Tells what the condition shall be. */
void
_sw_condition_editor_tell (SwConditionEditor *self,
                           const SwCondition *condition)
{
  g_autoptr (SwConditionEditor) guard = g_object_ref (self);
  g_autoptr (SwCondition) copy = sw_condition_copy (condition);

  g_signal_emit (self, changed_signal, 0, copy);
}

/* The next of each kind of widget, in the order of the tree */
typedef struct
{
  guint view;
  guint join;
  guint comment;
} Cursor;

static char *
dup_part_pointer (const SwCondition *condition,
                  const char        *pointer,
                  guint              part)
{
  if (condition->kind == SW_CONDITION_NOT)
    return g_strconcat (pointer, "/Not", NULL);
  return g_strdup_printf ("%s/%s/%u", pointer, condition->kind == SW_CONDITION_AND ? "And" : "Or",
                          part);
}

static void
show_values (SwConditionEditor *self,
             const SwCondition *condition,
             const char        *pointer,
             Cursor            *cursor)
{
  if (condition->kind == SW_CONDITION_OTHER)
    return;
  if (condition != self->condition)
    sw_condition_comment_show (self->comments->pdata[cursor->comment++], condition->comment);
  if (condition->kind == SW_CONDITION_COMPARISON)
    {
      sw_comparison_view_show (self->views->pdata[cursor->view++], condition, pointer);
      return;
    }
  gtk_drop_down_set_selected (self->joins->pdata[cursor->join++],
                              condition->kind == SW_CONDITION_AND  ? 0
                              : condition->kind == SW_CONDITION_OR ? 1
                                                                   : 2);
  for (guint i = 0; i < condition->parts->len; i++)
    {
      g_autofree char *part = dup_part_pointer (condition, pointer, i);

      show_values (self, condition->parts->pdata[i], part, cursor);
    }
}

static void
sw_condition_editor_dispose (GObject *object)
{
  SwConditionEditor *self = SW_CONDITION_EDITOR (object);

  self->showing = TRUE;
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->joins, g_ptr_array_unref);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_clear_pointer (&self->condition, sw_condition_free);
  G_OBJECT_CLASS (sw_condition_editor_parent_class)->dispose (object);
}

static void
sw_condition_editor_class_init (SwConditionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_condition_editor_dispose;
  changed_signal = g_signal_new ("changed", SW_TYPE_CONDITION_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sw_condition_editor_init (SwConditionEditor *self)
{
  GtkWidget *add = gtk_button_new_with_label (_("Add a Condition"));

  self->views = g_ptr_array_new ();
  self->joins = g_ptr_array_new ();
  self->comments = g_ptr_array_new ();
  self->refocus = -1;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->content = adw_bin_new ();
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_object (add, "clicked", G_CALLBACK (_sw_condition_editor_add), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->content);
  gtk_box_append (GTK_BOX (self), add);
}

/**
 * sw_condition_editor_new:
 * @document: that the conditions are of; it outlives the editor
 *
 * Returns: (transfer floating): an editor that shows nothing yet
 */
GtkWidget *
sw_condition_editor_new (SwDocument *document)
{
  SwConditionEditor *self = g_object_new (SW_TYPE_CONDITION_EDITOR, NULL);

  self->document = document;
  return GTK_WIDGET (self);
}

/**
 * sw_condition_editor_show:
 * @condition: copied
 * @pointer: JSON pointer of the rule that has it
 */
void
sw_condition_editor_show (SwConditionEditor *self,
                          const SwCondition *condition,
                          const char        *pointer)
{
  Cursor cursor = { 0 };
  gboolean anew;

  g_return_if_fail (SW_IS_CONDITION_EDITOR (self));

  self->showing = TRUE;
  anew = self->condition == NULL || !sw_condition_has_shape_of (self->condition, condition);
  if (anew)
    {
      g_ptr_array_set_size (self->views, 0);
      g_ptr_array_set_size (self->joins, 0);
      g_ptr_array_set_size (self->comments, 0);
      adw_bin_set_child (ADW_BIN (self->content),
                         _sw_condition_editor_create_view (self, condition, NULL, ""));
    }
  g_clear_pointer (&self->condition, sw_condition_free);
  self->condition = sw_condition_copy (condition);
  show_values (self, self->condition, pointer, &cursor);
  self->showing = FALSE;
  if (anew && self->refocus >= 0 && self->views->len > 0)
    gtk_widget_grab_focus (self->views->pdata[MIN ((guint) self->refocus, self->views->len - 1)]);
}

/**
 * sw_condition_editor_commit:
 *
 * Tells what was typed, as Enter does.
 */
void
sw_condition_editor_commit (SwConditionEditor *self)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) comments = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->views->len; i++)
    g_ptr_array_add (views, g_object_ref (self->views->pdata[i]));
  for (guint i = 0; i < self->comments->len; i++)
    g_ptr_array_add (comments, g_object_ref (self->comments->pdata[i]));
  for (guint i = 0; i < views->len; i++)
    sw_comparison_view_commit (views->pdata[i]);
  for (guint i = 0; i < comments->len; i++)
    sw_condition_comment_commit (comments->pdata[i]);
}
