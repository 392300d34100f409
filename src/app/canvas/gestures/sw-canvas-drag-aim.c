/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/gestures/sw-canvas-drag-private.h"

#include <glib/gi18n.h>

/* What is aimed at: by a point, which means what is near to it, or by name. */

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
      if (lane != self->lane && sw_scene_get_lane_rect (scene, lane, &rect)
          && sw_rect_contains (rect, point))
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

/**
 * sw_canvas_drag_aim_target:
 * @scene: the scene
 * @take_target: (transfer full) (nullable): a place
 *
 * Aims states, as sw_canvas_drag_aim() does by a point.
 */
void
sw_canvas_drag_aim_target (SwCanvasDrag *self, SwScene *scene, SwCanvasTarget *take_target)
{
  sw_canvas_target_free (self->target);
  self->target = take_target;
  try (self, scene);
}
