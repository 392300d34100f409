/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-graph-private.h"

/**
 * sw_graph_new:
 * @model: any model
 *
 * Works out what the picture of @model consists of.
 *
 * Returns: (transfer full): keeps a reference on @model
 */
SwGraph *
sw_graph_new (SwModel *model)
{
  SwGraph *self;

  g_return_val_if_fail (model != NULL, NULL);

  self = g_new0 (SwGraph, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->model = sw_model_ref (model);
  self->nodes = g_ptr_array_new_with_free_func (sw_graph_node_free);
  self->edges = g_ptr_array_new_with_free_func (sw_graph_edge_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_state = g_ptr_array_new ();
  g_ptr_array_set_size (self->by_state, sw_model_get_states (model)->len);
  self->root = sw_graph_build (self);

  return self;
}

/**
 * sw_graph_ref:
 *
 * Safe from any thread, as the graph is constant.
 *
 * Returns: (transfer full): @self
 */
SwGraph *
sw_graph_ref (SwGraph *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * sw_graph_unref:
 *
 * Drops one reference; the last one frees the graph and its hold on the model.
 */
void
sw_graph_unref (SwGraph *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->by_state);
  sw_graph_scope_free (self->root);
  g_ptr_array_unref (self->edges);
  g_ptr_array_unref (self->nodes);
  sw_model_unref (self->model);
  g_free (self);
}

/**
 * sw_graph_get_model:
 *
 * Returns: (transfer none): the model it draws
 */
SwModel *
sw_graph_get_model (const SwGraph *self)
{
  return self->model;
}

/**
 * sw_graph_get_root:
 *
 * Returns: (transfer none): the scope of the whole machine
 */
SwGraphScope *
sw_graph_get_root (const SwGraph *self)
{
  return self->root;
}

/**
 * sw_graph_get_nodes:
 *
 * Returns: (transfer none) (element-type SwGraphNode): every node of every scope, by `id`
 */
GPtrArray *
sw_graph_get_nodes (const SwGraph *self)
{
  return self->nodes;
}

/**
 * sw_graph_get_edges:
 *
 * Returns: (transfer none) (element-type SwGraphEdge): every edge of every scope, by `id`
 */
GPtrArray *
sw_graph_get_edges (const SwGraph *self)
{
  return self->edges;
}

/**
 * sw_graph_find_state:
 * @state: a state of the graph's model
 *
 * Returns: (transfer none) (nullable): the node that stands for @state; %NULL for a state of
 * another model
 */
SwGraphNode *
sw_graph_find_state (const SwGraph *self,
                     const SwState *state)
{
  SwGraphNode *node = NULL;

  if (state->serial < self->by_state->len)
    node = g_ptr_array_index (self->by_state, state->serial);

  return node != NULL && node->state == state ? node : NULL;
}

/**
 * sw_graph_find_key:
 * @key: a node's key, perhaps from an earlier graph
 *
 * Returns: (transfer none) (nullable): the node that has @key now
 */
SwGraphNode *
sw_graph_find_key (const SwGraph *self,
                   const char    *key)
{
  return g_hash_table_lookup (self->by_key, key);
}
