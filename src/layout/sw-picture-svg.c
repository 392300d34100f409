/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-picture.h"

#include "layout/sw-look.h"
#include "layout/sw-mark.h"
#include "layout/sw-svg-writer.h"
#include "layout/sw-emblem.h"
#include "layout/sw-text-fit.h"

#include <math.h>

#define FONT "Cantarell, 'Adwaita Sans', 'Noto Sans', sans-serif"

typedef struct
{
  SwLayout           *layout;
  const SwPalette    *palette;
  gboolean            dark;
  double              scale;
  const SwLayoutNode *nodes;
  const SwLayoutEdge *edges;
  guint               n_nodes;
  guint               n_edges;
  SwSvgWriter         svg;
} Drawing;

static void
write_class (Drawing    *self,
             const char *name,
             const char *fill,
             const char *stroke,
             double      width,
             const char *more)
{
  sw_svg_writer_line (&self->svg, ".%s { fill: %s; stroke: %s; stroke-width: %f;%s }", name, fill,
                      stroke, width * self->scale, more);
}

static void
write_font (Drawing    *self,
            const char *name,
            double      size,
            const char *weight,
            const char *fill)
{
  sw_svg_writer_line (&self->svg, ".%s { font-size: %fpx; font-weight: %s; fill: %s; }", name,
                      size * self->scale, weight, fill);
}

static void
write_style (Drawing *self)
{
  const SwPalette *p = self->palette;

  sw_svg_writer_open (&self->svg, "<style>");
  sw_svg_writer_line (&self->svg, "text { font-family: %s; }", FONT);
  write_font (self, "name", SW_LOOK_NAME_SIZE, "bold", p->text);
  write_font (self, "subtitle", SW_LOOK_SUBTITLE_SIZE, "normal", p->dim_text);
  write_font (self, "label", SW_LOOK_LABEL_SIZE, "normal", p->text);
  write_font (self, "terminal-name", SW_LOOK_SUBTITLE_SIZE, "bold", p->on_terminal);
  write_class (self, "card", p->card, p->card_border, 1, "");
  write_class (self, "unreachable", p->card, p->slot, 1, " stroke-dasharray: 6 4;");
  write_class (self, "slot", "none", p->slot, 1.5, " stroke-dasharray: 6 4;");
  write_class (self, "container", p->container, p->container_border, 1, "");
  write_class (self, "lane", p->lane, p->lane_border, 1, " stroke-dasharray: 4 4;");
  write_class (self, "terminal", p->terminal, "none", 0, "");
  write_class (self, "icon", p->on_tile, "none", 0, "");
  write_class (self, "mark", p->dim_text, "none", 0, "");
  write_class (self, "pill", p->label, p->label_border, 1, "");
  write_class (self, "edge", "none", p->edge, 1.5, "");
  write_class (self, "bundled", "none", p->edge, 1.25, " stroke-opacity: 0.75;");
  write_class (self, "catch", "none", p->catch_edge, 1.5, " stroke-dasharray: 5 4;");
  write_class (self, "arrow", p->edge, p->edge, 1, " stroke-linejoin: round;");
  write_class (self, "catch-arrow", p->canvas, p->catch_edge, 1.25, " stroke-linejoin: round;");
  sw_svg_writer_close (&self->svg, "style");
}

static char *
dup_description (const Drawing *self)
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
write_rect (Drawing      *self,
            const char   *class_name,
            const SwRect *rect,
            double        radius)
{
  sw_svg_writer_line (
      &self->svg, "<rect class=\"%s\" x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\" rx=\"%f\"/>",
      class_name, rect->x, rect->y, rect->width, rect->height, radius);
}

static void
write_text (Drawing    *self,
            const char *class_name,
            double      x,
            double      y,
            const char *text)
{
  sw_svg_writer_line (&self->svg, "<text class=\"%s\" x=\"%f\" y=\"%f\">%s</text>", class_name, x,
                      y, text);
}

static void
write_centred (Drawing      *self,
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
write_marks (Drawing *self, SwMarks marks, double x, double middle)
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

/* Name and subtitle beside the coloured tile; the same for a card and for a container's header */
static void
write_heading (Drawing            *self,
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
  g_autofree char *name = sw_text_ellipsize (state->name, SW_LOOK_NAME_SIZE, TRUE, room);
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
  write_text (self, "name", left, middle - 3 * s, name);
  write_text (self, "subtitle", left, middle + 13 * s, below);
  write_marks (self, marks, node->rect.x + node->rect.width - SW_LOOK_TILE_INSET * s,
               middle + 9 * s);
}

static void
write_terminal (Drawing            *self,
                const SwLayoutNode *node)
{
  const SwRect *rect = &node->rect;
  const char *name = node->node->kind == SW_GRAPH_NODE_START ? "Start" : "End";

  sw_svg_writer_line (&self->svg, "<circle class=\"terminal\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>",
                      rect->x + rect->width / 2, rect->y + rect->height / 2, rect->width / 2);
  if (!node->node->scope->owner)
    write_centred (self, "terminal-name", rect, SW_LOOK_SUBTITLE_SIZE, name);
}

static void
write_state (Drawing            *self,
             const SwLayoutNode *node)
{
  const SwState *state = node->node->state;
  const char *type = sw_state_type_get_name (state->type);
  double header = SW_LAYOUT_HEADER_HEIGHT * self->scale;
  const char *class_name = node->open ? "container" : "card";

  if (!node->node->reachable)
    class_name = "unreachable";
  sw_svg_writer_open (&self->svg, "<g>");
  sw_svg_writer_line (&self->svg, "<title>%s (%s)</title>", state->name,
                      type ? type : "unknown type");
  write_rect (self, class_name, &node->rect, SW_LOOK_CARD_RADIUS * self->scale);
  write_heading (self, node, node->open ? header : node->rect.height);
  sw_svg_writer_close (&self->svg, "g");
}

static void
write_slot (Drawing            *self,
            const SwLayoutNode *node)
{
  write_rect (self, "slot", &node->rect, SW_LOOK_CARD_RADIUS * self->scale);
  write_centred (self, "subtitle", &node->rect, SW_LOOK_SUBTITLE_SIZE, "No state yet");
}

static void
write_node (Drawing            *self,
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
dup_arrow (const Drawing      *self,
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
write_edge (Drawing            *self,
            const SwLayoutEdge *edge)
{
  gboolean is_catch = edge->edge->kind == SW_EDGE_CATCH;
  g_autofree char *curve = dup_curve (edge);
  g_autofree char *arrow = dup_arrow (self, edge);
  const char *class_name = is_catch ? "catch" : edge->bundled ? "bundled" : "edge";

  sw_svg_writer_line (&self->svg, "<path class=\"%s\" d=\"%s\"/>", class_name, curve);
  sw_svg_writer_line (&self->svg, "<path class=\"%s\" d=\"%s\"/>",
                      is_catch ? "catch-arrow" : "arrow", arrow);
}

static void
write_ring (Drawing            *self,
            const SwLayoutEdge *edge)
{
  sw_svg_writer_line (&self->svg, "<circle class=\"catch-arrow\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>",
                      edge->points[0].x, edge->points[0].y, SW_LOOK_RING_RADIUS * self->scale);
}

static void
write_label (Drawing            *self,
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
write_containers (Drawing *self)
{
  guint count;
  const SwLayoutScope *scopes = sw_layout_get_scopes (self->layout, &count);

  for (guint i = 1; i < count; i++)
    {
      const SwGraphNode *owner = scopes[i].scope->owner;
      if (scopes[i].scope == g_ptr_array_index (owner->scopes, 0))
        write_node (self, &self->nodes[owner->id]);
      write_rect (self, "lane", &scopes[i].rect, SW_LOOK_LANE_RADIUS * self->scale);
    }
}

/* What lies below comes first: containers, lanes, edges, boxes, rings, labels. */
static void
write_body (Drawing *self)
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

  Drawing self = { .layout = layout, .dark = options && options->dark };
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
  write_style (&self);
  sw_svg_writer_line (&self.svg, "<rect width=\"%f\" height=\"%f\" fill=\"%s\"/>", width, height,
                      self.palette->canvas);
  write_body (&self);
  sw_svg_writer_close (&self.svg, "svg");
  return sw_svg_writer_steal (&self.svg);
}
