/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* Several lines: JSON or an expression with its colours, or words. Ctrl+Enter writes at once. The
 * row's `data` is the editor's buffer. */

#define MIN_EDITOR_HEIGHT 22 /* pixels: a line */
#define MAX_EDITOR_HEIGHT 260

static char *
dup_text (SwFieldRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->data, &start, &end);
  return gtk_text_buffer_get_text (self->data, &start, &end, TRUE);
}

static void
changed_cb (SwFieldRow *self)
{
  g_autofree char *text = NULL;

  if (self->showing)
    return;
  text = dup_text (self);
  _sw_field_row_typed (self, g_strcmp0 (text, self->shown) != 0);
  _sw_field_row_text_changed (self, text);
}

static void
commit_code (SwFieldRow *self)
{
  g_autofree char *text = dup_text (self);

  _sw_field_row_write_text (self, text);
}

static void
show_code (SwFieldRow   *self,
           const SwNode *node)
{
  _sw_field_row_set_buffer (self->data, self->shown);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  commit_code (user_data);
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  SwFieldRow *self = user_data;

  if (!self->dirty)
    return GDK_EVENT_PROPAGATE;
  self->dirty = FALSE;
  self->showing = TRUE;
  show_code (self, NULL);
  self->showing = FALSE;
  _sw_field_row_set_error (self, NULL);
  return GDK_EVENT_STOP;
}

static void
add_keys (SwFieldRow *self,
          GtkWidget  *view)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Before the editor, which would begin a new line. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                        gtk_callback_action_new (activate_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (view, keys);
}

static void
scheme_cb (GtkSourceBuffer *buffer)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (buffer, gtk_source_style_scheme_manager_get_scheme (
                                                  gtk_source_style_scheme_manager_get_default (),
                                                  dark ? "Adwaita-dark" : "Adwaita"));
}

static GtkSourceBuffer *
create_buffer (gboolean is_json)
{
  GtkSourceBuffer *buffer = gtk_source_buffer_new (NULL);

  if (is_json)
    gtk_source_buffer_set_language (
        buffer, gtk_source_language_manager_get_language (
                    gtk_source_language_manager_get_default (), "json"));
  scheme_cb (buffer);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (scheme_cb),
                           buffer, G_CONNECT_SWAPPED);
  return buffer;
}

/* As high as what it holds, to a limit. */
static void
fit (gpointer data)
{
  g_autoptr (GtkTextView) view = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);
  GtkTextIter end;
  int y, height;

  if (scroller == NULL)
    return;
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_get_line_yrange (view, &end, &y, &height);
  height = CLAMP (y + height, MIN_EDITOR_HEIGHT, MAX_EDITOR_HEIGHT);
  if (gtk_scrolled_window_get_min_content_height (GTK_SCROLLED_WINDOW (scroller)) == height)
    return;
  /* A scroll bar takes the height of three lines, needed or not. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  height == MAX_EDITOR_HEIGHT ? GTK_POLICY_AUTOMATIC
                                                              : GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), height);
}

/* A text view is laid out bit by bit and tells its height late: the adjustment changes when it
 * knows, which is in the middle of being given its place. */
static void
fit_cb (GtkTextView *view)
{
  g_idle_add_once (fit, g_object_ref (view));
}

static GtkWidget *
create_scroller (GtkWidget *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_EDITOR_HEIGHT);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_EDITOR_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "changed", G_CALLBACK (fit_cb), view, G_CONNECT_SWAPPED);
  return scroller;
}

static GtkWidget *
create_editor (SwFieldRow *self)
{
  gboolean is_json = self->field->kind != SW_FIELD_LONG_TEXT;
  g_autoptr (GtkSourceBuffer) buffer = create_buffer (is_json);
  GtkWidget *view = gtk_source_view_new_with_buffer (buffer);

  self->data = buffer; /* the view, and with it the row's widget, keeps it */
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), is_json);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* In a form, Tab goes on to the next field. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_source_view_set_auto_indent (GTK_SOURCE_VIEW (view), is_json);
  gtk_source_view_set_indent_width (GTK_SOURCE_VIEW (view), 2);
  gtk_source_view_set_insert_spaces_instead_of_tabs (GTK_SOURCE_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gettext (self->field->label), -1);
  gtk_widget_add_css_class (view, "field-editor");
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  _sw_field_row_watch_focus (self, view);
  add_keys (self, view);
  return create_scroller (view);
}

static GtkWidget *
create_code (SwFieldRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (gettext (self->field->label));
  GtkWidget *rivals = _sw_field_rivals_new (self);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (GTK_BOX (head), title);
  if (rivals != NULL)
    gtk_box_append (GTK_BOX (head), rivals);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), create_editor (self));
  gtk_widget_add_css_class (box, "field-code");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* The editor inside takes the focus. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  return row;
}

const SwFieldRowKind _sw_field_row_code = { create_code, show_code, commit_code };
