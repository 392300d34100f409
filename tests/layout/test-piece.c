/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece.h"

#include <math.h>

/* A random piece: @ranks ranks of up to @width items, each linked to some of the rank above */
static SwPiece *
make_piece (guint ranks,
            guint width,
            guint seed)
{
  SwPiece *piece = sw_piece_new ();
  GRand *rand = g_rand_new_with_seed (seed);
  guint above = sw_piece_add_item (piece, SW_PIECE_NODE, 0, 60, TRUE);
  guint n_above = 1;

  for (guint rank = 1; rank < ranks; rank++)
    {
      guint count = (guint) g_rand_int_range (rand, 1, (gint32) width + 1);
      guint first = piece->items->len;
      for (guint i = 0; i < count; i++)
        sw_piece_add_item (piece, SW_PIECE_NODE, rank, g_rand_int_range (rand, 6, 260), i % 2 == 0);
      for (guint i = 0; i < count; i++)
        for (guint links = 1 + i % 2; links > 0; links--)
          sw_piece_add_link (piece, above + (guint) g_rand_int_range (rand, 0, (gint32) n_above),
                             first + i, 1 + i % 20, SW_PIECE_MIDDLE,
                             i % 3 ? SW_PIECE_MIDDLE : SW_PIECE_RIGHT);
      above = first;
      n_above = count;
    }
  g_rand_free (rand);
  return piece;
}

static void
test_grid_keeps_items_apart (void)
{
  for (guint seed = 1; seed <= 40; seed++)
    {
      g_autoptr (SwPiece) piece = make_piece (2 + seed % 9, 1 + seed, seed);
      g_autofree double *places = g_new0 (double, piece->items->len);
      sw_grid_place (piece, places);
      g_assert_true (sw_piece_is_clear (piece, places));
    }
}

static void
test_dot_keeps_items_apart (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (SwPiece) piece = make_piece (2 + seed % 7, 1 + seed % 9, seed);
      g_autofree double *places = g_new0 (double, piece->items->len);
      g_assert_true (sw_dot_place (piece, NULL, places));
      g_assert_true (sw_piece_is_clear (piece, places));
    }
}

static void
test_any_order_keeps_items_apart (void)
{
  for (guint seed = 1; seed <= 40; seed++)
    {
      g_autoptr (SwPiece) piece = make_piece (2 + seed % 7, 1 + seed % 9, seed);
      g_autofree double *places = g_new0 (double, piece->items->len);
      g_autofree guint *order = g_new0 (guint, piece->items->len);
      for (guint i = 0; i < piece->items->len; i++)
        order[i] = i; /* they are made rank by rank */
      g_assert_true (sw_dot_place (piece, order, places));
      g_assert_true (sw_piece_is_clear (piece, places));
      for (guint i = 1; i < piece->items->len; i++)
        if (g_array_index (piece->items, SwPieceItem, i).rank
            == g_array_index (piece->items, SwPieceItem, i - 1).rank)
          g_assert_cmpfloat (places[i - 1], <, places[i]);
    }
}

static void
test_overlap_is_seen (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  double apart[] = { 0, 0, 51 };
  double close[] = { 0, 0, 30 };
  double nowhere[] = { 0, 0, NAN };

  sw_piece_add_item (piece, SW_PIECE_NODE, 0, 50, FALSE);
  sw_piece_add_item (piece, SW_PIECE_NODE, 1, 50, FALSE);
  sw_piece_add_item (piece, SW_PIECE_NODE, 1, 50, FALSE);
  g_assert_true (sw_piece_is_clear (piece, apart));
  g_assert_false (sw_piece_is_clear (piece, close));
  g_assert_false (sw_piece_is_clear (piece, nowhere));
}

static void
test_links_pull_on_the_grid (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  double places[5] = { 0 };

  sw_piece_add_item (piece, SW_PIECE_NODE, 0, 10, TRUE);
  for (guint i = 0; i < 2; i++)
    sw_piece_add_link (piece, 0, sw_piece_add_item (piece, SW_PIECE_NODE, 1, 100, FALSE), 1,
                       SW_PIECE_MIDDLE, SW_PIECE_MIDDLE);
  sw_piece_add_link (piece, 2, sw_piece_add_item (piece, SW_PIECE_NODE, 2, 10, FALSE), 1,
                     SW_PIECE_MIDDLE, SW_PIECE_MIDDLE);
  sw_piece_add_link (piece, 1, sw_piece_add_item (piece, SW_PIECE_NODE, 2, 10, FALSE), 1,
                     SW_PIECE_MIDDLE, SW_PIECE_MIDDLE);
  sw_grid_place (piece, places);
  g_assert_cmpfloat (places[1], <, places[2]);
  g_assert_cmpfloat (places[4], <, places[3]); /* sorted below what leads to them */
  g_assert_cmpfloat_with_epsilon (places[0], (places[1] + places[2]) / 2, 1);
}

static guint
add (SwPiece *piece, SwPieceKind kind, guint rank, double width)
{
  return sw_piece_add_item (piece, kind, rank, width, FALSE);
}

static void
link_middles (SwPiece *piece, guint from, guint to)
{
  sw_piece_add_link (piece, from, to, 1, SW_PIECE_MIDDLE, SW_PIECE_MIDDLE);
}

/* Two columns that have swapped sides: each swap of two neighbours alone would only move the
 * crossing. */
static void
test_columns_are_uncrossed (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  guint root = sw_piece_add_item (piece, SW_PIECE_NODE, 0, 10, TRUE);
  guint above[2], below[2];
  double places[9] = { 0 };

  for (guint i = 0; i < 2; i++)
    {
      above[i] = add (piece, SW_PIECE_NODE, 1, 50);
      link_middles (piece, root, above[i]);
      places[above[i]] = i * 100;
      for (guint rank = 2; rank < 5; rank++)
        {
          below[i] = add (piece, SW_PIECE_NODE, rank, 50);
          link_middles (piece, rank == 2 ? above[i] : below[i] - 1, below[i]);
          places[below[i]] = 100 - i * 100.0;
        }
    }
  g_autofree guint *order = sw_piece_order (piece, places);
  g_assert_nonnull (order);
  g_assert_cmpuint (order[1], ==, above[0]); /* which are ordered */
  g_assert_cmpuint (order[2], ==, above[1]);
  g_assert_cmpuint (order[7], ==, below[0]);
  g_assert_cmpuint (order[8], ==, below[1]);
}

/* A loop that goes around on the wrong side of a column comes to touch its states on the other
 * side. */
static void
test_loop_changes_sides (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  guint top = add (piece, SW_PIECE_NODE, 0, 100);
  guint middle = add (piece, SW_PIECE_NODE, 1, 100);
  guint bend = add (piece, SW_PIECE_BEND, 1, 6);
  guint beside = add (piece, SW_PIECE_NODE, 1, 100);
  guint bottom = add (piece, SW_PIECE_NODE, 2, 100);
  guint last = add (piece, SW_PIECE_NODE, 2, 100);

  link_middles (piece, top, middle);
  link_middles (piece, top, beside);
  link_middles (piece, middle, bottom);
  link_middles (piece, beside, last);
  guint into = sw_piece_add_link (piece, top, bend, 1, SW_PIECE_RIGHT, SW_PIECE_MIDDLE);
  guint out = sw_piece_add_link (piece, bend, bottom, 1, SW_PIECE_MIDDLE, SW_PIECE_RIGHT);
  const double *places = sw_piece_place (piece, cache);
  SwPieceSide side = sw_piece_get_side (piece, places, into, FALSE);

  g_assert_cmpint (side, ==, sw_piece_get_side (piece, places, out, TRUE));
  g_assert_true ((places[bend] < places[middle]) == (side == SW_PIECE_LEFT));
  g_assert_true ((places[bend] - places[middle]) * (places[beside] - places[middle]) < 0);
}

/* A staircase of bends becomes one line; a label above what it leads to stays, and so does what
 * stands in the way. */
static void
test_long_edges_turn_rarely (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  guint begin = add (piece, SW_PIECE_NODE, 0, 100);
  guint label = add (piece, SW_PIECE_LABEL, 1, 60);
  guint bends[3];
  double places[8] = { 0, 40, 60, 80, 100, 120, 40 };

  link_middles (piece, begin, label);
  for (guint i = 0; i < 3; i++)
    {
      bends[i] = add (piece, SW_PIECE_BEND, 2 + i, 6);
      link_middles (piece, i == 0 ? label : bends[i - 1], bends[i]);
    }
  guint end = add (piece, SW_PIECE_NODE, 5, 100);
  link_middles (piece, bends[2], end);
  guint wall = add (piece, SW_PIECE_NODE, 4, 80); /* its right border at 80 */
  sw_piece_straighten (piece, places);
  g_assert_cmpfloat (places[label], ==, 40);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (places[bends[i]], ==, 120); /* aside once, and then straight into the end */
  g_assert_cmpfloat (places[wall], ==, 40);
  g_assert_true (sw_piece_is_clear (piece, places));
}

static void
test_places_begin_at_zero_and_are_kept (void)
{
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  g_autoptr (SwPiece) piece = make_piece (6, 5, 3);
  g_autoptr (SwPiece) same = make_piece (6, 5, 3);
  g_autoptr (SwPiece) other = make_piece (6, 5, 4);
  const double *places = sw_piece_place (piece, cache);

  g_assert_cmpfloat (places[0], ==, 0);
  g_assert_true (sw_piece_place (same, cache) == places);
  g_assert_true (sw_piece_place (other, cache) != places);
}

static void
test_unused_places_are_dropped (void)
{
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  g_autoptr (SwPiece) kept = make_piece (3, 3, 1);
  const double *places = sw_piece_place (kept, cache);

  for (guint round = 0; round < 1200; round++)
    {
      g_autoptr (GBytes) key = g_bytes_new (&round, sizeof round);
      if (!sw_layout_cache_find (cache, key))
        sw_layout_cache_take (cache, key, g_new0 (double, 1));
      g_assert_true (sw_piece_place (kept, cache) == places); /* in use: stays */
      sw_layout_cache_age (cache);
    }
  guint first = 0;
  g_autoptr (GBytes) key = g_bytes_new (&first, sizeof first);
  g_assert_null (sw_layout_cache_find (cache, key));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/piece/grid-keeps-items-apart", test_grid_keeps_items_apart);
  g_test_add_func ("/piece/dot-keeps-items-apart", test_dot_keeps_items_apart);
  g_test_add_func ("/piece/any-order-keeps-items-apart", test_any_order_keeps_items_apart);
  g_test_add_func ("/piece/overlap-is-seen", test_overlap_is_seen);
  g_test_add_func ("/piece/links-pull-on-the-grid", test_links_pull_on_the_grid);
  g_test_add_func ("/piece/columns-are-uncrossed", test_columns_are_uncrossed);
  g_test_add_func ("/piece/loop-changes-sides", test_loop_changes_sides);
  g_test_add_func ("/piece/long-edges-turn-rarely", test_long_edges_turn_rarely);
  g_test_add_func ("/piece/places-begin-at-zero-and-are-kept",
                   test_places_begin_at_zero_and_are_kept);
  g_test_add_func ("/piece/unused-places-are-dropped", test_unused_places_are_dropped);
  return g_test_run ();
}
