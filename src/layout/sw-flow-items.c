/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-flow.h"

#define LABEL_MARGIN 5.0
#define BEND_WIDTH 6.0

/* Lines: the main line runs from the Start through each state's main exit, the one with the longest way
 * on, and is drawn straight; so are the lines that begin off it. Two exits that go on about as far are a tie:
 * neither is straight, their Choice stands in the middle above them, and where they meet again is in the
 * middle below. */
typedef struct
{
  guint     *lines;   /* by node: the position where its line began; the main line's is 0 */
  guint     *entries; /* by node: how many exits of its line meet in it */
  gboolean  *tied;    /* by node: whether its exits tie */
} Lines;

static gboolean
may_be_main (const SwFlowEdge *edge)
{
  return !edge->back && !edge->bundled && !sw_flow_edge_is_loop (edge)
         && edge->edge->kind != SW_EDGE_CATCH;
}

static gboolean
nearly_as_deep (guint depth,
                guint deepest)
{
  return depth * 4 >= deepest * 3;
}

/* Marks the exits that may go on with @node's line: the deepest one, or those that tie with it. */
static gboolean
find_main_exits (SwFlow *self,
                 guint   node)
{
  guint deepest = 0;
  guint count = 0;

  for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      const SwFlowEdge *edge = &self->edges[self->out[i]];
      if (may_be_main (edge))
        deepest = MAX (deepest, self->nodes[edge->to].depth);
    }
  for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      SwFlowEdge *edge = &self->edges[self->out[i]];
      gboolean side = edge->back || edge->edge->kind == SW_EDGE_CATCH;
      gboolean main = may_be_main (edge)
                      && nearly_as_deep (self->nodes[edge->to].depth, deepest);
      edge->weight = side ? SW_FLOW_WEIGHT_SIDE : main ? SW_FLOW_WEIGHT_LINE : SW_FLOW_WEIGHT_PLAIN;
      count += main;
    }
  return count > 1;
}

static void
follow_lines (SwFlow *self,
              Lines  *lines)
{
  for (guint i = 0; i < self->n_nodes; i++)
    lines->lines[i] = G_MAXUINT;
  for (guint position = 0; position < self->n_nodes; position++)
    {
      guint node = self->order[position];
      if (lines->lines[node] == G_MAXUINT)
        lines->lines[node] = position;
      lines->tied[node] = find_main_exits (self, node);
      for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
        {
          const SwFlowEdge *edge = &self->edges[self->out[i]];
          if (edge->weight != SW_FLOW_WEIGHT_LINE)
            continue;
          if (lines->lines[node] < lines->lines[edge->to])
            {
              lines->lines[edge->to] = lines->lines[node];
              lines->entries[edge->to] = 0;
            }
          lines->entries[edge->to] += lines->lines[node] == lines->lines[edge->to];
        }
    }
}

static void
weigh_edges (SwFlow *self)
{
  g_autofree guint *numbers = g_new0 (guint, self->n_nodes);
  g_autofree guint *entries = g_new0 (guint, self->n_nodes);
  g_autofree gboolean *tied = g_new0 (gboolean, self->n_nodes);
  Lines lines = { numbers, entries, tied };

  follow_lines (self, &lines);
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      if (edge->weight != SW_FLOW_WEIGHT_LINE)
        continue;
      if (numbers[edge->from] != numbers[edge->to])
        edge->weight = edge->edge->kind == SW_EDGE_END ? SW_FLOW_WEIGHT_SIDE : SW_FLOW_WEIGHT_PLAIN;
      else if (entries[edge->to] > 1 || tied[edge->from])
        edge->weight = SW_FLOW_WEIGHT_TIE;
      else if (numbers[edge->to] == 0)
        edge->weight = SW_FLOW_WEIGHT_MAIN;
    }
}

/* Loops may come back at whichever side is free, so where one does, no order is asked for. */
static void
note_sides (SwFlow *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].ordered = TRUE;
  for (guint i = 0; i < self->n_edges; i++)
    {
      const SwFlowEdge *edge = &self->edges[i];
      if (edge->edge->kind == SW_EDGE_CATCH || edge->back)
        self->nodes[edge->from].sides = TRUE;
      if (edge->back && !edge->bundled)
        {
          self->nodes[edge->to].sides = TRUE;
          self->nodes[edge->to].ordered = FALSE;
        }
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
  weigh_edges (self);
  note_sides (self);
  add_node_items (self);
  for (guint i = 0; i < self->n_edges; i++)
    if (!sw_flow_edge_is_loop (&self->edges[i]))
      add_chain_items (self, &self->edges[i]);
}
