/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#include <string.h>

/* One piece of the flow on its way to SwPiece: which of its items stands for which of ours */
typedef struct
{
  SwFlow  *flow;
  SwPiece *piece;
  GArray  *ours;   /* guint: our item by the piece's */
  guint   *theirs; /* the piece's item by ours */
  guint8  *linked; /* by the piece's item: whether a link enters it */
  guint    top;    /* rank of its first node */
} Cutting;

static const SwPieceKind kinds[] = {
  [SW_FLOW_ITEM_NODE] = SW_PIECE_NODE,
  [SW_FLOW_ITEM_LABEL] = SW_PIECE_LABEL,
  [SW_FLOW_ITEM_BEND] = SW_PIECE_BEND,
};

static guint
take_item (Cutting *cutting,
           guint    ours,
           gboolean ordered)
{
  const SwFlowItem *item = sw_flow_get_item (cutting->flow, ours);
  guint theirs = sw_piece_add_item (cutting->piece, kinds[item->kind], item->rank - cutting->top,
                                    item->width, ordered);
  if (item->kind == SW_FLOW_ITEM_NODE)
    sw_piece_set_lanes (cutting->piece, theirs,
                        (item->width - cutting->flow->nodes[ours].across) / 2);
  g_array_append_val (cutting->ours, ours);
  return cutting->theirs[ours] = theirs;
}

/* Between bends, and from a label to what it leads to, the edge runs straight rather than above
 * it; and rather where it leaves than where it arrives. */
static guint
get_weight (const SwFlow     *self,
            const SwFlowEdge *edge,
            guint             from,
            guint             to)
{
  SwFlowItemKind above = sw_flow_get_item (self, from)->kind;
  SwFlowItemKind below = sw_flow_get_item (self, to)->kind;
  gboolean straight = (above != SW_FLOW_ITEM_NODE && below != SW_FLOW_ITEM_NODE)
                      || (above == SW_FLOW_ITEM_LABEL && !edge->back);
  guint leaves = above == SW_FLOW_ITEM_NODE && below != SW_FLOW_ITEM_NODE;
  return straight ? MAX (edge->weight, SW_FLOW_WEIGHT_BENDS) : edge->weight + leaves;
}

/* A Catch leaves at the side, a loop leaves and comes back there. */
static SwPieceSide
get_from_side (const SwFlow     *self,
               const SwFlowEdge *edge,
               guint             from)
{
  gboolean at_side = edge->back || edge->edge->kind == SW_EDGE_CATCH;
  if (!at_side || sw_flow_get_item (self, from)->kind != SW_FLOW_ITEM_NODE)
    return SW_PIECE_MIDDLE;
  return edge->side < 0 ? SW_PIECE_LEFT : SW_PIECE_RIGHT;
}

static SwPieceSide
get_to_side (const SwFlow     *self,
             const SwFlowEdge *edge,
             guint             to)
{
  if (!edge->back || sw_flow_get_item (self, to)->kind != SW_FLOW_ITEM_NODE)
    return SW_PIECE_MIDDLE;
  return edge->side < 0 ? SW_PIECE_LEFT : SW_PIECE_RIGHT;
}

static guint
link_items (Cutting          *cutting,
            const SwFlowEdge *edge,
            guint             from,
            guint             to)
{
  const SwFlow *self = cutting->flow;
  cutting->linked[to] = TRUE;
  return sw_piece_add_link (cutting->piece, cutting->theirs[from], cutting->theirs[to],
                            get_weight (self, edge, from, to), get_from_side (self, edge, from),
                            get_to_side (self, edge, to));
}

static void
take_edge (Cutting    *cutting,
           SwFlowEdge *edge)
{
  SwFlow *self = cutting->flow;
  guint above = self->nodes[edge->bundled ? edge->from : sw_flow_edge_upper (edge)].item;

  for (guint i = edge->first; i < edge->first + edge->count; i++)
    {
      take_item (cutting, i, FALSE);
      guint link = link_items (cutting, edge, above, i);
      edge->upper_link = i == edge->first ? link : edge->upper_link;
      above = i;
    }
  if (edge->bundled)
    return;
  edge->lower_link
      = link_items (cutting, edge, above, self->nodes[sw_flow_edge_lower (edge)].item);
  if (edge->count == 0)
    edge->upper_link = edge->lower_link;
}

/* Where branches meet again stands straight below their Choice: a link that is not drawn runs in
 * their midst. */
static void
take_join (Cutting          *cutting,
           const SwFlowNode *node)
{
  const SwFlow *self = cutting->flow;
  sw_piece_add_link (cutting->piece, cutting->theirs[node->item],
                     cutting->theirs[self->nodes[node->join].item], SW_FLOW_WEIGHT_MAIN,
                     SW_PIECE_MIDDLE, SW_PIECE_MIDDLE);
}

/* The exits of @node in the order of the definition, but for a Default that only passes by what the
 * rules lead to: on the outside it would go around all of it, so it runs beside the line that it
 * comes back to. */
static guint *
dup_exits (const SwFlow *self,
           guint         node,
           guint        *count)
{
  guint n = *count = self->out_first[node + 1] - self->out_first[node];
  guint *exits = g_memdup2 (self->out + self->out_first[node], (n + 1) * sizeof (guint));
  guint place = 0;
  guint lines = 0;

  if (n == 0 || !self->edges[exits[n - 1]].bypass)
    return exits;
  guint bypass = exits[n - 1];
  while (place + 1 < n && lines < MAX (1, self->nodes[node].ties / 2))
    lines += self->edges[exits[place++]].weight > SW_FLOW_WEIGHT_PLAIN;
  memmove (exits + place + 1, exits + place, (n - 1 - place) * sizeof (guint));
  exits[place] = bypass;
  return exits;
}

/* The links that leave @node downwards: its exits, then the loops that come back to it. */
static void
take_edges (Cutting     *cutting,
            guint        node,
            const guint *by_upper,
            const guint *first)
{
  SwFlow *self = cutting->flow;
  guint position = self->nodes[node].position;
  guint ties = 0;
  guint count;
  g_autofree guint *exits = dup_exits (self, node, &count);

  for (guint i = 0; i < count; i++)
    {
      SwFlowEdge *edge = &self->edges[exits[i]];
      if (self->nodes[node].ties && edge->weight == SW_FLOW_WEIGHT_TIE
          && ties++ == self->nodes[node].ties / 2)
        take_join (cutting, &self->nodes[node]);
      if (edge->bundled || (!edge->back && !sw_flow_edge_is_loop (edge)))
        take_edge (cutting, edge);
    }
  for (guint i = first[position]; i < first[position + 1]; i++)
    {
      SwFlowEdge *edge = &self->edges[by_upper[i]];
      if (edge->back && !edge->bundled)
        take_edge (cutting, edge);
    }
}

/* Which sides the loops have come to touch, and at which what is caught leaves */
static void
adopt_sides (Cutting      *cutting,
             guint         from,
             guint         to,
             const guint  *by_upper,
             const guint  *first,
             const double *places)
{
  for (guint i = first[from]; i < first[to]; i++)
    {
      SwFlowEdge *edge = &cutting->flow->edges[by_upper[i]];
      gboolean at_side = edge->back ? !edge->bundled : edge->edge->kind == SW_EDGE_CATCH;
      if (!at_side || sw_flow_edge_is_loop (edge) || (edge->bundled && edge->count == 0))
        continue;
      edge->upper_side = sw_piece_get_side (cutting->piece, places, edge->upper_link, FALSE);
      if (edge->back)
        edge->lower_side = sw_piece_get_side (cutting->piece, places, edge->lower_link, TRUE);
    }
}

/* Nothing may float: what no link enters is held by one from the first item that is not drawn. */
static void
tie_loose_items (Cutting *cutting)
{
  for (guint i = 1; i < cutting->ours->len; i++)
    if (!cutting->linked[g_array_index (cutting->ours, guint, i)])
      sw_piece_add_link (cutting->piece, 0, i, 0, SW_PIECE_MIDDLE, SW_PIECE_MIDDLE);
}

static void
fill_piece (Cutting     *cutting,
            guint        from,
            guint        to,
            const guint *by_upper,
            const guint *first)
{
  SwFlow *self = cutting->flow;

  g_array_set_size (cutting->ours, 0);
  cutting->top = self->nodes[self->order[from]].rank;
  for (guint position = from; position <= to; position++)
    {
      const SwFlowNode *node = &self->nodes[self->order[position]];
      guint item = node->item;
      take_item (cutting, item, node->ordered);
      cutting->linked[item] = FALSE;
    }
  for (guint position = from; position < to; position++)
    take_edges (cutting, self->order[position], by_upper, first);
  tie_loose_items (cutting);
}

/* The piece hangs where the one above it put the node they share. */
static void
adopt_places (Cutting      *cutting,
              const double *places)
{
  SwFlow *self = cutting->flow;
  double origin = sw_flow_get_item (self, g_array_index (cutting->ours, guint, 0))->u;

  for (guint i = 0; i < cutting->ours->len; i++)
    sw_flow_get_item (self, g_array_index (cutting->ours, guint, i))->u = origin + places[i];
}

static gboolean
place_pieces (SwFlow        *self,
              SwLayoutCache *cache,
              GCancellable  *cancellable)
{
  g_autofree guint *first = NULL;
  g_autofree guint *by_upper = sw_flow_dup_edges_by_upper (self, &first);
  g_autofree guint *theirs = g_new0 (guint, self->items->len);
  g_autofree guint8 *linked = g_new0 (guint8, self->items->len);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i + 1 < self->cuts->len; i++)
    {
      g_autoptr (SwPiece) piece = sw_piece_new ();
      Cutting cutting = { self, piece, ours, theirs, linked, 0 };
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      guint from = g_array_index (self->cuts, guint, i);
      guint to = g_array_index (self->cuts, guint, i + 1);
      fill_piece (&cutting, from, to, by_upper, first);
      const double *places = sw_piece_place (piece, cache);
      adopt_places (&cutting, places);
      adopt_sides (&cutting, from, to, by_upper, first, places);
    }
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].u = sw_flow_get_item (self, self->nodes[i].item)->u;
  return TRUE;
}

/**
 * sw_flow_place:
 * @self: a ranked flow
 * @cache: places of earlier pieces
 * @cancellable: (nullable): looked at before each piece
 *
 * Finds the place of everything in both axes, and how large the drawing is.
 *
 * Returns: whether it did; `FALSE` where it was cancelled, and the flow is only fit to be freed
 */
gboolean
sw_flow_place (SwFlow        *self,
               SwLayoutCache *cache,
               GCancellable  *cancellable)
{
  sw_flow_build_items (self);
  if (!place_pieces (self, cache, cancellable))
    return FALSE;
  sw_flow_place_ranks (self);
  sw_flow_find_ports (self);
  return TRUE;
}
