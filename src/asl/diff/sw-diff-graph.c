/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-diff-private.h"
#include "asl/graph/sw-graph-private.h"

#include <string.h>

/* Two versions as one picture: the graph of the later one, to which what was removed is added where
 * it stood. What was moved or renamed is drawn once, where it is now. */

typedef struct
{
  const SwDiff *diff;
  SwGraph      *graph;  /* of the later version, while it grows */
  SwGraph      *before;
  GHashTable   *nodes;  /* a node of the earlier version -> its node in `graph` */
  GHashTable   *scopes; /* SwScope of the later version -> SwGraphScope in `graph` */
  GHashTable   *marks;  /* a node or edge of `graph` -> SwChange */
} Merger;

static void
mark (Merger *self, gpointer part, SwChange change)
{
  g_hash_table_insert (self->marks, part, GUINT_TO_POINTER (change));
}

static void
note_scopes (Merger *self, SwGraphScope *scope)
{
  g_hash_table_insert (self->scopes, scope->scope, scope);
  for (guint i = 0; i < scope->nodes->len; i++)
    {
      SwGraphNode *node = scope->nodes->pdata[i];

      for (guint j = 0; j < node->scopes->len; j++)
        note_scopes (self, node->scopes->pdata[j]);
    }
}

static SwGraphNode *
add_ghost (Merger *self, const SwGraphNode *before, SwGraphScope *scope)
{
  SwGraphNode *node = g_new0 (SwGraphNode, 1);
  guint place = scope->nodes->len;

  /* End and the open ends of edges stay last, as in every graph. */
  while (place > 0 && ((SwGraphNode *) scope->nodes->pdata[place - 1])->state == NULL
         && ((SwGraphNode *) scope->nodes->pdata[place - 1])->kind != SW_GRAPH_NODE_START)
    place--;
  node->kind = before->kind;
  node->state = before->state;
  node->scope = scope;
  node->key = g_strconcat (before->key, "^removed", NULL);
  node->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_graph_scope_free);
  node->reachable = TRUE;
  g_ptr_array_insert (scope->nodes, before->kind == SW_GRAPH_NODE_STATE ? (int) place : -1, node);
  g_hash_table_insert (self->nodes, (gpointer) before, node);
  mark (self, node, SW_CHANGE_REMOVED);
  return node;
}

static gboolean
is_removed (const Merger *self, const SwGraphNode *node)
{
  return node->kind == SW_GRAPH_NODE_STATE && sw_diff_get_other (self->diff, node->state) == NULL;
}

static gboolean
has_removed (const Merger *self, const SwGraphScope *scope)
{
  for (guint i = 0; i < scope->nodes->len; i++)
    if (is_removed (self, scope->nodes->pdata[i]))
      return TRUE;
  return FALSE;
}

static void add_removed (Merger             *self,
                         const SwGraphScope *before,
                         SwGraphScope       *scope);

/* A scope that is gone is drawn while something in it is gone as well. */
static void
add_ghost_scope (Merger *self, const SwGraphScope *before, SwGraphNode *owner)
{
  SwGraphScope *scope;

  if (!has_removed (self, before))
    return;
  scope = g_new0 (SwGraphScope, 1);
  scope->scope = before->scope;
  scope->owner = owner;
  scope->nodes = g_ptr_array_new ();
  scope->edges = g_ptr_array_new ();
  g_ptr_array_add (owner->scopes, scope);
  for (guint i = 0; i < before->nodes->len; i++)
    {
      const SwGraphNode *node = before->nodes->pdata[i];

      if (node->kind == SW_GRAPH_NODE_START || node->kind == SW_GRAPH_NODE_END)
        add_ghost (self, node, scope);
    }
  add_removed (self, before, scope);
}

static void
add_inner_scopes (Merger *self, const SwGraphNode *before, SwGraphNode *node)
{
  for (guint i = 0; i < before->scopes->len; i++)
    {
      SwGraphScope *inner = before->scopes->pdata[i];
      SwScope *other = g_hash_table_lookup (self->diff->scopes, inner->scope);

      if (other != NULL)
        add_removed (self, inner, g_hash_table_lookup (self->scopes, other));
      else
        add_ghost_scope (self, inner, node);
    }
}

/* The node of SCOPE that is what OLD was: its start, its end, or the same open end of an edge */
static SwGraphNode *
find_end (const SwGraphNode *old, const SwGraphScope *scope)
{
  for (guint i = 0; i < scope->nodes->len; i++)
    {
      SwGraphNode *node = scope->nodes->pdata[i];

      if (node->kind == old->kind
          && (old->kind != SW_GRAPH_NODE_SLOT || strcmp (node->key, old->key) == 0))
        return node;
    }
  return NULL;
}

/* What is no state stays what it was in a scope that is in both versions. */
static void
map_ends (Merger *self, const SwGraphScope *before, const SwGraphScope *scope)
{
  for (guint i = 0; i < before->nodes->len; i++)
    {
      SwGraphNode *old = before->nodes->pdata[i];
      SwGraphNode *node = NULL;

      if (old->kind != SW_GRAPH_NODE_STATE && !g_hash_table_contains (self->nodes, old))
        node = find_end (old, scope);
      if (node != NULL)
        g_hash_table_insert (self->nodes, old, node);
    }
}

/* Puts what was removed from BEFORE into SCOPE, which is the same scope or its ghost. */
static void
add_removed (Merger *self, const SwGraphScope *before, SwGraphScope *scope)
{
  map_ends (self, before, scope);
  for (guint i = 0; i < before->nodes->len; i++)
    {
      const SwGraphNode *old = before->nodes->pdata[i];
      const SwState *other;
      SwGraphNode *node;

      if (old->kind != SW_GRAPH_NODE_STATE)
        continue;
      other = sw_diff_get_other (self->diff, old->state);
      if (other == NULL)
        node = add_ghost (self, old, scope);
      else
        {
          node = sw_graph_find_state (self->graph, other);
          g_hash_table_insert (self->nodes, (gpointer) old, node);
        }
      add_inner_scopes (self, old, node);
    }
}

/* An edge of the later version that is BEFORE: with the same label, or with any */
static SwGraphEdge *
find_edge (const Merger      *self,
           const SwGraphEdge *before,
           const SwGraphNode *from,
           const SwGraphNode *to,
           gboolean           any_label)
{
  GPtrArray *edges = from->scope->edges;

  for (guint i = 0; i < edges->len; i++)
    {
      SwGraphEdge *edge = edges->pdata[i];

      if (edge->from == from && edge->to == to && edge->kind == before->kind
          && !g_hash_table_contains (self->marks, edge)
          && (any_label || g_strcmp0 (edge->label, before->label) == 0))
        return edge;
    }
  return NULL;
}

static void
add_ghost_edge (Merger            *self,
                const SwGraphEdge *before,
                SwGraphNode       *from,
                SwGraphNode       *to)
{
  SwGraphEdge *edge = g_new0 (SwGraphEdge, 1);

  edge->kind = before->kind;
  edge->index = before->index;
  edge->from = from;
  edge->to = to;
  edge->key = g_strconcat (before->key, "^removed", NULL);
  edge->label = g_strdup (before->label);
  g_ptr_array_add (from->scope->edges, edge);
  mark (self, edge, SW_CHANGE_REMOVED);
}

/* First what is the same, then what is the same but for its label, then what is gone: a rule that
 * was reworded must not take the place of another one. */
static void
merge_edges (Merger *self)
{
  GPtrArray *edges = sw_graph_get_edges (self->before);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < edges->len; i++)
      {
        const SwGraphEdge *before = edges->pdata[i];
        SwGraphNode *from = g_hash_table_lookup (self->nodes, before->from);
        SwGraphNode *to = g_hash_table_lookup (self->nodes, before->to);
        SwGraphEdge *edge;

        if (from == NULL || to == NULL || from->scope != to->scope
            || g_hash_table_contains (done, before))
          continue;
        edge = pass < 2 ? find_edge (self, before, from, to, pass == 1) : NULL;
        if (edge != NULL)
          mark (self, edge, pass == 0 ? SW_CHANGE_NONE : SW_CHANGE_CHANGED);
        else if (pass == 2)
          add_ghost_edge (self, before, from, to);
        else
          continue;
        g_hash_table_add (done, (gpointer) before);
      }
}

/* Nodes as they follow each other in every graph: a container's inner ones at once after it, and
 * the edges of a scope after those within it */
static void
collect (Merger *self, SwGraphScope *scope)
{
  GPtrArray *nodes = self->graph->nodes;
  GPtrArray *edges = self->graph->edges;

  for (guint i = 0; i < scope->nodes->len; i++)
    {
      SwGraphNode *node = scope->nodes->pdata[i];

      node->id = nodes->len;
      g_ptr_array_add (nodes, node);
      g_hash_table_insert (self->graph->by_key, node->key, node);
      for (guint j = 0; j < node->scopes->len; j++)
        collect (self, node->scopes->pdata[j]);
    }
  for (guint i = 0; i < scope->edges->len; i++)
    {
      SwGraphEdge *edge = scope->edges->pdata[i];

      edge->id = edges->len;
      g_ptr_array_add (edges, edge);
    }
}

/* Every node and edge is in some scope, so nothing is lost in between. */
static void
renumber (Merger *self)
{
  g_free (g_ptr_array_steal (self->graph->nodes, NULL));
  g_free (g_ptr_array_steal (self->graph->edges, NULL));
  collect (self, self->graph->root);
}

static SwChange
get_node_change (const Merger *self, const SwGraphNode *node)
{
  if (g_hash_table_contains (self->marks, node))
    return SW_CHANGE_REMOVED;
  return node->state != NULL ? sw_diff_get_change (self->diff, node->state) : SW_CHANGE_NONE;
}

/* What nothing of the earlier version answers to was added. */
static SwChange
get_edge_change (const Merger *self, const SwGraphEdge *edge)
{
  gpointer change;

  if (!g_hash_table_lookup_extended (self->marks, edge, NULL, &change))
    return SW_CHANGE_ADDED;
  return (SwChange) GPOINTER_TO_UINT (change);
}

/**
 * sw_diff_graph_new:
 * @self: a comparison, which must outlive what is returned
 *
 * Draws both versions into one graph.
 *
 * Returns: (transfer full)
 */
SwDiffGraph *
sw_diff_graph_new (const SwDiff *self)
{
  SwDiffGraph *result = g_new0 (SwDiffGraph, 1);
  g_autoptr (SwGraph) before = sw_graph_new (self->before);
  g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) scopes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) marks = g_hash_table_new (NULL, NULL);
  Merger merger = { self, sw_graph_new (self->after), before, nodes, scopes, marks };
  GPtrArray *all;

  note_scopes (&merger, merger.graph->root);
  add_removed (&merger, before->root, merger.graph->root);
  merge_edges (&merger);
  renumber (&merger);

  result->graph = merger.graph;
  all = merger.graph->nodes;
  result->nodes = g_new (guint8, all->len);
  for (guint i = 0; i < all->len; i++)
    result->nodes[i] = (guint8) get_node_change (&merger, all->pdata[i]);
  all = merger.graph->edges;
  result->edges = g_new (guint8, all->len);
  for (guint i = 0; i < all->len; i++)
    result->edges[i] = (guint8) get_edge_change (&merger, all->pdata[i]);
  return result;
}

/**
 * sw_diff_graph_free:
 *
 * Frees the picture; a layout of its graph keeps the graph.
 */
void
sw_diff_graph_free (SwDiffGraph *self)
{
  sw_graph_unref (self->graph);
  g_free (self->nodes);
  g_free (self->edges);
  g_free (self);
}
