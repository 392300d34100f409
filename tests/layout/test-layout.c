/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"
#include "layout-metrics.h"

#include <math.h>

static SwLayout *
lay_out (const char            *text,
         const SwLayoutOptions *options,
         SwLayoutCache         *cache)
{
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  return sw_layout_new (graph, options, cache);
}

static SwLayout *
lay_out_file (const char            *name,
              const SwLayoutOptions *options,
              SwLayoutCache         *cache)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "layout", "data", name, NULL);
  g_autoptr (SwGraph) graph = fixture_load (path);
  return sw_layout_new (graph, options, cache);
}

static void
assert_faultless (SwLayout *layout)
{
  LayoutFaults faults = layout_faults_count (layout);
  g_autofree char *text = layout_faults_dup_text (&faults);
  if (layout_faults_sum (&faults))
    g_test_message ("%s", text);
  g_assert_cmpuint (layout_faults_sum (&faults), ==, 0);
}

static const SwLayoutNode *
find_node (SwLayout   *layout,
           const char *key)
{
  const SwGraphNode *node = sw_graph_find_key (sw_layout_get_graph (layout), key);
  g_assert_nonnull (node);
  return &sw_layout_get_nodes (layout, NULL)[node->id];
}

static const SwLayoutEdge *
find_edge (SwLayout   *layout,
           const char *key)
{
  guint count;
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &count);
  for (guint i = 0; i < count; i++)
    if (g_str_equal (edges[i].edge->key, key))
      return &edges[i];
  g_assert_not_reached ();
}

static double
get_middle (const SwRect *rect)
{
  return rect->x + rect->width / 2;
}

/* Every shape, size and direction: none of the faults that layout-metrics.h counts */
static const struct
{
  Shape shape;
  guint states;
  guint seeds;
} shapes[] = {
  { SHAPE_FLAT, 8, 6 },    { SHAPE_FLAT, 60, 3 },    { SHAPE_FLAT, 250, 1 },
  { SHAPE_MIXED, 12, 6 },  { SHAPE_MIXED, 80, 3 },   { SHAPE_MIXED, 300, 1 },
  { SHAPE_NESTED, 40, 3 }, { SHAPE_NESTED, 200, 1 }, { SHAPE_WIDE, 40, 3 },
  { SHAPE_WIDE, 200, 1 },  { SHAPE_TANGLE, 12, 4 },  { SHAPE_TANGLE, 40, 2 },
  { SHAPE_CHAIN, 1, 1 },   { SHAPE_CHAIN, 120, 1 },  { SHAPE_FAN, 3, 1 },
  { SHAPE_FAN, 60, 1 },    { SHAPE_FAN, 220, 1 },    { SHAPE_HUB, 14, 1 },
  { SHAPE_HUB, 80, 1 },    { SHAPE_LOOPS, 9, 1 },    { SHAPE_LOOPS, 90, 1 },
};

static void
test_shape (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);

  for (guint seed = 1; seed <= shapes[row].seeds; seed++)
    for (int direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
      {
        SwLayoutOptions options = { .direction = direction, .scale = seed == 2 ? 1.4 : 1.0 };
        g_autofree char *text = fixture_generate (shapes[row].shape, shapes[row].states, seed);
        g_autoptr (SwLayout) layout = lay_out (text, &options, NULL);
        assert_faultless (layout);
      }
}

static void
assert_same (SwLayout *a,
             SwLayout *b)
{
  g_autofree char *difference = layout_dup_difference (a, b);
  g_assert_cmpstr (difference, ==, NULL);
  g_assert_cmpfloat (sw_layout_get_width (a), ==, sw_layout_get_width (b));
  g_assert_cmpfloat (sw_layout_get_height (a), ==, sw_layout_get_height (b));
}

static void
test_order_of_keys_does_not_matter (void)
{
  static const Shape kinds[] = { SHAPE_FLAT, SHAPE_MIXED, SHAPE_TANGLE, SHAPE_HUB };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint seed = 1; seed <= 4; seed++)
      {
        g_autofree char *text = fixture_generate (kinds[i], 12 * seed, seed);
        g_autofree char *shuffled = fixture_shuffle (text, seed + 99);
        g_autoptr (SwLayout) layout = lay_out (text, NULL, NULL);
        g_autoptr (SwLayout) other = lay_out (shuffled, NULL, NULL);
        g_assert_cmpstr (text, !=, shuffled);
        assert_same (layout, other);
      }
}

static void
test_cache_never_changes_a_picture (void)
{
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();

  for (guint round = 0; round < 2; round++)
    for (guint seed = 1; seed <= 8; seed++)
      {
        g_autofree char *text = fixture_generate (SHAPE_MIXED, 40, seed);
        g_autoptr (SwLayout) fresh = lay_out (text, NULL, NULL);
        g_autoptr (SwLayout) cached = lay_out (text, NULL, cache);
        assert_same (fresh, cached);
      }
}

/* Thirty inserted states: on average hardly any pair of states swaps left and right. */
static void
test_small_edits_move_little (void)
{
  static const Shape kinds[] = { SHAPE_FLAT, SHAPE_MIXED };
  enum { EDITS = 30 };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      double sum = 0;
      for (guint edit = 0; edit < EDITS; edit++)
        {
          g_autofree char *text = fixture_generate (kinds[i], 100, edit + 1);
          g_autofree char *changed = fixture_insert (text, edit);
          g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
          g_autoptr (SwLayout) before = lay_out (text, NULL, cache);
          g_autoptr (SwLayout) after = lay_out (changed, NULL, cache);
          sum += layout_get_swaps (before, after);
        }
      g_test_message ("%s: %.2f %% of pairs swap", fixture_shape_get_name (kinds[i]), sum / EDITS);
      g_assert_cmpfloat (sum / EDITS, <, 2.0);
    }
}

/* Edges that cross are counted over a few drawings of a kind. */
static void
test_few_edges_cross (gconstpointer data)
{
  static const struct
  {
    Shape shape;
    guint states;
    guint most; /* of six */
  } rows[] = { { SHAPE_FLAT, 100, 1 }, { SHAPE_MIXED, 300, 0 }, { SHAPE_TANGLE, 12, 80 } };
  guint row = GPOINTER_TO_UINT (data);
  guint count = 0;

  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *text = fixture_generate (rows[row].shape, rows[row].states, seed);
      g_autoptr (SwLayout) layout = lay_out (text, NULL, NULL);
      count += layout_count_crossings (layout);
    }
  g_test_message ("%u crossings", count);
  g_assert_cmpuint (count, <=, rows[row].most);
}

/* What a state is called, or does, is no reason for anything to move. */
static void
test_renaming_moves_nothing (void)
{
  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autofree char *text = fixture_generate (SHAPE_MIXED, 60, seed);
      g_autofree char *quoted = g_strdup_printf ("\"State %u\"", seed * 3);
      g_auto (GStrv) parts = g_strsplit (text, quoted, -1);
      g_autofree char *renamed = g_strjoinv ("\"A Name of Its Own\"", parts);
      g_autoptr (SwLayout) before = lay_out (text, NULL, NULL);
      g_autoptr (SwLayout) after = lay_out (renamed, NULL, NULL);
      guint n_before, n_after;
      const SwLayoutNode *a = sw_layout_get_nodes (before, &n_before);
      const SwLayoutNode *b = sw_layout_get_nodes (after, &n_after);

      g_assert_cmpstr (text, !=, renamed);
      g_assert_cmpuint (n_before, ==, n_after);
      for (guint i = 0; i < n_before; i++)
        g_assert_cmpmem (&a[i].rect, sizeof (SwRect), &b[i].rect, sizeof (SwRect));
    }
}

/* A loop around a Choice, as JSON; the names begin with @prefix. */
static char *
make_branch (char        prefix,
             const char *more)
{
  static const char pattern[]
      = "{'StartAt': '?1', 'States': {"
        "'?1': {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'IsNull': true, 'Next': '?2'}],"
        " 'Default': '?3'},"
        "'?2': {'Type': 'Pass', 'Next': '?1'}, '?3': {'Type': 'Pass', 'End': true}";
  g_autofree char *text = g_strconcat (pattern, more, "}}", NULL);
  g_strdelimit (text, "?", prefix);
  return g_strdelimit (g_steal_pointer (&text), "'", '"');
}

static SwLayout *
lay_out_branches (const char *more)
{
  g_autofree char *a = make_branch ('a', more);
  g_autofree char *b = make_branch ('b', "");
  g_autofree char *text
      = g_strdup_printf ("{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Parallel\","
                         " \"Branches\": [%s, %s], \"End\": true}}}",
                         a, b);
  return lay_out (text, NULL, NULL);
}

/* A state added in one branch leaves what is in the other as it is: only their lane moves. */
static void
test_an_edit_stays_in_its_branch (void)
{
  g_autoptr (SwLayout) before = lay_out_branches ("");
  g_autoptr (SwLayout) after = lay_out_branches (", 'More': {'Type': 'Pass', 'End': true}");
  const SwRect *first_before = &find_node (before, "/P/1/b1")->rect;
  const SwRect *first_after = &find_node (after, "/P/1/b1")->rect;

  for (guint i = 2; i <= 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("/P/1/b%u", i);
      const SwRect *then = &find_node (before, key)->rect;
      const SwRect *now = &find_node (after, key)->rect;
      g_assert_cmpfloat (then->x - first_before->x, ==, now->x - first_after->x);
      g_assert_cmpfloat (then->y - first_before->y, ==, now->y - first_after->y);
    }
}

static void
test_branches_keep_the_order_of_the_definition (void)
{
  static const char *const branches[] = { "/Z", "/M", "/B", "/K" };
  g_autoptr (SwLayout) layout = lay_out_file ("choice.asl.json", NULL, NULL);
  const SwLayoutNode *choice = find_node (layout, "/A");
  const SwLayoutNode *last = find_node (layout, "/Last");

  for (guint i = 1; i < G_N_ELEMENTS (branches); i++)
    {
      const SwRect *left = &find_node (layout, branches[i - 1])->rect;
      const SwRect *right = &find_node (layout, branches[i])->rect;
      g_assert_cmpfloat (left->x + left->width, <, right->x);
      g_assert_cmpfloat (left->y, ==, right->y);
    }
  g_assert_cmpfloat (find_edge (layout, "/A^rule/0")->label.x, <,
                     find_edge (layout, "/A^rule/1")->label.x);
  g_assert_cmpfloat (find_edge (layout, "/A^rule/2")->label.x, <,
                     find_edge (layout, "/A^default")->label.x);
  /* Equal branches: the Choice above their middle, and straight above where they meet again */
  g_assert_cmpfloat (get_middle (&choice->rect), >, get_middle (&find_node (layout, "/M")->rect));
  g_assert_cmpfloat (get_middle (&choice->rect), <, get_middle (&find_node (layout, "/B")->rect));
  g_assert_cmpfloat_with_epsilon (get_middle (&choice->rect), get_middle (&last->rect), 1.0);
}

static void
test_main_line_is_straight_and_reads_downwards (void)
{
  static const char *const line[] = { "/^start", "/A", "/B", "/C", "/D", "/E", "/F", "/^end" };
  g_autoptr (SwLayout) layout = lay_out_file ("main-line.asl.json", NULL, NULL);

  for (guint i = 1; i < G_N_ELEMENTS (line); i++)
    {
      const SwRect *above = &find_node (layout, line[i - 1])->rect;
      const SwRect *below = &find_node (layout, line[i])->rect;
      g_assert_cmpfloat (above->y + above->height, <, below->y);
      g_assert_cmpfloat_with_epsilon (get_middle (above), get_middle (below), 1.0);
    }
}

static void
test_sides (void)
{
  g_autoptr (SwLayout) layout = lay_out_file ("main-line.asl.json", NULL, NULL);
  const SwLayoutEdge *caught = find_edge (layout, "/A^catch/0");
  const SwLayoutEdge *loop = find_edge (layout, "/C^rule/1");
  const SwRect *a = &find_node (layout, "/A")->rect;
  const SwRect *b = &find_node (layout, "/B")->rect;

  g_assert_true (caught->points[0].x == a->x || caught->points[0].x == a->x + a->width);
  g_assert_true (loop->tip.x == b->x || loop->tip.x == b->x + b->width);
  g_assert_cmpfloat_with_epsilon (fabs (cos (loop->angle)), 1, 1e-9); /* enters sideways */
  g_assert_cmpfloat (loop->label.width, >, 0);
}

/* What is caught and what goes on normally do not put their heads upon each other. */
static void
test_heads_of_different_kinds_stand_apart (void)
{
  static const char text[] =
      "{'StartAt': 'A', 'States': {"
      "'A': {'Type': 'Task', 'Resource': 'r', 'Next': 'B',"
      " 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'C'}]},"
      "'B': {'Type': 'Task', 'Resource': 'r', 'Next': 'C',"
      " 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'D'}]},"
      "'C': {'Type': 'Pass', 'End': true}, 'D': {'Type': 'Pass', 'End': true}}}";
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (SwLayout) layout = lay_out (json, NULL, NULL);
  const SwLayoutEdge *next = find_edge (layout, "/B^next");
  const SwLayoutEdge *caught = find_edge (layout, "/A^catch/0");
  const SwLayoutEdge *alone = find_edge (layout, "/B^catch/0");

  g_assert_cmpfloat (fabs (next->tip.x - caught->tip.x), >, 10);
  g_assert_cmpfloat (next->tip.y, ==, caught->tip.y);
  g_assert_cmpfloat (alone->tip.x, ==, get_middle (&find_node (layout, "/D")->rect));
  assert_faultless (layout);
}

static gboolean
collapse_all (const SwGraphNode *node,
              gpointer           user_data)
{
  return TRUE;
}

static void
test_lanes_stand_in_their_container (void)
{
  for (int direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
    {
      SwLayoutOptions options = { .direction = direction, .scale = 1 };
      g_autoptr (SwLayout) layout = lay_out_file ("containers.asl.json", &options, NULL);
      const SwRect *parallel = &find_node (layout, "/P")->rect;
      guint count;
      const SwLayoutScope *lanes = sw_layout_get_scopes (layout, &count);

      g_assert_cmpuint (count, ==, 6);
      g_assert_true (find_node (layout, "/P")->open);
      for (guint i = 1; i <= 3; i++)
        {
          const SwRect *lane = &lanes[i].rect;
          g_assert_cmpfloat (lane->y, >=, parallel->y + SW_LAYOUT_HEADER_HEIGHT);
          g_assert_cmpfloat (lane->x, >, parallel->x);
          g_assert_cmpfloat (lane->x + lane->width, <, parallel->x + parallel->width);
          g_assert_cmpfloat (lane->y + lane->height, <, parallel->y + parallel->height);
        }
      g_assert_cmpfloat (lanes[1].rect.width, >=, SW_LAYOUT_STATE_WIDTH);
      if (direction == SW_DIRECTION_DOWN)
        g_assert_cmpfloat (lanes[1].rect.x + lanes[1].rect.width, <, lanes[2].rect.x);
      else
        g_assert_cmpfloat (lanes[1].rect.y + lanes[1].rect.height, <, lanes[2].rect.y);
      assert_faultless (layout);
    }
}

static void
test_empty_scope_shows_its_slot (void)
{
  g_autoptr (SwLayout) branch = lay_out_file ("containers.asl.json", NULL, NULL);
  g_autoptr (SwLayout) machine = lay_out ("{}", NULL, NULL);

  g_assert_true (find_node (branch, "/P/2/^slot")->visible);
  g_assert_cmpfloat (find_node (branch, "/P/2/^slot")->rect.width, ==, SW_LAYOUT_STATE_WIDTH);
  g_assert_true (find_node (machine, "/^slot")->visible);
  assert_faultless (machine);
}

static void
test_collapsed_container_is_a_plain_box (void)
{
  SwLayoutOptions options = { .scale = 1, .is_collapsed = collapse_all };
  g_autoptr (SwLayout) layout = lay_out_file ("containers.asl.json", &options, NULL);
  const SwLayoutNode *parallel = find_node (layout, "/P");
  const SwLayoutNode *hidden = find_node (layout, "/M/0/N/0/X");
  guint count;

  g_assert_cmpfloat (parallel->rect.width, ==, SW_LAYOUT_STATE_WIDTH);
  g_assert_cmpfloat (parallel->rect.height, ==, SW_LAYOUT_STATE_HEIGHT);
  g_assert_false (parallel->open);
  g_assert_false (hidden->visible);
  g_assert_cmpmem (&hidden->rect, sizeof (SwRect), &find_node (layout, "/M")->rect,
                   sizeof (SwRect));
  sw_layout_get_scopes (layout, &count);
  g_assert_cmpuint (count, ==, 1);
  assert_faultless (layout);
}

static void
test_hub_is_bundled (void)
{
  guint count, bundled = 0;
  g_autofree char *text = fixture_generate (SHAPE_HUB, 30, 1);
  g_autoptr (SwLayout) layout = lay_out (text, NULL, NULL);
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &count);

  for (guint i = 0; i < count; i++)
    bundled += edges[i].bundled;
  g_assert_cmpuint (bundled, >=, 2 * (30 - 3 - 1)); /* of 27 Tasks all Next and Catch but one */
}

static void
test_scale_multiplies_sizes (void)
{
  SwLayoutOptions large = { .scale = 2 };
  g_autoptr (SwLayout) layout = lay_out_file ("main-line.asl.json", &large, NULL);

  g_assert_cmpfloat (find_node (layout, "/A")->rect.width, ==, 2 * SW_LAYOUT_STATE_WIDTH);
  g_assert_cmpfloat (find_node (layout, "/^end")->rect.height, ==, 2 * SW_LAYOUT_TERMINAL_SIZE);
  g_assert_cmpfloat (sw_layout_get_scale (layout), ==, 2);
  assert_faultless (layout);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint row = 0; row < G_N_ELEMENTS (shapes); row++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/faultless/%s-%u",
                                               fixture_shape_get_name (shapes[row].shape),
                                               shapes[row].states);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_shape);
    }
  g_test_add_func ("/layout/order-of-keys-does-not-matter", test_order_of_keys_does_not_matter);
  g_test_add_func ("/layout/renaming-moves-nothing", test_renaming_moves_nothing);
  g_test_add_func ("/layout/an-edit-stays-in-its-branch", test_an_edit_stays_in_its_branch);
  g_test_add_func ("/layout/cache-never-changes-a-picture", test_cache_never_changes_a_picture);
  g_test_add_func ("/layout/small-edits-move-little", test_small_edits_move_little);
  g_test_add_data_func ("/layout/few-edges-cross/flat", GUINT_TO_POINTER (0), test_few_edges_cross);
  g_test_add_data_func ("/layout/few-edges-cross/mixed", GUINT_TO_POINTER (1), test_few_edges_cross);
  g_test_add_data_func ("/layout/few-edges-cross/tangle", GUINT_TO_POINTER (2), test_few_edges_cross);
  g_test_add_func ("/layout/branches-keep-the-order-of-the-definition",
                   test_branches_keep_the_order_of_the_definition);
  g_test_add_func ("/layout/main-line-is-straight-and-reads-downwards",
                   test_main_line_is_straight_and_reads_downwards);
  g_test_add_func ("/layout/catch-and-loop-touch-the-side", test_sides);
  g_test_add_func ("/layout/heads-of-different-kinds-stand-apart",
                   test_heads_of_different_kinds_stand_apart);
  g_test_add_func ("/layout/lanes-stand-in-their-container", test_lanes_stand_in_their_container);
  g_test_add_func ("/layout/empty-scope-shows-its-slot", test_empty_scope_shows_its_slot);
  g_test_add_func ("/layout/collapsed-container-is-a-plain-box",
                   test_collapsed_container_is_a_plain_box);
  g_test_add_func ("/layout/hub-is-bundled", test_hub_is_bundled);
  g_test_add_func ("/layout/scale-multiplies-sizes", test_scale_multiplies_sizes);
  return g_test_run ();
}
