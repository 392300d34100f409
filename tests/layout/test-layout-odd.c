/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"
#include "layout-metrics.h"

#include <math.h>
#include <string.h>

/* Definitions that make dot hang when it is given them whole. The limit is generous: what is
 * guarded is that they end at all. */
static const struct
{
  const char *guards;
  Shape       shape;
  guint       states;
} hostile[] = {
  { "unstructured", SHAPE_TANGLE, 200 },     { "unstructured-large", SHAPE_TANGLE, 600 },
  { "chain-of-10000", SHAPE_CHAIN, 10000 },  { "flat-of-10000", SHAPE_FLAT, 10000 },
  { "mixed-of-10000", SHAPE_MIXED, 10000 },  { "all-to-one", SHAPE_HUB, 4000 },
  { "choice-of-200-rules", SHAPE_FAN, 201 }, { "choice-of-5000-rules", SHAPE_FAN, 5001 },
  { "self-loops", SHAPE_LOOPS, 3000 },
};

static void
test_hostile (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *text = fixture_generate (hostile[row].shape, hostile[row].states, 7);
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  g_test_timer_start ();
  g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);
  double seconds = g_test_timer_elapsed ();

  g_test_message ("%u states: %.3f s", hostile[row].states, seconds);
  g_assert_cmpfloat (seconds, <, 60);
  g_assert_true (isfinite (sw_layout_get_width (layout)));
  g_assert_true (isfinite (sw_layout_get_height (layout)));
}

static void
test_odd (gconstpointer data)
{
  for (int direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
    {
      SwLayoutOptions options = { .direction = direction, .scale = 1 };
      g_autoptr (SwGraph) graph = fixture_graph_new (data);
      g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, NULL);
      LayoutFaults faults = layout_faults_count (layout);
      g_autofree char *text = layout_faults_dup_text (&faults);

      g_test_message ("%s", text);
      g_assert_cmpuint (layout_faults_sum (&faults), ==, 0);
    }
}

/* data/odd.txt: "== what it guards", then the definition, up to the next */
static void
add_odd (char **stories)
{
  for (guint i = 1; stories[i]; i++)
    {
      char *text = strchr (stories[i], '\n');
      g_assert_nonnull (text);
      *text++ = '\0';
      g_autofree char *path = g_strconcat ("/layout/odd/", stories[i], NULL);
      g_test_add_data_func (path, text, test_odd);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *text = NULL;
  g_test_init (&argc, &argv, NULL);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "layout", "data", "odd.txt", NULL);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_auto (GStrv) stories = g_strsplit (text, "\n== ", -1);

  add_odd (stories);
  for (guint row = 0; row < G_N_ELEMENTS (hostile); row++)
    {
      g_autofree char *path = g_strconcat ("/layout/ends/", hostile[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_hostile);
    }
  return g_test_run ();
}
