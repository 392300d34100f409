/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece-order-private.h"

#include <string.h>

/* Fewer crossings than dot leaves. dot sorts ranks by medians and swaps neighbours; it does not see
 * that a column over several ranks, an edge or states one below the other, had better run on the
 * other side of what it passes. Here such a column is taken out as a whole and put back along the
 * best way there is, which a table from rank to rank finds; and neighbours are swapped where that
 * helps. What is ordered stays so, unless it costs a crossing: the eye follows a line more easily
 * than it misses the order of two labelled exits. */

#define PASSES 4
#define STARTS 8 /* orders to begin with, where crossings are left … */
#define MANY_ITEMS 200 /* … of no more items than that */
#define MAX_ITEMS                                                                                  \
  400 /* above these the gain is not worth the time: the table is as large as two ranks' product   \
       */
#define MAX_RANK_WIDTH 32
#define ROOM 16 /* in a rank, before it has to grow */

static int
compare_seats (gconstpointer a, gconstpointer b)
{
  const SwPieceSeat *x = a;
  const SwPieceSeat *y = b;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return (x->item > y->item) - (x->item < y->item);
}

/**
 * _sw_piece_order_sort_seats:
 *
 * Sorts items by where they would like to stand.
 */
void
_sw_piece_order_sort_seats (SwPieceSeat *seats, guint count)
{
  qsort (seats, count, sizeof (SwPieceSeat), compare_seats);
}

/**
 * _sw_piece_order_number_rank:
 *
 * Notes where the items of a rank stand, after its order has changed.
 */
void
_sw_piece_order_number_rank (SwPieceOrder *self, guint rank)
{
  for (guint i = 0; i < self->ranks[rank]->len; i++)
    self->places[g_array_index (self->ranks[rank], guint, i)] = i;
}

static void
fill_ranks (SwPieceOrder *self, const double *places)
{
  guint n = self->piece->items->len;
  g_autofree SwPieceSeat *seats = g_new (SwPieceSeat, n);

  for (guint i = 0; i < n; i++)
    seats[i] = (SwPieceSeat) { i, places ? places[i] : i };
  _sw_piece_order_sort_seats (seats, n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (self->ranks[_sw_piece_order_get_item (self, seats[i].item)->rank],
                        seats[i].item);
  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    _sw_piece_order_number_rank (self, rank);
}

static void
fill_gaps (SwPieceOrder *self)
{
  for (guint i = 0; i < self->piece->links->len; i++)
    {
      const SwPieceLink *link = _sw_piece_order_get_link (self, i);
      if (!_sw_piece_order_is_drawn (link))
        continue;
      g_array_append_val (self->gaps[_sw_piece_order_get_item (self, link->from)->rank], i);
      self->lower[link->from] = self->lower[link->from] == SW_PIECE_NO_LINK ? i : SW_PIECE_SEVERAL;
      self->upper[link->to] = self->upper[link->to] == SW_PIECE_NO_LINK ? i : SW_PIECE_SEVERAL;
    }
}

static void
order_init (SwPieceOrder *self, SwPiece *piece, const double *places)
{
  guint n = piece->items->len;

  self->piece = piece;
  self->free = FALSE;
  self->ranks = g_new (GArray *, piece->n_ranks);
  self->gaps = g_new (GArray *, piece->n_ranks);
  self->crossed = g_new0 (guint, piece->n_ranks);
  self->places = g_new0 (guint, n);
  self->upper = g_new (guint, n);
  self->lower = g_new (guint, n);
  for (guint i = 0; i < piece->n_ranks; i++)
    {
      self->ranks[i] = g_array_sized_new (FALSE, FALSE, sizeof (guint), ROOM);
      self->gaps[i] = g_array_sized_new (FALSE, FALSE, sizeof (guint), ROOM);
    }
  for (guint i = 0; i < n; i++)
    self->upper[i] = self->lower[i] = SW_PIECE_NO_LINK;
  fill_ranks (self, places);
  fill_gaps (self);
  if (places == NULL)
    _sw_piece_order_follow_links (self);
}

static void
order_clear (SwPieceOrder *self)
{
  for (guint i = 0; i < self->piece->n_ranks; i++)
    {
      g_array_unref (self->ranks[i]);
      g_array_unref (self->gaps[i]);
    }
  g_free (self->ranks);
  g_free (self->gaps);
  g_free (self->crossed);
  g_free (self->places);
  g_free (self->upper);
  g_free (self->lower);
}

/**
 * _sw_piece_order_count_crossed:
 * @rank: above the gap
 * @upper: key of the upper end
 * @lower: key of the lower end
 * @itself: a link to leave out, or %SW_PIECE_NO_LINK
 *
 * Returns: how many links a link between these ends would cross
 */
guint
_sw_piece_order_count_crossed (
    const SwPieceOrder *self, guint rank, int upper, int lower, guint itself)
{
  guint count = 0;

  for (guint i = 0; i < self->gaps[rank]->len; i++)
    {
      guint index = g_array_index (self->gaps[rank], guint, i);
      const SwPieceLink *link = _sw_piece_order_get_link (self, index);
      count += index != itself && link->length > 0
               && _sw_piece_order_crosses (upper, lower, _sw_piece_order_get_upper_key (self, link),
                                           _sw_piece_order_get_lower_key (self, link));
    }
  return count;
}

/**
 * _sw_piece_order_count_crossed_by:
 * @index: of a link
 *
 * Returns: how many links it crosses
 */
guint
_sw_piece_order_count_crossed_by (const SwPieceOrder *self, guint index)
{
  const SwPieceLink *link = _sw_piece_order_get_link (self, index);

  return _sw_piece_order_count_crossed (self, _sw_piece_order_get_item (self, link->from)->rank,
                                        _sw_piece_order_get_upper_key (self, link),
                                        _sw_piece_order_get_lower_key (self, link), index);
}

/* Notes how many crossings there are between each two ranks; returns their sum. */
static guint
count_all (SwPieceOrder *self)
{
  guint sum = 0;

  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    {
      const GArray *gap = self->gaps[rank];
      int *ends = g_newa (int, 2 * gap->len + 1);
      guint count = 0;
      for (guint i = 0; i < gap->len; i++)
        {
          const SwPieceLink *link = _sw_piece_order_get_link (self, g_array_index (gap, guint, i));
          ends[2 * i] = _sw_piece_order_get_upper_key (self, link);
          ends[2 * i + 1] = _sw_piece_order_get_lower_key (self, link);
          for (guint k = 0; k < i; k++)
            count += _sw_piece_order_crosses (ends[2 * i], ends[2 * i + 1], ends[2 * k],
                                              ends[2 * k + 1]);
        }
      self->crossed[rank] = count;
      sum += count;
    }
  return sum;
}

static gboolean
is_small (const SwPieceOrder *self)
{
  guint widest = 0;

  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    widest = MAX (widest, self->ranks[rank]->len);
  return self->piece->items->len <= MAX_ITEMS && widest <= MAX_RANK_WIDTH;
}

/* Improves what crosses something until nothing is gained any more, or as often as may be; returns
 * how many crossings are left. */
static guint
improve (SwPieceOrder *self, guint crossings, guint passes)
{
  for (guint pass = 0; pass < passes && crossings > 0; pass++)
    {
      for (guint rank = 1; rank < self->piece->n_ranks; rank++)
        if (self->crossed[rank - 1] > 0 || self->crossed[rank] > 0)
          _sw_piece_order_swap_neighbours (self, rank);
      _sw_piece_order_reinsert_all (self);
      guint left = count_all (self);
      if (left >= crossings)
        break;
      crossings = left;
    }
  return crossings;
}

/* An order that has been found, and the sides of the links in it */
typedef struct
{
  guint *order; /* the items rank by rank */
  SwPieceLink *links;
} Snapshot;

static void
snapshot_init (Snapshot *snapshot, const SwPieceOrder *self)
{
  snapshot->order = g_new (guint, self->piece->items->len);
  snapshot->links = g_new (SwPieceLink, self->piece->links->len + 1);
}

static void
snapshot_take (Snapshot *snapshot, const SwPieceOrder *self)
{
  guint n = 0;

  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    for (guint i = 0; i < self->ranks[rank]->len; i++)
      snapshot->order[n++] = g_array_index (self->ranks[rank], guint, i);
  for (guint i = 0; i < self->piece->links->len; i++)
    snapshot->links[i] = *_sw_piece_order_get_link (self, i);
}

static void
snapshot_restore_links (const Snapshot *snapshot, SwPieceOrder *self)
{
  for (guint i = 0; i < self->piece->links->len; i++)
    *_sw_piece_order_get_link (self, i) = snapshot->links[i];
}

/* First what is ordered stays so, for one pass; where crossings are left, it need not; and where
 * there still are some, other orders are begun with, unless so many in a row have led to nothing
 * better that the few that are left must be taken for those that cannot be avoided. BEST comes to
 * hold the best one.
 *
 * Returns: how many crossings are left in it */
static guint
search (SwPieceOrder *self, guint crossings, Snapshot *best)
{
  guint starts = self->piece->items->len <= MANY_ITEMS ? STARTS : 1;
  gsize size = self->piece->links->len * sizeof (SwPieceLink);
  g_autofree gpointer given = g_memdup2 (self->piece->links->data, size);
  guint in_vain = 0;

  snapshot_take (best, self);
  for (guint i = 0; i <= starts && crossings > 0 && in_vain < crossings; i++)
    {
      if (i > 1)
        {
          memcpy (self->piece->links->data, given, size);
          _sw_piece_order_restart (self, i - 2);
        }
      self->free = i > 0;
      guint left = improve (self, i > 1 ? count_all (self) : crossings, i > 0 ? PASSES : 1);
      if (left >= crossings)
        {
          in_vain += i > 1;
          continue;
        }
      in_vain = 0;
      for (guint pass = 0; self->free && pass < PASSES; pass++)
        if (!_sw_piece_order_reinsert_all (self))
          break;
      crossings = left;
      snapshot_take (best, self);
    }
  return crossings;
}

/**
 * sw_piece_order:
 * @piece: a piece; the sides at which loops and what is caught touch their states may be changed
 * @places: (nullable): an item's middle across, by index, of the order to begin with; %NULL to
 *   begin with that in which the links lead to the items
 *
 * Looks for an order of the items in their ranks with fewer crossings. What is ordered may lose its
 * order where that saves some. Cost: a table of each two ranks' product per column that crosses
 * something; large pieces are left as they are.
 *
 * Returns: (transfer full) (nullable): the items rank by rank, from left to right; %NULL where the
 *   piece is too large
 */
guint *
sw_piece_order (SwPiece *piece, const double *places)
{
  SwPieceOrder self;
  Snapshot best;

  order_init (&self, piece, places);
  snapshot_init (&best, &self);
  if (is_small (&self))
    {
      search (&self, count_all (&self), &best);
      snapshot_restore_links (&best, &self);
    }
  else
    g_clear_pointer (&best.order, g_free);
  g_free (best.links);
  order_clear (&self);
  return best.order;
}
