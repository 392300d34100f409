/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-placeholder-row.h"

#include <glib/gi18n.h>

struct _SwPlaceholderRow
{
  AdwEntryRow          parent_instance;

  SwPlaceholderValues *values;
  char                *name;
  char                *shown;   /* the value as the file has it */
  gboolean             showing; /* a change of the text is ours */
  GtkWidget           *trouble; /* why it could not be written */
};

G_DEFINE_FINAL_TYPE (SwPlaceholderRow, sw_placeholder_row, ADW_TYPE_ENTRY_ROW)

static gboolean
is_dirty (SwPlaceholderRow *self)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), self->shown) != 0;
}

static void
set_trouble (SwPlaceholderRow *self,
             const char       *message)
{
  gtk_widget_set_visible (self->trouble, message != NULL);
  gtk_widget_set_tooltip_text (self->trouble, message);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
show_value (SwPlaceholderRow *self)
{
  g_autofree char *value = sw_placeholder_values_dup (self->values, self->name);
  gboolean dirty = is_dirty (self);

  g_set_str (&self->shown, value != NULL ? value : "");
  set_trouble (self, NULL);
  /* What is being typed stays. */
  if (dirty && gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self), self->shown);
}

static void
write_value (SwPlaceholderRow *self)
{
  g_autoptr (SwPlaceholderRow) guard = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  if (is_dirty (self)
      && !sw_placeholder_values_set (self->values, self->name,
                                     gtk_editable_get_text (GTK_EDITABLE (self)), &error))
    set_trouble (self, error->message);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  SwPlaceholderRow *self = SW_PLACEHOLDER_ROW (widget);

  if (!is_dirty (self))
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (self), self->shown);
  return GDK_EVENT_STOP;
}

static void
sw_placeholder_row_finalize (GObject *object)
{
  SwPlaceholderRow *self = SW_PLACEHOLDER_ROW (object);

  g_clear_object (&self->values);
  g_free (self->name);
  g_free (self->shown);
  G_OBJECT_CLASS (sw_placeholder_row_parent_class)->finalize (object);
}

static void
sw_placeholder_row_class_init (SwPlaceholderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_placeholder_row_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
sw_placeholder_row_init (SwPlaceholderRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->shown = g_strdup ("");
  self->trouble = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_visible (self->trouble, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->trouble);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "entry-activated", G_CALLBACK (write_value), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (write_value), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * sw_placeholder_row_new:
 * @name: of a placeholder
 *
 * Returns: (transfer floating): a row that follows the value
 */
GtkWidget *
sw_placeholder_row_new (SwPlaceholderValues *values,
                        const char          *name)
{
  SwPlaceholderRow *self = g_object_new (SW_TYPE_PLACEHOLDER_ROW, NULL);
  g_autofree char *title = g_strdup_printf ("${%s}", name);

  self->values = g_object_ref (values);
  self->name = g_strdup (name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  g_signal_connect_object (values, "changed", G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
  show_value (self);
  return GTK_WIDGET (self);
}

/**
 * sw_placeholder_row_get_name:
 *
 * Returns: (transfer none): name of the placeholder, without `${}`
 */
const char *
sw_placeholder_row_get_name (SwPlaceholderRow *self)
{
  return self->name;
}
