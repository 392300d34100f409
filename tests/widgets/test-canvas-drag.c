/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/gestures/sw-canvas-drag.h"
#include "fixture.h"

#include <string.h>

/* Two Tasks, a Choice with two rules, a Parallel of two branches and the ends, in one machine */
#define MACHINE                                                                                          \
  "{\"StartAt\":\"A\",\"States\":{"                                                                      \
  "\"A\":{\"Type\":\"Pass\",\"Next\":\"T\"},"                                                            \
  "\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:x\",\"Catch\":[{\"ErrorEquals\":[\"E\"],\"Next\":\"F\"}],"\
  "\"Next\":\"C\"},"                                                                                     \
  "\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.p\",\"IsPresent\":true,\"Next\":\"P\"},"    \
  "{\"Variable\":\"$.f\",\"IsPresent\":true,\"Next\":\"F\"}],\"Default\":\"S\"},"                        \
  "\"P\":{\"Type\":\"Parallel\",\"Branches\":["                                                          \
  "{\"StartAt\":\"X\",\"States\":{\"X\":{\"Type\":\"Pass\",\"End\":true}}},"                             \
  "{\"StartAt\":\"Y\",\"States\":{\"Y\":{\"Type\":\"Pass\",\"End\":true}}}],\"Next\":\"S\"},"            \
  "\"S\":{\"Type\":\"Succeed\"},\"F\":{\"Type\":\"Fail\"}}}"

typedef enum
{
  ARROW, /* a new one from `from` */
  HEAD,  /* of the Next, or the first rule, of `from` */
  TAIL,
  CATCH_TAIL, /* of its first catcher */
} Hand;

/* An arrow in the hand, a state it is held at -> what it could be, or why it cannot */
static const struct
{
  const char *name;
  Hand        hand;
  const char *from;
  const char *to;      /* NULL: the End */
  const char *ways;    /* of ARROW: initials of the kinds: Next, Default, Rule, Catch */
  const char *refusal; /* a part of it; NULL where it is possible */
} arrows[] = {
  { "a-pass-goes-on", ARROW, "A", "S", "N", NULL },
  { "a-task-goes-on-or-catches", ARROW, "T", "S", "NC", NULL },
  { "a-task-catches-where-it-goes-on-already", ARROW, "T", "C", "C", NULL },
  { "a-choice-gets-a-rule-or-its-default", ARROW, "C", "T", "RD", NULL },
  { "a-choice-gets-a-rule-where-its-default-leads-already", ARROW, "C", "S", "R", NULL },
  { "a-task-ends", ARROW, "T", NULL, "N", NULL },
  { "a-choice-cannot-end", ARROW, "C", NULL, "", "cannot lead to the end" },
  { "nothing-follows-a-fail", ARROW, "F", "S", "", "nothing can follow a Fail" },
  { "an-arrow-stays-in-its-branch", ARROW, "A", "X", "", "cannot leave its branch" },
  { "out-of-a-branch-neither", ARROW, "X", "S", "", "cannot leave its branch" },
  { "a-head-to-a-state", HEAD, "A", "S", NULL, NULL },
  { "a-head-to-the-end", HEAD, "A", NULL, NULL, NULL },
  { "a-rule-to-the-end", HEAD, "C", NULL, NULL, "cannot lead to the end" },
  { "a-tail-to-a-state", TAIL, "A", "T", NULL, NULL },
  { "a-tail-to-a-succeed", TAIL, "A", "S", NULL, "nothing can follow a Succeed" },
  { "a-tail-to-the-end", TAIL, "A", NULL, NULL, "Nothing comes from the end" },
  { "a-rule-to-a-pass", TAIL, "C", "A", NULL, "is no Choice" },
  { "a-catcher-to-a-parallel", CATCH_TAIL, "T", "P", NULL, NULL },
  { "a-catcher-to-a-pass", CATCH_TAIL, "T", "A", NULL, "cannot catch errors" },
};

static SwCanvasDrag *
take (SwScene *scene, gsize row)
{
  const SwGraphNode *from = fixture_state (scene, arrows[row].from);
  SwEdgeKind kind = from->state->type == SW_STATE_CHOICE ? SW_EDGE_RULE : SW_EDGE_NEXT;

  switch (arrows[row].hand)
    {
    case HEAD:
      return sw_canvas_drag_new_head (fixture_edge (scene, arrows[row].from, kind, 0));
    case TAIL:
      return sw_canvas_drag_new_tail (fixture_edge (scene, arrows[row].from, kind, 0));
    case CATCH_TAIL:
      return sw_canvas_drag_new_tail (fixture_edge (scene, arrows[row].from, SW_EDGE_CATCH, 0));
    case ARROW:
    default:
      return sw_canvas_drag_new_arrow (from);
    }
}

static void
check_ways (const SwCanvasDrag *drag, SwScene *scene, const char *expected)
{
  static const char initials[SW_PLACE_N_KINDS] = {
    [SW_PLACE_NEXT] = 'N', [SW_PLACE_DEFAULT] = 'D', [SW_PLACE_NEW_RULE] = 'R', [SW_PLACE_NEW_CATCH] = 'C',
  };
  g_autoptr (GArray) ways = sw_canvas_drag_dup_ways (drag, scene);

  g_assert_cmpuint (ways->len, ==, strlen (expected));
  for (guint i = 0; i < ways->len; i++)
    g_assert_cmpint (initials[g_array_index (ways, SwPlaceKind, i)], ==, expected[i]);
}

static void
test_arrow (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (SwScene) scene = fixture_scene (MACHINE, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwCanvasDrag) drag = take (scene, row);
  const SwGraphNode *to = arrows[row].to != NULL ? fixture_state (scene, arrows[row].to)
                                                 : fixture_kind (scene, SW_GRAPH_NODE_END, NULL);

  g_assert_nonnull (drag);
  g_assert_false (sw_canvas_drag_is_aimed (drag));
  sw_canvas_drag_aim_node (drag, scene, to->id);
  g_assert_cmpint (sw_canvas_drag_is_allowed (drag), ==, arrows[row].refusal == NULL);
  if (arrows[row].refusal != NULL)
    g_assert_nonnull (strstr (sw_canvas_drag_get_refusal (drag), arrows[row].refusal));
  if (arrows[row].ways != NULL)
    check_ways (drag, scene, arrows[row].ways);
}

static gboolean
has (GArray *ids, guint id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint, i) == id)
      return TRUE;
  return FALSE;
}

/* What is lit up is what an arrow may lead to: states of its own scope, and where it may, the
 * End */
static void
test_what_is_lit_up (void)
{
  g_autoptr (SwScene) scene = fixture_scene (MACHINE, SW_DIRECTION_DOWN, NULL);
  g_autoptr (SwCanvasDrag) pass = sw_canvas_drag_new_arrow (fixture_state (scene, "A"));
  g_autoptr (SwCanvasDrag) choice = sw_canvas_drag_new_arrow (fixture_state (scene, "C"));
  g_autoptr (GArray) from_pass = sw_canvas_drag_find_nodes (pass, scene);
  g_autoptr (GArray) from_choice = sw_canvas_drag_find_nodes (choice, scene);
  guint end = fixture_kind (scene, SW_GRAPH_NODE_END, NULL)->id;

  g_assert_true (has (from_pass, fixture_state (scene, "S")->id));
  g_assert_false (has (from_pass, fixture_state (scene, "X")->id));
  g_assert_false (has (from_pass, fixture_state (scene, "T")->id)); /* it leads there already */
  g_assert_true (has (from_pass, end));
  g_assert_false (has (from_choice, end));
}

/* A rule held at another one's arrow, a branch over another one */
static void
test_order (void)
{
  g_autoptr (SwScene) scene = fixture_scene (MACHINE, SW_DIRECTION_DOWN, NULL);
  const SwGraphEdge *first = fixture_edge (scene, "C", SW_EDGE_RULE, 0);
  const SwGraphEdge *second = fixture_edge (scene, "C", SW_EDGE_RULE, 1);
  const SwGraphEdge *other = fixture_edge (scene, "C", SW_EDGE_DEFAULT, 0);
  const SwGraphScope *lane = fixture_state (scene, "X")->scope;
  const SwGraphNode *y = fixture_state (scene, "Y");
  g_autoptr (SwCanvasDrag) rule = sw_canvas_drag_new_order_edge (first);
  g_autoptr (SwCanvasDrag) branch = sw_canvas_drag_new_order_lane (lane);

  g_assert_null (sw_canvas_drag_new_order_edge (other));
  sw_canvas_drag_aim (rule, scene, sw_rect_get_center (sw_scene_get_edge_label (scene, second->id)),
                      8);
  g_assert_cmpuint (sw_canvas_drag_get_aimed_edge (rule), ==, second->id);
  g_assert_true (sw_canvas_drag_is_allowed (rule));
  sw_canvas_drag_aim (rule, scene, sw_rect_get_center (sw_scene_get_edge_label (scene, other->id)),
                      8);
  g_assert_false (sw_canvas_drag_is_aimed (rule));

  sw_canvas_drag_aim (branch, scene, sw_rect_get_center (sw_scene_get_node_rect (scene, y->id)), 8);
  g_assert_true (sw_canvas_drag_get_aimed_lane (branch) == y->scope);
  g_assert_true (sw_canvas_drag_is_allowed (branch));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD_TABLE ("/canvas/drag/arrow/", arrows, test_arrow);
  g_test_add_func ("/canvas/drag/what-is-lit-up", test_what_is_lit_up);
  g_test_add_func ("/canvas/drag/order", test_order);
  return g_test_run ();
}
