/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-name-row.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-row-private.h"
#include "tasks/sw-mentions.h"

struct _SwNameRow
{
  GObject     parent_instance;

  SwDocument *document;
  GtkWidget  *widget;
  char       *pointer; /* of the state whose name it is */
  char       *shown;   /* what differs from it was typed */
};

G_DEFINE_FINAL_TYPE (SwNameRow, sw_name_row, G_TYPE_OBJECT)

static const char *
get_typed (SwNameRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->widget));
}

static void
set_error (SwNameRow  *self,
           const char *error)
{
  if (error != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
  /* GTK asks the display where the pointer is, and waits for the answer. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->widget), error) != 0)
    gtk_widget_set_tooltip_text (self->widget, error);
}

static void
changed_cb (SwNameRow *self)
{
  set_error (self, NULL);
}

/* Escape gives back the name there is. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  SwNameRow *self = user_data;

  if (self->shown == NULL || g_str_equal (get_typed (self), self->shown))
    return GDK_EVENT_PROPAGATE;
  _sw_field_row_set_entry (GTK_EDITABLE (self->widget), self->shown);
  return GDK_EVENT_STOP;
}

static void
sw_name_row_dispose (GObject *object)
{
  SwNameRow *self = SW_NAME_ROW (object);

  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->pointer, g_free);
  g_clear_object (&self->widget);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_name_row_parent_class)->dispose (object);
}

static void
sw_name_row_class_init (SwNameRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_name_row_dispose;
}

static void
sw_name_row_init (SwNameRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->widget = g_object_ref_sink (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), _("State Name"));
  g_signal_connect_object (self->widget, "entry-activated", G_CALLBACK (sw_name_row_commit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->widget, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (sw_name_row_commit), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->widget, focus);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (self->widget, keys);
}

/**
 * sw_name_row_new:
 *
 * Returns: (transfer full): a row that shows no state yet
 */
SwNameRow *
sw_name_row_new (SwDocument *document)
{
  SwNameRow *self = g_object_new (SW_TYPE_NAME_ROW, NULL);

  self->document = g_object_ref (document);
  return self;
}

/**
 * sw_name_row_get_widget:
 *
 * Returns: (transfer none): what stands in the form; it lives as long as the row
 */
GtkWidget *
sw_name_row_get_widget (SwNameRow *self)
{
  return self->widget;
}

/**
 * sw_name_row_show:
 *
 * Shows the name of @state; one that is being typed for it stays.
 */
void
sw_name_row_show (SwNameRow     *self,
                  const SwState *state)
{
  gboolean typing = g_strcmp0 (self->pointer, state->pointer) == 0 && self->shown != NULL
                    && !g_str_equal (get_typed (self), self->shown);

  g_set_str (&self->pointer, state->pointer);
  g_set_str (&self->shown, state->name);
  if (typing)
    return;
  _sw_field_row_set_entry (GTK_EDITABLE (self->widget), state->name);
  set_error (self, NULL);
}

/**
 * sw_name_row_commit:
 *
 * Renames the state, or says in the row why it cannot be.
 */
void
sw_name_row_commit (SwNameRow *self)
{
  g_autoptr (SwNameRow) guard = g_object_ref (self);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  SwOpsResult *result;
  GError *error = NULL;

  if (self->shown == NULL || g_str_equal (get_typed (self), self->shown))
    return;
  name = g_strdup (get_typed (self));
  sw_document_settle (self->document);
  if (self->pointer == NULL
      || sw_model_find_pointer (sw_document_get_model (self->document), self->pointer) == NULL)
    return;
  result = sw_ops_rename (sw_document_get_model (self->document), self->pointer, name, &error);
  sw_mentions_note (sw_document_get_file (self->document), self->shown, result);
  if (result == NULL)
    set_error (self, error->message);
  else
    {
      g_set_str (&self->shown, name);
      if (g_strcmp0 (sw_document_get_selected (self->document), self->pointer) != 0)
        g_clear_pointer (&result->select, g_free);
    }
  label = g_strdup_printf (_("Renamed to %s"), name);
  sw_document_take_result (self->document, result, error, label);
}
