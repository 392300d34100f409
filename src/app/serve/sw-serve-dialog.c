/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/serve/sw-serve-dialog.h"

#include <glib/gi18n.h>

#include "app/serve/sw-served-execution.h"
#include "app/sw-window-private.h"
#include "engine/sw-history-read.h"

struct _SwServeDialog
{
  AdwDialog parent_instance;

  SwServing       *serving;
  SwWindow        *window; /* that it stands over */
  AdwToastOverlay *toasts;
  AdwSwitchRow    *active_row;
  AdwActionRow    *address_row;
  GtkListBox      *list;
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

/* The tab with the document of a machine, or a new one with what the execution runs */
static SwPage *
find_page (SwServeDialog *self,
           const char    *machine,
           const char    *definition)
{
  AdwTabView *tabs = self->window->tab_view;
  g_autoptr (SwDocument) document = NULL;

  for (int i = 0; i < adw_tab_view_get_n_pages (tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (tabs, i);
      SwPage *page = SW_PAGE (adw_tab_page_get_child (tab));

      if (g_strcmp0 (sw_serving_get_name (sw_page_get_document (page)), machine) != 0)
        continue;
      adw_tab_view_set_selected_page (tabs, tab);
      return page;
    }
  document = sw_document_new_from_text (definition);
  return sw_window_add_document (self->window, document);
}

static void
row_activated_cb (SwServeDialog *self,
                  GtkListBoxRow *row)
{
  g_autoptr (SwServedExecution) item
      = g_list_model_get_item (sw_serving_get_executions (self->serving),
                               (guint) gtk_list_box_row_get_index (row));
  g_autofree char *machine = NULL, *definition = NULL, *text = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SwHistory) history = NULL;

  text = sw_serving_dup_history (self->serving, sw_served_execution_get_arn (item), &machine,
                                 &definition);
  if (text != NULL)
    history = sw_history_new_from_text (text, -1, notes, NULL);
  if (history == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Its history is not kept")));
      return;
    }
  sw_page_show_history (find_page (self, machine, definition), history, notes);
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *status = gtk_label_new (NULL);

  gtk_widget_add_css_class (status, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), status);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  g_object_bind_property (item, "title", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "subtitle", row, "subtitle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "status", status, "label", G_BINDING_SYNC_CREATE);
  return row;
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
  gtk_widget_class_bind_template_child (widget_class, SwServeDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, active_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
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
  gtk_list_box_bind_model (self->list, sw_serving_get_executions (serving), create_row, NULL, NULL);
  return ADW_DIALOG (self);
}
