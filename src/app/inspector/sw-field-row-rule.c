/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/sw-condition-editor.h"
#include "asl/sw-rule-text.h"

/* A JSONPath rule's condition, twice: as one line of text, and below as a form. Both write the
 * same, and each shows what the other has written. The row's `data` is the form. */

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

/* Underlines from the byte OFFSET on; G_MAXSIZE: nothing. */
static void
mark_error (SwFieldRow *self,
            gsize       offset)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (offset != G_MAXSIZE)
    {
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

      underline->start_index = (guint) offset;
      pango_attr_list_insert (attributes, underline);
    }
  adw_entry_row_set_attributes (ADW_ENTRY_ROW (self->widget), attributes);
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

  /* At the end there is nothing to underline but the last character. */
  mark_error (self, offset < strlen (text) || offset == 0 ? offset : offset - 1);
  _sw_field_row_set_error (self, message);
}

static void
commit_rule (SwFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));
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
    write_condition (self, condition);
}

static void
changed_cb (SwFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));

  if (self->showing)
    return;
  mark_error (self, G_MAXSIZE);
  _sw_field_row_typed (self, g_strcmp0 (text, self->shown) != 0);
  _sw_field_row_text_changed (self, text);
}

static void
activated_cb (SwFieldRow *self)
{
  sw_field_row_commit (self);
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

  self->data = sw_condition_editor_new ();
  gtk_widget_add_css_class (self->data, "condition-form");
  g_signal_connect_object (self->data, "changed", G_CALLBACK (built_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->data);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
create_rule (SwFieldRow *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  _sw_field_row_watch_focus (self, row);
  self->extra = g_object_ref_sink (create_form (self));
  return row;
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
  _sw_field_row_set_entry (GTK_EDITABLE (self->widget), self->shown);
  mark_error (self, G_MAXSIZE);
}

/* The form follows also while the line is being typed. */
static void
show_form (SwFieldRow *self)
{
  g_autoptr (SwCondition) condition = read_condition (self);

  sw_condition_editor_show (self->data, condition);
}

static void
commit_form (SwFieldRow *self)
{
  sw_condition_editor_commit (self->data);
}

const SwFieldRowKind _sw_field_row_rule = {
  .create = create_rule,
  .show = show_rule,
  .commit = commit_rule,
  .dup_text = dup_rule_text,
  .show_extra = show_form,
  .commit_extra = commit_form,
};
