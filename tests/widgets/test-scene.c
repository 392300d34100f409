/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>

#define PASS(next) "{\"Type\":\"Pass\"," next "}"
#define TO(name) "\"Next\":\"" name "\""
#define END "\"End\":true"
#define SCOPE(start, states) "{\"StartAt\":\"" start "\",\"States\":{" states "}}"

#define CHAIN SCOPE ("A", "\"A\":" PASS (TO ("B")) ",\"B\":" PASS (END))
#define LONGER SCOPE ("N", "\"N\":" PASS (TO ("A")) ",\"A\":" PASS (TO ("B")) ",\"B\":" PASS (END))
#define RENAMED SCOPE ("First", "\"First\":" PASS (TO ("B")) ",\"B\":" PASS (END))
#define NESTED                                                                              \
  SCOPE ("P", "\"P\":{\"Type\":\"Parallel\",\"Branches\":[" SCOPE ("I", "\"I\":" PASS (END)) \
         "]," TO ("B") "},\"B\":" PASS (END))
#define CHOICE                                                                                   \
  SCOPE ("C", "\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.a\",\"IsPresent\":true," \
         TO ("X") "}],\"Default\":\"Y\"},\"X\":{\"Type\":\"Succeed\"},\"Y\":{\"Type\":\"Fail\"}")

static void
test_what_is_hit (void)
{
  g_autoptr (SwScene) scene = fixture_scene (NESTED, SW_DIRECTION_DOWN, NULL);
  const SwGraphNode *container = fixture_state (scene, "P");
  const SwGraphNode *inner = fixture_state (scene, "I");
  SwRect box = sw_scene_get_node_rect (scene, container->id);
  SwRect card = sw_scene_get_node_rect (scene, inner->id);
  const SwGraphEdge *edge = fixture_edge (scene, "P", SW_EDGE_NEXT, 0);
  SwPoint tip = sw_scene_get_edge_tip (scene, edge->id);
  SwPoint tail = sw_scene_get_edge_start (scene, edge->id);
  const struct
  {
    SwPoint   point;
    SwHitKind kind;
    guint     id;
  } rows[] = {
    { sw_rect_get_center (card), SW_HIT_NODE, inner->id },
    { { box.x + 20, box.y + 10 }, SW_HIT_NODE, container->id },
    { { box.x + 4, box.y + box.height - 4 }, SW_HIT_BODY, container->id },
    { { tip.x, tip.y - 4 }, SW_HIT_TIP, edge->id }, /* the tip itself touches the state it points at */
    { { tail.x, tail.y + 3 }, SW_HIT_TAIL, edge->id },
    { { box.x - 500, box.y }, SW_HIT_NOTHING, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SwHit hit = sw_scene_hit (scene, rows[i].point, 6);
      g_test_message ("row %u", i);
      g_assert_cmpint (hit.kind, ==, rows[i].kind);
      if (rows[i].kind != SW_HIT_NOTHING)
        g_assert_cmpuint (hit.id, ==, rows[i].id);
    }
}

static void
test_the_label_of_an_edge_hits_the_edge (void)
{
  g_autoptr (SwScene) scene = fixture_scene (CHOICE, SW_DIRECTION_DOWN, NULL);
  const SwGraphEdge *edge = fixture_edge (scene, "C", SW_EDGE_RULE, 0);
  SwRect label = sw_scene_get_edge_label (scene, edge->id);
  SwHit hit = sw_scene_hit (scene, (SwPoint) { label.x + 3, label.y + label.height / 2 }, 2);

  g_assert_cmpint (hit.kind, ==, SW_HIT_LABEL);
  g_assert_true (sw_hit_is_edge (hit));
  g_assert_cmpuint (hit.id, ==, edge->id);
}

static void
test_the_insertion_mark_stays_off_the_label (void)
{
  g_autoptr (SwScene) scene = fixture_scene (CHOICE, SW_DIRECTION_DOWN, NULL);
  const SwGraphEdge *edge = fixture_edge (scene, "C", SW_EDGE_RULE, 0);

  g_assert_false (
      sw_rect_contains (sw_scene_get_edge_label (scene, edge->id), fixture_middle (scene, edge)));
}

static void
test_states_glide_from_their_old_places (void)
{
  g_autoptr (SwScene) before = fixture_scene (CHAIN, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwScene) after = fixture_scene (LONGER, SW_DIRECTION_DOWN, before);
  guint id = fixture_state (after, "B")->id;
  SwRect from = sw_scene_get_node_rect (before, fixture_state (before, "B")->id);
  SwRect to = sw_scene_get_node (after, id)->rect;

  g_assert_cmpfloat (to.y, >, from.y);
  g_assert_true (sw_scene_is_moving (after));
  g_assert_cmpfloat (sw_scene_get_node_rect (after, id).y, ==, from.y);
  sw_scene_set_progress (after, 0.5);
  g_assert_cmpfloat_with_epsilon (sw_scene_get_node_rect (after, id).y, (from.y + to.y) / 2, 0.01);
  sw_scene_set_progress (after, 1);
  g_assert_false (sw_scene_is_moving (after));
  g_assert_cmpfloat (sw_scene_get_node_rect (after, id).y, ==, to.y);
}

static void
test_edges_stay_with_their_states_on_the_way (void)
{
  g_autoptr (SwScene) before = fixture_scene (CHAIN, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwScene) after = fixture_scene (LONGER, SW_DIRECTION_DOWN, before);
  guint edge = fixture_edge (after, "A", SW_EDGE_NEXT, 0)->id;
  guint state = fixture_state (after, "B")->id;

  for (double progress = 0; progress <= 1; progress += 0.25)
    {
      sw_scene_set_progress (after, progress);
      SwRect head = sw_scene_get_node_rect (after, state);
      SwPoint tip = sw_scene_get_edge_tip (after, edge);
      g_assert_cmpfloat_with_epsilon (tip.y, head.y, 0.01);
      g_assert_cmpfloat_with_epsilon (tip.x, head.x + head.width / 2, 0.01);
    }
}

static void
test_a_new_state_is_new_and_a_renamed_one_is_not (void)
{
  g_autoptr (SwScene) before = fixture_scene (CHAIN, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwScene) longer = fixture_scene (LONGER, SW_DIRECTION_DOWN, before);
  g_autoptr (SwScene) renamed = fixture_scene (RENAMED, SW_DIRECTION_DOWN, before);
  guint first = fixture_state (renamed, "First")->id;

  g_assert_true (sw_scene_is_new (longer, fixture_state (longer, "N")->id));
  g_assert_false (sw_scene_is_new (longer, fixture_state (longer, "A")->id));
  g_assert_false (sw_scene_is_new (renamed, first));
  g_assert_cmpuint (sw_scene_get_former_id (renamed, first), ==, fixture_state (before, "A")->id);
}

/* After most keys nothing has moved: the scene goes on, and what was painted stays. */
static void
test_a_scene_goes_on_where_nothing_moves (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    gboolean    congruent;
  } rows[] = {
    { CHAIN, CHAIN, TRUE },
    { CHAIN, SCOPE ("A", "\"A\":" PASS ("\"Comment\":\"c\"," TO ("B")) ",\"B\":" PASS (END)),
      TRUE },
    { CHAIN, LONGER, FALSE },
    { CHAIN, RENAMED, FALSE },
    { CHAIN, SCOPE ("A", "\"A\":" PASS (TO ("B")) ",\"B\":{\"Type\":\"Succeed\"}"), FALSE },
    { CHAIN, SCOPE ("A", "\"A\":" PASS (TO ("B")) ",\"B\":" PASS (END) ",\"C\":" PASS (END)),
      FALSE },
    { CHOICE,
      SCOPE (
          "C",
          "\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.b\",\"IsPresent\":true," TO (
              "X") "}],\"Default\":\"Y\"},\"X\":{\"Type\":\"Succeed\"},\"Y\":{\"Type\":\"Fail\"}"),
      FALSE }, /* what is written on an arrow */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SwScene) before = fixture_scene (rows[i].before, SW_DIRECTION_DOWN, NULL);
      g_autoptr (SwScene) after = fixture_matched (rows[i].after, SW_DIRECTION_DOWN, before);

      g_test_message ("row %u", i);
      g_assert_cmpint (sw_scene_is_congruent (after, before), ==, rows[i].congruent);
      g_assert_false (sw_scene_is_congruent (before, after));
    }
}

static void
test_what_goes_on_is_of_the_later_text (void)
{
  g_autoptr (SwScene) scene = fixture_scene (CHAIN, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwScene) next = fixture_matched (
      SCOPE ("A", "\"A\":" PASS ("\"Comment\":\"c\"," TO ("B")) ",\"B\":" PASS (END)),
      SW_DIRECTION_DOWN, scene);
  guint a = fixture_state (scene, "A")->id;
  guint b = fixture_state (scene, "B")->id;
  SwGraph *graph = sw_scene_get_graph (next);
  guint n_ways;

  g_assert_false (sw_scene_is_same (next, a));
  g_assert_true (sw_scene_is_same (next, b));
  sw_scene_take_over (scene, next);
  g_assert_true (sw_scene_get_graph (scene) == graph);
  g_assert_true (sw_scene_get_node (scene, a)->node == sw_graph_get_nodes (graph)->pdata[a]);
  g_assert_true (sw_scene_get_edge (scene, 0)->edge == sw_graph_get_edges (graph)->pdata[0]);
  g_assert_true (sw_scene_get_ways (scene, a, &n_ways)[0]->from
                 == sw_graph_get_nodes (graph)->pdata[a]);
  g_assert_false (sw_scene_is_moving (scene));
}

static void
test_a_rubber_band_takes_what_lies_wholly_in_it (void)
{
  g_autoptr (SwScene) scene = fixture_scene (NESTED, SW_DIRECTION_DOWN, NULL);
  const SwGraphNode *inner = fixture_state (scene, "I");
  SwRect card = sw_scene_get_node_rect (scene, inner->id);
  g_autoptr (GArray) one = sw_scene_find_nodes_in (scene, sw_rect_grow (card, 2));
  g_autoptr (GArray) none = sw_scene_find_nodes_in (scene, sw_rect_grow (card, -2));
  g_autoptr (GArray) all = sw_scene_find_nodes_in (scene, (SwRect) { -1000, -1000, 9000, 9000 });

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (g_array_index (one, guint, 0), ==, inner->id);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 3);
}

/* Tasks one after the other, all of which catch to the last */
static char *
dup_hub (guint n_tasks)
{
  GString *text = g_string_new ("{ \"StartAt\": \"T0\", \"States\": { ");

  for (guint i = 0; i < n_tasks; i++)
    g_string_append_printf (text,
                            "\"T%u\": { \"Type\": \"Task\", \"Resource\": \"r\", \"Next\": \"T%u\","
                            " \"Catch\": [ { \"ErrorEquals\": [\"States.ALL\"], \"Next\": \"T%u\" } ] }, ",
                            i, i + 1, n_tasks);
  g_string_append_printf (text, "\"T%u\": { \"Type\": \"Fail\" } } }", n_tasks);
  return g_string_free_and_steal (text);
}

static double
get_tile_trunks (const SwSceneTile *tile)
{
  double length = 0;

  for (guint i = 0; i < tile->trunks->len; i++)
    {
      const SwTrunk *trunk = &g_array_index (tile->trunks, SwTrunk, i);
      g_assert_true (sw_rect_contains (tile->painted, trunk->from));
      g_assert_true (sw_rect_contains (tile->painted, trunk->to));
      g_assert_true (trunk->is_catch);
      length += fabs (trunk->to.x - trunk->from.x) + fabs (trunk->to.y - trunk->from.y);
    }
  return length;
}

/* The side channel is as long as the picture; it is painted once, and a tile only paints what is
 * near it. */
static void
test_a_bundle_is_painted_once (gconstpointer data)
{
  g_autofree char *text = dup_hub (80);
  g_autoptr (SwScene) scene = fixture_scene (text, (SwDirection) GPOINTER_TO_INT (data), NULL);
  GPtrArray *tiles = sw_scene_get_tiles (scene);
  double extent = MAX (sw_scene_get_width (scene), sw_scene_get_height (scene));
  guint parts[SW_STRAND_TAIL + 1] = { 0 };
  double trunks = 0;

  for (guint i = 0; i < tiles->len; i++)
    {
      const SwSceneTile *tile = g_ptr_array_index (tiles, i);
      trunks += get_tile_trunks (tile);
      for (guint j = 0; j < tile->strands->len; j++)
        parts[g_array_index (tile->strands, SwStrand, j).part]++;
      g_assert_cmpfloat (MAX (tile->painted.width, tile->painted.height), <, 2500);
    }
  g_assert_cmpuint (parts[SW_STRAND_WHOLE] + parts[SW_STRAND_STUB], ==,
                    sw_scene_get_n_edges (scene));
  g_assert_cmpuint (parts[SW_STRAND_STUB], >, 60);
  g_assert_cmpuint (parts[SW_STRAND_TAIL], ==, 1);
  g_assert_cmpfloat (trunks, >, 0.8 * extent);
  g_assert_cmpfloat (trunks, <, extent);
}

/* An arrow to a far state has its middle far away; where it begins is painted with what is there. */
static void
test_a_ring_is_painted_where_it_stands (gconstpointer data)
{
  const guint n_tasks = 80;
  g_autofree char *text = dup_hub (n_tasks);
  g_autoptr (SwScene) scene = fixture_scene (text, (SwDirection) GPOINTER_TO_INT (data), NULL);
  GPtrArray *tiles = sw_scene_get_tiles (scene);
  guint n_rings = 0;

  for (guint i = 0; i < tiles->len; i++)
    {
      const SwSceneTile *tile = g_ptr_array_index (tiles, i);
      for (guint j = 0; j < tile->rings->len; j++)
        {
          guint edge = g_array_index (tile->rings, guint, j);
          g_assert_cmpint (sw_scene_get_edge (scene, edge)->edge->kind, ==, SW_EDGE_CATCH);
          g_assert_true (
              sw_rect_contains (tile->painted, sw_scene_get_edge_start (scene, edge)));
        }
      n_rings += tile->rings->len;
      g_assert_cmpuint (tile->rings->len, <, n_tasks / 2);
    }
  g_assert_cmpuint (n_rings, ==, n_tasks);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas/scene/what-is-hit", test_what_is_hit);
  g_test_add_func ("/canvas/scene/the-label-of-an-edge-hits-the-edge",
                   test_the_label_of_an_edge_hits_the_edge);
  g_test_add_func ("/canvas/scene/the-insertion-mark-stays-off-the-label",
                   test_the_insertion_mark_stays_off_the_label);
  g_test_add_func ("/canvas/scene/states-glide-from-their-old-places",
                   test_states_glide_from_their_old_places);
  g_test_add_func ("/canvas/scene/edges-stay-with-their-states-on-the-way",
                   test_edges_stay_with_their_states_on_the_way);
  g_test_add_func ("/canvas/scene/a-new-state-is-new-and-a-renamed-one-is-not",
                   test_a_new_state_is_new_and_a_renamed_one_is_not);
  g_test_add_func ("/canvas/scene/a-scene-goes-on-where-nothing-moves",
                   test_a_scene_goes_on_where_nothing_moves);
  g_test_add_func ("/canvas/scene/what-goes-on-is-of-the-later-text",
                   test_what_goes_on_is_of_the_later_text);
  g_test_add_func ("/canvas/scene/a-rubber-band-takes-what-lies-wholly-in-it",
                   test_a_rubber_band_takes_what_lies_wholly_in_it);
  g_test_add_data_func ("/canvas/scene/a-bundle-is-painted-once/down",
                        GINT_TO_POINTER (SW_DIRECTION_DOWN), test_a_bundle_is_painted_once);
  g_test_add_data_func ("/canvas/scene/a-bundle-is-painted-once/right",
                        GINT_TO_POINTER (SW_DIRECTION_RIGHT), test_a_bundle_is_painted_once);
  g_test_add_data_func ("/canvas/scene/a-ring-is-painted-where-it-stands/down",
                        GINT_TO_POINTER (SW_DIRECTION_DOWN),
                        test_a_ring_is_painted_where_it_stands);
  g_test_add_data_func ("/canvas/scene/a-ring-is-painted-where-it-stands/right",
                        GINT_TO_POINTER (SW_DIRECTION_RIGHT),
                        test_a_ring_is_painted_where_it_stands);
  return g_test_run ();
}
