/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

/* Runs of distributed Maps. The executions of their items: sw-api-children.c. */

/* "arn:…:mapRun:MACHINE/LABEL:UUID" -> "arn:…:stateMachine:MACHINE/LABEL", which is what the
 * service calls the machine of the items (recorded on AWS). */
static char *
dup_machine_arn (const char *arn)
{
  const char *kind = strstr (arn, ":mapRun:");
  const char *uuid = strrchr (arn, ':');

  return g_strdup_printf ("%.*s:stateMachine:%.*s", (int) (kind - arn), arn,
                          (int) (uuid - kind) - (int) strlen (":mapRun:"),
                          kind + strlen (":mapRun:"));
}

static SwValue
show_entry (const SwApiExecution *execution,
            const SwMapRunInfo   *info)
{
  g_autofree char *machine = dup_machine_arn (info->arn);
  SwValue entry = sw_value_new_object (5);

  sw_answer_set_text (&entry, "executionArn", execution->arn);
  sw_answer_set_text (&entry, "mapRunArn", info->arn);
  sw_answer_set_text (&entry, "stateMachineArn", machine);
  sw_answer_set_time (&entry, "startDate", info->started);
  sw_answer_set_time (&entry, "stopDate", info->stopped);
  return entry;
}

/**
 * sw_api_list_map_runs:
 *
 * ListMapRuns, in the order of their start.
 */
void
sw_api_list_map_runs (SwApi     *api,
                      SwApiCall *call)
{
  SwApiExecution *execution = sw_api_call_find_execution (call, "executionArn");
  const SwExecution *told;
  guint offset, limit, count;
  SwValue response, list;

  if (execution == NULL || !sw_api_page_begin (call, 0, &offset, &limit))
    return;
  told = sw_api_execution_get_told (execution);
  count = told != NULL ? sw_execution_count_map_runs (told) : 0;
  list = sw_value_new_array (0);
  for (guint i = offset; i < count && i - offset < limit; i++)
    {
      const SwMapRunInfo info = sw_execution_get_map_run (told, i);

      sw_value_append (&list, show_entry (execution, &info));
    }
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "mapRuns", list);
  sw_api_page_end (call, &response, offset + limit < count ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}

/* Looks for a run in what there is of an execution. */
static gboolean
find_run_of (SwApiExecution  *execution,
             const char      *text,
             SwMapRunInfo    *info,
             guint           *index)
{
  const SwExecution *told = sw_api_execution_get_told (execution);
  guint count = told != NULL ? sw_execution_count_map_runs (told) : 0;

  for (*index = 0; *index < count; (*index)++)
    {
      *info = sw_execution_get_map_run (told, *index);
      if (g_str_equal (info->arn, text))
        return TRUE;
    }
  return FALSE;
}

/**
 * sw_api_call_find_map_run:
 * @info: (out): how the run stands
 * @index: (out): of the run in the execution
 *
 * Finds the run that a request's mapRunArn means, and refuses the call where there is none.
 *
 * Returns: (transfer none) (nullable): the execution it is of
 */
SwApiExecution *
sw_api_call_find_map_run (SwApiCall     *call,
                          SwMapRunInfo  *info,
                          guint         *index)
{
  static const char *const kinds[] = { "mapRun", NULL };
  const char *text = sw_api_call_get_text (call, "mapRunArn");
  g_autoptr (GPtrArray) holders = NULL;
  g_auto (SwArn) arn = { NULL };

  if (!sw_api_call_parse_arn (call, "mapRunArn", kinds, &arn))
    return NULL;
  holders = sw_api_find_holders (call->api, text);
  for (guint i = 0; i < holders->len; i++)
    if (find_run_of (g_ptr_array_index (holders, i), text, info, index))
      return g_ptr_array_index (holders, i);
  sw_api_call_refuse (call, "ResourceNotFound", "Resource not found: '%s'", text);
  return NULL;
}

/* What became of items, or of the executions that had them */
static SwValue
make_counts (const SwMapRunInfo *info,
             const SwMapCounts  *counts)
{
  gboolean written = info->status == SW_EXECUTION_SUCCEEDED && info->stopped != 0;
  const guint *ended = counts->ended;
  SwValue value = sw_value_new_object (10);

  sw_answer_set_count (&value, "pending", counts->pending);
  sw_answer_set_count (&value, "running", counts->running);
  sw_answer_set_count (&value, "succeeded", ended[SW_EXECUTION_SUCCEEDED]);
  sw_answer_set_count (&value, "failed", ended[SW_EXECUTION_FAILED]);
  sw_answer_set_count (&value, "timedOut", ended[SW_EXECUTION_TIMED_OUT]);
  sw_answer_set_count (&value, "aborted", ended[SW_EXECUTION_ABORTED]);
  sw_answer_set_count (&value, "total", counts->total);
  sw_answer_set_count (&value, "resultsWritten", written ? ended[SW_EXECUTION_SUCCEEDED] : 0);
  /* Recorded on AWS: not there before a redrive. */
  if (info->redrives == 0)
    return value;
  sw_answer_set_count (&value, "failuresNotRedrivable", counts->not_redrivable);
  sw_answer_set_count (&value, "pendingRedrive", counts->pending_redrive);
  return value;
}

/**
 * sw_api_describe_map_run:
 *
 * DescribeMapRun.
 */
void
sw_api_describe_map_run (SwApi     *api,
                         SwApiCall *call)
{
  SwMapRunInfo info;
  guint index;
  const SwApiExecution *execution = sw_api_call_find_map_run (call, &info, &index);
  SwValue response;

  if (execution == NULL)
    return;
  response = sw_value_new_object (12);
  sw_answer_set_text (&response, "mapRunArn", info.arn);
  sw_answer_set_text (&response, "executionArn", execution->arn);
  sw_answer_set_text (&response, "status", sw_execution_status_get_name (info.status));
  sw_answer_set_time (&response, "startDate", info.started);
  sw_answer_set_time (&response, "stopDate", info.stopped);
  sw_answer_set_count (&response, "maxConcurrency", info.max_concurrency);
  sw_value_set_member (&response, "toleratedFailurePercentage",
                       sw_value_new_number (info.tolerated_percentage));
  sw_answer_set_count (&response, "toleratedFailureCount", (gint64) info.tolerated_count);
  sw_value_set_member (&response, "itemCounts",
                       make_counts (&info, &info.items));
  sw_value_set_member (&response, "executionCounts",
                       make_counts (&info, &info.children));
  sw_answer_set_count (&response, "redriveCount", info.redrives);
  sw_answer_set_time (&response, "redriveDate", info.redriven);
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_update_map_run:
 *
 * UpdateMapRun: other limits for a run that is under way, answered when they are on the disk.
 */
void
sw_api_update_map_run (SwApi     *api,
                       SwApiCall *call)
{
  gint64 concurrency = sw_api_call_get_count (call, "maxConcurrency", -1);
  gint64 count = sw_api_call_get_count (call, "toleratedFailureCount", -1);
  SwValue percentage = sw_api_call_get (call, "toleratedFailurePercentage");
  const guint limit = (guint) CLAMP (concurrency, 0, G_MAXUINT);
  const double failures = (double) count, share = sw_value_get_number (percentage);
  SwMapRunInfo info;
  guint index;
  SwApiExecution *execution = sw_api_call_find_map_run (call, &info, &index);

  if (execution == NULL)
    return;
  if (execution->runner == NULL
      || !sw_execution_update_map_run (
          sw_runner_get_execution (execution->runner), index, concurrency >= 0 ? &limit : NULL,
          count >= 0 ? &failures : NULL, sw_value_is (percentage, SW_TYPE_NUMBER) ? &share : NULL))
    {
      sw_api_call_refuse (call, "ValidationException", "The Map Run '%s' has ended",
                          sw_api_call_get_text (call, "mapRunArn"));
      return;
    }
  sw_runner_refresh (execution->runner);
  sw_api_call_succeed_when_kept (call, execution, sw_value_new_object (0));
}
