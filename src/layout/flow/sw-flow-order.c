/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#include <string.h>

/* Depth-first walks with a stack of their own: a chain of states may be as long as the document. */

typedef enum
{
  FRESH,
  OPEN, /* on the way from the root to where the walk stands */
  DONE,
} Mark;

typedef struct
{
  guint node;
  guint next; /* the exit to try next, from 0 */
} Frame;

typedef struct
{
  SwFlow *flow;
  guint8 *marks;
  GArray *stack; /* Frame */
  guint   place; /* behind the place of the next finished node in the order */
} Walk;

static void
push (Walk *walk,
      guint node)
{
  Frame frame = { node, 0 };
  walk->marks[node] = OPEN;
  g_array_append_val (walk->stack, frame);
}

static guint
count_exits (const SwFlow *self,
             guint         node)
{
  return self->out_first[node + 1] - self->out_first[node];
}

static SwFlowEdge *
get_exit (const SwFlow *self,
          guint         node,
          guint         index)
{
  return &self->edges[self->out[self->out_first[node] + index]];
}

static void
mark_back_edges_from (Walk *walk,
                      guint root)
{
  if (walk->marks[root] != FRESH)
    return;
  push (walk, root);
  while (walk->stack->len)
    {
      Frame *top = &g_array_index (walk->stack, Frame, walk->stack->len - 1);
      if (top->next == count_exits (walk->flow, top->node))
        {
          walk->marks[top->node] = DONE;
          g_array_set_size (walk->stack, walk->stack->len - 1);
          continue;
        }
      SwFlowEdge *edge = get_exit (walk->flow, top->node, top->next++);
      edge->back = walk->marks[edge->to] == OPEN && !sw_flow_edge_is_loop (edge);
      if (walk->marks[edge->to] == FRESH)
        push (walk, edge->to);
    }
}

/* A way that can only fail has no depth, so that what may succeed counts as the main way however
 * short. */
static guint
get_depth (const SwFlow *self,
           guint         index)
{
  const SwFlowNode *node = &self->nodes[index];
  gboolean fails = node->node->state && node->node->state->type == SW_STATE_FAIL;
  gboolean leads_on = FALSE;

  for (guint i = 0; i < count_exits (self, index); i++)
    leads_on |= !get_exit (self, index, i)->back;
  return fails || (leads_on && node->depth == 0) ? 0 : node->depth + 1;
}

/* The nodes on the longest way on from each, loops left out */
static void
compute_depths (Walk *walk,
                guint root)
{
  SwFlow *self = walk->flow;
  if (walk->marks[root] != FRESH)
    return;
  push (walk, root);
  while (walk->stack->len)
    {
      Frame *top = &g_array_index (walk->stack, Frame, walk->stack->len - 1);
      SwFlowNode *node = &self->nodes[top->node];
      if (top->next == count_exits (self, top->node))
        {
          node->depth = get_depth (self, top->node);
          walk->marks[top->node] = DONE;
          g_array_set_size (walk->stack, walk->stack->len - 1);
          continue;
        }
      SwFlowEdge *edge = get_exit (self, top->node, top->next);
      if (!edge->back && walk->marks[edge->to] == FRESH)
        {
          push (walk, edge->to);
          continue; /* this exit once more when the other end is done */
        }
      if (!edge->back && !sw_flow_edge_is_loop (edge))
        node->depth = MAX (node->depth, self->nodes[edge->to].depth);
      top->next++;
    }
}

static int
compare_depths (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const SwFlow *self = user_data;
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;
  guint deep_x = self->nodes[self->edges[x].to].depth;
  guint deep_y = self->nodes[self->edges[y].to].depth;
  if (deep_x != deep_y)
    return deep_x > deep_y ? -1 : 1;
  return (x > y) - (x < y);
}

/* Every node's exits with the longest way on first: walked last, the short ways come to stand
 * right behind their source in the reversed order. */
static guint *
dup_exits_by_depth (SwFlow *self)
{
  guint *exits = g_memdup2 (self->out, (self->n_edges + 1) * sizeof (guint));
  for (guint i = 0; i < self->n_nodes; i++)
    g_sort_array (exits + self->out_first[i], count_exits (self, i), sizeof (guint), compare_depths,
                  self);
  return exits;
}

static void
number_from (Walk        *walk,
             const guint *exits,
             guint        root)
{
  SwFlow *self = walk->flow;
  if (walk->marks[root] != FRESH)
    return;
  push (walk, root);
  while (walk->stack->len)
    {
      Frame *top = &g_array_index (walk->stack, Frame, walk->stack->len - 1);
      if (top->next < count_exits (self, top->node))
        {
          const SwFlowEdge *edge = &self->edges[exits[self->out_first[top->node] + top->next++]];
          if (!edge->back && walk->marks[edge->to] == FRESH)
            push (walk, edge->to);
          continue;
        }
      walk->marks[top->node] = DONE;
      self->order[--walk->place] = top->node;
      g_array_set_size (walk->stack, walk->stack->len - 1);
    }
}

/* Nothing follows an End, so it may stand at the end whatever leads to it. */
static void
move_end_to_end (SwFlow *self)
{
  guint kept = 0;
  guint end = self->n_nodes;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      if (self->nodes[self->order[i]].node->kind == SW_GRAPH_NODE_END)
        end = self->order[i];
      else
        self->order[kept++] = self->order[i];
    }
  if (kept < self->n_nodes)
    self->order[kept] = end;
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[self->order[i]].position = i;
}

static void
walk_begin (Walk *walk)
{
  memset (walk->marks, FRESH, walk->flow->n_nodes);
}

/**
 * sw_flow_order:
 * @self: a new flow
 *
 * Finds the edges that close a loop, by a depth-first walk from the Start in the order of the
 * definition, and a topological order of the nodes without them.
 */
void
sw_flow_order (SwFlow *self)
{
  g_autofree guint8 *marks = g_new0 (guint8, self->n_nodes);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Frame));
  Walk walk = { self, marks, stack, self->n_nodes };

  walk_begin (&walk);
  mark_back_edges_from (&walk, 0);
  g_autofree guint8 *reached = g_memdup2 (marks, self->n_nodes);
  for (guint i = 1; i < self->n_nodes; i++)
    mark_back_edges_from (&walk, i);
  walk_begin (&walk);
  for (guint i = 0; i < self->n_nodes; i++)
    compute_depths (&walk, i);

  /* What cannot be reached is numbered first, from behind, so that it follows what can. */
  g_autofree guint *exits = dup_exits_by_depth (self);
  self->order = g_new0 (guint, self->n_nodes);
  walk_begin (&walk);
  for (guint i = self->n_nodes; i-- > 0;)
    if (reached[i] == FRESH)
      number_from (&walk, exits, i);
  number_from (&walk, exits, 0);
  move_end_to_end (self);
}
