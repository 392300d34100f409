/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

/* CreateStateMachine, UpdateStateMachine, DeleteStateMachine, and what they share. */

static SwValue
make_flag (const char *member,
           gboolean    flag)
{
  SwValue object = sw_value_new_object (1);

  sw_answer_set_flag (&object, member, flag);
  return object;
}

static SwValue
make_text (const char *member,
           const char *text)
{
  SwValue object = sw_value_new_object (1);

  sw_answer_set_text (&object, member, text);
  return object;
}

/* Recorded on AWS: what is missing counts as OFF and false, and shows as that. */
static SwValue
complete_logging (SwValue given)
{
  SwValue logging = sw_value_is (given, SW_TYPE_OBJECT) ? sw_value_ref (given)
                                                        : sw_value_new_object (2);

  if (!sw_value_is (sw_value_get_member (logging, "level"), SW_TYPE_STRING))
    sw_answer_set_text (&logging, "level", "OFF");
  if (!sw_value_is (sw_value_get_member (logging, "includeExecutionData"), SW_TYPE_BOOLEAN))
    sw_answer_set_flag (&logging, "includeExecutionData", FALSE);
  return logging;
}

/* Recorded on AWS: whoever logs names one destination. */
static gboolean
check_logging (SwApiCall *call,
               SwValue    logging)
{
  SwValue destinations = sw_value_get_member (logging, "destinations");
  const char *level = sw_value_get_text (sw_value_get_member (logging, "level"), NULL);
  guint count = sw_value_is (destinations, SW_TYPE_ARRAY) ? sw_value_get_length (destinations) : 0;

  if (count == 1 || (count == 0 && g_str_equal (level, "OFF")))
    return TRUE;
  sw_api_call_refuse (call, "InvalidLoggingConfiguration",
                      "Invalid Logging Configuration: Must specify exactly one Log Destination.");
  return FALSE;
}

/* A revision with nothing but what must be */
static SwApiRevision *
revision_new (SwApi      *api,
              const char *definition,
              const char *role_arn)
{
  SwApiRevision *self = g_new0 (SwApiRevision, 1);

  g_ref_count_init (&self->count);
  self->definition = g_strdup (definition);
  self->role_arn = g_strdup (role_arn);
  self->logging = complete_logging (SW_VALUE_INIT);
  self->tracing = make_flag ("enabled", FALSE);
  self->encryption = make_text ("type", "AWS_OWNED_KEY");
  self->updated = sw_api_now (api);
  return self;
}

static const char *
or_former (const char *given,
           const char *former)
{
  return given != NULL ? given : former;
}

/* A revision as the request has it; what it leaves out is as in FORMER, or the default. */
static SwApiRevision *
make_revision (SwApiCall           *call,
               const SwApiRevision *former)
{
  const char *definition = sw_api_call_get_text (call, "definition");
  const char *role = sw_api_call_get_text (call, "roleArn");
  SwValue logging = sw_api_call_get (call, "loggingConfiguration");
  SwValue tracing = sw_api_call_get (call, "tracingConfiguration");
  SwValue encryption = sw_api_call_get (call, "encryptionConfiguration");
  SwApiRevision *self = revision_new (
      call->api, or_former (definition, former != NULL ? former->definition : NULL),
      or_former (role, former != NULL ? former->role_arn : NULL));

  if (former != NULL)
    {
      sw_value_set (&self->logging, sw_value_ref (former->logging));
      sw_value_set (&self->tracing, sw_value_ref (former->tracing));
      sw_value_set (&self->encryption, sw_value_ref (former->encryption));
    }
  if (sw_value_is (logging, SW_TYPE_OBJECT))
    sw_value_set (&self->logging, complete_logging (logging));
  if (sw_value_is (tracing, SW_TYPE_OBJECT))
    sw_value_set (&self->tracing,
                  make_flag ("enabled",
                             sw_value_get_boolean (sw_value_get_member (tracing, "enabled"))));
  if (sw_value_is (encryption, SW_TYPE_OBJECT))
    sw_value_set (&self->encryption, sw_value_ref (encryption));
  return self;
}

/* Looks at what the shape does not say, and refuses the call where something is wrong. */
static gboolean
check_revision (SwApiCall     *call,
                SwApiRevision *revision,
                gboolean       express)
{
  g_autofree char *fault = NULL;

  if (sw_api_call_get_text (call, "versionDescription") != NULL
      && !sw_api_call_get_flag (call, "publish", FALSE))
    {
      sw_api_call_refuse (call, "ValidationException",
                          "Version description can only be set when publish is true");
      return FALSE;
    }
  if (!check_logging (call, revision->logging))
    return FALSE;
  fault = sw_api_dup_invalid_definition (revision->definition, express, &revision->references);
  if (fault == NULL)
    return TRUE;
  sw_api_call_refuse (call, "InvalidDefinition", "%s", fault);
  return FALSE;
}

static gboolean
is_same (const SwApiRevision *a,
         const SwApiRevision *b)
{
  return g_str_equal (a->definition, b->definition) && sw_value_equal (a->logging, b->logging)
         && sw_value_equal (a->tracing, b->tracing)
         && sw_value_equal (a->encryption, b->encryption);
}

static void
publish (SwApiCall    *call,
         SwApiMachine *machine,
         SwValue      *response)
{
  g_autofree char *arn = NULL;
  SwApiVersion *version;

  if (!sw_api_call_get_flag (call, "publish", FALSE))
    return;
  version = sw_api_machine_publish (call->api, machine,
                                    sw_api_call_get_text (call, "versionDescription"));
  arn = sw_api_dup_version_arn (machine, version->number);
  sw_answer_set_text (response, "stateMachineVersionArn", arn);
}

static void
answer_created (SwApiCall    *call,
                SwApiMachine *machine)
{
  SwValue response = sw_value_new_object (3);

  sw_answer_set_text (&response, "stateMachineArn", machine->arn);
  sw_answer_set_time (&response, "creationDate", machine->created);
  publish (call, machine, &response);
  sw_api_keep_machine (call, machine);
  sw_api_call_succeed (call, response);
}

/* Whether a version is asked for that is there with another description */
static gboolean
differs_in_version (SwApiCall    *call,
                    SwApiMachine *machine)
{
  const SwApiVersion *version = sw_api_machine_find_published (machine);

  return version != NULL && sw_api_call_get_flag (call, "publish", FALSE)
         && g_strcmp0 (version->description, sw_api_call_get_text (call, "versionDescription"))
                != 0;
}

/**
 * sw_api_create_state_machine:
 *
 * CreateStateMachine. Whoever asks for what is there already gets it again; role and tags do not
 * count, the description of the version that is to be published does (AWS's documentation).
 */
void
sw_api_create_state_machine (SwApi     *api,
                             SwApiCall *call)
{
  const char *name = sw_api_call_get_text (call, "name");
  gboolean express = g_strcmp0 (sw_api_call_get_text (call, "type"), "EXPRESS") == 0;
  g_autofree char *arn = sw_api_dup_arn (api, "stateMachine", name);
  SwApiMachine *machine = g_hash_table_lookup (api->machines, arn);
  g_autoptr (SwApiRevision) revision = NULL;
  g_auto (SwValue) tags = sw_value_new_object (0);

  if (!sw_api_is_name (name))
    {
      sw_api_call_refuse (call, "InvalidName", "Invalid Name: '%s'", name);
      return;
    }
  revision = make_revision (call, NULL);
  if (!check_revision (call, revision, express)
      || !sw_api_tags_merge (call, &tags, sw_api_call_get (call, "tags"), arn))
    return;
  if (machine == NULL)
    {
      machine = sw_api_machine_new (api, name, express, g_steal_pointer (&revision));
      sw_value_set (&machine->tags, sw_value_ref (tags));
    }
  else if (machine->express != express || !is_same (machine->revision, revision)
           || differs_in_version (call, machine))
    {
      sw_api_call_refuse (call, "StateMachineAlreadyExists", "State Machine Already Exists: '%s'",
                          arn);
      return;
    }
  answer_created (call, machine);
}

static gboolean
changes_something (SwApiCall *call)
{
  static const char *const members[] = { "definition", "roleArn", "loggingConfiguration",
                                         "tracingConfiguration", "encryptionConfiguration" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!sw_value_is (sw_api_call_get (call, members[i]), SW_TYPE_UNDEFINED))
      return TRUE;
  return FALSE;
}

/**
 * sw_api_update_state_machine:
 *
 * UpdateStateMachine. Recorded on AWS: what changes nothing makes no revision.
 */
void
sw_api_update_state_machine (SwApi     *api,
                             SwApiCall *call)
{
  g_auto (SwArn) arn = { NULL };
  SwApiMachine *machine = sw_api_call_find_machine (call, "stateMachineArn", &arn);
  g_autoptr (SwApiRevision) revision = NULL;
  SwValue response;

  if (machine == NULL)
    return;
  if (arn.qualifier != NULL)
    {
      sw_api_call_refuse (call, "StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'",
                          sw_api_call_get_text (call, "stateMachineArn"));
      return;
    }
  if (!changes_something (call))
    {
      sw_api_call_refuse (call, "MissingRequiredParameter",
                          "Either the definition, the role ARN, the LoggingConfiguration, or the "
                          "TracingConfiguration must be specified");
      return;
    }
  revision = make_revision (call, machine->revision);
  if (!check_revision (call, revision, machine->express))
    return;
  if (!is_same (machine->revision, revision)
      || !g_str_equal (machine->revision->role_arn, revision->role_arn))
    sw_api_machine_revise (machine, g_steal_pointer (&revision));
  response = sw_value_new_object (3);
  sw_answer_set_time (&response, "updateDate", machine->revision->updated);
  sw_answer_set_text (&response, "revisionId", machine->revision->id);
  publish (call, machine, &response);
  sw_api_keep_machine (call, machine);
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_delete_state_machine:
 *
 * DeleteStateMachine. Its executions end with it; what is not there is as good as deleted (recorded
 * on AWS).
 */
void
sw_api_delete_state_machine (SwApi     *api,
                             SwApiCall *call)
{
  static const char *const kinds[] = { "stateMachine", NULL };
  g_auto (SwArn) arn = { NULL };
  SwApiMachine *machine;

  if (!sw_api_call_parse_arn (call, "stateMachineArn", kinds, &arn))
    return;
  machine = sw_api_find_machine (api, &arn);
  if (arn.qualifier != NULL)
    {
      sw_api_call_refuse (call, "ValidationException",
                          "A version or an alias is not deleted by DeleteStateMachine: '%s'",
                          sw_api_call_get_text (call, "stateMachineArn"));
      return;
    }
  if (machine != NULL)
    {
      sw_api_forget_machine (call, machine);
      sw_api_executions_drop (api, machine);
      g_hash_table_remove (api->machines, machine->arn);
      g_queue_remove (&api->machine_list, machine);
      machine->deleted = TRUE;
      sw_api_machine_unref (machine);
    }
  sw_api_call_succeed (call, sw_value_new_object (0));
}

/**
 * sw_api_add_machine:
 * @name: what the machine is called
 * @definition: JSON text
 * @express: whether it is an Express machine
 * @tasks: (nullable): who performs its tasks; %NULL: as with machines that clients make
 *
 * Makes a machine of a file; what was called so before is updated to it.
 *
 * Returns: (transfer full) (nullable): its ARN; %NULL sets @error
 */
char *
sw_api_add_machine (SwApi        *self,
                    const char   *name,
                    const char   *definition,
                    gboolean      express,
                    SwTasksFile  *tasks,
                    GError      **error)
{
  g_autofree char *arn = sw_api_dup_arn (self, "stateMachine", name);
  g_autofree char *role = g_strdup_printf ("arn:aws:iam::%s:role/%s", self->account, name);
  SwApiMachine *machine = g_hash_table_lookup (self->machines, arn);
  g_autoptr (SwApiRevision) revision = NULL;
  g_autofree char *fault = NULL;

  revision = revision_new (self, definition, role);
  fault = sw_api_is_name (name)
              ? sw_api_dup_invalid_definition (definition, express, &revision->references)
              : g_strdup_printf ("A state machine cannot be called '%s'", name);
  if (fault != NULL)
    {
      g_set_error_literal (error, SW_API_ERROR, 0, fault);
      return NULL;
    }
  if (machine == NULL)
    machine = sw_api_machine_new (self, name, express, g_steal_pointer (&revision));
  else if (!is_same (machine->revision, revision))
    sw_api_machine_revise (machine, g_steal_pointer (&revision));
  g_clear_pointer (&machine->performer, sw_performer_unref);
  if (tasks != NULL)
    {
      g_clear_pointer (&machine->tasks, sw_tasks_file_unref);
      machine->tasks = sw_tasks_file_ref (tasks);
    }
  sw_api_commit_machine (self, machine);
  return g_steal_pointer (&arn);
}
