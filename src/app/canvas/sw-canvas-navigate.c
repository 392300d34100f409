/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-canvas-navigate.h"

#include <math.h>

static gboolean
can_focus (const SwScene *scene, const SwGraphNode *node)
{
  return sw_scene_get_node (scene, node->id)->visible
         && (node->kind == SW_GRAPH_NODE_STATE || node->kind == SW_GRAPH_NODE_SLOT);
}

static const SwGraphNode *
first_of_scope (const SwScene *scene, const SwGraphScope *scope)
{
  for (guint i = 0; i < scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (scope->edges, i);
      if (edge->from->kind == SW_GRAPH_NODE_START && can_focus (scene, edge->to))
        return edge->to;
    }
  return NULL;
}

/* The state after NODE in its scope; the graph's edges stand in the order of the definition, End
 * last. */
static const SwGraphNode *
follow (const SwScene *scene, const SwGraphNode *node)
{
  for (guint i = 0; i < node->scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, i);
      if (edge->from == node && can_focus (scene, edge->to))
        return edge->to;
    }
  return NULL;
}

/* Into a container, then along the flow, and out of a container where its inside ends */
static const SwGraphNode *
step_next (const SwScene *scene, const SwGraphNode *node)
{
  for (guint i = 0; i < node->scopes->len; i++)
    {
      const SwGraphNode *inner = first_of_scope (scene, g_ptr_array_index (node->scopes, i));
      if (inner != NULL)
        return inner;
    }
  for (const SwGraphNode *at = node; at != NULL; at = at->scope->owner)
    {
      const SwGraphNode *next = follow (scene, at);
      if (next != NULL)
        return next;
    }
  return NULL;
}

static const SwGraphNode *
step_previous (const SwScene *scene, const SwGraphNode *node)
{
  const SwGraphNode *best = NULL;

  for (guint i = 0; i < node->scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, i);
      if (edge->to != node || edge->from == node || !can_focus (scene, edge->from))
        continue;
      /* Walk order: what comes first in it is the way from Start, and no loop back. */
      if (best == NULL || edge->from->id < best->id)
        best = edge->from;
    }
  if (best != NULL && (best->id < node->id || node->scope->owner == NULL))
    return best;
  return node->scope->owner != NULL ? node->scope->owner : best;
}

/* The rectangle of a node as if the picture flowed down */
static SwRect
get_rect (const SwScene *scene, SwDirection direction, guint id)
{
  SwRect rect = sw_scene_get_node_rect (scene, id);

  if (direction == SW_DIRECTION_DOWN)
    return rect;
  return (SwRect) { rect.y, rect.x, rect.height, rect.width };
}

/* The nearest state beside: they overlap along the flow, and neither holds the other. */
static const SwGraphNode *
step_aside (const SwScene *scene, SwDirection direction, const SwGraphNode *node, int sign)
{
  SwRect here = get_rect (scene, direction, node->id);
  SwPoint center = sw_rect_get_center (here);
  const SwGraphNode *best = NULL;
  double nearest = INFINITY;

  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    {
      const SwGraphNode *other = sw_scene_get_node (scene, i)->node;
      SwRect there = get_rect (scene, direction, i);
      double away = (sw_rect_get_center (there).x - center.x) * sign;
      gboolean beside = there.x >= here.x + here.width || there.x + there.width <= here.x;
      if (other == node || !can_focus (scene, other) || away <= 0 || !beside)
        continue;
      double along = fabs (sw_rect_get_center (there).y - center.y);
      if (there.y < here.y + here.height && here.y < there.y + there.height
          && away + along < nearest)
        {
          nearest = away + along;
          best = other;
        }
    }
  return best;
}

static const SwGraphNode *
step_end (const SwScene *scene, gboolean last)
{
  const SwGraphNode *found = NULL;

  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    {
      const SwGraphNode *node = sw_scene_get_node (scene, i)->node;
      if (can_focus (scene, node) && (found == NULL || last))
        found = node;
    }
  return found;
}

/**
 * sw_canvas_navigate:
 * @scene: the scene
 * @direction: which way the picture flows
 * @from: the node that has the focus
 * @step: which way
 * @to: (out): the node to go to
 *
 * Finds where an arrow key leads: along the flow into containers, on to the next state, and out
 * again; against it; or to the nearest state beside.
 *
 * Returns: whether there is somewhere to go
 */
gboolean
sw_canvas_navigate (SwScene *scene, SwDirection direction, guint from, SwStep step, guint *to)
{
  const SwGraphNode *node = sw_scene_get_node (scene, from)->node;
  const SwGraphNode *found = NULL;

  switch (step)
    {
    case SW_STEP_NEXT:
      found = step_next (scene, node);
      break;
    case SW_STEP_PREVIOUS:
      found = step_previous (scene, node);
      break;
    case SW_STEP_BEFORE:
      found = step_aside (scene, direction, node, -1);
      break;
    case SW_STEP_BEHIND:
      found = step_aside (scene, direction, node, 1);
      break;
    case SW_STEP_FIRST:
    case SW_STEP_LAST:
    default:
      found = step_end (scene, step == SW_STEP_LAST);
      break;
    }
  if (found == NULL)
    return FALSE;
  *to = found->id;
  return TRUE;
}
