/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/graph/sw-graph-private.h"
#include "asl/model/sw-walk.h"
#include "asl/sw-text-private.h"

/* A scope while it is built */
typedef struct
{
  SwGraph      *graph;
  SwGraphScope *scope;
  char         *prefix; /* of the keys of its nodes */
  gboolean      reachable;
  SwGraphNode  *start;
  SwGraphNode  *end;
} Builder;

static SwGraphScope *build_scope (SwGraph     *graph,
                                  SwScope     *scope,
                                  SwGraphNode *owner);

/**
 * sw_graph_scope_free:
 *
 * Frees it; nodes and edges belong to the graph.
 */
void
sw_graph_scope_free (SwGraphScope *scope)
{
  g_ptr_array_unref (scope->nodes);
  g_ptr_array_unref (scope->edges);
  g_free (scope);
}

/**
 * sw_graph_node_free:
 * @data: a SwGraphNode
 *
 * Frees it; its scopes belong to the graph.
 */
void
sw_graph_node_free (gpointer data)
{
  SwGraphNode *node = data;

  g_ptr_array_unref (node->scopes);
  g_free (node->key);
  g_free (node);
}

/**
 * sw_graph_edge_free:
 * @data: a SwGraphEdge
 *
 * Frees it.
 */
void
sw_graph_edge_free (gpointer data)
{
  SwGraphEdge *edge = data;

  g_free (edge->key);
  g_free (edge->label);
  g_free (edge);
}

static char *
escape_name (const char *name)
{
  GString *out = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '~': g_string_append (out, "~0"); break;
        case '/': g_string_append (out, "~1"); break;
        case '^': g_string_append (out, "~2"); break;
        default: g_string_append_c (out, *p);
        }
    }

  return g_string_free (out, FALSE);
}

static SwGraphNode *
add_node (Builder         *builder,
          SwGraphNodeKind  kind,
          char            *take_key)
{
  SwGraphNode *node = g_new0 (SwGraphNode, 1);

  node->kind = kind;
  node->id = builder->graph->nodes->len;
  node->scope = builder->scope;
  node->key = take_key;
  node->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_graph_scope_free);
  g_ptr_array_add (builder->graph->nodes, node);
  g_ptr_array_add (builder->scope->nodes, node);
  g_hash_table_insert (builder->graph->by_key, node->key, node);

  return node;
}

static SwGraphEdge *
add_edge (Builder     *builder,
          SwEdgeKind   kind,
          guint        index,
          SwGraphNode *from,
          SwGraphNode *to)
{
  /* Next and End share a key: a state has but one of them, and its arrow stays itself when it
   * changes. */
  static const char *const suffixes[] = {
    [SW_EDGE_START] = "next", [SW_EDGE_NEXT] = "next",   [SW_EDGE_END] = "next",
    [SW_EDGE_RULE] = "rule",  [SW_EDGE_CATCH] = "catch", [SW_EDGE_DEFAULT] = "default",
  };
  gboolean numbered = kind == SW_EDGE_RULE || kind == SW_EDGE_CATCH;
  SwGraphEdge *edge = g_new0 (SwGraphEdge, 1);

  edge->kind = kind;
  edge->id = builder->graph->edges->len;
  edge->index = index;
  edge->from = from;
  edge->to = to;
  edge->key = numbered ? g_strdup_printf ("%s^%s/%u", from->key, suffixes[kind], index)
                       : g_strdup_printf ("%s^%s", from->key, suffixes[kind]);
  g_ptr_array_add (builder->graph->edges, edge);
  g_ptr_array_add (builder->scope->edges, edge);

  return edge;
}

static void
add_states (Builder *builder)
{
  SwScope *scope = builder->scope->scope;
  guint n_reachable = 0;
  g_autoptr (GPtrArray) order = sw_scope_dup_walk (scope, &n_reachable);

  for (guint i = 0; i < order->len; i++)
    {
      SwState *state = g_ptr_array_index (order, i);
      g_autofree char *name = escape_name (state->name);
      SwGraphNode *node =
          add_node (builder, SW_GRAPH_NODE_STATE, g_strdup_printf ("%s/%s", builder->prefix, name));

      node->state = state;
      node->reachable = builder->reachable && i < n_reachable;
      builder->graph->by_state->pdata[state->serial] = node;
      for (guint j = 0; j < state->scopes->len; j++)
        g_ptr_array_add (node->scopes,
                         build_scope (builder->graph, g_ptr_array_index (state->scopes, j), node));
    }
}

static char *
dup_catch_label (const SwHandler *catcher)
{
  g_autofree char *errors = g_strjoinv (", ", catcher->errors);

  return sw_text_dup_line (errors[0] != '\0' ? errors : "Catch", SW_GRAPH_LABEL_LENGTH);
}

static char *
dup_label (const SwState *state,
           const SwExit  *item)
{
  switch (item->kind)
    {
    case SW_EDGE_RULE:
      return sw_rule_dup_summary (&g_array_index (state->rules, SwRule, item->index),
                                  state->language);
    case SW_EDGE_DEFAULT:
      return g_strdup ("Default");
    case SW_EDGE_CATCH:
      return dup_catch_label (&g_array_index (state->catchers, SwHandler, item->index));
    case SW_EDGE_START:
    case SW_EDGE_NEXT:
    case SW_EDGE_END:
    default:
      return NULL;
    }
}

static SwGraphEdge *
add_slot_edge (Builder     *builder,
               SwEdgeKind   kind,
               guint        index,
               SwGraphNode *from)
{
  SwGraphEdge *edge = add_edge (builder, kind, index, from, NULL);

  edge->to = add_node (builder, SW_GRAPH_NODE_SLOT, g_strdup_printf ("%s^slot", edge->key));
  edge->to->reachable = from->reachable;

  return edge;
}

/* The edge from FROM to what TARGET names, to a slot where it is open, or none where it leads
 * nowhere. */
static SwGraphEdge *
add_target_edge (Builder        *builder,
                 SwEdgeKind      kind,
                 guint           index,
                 SwGraphNode    *from,
                 const SwTarget *target)
{
  SwGraphEdge *edge;

  if (target->target != NULL)
    edge =
        add_edge (builder, kind, index, from, sw_graph_find_state (builder->graph, target->target));
  else if (sw_target_is_open (target))
    edge = add_slot_edge (builder, kind, index, from);
  else
    return NULL;

  edge->reference = target->node;

  return edge;
}

static void
add_exit_edges (Builder     *builder,
                SwGraphNode *node)
{
  g_autoptr (GArray) exits = sw_state_dup_exits (node->state);

  for (guint i = 0; i < exits->len; i++)
    {
      const SwExit *item = &g_array_index (exits, SwExit, i);
      SwGraphEdge *edge;

      if (item->kind == SW_EDGE_END)
        {
          edge = add_edge (builder, SW_EDGE_END, 0, node, builder->end);
          builder->end->reachable |= node->reachable;
        }
      else
        {
          edge = add_target_edge (builder, item->kind, item->index, node, item->target);
        }

      if (edge != NULL)
        edge->label = dup_label (node->state, item);
    }
}

/* An empty scope: Start -> slot -> End. */
static void
add_empty (Builder *builder)
{
  SwGraphNode *slot =
      add_node (builder, SW_GRAPH_NODE_SLOT, g_strdup_printf ("%s/^slot", builder->prefix));
  SwGraphEdge *edge = add_edge (builder, SW_EDGE_START, 0, builder->start, slot);

  edge->reference = builder->scope->scope->start.node;
  add_edge (builder, SW_EDGE_END, 0, slot, builder->end);
  slot->reachable = builder->reachable;
  builder->end->reachable = builder->reachable;
}

static void
add_edges (Builder *builder)
{
  guint n_nodes = builder->scope->nodes->len;

  if (builder->scope->scope->states->len == 0)
    {
      add_empty (builder);
      return;
    }

  add_target_edge (builder, SW_EDGE_START, 0, builder->start, &builder->scope->scope->start);
  for (guint i = 0; i < n_nodes; i++)
    {
      SwGraphNode *node = g_ptr_array_index (builder->scope->nodes, i);

      if (node->kind == SW_GRAPH_NODE_STATE)
        add_exit_edges (builder, node);
    }
}

/* Recursion is as deep as scopes nest, which the model limits. */
static SwGraphScope *
build_scope (SwGraph     *graph,
             SwScope     *scope,
             SwGraphNode *owner)
{
  g_autofree char *prefix =
      owner != NULL ? g_strdup_printf ("%s/%u", owner->key, scope->index) : g_strdup ("");
  SwGraphScope *self = g_new0 (SwGraphScope, 1);
  Builder builder = {
    .graph = graph, .scope = self, .prefix = prefix, .reachable = owner == NULL || owner->reachable,
  };

  self->scope = scope;
  self->owner = owner;
  self->nodes = g_ptr_array_new ();
  self->edges = g_ptr_array_new ();

  builder.start = add_node (&builder, SW_GRAPH_NODE_START, g_strdup_printf ("%s/^start", prefix));
  builder.start->reachable = builder.reachable;
  add_states (&builder);
  builder.end = add_node (&builder, SW_GRAPH_NODE_END, g_strdup_printf ("%s/^end", prefix));
  add_edges (&builder);

  return self;
}

/* Fills the graph's lists with what its model draws. */
SwGraphScope *
sw_graph_build (SwGraph *self)
{
  return build_scope (self, sw_model_get_root (self->model), NULL);
}
