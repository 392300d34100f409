/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trace-invariants.h"

#include "engine/coverage/sw-coverage-trace.h"

/* Events of a long history that are looked at */
#define MAX_LOOKS 500

/**
 * trace_check_events:
 *
 * Returns: (transfer full) (nullable): what does not hold of this: the events of all visits
 * together are the history's, each once
 */
char *
trace_check_events (const SwTrace *trace)
{
  guint n_events = sw_trace_get_n_events (trace), count = 0;
  g_autofree gboolean *seen = g_new0 (gboolean, n_events + 1);

  for (guint i = 0; i < sw_trace_get_n_visits (trace); i++)
    {
      SwVisit *visit = sw_trace_get_visit (trace, i);

      for (guint id = sw_visit_get_first_event (visit); id != 0;
           id = sw_trace_get_next_event (trace, id), count++)
        {
          if (seen[id])
            return g_strdup_printf ("event %u is in two visits", id);
          if (sw_trace_get_visit_of (trace, id) != visit)
            return g_strdup_printf ("event %u is in another visit than it says", id);
          seen[id] = TRUE;
        }
    }
  return count == n_events ? NULL
                           : g_strdup_printf ("%u of %u events have a visit", count, n_events);
}

/* The event that is in a visit speaks of its state. */
static char *
check_names (const SwTrace *trace)
{
  for (guint id = 1; id <= sw_trace_get_n_events (trace); id++)
    {
      const SwHistoryEvent *event = sw_history_get (sw_trace_get_history (trace), id - 1);
      const SwVisit *visit = sw_trace_get_visit_of (trace, id);
      const char *name = sw_history_event_get_name (event);

      if (name != NULL && (visit->state == NULL || !g_str_equal (visit->state->name, name)))
        return g_strdup_printf ("event %u, %s of '%s', is in a visit of '%s'", id,
                                sw_history_event_get_type_name (event), name,
                                visit->state != NULL ? visit->state->name : "the machine");
      if (visit->kind == SW_VISIT_STATE
          && (visit->entered > id
              || (visit->exited != 0 && visit->exited < id
                  && sw_history_event_get_previous (event) > visit->exited)))
        return g_strdup_printf ("event %u is not within its visit", id);
    }
  return NULL;
}

static const SwVisit *
get_scope (const SwVisit *visit)
{
  return visit->kind == SW_VISIT_STATE ? visit->parent : visit;
}

/* A run of ours knows its frames, which the trace does not look at: one for each machine, branch
 * and iteration. */
static char *
check_frames (const SwTrace *trace)
{
  g_autoptr (GHashTable) scopes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) frames = g_hash_table_new (NULL, NULL);

  if (sw_history_get_model (sw_trace_get_history (trace)) == NULL)
    return NULL;
  for (guint id = 1; id <= sw_trace_get_n_events (trace); id++)
    {
      const SwHistoryEvent *event = sw_history_get (sw_trace_get_history (trace), id - 1);
      const SwVisit *scope = get_scope (sw_trace_get_visit_of (trace, id));
      gpointer frame = GUINT_TO_POINTER (sw_history_event_get_frame (event) + 1);
      gpointer known;

      if (sw_history_event_get_state (event) == NULL)
        continue;
      known = g_hash_table_lookup (frames, frame);
      if (known != NULL && known != scope)
        return g_strdup_printf ("event %u of frame %u is in another scope than those before", id,
                                sw_history_event_get_frame (event));
      known = g_hash_table_lookup (scopes, scope);
      if (known != NULL && known != frame)
        return g_strdup_printf ("event %u of frame %u is in the scope of frame %u", id,
                                sw_history_event_get_frame (event), GPOINTER_TO_UINT (known) - 1);
      g_hash_table_insert (frames, frame, (gpointer) scope);
      g_hash_table_insert (scopes, (gpointer) scope, frame);
    }
  return NULL;
}

static gboolean
is_open (const SwVisit *visit)
{
  return visit->exited == 0;
}

/* What has ended has nothing open inside; a run that has ended has nothing open at all. */
static char *
check_statuses (const SwTrace *trace)
{
  static const SwRunState ends[] = {
    [SW_EXECUTION_RUNNING] = SW_RUN_STATE_RUNNING,
    [SW_EXECUTION_SUCCEEDED] = SW_RUN_STATE_SUCCEEDED,
    [SW_EXECUTION_FAILED] = SW_RUN_STATE_FAILED,
    [SW_EXECUTION_TIMED_OUT] = SW_RUN_STATE_FAILED,
    [SW_EXECUTION_ABORTED] = SW_RUN_STATE_ABORTED,
  };

  if (sw_trace_get_root (trace)->status != ends[sw_trace_get_status (trace)])
    return g_strdup_printf ("the machine's status is not that of the execution");
  for (guint i = 1; i < sw_trace_get_n_visits (trace); i++)
    {
      const SwVisit *visit = sw_trace_get_visit (trace, i);
      gboolean runs =
          visit->status == SW_RUN_STATE_RUNNING || visit->status == SW_RUN_STATE_WAITING;

      if (is_open (visit) && !is_open (visit->parent))
        return g_strdup_printf ("visit %u of '%s' is open in one that has ended", i,
                                visit->state->name);
      if (runs != is_open (visit))
        return g_strdup_printf ("visit %u of '%s' has ended and runs", i, visit->state->name);
      if (sw_visit_get_child (visit->parent, visit->position) != visit)
        return g_strdup_printf ("visit %u is not where it says", i);
      if (visit->status == SW_RUN_STATE_FAILED && visit->failure == 0)
        return g_strdup_printf ("visit %u of '%s' failed without a reason", i, visit->state->name);
    }
  return NULL;
}

/* Every step from a state to the next was along an edge, and no others were counted. */
static char *
check_edges (const SwTrace *trace)
{
  g_autoptr (SwGraph) graph = sw_graph_new (sw_trace_get_model (trace));
  GPtrArray *edges = sw_graph_get_edges (graph);
  guint taken = 0, counted = 0;

  for (guint i = 0; i < sw_trace_get_n_visits (trace); i++)
    {
      const SwVisit *visit = sw_trace_get_visit (trace, i);

      if (visit->kind != SW_VISIT_STATE)
        {
          taken += sw_visit_get_n_children (visit) > 0;
          continue;
        }
      taken += visit->left_by != SW_EDGE_NONE;
      if (visit->position + 1 < sw_visit_get_n_children (visit->parent)
          && (visit->left_by == SW_EDGE_NONE || visit->left_by == SW_EDGE_END))
        return g_strdup_printf ("visit %u of '%s' was left by no edge", i, visit->state->name);
    }
  for (guint i = 0; i < edges->len; i++)
    counted += sw_trace_edge_count (trace, edges->pdata[i]);
  if (sw_visit_get_n_children (sw_trace_get_root (trace)) == 0)
    taken = counted;
  return taken == counted
             ? NULL
             : g_strdup_printf ("%u edges were taken, %u are counted in the graph", taken, counted);
}

/**
 * trace_check:
 *
 * Returns: (transfer full) (nullable): what does not hold
 */
char *
trace_check (const SwTrace *trace)
{
  static char *(*const checks[]) (const SwTrace *) = { trace_check_events, check_names,
                                                       check_frames, check_statuses };
  char *problem = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (checks) && problem == NULL; i++)
    problem = checks[i](trace);
  if (problem == NULL && sw_trace_get_model (trace) != NULL)
    problem = check_edges (trace);
  return problem;
}

/**
 * trace_describe:
 * @graph: of the definition
 *
 * Returns: (transfer full): all that the canvas and a table would show, as text
 */
char *
trace_describe (const SwSnapshot *snapshot, const SwGraph *graph)
{
  GPtrArray *nodes = sw_graph_get_nodes (graph), *edges = sw_graph_get_edges (graph);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "event %u, status %d, %u open\n", sw_snapshot_get_event (snapshot),
                          sw_snapshot_get_status (snapshot), sw_snapshot_get_n_open (snapshot));
  for (guint i = 0; i < nodes->len; i++)
    {
      const SwGraphNode *node = nodes->pdata[i];
      const SwRunStateInfo *info;

      if (node->kind != SW_GRAPH_NODE_STATE)
        continue;
      info = sw_snapshot_lookup (snapshot, node->state->pointer);
      g_string_append_printf (text, "%s: %d r%u e%u s%u c%u f%u t%u a%u\n", node->key, info->state,
                              info->running, info->entered, info->succeeded, info->caught,
                              info->failed, info->attempts, info->aborted);
    }
  for (guint i = 0; i < edges->len; i++)
    g_string_append_printf (text, "%s: %u\n", ((SwGraphEdge *) edges->pdata[i])->key,
                            sw_snapshot_edge_count (snapshot, edges->pdata[i]));
  return g_string_free (text, FALSE);
}

static char *
check_open (const SwTrace *trace, const SwSnapshot *snapshot)
{
  guint n_open = 0;

  for (guint i = 0; i < sw_trace_get_n_visits (trace); i++)
    {
      SwRunState state = sw_snapshot_get_visit (snapshot, sw_trace_get_visit (trace, i));

      n_open += state == SW_RUN_STATE_RUNNING || state == SW_RUN_STATE_WAITING;
    }
  return n_open == sw_snapshot_get_n_open (snapshot)
             ? NULL
             : g_strdup_printf ("at event %u, %u visits are open and %u in the list",
                                sw_snapshot_get_event (snapshot), n_open,
                                sw_snapshot_get_n_open (snapshot));
}

/**
 * trace_check_snapshot:
 *
 * Goes to and fro through a trace that has a definition: whatever the way, an event looks the same.
 *
 * Returns: (transfer full) (nullable): what does not hold
 */
char *
trace_check_snapshot (SwTrace *trace)
{
  g_autoptr (SwGraph) graph = sw_graph_new (sw_trace_get_model (trace));
  g_autoptr (SwSnapshot) snapshot = sw_snapshot_new (trace);
  guint count = sw_trace_get_n_events (trace), step = 1 + count / MAX_LOOKS, n_looks = count / step;
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  char *problem = NULL;

  for (guint i = 0; i <= n_looks && problem == NULL; i++)
    {
      sw_snapshot_seek (snapshot, i * step);
      problem = check_open (trace, snapshot);
      g_ptr_array_add (seen, trace_describe (snapshot, graph));
    }
  for (guint i = 0, look = n_looks; i < 2 * n_looks && problem == NULL; i++)
    {
      g_autofree char *text = NULL;

      look = i < n_looks ? look - 1 : (look + 7919) % (n_looks + 1);
      sw_snapshot_seek (snapshot, look * step);
      text = trace_describe (snapshot, graph);
      if (!g_str_equal (text, seen->pdata[look]))
        problem = g_strdup_printf ("event %u was\n%sand is\n%s", look * step,
                                   (char *) seen->pdata[look], text);
    }
  return problem;
}

/* The items of a distributed Map, whose histories are others */
static gboolean
is_elsewhere (const SwState *state)
{
  for (const SwState *owner = state->scope->parent; owner != NULL; owner = owner->scope->parent)
    {
      const SwNode *processor = sw_node_get_member (owner->node, "ItemProcessor");
      const SwNode *config =
          processor != NULL ? sw_node_get_member (processor, "ProcessorConfig") : NULL;
      const SwNode *mode = config != NULL ? sw_node_get_member (config, "Mode") : NULL;

      if (mode != NULL && sw_node_equals_string (mode, "DISTRIBUTED"))
        return TRUE;
    }
  return FALSE;
}

/**
 * trace_check_coverage:
 * @counted: what the execution counted as it went on
 *
 * Returns: (transfer full) (nullable): what does not hold of this: the history tells as much
 */
char *
trace_check_coverage (SwTrace *trace, const SwCoverage *counted)
{
  g_autoptr (SwCoverage) told = sw_coverage_new_from_trace (trace);
  g_autoptr (GArray) wanted = sw_coverage_dup_items (counted);
  g_autoptr (GArray) items = sw_coverage_dup_items (told);

  for (guint i = 0; i < wanted->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (items, SwCoverageItem, i);
      guint hits = g_array_index (wanted, SwCoverageItem, i).hits;

      if (item->hits != hits && !is_elsewhere (item->state))
        return g_strdup_printf ("%s of '%s', edge %d, index %u: %u, and the execution counted %u",
                                sw_covered_kind_get_name (item->kind), item->state->name,
                                item->edge, item->index, item->hits, hits);
      if (sw_coverage_get_called (told, item->state)
              != sw_coverage_get_called (counted, item->state)
          && !is_elsewhere (item->state))
        return g_strdup_printf ("calls of '%s'", item->state->name);
    }
  return NULL;
}
