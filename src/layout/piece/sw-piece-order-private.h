/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/piece/sw-piece.h"

G_BEGIN_DECLS

/* SwPieceOrder: the items of a piece in the order of their ranks, while fewer crossings are sought.
 */
typedef struct
{
  SwPiece *piece;
  GArray **ranks; /* guint: items from left to right */
  GArray **gaps;  /* guint: links from a rank to the next that are drawn */
  guint *crossed; /* by rank: how many crossings there were below it when they were last counted */
  guint *places;  /* by item: its index in its rank */
  guint *upper;   /* by item: the link that enters it, where it is the only one */
  guint *lower;   /* … and that leaves it */
  gboolean free;  /* what is ordered need not stay so */
} SwPieceOrder;

/* An item and where it would like to stand in its rank */
typedef struct
{
  guint item;
  double place;
} SwPieceSeat;

#define SW_PIECE_NO_LINK G_MAXUINT
#define SW_PIECE_SEVERAL (G_MAXUINT - 1)

static inline SwPieceItem *
_sw_piece_order_get_item (const SwPieceOrder *self, guint index)
{
  return &g_array_index (self->piece->items, SwPieceItem, index);
}

static inline SwPieceLink *
_sw_piece_order_get_link (const SwPieceOrder *self, guint index)
{
  return &g_array_index (self->piece->links, SwPieceLink, index);
}

static inline gboolean
_sw_piece_order_is_drawn (const SwPieceLink *link)
{
  return link->length == 1 && link->weight > 0;
}

/* Where an end of a link is among those of a rank: four to an item, which are the gap before it,
 * its left side, its middle and its right side */
static inline int
_sw_piece_order_get_key (const SwPieceOrder *self, guint item, SwPieceSide side)
{
  return (int) self->places[item] * 4 + 2 + (int) side;
}

static inline int
_sw_piece_order_get_upper_key (const SwPieceOrder *self, const SwPieceLink *link)
{
  return _sw_piece_order_get_key (self, link->from, link->from_side);
}

static inline int
_sw_piece_order_get_lower_key (const SwPieceOrder *self, const SwPieceLink *link)
{
  return _sw_piece_order_get_key (self, link->to, link->to_side);
}

static inline gboolean
_sw_piece_order_crosses (int upper_a, int lower_a, int upper_b, int lower_b)
{
  return (upper_a < upper_b && lower_a > lower_b) || (upper_a > upper_b && lower_a < lower_b);
}

void _sw_piece_order_number_rank (SwPieceOrder *self, guint rank);
void _sw_piece_order_sort_seats (SwPieceSeat *seats, guint count);
guint _sw_piece_order_count_crossed (
    const SwPieceOrder *self, guint rank, int upper, int lower, guint itself);
guint _sw_piece_order_count_crossed_by (const SwPieceOrder *self, guint index);

/* sw-piece-swap.c */
void _sw_piece_order_swap_neighbours (SwPieceOrder *self, guint rank);

/* sw-piece-reinsert.c */
gboolean _sw_piece_order_reinsert_all (SwPieceOrder *self);

/* sw-piece-restart.c */
void _sw_piece_order_follow_links (SwPieceOrder *self);
void _sw_piece_order_restart (SwPieceOrder *self, guint seed);

G_END_DECLS
