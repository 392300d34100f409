/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/gestures/sw-canvas-drag-private.h"

/* What is in the hand, and what is known of it. */

static SwCanvasDrag *
drag_new (SwDragKind kind)
{
  SwCanvasDrag *self = g_new0 (SwCanvasDrag, 1);

  self->kind = kind;
  self->edge = SW_CANVAS_NO_ID;
  self->from = SW_CANVAS_NO_ID;
  self->node = SW_CANVAS_NO_ID;
  self->aimed_edge = SW_CANVAS_NO_ID;
  return self;
}

/* NULL where nothing in the text draws the edge */
static SwCanvasDrag *
drag_new_of_edge (SwDragKind kind, const SwGraphEdge *edge)
{
  g_autoptr (SwCanvasTarget) origin = sw_canvas_target_from_edge (edge);

  if (origin == NULL)
    return NULL;
  SwCanvasDrag *self = drag_new (kind);
  self->origin = g_steal_pointer (&origin);
  self->edge = edge->id;
  self->from = edge->from->id;
  return self;
}

/**
 * sw_canvas_drag_new_add:
 * @stencil: what is to be added
 *
 * Returns: (transfer full): a new state in the hand
 */
SwCanvasDrag *
sw_canvas_drag_new_add (const SwStencil *stencil)
{
  SwCanvasDrag *self = drag_new (SW_DRAG_ADD);

  self->stencil = stencil;
  return self;
}

/**
 * sw_canvas_drag_new_move:
 * @pointers: (array zero-terminated=1): JSON pointers of states; the first is the one that was
 *   taken hold of
 *
 * Returns: (transfer full): those states in the hand
 */
SwCanvasDrag *
sw_canvas_drag_new_move (const char *const *pointers)
{
  SwCanvasDrag *self = drag_new (SW_DRAG_MOVE);

  self->pointers = g_strdupv ((char **) pointers);
  return self;
}

/**
 * sw_canvas_drag_new_head:
 * @edge: an edge
 *
 * Returns: (transfer full) (nullable): the head of that edge in the hand, or %NULL where nothing in
 *   the text draws it
 */
SwCanvasDrag *
sw_canvas_drag_new_head (const SwGraphEdge *edge)
{
  return edge->from->kind != SW_GRAPH_NODE_SLOT ? drag_new_of_edge (SW_DRAG_HEAD, edge) : NULL;
}

/**
 * sw_canvas_drag_new_tail:
 * @edge: an edge
 *
 * Returns: (transfer full) (nullable): the tail of that edge in the hand, or %NULL for one that no
 *   state has
 */
SwCanvasDrag *
sw_canvas_drag_new_tail (const SwGraphEdge *edge)
{
  return edge->from->state != NULL ? drag_new_of_edge (SW_DRAG_TAIL, edge) : NULL;
}

/**
 * sw_canvas_drag_new_arrow:
 * @node: a state
 *
 * Returns: (transfer full): a new arrow that comes from the state
 */
SwCanvasDrag *
sw_canvas_drag_new_arrow (const SwGraphNode *node)
{
  SwCanvasDrag *self = drag_new (SW_DRAG_ARROW);

  self->from = node->id;
  return self;
}

/**
 * sw_canvas_drag_new_order_edge:
 * @edge: an edge
 *
 * Returns: (transfer full) (nullable): the rule or catcher that it draws, to go before or behind
 *   others; %NULL for an edge of another kind
 */
SwCanvasDrag *
sw_canvas_drag_new_order_edge (const SwGraphEdge *edge)
{
  gboolean has_order = edge->kind == SW_EDGE_RULE || edge->kind == SW_EDGE_CATCH;

  return has_order ? drag_new_of_edge (SW_DRAG_ORDER_EDGE, edge) : NULL;
}

/**
 * sw_canvas_drag_new_order_lane:
 * @lane: a branch
 *
 * Returns: (transfer full): the branch, to go before or behind others of its Parallel
 */
SwCanvasDrag *
sw_canvas_drag_new_order_lane (const SwGraphScope *lane)
{
  SwCanvasDrag *self = drag_new (SW_DRAG_ORDER_LANE);

  self->lane = lane;
  return self;
}

/**
 * sw_canvas_drag_free:
 */
void
sw_canvas_drag_free (SwCanvasDrag *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->pointers);
  g_free (self->refusal);
  sw_canvas_target_free (self->origin);
  sw_canvas_target_free (self->target);
  g_free (self);
}

/**
 * sw_canvas_drag_get_kind:
 *
 * Returns: what is in the hand
 */
SwDragKind
sw_canvas_drag_get_kind (const SwCanvasDrag *self)
{
  return self->kind;
}

/**
 * sw_canvas_drag_get_stencil:
 *
 * Returns: (transfer none) (nullable): what is to be added
 */
const SwStencil *
sw_canvas_drag_get_stencil (const SwCanvasDrag *self)
{
  return self->stencil;
}

/**
 * sw_canvas_drag_get_pointers:
 *
 * Returns: (transfer none) (nullable): JSON pointers of the states in the hand
 */
const char *const *
sw_canvas_drag_get_pointers (const SwCanvasDrag *self)
{
  return (const char *const *) self->pointers;
}

/**
 * sw_canvas_drag_get_edge:
 *
 * Returns: the edge of which an end, or which itself, is in the hand, or %SW_CANVAS_NO_ID
 */
guint
sw_canvas_drag_get_edge (const SwCanvasDrag *self)
{
  return self->edge;
}

/**
 * sw_canvas_drag_get_from:
 *
 * Returns: the node that the arrow in the hand leaves, or %SW_CANVAS_NO_ID
 */
guint
sw_canvas_drag_get_from (const SwCanvasDrag *self)
{
  return self->from;
}

/**
 * sw_canvas_drag_get_lane:
 *
 * Returns: (transfer none) (nullable): the branch in the hand
 */
const SwGraphScope *
sw_canvas_drag_get_lane (const SwCanvasDrag *self)
{
  return self->lane;
}

/**
 * sw_canvas_drag_get_target:
 *
 * Returns: (transfer none) (nullable): the place aimed at by a state
 */
const SwCanvasTarget *
sw_canvas_drag_get_target (const SwCanvasDrag *self)
{
  return self->target;
}

/**
 * sw_canvas_drag_get_node:
 *
 * Returns: the node aimed at by an arrow, or %SW_CANVAS_NO_ID
 */
guint
sw_canvas_drag_get_node (const SwCanvasDrag *self)
{
  return self->node;
}

/**
 * sw_canvas_drag_get_aimed_edge:
 *
 * Returns: the edge whose place a rule or catcher would take, or %SW_CANVAS_NO_ID
 */
guint
sw_canvas_drag_get_aimed_edge (const SwCanvasDrag *self)
{
  return self->aimed_edge;
}

/**
 * sw_canvas_drag_get_aimed_lane:
 *
 * Returns: (transfer none) (nullable): the branch whose place a branch would take
 */
const SwGraphScope *
sw_canvas_drag_get_aimed_lane (const SwCanvasDrag *self)
{
  return self->aimed_lane;
}

/**
 * sw_canvas_drag_get_refusal:
 *
 * Returns: (transfer none) (nullable): why a drop is not possible where it is aimed at
 */
const char *
sw_canvas_drag_get_refusal (const SwCanvasDrag *self)
{
  return self->refusal;
}

/**
 * sw_canvas_drag_is_aimed:
 *
 * Returns: whether a drop here means something
 */
gboolean
sw_canvas_drag_is_aimed (const SwCanvasDrag *self)
{
  return self->target != NULL || self->node != SW_CANVAS_NO_ID
         || self->aimed_edge != SW_CANVAS_NO_ID || self->aimed_lane != NULL;
}

/**
 * sw_canvas_drag_is_allowed:
 *
 * Returns: whether a drop would do something
 */
gboolean
sw_canvas_drag_is_allowed (const SwCanvasDrag *self)
{
  return sw_canvas_drag_is_aimed (self) && self->refusal == NULL;
}
