/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

#include "engine/execution/sw-redrive.h"

/* Looking at executions, and stopping them. */

static void
set_qualifiers (SwValue              *response,
                const SwApiExecution *execution)
{
  g_autofree char *version = NULL, *alias = NULL;

  if (execution->version != 0)
    version = sw_api_dup_version_arn (execution->machine, execution->version);
  if (execution->alias != NULL)
    alias = sw_api_dup_alias_arn (execution->machine, execution->alias);
  sw_answer_set_text (response, "stateMachineVersionArn", version);
  sw_answer_set_text (response, "stateMachineAliasArn", alias);
}

/* An item goes on with its Map run: how long ago it began, or ended, is asked of its parent. */
static SwRedriveFacts
get_facts (SwApiExecution *self,
           gint64          now)
{
  gboolean item = self->map_run != NULL;

  return (SwRedriveFacts){ .status = self->status,
                           .express = !item && self->machine->express,
                           .n_events = item ? (self->item.fixed ? G_MAXUINT : 0)
                                            : sw_api_execution_count_events (self),
                           .start = item ? now : self->started,
                           .stop = item ? now : self->stopped };
}

/**
 * sw_api_execution_get_unredrivable:
 *
 * Returns: (nullable): why an execution cannot be redriven, by itself or with the Map run it is of;
 * %NULL: it can
 */
const char *
sw_api_execution_get_unredrivable (SwApiExecution *self)
{
  gint64 now = sw_api_now (self->api);
  const SwRedriveFacts facts = get_facts (self, now);

  return self->settled && self->status != SW_EXECUTION_SUCCEEDED
             ? "Map Run is SUCCEEDED and cannot be redriven"
             : sw_redrive_get_refusal (&facts, now);
}

static void
set_redrive (SwValue        *response,
             SwApiExecution *execution)
{
  const char *reason = sw_api_execution_get_unredrivable (execution);
  const char *status = reason != NULL               ? "NOT_REDRIVABLE"
                       : execution->map_run != NULL ? "REDRIVABLE_BY_MAP_RUN"
                                                    : "REDRIVABLE";

  sw_answer_set_count (response, "redriveCount", execution->redrives);
  sw_answer_set_time (response, "redriveDate", execution->redriven);
  sw_answer_set_text (response, "redriveStatus", status);
  sw_answer_set_text (response, "redriveStatusReason", reason);
}

/**
 * sw_api_describe_execution:
 *
 * DescribeExecution.
 */
void
sw_api_describe_execution (SwApi     *api,
                           SwApiCall *call)
{
  gboolean data = g_strcmp0 (sw_api_call_get_text (call, "includedData"), "METADATA_ONLY") != 0;
  SwApiExecution *execution = sw_api_call_find_any_execution (call, "executionArn");
  g_autofree char *machine = NULL;
  SwValue response;

  if (execution == NULL)
    return;
  machine = sw_api_execution_dup_machine_arn (execution);
  response = sw_value_new_object (18);
  sw_answer_set_text (&response, "executionArn", execution->arn);
  sw_answer_set_text (&response, "stateMachineArn", machine);
  sw_answer_set_text (&response, "mapRunArn", execution->map_run);
  sw_answer_set_text (&response, "name", execution->name);
  sw_answer_set_text (&response, "status", sw_api_execution_get_status_name (execution));
  sw_answer_set_time (&response, "startDate", execution->started);
  sw_answer_set_time (&response, "stopDate", execution->stopped / 1000 * 1000);
  if (data)
    sw_answer_set_payload (&response, "input", "inputDetails",
                           execution->untold ? NULL : sw_api_execution_get_input (execution));
  if (data && execution->output != NULL)
    sw_answer_set_payload (&response, "output", "outputDetails", execution->output);
  sw_answer_set_text (&response, "traceHeader", execution->trace_header);
  sw_answer_set_text (&response, "error", execution->error);
  sw_answer_set_text (&response, "cause", execution->cause);
  set_qualifiers (&response, execution);
  set_redrive (&response, execution);
  sw_api_call_succeed (call, response);
}

/* What a list is narrowed down to */
typedef struct
{
  const char *status;  /* "RUNNING", or NULL */
  const char *redrive; /* "REDRIVEN", or NULL */
  guint       version; /* 0: any */
  const char *alias;   /* or NULL */
} Filter;

static gboolean
fits (const Filter         *filter,
      const SwApiExecution *execution)
{
  return (filter->status == NULL
          || g_str_equal (filter->status, sw_execution_status_get_name (execution->status)))
         && (filter->redrive == NULL
             || (execution->redrives > 0) == g_str_equal (filter->redrive, "REDRIVEN"))
         && (filter->version == 0 || filter->version == execution->version)
         && (filter->alias == NULL || g_strcmp0 (filter->alias, execution->alias) == 0);
}

/**
 * sw_api_execution_show_entry:
 *
 * Returns: (transfer full): an execution as ListExecutions shows it
 */
SwValue
sw_api_execution_show_entry (const SwApiExecution *execution)
{
  g_autofree char *machine = sw_api_execution_dup_machine_arn (execution);
  SwValue entry = sw_value_new_object (11);

  sw_answer_set_text (&entry, "executionArn", execution->arn);
  sw_answer_set_text (&entry, "stateMachineArn", machine);
  sw_answer_set_text (&entry, "mapRunArn", execution->map_run);
  if (execution->map_run != NULL)
    sw_answer_set_count (&entry, "itemCount", execution->item.n_items);
  sw_answer_set_text (&entry, "name", execution->name);
  sw_answer_set_text (&entry, "status", sw_api_execution_get_status_name (execution));
  sw_answer_set_time (&entry, "startDate", execution->started);
  sw_answer_set_time (&entry, "stopDate", execution->stopped / 1000 * 1000);
  set_qualifiers (&entry, execution);
  sw_answer_set_count (&entry, "redriveCount", execution->redrives);
  sw_answer_set_time (&entry, "redriveDate", execution->redriven);
  return entry;
}

/* The machine whose executions are to be listed, or NULL: refused */
static SwApiMachine *
find_listed (SwApiCall *call,
             SwArn     *arn,
             Filter    *filter)
{
  SwApiMachine *machine;

  machine = sw_api_call_find_machine (call, "stateMachineArn", arn);
  if (machine == NULL)
    return NULL;
  if (machine->express)
    {
      sw_api_call_refuse (call, "StateMachineTypeNotSupported",
                          "This operation is not supported by this type of state machine");
      return NULL;
    }
  filter->version = sw_arn_get_version (arn);
  filter->alias = filter->version == 0 ? arn->qualifier : NULL;
  filter->status = sw_api_call_get_text (call, "statusFilter");
  filter->redrive = sw_api_call_get_text (call, "redriveFilter");
  return machine;
}

static void
answer_list (SwApiCall *call,
             SwValue    take_list,
             guint      next)
{
  SwValue response = sw_value_new_object (2);

  sw_value_set_member (&response, "executions", take_list);
  sw_api_page_end (call, &response, next);
  sw_api_call_succeed (call, response);
}

/* A page goes on below the last execution shown, whatever was started meanwhile. */
static void
list_of_machine (SwApiCall *call)
{
  g_auto (SwArn) arn = { NULL };
  Filter filter = { NULL };
  guint below, limit, last = 0, next = 0;
  SwApiMachine *machine;
  SwValue list;

  machine = find_listed (call, &arn, &filter);
  if (machine == NULL || !sw_api_page_begin (call, 0, &below, &limit))
    return;
  list = sw_value_new_array (0);
  for (GList *link = machine->executions.head; link != NULL && next == 0; link = link->next)
    {
      const SwApiExecution *execution = link->data;

      if ((below > 0 && execution->serial >= below) || !fits (&filter, execution))
        continue;
      if (sw_value_get_length (list) == limit)
        {
          next = last;
          break;
        }
      last = execution->serial;
      sw_value_append (&list, sw_api_execution_show_entry (execution));
    }
  answer_list (call, list, next);
}

/**
 * sw_api_list_executions:
 *
 * ListExecutions, the newest first, of a machine or of a Map run.
 */
void
sw_api_list_executions (SwApi     *api,
                        SwApiCall *call)
{
  gboolean of_machine = sw_api_call_get_text (call, "stateMachineArn") != NULL;
  gboolean of_run = sw_api_call_get_text (call, "mapRunArn") != NULL;

  if (of_machine == of_run)
    sw_api_call_refuse (call, "ValidationException",
                        of_run ? "Only one of the state machine ARN and the map run ARN can be specified"
                               : "Either the state machine ARN or the map run ARN must be specified");
  else if (of_run)
    sw_api_list_children (call);
  else
    list_of_machine (call);
}

/* The execution of an item is aborted, and its Map run goes on as if it had failed. */
static void
stop_item (SwApiCall      *call,
           SwApiExecution *item)
{
  SwApiExecution *parent = item->parent;
  SwRunner *runner = parent->runner;
  gint64 stopped = item->stopped;
  SwValue response;

  if (runner != NULL && stopped == 0)
    {
      stopped = sw_runner_get_time (runner);
      sw_execution_stop_child (sw_runner_get_execution (runner), item->item_index,
                               sw_api_call_get_text (call, "error"),
                               sw_api_call_get_text (call, "cause"), stopped);
      sw_runner_refresh (runner);
    }
  response = sw_value_new_object (1);
  sw_answer_set_time (&response, "stopDate", stopped / 1000 * 1000);
  sw_api_call_succeed_when_kept (call, parent, response);
}

/**
 * sw_api_stop_execution:
 *
 * StopExecution. One that has ended is left as it is, and tells when that was.
 */
void
sw_api_stop_execution (SwApi     *api,
                       SwApiCall *call)
{
  SwApiExecution *execution = sw_api_call_find_execution (call, "executionArn");
  SwValue response;
  gint64 stopped;

  if (execution == NULL)
    return;
  if (execution->map_run != NULL)
    {
      stop_item (call, execution);
      return;
    }
  sw_api_execution_stop (execution, sw_api_call_get_text (call, "error"),
                         sw_api_call_get_text (call, "cause"));
  response = sw_value_new_object (1);
  stopped = execution->runner != NULL
                ? sw_execution_get_time (sw_runner_get_execution (execution->runner))
                : execution->stopped;
  sw_answer_set_time (&response, "stopDate", stopped / 1000 * 1000);
  sw_api_call_succeed_when_kept (call, execution, response);
}
