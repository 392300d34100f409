/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-layout-private.h"

#include "layout/flow/sw-flow.h"

#include <math.h>

/* Points at scale 1 */
#define MARGIN 24.0        /* around the whole picture */
#define CONTAINER_INSET 12.0 /* between a container's border and its lanes */
#define LANE_INSET 10.0    /* between a lane's border and its drawing */
#define LANE_GAP 12.0
#define CHANNEL 40.0       /* between two rows of cards: what adds a state has its place there */

static const SwLayoutMeasures card_measures = {
  .state_width = SW_LAYOUT_STATE_WIDTH,
  .state_height = SW_LAYOUT_STATE_HEIGHT,
  .terminal_size = SW_LAYOUT_TERMINAL_SIZE,
  .channel = CHANNEL,
  .labels = TRUE,
};

/* One open scope on its way to a place. Scopes stand in a list, a container's after the scope that
 * holds it, so that one pass from behind finds the sizes and one from the front the places,
 * without recursion. */
typedef struct
{
  SwGraphScope *scope;
  SwFlow       *flow;
  guint         depth;
  double        width;  /* of its frame */
  double        height;
  SwPoint       origin; /* of its drawing */
} Lane;

typedef struct
{
  SwLayout              *layout;
  const SwLayoutOptions *options;
  SwLayoutMeasures       measures;
  double                 scale;
  SwLayoutCache         *cache;
  GArray                *lanes;      /* Lane */
  guint                 *first_lane; /* by node id: of an open container, its first lane + 1 */
} Builder;

static gboolean
is_down (const Builder *self)
{
  return self->options->direction == SW_DIRECTION_DOWN;
}

static Lane *
get_lane (const Builder *self,
          guint          index)
{
  return &g_array_index (self->lanes, Lane, index);
}

static gboolean
is_open (const Builder     *self,
         const SwGraphNode *node)
{
  const SwLayoutOptions *options = self->options;
  return node->scopes->len > 0
         && !(options->is_collapsed && options->is_collapsed (node, options->user_data));
}

static void
add_lanes (Builder   *self,
           GPtrArray *scopes,
           guint      depth)
{
  for (guint i = 0; i < scopes->len; i++)
    {
      Lane lane = { .scope = g_ptr_array_index (scopes, i), .depth = depth };
      g_array_append_val (self->lanes, lane);
    }
}

static void
collect_lanes (Builder *self)
{
  g_autoptr (GPtrArray) root = g_ptr_array_new ();
  g_ptr_array_add (root, sw_graph_get_root (self->layout->graph));
  add_lanes (self, root, 0);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      GPtrArray *nodes = get_lane (self, i)->scope->nodes;
      for (guint j = 0; j < nodes->len; j++)
        {
          const SwGraphNode *node = g_ptr_array_index (nodes, j);
          if (!is_open (self, node))
            continue;
          self->first_lane[node->id] = self->lanes->len + 1;
          add_lanes (self, node->scopes, get_lane (self, i)->depth + 1);
        }
    }
}

/* The lanes of a container stand side by side across the flow; all get the extent of the longest,
 * and share what room the container has besides. */
static SwFlowSize
fit_lanes (Builder           *self,
           const SwGraphNode *node)
{
  guint first = self->first_lane[node->id] - 1;
  guint count = node->scopes->len;
  double across = (count - 1) * LANE_GAP * self->scale;
  double along = 0;
  double header = SW_LAYOUT_HEADER_HEIGHT * self->scale;
  double inset = CONTAINER_INSET * self->scale;

  for (guint i = first; i < first + count; i++)
    {
      const Lane *lane = get_lane (self, i);
      across += is_down (self) ? lane->width : lane->height;
      along = MAX (along, is_down (self) ? lane->height : lane->width);
    }
  double least = self->measures.state_width * self->scale;
  double spare = MAX (0, least - across) / count;
  if (!is_down (self))
    {
      spare = 0;
      along = MAX (along, least);
    }
  for (guint i = first; i < first + count; i++)
    {
      Lane *lane = get_lane (self, i);
      *(is_down (self) ? &lane->width : &lane->height) += spare;
      *(is_down (self) ? &lane->height : &lane->width) = along;
    }
  across += spare * count;
  double width = (is_down (self) ? across : along) + 2 * inset;
  double height = (is_down (self) ? along : across) + header + inset;
  return (SwFlowSize) { width, height, TRUE };
}

static SwFlowSize
measure_node (Builder           *self,
              const SwGraphNode *node)
{
  gboolean terminal = node->kind == SW_GRAPH_NODE_START || node->kind == SW_GRAPH_NODE_END;
  const SwLayoutMeasures *measures = &self->measures;
  double size = (node->scope->owner ? SW_LAYOUT_PORT_SIZE : measures->terminal_size) * self->scale;

  if (self->first_lane[node->id])
    return fit_lanes (self, node);
  if (terminal)
    return (SwFlowSize) { size, size, FALSE };
  return (SwFlowSize) { measures->state_width * self->scale, measures->state_height * self->scale,
                        FALSE };
}

/* Returns: FALSE where it was cancelled */
static gboolean
lay_out_lane (Builder *self,
              Lane    *lane)
{
  GPtrArray *nodes = lane->scope->nodes;
  g_autofree SwFlowSize *sizes = g_new (SwFlowSize, nodes->len);
  for (guint i = 0; i < nodes->len; i++)
    sizes[i] = measure_node (self, g_ptr_array_index (nodes, i));

  SwFlow *flow = lane->flow
      = sw_flow_new (lane->scope, sizes, &self->measures, self->options->direction, self->scale);
  sw_flow_order (flow);
  sw_flow_rank (flow);
  if (!sw_flow_place (flow, self->cache, self->options->cancellable))
    return FALSE;
  double inset = 2 * (lane->scope->owner ? LANE_INSET : MARGIN) * self->scale;
  double across = ceil (flow->right - flow->left) + inset;
  double along = ceil (flow->length) + inset;
  lane->width = is_down (self) ? across : along;
  lane->height = is_down (self) ? along : across;
  return TRUE;
}

static void
place_frame (Builder *self,
             Lane    *lane,
             double   x,
             double   y)
{
  double inset = (lane->scope->owner ? LANE_INSET : MARGIN) * self->scale;
  double across = lane->flow->right - lane->flow->left;
  SwLayoutScope frame = { lane->scope, { x, y, lane->width, lane->height } };

  g_array_append_val (self->layout->scopes, frame);
  lane->origin = (SwPoint) { x + inset, y + inset };
  if (is_down (self))
    lane->origin.x = x + floor ((lane->width - across) / 2);
  else
    lane->origin.y = y + floor ((lane->height - across) / 2);
}

static void
place_lanes (Builder           *self,
             const SwGraphNode *node,
             const SwRect      *rect)
{
  guint first = self->first_lane[node->id] - 1;
  double x = rect->x + CONTAINER_INSET * self->scale;
  double y = rect->y + SW_LAYOUT_HEADER_HEIGHT * self->scale;

  for (guint i = first; i < first + node->scopes->len; i++)
    {
      Lane *lane = get_lane (self, i);
      place_frame (self, lane, x, y);
      if (is_down (self))
        x += lane->width + LANE_GAP * self->scale;
      else
        y += lane->height + LANE_GAP * self->scale;
    }
}

static void
place_nodes (Builder *self,
             Lane    *lane)
{
  for (guint i = 0; i < lane->flow->n_nodes; i++)
    {
      const SwFlowNode *node = &lane->flow->nodes[i];
      SwPoint corner = { node->u - node->across / 2, node->v };
      SwPoint place = sw_flow_turn (lane->flow, lane->origin, corner);
      SwLayoutNode *out = &self->layout->nodes[node->node->id];

      out->rect = (SwRect) { place.x, place.y, node->width, node->height };
      out->visible = TRUE;
      out->depth = lane->depth;
      out->open = self->first_lane[node->node->id] != 0;
      if (out->open)
        place_lanes (self, node->node, &out->rect);
    }
}

/* What a collapsed container holds lies in its box, so that opening it can be shown as growing out
 * of it. */
static void
place_hidden (Builder *self)
{
  GPtrArray *nodes = sw_graph_get_nodes (self->layout->graph);
  GPtrArray *edges = sw_graph_get_edges (self->layout->graph);

  for (guint i = 0; i < nodes->len; i++)
    {
      SwLayoutNode *out = &self->layout->nodes[i];
      out->node = g_ptr_array_index (nodes, i);
      const SwGraphNode *owner = out->node->scope->owner;
      if (out->visible || !owner)
        continue;
      out->rect = self->layout->nodes[owner->id].rect; /* its id is lower: already placed */
      out->depth = self->layout->nodes[owner->id].depth + 1;
    }
  for (guint i = 0; i < edges->len; i++)
    self->layout->edges[i].edge = g_ptr_array_index (edges, i);
}

static gboolean
lay_out_lanes (Builder *self)
{
  for (guint i = self->lanes->len; i-- > 0;)
    if (!lay_out_lane (self, get_lane (self, i)))
      return FALSE;
  return TRUE;
}

static void
place_all (Builder *self)
{
  Lane *root = get_lane (self, 0);
  self->layout->width = root->width;
  self->layout->height = root->height;
  place_frame (self, root, 0, 0);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      Lane *lane = get_lane (self, i);
      place_nodes (self, lane);
      sw_flow_route (lane->flow, lane->origin, self->layout->edges);
    }
  place_hidden (self);
}

/**
 * sw_layout_build:
 * @cache: (nullable): places found before, for pieces of the same shape
 *
 * Computes the places of all that is visible; @self knows its graph and scale already.
 *
 * Returns: whether it came to an end; FALSE when it was cancelled: then @self is only to be freed
 */
gboolean
sw_layout_build (SwLayout              *self,
                 const SwLayoutOptions *options,
                 SwLayoutCache         *cache)
{
  g_autoptr (GArray) lanes = g_array_new (FALSE, TRUE, sizeof (Lane));
  g_autofree guint *first_lane = g_new0 (guint, self->n_nodes);
  SwLayoutMeasures measures = options->measures ? *options->measures : card_measures;
  Builder builder = { self, options, measures, self->scale, cache, lanes, first_lane };

  collect_lanes (&builder);
  gboolean done = lay_out_lanes (&builder);
  if (done)
    place_all (&builder);
  for (guint i = 0; i < lanes->len; i++)
    g_clear_pointer (&get_lane (&builder, i)->flow, sw_flow_free);
  return done;
}
