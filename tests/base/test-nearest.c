/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-nearest.h"

/* Which words are taken for slips of which. */

static void
test_distance_counts_letters (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    guint       distance;
  } rows[] = {
    { "", "", 0 },
    { "Next", "next", 0 },
    { "Nxt", "Next", 1 },
    { "Nexxt", "Next", 1 },
    { "Nezt", "Next", 1 },
    { "Nxet", "Next", 1 },
    { "Success", "Succeed", 2 },
    { "Straße", "strasse", 0 },
    { "größe", "grose", 2 },
    { "", "abc", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s, %s", rows[i].a, rows[i].b);
      g_assert_cmpuint (sw_nearest_distance (rows[i].a, rows[i].b), ==, rows[i].distance);
      g_assert_cmpuint (sw_nearest_distance (rows[i].b, rows[i].a), ==, rows[i].distance);
    }
}

static void
test_distance_gives_up_on_long_words (void)
{
  g_autofree char *word = g_strnfill (1000, 'a');

  g_assert_cmpuint (sw_nearest_distance (word, "a"), ==, G_MAXUINT);
}

static void
test_one_letter_in_three_may_be_wrong (void)
{
  static const struct
  {
    const char *word;
    const char *found; /* or NULL */
    gboolean    sure;
  } rows[] = {
    { "Resorce", "Resource", TRUE },
    { "end", "End", TRUE },
    { "Enn", "End", TRUE },
    { "xyz", NULL, FALSE },
    { "Rest", NULL, FALSE },
    { "Bit", "Bat", FALSE }, /* Bet is as near */
  };
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();

  for (const char *const *word = (const char *const[]) { "Resource", "End", "Bat", "Bet", NULL };
       *word != NULL; word++)
    g_ptr_array_add (candidates, (gpointer) *word);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean sure;

      g_test_message ("%s", rows[i].word);
      g_assert_cmpstr (sw_nearest_find (rows[i].word, candidates, &sure), ==, rows[i].found);
      g_assert_cmpint (sure, ==, rows[i].sure);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/nearest/distance counts letters", test_distance_counts_letters);
  g_test_add_func ("/base/nearest/long words are no slips", test_distance_gives_up_on_long_words);
  g_test_add_func ("/base/nearest/one letter in three", test_one_letter_in_three_may_be_wrong);
  return g_test_run ();
}
