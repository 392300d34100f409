/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/piece/sw-piece.h"
#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwFlow: the layered drawing of one scope, while it is made. Its own coordinates are `across` (u)
 * and `along` (v) the flow; turning them into x and y is the last step, so both directions share
 * everything.
 *
 * The steps, each in its file: order (which edges close a loop, a topological order) -> rank
 * (which rank a node stands in, which edges are bundled, where the scope is cut into pieces) ->
 * items (what stands in each rank: nodes, labels, and the bends of long edges) -> place (u by
 * SwPiece, v by the ranks) -> ports (where edges enter) -> route (curves).
 *
 * Why no edge can cross a box: every edge stands as an item in each rank it passes, items of a
 * rank do not overlap, and between two ranks lies a channel without items, where the edges bend. */

/* Points at scale 1 */
#define SW_FLOW_NODE_MARGIN 8.0   /* room kept free at either side of a node */
#define SW_FLOW_CATCH_MARGIN 16.0 /* the same where what is caught leaves at the side */
#define SW_FLOW_SIDE_MARGIN 22.0  /* the same where a loop leaves or comes back there */
#define SW_FLOW_SIDE_OUT 9.0      /* how far from the side an edge that leaves there turns … */
#define SW_FLOW_SIDE_IN 18.0      /* … and one that enters there: nested, they never cross */
#define SW_FLOW_HEADER_PORT 22.0  /* where edges touch the side of a container: in its header */
#define SW_FLOW_LOOP_LANE 16.0    /* how far from its state the curve of a loop runs … */
#define SW_FLOW_LOOP_WIDTH 22.0   /* … and where the labels of loops begin */
#define SW_FLOW_LABEL_GAP 6.0
#define SW_FLOW_LABEL_HEIGHT 20.0
#define SW_FLOW_LABEL_MAX_WIDTH 210.0
#define SW_FLOW_BUS_GAP 14.0      /* between the side channels of bundles */

/* How much it matters that a link is straight. The main line goes straight through; long edges
 * should not wiggle; what leaves to the side gives way. */
enum
{
  SW_FLOW_WEIGHT_SIDE = 1,
  SW_FLOW_WEIGHT_PLAIN = 2,
  SW_FLOW_WEIGHT_TIE = 6,
  SW_FLOW_WEIGHT_LINE = 12,
  SW_FLOW_WEIGHT_BENDS = 16,
  SW_FLOW_WEIGHT_MAIN = 32,
};

typedef struct
{
  SwGraphNode *node;
  double       width;    /* as drawn, in x */
  double       height;   /* as drawn, in y */
  double       across;   /* the same, along the flow's axes */
  double       along;
  double       u;        /* middle */
  double       v;        /* begin */
  guint        position; /* in the order */
  guint        depth;    /* nodes on the longest way on */
  guint        rank;
  guint        item;
  gboolean     open;     /* an open container: a header above lanes */
  guint        ties;     /* how many of its exits meet again in `join`, 0 without */
  guint        join;     /* a node below, which then stands in line with it */
  gboolean     ordered;  /* its exits stand in the order of the definition */
  int          side;     /* of the main line: -1 left, 1 right, 0 on it */
  double       lanes;    /* room at either side for the edges that touch it there, 0 without */
  double       loop;     /* room for loops at its side, 0 without */
} SwFlowNode;

typedef struct
{
  SwGraphEdge *edge;
  guint        from; /* index in nodes */
  guint        to;
  guint        weight;
  int          side;    /* where a loop or a Catch is to touch its boxes: -1 left, 1 right */
  int          upper_side; /* where it does, at the end that stands higher … */
  int          lower_side; /* … and at the other */
  guint        upper_link; /* of its piece: the ones that touch its boxes */
  guint        lower_link;
  gboolean     back;    /* closes a loop: drawn upwards, and handed on reversed */
  gboolean     bundled; /* in the side channel */
  gboolean     bypass;  /* a Default that leads to where the line of the rules goes on */
  gboolean     labelled;
  double       label_width; /* as drawn */
  double       label_height;
  guint        first; /* item: the first of the chain between upper and lower node, top down */
  guint        count; /* of the chain; a bundled edge has but its label */
  guint        label; /* item, if labelled and no loop */
  double       bus;   /* u of the side channel; of a loop, where its label begins in the node's
                         room for loops */
  double entry; /* u where it enters its target from above */
} SwFlowEdge;

typedef enum
{
  SW_FLOW_ITEM_NODE,
  SW_FLOW_ITEM_LABEL,
  SW_FLOW_ITEM_BEND,
} SwFlowItemKind;

typedef struct
{
  SwFlowItemKind kind;
  guint          rank;
  double         width; /* room across */
  double         along;
  double         u;     /* middle */
} SwFlowItem;

typedef struct
{
  double top; /* v where it begins */
  double thickness;
  double channel; /* what lies between it and the next */
  double left;    /* the outermost points of its items, in u */
  double right;
  gboolean exits;   /* bundles leave in the channel below */
  gboolean entries; /* bundles enter from the channel below */
} SwFlowRank;

typedef struct
{
  SwGraphScope *scope;
  SwDirection   direction;
  double        scale;
  double        row;    /* of a state, along the flow, as drawn */
  double        channel; /* between two ranks of boxes, at scale 1 */
  gboolean      labels; /* whether edges have theirs */

  SwFlowNode *nodes; /* in the order of scope->nodes */
  guint       n_nodes;
  SwFlowEdge *edges; /* in the order of scope->edges */
  guint       n_edges;
  guint      *out;       /* edges by their `from`: those of node i stand from out_first[i] … */
  guint      *out_first; /* … to out_first[i + 1] */
  guint      *order; /* nodes, topologically; the Start first, the End last */

  GArray     *cuts; /* guint: positions; piece k holds cuts[k] … cuts[k + 1], both included */
  GArray     *items; /* SwFlowItem; the nodes first, by index */
  SwFlowRank *ranks;
  guint       n_ranks;

  double left; /* of all that is drawn, in u */
  double right;
  double length; /* in v, from 0 */
} SwFlow;

/* How large a node is drawn */
typedef struct
{
  double   width;
  double   height;
  gboolean open; /* a container with what it holds */
} SwFlowSize;

SwFlow  *sw_flow_new   (SwGraphScope           *scope,
                        const SwFlowSize       *sizes,
                        const SwLayoutMeasures *measures,
                        SwDirection             direction,
                        double                  scale);
void     sw_flow_free  (SwFlow           *self);
void     sw_flow_order (SwFlow           *self);
void     sw_flow_rank  (SwFlow           *self);
gboolean sw_flow_place (SwFlow           *self,
                        SwLayoutCache    *cache,
                        GCancellable     *cancellable);
SwPoint  sw_flow_turn  (const SwFlow     *self,
                        SwPoint           origin,
                        SwPoint           point);
void     sw_flow_route (const SwFlow     *self,
                        SwPoint           origin,
                        SwLayoutEdge     *edges);

guint  *sw_flow_dup_edges_by_upper (const SwFlow *self,
                                    guint       **first);

double  sw_flow_get_row_middle     (const SwFlow *self,
                                    guint         rank,
                                    double        along);

/* Steps of sw_flow_place() */
void    sw_flow_find_lines  (SwFlow        *self);
void    sw_flow_build_items (SwFlow        *self);
void    sw_flow_place_ranks (SwFlow        *self);
void    sw_flow_find_ports  (SwFlow        *self);

static inline SwFlowItem *
sw_flow_get_item (const SwFlow *self,
                  guint         index)
{
  return &g_array_index (self->items, SwFlowItem, index);
}

/* The end of an edge that stands higher, and the one that stands lower */
static inline guint
sw_flow_edge_upper (const SwFlowEdge *edge)
{
  return edge->back ? edge->to : edge->from;
}

static inline guint
sw_flow_edge_lower (const SwFlowEdge *edge)
{
  return edge->back ? edge->from : edge->to;
}

static inline gboolean
sw_flow_edge_is_loop (const SwFlowEdge *edge)
{
  return edge->from == edge->to;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwFlow, sw_flow_free)

G_END_DECLS
