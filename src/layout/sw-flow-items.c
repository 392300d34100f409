/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-flow.h"

#define LABEL_MARGIN 5.0
#define BEND_WIDTH 6.0

static guint
get_depth (const SwFlow     *self,
           const SwFlowEdge *edge)
{
  return self->nodes[edge->to].depth;
}

static gboolean
may_be_main (const SwFlowEdge *edge)
{
  return !edge->back && !edge->bundled && !sw_flow_edge_is_loop (edge)
         && edge->edge->kind != SW_EDGE_CATCH;
}

/* The main line goes on with the exit that has the longest way before it; a tie leaves none in favour, and the
 * branches stand evenly below their Choice. */
static void
weigh_exits (SwFlow *self,
             guint   node)
{
  guint first = self->out_first[node];
  guint last = self->out_first[node + 1];
  guint deepest = 0;
  guint ties = 0;

  for (guint i = first; i < last; i++)
    {
      SwFlowEdge *edge = &self->edges[self->out[i]];
      edge->weight = edge->back || edge->edge->kind == SW_EDGE_CATCH ? SW_FLOW_WEIGHT_SIDE : SW_FLOW_WEIGHT_PLAIN;
      if (!may_be_main (edge) || get_depth (self, edge) < deepest)
        continue;
      ties = get_depth (self, edge) == deepest ? ties + 1 : 1;
      deepest = get_depth (self, edge);
    }
  for (guint i = first; i < last && ties == 1; i++)
    {
      SwFlowEdge *edge = &self->edges[self->out[i]];
      if (may_be_main (edge) && get_depth (self, edge) == deepest)
        edge->weight = SW_FLOW_WEIGHT_MAIN;
    }
}

static void
note_sides (SwFlow *self)
{
  for (guint i = 0; i < self->n_edges; i++)
    {
      const SwFlowEdge *edge = &self->edges[i];
      if (edge->edge->kind == SW_EDGE_CATCH || edge->back)
        self->nodes[edge->from].sides = TRUE;
      if (edge->back && !edge->bundled)
        self->nodes[edge->to].sides = TRUE;
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
      double margin = (node->sides ? SW_FLOW_SIDE_MARGIN : SW_FLOW_NODE_MARGIN) * self->scale;
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

/* What stands for @edge in the ranks between its ends: bends, and the label at the end of the Choice. Of a
 * bundled edge only the label. */
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
  for (guint i = 0; i < self->n_nodes; i++)
    weigh_exits (self, i);
  note_sides (self);
  add_node_items (self);
  for (guint i = 0; i < self->n_edges; i++)
    if (!sw_flow_edge_is_loop (&self->edges[i]))
      add_chain_items (self, &self->edges[i]);
}
