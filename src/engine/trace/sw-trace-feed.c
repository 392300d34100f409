/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* From events to visits: what an event means, by its type. Each handler returns the visit that the
 * event belongs to. */

static SwVisitNode *
as_node (SwVisit *visit)
{
  return (SwVisitNode *) visit;
}

static SwVisitNode *
started (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  self->root->visit.entered = event->id;
  self->root->visit.began = event->time;
  return self->root;
}

static SwVisitNode *
run_ended (SwTrace *self, const SwHistoryEvent *event, guint status)
{
  static const SwRunState ends[] = {
    [SW_EXECUTION_RUNNING] = SW_RUN_STATE_RUNNING,
    [SW_EXECUTION_SUCCEEDED] = SW_RUN_STATE_SUCCEEDED,
    [SW_EXECUTION_FAILED] = SW_RUN_STATE_FAILED,
    [SW_EXECUTION_TIMED_OUT] = SW_RUN_STATE_FAILED,
    [SW_EXECUTION_ABORTED] = SW_RUN_STATE_ABORTED,
  };

  if (self->root->visit.exited != 0)
    return self->root;
  if (status == SW_EXECUTION_SUCCEEDED)
    sw_trace_close_inside (self, self->root, event, SW_RUN_STATE_SUCCEEDED);
  else
    sw_trace_fail_inside (self, self->root, event);
  if (status == SW_EXECUTION_FAILED || status == SW_EXECUTION_TIMED_OUT)
    sw_trace_note_failure (self->root, event);
  sw_trace_close_scope (self, self->root, event, ends[status]);
  sw_trace_add_delta (self, SW_DELTA_STATUS, 0, status);
  return self->root;
}

/* The branch that begins with the state NAME: the first such that has not begun in this round */
static guint
find_branch (const SwVisitNode *parallel, const char *name)
{
  const SwState *state = parallel->entry->state.state;
  guint n_begun = parallel->n_children - parallel->round_start;

  for (guint i = 0; state != NULL && i < state->scopes->len; i++)
    {
      const SwScope *scope = state->scopes->pdata[i];

      if (g_strcmp0 (scope->start.name, name) == 0 && sw_trace_find_iteration (parallel, i) == NULL)
        return i;
    }
  return n_begun;
}

/* The machine, branch or iteration that enters the state NAME; *FROM is set to the visit that was
 * left for it. */
static SwVisitNode *
find_scope (SwTrace *self, const SwHistoryEvent *event, const char *name, SwVisitNode **from)
{
  SwVisitNode *node = sw_trace_node_of (self, event->previous);

  *from = NULL;
  if (node == NULL)
    return self->root;
  if (node->entry == NULL)
    return node;
  if (node->visit.depth >= SW_TRACE_MAX_DEPTH)
    return as_node (node->visit.parent);
  if (node->visit.exited == 0 && node->entry->state.type == SW_STATE_PARALLEL)
    return sw_trace_add_visit (self, node, SW_VISIT_BRANCH, node->entry, find_branch (node, name),
                               event);
  if (node->visit.exited == 0 && node->entry->state.type == SW_STATE_MAP)
    return sw_trace_add_visit (self, node, SW_VISIT_ITERATION, node->entry,
                               node->n_children - node->round_start, event);
  *from = node;
  return as_node (node->visit.parent);
}

static SwVisitNode *
entered (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  const char *name = sw_history_event_get_name (event);
  SwVisitNode *from, *node;
  SwVisitNode *scope = find_scope (self, event, name, &from);
  SwTraceEntry *entry =
      sw_trace_ensure_entry (self, scope, name, sw_history_event_get_state_type (event));

  /* A history with a gap: who goes on has left what it was in. */
  while (scope->open_first != NULL)
    {
      SwVisitNode *open = scope->open_first;

      sw_trace_close_inside (self, open, event, SW_RUN_STATE_ABORTED);
      sw_trace_close (self, open, event, SW_RUN_STATE_ABORTED);
    }
  if (from != NULL)
    sw_trace_take_edge (self, from, name);
  else if (scope->n_children == 0)
    sw_trace_take_start (self, scope);
  node = sw_trace_add_visit (self, scope, SW_VISIT_STATE, entry, 0, event);
  if (entry->state.type == SW_STATE_FAIL) /* it is left by failing */
    {
      sw_trace_note_failure (node, event);
      sw_trace_take_end (self, node);
    }
  return node;
}

/* Whether the state cannot be left in peace without an event that says its work went well */
static gboolean
needs_work (SwStateType type)
{
  return type == SW_STATE_TASK || type == SW_STATE_PARALLEL || type == SW_STATE_MAP;
}

static SwVisitNode *
exited (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  const char *name = sw_history_event_get_name (event);
  SwVisitNode *from = sw_trace_node_of (self, event->previous);
  SwVisitNode *node = sw_trace_find_up (from, SW_STATE_UNKNOWN, name);
  gboolean is_caught;

  if (node == NULL)
    node = sw_trace_find_named (self, name, event->previous);
  if (node == NULL && name != NULL)
    node = sw_trace_find_redriven (self, from, SW_STATE_UNKNOWN, name);
  if (node == NULL)
    return NULL;
  is_caught = node->failed || (needs_work (node->entry->state.type) && !node->worked);
  if (is_caught)
    sw_trace_fail_inside (self, node, event);
  else
    sw_trace_close_inside (self, node, event, SW_RUN_STATE_SUCCEEDED);
  sw_trace_close (self, node, event, is_caught ? SW_RUN_STATE_CAUGHT : SW_RUN_STATE_SUCCEEDED);
  if (sw_value_is (event->extra, SW_TYPE_OBJECT) && sw_value_get_length (event->extra) > 0)
    {
      SwVisitNode *scope = as_node (node->visit.parent);

      node->assigner = scope->assigner;
      scope->assigner = node;
    }
  sw_trace_end_scope (self, node, event);
  return node;
}

static SwVisitNode *
find_task (SwTrace              *self,
           const SwHistoryEvent *event)
{
  return sw_trace_find_work (self, event->previous, SW_STATE_TASK);
}

static SwVisitNode *
scheduled (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  SwVisitNode *node = find_task (self, event);

  if (node != NULL)
    sw_trace_begin_try (self, node);
  return node;
}

static SwVisitNode *
progress (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  return find_task (self, event);
}

static SwVisitNode *
worked (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  SwVisitNode *node = find_task (self, event);

  if (node != NULL)
    node->worked = TRUE;
  return node;
}

static SwVisitNode *
failed (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  SwVisitNode *node = find_task (self, event);

  if (node != NULL)
    sw_trace_note_failure (node, event);
  return node;
}

static SwVisitNode *
evaluation_failed (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  const char *name = sw_history_event_get_name (event);
  SwVisitNode *from = sw_trace_node_of (self, event->previous);
  SwVisitNode *node = sw_trace_find_up (from, SW_STATE_UNKNOWN, name);

  if (node == NULL && name != NULL)
    node = sw_trace_find_named (self, name, event->previous);
  if (node == NULL && name != NULL)
    node = sw_trace_find_redriven (self, from, SW_STATE_UNKNOWN, name);
  if (node == NULL)
    return NULL;
  if (node->failed && node == from)
    sw_trace_begin_try (self, node);
  sw_trace_note_failure (node, event);
  return node;
}

/* A Wait begins anew without a word; other states say so at once. Branches go on together; of a
 * Map's iterations some may have to wait, and are seen when they go on. */
static void
reopen_waits (SwTrace     *self,
              SwVisitNode *scope)
{
  SwVisitNode *last = scope->n_children > 0 ? scope->children[scope->n_children - 1] : NULL;

  if (last == NULL
      || (last->visit.status != SW_RUN_STATE_FAILED && last->visit.status != SW_RUN_STATE_ABORTED))
    return;
  if (last->entry->state.type == SW_STATE_WAIT)
    sw_trace_reopen (self, last);
  else if (last->entry->state.type == SW_STATE_PARALLEL)
    for (guint i = last->round_start; i < last->n_children; i++)
      reopen_waits (self, last->children[i]);
}

/* The execution goes on where it failed; which states do is seen by what follows. */
static SwVisitNode *
redriven (SwTrace                       *self,
          const SwHistoryEvent *event    G_GNUC_UNUSED,
          guint                 argument G_GNUC_UNUSED)
{
  if (self->root->visit.exited == 0)
    return self->root;
  self->redriven = TRUE;
  sw_trace_reopen (self, self->root);
  self->root->visit.failure = 0; /* it may succeed now, or be stopped */
  reopen_waits (self, self->root);
  sw_trace_add_delta (self, SW_DELTA_STATUS, 0, SW_EXECUTION_RUNNING);
  return self->root;
}

static SwVisitNode *
other (SwTrace *self, const SwHistoryEvent *event, guint argument G_GNUC_UNUSED)
{
  return sw_trace_node_of (self, event->previous);
}

static const struct
{
  SwTraceHandler handle;
  guint argument;
} handlers[SW_N_EVENT_TYPES] = {
  [SW_EVENT_EXECUTION_STARTED] = { started },
  [SW_EVENT_EXECUTION_SUCCEEDED] = { run_ended, SW_EXECUTION_SUCCEEDED },
  [SW_EVENT_EXECUTION_FAILED] = { run_ended, SW_EXECUTION_FAILED },
  [SW_EVENT_EXECUTION_ABORTED] = { run_ended, SW_EXECUTION_ABORTED },
  [SW_EVENT_EXECUTION_TIMED_OUT] = { run_ended, SW_EXECUTION_TIMED_OUT },
  [SW_EVENT_STATE_ENTERED] = { entered },
  [SW_EVENT_STATE_EXITED] = { exited },
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULED] = { scheduled },
  [SW_EVENT_LAMBDA_FUNCTION_STARTED] = { progress },
  [SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED] = { worked },
  [SW_EVENT_LAMBDA_FUNCTION_FAILED] = { failed },
  [SW_EVENT_LAMBDA_FUNCTION_TIMED_OUT] = { failed },
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULE_FAILED] = { failed },
  [SW_EVENT_LAMBDA_FUNCTION_START_FAILED] = { failed },
  [SW_EVENT_TASK_SCHEDULED] = { scheduled },
  [SW_EVENT_TASK_STARTED] = { progress },
  [SW_EVENT_TASK_SUBMITTED] = { progress },
  [SW_EVENT_TASK_SUCCEEDED] = { worked },
  [SW_EVENT_TASK_FAILED] = { failed },
  [SW_EVENT_TASK_TIMED_OUT] = { failed },
  [SW_EVENT_TASK_START_FAILED] = { failed },
  [SW_EVENT_TASK_SUBMIT_FAILED] = { failed },
  [SW_EVENT_TASK_STATE_ABORTED] = { sw_trace_on_aborted, SW_STATE_TASK },
  [SW_EVENT_ACTIVITY_SCHEDULED] = { scheduled },
  [SW_EVENT_ACTIVITY_STARTED] = { progress },
  [SW_EVENT_ACTIVITY_SUCCEEDED] = { worked },
  [SW_EVENT_ACTIVITY_FAILED] = { failed },
  [SW_EVENT_ACTIVITY_TIMED_OUT] = { failed },
  [SW_EVENT_ACTIVITY_SCHEDULE_FAILED] = { failed },
  [SW_EVENT_MAP_STATE_STARTED] = { sw_trace_on_container_started, SW_STATE_MAP },
  [SW_EVENT_MAP_STATE_SUCCEEDED] = { sw_trace_on_container_succeeded, SW_STATE_MAP },
  [SW_EVENT_MAP_STATE_FAILED] = { sw_trace_on_container_failed, SW_STATE_MAP },
  [SW_EVENT_MAP_ITERATION_STARTED] = { sw_trace_on_iteration_started },
  [SW_EVENT_MAP_ITERATION_SUCCEEDED] = { sw_trace_on_iteration_ended, SW_RUN_STATE_SUCCEEDED },
  [SW_EVENT_MAP_ITERATION_FAILED] = { sw_trace_on_iteration_ended, SW_RUN_STATE_FAILED },
  [SW_EVENT_MAP_ITERATION_ABORTED] = { sw_trace_on_iteration_ended, SW_RUN_STATE_ABORTED },
  [SW_EVENT_MAP_RUN_STARTED] = { sw_trace_on_map_run, FALSE },
  [SW_EVENT_MAP_RUN_SUCCEEDED] = { sw_trace_on_map_run, FALSE },
  [SW_EVENT_MAP_RUN_FAILED] = { sw_trace_on_map_run, TRUE },
  [SW_EVENT_MAP_RUN_ABORTED] = { sw_trace_on_map_run, TRUE },
  [SW_EVENT_MAP_RUN_REDRIVEN] = { sw_trace_on_map_run, FALSE },
  [SW_EVENT_PARALLEL_STATE_STARTED] = { sw_trace_on_container_started, SW_STATE_PARALLEL },
  [SW_EVENT_PARALLEL_STATE_SUCCEEDED] = { sw_trace_on_container_succeeded, SW_STATE_PARALLEL },
  [SW_EVENT_PARALLEL_STATE_FAILED] = { sw_trace_on_container_failed, SW_STATE_PARALLEL },
  [SW_EVENT_EVALUATION_FAILED] = { evaluation_failed },
  [SW_EVENT_WAIT_STATE_ABORTED] = { sw_trace_on_aborted, SW_STATE_WAIT },
  [SW_EVENT_MAP_STATE_ABORTED] = { sw_trace_on_aborted, SW_STATE_MAP },
  [SW_EVENT_PARALLEL_STATE_ABORTED] = { sw_trace_on_aborted, SW_STATE_PARALLEL },
  [SW_EVENT_EXECUTION_REDRIVEN] = { redriven },
  [SW_EVENT_UNKNOWN] = { other },
};

/**
 * sw_trace_feed:
 * @event: the next one
 *
 * Takes an event in.
 *
 * Returns: (transfer none) (nullable): the visit it belongs to; %NULL where nothing tells
 */
SwVisitNode *
sw_trace_feed (SwTrace *self, const SwHistoryEvent *event)
{
  SwVisitNode *node = handlers[event->type].handle (self, event, handlers[event->type].argument);

  self->cut_off = node != NULL && node->visit.kind == SW_VISIT_ITERATION
                          && (event->type == SW_EVENT_MAP_ITERATION_FAILED
                              || event->type == SW_EVENT_MAP_ITERATION_ABORTED)
                      ? node
                      : NULL;
  return node;
}
