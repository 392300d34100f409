/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/history/sw-history-private.h"

#include "json/sw-text.h"

/* How events look to people and to AWS's API. */

const SwEventRow sw_event_rows[SW_N_EVENT_TYPES] = {
  [SW_EVENT_EXECUTION_STARTED] = { "ExecutionStarted", "executionStartedEventDetails", "input" },
  [SW_EVENT_EXECUTION_SUCCEEDED]
  = { "ExecutionSucceeded", "executionSucceededEventDetails", "output" },
  [SW_EVENT_EXECUTION_FAILED] = { "ExecutionFailed", "executionFailedEventDetails" },
  [SW_EVENT_EXECUTION_ABORTED] = { "ExecutionAborted", "executionAbortedEventDetails" },
  [SW_EVENT_EXECUTION_TIMED_OUT] = { "ExecutionTimedOut", "executionTimedOutEventDetails" },
  [SW_EVENT_STATE_ENTERED] = { "StateEntered", "stateEnteredEventDetails", "input", SW_DETAIL_NAME },
  [SW_EVENT_STATE_EXITED]
  = { "StateExited", "stateExitedEventDetails", "output", SW_DETAIL_NAME | SW_DETAIL_ASSIGNED },
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULED]
  = { "LambdaFunctionScheduled", "lambdaFunctionScheduledEventDetails", "input", SW_DETAIL_RESOURCE },
  [SW_EVENT_LAMBDA_FUNCTION_STARTED] = { "LambdaFunctionStarted" },
  [SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED]
  = { "LambdaFunctionSucceeded", "lambdaFunctionSucceededEventDetails", "output" },
  [SW_EVENT_LAMBDA_FUNCTION_FAILED]
  = { "LambdaFunctionFailed", "lambdaFunctionFailedEventDetails" },
  [SW_EVENT_LAMBDA_FUNCTION_TIMED_OUT]
  = { "LambdaFunctionTimedOut", "lambdaFunctionTimedOutEventDetails" },
  [SW_EVENT_TASK_SCHEDULED]
  = { "TaskScheduled", "taskScheduledEventDetails", "parameters", SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_STARTED] = { "TaskStarted", "taskStartedEventDetails", NULL, SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_SUBMITTED]
  = { "TaskSubmitted", "taskSubmittedEventDetails", "output", SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_SUCCEEDED]
  = { "TaskSucceeded", "taskSucceededEventDetails", "output", SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_FAILED] = { "TaskFailed", "taskFailedEventDetails", NULL, SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_TIMED_OUT] = { "TaskTimedOut", "taskTimedOutEventDetails", NULL, SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_STATE_ABORTED] = { "TaskStateAborted" },
  [SW_EVENT_ACTIVITY_SCHEDULED]
  = { "ActivityScheduled", "activityScheduledEventDetails", "input", SW_DETAIL_RESOURCE },
  [SW_EVENT_ACTIVITY_STARTED] = { "ActivityStarted", "activityStartedEventDetails" },
  [SW_EVENT_ACTIVITY_SUCCEEDED]
  = { "ActivitySucceeded", "activitySucceededEventDetails", "output" },
  [SW_EVENT_ACTIVITY_FAILED] = { "ActivityFailed", "activityFailedEventDetails" },
  [SW_EVENT_ACTIVITY_TIMED_OUT] = { "ActivityTimedOut", "activityTimedOutEventDetails" },
  [SW_EVENT_MAP_STATE_STARTED]
  = { "MapStateStarted", "mapStateStartedEventDetails", NULL, SW_DETAIL_LENGTH },
  [SW_EVENT_MAP_STATE_SUCCEEDED] = { "MapStateSucceeded" },
  [SW_EVENT_MAP_STATE_FAILED] = { "MapStateFailed" },
  [SW_EVENT_MAP_ITERATION_STARTED]
  = { "MapIterationStarted", "mapIterationStartedEventDetails", NULL, SW_DETAIL_NAME | SW_DETAIL_INDEX },
  [SW_EVENT_MAP_ITERATION_SUCCEEDED]
  = { "MapIterationSucceeded", "mapIterationSucceededEventDetails", NULL,
      SW_DETAIL_NAME | SW_DETAIL_INDEX },
  [SW_EVENT_MAP_ITERATION_FAILED]
  = { "MapIterationFailed", "mapIterationFailedEventDetails", NULL, SW_DETAIL_NAME | SW_DETAIL_INDEX },
  [SW_EVENT_MAP_ITERATION_ABORTED]
  = { "MapIterationAborted", "mapIterationAbortedEventDetails", NULL, SW_DETAIL_NAME | SW_DETAIL_INDEX },
  [SW_EVENT_MAP_RUN_STARTED] = { "MapRunStarted", "mapRunStartedEventDetails" },
  [SW_EVENT_MAP_RUN_SUCCEEDED] = { "MapRunSucceeded" },
  [SW_EVENT_MAP_RUN_FAILED] = { "MapRunFailed", "mapRunFailedEventDetails" },
  [SW_EVENT_PARALLEL_STATE_STARTED] = { "ParallelStateStarted" },
  [SW_EVENT_PARALLEL_STATE_SUCCEEDED] = { "ParallelStateSucceeded" },
  [SW_EVENT_PARALLEL_STATE_FAILED] = { "ParallelStateFailed" },
  [SW_EVENT_EVALUATION_FAILED]
  = { "EvaluationFailed", "evaluationFailedEventDetails", NULL, SW_DETAIL_STATE },
  [SW_EVENT_WAIT_STATE_ABORTED] = { "WaitStateAborted" },
  [SW_EVENT_MAP_STATE_ABORTED] = { "MapStateAborted" },
  [SW_EVENT_PARALLEL_STATE_ABORTED] = { "ParallelStateAborted" },
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULE_FAILED]
  = { "LambdaFunctionScheduleFailed", "lambdaFunctionScheduleFailedEventDetails" },
  [SW_EVENT_LAMBDA_FUNCTION_START_FAILED]
  = { "LambdaFunctionStartFailed", "lambdaFunctionStartFailedEventDetails" },
  [SW_EVENT_TASK_START_FAILED]
  = { "TaskStartFailed", "taskStartFailedEventDetails", NULL, SW_DETAIL_SERVICE },
  [SW_EVENT_TASK_SUBMIT_FAILED]
  = { "TaskSubmitFailed", "taskSubmitFailedEventDetails", NULL, SW_DETAIL_SERVICE },
  [SW_EVENT_ACTIVITY_SCHEDULE_FAILED]
  = { "ActivityScheduleFailed", "activityScheduleFailedEventDetails" },
  [SW_EVENT_MAP_RUN_ABORTED] = { "MapRunAborted" },
  [SW_EVENT_MAP_RUN_REDRIVEN] = { "MapRunRedriven", "mapRunRedrivenEventDetails" },
  [SW_EVENT_EXECUTION_REDRIVEN] = { "ExecutionRedriven", "executionRedrivenEventDetails" },
  [SW_EVENT_UNKNOWN] = { "Unknown" },
};

static const char *const entered_names[SW_STATE_N_TYPES] = {
  [SW_STATE_UNKNOWN] = "StateEntered",  [SW_STATE_TASK] = "TaskStateEntered",
  [SW_STATE_PASS] = "PassStateEntered", [SW_STATE_CHOICE] = "ChoiceStateEntered",
  [SW_STATE_WAIT] = "WaitStateEntered", [SW_STATE_SUCCEED] = "SucceedStateEntered",
  [SW_STATE_FAIL] = "FailStateEntered", [SW_STATE_PARALLEL] = "ParallelStateEntered",
  [SW_STATE_MAP] = "MapStateEntered",
};

static const char *const exited_names[SW_STATE_N_TYPES] = {
  [SW_STATE_UNKNOWN] = "StateExited",  [SW_STATE_TASK] = "TaskStateExited",
  [SW_STATE_PASS] = "PassStateExited", [SW_STATE_CHOICE] = "ChoiceStateExited",
  [SW_STATE_WAIT] = "WaitStateExited", [SW_STATE_SUCCEED] = "SucceedStateExited",
  [SW_STATE_FAIL] = "FailStateExited", [SW_STATE_PARALLEL] = "ParallelStateExited",
  [SW_STATE_MAP] = "MapStateExited",
};

/**
 * sw_history_event_get_type_name:
 *
 * Returns: AWS's name of the type, "PassStateEntered"; borrowed
 */
const char *
sw_history_event_get_type_name (const SwHistoryEvent *self)
{
  if (self->type == SW_EVENT_STATE_ENTERED)
    return entered_names[sw_history_event_get_state_type (self)];
  if (self->type == SW_EVENT_STATE_EXITED)
    return exited_names[sw_history_event_get_state_type (self)];
  if (self->type == SW_EVENT_UNKNOWN)
    return sw_string_get_text (self->name);
  return sw_event_rows[self->type].name;
}

/**
 * sw_history_event_get_assigned:
 *
 * Returns: (transfer none): object of the variables a StateExited assigned; undefined where there
 * are none
 */
SwValue
sw_history_event_get_assigned (const SwHistoryEvent *self)
{
  return sw_event_rows[self->type].details & SW_DETAIL_ASSIGNED ? self->extra : SW_VALUE_INIT;
}

/**
 * sw_history_event_get_detail:
 * @key: "error", "mapRunArn", "workerName" …
 *
 * Returns: (nullable): a further detail of the event that is a text
 */
const char *
sw_history_event_get_detail (const SwHistoryEvent *self,
                             const char           *key)
{
  SwValue value;

  if (!sw_value_is (self->extra, SW_TYPE_OBJECT)
      || sw_event_rows[self->type].details & SW_DETAIL_ASSIGNED)
    return NULL;
  value = sw_value_get_member (self->extra, key);
  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/**
 * sw_history_event_get_error:
 *
 * Returns: (nullable): error name of an event that tells of a failure
 */
const char *
sw_history_event_get_error (const SwHistoryEvent *self)
{
  return sw_history_event_get_detail (self, "error");
}

/**
 * sw_history_event_get_cause:
 *
 * Returns: (nullable): cause of an event that tells of a failure
 */
const char *
sw_history_event_get_cause (const SwHistoryEvent *self)
{
  return sw_history_event_get_detail (self, "cause");
}

static const char *
get_service_detail (const SwHistoryEvent *self,
                    const char           *key)
{
  const char *text = sw_history_event_get_detail (self, key);

  return text != NULL ? text : "";
}

/**
 * sw_history_event_dup_resource:
 *
 * Returns: (transfer full) (nullable): what the event of a task calls, as the definition spells it:
 * "arn:aws:states:::sqs:sendMessage", or the ARN of a function or an activity
 */
char *
sw_history_event_dup_resource (const SwHistoryEvent *self)
{
  SwEventDetails details = sw_event_rows[self->type].details;

  if (!(details & (SW_DETAIL_RESOURCE | SW_DETAIL_SERVICE)))
    return NULL;
  if (self->step != NULL)
    return g_strdup (self->step->state->resource);
  if (details & SW_DETAIL_RESOURCE)
    return g_strdup (sw_history_event_get_detail (self, "resource"));
  return g_strdup_printf ("arn:aws:states:::%s:%s", get_service_detail (self, "resourceType"),
                          get_service_detail (self, "resource"));
}

static SwValue
show (SwValue  value,
      gboolean as_text)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!as_text)
    return sw_value_ref (value);
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  return sw_value_new_string_len (text, (gssize) length);
}

/* {"truncated": false}: AWS puts it beside every input, output and set of variables. */
static void
add_truncation (SwValue    *details,
                const char *member,
                gboolean    is_truncated)
{
  SwValue truncated = sw_value_new_object (1);

  sw_value_set_member (&truncated, "truncated", sw_value_new_boolean (is_truncated));
  sw_value_set_member (details, member, truncated);
}

static void
add_assigned (const SwHistoryEvent *self,
              SwValue              *details,
              gboolean              texts)
{
  SwValue variables;
  guint length;

  if (!sw_value_is (self->extra, SW_TYPE_OBJECT) || sw_value_get_length (self->extra) == 0)
    return;
  length = sw_value_get_length (self->extra);
  variables = sw_value_new_object (length);
  for (guint i = 0; i < length; i++)
    sw_value_set_member_string (&variables, sw_value_get_key (self->extra, i),
                                show (sw_value_get_member_at (self->extra, i), texts));
  sw_value_set_member (details, "assignedVariables", variables);
  add_truncation (details, "assignedVariablesDetails", FALSE);
}

static void
add_extra (const SwHistoryEvent *self,
           SwValue              *details)
{
  if (!sw_value_is (self->extra, SW_TYPE_OBJECT))
    return;
  for (guint i = 0; i < sw_value_get_length (self->extra); i++)
    sw_value_set_member_string (details, sw_value_get_key (self->extra, i),
                                sw_value_ref (sw_value_get_member_at (self->extra, i)));
}

static void
add_resource (const SwHistoryEvent *self,
              SwEventDetails        details_of_row,
              SwValue              *details)
{
  const SwTaskPlan *task = self->step != NULL ? self->step->task : NULL;

  if (task != NULL && details_of_row & SW_DETAIL_RESOURCE)
    sw_value_set_member (details, "resource", sw_value_new_string (self->step->state->resource));
  if (task != NULL && details_of_row & SW_DETAIL_SERVICE)
    {
      sw_value_set_member (details, "resourceType", sw_value_new_string (task->service));
      sw_value_set_member (details, "resource", sw_value_new_string (task->action));
    }
}

static SwValue
make_details (const SwHistoryEvent *self,
              gboolean              texts)
{
  const SwEventRow *row = &sw_event_rows[self->type];
  SwValue details = sw_value_new_object (4);

  if (row->details & SW_DETAIL_NAME && sw_history_event_get_name (self) != NULL)
    sw_value_set_member (&details, "name", sw_value_new_string (sw_history_event_get_name (self)));
  if (row->details & SW_DETAIL_INDEX)
    sw_value_set_member (&details, "index", sw_value_new_integer (self->number));
  if (row->details & SW_DETAIL_LENGTH)
    sw_value_set_member (&details, "length", sw_value_new_integer (self->number));
  add_resource (self, row->details, &details);
  if (row->data != NULL && !sw_value_is (self->data, SW_TYPE_UNDEFINED))
    {
      /* What was cut off is a text that is no JSON. */
      sw_value_set_member (&details, row->data,
                           show (self->data, texts && !(self->flags & SW_EVENT_TRUNCATED)));
      if (!g_str_equal (row->data, "parameters"))
        {
          g_autofree char *truncation = g_strconcat (row->data, "Details", NULL);

          add_truncation (&details, truncation, (self->flags & SW_EVENT_TRUNCATED) != 0);
        }
    }
  if (row->details & SW_DETAIL_ASSIGNED)
    add_assigned (self, &details, texts);
  else
    add_extra (self, &details);
  return details;
}

/**
 * sw_history_event_to_value:
 * @texts: %TRUE for the very members of AWS's API: what holds JSON is text; %FALSE for people and
 * tests: values
 *
 * Makes the event as GetExecutionHistory shows it, with an ISO-8601 timestamp as AWS's own tools
 * print it.
 *
 * Returns: (transfer full): an object
 */
SwValue
sw_history_event_to_value (const SwHistoryEvent *self,
                           gboolean              texts)
{
  SwValue value = sw_value_new_object (5);
  char time[SW_TIME_TEXT_SIZE];

  if (self->type == SW_EVENT_UNKNOWN)
    sw_value_set (&value, sw_value_ref (self->extra));
  sw_value_set_member (&value, "id", sw_value_new_integer (self->id));
  sw_value_set_member (&value, "previousEventId", sw_value_new_integer (self->previous));
  if (self->type == SW_EVENT_UNKNOWN)
    return value;
  sw_time_print (self->time, time);
  sw_value_set_member (&value, "timestamp", sw_value_new_string (time));
  sw_value_set_member (&value, "type", sw_value_new_string (sw_history_event_get_type_name (self)));
  if (sw_event_rows[self->type].member != NULL)
    sw_value_set_member (&value, sw_event_rows[self->type].member, make_details (self, texts));
  return value;
}

/**
 * sw_history_to_value:
 * @texts: as in sw_history_event_to_value()
 *
 * Makes GetExecutionHistory's answer.
 *
 * Returns: (transfer full): {"events": […]}
 */
SwValue
sw_history_to_value (const SwHistory *self,
                     gboolean         texts)
{
  SwValue value = sw_value_new_object (1);
  guint count = sw_history_get_count (self);
  SwValue events = sw_value_new_array (count);

  for (guint i = 0; i < count; i++)
    sw_value_append (&events, sw_history_event_to_value (sw_history_get (self, i), texts));
  sw_value_set_member (&value, "events", events);
  return value;
}
