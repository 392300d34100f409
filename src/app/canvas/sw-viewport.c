/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-viewport.h"

#include <math.h>

/* The stops of the zoom buttons and keys; the wheel and a pinch move freely between them. */
static const double zoom_stops[] = {
  0.02, 0.03, 0.05, 0.08, 0.12, 0.18, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0,
};

/**
 * sw_viewport_init:
 *
 * Sets a viewport on nothing, at scale 1.
 */
void
sw_viewport_init (SwViewport *self)
{
  *self = (SwViewport) { .scale = 1.0 };
}

/* Lengths along one axis */
static double
full_length (double scene, double scale)
{
  return scene * scale + 2 * SW_VIEWPORT_MARGIN;
}

static double
origin_along (double scene, double view, double scroll, double scale)
{
  if (full_length (scene, scale) <= view)
    return (view - scene * scale) / 2;
  return SW_VIEWPORT_MARGIN - scroll;
}

static double
clamp_scroll (double scene, double view, double scroll, double scale)
{
  return CLAMP (scroll, 0, MAX (0, full_length (scene, scale) - view));
}

/**
 * sw_viewport_get_upper_x:
 *
 * Returns: the `upper` of a horizontal adjustment, in view pixels: the picture with its margins, at
 *   least the view
 */
double
sw_viewport_get_upper_x (const SwViewport *self)
{
  return MAX (self->view_width, full_length (self->scene_width, self->scale));
}

/**
 * sw_viewport_get_upper_y:
 *
 * Returns: the `upper` of a vertical adjustment, in view pixels
 */
double
sw_viewport_get_upper_y (const SwViewport *self)
{
  return MAX (self->view_height, full_length (self->scene_height, self->scale));
}

/**
 * sw_viewport_get_origin:
 *
 * Returns: where the scene's origin is in the view, in view pixels
 */
SwPoint
sw_viewport_get_origin (const SwViewport *self)
{
  return (SwPoint) {
    origin_along (self->scene_width, self->view_width, self->scroll_x, self->scale),
    origin_along (self->scene_height, self->view_height, self->scroll_y, self->scale),
  };
}

/**
 * sw_viewport_to_view:
 * @scene: a point of the scene
 *
 * Returns: the same point in view pixels
 */
SwPoint
sw_viewport_to_view (const SwViewport *self, SwPoint scene)
{
  SwPoint origin = sw_viewport_get_origin (self);

  return (SwPoint) { origin.x + scene.x * self->scale, origin.y + scene.y * self->scale };
}

/**
 * sw_viewport_to_scene:
 * @view: a point of the view, in pixels
 *
 * Returns: the same point of the scene
 */
SwPoint
sw_viewport_to_scene (const SwViewport *self, SwPoint view)
{
  SwPoint origin = sw_viewport_get_origin (self);

  return (SwPoint) { (view.x - origin.x) / self->scale, (view.y - origin.y) / self->scale };
}

/**
 * sw_viewport_get_visible:
 *
 * Returns: the part of the scene's plane that the view shows, in scene points; it may reach past
 *   the picture
 */
SwRect
sw_viewport_get_visible (const SwViewport *self)
{
  SwPoint from = sw_viewport_to_scene (self, (SwPoint) { 0, 0 });

  return (SwRect) { from.x, from.y, self->view_width / self->scale,
                    self->view_height / self->scale };
}

/**
 * sw_viewport_clamp:
 *
 * Brings scale and scroll into their ranges, after a size has changed.
 */
void
sw_viewport_clamp (SwViewport *self)
{
  self->scale = CLAMP (self->scale, SW_VIEWPORT_MIN_SCALE, SW_VIEWPORT_MAX_SCALE);
  self->scroll_x = clamp_scroll (self->scene_width, self->view_width, self->scroll_x, self->scale);
  self->scroll_y =
      clamp_scroll (self->scene_height, self->view_height, self->scroll_y, self->scale);
}

/**
 * sw_viewport_place:
 * @scene: a point of the scene
 * @view: where to show it, in view pixels
 *
 * Scrolls so that @scene comes to @view, as far as the picture's edges let it.
 */
void
sw_viewport_place (SwViewport *self, SwPoint scene, SwPoint view)
{
  self->scroll_x = SW_VIEWPORT_MARGIN + scene.x * self->scale - view.x;
  self->scroll_y = SW_VIEWPORT_MARGIN + scene.y * self->scale - view.y;
  sw_viewport_clamp (self);
}

/**
 * sw_viewport_zoom:
 * @scale: view pixels per scene point; brought into range
 * @anchor: the point of the view that stays where it is, in pixels
 *
 * Zooms about a point.
 */
void
sw_viewport_zoom (SwViewport *self, double scale, SwPoint anchor)
{
  SwPoint scene = sw_viewport_to_scene (self, anchor);

  self->scale = CLAMP (scale, SW_VIEWPORT_MIN_SCALE, SW_VIEWPORT_MAX_SCALE);
  sw_viewport_place (self, scene, anchor);
}

/**
 * sw_viewport_get_fit_scale:
 * @smallest: never below this scale
 * @largest: never above this scale
 *
 * Returns: the scale at which the whole picture can be seen
 */
double
sw_viewport_get_fit_scale (const SwViewport *self, double smallest, double largest)
{
  double width = MAX (1, self->view_width - 2 * SW_VIEWPORT_MARGIN);
  double height = MAX (1, self->view_height - 2 * SW_VIEWPORT_MARGIN);
  double scale = largest;

  if (self->scene_width > 0)
    scale = MIN (scale, width / self->scene_width);
  if (self->scene_height > 0)
    scale = MIN (scale, height / self->scene_height);
  return CLAMP (MAX (scale, smallest), SW_VIEWPORT_MIN_SCALE, SW_VIEWPORT_MAX_SCALE);
}

/* How far to scroll for [from, from + length) to lie within the view: 0 where it does */
static double
reveal_along (double from, double length, double view)
{
  if (from < 0 || length > view)
    return from;
  if (from + length > view)
    return from + length - view;
  return 0;
}

/**
 * sw_viewport_reveal:
 * @rect: a rectangle of the scene
 *
 * Scrolls as little as shows all of @rect and a margin around it; of one too large, its top left.
 */
void
sw_viewport_reveal (SwViewport *self, SwRect rect)
{
  SwPoint from = sw_viewport_to_view (self, (SwPoint) { rect.x, rect.y });
  double pad = SW_VIEWPORT_MARGIN / 2;

  self->scroll_x +=
      reveal_along (from.x - pad, rect.width * self->scale + 2 * pad, self->view_width);
  self->scroll_y +=
      reveal_along (from.y - pad, rect.height * self->scale + 2 * pad, self->view_height);
  sw_viewport_clamp (self);
}

/**
 * sw_viewport_get_next_scale:
 * @scale: the present scale
 * @steps: how many stops up, or down where negative
 *
 * Returns: the scale that a zoom button leads to
 */
double
sw_viewport_get_next_scale (double scale, int steps)
{
  const double slack = 1.001;

  for (; steps > 0; steps--)
    {
      guint i = 0;
      while (i < G_N_ELEMENTS (zoom_stops) - 1 && zoom_stops[i] <= scale * slack)
        i++;
      scale = zoom_stops[i];
    }
  for (; steps < 0; steps++)
    {
      guint i = G_N_ELEMENTS (zoom_stops) - 1;
      while (i > 0 && zoom_stops[i] >= scale / slack)
        i--;
      scale = zoom_stops[i];
    }
  return scale;
}

/**
 * sw_rect_contains:
 *
 * Returns: whether @point lies in @rect, its left and top border included
 */
gboolean
sw_rect_contains (SwRect rect, SwPoint point)
{
  return point.x >= rect.x && point.x < rect.x + rect.width && point.y >= rect.y
         && point.y < rect.y + rect.height;
}

/**
 * sw_rect_intersects:
 *
 * Returns: whether the two have a point in common
 */
gboolean
sw_rect_intersects (SwRect a, SwRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * sw_rect_from_points:
 *
 * Returns: the rectangle between two opposite corners, in whichever order
 */
SwRect
sw_rect_from_points (SwPoint a, SwPoint b)
{
  return (SwRect) { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) };
}

/**
 * sw_rect_get_center:
 *
 * Returns: the middle of @rect
 */
SwPoint
sw_rect_get_center (SwRect rect)
{
  return (SwPoint) { rect.x + rect.width / 2, rect.y + rect.height / 2 };
}

/**
 * sw_rect_grow:
 * @by: how far each side moves out; negative moves in
 *
 * Returns: the larger rectangle
 */
SwRect
sw_rect_grow (SwRect rect, double by)
{
  return (SwRect) { rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by };
}
