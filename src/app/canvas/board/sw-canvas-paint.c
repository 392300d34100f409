/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-paint-private.h"

#define RING_WIDTH 2.0
#define BADGE_SIZE 18.0

static graphene_rect_t
to_graphene (SwRect rect)
{
  return GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width,
                             (float) rect.height);
}

/**
 * _sw_paint_with_alpha:
 *
 * Returns: @colour, more see-through
 */
GdkRGBA
_sw_paint_with_alpha (GdkRGBA colour, double alpha)
{
  colour.alpha *= (float) alpha;
  return colour;
}

/**
 * _sw_paint_fill_round:
 *
 * Fills a rectangle with round corners.
 */
void
_sw_paint_fill_round (GtkSnapshot *snapshot, SwRect rect, double radius, const GdkRGBA *colour)
{
  graphene_rect_t bounds = to_graphene (rect);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

/**
 * _sw_paint_stroke_round:
 *
 * Paints a line just inside a rectangle with round corners.
 */
void
_sw_paint_stroke_round (GtkSnapshot   *snapshot,
                        SwRect         rect,
                        double         radius,
                        double         width,
                        const GdkRGBA *colour)
{
  graphene_rect_t bounds = to_graphene (rect);
  GskRoundedRect outline;
  float widths[4] = { (float) width, (float) width, (float) width, (float) width };
  GdkRGBA sides[4] = { *colour, *colour, *colour, *colour };

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, sides);
}

/**
 * _sw_paint_stroke_dashed:
 *
 * Paints a dashed line just inside a rectangle with round corners.
 */
void
_sw_paint_stroke_dashed (GtkSnapshot   *snapshot,
                         SwRect         rect,
                         double         radius,
                         double         width,
                         const GdkRGBA *colour)
{
  SwRect inner = sw_rect_grow (rect, -width / 2);
  graphene_rect_t bounds = to_graphene (inner);
  g_autoptr (GskPath) path = NULL;
  GskPathBuilder *builder = gsk_path_builder_new ();
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) radius);
  gsk_path_builder_add_rounded_rect (builder, &outline);
  path = gsk_path_builder_free_to_path (builder);
  GskStroke *stroke = gsk_stroke_new ((float) width);
  gsk_stroke_set_dash (stroke, (const float[]) { 5, 4 }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
  gsk_stroke_free (stroke);
}

/**
 * sw_paint_disc:
 *
 * Fills a circle.
 */
void
sw_paint_disc (GtkSnapshot *snapshot, SwPoint center, double radius, const GdkRGBA *colour)
{
  SwRect rect = { center.x - radius, center.y - radius, 2 * radius, 2 * radius };

  _sw_paint_fill_round (snapshot, rect, radius, colour);
}

/**
 * sw_paint_text:
 * @text: a laid-out text
 * @x: left of the layout
 * @y: top of the layout
 *
 * Paints a text.
 */
void
sw_paint_text (GtkSnapshot *snapshot, PangoLayout *text, const GdkRGBA *colour, double x, double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, text, colour);
  gtk_snapshot_restore (snapshot);
}

/**
 * sw_paint_icon:
 * @icon: a path on a square of %SW_LOOK_ICON_GRID
 * @center: where its middle goes
 * @size: the side of the painted square
 *
 * Paints an icon in one colour.
 */
void
sw_paint_icon (GtkSnapshot   *snapshot,
               GskPath       *icon,
               const GdkRGBA *colour,
               SwPoint        center,
               double         size)
{
  float scale = (float) (size / SW_LOOK_ICON_GRID);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (center.x - size / 2),
                                                          (float) (center.y - size / 2)));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_fill (snapshot, icon, GSK_FILL_RULE_WINDING, colour);
  gtk_snapshot_restore (snapshot);
}

/**
 * sw_paint_tile:
 * @type: a type of state
 * @symbol: (nullable): what to show on it, static; %NULL for the type's icon
 * @rect: the tile
 *
 * Paints the coloured tile of a type with its icon or another symbol.
 */
void
sw_paint_tile (GtkSnapshot         *snapshot,
               const SwCanvasTheme *theme,
               SwStateType          type,
               const char          *symbol,
               SwRect               rect)
{
  double share = rect.width / SW_LOOK_TILE_SIZE;
  GskPath *icon = sw_canvas_theme_get_icon (symbol != NULL ? symbol : sw_look_get (type)->icon);

  _sw_paint_fill_round (snapshot, rect, SW_LOOK_TILE_RADIUS * share, &theme->tiles[type]);
  sw_paint_icon (snapshot, icon, &theme->on_tile, sw_rect_get_center (rect),
                 SW_LOOK_ICON_SIZE * share);
}

/* How the run stands: an icon at the corner of the card; the words are in its second line. */
static void
paint_badge (GtkSnapshot *snapshot, const SwCard *card, double width)
{
  double radius = BADGE_SIZE / 2 * card->scale;
  SwPoint center = { card->flags & SW_CARD_RTL ? radius / 2 : width - radius / 2, radius / 2 };

  sw_paint_disc (snapshot, center, radius + 1.5, &card->theme->ground);
  sw_paint_disc (snapshot, center, radius, &card->theme->runs[card->run]);
  sw_paint_icon (snapshot, sw_canvas_theme_get_run_icon (card->run), &card->theme->on_tile, center,
                 radius * 1.15);
}

/* Border and rings: what is selected, focused, or offered as a target. */
static void
paint_outline (GtkSnapshot *snapshot, const SwCard *card, SwRect rect, double radius)
{
  const SwCanvasTheme *theme = card->theme;
  gboolean ran = card->run != SW_RUN_STATE_IDLE;

  if (card->flags & (SW_CARD_TARGET | SW_CARD_SELECTED))
    _sw_paint_stroke_round (snapshot, sw_rect_grow (rect, 1), radius + 1, RING_WIDTH + 0.5,
                            &theme->accent);
  else if (ran)
    _sw_paint_stroke_round (snapshot, rect, radius, RING_WIDTH, &theme->runs[card->run]);
  else if (card->flags & SW_CARD_LEGAL)
    _sw_paint_stroke_round (snapshot, rect, radius, 1.5, &theme->accent);
  if (card->flags & SW_CARD_FOCUSED)
    {
      GdkRGBA ring = _sw_paint_with_alpha (theme->accent, theme->high_contrast ? 1 : 0.6);
      _sw_paint_stroke_round (snapshot, sw_rect_grow (rect, 5), radius + 5, RING_WIDTH, &ring);
    }
}

/* Name and second line beside the tile, within HEIGHT from the top */
static void
paint_words (GtkSnapshot *snapshot, const SwCard *card, double width, double height)
{
  double left = SW_LOOK_TILE_INSET * 2 + SW_LOOK_TILE_SIZE;
  PangoLayout *second = card->badge != NULL ? card->badge : card->subtitle;
  gboolean both = second != NULL && card->detail == SW_DETAIL_FULL;
  int name_height = 0;
  int subtitle_height = 0;

  if (card->name == NULL || card->detail == SW_DETAIL_BOX)
    return;
  left *= card->scale;
  if (card->flags & SW_CARD_RTL)
    left = (SW_LOOK_TILE_INSET + sw_card_get_fold_room (card->flags)) * card->scale;
  pango_layout_get_pixel_size (card->name, NULL, &name_height);
  if (both)
    pango_layout_get_pixel_size (second, NULL, &subtitle_height);
  double top = (height - name_height - subtitle_height) / 2;
  sw_paint_text (snapshot, card->name, &card->theme->text, left, top);
  if (both)
    {
      double room = sw_marks_count (card->marks) * SW_MARK_STEP * card->scale;
      double indent = card->flags & SW_CARD_RTL ? room : 0;
      sw_paint_text (snapshot, second, &card->theme->dim_text, left + indent, top + name_height);
      _sw_paint_marks (snapshot, card, width, top + name_height + subtitle_height / 2.0);
    }
}

static SwRect
tile_rect (const SwCard *card, double width, double height)
{
  double side = SW_LOOK_TILE_SIZE * card->scale;
  double inset = SW_LOOK_TILE_INSET * card->scale;

  return (SwRect) {
    card->flags & SW_CARD_RTL ? width - inset - side : inset, (height - side) / 2, side, side,
  };
}

/* What is about to go stands in dashes. */
static void
paint_border (GtkSnapshot   *snapshot,
              const SwCard  *card,
              SwRect         rect,
              double         radius,
              const GdkRGBA *color)
{
  if (card->flags & SW_CARD_LOST)
    _sw_paint_stroke_dashed (snapshot, rect, radius, 1.5, &card->theme->dim_text);
  else
    _sw_paint_stroke_round (snapshot, rect, radius, card->theme->line, color);
}

/* What lies over a card or a container, and the end of its fading */
static void
finish (GtkSnapshot *snapshot, const SwCard *card, SwRect rect, double radius)
{
  paint_outline (snapshot, card, rect, radius);
  if (card->run != SW_RUN_STATE_IDLE)
    paint_badge (snapshot, card, rect.width);
  if (card->flags & SW_CARD_LIFTED)
    gtk_snapshot_pop (snapshot);
}

/**
 * sw_paint_card:
 * @card: what to show
 * @width: of the card in points
 * @height: of the card in points
 *
 * Paints a state.
 */
void
sw_paint_card (GtkSnapshot *snapshot, const SwCard *card, double width, double height)
{
  const SwCanvasTheme *theme = card->theme;
  SwRect rect = { 0, 0, width, height };
  double radius = SW_LOOK_CARD_RADIUS * card->scale;

  if (card->flags & SW_CARD_LIFTED)
    gtk_snapshot_push_opacity (snapshot, 0.35);
  if (card->flags & SW_CARD_FOLDED)
    _sw_paint_stack (snapshot, card, rect, radius);
  _sw_paint_fill_round (snapshot, rect, radius, &theme->card);
  if (card->flags & SW_CARD_MATCH)
    _sw_paint_match (snapshot, theme, rect, radius);
  if (card->flags & SW_CARD_HOVERED)
    {
      GdkRGBA tint = _sw_paint_with_alpha (theme->text, 0.05);
      _sw_paint_fill_round (snapshot, rect, radius, &tint);
    }
  paint_border (snapshot, card, rect, radius, &theme->card_border);
  sw_paint_tile (snapshot, theme, card->type, card->symbol, tile_rect (card, width, height));
  paint_words (snapshot, card, width, height);
  _sw_paint_fold (snapshot, card, width, height);
  finish (snapshot, card, rect, radius);
}

/**
 * sw_paint_container:
 * @card: what to show in its header
 * @width: of the whole box in points
 * @height: of the whole box in points
 *
 * Paints an open Parallel or Map: the box around its inner states, with a header.
 */
void
sw_paint_container (GtkSnapshot *snapshot, const SwCard *card, double width, double height)
{
  const SwCanvasTheme *theme = card->theme;
  SwRect rect = { 0, 0, width, height };
  double radius = SW_LOOK_CARD_RADIUS * card->scale;
  double header = SW_LAYOUT_HEADER_HEIGHT * card->scale;

  if (card->flags & SW_CARD_LIFTED)
    gtk_snapshot_push_opacity (snapshot, 0.35);
  _sw_paint_fill_round (snapshot, rect, radius, &theme->container);
  if (card->flags & SW_CARD_MATCH)
    _sw_paint_match (snapshot, theme, (SwRect) { 0, 0, width, header }, radius);
  paint_border (snapshot, card, rect, radius, &theme->container_border);
  SwCard small = *card;
  SwRect tile = tile_rect (&small, width, header);
  tile = sw_rect_grow (tile, -3 * card->scale);
  sw_paint_tile (snapshot, theme, card->type, card->symbol, tile);
  paint_words (snapshot, &small, width, header);
  _sw_paint_fold (snapshot, card, width, header);
  finish (snapshot, card, rect, radius);
}

/**
 * sw_paint_lane:
 * @rect: of the branch
 * @scale: of its corners
 *
 * Paints the border of a branch within its Parallel.
 */
void
sw_paint_lane (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwRect rect, double scale)
{
  _sw_paint_stroke_dashed (snapshot, rect, SW_LOOK_LANE_RADIUS * scale, theme->line,
                           &theme->lane_border);
}

/**
 * sw_paint_slot:
 * @card: its name is the invitation to show
 * @width: in points
 * @height: in points
 *
 * Paints the place where the first state of an empty scope goes.
 */
void
sw_paint_slot (GtkSnapshot *snapshot, const SwCard *card, double width, double height)
{
  const SwCanvasTheme *theme = card->theme;
  SwRect rect = { 0, 0, width, height };
  double radius = SW_LOOK_CARD_RADIUS * card->scale;
  gboolean active = (card->flags & (SW_CARD_TARGET | SW_CARD_SELECTED)) != 0;
  GdkRGBA tint = _sw_paint_with_alpha (theme->accent, 0.15);
  int text_width;
  int text_height;

  if (active)
    _sw_paint_fill_round (snapshot, rect, radius, &tint);
  else if (card->flags & SW_CARD_HOVERED)
    {
      tint = _sw_paint_with_alpha (theme->text, 0.05);
      _sw_paint_fill_round (snapshot, rect, radius, &tint);
    }
  _sw_paint_stroke_dashed (snapshot, rect, radius, active ? 2 : 1.5,
                 active || (card->flags & SW_CARD_LEGAL) ? &theme->accent : &theme->slot);
  if (card->flags & SW_CARD_FOCUSED)
    _sw_paint_stroke_round (snapshot, sw_rect_grow (rect, 5), radius + 5, RING_WIDTH,
                            &theme->accent);
  if (card->name == NULL || card->detail == SW_DETAIL_BOX)
    return;
  pango_layout_get_pixel_size (card->name, &text_width, &text_height);
  sw_paint_text (snapshot, card->name, &theme->dim_text, (width - text_width) / 2,
                 (height - text_height) / 2);
}

/**
 * sw_paint_terminal:
 * @is_end: whether it is End
 * @text: (nullable): "Start" or "End", laid out; without it, a dot and a dot in a ring tell them
 *   apart
 *
 * Paints Start or End.
 */
void
sw_paint_terminal (GtkSnapshot         *snapshot,
                   const SwCanvasTheme *theme,
                   gboolean             is_end,
                   SwRect               rect,
                   PangoLayout         *text,
                   SwCardFlags          flags)
{
  double radius = MIN (rect.width, rect.height) / 2;
  int width;
  int height;

  _sw_paint_fill_round (snapshot, rect, radius, &theme->terminal);
  if (text == NULL && is_end)
    _sw_paint_stroke_round (snapshot, sw_rect_grow (rect, -radius * 0.2), radius * 0.8,
                            radius * 0.2, &theme->on_terminal);
  if (flags & (SW_CARD_TARGET | SW_CARD_LEGAL))
    _sw_paint_stroke_round (snapshot, sw_rect_grow (rect, 3), radius + 3,
                            flags & SW_CARD_TARGET ? 2.5 : 1.5, &theme->accent);
  if (text == NULL)
    return;
  pango_layout_get_pixel_size (text, &width, &height);
  sw_paint_text (snapshot, text, &theme->on_terminal, rect.x + (rect.width - width) / 2,
                 rect.y + (rect.height - height) / 2);
}
