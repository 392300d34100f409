/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/gestures/sw-canvas-targets.h"

/**
 * sw_scope_dup_pointer:
 * @scope: a scope of a model
 *
 * Returns: (transfer full): the JSON pointer of the object with StartAt and States, also where it
 *   is still missing from the text
 */
char *
sw_scope_dup_pointer (const SwScope *scope)
{
  if (scope->node != NULL)
    return sw_node_dup_pointer (scope->node);
  if (scope->parent == NULL)
    return g_strdup ("");
  if (scope->kind == SW_SCOPE_BRANCH)
    return g_strdup_printf ("%s/Branches/%u", scope->parent->pointer, scope->index);
  return g_strconcat (scope->parent->pointer, "/ItemProcessor", NULL);
}

/**
 * sw_canvas_dup_element:
 * @edge: of a rule or catcher
 *
 * Returns: (transfer full) (nullable): the JSON pointer of the element that draws it; %NULL for an
 *   edge of another kind
 */
char *
sw_canvas_dup_element (const SwGraphEdge *edge)
{
  if (edge->kind != SW_EDGE_RULE && edge->kind != SW_EDGE_CATCH)
    return NULL;
  return g_strdup_printf ("%s/%s/%u", edge->from->state->pointer,
                          edge->kind == SW_EDGE_RULE ? "Choices" : "Catch", edge->index);
}

static SwCanvasTarget *
target_new (SwPlaceKind kind, char *take_pointer, guint index)
{
  SwCanvasTarget *self = g_new0 (SwCanvasTarget, 1);

  self->pointer = take_pointer;
  self->place = (SwPlace) { .kind = kind, .pointer = take_pointer, .index = index };
  self->edge = SW_CANVAS_NO_ID;
  self->slot = SW_CANVAS_NO_ID;
  return self;
}

/**
 * sw_canvas_target_free:
 */
void
sw_canvas_target_free (SwCanvasTarget *self)
{
  if (self == NULL)
    return;
  g_free (self->pointer);
  g_free (self);
}

/**
 * sw_canvas_target_equal:
 *
 * Returns: whether both name the same place of the definition; two %NULL are equal
 */
gboolean
sw_canvas_target_equal (const SwCanvasTarget *a, const SwCanvasTarget *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->place.kind == b->place.kind && a->place.index == b->place.index
         && g_str_equal (a->pointer, b->pointer);
}

/* Which place an edge of each kind stands for. An End edge is the missing Next of its state; that
 * of a Choice is its missing Default. */
static SwPlaceKind
place_kind (const SwGraphEdge *edge)
{
  switch (edge->kind)
    {
    case SW_EDGE_START:
      return SW_PLACE_START;
    case SW_EDGE_RULE:
      return SW_PLACE_RULE;
    case SW_EDGE_DEFAULT:
      return SW_PLACE_DEFAULT;
    case SW_EDGE_CATCH:
      return SW_PLACE_CATCH;
    case SW_EDGE_END:
      return edge->from->state->type == SW_STATE_CHOICE ? SW_PLACE_DEFAULT : SW_PLACE_NEXT;
    case SW_EDGE_NEXT:
    default:
      return SW_PLACE_NEXT;
    }
}

static const SwGraphEdge *
find_edge_to (const SwGraphNode *node)
{
  for (guint i = 0; i < node->scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, i);
      if (edge->to == node)
        return edge;
    }
  return NULL;
}

/**
 * sw_canvas_target_from_slot:
 * @slot: an empty place of the picture
 *
 * Returns: (transfer full): the place it stands for: the start of an empty scope, or the way out of
 *   a state that leads nowhere yet
 */
SwCanvasTarget *
sw_canvas_target_from_slot (const SwGraphNode *slot)
{
  const SwGraphEdge *edge = find_edge_to (slot);
  SwCanvasTarget *self;

  if (edge != NULL && edge->from->state != NULL)
    self = target_new (place_kind (edge), g_strdup (edge->from->state->pointer), edge->index);
  else
    self = target_new (SW_PLACE_START, sw_scope_dup_pointer (slot->scope->scope), 0);
  self->slot = slot->id;
  return self;
}

/**
 * sw_canvas_target_from_edge:
 * @edge: an edge of the picture
 *
 * Returns: (transfer full) (nullable): the place of the definition that @edge draws; %NULL for one
 *   that draws none
 */
SwCanvasTarget *
sw_canvas_target_from_edge (const SwGraphEdge *edge)
{
  SwCanvasTarget *self;

  if (edge->to->kind == SW_GRAPH_NODE_SLOT)
    return sw_canvas_target_from_slot (edge->to);
  if (edge->from->kind == SW_GRAPH_NODE_SLOT)
    return sw_canvas_target_from_slot (edge->from);
  if (edge->kind == SW_EDGE_START || edge->from->kind == SW_GRAPH_NODE_START)
    self = target_new (SW_PLACE_START, sw_scope_dup_pointer (edge->from->scope->scope), 0);
  else if (edge->from->state != NULL)
    self = target_new (place_kind (edge), g_strdup (edge->from->state->pointer), edge->index);
  else
    return NULL;
  self->edge = edge->id;
  return self;
}

/**
 * sw_canvas_find_way_on:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): the edge that what comes next hangs on: Next or End, of a
 *   Choice its Default, else its first rule
 */
const SwGraphEdge *
sw_canvas_find_way_on (const SwGraphNode *node)
{
  static const SwEdgeKind order[] = { SW_EDGE_NEXT, SW_EDGE_DEFAULT, SW_EDGE_END, SW_EDGE_RULE };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < node->scope->edges->len; j++)
      {
        const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, j);
        if (edge->from == node && edge->kind == order[i])
          return edge;
      }
  return NULL;
}

/**
 * sw_canvas_find_way_in:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): the one edge into it; %NULL where none or several lead
 *   there, since "before it" has no one meaning then
 */
const SwGraphEdge *
sw_canvas_find_way_in (const SwGraphNode *node)
{
  const SwGraphEdge *only = NULL;

  for (guint i = 0; i < node->scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, i);
      if (edge->to != node)
        continue;
      if (only != NULL)
        return NULL;
      only = edge;
    }
  return only;
}

/**
 * sw_canvas_target_after:
 * @graph: the graph of @node
 * @node: a state, slot, Start or End
 *
 * Finds where "add after this" adds: on the Next edge of a state, the Default edge of a Choice, the
 * Start edge for Start, in a slot. After End or a state that ends its scope there is nothing: what
 * leads there is meant.
 *
 * Returns: (transfer full) (nullable): the place
 */
SwCanvasTarget *
sw_canvas_target_after (SwGraph *graph, const SwGraphNode *node)
{
  const SwGraphEdge *edge;

  if (node->kind == SW_GRAPH_NODE_SLOT)
    return sw_canvas_target_from_slot (node);
  if (node->kind == SW_GRAPH_NODE_START)
    return target_new (SW_PLACE_START, sw_scope_dup_pointer (node->scope->scope), 0);
  if (node->kind == SW_GRAPH_NODE_END
      || (node->state != NULL && sw_state_type_is_terminal (node->state->type)))
    edge = sw_canvas_find_way_in (node);
  else
    edge = sw_canvas_find_way_on (node);
  if (edge != NULL)
    return sw_canvas_target_from_edge (edge);
  if (node->state == NULL || sw_state_type_is_terminal (node->state->type))
    return NULL;
  return target_new (node->state->type == SW_STATE_CHOICE ? SW_PLACE_DEFAULT : SW_PLACE_NEXT,
                     g_strdup (node->state->pointer), 0);
}

/**
 * sw_canvas_target_for_empty:
 * @graph: a graph
 *
 * Returns: (transfer full) (nullable): the start of a machine that has no state yet: a drop
 *   anywhere means it. %NULL where there are states.
 */
SwCanvasTarget *
sw_canvas_target_for_empty (SwGraph *graph)
{
  SwGraphScope *root = sw_graph_get_root (graph);

  if (root->scope->states->len > 0)
    return NULL;
  for (guint i = 0; i < root->nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (root->nodes, i);
      if (node->kind == SW_GRAPH_NODE_SLOT)
        return sw_canvas_target_from_slot (node);
    }
  return target_new (SW_PLACE_START, sw_scope_dup_pointer (root->scope), 0);
}

/* On a state: its first half means before it, where that is one edge; the other half means after
 * it. */
static SwCanvasTarget *
target_on_node (SwScene *scene, guint id, SwPoint point)
{
  const SwGraphNode *node = sw_scene_get_node (scene, id)->node;
  SwRect rect = sw_scene_get_node_rect (scene, id);
  const SwGraphEdge *before = sw_canvas_find_way_in (node);

  if (sw_scene_is_container (scene, id))
    rect.height = SW_LAYOUT_HEADER_HEIGHT;
  if (before != NULL && (node->kind == SW_GRAPH_NODE_END || point.y < rect.y + rect.height / 2))
    return sw_canvas_target_from_edge (before);
  return sw_canvas_target_after (sw_scene_get_graph (scene), node);
}

/* The slot of an empty scope; other slots belong to a way out of a state, not to the whole lane. */
static const SwGraphNode *
find_slot (const SwGraphScope *scope)
{
  for (guint i = 0; scope->scope->states->len == 0 && i < scope->nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (scope->nodes, i);
      if (node->kind == SW_GRAPH_NODE_SLOT)
        return node;
    }
  return NULL;
}

/* A scope with nothing in it takes a drop anywhere on its lane. */
static SwCanvasTarget *
target_in_lane (SwScene *scene, SwPoint point)
{
  guint count;
  const SwLayoutScope *lanes = sw_layout_get_scopes (sw_scene_get_layout (scene), &count);
  const SwGraphNode *found = NULL;
  double smallest = G_MAXDOUBLE;

  for (guint i = 0; i < count; i++)
    {
      double size = lanes[i].rect.width * lanes[i].rect.height;
      const SwGraphNode *slot = find_slot (lanes[i].scope);
      if (slot != NULL && size < smallest && sw_rect_contains (lanes[i].rect, point))
        {
          smallest = size;
          found = slot;
        }
    }
  return found != NULL ? sw_canvas_target_from_slot (found) : NULL;
}

/**
 * sw_canvas_target_at:
 * @scene: the scene
 * @point: where something is held, in scene points
 * @radius: how far an edge may be, in scene points
 *
 * Finds what a drop at a point means: on a slot or the empty lane around it, that scope's start; on
 * a state, before or after it; else on the nearest edge within @radius. In a machine without states
 * every point means its start.
 *
 * Returns: (transfer full) (nullable): the place, or %NULL where a drop means nothing
 */
SwCanvasTarget *
sw_canvas_target_at (SwScene *scene, SwPoint point, double radius)
{
  SwCanvasTarget *target = sw_canvas_target_for_empty (sw_scene_get_graph (scene));
  guint edge;

  if (target != NULL)
    return target;
  SwHit hit = sw_scene_hit (scene, point, radius / 4);
  if (hit.kind == SW_HIT_NODE)
    return target_on_node (scene, hit.id, point);
  target = target_in_lane (scene, point);
  if (target == NULL && sw_scene_find_edge_near (scene, point, radius, &edge))
    target = sw_canvas_target_from_edge (sw_scene_get_edge (scene, edge)->edge);
  return target;
}
