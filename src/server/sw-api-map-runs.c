/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

#include "engine/sw-map-runs.h"

/* Runs of distributed Maps. The executions of their items leave no history of their own here, and
 * are not listed. */

/* What is kept of the runs of an execution that has ended */
struct _SwApiMapRuns
{
  GArray *infos; /* SwMapRunInfo; their ARNs are owned */
};

/**
 * sw_api_map_runs_new:
 * @execution: that has ended
 *
 * Returns: (transfer full) (nullable): what there is to be told of its Map runs; %NULL: it had none
 */
SwApiMapRuns *
sw_api_map_runs_new (const SwExecution *execution)
{
  guint count = sw_execution_count_map_runs (execution);
  SwApiMapRuns *self;

  if (count == 0)
    return NULL;
  self = g_new0 (SwApiMapRuns, 1);
  self->infos = g_array_new (FALSE, FALSE, sizeof (SwMapRunInfo));
  for (guint i = 0; i < count; i++)
    {
      SwMapRunInfo info = sw_execution_get_map_run (execution, i);

      info.arn = g_strdup (info.arn);
      g_array_append_val (self->infos, info);
    }
  return self;
}

/**
 * sw_api_map_runs_free:
 *
 * Frees it.
 */
void
sw_api_map_runs_free (SwApiMapRuns *self)
{
  for (guint i = 0; i < self->infos->len; i++)
    g_free ((char *) g_array_index (self->infos, SwMapRunInfo, i).arn);
  g_array_unref (self->infos);
  g_free (self);
}

static guint
count_runs (const SwApiExecution *execution)
{
  if (execution->runner != NULL)
    return sw_execution_count_map_runs (sw_runner_get_execution (execution->runner));
  return execution->map_runs != NULL ? execution->map_runs->infos->len : 0;
}

static SwMapRunInfo
get_run (const SwApiExecution *execution,
         guint                 index)
{
  if (execution->runner != NULL)
    return sw_execution_get_map_run (sw_runner_get_execution (execution->runner), index);
  return g_array_index (execution->map_runs->infos, SwMapRunInfo, index);
}

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
  const SwApiExecution *execution = sw_api_call_find_execution (call, "executionArn");
  guint offset, limit, count;
  SwValue response, list;

  if (execution == NULL || !sw_api_page_begin (call, 0, &offset, &limit))
    return;
  count = count_runs (execution);
  list = sw_value_new_array (0);
  for (guint i = offset; i < count && i < offset + limit; i++)
    {
      const SwMapRunInfo info = get_run (execution, i);

      sw_value_append (&list, show_entry (execution, &info));
    }
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "mapRuns", list);
  sw_api_page_end (call, &response, offset + limit < count ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}

/* The run that a request is about, or NULL: refused. Executions with such runs are few: all those
 * of the machine are looked at. */
static SwApiExecution *
find_run (SwApiCall *call,
          guint     *index)
{
  static const char *const kinds[] = { "mapRun", NULL };
  const char *text = sw_api_call_get_text (call, "mapRunArn");
  g_auto (SwArn) arn = { NULL }, machine_arn = { NULL };
  SwApiMachine *machine;

  if (!sw_api_call_parse_arn (call, "mapRunArn", kinds, &arn))
    return NULL;
  machine_arn.name = g_strndup (arn.name, strcspn (arn.name, "/"));
  machine = sw_api_find_machine (call->api, &machine_arn);
  for (GList *link = machine != NULL ? machine->executions.head : NULL; link != NULL;
       link = link->next)
    for (*index = 0; *index < count_runs (link->data); (*index)++)
      if (g_str_equal (get_run (link->data, *index).arn, text))
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
  guint index;
  const SwApiExecution *execution = find_run (call, &index);
  SwMapRunInfo info;
  SwValue response;

  if (execution == NULL)
    return;
  info = get_run (execution, index);
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
 * UpdateMapRun: other limits for a run that is under way.
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
  guint index;
  SwApiExecution *execution = find_run (call, &index);

  if (execution == NULL)
    return;
  if (execution->runner == NULL
      || !sw_execution_update_map_run (sw_runner_get_execution (execution->runner), index,
                                       concurrency >= 0 ? &limit : NULL,
                                       count >= 0 ? &failures : NULL,
                                       sw_value_is (percentage, SW_TYPE_NUMBER) ? &share : NULL))
    {
      sw_api_call_refuse (call, "ValidationException", "The Map Run '%s' has ended",
                          sw_api_call_get_text (call, "mapRunArn"));
      return;
    }
  sw_api_call_succeed (call, sw_value_new_object (0));
}
