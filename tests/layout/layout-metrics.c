/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-metrics.h"

#include "layout/picture/sw-look.h"

#include <math.h>

#define SAMPLES 24  /* per cubic */
#define TOUCH 1.0   /* points by which things may touch */

typedef struct
{
  SwLayout            *layout;
  const SwLayoutNode  *nodes;
  const SwLayoutEdge  *edges;
  guint                n_nodes;
  guint                n_edges;
  GHashTable          *frames; /* SwGraphScope -> SwRect */
  LayoutFaults         faults;
} Inspection;

static SwRect
shrink (SwRect rect,
        double by)
{
  return (SwRect) { rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by };
}

static gboolean
overlap (SwRect a,
         SwRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static gboolean
is_inside (SwRect  rect,
           SwPoint point)
{
  return point.x > rect.x && point.x < rect.x + rect.width && point.y > rect.y
         && point.y < rect.y + rect.height;
}

static gboolean
covers (SwRect outer,
        SwRect inner)
{
  return inner.x >= outer.x - TOUCH && inner.y >= outer.y - TOUCH
         && inner.x + inner.width <= outer.x + outer.width + TOUCH
         && inner.y + inner.height <= outer.y + outer.height + TOUCH;
}

static SwPoint
get_curve_point (const SwPoint *p,
                 double         t)
{
  double a = (1 - t) * (1 - t) * (1 - t);
  double b = 3 * (1 - t) * (1 - t) * t;
  double c = 3 * (1 - t) * t * t;
  double d = t * t * t;
  return (SwPoint) { a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                     a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

static SwRect
get_hull (const SwPoint *points,
          guint          count)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  for (guint i = 0; i < count; i++)
    {
      left = MIN (left, points[i].x);
      right = MAX (right, points[i].x);
      top = MIN (top, points[i].y);
      bottom = MAX (bottom, points[i].y);
    }
  return (SwRect) { left - 0.1, top - 0.1, right - left + 0.2, bottom - top + 0.2 };
}

static gboolean
runs_through (const SwLayoutEdge *edge,
              SwRect              rect)
{
  for (guint i = 0; i + 3 < edge->n_points; i += 3)
    {
      if (!overlap (get_hull (edge->points + i, 4), rect))
        continue;
      for (guint k = 0; k <= SAMPLES; k++)
        if (is_inside (rect, get_curve_point (edge->points + i, (double) k / SAMPLES)))
          return TRUE;
    }
  return FALSE;
}

/* Whether @node is a container around @scope */
static gboolean
holds (const SwGraphNode  *node,
       const SwGraphScope *scope)
{
  for (const SwGraphNode *owner = scope->owner; owner; owner = owner->scope->owner)
    if (owner == node)
      return TRUE;
  return FALSE;
}

static gboolean
is_near_border (SwRect  rect,
                SwPoint point)
{
  return covers (rect, (SwRect) { point.x, point.y, 0, 0 })
         && !is_inside (shrink (rect, TOUCH), point);
}

static void
check_ends (Inspection         *self,
            const SwLayoutEdge *edge)
{
  double arrow = SW_LOOK_ARROW_LENGTH * sw_layout_get_scale (self->layout);
  SwPoint last = edge->points[edge->n_points - 1];
  SwPoint base = { edge->tip.x - cos (edge->angle) * arrow,
                   edge->tip.y - sin (edge->angle) * arrow };

  if (edge->n_points < 4 || edge->n_points % 3 != 1
      || !is_near_border (self->nodes[edge->edge->from->id].rect, edge->points[0])
      || !is_near_border (self->nodes[edge->edge->to->id].rect, edge->tip)
      || hypot (base.x - last.x, base.y - last.y) > TOUCH)
    self->faults.loose_ends++;
}

static void
check_edge (Inspection         *self,
            const SwLayoutEdge *edge)
{
  gboolean down = sw_layout_get_direction (self->layout) == SW_DIRECTION_DOWN;
  const SwRect *from = &self->nodes[edge->edge->from->id].rect;
  const SwRect *to = &self->nodes[edge->edge->to->id].rect;
  SwRect hull = get_hull (edge->points, edge->n_points);

  check_ends (self, edge);
  self->faults.upwards += down ? to->y < from->y : to->x < from->x;
  for (guint i = 0; i < self->n_nodes; i++)
    {
      const SwLayoutNode *node = &self->nodes[i];
      if (node->visible && overlap (hull, node->rect)
          && !holds (node->node, edge->edge->from->scope))
        self->faults.through += runs_through (edge, shrink (node->rect, TOUCH));
    }
  for (guint i = 0; i < self->n_edges; i++)
    if (&self->edges[i] != edge && self->edges[i].visible && self->edges[i].label.width > 0
        && overlap (hull, self->edges[i].label))
      self->faults.label_crossed += runs_through (edge, shrink (self->edges[i].label, TOUCH));
}

static void
check_label (Inspection         *self,
             const SwLayoutEdge *edge)
{
  const SwGraphScope *scope = edge->edge->from->scope;
  const SwRect *frame = g_hash_table_lookup (self->frames, scope);

  self->faults.label_outside += !covers (*frame, edge->label);
  for (guint i = 0; i < self->n_nodes; i++)
    if (self->nodes[i].visible && !holds (self->nodes[i].node, scope))
      self->faults.label_on_box += overlap (shrink (edge->label, TOUCH), self->nodes[i].rect);
  for (const SwLayoutEdge *other = self->edges; other < edge; other++)
    if (other->visible && other->label.width > 0)
      self->faults.label_on_label += overlap (shrink (edge->label, TOUCH), other->label);
}

static void
check_node (Inspection         *self,
            const SwLayoutNode *node)
{
  const SwRect *frame = g_hash_table_lookup (self->frames, node->node->scope);

  self->faults.box_overlaps += !covers (*frame, node->rect);
  for (const SwLayoutNode *other = self->nodes; other < node; other++)
    if (other->visible && other->node->scope == node->node->scope)
      self->faults.box_overlaps += overlap (shrink (node->rect, TOUCH), other->rect);
}

LayoutFaults
layout_faults_count (SwLayout *layout)
{
  guint n_scopes;
  const SwLayoutScope *scopes = sw_layout_get_scopes (layout, &n_scopes);
  g_autoptr (GHashTable) frames = g_hash_table_new (NULL, NULL);
  Inspection self = { .layout = layout, .frames = frames };

  self.nodes = sw_layout_get_nodes (layout, &self.n_nodes);
  self.edges = sw_layout_get_edges (layout, &self.n_edges);
  for (guint i = 0; i < n_scopes; i++)
    g_hash_table_insert (frames, scopes[i].scope, (gpointer) &scopes[i].rect);
  for (guint i = 0; i < self.n_nodes; i++)
    if (self.nodes[i].visible)
      check_node (&self, &self.nodes[i]);
  for (guint i = 0; i < self.n_edges; i++)
    {
      if (!self.edges[i].visible)
        continue;
      check_edge (&self, &self.edges[i]);
      if (self.edges[i].label.width > 0)
        check_label (&self, &self.edges[i]);
    }
  return self.faults;
}

guint
layout_faults_sum (const LayoutFaults *faults)
{
  return faults->through + faults->box_overlaps + faults->label_on_box + faults->label_on_label
         + faults->label_crossed + faults->label_outside + faults->loose_ends;
}

char *
layout_faults_dup_text (const LayoutFaults *faults)
{
  return g_strdup_printf ("through a box %u, boxes overlap %u, label on box %u, label on label %u, "
                          "label crossed %u, label outside %u, loose ends %u",
                          faults->through, faults->box_overlaps, faults->label_on_box,
                          faults->label_on_label, faults->label_crossed, faults->label_outside,
                          faults->loose_ends);
}
