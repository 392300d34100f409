/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-picture-private.h"

#include "json/sw-text.h"

#include <math.h>

static const char *const node_kinds[] = {
  [SW_GRAPH_NODE_STATE] = "state",
  [SW_GRAPH_NODE_START] = "start",
  [SW_GRAPH_NODE_END] = "end",
  [SW_GRAPH_NODE_SLOT] = "slot",
};

static const char *const edge_kinds[] = {
  [SW_EDGE_START] = "start",     [SW_EDGE_NEXT] = "next",   [SW_EDGE_RULE] = "rule",
  [SW_EDGE_DEFAULT] = "default", [SW_EDGE_CATCH] = "catch", [SW_EDGE_END] = "end",
};

/* Hundredths of a point are enough. */
static SwValue
make_number (double number)
{
  double rounded = round (number * 100) / 100;
  gboolean whole = fabs (rounded) < 1e15 && rounded == floor (rounded);
  return whole ? sw_value_new_integer ((gint64) rounded) : sw_value_new_number (rounded);
}

static void
set_text (SwValue    *object,
          const char *key,
          const char *text)
{
  sw_value_set_member (object, key, text ? sw_value_new_string (text) : SW_VALUE_NULL);
}

static void
set_rect (SwValue      *object,
          const SwRect *rect)
{
  sw_value_set_member (object, "x", make_number (rect->x));
  sw_value_set_member (object, "y", make_number (rect->y));
  sw_value_set_member (object, "width", make_number (rect->width));
  sw_value_set_member (object, "height", make_number (rect->height));
}

static SwValue
make_point (SwPoint point)
{
  SwValue pair = sw_value_new_array (2);
  sw_value_append (&pair, make_number (point.x));
  sw_value_append (&pair, make_number (point.y));
  return pair;
}

static SwValue
make_node (const SwLayoutNode *node)
{
  const SwState *state = node->node->state;
  const SwGraphNode *owner = node->node->scope->owner;
  SwValue object = sw_value_new_object (12);

  set_text (&object, "key", node->node->key);
  set_text (&object, "kind", node_kinds[node->node->kind]);
  if (state)
    {
      set_text (&object, "name", state->name);
      set_text (&object, "type", sw_state_type_get_name (state->type));
      set_text (&object, "pointer", state->pointer);
    }
  set_text (&object, "container", owner ? owner->key : NULL);
  set_rect (&object, &node->rect);
  sw_value_set_member (&object, "open", sw_value_new_boolean (node->open));
  sw_value_set_member (&object, "reachable", sw_value_new_boolean (node->node->reachable));
  return object;
}

static SwValue
make_edge (const SwLayoutEdge *edge)
{
  SwValue object = sw_value_new_object (10);
  SwValue points = sw_value_new_array (edge->n_points);

  set_text (&object, "key", edge->edge->key);
  set_text (&object, "kind", edge_kinds[edge->edge->kind]);
  set_text (&object, "from", edge->edge->from->key);
  set_text (&object, "to", edge->edge->to->key);
  for (guint i = 0; i < edge->n_points; i++)
    sw_value_append (&points, make_point (edge->points[i]));
  sw_value_set_member (&object, "points", points);
  sw_value_set_member (&object, "tip", make_point (edge->tip));
  sw_value_set_member (&object, "angle", sw_value_new_number (round (edge->angle * 1e4) / 1e4));
  sw_value_set_member (&object, "bundled", sw_value_new_boolean (edge->bundled));
  if (edge->label.width > 0)
    {
      SwValue label = sw_value_new_object (5);
      set_text (&label, "text", edge->edge->label);
      set_rect (&label, &edge->label);
      sw_value_set_member (&object, "label", label);
    }
  return object;
}

static SwValue
make_scope (const SwLayoutScope *scope)
{
  const SwGraphNode *owner = scope->scope->owner;
  SwValue object = sw_value_new_object (6);

  set_text (&object, "container", owner ? owner->key : NULL);
  sw_value_set_member (&object, "index", sw_value_new_integer (scope->scope->scope->index));
  set_rect (&object, &scope->rect);
  return object;
}

/**
 * sw_layout_to_json:
 * @layout: a layout
 *
 * Writes the places as data: "width", "height", "scopes" (frames), "nodes" (boxes) and "edges"
 * (cubic Béziers of 1 + 3n points, the arrow's tip and its direction in radians). What a collapsed
 * container hides is left out. Origin top left, y down, in points.
 *
 * Returns: (transfer full): JSON text
 */
char *
sw_layout_to_json (SwLayout *layout)
{
  guint n_nodes, n_edges, n_scopes;
  const SwLayoutNode *nodes = sw_layout_get_nodes (layout, &n_nodes);
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &n_edges);
  const SwLayoutScope *scopes = sw_layout_get_scopes (layout, &n_scopes);
  gboolean down = sw_layout_get_direction (layout) == SW_DIRECTION_DOWN;
  SwValue boxes = sw_value_new_array (n_nodes);
  SwValue curves = sw_value_new_array (n_edges);
  SwValue frames = sw_value_new_array (n_scopes);
  g_auto (SwValue) root = sw_value_new_object (6);

  for (guint i = 0; i < n_scopes; i++)
    sw_value_append (&frames, make_scope (&scopes[i]));
  for (guint i = 0; i < n_nodes; i++)
    if (nodes[i].visible)
      sw_value_append (&boxes, make_node (&nodes[i]));
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].visible)
      sw_value_append (&curves, make_edge (&edges[i]));
  set_text (&root, "direction", down ? "down" : "right");
  sw_value_set_member (&root, "width", make_number (sw_layout_get_width (layout)));
  sw_value_set_member (&root, "height", make_number (sw_layout_get_height (layout)));
  sw_value_set_member (&root, "scopes", frames);
  sw_value_set_member (&root, "nodes", boxes);
  sw_value_set_member (&root, "edges", curves);
  return sw_value_to_text (root, SW_TEXT_PRETTY, NULL);
}
