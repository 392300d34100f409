/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-layout.h"

#include "layout/sw-layout.h"

#include <graphviz/gvc.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Graphviz's dot on the same graph as a whole, with containers as clusters, all edges, and boxes of
 * the same size. The labels, for which our layout finds room, are left out: dot would take several
 * times as long. It cannot be stopped, so it works in a child with a limit of its time. */

/* The processor time of this thread, in milliseconds: what other programs do does not add to it. */
double
bench_get_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
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
      agedge (root, ends[edge->from->id].out, ends[edge->to->id].in, NULL, TRUE);
    }
  return root;
}

static void
lay_out (SwGraph *graph,
         int      result)
{
  GVC_t *context = gvContext ();
  Agraph_t *first = agmemread ("digraph { a -> b }");

  gvLayout (context, first, "dot"); /* which loads the plugins */
  gvFreeLayout (context, first);
  Agraph_t *clusters = build_clusters (graph);
  double begin = bench_get_worked ();
  gvLayout (context, clusters, "dot");
  double time = bench_get_worked () - begin;
  if (write (result, &time, sizeof time) != sizeof time)
    _exit (1);
  _exit (0);
}

/* Returns: milliseconds, or 0 when it took longer than BENCH_DOT_SECONDS */
double
bench_measure_dot (SwGraph *graph)
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
      struct rlimit limit = { BENCH_DOT_SECONDS, BENCH_DOT_SECONDS };
      setrlimit (RLIMIT_CPU, &limit);
      lay_out (graph, ends[1]);
    }
  close (ends[1]);
  if (read (ends[0], &time, sizeof time) != sizeof time)
    time = 0;
  close (ends[0]);
  waitpid (child, &status, 0);
  return time;
}
