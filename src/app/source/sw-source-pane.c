/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane-private.h"

#include <glib/gi18n.h>

#include "app/source/sw-completion.h"
#include "app/source/sw-hover.h"
#include "app/source/sw-source-enter.h"
#include "app/source/sw-source-marks.h"

G_DEFINE_FINAL_TYPE (SwSourcePane, sw_source_pane, ADW_TYPE_BIN)

/* The caret is already in the selected state (the document saw to that); whoever types is not
 * scrolled about. */
static void
selected_cb (SwSourcePane *self)
{
  sw_source_marks_select (self->document);
  if (!gtk_widget_has_focus (GTK_WIDGET (self->view)))
    _sw_source_pane_scroll (self);
}

/* Shown again after the diagram alone, the code is where the selection is; a text just opened
 * shows its start. */
static void
map_cb (SwSourcePane *self)
{
  if (self->document != NULL && sw_document_get_selected (self->document) != NULL)
    _sw_source_pane_scroll (self);
}

static gboolean
scroll_back_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view));
  GdkRectangle place;
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &caret, &place);
  if (place.x + place.width < gtk_adjustment_get_page_size (adjustment))
    gtk_adjustment_set_value (adjustment, 0);
  return G_SOURCE_REMOVE;
}

/* What was scrolled aside to show the caret while there was little room, as there is when the code
 * is about to come beside the diagram, comes back when there is enough. The lines are not measured
 * yet: the next frame is soon enough. */
static void
width_cb (SwSourcePane  *self,
          GParamSpec    *pspec,
          GtkAdjustment *adjustment)
{
  if (gtk_adjustment_get_value (adjustment) > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_back_cb, NULL, NULL);
}

static void
problem_activated_cb (SwSourcePane *self,
                      SwProblem    *problem)
{
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
  GdkRGBA problems[SW_SEVERITY_HINT + 1];

  if (self->document == NULL)
    return;
  gtk_source_buffer_set_style_scheme (
      sw_document_get_buffer (self->document),
      gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark" : "Adwaita"));
  sw_problems_button_get_colors (self->problems_button, problems);
  selected->alpha = 0.1f;
  sw_source_marks_set_colors (self->document, problems, selected);
  sw_problem_gutter_set_colors (self->gutter, problems);
  sw_source_colors_update_style (self->colors);
  sw_source_expressions_update_style (self->expressions);
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

/* The list is of the moment in which it is opened; nobody edits while it is. */
static void
list_states (GtkMenuButton *button,
             gpointer       user_data)
{
  SwSourcePane *self = user_data;
  GPtrArray *states;
  const char *selected = sw_document_get_selected (self->document);
  g_autoptr (GListStore) spots = g_list_store_new (SW_TYPE_SPOT);
  guint selected_at = GTK_INVALID_LIST_POSITION;

  sw_document_settle (self->document);
  states = sw_model_get_states (sw_document_get_live_model (self->document));
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = states->pdata[i];
      g_autoptr (SwSpot) spot = sw_spot_new_state (state);

      g_list_store_append (spots, spot);
      if (g_strcmp0 (state->pointer, selected) == 0)
        selected_at = i;
    }
  sw_spot_popover_set_spots (self->states_popover, G_LIST_MODEL (spots), selected_at);
}

static void
states_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  sw_source_pane_show_states (SW_SOURCE_PANE (widget));
}

static void
popover_closed_cb (SwSourcePane *self)
{
  _sw_source_pane_take_focus (self);
}

static void
spot_chosen_cb (SwSourcePane *self,
                SwSpot       *spot)
{
  _sw_source_pane_jump (self, sw_spot_get_span (spot));
}

/* The gutter keeps the lines that it painted last, and these keep the view, with all of the text
 * (GtkSourceView 5.16). Without columns it lets go of them when it is asked to paint anew. */
static void
clear_gutter (SwSourcePane *self)
{
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GtkWidget *column;

  while ((column = gtk_widget_get_first_child (GTK_WIDGET (gutter))) != NULL)
    gtk_source_gutter_remove (gutter, GTK_SOURCE_GUTTER_RENDERER (column));
  GTK_WIDGET_GET_CLASS (gutter)->snapshot (GTK_WIDGET (gutter), snapshot);
}

static void
sw_source_pane_dispose (GObject *object)
{
  SwSourcePane *self = SW_SOURCE_PANE (object);

  if (self->view != NULL)
    clear_gutter (self);
  g_clear_pointer ((GtkWidget **) &self->references, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->rename, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->problem, gtk_widget_unparent);
  g_clear_pointer (&self->expressions, sw_source_expressions_free);
  g_clear_pointer (&self->colors, sw_source_colors_free);
  _sw_source_pane_clear_jumps (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_SOURCE_PANE);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_source_pane_parent_class)->dispose (object);
}

static void
sw_source_pane_class_init (SwSourcePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (SW_TYPE_BREADCRUMBS);
  g_type_ensure (SW_TYPE_PROBLEMS_BUTTON);
  g_type_ensure (SW_TYPE_SOURCE_SEARCH);
  g_type_ensure (SW_TYPE_SPOT_POPOVER);
  G_OBJECT_CLASS (klass)->dispose = sw_source_pane_dispose;

  _sw_source_pane_add_jumps (widget_class);
  _sw_source_pane_add_problems (widget_class);
  _sw_source_pane_add_symbols (widget_class);
  gtk_widget_class_install_action (widget_class, "source.states", NULL, states_cb);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-source-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, search);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, view);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, states_button);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, states_popover);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, problems_button);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, breadcrumbs);
  gtk_widget_class_bind_template_child (widget_class, SwSourcePane, position_label);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, spot_chosen_cb);
}

static void
sw_source_pane_init (SwSourcePane *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Code runs from left to right in every language; lines with signs alone would turn around
   * else. */
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)),
                           "notify::page-size", G_CALLBACK (width_cb), self, G_CONNECT_SWAPPED);
  _sw_source_pane_init_jumps (self);
  sw_spot_popover_set_search (self->states_popover, _("Find a state"));
  gtk_menu_button_set_create_popup_func (self->states_button, list_states, self, NULL);
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
  _sw_source_pane_init_problems (self);
  _sw_source_pane_init_symbols (self);
  _sw_source_pane_init_links (self);
  sw_source_enter_attach (self->view, document);
  sw_completion_attach (self->view, document);
  self->colors = sw_source_colors_new (self->view);
  self->expressions = sw_source_expressions_new (self->view, document);
  sw_hover_attach (self->view, document);
  sw_source_search_set_view (self->search, self->view);
  sw_breadcrumbs_set_document (self->breadcrumbs, document);
  g_signal_connect_object (problems, "items-changed", G_CALLBACK (sw_source_marks_update), document,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (sw_source_marks_select),
                           document, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (adopt_indent), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (position_cb), self,
                           G_CONNECT_SWAPPED);
  /* Has the changed lines measured with the rest of the window. Else GtkTextView may do so no
   * earlier than when it is drawn, and its scroll bars would be drawn without a place. */
  g_signal_connect_object (buffer, "changed", G_CALLBACK (gtk_widget_queue_allocate), self->view,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  colors_cb (self);
  adopt_indent (self);
  sw_source_marks_update (document, 0, 0, g_list_model_get_n_items (problems));
  position_cb (self);
}

/**
 * sw_source_pane_get_view:
 *
 * Returns: (transfer none): the editor in the pane
 */
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
 * sw_source_pane_show_states:
 *
 * Opens the outline: the states, to go to one of them.
 */
void
sw_source_pane_show_states (SwSourcePane *self)
{
  gtk_menu_button_popup (self->states_button);
}
