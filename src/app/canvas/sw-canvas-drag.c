/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-drag.h"

#include <glib/gi18n.h>

/* Up to this many places each is tried before it is lit up; with more, lighting up the wrong one is the lesser
 * evil against a pause at the start of a drag. It is tried when it is aimed at in any case. */
#define MAX_TRIALS 120

struct _SwCanvasDrag
{
  SwDragKind       kind;
  const SwStencil *stencil;  /* ADD */
  char            *pointer;  /* MOVE: of the state */
  SwCanvasTarget  *origin;   /* CONNECT: the place of the edge in hand */
  guint            edge;     /* CONNECT: its id */
  SwCanvasTarget  *target;   /* ADD, MOVE: what is aimed at */
  guint            node;     /* CONNECT: what is aimed at; SW_CANVAS_NO_ID for nothing */
  char            *refusal;  /* why what is aimed at is not possible */
};

static SwCanvasDrag *
drag_new (SwDragKind kind)
{
  SwCanvasDrag *self = g_new0 (SwCanvasDrag, 1);

  self->kind = kind;
  self->edge = SW_CANVAS_NO_ID;
  self->node = SW_CANVAS_NO_ID;
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
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer full): that state in the hand
 */
SwCanvasDrag *
sw_canvas_drag_new_move (const char *pointer)
{
  SwCanvasDrag *self = drag_new (SW_DRAG_MOVE);

  self->pointer = g_strdup (pointer);
  return self;
}

/**
 * sw_canvas_drag_new_connect:
 * @edge: an edge
 *
 * Returns: (transfer full) (nullable): the head of that edge in the hand, or %NULL where nothing in the text draws it
 */
SwCanvasDrag *
sw_canvas_drag_new_connect (const SwGraphEdge *edge)
{
  g_autoptr (SwCanvasTarget) origin = sw_canvas_target_from_edge (edge);

  if (origin == NULL || origin->slot != SW_CANVAS_NO_ID)
    return NULL;
  SwCanvasDrag *self = drag_new (SW_DRAG_CONNECT);
  self->origin = g_steal_pointer (&origin);
  self->edge = edge->id;
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
  g_free (self->pointer);
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
 * sw_canvas_drag_get_pointer:
 *
 * Returns: (transfer none) (nullable): JSON pointer of the state in the hand
 */
const char *
sw_canvas_drag_get_pointer (const SwCanvasDrag *self)
{
  return self->pointer;
}

/**
 * sw_canvas_drag_get_edge:
 *
 * Returns: the edge whose head is in the hand, or %SW_CANVAS_NO_ID
 */
guint
sw_canvas_drag_get_edge (const SwCanvasDrag *self)
{
  return self->edge;
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
 * sw_canvas_drag_is_allowed:
 *
 * Returns: whether a drop would do something
 */
gboolean
sw_canvas_drag_is_allowed (const SwCanvasDrag *self)
{
  return (self->target != NULL || self->node != SW_CANVAS_NO_ID) && self->refusal == NULL;
}

static SwOpsResult *
connect_to (const SwCanvasDrag *self, SwScene *scene, guint id, GError **error)
{
  SwModel *model = sw_graph_get_model (sw_scene_get_graph (scene));
  const SwGraphNode *node = sw_scene_get_node (scene, id)->node;
  const SwGraphEdge *edge = sw_scene_get_edge (scene, self->edge)->edge;
  const char *reason = NULL;

  if (node->scope != edge->from->scope)
    reason = _("An arrow cannot leave its branch: both ends belong to the same Parallel or Map, or to none");
  else if (node->kind == SW_GRAPH_NODE_START)
    reason = _("Nothing leads back to the start");
  else if (node->kind == SW_GRAPH_NODE_SLOT)
    reason = _("There is no state here yet");
  if (reason != NULL)
    {
      g_set_error_literal (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED, reason);
      return NULL;
    }
  return sw_ops_connect (model, &self->origin->place, node->state ? node->state->pointer : NULL, error);
}

static SwOpsResult *
put_on (const SwCanvasDrag *self, SwScene *scene, const SwPlace *place, GError **error)
{
  SwModel *model = sw_graph_get_model (sw_scene_get_graph (scene));

  if (self->kind == SW_DRAG_ADD)
    return sw_ops_add (model, self->stencil, place, error);
  return sw_ops_move (model, (const char *[]) { self->pointer, NULL }, place, error);
}

/**
 * sw_canvas_drag_perform:
 * @scene: the scene
 *
 * Does what a drop means at what is aimed at.
 *
 * Returns: (transfer full) (nullable): the edits; %NULL with @error set where it is refused
 */
SwOpsResult *
sw_canvas_drag_perform (const SwCanvasDrag *self, SwScene *scene, GError **error)
{
  g_return_val_if_fail (self->target != NULL || self->node != SW_CANVAS_NO_ID, NULL);

  if (self->kind == SW_DRAG_CONNECT)
    return connect_to (self, scene, self->node, error);
  return put_on (self, scene, &self->target->place, error);
}

static void
try (SwCanvasDrag *self, SwScene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = NULL;

  g_clear_pointer (&self->refusal, g_free);
  if (self->target == NULL && self->node == SW_CANVAS_NO_ID)
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
  const SwGraphEdge *edge = sw_scene_get_edge (scene, self->edge)->edge;

  /* Inside the container that holds both ends, its body is just the ground. */
  if (hit.kind == SW_HIT_BODY && edge->from->scope->owner != NULL &&
      edge->from->scope->owner->id == hit.id)
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
  gboolean changed = self->kind == SW_DRAG_CONNECT ? aim_arrow (self, scene, point)
                                                   : aim_state (self, scene, point, radius);

  if (changed)
    try (self, scene);
  return changed;
}

static gboolean
would_land (SwCanvasDrag *self, SwScene *scene, const SwCanvasTarget *target)
{
  g_autoptr (SwOpsResult) result = put_on (self, scene, &target->place, NULL);

  return result != NULL && sw_edits_get_count (result->edits) > 0;
}

/**
 * sw_canvas_drag_find_edges:
 * @scene: the scene
 *
 * Returns: (transfer full) (element-type guint): the edges that a state in the hand may be dropped on
 */
GArray *
sw_canvas_drag_find_edges (SwCanvasDrag *self, SwScene *scene)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint count = sw_scene_get_n_edges (scene);

  for (guint i = 0; self->kind != SW_DRAG_CONNECT && i < count; i++)
    {
      g_autoptr (SwCanvasTarget) target = sw_canvas_target_from_edge (sw_scene_get_edge (scene, i)->edge);
      if (target == NULL || target->edge == SW_CANVAS_NO_ID || !sw_scene_get_edge (scene, i)->visible)
        continue;
      if (count > MAX_TRIALS || would_land (self, scene, target))
        g_array_append_val (found, i);
    }
  return found;
}

static gboolean
may_take (SwCanvasDrag *self, SwScene *scene, guint id)
{
  const SwGraphNode *node = sw_scene_get_node (scene, id)->node;

  if (self->kind != SW_DRAG_CONNECT)
    {
      if (node->kind != SW_GRAPH_NODE_SLOT)
        return FALSE;
      g_autoptr (SwCanvasTarget) target = sw_canvas_target_from_slot (node);
      return would_land (self, scene, target);
    }
  if (node->scope != sw_scene_get_edge (scene, self->edge)->edge->from->scope)
    return FALSE;
  if (node->scope->nodes->len > MAX_TRIALS)
    return node->kind == SW_GRAPH_NODE_STATE;
  g_autoptr (SwOpsResult) result = connect_to (self, scene, id, NULL);
  return result != NULL;
}

/**
 * sw_canvas_drag_find_nodes:
 * @scene: the scene
 *
 * Returns: (transfer full) (element-type guint): the nodes that may take what is in the hand: slots a state, states and End an arrow
 */
GArray *
sw_canvas_drag_find_nodes (SwCanvasDrag *self, SwScene *scene)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    if (sw_scene_get_node (scene, i)->visible && may_take (self, scene, i))
      g_array_append_val (found, i);
  return found;
}
