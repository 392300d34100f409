/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece.h"

#include <math.h>
#include <string.h>

/* Above these, dot's crossing reduction takes too long to wait for (its cost grows with the square
 * of a rank's width), and the plain grid is used. Measured: a piece at the limit takes dot about
 * 0.3 s. */
#define DOT_MAX_ITEMS 2500
#define DOT_MAX_RANK_WIDTH 160

#define ROOM 128 /* items and links that most pieces have at most */

/**
 * sw_piece_new:
 *
 * Returns: (transfer full): a piece without items
 */
SwPiece *
sw_piece_new (void)
{
  SwPiece *self = g_new0 (SwPiece, 1);
  self->items = g_array_sized_new (FALSE, TRUE, sizeof (SwPieceItem), ROOM);
  self->links = g_array_sized_new (FALSE, TRUE, sizeof (SwPieceLink), ROOM);
  return self;
}

/**
 * sw_piece_free:
 *
 * Frees it with its items and links.
 */
void
sw_piece_free (SwPiece *self)
{
  g_array_unref (self->items);
  g_array_unref (self->links);
  g_free (self);
}

/**
 * sw_piece_add_item:
 * @self: a piece
 * @kind: what it stands for
 * @rank: from 0
 * @width: points across, margins included
 * @ordered: whether what its links lead to should stand in the order in which they are added
 *
 * Returns: the new item's index
 */
guint
sw_piece_add_item (SwPiece     *self,
                   SwPieceKind  kind,
                   guint        rank,
                   double       width,
                   gboolean     ordered)
{
  /* Whole points: a key must not depend on the last bit of a sum. */
  SwPieceItem item = { kind, rank, ordered, ceil (width), 0 };
  g_array_append_val (self->items, item);
  self->n_ranks = MAX (self->n_ranks, rank + 1);
  return self->items->len - 1;
}

/**
 * sw_piece_set_lanes:
 * @self: a piece
 * @item: index of an item
 * @lanes: points, part of the item's width
 *
 * Tells how much room an item has at either side for the links that leave or enter there: as far
 * from its end begins the box that they touch. Without this, they touch it at its very end.
 */
void
sw_piece_set_lanes (SwPiece *self,
                    guint    item,
                    double   lanes)
{
  g_array_index (self->items, SwPieceItem, item).lanes = floor (lanes);
}

/**
 * sw_piece_add_link:
 * @self: a piece
 * @from: index of the upper item
 * @to: index of the lower item
 * @weight: how much it matters that the link is straight, or 0 to only hold the two together
 * @from_side: where it leaves @from
 * @to_side: where it enters @to
 *
 * Returns: the new link's index
 */
guint
sw_piece_add_link (SwPiece    *self,
                   guint       from,
                   guint       to,
                   guint       weight,
                   SwPieceSide from_side,
                   SwPieceSide to_side)
{
  const SwPieceItem *upper = &g_array_index (self->items, SwPieceItem, from);
  const SwPieceItem *lower = &g_array_index (self->items, SwPieceItem, to);
  g_return_val_if_fail (upper->rank < lower->rank, 0);

  SwPieceLink link = { from, to, weight, lower->rank - upper->rank, from_side, to_side };
  g_array_append_val (self->links, link);
  return self->links->len - 1;
}

#define ITEM_NUMBERS 5 /* what an item is told by in a key */

static GBytes *
make_key (const SwPiece *self)
{
  gsize items_size = self->items->len * ITEM_NUMBERS * sizeof (guint32);
  gsize links_size = self->links->len * sizeof (SwPieceLink);
  guint32 *key = g_malloc (items_size + links_size);

  for (guint i = 0; i < self->items->len; i++)
    {
      const SwPieceItem *item = &g_array_index (self->items, SwPieceItem, i);
      guint32 numbers[ITEM_NUMBERS] = { item->kind, item->rank, (guint32) item->ordered,
                                        (guint32) item->width, (guint32) item->lanes };
      memcpy (key + ITEM_NUMBERS * i, numbers, sizeof numbers);
    }
  memcpy (key + ITEM_NUMBERS * self->items->len, self->links->data, links_size);
  return g_bytes_new_take (key, items_size + links_size);
}

static guint
get_widest_rank (const SwPiece *self)
{
  g_autofree guint *counts = g_new0 (guint, self->n_ranks);
  guint widest = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      guint count = ++counts[g_array_index (self->items, SwPieceItem, i).rank];
      widest = MAX (widest, count);
    }
  return widest;
}

typedef struct
{
  guint  rank;
  double left;
  double right;
} Slot;

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const Slot *x = a;
  const Slot *y = b;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return (x->left > y->left) - (x->left < y->left);
}

/**
 * sw_piece_is_clear:
 * @self: a piece
 * @places: an item's middle across, by index
 *
 * Tells whether all places are numbers and no two items of a rank overlap.
 */
gboolean
sw_piece_is_clear (const SwPiece *self,
                   const double  *places)
{
  g_autofree Slot *slots = g_new (Slot, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      const SwPieceItem *item = &g_array_index (self->items, SwPieceItem, i);
      if (!isfinite (places[i]))
        return FALSE;
      slots[i] = (Slot) { item->rank, places[i] - item->width / 2, places[i] + item->width / 2 };
    }
  qsort (slots, self->items->len, sizeof (Slot), compare_slots);
  for (guint i = 1; i < self->items->len; i++)
    if (slots[i].rank == slots[i - 1].rank && slots[i].left < slots[i - 1].right - 1)
      return FALSE;
  return TRUE;
}

/* By dot: in the order that is found for it, or in dot's own where the piece is too large to look for one */
static gboolean
place_by_dot (SwPiece *self,
              double  *places)
{
  g_autofree guint *order = sw_piece_order (self, NULL);

  return sw_dot_place (self, order, places) && sw_piece_is_clear (self, places);
}

static void
compute_places (SwPiece *self,
                double  *places)
{
  guint widest = get_widest_rank (self);
  if (widest <= 1)
    return; /* one straight line, at 0 */

  gboolean placed = self->items->len <= DOT_MAX_ITEMS && widest <= DOT_MAX_RANK_WIDTH
                    && place_by_dot (self, places);
  if (!placed)
    sw_grid_place (self, places);
  sw_piece_straighten (self, places);
  for (guint i = self->items->len; i-- > 0;)
    places[i] = round (places[i] - places[0]);
}

/* Behind the places of the items stand the sides of the links, which may have changed: both ends in
 * one number. */
static double
pack_sides (const SwPieceLink *link)
{
  return (link->from_side + 1) + 3 * (link->to_side + 1);
}

/**
 * sw_piece_get_side:
 * @self: a piece
 * @places: what sw_piece_place() gave for it
 * @link: index of a link
 * @at_end: whether the side at which it enters is asked for, or that at which it leaves
 *
 * Returns: a side; that of a loop may be another one than was asked for
 */
SwPieceSide
sw_piece_get_side (const SwPiece *self,
                   const double  *places,
                   guint          link,
                   gboolean       at_end)
{
  int sides = (int) places[self->items->len + link];
  return (SwPieceSide) ((at_end ? sides / 3 : sides % 3) - 1);
}

/**
 * sw_piece_place:
 * @self: a piece with at least one item
 * @cache: where places of earlier pieces are kept
 *
 * Finds where every item stands across, item 0 at 0: from @cache, or by Graphviz, or, where that
 * fails or would take too long, on a plain grid.
 *
 * Returns: (transfer none): an item's middle by index, in points, and what
 *   sw_piece_get_side() reads; valid as long as @cache is
 */
const double *
sw_piece_place (SwPiece       *self,
                SwLayoutCache *cache)
{
  g_autoptr (GBytes) key = make_key (self);
  const double *known = sw_layout_cache_find (cache, key);
  if (known)
    return known;

  double *places = g_new0 (double, self->items->len + self->links->len);
  compute_places (self, places);
  for (guint i = 0; i < self->links->len; i++)
    places[self->items->len + i] = pack_sides (&g_array_index (self->links, SwPieceLink, i));
  return sw_layout_cache_take (cache, key, places);
}
