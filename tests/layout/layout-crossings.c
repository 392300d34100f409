/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-metrics.h"

#include <math.h>

#define STEPS 6 /* straight lines a cubic is taken for */

/* One drawn edge as straight lines */
typedef struct
{
  const SwGraphEdge *edge;
  GArray *points; /* SwPoint */
  double left, top, right, bottom;
} Line;

static SwPoint
get_curve_point (const SwPoint *p, double t)
{
  double s = 1 - t;
  double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;

  return (SwPoint) { a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                     a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

static void
line_add (Line *line, SwPoint point)
{
  gboolean is_first = line->points->len == 0;

  g_array_append_val (line->points, point);
  line->left = is_first ? point.x : MIN (line->left, point.x);
  line->right = is_first ? point.x : MAX (line->right, point.x);
  line->top = is_first ? point.y : MIN (line->top, point.y);
  line->bottom = is_first ? point.y : MAX (line->bottom, point.y);
}

static void
line_clear (gpointer data)
{
  g_array_unref (((Line *) data)->points);
}

static GArray *
dup_lines (SwLayout *layout)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint count;
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &count);

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; i < count; i++)
    {
      Line line = { edges[i].edge, g_array_new (FALSE, FALSE, sizeof (SwPoint)), 0, 0, 0, 0 };
      if (edges[i].visible && !edges[i].bundled)
        line_add (&line, edges[i].points[0]);
      for (guint k = 0; line.points->len > 0 && k + 3 < edges[i].n_points; k += 3)
        for (guint step = 1; step <= STEPS; step++)
          line_add (&line, get_curve_point (&edges[i].points[k], (double) step / STEPS));
      if (line.points->len > 0)
        line_add (&line, edges[i].tip);
      g_array_append_val (lines, line);
    }
  return lines;
}

static double
get_turn (SwPoint a, SwPoint b, SwPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static gboolean
cross (const SwPoint *p, const SwPoint *q)
{
  return get_turn (p[0], p[1], q[0]) * get_turn (p[0], p[1], q[1]) < 0
         && get_turn (q[0], q[1], p[0]) * get_turn (q[0], q[1], p[1]) < 0;
}

/* Edges that share a state meet there, and that is no crossing. */
static gboolean
may_cross (const Line *a, const Line *b)
{
  return a->edge->from != b->edge->from && a->edge->from != b->edge->to
         && a->edge->to != b->edge->from && a->edge->to != b->edge->to && a->points->len > 0
         && b->points->len > 0 && a->left <= b->right && b->left <= a->right && a->top <= b->bottom
         && b->top <= a->bottom;
}

static guint
count_between (const Line *a, const Line *b)
{
  guint count = 0;

  for (guint i = 0; i + 1 < a->points->len; i++)
    for (guint k = 0; k + 1 < b->points->len; k++)
      count += cross (&g_array_index (a->points, SwPoint, i), &g_array_index (b->points, SwPoint, k));
  return count;
}

guint
layout_count_crossings (SwLayout *layout)
{
  g_autoptr (GArray) lines = dup_lines (layout);
  guint count = 0;

  for (guint i = 0; i < lines->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const Line *a = &g_array_index (lines, Line, i);
        const Line *b = &g_array_index (lines, Line, k);
        if (may_cross (a, b))
          count += count_between (a, b);
      }
  return count;
}

double
layout_get_mean_length (SwLayout *layout)
{
  g_autoptr (GArray) lines = dup_lines (layout);
  double sum = 0;
  guint count = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      GArray *points = g_array_index (lines, Line, i).points;
      count += points->len > 0;
      for (guint k = 1; k < points->len; k++)
        {
          const SwPoint *point = &g_array_index (points, SwPoint, k);
          sum += hypot (point->x - point[-1].x, point->y - point[-1].y);
        }
    }
  return sum / MAX (count, 1);
}
