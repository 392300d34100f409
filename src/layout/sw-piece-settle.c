/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-piece.h"

#include "layout/sw-simplex.h"

/* Places across for a given order: the neighbours of a rank keep apart, each link pulls its two ends
 * into line by its weight, and what is left pulls neighbours together. This is what dot does, too;
 * but dot takes five times as long to be told of the piece. */

#define LINK_WEIGHT 16 /* of links, against the pull between neighbours */
#define UNITS 2        /* to a point, so that the middles of items are whole numbers */

/* Where a link touches an item, from its middle */
static int
get_side (const SwPieceItem *item,
          SwPieceSide        side)
{
  return (int) side * (int) item->width;
}

static void
add_neighbours (GArray        *springs,
                const SwPiece *piece,
                const guint   *order)
{
  for (guint i = 1; i < piece->items->len; i++)
    {
      const SwPieceItem *left = &g_array_index (piece->items, SwPieceItem, order[i - 1]);
      const SwPieceItem *right = &g_array_index (piece->items, SwPieceItem, order[i]);
      int apart = (int) left->width + (int) right->width + (int) (UNITS * SW_PIECE_GAP);
      SwSimplexSpring spring = { order[i - 1], order[i], apart, SW_SIMPLEX_NEVER, 1 };
      if (left->rank == right->rank)
        g_array_append_val (springs, spring);
    }
}

/* A link that is not drawn holds what would else float, and no more. */
static void
add_links (GArray        *springs,
           const SwPiece *piece)
{
  for (guint i = 0; i < piece->links->len; i++)
    {
      const SwPieceLink *link = &g_array_index (piece->links, SwPieceLink, i);
      const SwPieceItem *from = &g_array_index (piece->items, SwPieceItem, link->from);
      const SwPieceItem *to = &g_array_index (piece->items, SwPieceItem, link->to);
      guint weight = MAX (1, link->weight * LINK_WEIGHT);
      SwSimplexSpring spring = { link->from, link->to,
                                 get_side (from, link->from_side) - get_side (to, link->to_side),
                                 weight, weight };
      g_array_append_val (springs, spring);
    }
}

/**
 * sw_piece_settle:
 * @piece: a piece, all of which links hold together
 * @order: the items rank by rank, from left to right
 * @places: (out caller-allocates): an item's middle across, by index, in points
 *
 * Places the items in their order so that the links are as straight as they can be.
 *
 * Returns: whether it did
 */
gboolean
sw_piece_settle (const SwPiece *piece,
                 const guint   *order,
                 double        *places)
{
  g_autoptr (GArray) springs = g_array_sized_new (FALSE, FALSE, sizeof (SwSimplexSpring),
                                                  piece->items->len + piece->links->len);
  g_autofree int *middles = g_new (int, piece->items->len);

  add_neighbours (springs, piece, order);
  add_links (springs, piece);
  if (!sw_simplex_solve ((const SwSimplexSpring *) springs->data, springs->len, piece->items->len,
                         middles))
    return FALSE;
  for (guint i = 0; i < piece->items->len; i++)
    places[i] = (double) middles[i] / UNITS;
  return TRUE;
}
