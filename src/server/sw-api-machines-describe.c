/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

/* Looking at state machines. */

static gboolean
wants_data (SwApiCall *call)
{
  return g_strcmp0 (sw_api_call_get_text (call, "includedData"), "METADATA_ONLY") != 0;
}

/* What a machine and an execution's view of it have in common */
static void
show_revision (SwApiCall           *call,
               const SwApiMachine  *machine,
               const SwApiRevision *revision,
               SwValue             *response)
{
  sw_answer_set_text (response, "name", machine->name);
  if (wants_data (call))
    {
      sw_answer_set_text (response, "definition", revision->definition);
      sw_answer_set (response, "variableReferences", revision->references);
    }
  sw_answer_set_text (response, "roleArn", revision->role_arn);
  sw_answer_set (response, "loggingConfiguration", revision->logging);
  sw_answer_set (response, "tracingConfiguration", revision->tracing);
  sw_answer_set (response, "encryptionConfiguration", revision->encryption);
  sw_answer_set_text (response, "revisionId", revision->id);
}

/**
 * sw_api_describe_state_machine:
 *
 * DescribeStateMachine: a machine, or one of its versions.
 */
void
sw_api_describe_state_machine (SwApi     *api,
                               SwApiCall *call)
{
  const char *text = sw_api_call_get_text (call, "stateMachineArn");
  g_auto (SwArn) arn = { NULL };
  SwApiMachine *machine = sw_api_call_find_machine (call, "stateMachineArn", &arn);
  SwApiVersion *version;
  SwValue response;

  if (machine == NULL)
    return;
  version = sw_api_machine_find_version (machine, sw_arn_get_version (&arn));
  if (arn.qualifier != NULL && version == NULL)
    {
      sw_api_call_refuse (call, "StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'",
                          text);
      return;
    }
  response = sw_value_new_object (14);
  sw_answer_set_text (&response, "stateMachineArn", text);
  sw_answer_set_text (&response, "status", "ACTIVE");
  sw_answer_set_text (&response, "type", machine->express ? "EXPRESS" : "STANDARD");
  sw_answer_set_time (&response, "creationDate",
                      version != NULL ? version->created : machine->created);
  if (version != NULL)
    sw_answer_set_text (&response, "description", version->description);
  show_revision (call, machine, version != NULL ? version->revision : machine->revision, &response);
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_describe_state_machine_for_execution:
 *
 * DescribeStateMachineForExecution: the machine as it was when the execution began.
 */
void
sw_api_describe_state_machine_for_execution (SwApi     *api,
                                             SwApiCall *call)
{
  SwApiExecution *execution = sw_api_call_find_execution (call, "executionArn");
  g_autofree char *arn = NULL;
  SwValue response;

  if (execution == NULL)
    return;
  arn = sw_api_execution_dup_machine_arn (execution);
  response = sw_value_new_object (14);
  sw_answer_set_text (&response, "stateMachineArn", arn);
  sw_answer_set_text (&response, "mapRunArn", execution->map_run);
  if (execution->map_run != NULL)
    sw_answer_set_text (&response, "label", strrchr (arn, '/') + 1);
  sw_answer_set_time (&response, "updateDate", execution->revision->updated);
  show_revision (call, execution->machine, execution->revision, &response);
  sw_api_call_succeed (call, response);
}

static SwValue
show_entry (const SwApiMachine *machine)
{
  SwValue entry = sw_value_new_object (4);

  sw_answer_set_text (&entry, "stateMachineArn", machine->arn);
  sw_answer_set_text (&entry, "name", machine->name);
  sw_answer_set_text (&entry, "type", machine->express ? "EXPRESS" : "STANDARD");
  sw_answer_set_time (&entry, "creationDate", machine->created);
  return entry;
}

/**
 * sw_api_list_state_machines:
 *
 * ListStateMachines, in the order they were created.
 */
void
sw_api_list_state_machines (SwApi     *api,
                            SwApiCall *call)
{
  SwValue response, list;
  guint offset, limit, index = 0;

  if (!sw_api_page_begin (call, 0, &offset, &limit))
    return;
  list = sw_value_new_array (0);
  for (GList *link = api->machine_list.head; link != NULL; link = link->next, index++)
    if (index >= offset && index < offset + limit)
      sw_value_append (&list, show_entry (link->data));
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "stateMachines", list);
  sw_api_page_end (call, &response, offset + limit < index ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}
