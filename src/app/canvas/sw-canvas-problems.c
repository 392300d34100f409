/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

/* The problems of the document on the canvas: badges, and the way from there to the code. */

/**
 * _sw_canvas_update_problems:
 *
 * Shows the document's present problems.
 */
void
_sw_canvas_update_problems (SwCanvas *self)
{
  sw_canvas_board_set_problems (self->board, sw_document_get_diagnostics (self->document));
}

static void
show_problem (SwCanvas *self, SwProblem *problem)
{
  g_autoptr (SwProblem) own = g_object_ref (problem);

  _sw_canvas_popdown (self);
  g_signal_emit_by_name (self, "problem-activated", own);
}

static void
row_activated_cb (SwCanvas *self, GtkListBoxRow *row)
{
  show_problem (self, g_object_get_data (G_OBJECT (row), "problem"));
}

static GtkWidget *
create_row (SwProblem *problem)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (sw_problem_get_icon_name (problem));
  g_auto (GStrv) classes = NULL;
  g_autofree char *location = NULL;

  g_object_get (problem, "css-classes", &classes, "location", &location, NULL);
  gtk_widget_set_css_classes (icon, (const char **) classes);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sw_problem_get_message (problem));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), location);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "problem", g_object_ref (problem), g_object_unref);
  return row;
}

/* A list to choose from; what is chosen is shown in the code. */
static void
open_problems (SwCanvas *self, GPtrArray *problems, SwRect at)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Problems"), -1);
  gtk_widget_add_css_class (popover, "menu");
  for (guint i = 0; i < problems->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_row (g_ptr_array_index (problems, i)));
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_widget_set_size_request (scroller, 340, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  _sw_canvas_popup (self, popover, at);
}

/**
 * _sw_canvas_press_badge:
 * @view: where the person clicked, in view pixels
 *
 * Opens what a badge says, where one was clicked.
 *
 * Returns: whether there is one
 */
gboolean
_sw_canvas_press_badge (SwCanvas *self, SwPoint view)
{
  SwRect rect;
  const SwBadge *badge =
      sw_canvas_board_find_badge (self->board, _sw_canvas_to_scene (self, view), &rect);

  if (badge == NULL)
    return FALSE;
  open_problems (self, badge->problems, _sw_canvas_rect_to_view (self, rect));
  return TRUE;
}

static void
add_all (GPtrArray *problems, const SwBadge *badge)
{
  for (guint i = 0; badge != NULL && i < badge->problems->len; i++)
    g_ptr_array_add (problems, g_object_ref (g_ptr_array_index (badge->problems, i)));
}

/* The problems of a state and of its ways out */
static GPtrArray *
dup_problems (SwCanvas *self, const SwGraphNode *node)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_ways;
  const SwGraphEdge *const *ways
      = sw_scene_get_ways (sw_canvas_board_get_scene (self->board), node->id, &n_ways);

  add_all (problems, sw_canvas_board_get_badge (self->board, FALSE, node->id));
  for (guint i = 0; i < n_ways; i++)
    add_all (problems, sw_canvas_board_get_badge (self->board, TRUE, ways[i]->id));
  return problems;
}

/**
 * _sw_canvas_has_problems:
 *
 * Returns: whether there is something wrong with the state that a key means, or with a way out of
 *   it
 */
gboolean
_sw_canvas_has_problems (SwCanvas *self)
{
  const SwGraphNode *node = _sw_canvas_get_current (self);
  g_autoptr (GPtrArray) problems = node != NULL ? dup_problems (self, node) : NULL;

  return problems != NULL && problems->len > 0;
}

/**
 * _sw_canvas_popup_problems:
 *
 * Opens the problems of the state that a key means.
 */
void
_sw_canvas_popup_problems (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphNode *node = _sw_canvas_get_current (self);
  g_autoptr (GPtrArray) problems = node != NULL ? dup_problems (self, node) : NULL;

  if (problems == NULL || problems->len == 0)
    return;
  SwRect rect = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, node->id));
  rect.height = MIN (rect.height, SW_LAYOUT_STATE_HEIGHT * self->view.scale);
  open_problems (self, problems, rect);
}

/* Shorter checks are not worth a change of the looks. */
#define CHECKING_MS 200

static void
checking_cb (gpointer user_data)
{
  SwCanvas *self = user_data;

  self->checking_source = 0;
  sw_canvas_board_set_checking (self->board, TRUE);
}

/* While the text is read the problems are those of the text before. */
static void
pending_cb (SwCanvas *self)
{
  if (!sw_document_get_pending (self->document))
    {
      g_clear_handle_id (&self->checking_source, g_source_remove);
      sw_canvas_board_set_checking (self->board, FALSE);
    }
  else if (self->checking_source == 0)
    self->checking_source = g_timeout_add_once (CHECKING_MS, checking_cb, self);
}

/**
 * _sw_canvas_watch_problems:
 *
 * Follows the document's problems.
 */
void
_sw_canvas_watch_problems (SwCanvas *self)
{
  g_signal_connect_object (sw_document_get_diagnostics (self->document), "items-changed",
                           G_CALLBACK (_sw_canvas_update_problems), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::pending", G_CALLBACK (pending_cb), self,
                           G_CONNECT_SWAPPED);
}
