/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#include "layout/picture/sw-look.h"
#include "layout/picture/sw-text-fit.h"

static void
add_nodes (SwFlow           *self,
           const SwFlowSize *sizes)
{
  gboolean down = self->direction == SW_DIRECTION_DOWN;

  self->n_nodes = self->scope->nodes->len;
  self->nodes = g_new0 (SwFlowNode, self->n_nodes);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      SwFlowNode *node = &self->nodes[i];
      node->node = g_ptr_array_index (self->scope->nodes, i);
      node->width = sizes[i].width;
      node->height = sizes[i].height;
      node->open = sizes[i].open;
      node->across = down ? node->width : node->height;
      node->along = down ? node->height : node->width;
    }
}

static void
measure_label (SwFlow     *self,
               SwFlowEdge *edge)
{
  const char *label = edge->edge->label;
  if (!self->labels || !label || label[0] == '\0')
    return;

  double width = sw_text_width (label, SW_LOOK_LABEL_SIZE, FALSE) + 2 * SW_LOOK_LABEL_PADDING;
  edge->labelled = TRUE;
  edge->label_width = MIN (width, SW_FLOW_LABEL_MAX_WIDTH) * self->scale;
  edge->label_height = SW_FLOW_LABEL_HEIGHT * self->scale;
}

/* Loops of one state share their curve; their labels stand outside of it, one beside the other. */
static void
reserve_loop (SwFlow     *self,
              SwFlowEdge *edge)
{
  double label = self->direction == SW_DIRECTION_DOWN ? edge->label_width : edge->label_height;
  SwFlowNode *node = &self->nodes[edge->from];

  if (node->loop == 0)
    node->loop = SW_FLOW_LOOP_WIDTH * self->scale;
  edge->bus = node->loop;
  if (edge->labelled)
    node->loop += label + SW_FLOW_LABEL_GAP * self->scale;
}

static void
add_edges (SwFlow *self)
{
  g_autoptr (GHashTable) indexes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->n_nodes; i++)
    g_hash_table_insert (indexes, self->nodes[i].node, GUINT_TO_POINTER (i));

  self->n_edges = self->scope->edges->len;
  self->edges = g_new0 (SwFlowEdge, self->n_edges);
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      edge->edge = g_ptr_array_index (self->scope->edges, i);
      edge->from = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, edge->edge->from));
      edge->to = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, edge->edge->to));
      measure_label (self, edge);
      if (sw_flow_edge_is_loop (edge))
        reserve_loop (self, edge);
    }
}

static void
index_edges (SwFlow *self)
{
  self->out_first = g_new0 (guint, self->n_nodes + 2);
  self->out = g_new0 (guint, self->n_edges + 1);
  guint *next = self->out_first + 1; /* shifted by one while it is filled */

  for (guint i = 0; i < self->n_edges; i++)
    next[self->edges[i].from + 1]++;
  for (guint i = 1; i <= self->n_nodes; i++)
    next[i] += next[i - 1];
  for (guint i = 0; i < self->n_edges; i++)
    self->out[next[self->edges[i].from]++] = i;
}

/**
 * sw_flow_new:
 * @scope: the scope to draw
 * @sizes: of each node, in the order of @scope's nodes, in points
 * @measures: what states are like, and whether edges have labels
 * @direction: of the flow
 * @scale: of all other measures
 *
 * Begins the drawing of @scope. To be followed by sw_flow_order(), sw_flow_rank() and
 * sw_flow_place().
 *
 * Returns: (transfer full): a flow that borrows @scope
 */
SwFlow *
sw_flow_new (SwGraphScope           *scope,
             const SwFlowSize       *sizes,
             const SwLayoutMeasures *measures,
             SwDirection             direction,
             double                  scale)
{
  SwFlow *self = g_new0 (SwFlow, 1);
  gboolean down = direction == SW_DIRECTION_DOWN;

  self->scope = scope;
  self->direction = direction;
  self->scale = scale;
  self->row = (down ? measures->state_height : measures->state_width) * scale;
  self->channel = measures->channel;
  self->labels = measures->labels;
  add_nodes (self, sizes);
  add_edges (self);
  index_edges (self);
  self->cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->items = g_array_new (FALSE, TRUE, sizeof (SwFlowItem));
  return self;
}

/**
 * sw_flow_free:
 *
 * Frees it with what was computed.
 */
void
sw_flow_free (SwFlow *self)
{
  g_free (self->nodes);
  g_free (self->edges);
  g_free (self->out);
  g_free (self->out_first);
  g_free (self->order);
  g_free (self->ranks);
  g_array_unref (self->cuts);
  g_array_unref (self->items);
  g_free (self);
}

/**
 * sw_flow_dup_edges_by_upper:
 * @self: an ordered flow
 * @first: (out) (transfer full): where the edges of each position begin, and one more
 *
 * Lists the edges by the position of their upper end, so that one pass in the order sees all that
 * is above before what is below.
 *
 * Returns: (transfer full): indexes of edges
 */
guint *
sw_flow_dup_edges_by_upper (const SwFlow *self,
                            guint       **first)
{
  guint *begin = *first = g_new0 (guint, self->n_nodes + 2);
  guint *list = g_new (guint, self->n_edges + 1);

  for (guint i = 0; i < self->n_edges; i++)
    begin[self->nodes[sw_flow_edge_upper (&self->edges[i])].position + 2]++;
  for (guint i = 2; i < self->n_nodes + 2; i++)
    begin[i] += begin[i - 1];
  for (guint i = 0; i < self->n_edges; i++)
    list[begin[self->nodes[sw_flow_edge_upper (&self->edges[i])].position + 1]++] = i;
  return list;
}

/**
 * sw_flow_turn:
 * @self: a placed flow
 * @origin: where its drawing begins, in x and y
 * @point: u and v
 *
 * Returns: x and y of @point
 */
SwPoint
sw_flow_turn (const SwFlow *self,
              SwPoint       origin,
              SwPoint       point)
{
  double across = point.x - self->left;
  double along = point.y;
  return self->direction == SW_DIRECTION_DOWN ? (SwPoint) { origin.x + across, origin.y + along }
                                              : (SwPoint) { origin.x + along, origin.y + across };
}
