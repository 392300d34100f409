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

/* All runs of an execution, in the order of their start; valid until anything else is done */
static GArray *
list_runs (SwApiExecution *execution)
{
  g_autoptr (GPtrArray) legs = sw_api_execution_dup_legs (execution);
  GArray *infos = g_array_new (FALSE, FALSE, sizeof (SwMapRunInfo));

  for (guint i = 0; i < legs->len; i++)
    {
      const SwExecution *leg = g_ptr_array_index (legs, i);

      for (guint j = 0; j < sw_execution_count_map_runs (leg); j++)
        {
          const SwMapRunInfo info = sw_execution_get_map_run (leg, j);

          g_array_append_val (infos, info);
        }
    }
  return infos;
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
  g_autoptr (GArray) runs = NULL;
  guint offset, limit;
  SwValue response, list;

  if (execution == NULL || !sw_api_page_begin (call, 0, &offset, &limit))
    return;
  runs = list_runs (execution);
  list = sw_value_new_array (0);
  for (guint i = offset; i < runs->len && i - offset < limit; i++)
    sw_value_append (&list, show_entry (execution, &g_array_index (runs, SwMapRunInfo, i)));
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "mapRuns", list);
  sw_api_page_end (call, &response, offset + limit < runs->len ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}

/* Looks for a run in what there is of an execution. */
static gboolean
find_run_of (SwApiExecution  *execution,
             const char      *text,
             SwMapRunInfo    *info,
             SwExecution    **running,
             guint           *index)
{
  g_autoptr (GPtrArray) legs = sw_api_execution_dup_legs (execution);

  for (guint i = 0; i < legs->len; i++)
    {
      SwExecution *leg = g_ptr_array_index (legs, i);

      for (*index = 0; *index < sw_execution_count_map_runs (leg); (*index)++)
        {
          *info = sw_execution_get_map_run (leg, *index);
          *running = execution->runner != NULL && i + 1 == legs->len ? leg : NULL;
          if (g_str_equal (info->arn, text))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * sw_api_call_find_map_run:
 * @info: (out): how the run stands
 * @running: (out) (optional): the execution, where the run is one of its present leg; else %NULL
 * @index: (out) (optional): of the run there
 *
 * Finds the run that a request's mapRunArn means, and refuses the call where there is none.
 * Executions with such runs are few: all those of the machine are looked at.
 *
 * Returns: (transfer none) (nullable): the execution it is of
 */
SwApiExecution *
sw_api_call_find_map_run (SwApiCall     *call,
                          SwMapRunInfo  *info,
                          SwExecution  **running,
                          guint         *index)
{
  static const char *const kinds[] = { "mapRun", NULL };
  const char *text = sw_api_call_get_text (call, "mapRunArn");
  g_auto (SwArn) arn = { NULL }, machine_arn = { NULL };
  SwApiMachine *machine;
  SwExecution *leg;
  guint number;

  if (!sw_api_call_parse_arn (call, "mapRunArn", kinds, &arn))
    return NULL;
  machine_arn.name = g_strndup (arn.name, strcspn (arn.name, "/"));
  machine = sw_api_find_machine (call->api, &machine_arn);
  for (GList *link = machine != NULL ? machine->executions.head : NULL; link != NULL;
       link = link->next)
    if (find_run_of (link->data, text, info, running != NULL ? running : &leg,
                     index != NULL ? index : &number))
      return link->data;
  sw_api_call_refuse (call, "ResourceNotFound", "Resource not found: '%s'", text);
  return NULL;
}

/* What became of items, or of the executions that had them */
static SwValue
make_counts (const SwMapRunInfo *info,
             guint               total,
             guint               failed)
{
  double share = info->n_children > 0 ? (double) total / info->n_children : 0;
  guint pending = (guint) (info->n_pending * share), running = (guint) (info->n_running * share);
  guint aborted = (guint) (info->n_aborted * share);
  guint others = MIN (failed + pending + running + aborted, total);
  SwValue counts = sw_value_new_object (8);

  sw_answer_set_count (&counts, "pending", pending);
  sw_answer_set_count (&counts, "running", running);
  sw_answer_set_count (&counts, "succeeded", total - others);
  sw_answer_set_count (&counts, "failed", failed);
  sw_answer_set_count (&counts, "timedOut", 0);
  sw_answer_set_count (&counts, "aborted", aborted);
  sw_answer_set_count (&counts, "total", total);
  sw_answer_set_count (&counts, "resultsWritten",
                       info->status == SW_EXECUTION_SUCCEEDED && info->stopped != 0 ? total - others
                                                                                    : 0);
  return counts;
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
  const SwApiExecution *execution = sw_api_call_find_map_run (call, &info, NULL, NULL);
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
                       make_counts (&info, info.n_items, info.n_failed_items));
  sw_value_set_member (&response, "executionCounts",
                       make_counts (&info, info.n_children, info.n_failed));
  sw_answer_set_count (&response, "redriveCount", execution->redrives);
  sw_answer_set_time (&response, "redriveDate", execution->redriven);
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
  SwExecution *running;
  guint index;
  SwApiExecution *execution = sw_api_call_find_map_run (call, &info, &running, &index);

  if (execution == NULL)
    return;
  if (running == NULL
      || !sw_execution_update_map_run (running, index, concurrency >= 0 ? &limit : NULL,
                                       count >= 0 ? &failures : NULL,
                                       sw_value_is (percentage, SW_TYPE_NUMBER) ? &share : NULL))
    {
      sw_api_call_refuse (call, "ValidationException", "The Map Run '%s' has ended",
                          sw_api_call_get_text (call, "mapRunArn"));
      return;
    }
  sw_runner_refresh (execution->runner);
  sw_api_call_succeed_when_kept (call, execution, sw_value_new_object (0));
}
