/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-piece.h"

#include <math.h>

/* A random piece: @ranks ranks of up to @width items, each linked to some of the rank above */
static SwPiece *
make_piece (guint ranks,
            guint width,
            guint seed)
{
  SwPiece *piece = sw_piece_new ();
  GRand *rand = g_rand_new_with_seed (seed);
  guint above = sw_piece_add_item (piece, 0, 60, TRUE);
  guint n_above = 1;

  for (guint rank = 1; rank < ranks; rank++)
    {
      guint count = (guint) g_rand_int_range (rand, 1, (gint32) width + 1);
      guint first = piece->items->len;
      for (guint i = 0; i < count; i++)
        sw_piece_add_item (piece, rank, g_rand_int_range (rand, 6, 260), i % 2 == 0);
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
      g_assert_true (sw_dot_place (piece, places));
      g_assert_true (sw_piece_is_clear (piece, places));
    }
}

static void
test_overlap_is_seen (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  double apart[] = { 0, 0, 51 };
  double close[] = { 0, 0, 30 };
  double nowhere[] = { 0, 0, NAN };

  sw_piece_add_item (piece, 0, 50, FALSE);
  sw_piece_add_item (piece, 1, 50, FALSE);
  sw_piece_add_item (piece, 1, 50, FALSE);
  g_assert_true (sw_piece_is_clear (piece, apart));
  g_assert_false (sw_piece_is_clear (piece, close));
  g_assert_false (sw_piece_is_clear (piece, nowhere));
}

static void
test_links_pull_on_the_grid (void)
{
  g_autoptr (SwPiece) piece = sw_piece_new ();
  double places[5] = { 0 };

  sw_piece_add_item (piece, 0, 10, TRUE);
  for (guint i = 0; i < 2; i++)
    sw_piece_add_link (piece, 0, sw_piece_add_item (piece, 1, 100, FALSE), 1, SW_PIECE_MIDDLE,
                       SW_PIECE_MIDDLE);
  sw_piece_add_link (piece, 2, sw_piece_add_item (piece, 2, 10, FALSE), 1, SW_PIECE_MIDDLE,
                     SW_PIECE_MIDDLE);
  sw_piece_add_link (piece, 1, sw_piece_add_item (piece, 2, 10, FALSE), 1, SW_PIECE_MIDDLE,
                     SW_PIECE_MIDDLE);
  sw_grid_place (piece, places);
  g_assert_cmpfloat (places[1], <, places[2]);
  g_assert_cmpfloat (places[4], <, places[3]); /* sorted below what leads to them */
  g_assert_cmpfloat_with_epsilon (places[0], (places[1] + places[2]) / 2, 1);
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
  g_test_add_func ("/piece/overlap-is-seen", test_overlap_is_seen);
  g_test_add_func ("/piece/links-pull-on-the-grid", test_links_pull_on_the_grid);
  g_test_add_func ("/piece/places-begin-at-zero-and-are-kept",
                   test_places_begin_at_zero_and_are_kept);
  g_test_add_func ("/piece/unused-places-are-dropped", test_unused_places_are_dropped);
  return g_test_run ();
}
