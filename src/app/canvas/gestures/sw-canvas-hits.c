/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <math.h>

/* What is under the pointer: the scene's answer, and what the canvas itself shows while the pointer
 * is near. */

static gboolean
is_near (SwPoint a, SwPoint b, double radius)
{
  return hypot (a.x - b.x, a.y - b.y) <= radius;
}

/**
 * _sw_canvas_get_handle:
 * @node: the id of a state
 *
 * Returns: where the handle is from which its arrows are drawn, in view pixels: on the border that
 *   they leave it by, beside the middle, where they begin
 */
SwPoint
_sw_canvas_get_handle (SwCanvas *self, guint node)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwRect rect = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, node));

  if (self->direction == SW_DIRECTION_DOWN)
    return (SwPoint) { rect.x + rect.width * 0.8, rect.y + rect.height };
  return (SwPoint) { rect.x + rect.width, rect.y + rect.height * 0.8 };
}

/**
 * _sw_canvas_has_handle:
 * @hit: what is under the pointer
 *
 * Returns: whether that is a state which arrows can be drawn from
 */
gboolean
_sw_canvas_has_handle (SwCanvas *self, SwHit hit)
{
  const SwState *state = NULL;

  if (hit.kind == SW_HIT_NODE || hit.kind == SW_HIT_HANDLE)
    state = sw_scene_get_node (sw_canvas_board_get_scene (self->board), hit.id)->node->state;
  return state != NULL && !sw_state_type_is_terminal (state->type) && _sw_canvas_is_editable (self);
}

/* The edge whose "+" is offered: the one under the pointer, or the one that leads on from the state
 * there */
static guint
find_plus_edge (SwCanvas *self, SwHit hit)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphEdge *edge = NULL;

  if (!_sw_canvas_is_editable (self))
    return SW_CANVAS_NO_ID;
  if (sw_hit_is_edge (hit))
    return hit.id;
  if (_sw_canvas_has_handle (self, hit))
    edge = sw_canvas_find_way_on (sw_scene_get_node (scene, hit.id)->node);
  return edge != NULL && sw_scene_get_edge (scene, edge->id)->visible ? edge->id : SW_CANVAS_NO_ID;
}

#define PLUS_OFFSET 20.0 /* view pixels from the border of a state */

/* On an edge the "+" stands in its midst; for a state close to it, where the edge leaves. It stays
 * where it is while the pointer goes to it from there. */
static void
update_plus (SwCanvas *self, SwHit hit)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  guint edge = scene != NULL ? find_plus_edge (self, hit) : SW_CANVAS_NO_ID;

  if (edge == self->plus_edge)
    return;
  self->plus_edge = edge;
  if (edge == SW_CANVAS_NO_ID)
    return;
  if (sw_hit_is_edge (hit))
    {
      self->plus = sw_scene_get_insertion (scene, edge, NULL);
      return;
    }
  self->plus = sw_scene_get_edge_start (scene, edge);
  if (self->direction == SW_DIRECTION_DOWN)
    self->plus.y += PLUS_OFFSET / self->view.scale;
  else
    self->plus.x += PLUS_OFFSET / self->view.scale;
}

/* A branch is taken hold of by its Start, where there are others to go before or behind. */
static gboolean
is_lane_start (const SwGraphNode *node)
{
  return node->kind == SW_GRAPH_NODE_START && node->scope->scope->kind == SW_SCOPE_BRANCH
         && node->scope->owner->scopes->len > 1;
}

/* What can be taken hold of only where that makes sense */
static SwHit
refine (SwCanvas *self, SwHit hit)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  gboolean editable = _sw_canvas_is_editable (self);

  if (sw_hit_is_edge (hit))
    {
      const SwGraphEdge *edge = sw_scene_get_edge (scene, hit.id)->edge;
      gboolean ordered = edge->kind == SW_EDGE_RULE || edge->kind == SW_EDGE_CATCH;
      if (!editable || (hit.kind == SW_HIT_LABEL && !ordered)
          || (hit.kind == SW_HIT_TAIL && edge->from->state == NULL))
        hit.kind = SW_HIT_EDGE;
    }
  return hit;
}

/* A Start is small: it is met also close by. */
static gboolean
hit_lane (SwCanvas *self, SwPoint view, SwHit *hit)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphScope *lane = sw_scene_find_lane (scene, _sw_canvas_to_scene (self, view));

  for (guint i = 0; lane != NULL && _sw_canvas_is_editable (self) && i < lane->nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (lane->nodes, i);
      SwRect rect = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, node->id));
      if (!is_lane_start (node)
          || !is_near (sw_rect_get_center (rect), view, SW_CANVAS_HIT_RADIUS * 1.5))
        continue;
      *hit = (SwHit) { SW_HIT_LANE, node->id };
      return TRUE;
    }
  return FALSE;
}

/**
 * _sw_canvas_hit_at:
 * @view: in view pixels
 *
 * Returns: what is there; what is shown for the state or edge under the pointer, its "+" and its
 *   handle, comes before the picture
 */
SwHit
_sw_canvas_hit_at (SwCanvas *self, SwPoint view)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  if (scene == NULL)
    return (SwHit) { SW_HIT_NOTHING };
  SwHit lane;
  if (_sw_canvas_has_handle (self, self->hover)
      && is_near (_sw_canvas_get_handle (self, self->hover.id), view, SW_CANVAS_HANDLE_RADIUS + 3))
    return (SwHit) { SW_HIT_HANDLE, self->hover.id };
  if (self->plus_edge != SW_CANVAS_NO_ID
      && is_near (_sw_canvas_to_view (self, self->plus), view, SW_CANVAS_PLUS_RADIUS))
    return (SwHit) { SW_HIT_PLUS, self->plus_edge };
  if (hit_lane (self, view, &lane))
    return lane;
  return refine (self, sw_scene_hit (scene, _sw_canvas_to_scene (self, view),
                                     SW_CANVAS_HIT_RADIUS / self->view.scale));
}

/**
 * _sw_canvas_hit_state:
 *
 * Returns: (transfer none) (nullable): the state that is hit, of an edge the one it leaves, of a
 *   branch its Parallel
 */
const SwState *
_sw_canvas_hit_state (SwCanvas *self, SwHit hit)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  if (sw_hit_is_edge (hit))
    return sw_scene_get_edge (scene, hit.id)->edge->from->state;
  if (hit.kind == SW_HIT_LANE)
    return sw_scene_get_node (scene, hit.id)->node->scope->owner->state;
  if (hit.kind != SW_HIT_NOTHING)
    return sw_scene_get_node (scene, hit.id)->node->state;
  return NULL;
}

static const char *
get_cursor (SwCanvas *self)
{
  if (self->tool.mode == SW_TOOL_PAN)
    return "grabbing";
  if (self->space)
    return "grab";
  if (self->drag != NULL && !self->aiming)
    return sw_canvas_drag_get_refusal (self->drag) != NULL ? "not-allowed" : "grabbing";
  if (sw_canvas_board_find_badge (self->board, _sw_canvas_to_scene (self, self->pointer), NULL)
          != NULL
      || sw_canvas_board_find_break (self->board, _sw_canvas_to_scene (self, self->pointer))
             != NULL)
    return "pointer";
  switch (self->hover.kind)
    {
    case SW_HIT_PLUS:
      return "pointer";
    case SW_HIT_HANDLE:
      return "crosshair";
    case SW_HIT_TIP:
    case SW_HIT_TAIL:
    case SW_HIT_LABEL:
    case SW_HIT_LANE:
      return "grab";
    case SW_HIT_NOTHING:
    case SW_HIT_NODE:
    case SW_HIT_BODY:
    case SW_HIT_EDGE:
    default:
      return NULL;
    }
}

/**
 * _sw_canvas_update_cursor:
 *
 * Shows by the pointer's shape what it would do.
 */
void
_sw_canvas_update_cursor (SwCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (self));
}

/**
 * _sw_canvas_update_hover:
 *
 * Finds out anew what is under the pointer.
 */
void
_sw_canvas_update_hover (SwCanvas *self)
{
  SwHit hit = { SW_HIT_NOTHING };

  if (!sw_canvas_tool_is_dragging (&self->tool) && self->pointer.x >= 0)
    hit = _sw_canvas_hit_at (self, self->pointer);
  if (hit.kind != self->hover.kind || hit.id != self->hover.id)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->hover = hit;
  update_plus (self, hit);
  sw_canvas_board_set_hovered (self->board, hit);
  _sw_canvas_update_cursor (self);
}
