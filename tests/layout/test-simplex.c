/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-simplex.h"

#define NEVER SW_SIMPLEX_NEVER
#define MAX_SPRINGS 6
#define MAX_POINTS 5

/* What springs ask for, and where the points come to stand, the first one at 0 */
typedef struct
{
  const char *name;
  guint n_points;
  SwSimplexSpring springs[MAX_SPRINGS]; /* the last one is followed by one without ends */
  int places[MAX_POINTS];
} Row;

static const Row rows[] = {
  { "spring-has-its-length", 2, { { 0, 1, 7, 1, 1 } }, { 0, 7 } },
  { "stronger-spring-wins", 2, { { 0, 1, 7, 1, 1 }, { 0, 1, 20, 3, 3 } }, { 0, 20 } },
  { "cost-may-differ-by-direction", 2, { { 0, 1, 7, 1, 9 }, { 0, 1, 20, 3, 3 } }, { 0, 7 } },
  { "no-strength-breaks-a-limit", 2, { { 0, 1, 7, NEVER, 1 }, { 0, 1, 2, 99, 99 } }, { 0, 7 } },
  { "limit-may-be-exceeded", 2, { { 0, 1, 7, NEVER, 1 }, { 0, 1, 12, 99, 99 } }, { 0, 12 } },
  { "limits-add-up", 3, { { 0, 1, 5, NEVER, 1 }, { 1, 2, 6, NEVER, 1 }, { 0, 2, 0, 4, 4 } }, { 0, 5, 11 } },
  { "limits-may-ask-for-less-than-nothing", 2, { { 0, 1, -4, NEVER, 1 }, { 0, 1, -9, 2, 2 } }, { 0, -4 } },
  { "what-may-stand-anywhere-stands-in-the-middle", 3,
    { { 0, 2, 10, 9, 9 }, { 0, 1, 0, 3, 3 }, { 1, 2, 0, 3, 3 } }, { 0, 5, 10 } },
  { "groups-move-as-one", 4,
    { { 0, 3, 20, 9, 9 }, { 1, 2, 4, 9, 9 }, { 0, 1, 0, 3, 3 }, { 2, 3, 0, 3, 3 } }, { 0, 8, 12, 20 } },
};

static guint
count_springs (const Row *row)
{
  guint count = 0;

  while (count < MAX_SPRINGS && row->springs[count].from != row->springs[count].to)
    count++;
  return count;
}

static void
test_places (gconstpointer data)
{
  const Row *row = data;
  int places[MAX_POINTS];

  g_assert_true (sw_simplex_solve (row->springs, count_springs (row), row->n_points, places));
  for (guint i = 0; i < row->n_points; i++)
    g_assert_cmpint (places[i] - places[0], ==, row->places[i]);
}

static void
test_circle_of_limits_is_refused (void)
{
  const SwSimplexSpring springs[] = { { 0, 1, 1, NEVER, 1 }, { 1, 0, 1, NEVER, 1 } };
  int places[2];

  g_assert_false (sw_simplex_solve (springs, G_N_ELEMENTS (springs), 2, places));
}

static void
test_one_point_stands (void)
{
  int place = 7;

  g_assert_true (sw_simplex_solve (NULL, 0, 1, &place));
  g_assert_cmpint (place, ==, 0);
}

#define POINTS 5
#define SPAN 8 /* places that are tried for each point */

static gint64
get_cost (const SwSimplexSpring *springs,
          guint                  n_springs,
          const int             *places)
{
  gint64 cost = 0;

  for (guint i = 0; i < n_springs; i++)
    {
      int off = places[springs[i].to] - places[springs[i].from] - springs[i].length;
      if (off < 0 && springs[i].less == NEVER)
        return G_MAXINT64;
      cost += off < 0 ? -(gint64) off * springs[i].less : (gint64) off * springs[i].more;
    }
  return cost;
}

/* The least cost of all places that there are */
static gint64
try_all (const SwSimplexSpring *springs,
         guint                  n_springs)
{
  gint64 least = G_MAXINT64;
  guint n = 1;

  for (guint i = 1; i < POINTS; i++)
    n *= 2 * SPAN + 1;
  for (guint code = 0; code < n; code++)
    {
      int places[POINTS] = { 0 };
      guint rest = code;
      for (guint i = 1; i < POINTS; i++, rest /= 2 * SPAN + 1)
        places[i] = (int) (rest % (2 * SPAN + 1)) - SPAN;
      least = MIN (least, get_cost (springs, n_springs, places));
    }
  return least;
}

static void
test_no_places_are_better (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 40; round++)
    {
      SwSimplexSpring springs[9];
      int places[POINTS];
      for (guint i = 0; i < G_N_ELEMENTS (springs); i++)
        {
          guint from = i < POINTS - 1 ? i : (guint) g_rand_int_range (rand, 0, POINTS - 1);
          guint to = i < POINTS - 1 ? i + 1 : (guint) g_rand_int_range (rand, (gint32) from + 1, POINTS);
          gboolean limit = g_rand_int_range (rand, 0, 3) == 0;
          springs[i] = (SwSimplexSpring) { from, to, g_rand_int_range (rand, -2, 3),
                                           limit ? NEVER : (guint) g_rand_int_range (rand, 0, 5),
                                           (guint) g_rand_int_range (rand, 1, 5) };
        }
      g_assert_true (sw_simplex_solve (springs, G_N_ELEMENTS (springs), POINTS, places));
      g_assert_cmpint (get_cost (springs, G_N_ELEMENTS (springs), places), ==,
                       try_all (springs, G_N_ELEMENTS (springs)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/simplex/", rows[i].name, NULL);
      g_test_add_data_func (path, &rows[i], test_places);
    }
  g_test_add_func ("/simplex/circle-of-limits-is-refused", test_circle_of_limits_is_refused);
  g_test_add_func ("/simplex/one-point-stands", test_one_point_stands);
  g_test_add_func ("/simplex/no-places-are-better", test_no_places_are_better);
  return g_test_run ();
}
