/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-executions-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kept/sw-execution-rows.h"
#include "app/kept/sw-execution-trash.h"
#include "app/kept/sw-kept-list.h"
#include "app/window/sw-window-private.h"

struct _SwExecutionsDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay  *toasts;
  AdwBanner        *refusal_banner;
  GtkWidget        *loading_spinner;
  GtkSearchBar     *search_bar;
  GtkSearchEntry   *search_entry;
  AdwToggleGroup   *scope_group;
  GtkListView      *list_view;
  GtkStack         *stack;

  SwWindow         *window;   /* that it stands over */
  SwServing        *serving;  /* or NULL: nothing was served yet */
  SwDocument       *document; /* in front, or NULL */
  SwKeptList       *kept;
  GListModel       *shown;
  GtkFilter        *filter;
  char             *searched; /* folded; NULL: nothing is */
  SwExecutionRows  *rows;
  SwExecutionTrash *trash;    /* what is in it is not shown */
};

G_DEFINE_FINAL_TYPE (SwExecutionsDialog, sw_executions_dialog, ADW_TYPE_DIALOG)

static gboolean
match (gpointer object,
       gpointer data)
{
  SwExecutionsDialog *self = data;
  SwKeptExecution *item = object;
  g_autofree char *status = NULL;

  if (sw_execution_trash_has (self->trash, item))
    return FALSE;
  if (self->document != NULL
      && g_strcmp0 (adw_toggle_group_get_active_name (self->scope_group), "definition") == 0
      && !_sw_window_is_execution_of (item, self->document)
      && !_sw_window_is_started_by (item, self->document))
    return FALSE;
  if (self->searched == NULL || sw_kept_execution_matches (item, self->searched))
    return TRUE;
  status = g_utf8_casefold (sw_execution_drive_get_label (sw_execution_rows_get_drive (self->rows, item),
                                                          sw_kept_execution_get_status (item)), -1);
  return strstr (status, self->searched) != NULL;
}

/* The list is read when the dialog has come up: the keyboard goes to it with its first rows, and where
 * what stood in its place had it, but is taken from no search and no switch. */
static void
show_list (SwExecutionsDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean takes_focus = root != NULL
                         && (focus == NULL
                             || (sw_kept_list_get_loading (self->kept) && self->searched == NULL)
                             || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, "list");
  if (takes_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* A list that is not there, as it has no rows, cannot use the keyboard: Escape would go nowhere. */
static void
keep_keyboard (SwExecutionsDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_widget_get_mapped (widget) || sw_kept_list_get_loading (self->kept)
      || (focus != NULL && gtk_widget_get_mapped (focus)))
    return;
  gtk_root_set_focus (root, NULL); /* else it would go on from where the list is */
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static gboolean
shown_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  keep_keyboard (SW_EXECUTIONS_DIALOG (widget));
  return G_SOURCE_REMOVE;
}

static void
map_cb (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, shown_cb, NULL, NULL);
}

static void
update_stack (SwExecutionsDialog *self)
{
  gboolean loading = sw_kept_list_get_loading (self->kept);

  gtk_widget_set_visible (self->loading_spinner, loading);
  if (g_list_model_get_n_items (self->shown) > 0)
    show_list (self);
  else
    gtk_stack_set_visible_child_name (self->stack, self->searched != NULL ? "nothing"
                                                   : loading              ? "loading"
                                                                          : "empty");
  keep_keyboard (self);
}

static void
filter_again (SwExecutionsDialog *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
scope_cb (SwExecutionsDialog *self)
{
  filter_again (self);
}

static void
search_changed_cb (SwExecutionsDialog *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  g_strstrip (text);
  g_clear_pointer (&self->searched, g_free);
  if (*text != '\0')
    self->searched = g_utf8_casefold (text, -1);
  filter_again (self);
  update_stack (self);
}

static void
report (SwExecutionsDialog *self,
        const char         *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
activate_cb (SwExecutionsDialog *self,
             guint               position)
{
  g_autoptr (SwKeptExecution) item = g_list_model_get_item (self->shown, position);
  g_autoptr (GError) error = NULL;

  if (_sw_window_open_execution (self->window, item, &error))
    adw_dialog_close (ADW_DIALOG (self));
  else
    report (self, error->message);
}

static void
delete_cb (SwExecutionsDialog *self,
           SwKeptExecution    *item)
{
  sw_execution_trash_throw (self->trash, item);
}

static void
clear_answered_cb (SwExecutionsDialog *self)
{
  sw_execution_trash_throw_ended (self->trash, self->shown);
}

static void
clear_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (widget);
  guint n = sw_execution_trash_count_ended (self->shown);
  g_autofree char *heading = NULL;
  AdwAlertDialog *alert;

  if (n == 0)
    {
      report (self, _("None of these has ended"));
      return;
    }
  heading = g_strdup_printf (ngettext ("Delete %'u Execution?", "Delete %'u Executions?", n), n);
  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      heading, _("Those that are listed and have ended go, with their histories, for good.")));
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_object (alert, "response::delete", G_CALLBACK (clear_answered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
resume_cb (SwExecutionsDialog *self,
           SwKeptExecution    *item)
{
  g_autoptr (GError) error = NULL;

  if (_sw_window_resume_execution (self->window, sw_kept_execution_get_id (item), &error))
    adw_dialog_close (ADW_DIALOG (self));
  else
    report (self, error->message);
}

static void
stop_cb (SwExecutionsDialog *self,
         SwKeptExecution    *item)
{
  g_autoptr (GError) error = NULL;

  if (!_sw_window_stop_execution (self->window, item, &error))
    report (self, error->message);
}

/* The server's goes on where it stands; any other one in a tab. */
static void
redrive_cb (SwExecutionsDialog *self,
            SwKeptExecution    *item)
{
  g_autoptr (GError) error = NULL;
  gboolean opens;

  if (!_sw_window_redrive_execution (self->window, item, &opens, &error))
    report (self, error->message);
  else if (opens)
    adw_dialog_close (ADW_DIALOG (self));
  else
    sw_kept_list_refresh (self->kept);
}

static void
made_cb (SwExecutionsDialog *self,
         SwExecutionRow     *row)
{
  g_signal_connect_object (row, "resume", G_CALLBACK (resume_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "stop", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "redrive", G_CALLBACK (redrive_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
}

static void
refusal_cb (SwExecutionsDialog *self)
{
  const char *refusal = sw_keeping_get_refusal (sw_keeping_get ());

  adw_banner_set_title (self->refusal_banner, refusal != NULL ? refusal : "");
  adw_banner_set_revealed (self->refusal_banner, refusal != NULL);
}

static void
sw_executions_dialog_closed (AdwDialog *dialog)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (dialog);

  sw_execution_trash_empty (self->trash);
  sw_kept_list_follow (self->kept, FALSE);
}

static void
sw_executions_dialog_dispose (GObject *object)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (object);

  /* With its window, at the end of the program for instance */
  g_clear_object (&self->trash);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_EXECUTIONS_DIALOG);
  g_clear_object (&self->shown);
  g_clear_object (&self->rows);
  g_clear_object (&self->kept);
  g_clear_object (&self->serving);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_executions_dialog_parent_class)->dispose (object);
}

static void
sw_executions_dialog_finalize (GObject *object)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (object);

  g_free (self->searched);
  G_OBJECT_CLASS (sw_executions_dialog_parent_class)->finalize (object);
}

static void
sw_executions_dialog_class_init (SwExecutionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_executions_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_executions_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = sw_executions_dialog_closed;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-executions-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, refusal_banner);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, scope_group);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionsDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "executions.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "executions.search", NULL, search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "executions.search", NULL);
}

static void
sw_executions_dialog_init (SwExecutionsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

static void
set_model (SwExecutionsDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->kept = sw_kept_list_new (sw_keeping_get ());
  self->trash = sw_execution_trash_new (self->toasts, self->kept);
  g_signal_connect_object (self->trash, "changed", G_CALLBACK (filter_again), self,
                           G_CONNECT_SWAPPED);
  self->rows = sw_execution_rows_new (self->serving);
  g_signal_connect_object (self->rows, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  self->filter = GTK_FILTER (gtk_custom_filter_new (match, self, NULL));
  if (self->serving != NULL)
    g_list_store_append (models, sw_serving_get_executions (self->serving));
  g_list_store_append (models, sw_kept_list_get_model (self->kept));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (
      G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models))),
      g_object_ref (self->filter)));
  g_signal_connect_object (self->kept, "notify::loading", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  factory = sw_execution_rows_make_factory (self->rows);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                                g_object_ref (self->shown))));
  /* After the list, which has its rows by then */
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_executions_dialog_new:
 * @window: over which the dialog is to stand
 * @serving: (nullable): the program's server, where there is one
 * @all: whether it begins with all executions, and not with those of the definition in front
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
sw_executions_dialog_new (SwWindow  *window,
                          SwServing *serving,
                          gboolean   all)
{
  SwExecutionsDialog *self = g_object_new (SW_TYPE_EXECUTIONS_DIALOG, NULL);

  self->window = window;
  g_set_object (&self->serving, serving);
  g_set_object (&self->document, _sw_window_get_document (window));
  gtk_widget_set_visible (GTK_WIDGET (self->scope_group), self->document != NULL);
  adw_toggle_group_set_active_name (self->scope_group, all ? "all" : "definition");
  set_model (self);
  g_signal_connect_object (sw_keeping_get (), "notify::refusal", G_CALLBACK (refusal_cb), self,
                           G_CONNECT_SWAPPED);
  refusal_cb (self);
  sw_kept_list_follow (self->kept, TRUE);
  update_stack (self);
  return ADW_DIALOG (self);
}
