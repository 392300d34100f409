/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane.h"

#include <glib/gi18n.h>

#include "app/source/sw-completion.h"
#include "app/source/sw-source-enter.h"
#include "app/source/sw-source-marks.h"
#include "app/source/sw-source-search.h"
#include "app/source/sw-state-popover.h"

struct _SwSourcePane
{
  AdwBin                  parent_instance;

  SwSourceSearch         *search;
  GtkSourceView          *view;
  GtkMenuButton          *problems_button;
  GtkPopover             *problems_popover;
  GtkStack               *problems_stack;
  GtkListView            *problems_list;
  GtkWidget              *error_icon;
  GtkLabel               *error_label;
  GtkWidget              *warning_icon;
  GtkLabel               *warning_label;
  GtkWidget              *fine_icon;
  GtkWidget              *fine_label;
  GtkLabel               *states_label;
  SwStatePopover         *states_popover;
  GtkLabel               *position_label;

  SwDocument             *document;
  guint                   checking_source; /* the count is about to be shown as that of before */
};

/* Shorter checks are not worth a change of the looks. */
#define CHECKING_MS 200

G_DEFINE_FINAL_TYPE (SwSourcePane, sw_source_pane, ADW_TYPE_BIN)

static void
scroll_to_caret (SwSourcePane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                0.15, FALSE, 0, 0);
}

static void
show_state (SwSourcePane *self)
{
  SwState *state = sw_document_get_selected_state (self->document);

  gtk_label_set_label (self->states_label, state != NULL ? state->name : _("States"));
}

/* The caret is already in the selected state (the document saw to that); whoever types is not
 * scrolled about. */
static void
selected_cb (SwSourcePane *self)
{
  show_state (self);
  sw_source_marks_select (self->document);
  if (!gtk_widget_has_focus (GTK_WIDGET (self->view)))
    scroll_to_caret (self);
}

/* Shown again after the diagram alone, the code is where the selection is; a text just opened
 * shows its start. */
static void
map_cb (SwSourcePane *self)
{
  if (self->document != NULL && sw_document_get_selected (self->document) != NULL)
    scroll_to_caret (self);
}

static void
set_count (GtkWidget *icon,
           GtkLabel  *label,
           guint      count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_label (label, text);
  gtk_widget_set_visible (icon, count > 0);
  gtk_widget_set_visible (GTK_WIDGET (label), count > 0);
}

static char *
dup_summary (guint errors,
             guint warnings)
{
  g_autofree char *first = g_strdup_printf (ngettext ("%u error", "%u errors", errors), errors);
  g_autofree char *second
      = g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);

  if (errors == 0 && warnings == 0)
    return g_strdup (_("No problems"));
  /* translators: "2 errors, 1 warning" */
  return g_strdup_printf (_("%s, %s"), first, second);
}

static void
problems_changed_cb (SwSourcePane *self)
{
  GListModel *problems = sw_document_get_diagnostics (self->document);
  guint count = g_list_model_get_n_items (problems);
  g_autofree char *summary = NULL;
  guint errors = 0;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);

      errors += sw_problem_get_severity (problem) == SW_SEVERITY_ERROR;
    }
  set_count (self->error_icon, self->error_label, errors);
  set_count (self->warning_icon, self->warning_label, count - errors);
  gtk_widget_set_visible (self->fine_icon, count == 0);
  gtk_widget_set_visible (self->fine_label, count == 0);
  gtk_stack_set_visible_child_name (self->problems_stack, count > 0 ? "some" : "none");
  summary = dup_summary (errors, count - errors);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
  sw_source_marks_update (self->document);
}

static void
checking_cb (gpointer user_data)
{
  SwSourcePane *self = user_data;

  self->checking_source = 0;
  gtk_widget_add_css_class (GTK_WIDGET (self->problems_button), "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->problems_button), GTK_ACCESSIBLE_STATE_BUSY,
                               TRUE, -1);
}

/* While the text is read the problems are those of the text before: their count says so where that
 * takes long enough to be seen. */
static void
pending_cb (SwSourcePane *self)
{
  if (sw_document_get_pending (self->document))
    {
      if (self->checking_source == 0)
        self->checking_source = g_timeout_add_once (CHECKING_MS, checking_cb, self);
      return;
    }
  g_clear_handle_id (&self->checking_source, g_source_remove);
  gtk_widget_remove_css_class (GTK_WIDGET (self->problems_button), "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->problems_button), GTK_ACCESSIBLE_STATE_BUSY,
                               FALSE, -1);
}

static void
problem_activated_cb (SwSourcePane *self,
                      guint         position)
{
  g_autoptr (SwProblem) problem
      = g_list_model_get_item (sw_document_get_diagnostics (self->document), position);

  gtk_popover_popdown (self->problems_popover);
  sw_source_pane_show_problem (self, problem);
}

static gboolean
query_tooltip_cb (SwSourcePane *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip)
{
  g_autoptr (SwProblem) problem = NULL;
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextIter place;

  if (self->document == NULL)
    return FALSE;
  if (keyboard)
    gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (view), &place,
                                      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
  else
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      if (!gtk_text_view_get_iter_at_location (view, &place, x, y))
        return FALSE;
    }
  problem = sw_source_marks_dup_at (self->document, &place);
  if (problem == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, sw_problem_get_message (problem));
  return TRUE;
}

static void
position_cb (SwSourcePane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_autofree char *text = NULL;
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  /* translators: where the caret is: line, column */
  text = g_strdup_printf (_("Ln %d, Col %d"), gtk_text_iter_get_line (&caret) + 1,
                          gtk_text_iter_get_line_offset (&caret) + 1);
  gtk_label_set_label (self->position_label, text);
}

static void
colors_cb (SwSourcePane *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);
  g_autoptr (GdkRGBA) selected = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA error, warning;

  if (self->document == NULL)
    return;
  gtk_source_buffer_set_style_scheme (
      sw_document_get_buffer (self->document),
      gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark" : "Adwaita"));
  gtk_widget_get_color (self->error_icon, &error);
  gtk_widget_get_color (self->warning_icon, &warning);
  selected->alpha = 0.1f;
  sw_source_marks_set_colors (self->document, &error, &warning, selected);
}

/* New lines are indented the way the text is already. */
static void
adopt_indent (SwSourcePane *self)
{
  guint width = sw_document_get_indent (self->document);

  gtk_source_view_set_insert_spaces_instead_of_tabs (self->view, width > 0);
  gtk_source_view_set_indent_width (self->view, width > 0 ? (int) width : -1);
  gtk_source_view_set_tab_width (self->view, width > 0 ? width : 4);
}

static void
sw_source_pane_dispose (GObject *object)
{
  SwSourcePane *self = SW_SOURCE_PANE (object);

  g_clear_handle_id (&self->checking_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_SOURCE_PANE);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_source_pane_parent_class)->dispose (object);
}

static void
sw_source_pane_class_init (SwSourcePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (SW_TYPE_PROBLEM);
  g_type_ensure (SW_TYPE_SOURCE_SEARCH);
  g_type_ensure (SW_TYPE_STATE_POPOVER);
  G_OBJECT_CLASS (klass)->dispose = sw_source_pane_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-source-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, search);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, view);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, problems_button);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, problems_popover);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, problems_stack);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, problems_list);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, error_icon);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, error_label);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, warning_label);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, fine_icon);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, fine_label);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, states_label);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, states_popover);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, position_label);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_activated_cb);
}

static void
sw_source_pane_init (SwSourcePane *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (colors_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::accent-color", G_CALLBACK (colors_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (colors_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_source_pane_set_document:
 *
 * Shows a document's code. A pane shows one document all its life.
 */
void
sw_source_pane_set_document (SwSourcePane *self,
                             SwDocument   *document)
{
  GtkSourceBuffer *buffer = sw_document_get_buffer (document);
  GListModel *problems = sw_document_get_diagnostics (document);

  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (buffer));
  sw_source_marks_attach (self->view, document);
  sw_source_enter_attach (self->view, document);
  sw_completion_attach (self->view, document);
  sw_source_search_set_view (self->search, self->view);
  gtk_list_view_set_model (self->problems_list,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (problems))));
  g_signal_connect_object (problems, "items-changed", G_CALLBACK (problems_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::pending", G_CALLBACK (pending_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (sw_source_marks_select),
                           document, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (adopt_indent), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  sw_state_popover_set_document (self->states_popover, document);
  g_signal_connect_object (document, "notify::model", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  colors_cb (self);
  show_state (self);
  adopt_indent (self);
  problems_changed_cb (self);
  position_cb (self);
}

GtkSourceView *
sw_source_pane_get_view (SwSourcePane *self)
{
  return self->view;
}

/**
 * sw_source_pane_find:
 *
 * Opens the search bar; what is selected in one line is what is looked for.
 */
void
sw_source_pane_find (SwSourcePane *self)
{
  sw_source_search_open (self->search);
}

/**
 * sw_source_pane_show_problem:
 *
 * Puts the caret where the problem is.
 */
void
sw_source_pane_show_problem (SwSourcePane *self,
                             SwProblem    *problem)
{
  GtkTextIter place;

  sw_document_get_iter_at_byte (self->document, sw_problem_get_span (problem).start, &place);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), &place);
  scroll_to_caret (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * sw_source_pane_next_problem:
 *
 * Goes to the first problem behind the caret, and from the last one back to the first.
 */
void
sw_source_pane_next_problem (SwSourcePane *self)
{
  GListModel *problems = sw_document_get_diagnostics (self->document);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  guint count = g_list_model_get_n_items (problems);
  g_autoptr (SwProblem) next = NULL;
  GtkTextIter caret;
  gsize offset;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  offset = sw_document_get_byte_at_iter (self->document, &caret);
  for (guint i = 0; i < count && next == NULL; i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);

      if (sw_problem_get_span (problem).start > offset)
        next = g_steal_pointer (&problem);
    }
  if (next == NULL && count > 0)
    next = g_list_model_get_item (problems, 0);
  if (next != NULL)
    sw_source_pane_show_problem (self, next);
}
