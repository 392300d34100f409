/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* Data, errors and resources of a visit, read off its events. */

static const SwVisitNode *
as_node (const SwVisit *visit)
{
  return (const SwVisitNode *) visit;
}

static const SwHistoryEvent *
get_event (const SwTrace *self, guint id)
{
  return id > 0 && id <= self->n_events ? sw_history_get (self->history, id - 1) : NULL;
}

/* The last event of the visit that is of one of TYPES, which end with SW_N_EVENT_TYPES */
static const SwHistoryEvent *
find_last (const SwTrace *self, const SwVisit *visit, const SwEventType *types)
{
  const SwHistoryEvent *found = NULL;

  for (guint id = as_node (visit)->first_event; id != 0; id = sw_trace_get_next_event (self, id))
    {
      const SwHistoryEvent *event = get_event (self, id);

      for (const SwEventType *type = types; *type != SW_N_EVENT_TYPES; type++)
        if (event->type == *type)
          found = event;
    }
  return found;
}

static SwValue
get_last_data (const SwTrace *self, const SwVisit *visit, const SwEventType *types)
{
  const SwHistoryEvent *event = find_last (self, visit, types);

  return event != NULL ? event->data : SW_VALUE_INIT;
}

/**
 * sw_trace_get_input:
 *
 * Returns: (transfer none): what the visit began with: the execution's input, the state's as it
 * came, that of the first state of a branch or iteration; undefined where the history does not have
 * it
 */
SwValue
sw_trace_get_input (const SwTrace *self, const SwVisit *visit)
{
  const SwHistoryEvent *event;

  if ((visit->kind == SW_VISIT_BRANCH || visit->kind == SW_VISIT_ITERATION)
      && as_node (visit)->n_children > 0)
    visit = &as_node (visit)->children[0]->visit;
  event = get_event (self, visit->entered);
  return event != NULL ? event->data : SW_VALUE_INIT;
}

/**
 * sw_trace_get_parameters:
 *
 * Returns: (transfer none): what the visit's task was last given; undefined where it has none
 */
SwValue
sw_trace_get_parameters (const SwTrace *self, const SwVisit *visit)
{
  static const SwEventType types[] = { SW_EVENT_TASK_SCHEDULED, SW_EVENT_LAMBDA_FUNCTION_SCHEDULED,
                                       SW_EVENT_ACTIVITY_SCHEDULED, SW_N_EVENT_TYPES };

  return get_last_data (self, visit, types);
}

/**
 * sw_trace_get_result:
 *
 * Returns: (transfer none): what the visit's task came to; undefined where it did not
 */
SwValue
sw_trace_get_result (const SwTrace *self, const SwVisit *visit)
{
  static const SwEventType types[] = { SW_EVENT_TASK_SUCCEEDED, SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED,
                                       SW_EVENT_ACTIVITY_SUCCEEDED, SW_N_EVENT_TYPES };

  return get_last_data (self, visit, types);
}

/**
 * sw_trace_get_output:
 *
 * Returns: (transfer none): of the execution, of the state, or of the last state of a branch or
 * iteration that has ended; undefined where there is none
 */
SwValue
sw_trace_get_output (const SwTrace *self, const SwVisit *visit)
{
  static const SwEventType types[] = { SW_EVENT_STATE_EXITED, SW_EVENT_EXECUTION_SUCCEEDED,
                                       SW_N_EVENT_TYPES };
  const SwVisitNode *node = as_node (visit);

  if (visit->kind == SW_VISIT_BRANCH || visit->kind == SW_VISIT_ITERATION)
    {
      if (visit->status != SW_RUN_STATE_SUCCEEDED || node->n_children == 0)
        return SW_VALUE_INIT;
      visit = &node->children[node->n_children - 1]->visit;
    }
  return get_last_data (self, visit, types);
}

/**
 * sw_trace_get_assigned:
 *
 * Returns: (transfer none): object of the variables the state assigned; undefined where it did not
 */
SwValue
sw_trace_get_assigned (const SwTrace *self, const SwVisit *visit)
{
  const SwHistoryEvent *event = get_event (self, visit->exited);

  return event != NULL && event->type == SW_EVENT_STATE_EXITED
                 && sw_trace_node_of (self, event->id) == as_node (visit)
             ? sw_history_event_get_assigned (event)
             : SW_VALUE_INIT;
}

/* Adds what was assigned in one scope up to EVENT. */
static void
add_assigned (const SwTrace *self, const SwVisitNode *scope, guint event, SwValue *variables)
{
  g_autoptr (GPtrArray) assigners = g_ptr_array_new ();

  for (SwVisitNode *node = scope->assigner; node != NULL; node = node->assigner)
    if (node->visit.exited <= event)
      g_ptr_array_add (assigners, node);
  for (guint i = assigners->len; i-- > 0;)
    {
      const SwVisitNode *node = assigners->pdata[i];
      SwValue assigned = sw_trace_get_assigned (self, &node->visit);

      for (guint j = 0; j < sw_value_get_length (assigned); j++)
        sw_value_set_member_string (variables, sw_value_get_key (assigned, j),
                                    sw_value_ref (sw_value_get_member_at (assigned, j)));
    }
}

/**
 * sw_trace_dup_variables:
 * @visit: whose scope is meant, and those around it
 * @event: id; what was assigned later does not count
 *
 * Returns: (transfer full): object of the variables that are seen there
 */
SwValue
sw_trace_dup_variables (const SwTrace *self, const SwVisit *visit, guint event)
{
  g_autoptr (GPtrArray) scopes = g_ptr_array_new ();
  SwValue variables = sw_value_new_object (4);

  for (; visit != NULL; visit = visit->parent)
    if (visit->kind != SW_VISIT_STATE)
      g_ptr_array_add (scopes, (gpointer) visit);
  for (guint i = scopes->len; i-- > 0;)
    add_assigned (self, scopes->pdata[i], event, &variables);
  return variables;
}

/* The Fail state whose entering EVENT is, or NULL: it fails with what the definition says. */
static const SwTraceEntry *
get_fail (const SwTrace *self, const SwHistoryEvent *event)
{
  const SwVisitNode *node = sw_trace_node_of (self, event->id);

  return event->type == SW_EVENT_STATE_ENTERED && node != NULL ? node->entry : NULL;
}

/**
 * sw_trace_get_event_error:
 * @event: id; 0: none
 *
 * Returns: (nullable): error name that an event tells of
 */
const char *
sw_trace_get_event_error (const SwTrace *self, guint event)
{
  const SwHistoryEvent *found = get_event (self, event);
  const SwTraceEntry *fail = found != NULL ? get_fail (self, found) : NULL;

  if (fail != NULL)
    return fail->error;
  return found != NULL ? sw_history_event_get_error (found) : NULL;
}

/**
 * sw_trace_get_event_cause:
 * @event: id; 0: none
 *
 * Returns: (nullable): cause that an event tells of
 */
const char *
sw_trace_get_event_cause (const SwTrace *self, guint event)
{
  const SwHistoryEvent *found = get_event (self, event);
  const SwTraceEntry *fail = found != NULL ? get_fail (self, found) : NULL;

  if (fail != NULL)
    return fail->cause;
  return found != NULL ? sw_history_event_get_cause (found) : NULL;
}

/**
 * sw_trace_get_error:
 *
 * Returns: (nullable): error name of the visit's latest failure; %NULL where it did not fail, or
 * nothing says with what
 */
const char *
sw_trace_get_error (const SwTrace *self, const SwVisit *visit)
{
  return sw_trace_get_event_error (self, visit->failure);
}

/**
 * sw_trace_get_cause:
 *
 * Returns: (nullable): cause of the visit's latest failure
 */
const char *
sw_trace_get_cause (const SwTrace *self, const SwVisit *visit)
{
  return sw_trace_get_event_cause (self, visit->failure);
}

/**
 * sw_trace_dup_resource:
 *
 * Returns: (transfer full) (nullable): what the visit's task calls, as the definition spells it
 */
char *
sw_trace_dup_resource (const SwTrace *self, const SwVisit *visit)
{
  static const SwEventType types[] = { SW_EVENT_TASK_SCHEDULED, SW_EVENT_LAMBDA_FUNCTION_SCHEDULED,
                                       SW_EVENT_ACTIVITY_SCHEDULED, SW_N_EVENT_TYPES };
  const SwHistoryEvent *event = find_last (self, visit, types);
  const SwState *state = visit->state != NULL ? visit->state->state : NULL;

  if (event != NULL)
    return sw_history_event_dup_resource (event);
  return visit->kind == SW_VISIT_STATE && state != NULL ? g_strdup (state->resource) : NULL;
}

/**
 * sw_trace_get_map_run:
 *
 * Returns: (nullable): ARN of the run of a distributed Map
 */
const char *
sw_trace_get_map_run (const SwTrace *self, const SwVisit *visit)
{
  static const SwEventType types[] = { SW_EVENT_MAP_RUN_STARTED, SW_EVENT_MAP_RUN_REDRIVEN,
                                       SW_N_EVENT_TYPES };
  const SwHistoryEvent *event = find_last (self, visit, types);

  return event != NULL ? sw_history_event_get_detail (event, "mapRunArn") : NULL;
}

static char *
dup_execution_arn (SwValue answer)
{
  static const char *const members[] = { "ExecutionArn", "executionArn" };

  for (guint i = 0; i < G_N_ELEMENTS (members) && sw_value_is (answer, SW_TYPE_OBJECT); i++)
    {
      SwValue arn = sw_value_get_member (answer, members[i]);

      if (sw_value_is (arn, SW_TYPE_STRING))
        return g_strdup (sw_value_get_text (arn, NULL));
    }
  return NULL;
}

/**
 * sw_trace_dup_nested:
 *
 * Returns: (transfer full) (nullable): ARN of the execution that a task of Step Functions itself
 * started
 */
char *
sw_trace_dup_nested (const SwTrace *self, const SwVisit *visit)
{
  static const SwEventType submitted[] = { SW_EVENT_TASK_SUBMITTED, SW_N_EVENT_TYPES };
  g_autofree char *resource = sw_trace_dup_resource (self, visit);
  char *arn;

  if (resource == NULL || g_strrstr (resource, ":startExecution") == NULL)
    return NULL;
  arn = dup_execution_arn (get_last_data (self, visit, submitted));
  return arn != NULL ? arn : dup_execution_arn (sw_trace_get_result (self, visit));
}
