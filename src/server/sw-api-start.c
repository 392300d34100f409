/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

#include "json/sw-text.h"

/* StartExecution and StartSyncExecution. */

/* Finds the revision that an ARN means: of the machine, of a version, or of one that an alias leads
 * to, by weight. */
static gboolean
find_revision (SwApiCall   *call,
               const SwArn *arn,
               SwApiStart  *start)
{
  const SwApiAlias *alias = NULL;
  const SwApiVersion *version;

  start->revision = start->machine->revision;
  if (arn->qualifier == NULL)
    return TRUE;
  start->version = sw_arn_get_version (arn);
  if (start->version == 0)
    alias = sw_api_machine_find_alias (start->machine, arn->qualifier);
  if (alias != NULL)
    {
      guint drawn = (guint) g_random_int_range (0, 100);

      start->alias = alias->name;
      start->version = alias->routes[drawn < alias->routes[0].weight ? 0 : 1].version;
    }
  version = sw_api_machine_find_version (start->machine, start->version);
  if (version != NULL)
    {
      start->revision = version->revision;
      return TRUE;
    }
  sw_api_call_refuse (call, "StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'",
                      sw_api_call_get_text (call, "stateMachineArn"));
  return FALSE;
}

/* Recorded on AWS: any JSON is an input; an empty text is not. */
static gboolean
read_input (SwApiCall  *call,
            SwApiStart *start)
{
  g_autofree char *fault = NULL;

  start->input = sw_api_call_get_text (call, "input");
  if (start->input == NULL)
    start->input = "{}";
  if (sw_value_from_text (start->input, -1, SW_TEXT_PAYLOAD, &start->value, NULL))
    return TRUE;
  if (start->input[strspn (start->input, " \t\r\n")] == '\0')
    fault = g_strdup ("Invalid execution input.");
  else
    fault = sw_api_dup_json_fault (start->input, NULL);
  sw_api_call_refuse (call, "InvalidExecutionInput", "Invalid State Machine Execution Input: '%s'",
                      fault);
  return FALSE;
}

/* Reads what is to be started; START's value is to be cleared in either case. */
static gboolean
read_start (SwApiCall  *call,
            SwArn      *arn,
            SwApiStart *start)
{
  start->machine = sw_api_call_find_machine (call, "stateMachineArn", arn);
  if (start->machine == NULL || !find_revision (call, arn, start))
    return FALSE;
  start->name = sw_api_call_get_text (call, "name");
  start->trace_header = sw_api_call_get_text (call, "traceHeader");
  start->test_case = arn->test_case;
  if (start->name != NULL && !sw_api_is_name (start->name))
    {
      sw_api_call_refuse (call, "InvalidName", "Invalid Name: '%s'", start->name);
      return FALSE;
    }
  return read_input (call, start);
}

static SwApiExecution *
start_or_refuse (SwApiCall        *call,
                 const SwApiStart *start)
{
  g_autoptr (GError) error = NULL;
  SwApiExecution *execution = sw_api_execution_start (call->api, start, &error);

  if (execution == NULL)
    sw_api_call_refuse (call, "ValidationException", "%s", error->message);
  return execution;
}

/* Answered when the execution is on the disk */
static void
answer_started (SwApiCall      *call,
                SwApiExecution *execution)
{
  SwValue response = sw_value_new_object (2);

  sw_answer_set_text (&response, "executionArn", execution->arn);
  sw_answer_set_time (&response, "startDate", execution->started);
  sw_api_call_succeed_when_kept (call, execution, response);
}

static gboolean
same_input (SwApiExecution   *execution,
            const SwApiStart *start)
{
  g_auto (SwValue) input = SW_VALUE_INIT;

  return sw_value_from_text (sw_api_execution_get_input (execution), -1, SW_TEXT_DEFAULT, &input,
                             NULL)
         && sw_value_equal (input, start->value);
}

/* Recorded on AWS: who starts the same again while it runs gets it once more; a name that is taken
 * otherwise is refused. */
static gboolean
answer_known (SwApiCall        *call,
              const SwApiStart *start)
{
  g_autofree char *arn = NULL;
  SwApiExecution *execution;

  if (start->name == NULL || start->machine->express)
    return FALSE;
  arn = sw_api_dup_execution_arn (call->api, start->machine, start->name);
  execution = g_hash_table_lookup (call->api->executions, arn);
  if (execution == NULL)
    return FALSE;
  if (execution->status == SW_EXECUTION_RUNNING && same_input (execution, start))
    answer_started (call, execution);
  else
    sw_api_call_refuse (call, "ExecutionAlreadyExists", "Execution Already Exists: '%s'", arn);
  return TRUE;
}

/**
 * sw_api_start_execution:
 *
 * StartExecution.
 */
void
sw_api_start_execution (SwApi     *api,
                        SwApiCall *call)
{
  g_auto (SwArn) arn = { NULL };
  SwApiStart start = { NULL };

  if (read_start (call, &arn, &start) && !answer_known (call, &start))
    {
      g_autoptr (SwApiExecution) execution = start_or_refuse (call, &start);

      if (execution != NULL)
        answer_started (call, execution);
    }
  sw_value_clear (&start.value);
}

/* AWS's documentation: time is billed in steps of 100 ms, memory in steps of 64 MB. */
static SwValue
make_billing (const SwApiExecution *execution)
{
  gint64 milliseconds = (execution->stopped - execution->started) / 1000;
  SwValue billing = sw_value_new_object (2);

  sw_answer_set_count (&billing, "billedDurationInMilliseconds",
                       MAX (milliseconds + 99, 100) / 100 * 100);
  sw_answer_set_count (&billing, "billedMemoryUsedInMB", 64);
  return billing;
}

/**
 * sw_api_answer_sync:
 * @execution: has ended
 *
 * Answers a StartSyncExecution.
 */
void
sw_api_answer_sync (SwApiExecution *execution,
                    SwApiCall      *call)
{
  SwValue response = sw_value_new_object (16);
  gboolean data = g_strcmp0 (sw_api_call_get_text (call, "includedData"), "METADATA_ONLY") != 0;

  sw_answer_set_text (&response, "executionArn", execution->arn);
  sw_answer_set_text (&response, "stateMachineArn", execution->machine->arn);
  sw_answer_set_text (&response, "name", execution->name);
  sw_answer_set_time (&response, "startDate", execution->started);
  sw_answer_set_time (&response, "stopDate", execution->stopped / 1000 * 1000);
  sw_answer_set_text (&response, "status", sw_execution_status_get_name (execution->status));
  sw_answer_set_text (&response, "traceHeader", execution->trace_header);
  if (data)
    sw_answer_set_payload (&response, "input", "inputDetails",
                           sw_api_execution_get_input (execution));
  if (data && execution->output != NULL)
    sw_answer_set_payload (&response, "output", "outputDetails", execution->output);
  sw_answer_set_text (&response, "error", execution->error);
  sw_answer_set_text (&response, "cause", execution->cause);
  sw_value_set_member (&response, "billingDetails", make_billing (execution));
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_start_sync_execution:
 *
 * StartSyncExecution: answered when the execution has ended.
 */
void
sw_api_start_sync_execution (SwApi     *api,
                             SwApiCall *call)
{
  g_autoptr (SwApiExecution) execution = NULL;
  g_auto (SwArn) arn = { NULL };
  SwApiStart start = { NULL };

  if (!read_start (call, &arn, &start))
    goto out;
  if (!start.machine->express)
    {
      sw_api_call_refuse (call, "StateMachineTypeNotSupported",
                          "This operation is not supported by this type of state machine");
      goto out;
    }
  execution = start_or_refuse (call, &start);
  if (execution == NULL)
    goto out;
  if (execution->waiting == NULL)
    execution->waiting
        = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_api_call_unref);
  g_ptr_array_add (execution->waiting, sw_api_call_ref (call));

out:
  sw_value_clear (&start.value);
}
