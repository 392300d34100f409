/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-editor.h"
#include "app/inspector/rules/sw-condition-editor.h"
#include "asl/rules/sw-rule-text.h"

/* A JSONPath rule's condition, twice: as one line of text, and below as a form. Both write the
 * same, and each shows what the other has written. The line is an editor as others are; the form is
 * in the row below. */

static SwConditionEditor *
get_form (SwFieldRow *self)
{
  return SW_CONDITION_EDITOR (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->extra)));
}

static SwCondition *
read_condition (SwFieldRow *self)
{
  const SwNode *node = _sw_field_row_get_node (self);

  return node != NULL ? sw_condition_from_node (node) : sw_condition_new (SW_CONDITION_OTHER);
}

static void
write_condition (SwFieldRow        *self,
                 const SwCondition *condition)
{
  GError *error = NULL;
  SwOpsResult *result;

  self->dirty = FALSE;
  sw_document_settle (self->document);
  if (_sw_field_row_get_object (self) == NULL)
    return;
  result = sw_ops_set_condition (sw_document_get_model (self->document), self->pointer, condition,
                                 &error);
  _sw_field_row_take_result (self, result, error);
}

static void
refuse (SwFieldRow *self,
        const char *text,
        gsize       offset,
        const char *error)
{
  g_autofree char *message
      /* translators: the place in a line of text, and what is wrong there */
      = g_strdup_printf (_("Column %ld: %s"), g_utf8_strlen (text, (gssize) offset) + 1, error);

  _sw_field_row_set_error (self, message);
  _sw_field_row_mark_error (self, offset, strlen (text), error);
}

static void
commit_rule (SwFieldRow *self)
{
  g_autofree char *text = _sw_field_row_dup_typed (self);
  g_autoptr (SwCondition) condition = NULL;
  g_autofree char *error = NULL;
  gsize offset;

  if (g_strcmp0 (text, self->shown) == 0)
    {
      self->dirty = FALSE;
      return;
    }
  condition = sw_rule_text_parse (text, &offset, &error);
  if (condition == NULL)
    refuse (self, text, offset, error);
  else
    {
      g_autoptr (SwCondition) former = read_condition (self);

      /* The line has no place for comments. */
      sw_condition_take_comments (condition, former);
      write_condition (self, condition);
    }
}

static void
built_cb (SwFieldRow        *self,
          const SwCondition *condition)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);

  if (!self->showing)
    write_condition (self, condition);
}

static GtkWidget *
create_form (SwFieldRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *form = sw_condition_editor_new (self->document);

  gtk_widget_add_css_class (form, "condition-form");
  g_signal_connect_object (form, "changed", G_CALLBACK (built_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), form);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
create_rule (SwFieldRow *self)
{
  self->extra = g_object_ref_sink (create_form (self));
  return _sw_field_row_create_code (self);
}

static char *
dup_rule_text (SwFieldRow *self)
{
  g_autoptr (SwCondition) condition = read_condition (self);

  return sw_rule_text_print (condition, SW_RULE_TEXT_EXACT);
}

static void
show_rule (SwFieldRow   *self,
           const SwNode *node)
{
  _sw_field_editor_set_text (self->data, self->shown);
  _sw_field_row_set_error (self, NULL);
}

/* The form follows also while the line is being typed. */
static void
show_form (SwFieldRow *self)
{
  g_autoptr (SwCondition) condition = read_condition (self);

  sw_condition_editor_show (get_form (self), condition, self->pointer);
}

static void
commit_form (SwFieldRow *self)
{
  sw_condition_editor_commit (get_form (self));
}

const SwFieldRowKind _sw_field_row_rule = {
  .create = create_rule,
  .show = show_rule,
  .commit = commit_rule,
  .dup_text = dup_rule_text,
  .show_extra = show_form,
  .commit_extra = commit_form,
};
