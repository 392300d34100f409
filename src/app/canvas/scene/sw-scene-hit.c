/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/scene/sw-scene-private.h"

#include <math.h>

/* What is where: the index of sw-scene.c asked by point and by rectangle. */

/**
 * sw_hit_is_edge:
 *
 * Returns: whether an edge is hit, or some part of one: `id` is the edge's
 */
gboolean
sw_hit_is_edge (SwHit hit)
{
  return hit.kind == SW_HIT_EDGE || hit.kind == SW_HIT_TIP || hit.kind == SW_HIT_TAIL
         || hit.kind == SW_HIT_LABEL || hit.kind == SW_HIT_PLUS;
}

static double
distance (SwPoint a, SwPoint b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

static SwHit
hit_leaf (const SwScene *self, SwPoint point)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const SwSceneTile *tile = g_ptr_array_index (self->tiles, i);
      if (!sw_scene_is_moving (self) && !sw_rect_contains (tile->bounds, point))
        continue;
      for (guint j = 0; j < tile->nodes->len; j++)
        {
          guint id = g_array_index (tile->nodes, guint, j);
          if (sw_rect_contains (sw_scene_get_node_rect (self, id), point))
            return (SwHit) { SW_HIT_NODE, id };
        }
    }
  return (SwHit) { SW_HIT_NOTHING };
}

static SwHit
hit_container (const SwScene *self, SwPoint point)
{
  for (guint i = self->containers->len; i > 0; i--)
    {
      guint id = g_array_index (self->containers, guint, i - 1);
      SwRect rect = sw_scene_get_node_rect (self, id);
      if (!sw_rect_contains (rect, point))
        continue;
      rect.height = MIN (rect.height, SW_LAYOUT_HEADER_HEIGHT);
      return (SwHit) { sw_rect_contains (rect, point) ? SW_HIT_NODE : SW_HIT_BODY, id };
    }
  return (SwHit) { SW_HIT_NOTHING };
}

/* Distance from POINT to edge ID, or INFINITY where it is more than RADIUS */
static double
edge_distance (SwScene *self, guint id, SwPoint point, double radius)
{
  graphene_point_t at = GRAPHENE_POINT_INIT ((float) point.x, (float) point.y);
  GskPathPoint where;
  float away;

  if (!sw_scene_is_moving (self)
      && !sw_rect_contains (sw_rect_grow (self->edge_bounds[id], radius), point))
    return INFINITY;
  if (distance (sw_scene_get_edge_tip (self, id), point) <= radius)
    return distance (sw_scene_get_edge_tip (self, id), point);
  if (!gsk_path_get_closest_point (sw_scene_get_edge_path (self, id), &at, (float) radius, &where,
                                   &away))
    return INFINITY;
  return away;
}

/**
 * sw_scene_get_edge_distance:
 * @id: of an edge
 * @point: a point of the scene
 * @limit: how far away it may be, in scene points
 *
 * Returns: how far it, or its label, is away; infinity where that is more than @limit
 */
double
sw_scene_get_edge_distance (SwScene *self, guint id, SwPoint point, double limit)
{
  if (self->edges[id].label.width > 0
      && sw_rect_contains (sw_scene_get_edge_label (self, id), point))
    return 0;
  return edge_distance (self, id, point, limit);
}

/**
 * sw_scene_get_lane_rect:
 * @lane: a scope of the graph
 * @rect: (out): where it is
 *
 * Returns: whether it is shown
 */
gboolean
sw_scene_get_lane_rect (const SwScene *self, const SwGraphScope *lane, SwRect *rect)
{
  guint count;
  const SwLayoutScope *lanes = sw_layout_get_scopes (sw_scene_get_layout (self), &count);

  for (guint i = 0; i < count; i++)
    if (lanes[i].scope == lane)
      {
        *rect = lanes[i].rect;
        return TRUE;
      }
  return FALSE;
}

/**
 * sw_scene_find_lane:
 * @point: a point of the scene
 *
 * Returns: (transfer none) (nullable): the innermost branch or iteration there; %NULL for the
 *   machine itself
 */
const SwGraphScope *
sw_scene_find_lane (const SwScene *self, SwPoint point)
{
  guint count;
  const SwLayoutScope *lanes = sw_layout_get_scopes (sw_scene_get_layout (self), &count);
  const SwGraphScope *found = NULL;
  double smallest = INFINITY;

  for (guint i = 0; i < count; i++)
    {
      double size = lanes[i].rect.width * lanes[i].rect.height;
      if (lanes[i].scope->owner != NULL && size < smallest
          && sw_rect_contains (lanes[i].rect, point))
        {
          smallest = size;
          found = lanes[i].scope;
        }
    }
  return found;
}

/**
 * sw_scene_find_edge_near:
 * @point: a point of the scene
 * @radius: how far away an edge may be, in scene points
 * @id: (out): the nearest edge
 *
 * Finds the edge nearest to a point.
 *
 * Returns: whether one is within @radius
 */
gboolean
sw_scene_find_edge_near (SwScene *self, SwPoint point, double radius, guint *id)
{
  double best = INFINITY;

  for (guint i = 0; i < self->tiles->len; i++)
    {
      const SwSceneTile *tile = g_ptr_array_index (self->tiles, i);
      if (!sw_scene_is_moving (self)
          && !sw_rect_contains (sw_rect_grow (tile->bounds, radius), point))
        continue;
      for (guint j = 0; j < tile->edges->len; j++)
        {
          guint edge = g_array_index (tile->edges, guint, j);
          double away = edge_distance (self, edge, point, radius);
          if (away < best)
            {
              best = away;
              *id = edge;
            }
        }
    }
  return best <= radius;
}

static gboolean
hit_edge_label (const SwScene *self, SwPoint point, guint *id)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const SwSceneTile *tile = g_ptr_array_index (self->tiles, i);
      if (!sw_scene_is_moving (self) && !sw_rect_contains (tile->bounds, point))
        continue;
      for (guint j = 0; j < tile->edges->len; j++)
        {
          *id = g_array_index (tile->edges, guint, j);
          if (self->edges[*id].label.width > 0
              && sw_rect_contains (sw_scene_get_edge_label (self, *id), point))
            return TRUE;
        }
    }
  return FALSE;
}

/* An arrow's ends are easy to grab: its head also a little above the state it points at, its tail a
 * little below the state it leaves. */
static gboolean
hit_end (SwScene *self, SwPoint point, double radius, gboolean tail, guint *id)
{
  double best = INFINITY;

  for (guint i = 0; i < self->tiles->len; i++)
    {
      const SwSceneTile *tile = g_ptr_array_index (self->tiles, i);
      if (!sw_scene_is_moving (self)
          && !sw_rect_contains (sw_rect_grow (tile->bounds, radius), point))
        continue;
      for (guint j = 0; j < tile->edges->len; j++)
        {
          guint edge = g_array_index (tile->edges, guint, j);
          double away = tail ? distance (sw_scene_get_edge_start (self, edge), point)
                             : MIN (distance (sw_scene_get_edge_tip (self, edge), point),
                                    distance (sw_scene_get_edge_base (self, edge), point));
          if (away < best)
            {
              best = away;
              *id = edge;
            }
        }
    }
  return best <= radius;
}

/**
 * sw_scene_hit:
 * @point: a point of the scene
 * @radius: how exactly an edge must be met, in scene points
 *
 * Finds what is at a point: states before arrow heads, those before labels, tails and curves,
 * containers last. Cost: that of the tiles at the point, not of the scene.
 *
 * Returns: what is there; %SW_HIT_PLUS, %SW_HIT_HANDLE and %SW_HIT_LANE are
 *   never reported, which only the canvas can tell
 */
SwHit
sw_scene_hit (SwScene *self, SwPoint point, double radius)
{
  guint id;
  SwHit hit = hit_leaf (self, point);

  if (hit.kind != SW_HIT_NOTHING)
    return hit;
  if (hit_end (self, point, radius * 1.25, FALSE, &id))
    return (SwHit) { SW_HIT_TIP, id };
  hit = hit_container (self, point);
  if (hit.kind == SW_HIT_NODE)
    return hit;
  if (hit_edge_label (self, point, &id))
    return (SwHit) { SW_HIT_LABEL, id };
  if (hit_end (self, point, radius * 1.25, TRUE, &id))
    return (SwHit) { SW_HIT_TAIL, id };
  if (sw_scene_find_edge_near (self, point, radius, &id))
    return (SwHit) { SW_HIT_EDGE, id };
  return hit;
}

/**
 * sw_scene_find_nodes_in:
 * @rect: a rectangle of the scene
 *
 * Finds the states that a rubber band takes: those that lie wholly in it. Start, End and slots are
 * not states.
 *
 * Returns: (transfer full) (element-type guint): their ids
 */
GArray *
sw_scene_find_nodes_in (const SwScene *self, SwRect rect)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->n_nodes; i++)
    {
      SwRect node = sw_scene_get_node_rect (self, i);
      if (self->nodes[i].visible && self->nodes[i].node->state != NULL && node.x >= rect.x
          && node.y >= rect.y && node.x + node.width <= rect.x + rect.width
          && node.y + node.height <= rect.y + rect.height)
        g_array_append_val (found, i);
    }
  return found;
}
