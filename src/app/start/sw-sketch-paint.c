/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-sketch-paint.h"

#include "app/canvas/board/sw-canvas-paint-private.h"

/* What is smaller than this, in pixels per point, is blocks of colour, and lines of one pixel. */
#define BLOCKS_BELOW 0.1
/* Nothing is shown larger than this … */
#define LARGEST_SCALE 0.5
/* … nor smaller: of a very large diagram the beginning is seen. */
#define SMALLEST_SCALE 0.04
#define MARGIN 4.0 /* pixels around it */

/**
 * sw_sketch_fit:
 * @width: of the room, in pixels
 * @height: of the room, in pixels
 *
 * Returns: where the sketch goes: whole and in the middle; of one too large for that the beginning,
 *   at the top
 */
SwSketchFit
sw_sketch_fit (const SwSketch *sketch, double width, double height)
{
  double scale = MIN ((width - 2 * MARGIN) / MAX (1, sw_sketch_get_width (sketch)),
                      (height - 2 * MARGIN) / MAX (1, sw_sketch_get_height (sketch)));
  SwSketchFit fit = { .scale = CLAMP (scale, SMALLEST_SCALE, LARGEST_SCALE) };

  fit.x = (width - sw_sketch_get_width (sketch) * fit.scale) / 2;
  fit.y = MAX (MARGIN, (height - sw_sketch_get_height (sketch) * fit.scale) / 2);
  return fit;
}

typedef struct
{
  GtkSnapshot   *snapshot;
  SwCanvasTheme  theme;
  double         pixel; /* points of the sketch per pixel of the screen */
  gboolean       blocks;
  SwRect         seen;  /* the part of the sketch that its room shows; all else is not worth a stroke */
} Painter;

static gboolean
is_seen (const Painter *painter, double left, double top, double right, double bottom)
{
  const SwRect *seen = &painter->seen;

  return left <= seen->x + seen->width && right >= seen->x && top <= seen->y + seen->height
         && bottom >= seen->y;
}

static gboolean
is_box_seen (const Painter *painter, const SwRect *rect)
{
  return is_seen (painter, rect->x, rect->y, rect->x + rect->width, rect->y + rect->height);
}

/* A curve lies within the bounds of its points. */
static gboolean
is_line_seen (const Painter *painter, const SwSketchLine *line)
{
  SwPoint least = line->tip, most = line->tip;

  for (gsize i = 0; i < line->n_points; i++)
    {
      least = (SwPoint) { MIN (least.x, line->points[i].x), MIN (least.y, line->points[i].y) };
      most = (SwPoint) { MAX (most.x, line->points[i].x), MAX (most.y, line->points[i].y) };
    }
  return is_seen (painter, least.x, least.y, most.x, most.y);
}

/* The tile, and two bars where the words would be: the shape of a card, seen from far away */
static void
paint_state (Painter *painter, SwRect rect, SwStateType type)
{
  const SwCanvasTheme *theme = &painter->theme;
  double radius = SW_LOOK_CARD_RADIUS;
  double side = SW_LOOK_TILE_SIZE + 4;
  SwRect tile = { rect.x + SW_LOOK_TILE_INSET, rect.y + (rect.height - side) / 2, side, side };
  double left = tile.x + side + SW_LOOK_TILE_INSET;
  double room = rect.x + rect.width - SW_LOOK_TILE_INSET - left;
  GdkRGBA words = _sw_paint_with_alpha (theme->text, theme->high_contrast ? 0.8 : 0.35);

  if (painter->blocks)
    {
      _sw_paint_fill_round (painter->snapshot, rect, radius, &theme->tiles[type]);
      return;
    }
  _sw_paint_fill_round (painter->snapshot, rect, radius, &theme->card);
  _sw_paint_stroke_round (painter->snapshot, rect, radius, theme->line * painter->pixel,
                          &theme->card_border);
  _sw_paint_fill_round (painter->snapshot, tile, SW_LOOK_TILE_RADIUS, &theme->tiles[type]);
  _sw_paint_fill_round (painter->snapshot,
                        (SwRect) { left, rect.y + rect.height / 2 - 11, room * 0.8, 8 }, 4, &words);
  words.alpha *= 0.5f;
  _sw_paint_fill_round (painter->snapshot,
                        (SwRect) { left, rect.y + rect.height / 2 + 4, room * 0.55, 6 }, 3, &words);
}

static void
paint_container (Painter *painter, SwRect rect, SwStateType type)
{
  const SwCanvasTheme *theme = &painter->theme;
  double side = SW_LOOK_TILE_SIZE - 6;
  SwRect tile = { rect.x + SW_LOOK_TILE_INSET + 3, rect.y + (SW_LAYOUT_HEADER_HEIGHT - side) / 2,
                  side, side };

  _sw_paint_fill_round (painter->snapshot, rect, SW_LOOK_CARD_RADIUS, &theme->container);
  _sw_paint_stroke_round (painter->snapshot, rect, SW_LOOK_CARD_RADIUS,
                          theme->line * painter->pixel, &theme->container_border);
  _sw_paint_fill_round (painter->snapshot, tile, SW_LOOK_TILE_RADIUS, &theme->tiles[type]);
}

static void
paint_box (Painter *painter, const SwSketchBox *box)
{
  const SwCanvasTheme *theme = &painter->theme;
  SwRect rect = box->rect;

  if (!is_box_seen (painter, &rect))
    return;
  if (box->kind == SW_SKETCH_LANE)
    _sw_paint_stroke_round (painter->snapshot, rect, SW_LOOK_LANE_RADIUS,
                            theme->line * painter->pixel, &theme->lane_border);
  else if (box->kind == SW_SKETCH_TERMINAL)
    sw_paint_disc (painter->snapshot, sw_rect_get_center (rect), rect.width / 2, &theme->terminal);
  else if (box->kind == SW_SKETCH_SLOT)
    _sw_paint_stroke_dashed (painter->snapshot, rect, SW_LOOK_CARD_RADIUS, 1.5 * painter->pixel,
                             &theme->slot);
  else if (box->kind & SW_SKETCH_OPEN)
    paint_container (painter, rect, box->kind & ~(guint) SW_SKETCH_OPEN);
  else
    paint_state (painter, rect, box->kind);
}

static void
add_line (GskPathBuilder *builder, const SwSketchLine *line)
{
  const SwPoint *points = line->points;

  gsk_path_builder_move_to (builder, (float) points[0].x, (float) points[0].y);
  for (gsize i = 1; i + 2 < line->n_points; i += 3)
    gsk_path_builder_cubic_to (builder, (float) points[i].x, (float) points[i].y,
                               (float) points[i + 1].x, (float) points[i + 1].y,
                               (float) points[i + 2].x, (float) points[i + 2].y);
  gsk_path_builder_line_to (builder, (float) line->tip.x, (float) line->tip.y);
}

/* All of one kind as one stroke */
static void
paint_lines (Painter *painter, const SwSketch *sketch, gboolean is_catch)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  GskStroke *stroke = gsk_stroke_new ((float) ((painter->blocks ? 0.8 : 1.1) * painter->pixel));
  const GdkRGBA *colour = is_catch ? &painter->theme.catch_edge : &painter->theme.edge;
  g_autoptr (GskPath) path = NULL;
  guint count;
  const SwSketchLine *lines = sw_sketch_get_lines (sketch, &count);

  for (guint i = 0; i < count; i++)
    if (lines[i].is_catch == is_catch && is_line_seen (painter, &lines[i]))
      add_line (builder, &lines[i]);
  path = gsk_path_builder_free_to_path (builder);
  if (!gsk_path_is_empty (path))
    gtk_snapshot_append_stroke (painter->snapshot, path, stroke, colour);
  gsk_stroke_free (stroke);
}

/**
 * sw_sketch_paint:
 * @widget: whose colours it takes
 * @fit: where it is going to stand
 * @width: of the room, in pixels
 * @height: of the room, in pixels
 *
 * Returns: (transfer full) (nullable): what the room shows of the sketch, in the sketch's own
 *   points; %NULL where it is empty
 */
GskRenderNode *
sw_sketch_paint (const SwSketch *sketch,
                 GtkWidget      *widget,
                 SwSketchFit     fit,
                 double          width,
                 double          height)
{
  Painter painter = {
    .snapshot = gtk_snapshot_new (),
    .pixel = 1 / fit.scale,
    .blocks = fit.scale < BLOCKS_BELOW,
    .seen = { -fit.x / fit.scale, -fit.y / fit.scale, width / fit.scale, height / fit.scale },
  };
  guint count;
  const SwSketchBox *boxes = sw_sketch_get_boxes (sketch, &count);

  sw_canvas_theme_load (&painter.theme, widget);
  for (guint i = 0; i < count; i++)
    if (boxes[i].kind == SW_SKETCH_LANE || boxes[i].kind & SW_SKETCH_OPEN)
      paint_box (&painter, &boxes[i]);
  paint_lines (&painter, sketch, FALSE);
  paint_lines (&painter, sketch, TRUE);
  for (guint i = 0; i < count; i++)
    if (boxes[i].kind != SW_SKETCH_LANE && !(boxes[i].kind & SW_SKETCH_OPEN))
      paint_box (&painter, &boxes[i]);
  return gtk_snapshot_free_to_node (painter.snapshot);
}
