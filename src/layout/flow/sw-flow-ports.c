/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/flow/sw-flow.h"

#include <math.h>

/* Ports: where edges enter a node from above. All share its middle, but where both what is caught
 * and what goes on normally come in, their different heads would cover each other: then the one
 * kind enters beside the middle, on the side from which it comes. */

#define ASIDE 15.0    /* points at scale 1, from the middle */
#define STRAIGHT 2.0  /* so near to the middle an edge comes straight down */

/* What enters a node, of one kind */
typedef struct
{
  guint count;
  gboolean straight; /* one comes straight down */
  double low;        /* the outermost places they come from, in u */
  double high;
} Entries;

enum
{
  NORMAL,
  CAUGHT,
  N_KINDS
};

static gboolean
enters_from_above (const SwFlowEdge *edge)
{
  return !sw_flow_edge_is_loop (edge) && (!edge->back || edge->bundled);
}

static guint
get_kind (const SwFlowEdge *edge)
{
  return edge->edge->kind == SW_EDGE_CATCH ? CAUGHT : NORMAL;
}

/* Where an edge comes from when it comes to its target, in u */
static double
get_approach (const SwFlow *self, const SwFlowEdge *edge)
{
  if (edge->bundled)
    return edge->bus;
  return edge->count > 0 ? sw_flow_get_item (self, edge->first + edge->count - 1)->u
                         : self->nodes[edge->from].u;
}

static void
note_entry (const SwFlow *self, const SwFlowEdge *edge, Entries *entries)
{
  double approach = get_approach (self, edge);
  gboolean is_first = entries->count++ == 0;

  entries->low = is_first ? approach : MIN (entries->low, approach);
  entries->high = is_first ? approach : MAX (entries->high, approach);
  entries->straight |= fabs (approach - self->nodes[edge->to].u) < STRAIGHT;
}

/* How far from the middle an edge enters: not at all, unless it is of the kind that gives way,
 * which is what is caught, or what goes on where only the other comes straight down. It enters so
 * that it does not cross what it gives way to. */
static double
get_offset (const SwFlow *self, const SwFlowEdge *edge, const Entries *kinds)
{
  guint kind = get_kind (edge);
  guint giving_way = kinds[CAUGHT].straight && !kinds[NORMAL].straight ? NORMAL : CAUGHT;
  const Entries *others = &kinds[1 - kind];
  double approach = get_approach (self, edge);

  if (kind != giving_way || others->count == 0)
    return 0;
  if (approach >= others->high)
    return ASIDE * self->scale;
  if (approach <= others->low)
    return -ASIDE * self->scale;
  return (approach < self->nodes[edge->to].u ? -ASIDE : ASIDE) * self->scale;
}

/**
 * sw_flow_find_ports:
 * @self: a flow that has been placed but for this
 *
 * Finds where each edge enters its target from above.
 */
void
sw_flow_find_ports (SwFlow *self)
{
  g_autofree Entries *entries = g_new0 (Entries, N_KINDS * self->n_nodes + 1);

  for (guint i = 0; i < self->n_edges; i++)
    if (enters_from_above (&self->edges[i]))
      note_entry (self, &self->edges[i],
                  &entries[N_KINDS * self->edges[i].to + get_kind (&self->edges[i])]);
  for (guint i = 0; i < self->n_edges; i++)
    {
      SwFlowEdge *edge = &self->edges[i];
      edge->entry = self->nodes[edge->to].u;
      if (enters_from_above (edge))
        edge->entry += get_offset (self, edge, &entries[N_KINDS * edge->to]);
    }
}
