/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/history/sw-cli-history.h"

#include "engine/sw-time.h"
#include "engine/trace/sw-stages.h"

/* Visits, moments and stages as JSON. */

static const char *const run_states[] = {
  [SW_RUN_STATE_IDLE] = "IDLE",       [SW_RUN_STATE_RUNNING] = "RUNNING",
  [SW_RUN_STATE_WAITING] = "WAITING", [SW_RUN_STATE_SUCCEEDED] = "SUCCEEDED",
  [SW_RUN_STATE_CAUGHT] = "CAUGHT",   [SW_RUN_STATE_FAILED] = "FAILED",
  [SW_RUN_STATE_ABORTED] = "ABORTED",
};

static const char *const visit_kinds[] = {
  [SW_VISIT_MACHINE] = "machine",
  [SW_VISIT_STATE] = "state",
  [SW_VISIT_BRANCH] = "branch",
  [SW_VISIT_ITERATION] = "iteration",
};

static const char *const edge_kinds[] = {
  [SW_EDGE_START] = "start",     [SW_EDGE_NEXT] = "next",   [SW_EDGE_RULE] = "rule",
  [SW_EDGE_DEFAULT] = "default", [SW_EDGE_CATCH] = "catch", [SW_EDGE_END] = "end",
};

static const char *const stage_names[SW_N_DATA_STAGES] = {
  [SW_DATA_INPUT] = "input",
  [SW_DATA_INPUT_PATH] = "afterInputPath",
  [SW_DATA_ITEMS] = "items",
  [SW_DATA_PARAMETERS] = "parameters",
  [SW_DATA_RESULT] = "result",
  [SW_DATA_ERROR] = "errorOutput",
  [SW_DATA_RESULT_SELECTOR] = "afterResultSelector",
  [SW_DATA_RESULT_PATH] = "afterResultPath",
  [SW_DATA_ASSIGN] = "assigned",
  [SW_DATA_OUTPUT] = "output",
};

/**
 * sw_cli_run_state_get_name:
 *
 * Returns: a word in capitals, as AWS writes statuses; static
 */
const char *
sw_cli_run_state_get_name (SwRunState state)
{
  return run_states[state];
}

static void
set_number (SwValue *object, const char *key, gint64 number)
{
  sw_value_set_member (object, key, sw_value_new_integer (number));
}

/* Left out where it is 0 */
static void
set_count (SwValue *object, const char *key, guint count)
{
  if (count != 0)
    set_number (object, key, count);
}

static void
set_time (SwValue *object, const char *key, gint64 time)
{
  char text[SW_TIME_TEXT_SIZE];

  sw_time_print (time, text);
  sw_value_set_text (object, key, text);
}

static void
set_value (SwValue *object, const char *key, SwValue value)
{
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (object, key, sw_value_ref (value));
}

static SwValue
make_attempts (const GArray *attempts)
{
  SwValue list = sw_value_new_array (attempts->len);

  for (guint i = 0; i < attempts->len; i++)
    {
      const SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);
      SwValue value = sw_value_new_object (8);

      set_time (&value, "began", attempt->began);
      if (attempt->finished != 0)
        set_time (&value, "ended", attempt->finished);
      set_count (&value, "scheduledEvent", attempt->scheduled);
      set_count (&value, "endedEvent", attempt->ended);
      if (i > 0)
        sw_value_set_member (&value, "waitedSeconds",
                             sw_value_new_number ((double) attempt->wait / G_USEC_PER_SEC));
      sw_value_set_text (&value, "error", attempt->error);
      sw_value_set_text (&value, "cause", attempt->cause);
      if (attempt->retrier >= 0)
        set_number (&value, "retrier", attempt->retrier);
      sw_value_append (&list, value);
    }
  return list;
}

static void
add_counts (const SwVisit *visit, SwValue *value)
{
  set_count (value, "items", visit->n_items);
  set_count (value, "running", visit->n_running);
  set_count (value, "succeeded", visit->n_succeeded);
  set_count (value, "failed", visit->n_failed);
  set_count (value, "aborted", visit->n_aborted);
}

static void
add_task (const SwTrace *trace, const SwVisit *visit, SwValue *value)
{
  g_autofree char *resource = sw_trace_dup_resource (trace, visit);
  g_autofree char *nested = sw_trace_dup_nested (trace, visit);
  g_autoptr (GArray) attempts = sw_trace_dup_attempts (trace, visit, 0);

  sw_value_set_text (value, "resource", resource);
  sw_value_set_text (value, "execution", nested);
  sw_value_set_text (value, "mapRun", sw_trace_get_map_run (trace, visit));
  if (attempts->len > 0)
    sw_value_set_member (value, "attempts", make_attempts (attempts));
}

/* The way to the next state, where the definition tells */
static void
add_edge (const SwVisit *visit, SwValue *value)
{
  if (visit->left_by == SW_EDGE_NONE)
    return;
  sw_value_set_text (value, "leftBy", edge_kinds[visit->left_by]);
  if (visit->left_by == SW_EDGE_RULE || visit->left_by == SW_EDGE_CATCH)
    set_number (value, "index", visit->left_index);
}

/* Recursion is bounded by the nesting of the definition. */
static SwValue
make_visit (const SwTrace *trace, const SwVisit *visit)
{
  SwValue value = sw_value_new_object (12), children;

  sw_value_set_text (&value, "kind", visit_kinds[visit->kind]);
  if (visit->kind == SW_VISIT_STATE)
    {
      sw_value_set_text (&value, "name", visit->state->name);
      sw_value_set_text (&value, "type", sw_state_type_get_name (visit->state->type));
      sw_value_set_text (&value, "pointer", visit->state->pointer);
    }
  else if (visit->kind != SW_VISIT_MACHINE)
    {
      set_number (&value, "index", visit->index);
      set_count (&value, "round", visit->round);
    }
  sw_value_set_text (&value, "status", run_states[visit->status]);
  set_time (&value, "began", visit->began);
  if (visit->exited != 0)
    set_time (&value, "ended", visit->ended);
  set_count (&value, "enteredEvent", visit->entered);
  set_count (&value, "exitedEvent", visit->exited);
  sw_value_set_text (&value, "error", sw_trace_get_error (trace, visit));
  sw_value_set_text (&value, "cause", sw_trace_get_cause (trace, visit));
  set_value (&value, "input", sw_trace_get_input (trace, visit));
  set_value (&value, "output", sw_trace_get_output (trace, visit));
  set_value (&value, "assigned", sw_trace_get_assigned (trace, visit));
  if (visit->kind == SW_VISIT_STATE)
    add_task (trace, visit, &value);
  add_edge (visit, &value);
  add_counts (visit, &value);
  if (sw_visit_get_n_children (visit) == 0)
    return value;
  children = sw_value_new_array (sw_visit_get_n_children (visit));
  for (guint i = 0; i < sw_visit_get_n_children (visit); i++)
    sw_value_append (&children, make_visit (trace, sw_visit_get_child (visit, i)));
  sw_value_set_member (&value, "visits", children);
  return value;
}

/* The edges that were taken, by the keys of the graph's */
static SwValue
make_edges (const SwSnapshot *snapshot, SwModel *model)
{
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  GPtrArray *edges = sw_graph_get_edges (graph);
  SwValue list = sw_value_new_array (8);

  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = edges->pdata[i];
      guint count = sw_snapshot_edge_count (snapshot, edge);
      SwValue value;

      if (count == 0)
        continue;
      value = sw_value_new_object (4);
      sw_value_set_text (&value, "from", edge->from->key);
      sw_value_set_text (&value, "to", edge->to->key);
      sw_value_set_text (&value, "kind", edge_kinds[edge->kind]);
      if (edge->kind == SW_EDGE_RULE || edge->kind == SW_EDGE_CATCH)
        set_number (&value, "index", edge->index);
      set_number (&value, "count", count);
      sw_value_append (&list, value);
    }
  return list;
}

/**
 * sw_cli_make_trace:
 * @notes: (element-type utf8): what is odd about the history
 *
 * Returns: (transfer full): {status, events, notes, machine: the tree of visits}
 */
SwValue
sw_cli_make_trace (const SwTrace *trace, const GPtrArray *notes)
{
  SwValue value = sw_value_new_object (4), list = sw_value_new_array (notes->len);

  sw_value_set_text (&value, "status", sw_execution_status_get_name (sw_trace_get_status (trace)));
  set_number (&value, "events", sw_trace_get_n_events (trace));
  for (guint i = 0; i < notes->len; i++)
    sw_value_append (&list, sw_value_new_string (notes->pdata[i]));
  sw_value_set_member (&value, "notes", list);
  sw_value_set_member (&value, "machine", make_visit (trace, sw_trace_get_root (trace)));
  return value;
}

static SwValue
make_state (const SwTraceState *state, const SwRunStateInfo *info)
{
  SwValue value = sw_value_new_object (9);

  sw_value_set_text (&value, "name", state->name);
  sw_value_set_text (&value, "pointer", state->pointer);
  sw_value_set_text (&value, "status", run_states[info->state]);
  set_count (&value, "entered", info->entered);
  set_count (&value, "running", info->running);
  set_count (&value, "succeeded", info->succeeded);
  set_count (&value, "caught", info->caught);
  set_count (&value, "failed", info->failed);
  set_count (&value, "aborted", info->aborted);
  set_count (&value, "retries", info->attempts);
  return value;
}

/* {name, event, data}: what is under way and what it has */
static SwValue
make_open (const SwSnapshot *snapshot)
{
  SwValue list = sw_value_new_array (4);
  g_autoptr (GPtrArray) tasks = sw_snapshot_dup_open_tasks (snapshot);

  for (guint i = 0; i < tasks->len; i++)
    {
      const SwVisit *visit = tasks->pdata[i];
      SwValue value = sw_value_new_object (3);

      sw_value_set_text (&value, "name", visit->state->name);
      set_number (&value, "enteredEvent", visit->entered);
      set_value (&value, "data", sw_snapshot_get_data (snapshot, visit));
      sw_value_append (&list, value);
    }
  return list;
}

/**
 * sw_cli_make_moment:
 *
 * Returns: (transfer full): {event, time, status, states, edges, variables, openTasks}
 */
SwValue
sw_cli_make_moment (const SwSnapshot *snapshot, const SwTrace *trace)
{
  SwValue value = sw_value_new_object (7), states = sw_value_new_array (8);
  g_auto (SwValue) variables = sw_snapshot_dup_variables (snapshot, NULL);

  set_number (&value, "event", sw_snapshot_get_event (snapshot));
  set_time (&value, "time", sw_snapshot_get_time (snapshot));
  sw_value_set_text (&value, "status",
                     sw_execution_status_get_name (sw_snapshot_get_status (snapshot)));
  for (guint i = 0; i < sw_trace_get_n_states (trace); i++)
    {
      const SwTraceState *state = sw_trace_get_state (trace, i);
      const SwRunStateInfo *info = sw_snapshot_lookup_state (snapshot, state);

      if (info->state != SW_RUN_STATE_IDLE)
        sw_value_append (&states, make_state (state, info));
    }
  sw_value_set_member (&value, "states", states);
  if (sw_trace_get_model (trace) != NULL)
    sw_value_set_member (&value, "edges", make_edges (snapshot, sw_trace_get_model (trace)));
  set_value (&value, "variables", variables);
  sw_value_set_member (&value, "openTasks", make_open (snapshot));
  return value;
}

/**
 * sw_cli_make_stages:
 * @visit: of a state
 *
 * Returns: (transfer full): {name, stages: [{stage, field, recorded, value | reason}], variables
 * before and after, attempts, warning}
 */
SwValue
sw_cli_make_stages (SwTrace *trace, const SwVisit *visit)
{
  g_autoptr (SwStages) stages = sw_stages_new (trace, visit, NULL);
  SwValue value = sw_value_new_object (6), list = sw_value_new_array (stages->stages->len);

  sw_value_set_text (&value, "name", visit->state->name);
  for (guint i = 0; i < stages->stages->len; i++)
    {
      const SwDataStage *stage = &g_array_index (stages->stages, SwDataStage, i);
      SwValue shown = sw_value_new_object (5);

      sw_value_set_text (&shown, "stage", stage_names[stage->kind]);
      sw_value_set_text (&shown, "field", stage->stands ? stage->field : NULL);
      sw_value_set_member (&shown, "recorded", sw_value_new_boolean (stage->recorded));
      set_value (&shown, "value", stage->value);
      sw_value_set_text (&shown, "reason", stage->reason);
      sw_value_append (&list, shown);
    }
  sw_value_set_member (&value, "stages", list);
  set_value (&value, "variablesBefore", stages->before);
  set_value (&value, "variablesAfter", stages->after);
  sw_value_set_member (&value, "attempts", make_attempts (stages->attempts));
  sw_value_set_text (&value, "warning", stages->warning);
  return value;
}
