/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece-order-private.h"

/* Fewer crossings by swapping neighbours, and what hangs below them. */

/* Whether one of A's and B's links comes from the same ordered item */
static gboolean
are_ordered (const SwPieceOrder *self, guint a, guint b)
{
  guint rank = _sw_piece_order_get_item (self, a)->rank;

  for (guint i = 0; !self->free && rank > 0 && i < self->gaps[rank - 1]->len; i++)
    {
      const SwPieceLink *x =
          _sw_piece_order_get_link (self, g_array_index (self->gaps[rank - 1], guint, i));
      if (x->to != a || !_sw_piece_order_get_item (self, x->from)->ordered)
        continue;
      for (guint k = 0; k < self->gaps[rank - 1]->len; k++)
        {
          const SwPieceLink *y =
              _sw_piece_order_get_link (self, g_array_index (self->gaps[rank - 1], guint, k));
          if (y->to == b && y->from == x->from)
            return TRUE;
        }
    }
  return FALSE;
}

/* The crossings between what is linked to A and what is linked to B */
static guint
count_between (const SwPieceOrder *self, guint a, guint b)
{
  guint rank = _sw_piece_order_get_item (self, a)->rank;
  guint count = 0;

  for (guint gap = MAX (rank, 1) - 1; gap <= rank; gap++)
    for (guint i = 0; i < self->gaps[gap]->len; i++)
      {
        const SwPieceLink *x =
            _sw_piece_order_get_link (self, g_array_index (self->gaps[gap], guint, i));
        if ((gap < rank ? x->to : x->from) != a)
          continue;
        for (guint k = 0; k < self->gaps[gap]->len; k++)
          {
            const SwPieceLink *y =
                _sw_piece_order_get_link (self, g_array_index (self->gaps[gap], guint, k));
            count += (gap < rank ? y->to : y->from) == b
                     && _sw_piece_order_crosses (_sw_piece_order_get_upper_key (self, x),
                                                 _sw_piece_order_get_lower_key (self, x),
                                                 _sw_piece_order_get_upper_key (self, y),
                                                 _sw_piece_order_get_lower_key (self, y));
          }
      }
  return count;
}

static void
swap (SwPieceOrder *self, guint rank, guint index)
{
  guint *items = &g_array_index (self->ranks[rank], guint, 0);
  guint left = items[index];

  items[index] = items[index + 1];
  items[index + 1] = left;
  self->places[items[index]] = index;
  self->places[items[index + 1]] = index + 1;
}

/* Neighbours of the rank below (or above), the left one of which is linked to A and the right one
 * to B; FALSE where there are none */
static gboolean
find_next (const SwPieceOrder *self, guint a, guint b, gboolean below, guint *place)
{
  guint rank = _sw_piece_order_get_item (self, a)->rank;
  const GArray *gap = self->gaps[below ? rank : rank - 1];

  for (guint i = 0; i < gap->len; i++)
    {
      const SwPieceLink *x = _sw_piece_order_get_link (self, g_array_index (gap, guint, i));
      if ((below ? x->from : x->to) != a)
        continue;
      *place = self->places[below ? x->to : x->from];
      for (guint k = 0; k < gap->len; k++)
        {
          const SwPieceLink *y = _sw_piece_order_get_link (self, g_array_index (gap, guint, k));
          if ((below ? y->from : y->to) == b && self->places[below ? y->to : y->from] == *place + 1)
            return TRUE;
        }
    }
  return FALSE;
}

/* Swaps two neighbours, and as far as that helps what is below them (or above) along with them:
 * where one column runs left of another for no reason, each swap alone would only move the
 * crossing. */
static gboolean
swap_columns (SwPieceOrder *self, guint begin, guint index, gboolean below)
{
  g_autoptr (GArray) swapped =
      g_array_new (FALSE, FALSE, sizeof (guint)); /* by rank from the first: the left one's place */
  guint place = index;
  int gain = 0, best_gain = 0;
  guint best = 0;

  for (guint rank = begin; rank > 0 && rank < self->piece->n_ranks; rank += below ? 1 : -1u)
    {
      guint a = g_array_index (self->ranks[rank], guint, place);
      guint b = g_array_index (self->ranks[rank], guint, place + 1);
      if (are_ordered (self, a, b))
        break;
      gain += (int) count_between (self, a, b);
      swap (self, rank, place);
      gain -= (int) count_between (self, a, b);
      g_array_append_val (swapped, place);
      if (gain > best_gain)
        {
          best_gain = gain;
          best = swapped->len;
        }
      if (!find_next (self, a, b, below, &place))
        break;
    }
  for (guint i = swapped->len; i-- > best;)
    swap (self, below ? begin + i : begin - i, g_array_index (swapped, guint, i));
  return best > 0;
}

/**
 * _sw_piece_order_swap_neighbours:
 *
 * Swaps neighbours of a rank where that saves crossings.
 */
void
_sw_piece_order_swap_neighbours (SwPieceOrder *self, guint rank)
{
  for (guint i = 0; i + 1 < self->ranks[rank]->len; i++)
    if (count_between (self, g_array_index (self->ranks[rank], guint, i),
                       g_array_index (self->ranks[rank], guint, i + 1))
            > 0
        && !swap_columns (self, rank, i, TRUE))
      swap_columns (self, rank, i, FALSE);
}
