/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-drag-private.h"

#include <glib/gi18n.h>

/* What is in the hand, and what it aims at. */

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
 * @pointers: (array zero-terminated=1): JSON pointers of states; the first is the one that was taken hold of
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
 * Returns: (transfer full) (nullable): the head of that edge in the hand, or %NULL where nothing in the text draws it
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
 * Returns: (transfer full) (nullable): the tail of that edge in the hand, or %NULL for one that no state has
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
 * Returns: (transfer full) (nullable): the rule or catcher that it draws, to go before or behind others; %NULL for
 *   an edge of another kind
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
  return self->target != NULL || self->node != SW_CANVAS_NO_ID || self->aimed_edge != SW_CANVAS_NO_ID ||
         self->aimed_lane != NULL;
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

static void
try (SwCanvasDrag *self, SwScene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = NULL;

  g_clear_pointer (&self->refusal, g_free);
  if (!sw_canvas_drag_is_aimed (self))
    return;
  result = sw_canvas_drag_perform (self, scene, &error);
  if (result == NULL)
    self->refusal = g_strdup (error != NULL ? error->message : _("This is not possible here"));
}

static gboolean
aim_arrow (SwCanvasDrag *self, SwScene *scene, SwPoint point)
{
  SwHit hit = sw_scene_hit (scene, point, 1);
  gboolean on_node = hit.kind == SW_HIT_NODE || hit.kind == SW_HIT_BODY;
  guint node = on_node ? hit.id : SW_CANVAS_NO_ID;
  const SwGraphNode *from = sw_scene_get_node (scene, self->from)->node;

  /* Inside the container that holds both ends, its body is just the ground. */
  if (hit.kind == SW_HIT_BODY && from->scope->owner != NULL && from->scope->owner->id == hit.id)
    node = SW_CANVAS_NO_ID;
  if (node == self->node)
    return FALSE;
  self->node = node;
  return TRUE;
}

static gboolean
aim_state (SwCanvasDrag *self, SwScene *scene, SwPoint point, double radius)
{
  g_autoptr (SwCanvasTarget) target = sw_canvas_target_at (scene, point, radius);

  if (sw_canvas_target_equal (target, self->target))
    return FALSE;
  sw_canvas_target_free (self->target);
  self->target = g_steal_pointer (&target);
  return TRUE;
}

/* Whether EDGE is another rule, or catcher, of the state whose is in the hand */
static gboolean
is_sibling (const SwCanvasDrag *self, SwScene *scene, const SwGraphEdge *edge)
{
  const SwGraphEdge *own = sw_scene_get_edge (scene, self->edge)->edge;

  return edge != own && edge->from == own->from && edge->kind == own->kind;
}

static gboolean
aim_rule (SwCanvasDrag *self, SwScene *scene, SwPoint point, double radius)
{
  const SwGraphEdge *own = sw_scene_get_edge (scene, self->edge)->edge;
  guint n_ways;
  const SwGraphEdge *const *ways = sw_scene_get_ways (scene, own->from->id, &n_ways);
  guint aimed = SW_CANVAS_NO_ID;
  double nearest = radius;

  for (guint i = 0; i < n_ways; i++)
    {
      double away = sw_scene_get_edge_distance (scene, ways[i]->id, point, radius);
      if (away <= nearest)
        {
          nearest = away;
          aimed = is_sibling (self, scene, ways[i]) ? ways[i]->id : SW_CANVAS_NO_ID;
        }
    }
  if (aimed == self->aimed_edge)
    return FALSE;
  self->aimed_edge = aimed;
  return TRUE;
}

static gboolean
aim_lane (SwCanvasDrag *self, SwScene *scene, SwPoint point)
{
  const SwGraphNode *owner = self->lane->owner;
  const SwGraphScope *aimed = NULL;

  for (guint i = 0; i < owner->scopes->len; i++)
    {
      const SwGraphScope *lane = g_ptr_array_index (owner->scopes, i);
      SwRect rect;
      if (lane != self->lane && sw_scene_get_lane_rect (scene, lane, &rect) && sw_rect_contains (rect, point))
        aimed = lane;
    }
  if (aimed == self->aimed_lane)
    return FALSE;
  self->aimed_lane = aimed;
  return TRUE;
}

/**
 * sw_canvas_drag_aim:
 * @scene: the scene
 * @point: where it is held, in scene points
 * @radius: how far from an edge it still means that edge, in scene points
 *
 * Aims, and finds out whether a drop would be possible.
 *
 * Returns: whether something else is aimed at than before
 */
gboolean
sw_canvas_drag_aim (SwCanvasDrag *self, SwScene *scene, SwPoint point, double radius)
{
  gboolean changed;

  switch (self->kind)
    {
    case SW_DRAG_HEAD:
    case SW_DRAG_TAIL:
    case SW_DRAG_ARROW:
      changed = aim_arrow (self, scene, point);
      break;
    case SW_DRAG_ORDER_EDGE:
      changed = aim_rule (self, scene, point, radius);
      break;
    case SW_DRAG_ORDER_LANE:
      changed = aim_lane (self, scene, point);
      break;
    case SW_DRAG_ADD:
    case SW_DRAG_MOVE:
    default:
      changed = aim_state (self, scene, point, radius);
      break;
    }
  if (changed)
    try (self, scene);
  return changed;
}

/**
 * sw_canvas_drag_aim_node:
 * @scene: the scene
 * @id: of a node, or %SW_CANVAS_NO_ID
 *
 * Aims an arrow, as sw_canvas_drag_aim() does by a point.
 */
void
sw_canvas_drag_aim_node (SwCanvasDrag *self, SwScene *scene, guint id)
{
  self->node = id;
  try (self, scene);
}
