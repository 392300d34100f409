/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-piece-order-private.h"

/* Other orders to begin with. Improving step by step ends where no single step helps any more; a
 * better order may be several steps away. Here the items are thrown together anew, and sorted by
 * where their neighbours stand. */

#define SWEEPS 4

typedef struct
{
  guint item;
  double key;
} Seat;

static int
compare_seats (gconstpointer a, gconstpointer b)
{
  const Seat *x = a;
  const Seat *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->item > y->item) - (x->item < y->item);
}

/* The mean of where the links of each item of a rank end in the rank above (or below); an item
 * without any stays about where it is. */
static void
sort_rank (SwPieceOrder *self, guint rank, gboolean by_upper)
{
  guint n = self->ranks[rank]->len;
  guint gap = by_upper ? rank - 1 : rank;
  g_autofree Seat *seats = g_new0 (Seat, n);
  g_autofree guint *counts = g_new0 (guint, n);

  for (guint i = 0; i < self->gaps[gap]->len; i++)
    {
      const SwPieceLink *link =
          _sw_piece_order_get_link (self, g_array_index (self->gaps[gap], guint, i));
      guint place = self->places[by_upper ? link->to : link->from];
      seats[place].key += by_upper ? _sw_piece_order_get_upper_key (self, link)
                                   : _sw_piece_order_get_lower_key (self, link);
      counts[place]++;
    }
  for (guint i = 0; i < n; i++)
    {
      seats[i].item = g_array_index (self->ranks[rank], guint, i);
      seats[i].key = counts[i] > 0 ? seats[i].key / counts[i] : i * 4.0;
    }
  qsort (seats, n, sizeof (Seat), compare_seats);
  for (guint i = 0; i < n; i++)
    g_array_index (self->ranks[rank], guint, i) = seats[i].item;
  _sw_piece_order_number_rank (self, rank);
}

static void
shuffle_rank (SwPieceOrder *self, guint rank, guint32 *state)
{
  for (guint i = self->ranks[rank]->len; i > 1; i--)
    {
      *state = *state * 1664525u + 1013904223u;
      guint other = (*state >> 8) % i;
      guint kept = g_array_index (self->ranks[rank], guint, i - 1);
      g_array_index (self->ranks[rank], guint, i - 1) = g_array_index (self->ranks[rank], guint, other);
      g_array_index (self->ranks[rank], guint, other) = kept;
    }
  _sw_piece_order_number_rank (self, rank);
}

/**
 * _sw_piece_order_restart:
 * @seed: of the order to begin with
 *
 * Puts the items of all ranks into another order, which depends on @seed alone.
 */
void
_sw_piece_order_restart (SwPieceOrder *self, guint seed)
{
  guint32 state = seed * 2654435761u + 1;

  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    shuffle_rank (self, rank, &state);
  for (guint i = 0; i < SWEEPS; i++)
    {
      for (guint rank = 1; rank < self->piece->n_ranks; rank++)
        sort_rank (self, rank, TRUE);
      for (guint rank = self->piece->n_ranks - 1; rank-- > 0;)
        sort_rank (self, rank, FALSE);
    }
}
