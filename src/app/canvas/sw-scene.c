/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-scene.h"

#include "app/canvas/sw-scene-private.h"

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
  self->trunk_segments = g_new0 (guint, MAX (1, self->n_edges));
  self->progress = previous ? 0 : 1;
  _sw_scene_build (self, previous);
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
  g_free (self->trunk_segments);
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
      g_clear_pointer (&tile->taken_edges, gsk_render_node_unref);
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
  return self->nodes[id].open;
}

/**
 * sw_scene_get_fold_rect:
 * @rtl: whether texts run from right to left
 *
 * Returns: where the button of node @id that closes or opens it is; empty of what is no Parallel and no Map
 */
SwRect
sw_scene_get_fold_rect (const SwScene *self, guint id, gboolean rtl)
{
  const GPtrArray *scopes = self->nodes[id].node->scopes;
  SwRect rect = sw_scene_get_node_rect (self, id);
  double side = SW_LAYOUT_HEADER_HEIGHT * sw_layout_get_scale (self->layout);

  if (scopes == NULL || scopes->len == 0)
    return (SwRect) { rect.x, rect.y, 0, 0 };
  double width = side * 0.75;
  return (SwRect) { rtl ? rect.x : rect.x + rect.width - width, rect.y, width, MIN (rect.height, side * 1.3) };
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
