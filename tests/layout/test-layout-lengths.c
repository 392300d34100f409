/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"
#include "layout-metrics.h"

/* What keeps edges short: which exit is straight, what passes by close to the line, how far down a state stands, and
 * the measures of what is drawn. */

/* A Choice with so many rules, each of which leads to a Pass of its own and on to where the Default leads at once */
static char *
dup_choice (guint rules)
{
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GString) choices = g_string_new (NULL);

  for (guint i = 1; i <= rules; i++)
    {
      g_string_append_printf (choices, "%s{\"Variable\": \"$.a\", \"NumericEquals\": %u, \"Next\": \"R%u\"}",
                              i > 1 ? ", " : "", i, i);
      g_string_append_printf (states, " \"R%u\": {\"Type\": \"Pass\", \"Next\": \"Z\"},", i);
    }
  return g_strdup_printf ("{\"StartAt\": \"C\", \"States\": {"
                          " \"C\": {\"Type\": \"Choice\", \"Choices\": [%s], \"Default\": \"Z\"},"
                          "%s \"Z\": {\"Type\": \"Succeed\"}}}",
                          choices->str, states->str);
}

static SwRect
get_rect (SwLayout *layout, const char *key)
{
  const SwGraphNode *node = sw_graph_find_key (sw_layout_get_graph (layout), key);

  g_assert_true (node != NULL);
  return sw_layout_get_nodes (layout, NULL)[node->id].rect;
}

static double
get_middle (SwLayout *layout, const char *key)
{
  SwRect rect = get_rect (layout, key);

  return rect.x + rect.width / 2;
}

static const SwLayoutEdge *
find_edge (SwLayout *layout, const char *key)
{
  guint count;
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (edges[i].edge->key, key))
      return &edges[i];
  g_assert_not_reached ();
}

/* By the number of rules: which of them stands straight below its Choice, and between which two the Default passes, 0
 * for none to that side */
static const struct
{
  guint rules;
  guint straight;
  guint left;
  guint right;
} choices[] = {
  { 1, 1, 1, 0 },
  { 2, 2, 2, 0 },
  { 3, 2, 2, 3 },
  { 4, 3, 3, 4 },
};

static void
test_default_passes_close_to_the_line (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *text = dup_choice (choices[i].rules);
      g_autoptr (SwGraph) graph = fixture_graph_new (text);
      g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);
      SwRect label = find_edge (layout, "/C^default")->label;
      double passes = label.x + label.width / 2;
      g_autofree char *straight = g_strdup_printf ("/R%u", choices[i].straight);
      g_autofree char *left = g_strdup_printf ("/R%u", choices[i].left);
      g_autofree char *right = g_strdup_printf ("/R%u", choices[i].right);

      g_assert_cmpfloat_with_epsilon (get_middle (layout, straight), get_middle (layout, "/C"), 1);
      g_assert_cmpfloat_with_epsilon (get_middle (layout, "/Z"), get_middle (layout, "/C"), 1);
      g_assert_cmpfloat (passes, >, get_middle (layout, left));
      if (choices[i].right)
        g_assert_cmpfloat (passes, <, get_middle (layout, right));
    }
}

/* B leads to two states far below and is entered by one edge: it stands above the two, not below the Choice. */
static void
test_state_stands_near_the_most_of_its_neighbours (void)
{
  static const char *const text =
      "{\"StartAt\": \"A\", \"States\": {"
      " \"A\": {\"Type\": \"Choice\", \"Choices\": ["
      "  {\"Variable\": \"$.a\", \"BooleanEquals\": true, \"Next\": \"B\"}], \"Default\": \"C1\"},"
      " \"B\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Next\": \"C4\","
      "  \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"C5\"}]},"
      " \"C1\": {\"Type\": \"Pass\", \"Next\": \"C2\"}, \"C2\": {\"Type\": \"Pass\", \"Next\": \"C3\"},"
      " \"C3\": {\"Type\": \"Pass\", \"Next\": \"C4\"}, \"C4\": {\"Type\": \"Pass\", \"Next\": \"C5\"},"
      " \"C5\": {\"Type\": \"Pass\", \"End\": true}}}";
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);

  g_assert_cmpfloat (get_rect (layout, "/B").y, ==, get_rect (layout, "/C3").y);
}

static void
test_measures_are_those_asked_for (void)
{
  static const SwLayoutMeasures small = {
    .state_width = 160, .state_height = 48, .terminal_size = 30, .channel = 32, .labels = FALSE
  };
  const SwLayoutOptions options = { .scale = 2, .measures = &small };
  g_autofree char *text = dup_choice (3);
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  g_autoptr (SwLayout) cards = sw_layout_new (graph, NULL, NULL);
  g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, NULL);

  g_assert_cmpfloat (get_rect (cards, "/C").width, ==, SW_LAYOUT_STATE_WIDTH);
  g_assert_cmpfloat (find_edge (cards, "/C^default")->label.width, >, 0);
  g_assert_cmpfloat (get_rect (layout, "/C").width, ==, 320);
  g_assert_cmpfloat (get_rect (layout, "/C").height, ==, 96);
  g_assert_cmpfloat (get_rect (layout, "/^start").height, ==, 60);
  g_assert_cmpfloat (get_rect (layout, "/C").y - get_rect (layout, "/^start").y, ==, 60 + 64);
  g_assert_cmpfloat (find_edge (layout, "/C^default")->label.width, ==, 0);
  g_assert_cmpfloat (layout_get_mean_length (layout), <, 2 * layout_get_mean_length (cards));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/lengths/default-passes-close-to-the-line", test_default_passes_close_to_the_line);
  g_test_add_func ("/layout/lengths/state-stands-near-the-most-of-its-neighbours",
                   test_state_stands_near_the_most_of_its_neighbours);
  g_test_add_func ("/layout/lengths/measures-are-those-asked-for", test_measures_are_those_asked_for);
  return g_test_run ();
}
