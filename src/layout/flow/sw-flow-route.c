/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#include "layout/picture/sw-look.h"
#include "layout/sw-path.h"

#include <math.h>

#define CORNER 8.0       /* radius */
#define SAME_LANE 9.0    /* how far apart lanes are that had better be one */
#define BUNDLE_EXIT 7.0  /* from a rank's bottom to where its bundles turn aside */
#define LOOP_BEGIN 0.8   /* of a state's side: below where other edges touch it */
#define LOOP_END 0.5
#define BUNDLE_ENTRY 10.0 /* from there to the arrow … */
#define BUNDLE_CATCH_ENTRY 16.0 /* … and of what is caught, which runs outside of the others */

typedef struct
{
  const SwFlow     *flow;
  const SwFlowEdge *edge;
  SwPath            path;
  SwPoint           tip;
  SwPoint           heading; /* unit vector of the arrow */
} Route;

static double
scaled (const Route *self,
        double       points)
{
  return points * self->flow->scale;
}

static double
get_rank_top (const Route *self,
              guint        rank)
{
  return self->flow->ranks[rank].top;
}

static double
get_rank_bottom (const Route *self,
                 guint        rank)
{
  return self->flow->ranks[rank].top + self->flow->ranks[rank].thickness;
}

static const SwFlowNode *
get_source (const Route *self)
{
  return &self->flow->nodes[self->edge->from];
}

static const SwFlowNode *
get_target (const Route *self)
{
  return &self->flow->nodes[self->edge->to];
}

/* Where edges touch the side of a box: loops in its upper third (a container's header), what leaves
 * downwards in its lower third, so that the two never cross. */
static double
get_side_port (const Route      *self,
               const SwFlowNode *node,
               gboolean          lower)
{
  double third = node->along / 3;
  if (node->open)
    third = MIN (third, scaled (self, SW_FLOW_HEADER_PORT));
  return lower ? node->v + node->along - third : node->v + third;
}

static void
finish (Route  *self,
        SwPoint tip,
        SwPoint heading)
{
  self->tip = tip;
  self->heading = heading;
}

static double
get_arrow (const Route *self)
{
  return scaled (self, SW_LOOK_ARROW_LENGTH);
}

/* Where an edge runs along the side of a box: @out from its @border, or in line with its next place
 * @near where that is almost the same, and a turn would only look like a mistake */
static double
get_lane (const Route *self,
          double       border,
          double       side,
          double       out,
          double       near)
{
  double lane = border + side * scaled (self, out);
  gboolean fits = (near - border) * side > scaled (self, out / 2)
                  && fabs (near - lane) < scaled (self, SAME_LANE);
  return fits ? near : lane;
}

/* Leaves a box at its side, then along the flow towards @v, on to @near. */
static void
leave_at_side (Route            *self,
               const SwFlowNode *node,
               double            side,
               gboolean          lower,
               double            v,
               double            near)
{
  double port = get_side_port (self, node, lower);
  double border = node->u + side * node->across / 2;
  double lane = get_lane (self, border, side, SW_FLOW_SIDE_OUT, near);

  sw_path_begin (&self->path, border, port);
  sw_path_turn (&self->path, (SwPoint) { lane, port }, (SwPoint) { lane, v },
                scaled (self, CORNER));
  sw_path_line (&self->path, lane, v);
}

/* Comes along the flow in @lane and ends at the side of a box. */
static void
enter_at_side (Route            *self,
               const SwFlowNode *node,
               double            side,
               double            lane)
{
  double port = get_side_port (self, node, FALSE);
  double border = node->u + side * node->across / 2;
  double base = border + side * get_arrow (self);

  sw_path_turn (&self->path, (SwPoint) { lane, port }, (SwPoint) { base, port },
                scaled (self, CORNER));
  sw_path_line (&self->path, base, port);
  finish (self, (SwPoint) { border, port }, (SwPoint) { -side, 0 });
}

static double
get_item_u (const Route *self,
            guint        index)
{
  return sw_flow_get_item (self->flow, index)->u;
}

/* The side the edge was meant to touch, unless it comes from beyond the other one */
static double
get_side_towards (const Route      *self,
                  const SwFlowNode *node,
                  double            u)
{
  gboolean lower = node == &self->flow->nodes[sw_flow_edge_lower (self->edge)];
  double side = lower ? self->edge->lower_side : self->edge->upper_side;
  return (u - node->u) * side < -node->across / 2 ? -side : side;
}

static void
leave_downwards (Route *self)
{
  const SwFlowEdge *edge = self->edge;
  const SwFlowNode *source = get_source (self);
  double bottom = get_rank_bottom (self, source->rank);

  if (edge->edge->kind == SW_EDGE_CATCH)
    {
      double next = edge->count ? get_item_u (self, edge->first)
                                : (edge->bundled ? edge->bus : get_target (self)->u);
      leave_at_side (self, source, get_side_towards (self, source, next), TRUE, bottom, next);
      return;
    }
  sw_path_begin (&self->path, source->u, source->v + source->along);
  sw_path_line (&self->path, source->u, bottom);
}

/* Through the edge's own place in a rank, where nothing else stands */
static void
pass_item (Route   *self,
           guint    index,
           gboolean upwards)
{
  const SwFlowItem *item = sw_flow_get_item (self->flow, index);
  double top = get_rank_top (self, item->rank);
  double bottom = get_rank_bottom (self, item->rank);

  sw_path_sway (&self->path, item->u, upwards ? bottom : top);
  sw_path_line (&self->path, item->u, upwards ? top : bottom);
}

static void
enter_from_above (Route *self)
{
  const SwFlowNode *target = get_target (self);
  double base = target->v - get_arrow (self);

  sw_path_sway (&self->path, self->edge->entry, MIN (get_rank_top (self, target->rank), base));
  sw_path_line (&self->path, self->edge->entry, base);
  finish (self, (SwPoint) { self->edge->entry, target->v }, (SwPoint) { 0, 1 });
}

static void
route_forward (Route *self)
{
  const SwFlowEdge *edge = self->edge;

  leave_downwards (self);
  for (guint i = edge->first; i < edge->first + edge->count; i++)
    pass_item (self, i, FALSE);
  enter_from_above (self);
}

/* Whether nothing stands beyond @node in its rank, on this side of it, nor beside it */
static gboolean
is_outermost (const Route      *self,
              const SwFlowNode *node,
              double            side)
{
  const SwFlowItem *item = sw_flow_get_item (self->flow, node->item);
  const SwFlowRank *rank = &self->flow->ranks[node->rank];
  double end = item->u + side * item->width / 2;

  return node->loop == 0 && (side < 0 ? end <= rank->left : end >= rank->right);
}

/* Where an edge that comes upwards at @first runs along the side of its target: it comes nearer
 * only where it has to. */
static double
get_entry_lane (const Route *self,
                double       side,
                double       first)
{
  const SwFlowNode *target = get_target (self);
  double lane
      = get_lane (self, target->u + side * target->across / 2, side, SW_FLOW_SIDE_IN, first);

  return (first - lane) * side > 0 && is_outermost (self, target, side) ? first : lane;
}

static void
route_back (Route *self)
{
  const SwFlowEdge *edge = self->edge;
  const SwFlowNode *source = get_source (self);
  const SwFlowNode *target = get_target (self);
  double last = edge->count ? get_item_u (self, edge->first + edge->count - 1) : target->u;
  double first = edge->count ? get_item_u (self, edge->first) : source->u;
  double side = get_side_towards (self, target, first);
  double lane = get_entry_lane (self, side, first);

  leave_at_side (self, source, get_side_towards (self, source, last), FALSE,
                 get_rank_top (self, source->rank), last);
  for (guint i = edge->first + edge->count; i-- > edge->first;)
    pass_item (self, i, TRUE);
  sw_path_sway (&self->path, lane, get_rank_bottom (self, target->rank));
  enter_at_side (self, target, side, lane);
}

/* Out into the channel below, along it to the bus beside the drawing, and in through the channel
 * above the target: no box stands in any of them. */
static void
route_bundled (Route *self)
{
  const SwFlowEdge *edge = self->edge;
  const SwFlowNode *target = get_target (self);
  guint rank = get_source (self)->rank + (edge->labelled ? 1 : 0);
  double exit = get_rank_bottom (self, rank) + scaled (self, BUNDLE_EXIT);
  double base = target->v - get_arrow (self);
  double aside = edge->edge->kind == SW_EDGE_CATCH ? BUNDLE_CATCH_ENTRY : BUNDLE_ENTRY;
  double entry = get_rank_top (self, target->rank) - get_arrow (self) - scaled (self, aside);

  leave_downwards (self);
  if (edge->labelled)
    pass_item (self, edge->label, FALSE);
  if (rank + 1 == target->rank)
    {
      enter_from_above (self);
      return;
    }
  SwPoint corners[] = {
    { sw_path_end (&self->path).x, exit }, { edge->bus, exit },
    { edge->bus, entry },                  { edge->entry, entry },
    { edge->entry, base },
  };
  for (guint i = 0; i + 1 < G_N_ELEMENTS (corners); i++)
    sw_path_turn (&self->path, corners[i], corners[i + 1], scaled (self, CORNER));
  sw_path_line (&self->path, edge->entry, base);
  finish (self, (SwPoint) { edge->entry, target->v }, (SwPoint) { 0, 1 });
}

/* Where the room for loops begins, in u: outside of what else leaves or enters at the side */
static double
get_loop_begin (const SwFlow     *self,
                const SwFlowEdge *edge)
{
  const SwFlowNode *node = &self->nodes[edge->from];
  return node->u + node->across / 2 + node->lanes;
}

static void
route_loop (Route *self)
{
  const SwFlowNode *node = get_source (self);
  double border = node->u + node->across / 2;
  double lane = get_loop_begin (self->flow, self->edge) + scaled (self, SW_FLOW_LOOP_LANE);
  double begin = node->v + node->along * LOOP_BEGIN;
  double end = node->v + node->along * LOOP_END;
  double base = border + get_arrow (self);

  sw_path_begin (&self->path, border, begin);
  sw_path_turn (&self->path, (SwPoint) { lane, begin }, (SwPoint) { lane, end },
                scaled (self, CORNER));
  sw_path_turn (&self->path, (SwPoint) { lane, end }, (SwPoint) { base, end },
                scaled (self, CORNER));
  sw_path_line (&self->path, base, end);
  finish (self, (SwPoint) { border, end }, (SwPoint) { -1, 0 });
}

static void
route_edge (Route *self)
{
  if (sw_flow_edge_is_loop (self->edge))
    route_loop (self);
  else if (self->edge->bundled)
    route_bundled (self);
  else if (self->edge->back)
    route_back (self);
  else
    route_forward (self);
}

/* Middle of the label, in u and v */
static SwPoint
get_label_middle (const SwFlow     *self,
                  const SwFlowEdge *edge)
{
  gboolean down = self->direction == SW_DIRECTION_DOWN;
  double across = down ? edge->label_width : edge->label_height;

  if (sw_flow_edge_is_loop (edge))
    {
      const SwFlowNode *node = &self->nodes[edge->from];
      double begin = get_loop_begin (self, edge) + edge->bus;
      return (SwPoint) { begin + across / 2, node->v + node->along / 2 };
    }
  const SwFlowItem *item = sw_flow_get_item (self, edge->label);
  return (SwPoint) { item->u, sw_flow_get_row_middle (self, item->rank, item->along) };
}

static void
export_route (const Route  *self,
              SwPoint       origin,
              SwLayoutEdge *out)
{
  const SwFlowEdge *edge = self->edge;
  gboolean down = self->flow->direction == SW_DIRECTION_DOWN;

  out->edge = edge->edge;
  out->visible = TRUE;
  out->bundled = edge->bundled;
  out->n_points = self->path.points->len;
  out->points = g_new (SwPoint, out->n_points);
  for (guint i = 0; i < out->n_points; i++)
    {
      SwPoint point = g_array_index (self->path.points, SwPoint, i);
      out->points[i] = sw_flow_turn (self->flow, origin, point);
    }
  out->tip = sw_flow_turn (self->flow, origin, self->tip);
  out->angle = down ? atan2 (self->heading.y, self->heading.x)
                    : atan2 (self->heading.x, self->heading.y);
  if (edge->labelled)
    {
      SwPoint middle = sw_flow_turn (self->flow, origin, get_label_middle (self->flow, edge));
      out->label = (SwRect) { middle.x - edge->label_width / 2, middle.y - edge->label_height / 2,
                              edge->label_width, edge->label_height };
    }
}

/**
 * sw_flow_route:
 * @self: a placed flow
 * @origin: where its drawing begins, in x and y
 * @edges: (out): the whole layout's edges, by id; those of this scope are filled in
 *
 * Draws the edges.
 */
void
sw_flow_route (const SwFlow *self,
               SwPoint       origin,
               SwLayoutEdge *edges)
{
  for (guint i = 0; i < self->n_edges; i++)
    {
      Route route = { .flow = self, .edge = &self->edges[i] };
      sw_path_init (&route.path);
      route_edge (&route);
      export_route (&route, origin, &edges[route.edge->edge->id]);
      sw_path_clear (&route.path);
    }
}
