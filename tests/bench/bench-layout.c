/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-layout.h"

#include "layout-fixture.h"
#include "layout-metrics.h"
#include "layout/sw-layout.h"

#include <stdio.h>
#include <string.h>

/* The whole layout, dot's of the same graph, and ours after one edit with the cache kept, one after the other in each
 * round: medians in milliseconds of processor time, and the goals that can be told from them as ratios. The goals beside
 * a layout engine for the web are measured by tests/peers/layout.cjs, which runs this program. */

#define ROUNDS 5
#define EDITS 30

typedef struct
{
  Shape shape;
  guint states;
  double whole; /* medians, in milliseconds */
  double dot;   /* 0 where it took too long */
  double edit;
} Row;

enum
{
  FLAT_100,
  FLAT_1000,
  FLAT_3000,
  MIXED_100,
  MIXED_1000,
  MIXED_3000,
  MIXED_10000,
  N_ROWS
};

static Row rows[N_ROWS] = {
  [FLAT_100] = { SHAPE_FLAT, 100, 0, 0, 0 },     [FLAT_1000] = { SHAPE_FLAT, 1000, 0, 0, 0 },
  [FLAT_3000] = { SHAPE_FLAT, 3000, 0, 0, 0 },   [MIXED_100] = { SHAPE_MIXED, 100, 0, 0, 0 },
  [MIXED_1000] = { SHAPE_MIXED, 1000, 0, 0, 0 }, [MIXED_3000] = { SHAPE_MIXED, 3000, 0, 0, 0 },
  [MIXED_10000] = { SHAPE_MIXED, 10000, 0, 0, 0 },
};

static double
measure_whole (SwGraph *graph)
{
  double begin = bench_get_worked ();
  g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);

  return bench_get_worked () - begin;
}

/* Laying out after one inserted state, what was there before in the cache */
static double
measure_edit (SwGraph *graph, const char *text, guint edit)
{
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  g_autofree char *changed = fixture_insert (text, edit);
  g_autoptr (SwGraph) after = fixture_graph_new (changed);
  g_autoptr (SwLayout) before = sw_layout_new (graph, NULL, cache);
  double begin = bench_get_worked ();
  g_autoptr (SwLayout) layout = sw_layout_new (after, NULL, cache);

  return bench_get_worked () - begin;
}

static void
measure_row (Row *row)
{
  g_autofree char *text = fixture_generate (row->shape, row->states, 1);
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  double whole[ROUNDS], dot[ROUNDS], edit[ROUNDS * 3];
  guint dot_rounds = row->states <= 1000 ? ROUNDS : row->states <= 3000 ? 1 : 0;
  guint n_dot = 0;

  measure_whole (graph); /* warms up */
  for (guint round = 0; round < ROUNDS; round++)
    {
      whole[round] = measure_whole (graph);
      if (n_dot < dot_rounds && (dot[n_dot++] = bench_measure_dot (graph)) == 0)
        dot_rounds = 0; /* it never comes to an end */
      for (guint i = 0; i < 3; i++)
        edit[round * 3 + i] = measure_edit (graph, text, round * 3 + i);
    }
  row->whole = bench_get_median (whole, ROUNDS);
  row->dot = dot_rounds > 0 ? bench_get_median (dot, n_dot) : 0;
  row->edit = bench_get_median (edit, G_N_ELEMENTS (edit));
  printf ("%-6s %6u %10.2f ms", fixture_shape_get_name (row->shape), row->states, row->whole);
  if (row->dot > 0)
    printf (" %10.2f ms", row->dot);
  else
    printf ("  too long to wait");
  printf (" %10.2f ms\n", row->edit);
  fflush (stdout);
}

/* The most that the ratio to dot can be where dot was not waited for */
static double
get_of_dot (const Row *row)
{
  return row->whole / (row->dot > 0 ? row->dot : BENCH_DOT_SECONDS * 1000);
}

static double
get_mean_swaps (Shape shape)
{
  double sum = 0;

  for (guint edit = 0; edit < EDITS; edit++)
    {
      g_autofree char *text = fixture_generate (shape, 100, edit + 1);
      g_autofree char *changed = fixture_insert (text, edit);
      g_autoptr (SwGraph) graph = fixture_graph_new (text);
      g_autoptr (SwGraph) after = fixture_graph_new (changed);
      g_autoptr (SwLayout) before = sw_layout_new (graph, NULL, NULL);
      g_autoptr (SwLayout) layout = sw_layout_new (after, NULL, NULL);
      sum += layout_get_swaps (before, layout);
    }
  return sum / EDITS;
}

static guint
count_faults (Shape shape, guint states)
{
  g_autofree char *text = fixture_generate (shape, states, 1);
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);
  LayoutFaults faults = layout_faults_count (layout);

  return layout_faults_sum (&faults);
}

static void
print_goals (void)
{
  bench_print_goal ("L2", "flat, 100 states: of dot on clusters", get_of_dot (&rows[FLAT_100]), 1, 1);
  bench_print_goal ("L2", "mixed, 100 states: of dot on clusters", get_of_dot (&rows[MIXED_100]), 1, 1);
  bench_print_goal ("L2", "flat, 1,000 states: of dot on clusters", get_of_dot (&rows[FLAT_1000]), 1 / 8.0, 1 / 20.0);
  bench_print_goal ("L2", "mixed, 1,000 states: of dot on clusters", get_of_dot (&rows[MIXED_1000]), 1 / 8.0, 1 / 20.0);
  bench_print_goal ("L2", "mixed, 3,000 states: of dot on clusters", get_of_dot (&rows[MIXED_3000]), 1 / 30.0, 1 / 79.0);
  bench_print_goal ("L3", "mixed: 3,000 of 1,000 states", rows[MIXED_3000].whole / rows[MIXED_1000].whole, 4, 3.2);
  bench_print_goal ("L3", "flat: 3,000 of 1,000 states", rows[FLAT_3000].whole / rows[FLAT_1000].whole, 4, 3.2);
  bench_print_goal ("L3", "1,000 states: flat of mixed", rows[FLAT_1000].whole / rows[MIXED_1000].whole, 1.5, 1.1);
  bench_print_goal ("L4", "flat, 1,000 states: one edit of the whole",
                    rows[FLAT_1000].edit / rows[FLAT_1000].whole, 1 / 8.0, 1 / 20.0);
  bench_print_goal ("L4", "mixed, 1,000 states: one edit of the whole",
                    rows[MIXED_1000].edit / rows[MIXED_1000].whole, 1 / 8.0, 1 / 20.0);
  for (Shape shape = SHAPE_FLAT; shape <= SHAPE_MIXED; shape++)
    {
      g_autofree char *faults =
          g_strdup_printf ("%s, 1,000 states: edges through boxes, labels on anything", fixture_shape_get_name (shape));
      g_autofree char *swaps =
          g_strdup_printf ("%s, 100 states: %% of pairs that swap in %d edits", fixture_shape_get_name (shape), EDITS);
      bench_print_goal ("L5", faults, count_faults (shape, 1000), 0, 0);
      bench_print_goal ("L6", swaps, get_mean_swaps (shape), 3, 1);
    }
}

static void
print_node (FILE *out, const SwLayoutNode *node, gboolean is_first)
{
  const SwGraphNode *owner = node->node->scope->owner;

  fprintf (out, "%s{\"id\":\"%06u\"%s,\"x\":%.1f,\"y\":%.1f,\"w\":%.1f,\"h\":%.1f", is_first ? "" : ",\n",
           node->node->id, node->node->scopes->len > 0 ? ",\"cont\":1" : "", node->rect.x, node->rect.y,
           node->rect.width, node->rect.height);
  if (owner)
    fprintf (out, ",\"in\":\"%06u\"", owner->id);
  fputc ('}', out);
}

static void
print_edge (FILE *out, const SwLayoutEdge *edge, gboolean is_first)
{
  static const char *const kinds[] = { "start", "next", "rule", "default", "catch", "end" };

  fprintf (out, "%s{\"s\":\"%06u\",\"t\":\"%06u\",\"kind\":\"%s\",\"bezier\":[", is_first ? "" : ",\n",
           edge->edge->from->id, edge->edge->to->id, kinds[edge->edge->kind]);
  for (guint i = 0; i < edge->n_points; i++)
    fprintf (out, "%s[%.1f,%.1f]", i ? "," : "", edge->points[i].x, edge->points[i].y);
  /* The arrow is a part of its edge, as it is where others draw an edge up to its box. */
  SwPoint base = edge->points[edge->n_points - 1], tip = edge->tip;
  fprintf (out, ",[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f]]", base.x, base.y, tip.x, tip.y, tip.x, tip.y);
  if (edge->label.width > 0)
    fprintf (out, ",\"label\":[%.1f,%.1f]", edge->label.width, edge->label.height);
  fputc ('}', out);
}

/* Boxes and curves for a program that judges layouts; edges in the side channel stand apart, without their curves. */
static void
print_layout (FILE *out, SwLayout *layout)
{
  guint n_nodes, n_edges;
  const SwLayoutNode *nodes = sw_layout_get_nodes (layout, &n_nodes);
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &n_edges);
  const char *separator = "";

  fprintf (out, "{\"w\":%.1f,\"h\":%.1f,\"nodes\":[", sw_layout_get_width (layout), sw_layout_get_height (layout));
  for (guint i = 0; i < n_nodes; i++)
    print_node (out, &nodes[i], i == 0);
  fprintf (out, "],\"edges\":[");
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].visible && !edges[i].bundled)
      {
        print_edge (out, &edges[i], *separator == '\0');
        separator = ",";
      }
  fprintf (out, "],\"bundled\":[");
  separator = "";
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].visible && edges[i].bundled)
      {
        fprintf (out, "%s{\"s\":\"%06u\",\"t\":\"%06u\"}", separator, edges[i].edge->from->id, edges[i].edge->to->id);
        separator = ",";
      }
  fprintf (out, "]}\n");
}

/* The model that layouts are compared by: all programs draw plain states of this size, as far apart, and no labels. */
static const SwLayoutMeasures model = {
  .state_width = 160, .state_height = 48, .terminal_size = 30, .channel = 32, .labels = FALSE
};

/* Lays GRAPH out as often as a warm figure takes, prints the times and the length per edge, and writes the picture.
 * MEASURES are those of a model, or NULL for the cards that are drawn. */
static void
measure_picture (SwGraph *graph, const SwLayoutMeasures *measures, const char *name, FILE *out)
{
  const SwLayoutOptions options = { .scale = 1, .measures = measures };

  for (guint round = 0; round < 3; round++)
    {
      double begin = bench_get_worked ();
      g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, NULL);
      printf ("%s %.3f\n", name, bench_get_worked () - begin);
      if (round > 0)
        continue;
      printf ("%s-length %.1f\n", name, layout_get_mean_length (layout));
      if (out)
        print_layout (out, layout);
    }
}

/* One definition, beside other programs that lay out the same. What is written and called the "total" is of the model:
 * plain boxes of one size, without labels, as all of them draw it. What is called "cards" is of the picture that a
 * person sees, whose states are larger and whose edges leave room for their labels: no other program draws that one. With
 * ONLY_CARDS that one is written, and called the "total". */
static int
measure_file (const char *file_name, const char *out_name, gboolean only_cards)
{
  g_autoptr (SwGraph) graph = fixture_load (file_name);
  FILE *out = fopen (out_name, "w");

  if (out == NULL)
    {
      perror (out_name);
      return 2;
    }
  measure_picture (graph, only_cards ? NULL : &model, "total", out);
  if (!only_cards)
    measure_picture (graph, NULL, "cards", NULL);
  return fclose (out) == 0 ? 0 : 2;
}

/* Writes a definition of a made-up shape. */
static int
generate (const char *shape_name, const char *states, const char *out_name, const char *seed)
{
  g_autoptr (GError) error = NULL;

  for (Shape shape = SHAPE_FLAT; shape <= SHAPE_LOOPS; shape++)
    if (strcmp (fixture_shape_get_name (shape), shape_name) == 0)
      {
        g_autofree char *text = fixture_generate (shape, (guint) g_ascii_strtoull (states, NULL, 10),
                                                  (guint) g_ascii_strtoull (seed, NULL, 10));
        if (g_file_set_contents (out_name, text, -1, &error))
          return 0;
        fprintf (stderr, "bench-layout: %s\n", error->message);
        return 2;
      }
  fprintf (stderr, "bench-layout: there is no shape '%s'\n", shape_name);
  return 2;
}

/* bench-layout: a table and the goals; bench-layout FILE OUT.json: the layout of one definition as the model that is
 * compared, and its time; bench-layout --cards FILE OUT.json: the same as it is drawn; bench-layout SHAPE STATES
 * OUT.asl.json [SEED]: a definition */
int
main (int argc, char *argv[])
{
  if (argc == 3)
    return measure_file (argv[1], argv[2], FALSE);
  if (argc == 4 && strcmp (argv[1], "--cards") == 0)
    return measure_file (argv[2], argv[3], TRUE);
  if (argc == 4 || argc == 5)
    return generate (argv[1], argv[2], argv[3], argc == 5 ? argv[4] : "1");
  printf ("%-6s %6s %13s %17s %13s\n", "shape", "states", "layout", "dot", "one edit");
  for (guint i = 0; i < N_ROWS; i++)
    measure_row (&rows[i]);
  print_goals ();
  return 0;
}
