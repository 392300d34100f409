/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

/* Rules, retriers and catchers are tried in order: a part is moved by its handle, or with
 * Alt+Shift and the arrow keys. */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *part = gtk_widget_get_ancestor (handle, ADW_TYPE_EXPANDER_ROW);

  return gdk_content_provider_new_typed (ADW_TYPE_EXPANDER_ROW, part);
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gpointer       user_data)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *part = gtk_widget_get_ancestor (handle, ADW_TYPE_EXPANDER_ROW);
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (part);

  gtk_drag_source_set_icon (source, picture, 8, 8);
}

/* Parts of other lists stay where they are. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  SwFieldRow *self = user_data;
  GtkWidget *onto = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *part = g_value_get_object (value);

  if (part == onto || !gtk_widget_is_ancestor (part, self->widget))
    return FALSE;
  _sw_field_row_list_move (self, part, 0, onto);
  return TRUE;
}

static gboolean
up_cb (GtkWidget *part,
       GVariant  *arguments,
       gpointer   user_data)
{
  _sw_field_row_list_move (user_data, part, -1, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
down_cb (GtkWidget *part,
         GVariant  *arguments,
         gpointer   user_data)
{
  _sw_field_row_list_move (user_data, part, 1, NULL);
  return GDK_EVENT_STOP;
}

static void
add_keys (SwFieldRow *self,
          GtkWidget  *part)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const struct
  {
    const char     *trigger;
    GtkShortcutFunc callback;
  } shortcuts[] = {
    { "<Alt><Shift>Up|<Alt><Shift>KP_Up", up_cb },
    { "<Alt><Shift>Down|<Alt><Shift>KP_Down", down_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_callback_action_new (shortcuts[i].callback, self, NULL)));
  gtk_widget_add_controller (part, keys);
}

/**
 * _sw_field_row_list_make_movable:
 * @part: the expander row of one element of the list @self shows
 *
 * Gives @part a handle to drag it by, and keys that do the same.
 */
void
_sw_field_row_list_make_movable (SwFieldRow *self,
                                 GtkWidget  *part)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ADW_TYPE_EXPANDER_ROW, GDK_ACTION_MOVE);

  gtk_widget_set_tooltip_text (handle, _("Drag to Reorder"));
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_widget_add_css_class (handle, "dim-label");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (part), handle);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (begin_cb), self, 0);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (part, GTK_EVENT_CONTROLLER (target));
  add_keys (self, part);
}
