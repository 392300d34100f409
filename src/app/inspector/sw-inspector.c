/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-inspector-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-help.h"

G_DEFINE_FINAL_TYPE (SwInspector, sw_inspector, ADW_TYPE_BIN)

static SwState *
get_state (SwInspector *self)
{
  return self->document != NULL ? sw_document_get_selected_state (self->document) : NULL;
}

/* One form for each type and language, made when it is first needed: going from state to state
 * builds nothing. */
static char *
dup_form_name (SwState *state)
{
  return state != NULL ? g_strdup_printf ("%d-%d", state->type, state->language)
                       : g_strdup ("machine");
}

static SwFieldForm *
find_form (SwInspector *self,
           SwState     *state)
{
  g_autofree char *name = dup_form_name (state);
  GtkWidget *form = gtk_stack_get_child_by_name (self->forms, name);

  if (form == NULL)
    {
      form = sw_field_form_new (self->document, state);
      gtk_stack_add_named (self->forms, form, name);
    }
  return SW_FIELD_FORM (form);
}

/* Forms are let go when the main loop is reached again: one of their rows may be at work. */
static void
clear_forms (SwInspector *self)
{
  GtkWidget *form;

  self->form = NULL;
  while ((form = gtk_widget_get_first_child (GTK_WIDGET (self->forms))) != NULL)
    {
      g_object_ref (form);
      gtk_stack_remove (self->forms, form);
      g_idle_add_once ((GSourceOnceFunc) g_object_unref, form);
    }
}

/* Showing */

/* Another form takes over: the person goes on at the same field. */
static void
set_form (SwInspector *self,
          SwFieldForm *form)
{
  SwFieldRow *focus = self->form != NULL ? sw_field_form_get_focus (self->form) : NULL;
  GtkWidget *row;

  if (self->form == form)
    return;
  self->form = form;
  gtk_stack_set_visible_child (self->forms, GTK_WIDGET (form));
  row = focus != NULL ? sw_field_form_get_row (form, sw_field_row_get_field (focus)->name) : NULL;
  if (row != NULL)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* Whose problem it is: that of the innermost state */
static gboolean
is_own_problem (SwInspector *self,
                SwProblem   *problem,
                SwState     *state)
{
  SwModel *model = sw_document_get_model (self->document);
  g_autofree char *pointer = g_strdup (sw_problem_get_pointer (problem));
  SwState *owner = NULL;
  char *slash;

  if (pointer == NULL)
    return state == NULL;
  while ((owner = sw_model_find_pointer (model, pointer)) == NULL
         && (slash = strrchr (pointer, '/')) != NULL)
    *slash = '\0';
  return owner == state;
}

static void
show_problems (SwInspector *self)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_object_unref);
  SwState *state = get_state (self);
  guint count = self->diagnostics != NULL ? g_list_model_get_n_items (self->diagnostics) : 0;

  if (self->form == NULL)
    return;
  for (guint i = 0; i < count && !sw_document_get_stale (self->document); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (self->diagnostics, i);

      if (is_own_problem (self, problem, state))
        g_ptr_array_add (problems, g_steal_pointer (&problem));
    }
  sw_field_form_show_problems (self->form, problems);
  sw_field_note_set_problems (self->problems, problems);
  gtk_widget_set_visible (self->notes, problems->len > 0);
}

/* Several states are no form: what can be done with all of them is offered instead. */
static void
update_many (SwInspector *self)
{
  guint count = sw_document_get_n_selected (self->document);
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u State Selected", "%u States Selected", count), count);

  adw_status_page_set_title (self->many, title);
  gtk_stack_set_visible_child_name (self->content, count > 1 ? "many" : "one");
}

static void
update (SwInspector *self)
{
  SwState *state;

  if (self->updating || self->document == NULL)
    return;
  self->updating = TRUE;
  state = get_state (self);
  if (self->form != NULL && find_form (self, state) != self->form)
    {
      /* What was typed is written to where it was typed before its rows go. */
      sw_field_form_commit (self->form);
      state = get_state (self);
    }
  set_form (self, find_form (self, state));
  _sw_inspector_update_tabs (self, state);
  update_many (self);
  gtk_label_set_label (self->heading, state != NULL ? state->name : _("State Machine"));
  sw_field_form_show (self->form, state);
  show_problems (self);
  self->updating = FALSE;
  /* Edits are made against a text without errors. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->forms), !sw_document_get_stale (self->document));
}

static void
flush_cb (SwInspector *self)
{
  if (self->form != NULL && !self->updating)
    sw_field_form_commit (self->form);
}

/* F1: what the field with the keyboard is for */
static gboolean
help_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  SwInspector *self = SW_INSPECTOR (widget);
  SwFieldRow *row = self->form != NULL ? sw_field_form_get_focus (self->form) : NULL;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  sw_field_help_popup (widget, sw_field_row_get_widget (row), sw_field_row_get_field (row));
  return GDK_EVENT_STOP;
}

static void
sw_inspector_dispose (GObject *object)
{
  SwInspector *self = SW_INSPECTOR (object);

  self->updating = TRUE;
  g_clear_object (&self->signals);
  g_clear_object (&self->problems);
  if (self->diagnostics != NULL)
    g_signal_handlers_disconnect_by_func (self->diagnostics, show_problems, self);
  g_clear_object (&self->diagnostics);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_INSPECTOR);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_inspector_parent_class)->dispose (object);
}

static void
sw_inspector_class_init (SwInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_inspector_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, SwInspector, heading);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, tabs);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, forms);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, notes);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, content);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, many);
  gtk_widget_class_bind_template_callback_full (widget_class, "tab_cb",
                                                G_CALLBACK (_sw_inspector_tab_cb));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, help_cb, NULL);
}

static void
sw_inspector_init (SwInspector *self)
{
  self->problems = g_object_ref_sink (SW_FIELD_NOTE (sw_field_note_new ()));
  self->signals = g_signal_group_new (SW_TYPE_DOCUMENT);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_append (GTK_LIST_BOX (self->notes), GTK_WIDGET (self->problems));
  g_signal_group_connect_object (self->signals, "notify::revision", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::selected", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::n-selected", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "flush", G_CALLBACK (flush_cb), self,
                                 G_CONNECT_SWAPPED);
}

static void
watch_diagnostics (SwInspector *self)
{
  if (self->diagnostics != NULL)
    g_signal_handlers_disconnect_by_func (self->diagnostics, show_problems, self);
  g_clear_object (&self->diagnostics);
  if (self->document == NULL)
    return;
  self->diagnostics = g_object_ref (sw_document_get_diagnostics (self->document));
  g_signal_connect_swapped (self->diagnostics, "items-changed", G_CALLBACK (show_problems), self);
}

/**
 * sw_inspector_set_document:
 * @document: (nullable): whose selection to show
 */
void
sw_inspector_set_document (SwInspector *self,
                           SwDocument  *document)
{
  g_return_if_fail (SW_IS_INSPECTOR (self));

  if (self->document == document)
    return;
  if (self->form != NULL)
    sw_field_form_commit (self->form);
  clear_forms (self);
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->signals, document);
  watch_diagnostics (self);
  update (self);
}

/**
 * sw_inspector_focus_name:
 *
 * Puts the focus where the selected state's name is typed.
 */
void
sw_inspector_focus_name (SwInspector *self)
{
  GtkWidget *row = self->form != NULL ? sw_field_form_get_name_row (self->form) : NULL;

  adw_toggle_group_set_active_name (self->tabs,
                                    sw_field_tab_get_name (SW_FIELD_TAB_CONFIGURATION));
  if (row != NULL)
    gtk_widget_grab_focus (row);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->forms), GTK_DIR_TAB_FORWARD);
}

/**
 * sw_inspector_show_part:
 * @pointer: JSON pointer of a rule, retrier or catcher of the selected state
 *
 * Shows that part of the state, opened.
 */
void
sw_inspector_show_part (SwInspector *self,
                        const char  *pointer)
{
  SwFieldTab tab;

  if (self->form != NULL && sw_field_form_show_part (self->form, pointer, &tab))
    adw_toggle_group_set_active_name (self->tabs, sw_field_tab_get_name (tab));
}

/**
 * sw_inspector_get_row:
 * @field: a field's name, "Comment"
 *
 * Returns: (transfer none) (nullable): the row that shows it now
 */
GtkWidget *
sw_inspector_get_row (SwInspector *self,
                      const char  *field)
{
  return self->form != NULL ? sw_field_form_get_row (self->form, field) : NULL;
}

/**
 * sw_inspector_find_row:
 * @pointer: JSON pointer of a field's value, be it there or not: "/States/A/Retry/0/MaxAttempts"
 *
 * Returns: (transfer none) (nullable): the row that edits it now
 */
GtkWidget *
sw_inspector_find_row (SwInspector *self,
                       const char  *pointer)
{
  return self->form != NULL ? sw_field_form_find_row (self->form, pointer) : NULL;
}
