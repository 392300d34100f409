/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-graph.h"
#include "asl/ops/sw-ops.h"
#include "stories.h"

/* The graph of a definition, printed node by node and edge by edge. */

static void
print_graph (SwGraph *graph,
             GString *out)
{
  static const char *const nodes[] = { "state", "start", "end", "slot" };
  static const char *const edges[] = { "start", "next", "rule", "default", "catch", "end" };

  for (guint i = 0; i < sw_graph_get_nodes (graph)->len; i++)
    {
      SwGraphNode *node = g_ptr_array_index (sw_graph_get_nodes (graph), i);

      g_string_append_printf (out, "%s %s%s\n", nodes[node->kind], node->key,
                              node->reachable ? "" : " (unreachable)");
    }
  for (guint i = 0; i < sw_graph_get_edges (graph)->len; i++)
    {
      SwGraphEdge *edge = g_ptr_array_index (sw_graph_get_edges (graph), i);

      g_string_append_printf (out, "%s %s -> %s", edges[edge->kind], edge->key, edge->to->key);
      if (edge->label != NULL)
        g_string_append_printf (out, " [%s]", edge->label);
      g_string_append_c (out, '\n');
    }
}

static void
check_invariants (SwGraph *graph)
{
  GPtrArray *nodes = sw_graph_get_nodes (graph);
  GPtrArray *edges = sw_graph_get_edges (graph);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      SwGraphNode *node = g_ptr_array_index (nodes, i);

      g_assert_cmpuint (node->id, ==, i);
      g_assert_true (g_hash_table_add (keys, node->key));
      g_assert_true (sw_graph_find_key (graph, node->key) == node);
      g_assert_true (node->state == NULL || sw_graph_find_state (graph, node->state) == node);
      for (guint j = 0; j < node->scopes->len; j++)
        g_assert_true (((SwGraphScope *) g_ptr_array_index (node->scopes, j))->owner == node);
    }
  for (guint i = 0; i < edges->len; i++)
    {
      SwGraphEdge *edge = g_ptr_array_index (edges, i);
      SwPlace place;

      g_assert_cmpuint (edge->id, ==, i);
      g_assert_true (g_hash_table_add (keys, edge->key));
      g_assert_true (edge->from->scope == edge->to->scope);
      g_assert_cmpint (sw_place_from_edge (edge, &place), ==,
                       edge->from->kind != SW_GRAPH_NODE_SLOT);
    }
}

static void
test_graph (const Story *story)
{
  g_autoptr (SwModel) model = model_from_text (story_get_section (story, "text"));
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  g_autoptr (GString) out = g_string_new (NULL);

  check_invariants (graph);
  print_graph (graph, out);
  assert_same_text (out->str, story_get_section (story, "graph"));
}

/* Texts of one machine whose keys stand in different orders have one graph. */
static void
test_key_order (void)
{
  static const char *const states[] = {
    "\"A\": {\"Type\": \"Choice\", \"Default\": \"B\", \"Choices\": [{\"Next\": \"C\", \"IsNull\": "
    "true, \"Variable\": \"$.x\"}]}",
    "\"B\": {\"End\": true, \"Type\": \"Pass\"}",
    "\"C\": {\"Next\": \"B\", \"Catch\": [{\"Next\": \"D\", \"ErrorEquals\": [\"E\"]}], \"Type\": "
    "\"Task\"}",
    "\"D\": {\"Type\": \"Fail\"}",
    "\"Z\": {\"Type\": \"Succeed\"}",
    "\"Y\": {\"Type\": \"Succeed\"}",
  };
  g_autofree char *expected = NULL;

  for (guint turn = 0; turn < G_N_ELEMENTS (states); turn++)
    {
      g_autoptr (GString) text =
          g_string_new (turn % 2 ? "{\"States\": {" : "{\"StartAt\": \"A\", \"States\": {");
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (SwModel) model = NULL;
      g_autoptr (SwGraph) graph = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (states); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                                states[(i * (turn % 2 ? 5 : 1) + turn) % G_N_ELEMENTS (states)]);
      g_string_append (text, turn % 2 ? "}, \"StartAt\": \"A\"}" : "}}");

      model = model_from_text (text->str);
      graph = sw_graph_new (model);
      print_graph (graph, out);
      if (expected == NULL)
        expected = g_strdup (out->str);
      assert_same_text (out->str, expected);
    }
}

/* Ten thousand states in a row: no recursion along the edges. */
static void
test_long_chain (void)
{
  g_autoptr (GString) text = g_string_new ("{\"StartAt\": \"0\", \"States\": {");
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwGraph) graph = NULL;
  SwGraphNode *last;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "\"%u\": {\"Type\": \"Pass\", \"Next\": \"%u\"}, ", i, i + 1);
  g_string_append (text, "\"10000\": {\"Type\": \"Succeed\"}}}");

  model = model_from_text (text->str);
  graph = sw_graph_new (model);
  last = sw_graph_find_key (graph, "/10000");
  g_assert_true (last->reachable);
  g_assert_cmpuint (last->id, ==, 10001);
}

static void
test_condition (const Story *story)
{
  const char *language = story_get (story, "language");
  g_autofree char *text = g_strdup_printf (
      "{\"QueryLanguage\": \"%s\", \"States\": {\"C\": {\"Type\": \"Choice\", \"Choices\": [%s]}}}",
      language != NULL ? language : "JSONPath", story_get_section (story, "rule"));
  g_autoptr (SwModel) model = model_from_text (text);
  SwState *state = sw_model_find_state (model, "C");
  const SwRule *rule = &g_array_index (state->rules, SwRule, 0);
  g_autofree char *condition = sw_rule_dup_condition (rule, state->language);
  g_autofree char *summary = sw_rule_dup_summary (rule, state->language);
  const char *expected = story_get (story, "summary");

  g_assert_cmpstr (condition, ==, story_get (story, "condition"));
  g_assert_cmpstr (summary, ==, expected != NULL ? expected : story_get (story, "condition"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  stories_add_tests ("graphs.txt", "/asl/graph", test_graph);
  stories_add_tests ("conditions.txt", "/asl/condition", test_condition);
  g_test_add_func ("/asl/graph/the order of keys does not matter", test_key_order);
  g_test_add_func ("/asl/graph/a long chain", test_long_chain);

  return g_test_run ();
}
