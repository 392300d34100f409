/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

/* Which edges are bundled: drawn in a side channel instead of through the ranks. Without this, a
 * common error handler costs one bend per rank and state, and the picture is mostly lines. */

#define HUB_EDGES 8        /* a state that more edges enter is a hub: only the last of them stays */
#define LONG_SPAN 24       /* ranks, from which on any edge is bundled */
#define LONG_CATCH_SPAN 6  /* the same for a Catch */
#define LARGE_SCOPE 60     /* nodes, from which on early ways to the End are treated like a Catch */
#define MAX_BENDS 1200     /* per LARGE_SCOPE nodes; with more, shorter edges are bundled too */
#define PIECE_MIN_NODES 30 /* a piece holds at least as many … */
#define PIECE_MAX_NODES 60 /* … and if there is where to cut, at most as many */

static SwFlowNode *
get_upper (const SwFlow     *self,
           const SwFlowEdge *edge)
{
  return &self->nodes[sw_flow_edge_upper (edge)];
}

static SwFlowNode *
get_lower (const SwFlow     *self,
           const SwFlowEdge *edge)
{
  return &self->nodes[sw_flow_edge_lower (edge)];
}

/* Whether @edge says that its lower end stands below its upper one */
static gboolean
binds (const SwFlowEdge *edge)
{
  return !edge->bundled && !sw_flow_edge_is_loop (edge);
}

static guint
get_span (const SwFlow     *self,
          const SwFlowEdge *edge)
{
  return get_lower (self, edge)->rank - get_upper (self, edge)->rank;
}

/* The ranks that @edge needs at least: one of its own for its label */
static guint
get_length (const SwFlowEdge *edge)
{
  return edge->labelled ? 2 : 1;
}

static gboolean
is_cut (const SwFlow *self,
        guint         position,
        guint        *next_cut)
{
  if (*next_cut >= self->cuts->len || g_array_index (self->cuts, guint, *next_cut) != position)
    return FALSE;
  ++*next_cut;
  return position > 0;
}

/* Every node stands one rank below the lowest that leads to it (two, where the label of the edge
 * needs one of its own), a cut below all of its piece, and the End at the bottom. */
static void
assign_ranks (SwFlow *self)
{
  g_autofree guint *first = NULL;
  g_autofree guint *edges = sw_flow_dup_edges_by_upper (self, &first);
  guint next_cut = 0;
  guint bottom = 0;
  guint top = 0; /* of the piece: what follows a cut stands below it */

  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].rank = self->nodes[i].node->kind == SW_GRAPH_NODE_START ? 0 : 1;
  for (guint position = 0; position < self->n_nodes; position++)
    {
      SwFlowNode *node = &self->nodes[self->order[position]];
      gboolean cut = is_cut (self, position, &next_cut);
      node->rank = MAX (node->rank, cut ? MAX (bottom, top) : top);
      if (cut)
        top = node->rank + 1;
      bottom = MAX (bottom, node->rank);
      for (guint i = first[position]; i < first[position + 1]; i++)
        {
          const SwFlowEdge *edge = &self->edges[edges[i]];
          if (binds (edge))
            get_lower (self, edge)->rank
                = MAX (get_lower (self, edge)->rank, node->rank + get_length (edge));
          else if (edge->bundled && edge->labelled)
            bottom = MAX (bottom, self->nodes[edge->from].rank + 1);
        }
    }
}

/* How far @node may come down before it stands no longer above all that it leads to, and how many
 * edges get shorter by that. The label of a bundled edge stays above @floor. */
static guint
get_slack (const SwFlow *self,
           guint         node,
           const guint  *edges,
           guint         n_edges,
           guint         floor,
           guint        *exits)
{
  guint slack = G_MAXUINT;

  for (guint i = 0; i < n_edges; i++)
    {
      const SwFlowEdge *edge = &self->edges[edges[i]];
      if (binds (edge))
        {
          slack = MIN (slack, get_span (self, edge) - get_length (edge));
          ++*exits;
        }
    }
  for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      const SwFlowEdge *edge = &self->edges[self->out[i]];
      if (edge->bundled && edge->labelled)
        slack = MIN (slack, floor - MIN (floor, self->nodes[node].rank + 1));
    }
  return *exits ? slack : 0;
}

/* A node with room below and more edges there than above comes down: each of those gets shorter by
 * as much as each of these gets longer. From below, so that it follows what came down itself. */
static void
lower_nodes (SwFlow *self)
{
  g_autofree guint *first = NULL;
  g_autofree guint *edges = sw_flow_dup_edges_by_upper (self, &first);
  g_autofree guint *entries = g_new0 (guint, self->n_nodes);
  guint cut = self->cuts->len - 1; /* the first one at or below the node */

  for (guint i = 0; i < self->n_edges; i++)
    if (binds (&self->edges[i]))
      entries[sw_flow_edge_lower (&self->edges[i])]++;
  for (guint position = self->n_nodes - 1; position-- > 1;)
    {
      guint node = self->order[position];
      guint exits = 0;
      if (g_array_index (self->cuts, guint, cut - 1) == position)
        {
          cut--;
          continue; /* it holds its piece */
        }
      guint floor = self->nodes[self->order[g_array_index (self->cuts, guint, cut)]].rank;
      guint slack = get_slack (self, node, edges + first[position],
                               first[position + 1] - first[position], floor, &exits);
      if (exits > entries[node])
        self->nodes[node].rank += slack;
    }
}

/* The End stands alone in the last rank. */
static void
lower_end (SwFlow *self)
{
  SwFlowNode *end = &self->nodes[self->order[self->n_nodes - 1]];
  guint bottom = 0;

  for (guint i = 0; i < self->n_nodes; i++)
    if (&self->nodes[i] != end)
      bottom = MAX (bottom, self->nodes[i].rank);
  for (guint i = 0; i < self->n_edges; i++)
    if (self->edges[i].labelled && self->edges[i].bundled)
      bottom = MAX (bottom, self->nodes[self->edges[i].from].rank + 1);
  if (end->node->kind == SW_GRAPH_NODE_END)
    end->rank = MAX (end->rank, bottom + 1);
}

/* How many edges enter each node from above and are not bundled */
static guint *
count_entries (const SwFlow *self)
{
  guint *entries = g_new0 (guint, self->n_nodes);
  for (guint i = 0; i < self->n_edges; i++)
    if (binds (&self->edges[i]) && !self->edges[i].back)
      entries[self->edges[i].to]++;
  return entries;
}

static void
bundle_hubs (SwFlow *self)
{
  g_autofree guint *entries = count_entries (self);
  g_autofree int *kept = g_new (int, self->n_nodes);

  for (guint i = 0; i < self->n_nodes; i++)
    kept[i] = -1;
  for (guint i = 0; i < self->n_edges; i++)
    {
      const SwFlowEdge *edge = &self->edges[i];
      if (edge->back || !binds (edge) || entries[edge->to] <= HUB_EDGES)
        continue;
      int best = kept[edge->to];
      if (best < 0
          || self->nodes[edge->from].position > self->nodes[self->edges[best].from].position)
        kept[edge->to] = (int) i;
    }
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      if (kept[edge->to] >= 0 && !edge->back && binds (edge) && kept[edge->to] != (int) i)
        edge->bundled = TRUE;
    }
}

typedef struct
{
  guint edge;
  guint span;
} Span;

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *x = a;
  const Span *y = b;
  if (x->span != y->span)
    return x->span > y->span ? -1 : 1;
  return (x->edge > y->edge) - (x->edge < y->edge);
}

static GArray *
dup_spans (const SwFlow *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < self->n_edges; i++)
    if (binds (&self->edges[i]))
      {
        Span span = { i, get_span (self, &self->edges[i]) };
        g_array_append_val (spans, span);
      }
  g_array_sort (spans, compare_spans);
  return spans;
}

static guint
get_limit (const SwFlow     *self,
           const SwFlowEdge *edge,
           guint             limit)
{
  gboolean side_line = edge->edge->kind == SW_EDGE_CATCH
                       || (edge->edge->kind == SW_EDGE_END && self->n_nodes > LARGE_SCOPE);
  return side_line ? MIN (limit, LONG_CATCH_SPAN) : limit;
}

/* Bundles the edges that pass more than @limit ranks, the longest first; of those that enter a
 * node from above, one always stays, so that the node keeps its place in the flow. */
static void
bundle_long (SwFlow *self,
             guint   limit)
{
  g_autofree guint *entries = count_entries (self);
  g_autoptr (GArray) spans = dup_spans (self);

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      SwFlowEdge *edge = &self->edges[span->edge];
      if (span->span <= get_limit (self, edge, limit) || (!edge->back && entries[edge->to] < 2))
        continue;
      edge->bundled = TRUE;
      if (!edge->back)
        entries[edge->to]--;
    }
}

static guint
count_bends (const SwFlow *self)
{
  guint bends = 0;
  for (guint i = 0; i < self->n_edges; i++)
    if (binds (&self->edges[i]))
      bends += get_span (self, &self->edges[i]) - 1;
  return bends;
}

/* A number made of what a node and its neighbours look like. Where to cut is chosen by it, not by
 * counting, so that a state inserted far away does not move the cuts: only the piece it stands in
 * is laid out again. */
static guint
hash_surroundings (const SwFlow *self,
                   guint         position)
{
  guint hash = 5381;

  for (guint i = MAX (position, 2) - 2; i < MIN (position + 3, self->n_nodes); i++)
    {
      guint node = self->order[i];
      hash = hash * 33 + (guint) self->nodes[node].across + 7 * self->nodes[node].node->kind;
      for (guint k = self->out_first[node]; k < self->out_first[node + 1]; k++)
        {
          const SwFlowEdge *edge = &self->edges[self->out[k]];
          hash = hash * 33 + edge->edge->kind + 11 * (guint) edge->label_width;
        }
    }
  return hash * 2654435761u;
}

/* Whether a node can be cut at, by position: no edge jumps over it */
static gboolean *
find_possible_cuts (const SwFlow *self)
{
  g_autofree guint *reach = g_new0 (guint, self->n_nodes);
  gboolean *possible = g_new0 (gboolean, self->n_nodes);
  guint farthest = 0;

  for (guint i = 0; i < self->n_edges; i++)
    if (binds (&self->edges[i]))
      {
        guint upper = get_upper (self, &self->edges[i])->position;
        reach[upper] = MAX (reach[upper], get_lower (self, &self->edges[i])->position);
      }
  for (guint i = 1; i < self->n_nodes; i++)
    {
      farthest = MAX (farthest, reach[i - 1]);
      possible[i] = farthest == i;
    }
  return possible;
}

/* The best place for the cut after the one at @begin, or the end */
static guint
find_next_cut (const SwFlow   *self,
               const gboolean *possible,
               guint           begin)
{
  guint end = self->n_nodes - 1;
  guint best = end;
  guint least = G_MAXUINT;

  if (end - begin <= PIECE_MAX_NODES)
    return end;
  for (guint i = begin + PIECE_MIN_NODES; i < end; i++)
    {
      if (i > begin + PIECE_MAX_NODES && best < end)
        break;
      if (possible[i] && hash_surroundings (self, i) < least)
        {
          best = i;
          least = hash_surroundings (self, i);
        }
    }
  return best;
}

/* Cuts the scope into pieces at nodes that no edge jumps over: what stands before such a node and
 * what follows it can be placed on its own. Small scopes stay whole. */
static void
find_cuts (SwFlow *self)
{
  g_autofree gboolean *possible = find_possible_cuts (self);
  guint cut = 0;

  g_array_set_size (self->cuts, 0);
  g_array_append_val (self->cuts, cut);
  while (cut < self->n_nodes - 1)
    {
      cut = find_next_cut (self, possible, cut);
      g_array_append_val (self->cuts, cut);
    }
}

/**
 * sw_flow_rank:
 * @self: an ordered flow
 *
 * Gives every node its rank, decides which edges are bundled, and cuts the scope into pieces.
 */
void
sw_flow_rank (SwFlow *self)
{
  guint budget = MAX_BENDS * MAX (1, self->n_nodes / LARGE_SCOPE);

  bundle_hubs (self);
  assign_ranks (self);
  bundle_long (self, LONG_SPAN);
  assign_ranks (self);
  for (guint limit = LONG_SPAN / 2; limit >= 1 && count_bends (self) > budget; limit /= 2)
    {
      bundle_long (self, limit);
      assign_ranks (self);
    }
  find_cuts (self);
  assign_ranks (self);
  lower_nodes (self);
  lower_end (self);
}
