/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/gestures/sw-canvas-drag-private.h"

#include <glib/gi18n.h>

/* What a drop would do: the operations, tried before they are done. */

/* Up to this many places each is tried before it is lit up; with more, lighting up the wrong one is
 * the lesser evil against a pause at the start of a drag. It is tried when it is aimed at in any
 * case. */
#define MAX_TRIALS 120

static SwModel *
get_model (SwScene *scene)
{
  return sw_graph_get_model (sw_scene_get_graph (scene));
}

/* What no operation could say, since it is about the picture: where an arrow cannot lead */
static gboolean
check_arrow (const SwCanvasDrag *self, SwScene *scene, const SwGraphNode *node, GError **error)
{
  const SwGraphNode *from = sw_scene_get_node (scene, self->from)->node;
  const char *reason = NULL;

  if (node->scope != from->scope)
    reason = _("An arrow cannot leave its branch: both ends belong to the same Parallel or Map, "
                "or to none");
  else if (node->kind == SW_GRAPH_NODE_SLOT)
    reason = _("There is no state here yet");
  else if (self->kind != SW_DRAG_TAIL && node->kind == SW_GRAPH_NODE_START)
    reason = _("Nothing leads back to the start");
  else if (self->kind == SW_DRAG_TAIL && node->kind == SW_GRAPH_NODE_START)
    reason = _("From the start there is one arrow: lead its head to the state");
  else if (self->kind == SW_DRAG_TAIL && node->kind == SW_GRAPH_NODE_END)
    reason = _("Nothing comes from the end");
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED, reason);
  return FALSE;
}

static const char *
get_pointer (const SwGraphNode *node)
{
  return node->state != NULL ? node->state->pointer : NULL;
}

/* A way on that a state of a type can get */
static const struct
{
  guint       types; /* bits (1 << SwStateType) */
  SwPlaceKind kind;
} ways[] = {
  { 1 << SW_STATE_CHOICE, SW_PLACE_NEW_RULE },
  { 1 << SW_STATE_CHOICE, SW_PLACE_DEFAULT },
  { ~(guint) (1 << SW_STATE_CHOICE), SW_PLACE_NEXT },
  { 1 << SW_STATE_TASK | 1 << SW_STATE_PARALLEL | 1 << SW_STATE_MAP, SW_PLACE_NEW_CATCH },
};

static SwOpsResult *
connect_by (const SwCanvasDrag *self, SwScene *scene, SwPlaceKind kind, guint id, GError **error)
{
  const SwGraphNode *from = sw_scene_get_node (scene, self->from)->node;
  const SwPlace place = { .kind = kind, .pointer = from->state->pointer };

  return sw_ops_connect (get_model (scene), &place,
                         get_pointer (sw_scene_get_node (scene, id)->node), error);
}

/* The ways in which a new arrow could lead to node ID; where there is none, ERROR says why */
static GArray *
find_ways (const SwCanvasDrag *self, SwScene *scene, guint id, GError **error)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SwPlaceKind));
  const SwGraphNode *from = sw_scene_get_node (scene, self->from)->node;
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) failure = NULL;
      if (!(ways[i].types >> from->state->type & 1))
        continue;
      g_autoptr (SwOpsResult) result = connect_by (self, scene, ways[i].kind, id, &failure);
      if (result != NULL && sw_edits_get_count (result->edits) > 0)
        g_array_append_val (found, ways[i].kind);
      else if (first == NULL)
        first = g_steal_pointer (&failure);
    }
  if (found->len > 0)
    return found;
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error_literal (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED,
                         _("There is such an arrow already"));
  g_array_unref (found);
  return NULL;
}

static SwOpsResult *
draw_arrow (const SwCanvasDrag *self, SwScene *scene, guint id, GError **error)
{
  g_autoptr (GArray) found = find_ways (self, scene, id, error);

  return found != NULL ? connect_by (self, scene, g_array_index (found, SwPlaceKind, 0), id, error)
                       : NULL;
}

static SwOpsResult *
lead_to (const SwCanvasDrag *self, SwScene *scene, guint id, GError **error)
{
  const SwGraphNode *node = sw_scene_get_node (scene, id)->node;

  if (!check_arrow (self, scene, node, error))
    return NULL;
  if (self->kind == SW_DRAG_ARROW)
    return draw_arrow (self, scene, id, error);
  if (self->kind == SW_DRAG_TAIL)
    return sw_ops_reattach (get_model (scene), &self->origin->place, get_pointer (node), error);
  return sw_ops_connect (get_model (scene), &self->origin->place, get_pointer (node), error);
}

static SwOpsResult *
put_on (const SwCanvasDrag *self, SwScene *scene, const SwPlace *place, GError **error)
{
  if (self->kind == SW_DRAG_ADD)
    return sw_ops_add (get_model (scene), self->stencil, place, error);
  return sw_ops_move (get_model (scene), (const char *const *) self->pointers, place, error);
}

static SwOpsResult *
order (const SwCanvasDrag *self, SwScene *scene, GError **error)
{
  g_autofree char *pointer = NULL;
  const SwGraphEdge *edge;

  if (self->kind == SW_DRAG_ORDER_LANE)
    return sw_ops_reorder (get_model (scene), self->lane->scope->pointer,
                           self->aimed_lane->scope->index, error);
  edge = sw_scene_get_edge (scene, self->edge)->edge;
  pointer = sw_canvas_dup_element (edge);
  return sw_ops_reorder (get_model (scene), pointer,
                         sw_scene_get_edge (scene, self->aimed_edge)->edge->index, error);
}

/**
 * sw_canvas_drag_perform:
 * @scene: the scene
 *
 * Does what a drop means at what is aimed at; of a new arrow that may be of several kinds, the
 * first.
 *
 * Returns: (transfer full) (nullable): the edits; %NULL with @error set where it is refused
 */
SwOpsResult *
sw_canvas_drag_perform (const SwCanvasDrag *self, SwScene *scene, GError **error)
{
  g_return_val_if_fail (sw_canvas_drag_is_aimed (self), NULL);

  switch (self->kind)
    {
    case SW_DRAG_HEAD:
    case SW_DRAG_TAIL:
    case SW_DRAG_ARROW:
      return lead_to (self, scene, self->node, error);
    case SW_DRAG_ORDER_EDGE:
    case SW_DRAG_ORDER_LANE:
      return order (self, scene, error);
    case SW_DRAG_ADD:
    case SW_DRAG_MOVE:
    default:
      return put_on (self, scene, &self->target->place, error);
    }
}

/**
 * sw_canvas_drag_dup_ways:
 * @scene: the scene
 *
 * Returns: (transfer full) (element-type SwPlaceKind): what a new arrow could be at what is aimed
 *   at: a Next, a new rule …; empty where nothing
 */
GArray *
sw_canvas_drag_dup_ways (const SwCanvasDrag *self, SwScene *scene)
{
  GArray *found = NULL;

  if (self->kind == SW_DRAG_ARROW && self->node != SW_CANVAS_NO_ID
      && check_arrow (self, scene, sw_scene_get_node (scene, self->node)->node, NULL))
    found = find_ways (self, scene, self->node, NULL);
  return found != NULL ? found : g_array_new (FALSE, FALSE, sizeof (SwPlaceKind));
}

static gboolean
would_land (const SwCanvasDrag *self, SwScene *scene, const SwCanvasTarget *target)
{
  g_autoptr (SwOpsResult) result = put_on (self, scene, &target->place, NULL);

  return result != NULL && sw_edits_get_count (result->edits) > 0;
}

static gboolean
is_for_places (const SwCanvasDrag *self)
{
  return self->kind == SW_DRAG_ADD || self->kind == SW_DRAG_MOVE;
}

/**
 * sw_canvas_drag_find_edges:
 * @scene: the scene
 *
 * Returns: (transfer full) (element-type guint): the edges that a state in the hand may be dropped
 *   on
 */
GArray *
sw_canvas_drag_find_edges (const SwCanvasDrag *self, SwScene *scene)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint count = sw_scene_get_n_edges (scene);

  for (guint i = 0; is_for_places (self) && i < count; i++)
    {
      g_autoptr (SwCanvasTarget) target =
          sw_canvas_target_from_edge (sw_scene_get_edge (scene, i)->edge);
      if (target == NULL || target->edge == SW_CANVAS_NO_ID
          || !sw_scene_get_edge (scene, i)->visible)
        continue;
      if (count > MAX_TRIALS || would_land (self, scene, target))
        g_array_append_val (found, i);
    }
  return found;
}

static gboolean
may_take_arrow (const SwCanvasDrag *self, SwScene *scene, guint id)
{
  const SwGraphNode *node = sw_scene_get_node (scene, id)->node;

  if (node->scope != sw_scene_get_node (scene, self->from)->node->scope)
    return FALSE;
  if (node->scope->nodes->len > MAX_TRIALS)
    return node->kind == SW_GRAPH_NODE_STATE;
  g_autoptr (SwOpsResult) result = lead_to (self, scene, id, NULL);
  return result != NULL;
}

static gboolean
may_take (const SwCanvasDrag *self, SwScene *scene, guint id)
{
  const SwGraphNode *node = sw_scene_get_node (scene, id)->node;

  if (self->from != SW_CANVAS_NO_ID)
    return self->kind != SW_DRAG_ORDER_EDGE && may_take_arrow (self, scene, id);
  if (!is_for_places (self) || node->kind != SW_GRAPH_NODE_SLOT)
    return FALSE;
  g_autoptr (SwCanvasTarget) target = sw_canvas_target_from_slot (node);
  return would_land (self, scene, target);
}

/**
 * sw_canvas_drag_find_nodes:
 * @scene: the scene
 *
 * Returns: (transfer full) (element-type guint): the nodes that may take what is in the hand: slots
 *   a state, states and End an arrow
 */
GArray *
sw_canvas_drag_find_nodes (const SwCanvasDrag *self, SwScene *scene)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    if (sw_scene_get_node (scene, i)->visible && may_take (self, scene, i))
      g_array_append_val (found, i);
  return found;
}
