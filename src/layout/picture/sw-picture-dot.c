/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-picture-private.h"

#include "layout/picture/sw-look.h"

/* DOT text: the graph for other tools, not our places. An edge to or from a container is one to
 * its first Start or from its first End, cut off at the cluster's border. */

typedef struct
{
  GString            *text;
  const SwLayoutNode *nodes;
  guint               n_nodes;
} Writer;

static void
append_quoted (GString    *text,
               const char *words)
{
  g_string_append_c (text, '"');
  for (const char *p = words; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      if (*p == '\n')
        g_string_append (text, "\\n");
      else
        g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
indent (const Writer *self,
        guint         depth)
{
  for (guint i = 0; i <= depth; i++)
    g_string_append (self->text, "  ");
}

static void
write_node (const Writer      *self,
            const SwGraphNode *node,
            guint              depth)
{
  indent (self, depth);
  append_quoted (self->text, node->key);
  if (node->kind == SW_GRAPH_NODE_STATE)
    {
      g_string_append (self->text, " [label=");
      append_quoted (self->text, node->state->name);
      g_string_append_printf (self->text, ", color=\"%s\"];\n",
                              sw_look_get (node->state->type)->light);
    }
  else if (node->kind == SW_GRAPH_NODE_SLOT)
    g_string_append (self->text, " [label=\"\", style=\"rounded,dashed\"];\n");
  else if (node->scope->owner)
    g_string_append (self->text, " [shape=point, label=\"\"];\n");
  else
    g_string_append_printf (self->text, " [shape=circle, label=\"%s\"];\n",
                            node->kind == SW_GRAPH_NODE_START ? "Start" : "End");
}

static void write_scope (const Writer       *self,
                         const SwGraphScope *scope,
                         guint               depth);

static void
write_container (const Writer      *self,
                 const SwGraphNode *node,
                 guint              depth)
{
  indent (self, depth);
  g_string_append_printf (self->text, "subgraph cluster_%u {\n", node->id);
  indent (self, depth + 1);
  g_string_append (self->text, "label=");
  append_quoted (self->text, node->state->name);
  g_string_append (self->text, ";\n");
  for (guint i = 0; i < node->scopes->len; i++)
    write_scope (self, g_ptr_array_index (node->scopes, i), depth + 1);
  indent (self, depth);
  g_string_append (self->text, "}\n");
}

/* As deep as scopes nest, which the model limits */
static void
write_scope (const Writer       *self,
             const SwGraphScope *scope,
             guint               depth)
{
  for (guint i = 0; i < scope->nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (scope->nodes, i);
      if (self->nodes[node->id].open)
        write_container (self, node, depth);
      else
        write_node (self, node, depth);
    }
}

/* The node that stands for an end of an edge: a container's is its first inner Start or its first
 * inner End. */
static const SwGraphNode *
get_anchor (const Writer      *self,
            const SwGraphNode *node,
            SwGraphNodeKind    kind)
{
  if (!self->nodes[node->id].open)
    return node;

  const SwGraphScope *scope = g_ptr_array_index (node->scopes, 0);
  for (guint i = 0; i < scope->nodes->len; i++)
    {
      const SwGraphNode *inner = g_ptr_array_index (scope->nodes, i);
      if (inner->kind == kind)
        return inner;
    }
  return node;
}

static void
write_edge (const Writer      *self,
            const SwGraphEdge *edge)
{
  const SwGraphNode *from = get_anchor (self, edge->from, SW_GRAPH_NODE_END);
  const SwGraphNode *to = get_anchor (self, edge->to, SW_GRAPH_NODE_START);

  indent (self, 0);
  append_quoted (self->text, from->key);
  g_string_append (self->text, " -> ");
  append_quoted (self->text, to->key);
  g_string_append (self->text, " [label=");
  append_quoted (self->text, edge->label ? edge->label : "");
  if (from != edge->from)
    g_string_append_printf (self->text, ", ltail=cluster_%u", edge->from->id);
  if (to != edge->to)
    g_string_append_printf (self->text, ", lhead=cluster_%u", edge->to->id);
  if (edge->kind == SW_EDGE_CATCH)
    g_string_append (self->text, ", style=dashed, arrowhead=empty");
  g_string_append (self->text, "];\n");
}

/**
 * sw_layout_to_dot:
 * @layout: a layout
 *
 * Writes the graph in Graphviz's language, containers as clusters. Only which containers are
 * collapsed and the direction are taken from @layout: whoever reads it lays it out anew.
 *
 * Returns: (transfer full): DOT text
 */
char *
sw_layout_to_dot (SwLayout *layout)
{
  guint n_edges;
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &n_edges);
  Writer self = { .text = g_string_new (NULL) };
  self.nodes = sw_layout_get_nodes (layout, &self.n_nodes);

  g_string_append (self.text, "digraph \"State machine\" {\n");
  g_string_append_printf (self.text, "  graph [compound=true, rankdir=%s, style=rounded];\n",
                          sw_layout_get_direction (layout) == SW_DIRECTION_DOWN ? "TB" : "LR");
  g_string_append (self.text, "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
  g_string_append (self.text, "  edge [fontname=\"sans-serif\", fontsize=10];\n");
  write_scope (&self, sw_graph_get_root (sw_layout_get_graph (layout)), 0);
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].visible)
      write_edge (&self, edges[i].edge);
  g_string_append (self.text, "}\n");
  return g_string_free (self.text, FALSE);
}
