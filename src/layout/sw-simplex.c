/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-simplex.h"

#include "layout/sw-simplex-private.h"

/* The network simplex method, on the dual problem: each spring is an arc on which forces flow, from
 * -less to +more; at every point the forces are in balance; the places are the potentials of the
 * cheapest flow. All flows that may change lie on a tree; each step lets one more arc into it and
 * takes out that one whose flow reaches its limit first. Which one that is among several is chosen
 * so that the tree stays strongly feasible (each point could send something more to the root),
 * without which the method might run in a circle.
 *
 * The tree begins with an arc from every point to a root, so dear that none of them is used in the
 * end. */

#define NONE G_MAXUINT
#define UNLIMITED G_MAXINT64
#define BLOCK 10 /* arcs that are looked at together for the one to enter next */

/* Where the flow of an arc is */
typedef enum
{
  UPPER = -1, /* at its limit */
  TREE = 0,
  LOWER = 1, /* 0 */
} State;

typedef struct
{
  guint  source;
  guint  target;
  gint64 cost;
  gint64 limit;
  gint64 flow;
  State  state;
} Arc;

typedef struct
{
  gint64 place;
  guint  parent;
  guint  arc; /* to the parent */
  guint  depth;
  guint  child; /* the first one, and in a list of siblings */
  guint  next;
  guint  previous;
} Knot;

typedef struct
{
  Arc  *arcs; /* of the springs, then those to the root */
  guint n_springs;
  Knot *knots; /* the points, then the root */
  guint n_points;
  guint begin; /* where to go on looking for one to enter */
} Simplex;

static void
add_child (Simplex *self,
           guint    parent,
           guint    knot,
           guint    arc)
{
  Knot *own = &self->knots[knot];

  own->parent = parent;
  own->arc = arc;
  own->previous = NONE;
  own->next = self->knots[parent].child;
  if (own->next != NONE)
    self->knots[own->next].previous = knot;
  self->knots[parent].child = knot;
}

static void
remove_child (Simplex *self,
              guint    knot)
{
  const Knot *own = &self->knots[knot];

  if (own->previous != NONE)
    self->knots[own->previous].next = own->next;
  else
    self->knots[own->parent].child = own->next;
  if (own->next != NONE)
    self->knots[own->next].previous = own->previous;
}

/* Flows are counted from the lowest they may be. A spring that must not be shorter has no lowest
 * one, but a highest: its arc runs the other way. */
static void
add_springs (Simplex               *self,
             const SwSimplexSpring *springs,
             gint64                *supplies)
{
  for (guint i = 0; i < self->n_springs; i++)
    {
      const SwSimplexSpring *spring = &springs[i];
      Arc *arc = &self->arcs[i];
      gboolean turned = spring->less == SW_SIMPLEX_NEVER;
      gint64 lowest = turned ? -(gint64) spring->more : -(gint64) spring->less;
      arc->source = turned ? spring->to : spring->from;
      arc->target = turned ? spring->from : spring->to;
      arc->cost = turned ? -(gint64) spring->length : spring->length;
      arc->limit = turned ? UNLIMITED : (gint64) spring->less + spring->more;
      arc->state = LOWER;
      supplies[arc->source] -= lowest;
      supplies[arc->target] += lowest;
    }
}

static void
add_root (Simplex      *self,
          const gint64 *supplies)
{
  guint root = self->n_points;
  gint64 dear = 1;

  for (guint i = 0; i < self->n_springs; i++)
    dear += ABS (self->arcs[i].cost);
  self->knots[root] = (Knot) { 0, NONE, NONE, 0, NONE, NONE, NONE };
  for (guint i = 0; i < self->n_points; i++)
    {
      gboolean gives = supplies[i] >= 0;
      guint index = self->n_springs + i;
      self->arcs[index] = (Arc) { gives ? i : root, gives ? root : i, dear, UNLIMITED,
                                  ABS (supplies[i]), TREE };
      self->knots[i] = (Knot) { gives ? -dear : dear, root, index, 1, NONE, NONE, NONE };
      add_child (self, root, i, index);
    }
}

/* The arc of a spring that is best let into the tree, or NONE where the flow is the cheapest */
static guint
find_entering (Simplex *self)
{
  guint best = NONE;
  gint64 least = 0;
  guint index = self->begin;

  for (guint seen = 1; seen <= self->n_springs; seen++)
    {
      const Arc *arc = &self->arcs[index];
      gint64 gain = arc->state
                    * (arc->cost + self->knots[arc->source].place - self->knots[arc->target].place);
      if (gain < least)
        {
          least = gain;
          best = index;
        }
      if (++index == self->n_springs)
        index = 0;
      if (best != NONE && seen % BLOCK == 0)
        break;
    }
  self->begin = index;
  return best;
}

static guint
find_join (const Simplex *self,
           guint          a,
           guint          b)
{
  while (a != b)
    if (self->knots[a].depth > self->knots[b].depth)
      a = self->knots[a].parent;
    else
      b = self->knots[b].parent;
  return a;
}

/* How much more can flow between a knot and its parent, up or down */
static gint64
get_room (const Simplex *self,
          guint          knot,
          gboolean       up)
{
  const Arc *arc = &self->arcs[self->knots[knot].arc];

  if ((arc->source == knot) != up)
    return arc->flow;
  return arc->limit == UNLIMITED ? UNLIMITED : arc->limit - arc->flow;
}

static void
push (Simplex *self,
      guint    knot,
      gboolean up,
      gint64   amount)
{
  Arc *arc = &self->arcs[self->knots[knot].arc];

  arc->flow += (arc->source == knot) == up ? amount : -amount;
}

/* Hangs what is below OUT under the other end of the arc that enters, by its own end IN: the way
 * between the two is turned round. */
static void
hang (Simplex *self,
      guint    in,
      guint    out,
      guint    parent,
      guint    arc)
{
  guint knot = in;

  while (TRUE)
    {
      guint old_parent = self->knots[knot].parent;
      guint old_arc = self->knots[knot].arc;
      remove_child (self, knot);
      add_child (self, parent, knot, arc);
      if (knot == out)
        return;
      parent = knot;
      arc = old_arc;
      knot = old_parent;
    }
}

static void
shift (Simplex *self,
       guint    top,
       gint64   by)
{
  guint knot = top;

  while (TRUE)
    {
      Knot *own = &self->knots[knot];
      own->place += by;
      own->depth = self->knots[own->parent].depth + 1;
      if (own->child != NONE)
        {
          knot = own->child;
          continue;
        }
      while (knot != top && self->knots[knot].next == NONE)
        knot = self->knots[knot].parent;
      if (knot == top)
        return;
      knot = self->knots[knot].next;
    }
}

/* One step: lets as much flow through the arc as its circle through the tree bears. Returns: FALSE
 * where that is without limit, which no well-formed problem allows. */
static gboolean
enter (Simplex *self,
       guint    entering)
{
  Arc *arc = &self->arcs[entering];
  guint first = arc->state == LOWER ? arc->source : arc->target; /* flows into the arc … */
  guint second = arc->state == LOWER ? arc->target : arc->source; /* … and out of it */
  guint join = find_join (self, first, second);
  gint64 amount = arc->limit;
  guint out = NONE;
  gboolean at_first = FALSE;

  for (guint knot = first; knot != join; knot = self->knots[knot].parent)
    if (get_room (self, knot, FALSE) < amount)
      {
        amount = get_room (self, knot, FALSE);
        out = knot;
        at_first = TRUE;
      }
  for (guint knot = second; knot != join; knot = self->knots[knot].parent)
    if (get_room (self, knot, TRUE) <= amount)
      {
        amount = get_room (self, knot, TRUE);
        out = knot;
        at_first = FALSE;
      }
  if (amount == UNLIMITED)
    return FALSE;
  if (amount > 0)
    {
      arc->flow += arc->state * amount;
      for (guint knot = first; knot != join; knot = self->knots[knot].parent)
        push (self, knot, FALSE, amount);
      for (guint knot = second; knot != join; knot = self->knots[knot].parent)
        push (self, knot, TRUE, amount);
    }
  if (out == NONE)
    {
      arc->state = -arc->state; /* from one limit to the other */
      return TRUE;
    }
  Arc *leaving = &self->arcs[self->knots[out].arc];
  guint in = at_first ? first : second;
  gint64 length = arc->target == in ? arc->cost : -arc->cost;
  leaving->state = leaving->flow == 0 ? LOWER : UPPER;
  arc->state = TREE;
  hang (self, in, out, at_first ? second : first, entering);
  shift (self, in, self->knots[self->knots[in].parent].place + length - self->knots[in].place);
  return TRUE;
}

/* In which direction a spring could give way at no cost: the cheapest flow tells what all cheapest
 * places have in common. */
static void
note_freedom (const Simplex         *self,
              const SwSimplexSpring *springs,
              SwSimplexFreedom      *freedoms)
{
  for (guint i = 0; i < self->n_springs; i++)
    {
      const Arc *arc = &self->arcs[i];
      gboolean turned = springs[i].less == SW_SIMPLEX_NEVER;
      gboolean nearer = turned ? FALSE : arc->flow == 0;
      gboolean farther = turned ? arc->flow == 0 : arc->flow == arc->limit;
      freedoms[i] = (nearer ? SW_SIMPLEX_NEARER : 0) | (farther ? SW_SIMPLEX_FARTHER : 0);
    }
}

/**
 * sw_simplex_solve:
 * @springs: each between two different points
 * @n_springs: how many there are
 * @n_points: how many points there are; springs with a cost should hold them all together
 * @places: (out caller-allocates): a place for each point
 *
 * Finds the places at which the springs cost least in sum. Where there are several, each group of
 * points that can move at no cost stands in the middle of where it can. Cost: a few steps for each
 * spring, each as long as a way through the tree.
 *
 * Returns: whether there are such places; not if springs that must not be shorter form a circle
 */
gboolean
sw_simplex_solve (const SwSimplexSpring *springs,
                  guint                  n_springs,
                  guint                  n_points,
                  int                   *places)
{
  g_autofree Arc *arcs = g_new0 (Arc, n_springs + n_points);
  g_autofree Knot *knots = g_new (Knot, n_points + 1);
  g_autofree gint64 *supplies = g_new0 (gint64, n_points + 1);
  g_autofree SwSimplexFreedom *freedoms = g_new (SwSimplexFreedom, n_springs + 1);
  Simplex self = { arcs, n_springs, knots, n_points, 0 };
  guint entering;

  add_springs (&self, springs, supplies);
  add_root (&self, supplies);
  while (n_springs > 0 && (entering = find_entering (&self)) != NONE)
    if (!enter (&self, entering))
      return FALSE;
  for (guint i = 0; i < n_points; i++)
    places[i] = (int) (knots[i].place - knots[0].place);
  note_freedom (&self, springs, freedoms);
  sw_simplex_center (springs, freedoms, n_springs, n_points, places);
  return TRUE;
}
