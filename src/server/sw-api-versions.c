/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

/* Versions of state machines. */

#define MAX_VERSIONS 1000

/**
 * sw_api_publish_state_machine_version:
 *
 * PublishStateMachineVersion.
 */
void
sw_api_publish_state_machine_version (SwApi     *api,
                                      SwApiCall *call)
{
  const char *revision = sw_api_call_get_text (call, "revisionId");
  g_auto (SwArn) parts = { NULL };
  SwApiMachine *machine = sw_api_call_find_machine (call, "stateMachineArn", &parts);
  g_autofree char *arn = NULL;
  SwApiVersion *version;
  SwValue response;

  if (machine == NULL)
    return;
  if (revision != NULL && g_strcmp0 (revision, machine->revision->id) != 0
      && !(machine->revision->id == NULL && g_str_equal (revision, "INITIAL")))
    {
      sw_api_call_refuse (call, "ConflictException",
                          "Failed to publish the State Machine version for revision %s. The "
                          "current State Machine revision is %s.",
                          revision,
                          machine->revision->id != NULL ? machine->revision->id : "INITIAL");
      return;
    }
  if (machine->versions->len >= MAX_VERSIONS)
    {
      sw_api_call_refuse (call, "ServiceQuotaExceededException",
                          "A state machine has at most %d versions", MAX_VERSIONS);
      return;
    }
  version = sw_api_machine_publish (api, machine, sw_api_call_get_text (call, "description"));
  arn = sw_api_dup_version_arn (machine, version->number);
  response = sw_value_new_object (2);
  sw_answer_set_text (&response, "stateMachineVersionArn", arn);
  sw_answer_set_time (&response, "creationDate", version->created);
  sw_api_keep_machine (call, machine);
  sw_api_call_succeed (call, response);
}

/* Names of the aliases that lead to a version: "a, b"; NULL: none does */
static char *
dup_aliases_of (SwApiMachine *machine,
                guint         number)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < machine->aliases->len; i++)
    {
      const SwApiAlias *alias = g_ptr_array_index (machine->aliases, i);

      for (guint j = 0; j < alias->n_routes; j++)
        if (alias->routes[j].version == number)
          g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", alias->name);
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

/**
 * sw_api_delete_state_machine_version:
 *
 * DeleteStateMachineVersion. Recorded on AWS: one that an alias leads to stays.
 */
void
sw_api_delete_state_machine_version (SwApi     *api,
                                     SwApiCall *call)
{
  static const char *const kinds[] = { "stateMachine", NULL };
  g_auto (SwArn) arn = { NULL };
  g_autofree char *aliases = NULL;
  SwApiMachine *machine;
  SwApiVersion *version;
  guint number;

  if (!sw_api_call_parse_arn (call, "stateMachineVersionArn", kinds, &arn))
    return;
  number = sw_arn_get_version (&arn);
  if (number == 0)
    {
      sw_api_call_refuse (call, "ValidationException", "'%s' is not the ARN of a version",
                          sw_api_call_get_text (call, "stateMachineVersionArn"));
      return;
    }
  machine = sw_api_find_machine (api, &arn);
  version = machine != NULL ? sw_api_machine_find_version (machine, number) : NULL;
  aliases = version != NULL ? dup_aliases_of (machine, number) : NULL;
  if (aliases != NULL)
    {
      sw_api_call_refuse (call, "ConflictException",
                          "Version to be deleted must not be referenced by an alias. Current list "
                          "of aliases referencing this version: [%s]",
                          aliases);
      return;
    }
  if (version != NULL)
    {
      g_ptr_array_remove (machine->versions, version);
      sw_api_keep_machine (call, machine);
    }
  sw_api_call_succeed (call, sw_value_new_object (0));
}

/**
 * sw_api_list_state_machine_versions:
 *
 * ListStateMachineVersions, the newest first.
 */
void
sw_api_list_state_machine_versions (SwApi     *api,
                                    SwApiCall *call)
{
  g_auto (SwArn) parts = { NULL };
  SwApiMachine *machine = sw_api_call_find_machine (call, "stateMachineArn", &parts);
  guint offset, limit, count;
  SwValue response, list;

  if (machine == NULL || !sw_api_page_begin (call, 0, &offset, &limit))
    return;
  count = machine->versions->len;
  list = sw_value_new_array (0);
  for (guint i = offset; i < count && i < offset + limit; i++)
    {
      const SwApiVersion *version = g_ptr_array_index (machine->versions, count - 1 - i);
      g_autofree char *arn = sw_api_dup_version_arn (machine, version->number);
      SwValue entry = sw_value_new_object (2);

      sw_answer_set_text (&entry, "stateMachineVersionArn", arn);
      sw_answer_set_time (&entry, "creationDate", version->created);
      sw_value_append (&list, entry);
    }
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "stateMachineVersions", list);
  sw_api_page_end (call, &response, offset + limit < count ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}
