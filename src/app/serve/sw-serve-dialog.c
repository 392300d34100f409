/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/serve/sw-serve-dialog.h"

#include <glib/gi18n.h>

#include "app/window/sw-window-private.h"

struct _SwServeDialog
{
  AdwDialog parent_instance;

  SwServing       *serving;
  SwWindow        *window; /* that it stands over */
  AdwToastOverlay *toasts;
  AdwSwitchRow    *active_row;
  AdwActionRow    *address_row;
};

G_DEFINE_FINAL_TYPE (SwServeDialog, sw_serve_dialog, ADW_TYPE_DIALOG)

static void
offer_all (SwServeDialog *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);
      AdwTabView *tabs = SW_IS_WINDOW (window) ? SW_WINDOW (window)->tab_view : NULL;

      for (int j = 0; tabs != NULL && j < adw_tab_view_get_n_pages (tabs); j++)
        {
          AdwTabPage *tab = adw_tab_view_get_nth_page (tabs, j);

          sw_serving_offer (self->serving,
                            sw_page_get_document (SW_PAGE (adw_tab_page_get_child (tab))));
        }
    }
}

static void
update (SwServeDialog *self)
{
  const char *address = sw_serving_get_address (self->serving);

  adw_switch_row_set_active (self->active_row, address != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), address != NULL);
  adw_action_row_set_subtitle (self->address_row, address != NULL ? address : "");
}

static void
active_changed_cb (SwServeDialog *self)
{
  gboolean active = adw_switch_row_get_active (self->active_row);
  g_autoptr (GError) error = NULL;

  if (!active)
    sw_serving_stop (self->serving);
  else if (sw_serving_start (self->serving, &error))
    {
      offer_all (self);
      sw_serving_resume (self->serving);
    }
  else
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
  update (self);
}

static void
copy_cb (SwServeDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          sw_serving_get_address (self->serving));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Address copied")));
}

static void
executions_cb (SwServeDialog *self)
{
  SwWindow *window = self->window;

  adw_dialog_close (ADW_DIALOG (self));
  _sw_window_show_all_executions (window);
}

static void
sw_serve_dialog_dispose (GObject *object)
{
  SwServeDialog *self = SW_SERVE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_SERVE_DIALOG);
  g_clear_object (&self->serving);
  G_OBJECT_CLASS (sw_serve_dialog_parent_class)->dispose (object);
}

static void
sw_serve_dialog_class_init (SwServeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_serve_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-serve-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwServeDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SwServeDialog, active_row);
  gtk_widget_class_bind_template_child (widget_class, SwServeDialog, address_row);
  gtk_widget_class_bind_template_callback (widget_class, active_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, executions_cb);
}

static void
sw_serve_dialog_init (SwServeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_serve_dialog_new:
 * @serving: the program's server
 * @window: over which the dialog is to stand
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
sw_serve_dialog_new (SwServing *serving,
                     SwWindow  *window)
{
  SwServeDialog *self = g_object_new (SW_TYPE_SERVE_DIALOG, NULL);

  self->serving = g_object_ref (serving);
  self->window = window;
  update (self);
  if (sw_serving_get_address (serving) != NULL)
    offer_all (self);
  return ADW_DIALOG (self);
}
