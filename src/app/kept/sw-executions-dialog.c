/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-executions-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kept/sw-execution-row.h"
#include "app/kept/sw-kept-list.h"
#include "app/runs/sw-kept-runs.h"
#include "app/sw-window-private.h"

struct _SwExecutionsDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwBanner       *refusal_banner;
  GtkWidget       *loading_spinner;
  GtkSearchBar    *search_bar;
  GtkSearchEntry  *search_entry;
  AdwToggleGroup  *scope_group;
  GtkListView     *list_view;
  GtkStack        *stack;

  SwWindow        *window;   /* that it stands over */
  SwServing       *serving;  /* or NULL: nothing was served yet */
  SwDocument      *document; /* in front, or NULL */
  SwKeptList      *kept;
  GListModel      *shown;
  GtkFilter       *filter;
  char            *searched; /* folded; NULL: nothing is */
  GPtrArray       *rows;     /* SwExecutionRow that show something, borrowed */
  guint            clock;    /* source */
  GHashTable      *doomed;   /* ids as GSIZE_TO_POINTER: hidden, and soon deleted */
  AdwToast        *toast;    /* that offers the last of them back; not deleted yet; or NULL */
  gint64           undoable; /* its id */
};

G_DEFINE_FINAL_TYPE (SwExecutionsDialog, sw_executions_dialog, ADW_TYPE_DIALOG)

/* One that runs, and that nobody drives any more, was interrupted. */
static SwExecutionDrive
get_drive (SwExecutionsDialog *self,
           SwKeptExecution    *item)
{
  SwStore *store = sw_keeping_get_store (sw_keeping_get ());
  gint64 id = sw_kept_execution_get_id (item);

  if (sw_kept_execution_get_status (item) != SW_EXECUTION_RUNNING || id == 0 || store == NULL
      || (sw_store_get_read_only (store) && sw_store_is_driven (store))
      || sw_kept_runs_find_runner (id) != NULL)
    return SW_EXECUTION_DRIVEN;
  if (!g_str_equal (sw_kept_execution_get_origin (item), "server"))
    return SW_EXECUTION_INTERRUPTED;
  return self->serving != NULL && sw_serving_has (self->serving, sw_kept_execution_get_arn (item))
             ? SW_EXECUTION_DRIVEN
             : SW_EXECUTION_OF_SERVER;
}

static gboolean
match (gpointer object,
       gpointer data)
{
  SwExecutionsDialog *self = data;
  SwKeptExecution *item = object;
  g_autofree char *status = NULL;

  if (g_hash_table_contains (self->doomed, GSIZE_TO_POINTER (sw_kept_execution_get_id (item))))
    return FALSE;
  if (self->document != NULL
      && g_strcmp0 (adw_toggle_group_get_active_name (self->scope_group), "definition") == 0
      && !_sw_window_is_execution_of (item, self->document))
    return FALSE;
  if (self->searched == NULL || sw_kept_execution_matches (item, self->searched))
    return TRUE;
  status = g_utf8_casefold (sw_execution_drive_get_label (get_drive (self, item),
                                                          sw_kept_execution_get_status (item)), -1);
  return strstr (status, self->searched) != NULL;
}

static void
update_stack (SwExecutionsDialog *self)
{
  gboolean loading = sw_kept_list_get_loading (self->kept);

  gtk_widget_set_visible (self->loading_spinner, loading);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (self->shown) > 0 ? "list"
                                    : self->searched != NULL                   ? "nothing"
                                    : loading                                  ? "loading"
                                                                               : "empty");
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
deleted_cb (const GError *error,
            gpointer      data)
{
  g_autoptr (SwKeptList) kept = data;

  sw_kept_list_refresh (kept);
}

/* What is hidden is gone for good. The store is open to write: that was seen to before. */
static void
delete_doomed (SwExecutionsDialog *self)
{
  SwStore *store = sw_keeping_open (sw_keeping_get ());
  SwStoreWrite *write;
  GHashTableIter iter;
  gpointer id;

  self->undoable = 0;
  if (store == NULL || g_hash_table_size (self->doomed) == 0)
    return;
  write = sw_store_write_new ();
  g_hash_table_iter_init (&iter, self->doomed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    sw_store_write_delete_execution (write, (gint64) GPOINTER_TO_SIZE (id));
  sw_store_commit (store, write, deleted_cb, g_object_ref (self->kept));
}

static gboolean
can_write (SwExecutionsDialog *self)
{
  if (sw_keeping_open (sw_keeping_get ()) != NULL)
    return TRUE;
  report (self, sw_keeping_get_refusal (sw_keeping_get ()));
  return FALSE;
}

static void
undo_cb (SwExecutionsDialog *self)
{
  g_hash_table_remove (self->doomed, GSIZE_TO_POINTER (self->undoable));
  self->undoable = 0;
  filter_again (self);
}

static void
dismissed_cb (SwExecutionsDialog *self,
              AdwToast           *toast)
{
  if (toast != self->toast)
    return;
  self->toast = NULL;
  if (self->undoable != 0)
    delete_doomed (self);
}

/* It is hidden at once, and deleted once nobody can want it back: with the toast, or the dialog. */
static void
delete_cb (SwExecutionsDialog *self,
           SwKeptExecution    *item)
{
  AdwToast *toast;

  if (!can_write (self))
    return;
  if (self->undoable != 0)
    delete_doomed (self);
  self->undoable = sw_kept_execution_get_id (item);
  g_hash_table_add (self->doomed, GSIZE_TO_POINTER (self->undoable));
  filter_again (self);
  toast = self->toast = adw_toast_new (_("Execution deleted"));
  adw_toast_set_button_label (toast, _("_Undo"));
  /* As long as the dialog is open: the toast is in nobody's way. */
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_dismiss_all (self->toasts);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Those shown that are kept and have ended; or their number alone */
static guint
find_ended (SwExecutionsDialog *self,
            GHashTable         *ids)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->shown); i++)
    {
      g_autoptr (SwKeptExecution) item = g_list_model_get_item (self->shown, i);
      gint64 id = sw_kept_execution_get_id (item);

      if (id == 0 || sw_kept_execution_get_status (item) == SW_EXECUTION_RUNNING)
        continue;
      n++;
      if (ids != NULL)
        g_hash_table_add (ids, GSIZE_TO_POINTER (id));
    }
  return n;
}

static void
clear_answered_cb (SwExecutionsDialog *self)
{
  if (!can_write (self))
    return;
  find_ended (self, self->doomed);
  filter_again (self);
  delete_doomed (self);
}

static void
clear_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (widget);
  guint n = find_ended (self, NULL);
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

  if (!_sw_window_stop_execution (self->window, sw_kept_execution_get_id (item), &error))
    report (self, error->message);
}

static void
show_row (SwExecutionsDialog *self,
          SwExecutionRow     *row)
{
  SwKeptExecution *item = sw_execution_row_get_execution (row);

  if (item != NULL)
    sw_execution_row_show (row, get_drive (self, item));
}

/* The rows in sight alone, however many there are */
static gboolean
clock_cb (gpointer data)
{
  SwExecutionsDialog *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    if (sw_kept_execution_get_status (sw_execution_row_get_execution (self->rows->pdata[i]))
        == SW_EXECUTION_RUNNING)
      show_row (self, self->rows->pdata[i]);
  return G_SOURCE_CONTINUE;
}

static void
status_cb (SwKeptExecution *item,
           GParamSpec      *pspec,
           SwExecutionRow  *row)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (row), SW_TYPE_EXECUTIONS_DIALOG);

  if (dialog != NULL)
    show_row (SW_EXECUTIONS_DIALOG (dialog), row);
}

static void
setup_cb (SwExecutionsDialog *self,
          GtkListItem        *list_item)
{
  GtkWidget *row = g_object_new (SW_TYPE_EXECUTION_ROW, NULL);

  g_signal_connect_object (row, "resume", G_CALLBACK (resume_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "stop", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (SwExecutionsDialog *self,
         GtkListItem        *list_item)
{
  SwExecutionRow *row = SW_EXECUTION_ROW (gtk_list_item_get_child (list_item));
  SwKeptExecution *item = gtk_list_item_get_item (list_item);

  sw_execution_row_set_execution (row, item);
  g_signal_connect_object (item, "notify::status", G_CALLBACK (status_cb), row, 0);
  g_ptr_array_add (self->rows, row);
  show_row (self, row);
  gtk_list_item_set_accessible_label (list_item, sw_kept_execution_get_title (item));
}

static void
unbind_cb (SwExecutionsDialog *self,
           GtkListItem        *list_item)
{
  SwExecutionRow *row = SW_EXECUTION_ROW (gtk_list_item_get_child (list_item));

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), status_cb, row);
  sw_execution_row_set_execution (row, NULL);
  g_ptr_array_remove_fast (self->rows, row);
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

  if (self->undoable != 0)
    delete_doomed (self);
  sw_kept_list_follow (self->kept, FALSE);
}

static void
sw_executions_dialog_dispose (GObject *object)
{
  SwExecutionsDialog *self = SW_EXECUTIONS_DIALOG (object);

  /* With its window, at the end of the program for instance */
  if (self->undoable != 0)
    delete_doomed (self);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_EXECUTIONS_DIALOG);
  g_clear_object (&self->shown);
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
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->doomed);
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
  self->rows = g_ptr_array_new ();
  self->doomed = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}

static void
set_model (SwExecutionsDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->kept = sw_kept_list_new (sw_keeping_get ());
  self->filter = GTK_FILTER (gtk_custom_filter_new (match, self, NULL));
  if (self->serving != NULL)
    g_list_store_append (models, sw_serving_get_executions (self->serving));
  g_list_store_append (models, sw_kept_list_get_model (self->kept));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (
      G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models))),
      g_object_ref (self->filter)));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kept, "notify::loading", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                                g_object_ref (self->shown))));
  g_object_unref (factory);
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
  self->clock = g_timeout_add_seconds (1, clock_cb, self);
  return ADW_DIALOG (self);
}
