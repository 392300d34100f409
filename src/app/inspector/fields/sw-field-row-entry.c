/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

/* One line of text that is never an expression: words, names, numbers. A number may also be a
 * placeholder, so that it is typed, too; two buttons step it. */

static void
changed_cb (SwFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));

  if (self->showing)
    return;
  _sw_field_row_typed (self, g_strcmp0 (text, self->shown) != 0);
  _sw_field_row_text_changed (self, text);
}

static void
commit_entry (SwFieldRow *self)
{
  _sw_field_row_write_text (self, gtk_editable_get_text (GTK_EDITABLE (self->widget)));
}

static void
show_entry (SwFieldRow   *self,
            const SwNode *node)
{
  _sw_field_row_set_entry (GTK_EDITABLE (self->widget), self->shown);
}

/* Escape gives back what the definition says. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  SwFieldRow *self = user_data;

  if (!self->dirty)
    return GDK_EVENT_PROPAGATE;
  self->dirty = FALSE;
  _sw_field_row_set_entry (GTK_EDITABLE (self->widget), self->shown);
  return GDK_EVENT_STOP;
}

static void
add_escape (SwFieldRow *self,
            GtkWidget  *row)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (row, shortcuts);
}

static GtkWidget *
create_entry (SwFieldRow *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *rivals = _sw_field_rivals_new (self);

  if (self->field->kind == SW_FIELD_INTEGER || self->field->kind == SW_FIELD_NUMBER)
    {
      gtk_widget_add_css_class (row, "stepped");
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), _sw_field_row_create_steps (self));
    }
  if (rivals != NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), rivals);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (commit_entry), self,
                           G_CONNECT_SWAPPED);
  _sw_field_row_watch_focus (self, row);
  add_escape (self, row);
  return row;
}

const SwFieldRowKind _sw_field_row_entry = { create_entry, show_entry, commit_entry };
