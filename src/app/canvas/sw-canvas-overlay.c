/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-words.h"
#include "layout/picture/sw-emblem.h"

/* What is painted over the picture, in view pixels: marks of where things may land, what is in the
 * hand, the rubber band, the "+" of the edge under the pointer. */

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
  sw_paint_insertion (snapshot, theme, at, angle,
                      MAX (64, SW_LAYOUT_STATE_WIDTH * 0.7 * self->view.scale));
}

static PangoLayout *
make_text (SwCanvas *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* How many there are, on the corner of the card */
static void
paint_count (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme, guint count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
  int width;
  int height;

  pango_layout_get_pixel_size (text, &width, &height);
  double size = MAX (width + 12, 26);
  sw_paint_count (snapshot, theme, (SwRect) { SW_LAYOUT_STATE_WIDTH - size / 2, -13, size, 26 },
                  text);
}

/* The state that was taken hold of; others that come along lie behind it, and their number beside
 * it. */
static void
paint_ghost (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  const char *const *pointers = sw_canvas_drag_get_pointers (self->drag);
  const SwGraphNode *node = sw_canvas_board_find_pointer (self->board, pointers[0]);
  guint count = g_strv_length ((char **) pointers);
  const double scale = SW_CANVAS_GHOST_SCALE;
  SwPoint hand = _sw_canvas_get_hand (self);

  if (node == NULL)
    return;
  if (self->ghost_text == NULL)
    {
      self->ghost_text = make_text (self, node->state->name);
      pango_layout_set_width (self->ghost_text, (int) (SW_LAYOUT_STATE_WIDTH - 68) * PANGO_SCALE);
    }
  SwCard behind = { .theme = theme, .type = SW_STATE_UNKNOWN, .detail = SW_DETAIL_BOX, .scale = 1 };
  SwCard card = {
    .theme = theme,
    .type = node->state->type,
    .symbol = sw_emblem_for_state (node->state),
    .scale = 1,
    .name = self->ghost_text,
  };
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) hand.x + SW_CANVAS_GHOST_OFFSET,
                                                (float) hand.y + SW_CANVAS_GHOST_OFFSET));
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gtk_snapshot_push_opacity (snapshot, GHOST_OPACITY);
  for (guint i = MIN (count, 3) - 1; i > 0; i--)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (i * 6.0F, i * 6.0F));
      sw_paint_card (snapshot, &behind, SW_LAYOUT_STATE_WIDTH, SW_LAYOUT_STATE_HEIGHT);
      gtk_snapshot_restore (snapshot);
    }
  sw_paint_card (snapshot, &card, SW_LAYOUT_STATE_WIDTH, SW_LAYOUT_STATE_HEIGHT);
  gtk_snapshot_pop (snapshot);
  if (count > 1)
    paint_count (self, snapshot, theme, count);
  gtk_snapshot_restore (snapshot);
}

/* Where arrows enter a node, or leave it */
static SwPoint
get_port (SwCanvas *self, guint node, gboolean leaving)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwRect rect = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, node));

  if (self->direction == SW_DIRECTION_DOWN)
    return (SwPoint) { rect.x + rect.width / 2, rect.y + (leaving ? rect.height : 0) };
  return (SwPoint) { rect.x + (leaving ? rect.width : 0), rect.y + rect.height / 2 };
}

/* Both ends of the arrow in the hand: one stays, the other is at the pointer, or at the state it
 * has snapped to. FALSE where keys have not aimed it yet. */
static gboolean
find_ends (SwCanvas *self, SwPoint *from, SwPoint *tip)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwDragKind kind = sw_canvas_drag_get_kind (self->drag);
  guint edge = sw_canvas_drag_get_edge (self->drag);
  guint node = sw_canvas_drag_get_node (self->drag);
  gboolean snapped =
      node != SW_CANVAS_NO_ID && (self->aiming || sw_canvas_drag_is_allowed (self->drag));
  SwPoint loose = snapped ? get_port (self, node, kind == SW_DRAG_TAIL) : self->pointer;

  if (self->aiming && !snapped)
    return FALSE;
  if (kind == SW_DRAG_TAIL)
    {
      *from = loose;
      *tip = _sw_canvas_to_view (self, sw_scene_get_edge_tip (scene, edge));
      return TRUE;
    }
  *from = kind == SW_DRAG_HEAD ? _sw_canvas_to_view (self, sw_scene_get_edge_start (scene, edge))
                               : get_port (self, sw_canvas_drag_get_from (self->drag), TRUE);
  *tip = loose;
  return TRUE;
}

static gboolean
is_catch_in_hand (SwCanvas *self)
{
  guint edge = sw_canvas_drag_get_edge (self->drag);

  return edge != SW_CANVAS_NO_ID
         && sw_scene_get_edge (sw_canvas_board_get_scene (self->board), edge)->edge->kind
                == SW_EDGE_CATCH;
}

static void
paint_arrow_in_hand (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwPoint from;
  SwPoint tip;

  if (!find_ends (self, &from, &tip))
    return;
  gboolean down = self->direction == SW_DIRECTION_DOWN;
  double reach = MAX (24, 0.5 * (down ? ABS (tip.y - from.y) : ABS (tip.x - from.x)));
  SwPoint base = down ? (SwPoint) { tip.x, tip.y - SW_LOOK_ARROW_LENGTH }
                      : (SwPoint) { tip.x - SW_LOOK_ARROW_LENGTH, tip.y };
  GskPathBuilder *builder = gsk_path_builder_new ();
  gsk_path_builder_move_to (builder, (float) from.x, (float) from.y);
  gsk_path_builder_cubic_to (builder, (float) (from.x + (down ? 0 : reach)),
                             (float) (from.y + (down ? reach : 0)),
                             (float) (base.x - (down ? 0 : reach)),
                             (float) (base.y - (down ? reach : 0)), (float) base.x, (float) base.y);
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);
  sw_paint_line (snapshot, theme, path, base, tip, is_catch_in_hand (self), SW_LINE_TARGET);
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
  SwPoint hand = _sw_canvas_get_hand (self);
  double x = CLAMP (hand.x + 16, 4, MAX (4, self->viewport.view_width - width - 28));
  double y = CLAMP (hand.y + 72, 4, MAX (4, self->viewport.view_height - height - 20));
  sw_paint_note (snapshot, theme, (SwRect) { x, y, width + 24, height + 16 }, text, TRUE);
}

/* Where a rule or branch may go among its own, and what is in the hand */
static void
paint_place (SwCanvas            *self,
             GtkSnapshot         *snapshot,
             const SwCanvasTheme *theme,
             SwRect               scene_rect,
             gboolean             aimed)
{
  SwRect rect = _sw_canvas_rect_to_view (self, scene_rect);

  sw_paint_place (snapshot, theme, rect, MIN (rect.height / 2, 10), aimed);
}

static void
paint_rules (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphEdge *own = sw_scene_get_edge (scene, sw_canvas_drag_get_edge (self->drag))->edge;
  guint n_ways;
  const SwGraphEdge *const *all = sw_scene_get_ways (scene, own->from->id, &n_ways);

  for (guint i = 0; i < n_ways; i++)
    if (all[i] != own && all[i]->kind == own->kind)
      paint_place (self, snapshot, theme,
                   sw_rect_grow (sw_scene_get_edge_label (scene, all[i]->id), 3),
                   all[i]->id == sw_canvas_drag_get_aimed_edge (self->drag));
}

static void
paint_lanes (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphScope *own = sw_canvas_drag_get_lane (self->drag);
  SwRect rect;

  for (guint i = 0; i < own->owner->scopes->len; i++)
    {
      const SwGraphScope *lane = g_ptr_array_index (own->owner->scopes, i);
      if (lane != own && sw_scene_get_lane_rect (scene, lane, &rect))
        paint_place (self, snapshot, theme, rect,
                     lane == sw_canvas_drag_get_aimed_lane (self->drag));
    }
}

/* What is in the hand, in words, beside the pointer */
static void
paint_pill (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphScope *lane = sw_canvas_drag_get_lane (self->drag);
  int width;
  int height;

  if (self->ghost_text == NULL)
    {
      g_autofree char *words = NULL;
      if (lane != NULL)
        words = g_strdup_printf (_("Branch %u"), lane->scope->index + 1);
      else
        words =
            g_strdup (sw_scene_get_edge (scene, sw_canvas_drag_get_edge (self->drag))->edge->label);
      g_autofree char *escaped = g_markup_escape_text (words != NULL ? words : "", -1);
      g_autofree char *markup = g_strdup_printf ("<small>%s</small>", escaped);
      self->ghost_text = make_text (self, "");
      pango_layout_set_markup (self->ghost_text, markup, -1);
    }
  pango_layout_get_pixel_size (self->ghost_text, &width, &height);
  sw_paint_label (snapshot, theme,
                  (SwRect) { self->pointer.x + SW_CANVAS_GHOST_OFFSET,
                             self->pointer.y + SW_CANVAS_GHOST_OFFSET, width + 20, height + 8 },
                  self->ghost_text, FALSE);
}

static void
paint_order (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  if (sw_canvas_drag_get_kind (self->drag) == SW_DRAG_ORDER_LANE)
    paint_lanes (self, snapshot, theme);
  else
    paint_rules (self, snapshot, theme);
  paint_pill (self, snapshot, theme);
}

/* What keys do now, at the top of the view */
static void
paint_hint (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  g_autofree char *hint = _sw_canvas_dup_aim_hint (self);
  g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (self), hint);
  int width;
  int height;

  pango_layout_set_width (text, (int) MAX (80, self->viewport.view_width - 48) * PANGO_SCALE);
  pango_layout_set_wrap (text, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (text, &width, &height);
  sw_paint_note (
      snapshot, theme,
      (SwRect) { (self->viewport.view_width - width) / 2 - 12, 12, width + 24, height + 16 }, text,
      FALSE);
}

static void
paint_drag (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  switch (sw_canvas_drag_get_kind (self->drag))
    {
    case SW_DRAG_MOVE:
      paint_marks (self, snapshot, theme);
      paint_ghost (self, snapshot, theme);
      break;
    case SW_DRAG_HEAD:
    case SW_DRAG_TAIL:
    case SW_DRAG_ARROW:
      paint_arrow_in_hand (self, snapshot, theme);
      break;
    case SW_DRAG_ORDER_EDGE:
    case SW_DRAG_ORDER_LANE:
      paint_order (self, snapshot, theme);
      break;
    case SW_DRAG_ADD:
    default:
      paint_marks (self, snapshot, theme);
      break;
    }
  if (self->aiming)
    paint_hint (self, snapshot, theme);
  if (!self->aiming || sw_canvas_drag_get_kind (self->drag) == SW_DRAG_MOVE)
    paint_reason (self, snapshot, theme);
}

/* What the state or edge under the pointer offers */
static void
paint_offers (SwCanvas *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  if (self->plus_edge != SW_CANVAS_NO_ID)
    sw_paint_plus (snapshot, theme, _sw_canvas_to_view (self, self->plus), SW_CANVAS_PLUS_RADIUS,
                   self->hover.kind == SW_HIT_PLUS);
  if (_sw_canvas_has_handle (self, self->hover))
    sw_paint_handle (snapshot, theme, _sw_canvas_get_handle (self, self->hover.id),
                     SW_CANVAS_HANDLE_RADIUS, self->direction, self->hover.kind == SW_HIT_HANDLE);
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

  if (sw_canvas_board_get_scene (self->board) == NULL)
    return;
  if (self->drag != NULL)
    paint_drag (self, snapshot, theme);
  else if (self->tool.mode == SW_TOOL_BAND)
    paint_band (self, snapshot, theme);
  else if (self->tool.mode == SW_TOOL_IDLE)
    paint_offers (self, snapshot, theme);
}
