/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece-order-private.h"

/* Other orders to begin with. Improving step by step ends where no single step helps any more; a
 * better order may be several steps away. Here the items are thrown together anew, unless it is the
 * first time, and sorted by where their neighbours stand. */

#define SWEEPS 4

/* The mean of where the links of each item of a rank end in the rank above (or below); an item
 * without any stays about where it is. */
static void
sort_rank (SwPieceOrder *self, guint rank, gboolean by_upper)
{
  guint n = self->ranks[rank]->len;
  guint gap = by_upper ? rank - 1 : rank;
  g_autofree SwPieceSeat *seats = g_new0 (SwPieceSeat, n);
  g_autofree guint *counts = g_new0 (guint, n);

  for (guint i = 0; i < self->gaps[gap]->len; i++)
    {
      const SwPieceLink *link =
          _sw_piece_order_get_link (self, g_array_index (self->gaps[gap], guint, i));
      guint place = self->places[by_upper ? link->to : link->from];
      seats[place].place += by_upper ? _sw_piece_order_get_upper_key (self, link)
                                   : _sw_piece_order_get_lower_key (self, link);
      counts[place]++;
    }
  for (guint i = 0; i < n; i++)
    {
      seats[i].item = g_array_index (self->ranks[rank], guint, i);
      seats[i].place = counts[i] > 0 ? seats[i].place / counts[i] : i * 4.0;
    }
  _sw_piece_order_sort_seats (seats, n);
  for (guint i = 0; i < n; i++)
    g_array_index (self->ranks[rank], guint, i) = seats[i].item;
  _sw_piece_order_number_rank (self, rank);
}

static void
shuffle_rank (SwPieceOrder *self, guint rank, guint32 *state)
{
  guint *items = (guint *) self->ranks[rank]->data;

  for (guint i = self->ranks[rank]->len; i > 1; i--)
    {
      *state = *state * 1664525u + 1013904223u;
      guint other = (*state >> 8) % i;
      guint kept = items[i - 1];
      items[i - 1] = items[other];
      items[other] = kept;
    }
  _sw_piece_order_number_rank (self, rank);
}

/**
 * _sw_piece_order_follow_links:
 *
 * Puts the items of each rank into the order of the links that lead to them, from what stands left
 * in the rank above on; those that none leads to stay behind.
 */
void
_sw_piece_order_follow_links (SwPieceOrder *self)
{
  g_autofree guint8 *seated = g_new0 (guint8, self->piece->items->len);

  for (guint rank = 1; rank < self->piece->n_ranks; rank++)
    {
      guint n = self->ranks[rank]->len, n_links = self->gaps[rank - 1]->len;
      g_autofree SwPieceSeat *seats = g_new (SwPieceSeat, n_links + n);
      for (guint i = 0; i < n_links; i++)
        {
          guint index = g_array_index (self->gaps[rank - 1], guint, i);
          guint from = _sw_piece_order_get_link (self, index)->from;
          seats[i] = (SwPieceSeat) { index, self->places[from] };
        }
      _sw_piece_order_sort_seats (seats, n_links);
      for (guint i = 0; i < n_links; i++)
        seats[i].item = _sw_piece_order_get_link (self, seats[i].item)->to;
      for (guint i = 0; i < n; i++)
        seats[n_links + i].item = g_array_index (self->ranks[rank], guint, i);
      g_array_set_size (self->ranks[rank], 0);
      for (guint i = 0; i < n_links + n; i++)
        if (!seated[seats[i].item])
          {
            seated[seats[i].item] = TRUE;
            g_array_append_val (self->ranks[rank], seats[i].item);
          }
      _sw_piece_order_number_rank (self, rank);
    }
}

/**
 * _sw_piece_order_restart:
 * @seed: of the order to begin with; 0 for the present one
 *
 * Puts the items of all ranks into another order, which depends on where they begin alone.
 */
void
_sw_piece_order_restart (SwPieceOrder *self, guint seed)
{
  guint32 state = seed * 2654435761u + 1;

  for (guint rank = 0; rank < self->piece->n_ranks && seed > 0; rank++)
    shuffle_rank (self, rank, &state);
  for (guint i = 0; i < SWEEPS; i++)
    {
      for (guint rank = 1; rank < self->piece->n_ranks; rank++)
        sort_rank (self, rank, TRUE);
      for (guint rank = self->piece->n_ranks - 1; rank-- > 0;)
        sort_rank (self, rank, FALSE);
    }
}
