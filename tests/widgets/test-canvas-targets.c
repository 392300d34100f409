/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/gestures/sw-canvas-targets.h"
#include "fixture.h"

#define PASS(next) "{\"Type\":\"Pass\"," next "}"
#define TO(name) "\"Next\":\"" name "\""
#define END "\"End\":true"
#define SCOPE(start, states) "{\"StartAt\":\"" start "\",\"States\":{" states "}}"

#define CHAIN SCOPE ("A", "\"A\":" PASS (TO ("B")) ",\"B\":" PASS (END))
#define EMPTY SCOPE ("", "")
#define RULE(path, next) "{\"Variable\":\"" path "\",\"IsPresent\":true," TO (next) "}"
#define CHOICE                                                                                   \
  SCOPE ("C", "\"C\":{\"Type\":\"Choice\",\"Choices\":[" RULE ("$.a", "X") "," RULE ("$.b", "Y") \
         "],\"Default\":\"Z\"},\"X\":" PASS (END) ",\"Y\":{\"Type\":\"Succeed\"},\"Z\":{\"Type\":\"Fail\"}")
#define CATCH                                                                                        \
  SCOPE ("T", "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:lambda:x\",\"Catch\":["               \
         "{\"ErrorEquals\":[\"A.B\"]," TO ("H") "},{\"ErrorEquals\":[\"States.ALL\"]," TO ("G") "}]," \
         END "},\"H\":" PASS (END) ",\"G\":" PASS (END))
#define PARALLEL                                                                                       \
  SCOPE ("P", "\"P\":{\"Type\":\"Parallel\",\"Branches\":[" SCOPE ("I", "\"I\":" PASS (END)) "," EMPTY \
         "]," END "}")
#define MAP SCOPE ("M", "\"M\":{\"Type\":\"Map\",\"Iterator\":" EMPTY "," END "}")
#define LOOP                                                                             \
  SCOPE ("A", "\"A\":" PASS (TO ("C")) ",\"C\":{\"Type\":\"Choice\",\"Choices\":["       \
         RULE ("$.a", "A") "],\"Default\":\"B\"},\"B\":{\"Type\":\"Succeed\"}")
#define ODD_NAME SCOPE ("a/b~c", "\"a/b~c\":" PASS (END))

/* An edge of a definition -> the place it stands for */
static const struct
{
  const char *name;
  const char *text;
  const char *from;
  SwEdgeKind  edge;
  guint       index;
  SwPlaceKind kind;
  const char *pointer;
} edges[] = {
  { "start", CHAIN, NULL, SW_EDGE_START, 0, SW_PLACE_START, "" },
  { "next", CHAIN, "A", SW_EDGE_NEXT, 0, SW_PLACE_NEXT, "/States/A" },
  { "end", CHAIN, "B", SW_EDGE_END, 0, SW_PLACE_NEXT, "/States/B" },
  { "first-rule", CHOICE, "C", SW_EDGE_RULE, 0, SW_PLACE_RULE, "/States/C" },
  { "second-rule", CHOICE, "C", SW_EDGE_RULE, 1, SW_PLACE_RULE, "/States/C" },
  { "default", CHOICE, "C", SW_EDGE_DEFAULT, 0, SW_PLACE_DEFAULT, "/States/C" },
  { "second-catcher", CATCH, "T", SW_EDGE_CATCH, 1, SW_PLACE_CATCH, "/States/T" },
  { "inside-a-branch", PARALLEL, "I", SW_EDGE_END, 0, SW_PLACE_NEXT, "/States/P/Branches/0/States/I" },
  { "of-a-name-that-needs-escapes", ODD_NAME, "a/b~c", SW_EDGE_END, 0, SW_PLACE_NEXT, "/States/a~1b~0c" },
};

static void
check (const SwCanvasTarget *target, SwPlaceKind kind, const char *pointer, guint index)
{
  g_assert_nonnull (target);
  g_assert_cmpint (target->place.kind, ==, kind);
  g_assert_cmpstr (target->place.pointer, ==, pointer);
  g_assert_cmpuint (target->place.index, ==, index);
}

static void
test_edge (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SwScene) scene = fixture_scene (edges[i].text, SW_DIRECTION_DOWN, NULL);
  const SwGraphEdge *edge = fixture_edge (scene, edges[i].from, edges[i].edge, edges[i].index);
  g_autoptr (SwCanvasTarget) target = sw_canvas_target_from_edge (edge);

  check (target, edges[i].kind, edges[i].pointer, edges[i].index);
  g_assert_cmpuint (target->edge, ==, edge->id);

  /* … and that is what a drop on its middle means, whichever way the picture flows. */
  for (SwDirection direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
    {
      g_autoptr (SwScene) picture = fixture_scene (edges[i].text, direction, NULL);
      const SwGraphEdge *drawn =
          fixture_edge (picture, edges[i].from, edges[i].edge, edges[i].index);
      g_autoptr (SwCanvasTarget) dropped
          = sw_canvas_target_at (picture, fixture_middle (picture, drawn), 40);
      g_assert_true (sw_canvas_target_equal (target, dropped));
    }
}

/* The slot of an empty scope -> the start of that scope */
static const struct
{
  const char *name;
  const char *text;
  const char *owner;
  const char *pointer;
} slots[] = {
  { "empty-machine", EMPTY, NULL, "" },
  { "empty-branch", PARALLEL, "P", "/States/P/Branches/1" },
  { "empty-iterator", MAP, "M", "/States/M/Iterator" },
};

static void
test_slot (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SwScene) scene = fixture_scene (slots[i].text, SW_DIRECTION_DOWN, NULL);
  const SwGraphNode *slot = fixture_kind (scene, SW_GRAPH_NODE_SLOT, slots[i].owner);
  SwPoint middle = sw_rect_get_center (sw_scene_get_node_rect (scene, slot->id));
  g_autoptr (SwCanvasTarget) target = sw_canvas_target_at (scene, middle, 40);

  check (target, SW_PLACE_START, slots[i].pointer, 0);
  g_assert_cmpuint (target->slot, ==, slot->id);
}

/* Which half of a state is dropped on -> before it or after it */
static const struct
{
  const char *name;
  const char *text;
  const char *state;
  double      share; /* of its height, from the top */
  SwPlaceKind kind;
  const char *pointer;
} halves[] = {
  { "upper-half-of-the-first", CHAIN, "A", 0.2, SW_PLACE_START, "" },
  { "lower-half-of-the-first", CHAIN, "A", 0.8, SW_PLACE_NEXT, "/States/A" },
  { "upper-half-of-the-second", CHAIN, "B", 0.2, SW_PLACE_NEXT, "/States/A" },
  { "lower-half-of-the-last", CHAIN, "B", 0.8, SW_PLACE_NEXT, "/States/B" },
  { "lower-half-of-a-choice-is-its-default", CHOICE, "C", 0.8, SW_PLACE_DEFAULT, "/States/C" },
  { "lower-half-of-an-end-state-is-before-it", CHOICE, "Z", 0.8, SW_PLACE_DEFAULT, "/States/C" },
  { "upper-half-where-two-ways-lead-in-is-after", LOOP, "A", 0.2, SW_PLACE_NEXT, "/States/A" },
};

static void
test_half (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SwScene) scene = fixture_scene (halves[i].text, SW_DIRECTION_DOWN, NULL);
  SwRect rect = sw_scene_get_node_rect (scene, fixture_state (scene, halves[i].state)->id);
  SwPoint point = { rect.x + rect.width / 2, rect.y + rect.height * halves[i].share };
  g_autoptr (SwCanvasTarget) target = sw_canvas_target_at (scene, point, 40);

  check (target, halves[i].kind, halves[i].pointer, 0);
}

static void
test_an_empty_machine_takes_a_drop_anywhere (void)
{
  g_autoptr (SwScene) scene = fixture_scene (EMPTY, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwCanvasTarget) target = sw_canvas_target_at (scene, (SwPoint) { -4000, 9000 }, 1);

  check (target, SW_PLACE_START, "", 0);
}

static void
test_far_from_everything_is_nowhere (void)
{
  g_autoptr (SwScene) scene = fixture_scene (CHAIN, SW_DIRECTION_DOWN, NULL);

  g_assert_null (sw_canvas_target_at (scene, (SwPoint) { -4000, 9000 }, 60));
}

/* A rule that leads nowhere yet has a slot of its own; a drop beside it is not one on it. */
#define OPEN_RULE                                                                        \
  SCOPE ("C", "\"C\":{\"Type\":\"Choice\",\"Choices\":[" RULE ("$.a", "") "],\"Default\":\"B\"}," \
         "\"B\":{\"Type\":\"Succeed\"}")

static void
test_an_open_rule_has_a_slot_of_its_own (void)
{
  g_autoptr (SwScene) scene = fixture_scene (OPEN_RULE, SW_DIRECTION_DOWN, NULL);
  const SwGraphNode *slot = fixture_kind (scene, SW_GRAPH_NODE_SLOT, NULL);
  const SwGraphEdge *other = fixture_edge (scene, "C", SW_EDGE_DEFAULT, 0);
  SwPoint middle = sw_rect_get_center (sw_scene_get_node_rect (scene, slot->id));
  g_autoptr (SwCanvasTarget) on_slot = sw_canvas_target_at (scene, middle, 40);
  g_autoptr (SwCanvasTarget) beside =
      sw_canvas_target_at (scene, fixture_middle (scene, other), 40);

  check (on_slot, SW_PLACE_RULE, "/States/C", 0);
  g_assert_cmpuint (on_slot->slot, ==, slot->id);
  check (beside, SW_PLACE_DEFAULT, "/States/C", 0);
}

static void
test_after_an_end_state_is_before_it (void)
{
  g_autoptr (SwScene) scene = fixture_scene (LOOP, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwCanvasTarget) target
      = sw_canvas_target_after (sw_scene_get_graph (scene), fixture_state (scene, "B"));

  check (target, SW_PLACE_DEFAULT, "/States/C", 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD_TABLE ("/canvas/targets/edge/", edges, test_edge);
  FIXTURE_ADD_TABLE ("/canvas/targets/slot/", slots, test_slot);
  FIXTURE_ADD_TABLE ("/canvas/targets/half/", halves, test_half);
  g_test_add_func ("/canvas/targets/an-empty-machine-takes-a-drop-anywhere",
                   test_an_empty_machine_takes_a_drop_anywhere);
  g_test_add_func ("/canvas/targets/far-from-everything-is-nowhere",
                   test_far_from_everything_is_nowhere);
  g_test_add_func ("/canvas/targets/an-open-rule-has-a-slot-of-its-own",
                   test_an_open_rule_has_a_slot_of_its_own);
  g_test_add_func ("/canvas/targets/after-an-end-state-is-before-it",
                   test_after_an_end_state_is_before_it);
  return g_test_run ();
}
