/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/scene/sw-scene.h"

#include <string.h>

#include "app/canvas/scene/sw-scene-private.h"
#include "app/sw-free-later.h"

/* So many nodes are freed in less than a millisecond. */
#define MAX_FREED_AT_ONCE 300

/**
 * sw_scene_get_ways:
 * @id: of a node
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the edges that leave the node, in the order of the
 *   graph
 */
const SwGraphEdge *const *
sw_scene_get_ways (const SwScene *self, guint id, guint *count)
{
  *count = self->ways.first[id + 1] - self->ways.first[id];
  return self->ways.edges + self->ways.first[id];
}

/**
 * sw_scene_new_matched:
 * @layout: what to show; the scene keeps a reference
 * @former: (nullable): the layout shown until now
 *
 * Makes the scene of a layout, and finds out which of its nodes was which in the one before. It is
 * at rest until it is told where it sets out from (sw_scene_set_out()). Cost: O(n) in states and
 * edges and the length of the text; what it reads is constant, so that a thread can do this while
 * @former is shown.
 *
 * Returns: (transfer full): a scene
 */
SwScene *
sw_scene_new_matched (SwLayout *layout, SwLayout *former)
{
  SwScene *self = g_new0 (SwScene, 1);

  self->layout = sw_layout_ref (layout);
  self->nodes = sw_layout_get_nodes (layout, &self->n_nodes);
  self->edges = sw_layout_get_edges (layout, &self->n_edges);
  self->moves = g_new0 (SwSceneMove, MAX (1, self->n_nodes));
  self->paths = g_new0 (GskPath *, MAX (1, self->n_edges));
  self->edge_bounds = g_new0 (SwRect, MAX (1, self->n_edges));
  self->trunk_segments = g_new0 (guint, MAX (1, self->n_edges));
  self->progress = 1;
  _sw_scene_build (self);
  _sw_scene_match (self, former);
  return self;
}

/* Whether anything is to move from where PREVIOUS has it now */
static gboolean
has_way (const SwScene *self)
{
  if (self->from_width != sw_layout_get_width (self->layout)
      || self->from_height != sw_layout_get_height (self->layout))
    return TRUE;
  for (guint i = 0; i < self->n_nodes; i++)
    if (self->moves[i].is_new
        || memcmp (&self->moves[i].from, &self->nodes[i].rect, sizeof (SwRect)) != 0)
      return TRUE;
  return FALSE;
}

/**
 * sw_scene_set_out:
 * @previous: the scene shown until now; where its states are is where those of this one set out
 *   from
 *
 * Puts everything at its old place: the scene stands at progress 0, unless nothing has to move. The
 * layout it was matched with is let go of.
 */
void
sw_scene_set_out (SwScene *self, const SwScene *previous)
{
  if (self->former != previous->layout)
    _sw_scene_match (self, previous->layout);
  for (guint i = 0; i < self->n_nodes; i++)
    self->moves[i].from = self->moves[i].is_new
                              ? self->nodes[i].rect
                              : sw_scene_get_node_rect (previous, self->moves[i].former_id);
  self->from_width = sw_scene_get_width (previous);
  self->from_height = sw_scene_get_height (previous);
  self->progress = has_way (self) ? 0 : 1;
  g_clear_pointer (&self->former, sw_layout_unref);
}

/**
 * sw_scene_new:
 * @layout: what to show; the scene keeps a reference
 * @previous: (nullable): the scene shown until now
 *
 * Makes the scene of a layout at once: see sw_scene_new_matched() and sw_scene_set_out().
 *
 * Returns: (transfer full): a scene
 */
SwScene *
sw_scene_new (SwLayout *layout, const SwScene *previous)
{
  SwScene *self = sw_scene_new_matched (layout, previous ? previous->layout : NULL);

  if (previous != NULL)
    sw_scene_set_out (self, previous);
  return self;
}

/**
 * sw_scene_take_over:
 * @next: congruent to this one; it gets this one's layout
 *
 * Goes on with the layout of another scene that has everything in the same places: what is on its
 * way stays so, and what was painted can stay.
 */
void
sw_scene_take_over (SwScene *self, SwScene *next)
{
  SwScene own = *self;

  g_return_if_fail (sw_scene_is_congruent (next, self));

  self->layout = next->layout;
  self->nodes = next->nodes;
  self->edges = next->edges;
  self->ways = next->ways;
  next->layout = own.layout;
  next->nodes = own.nodes;
  next->edges = own.edges;
  next->ways = own.ways;
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
  _sw_scene_clear_ways (&self->ways);
  g_free (self->moves);
  g_free (self->edge_bounds);
  g_free (self->trunk_segments);
  g_ptr_array_unref (self->tiles);
  g_array_unref (self->containers);
  sw_layout_unref (self->layout);
  g_clear_pointer (&self->former, sw_layout_unref);
  g_free (self);
}

/**
 * sw_scene_free_later:
 * @take_scene: (transfer full): that is not shown any more
 *
 * Frees a scene, with what only it holds of a layout, a model and a text: those of a large one in a
 * thread.
 */
void
sw_scene_free_later (SwScene *take_scene)
{
  if (take_scene->n_nodes <= MAX_FREED_AT_ONCE)
    {
      sw_scene_free (take_scene);
      return;
    }
  /* What is painted is GTK's, and stays in its thread. */
  sw_scene_drop_rendered (take_scene);
  for (guint i = 0; i < take_scene->n_edges; i++)
    g_clear_pointer (&take_scene->paths[i], gsk_path_unref);
  sw_free_in_thread (take_scene, (GDestroyNotify) sw_scene_free);
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
 * Returns: where the button of node @id that closes or opens it is; empty of what is no Parallel
 *   and no Map
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
  return (SwRect) { rtl ? rect.x : rect.x + rect.width - width, rect.y, width,
                    MIN (rect.height, side * 1.3) };
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
