/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-paint-private.h"

/* What a card bears beside its tile and its words: signs, the button that closes it, the pile
 * below, the marker of a search. */

#define FOLD_ROOM 18.0

static const char arrow_down[] = "M2.5 5.5 L4 4 L8 8 L12 4 L13.5 5.5 L8 11 Z";
static const char arrow_left[] = "M10.5 2.5 L12 4 L8 8 L12 12 L10.5 13.5 L5 8 Z";
static const char arrow_right[] = "M5.5 2.5 L11 8 L5.5 13.5 L4 12 L8 8 L4 4 Z";

/**
 * sw_card_get_fold_room:
 *
 * Returns: how much of a card's width its button takes, in points at a scale of 1
 */
double
sw_card_get_fold_room (SwCardFlags flags)
{
  return flags & SW_CARD_FOLDABLE ? FOLD_ROOM : 0;
}

/**
 * _sw_paint_fold:
 *
 * The button at the end: points down where it is open, to the text's end where it is closed
 */
void
_sw_paint_fold (GtkSnapshot *snapshot, const SwCard *card, double width, double height)
{
  gboolean rtl = (card->flags & SW_CARD_RTL) != 0;
  const char *arrow = !(card->flags & SW_CARD_FOLDED) ? arrow_down : rtl ? arrow_left : arrow_right;
  double x = (SW_LOOK_TILE_INSET + FOLD_ROOM / 2 - 4) * card->scale;

  if (card->flags & SW_CARD_FOLDABLE && card->detail != SW_DETAIL_BOX)
    sw_paint_icon (snapshot, sw_canvas_theme_get_icon (arrow), &card->theme->dim_text,
                   (SwPoint) { rtl ? x : width - x, height / 2 }, 14 * card->scale);
}

/**
 * _sw_paint_marks:
 * @middle: of the line, in points from the top
 *
 * The signs at the end of the second line, whose middle is at MIDDLE
 */
void
_sw_paint_marks (GtkSnapshot *snapshot, const SwCard *card, double width, double middle)
{
  gboolean rtl = (card->flags & SW_CARD_RTL) != 0;
  double step = SW_MARK_STEP * card->scale * (rtl ? -1 : 1);
  double run = sw_marks_count (card->marks) * step;
  double inset = (SW_LOOK_TILE_INSET + sw_card_get_fold_room (card->flags)) * card->scale;
  double x = (rtl ? inset : width - inset) - run + step / 2;

  for (guint i = 0; i < SW_MARK_N; i++)
    if (card->marks & (1 << i))
      {
        GskPath *icon = sw_canvas_theme_get_icon (sw_mark_get_icon (1 << i));
        sw_paint_icon (snapshot, icon, &card->theme->dim_text, (SwPoint) { x, middle },
                       SW_MARK_SIZE * card->scale);
        x += step;
      }
}

/**
 * _sw_paint_stack:
 *
 * What a closed container holds looks out below it, like the cards of a pile.
 */
void
_sw_paint_stack (GtkSnapshot *snapshot, const SwCard *card, SwRect rect, double radius)
{
  for (int i = 2; i > 0; i--)
    {
      SwRect below = { rect.x + 5 * i * card->scale, rect.y + 4 * i * card->scale,
                       rect.width - 10 * i * card->scale, rect.height };
      _sw_paint_fill_round (snapshot, below, radius, &card->theme->card);
      _sw_paint_stroke_round (snapshot, below, radius, card->theme->line,
                              &card->theme->card_border);
    }
}

/**
 * _sw_paint_match:
 *
 * What is looked for has the colour of a marker, and a line, since colour alone does not tell.
 */
void
_sw_paint_match (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwRect rect, double radius)
{
  GdkRGBA tint = { 0.97f, 0.83f, 0.2f, theme->dark ? 0.3f : 0.45f };
  GdkRGBA line = { 0.8f, 0.58f, 0.04f, 1 };

  _sw_paint_fill_round (snapshot, rect, radius, &tint);
  _sw_paint_stroke_round (snapshot, sw_rect_grow (rect, 2), radius + 2, 2, &line);
}
