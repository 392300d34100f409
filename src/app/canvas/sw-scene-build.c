/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-scene-private.h"

#include <math.h>

/* The making of a scene: which state was which before, and the index by place and by way. */

static void
tile_free (SwSceneTile *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_array_unref (self->strands);
  g_array_unref (self->trunks);
  g_clear_pointer (&self->near_edges, gsk_render_node_unref);
  g_clear_pointer (&self->taken_edges, gsk_render_node_unref);
  g_clear_pointer (&self->far_edges, gsk_render_node_unref);
  g_clear_pointer (&self->far_nodes, gsk_render_node_unref);
  g_free (self);
}

/* The tile with the middle of RECT, which is made where there is none yet */
SwSceneTile *
_sw_scene_ensure_tile (SwScene *self, GHashTable *by_place, SwRect rect)
{
  SwPoint center = sw_rect_get_center (rect);
  gint64 column = (gint64) floor (center.x / SW_SCENE_TILE_SIZE);
  gint64 row = (gint64) floor (center.y / SW_SCENE_TILE_SIZE);
  gint64 place = row * G_MAXINT32 + column;
  SwSceneTile *tile = g_hash_table_lookup (by_place, &place);

  if (tile == NULL)
    {
      tile = g_new0 (SwSceneTile, 1);
      tile->nodes = g_array_new (FALSE, FALSE, sizeof (guint));
      tile->edges = g_array_new (FALSE, FALSE, sizeof (guint));
      tile->strands = g_array_new (FALSE, FALSE, sizeof (SwStrand));
      tile->trunks = g_array_new (FALSE, FALSE, sizeof (SwTrunk));
      tile->bounds = rect;
      tile->painted.width = -1;
      g_ptr_array_add (self->tiles, tile);
      g_hash_table_insert (by_place, g_memdup2 (&place, sizeof place), tile);
    }
  return tile;
}

/* The smallest rectangle around two others */
SwRect
_sw_scene_join (SwRect a, SwRect b)
{
  double left = MIN (a.x, b.x);
  double top = MIN (a.y, b.y);

  return (SwRect) {
    left, top, MAX (a.x + a.width, b.x + b.width) - left, MAX (a.y + a.height, b.y + b.height) - top,
  };
}

/* RECT is painted with TILE. */
void
_sw_scene_add_painted (SwSceneTile *tile, SwRect rect)
{
  tile->painted = tile->painted.width < 0 ? rect : _sw_scene_join (tile->painted, rect);
}

/* Everything an edge paints: a Bézier curve lies within the hull of its points. */
static SwRect
edge_bounds (const SwLayoutEdge *edge)
{
  SwRect bounds = { edge->tip.x, edge->tip.y, 0, 0 };

  for (guint i = 0; i < edge->n_points; i++)
    bounds = _sw_scene_join (bounds, (SwRect) { edge->points[i].x, edge->points[i].y, 0, 0 });
  if (edge->label.width > 0)
    bounds = _sw_scene_join (bounds, edge->label);
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
      SwSceneTile *tile = _sw_scene_ensure_tile (self, by_place, self->nodes[i].rect);
      tile->bounds = _sw_scene_join (tile->bounds, self->nodes[i].rect);
      _sw_scene_add_painted (tile, self->nodes[i].rect);
      g_array_append_val (tile->nodes, i);
    }
  for (guint i = 0; i < self->n_edges; i++)
    {
      if (!self->edges[i].visible || self->edges[i].n_points == 0)
        continue;
      self->edge_bounds[i] = edge_bounds (&self->edges[i]);
      SwSceneTile *tile = _sw_scene_ensure_tile (self, by_place, self->edge_bounds[i]);
      tile->bounds = _sw_scene_join (tile->bounds, self->edge_bounds[i]);
      g_array_append_val (tile->edges, i);
    }
  _sw_scene_fill_strands (self, by_place);
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
  if (scope == NULL || node->state->index >= scope->scope->states->len)
    return NULL;
  const SwState *state = g_ptr_array_index (scope->scope->states, node->state->index);
  const SwGraphNode *old = sw_graph_find_state (old_graph, state);
  return old != NULL && state->type == node->state->type && sw_graph_find_key (graph, old->key) == NULL ? old : NULL;
}

static gboolean
moves (const SwSceneMove *move, const SwRect *to)
{
  return move->is_new || move->from.x != to->x || move->from.y != to->y || move->from.width != to->width ||
         move->from.height != to->height;
}

/* Where everything stands where it stood, there is no way to go. */
static void
skip_way (SwScene *self, const SwScene *previous)
{
  if (previous == NULL || self->from_width != sw_layout_get_width (self->layout) ||
      self->from_height != sw_layout_get_height (self->layout))
    return;
  for (guint i = 0; i < self->n_nodes; i++)
    if (moves (&self->moves[i], &self->nodes[i].rect))
      return;
  self->progress = 1;
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
 * _sw_scene_build:
 * @previous: (nullable): the scene shown until now
 *
 * Fills in all that is worked out from the layout and the scene before.
 */
void
_sw_scene_build (SwScene *self, const SwScene *previous)
{
  self->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) tile_free);
  self->containers = g_array_new (FALSE, FALSE, sizeof (guint));
  match_previous (self, previous);
  skip_way (self, previous);
  sort_ways (self);
  fill_tiles (self);
  g_array_sort_with_data (self->containers, compare_depth, (gpointer) self->nodes);
}
