/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

#include <math.h>

/* The badges of the breakpoints: at the lower corner of a state, where its text begins, and on an
 * arrow behind the badge of its problems. The sign of a road where one stops; what it bears tells
 * the kinds apart. */

#define RADIUS 8.0        /* scene points */
#define ALONG 48.0        /* how far on its way an arrow has its badge */
#define ICON_LEAST 6.0    /* view pixels of the radius: below, what it bears cannot be made out */

/* On SW_LOOK_ICON_GRID, as what follows */
static const char road_sign[] = "M4.9 0.5 H11.1 L15.5 4.9 V11.1 L11.1 15.5 H4.9 L0.5 11.1 V4.9 Z";

/* Painted over the sign in the colour of what is behind it; NULL for nothing */
static const char *const bears[SW_BREAK_N_LOOKS] = {
  [SW_BREAK_CONDITION] = "M4 5.2 H12 V7.2 H4 Z M4 8.8 H12 V10.8 H4 Z",
  [SW_BREAK_OFF] = "M5.6 2.2 H10.4 L13.8 5.6 V10.4 L10.4 13.8 H5.6 L2.2 10.4 V5.6 Z",
};

static double
get_radius (SwCanvasBoard *self)
{
  return _sw_canvas_board_get_badge_radius (self, RADIUS);
}

static SwPoint
get_place (SwCanvasBoard *self, const SwBreakBadge *badge)
{
  if (badge->on_edge)
    return _sw_canvas_board_get_edge_place (self, badge->id, ALONG);
  SwRect rect = sw_scene_get_node_rect (self->scene, badge->id);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double inset = RADIUS / 2 * self->font_scale;
  double height = sw_scene_is_container (self->scene, badge->id)
                      ? SW_LAYOUT_HEADER_HEIGHT * self->font_scale
                      : rect.height;
  return (SwPoint) { rtl ? rect.x + rect.width - inset : rect.x + inset, rect.y + height - inset };
}

static void
paint_badge (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwBreakBadge *badge)
{
  double radius = get_radius (self);
  SwPoint at = get_place (self, badge);
  GskPath *sign = sw_canvas_theme_get_icon (road_sign);
  const GdkRGBA *on_sign = badge->look == SW_BREAK_OFF ? &self->theme.ground : &self->theme.on_tile;

  sw_paint_icon (snapshot, sign, &self->theme.ground, at, 2 * radius + 3);
  sw_paint_icon (snapshot, sign, &self->theme.breakpoint, at, 2 * radius);
  if (bears[badge->look] != NULL
      && (badge->look == SW_BREAK_OFF || radius * self->scale >= ICON_LEAST))
    sw_paint_icon (snapshot, sw_canvas_theme_get_icon (bears[badge->look]), on_sign, at,
                   2 * radius);
}

/**
 * _sw_canvas_board_paint_breaks:
 *
 * Paints the badges of the breakpoints in view, over everything else.
 */
void
_sw_canvas_board_paint_breaks (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  SwRect view = sw_rect_grow (self->visible, 2 * get_radius (self));

  for (guint i = 0; self->break_badges != NULL && i < self->break_badges->len; i++)
    {
      const SwBreakBadge *badge = g_ptr_array_index (self->break_badges, i);
      if (sw_rect_contains (view, get_place (self, badge)))
        paint_badge (self, snapshot, badge);
    }
}

/**
 * _sw_canvas_board_place_breaks:
 *
 * Finds the places of the breakpoints in the scene that is shown now, and tells of them.
 */
void
_sw_canvas_board_place_breaks (SwCanvasBoard *self)
{
  gboolean had_any = self->break_badges != NULL && self->break_badges->len > 0;

  g_clear_pointer (&self->break_badges, g_ptr_array_unref);
  if (self->scene == NULL || self->break_signs == NULL || (self->break_signs->len == 0 && !had_any))
    return;
  self->break_badges = sw_break_badges_new (self->scene, self->break_signs);
  _sw_canvas_board_tell_breaks (self);
}

/**
 * _sw_canvas_board_tell_breaks:
 *
 * Tells assistive technology what the badges of breakpoints tell the eye.
 */
void
_sw_canvas_board_tell_breaks (SwCanvasBoard *self)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (self->break_badges == NULL)
    return;
  texts = sw_break_badges_dup_texts (self->break_badges, self->scene);
  for (guint i = 0; i < self->widgets->len; i++)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      sw_canvas_node_set_breakpoints (g_ptr_array_index (self->widgets, i),
                                      g_ptr_array_index (texts, i));
}

/**
 * sw_canvas_board_set_breakpoints:
 * @signs: (array length=n_signs): where a run is to stop
 *
 * Shows breakpoints.
 */
void
sw_canvas_board_set_breakpoints (SwCanvasBoard *self, const SwBreakSign *signs, guint n_signs)
{
  g_clear_pointer (&self->break_signs, g_ptr_array_unref);
  self->break_signs = sw_break_signs_copy (signs, n_signs);
  _sw_canvas_board_place_breaks (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_find_break:
 * @point: of the scene
 *
 * Returns: (transfer none) (nullable): the badge of breakpoints at @point
 */
const SwBreakBadge *
sw_canvas_board_find_break (SwCanvasBoard *self, SwPoint point)
{
  for (guint i = self->break_badges != NULL ? self->break_badges->len : 0; i-- > 0;)
    {
      const SwBreakBadge *badge = g_ptr_array_index (self->break_badges, i);
      SwPoint at = get_place (self, badge);
      if (hypot (at.x - point.x, at.y - point.y) <= get_radius (self) * 1.3)
        return badge;
    }
  return NULL;
}

/**
 * sw_canvas_board_get_break:
 * @on_edge: whether @id is that of an edge
 * @id: of a node, or an edge
 *
 * Returns: (transfer none) (nullable): its badge of breakpoints
 */
const SwBreakBadge *
sw_canvas_board_get_break (SwCanvasBoard *self, gboolean on_edge, guint id)
{
  for (guint i = 0; self->break_badges != NULL && i < self->break_badges->len; i++)
    {
      const SwBreakBadge *badge = g_ptr_array_index (self->break_badges, i);
      if (badge->on_edge == on_edge && badge->id == id)
        return badge;
    }
  return NULL;
}
