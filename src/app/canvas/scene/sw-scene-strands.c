/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/scene/sw-scene-private.h"

#include <math.h>

/* What is painted of the edges. The arrows into a state that hundreds of others catch to run down
 * one side channel, each as long as the picture is high: painted one by one, dashes and all, they
 * cost a hundred times what the rest does. */

/* A straight way longer than this is painted once for all edges that share it, cut at the tiles. */
#define LEAST_TRUNK (2 * SW_SCENE_TILE_SIZE)
#define SAME 0.5

/* The straight ways of several edges that end at the same point; they begin where each joins in. */
typedef struct
{
  gboolean upright;
  gboolean is_catch;
  double   across; /* x, or y where it lies */
  double   low;    /* its extent along, so far */
  double   high;
  guint    leader; /* the edge that is painted behind the trunk, for all of them */
} Bundle;

static gboolean
is_upright (SwPoint from, SwPoint to)
{
  return fabs (from.x - to.x) < SAME;
}

/* The longest straight curve of an edge + 1; 0 where none is long */
static guint
find_trunk (const SwLayoutEdge *edge)
{
  double longest = LEAST_TRUNK;
  guint found = 0;

  for (guint i = 0; edge->bundled && i + 3 < edge->n_points; i += 3)
    {
      SwPoint from = edge->points[i];
      SwPoint to = edge->points[i + 3];
      double length = hypot (to.x - from.x, to.y - from.y);
      if (length <= longest || (!is_upright (from, to) && fabs (from.y - to.y) >= SAME))
        continue;
      longest = length;
      found = i / 3 + 1;
    }
  return found;
}

static void
take_trunk (SwScene *self, guint id, GHashTable *bundles)
{
  const SwLayoutEdge *edge = &self->edges[id];
  guint first = (self->trunk_segments[id] - 1) * 3;
  SwPoint from = edge->points[first];
  SwPoint to = edge->points[first + 3];
  gboolean upright = is_upright (from, to);
  gboolean is_catch = edge->edge->kind == SW_EDGE_CATCH;
  double along[] = { upright ? from.y : from.x, upright ? to.y : to.x };
  g_autofree char *key =
      g_strdup_printf ("%u %d %.0f %.0f", edge->edge->to->id, is_catch, to.x, to.y);
  Bundle *bundle = g_hash_table_lookup (bundles, key);

  if (bundle == NULL)
    {
      bundle = g_new (Bundle, 1);
      *bundle = (Bundle) { upright, is_catch, upright ? to.x : to.y, along[1], along[1], id };
      g_hash_table_insert (bundles, g_steal_pointer (&key), bundle);
    }
  bundle->low = MIN (bundle->low, MIN (along[0], along[1]));
  bundle->high = MAX (bundle->high, MAX (along[0], along[1]));
}

static SwRect
get_bounds (SwPoint a, SwPoint b)
{
  SwRect rect = { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) };

  return sw_rect_grow (rect, SW_SCENE_ARROW_WIDTH);
}

/* The curves of an edge that belong to a part: first and last point */
static void
get_part (const SwScene *self, const SwStrand *strand, guint *first, guint *last)
{
  guint trunk = self->trunk_segments[strand->edge];

  *first = strand->part == SW_STRAND_TAIL ? trunk * 3 : 0;
  *last = strand->part == SW_STRAND_STUB ? (trunk - 1) * 3 : self->edges[strand->edge].n_points - 1;
}

static void
add_strand (SwScene *self, GHashTable *by_place, guint id, SwStrandPart part)
{
  const SwLayoutEdge *edge = &self->edges[id];
  const SwStrand strand = { id, part };
  guint first, last;

  get_part (self, &strand, &first, &last);
  SwRect bounds = get_bounds (edge->points[first], edge->points[first]);
  for (guint i = first; i <= last; i++)
    bounds = _sw_scene_join (bounds, get_bounds (edge->points[i], edge->points[i]));
  if (part != SW_STRAND_STUB)
    bounds = _sw_scene_join (bounds, get_bounds (edge->tip, edge->tip));
  if (part != SW_STRAND_TAIL && edge->label.width > 0)
    bounds = _sw_scene_join (bounds, edge->label);
  SwSceneTile *tile = _sw_scene_ensure_tile (self, by_place, bounds);
  _sw_scene_add_painted (tile, bounds);
  g_array_append_val (tile->strands, strand);
}

static void
add_trunk (SwScene *self, GHashTable *by_place, const Bundle *bundle)
{
  for (double low = bundle->low; low < bundle->high;)
    {
      double border = (floor (low / SW_SCENE_TILE_SIZE) + 1) * SW_SCENE_TILE_SIZE;
      double high = MIN (border, bundle->high);
      SwTrunk trunk = {
        .from =
            bundle->upright ? (SwPoint) { bundle->across, low } : (SwPoint) { low, bundle->across },
        .to = bundle->upright ? (SwPoint) { bundle->across, high }
                              : (SwPoint) { high, bundle->across },
        .is_catch = bundle->is_catch,
        .offset = low - bundle->low,
      };
      SwRect bounds = get_bounds (trunk.from, trunk.to);
      SwSceneTile *tile = _sw_scene_ensure_tile (self, by_place, bounds);
      _sw_scene_add_painted (tile, bounds);
      g_array_append_val (tile->trunks, trunk);
      low = high;
    }
}

/* The ring is painted where it stands: its edge's middle may lie ten thousand states away. */
static void
add_ring (SwScene *self, GHashTable *by_place, guint id)
{
  SwPoint start = self->edges[id].points[0];
  SwRect bounds = get_bounds (start, start);
  SwSceneTile *tile = _sw_scene_ensure_tile (self, by_place, bounds);

  _sw_scene_add_painted (tile, bounds);
  g_array_append_val (tile->rings, id);
}

/**
 * _sw_scene_fill_strands:
 * @by_place: the tiles so far
 *
 * Finds out what is to be painted of the edges, and in which tile.
 */
void
_sw_scene_fill_strands (SwScene *self, GHashTable *by_place)
{
  g_autoptr (GHashTable) bundles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer bundle;

  for (guint i = 0; i < self->n_edges; i++)
    {
      if (!self->edges[i].visible || self->edges[i].n_points == 0)
        continue;
      self->trunk_segments[i] = find_trunk (&self->edges[i]);
      if (self->trunk_segments[i] != 0)
        take_trunk (self, i, bundles);
      add_strand (self, by_place, i,
                  self->trunk_segments[i] != 0 ? SW_STRAND_STUB : SW_STRAND_WHOLE);
      if (self->edges[i].edge->kind == SW_EDGE_CATCH)
        add_ring (self, by_place, i);
    }
  g_hash_table_iter_init (&iter, bundles);
  while (g_hash_table_iter_next (&iter, NULL, &bundle))
    {
      add_trunk (self, by_place, bundle);
      add_strand (self, by_place, ((const Bundle *) bundle)->leader, SW_STRAND_TAIL);
    }
}

/**
 * sw_scene_dup_strand_path:
 * @strand: a part of an edge
 *
 * Returns: (transfer full): its curve, at rest
 */
GskPath *
sw_scene_dup_strand_path (SwScene *self, const SwStrand *strand)
{
  const SwPoint *points = self->edges[strand->edge].points;
  GskPathBuilder *builder;
  guint first, last;

  if (strand->part == SW_STRAND_WHOLE)
    return gsk_path_ref (sw_scene_get_edge_path (self, strand->edge));
  builder = gsk_path_builder_new ();
  get_part (self, strand, &first, &last);
  gsk_path_builder_move_to (builder, (float) points[first].x, (float) points[first].y);
  for (guint i = first; i + 3 <= last; i += 3)
    gsk_path_builder_cubic_to (builder, (float) points[i + 1].x, (float) points[i + 1].y,
                               (float) points[i + 2].x, (float) points[i + 2].y,
                               (float) points[i + 3].x, (float) points[i + 3].y);
  return gsk_path_builder_free_to_path (builder);
}
