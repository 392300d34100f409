/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#include "layout/picture/sw-look.h"

#include <math.h>

/* Points at scale 1, along the flow */
#define LABEL_CHANNEL 26.0  /* between two ranks where labels stand in one of them */
#define WIDE_CURVES 0.03    /* a channel has this much more per point an edge moves sideways, up to … */
#define MAX_CHANNEL 80.0
#define BUNDLE_ROOM 12.0    /* for the bundles that enter from a channel, and for those that leave … */
#define FAR_ASIDE 240.0     /* … beside an edge that moves so far sideways that it would run along them */

static void
measure_ranks (SwFlow *self)
{
  for (guint i = 0; i < self->items->len; i++)
    self->n_ranks = MAX (self->n_ranks, sw_flow_get_item (self, i)->rank + 1);
  self->ranks = g_new0 (SwFlowRank, self->n_ranks);

  for (guint i = 0; i < self->n_ranks; i++)
    {
      self->ranks[i].left = INFINITY;
      self->ranks[i].right = -INFINITY;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const SwFlowItem *item = sw_flow_get_item (self, i);
      SwFlowRank *rank = &self->ranks[item->rank];
      rank->thickness = MAX (rank->thickness, item->along);
      rank->left = MIN (rank->left, item->u - item->width / 2);
      rank->right = MAX (rank->right, item->u + item->width / 2);
    }
}

static gboolean *
find_label_ranks (const SwFlow *self)
{
  gboolean *labels = g_new0 (gboolean, self->n_ranks);
  for (guint i = 0; i < self->items->len; i++)
    if (sw_flow_get_item (self, i)->kind == SW_FLOW_ITEM_LABEL)
      labels[sw_flow_get_item (self, i)->rank] = TRUE;
  return labels;
}

/* The channel below each rank is as high as the widest curve in it needs. */
static void
widen (SwFlow *self,
       guint   from,
       guint   to)
{
  const SwFlowItem *upper = sw_flow_get_item (self, from);
  double shift = fabs (upper->u - sw_flow_get_item (self, to)->u);
  SwFlowRank *rank = &self->ranks[upper->rank];
  rank->channel = MAX (rank->channel, shift);
}

static void
widen_for_edge (SwFlow           *self,
                const SwFlowEdge *edge)
{
  guint above = self->nodes[edge->bundled ? edge->from : sw_flow_edge_upper (edge)].item;

  for (guint i = edge->first; i < edge->first + edge->count; i++)
    {
      widen (self, above, i);
      above = i;
    }
  if (!edge->bundled)
    {
      widen (self, above, self->nodes[sw_flow_edge_lower (edge)].item);
      return;
    }
  self->ranks[sw_flow_get_item (self, above)->rank].exits = TRUE;
  self->ranks[MAX (self->nodes[edge->to].rank, 1) - 1].entries = TRUE;
}

static void
size_channels (SwFlow *self)
{
  g_autofree gboolean *labels = find_label_ranks (self);

  for (guint i = 0; i < self->n_edges; i++)
    if (!sw_flow_edge_is_loop (&self->edges[i]))
      widen_for_edge (self, &self->edges[i]);
  for (guint i = 0; i + 1 < self->n_ranks; i++)
    {
      SwFlowRank *rank = &self->ranks[i];
      double base = labels[i] || labels[i + 1] ? LABEL_CHANNEL : self->channel;
      double wide = MIN (base + rank->channel * WIDE_CURVES / self->scale, MAX_CHANNEL);
      gboolean beside = rank->exits && rank->channel > FAR_ASIDE * self->scale;
      rank->channel = wide + (beside ? BUNDLE_ROOM : 0) + (rank->entries ? BUNDLE_ROOM : 0);
      rank->channel *= self->scale;
    }
  self->ranks[self->n_ranks - 1].channel = 0;
}

/* How much of a rank's thickness what is small is centred on: a state's, though a container beside
 * it may be many times as thick. */
static double
get_row (const SwFlow *self,
         guint         rank)
{
  return MIN (self->ranks[rank].thickness, self->row);
}

/**
 * sw_flow_get_row_middle:
 * @self: a placed flow
 * @rank: a rank
 * @along: the thickness of something in it
 *
 * Returns: v of the middle of what is that thick
 */
double
sw_flow_get_row_middle (const SwFlow *self,
                        guint         rank,
                        double        along)
{
  return self->ranks[rank].top + MAX (get_row (self, rank), along) / 2;
}

static void
stack_ranks (SwFlow *self)
{
  double v = 0;

  for (guint i = 0; i < self->n_ranks; i++)
    {
      self->ranks[i].top = v;
      v += self->ranks[i].thickness + self->ranks[i].channel;
    }
  self->length = v;
  for (guint i = 0; i < self->n_nodes; i++)
    {
      SwFlowNode *node = &self->nodes[i];
      node->v = sw_flow_get_row_middle (self, node->rank, node->along) - node->along / 2;
    }
}

/* A bundle: all edges into one node that run in the side channel, on one side of the drawing; what
 * is caught by itself, since it is drawn otherwise */
typedef struct
{
  guint    node;
  gboolean back;
  guint    first; /* channels it passes, by the rank above them */
  guint    last;
  double   bus;
} Bundle;

static guint
get_exit_rank (const SwFlow     *self,
               const SwFlowEdge *edge)
{
  return self->nodes[edge->from].rank + (edge->labelled ? 1 : 0);
}

static gpointer
get_bundle_key (const SwFlowEdge *edge)
{
  guint kind = (edge->back ? 1 : 0) + (edge->edge->kind == SW_EDGE_CATCH ? 2 : 0);
  return GUINT_TO_POINTER (edge->to * 4 + kind + 1);
}

static GArray *
collect_bundles (const SwFlow *self,
                 GHashTable   *indexes)
{
  GArray *bundles = g_array_new (FALSE, FALSE, sizeof (Bundle));

  for (guint i = 0; i < self->n_edges; i++)
    {
      const SwFlowEdge *edge = &self->edges[i];
      if (!edge->bundled)
        continue;
      gpointer key = get_bundle_key (edge);
      guint entry = MAX (self->nodes[edge->to].rank, 1) - 1;
      guint exit = get_exit_rank (self, edge);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, key));
      if (!index)
        {
          Bundle bundle = { edge->to, edge->back, entry, entry, 0 };
          g_array_append_val (bundles, bundle);
          index = bundles->len;
          g_hash_table_insert (indexes, key, GUINT_TO_POINTER (index));
        }
      Bundle *bundle = &g_array_index (bundles, Bundle, index - 1);
      bundle->first = MIN (bundle->first, exit);
      bundle->last = MAX (bundle->last, exit);
    }
  return bundles;
}

static int
compare_bundles (gconstpointer a,
                 gconstpointer b)
{
  const Bundle *x = *(Bundle *const *) a;
  const Bundle *y = *(Bundle *const *) b;
  guint span_x = x->last - x->first;
  guint span_y = y->last - y->first;
  if (span_x != span_y)
    return span_x < span_y ? -1 : 1;
  return (x->node > y->node) - (x->node < y->node);
}

/* The bus of a bundle runs just outside of everything in the ranks it passes, loops on the left. */
static void
place_bus (SwFlow *self,
           Bundle *bundle)
{
  double gap = SW_FLOW_BUS_GAP * self->scale;
  double outermost = bundle->back ? INFINITY : -INFINITY;

  for (guint i = bundle->first; i <= MIN (bundle->last + 1, self->n_ranks - 1); i++)
    outermost = bundle->back ? MIN (outermost, self->ranks[i].left)
                             : MAX (outermost, self->ranks[i].right);
  bundle->bus = bundle->back ? outermost - gap : outermost + gap;
  for (guint i = bundle->first; i <= MIN (bundle->last + 1, self->n_ranks - 1); i++)
    if (bundle->back)
      self->ranks[i].left = bundle->bus;
    else
      self->ranks[i].right = bundle->bus;
}

/* The shortest bundles first, so that they run inside of the longer ones. */
static void
place_buses (SwFlow *self)
{
  g_autoptr (GHashTable) indexes = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) bundles = collect_bundles (self, indexes);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < bundles->len; i++)
    g_ptr_array_add (sorted, &g_array_index (bundles, Bundle, i));
  g_ptr_array_sort (sorted, compare_bundles);
  for (guint i = 0; i < sorted->len; i++)
    place_bus (self, g_ptr_array_index (sorted, i));
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, get_bundle_key (edge)));
      if (edge->bundled)
        edge->bus = g_array_index (bundles, Bundle, index - 1).bus;
    }
}

/**
 * sw_flow_place_ranks:
 * @self: a flow whose items have their place across
 *
 * Stacks the ranks with channels between them, puts the bundles beside, and sums up the size.
 */
void
sw_flow_place_ranks (SwFlow *self)
{
  measure_ranks (self);
  size_channels (self);
  stack_ranks (self);
  place_buses (self);
  self->left = INFINITY;
  self->right = -INFINITY;
  for (guint i = 0; i < self->n_ranks; i++)
    {
      self->left = MIN (self->left, self->ranks[i].left);
      self->right = MAX (self->right, self->ranks[i].right);
    }
}
