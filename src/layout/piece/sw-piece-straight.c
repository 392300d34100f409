/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece.h"

#include <math.h>
#include <string.h>

/* Fewer turns than dot leaves. To dot a way that goes aside in many small steps is as good as one
 * that does so once; to the eye it is not. Here the items of each long edge are moved, within what
 * their neighbours leave free, so that it turns as rarely as it can. */

#define PASSES 3
#define GAP_BESIDE 4.0  /* from an edge on its way to an item that is none … */
#define GAP_BETWEEN 8.0 /* … and to another edge; both beside the items' own margins */
#define SIDE_OUT 9.0    /* from an item's box to an edge that leaves at its side … */
#define SIDE_IN 18.0    /* … and to one that comes back there */

typedef struct
{
  const SwPiece *piece;
  double *places;
  guint *left; /* by item: its neighbours in its rank, NO_ITEM for none */
  guint *right;
  guint *upper; /* by item: the link that enters it, NO_ITEM for none or several */
  guint *lower; /* … and that leaves it */
} Straight;

#define NO_ITEM G_MAXUINT

typedef struct
{
  double low;
  double high;
} Range;

static const SwPieceItem *
get_item (const Straight *self, guint index)
{
  return &g_array_index (self->piece->items, SwPieceItem, index);
}

static const SwPieceLink *
get_link (const Straight *self, guint index)
{
  return &g_array_index (self->piece->links, SwPieceLink, index);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Straight *self = user_data;
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;
  guint rank_x = get_item (self, x)->rank;
  guint rank_y = get_item (self, y)->rank;

  if (rank_x != rank_y)
    return rank_x < rank_y ? -1 : 1;
  return (self->places[x] > self->places[y]) - (self->places[x] < self->places[y]);
}

static void
find_neighbours (Straight *self)
{
  guint n = self->piece->items->len;
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      order[i] = i;
      self->left[i] = self->right[i] = NO_ITEM;
    }
  g_sort_array (order, n, sizeof (guint), compare_places, self);
  for (guint i = 1; i < n; i++)
    if (get_item (self, order[i])->rank == get_item (self, order[i - 1])->rank)
      {
        self->left[order[i]] = order[i - 1];
        self->right[order[i - 1]] = order[i];
      }
}

static void
find_links (Straight *self)
{
  g_autofree guint *above = g_new0 (guint, self->piece->items->len);
  g_autofree guint *below = g_new0 (guint, self->piece->items->len);

  for (guint i = 0; i < self->piece->links->len; i++)
    {
      const SwPieceLink *link = get_link (self, i);
      if (link->length != 1 || link->weight == 0)
        continue;
      self->lower[link->from] = below[link->from]++ == 0 ? i : NO_ITEM;
      self->upper[link->to] = above[link->to]++ == 0 ? i : NO_ITEM;
    }
  for (guint i = 0; i < self->piece->items->len; i++)
    {
      if (above[i] != 1)
        self->upper[i] = NO_ITEM;
      if (below[i] != 1)
        self->lower[i] = NO_ITEM;
    }
}

static gboolean
is_on_its_way (const Straight *self, guint item)
{
  return get_item (self, item)->kind != SW_PIECE_NODE && self->upper[item] != NO_ITEM
         && self->lower[item] != NO_ITEM;
}

/* How far apart the middles of two neighbours have to be at least */
static double
get_distance (const Straight *self, guint a, guint b)
{
  gboolean both =
      get_item (self, a)->kind == SW_PIECE_BEND && get_item (self, b)->kind == SW_PIECE_BEND;

  return (get_item (self, a)->width + get_item (self, b)->width) / 2 +
         (both ? GAP_BETWEEN : GAP_BESIDE);
}

/* Where an item may stand between its neighbours; its present place is always among that. */
static Range
get_range (const Straight *self, guint item)
{
  Range range = { -INFINITY, INFINITY };

  if (self->left[item] != NO_ITEM)
    range.low = self->places[self->left[item]] + get_distance (self, self->left[item], item);
  if (self->right[item] != NO_ITEM)
    range.high = self->places[self->right[item]] - get_distance (self, item, self->right[item]);
  range.low = MIN (range.low, self->places[item]);
  range.high = MAX (range.high, self->places[item]);
  return range;
}

/* Where a link touches an item that does not move */
static double
get_end (const Straight *self, guint item, SwPieceSide side, double out)
{
  const SwPieceItem *ended = get_item (self, item);

  return self->places[item] + side * (ended->width / 2 - MAX (ended->lanes - out, 0));
}

static double
clamp_to (double place, Range range)
{
  return CLAMP (place, range.low, range.high);
}

/* The part of an edge's items, from FROM on, that can stand in line; RANGE is where.
 *
 * Returns: the index behind the last of them */
static guint
find_run (const Straight *self, GArray *items, guint from, Range *range)
{
  guint to = from;

  *range = (Range) { -INFINITY, INFINITY };
  while (to < items->len)
    {
      Range next = get_range (self, g_array_index (items, guint, to));
      Range both = { MAX (range->low, next.low), MIN (range->high, next.high) };
      if (both.low > both.high)
        break;
      *range = both;
      to++;
    }
  return to;
}

/* As long as there is room the edge goes straight on from where it BEGINs; where it has to turn
 * aside, far enough to come in straight at its END if that is in reach. */
static void
straighten (Straight *self, GArray *items, double begin, double end)
{
  double place = begin;
  guint from = 0;

  while (from < items->len)
    {
      Range range;
      guint to = find_run (self, items, from, &range);
      gboolean turns = clamp_to (place, range) != place;
      place = clamp_to (turns && to == items->len ? end : place, range);
      for (guint i = from; i < to; i++)
        self->places[g_array_index (items, guint, i)] = round (place);
      from = to;
    }
}

static void
reverse (GArray *items)
{
  for (guint i = 0; i < items->len / 2; i++)
    {
      guint *a = &g_array_index (items, guint, i);
      guint *b = &g_array_index (items, guint, items->len - 1 - i);
      guint kept = *a;
      *a = *b;
      *b = kept;
    }
}

/* The label of an edge downwards stays where it is, above what it leads to: the edge is made
 * straight from there on. A loop is followed from where it leaves, which is its lower end, and its
 * label goes along. */
static void
straighten_from (Straight *self, guint first, GArray *items)
{
  const SwPieceLink *link = get_link (self, first);
  double begin = get_end (self, link->from, link->from_side, SIDE_OUT);
  gboolean is_loop = link->from_side != SW_PIECE_MIDDLE;

  g_array_set_size (items, 0);
  while (is_on_its_way (self, link->to))
    {
      g_array_append_val (items, link->to);
      link = get_link (self, self->lower[link->to]);
    }
  double end = get_end (self, link->to, link->to_side, SIDE_OUT);
  if (is_loop && link->to_side != SW_PIECE_MIDDLE)
    {
      const SwPieceLink *upper = get_link (self, first);
      begin = get_end (self, upper->from, upper->from_side, SIDE_IN);
      reverse (items);
      straighten (self, items, end, begin);
      return;
    }
  if (items->len > 0 && get_item (self, g_array_index (items, guint, 0))->kind == SW_PIECE_LABEL)
    {
      begin = self->places[g_array_index (items, guint, 0)];
      g_array_remove_index (items, 0);
    }
  straighten (self, items, begin, end);
}

/**
 * sw_piece_straighten:
 * @piece: a piece
 * @places: (inout): an item's middle across, by index; those of labels and bends may change
 *
 * Lets long edges turn as rarely as their neighbours allow. No item changes its place in the order
 * of its rank. Cost: sorting, and the length of all edges.
 */
void
sw_piece_straighten (const SwPiece *piece, double *places)
{
  guint n = piece->items->len;
  g_autofree guint *neighbours = g_new (guint, 2 * n);
  g_autofree guint *links = g_new (guint, 2 * n);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  Straight self = { piece, places, neighbours, neighbours + n, links, links + n };

  memset (links, 0xff, 2 * n * sizeof (guint));
  find_neighbours (&self);
  find_links (&self);
  for (guint pass = 0; pass < PASSES; pass++)
    for (guint i = 0; i < piece->links->len; i++)
      {
        const SwPieceLink *link = get_link (&self, i);
        if (link->length == 1 && link->weight > 0 && !is_on_its_way (&self, link->from))
          straighten_from (&self, i, items);
      }
}
