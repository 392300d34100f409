/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <malloc.h>
#include <stdio.h>
#include <time.h>

#include "engine/history/sw-history-read.h"
#include "engine/trace/sw-snapshot.h"
#include "json/sw-text.h"

/* What it costs to look at a run: events into a trace, memory, and the scrubber. A look is all that
 * a canvas and the data beside it need of one event: a seek, every state, every edge, variables and
 * open tasks. The pointer goes to places at random, which is the worst. */

#define N_LOOKS 4000

typedef struct
{
  SwTrace *trace;
  SwGraph *graph;
  SwSnapshot *snapshot;
  GArray *times; /* double: nanoseconds of each look */
} Scrub;

static SwProgram *
compile (const char *definition)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);

  return sw_program_new (model, NULL);
}

static SwExecution *
run (const char *definition, const char *input)
{
  g_autoptr (SwProgram) program = compile (definition);
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwExecutionOptions options = { .unlimited = TRUE };
  SwExecution *execution;
  gint64 now = 0;

  sw_value_from_text (input, -1, SW_TEXT_DEFAULT, &value, NULL);
  options.input = value;
  execution = sw_execution_new (program, &options);
  sw_execution_start (execution, now);
  while (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
    {
      const SwTaskRequest *request;

      if (sw_execution_step (execution, ++now))
        continue;
      request = sw_execution_take_request (execution);
      if (request != NULL)
        sw_execution_succeed_task (execution, request->id, request->input, now);
    }
  return execution;
}

static size_t
get_memory (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* Nanoseconds this process has worked: what others do meanwhile does not count. */
static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

static void
make_trace (gpointer data)
{
  sw_trace_free (sw_trace_new (data, NULL));
}

static void
look (Scrub *scrub, guint event)
{
  GPtrArray *nodes = sw_graph_get_nodes (scrub->graph);
  GPtrArray *edges = sw_graph_get_edges (scrub->graph);
  g_autoptr (GPtrArray) tasks = NULL;
  g_auto (SwValue) variables = SW_VALUE_INIT;
  guint count = 0;

  sw_snapshot_seek (scrub->snapshot, event);
  for (guint i = 0; i < nodes->len; i++)
    if (((SwGraphNode *) nodes->pdata[i])->state != NULL)
      count +=
          sw_snapshot_lookup (scrub->snapshot, ((SwGraphNode *) nodes->pdata[i])->state->pointer)
              ->entered;
  for (guint i = 0; i < edges->len; i++)
    count += sw_snapshot_edge_count (scrub->snapshot, edges->pdata[i]);
  tasks = sw_snapshot_dup_open_tasks (scrub->snapshot);
  variables = sw_snapshot_dup_variables (scrub->snapshot, NULL);
  g_assert_cmpuint (count + tasks->len, <, G_MAXUINT);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static double
get_share (const GArray *times, double share)
{
  return g_array_index (times, double, (guint) ((times->len - 1) * share)) / 1000;
}

static void
scrub_about (SwTrace *trace)
{
  Scrub scrub = { trace, sw_graph_new (sw_trace_get_model (trace)), sw_snapshot_new (trace),
                  g_array_new (FALSE, FALSE, sizeof (double)) };
  guint count = sw_trace_get_n_events (trace);

  for (guint i = 0, event = 0; i < N_LOOKS; i++)
    {
      double before, time;

      event = (event + 7919 * 13) % (count + 1);
      before = get_time ();
      look (&scrub, event);
      time = get_time () - before;
      g_array_append_val (scrub.times, time);
    }
  g_array_sort (scrub.times, compare_times);
  printf (" %8.0f %8.0f %8.0f\n", get_share (scrub.times, 0.5), get_share (scrub.times, 0.99),
          get_share (scrub.times, 1));
  g_array_unref (scrub.times);
  sw_snapshot_free (scrub.snapshot);
  sw_graph_unref (scrub.graph);
}

static void
measure (const char *name, const char *definition, const char *input)
{
  size_t before = get_memory (), history_memory, trace_memory;
  g_autoptr (SwExecution) execution = run (definition, input);
  const SwHistory *history = sw_execution_get_history (execution);
  guint count = sw_history_get_count (history);
  g_autoptr (SwTrace) trace = NULL;
  double time;

  history_memory = get_memory () - before;
  trace = sw_trace_new (history, NULL);
  trace_memory = get_memory () - before - history_memory;
  time = bench_measure (make_trace, (gpointer) history);
  printf ("%-30s %8u %8.0f ns %10.0f /s %9zu %9zu", name, count, time / count, 1e9 * count / time,
          history_memory / 1024, trace_memory / 1024);
  scrub_about (trace);
}

static void
measure_reading (void)
{
  g_autoptr (SwExecution) execution =
      run ("{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{"
           "\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}}}",
           "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]");
  g_auto (SwValue) value = sw_history_to_value (sw_execution_get_history (execution), TRUE);
  SwValue events = sw_value_get_member (value, "events");
  g_auto (SwValue) many = sw_value_new_array (25000);
  g_autofree char *text = NULL;
  gsize length;
  double before;

  for (guint i = 0; i < 25000; i++)
    {
      SwValue event =
          sw_value_ref (sw_value_get_element (events, i % sw_value_get_length (events)));

      sw_value_set_member (&event, "id", sw_value_new_integer (i + 1));
      sw_value_append (&many, event);
    }
  text = sw_value_to_text (many, SW_TEXT_DEFAULT, &length);
  before = get_time ();
  sw_history_unref (sw_history_new_from_text (text, (gssize) length, NULL, NULL));
  printf ("reading 25,000 events, %zu KiB: %.0f ms\n", length / 1024, (get_time () - before) / 1e6);
}

static const char loop[] =
    "{\"StartAt\":\"Check\",\"States\":{"
    "\"Check\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.i\",\"NumericLessThanPath\":"
    "\"$.n\",\"Next\":\"Add\"}],\"Default\":\"Done\"},"
    "\"Add\":{\"Type\":\"Pass\",\"Assign\":{\"i.$\":\"$.i\"},\"Parameters\":{\"i.$\":"
    "\"States.MathAdd($.i, 1)\",\"n.$\":\"$.n\"},\"Next\":\"Check\"},"
    "\"Done\":{\"Type\":\"Succeed\"}}}";

static const char map[] =
    "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"P\","
    "\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}}}";

static const char map_of_tasks[] =
    "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{\"StartAt\":\"T\","
    "\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\","
    "\"Next\":\"C\"},\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$\","
    "\"NumericGreaterThan\":5000,\"Next\":\"Q\"}],\"Default\":\"Q\"},\"Q\":{\"Type\":\"Pass\","
    "\"End\":true}}},\"End\":true}}}";

int
main (void)
{
  g_autoptr (GString) items = g_string_new ("[");

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (items, "%s%u", i > 0 ? "," : "", i);
  g_string_append_c (items, ']');
  printf ("%-30s %8s %11s %13s %9s %9s %8s %8s %8s\n", "a run", "events", "each", "events",
          "history", "trace KiB", "p50 µs", "p99", "max");
  measure ("loop with variables", loop, "{\"i\":0,\"n\":6249}");
  measure ("Map of 10,000 items", map, items->str);
  measure ("Map of 10,000 items, 3 states", map_of_tasks, items->str);
  measure_reading ();
  return 0;
}
