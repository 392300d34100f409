/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-run-record.h"
#include "app/runs/sw-run-shown.h"
#include "json/sw-text.h"
#include "tasks/runner/sw-runner.h"

/* Each item goes one of two ways; a negative one fails and is caught, with a Parallel inside. */
static const char machine[]
    = "{ \"StartAt\": \"M\", \"States\": { \"M\": { \"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {"
      "  \"StartAt\": \"Which\", \"States\": {"
      "    \"Which\": { \"Type\": \"Choice\", \"Default\": \"Small\", \"Choices\": ["
      "      { \"Variable\": \"$\", \"NumericGreaterThan\": 10, \"Next\": \"Big\" },"
      "      { \"Variable\": \"$\", \"NumericLessThan\": 0, \"Next\": \"Both\" } ] },"
      "    \"Small\": { \"Type\": \"Pass\", \"End\": true },"
      "    \"Big\": { \"Type\": \"Pass\", \"Next\": \"Small\" },"
      "    \"Both\": { \"Type\": \"Parallel\", \"End\": true,"
      "      \"Catch\": [ { \"ErrorEquals\": [ \"States.ALL\" ], \"Next\": \"Small\" } ], \"Branches\": ["
      "      { \"StartAt\": \"W\", \"States\": { \"W\": { \"Type\": \"Wait\", \"Seconds\": 9, \"End\": true } } },"
      "      { \"StartAt\": \"F\", \"States\": { \"F\": { \"Type\": \"Fail\", \"Error\": \"E\" } } } ] }"
      "  } } } } }";

#define INSIDE "/States/M/ItemProcessor/States/"

static const struct
{
  const char *name;
  guint       item;    /* of [1, 20, -1] */
  const char *state;   /* behind INSIDE */
  SwRunState  standing;
  guint       entered;
} cases[] = {
  { "small-which", 0, "Which", SW_RUN_STATE_SUCCEEDED, 1 },
  { "small-small", 0, "Small", SW_RUN_STATE_SUCCEEDED, 1 },
  { "small-not-big", 0, "Big", SW_RUN_STATE_IDLE, 0 },
  { "big-big", 1, "Big", SW_RUN_STATE_SUCCEEDED, 1 },
  { "big-small", 1, "Small", SW_RUN_STATE_SUCCEEDED, 1 },
  { "negative-both", 2, "Both", SW_RUN_STATE_CAUGHT, 1 },
  { "negative-not-big", 2, "Big", SW_RUN_STATE_IDLE, 0 },
  { "negative-branch", 2, "Both/Branches/1/States/F", SW_RUN_STATE_FAILED, 1 },
  { "negative-cut-off", 2, "Both/Branches/0/States/W", SW_RUN_STATE_ABORTED, 1 },
  { "elsewhere", 0, "Nowhere", SW_RUN_STATE_IDLE, 0 },
};

/* How often an edge was taken in an iteration: of the state it leaves, of Start's the one it
 * enters */
static const struct
{
  guint       item;
  const char *from;
  SwEdgeKind  kind;
  guint       index;
  guint       count;
} edges[] = {
  { 0, "Which", SW_EDGE_DEFAULT, 0, 1 }, { 0, "Which", SW_EDGE_RULE, 0, 0 },
  { 1, "Which", SW_EDGE_RULE, 0, 1 },    { 1, "Which", SW_EDGE_DEFAULT, 0, 0 },
  { 1, "Big", SW_EDGE_NEXT, 0, 1 },      { 2, "Which", SW_EDGE_RULE, 1, 1 },
  { 2, "Both", SW_EDGE_CATCH, 0, 1 },    { 0, "Which", SW_EDGE_START, 0, 1 },
  { 0, "Small", SW_EDGE_START, 0, 0 },
};

static SwRunRecord *
create_record (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (machine, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  g_autoptr (SwRunner) runner = NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;
  SwExecutionOptions options = { 0 };

  g_assert_no_error (error);
  g_assert_true (sw_value_from_text ("[1, 20, -1]", -1, SW_TEXT_DEFAULT, &input, NULL));
  options.input = input;
  runner = sw_runner_new (program, &options, NULL, SW_RUN_VIRTUAL);
  sw_runner_start (runner);
  g_assert_true (sw_runner_run (runner));
  return sw_run_record_new (runner);
}

static SwVisit *
get_iteration (SwRunRecord *record,
               guint        item)
{
  return sw_visit_get_child (
      sw_visit_get_child (sw_trace_get_root (sw_run_record_get_trace (record)), 0), item);
}

static void
test_standings (void)
{
  g_autoptr (SwRunRecord) record = create_record ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SwRunShown *shown = sw_run_shown_new (sw_run_record_get_snapshot (record),
                                            get_iteration (record, cases[i].item));
      g_autofree char *pointer = g_strconcat (INSIDE, cases[i].state, NULL);
      const SwRunStateInfo *info = sw_run_shown_lookup (shown, pointer);
      SwVisit *visit = sw_run_shown_find_visit (shown, pointer);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (info->state, ==, cases[i].standing);
      g_assert_cmpuint (info->entered, ==, cases[i].entered);
      g_assert_true ((visit != NULL) == (cases[i].entered > 0));
      g_assert_true (visit == NULL || g_str_equal (visit->state->pointer, pointer));
      sw_run_shown_free (shown);
    }
}

static guint
count_edge (SwRunShown *shown,
            SwModel    *model,
            gsize       i)
{
  g_autofree char *pointer = g_strconcat (INSIDE, edges[i].from, NULL);
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  GPtrArray *all = sw_graph_get_edges (graph);

  for (guint j = 0; j < all->len; j++)
    {
      const SwGraphEdge *edge = all->pdata[j];
      const SwState *state = edge->kind == SW_EDGE_START ? edge->to->state : edge->from->state;
      gboolean numbered = edge->kind == SW_EDGE_RULE || edge->kind == SW_EDGE_CATCH;

      if (state != NULL && edge->kind == edges[i].kind && g_str_equal (state->pointer, pointer)
          && (!numbered || edge->index == edges[i].index))
        return sw_run_shown_edge_count (shown, edge);
    }
  return 0;
}

static void
test_edges (void)
{
  g_autoptr (SwRunRecord) record = create_record ();
  SwModel *model = sw_trace_get_model (sw_run_record_get_trace (record));

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      SwRunShown *shown = sw_run_shown_new (sw_run_record_get_snapshot (record),
                                            get_iteration (record, edges[i].item));

      g_test_message ("%s %d %u in %u", edges[i].from, edges[i].kind, edges[i].index,
                      edges[i].item);
      g_assert_cmpuint (count_edge (shown, model, i), ==, edges[i].count);
      sw_run_shown_free (shown);
    }
}

/* What the lists keep to, and what ends it */
static void
test_scope (void)
{
  g_autoptr (SwRunRecord) record = create_record ();
  SwVisit *first = get_iteration (record, 0), *second = get_iteration (record, 1);

  g_assert_true (sw_run_record_is_in_scope (record, first));
  sw_run_record_set_scope (record, second);
  g_assert_true (sw_run_record_is_in_scope (record, second));
  g_assert_true (sw_run_record_is_in_scope (record, sw_visit_get_child (second, 0)));
  g_assert_false (sw_run_record_is_in_scope (record, first));
  g_assert_false (sw_run_record_is_in_scope (record, NULL));
  sw_run_record_show (record, second);
  sw_run_record_select_state (record, INSIDE "Big");
  g_assert_true (sw_run_record_get_scope (record) == second);
  sw_run_record_select_state (record, "/States/M");
  g_assert_null (sw_run_record_get_scope (record));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-shown/states-stand-as-in-the-iteration", test_standings);
  g_test_add_func ("/run-shown/edges-are-counted-in-the-iteration", test_edges);
  g_test_add_func ("/run-shown/a-scope-ends-with-a-choice-outside-it", test_scope);
  return g_test_run ();
}
