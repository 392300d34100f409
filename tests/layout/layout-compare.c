/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-metrics.h"

#include <math.h>
#include <string.h>

#define APART 30.0 /* points by which two states must be apart to have an order */

static gboolean
same_rect (SwRect a,
           SwRect b)
{
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static gboolean
same_edge (const SwLayoutEdge *a,
           const SwLayoutEdge *b)
{
  return g_str_equal (a->edge->key, b->edge->key) && a->n_points == b->n_points
         && memcmp (a->points, b->points, a->n_points * sizeof (SwPoint)) == 0
         && same_rect (a->label, b->label);
}

char *
layout_dup_difference (SwLayout *a,
                       SwLayout *b)
{
  guint n_nodes, n_edges, other_nodes, other_edges;
  const SwLayoutNode *nodes = sw_layout_get_nodes (a, &n_nodes);
  const SwLayoutEdge *edges = sw_layout_get_edges (a, &n_edges);
  const SwLayoutNode *nodes_b = sw_layout_get_nodes (b, &other_nodes);
  const SwLayoutEdge *edges_b = sw_layout_get_edges (b, &other_edges);

  if (n_nodes != other_nodes || n_edges != other_edges)
    return g_strdup_printf ("%u nodes and %u edges instead of %u and %u", other_nodes, other_edges,
                            n_nodes, n_edges);
  for (guint i = 0; i < n_nodes; i++)
    if (!g_str_equal (nodes[i].node->key, nodes_b[i].node->key)
        || !same_rect (nodes[i].rect, nodes_b[i].rect))
      return g_strdup_printf ("%s stands elsewhere", nodes[i].node->key);
  for (guint i = 0; i < n_edges; i++)
    if (!same_edge (&edges[i], &edges_b[i]))
      return g_strdup_printf ("%s runs elsewhere", edges[i].edge->key);
  return NULL;
}

typedef struct
{
  double x; /* middle, before and after */
  double new_x;
} Place;

static void
collect_places (SwLayout           *a,
                SwLayout           *b,
                const SwGraphScope *scope,
                GArray             *places)
{
  const SwLayoutNode *before = sw_layout_get_nodes (a, NULL);
  const SwLayoutNode *after = sw_layout_get_nodes (b, NULL);

  g_array_set_size (places, 0);
  for (guint i = 0; i < scope->nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (scope->nodes, i);
      const SwGraphNode *other = sw_graph_find_key (sw_layout_get_graph (b), node->key);
      if (!other || node->kind != SW_GRAPH_NODE_STATE)
        continue;
      const SwRect *old_rect = &before[node->id].rect;
      const SwRect *new_rect = &after[other->id].rect;
      Place place = { old_rect->x + old_rect->width / 2, new_rect->x + new_rect->width / 2 };
      g_array_append_val (places, place);
    }
}

double
layout_get_swaps (SwLayout *a,
                  SwLayout *b)
{
  guint n_scopes;
  const SwLayoutScope *scopes = sw_layout_get_scopes (a, &n_scopes);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint pairs = 0;
  guint swaps = 0;

  for (guint s = 0; s < n_scopes; s++)
    {
      collect_places (a, b, scopes[s].scope, places);
      for (guint i = 0; i < places->len; i++)
        for (guint j = 0; j < i; j++)
          {
            const Place *p = &g_array_index (places, Place, i);
            const Place *q = &g_array_index (places, Place, j);
            if (fabs (p->x - q->x) <= APART)
              continue;
            pairs++;
            swaps += fabs (p->new_x - q->new_x) > APART
                     && (p->x > q->x) != (p->new_x > q->new_x);
          }
    }
  return pairs ? 100.0 * swaps / pairs : 0;
}
