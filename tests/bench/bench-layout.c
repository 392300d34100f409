/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include "layout-fixture.h"
#include "layout/sw-layout.h"

#include <graphviz/gvc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The whole layout against Graphviz's dot on the same graph, with containers as clusters, boxes of
 * the same size and room for the labels; then one edit with the cache kept. Milliseconds. dot cannot
 * be stopped, so it works in a child that an alarm ends. */

#define DOT_SECONDS 10
#define EDITS 15

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static Agnode_t *
add_box (Agraph_t *graph,
         guint     id,
         double    width,
         double    height)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *name = g_strdup_printf ("n%u", id);
  Agnode_t *node = agnode (graph, name, TRUE);

  g_ascii_formatd (text, sizeof text, "%.3f", width / 72);
  agsafeset (node, (char *) "width", text, (char *) "1");
  g_ascii_formatd (text, sizeof text, "%.3f", height / 72);
  agsafeset (node, (char *) "height", text, (char *) "1");
  return node;
}

/* Where the edges of a node begin and end: a container has a header and an exit for them. */
typedef struct
{
  Agnode_t *in;
  Agnode_t *out;
} Ends;

static void
add_scope (Agraph_t           *graph,
           const SwGraphScope *scope,
           Ends               *ends)
{
  for (guint i = 0; i < scope->nodes->len; i++)
    {
      const SwGraphNode *node = g_ptr_array_index (scope->nodes, i);
      Ends *own = &ends[node->id];
      if (node->scopes->len == 0)
        {
          own->in = add_box (graph, node->id, SW_LAYOUT_STATE_WIDTH, SW_LAYOUT_STATE_HEIGHT);
          own->out = own->in;
          continue;
        }
      g_autofree char *name = g_strdup_printf ("cluster_%u", node->id);
      Agraph_t *cluster = agsubg (graph, name, TRUE);
      own->in = add_box (cluster, node->id, SW_LAYOUT_STATE_WIDTH, SW_LAYOUT_HEADER_HEIGHT);
      own->out = add_box (cluster, node->id + 1000000, 8, 8);
      for (guint j = 0; j < node->scopes->len; j++)
        add_scope (cluster, g_ptr_array_index (node->scopes, j), ends);
    }
}

/* Room for a label, without a font to measure it by */
static void
add_label (Agraph_t *graph,
           Agedge_t *edge)
{
  char *table = agstrdup_html (graph, (char *) "<TABLE BORDER=\"0\" CELLBORDER=\"0\" "
                                               "FIXEDSIZE=\"TRUE\" WIDTH=\"70\" HEIGHT=\"20\">"
                                               "<TR><TD></TD></TR></TABLE>");
  agsafeset (edge, (char *) "label", table, (char *) "");
}

static Agraph_t *
build_clusters (SwGraph *graph)
{
  GPtrArray *edges = sw_graph_get_edges (graph);
  g_autofree Ends *ends = g_new0 (Ends, sw_graph_get_nodes (graph)->len);
  Agraph_t *root = agopen ((char *) "g", Agdirected, NULL);

  agattr (root, AGNODE, (char *) "shape", (char *) "box");
  agattr (root, AGNODE, (char *) "fixedsize", (char *) "true");
  agattr (root, AGNODE, (char *) "label", (char *) "");
  add_scope (root, sw_graph_get_root (graph), ends);
  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (edges, i);
      Agedge_t *drawn
          = agedge (root, ends[edge->from->id].out, ends[edge->to->id].in, NULL, TRUE);
      if (edge->label)
        add_label (root, drawn);
    }
  return root;
}

static void
lay_out_with_dot (SwGraph *graph,
                  int      result)
{
  GVC_t *context = gvContext ();
  double best = 0;

  for (guint round = 0; round < 2; round++) /* the first one warms up */
    {
      Agraph_t *clusters = build_clusters (graph);
      double begin = now ();
      gvLayout (context, clusters, "dot");
      best = now () - begin;
      gvFreeLayout (context, clusters);
      agclose (clusters);
    }
  if (write (result, &best, sizeof best) != sizeof best)
    _exit (1);
  _exit (0);
}

/* Returns: milliseconds, or 0 when it took too long */
static double
measure_dot (SwGraph *graph)
{
  int ends[2];
  double time = 0;
  int status;

  fflush (stdout);
  if (pipe (ends) != 0)
    return 0;
  pid_t child = fork ();
  if (child == 0)
    {
      alarm (DOT_SECONDS);
      lay_out_with_dot (graph, ends[1]);
    }
  close (ends[1]);
  if (read (ends[0], &time, sizeof time) != sizeof time)
    time = 0;
  close (ends[0]);
  waitpid (child, &status, 0);
  return time;
}

static void
lay_out (gpointer data)
{
  g_autoptr (SwLayout) layout = sw_layout_new (data, NULL, NULL);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;
  return (x > y) - (x < y);
}

/* The median of laying out after one inserted state, what was there before in the cache */
static double
measure_edit (const char *text)
{
  double times[EDITS];

  for (guint edit = 0; edit < EDITS; edit++)
    {
      g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
      g_autofree char *changed = fixture_insert (text, edit);
      g_autoptr (SwGraph) graph = fixture_graph_new (text);
      g_autoptr (SwGraph) after = fixture_graph_new (changed);
      g_autoptr (SwLayout) before = sw_layout_new (graph, NULL, cache);
      double begin = now ();
      g_autoptr (SwLayout) layout = sw_layout_new (after, NULL, cache);
      times[edit] = now () - begin;
    }
  qsort (times, EDITS, sizeof (double), compare_times);
  return times[EDITS / 2];
}

static void
measure (Shape shape,
         guint n_states)
{
  g_autofree char *text = fixture_generate (shape, n_states, 1);
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  double dot = measure_dot (graph);
  double whole = bench_measure (lay_out, graph) / 1e6;
  double edit = measure_edit (text);

  printf ("%-6s %6u %10.2f ms", fixture_shape_get_name (shape), n_states, whole);
  if (dot > 0)
    printf (" %10.2f ms %9.3f", dot, whole / dot);
  else
    printf ("      > %d s    < %.4f", DOT_SECONDS, whole / (DOT_SECONDS * 1000));
  printf (" %10.2f ms %9.3f\n", edit, edit / whole);
}

static void
print_node (FILE               *out,
            const SwLayoutNode *node,
            gboolean            is_first)
{
  fprintf (out, "%s{\"id\":\"%u\"%s,\"x\":%.1f,\"y\":%.1f,\"w\":%.1f,\"h\":%.1f}", is_first ? "" : ",\n",
           node->node->id, node->node->scopes->len > 0 ? ",\"cont\":1" : "", node->rect.x,
           node->rect.y, node->rect.width, node->rect.height);
}

static void
print_edge (FILE               *out,
            const SwLayoutEdge *edge,
            gboolean            is_first)
{
  static const char *const kinds[] = { "start", "next", "rule", "default", "catch", "end" };

  fprintf (out, "%s{\"s\":\"%u\",\"t\":\"%u\",\"kind\":\"%s\",\"bezier\":[", is_first ? "" : ",\n",
           edge->edge->from->id, edge->edge->to->id, kinds[edge->edge->kind]);
  for (guint i = 0; i < edge->n_points; i++)
    fprintf (out, "%s[%.1f,%.1f]", i ? "," : "", edge->points[i].x, edge->points[i].y);
  fprintf (out, "]}");
}

/* Boxes and curves for a program that judges layouts; edges in the side channel are left out. */
static void
print_layout (FILE     *out,
              SwLayout *layout)
{
  guint n_nodes, n_edges;
  const SwLayoutNode *nodes = sw_layout_get_nodes (layout, &n_nodes);
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &n_edges);
  gboolean is_first = TRUE;

  fprintf (out, "{\"w\":%.1f,\"h\":%.1f,\"nodes\":[", sw_layout_get_width (layout),
           sw_layout_get_height (layout));
  for (guint i = 0; i < n_nodes; i++)
    print_node (out, &nodes[i], i == 0);
  fprintf (out, "],\"edges\":[");
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].visible && !edges[i].bundled)
      {
        print_edge (out, &edges[i], is_first);
        is_first = FALSE;
      }
  fprintf (out, "]}\n");
}

/* One definition, laid out as often as a warm figure takes, beside other programs that do the same */
static int
measure_file (const char *file_name,
              const char *out_name)
{
  g_autoptr (SwGraph) graph = fixture_load (file_name);
  FILE *out = fopen (out_name, "w");

  if (out == NULL)
    {
      perror (out_name);
      return 2;
    }
  for (guint round = 0; round < 3; round++)
    {
      double begin = now ();
      g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);
      printf ("total %.3f\n", now () - begin);
      if (round == 0)
        print_layout (out, layout);
    }
  return fclose (out) == 0 ? 0 : 2;
}

/* bench-layout: a table; bench-layout FILE OUT.json: the layout of one definition, and its time */
int
main (int   argc,
      char *argv[])
{
  static const guint sizes[] = { 10, 100, 1000, 3000 };
  static const Shape shapes[] = { SHAPE_FLAT, SHAPE_MIXED };

  if (argc == 3)
    return measure_file (argv[1], argv[2]);
  printf ("%-6s %6s %13s %13s %9s %13s %9s\n", "shape", "states", "layout", "dot", "of dot",
          "one edit", "of layout");
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      measure (shapes[i], sizes[k]);
  return 0;
}
