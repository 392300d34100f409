/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <math.h>

/* From a layout to the board: it is shown, old states gliding to their new places. */

/* A state that stays where it is on the screen while the rest moves around it: the one with the
 * focus, else the one nearest to the middle of the view. Returns its id in SCENE, SW_CANVAS_NO_ID
 * where nothing stays. */
static guint
choose_anchor (SwCanvas *self, const SwScene *scene)
{
  SwGraphNode *current = _sw_canvas_get_current (self);
  SwPoint middle = _sw_canvas_to_scene (
      self, (SwPoint) { self->viewport.view_width / 2, self->viewport.view_height / 2 });
  guint nearest = SW_CANVAS_NO_ID;
  double best = INFINITY;

  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    {
      if (sw_scene_is_new (scene, i) || !sw_scene_get_node (scene, i)->visible)
        continue;
      if (current != NULL && sw_scene_get_former_id (scene, i) == current->id)
        return i;
      SwPoint at = sw_rect_get_center (sw_scene_get_node_rect (scene, i));
      double away = hypot (at.x - middle.x, at.y - middle.y);
      if (away < best)
        {
          best = away;
          nearest = i;
        }
    }
  return nearest;
}

static void
aim_viewport (SwCanvas *self, const SwScene *scene, guint anchor)
{
  SwLayout *layout = sw_scene_get_layout (scene);
  gboolean keep = anchor != SW_CANVAS_NO_ID && self->fit == SW_FIT_NONE;
  SwPoint place = { 0, 0 };

  if (keep)
    place = _sw_canvas_to_view (self, sw_rect_get_center (sw_scene_get_node_rect (scene, anchor)));
  self->viewport.scene_width = sw_layout_get_width (layout);
  self->viewport.scene_height = sw_layout_get_height (layout);
  if (keep)
    sw_viewport_place (&self->viewport,
                       sw_rect_get_center (sw_scene_get_node (scene, anchor)->rect), place);
}

static void
reveal_selected (SwCanvas *self)
{
  SwGraphNode *node
      = sw_canvas_board_find_pointer (self->board, sw_document_get_selected (self->document));

  self->reveal_due = node == NULL && sw_document_get_selected (self->document) != NULL;
  if (node != NULL)
    _sw_canvas_reveal (self, node->id, TRUE);
}

/* Another picture: old states glide to their new places. */
static void
show_scene (SwCanvas *self, SwScene *take_scene, SwScene *previous)
{
  SwLayout *layout = sw_scene_get_layout (take_scene);

  _sw_canvas_view_stop (self);
  if (previous != NULL)
    sw_scene_set_out (take_scene, previous);
  aim_viewport (self, take_scene, choose_anchor (self, take_scene));
  sw_canvas_board_take_scene (self->board, take_scene, sw_layout_get_direction (layout),
                              sw_layout_get_scale (layout));
  self->hover = (SwHit) { SW_HIT_NOTHING };
  self->plus_edge = SW_CANVAS_NO_ID;
}

/* After another picture, what depends on its size */
static void
adapt_view (SwCanvas *self, gboolean animate)
{
  SwCanvasView before = self->view;

  _sw_canvas_view_resized (self);
  if (animate)
    self->view = before;
  _sw_canvas_view_changed (self, animate);
}

/**
 * _sw_canvas_show:
 * @take_scene: (transfer full): of the document's graph
 *
 * Shows a layout in place of the one before.
 */
void
_sw_canvas_show (SwCanvas *self, SwScene *take_scene)
{
  SwScene *previous = sw_canvas_board_get_scene (self->board);
  gboolean stays = previous != NULL && sw_scene_is_congruent (take_scene, previous);

  _sw_canvas_drag_end (self);
  sw_canvas_tool_cancel (&self->tool);
  if (stays)
    sw_canvas_board_go_on (self->board, take_scene);
  else
    show_scene (self, take_scene, previous);
  _sw_canvas_update_problems (self);
  _sw_canvas_selection_from_document (self);
  if (!stays)
    adapt_view (self, previous != NULL);
  if (self->reveal_due)
    reveal_selected (self);
  _sw_canvas_update_actions (self);
  g_signal_emit_by_name (self, "shown");
}

static void
stale_changed_cb (SwCanvas *self)
{
  sw_canvas_board_set_faded (self->board, sw_document_get_stale (self->document));
  if (sw_document_get_stale (self->document))
    _sw_canvas_cancel (self);
  _sw_canvas_update_actions (self);
}

static void
selected_changed_cb (SwCanvas *self)
{
  _sw_canvas_remember_place (self);
  if (self->selecting)
    return;
  _sw_canvas_unfold_to (self, sw_document_get_selected (self->document));
  _sw_canvas_selection_from_document (self);
  reveal_selected (self);
}

/* The selection goes along with the arrow keys. */
static void
moved_cb (SwCanvas *self, guint id)
{
  const SwGraphNode *node = sw_scene_get_node (sw_canvas_board_get_scene (self->board), id)->node;

  sw_canvas_board_set_current (self->board, id);
  _sw_canvas_select_only (self, node->state ? node->state->pointer : NULL);
  _sw_canvas_reveal (self, id, TRUE);
}

/**
 * _sw_canvas_watch:
 *
 * Follows the document and what else the picture depends on.
 */
void
_sw_canvas_watch (SwCanvas *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  _sw_canvas_watch_problems (self);

  g_signal_connect_object (self->document, "notify::graph", G_CALLBACK (_sw_canvas_lay_out), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::stale", G_CALLBACK (stale_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::selected", G_CALLBACK (selected_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (_sw_canvas_lay_out), self,
                           G_CONNECT_SWAPPED);
}
