/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

/* The layout of TEXT, which must be a whole definition */
static SwLayout *
lay_out (const char *text, SwDirection direction)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_assert_true (sw_tree_is_valid (tree));
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  SwLayoutOptions options = { .direction = direction, .scale = 1 };

  return sw_layout_new (graph, &options, cache);
}

/* A scene at progress 0 */
SwScene *
fixture_scene (const char *text, SwDirection direction, const SwScene *previous)
{
  g_autoptr (SwLayout) layout = lay_out (text, direction);

  return sw_scene_new (layout, previous);
}

/* A scene that is to follow PREVIOUS, and has not set out yet */
SwScene *
fixture_matched (const char *text, SwDirection direction, const SwScene *previous)
{
  g_autoptr (SwLayout) layout = lay_out (text, direction);

  return sw_scene_new_matched (layout, sw_scene_get_layout (previous));
}

const SwGraphNode *
fixture_state (SwScene *scene, const char *name)
{
  SwGraph *graph = sw_scene_get_graph (scene);
  SwState *state = sw_model_find_state (sw_graph_get_model (graph), name);

  g_assert_nonnull (state);
  return sw_graph_find_state (graph, state);
}

/* The Start, End or slot of the scope that the state OWNER holds, or of the machine for NULL */
const SwGraphNode *
fixture_kind (SwScene *scene, SwGraphNodeKind kind, const char *owner)
{
  const GPtrArray *nodes = sw_graph_get_nodes (sw_scene_get_graph (scene));

  for (guint i = 0; i < nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (nodes, i);
      const SwGraphNode *holder = node->scope->owner;
      if (node->kind == kind && g_strcmp0 (holder ? holder->state->name : NULL, owner) == 0)
        return node;
    }
  g_assert_not_reached ();
}

/* The edge of KIND that leaves the state FROM; for NULL, the Start edge of the machine */
const SwGraphEdge *
fixture_edge (SwScene *scene, const char *from, SwEdgeKind kind, guint index)
{
  const GPtrArray *edges = sw_graph_get_edges (sw_scene_get_graph (scene));

  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (edges, i);
      const char *name = edge->from->state ? edge->from->state->name : NULL;
      if (edge->kind == kind && edge->index == index && g_strcmp0 (name, from) == 0
          && (from != NULL || edge->from->scope->owner == NULL))
        return edge;
    }
  g_assert_not_reached ();
}

SwPoint
fixture_middle (SwScene *scene, const SwGraphEdge *edge)
{
  return sw_scene_get_insertion (scene, edge->id, NULL);
}
