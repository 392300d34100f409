/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

#include <math.h>

/* The badges of the problems: on the corner of a state, and on the beginning of an arrow. A shape
 * for each severity, so that nothing is told by colour alone. */

#define RADIUS 9.0          /* scene points */
#define LEAST_RADIUS 7.0    /* view pixels: from afar they still say where something is wrong */
#define FAR_RADIUS 3.5      /* … and where even a name cannot be read any more, as dots */
#define ICON_LEAST 6.5      /* view pixels of the radius: below, an icon cannot be made out */
#define ALONG 26.0          /* how far on its way an arrow has its badge */

/* GNOME's named colours, each readable on the ground, and icons on SW_LOOK_ICON_GRID */
static const struct
{
  const char *light;
  const char *dark;
  const char *icon;
} looks[] = {
  [SW_SEVERITY_ERROR] = { "#c01c28", "#e0353f", "M6.8 2 H9.2 L8.8 9.6 H7.2 Z M6.9 11.2 H9.1 V13.6 H6.9 Z" },
  [SW_SEVERITY_WARNING] = { "#9c6e03", "#cd9309", "M6.8 2 H9.2 L8.8 9.6 H7.2 Z M6.9 11.2 H9.1 V13.6 H6.9 Z" },
  [SW_SEVERITY_HINT] = { "#5e5c64", "#9a9996", "M6.9 2.4 H9.1 V4.8 H6.9 Z M7 6.4 H9 V13.6 H7 Z" },
};

/* A warning is a triangle, the others are discs. */
#define TRIANGLE "M8 0.6 L16 14.6 H0 Z"

/**
 * _sw_canvas_board_get_badge_radius:
 * @radius: in scene points
 *
 * Returns: the radius that a badge has at the present zoom: from afar it does not shrink with the
 *   states
 */
double
_sw_canvas_board_get_badge_radius (SwCanvasBoard *self, double radius)
{
  double least = self->detail == SW_DETAIL_BOX ? FAR_RADIUS : LEAST_RADIUS;

  return MAX (radius * self->font_scale, least / self->scale);
}

static double
get_radius (SwCanvasBoard *self)
{
  return _sw_canvas_board_get_badge_radius (self, RADIUS);
}

/**
 * _sw_canvas_board_get_edge_place:
 * @along: scene points from its beginning; at most half of its length
 *
 * Returns: where an edge has a badge
 */
SwPoint
_sw_canvas_board_get_edge_place (SwCanvasBoard *self, guint id, double along)
{
  GskPath *path = sw_scene_get_edge_path (self->scene, id);
  GskPathPoint point;
  graphene_point_t at;

  if (gsk_path_is_empty (path))
    return sw_scene_get_edge_tip (self->scene, id);
  GskPathMeasure *measure = gsk_path_measure_new (path);
  float length = gsk_path_measure_get_length (measure);
  if (!gsk_path_measure_get_point (measure, MIN ((float) (along * self->font_scale), length / 2),
                                   &point))
    gsk_path_get_start_point (path, &point);
  gsk_path_point_get_position (&point, path, &at);
  gsk_path_measure_unref (measure);
  return (SwPoint) { at.x, at.y };
}

static SwPoint
get_place (SwCanvasBoard *self, const SwBadge *badge)
{
  if (badge->on_edge)
    return _sw_canvas_board_get_edge_place (self, badge->id, ALONG);
  SwRect rect = sw_scene_get_node_rect (self->scene, badge->id);
  double inset = RADIUS / 2 * self->font_scale;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  return (SwPoint) { rtl ? rect.x + rect.width - inset : rect.x + inset, rect.y + inset };
}

static void
paint_badge (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwBadge *badge)
{
  double radius = get_radius (self);
  SwPoint at = get_place (self, badge);
  GskPath *triangle = sw_canvas_theme_get_icon (TRIANGLE);
  gboolean is_warning = badge->severity == SW_SEVERITY_WARNING;
  SwPoint middle = { at.x, is_warning ? at.y + radius * 0.22 : at.y };
  GdkRGBA colour;

  gdk_rgba_parse (&colour,
                  self->theme.dark ? looks[badge->severity].dark : looks[badge->severity].light);
  if (is_warning)
    {
      sw_paint_icon (snapshot, triangle, &self->theme.ground, at, radius * 2.7);
      sw_paint_icon (snapshot, triangle, &colour, at, radius * 2.2);
    }
  else
    {
      sw_paint_disc (snapshot, at, radius + 1.5, &self->theme.ground);
      sw_paint_disc (snapshot, at, radius, &colour);
    }
  if (radius * self->scale >= ICON_LEAST)
    sw_paint_icon (snapshot, sw_canvas_theme_get_icon (looks[badge->severity].icon),
                   &self->theme.on_tile, middle, radius * (is_warning ? 1.1 : 1.35));
}

/**
 * _sw_canvas_board_paint_badges:
 *
 * Paints the badges in view, over everything else.
 */
void
_sw_canvas_board_paint_badges (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  SwRect view = sw_rect_grow (self->visible, 2 * get_radius (self));

  if (self->checking)
    gtk_snapshot_push_opacity (snapshot, 0.4);
  for (guint i = 0; self->badges != NULL && i < self->badges->len; i++)
    {
      const SwBadge *badge = g_ptr_array_index (self->badges, i);
      if (sw_rect_contains (view, get_place (self, badge)))
        paint_badge (self, snapshot, badge);
    }
  if (self->checking)
    gtk_snapshot_pop (snapshot);
}

/**
 * sw_canvas_board_set_checking:
 * @checking: whether the problems are those of an earlier text, and others are being looked for
 *
 * Dims the badges.
 */
void
sw_canvas_board_set_checking (SwCanvasBoard *self, gboolean checking)
{
  if (self->checking == checking)
    return;
  self->checking = checking;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * _sw_canvas_board_tell_badges:
 *
 * Tells assistive technology what the badges tell the eye.
 */
void
_sw_canvas_board_tell_badges (SwCanvasBoard *self)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (self->badges == NULL)
    return;
  texts = sw_badges_dup_descriptions (self->badges, self->scene);
  for (guint i = 0; i < self->widgets->len; i++)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      sw_canvas_node_set_problems (g_ptr_array_index (self->widgets, i),
                                   g_ptr_array_index (texts, i));
}

/**
 * sw_canvas_board_set_problems:
 * @problems: (element-type SwProblem): of the text, in its order
 *
 * Shows where in the picture there are problems, and tells assistive technology.
 */
void
sw_canvas_board_set_problems (SwCanvasBoard *self, GListModel *problems)
{
  if (self->scene == NULL)
    return;
  g_clear_pointer (&self->badges, g_ptr_array_unref);
  self->badges = sw_badges_new (self->scene, problems);
  _sw_canvas_board_tell_badges (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_find_badge:
 * @point: of the scene
 * @rect: (out) (optional): where the badge is, in scene points
 *
 * Returns: (transfer none) (nullable): the badge at @point
 */
const SwBadge *
sw_canvas_board_find_badge (SwCanvasBoard *self, SwPoint point, SwRect *rect)
{
  double radius = get_radius (self);

  for (guint i = self->badges != NULL ? self->badges->len : 0; i-- > 0;)
    {
      const SwBadge *badge = g_ptr_array_index (self->badges, i);
      SwPoint at = get_place (self, badge);
      if (hypot (at.x - point.x, at.y - point.y) > radius * 1.3)
        continue;
      if (rect != NULL)
        *rect = (SwRect) { at.x - radius, at.y - radius, 2 * radius, 2 * radius };
      return badge;
    }
  return NULL;
}

/**
 * sw_canvas_board_get_badge:
 * @on_edge: whether @id is that of an edge
 * @id: of a node, or an edge
 *
 * Returns: (transfer none) (nullable): its badge
 */
const SwBadge *
sw_canvas_board_get_badge (SwCanvasBoard *self, gboolean on_edge, guint id)
{
  for (guint i = 0; self->badges != NULL && i < self->badges->len; i++)
    {
      const SwBadge *badge = g_ptr_array_index (self->badges, i);
      if (badge->on_edge == on_edge && badge->id == id)
        return badge;
    }
  return NULL;
}
