/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-path.h"

#include <math.h>

#define SAME 0.01      /* points that close are one */
#define ROUND 0.5523   /* handle length that makes a cubic a quarter of a circle */
#define SWAY 0.55      /* handle length of an S, as a part of its height */

/**
 * sw_path_init:
 *
 * Begins without a point: sw_path_begin() follows.
 */
void
sw_path_init (SwPath *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (SwPoint));
  self->straight = FALSE;
}

/**
 * sw_path_clear:
 *
 * Frees the points.
 */
void
sw_path_clear (SwPath *self)
{
  g_clear_pointer (&self->points, g_array_unref);
}

static void
add_curve (SwPath *self,
           SwPoint first,
           SwPoint second,
           SwPoint end)
{
  SwPoint points[] = { first, second, end };
  g_array_append_vals (self->points, points, G_N_ELEMENTS (points));
  self->straight = FALSE;
}

static SwPoint
mix (SwPoint a,
     SwPoint b,
     double  t)
{
  return (SwPoint) { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

/**
 * sw_path_begin:
 * @self: an empty path
 * @u: across
 * @v: along
 *
 * Sets the first point.
 */
void
sw_path_begin (SwPath *self,
               double  u,
               double  v)
{
  SwPoint point = { u, v };
  g_array_append_val (self->points, point);
}

/**
 * sw_path_end:
 *
 * Returns: the point where @self has come to
 */
SwPoint
sw_path_end (const SwPath *self)
{
  return g_array_index (self->points, SwPoint, self->points->len - 1);
}

/**
 * sw_path_line:
 *
 * Goes straight to (@u, @v). Lines along the flow that follow each other become one.
 */
void
sw_path_line (SwPath *self,
              double  u,
              double  v)
{
  SwPoint from = sw_path_end (self);
  SwPoint to = { u, v };
  if (fabs (from.x - u) < SAME && fabs (from.y - v) < SAME)
    return;

  gboolean straight = fabs (from.x - u) < SAME;
  if (straight && self->straight)
    {
      g_array_set_size (self->points, self->points->len - 3);
      from = sw_path_end (self);
    }
  add_curve (self, mix (from, to, 1.0 / 3), mix (from, to, 2.0 / 3), to);
  self->straight = straight;
}

/**
 * sw_path_sway:
 *
 * Goes to (@u, @v) in an S that begins and ends along the flow. The curve stays within the v of
 * its ends.
 */
void
sw_path_sway (SwPath *self,
              double  u,
              double  v)
{
  SwPoint from = sw_path_end (self);
  double handle = (v - from.y) * SWAY;

  if (fabs (from.x - u) < SAME)
    sw_path_line (self, u, v);
  else
    add_curve (self, (SwPoint) { from.x, from.y + handle }, (SwPoint) { u, v - handle },
               (SwPoint) { u, v });
}

/**
 * sw_path_turn:
 * @self: a path
 * @corner: where it turns
 * @towards: where it goes after that; the path is not drawn on to there
 * @radius: of the rounded corner; less where one of the two sides is short
 *
 * Goes straight towards @corner and around it.
 */
void
sw_path_turn (SwPath *self,
              SwPoint corner,
              SwPoint towards,
              double  radius)
{
  SwPoint from = sw_path_end (self);
  double before = hypot (corner.x - from.x, corner.y - from.y);
  double after = hypot (towards.x - corner.x, towards.y - corner.y);
  double r = MIN (radius, MIN (before, after / 2));
  if (r < SAME)
    {
      sw_path_line (self, corner.x, corner.y);
      return;
    }

  SwPoint begin = mix (corner, from, r / before);
  SwPoint end = mix (corner, towards, r / after);
  sw_path_line (self, begin.x, begin.y);
  add_curve (self, mix (begin, corner, ROUND), mix (end, corner, ROUND), end);
}
