/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-scene.h"

#include <math.h>

#include "app/canvas/sw-scene-private.h"

/* The side of a tile: a few states wide, so that a window shows about ten of them at scale 1. */
#define TILE_SIZE 768.0

static void
tile_free (SwSceneTile *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_clear_pointer (&self->near_edges, gsk_render_node_unref);
  g_clear_pointer (&self->far_edges, gsk_render_node_unref);
  g_clear_pointer (&self->far_nodes, gsk_render_node_unref);
  g_free (self);
}

static SwSceneTile *
ensure_tile (SwScene *self, GHashTable *by_place, SwRect rect)
{
  SwPoint center = sw_rect_get_center (rect);
  gint64 column = (gint64) floor (center.x / TILE_SIZE);
  gint64 row = (gint64) floor (center.y / TILE_SIZE);
  gint64 place = row * G_MAXINT32 + column;
  SwSceneTile *tile = g_hash_table_lookup (by_place, &place);

  if (tile == NULL)
    {
      tile = g_new0 (SwSceneTile, 1);
      tile->nodes = g_array_new (FALSE, FALSE, sizeof (guint));
      tile->edges = g_array_new (FALSE, FALSE, sizeof (guint));
      tile->bounds = rect;
      g_ptr_array_add (self->tiles, tile);
      g_hash_table_insert (by_place, g_memdup2 (&place, sizeof place), tile);
    }
  return tile;
}

static SwRect
join (SwRect a, SwRect b)
{
  double left = MIN (a.x, b.x);
  double top = MIN (a.y, b.y);

  return (SwRect) {
    left, top, MAX (a.x + a.width, b.x + b.width) - left, MAX (a.y + a.height, b.y + b.height) - top,
  };
}

/* Everything an edge paints: a Bézier curve lies within the hull of its points. */
static SwRect
edge_bounds (const SwLayoutEdge *edge)
{
  SwRect bounds = { edge->tip.x, edge->tip.y, 0, 0 };

  for (guint i = 0; i < edge->n_points; i++)
    bounds = join (bounds, (SwRect) { edge->points[i].x, edge->points[i].y, 0, 0 });
  if (edge->label.width > 0)
    bounds = join (bounds, edge->label);
  return sw_rect_grow (bounds, SW_SCENE_ARROW_WIDTH);
}

static void
fill_tiles (SwScene *self)
{
  g_autoptr (GHashTable) by_place = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      if (!self->nodes[i].visible)
        continue;
      if (sw_scene_is_container (self, i))
        {
          g_array_append_val (self->containers, i);
          continue;
        }
      SwSceneTile *tile = ensure_tile (self, by_place, self->nodes[i].rect);
      tile->bounds = join (tile->bounds, self->nodes[i].rect);
      g_array_append_val (tile->nodes, i);
    }
  for (guint i = 0; i < self->n_edges; i++)
    {
      if (!self->edges[i].visible || self->edges[i].n_points == 0)
        continue;
      self->edge_bounds[i] = edge_bounds (&self->edges[i]);
      SwSceneTile *tile = ensure_tile (self, by_place, self->edge_bounds[i]);
      tile->bounds = join (tile->bounds, self->edge_bounds[i]);
      g_array_append_val (tile->edges, i);
    }
}

static int
compare_depth (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SwLayoutNode *nodes = user_data;
  guint left = nodes[*(const guint *) a].depth;
  guint right = nodes[*(const guint *) b].depth;

  return left < right ? -1 : left > right;
}

/* A state renamed in place keeps its position in the text: the other way to find out who it was. */
static const SwGraphNode *
find_renamed (const SwScene *previous, SwGraph *graph, const SwGraphNode *node)
{
  const SwGraphNode *owner = node->scope->owner;
  SwGraph *old_graph = sw_scene_get_graph (previous);
  const SwGraphNode *old_owner = owner ? sw_graph_find_key (old_graph, owner->key) : NULL;

  if (node->state == NULL || (owner != NULL && old_owner == NULL))
    return NULL;
  const GPtrArray *scopes = old_owner ? old_owner->scopes : NULL;
  const SwGraphScope *scope = NULL;
  if (owner == NULL)
    scope = sw_graph_get_root (old_graph);
  else if (node->scope->scope->index < scopes->len)
    scope = g_ptr_array_index (scopes, node->scope->scope->index);
  for (guint i = 0; scope != NULL && i < scope->nodes->len; i++)
    {
      const SwGraphNode *old = g_ptr_array_index (scope->nodes, i);
      if (old->state != NULL && old->state->index == node->state->index &&
          old->state->type == node->state->type && sw_graph_find_key (graph, old->key) == NULL)
        return old;
    }
  return NULL;
}

static void
match_previous (SwScene *self, const SwScene *previous)
{
  SwGraph *graph = sw_scene_get_graph (self);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      const SwGraphNode *old = NULL;
      self->moves[i].is_new = TRUE;
      if (previous != NULL)
        {
          old = sw_graph_find_key (sw_scene_get_graph (previous), self->nodes[i].node->key);
          if (old == NULL)
            old = find_renamed (previous, graph, self->nodes[i].node);
        }
      if (old == NULL || !sw_scene_get_node (previous, old->id)->visible)
        {
          self->moves[i].from = self->nodes[i].rect;
          continue;
        }
      self->moves[i].is_new = FALSE;
      self->moves[i].former_id = old->id;
      self->moves[i].from = sw_scene_get_node_rect (previous, old->id);
    }
  self->from_width = previous ? sw_scene_get_width (previous) : sw_layout_get_width (self->layout);
  self->from_height = previous ? sw_scene_get_height (previous) : sw_layout_get_height (self->layout);
}

/* Sorts the edges by where they come from, in their order, so that the ways out of a state are at hand. */
static void
sort_ways (SwScene *self)
{
  g_autofree guint *filled = g_new0 (guint, self->n_nodes + 1);

  self->ways = g_new0 (const SwGraphEdge *, MAX (1, self->n_edges));
  self->first_way = g_new0 (guint, self->n_nodes + 1);
  for (guint i = 0; i < self->n_edges; i++)
    self->first_way[self->edges[i].edge->from->id + 1]++;
  for (guint i = 0; i < self->n_nodes; i++)
    self->first_way[i + 1] += self->first_way[i];
  for (guint i = 0; i < self->n_edges; i++)
    {
      guint from = self->edges[i].edge->from->id;
      self->ways[self->first_way[from] + filled[from]++] = self->edges[i].edge;
    }
}

/**
 * sw_scene_get_ways:
 * @id: of a node
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the edges that leave the node, in the order of the graph
 */
const SwGraphEdge *const *
sw_scene_get_ways (const SwScene *self, guint id, guint *count)
{
  *count = self->first_way[id + 1] - self->first_way[id];
  return self->ways + self->first_way[id];
}

/**
 * sw_scene_new:
 * @layout: what to show; the scene keeps a reference
 * @previous: (nullable): the scene shown until now; where its states are is where those of @layout set out from
 *
 * Makes the scene of a layout. It stands at progress 0: at the old places where there is a @previous.
 * Cost: O(n) in states and edges.
 *
 * Returns: (transfer full): a scene
 */
SwScene *
sw_scene_new (SwLayout *layout, const SwScene *previous)
{
  SwScene *self = g_new0 (SwScene, 1);

  self->layout = sw_layout_ref (layout);
  self->nodes = sw_layout_get_nodes (layout, &self->n_nodes);
  self->edges = sw_layout_get_edges (layout, &self->n_edges);
  self->moves = g_new0 (SwSceneMove, MAX (1, self->n_nodes));
  self->paths = g_new0 (GskPath *, MAX (1, self->n_edges));
  self->edge_bounds = g_new0 (SwRect, MAX (1, self->n_edges));
  self->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) tile_free);
  self->containers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->progress = previous ? 0 : 1;
  match_previous (self, previous);
  sort_ways (self);
  fill_tiles (self);
  g_array_sort_with_data (self->containers, compare_depth, (gpointer) self->nodes);
  return self;
}

/**
 * sw_scene_free:
 */
void
sw_scene_free (SwScene *self)
{
  for (guint i = 0; i < self->n_edges; i++)
    g_clear_pointer (&self->paths[i], gsk_path_unref);
  g_free (self->paths);
  g_free (self->ways);
  g_free (self->first_way);
  g_free (self->moves);
  g_free (self->edge_bounds);
  g_ptr_array_unref (self->tiles);
  g_array_unref (self->containers);
  sw_layout_unref (self->layout);
  g_free (self);
}

/**
 * sw_scene_get_layout:
 *
 * Returns: (transfer none): the layout shown
 */
SwLayout *
sw_scene_get_layout (const SwScene *self)
{
  return self->layout;
}

/**
 * sw_scene_get_graph:
 *
 * Returns: (transfer none): the graph of the layout
 */
SwGraph *
sw_scene_get_graph (const SwScene *self)
{
  return sw_layout_get_graph (self->layout);
}

/**
 * sw_scene_drop_rendered:
 *
 * Forgets what was painted, after the theme or the looks of an edge have changed.
 */
void
sw_scene_drop_rendered (SwScene *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (self->tiles, i);
      g_clear_pointer (&tile->near_edges, gsk_render_node_unref);
      g_clear_pointer (&tile->far_edges, gsk_render_node_unref);
      g_clear_pointer (&tile->far_nodes, gsk_render_node_unref);
    }
}

/**
 * sw_scene_set_progress:
 * @progress: 0 at the old places, 1 at the new ones
 *
 * Moves everything along.
 */
void
sw_scene_set_progress (SwScene *self, double progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  for (guint i = 0; i < self->n_edges; i++)
    g_clear_pointer (&self->paths[i], gsk_path_unref);
  sw_scene_drop_rendered (self);
}

/**
 * sw_scene_get_progress:
 *
 * Returns: how far everything is on its way, 0 … 1
 */
double
sw_scene_get_progress (const SwScene *self)
{
  return self->progress;
}

/**
 * sw_scene_is_moving:
 *
 * Returns: whether parts are still away from their places; tiles are of no use then
 */
gboolean
sw_scene_is_moving (const SwScene *self)
{
  return self->progress < 1;
}

static double
lerp (double from, double to, double progress)
{
  return from + (to - from) * progress;
}

/**
 * sw_scene_get_width:
 *
 * Returns: the present width of the picture in scene points
 */
double
sw_scene_get_width (const SwScene *self)
{
  return lerp (self->from_width, sw_layout_get_width (self->layout), self->progress);
}

/**
 * sw_scene_get_height:
 *
 * Returns: the present height of the picture in scene points
 */
double
sw_scene_get_height (const SwScene *self)
{
  return lerp (self->from_height, sw_layout_get_height (self->layout), self->progress);
}

/**
 * sw_scene_get_n_nodes:
 *
 * Returns: how many nodes there are
 */
guint
sw_scene_get_n_nodes (const SwScene *self)
{
  return self->n_nodes;
}

/**
 * sw_scene_get_n_edges:
 *
 * Returns: how many edges there are
 */
guint
sw_scene_get_n_edges (const SwScene *self)
{
  return self->n_edges;
}

/**
 * sw_scene_get_node:
 *
 * Returns: (transfer none): node @id at its final place
 */
const SwLayoutNode *
sw_scene_get_node (const SwScene *self, guint id)
{
  return &self->nodes[id];
}

/**
 * sw_scene_get_edge:
 *
 * Returns: (transfer none): edge @id at its final place
 */
const SwLayoutEdge *
sw_scene_get_edge (const SwScene *self, guint id)
{
  return &self->edges[id];
}

/**
 * sw_scene_is_container:
 *
 * Returns: whether node @id is an open Parallel or Map
 */
gboolean
sw_scene_is_container (const SwScene *self, guint id)
{
  const GPtrArray *scopes = self->nodes[id].node->scopes;

  return scopes != NULL && scopes->len > 0 &&
         self->nodes[id].rect.height > SW_LAYOUT_STATE_HEIGHT * 1.5;
}

/**
 * sw_scene_is_new:
 *
 * Returns: whether node @id was not in the scene before: it fades in
 */
gboolean
sw_scene_is_new (const SwScene *self, guint id)
{
  return self->moves[id].is_new;
}

/**
 * sw_scene_get_former_id:
 *
 * Returns: the id that node @id, which is not new, had in the scene before
 */
guint
sw_scene_get_former_id (const SwScene *self, guint id)
{
  return self->moves[id].former_id;
}

/**
 * sw_scene_get_node_rect:
 *
 * Returns: where node @id is now
 */
SwRect
sw_scene_get_node_rect (const SwScene *self, guint id)
{
  const SwRect *from = &self->moves[id].from;
  const SwRect *to = &self->nodes[id].rect;

  if (self->progress >= 1)
    return *to;
  return (SwRect) {
    lerp (from->x, to->x, self->progress),
    lerp (from->y, to->y, self->progress),
    lerp (from->width, to->width, self->progress),
    lerp (from->height, to->height, self->progress),
  };
}

/* How far node ID is from its place */
static SwPoint
get_offset (const SwScene *self, guint id)
{
  SwPoint now = sw_rect_get_center (sw_scene_get_node_rect (self, id));
  SwPoint then = sw_rect_get_center (self->nodes[id].rect);

  return (SwPoint) { now.x - then.x, now.y - then.y };
}

/* A point of edge ID at SHARE (0 at its tail, 1 at its head), moved as much as the states at its ends are. */
static SwPoint
carry (const SwScene *self, guint id, SwPoint point, double share)
{
  if (self->progress >= 1)
    return point;
  SwPoint tail = get_offset (self, self->edges[id].edge->from->id);
  SwPoint head = get_offset (self, self->edges[id].edge->to->id);
  return (SwPoint) { point.x + lerp (tail.x, head.x, share), point.y + lerp (tail.y, head.y, share) };
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
 * Returns: (transfer none): the curve of edge @id as it is now, from the border of its tail to the base of its arrow
 */
GskPath *
sw_scene_get_edge_path (SwScene *self, guint id)
{
  if (self->paths[id] == NULL)
    self->paths[id] = build_path (self, id);
  return self->paths[id];
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

/* The point at SHARE of an edge's segments; cheap, and near enough to its length for a place to put a mark. */
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

/* Where on its way an edge has its mark: the middle, or just beyond its label; edges may share a part of their
 * ways, but never their labels. */
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
 * Returns: where a state dropped on edge @id is shown to go: in the middle of the curve, or beyond its label
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

/**
 * sw_scene_get_tiles:
 *
 * Returns: (transfer none) (element-type SwSceneTile): the tiles, each with something in it
 */
GPtrArray *
sw_scene_get_tiles (const SwScene *self)
{
  return self->tiles;
}

/**
 * sw_scene_get_containers:
 *
 * Returns: (transfer none) (element-type guint): the ids of the open containers, outer ones first
 */
GArray *
sw_scene_get_containers (const SwScene *self)
{
  return self->containers;
}
