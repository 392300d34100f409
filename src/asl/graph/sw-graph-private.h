/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

struct _SwGraph
{
  gatomicrefcount  ref_count;
  SwModel         *model;
  SwGraphScope    *root;
  GPtrArray       *nodes;    /* SwGraphNode, owned; `id` is the index */
  GPtrArray       *edges;    /* SwGraphEdge, owned; `id` is the index */
  GPtrArray       *by_state; /* SwGraphNode by the state's serial */
  GHashTable      *by_key;   /* key -> SwGraphNode */
};

SwGraphScope *sw_graph_build      (SwGraph      *self);
void          sw_graph_scope_free (SwGraphScope *scope);
void          sw_graph_node_free  (gpointer      data);
void          sw_graph_edge_free  (gpointer      data);

G_END_DECLS
