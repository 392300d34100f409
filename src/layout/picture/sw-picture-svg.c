/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-drawing-private.h"

#include "layout/picture/sw-emblem.h"
#include "layout/picture/sw-mark.h"
#include "layout/picture/sw-text-fit.h"

#include <math.h>

#define SIGN_SIZE 18.0 /* of what tells a change */

static SwChange
get_node_change (const SwDrawing *self, const SwLayoutNode *node)
{
  return self->changes ? (SwChange) self->changes->nodes[node->node->id] : SW_CHANGE_NONE;
}

static SwChange
get_edge_change (const SwDrawing *self, const SwLayoutEdge *edge)
{
  return self->changes ? (SwChange) self->changes->edges[edge->edge->id] : SW_CHANGE_NONE;
}

static char *
dup_description (const SwDrawing *self)
{
  guint states = 0;
  guint edges = 0;
  for (guint i = 0; i < self->n_nodes; i++)
    states += self->nodes[i].visible && self->nodes[i].node->kind == SW_GRAPH_NODE_STATE;
  for (guint i = 0; i < self->n_edges; i++)
    edges += self->edges[i].visible;
  return g_strdup_printf ("%u %s, %u %s", states, states == 1 ? "state" : "states", edges,
                          edges == 1 ? "transition" : "transitions");
}

static void
write_rect (SwDrawing    *self,
            const char   *class_name,
            const SwRect *rect,
            double        radius)
{
  sw_svg_writer_line (
      &self->svg, "<rect class=\"%s\" x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\" rx=\"%f\"/>",
      class_name, rect->x, rect->y, rect->width, rect->height, radius);
}

static void
write_text (SwDrawing  *self,
            const char *class_name,
            double      x,
            double      y,
            const char *text)
{
  sw_svg_writer_line (&self->svg, "<text class=\"%s\" x=\"%f\" y=\"%f\">%s</text>", class_name, x,
                      y, text);
}

static void
write_centred (SwDrawing    *self,
               const char   *class_name,
               const SwRect *rect,
               double        size,
               const char   *text)
{
  sw_svg_writer_line (&self->svg,
                      "<text class=\"%s\" x=\"%f\" y=\"%f\" text-anchor=\"middle\">%s</text>",
                      class_name, rect->x + rect->width / 2,
                      rect->y + rect->height / 2 + 0.36 * size * self->scale, text);
}

/* The signs of a state, the last one ending at X */
static void
write_marks (SwDrawing *self, SwMarks marks, double x, double middle)
{
  double s = self->scale;

  x -= ((sw_marks_count (marks) - 0.5) * SW_MARK_STEP + SW_MARK_SIZE / 2) * s;
  for (guint i = 0; i < SW_MARK_N; i++)
    if (marks & (1 << i))
      {
        sw_svg_writer_line (&self->svg,
                            "<path class=\"mark\" transform=\"translate(%f %f) scale(%f)\" "
                            "d=\"%s\"/>",
                            x, middle - SW_MARK_SIZE * s / 2, s * SW_MARK_SIZE / SW_LOOK_ICON_GRID,
                            sw_mark_get_icon (1 << i));
        x += SW_MARK_STEP * s;
      }
}

/* One line, or two smaller ones where it is too long and there is the height for them.
 *
 * Returns: the base line of what comes below */
static double
write_name (SwDrawing  *self,
            const char *name,
            double      left,
            double      middle,
            double      room,
            gboolean    low)
{
  double s = self->scale;
  g_autofree char *rest = NULL;
  g_autofree char *line = NULL;

  if (low || sw_text_width (name, SW_LOOK_NAME_SIZE, TRUE) <= room)
    {
      line = sw_text_ellipsize (name, SW_LOOK_NAME_SIZE, TRUE, room);
      write_text (self, "name", left, middle - 3 * s, line);
      return middle + 13 * s;
    }
  line = sw_text_fold (name, SW_LOOK_LONG_NAME_SIZE, TRUE, room, &rest);
  write_text (self, "long-name", left, middle - (rest ? 10 : 3) * s, line);
  if (rest)
    write_text (self, "long-name", left, middle + 4 * s, rest);
  return middle + (rest ? 18 : 13) * s;
}

/* Name and subtitle beside the coloured tile; the same for a card and for a container's header */
static void
write_heading (SwDrawing          *self,
               const SwLayoutNode *node,
               double              height)
{
  const SwState *state = node->node->state;
  const SwLook *look = sw_look_get (state->type);
  double s = self->scale;
  double tile = MIN (SW_LOOK_TILE_SIZE * s, height - 12 * s);
  double x = node->rect.x + SW_LOOK_TILE_INSET * s;
  double y = node->rect.y + (height - tile) / 2;
  double icon = (tile - SW_LOOK_ICON_SIZE * s) / 2;
  double left = x + tile + SW_LOOK_TILE_INSET * s;
  double room = (node->rect.x + node->rect.width - SW_LOOK_TILE_INSET * s - left) / s;
  double middle = node->rect.y + height / 2;
  g_autofree char *subtitle = sw_look_dup_subtitle (state);
  SwMarks marks = sw_state_get_marks (state);
  double below_room = room - sw_marks_count (marks) * SW_MARK_STEP;
  g_autofree char *below = sw_text_ellipsize (subtitle, SW_LOOK_SUBTITLE_SIZE, FALSE, below_room);

  sw_svg_writer_line (&self->svg,
                      "<rect x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\" rx=\"%f\" fill=\"%s\"/>",
                      x, y, tile, tile, SW_LOOK_TILE_RADIUS * s,
                      self->dark ? look->dark : look->light);
  sw_svg_writer_line (&self->svg,
                      "<path class=\"icon\" transform=\"translate(%f %f) scale(%f)\" d=\"%s\"/>",
                      x + icon, y + icon, s * SW_LOOK_ICON_SIZE / SW_LOOK_ICON_GRID,
                      sw_emblem_for_state (state));
  double base = write_name (self, state->name, left, middle, room, node->open);
  write_text (self, "subtitle", left, base, below);
  write_marks (self, marks, node->rect.x + node->rect.width - SW_LOOK_TILE_INSET * s,
               base - 4 * s);
}

static void
write_terminal (SwDrawing          *self,
                const SwLayoutNode *node)
{
  const SwRect *rect = &node->rect;
  const char *name = node->node->kind == SW_GRAPH_NODE_START ? "Start" : "End";

  sw_svg_writer_line (&self->svg, "<circle class=\"terminal\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>",
                      rect->x + rect->width / 2, rect->y + rect->height / 2, rect->width / 2);
  if (!node->node->scope->owner)
    write_centred (self, "terminal-name", rect, SW_LOOK_SUBTITLE_SIZE, name);
}

/* What became of a state: its border, and a sign at its corner */
static void
write_change (SwDrawing          *self,
              const SwLayoutNode *node)
{
  static const char *const signs[] = {
    [SW_CHANGE_ADDED] = "+",
    [SW_CHANGE_REMOVED] = "−",
    [SW_CHANGE_CHANGED] = "~",
  };
  SwChange change = get_node_change (self, node);
  double size = SIGN_SIZE * self->scale;
  SwRect rect = { node->rect.x - size / 3, node->rect.y - size / 3, size, size };

  if (change == SW_CHANGE_NONE)
    return;
  write_rect (self, sw_change_get_name (change), &node->rect, SW_LOOK_CARD_RADIUS * self->scale);
  sw_svg_writer_line (&self->svg, "<circle class=\"%s-sign\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>",
                      sw_change_get_name (change), rect.x + size / 2, rect.y + size / 2, size / 2);
  write_centred (self, "sign", &rect, SW_LOOK_NAME_SIZE, signs[change]);
}

/* "Charge (Task)", and what became of it */
static void
write_title (SwDrawing          *self,
             const SwLayoutNode *node)
{
  const SwState *state = node->node->state;
  const char *type = sw_state_type_get_name (state->type);
  SwChange change = get_node_change (self, node);

  if (!type)
    type = "unknown type";
  if (change == SW_CHANGE_NONE)
    sw_svg_writer_line (&self->svg, "<title>%s (%s)</title>", state->name, type);
  else
    sw_svg_writer_line (&self->svg, "<title>%s (%s), %s</title>", state->name, type,
                        sw_change_get_name (change));
}

static void
write_state (SwDrawing          *self,
             const SwLayoutNode *node)
{
  double header = SW_LAYOUT_HEADER_HEIGHT * self->scale;
  const char *class_name = node->open ? "container" : "card";

  if (!node->node->reachable)
    class_name = "unreachable";
  sw_svg_writer_open (&self->svg, "<g>");
  write_title (self, node);
  write_rect (self, class_name, &node->rect, SW_LOOK_CARD_RADIUS * self->scale);
  write_heading (self, node, node->open ? header : node->rect.height);
  write_change (self, node);
  sw_svg_writer_close (&self->svg, "g");
}

static void
write_slot (SwDrawing          *self,
            const SwLayoutNode *node)
{
  write_rect (self, "slot", &node->rect, SW_LOOK_CARD_RADIUS * self->scale);
  write_centred (self, "subtitle", &node->rect, SW_LOOK_SUBTITLE_SIZE, "No state yet");
}

static void
write_node (SwDrawing          *self,
            const SwLayoutNode *node)
{
  switch (node->node->kind)
    {
    case SW_GRAPH_NODE_START:
    case SW_GRAPH_NODE_END:
      write_terminal (self, node);
      break;
    case SW_GRAPH_NODE_SLOT:
      write_slot (self, node);
      break;
    case SW_GRAPH_NODE_STATE:
    default:
      write_state (self, node);
    }
}

static void
append_point (GString *data,
              SwPoint  point)
{
  sw_svg_append_number (data, point.x);
  g_string_append_c (data, ' ');
  sw_svg_append_number (data, point.y);
}

static char *
dup_curve (const SwLayoutEdge *edge)
{
  GString *data = g_string_new ("M");

  for (guint i = 0; i < edge->n_points; i++)
    {
      if (i % 3 == 1)
        g_string_append (data, " C");
      else if (i)
        g_string_append_c (data, ' ');
      append_point (data, edge->points[i]);
    }
  return g_string_free (data, FALSE);
}

static char *
dup_arrow (const SwDrawing    *self,
           const SwLayoutEdge *edge)
{
  GString *data = g_string_new ("M");
  double length = SW_LOOK_ARROW_LENGTH * self->scale;
  double half = SW_LOOK_ARROW_HALF_WIDTH * self->scale;
  SwPoint along = { cos (edge->angle), sin (edge->angle) };
  SwPoint base = { edge->tip.x - along.x * length, edge->tip.y - along.y * length };

  append_point (data, edge->tip);
  g_string_append (data, " L");
  append_point (data, (SwPoint) { base.x - along.y * half, base.y + along.x * half });
  g_string_append_c (data, ' ');
  append_point (data, (SwPoint) { base.x + along.y * half, base.y - along.x * half });
  g_string_append (data, " Z");
  return g_string_free (data, FALSE);
}

/* A Catch is told from the other edges by more than its colour: dashes, an empty arrow, and a ring
 * where it leaves its state. */
static void
write_edge (SwDrawing          *self,
            const SwLayoutEdge *edge)
{
  gboolean is_catch = edge->edge->kind == SW_EDGE_CATCH;
  g_autofree char *curve = dup_curve (edge);
  g_autofree char *arrow = dup_arrow (self, edge);
  const char *class_name = is_catch ? "catch" : edge->bundled ? "bundled" : "edge";
  SwChange change = get_edge_change (self, edge);

  sw_svg_writer_line (&self->svg, "<path class=\"%s\" d=\"%s\"/>", class_name, curve);
  if (change == SW_CHANGE_NONE)
    {
      sw_svg_writer_line (&self->svg, "<path class=\"%s\" d=\"%s\"/>",
                          is_catch ? "catch-arrow" : "arrow", arrow);
      return;
    }
  sw_svg_writer_line (&self->svg, "<path class=\"%s\" d=\"%s\"/>", sw_change_get_name (change),
                      curve);
  sw_svg_writer_line (&self->svg, "<path class=\"%s-sign\" d=\"%s\"/>",
                      sw_change_get_name (change), arrow);
}

static void
write_ring (SwDrawing          *self,
            const SwLayoutEdge *edge)
{
  sw_svg_writer_line (&self->svg, "<circle class=\"catch-arrow\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>",
                      edge->points[0].x, edge->points[0].y, SW_LOOK_RING_RADIUS * self->scale);
}

static void
write_label (SwDrawing          *self,
             const SwLayoutEdge *edge)
{
  double room = edge->label.width / self->scale - 2 * SW_LOOK_LABEL_PADDING;
  g_autofree char *text
      = sw_text_ellipsize (edge->edge->label, SW_LOOK_LABEL_SIZE, FALSE, room + 0.5);

  write_rect (self, "pill", &edge->label, edge->label.height / 2);
  write_centred (self, "label", &edge->label, SW_LOOK_LABEL_SIZE, text);
}

/* Outer containers first, each followed by its lanes: their grounds are see-through. */
static void
write_containers (SwDrawing *self)
{
  guint count;
  const SwLayoutScope *scopes = sw_layout_get_scopes (self->layout, &count);

  for (guint i = 1; i < count; i++)
    {
      const SwGraphNode *owner = scopes[i].scope->owner;
      if (scopes[i].scope == g_ptr_array_index (owner->scopes, 0))
        write_node (self, &self->nodes[owner->id]);
      if (owner->scopes->len > 1) /* a single one needs no border beside its container's */
        write_rect (self, "lane", &scopes[i].rect, SW_LOOK_LANE_RADIUS * self->scale);
    }
}

/* What lies below comes first: containers, lanes, edges, boxes, rings, labels. */
static void
write_body (SwDrawing *self)
{
  write_containers (self);
  for (int bundled = 1; bundled >= 0; bundled--)
    for (guint i = 0; i < self->n_edges; i++)
      if (self->edges[i].visible && self->edges[i].bundled == bundled)
        write_edge (self, &self->edges[i]);
  for (guint i = 0; i < self->n_nodes; i++)
    if (self->nodes[i].visible && !self->nodes[i].open)
      write_node (self, &self->nodes[i]);
  for (guint i = 0; i < self->n_edges; i++)
    if (self->edges[i].visible && self->edges[i].edge->kind == SW_EDGE_CATCH)
      write_ring (self, &self->edges[i]);
  for (guint i = 0; i < self->n_edges; i++)
    if (self->edges[i].visible && self->edges[i].label.width > 0)
      write_label (self, &self->edges[i]);
}

/**
 * sw_layout_to_svg:
 * @layout: a layout
 * @options: (nullable): how; %NULL for light colours
 *
 * Draws @layout as SVG with real text: an element a line, no font embedded, and the same bytes for
 * the same layout.
 *
 * Returns: (transfer full): UTF-8
 */
char *
sw_layout_to_svg (SwLayout               *layout,
                  const SwPictureOptions *options)
{
  g_return_val_if_fail (layout != NULL, NULL);

  SwDrawing self = { .layout = layout,
                   .dark = options && options->dark,
                   .changes = options ? options->changes : NULL };
  self.palette = sw_look_get_palette (self.dark);
  self.scale = sw_layout_get_scale (layout);
  self.nodes = sw_layout_get_nodes (layout, &self.n_nodes);
  self.edges = sw_layout_get_edges (layout, &self.n_edges);
  g_autofree char *description = dup_description (&self);
  double width = sw_layout_get_width (layout);
  double height = sw_layout_get_height (layout);

  sw_svg_writer_init (&self.svg);
  sw_svg_writer_open (&self.svg,
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%f\" height=\"%f\" "
                      "viewBox=\"0 0 %f %f\" role=\"img\" aria-labelledby=\"title desc\">",
                      width, height, width, height);
  sw_svg_writer_line (&self.svg, "<title id=\"title\">State machine</title>");
  sw_svg_writer_line (&self.svg, "<desc id=\"desc\">%s</desc>", description);
  sw_drawing_write_style (&self);
  sw_svg_writer_line (&self.svg, "<rect width=\"%f\" height=\"%f\" fill=\"%s\"/>", width, height,
                      self.palette->canvas);
  write_body (&self);
  sw_svg_writer_close (&self.svg, "svg");
  return sw_svg_writer_steal (&self.svg);
}
