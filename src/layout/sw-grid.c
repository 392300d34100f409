/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece.h"

/* The plain layered grid: what is drawn where dot would take too long or fails. Items of a rank
 * are sorted by where their neighbours stand, then every item is pulled towards its neighbours as
 * far as its rank allows. Some crossings remain; the time is linear but for the sorting. */

#define SORT_SWEEPS 6
#define PULL_SWEEPS 8

typedef struct
{
  guint  item;
  double key;   /* where it would like to stand */
} Seat;

typedef struct
{
  const SwPiece *piece;
  double        *places;
  Seat         **ranks;   /* per rank, in order across */
  guint         *counts;
  guint         *first[2];  /* per item, where its neighbours [above, below] begin in … */
  guint         *neighbours[2];
} Grid;

enum
{
  ABOVE,
  BELOW
};

static void
index_neighbours (Grid *self,
                  int   side)
{
  guint n = self->piece->items->len;
  const SwPieceLink *links = (const SwPieceLink *) self->piece->links->data;
  guint n_links = self->piece->links->len;
  guint *first = self->first[side] = g_new0 (guint, n + 2);
  guint *list = self->neighbours[side] = g_new (guint, n_links + 1);

  for (guint i = 0; i < n_links; i++)
    if (links[i].length == 1)
      first[(side == ABOVE ? links[i].to : links[i].from) + 2]++;
  for (guint i = 2; i < n + 2; i++)
    first[i] += first[i - 1];
  for (guint i = 0; i < n_links; i++)
    if (links[i].length == 1)
      {
        guint item = side == ABOVE ? links[i].to : links[i].from;
        list[first[item + 1]++] = side == ABOVE ? links[i].from : links[i].to;
      }
}

static void
fill_ranks (Grid *self)
{
  const SwPieceItem *items = (const SwPieceItem *) self->piece->items->data;
  guint n = self->piece->items->len;

  self->ranks = g_new0 (Seat *, self->piece->n_ranks);
  self->counts = g_new0 (guint, self->piece->n_ranks);
  for (guint i = 0; i < n; i++)
    self->counts[items[i].rank]++;
  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    {
      self->ranks[rank] = g_new (Seat, self->counts[rank]);
      self->counts[rank] = 0;
    }
  for (guint i = 0; i < n; i++)
    self->ranks[items[i].rank][self->counts[items[i].rank]++] = (Seat) { i, 0 };
}

static double
get_width (const Grid *self,
           guint       item)
{
  return g_array_index (self->piece->items, SwPieceItem, item).width;
}

/* The mean place of the neighbours on @side, or the item's own place where it has none */
static double
get_wish (const Grid *self,
          guint       item,
          int         side)
{
  const guint *first = self->first[side];
  double sum = 0;
  if (first[item] == first[item + 1])
    return self->places[item];
  for (guint i = first[item]; i < first[item + 1]; i++)
    sum += self->places[self->neighbours[side][i]];
  return sum / (first[item + 1] - first[item]);
}

/* Sets the items of @rank side by side, the row centred on 0. */
static void
pack_rank (Grid *self,
           guint rank)
{
  double width = 0;
  for (guint i = 0; i < self->counts[rank]; i++)
    width += get_width (self, self->ranks[rank][i].item) + SW_PIECE_GAP;
  double x = -(width - SW_PIECE_GAP) / 2;
  for (guint i = 0; i < self->counts[rank]; i++)
    {
      guint item = self->ranks[rank][i].item;
      self->places[item] = x + get_width (self, item) / 2;
      x += get_width (self, item) + SW_PIECE_GAP;
    }
}

static int
compare_seats (gconstpointer a,
               gconstpointer b)
{
  const Seat *x = a;
  const Seat *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->item > y->item) - (x->item < y->item);
}

static void
sort_rank (Grid *self,
           guint rank,
           int   side)
{
  for (guint i = 0; i < self->counts[rank]; i++)
    self->ranks[rank][i].key = get_wish (self, self->ranks[rank][i].item, side);
  qsort (self->ranks[rank], self->counts[rank], sizeof (Seat), compare_seats);
  pack_rank (self, rank);
}

/* Moves the items of @rank towards their wishes without changing their order: a sweep from the
 * left keeps them apart, one from the right takes back what the first one pushed too far; their
 * mean is clear too. */
static void
pull_rank (Grid *self,
           guint rank,
           int   side)
{
  guint count = self->counts[rank];
  Seat *seats = self->ranks[rank];
  g_autofree double *left = g_new (double, count);
  double limit = 0;

  for (guint i = 0; i < count; i++)
    {
      double half = get_width (self, seats[i].item) / 2;
      seats[i].key = get_wish (self, seats[i].item, side);
      left[i] = i ? MAX (seats[i].key, limit + half) : seats[i].key;
      limit = left[i] + half + SW_PIECE_GAP;
    }
  for (guint i = count; i-- > 0;)
    {
      double half = get_width (self, seats[i].item) / 2;
      double right = i + 1 < count ? MIN (seats[i].key, limit - half) : seats[i].key;
      limit = right - half - SW_PIECE_GAP;
      self->places[seats[i].item] = (left[i] + right) / 2;
    }
}

typedef void (*RankFunc) (Grid *self,
                          guint rank,
                          int   side);

static void
sweep (Grid    *self,
       RankFunc func,
       guint    times)
{
  for (guint i = 0; i < times; i++)
    {
      for (guint rank = 1; rank < self->piece->n_ranks; rank++)
        func (self, rank, ABOVE);
      for (guint rank = self->piece->n_ranks - 1; rank-- > 0;)
        func (self, rank, BELOW);
    }
}

static void
grid_clear (Grid *self)
{
  for (guint rank = 0; rank < self->piece->n_ranks; rank++)
    g_free (self->ranks[rank]);
  g_free (self->ranks);
  g_free (self->counts);
  for (int side = ABOVE; side <= BELOW; side++)
    {
      g_free (self->first[side]);
      g_free (self->neighbours[side]);
    }
}

/**
 * sw_grid_place:
 * @piece: a piece
 * @places: (out caller-allocates): an item's middle across, by index, in points
 *
 * Places the items of @piece on a plain layered grid. Never fails; no two items of a rank overlap.
 */
void
sw_grid_place (const SwPiece *piece,
               double        *places)
{
  Grid self = { .piece = piece, .places = places };

  fill_ranks (&self);
  index_neighbours (&self, ABOVE);
  index_neighbours (&self, BELOW);
  for (guint rank = 0; rank < piece->n_ranks; rank++)
    pack_rank (&self, rank);
  sweep (&self, sort_rank, SORT_SWEEPS);
  sweep (&self, pull_rank, PULL_SWEEPS);
  grid_clear (&self);
}
