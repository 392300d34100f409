/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include "app/canvas/sw-canvas-words.h"
#include "layout/sw-symbol.h"

/* What is painted over the picture, in view pixels: marks of where things may land, what is in the hand, the rubber band,
 * the "+" of the edge under the pointer. */

#define GHOST_OPACITY 0.92
#define REASON_WIDTH 280

/**
 * _sw_canvas_get_plus:
 * @edge: the id of an edge
 *
 * Returns: where its "+" is, in view pixels
 */
SwPoint
_sw_canvas_get_plus (SwCanvas *self, guint edge)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  return _sw_canvas_to_view (self, sw_scene_get_insertion (scene, edge, NULL));
}

static void
paint_marks (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwCanvasTarget *target = sw_canvas_drag_get_target (self->drag);
  SwRect view = { 0, 0, self->viewport.view_width, self->viewport.view_height };
  double angle;

  for (guint i = 0; i < self->drop_edges->len; i++)
    {
      guint edge = g_array_index (self->drop_edges, guint, i);
      SwPoint at = _sw_canvas_get_plus (self, edge);
      if ((target == NULL || target->edge != edge) && sw_rect_contains (view, at))
        sw_paint_dot (snapshot, theme, at);
    }
  if (target == NULL || target->edge == SW_CANVAS_NO_ID || !sw_canvas_drag_is_allowed (self->drag))
    return;
  SwPoint at = _sw_canvas_to_view (self, sw_scene_get_insertion (scene, target->edge, &angle));
  sw_paint_insertion (snapshot, theme, at, angle, MAX (64, SW_LAYOUT_STATE_WIDTH * 0.7 * self->view.scale));
}

static PangoLayout *
make_text (SwCanvas *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
paint_ghost (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  const SwGraphNode *node
      = sw_canvas_board_find_pointer (self->board, sw_canvas_drag_get_pointer (self->drag));
  const double scale = SW_CANVAS_GHOST_SCALE;

  if (node == NULL)
    return;
  if (self->ghost_text == NULL)
    {
      self->ghost_text = make_text (self, node->state->name);
      pango_layout_set_width (self->ghost_text, (int) (SW_LAYOUT_STATE_WIDTH - 68) * PANGO_SCALE);
    }
  SwCard card = {
    .theme = theme,
    .type = node->state->type,
    .symbol = sw_symbol_for_state (node->state),
    .scale = 1,
    .name = self->ghost_text,
  };
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) self->pointer.x + SW_CANVAS_GHOST_OFFSET,
                                              (float) self->pointer.y + SW_CANVAS_GHOST_OFFSET));
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gtk_snapshot_push_opacity (snapshot, GHOST_OPACITY);
  sw_paint_card (snapshot, &card, SW_LAYOUT_STATE_WIDTH, SW_LAYOUT_STATE_HEIGHT);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

/* The arrow in the hand: from where its edge leaves its state to the pointer, or to the state it has snapped to */
static void
paint_arrow_in_hand (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  guint id = sw_canvas_drag_get_edge (self->drag);
  guint node = sw_canvas_drag_get_node (self->drag);
  const SwLayoutEdge *edge = sw_scene_get_edge (scene, id);
  SwPoint tip = self->pointer;

  if (edge->n_points == 0)
    return;
  if (node != SW_CANVAS_NO_ID && sw_canvas_drag_is_allowed (self->drag))
    {
      SwRect rect = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, node));
      tip = self->direction == SW_DIRECTION_DOWN ? (SwPoint) { rect.x + rect.width / 2, rect.y }
                                                 : (SwPoint) { rect.x, rect.y + rect.height / 2 };
    }
  SwPoint from = _sw_canvas_to_view (self, edge->points[0]);
  gboolean down = self->direction == SW_DIRECTION_DOWN;
  double reach = MAX (24, 0.5 * (down ? ABS (tip.y - from.y) : ABS (tip.x - from.x)));
  SwPoint base = down ? (SwPoint) { tip.x, tip.y - SW_LOOK_ARROW_LENGTH }
                      : (SwPoint) { tip.x - SW_LOOK_ARROW_LENGTH, tip.y };
  GskPathBuilder *builder = gsk_path_builder_new ();
  gsk_path_builder_move_to (builder, (float) from.x, (float) from.y);
  gsk_path_builder_cubic_to (builder,
                             (float) (from.x + (down ? 0 : reach)), (float) (from.y + (down ? reach : 0)),
                             (float) (base.x - (down ? 0 : reach)), (float) (base.y - (down ? reach : 0)),
                             (float) base.x, (float) base.y);
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);
  sw_paint_line (snapshot, theme, path, base, tip, edge->edge->kind == SW_EDGE_CATCH, SW_LINE_TARGET);
}

/* Why what is aimed at is refused, beside the pointer and within the view */
static void
paint_reason (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  const char *reason = sw_canvas_drag_get_refusal (self->drag);
  int width;
  int height;

  if (reason == NULL)
    return;
  g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (self), reason);
  pango_layout_set_width (text, REASON_WIDTH * PANGO_SCALE);
  pango_layout_set_wrap (text, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (text, &width, &height);
  double x = CLAMP (self->pointer.x + 16, 4, MAX (4, self->viewport.view_width - width - 28));
  double y = CLAMP (self->pointer.y + 72, 4, MAX (4, self->viewport.view_height - height - 20));
  sw_paint_note (snapshot, theme, (SwRect) { x, y, width + 24, height + 16 }, text);
}

static void
paint_band (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwRect band = sw_canvas_tool_get_band (&self->tool);

  sw_paint_band (snapshot, theme, band);
}

/**
 * _sw_canvas_snapshot_overlay:
 *
 * Paints what is over the picture.
 */
void
_sw_canvas_snapshot_overlay (SwCanvas *self, GtkSnapshot *snapshot)
{
  const SwCanvasTheme *theme = sw_canvas_board_get_theme (self->board);
  gboolean on_edge = self->hover.kind == SW_HIT_EDGE || self->hover.kind == SW_HIT_PLUS ||
                     self->hover.kind == SW_HIT_TIP;

  if (sw_canvas_board_get_scene (self->board) == NULL)
    return;
  if (self->drag != NULL)
    {
      SwDragKind kind = sw_canvas_drag_get_kind (self->drag);
      paint_marks (self, snapshot, theme);
      if (kind == SW_DRAG_MOVE)
        paint_ghost (self, snapshot, theme);
      else if (kind == SW_DRAG_CONNECT)
        paint_arrow_in_hand (self, snapshot, theme);
      paint_reason (self, snapshot, theme);
    }
  else if (self->tool.mode == SW_TOOL_BAND)
    paint_band (self, snapshot, theme);
  else if (on_edge && _sw_canvas_is_editable (self) && self->tool.mode == SW_TOOL_IDLE)
    sw_paint_plus (snapshot, theme, _sw_canvas_get_plus (self, self->hover.id), SW_CANVAS_PLUS_RADIUS,
                   self->hover.kind == SW_HIT_PLUS);
}
