/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/preferences/sw-preferences.h"

G_DEFINE_FINAL_TYPE (SwWindow, sw_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_VIEW_MODE,
  PROP_NARROW,
  PROP_SHEETS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_title (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);

  if (document == NULL)
    gtk_window_set_title (GTK_WINDOW (self), _("Stepwright"));
  else
    gtk_window_set_title (GTK_WINDOW (self), sw_document_get_title (document));
}

static void
selected_page_cb (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);

  _sw_window_drop_undo_toast (self);
  g_signal_group_set_target (self->document_signals, document);
  g_signal_group_set_target (self->buffer_signals,
                             document != NULL ? sw_document_get_buffer (document) : NULL);
  g_signal_group_set_target (self->page_signals, sw_window_get_page (self));
  sw_inspector_set_document (self->inspector, document);
  gtk_stack_set_visible_child_name (self->stack, document != NULL ? "documents" : "start");
  update_title (self);
  _sw_window_update_actions (self);
}

static AdwTabPage *
create_tab_cb (SwWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new", NULL);
  return adw_tab_view_get_selected_page (self->tab_view);
}

static gboolean
close_page_cb (SwWindow   *self,
               AdwTabPage *tab)
{
  return _sw_window_close_page (self, tab);
}

static gboolean
drop_cb (SwWindow     *self,
         const GValue *value)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) links = gdk_file_list_get_files (list);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *link = links; link != NULL; link = link->next)
    g_ptr_array_add (files, link->data);
  _sw_window_drop_files (self, files);
  return TRUE;
}

static void
add_drop_target (SwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the code, which would take a file's name as text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->toast_overlay), GTK_EVENT_CONTROLLER (target));
}

static void
set_narrow (SwWindow *self,
            gboolean  narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
set_sheets (SwWindow *self,
            gboolean  sheets)
{
  if (self->sheets == sheets)
    return;
  _sw_window_set_sheets (self, sheets);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHEETS]);
}

/**
 * _sw_window_set_view_mode:
 * @view_mode: (nullable): how diagram and code share the window; NULL leaves it
 *
 * Changes the view of this window, and of the next one.
 */
void
_sw_window_set_view_mode (SwWindow   *self,
                          const char *view_mode)
{
  if (view_mode == NULL || !g_set_str (&self->view_mode, view_mode))
    return;
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "view-mode", view_mode);
  _sw_window_update_breakpoints (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW_MODE]);
  _sw_window_update_actions (self);
}

static gboolean
sw_window_close_request (GtkWindow *window)
{
  SwWindow *self = SW_WINDOW (window);

  if (!self->closing && _sw_window_close_request (self))
    return GDK_EVENT_STOP;
  sw_session_window_closes (_sw_window_get_session (self), window);
  return GTK_WINDOW_CLASS (sw_window_parent_class)->close_request (window);
}

/* A window begins as the last one was left; from then on it does not follow the others. */
static void
restore_settings (SwWindow *self)
{
  const GSettingsBindFlags as_last_left = G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES;
  g_autofree char *view_mode = NULL;

  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "window-width", self, "default-width", as_last_left);
  g_settings_bind (self->settings, "window-height", self, "default-height", as_last_left);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", as_last_left);
  _sw_window_restore_sides (self);
  view_mode = g_settings_get_string (self->settings, "view-mode");
  _sw_window_set_view_mode (self, view_mode);
}

static void
sw_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SwWindow *self = SW_WINDOW (object);

  switch (prop_id)
    {
    case PROP_VIEW_MODE:
      g_value_set_string (value, self->view_mode);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_SHEETS:
      g_value_set_boolean (value, self->sheets);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  SwWindow *self = SW_WINDOW (object);

  switch (prop_id)
    {
    case PROP_VIEW_MODE:
      _sw_window_set_view_mode (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_SHEETS:
      set_sheets (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_window_dispose (GObject *object)
{
  SwWindow *self = SW_WINDOW (object);

  g_clear_object (&self->document_signals);
  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->undo_toast);
  g_clear_object (&self->path_target);
  g_clear_pointer (&self->interrupted, g_ptr_array_unref);
  g_clear_handle_id (&self->arrival, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_WINDOW);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sw_window_parent_class)->dispose (object);
}

static void
sw_window_finalize (GObject *object)
{
  g_free (SW_WINDOW (object)->view_mode);
  G_OBJECT_CLASS (sw_window_parent_class)->finalize (object);
}

static void
sw_window_class_init (SwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (SW_TYPE_INSPECTOR);
  g_type_ensure (SW_TYPE_START_PAGE);
  g_type_ensure (SW_TYPE_STENCIL_PALETTE);
  object_class->get_property = sw_window_get_property;
  object_class->set_property = sw_window_set_property;
  object_class->dispose = sw_window_dispose;
  object_class->finalize = sw_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sw_window_close_request;

  properties[PROP_VIEW_MODE] = g_param_spec_string ("view-mode", NULL, NULL, "split", flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_SHEETS] = g_param_spec_boolean ("sheets", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SwWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, kept_banner);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, start_kept_banner);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, trouble_banner);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, start_trouble_banner);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, refusal_banner);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, start_refusal_banner);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, tab_view);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, tab_overview);
  gtk_widget_class_bind_template_callback (widget_class, create_tab_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
  _sw_window_class_bind_sides (widget_class);
  /* No accelerator of the application, which would come before a field that tells what it is for. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "app.help", NULL);
}

static void
sw_window_init (SwWindow *self)
{
  self->view_mode = g_strdup ("split");
  self->document_signals = g_signal_group_new (SW_TYPE_DOCUMENT);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  self->page_signals = g_signal_group_new (SW_TYPE_PAGE);
  gtk_widget_init_template (GTK_WIDGET (self));
  _sw_window_add_actions (self);
  add_drop_target (self);
  _sw_window_look_for_interrupted (self);
  _sw_window_watch_keeping (self);
  self->path_target = sw_path_target_new (GTK_WINDOW (self), SW_TYPE_INSPECTOR);
  g_signal_group_connect_object (self->document_signals, "notify::title", G_CALLBACK (update_title),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->document_signals, "notify::stale",
                                 G_CALLBACK (_sw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->buffer_signals, "changed", G_CALLBACK (_sw_window_drop_undo_toast),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->buffer_signals, "notify::can-undo",
                                 G_CALLBACK (_sw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->buffer_signals, "notify::can-redo",
                                 G_CALLBACK (_sw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->page_signals, "notify::running",
                                 G_CALLBACK (_sw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->page_signals, "notify::show-runs",
                                 G_CALLBACK (_sw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->page_signals, "notify::show-tests",
                                 G_CALLBACK (_sw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (_sw_window_check_files), NULL);
  selected_page_cb (self);
}

/**
 * sw_window_new:
 *
 * Returns: (transfer none): a window as the last one was left, without tabs; the application owns
 *   it
 */
SwWindow *
sw_window_new (SwApplication *app)
{
  SwWindow *self = g_object_new (SW_TYPE_WINDOW, "application", app, NULL);
  GSettings *settings = sw_application_get_settings (app);

  if (settings != NULL)
    self->settings = g_object_ref (settings);
  restore_settings (self);
  return self;
}

/* "• name" while there is something to save, as a tab has no other place for it. */
static gboolean
transform_title (GBinding     *binding,
                 const GValue *from,
                 GValue       *to,
                 gpointer      user_data)
{
  SwDocument *document = user_data;

  g_value_take_string (to, g_strconcat (sw_document_get_modified (document) ? "• " : "",
                                        sw_document_get_title (document), NULL));
  return TRUE;
}

static gboolean
transform_tooltip (GBinding     *binding,
                   const GValue *from,
                   GValue       *to,
                   gpointer      user_data)
{
  GFile *file = g_value_get_object (from);
  g_autofree char *name = file != NULL ? g_file_get_parse_name (file) : NULL;

  g_value_take_string (to, name != NULL ? g_markup_escape_text (name, -1) : NULL);
  return TRUE;
}

/**
 * _sw_window_append_document:
 *
 * Opens a tab for a document behind those that are there.
 *
 * Returns: (transfer none): the tab
 */
AdwTabPage *
_sw_window_append_document (SwWindow   *self,
                            SwDocument *document)
{
  SwPage *page = sw_page_new (document);
  AdwTabPage *tab = adw_tab_view_append (self->tab_view, GTK_WIDGET (page));

  g_object_bind_property_full (document, "title", tab, "title", G_BINDING_SYNC_CREATE,
                               transform_title, NULL, document, NULL);
  g_object_bind_property_full (document, "modified", tab, "title", G_BINDING_DEFAULT,
                               transform_title, NULL, document, NULL);
  g_object_bind_property_full (document, "file", tab, "tooltip", G_BINDING_SYNC_CREATE,
                               transform_tooltip, NULL, NULL, NULL);
  g_object_bind_property (self, "view-mode", page, "view-mode", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
  if (self->settings != NULL)
    {
      g_object_set (page, "show-runs", g_settings_get_boolean (self->settings, "show-runs"), NULL);
      g_settings_bind (self->settings, "split-share", page, "split-share", G_SETTINGS_BIND_DEFAULT);
      sw_preferences_bind_document (self->settings, document);
      sw_preferences_bind_view (self->settings, sw_page_get_code_view (page));
      g_settings_bind (self->settings, "diagram-direction", page, "direction", G_SETTINGS_BIND_DEFAULT);
    }
  return tab;
}

/**
 * sw_window_add_document:
 *
 * Opens a tab for a document and brings it to the front.
 *
 * Returns: (transfer none): the page that shows it
 */
SwPage *
sw_window_add_document (SwWindow   *self,
                        SwDocument *document)
{
  AdwTabPage *tab = _sw_window_append_document (self, document);

  adw_tab_view_set_selected_page (self->tab_view, tab);
  return SW_PAGE (adw_tab_page_get_child (tab));
}

/**
 * sw_window_get_page:
 *
 * Returns: (transfer none) (nullable): the page in front
 */
SwPage *
sw_window_get_page (SwWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  return tab != NULL ? SW_PAGE (adw_tab_page_get_child (tab)) : NULL;
}

/**
 * _sw_window_get_document:
 *
 * Returns: (transfer none) (nullable): the document of the tab in front
 */
SwDocument *
_sw_window_get_document (SwWindow *self)
{
  SwPage *page = sw_window_get_page (self);

  return page != NULL ? sw_page_get_document (page) : NULL;
}

/**
 * _sw_window_get_session:
 *
 * Returns: (transfer none) (nullable): what keeps what is open, of the application
 */
SwSession *
_sw_window_get_session (SwWindow *self)
{
  return sw_application_get_session (SW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}
