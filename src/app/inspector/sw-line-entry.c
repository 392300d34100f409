/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-line-entry.h"

#include <string.h>

#include "app/inspector/fields/sw-field-colors.h"
#include "app/inspector/fields/sw-field-editor.h"
#include "query/sw-query-tokens.h"

struct _SwLineEntry
{
  AdwBin         parent_instance;

  GtkWidget     *view;
  GtkTextBuffer *buffer;
  GtkWidget     *hint; /* stands where no text does */
};

G_DEFINE_FINAL_TYPE (SwLineEntry, sw_line_entry, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ACTIVATE,
  LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A path has its colours; any other value is as it is. */
static void
color (SwLineEntry *self,
       const char  *text)
{
  g_autoptr (GArray) tokens = *text == '$' && text[1] != '{'
                                  ? sw_expression_tokenize (text, strlen (text))
                                  : g_array_new (FALSE, FALSE, sizeof (SwQueryToken));

  _sw_field_colors_show (self->buffer, tokens);
}

static void
changed_cb (SwLineEntry *self)
{
  g_autofree char *text = sw_line_entry_dup_text (self);

  gtk_widget_set_visible (self->hint, *text == '\0');
  color (self, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  g_signal_emit (user_data, signals[ACTIVATE], 0);
  return GDK_EVENT_STOP;
}

static void
leave_cb (SwLineEntry *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

/* The whole entry is the editor's. */
static void
pressed_cb (SwLineEntry *self)
{
  gtk_widget_grab_focus (self->view);
}

static gboolean
sw_line_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SW_LINE_ENTRY (widget)->view);
}

static void
sw_line_entry_dispose (GObject *object)
{
  SwLineEntry *self = SW_LINE_ENTRY (object);

  if (self->buffer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      g_clear_pointer (&self->buffer, _sw_field_editor_release);
    }
  G_OBJECT_CLASS (sw_line_entry_parent_class)->dispose (object);
}

static void
sw_line_entry_class_init (SwLineEntryClass *klass)
{
  static const char *const names[N_SIGNALS] = { "changed", "activate", "leave" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_line_entry_dispose;
  widget_class->grab_focus = sw_line_entry_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "entry");
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SW_TYPE_LINE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
add_controllers (SwLineEntry *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* Before the editor, which would begin a new line; behind a list of proposals, whose Enter it
   * is. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Return|KP_Enter"),
                        gtk_callback_action_new (activate_cb, self, NULL)));
  gtk_widget_add_controller (self->view, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
sw_line_entry_init (SwLineEntry *self)
{
  GtkSourceView *view = _sw_field_editor_new (TRUE, FALSE);
  GtkWidget *overlay = gtk_overlay_new ();

  self->view = GTK_WIDGET (view);
  self->buffer = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_widget_add_css_class (self->view, "field-editor");
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), _sw_field_editor_wrap (view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_valign (overlay, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "line-entry");
  adw_bin_set_child (ADW_BIN (self), overlay);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_controllers (self);
}

/**
 * sw_line_entry_new:
 * @label: what is typed there, shown where nothing is yet
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
sw_line_entry_new (const char *label)
{
  SwLineEntry *self = g_object_new (SW_TYPE_LINE_ENTRY, NULL);

  gtk_label_set_label (GTK_LABEL (self->hint), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * sw_line_entry_set_help:
 * @inner: (scope forever): what the entry holds
 * @owner: who is asked for it; not kept
 *
 * Has what is typed completed and explained as in the code of @document, which outlives the entry.
 */
void
sw_line_entry_set_help (SwLineEntry       *self,
                        SwDocument        *document,
                        const SwInnerView *inner,
                        GObject           *owner)
{
  _sw_field_editor_set_help (GTK_SOURCE_VIEW (self->view), document, inner, owner);
}

/**
 * sw_line_entry_dup_text:
 *
 * Returns: (transfer full): what stands there
 */
char *
sw_line_entry_dup_text (SwLineEntry *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
}

/**
 * sw_line_entry_set_text:
 *
 * Shows @text; the caret stays where it is in what both have in common.
 */
void
sw_line_entry_set_text (SwLineEntry *self,
                        const char  *text)
{
  _sw_field_editor_set_text (self->buffer, text);
}

/**
 * sw_line_entry_set_error:
 * @error: (nullable): what is wrong with the text
 */
void
sw_line_entry_set_error (SwLineEntry *self,
                         const char  *error)
{
  g_autofree char *text = sw_line_entry_dup_text (self);
  GArray *marks = NULL;

  if (error != NULL)
    {
      marks = _sw_field_marks_new ();
      _sw_field_marks_add (marks, (SwSpan) { 0, strlen (text) }, SW_SEVERITY_ERROR, error);
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  _sw_field_colors_mark (self->buffer, SW_FIELD_MARKS_TYPED, marks);
}
