/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-simplex-private.h"

/* Of all places that cost the least, those in the middle: a group of points that are as far apart in
 * all of them moves as one between what it must not pass, again and again, since the others move,
 * too. */

#define PASSES 4

typedef struct
{
  const SwSimplexSpring *springs;
  const SwSimplexFreedom *freedoms;
  guint n_springs;
  guint n_points;
  int *places;
  guint *groups; /* by point: the least one of its group */
  guint *first;  /* by group: where its springs begin in the list, and one more */
  guint *list;
} Center;

static guint
find_group (guint *groups,
            guint  point)
{
  while (groups[point] != point)
    {
      groups[point] = groups[groups[point]];
      point = groups[point];
    }
  return point;
}

static void
find_groups (Center *self)
{
  for (guint i = 0; i < self->n_points; i++)
    self->groups[i] = i;
  for (guint i = 0; i < self->n_springs; i++)
    if (self->freedoms[i] == SW_SIMPLEX_RIGID)
      {
        guint a = find_group (self->groups, self->springs[i].from);
        guint b = find_group (self->groups, self->springs[i].to);
        self->groups[MAX (a, b)] = MIN (a, b);
      }
  for (guint i = 0; i < self->n_points; i++)
    self->groups[i] = find_group (self->groups, i);
}

static gboolean
binds (const Center *self,
       guint         spring)
{
  SwSimplexFreedom freedom = self->freedoms[spring];

  return (freedom == SW_SIMPLEX_NEARER || freedom == SW_SIMPLEX_FARTHER)
         && self->groups[self->springs[spring].from] != self->groups[self->springs[spring].to];
}

/* Lists the springs between two groups, at both. */
static void
list_springs (Center *self)
{
  guint *next = self->first + 1; /* shifted by one while it is filled */

  for (guint i = 0; i < self->n_springs; i++)
    if (binds (self, i))
      {
        next[self->groups[self->springs[i].from] + 1]++;
        next[self->groups[self->springs[i].to] + 1]++;
      }
  for (guint i = 1; i <= self->n_points; i++)
    next[i] += next[i - 1];
  for (guint i = 0; i < self->n_springs; i++)
    if (binds (self, i))
      {
        self->list[next[self->groups[self->springs[i].from]]++] = i;
        self->list[next[self->groups[self->springs[i].to]]++] = i;
      }
}

/* By how much a group is off the middle; 0 where it is free to one side */
static int
get_offset (const Center *self,
            guint         group)
{
  int left = G_MININT, right = G_MAXINT;

  for (guint i = self->first[group]; i < self->first[group + 1]; i++)
    {
      const SwSimplexSpring *spring = &self->springs[self->list[i]];
      gboolean nearer = self->freedoms[self->list[i]] == SW_SIMPLEX_NEARER;
      gboolean at_end = self->groups[spring->to] == group;
      int slack = self->places[spring->to] - self->places[spring->from] - spring->length;
      if (nearer == at_end)
        right = MIN (right, ABS (slack));
      else
        left = MAX (left, -ABS (slack));
    }
  return left == G_MININT || right == G_MAXINT ? 0 : (left + right) / 2;
}

/**
 * sw_simplex_center:
 * @springs: between the points
 * @freedoms: of each spring
 * @n_springs: how many there are
 * @n_points: how many points there are
 * @places: (inout): places that cost the least
 *
 * Moves what can move at no cost into the middle of where it can.
 */
void
sw_simplex_center (const SwSimplexSpring  *springs,
                   const SwSimplexFreedom *freedoms,
                   guint                   n_springs,
                   guint                   n_points,
                   int                    *places)
{
  g_autofree guint *groups = g_new (guint, n_points + 1);
  g_autofree guint *first = g_new0 (guint, n_points + 2);
  g_autofree guint *list = g_new (guint, 2 * n_springs + 1);
  Center self = { springs, freedoms, n_springs, n_points, places, groups, first, list };

  find_groups (&self);
  list_springs (&self);
  for (guint pass = 0; pass < PASSES; pass++)
    for (guint group = 0; group < n_points; group++)
      {
        int offset = groups[group] == group ? get_offset (&self, group) : 0;
        if (offset == 0)
          continue;
        for (guint i = group; i < n_points; i++)
          if (groups[i] == group)
            places[i] += offset;
      }
}
