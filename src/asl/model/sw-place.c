/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops.h"

/**
 * sw_place_from_edge:
 * @edge: an edge of a graph
 * @place: (out): where the operations find it; its pointer is borrowed from the graph's model
 *
 * Names an edge of the picture for the operations: to drop a state on it, to reconnect it.
 *
 * Returns: %FALSE for the edge from the slot of an empty scope to its End, which stands for nothing
 * in the text
 */
gboolean
sw_place_from_edge (const SwGraphEdge *edge,
                    SwPlace           *place)
{
  static const SwPlaceKind kinds[] = {
    [SW_EDGE_START] = SW_PLACE_START, [SW_EDGE_NEXT] = SW_PLACE_NEXT,
    [SW_EDGE_RULE] = SW_PLACE_RULE,   [SW_EDGE_DEFAULT] = SW_PLACE_DEFAULT,
    [SW_EDGE_CATCH] = SW_PLACE_CATCH, [SW_EDGE_END] = SW_PLACE_NEXT,
  };

  if (edge->kind != SW_EDGE_START && edge->from->kind != SW_GRAPH_NODE_STATE)
    return FALSE;

  place->kind = kinds[edge->kind];
  place->index = edge->index;
  place->pointer = edge->kind == SW_EDGE_START ? edge->from->scope->scope->pointer
                                               : edge->from->state->pointer;

  return TRUE;
}
