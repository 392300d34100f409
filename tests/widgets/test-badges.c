/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-badges.h"
#include "app/canvas/board/sw-breaks.h"
#include "fixture.h"

#define TEXT \
  "{ \"StartAt\": \"C\", \"States\": {" \
  "  \"C\": { \"Type\": \"Choice\", \"Choices\": [" \
  "      { \"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"P\" }," \
  "      { \"Variable\": \"$.b\", \"IsNull\": true, \"Next\": \"Gone\" } ], \"Default\": \"P\" }," \
  "  \"P\": { \"Type\": \"Parallel\", \"Next\": \"F\"," \
  "      \"Catch\": [ { \"ErrorEquals\": [\"States.ALL\"], \"Next\": \"F\" } ]," \
  "      \"Branches\": [ { \"StartAt\": \"I\", \"States\": { \"I\": { \"Type\": \"Pass\", \"End\": true } } } ] }," \
  "  \"F\": { \"Type\": \"Fail\" } } }"

/* Where a problem with this pointer is shown: at the state, or at the way out of it of this kind;
 * NULL: nowhere in the picture. */
typedef struct
{
  const char *name;
  const char *pointer;
  const char *state;
  gboolean    on_edge;
  SwEdgeKind  kind;
} PlaceCase;

static const PlaceCase place_cases[] = {
  { "state", "/States/F", "F", FALSE, 0 },
  { "field-of-a-state", "/States/F/Cause", "F", FALSE, 0 },
  { "next", "/States/P/Next", "P", TRUE, SW_EDGE_NEXT },
  { "rule", "/States/C/Choices/0/Variable", "C", TRUE, SW_EDGE_RULE },
  { "rule-that-leads-nowhere", "/States/C/Choices/1/Next", "C", FALSE, 0 },
  { "all-rules", "/States/C/Choices", "C", FALSE, 0 },
  { "default", "/States/C/Default", "C", TRUE, SW_EDGE_DEFAULT },
  { "catcher", "/States/P/Catch/0/ErrorEquals/0", "P", TRUE, SW_EDGE_CATCH },
  { "branch", "/States/P/Branches/0/StartAt", "P", FALSE, 0 },
  { "state-in-a-branch", "/States/P/Branches/0/States/I/Type", "I", FALSE, 0 },
  { "end", "/States/P/Branches/0/States/I/End", "I", TRUE, SW_EDGE_END },
  { "machine", "/StartAt", NULL, FALSE, 0 },
  { "no-pointer", NULL, NULL, FALSE, 0 },
};

static GListModel *
list_problem (const char *pointer, SwSeverity severity)
{
  GListStore *list = g_list_store_new (SW_TYPE_PROBLEM);
  g_autoptr (SwDiagnostic) diagnostic
      = sw_diagnostic_new (severity, "SW_TEST", pointer, (SwSpan) { 0, 1 }, "Wrong");
  g_autoptr (SwProblem) problem = sw_problem_new (diagnostic, 1, 1);

  g_list_store_append (list, problem);
  return G_LIST_MODEL (list);
}

static void
test_place (gconstpointer data)
{
  const PlaceCase *test = &place_cases[GPOINTER_TO_SIZE (data)];
  g_autoptr (SwScene) scene = fixture_scene (TEXT, SW_DIRECTION_DOWN, NULL);
  g_autoptr (GListModel) problems = list_problem (test->pointer, SW_SEVERITY_WARNING);
  g_autoptr (GPtrArray) badges = sw_badges_new (scene, problems);
  const SwBadge *badge = badges->len > 0 ? g_ptr_array_index (badges, 0) : NULL;

  g_assert_cmpuint (badges->len, ==, test->state != NULL);
  if (badge == NULL)
    return;
  g_assert_cmpint (badge->on_edge, ==, test->on_edge);
  if (test->on_edge)
    {
      g_assert_cmpstr (sw_scene_get_edge (scene, badge->id)->edge->from->state->name, ==,
                       test->state);
      g_assert_cmpint (sw_scene_get_edge (scene, badge->id)->edge->kind, ==, test->kind);
    }
  else
    g_assert_cmpstr (sw_scene_get_node (scene, badge->id)->node->state->name, ==, test->state);
}

/* Several problems at a place are one badge, as bad as the worst; the state is told those of its
 * ways out as well. */
static void
test_problems_at_one_place (void)
{
  static const struct
  {
    const char *pointer;
    SwSeverity  severity;
  } rows[] = {
    { "/States/P", SW_SEVERITY_WARNING },
    { "/States/P/Branches", SW_SEVERITY_ERROR },
    { "/States/P/Next", SW_SEVERITY_HINT },
  };
  g_autoptr (SwScene) scene = fixture_scene (TEXT, SW_DIRECTION_DOWN, NULL);
  g_autoptr (GListStore) problems = g_list_store_new (SW_TYPE_PROBLEM);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GListModel) one = list_problem (rows[i].pointer, rows[i].severity);
      g_autoptr (SwProblem) problem = g_list_model_get_item (one, 0);
      g_list_store_append (problems, problem);
    }
  g_autoptr (GPtrArray) badges = sw_badges_new (scene, G_LIST_MODEL (problems));
  const SwBadge *badge = g_ptr_array_index (badges, 0);
  g_autoptr (GPtrArray) texts = sw_badges_dup_descriptions (badges, scene);

  g_assert_cmpuint (badges->len, ==, 2);
  g_assert_cmpint (badge->severity, ==, SW_SEVERITY_ERROR);
  g_assert_cmpuint (badge->problems->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (texts, fixture_state (scene, "P")->id), ==,
                   "Warning: Wrong\nError: Wrong\nHint: Wrong");
  g_assert_null (g_ptr_array_index (texts, fixture_state (scene, "F")->id));
}

/* Several breakpoints at a place are one badge, which looks like the one that stops most. */
static void
test_breakpoints (void)
{
  static const SwBreakSign signs[] = {
    { "/States/P/Next", SW_BREAK_OFF, NULL },
    { "/States/P", SW_BREAK_CONDITION, "Stops if it is late" },
    { "/States/P", SW_BREAK_ON, NULL },
    { "/States/Gone", SW_BREAK_ON, NULL },
  };
  g_autoptr (SwScene) scene = fixture_scene (TEXT, SW_DIRECTION_DOWN, NULL);
  g_autoptr (GPtrArray) copies = sw_break_signs_copy (signs, G_N_ELEMENTS (signs));
  g_autoptr (GPtrArray) badges = sw_break_badges_new (scene, copies);
  g_autoptr (GPtrArray) texts = sw_break_badges_dup_texts (badges, scene);
  const SwBreakBadge *arrow = g_ptr_array_index (badges, 0);
  const SwBreakBadge *state = g_ptr_array_index (badges, 1);

  g_assert_cmpuint (badges->len, ==, 2);
  g_assert_true (arrow->on_edge);
  g_assert_cmpint (arrow->look, ==, SW_BREAK_OFF);
  g_assert_cmpstr (arrow->pointer, ==, "/States/P/Next");
  g_assert_false (state->on_edge);
  g_assert_cmpint (state->look, ==, SW_BREAK_ON);
  g_assert_cmpstr (state->text, ==, "Breakpoint with a condition: Stops if it is late\nBreakpoint");
  g_assert_cmpstr (g_ptr_array_index (texts, fixture_state (scene, "P")->id), ==,
                   "Breakpoint, switched off\nBreakpoint with a condition: Stops if it is late\nBreakpoint");
  g_assert_null (g_ptr_array_index (texts, fixture_state (scene, "F")->id));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD_TABLE ("/canvas/badges/place/", place_cases, test_place);
  g_test_add_func ("/canvas/badges/problems-at-one-place", test_problems_at_one_place);
  g_test_add_func ("/canvas/badges/breakpoints", test_breakpoints);
  return g_test_run ();
}
