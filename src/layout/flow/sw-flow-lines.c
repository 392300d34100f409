/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

/* Lines: the main line runs from the Start through each state's main exit, the one with the
 * longest way on, and is drawn straight; so are the lines that begin off it. When several exits go
 * on about as far, the middle one is the main exit, or with an even number of them the one in the
 * middle of all exits, if that is one of them. Otherwise none is: they are a tie, their line goes on
 * in all, the Choice stands in the middle above them and the node where they meet again straight
 * below it. */
typedef struct
{
  guint *lines;   /* by node: the position where its line began; the main line's is 0 */
  guint *entries; /* by node: how many exits of its line meet in it */
  guint *gates;   /* by node: the last one that its line passes on every way to it */
  guint *ties;    /* by node: how many of its exits tie, or 0 */
  guint *heads;   /* by node: how many edges enter it from above */
} Lines;

static gboolean
may_be_main (const SwFlowEdge *edge)
{
  return !edge->back && !edge->bundled && !sw_flow_edge_is_loop (edge)
         && edge->edge->kind != SW_EDGE_CATCH;
}

/* Whether @edge goes on about as far as the @deepest exit. One that joins another branch only
 * skips a part of the way, and is no match. */
static gboolean
is_match (const SwFlow     *self,
          const Lines      *lines,
          const SwFlowEdge *edge,
          guint             deepest)
{
  guint depth = self->nodes[edge->to].depth;
  return depth == deepest || (depth * 4 >= deepest * 3 && lines->heads[edge->to] == 1);
}

/* Marks the exits that go on with @node's line: the main exit, or those that tie.
 *
 * Returns: how many tie */
static guint
find_main_exits (SwFlow      *self,
                 const Lines *lines,
                 guint        node)
{
  guint deepest = 0;
  guint exits = 0;
  guint count = 0; /* of the exits that match, and which one goes on with the line */
  guint middle = 0;
  guint seen = 0;

  for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    if (may_be_main (&self->edges[self->out[i]]))
      {
        deepest = MAX (deepest, self->nodes[self->edges[self->out[i]].to].depth);
        exits++;
      }
  for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      SwFlowEdge *edge = &self->edges[self->out[i]];
      gboolean side = edge->back || edge->edge->kind == SW_EDGE_CATCH;
      gboolean main = may_be_main (edge) && is_match (self, lines, edge, deepest);
      edge->weight = side ? SW_FLOW_WEIGHT_SIDE : main ? SW_FLOW_WEIGHT_LINE : SW_FLOW_WEIGHT_PLAIN;
      if (may_be_main (edge) && seen++ == exits / 2)
        middle = main ? count : G_MAXUINT;
      count += main;
    }
  if (count % 2 == 0 && (exits % 2 == 0 || middle == G_MAXUINT))
    return count;
  if (count % 2 == 1)
    middle = count / 2;
  seen = 0;
  for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    {
      SwFlowEdge *edge = &self->edges[self->out[i]];
      if (edge->weight == SW_FLOW_WEIGHT_LINE && seen++ != middle)
        edge->weight = SW_FLOW_WEIGHT_PLAIN;
    }
  return 0;
}

/* The last node that is passed on the way to @a and on the way to @b */
static guint
find_common_gate (const SwFlow *self,
                  const Lines  *lines,
                  guint         a,
                  guint         b)
{
  while (a != b)
    if (self->nodes[a].position > self->nodes[b].position)
      a = lines->gates[a];
    else
      b = lines->gates[b];
  return a;
}

static void
follow_line (SwFlow *self,
             Lines  *lines,
             guint   from,
             guint   to)
{
  guint line = lines->lines[from];
  if (line > lines->lines[to])
    return;
  if (line < lines->lines[to])
    {
      lines->lines[to] = line;
      lines->entries[to] = 0;
    }
  lines->gates[to]
      = lines->entries[to] ? find_common_gate (self, lines, lines->gates[to], from) : from;
  lines->entries[to]++;
}

static void
follow_lines (SwFlow *self,
              Lines  *lines)
{
  for (guint i = 0; i < self->n_nodes; i++)
    lines->lines[i] = G_MAXUINT;
  for (guint position = 0; position < self->n_nodes; position++)
    {
      guint node = self->order[position];
      if (lines->lines[node] == G_MAXUINT)
        {
          lines->lines[node] = position;
          lines->gates[node] = node;
        }
      lines->ties[node] = find_main_exits (self, lines, node);
      for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
        if (self->edges[self->out[i]].weight == SW_FLOW_WEIGHT_LINE)
          follow_line (self, lines, node, self->edges[self->out[i]].to);
    }
}

/* Notes below which Choice each meeting of its branches stands. */
static void
find_joins (SwFlow      *self,
            const Lines *lines)
{
  for (guint position = 0; position < self->n_nodes; position++)
    {
      guint node = self->order[position];
      guint gate = lines->gates[node];
      if (lines->entries[node] > 1 && lines->ties[gate])
        {
          self->nodes[gate].join = node;
          self->nodes[gate].ties = lines->ties[gate];
        }
    }
}

/* Which side of the flow a node is on: -1 left of the main line, 1 right of it, 0 on it. What
 * leaves a node before its main exit is on the left, what leaves after it on the right, and stays
 * there. */
static void
find_sides (SwFlow      *self,
            const guint *lines)
{
  for (guint position = 0; position < self->n_nodes; position++)
    {
      guint node = self->order[position];
      int side = self->nodes[node].side ? self->nodes[node].side : -1;
      for (guint i = self->out_first[node]; i < self->out_first[node + 1]; i++)
        {
          const SwFlowEdge *edge = &self->edges[self->out[i]];
          if (edge->back || sw_flow_edge_is_loop (edge))
            continue;
          if (lines[edge->to] == lines[node] && !self->nodes[node].side)
            side = 1; /* what follows the main exit */
          else if (lines[edge->to] != 0 && !self->nodes[edge->to].side)
            self->nodes[edge->to].side = side;
        }
    }
}

/**
 * sw_flow_find_lines:
 * @self: a ranked flow
 *
 * Finds the lines of the flow, how much each edge wants to be straight, which ones only pass by what
 * others lead to, and which side of the main line each node is on.
 */
void
sw_flow_find_lines (SwFlow *self)
{
  g_autofree guint *numbers = g_new0 (guint, self->n_nodes);
  g_autofree guint *entries = g_new0 (guint, self->n_nodes);
  g_autofree guint *gates = g_new0 (guint, self->n_nodes);
  g_autofree guint *ties = g_new0 (guint, self->n_nodes);
  g_autofree guint *heads = g_new0 (guint, self->n_nodes);
  Lines lines = { numbers, entries, gates, ties, heads };

  for (guint i = 0; i < self->n_edges; i++)
    heads[self->edges[i].to] += may_be_main (&self->edges[i]);
  follow_lines (self, &lines);
  find_joins (self, &lines);
  find_sides (self, numbers);
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      edge->bypass = edge->edge->kind == SW_EDGE_DEFAULT && may_be_main (edge)
                     && edge->weight == SW_FLOW_WEIGHT_PLAIN
                     && numbers[edge->from] == numbers[edge->to];
      if (edge->weight != SW_FLOW_WEIGHT_LINE)
        continue;
      if (numbers[edge->from] != numbers[edge->to])
        edge->weight = edge->edge->kind == SW_EDGE_END ? SW_FLOW_WEIGHT_SIDE : SW_FLOW_WEIGHT_PLAIN;
      else if (entries[edge->to] > 1 || ties[edge->from])
        edge->weight = SW_FLOW_WEIGHT_TIE;
      else if (numbers[edge->to] == 0)
        edge->weight = SW_FLOW_WEIGHT_MAIN;
    }
}
