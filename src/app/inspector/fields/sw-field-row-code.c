/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>
#include "app/inspector/fields/sw-field-editor.h"
#include "app/inspector/fields/sw-field-text.h"
#include "asl/rules/sw-rule-text-scan.h"

/* Several lines: JSON or an expression with its colours, or words. Ctrl+Enter writes at once. Or
 * one line, which may be a path or an expression: Enter writes it. Both are completed and explained
 * as the code is. The row's `data` is the editor's buffer. */

static gboolean
is_line (SwFieldRow *self)
{
  return self->kind == &_sw_field_row_line || self->kind == &_sw_field_row_rule;
}

static gboolean
is_number (SwFieldRow *self)
{
  return self->field->kind == SW_FIELD_INTEGER || self->field->kind == SW_FIELD_NUMBER;
}

/* Whether it is more to a machine than to a person */
static gboolean
is_code (SwFieldRow *self)
{
  return self->kind == &_sw_field_row_rule || sw_field_is_code (self->field)
         || self->field->kind == SW_FIELD_PATH || self->field->kind == SW_FIELD_REFERENCE_PATH
         || self->field->kind == SW_FIELD_RESULT_PATH || self->field->kind == SW_FIELD_CONDITION;
}

/* The row says whether there is a text, for the place of its title. */
static void
update_empty (SwFieldRow *self)
{
  if (self->widget == NULL)
    return;
  if (gtk_text_buffer_get_char_count (self->data) == 0)
    gtk_widget_add_css_class (self->widget, "empty");
  else
    gtk_widget_remove_css_class (self->widget, "empty");
}

static void
changed_cb (SwFieldRow *self)
{
  g_autofree char *text = NULL;

  update_empty (self);
  if (self->showing)
    return;
  text = _sw_field_row_dup_typed (self);
  _sw_field_row_typed (self, g_strcmp0 (text, self->shown) != 0);
  _sw_field_row_text_changed (self, text);
}

static void
commit_code (SwFieldRow *self)
{
  g_autofree char *text = _sw_field_row_dup_typed (self);

  _sw_field_row_write_text (self, text);
}

static void
show_code (SwFieldRow   *self,
           const SwNode *node)
{
  _sw_field_editor_set_text (self->data, self->shown);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  SwFieldRow *self = user_data;

  self->kind->commit (self);
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  SwFieldRow *self = user_data;

  /* The first Escape is for what is proposed. */
  if (_sw_field_editor_hide_proposals (self->data))
    return GDK_EVENT_STOP;
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
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                            is_line (self) ? "Return|KP_Enter|<Control>Return|<Control>KP_Enter"
                                           : "<Control>Return|<Control>KP_Enter"),
                        gtk_callback_action_new (activate_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (view, keys);
}

/* What completion and hover ask of a row */

static SwInnerText *
dup_inner_text (GObject *owner,
                gsize    caret)
{
  SwFieldRow *self = SW_FIELD_ROW (owner);
  g_autofree char *typed = _sw_field_row_dup_typed (self);
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));

  if (self->pointer == NULL || *self->field->name == '\0')
    return NULL;
  return sw_inner_text_new (tree, self->pointer, self->field->name, typed,
                            sw_field_text_get_inner_kind (self->field, typed));
}

static char *
dup_inner_state (GObject *owner)
{
  SwFieldRow *self = SW_FIELD_ROW (owner);
  SwState *state = self->pointer != NULL ? _sw_field_row_get_state (self) : NULL;

  return state != NULL ? g_strdup (state->pointer) : NULL;
}

/* Of a condition in one line the path at the caret, where the document has paths */
static SwInnerText *
dup_inner_path (GObject *owner,
                gsize    caret)
{
  SwFieldRow *self = SW_FIELD_ROW (owner);
  g_autofree char *typed = _sw_field_row_dup_typed (self);
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));
  SwRuleWord word;

  sw_rule_text_find_word_at (typed, caret, &word);
  if (self->pointer == NULL
      || !(word.is_path
           || (word.place == SW_RULE_PLACE_CONDITION && sw_span_length (word.span) == 0)))
    return NULL;
  return sw_inner_text_new_part (tree, self->pointer, "Variable", typed, word.span,
                                 SW_INNER_STRING);
}

static const SwInnerView inner_view = { dup_inner_text, dup_inner_state, FALSE };
static const SwInnerView rule_view = { dup_inner_path, dup_inner_state, TRUE };

static GtkWidget *
create_editor (SwFieldRow *self)
{
  GtkSourceView *view = _sw_field_editor_new (is_line (self), sw_field_is_code (self->field));

  self->data = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  self->free_data = _sw_field_editor_release;
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gettext (self->field->label), -1);
  gtk_widget_add_css_class (GTK_WIDGET (view), is_code (self) ? "field-editor" : "field-words");
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), is_code (self));
  g_signal_connect_object (self->data, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  _sw_field_row_watch_focus (self, GTK_WIDGET (view));
  add_keys (self, GTK_WIDGET (view));
  _sw_field_editor_set_help (view, self->document,
                             self->kind == &_sw_field_row_rule ? &rule_view : &inner_view,
                             G_OBJECT (self));
  return _sw_field_editor_wrap (view);
}

/* The whole row is the editor's, as an entry's is. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            GtkWidget       *view)
{
  gtk_widget_grab_focus (view);
}

static GtkWidget *
create_title (SwFieldRow *self)
{
  GtkWidget *title = gtk_label_new (gettext (self->field->label));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "field-title");
  return title;
}

/* Several lines: the title above, and beside it the other ways to give the field */
static GtkWidget *
create_block (SwFieldRow *self)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *rivals = _sw_field_rivals_new (self);

  gtk_box_append (GTK_BOX (head), create_title (self));
  if (rivals != NULL)
    gtk_box_append (GTK_BOX (head), rivals);
  gtk_box_append (GTK_BOX (block), head);
  gtk_box_append (GTK_BOX (block), create_editor (self));
  gtk_widget_add_css_class (block, "field-code");
  return block;
}

/* One line: as in an entry, the title stands in the place of a text that is not there, and above
 * one that is. */
static GtkWidget *
create_line (SwFieldRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *title = create_title (self);
  GtkWidget *editor = create_editor (self);
  GtkWidget *rivals = _sw_field_rivals_new (self);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_can_target (title, FALSE);
  gtk_widget_set_valign (title, GTK_ALIGN_START);
  gtk_widget_add_css_class (editor, "field-line");
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), editor);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), title);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb),
                           gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (editor)), 0);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (line), overlay);
  if (is_number (self))
    gtk_box_append (GTK_BOX (line), _sw_field_row_create_steps (self));
  if (rivals != NULL)
    gtk_box_append (GTK_BOX (line), rivals);
  gtk_widget_add_css_class (line, "field-code");
  return line;
}

/**
 * _sw_field_row_create_code:
 *
 * Returns: (transfer floating): the row of a field whose value is code: an editor of one line, or
 *   of several
 */
GtkWidget *
_sw_field_row_create_code (SwFieldRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              is_line (self) ? create_line (self) : create_block (self));
  gtk_widget_add_css_class (row, is_line (self) ? "line" : "block");
  /* The editor inside takes the focus. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "empty");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  return row;
}

/* Puts SUFFIX behind the line. */
void
_sw_field_row_line_add_suffix (SwFieldRow *self,
                               GtkWidget  *suffix)
{
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->widget))), suffix);
}

const SwFieldRowKind _sw_field_row_code = { _sw_field_row_create_code, show_code, commit_code };
const SwFieldRowKind _sw_field_row_line = { _sw_field_row_create_code, show_code, commit_code };
