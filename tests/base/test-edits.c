/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-edits.h"

#include <string.h>

static char *
apply (const SwEdits *edits,
       const char    *text)
{
  return sw_edits_apply (edits, text, strlen (text), NULL);
}

static void
test_edits_in_any_order_stand_in_order (void)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *text = NULL;

  sw_edits_add (edits, (SwSpan) { 7, 9 }, "XY", -1);
  sw_edits_add (edits, (SwSpan) { 2, 2 }, "a", -1);
  sw_edits_add (edits, (SwSpan) { 2, 4 }, "", -1);
  sw_edits_add (edits, (SwSpan) { 2, 2 }, "b", -1);
  sw_edits_add (edits, (SwSpan) { 10, 10 }, "end", -1);

  text = apply (edits, "0123456789");
  g_assert_cmpstr (text, ==, "01ab456XY9end");
  g_assert_cmpuint (sw_edits_get_count (edits), ==, 5);
  g_assert_cmpstr (sw_edits_get (edits, 1)->text, ==, "b");
}

static void
test_no_edits_change_nothing (void)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (SwEdits) inverse = sw_edits_invert (edits, "abc");
  g_autoptr (SwEdits) both = sw_edits_compose (edits, inverse);
  g_autofree char *text = apply (both, "abc");

  g_assert_cmpstr (text, ==, "abc");
  g_assert_cmpuint (sw_edits_get_count (both), ==, 0);
  g_assert_cmpuint (sw_edits_map (both, 2), ==, 2);
}

static void
test_nul_bytes_survive (void)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *text = NULL;
  gsize length;

  sw_edits_add (edits, (SwSpan) { 1, 2 }, "x\0y", 3);
  text = sw_edits_apply (edits, "a\0b", 3, &length);
  g_assert_cmpmem (text, length, "ax\0yb", 5);
}

static void
test_places_move_with_the_text (void)
{
  static const struct
  {
    gsize before;
    gsize after;
  } cases[] = {
    { 0, 0 },   { 1, 1 },   /* before all */
    { 2, 5 },               /* behind an insertion at it */
    { 3, 6 },               /* after it */
    { 4, 7 },   { 5, 8 },   /* at and within a part that became shorter */
    { 6, 8 },               /* beyond what is left of that part */
    { 7, 8 },   { 8, 9 },   /* after it */
    { 10, 11 },
  };
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_edits_add (edits, (SwSpan) { 2, 2 }, "new", -1);
  sw_edits_add (edits, (SwSpan) { 4, 7 }, "x", -1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (sw_edits_map (edits, cases[i].before) != cases[i].after)
      g_error ("%" G_GSIZE_FORMAT " moves to %" G_GSIZE_FORMAT, cases[i].before,
               sw_edits_map (edits, cases[i].before));
}

static char *
make_random_text (GRand *random,
                  gint32 most)
{
  gint32 length = g_rand_int_range (random, 0, most);
  char *text = g_malloc0 ((gsize) length + 1);

  for (gint32 i = 0; i < length; i++)
    text[i] = (char) g_rand_int_range (random, 'a', 'z' + 1);

  return text;
}

static SwEdits *
make_random_edits (GRand      *random,
                   const char *text)
{
  SwEdits *edits = sw_edits_new ();
  gsize length = strlen (text);
  gsize at = 0;

  while (at <= length && g_rand_int_range (random, 0, 5) > 0)
    {
      gsize start = at + (gsize) g_rand_int_range (random, 0, (gint32) MIN (length - at, 5) + 1);
      gsize end =
          start + (gsize) g_rand_int_range (random, 0, (gint32) MIN (length - start, 5) + 1);
      g_autofree char *new_text = make_random_text (random, 6);

      sw_edits_add (edits, (SwSpan) { start, end }, new_text, -1);
      at = end;
    }

  return edits;
}

static void
test_random_edits_are_undone_and_composed (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = make_random_text (random, 30);
      g_autoptr (SwEdits) first = make_random_edits (random, text);
      g_autofree char *between = apply (first, text);
      g_autoptr (SwEdits) second = make_random_edits (random, between);
      g_autofree char *after = apply (second, between);
      g_autoptr (SwEdits) undo = sw_edits_invert (first, text);
      g_autofree char *undone = apply (undo, between);
      g_autoptr (SwEdits) both = sw_edits_compose (first, second);
      g_autofree char *at_once = apply (both, text);

      g_assert_cmpstr (undone, ==, text);
      g_assert_cmpstr (at_once, ==, after);
      g_assert_cmpuint (sw_edits_map (first, strlen (text)), <=, strlen (between));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/edits/edits-in-any-order-stand-in-order",
                   test_edits_in_any_order_stand_in_order);
  g_test_add_func ("/base/edits/no-edits-change-nothing", test_no_edits_change_nothing);
  g_test_add_func ("/base/edits/nul-bytes-survive", test_nul_bytes_survive);
  g_test_add_func ("/base/edits/places-move-with-the-text", test_places_move_with_the_text);
  g_test_add_func ("/base/edits/random-edits-are-undone-and-composed",
                   test_random_edits_are_undone_and_composed);
  return g_test_run ();
}
