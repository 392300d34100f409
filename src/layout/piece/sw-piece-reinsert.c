/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece-order-private.h"

#include <string.h>

/* Fewer crossings by taking a column out as a whole and putting it back along the best way there
 * is, which a table from rank to rank finds. */

#define CROSSING 64 /* what a crossing costs, against a place further away from where it was */
#define FARTHEST 3
#define DISORDER 8 /* what it costs that an exit stands on the wrong side of another, where … */
#define DISORDER_AT_ALL 65536 /* … that may be, and where it may not */
#define OTHER_SIDE 16 /* what it costs a loop to leave at one side and to come back at the other, \
                         or what is caught to leave on the left */

/* A column: a long edge, or states one below the other, or both; from the top down, into each item
 * leads one link, and one link at most leaves it */
typedef struct
{
  GArray *items; /* guint */
  guint first;   /* link: into the first of them */
  guint last;    /* link: out of the last of them, or SW_PIECE_NO_LINK */
} Chain;

static gboolean
is_of_chain (const SwPieceOrder *self, guint item)
{
  return self->upper[item] < SW_PIECE_SEVERAL && self->lower[item] != SW_PIECE_SEVERAL;
}

/* How many of the exits of the item it leaves, if that is ordered, would stand on the wrong side of
 * a column whose first item stands before the one at SLOT */
static guint
count_disorder (const SwPieceOrder *self, guint first, guint slot)
{
  const SwPieceLink *own = _sw_piece_order_get_link (self, first);
  guint rank = _sw_piece_order_get_item (self, own->from)->rank;
  guint count = 0;

  for (guint i = 0;
       _sw_piece_order_get_item (self, own->from)->ordered && i < self->gaps[rank]->len; i++)
    {
      guint index = g_array_index (self->gaps[rank], guint, i);
      const SwPieceLink *link = _sw_piece_order_get_link (self, index);
      if (link->from == own->from && index != first)
        count += (index < first) != (self->places[link->to] < slot);
    }
  return count;
}

static gboolean
is_disordered (const SwPieceOrder *self, const Chain *chain)
{
  guint slot = self->places[g_array_index (chain->items, guint, 0)];

  return self->free && count_disorder (self, chain->first, slot) > 0;
}

/* What crossed nothing when that was last counted still crosses nothing, or will be seen next
 * time. */
static gboolean
crosses (const SwPieceOrder *self, guint link)
{
  const SwPieceItem *from =
      _sw_piece_order_get_item (self, _sw_piece_order_get_link (self, link)->from);

  return self->crossed[from->rank] > 0 && _sw_piece_order_count_crossed_by (self, link) > 0;
}

/* The column that begins with link FIRST; FALSE where that is none, or crosses nothing and stands
 * in order */
static gboolean
find_chain (const SwPieceOrder *self, guint first, Chain *chain)
{
  guint link = first;
  gboolean crossed = FALSE;

  if (is_of_chain (self, _sw_piece_order_get_link (self, first)->from))
    return FALSE;
  chain->first = first;
  while (link != SW_PIECE_NO_LINK && is_of_chain (self, _sw_piece_order_get_link (self, link)->to))
    {
      guint item = _sw_piece_order_get_link (self, link)->to;
      g_array_append_val (chain->items, item);
      crossed = crossed || crosses (self, link);
      link = self->lower[item];
    }
  chain->last = link;
  if (chain->items->len == 0)
    return FALSE;
  crossed = crossed || (link != SW_PIECE_NO_LINK && crosses (self, link));
  return crossed || is_disordered (self, chain);
}

/* The table: what the best way to each gap between the items of a rank costs, and which gap of the
 * rank above it comes from */
typedef struct
{
  guint *costs;
  guint *from;
  guint count;
} Row;

static guint
get_chain_rank (const SwPieceOrder *self, const Chain *chain, guint index)
{
  return _sw_piece_order_get_item (self, g_array_index (chain->items, guint, index))->rank;
}

static guint
get_distance (guint a, guint b)
{
  return MIN (a > b ? a - b : b - a, FARTHEST);
}

/* A link as a column sees it that is put back beside it: where it begins, and how many slots of the
 * rank below stand left of its end */
typedef struct
{
  int begin;
  guint behind;
} Neighbour;

static guint
collect_neighbours (const SwPieceOrder *self, guint rank, Neighbour *neighbours)
{
  const GArray *gap = self->gaps[rank - 1];
  guint count = 0;

  for (guint i = 0; i < gap->len; i++)
    {
      const SwPieceLink *link = _sw_piece_order_get_link (self, g_array_index (gap, guint, i));
      if (link->length > 0)
        neighbours[count++] =
            (Neighbour){ _sw_piece_order_get_upper_key (self, link),
                         (guint) _sw_piece_order_get_lower_key (self, link) / 4 + 1 };
    }
  return count;
}

/* What a link from UPPER in the rank above to each slot would cross, in one walk: a link that
 * begins left of UPPER is crossed by those to the slots left of its end, and one that begins right
 * of it by those to the slots right of its end. */
static void
count_by_slot (
    const Neighbour *neighbours, guint n_neighbours, int upper, guint n_slots, guint *counts)
{
  guint all = 0;

  memset (counts, 0, (n_slots + 1) * sizeof (guint));
  for (guint i = 0; i < n_neighbours; i++)
    {
      guint left = neighbours[i].begin < upper;
      guint right = neighbours[i].begin > upper;
      all += left;
      counts[neighbours[i].behind] += right - left;
    }
  for (guint slot = 0; slot < n_slots; slot++)
    {
      all += counts[slot];
      counts[slot] = all;
    }
}

/* Fills in the row of the chain's item INDEX from the one ABOVE it (NULL for the first). */
static void
fill_row (const SwPieceOrder *self,
          const Chain        *chain,
          guint               index,
          const Row          *above,
          guint               kept,
          Row                *row)
{
  guint rank = get_chain_rank (self, chain, index);
  int top = _sw_piece_order_get_upper_key (self, _sw_piece_order_get_link (self, chain->first));
  guint n_before = above ? above->count : 1;
  Neighbour *neighbours = g_newa (Neighbour, self->gaps[rank - 1]->len + 1);
  guint *crossed = g_newa (guint, row->count + 1);
  guint n_neighbours = collect_neighbours (self, rank, neighbours);

  for (guint slot = 0; slot < row->count; slot++)
    row->costs[slot] = G_MAXUINT / 2;
  for (guint before = 0; before < n_before; before++)
    {
      count_by_slot (neighbours, n_neighbours, above ? (int) before * 4 : top, row->count, crossed);
      for (guint slot = 0; slot < row->count; slot++)
        {
          guint cost = CROSSING * crossed[slot] + (above ? above->costs[before] : 0);
          if (cost >= row->costs[slot])
            continue;
          row->costs[slot] = cost;
          row->from[slot] = before;
        }
    }
  for (guint slot = 0; slot < row->count; slot++)
    {
      guint disorder = above ? 0 : count_disorder (self, chain->first, slot);
      row->costs[slot] +=
          get_distance (slot, kept) + disorder * (self->free ? DISORDER : DISORDER_AT_ALL);
    }
}

static void
take_out (SwPieceOrder *self, const Chain *chain, guint *kept)
{
  for (guint i = 0; i < chain->items->len; i++)
    {
      guint rank = get_chain_rank (self, chain, i);
      kept[i] = self->places[g_array_index (chain->items, guint, i)];
      g_array_remove_index (self->ranks[rank], kept[i]);
      _sw_piece_order_number_rank (self, rank);
    }
}

static void
put_back (SwPieceOrder *self, const Chain *chain, const guint *slots)
{
  for (guint i = 0; i < chain->items->len; i++)
    {
      guint rank = get_chain_rank (self, chain, i);
      guint item = g_array_index (chain->items, guint, i);
      g_array_insert_val (self->ranks[rank], slots[i], item);
      _sw_piece_order_number_rank (self, rank);
    }
}

/* The chain's own links must not count while it is out. */
static void
hide (SwPieceOrder *self, const Chain *chain, guint8 hidden)
{
  guint link = chain->first;

  for (guint i = 0; i <= chain->items->len && link != SW_PIECE_NO_LINK; i++)
    {
      _sw_piece_order_get_link (self, link)->length = hidden ? 0 : 1;
      if (i < chain->items->len)
        link = self->lower[g_array_index (chain->items, guint, i)];
    }
}

/* The link out of the last item; NULL where nothing leaves it */
static SwPieceLink *
get_last (const SwPieceOrder *self, const Chain *chain)
{
  return chain->last != SW_PIECE_NO_LINK ? _sw_piece_order_get_link (self, chain->last) : NULL;
}

/* The rows of a table for the chain, in one block of memory, which is returned */
static guint *
make_rows (const SwPieceOrder *self, const Chain *chain, Row *rows)
{
  guint all = 0;

  for (guint i = 0; i < chain->items->len; i++)
    {
      rows[i].count = self->ranks[get_chain_rank (self, chain, i)]->len + 1;
      all += rows[i].count;
    }
  guint *memory = g_new (guint, 2 * all);
  guint *next = memory;
  for (guint i = 0; i < chain->items->len; i++)
    {
      rows[i].costs = next;
      rows[i].from = next + all;
      next += rows[i].count;
    }
  return memory;
}

/* What the chain costs along the best way, which goes to SLOTS */
static guint
find_way (const SwPieceOrder *self, const Chain *chain, const guint *kept, guint *slots)
{
  guint n = chain->items->len;
  g_autofree Row *rows = g_new (Row, n);
  g_autofree guint *memory = make_rows (self, chain, rows);
  const SwPieceLink *last = get_last (self, chain);
  guint best = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    fill_row (self, chain, i, i > 0 ? &rows[i - 1] : NULL, kept[i], &rows[i]);
  for (guint slot = 0; slot < rows[n - 1].count; slot++)
    {
      guint cost = rows[n - 1].costs[slot];
      if (last)
        cost += CROSSING * _sw_piece_order_count_crossed (
                               self, get_chain_rank (self, chain, n - 1), (int) slot * 4,
                               _sw_piece_order_get_lower_key (self, last), SW_PIECE_NO_LINK);
      if (cost < best)
        {
          best = cost;
          slots[n - 1] = slot;
        }
    }
  for (guint i = n - 1; i > 0; i--)
    slots[i - 1] = rows[i].from[slots[i]];
  return best;
}

/* Both ends of a loop at one side are best, and so is a Catch on the right. */
static guint
get_sides_cost (SwPieceSide from, SwPieceSide to)
{
  return from == to || (from == SW_PIECE_RIGHT && to == SW_PIECE_MIDDLE) ? 0 : OTHER_SIDE;
}

/* Returns: whether it has come to stand elsewhere */
static gboolean
reinsert (SwPieceOrder *self, const Chain *chain)
{
  static const SwPieceSide sides[] = { SW_PIECE_RIGHT, SW_PIECE_LEFT };
  g_autofree guint *kept = g_new0 (guint, chain->items->len);
  g_autofree guint *slots = g_new0 (guint, chain->items->len);
  g_autofree guint *best_slots = g_new0 (guint, chain->items->len);
  SwPieceLink none = { 0 };
  SwPieceLink *first = _sw_piece_order_get_link (self, chain->first);
  SwPieceLink *last = get_last (self, chain) ? get_last (self, chain) : &none;
  const SwPieceSide old_from = first->from_side, old_to = last->to_side;
  SwPieceSide from = old_from, to = old_to;
  gboolean changes = from != SW_PIECE_MIDDLE; /* what leaves or comes back at a side */
  guint n_from = changes ? 2 : 1;
  guint n_to = changes && to != SW_PIECE_MIDDLE ? 2 : 1;
  guint best = G_MAXUINT;
  gboolean moves = FALSE;

  hide (self, chain, TRUE);
  take_out (self, chain, kept);
  for (guint i = 0; i < n_from * n_to; i++)
    {
      if (n_from > 1)
        first->from_side = sides[i % n_from];
      if (n_to > 1)
        last->to_side = sides[i / n_from];
      guint cost = find_way (self, chain, kept, slots)
                   + (changes ? get_sides_cost (first->from_side, last->to_side) : 0);
      if (cost >= best)
        continue;
      best = cost;
      from = first->from_side;
      to = last->to_side;
      memcpy (best_slots, slots, chain->items->len * sizeof (guint));
    }
  moves = from != old_from || to != old_to
          || memcmp (best_slots, kept, chain->items->len * sizeof (guint)) != 0;
  first->from_side = from;
  last->to_side = to;
  put_back (self, chain, best_slots);
  hide (self, chain, FALSE);
  return moves;
}

/**
 * _sw_piece_order_reinsert_all:
 *
 * Takes each column that crosses something out, and puts it back along the best way.
 *
 * Returns: whether one has come to stand elsewhere
 */
gboolean
_sw_piece_order_reinsert_all (SwPieceOrder *self)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean moves = FALSE;

  for (guint i = 0; i < self->piece->links->len; i++)
    {
      Chain chain = { items, 0, 0 };
      g_array_set_size (items, 0);
      if (_sw_piece_order_is_drawn (_sw_piece_order_get_link (self, i))
          && find_chain (self, i, &chain))
        moves |= reinsert (self, &chain);
    }
  return moves;
}
