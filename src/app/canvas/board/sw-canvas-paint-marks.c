/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-paint-private.h"

#include <math.h>

/* Edges with their labels, and the marks of a drag. */

static void
paint_arrow (GtkSnapshot *snapshot, SwPoint base, SwPoint tip, const GdkRGBA *colour, double grow)
{
  double angle = atan2 (tip.y - base.y, tip.x - base.x);
  double half = SW_LOOK_ARROW_HALF_WIDTH * grow;
  GskPathBuilder *builder = gsk_path_builder_new ();
  SwPoint side = { -sin (angle) * half, cos (angle) * half };

  gsk_path_builder_move_to (builder, (float) tip.x, (float) tip.y);
  gsk_path_builder_line_to (builder, (float) (base.x + side.x), (float) (base.y + side.y));
  gsk_path_builder_line_to (builder, (float) (base.x - side.x), (float) (base.y - side.y));
  gsk_path_builder_close (builder);
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
}

/**
 * sw_paint_strand:
 * @path: a part of the curve of an edge
 * @is_catch: whether it is taken when an error is caught: dashed
 * @offset: how far along the dashes it begins
 *
 * Paints a part of an edge, without its arrow.
 */
void
sw_paint_strand (GtkSnapshot         *snapshot,
                 const SwCanvasTheme *theme,
                 GskPath             *path,
                 gboolean             is_catch,
                 double               offset)
{
  GskStroke *stroke = gsk_stroke_new (theme->high_contrast ? 2.0f : 1.5f);

  if (is_catch)
    {
      gsk_stroke_set_dash (stroke, (const float[]) { 6, 4 }, 2);
      gsk_stroke_set_dash_offset (stroke, (float) fmod (offset, 10));
    }
  if (!gsk_path_is_empty (path))
    gtk_snapshot_append_stroke (snapshot, path, stroke,
                                is_catch ? &theme->catch_edge : &theme->edge);
  gsk_stroke_free (stroke);
}

/**
 * sw_paint_line:
 * @path: the curve of an edge
 * @base: where it ends and the arrow begins
 * @tip: the point of the arrow
 * @is_catch: whether it is taken when an error is caught: dashed
 *
 * Paints an edge.
 */
void
sw_paint_line (GtkSnapshot         *snapshot,
               const SwCanvasTheme *theme,
               GskPath             *path,
               SwPoint              base,
               SwPoint              tip,
               gboolean             is_catch,
               SwLineState          state)
{
  GdkRGBA colour = is_catch ? theme->catch_edge : theme->edge;
  double width = theme->high_contrast ? 2.0 : 1.5;

  if (state == SW_LINE_TAKEN)
    colour = theme->runs[is_catch ? SW_RUN_STATE_CAUGHT : SW_RUN_STATE_SUCCEEDED];
  else if (state == SW_LINE_TARGET || state == SW_LINE_HOVERED)
    colour = theme->accent;
  if (state == SW_LINE_TAKEN || state == SW_LINE_TARGET)
    width += 1.0;
  GskStroke *stroke = gsk_stroke_new ((float) width);
  if (is_catch)
    gsk_stroke_set_dash (stroke, (const float[]) { 6, 4 }, 2);
  if (!gsk_path_is_empty (path))
    gtk_snapshot_append_stroke (snapshot, path, stroke, &colour);
  gsk_stroke_free (stroke);
  paint_arrow (snapshot, base, tip, &colour, state == SW_LINE_PLAIN ? 1.0 : 1.15);
}

/**
 * sw_paint_label:
 * @rect: the pill
 * @text: what it says, laid out; centred, where it has a width of its own
 *
 * Paints the label of an edge.
 */
void
sw_paint_label (GtkSnapshot         *snapshot,
                const SwCanvasTheme *theme,
                SwRect               rect,
                PangoLayout         *text,
                gboolean             is_catch)
{
  int width;
  int height;

  _sw_paint_fill_round (snapshot, rect, rect.height / 2, &theme->ground);
  _sw_paint_fill_round (snapshot, rect, rect.height / 2, &theme->label);
  _sw_paint_stroke_round (snapshot, rect, rect.height / 2, theme->line,
                is_catch ? &theme->catch_edge : &theme->label_border);
  pango_layout_get_pixel_size (text, &width, &height);
  if (pango_layout_get_width (text) > 0)
    width = pango_layout_get_width (text) / PANGO_SCALE; /* in which it is centred */
  sw_paint_text (snapshot, text, &theme->text, rect.x + (rect.width - width) / 2,
                 rect.y + (rect.height - height) / 2);
}

/**
 * sw_paint_ring:
 * @center: where a Catch leaves its state
 * @scale: of the ring
 *
 * Paints the mark of that place.
 */
void
sw_paint_ring (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwPoint center, double scale)
{
  double radius = SW_LOOK_RING_RADIUS * scale + 0.75;
  SwRect rect = { center.x - radius, center.y - radius, 2 * radius, 2 * radius };

  sw_paint_disc (snapshot, center, radius, &theme->ground);
  _sw_paint_stroke_round (snapshot, rect, radius, 1.5, &theme->catch_edge);
}

/**
 * sw_paint_plus:
 * @point: its middle
 * @radius: in points
 * @active: whether it is under the pointer
 *
 * Paints the "+" that stands for "add here".
 */
void
sw_paint_plus (GtkSnapshot         *snapshot,
               const SwCanvasTheme *theme,
               SwPoint              point,
               double               radius,
               gboolean             active)
{
  const GdkRGBA *mark = active ? &theme->on_accent : &theme->accent;
  float arm = (float) (radius * 0.5);
  float half = (float) MAX (0.75, radius * 0.1);

  sw_paint_disc (snapshot, point, radius + 1.5, active ? &theme->ground : &theme->accent);
  sw_paint_disc (snapshot, point, radius, active ? &theme->accent_fill : &theme->ground);
  gtk_snapshot_append_color (
      snapshot, mark,
      &GRAPHENE_RECT_INIT ((float) point.x - arm, (float) point.y - half, 2 * arm, 2 * half));
  gtk_snapshot_append_color (
      snapshot, mark,
      &GRAPHENE_RECT_INIT ((float) point.x - half, (float) point.y - arm, 2 * half, 2 * arm));
}

/**
 * sw_paint_insertion:
 * @point: where
 * @angle: the direction of the edge there, in radians
 * @length: of the bar across it
 *
 * Paints the mark of where what is dragged would land: a bar across the edge with a "+".
 */
void
sw_paint_insertion (GtkSnapshot         *snapshot,
                    const SwCanvasTheme *theme,
                    SwPoint              point,
                    double               angle,
                    double               length)
{
  SwRect bar = { -1.5, -length / 2, 3, length };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) point.x, (float) point.y));
  gtk_snapshot_rotate (snapshot, (float) (angle * 180 / G_PI));
  _sw_paint_fill_round (snapshot, bar, 1.5, &theme->accent);
  gtk_snapshot_restore (snapshot);
  sw_paint_plus (snapshot, theme, point, 10, TRUE);
}

/**
 * sw_paint_dot:
 * @point: where
 *
 * Paints the small mark of a place where what is dragged could land.
 */
void
sw_paint_dot (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwPoint point)
{
  sw_paint_disc (snapshot, point, 6, &theme->ground);
  sw_paint_disc (snapshot, point, 4.5, &theme->accent);
}

/**
 * sw_paint_band:
 * @rect: the band
 *
 * Paints a rubber band.
 */
void
sw_paint_band (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwRect rect)
{
  GdkRGBA tint = _sw_paint_with_alpha (theme->accent, 0.15);

  _sw_paint_fill_round (snapshot, rect, 4, &tint);
  _sw_paint_stroke_round (snapshot, rect, 4, 1, &theme->accent);
}

/**
 * sw_paint_note:
 * @rect: its box
 * @text: what it says, laid out for the width of @rect less 24
 * @refused: whether it says why something is not possible, or what is to be done
 *
 * Paints a note over the picture.
 */
void
sw_paint_note (GtkSnapshot         *snapshot,
               const SwCanvasTheme *theme,
               SwRect               rect,
               PangoLayout         *text,
               gboolean             refused)
{
  _sw_paint_fill_round (snapshot, sw_rect_grow (rect, 2), 11, &theme->ground);
  _sw_paint_fill_round (snapshot, rect, 9, &theme->card);
  _sw_paint_stroke_round (snapshot, rect, 9, 1.5, refused ? &theme->refused : &theme->accent);
  sw_paint_text (snapshot, text, &theme->text, rect.x + 12, rect.y + 8);
}

/**
 * sw_paint_count:
 * @rect: a pill
 * @text: a number, laid out
 *
 * Paints how many there are of what is dragged.
 */
void
sw_paint_count (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwRect rect, PangoLayout *text)
{
  int width;
  int height;

  pango_layout_get_pixel_size (text, &width, &height);
  _sw_paint_fill_round (snapshot, rect, rect.height / 2, &theme->accent_fill);
  sw_paint_text (snapshot, text, &theme->on_accent, rect.x + (rect.width - width) / 2,
                 rect.y + (rect.height - height) / 2);
}

/**
 * sw_paint_taken_count:
 * @rect: a pill
 * @text: a number, laid out
 *
 * Paints how often a run went along an edge.
 */
void
sw_paint_taken_count (GtkSnapshot         *snapshot,
                      const SwCanvasTheme *theme,
                      SwRect               rect,
                      PangoLayout         *text)
{
  int width;
  int height;

  pango_layout_get_pixel_size (text, &width, &height);
  _sw_paint_fill_round (snapshot, rect, rect.height / 2, &theme->ground);
  _sw_paint_stroke_round (snapshot, rect, rect.height / 2, 1.5,
                          &theme->runs[SW_RUN_STATE_SUCCEEDED]);
  sw_paint_text (snapshot, text, &theme->text, rect.x + (rect.width - width) / 2,
                 rect.y + (rect.height - height) / 2);
}

/**
 * sw_paint_place:
 * @rect: a part of the picture
 * @radius: of its corners
 * @aimed: whether what is dragged would land there, or only could
 *
 * Paints the mark of a part whose place what is dragged may take.
 */
void
sw_paint_place (GtkSnapshot         *snapshot,
                const SwCanvasTheme *theme,
                SwRect               rect,
                double               radius,
                gboolean             aimed)
{
  GdkRGBA tint = _sw_paint_with_alpha (theme->accent, aimed ? 0.25 : 0.08);

  _sw_paint_fill_round (snapshot, rect, radius, &tint);
  _sw_paint_stroke_round (snapshot, rect, radius, aimed ? 2.5 : 1, &theme->accent);
}

/**
 * sw_paint_handle:
 * @point: its middle
 * @radius: in points
 * @direction: which way the picture flows, and its arrow points
 * @active: whether it is under the pointer
 *
 * Paints the mark of a state from which arrows are drawn.
 */
void
sw_paint_handle (GtkSnapshot         *snapshot,
                 const SwCanvasTheme *theme,
                 SwPoint              point,
                 double               radius,
                 SwDirection          direction,
                 gboolean             active)
{
  gboolean down = direction == SW_DIRECTION_DOWN;
  double reach = radius * 0.5;
  SwPoint base = { point.x - (down ? 0 : reach), point.y - (down ? reach : 0) };
  SwPoint tip = { point.x + (down ? 0 : reach), point.y + (down ? reach : 0) };

  sw_paint_disc (snapshot, point, radius + 1.5, active ? &theme->ground : &theme->accent);
  sw_paint_disc (snapshot, point, radius, active ? &theme->accent_fill : &theme->ground);
  paint_arrow (snapshot, base, tip, active ? &theme->on_accent : &theme->accent, radius / 9.0);
}
