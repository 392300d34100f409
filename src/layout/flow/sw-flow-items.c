/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#define LABEL_MARGIN 5.0
#define BEND_WIDTH 6.0

static gboolean
is_choice (const SwFlowNode *node)
{
  return node->node->state && node->node->state->type == SW_STATE_CHOICE;
}

static void
reserve_lanes (SwFlow *self,
               guint   node,
               double  margin)
{
  self->nodes[node].lanes = MAX (self->nodes[node].lanes, margin * self->scale);
}

/* Loops may come back at whichever side is free, so where one does, no order is asked for but of a
 * Choice. */
static void
note_sides (SwFlow *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].ordered = TRUE;
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      edge->side = edge->back && self->nodes[edge->from].side < 0 ? -1 : 1;
      edge->upper_side = edge->lower_side = edge->side;
      if (edge->edge->kind == SW_EDGE_CATCH)
        reserve_lanes (self, edge->from, SW_FLOW_CATCH_MARGIN);
      if (!edge->back || edge->bundled)
        continue;
      reserve_lanes (self, edge->from, SW_FLOW_SIDE_MARGIN);
      reserve_lanes (self, edge->to, SW_FLOW_SIDE_MARGIN);
      self->nodes[edge->to].ordered = is_choice (&self->nodes[edge->to]);
    }
}

static void
add_item (SwFlow        *self,
          SwFlowItemKind kind,
          guint          rank,
          double         width,
          double         along)
{
  SwFlowItem item = { kind, rank, width, along, 0 };
  g_array_append_val (self->items, item);
}

static void
add_node_items (SwFlow *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    {
      SwFlowNode *node = &self->nodes[i];
      double margin = MAX (node->lanes, SW_FLOW_NODE_MARGIN * self->scale);
      node->item = i;
      add_item (self, SW_FLOW_ITEM_NODE, node->rank, node->across + 2 * (margin + node->loop),
                node->along);
    }
}

static void
add_label_item (SwFlow     *self,
                SwFlowEdge *edge,
                guint       rank)
{
  gboolean down = self->direction == SW_DIRECTION_DOWN;
  double across = down ? edge->label_width : edge->label_height;
  edge->label = self->items->len;
  add_item (self, SW_FLOW_ITEM_LABEL, rank, across + 2 * LABEL_MARGIN * self->scale,
            down ? edge->label_height : edge->label_width);
}

/* What stands for @edge in the ranks between its ends: bends, and the label at the end of the
 * Choice. Of a bundled edge only the label. */
static void
add_chain_items (SwFlow     *self,
                 SwFlowEdge *edge)
{
  guint top = self->nodes[sw_flow_edge_upper (edge)].rank + 1;
  guint bottom = self->nodes[sw_flow_edge_lower (edge)].rank;
  guint label_rank = edge->back ? bottom - 1 : top;

  edge->first = self->items->len;
  if (edge->bundled)
    {
      if (edge->labelled)
        add_label_item (self, edge, self->nodes[edge->from].rank + 1);
    }
  else
    {
      for (guint rank = top; rank < bottom; rank++)
        if (edge->labelled && rank == label_rank)
          add_label_item (self, edge, rank);
        else
          add_item (self, SW_FLOW_ITEM_BEND, rank, BEND_WIDTH, 0);
    }
  edge->count = self->items->len - edge->first;
}

/**
 * sw_flow_build_items:
 * @self: a ranked flow
 *
 * Lists all that stands in the ranks, and how much each edge wants to be straight.
 */
void
sw_flow_build_items (SwFlow *self)
{
  sw_flow_find_lines (self);
  note_sides (self);
  add_node_items (self);
  for (guint i = 0; i < self->n_edges; i++)
    if (!sw_flow_edge_is_loop (&self->edges[i]))
      add_chain_items (self, &self->edges[i]);
}
