/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/scene/sw-scene-private.h"

#include <math.h>

/* Where the edges of a scene run at this moment, and where on them a state would be put. */

static double
lerp (double from, double to, double progress)
{
  return from + (to - from) * progress;
}

/* How far node ID is from its place */
static SwPoint
get_offset (const SwScene *self, guint id)
{
  SwPoint now = sw_rect_get_center (sw_scene_get_node_rect (self, id));
  SwPoint then = sw_rect_get_center (self->nodes[id].rect);

  return (SwPoint) { now.x - then.x, now.y - then.y };
}

/* A point of edge ID at SHARE (0 at its tail, 1 at its head), moved as much as the states at its
 * ends are. */
static SwPoint
carry (const SwScene *self, guint id, SwPoint point, double share)
{
  if (self->progress >= 1)
    return point;
  SwPoint tail = get_offset (self, self->edges[id].edge->from->id);
  SwPoint head = get_offset (self, self->edges[id].edge->to->id);
  return (SwPoint) { point.x + lerp (tail.x, head.x, share),
                     point.y + lerp (tail.y, head.y, share) };
}

static GskPath *
build_path (const SwScene *self, guint id)
{
  const SwLayoutEdge *edge = &self->edges[id];
  GskPathBuilder *builder = gsk_path_builder_new ();
  SwPoint at[3];

  if (edge->n_points > 0)
    {
      at[0] = carry (self, id, edge->points[0], 0);
      gsk_path_builder_move_to (builder, at[0].x, at[0].y);
    }
  for (guint i = 1; i + 2 < edge->n_points; i += 3)
    {
      for (guint j = 0; j < 3; j++)
        at[j] = carry (self, id, edge->points[i + j], (i + j) / (double) (edge->n_points - 1));
      gsk_path_builder_cubic_to (builder, at[0].x, at[0].y, at[1].x, at[1].y, at[2].x, at[2].y);
    }
  return gsk_path_builder_free_to_path (builder);
}

/**
 * sw_scene_get_edge_path:
 *
 * Returns: (transfer none): the curve of edge @id as it is now, from the border of its tail to the
 *   base of its arrow
 */
GskPath *
sw_scene_get_edge_path (SwScene *self, guint id)
{
  if (self->paths[id] == NULL)
    self->paths[id] = build_path (self, id);
  return self->paths[id];
}

/**
 * sw_scene_get_edge_start:
 *
 * Returns: where the curve of edge @id leaves the border of its tail
 */
SwPoint
sw_scene_get_edge_start (const SwScene *self, guint id)
{
  const SwLayoutEdge *edge = &self->edges[id];

  if (edge->n_points == 0)
    return sw_scene_get_edge_tip (self, id);
  return carry (self, id, edge->points[0], 0);
}

/**
 * sw_scene_get_edge_base:
 *
 * Returns: where the curve of edge @id ends and its arrow begins
 */
SwPoint
sw_scene_get_edge_base (const SwScene *self, guint id)
{
  const SwLayoutEdge *edge = &self->edges[id];

  if (edge->n_points == 0)
    return sw_scene_get_edge_tip (self, id);
  return carry (self, id, edge->points[edge->n_points - 1], 1);
}

/**
 * sw_scene_get_edge_tip:
 *
 * Returns: the point of the arrow of edge @id
 */
SwPoint
sw_scene_get_edge_tip (const SwScene *self, guint id)
{
  return carry (self, id, self->edges[id].tip, 1);
}

/**
 * sw_scene_get_edge_label:
 *
 * Returns: where the label of edge @id goes; width 0 without one
 */
SwRect
sw_scene_get_edge_label (const SwScene *self, guint id)
{
  SwRect label = self->edges[id].label;
  SwPoint corner = carry (self, id, (SwPoint) { label.x, label.y }, 0.3);

  return (SwRect) { corner.x, corner.y, label.width, label.height };
}

static SwPoint
bezier_at (const SwPoint *p, double t)
{
  double u = 1 - t;
  double w[4] = { u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t };

  return (SwPoint) {
    w[0] * p[0].x + w[1] * p[1].x + w[2] * p[2].x + w[3] * p[3].x,
    w[0] * p[0].y + w[1] * p[1].y + w[2] * p[2].y + w[3] * p[3].y,
  };
}

/* The point at SHARE of an edge's segments; cheap, and near enough to its length for a place to put
 * a mark. */
static SwPoint
edge_at (const SwLayoutEdge *edge, double share)
{
  guint n_segments = (edge->n_points - 1) / 3;
  double along = CLAMP (share, 0, 1) * n_segments;
  guint segment = MIN ((guint) along, n_segments - 1);

  return bezier_at (edge->points + segment * 3, along - segment);
}

/* The share of an edge's way that is nearest to a point */
static double
nearest_share (const SwLayoutEdge *edge, SwPoint point)
{
  double best = 0.5;
  double nearest = INFINITY;

  for (double share = 0.02; share < 1; share += 0.02)
    {
      SwPoint at = edge_at (edge, share);
      double away = hypot (at.x - point.x, at.y - point.y);
      if (away < nearest)
        {
          nearest = away;
          best = share;
        }
    }
  return best;
}

/* Where on its way an edge has its mark: the middle, or just beyond its label; edges may share a
 * part of their ways, but never their labels. */
static double
insertion_share (const SwLayoutEdge *edge)
{
  SwRect taken = sw_rect_grow (edge->label, 12);

  if (edge->label.width <= 0)
    return 0.5;
  double middle = nearest_share (edge, sw_rect_get_center (edge->label));
  for (double share = middle; share < 0.95; share += 0.01)
    if (!sw_rect_contains (taken, edge_at (edge, share)))
      return share;
  for (double share = middle; share > 0.05; share -= 0.01)
    if (!sw_rect_contains (taken, edge_at (edge, share)))
      return share;
  return 0.5;
}

/**
 * sw_scene_get_insertion:
 * @angle: (out) (optional): the direction of the edge there, in radians, clockwise from the right
 *
 * Returns: where a state dropped on edge @id is shown to go: in the middle of the curve, or beyond
 *   its label
 */
SwPoint
sw_scene_get_insertion (const SwScene *self, guint id, double *angle)
{
  const SwLayoutEdge *edge = &self->edges[id];

  if (edge->n_points < 4)
    {
      if (angle != NULL)
        *angle = edge->angle;
      return sw_scene_get_edge_tip (self, id);
    }
  double share = insertion_share (edge);
  SwPoint before = edge_at (edge, share - 0.02);
  SwPoint after = edge_at (edge, share + 0.02);
  if (angle != NULL)
    *angle = atan2 (after.y - before.y, after.x - before.x);
  return carry (self, id, edge_at (edge, share), share);
}
