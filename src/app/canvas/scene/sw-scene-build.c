/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/scene/sw-scene-private.h"

#include <math.h>

/* The making of a scene: the index by place and by way. */

static void
tile_free (SwSceneTile *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_array_unref (self->strands);
  g_array_unref (self->trunks);
  g_array_unref (self->rings);
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
      tile->rings = g_array_new (FALSE, FALSE, sizeof (guint));
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
    left,
    top,
    MAX (a.x + a.width, b.x + b.width) - left,
    MAX (a.y + a.height, b.y + b.height) - top,
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
  g_autoptr (GHashTable) by_place =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

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

/**
 * _sw_scene_sort_ways:
 * @ways: (out): the edges of @layout by where they come from, in their order
 *
 * Has the ways out of a state at hand.
 */
void
_sw_scene_sort_ways (SwSceneWays *ways, SwLayout *layout)
{
  guint n_nodes, n_edges;
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &n_edges);

  sw_layout_get_nodes (layout, &n_nodes);
  g_autofree guint *filled = g_new0 (guint, n_nodes + 1);
  ways->edges = g_new0 (const SwGraphEdge *, MAX (1, n_edges));
  ways->first = g_new0 (guint, n_nodes + 1);
  for (guint i = 0; i < n_edges; i++)
    ways->first[edges[i].edge->from->id + 1]++;
  for (guint i = 0; i < n_nodes; i++)
    ways->first[i + 1] += ways->first[i];
  for (guint i = 0; i < n_edges; i++)
    {
      guint from = edges[i].edge->from->id;
      ways->edges[ways->first[from] + filled[from]++] = edges[i].edge;
    }
}

/**
 * _sw_scene_clear_ways:
 *
 * Frees what @ways holds; it may be empty.
 */
void
_sw_scene_clear_ways (SwSceneWays *ways)
{
  g_clear_pointer (&ways->edges, g_free);
  g_clear_pointer (&ways->first, g_free);
}

/**
 * _sw_scene_build:
 *
 * Fills in all that is worked out from the layout alone.
 */
void
_sw_scene_build (SwScene *self)
{
  self->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) tile_free);
  self->containers = g_array_new (FALSE, FALSE, sizeof (guint));
  _sw_scene_sort_ways (&self->ways, self->layout);
  fill_tiles (self);
  g_array_sort_with_data (self->containers, compare_depth, (gpointer) self->nodes);
}
