/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-diff.h"
#include "random-definition.h"
#include "stories.h"

static const char signs[] = { ' ', '+', '-', '~' };

static void
print_changes (const SwDiff *diff, GString *out)
{
  GPtrArray *changes = sw_diff_get_states (diff);

  for (guint i = 0; i < changes->len; i++)
    {
      const SwDiffState *change = changes->pdata[i];
      const SwState *state = change->after != NULL ? change->after : change->before;

      g_string_append_printf (out, "%c %s", signs[change->change],
                              state != NULL ? state->name : "the machine");
      if (change->renamed)
        g_string_append_printf (out, ", was %s", change->before->name);
      g_string_append (out, change->moved ? ", moved\n" : "\n");
      for (guint j = 0; j < change->fields->len; j++)
        {
          const SwDiffField *field = change->fields->pdata[j];
          g_autofree char *text = sw_diff_field_dup_text (field);

          g_string_append_printf (out, "  %c %s: %s\n", signs[field->change], field->path, text);
        }
    }
}

/* What is not the same in the picture of both */
static void
print_picture (const SwDiffGraph *picture, GString *out)
{
  GPtrArray *nodes = sw_graph_get_nodes (picture->graph);
  GPtrArray *edges = sw_graph_get_edges (picture->graph);

  for (guint i = 0; i < nodes->len; i++)
    if (picture->nodes[i] != SW_CHANGE_NONE)
      g_string_append_printf (out, "%c %s\n", signs[picture->nodes[i]],
                              ((SwGraphNode *) nodes->pdata[i])->key);
  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = edges->pdata[i];

      if (picture->edges[i] != SW_CHANGE_NONE)
        g_string_append_printf (out, "%c %s -> %s%s%s\n", signs[picture->edges[i]], edge->from->key,
                                edge->to->key, edge->label != NULL ? ": " : "",
                                edge->label != NULL ? edge->label : "");
    }
}

static void
check_picture (const SwDiffGraph *picture)
{
  GPtrArray *nodes = sw_graph_get_nodes (picture->graph);
  GPtrArray *edges = sw_graph_get_edges (picture->graph);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      SwGraphNode *node = nodes->pdata[i];

      g_assert_cmpuint (node->id, ==, i);
      g_assert_true (g_hash_table_add (keys, node->key));
      g_assert_true (sw_graph_find_key (picture->graph, node->key) == node);
      g_assert_true (g_ptr_array_find (node->scope->nodes, node, NULL));
    }
  for (guint i = 0; i < edges->len; i++)
    {
      SwGraphEdge *edge = edges->pdata[i];

      g_assert_cmpuint (edge->id, ==, i);
      g_assert_true (g_hash_table_add (keys, edge->key));
      g_assert_true (edge->from->scope == edge->to->scope);
      g_assert_true (nodes->pdata[edge->from->id] == edge->from);
      g_assert_true (nodes->pdata[edge->to->id] == edge->to);
    }
}

static SwDiff *
diff_texts (const char *before, const char *after)
{
  g_autoptr (SwModel) first = model_from_text (before);
  g_autoptr (SwModel) second = model_from_text (after);

  return sw_diff_new (first, second);
}

static void
test_diff (const Story *story)
{
  g_autoptr (SwDiff) diff =
      diff_texts (story_get_section (story, "before"), story_get_section (story, "after"));
  g_autoptr (SwDiffGraph) picture = sw_diff_graph_new (diff);
  g_autoptr (GString) out = g_string_new (NULL);

  print_changes (diff, out);
  assert_same_text (out->str, story_get_section (story, "changes"));
  check_picture (picture);
  g_string_truncate (out, 0);
  print_picture (picture, out);
  assert_same_text (out->str, story_get_section (story, "picture"));
}

static guint
count_changes (const SwDiff *diff, SwChange change)
{
  GPtrArray *changes = sw_diff_get_states (diff);
  guint count = 0;

  for (guint i = 0; i < changes->len; i++)
    count += ((SwDiffState *) changes->pdata[i])->change == change;
  return count;
}

/* A definition differs in nothing from itself; what one way adds, the other way removes; and the
 * picture holds together whatever the two have in common. */
static void
test_random (void)
{
  for (guint turn = 0; turn < 300; turn++)
    {
      g_autofree char *first = random_dup_definition ();
      g_autofree char *second = random_dup_definition ();
      g_autoptr (SwDiff) same = diff_texts (first, first);
      g_autoptr (SwDiff) there = diff_texts (first, second);
      g_autoptr (SwDiff) back = diff_texts (second, first);
      g_autoptr (SwDiffGraph) nothing = sw_diff_graph_new (same);
      g_autoptr (SwDiffGraph) picture = sw_diff_graph_new (there);

      g_assert_cmpuint (sw_diff_get_states (same)->len, ==, 0);
      for (guint i = 0; i < sw_graph_get_nodes (nothing->graph)->len; i++)
        g_assert_cmpuint (nothing->nodes[i], ==, SW_CHANGE_NONE);
      for (guint i = 0; i < sw_graph_get_edges (nothing->graph)->len; i++)
        g_assert_cmpuint (nothing->edges[i], ==, SW_CHANGE_NONE);
      g_assert_cmpuint (
          count_changes (there, SW_CHANGE_ADDED) + count_changes (back, SW_CHANGE_ADDED), ==,
          count_changes (there, SW_CHANGE_REMOVED) + count_changes (back, SW_CHANGE_REMOVED));
      check_picture (picture);
    }
}

/* Two versions that have nothing in common are told apart without comparing each with each. */
static void
test_large (void)
{
  g_autoptr (GString) first = g_string_new ("{\"StartAt\": \"a0\", \"States\": {");
  g_autoptr (GString) second = g_string_new ("{\"StartAt\": \"b0\", \"States\": {");
  g_autoptr (SwDiff) diff = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_string_append_printf (first, "\"a%u\": {\"Type\": \"Pass\", \"Next\": \"a%u\"}, ", i,
                              i + 1);
      g_string_append_printf (second, "\"b%u\": {\"Type\": \"Pass\", \"Next\": \"b%u\"}, ", i,
                              i + 1);
    }
  g_string_append (first, "\"a3000\": {\"Type\": \"Succeed\"}}}");
  g_string_append (second, "\"b3000\": {\"Type\": \"Succeed\"}}}");
  diff = diff_texts (first->str, second->str);
  g_assert_cmpuint (count_changes (diff, SW_CHANGE_ADDED), ==, 3001);
  g_assert_cmpuint (count_changes (diff, SW_CHANGE_REMOVED), ==, 3001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  stories_add_tests ("diffs.txt", "/diff/case", test_diff);
  g_test_add_func ("/diff/random", test_random);
  g_test_add_func ("/diff/large", test_large);

  return g_test_run ();
}
