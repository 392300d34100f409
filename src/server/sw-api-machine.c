/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-machine.h"

/* State machines as data: what they are made of, and how they are found. */

/**
 * sw_api_revision_ref:
 *
 * Returns: (transfer full): the revision
 */
SwApiRevision *
sw_api_revision_ref (SwApiRevision *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_api_revision_unref:
 *
 * Gives up a reference.
 */
void
sw_api_revision_unref (SwApiRevision *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_free (self->id);
  g_free (self->definition);
  g_free (self->role_arn);
  sw_value_clear (&self->logging);
  sw_value_clear (&self->tracing);
  sw_value_clear (&self->encryption);
  sw_value_clear (&self->references);
  g_clear_pointer (&self->program, sw_program_unref);
  g_free (self);
}

/**
 * sw_api_revision_copy:
 * @id: (nullable): of the copy
 *
 * Returns: (transfer full): a revision of the same definition and settings
 */
SwApiRevision *
sw_api_revision_copy (const SwApiRevision *self,
                      const char          *id)
{
  SwApiRevision *copy = g_new0 (SwApiRevision, 1);

  g_ref_count_init (&copy->count);
  copy->id = g_strdup (id);
  copy->definition = g_strdup (self->definition);
  copy->role_arn = g_strdup (self->role_arn);
  copy->logging = sw_value_ref (self->logging);
  copy->tracing = sw_value_ref (self->tracing);
  copy->encryption = sw_value_ref (self->encryption);
  copy->updated = self->updated;
  return copy;
}

/**
 * sw_api_revision_get_program:
 *
 * Compiles the definition when it is run first; all executions share what comes of it.
 *
 * Returns: (transfer none) (nullable): the program; %NULL sets @error
 */
SwProgram *
sw_api_revision_get_program (SwApiRevision  *self,
                             GError        **error)
{
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;

  if (self->program != NULL)
    return self->program;
  tree = sw_tree_parse_as (self->definition, -1, SW_SYNTAX_JSON);
  model = sw_model_new (tree);
  self->program = sw_program_new (model, error);
  return self->program;
}

static void
version_free (SwApiVersion *self)
{
  sw_api_revision_unref (self->revision);
  g_free (self->description);
  g_free (self);
}

static void
alias_free (SwApiAlias *self)
{
  g_free (self->name);
  g_free (self->description);
  g_free (self);
}

/**
 * sw_api_machine_ref:
 *
 * Returns: (transfer full): the machine
 */
SwApiMachine *
sw_api_machine_ref (SwApiMachine *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_api_machine_unref:
 *
 * Gives up a reference.
 */
void
sw_api_machine_unref (SwApiMachine *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_free (self->name);
  g_free (self->arn);
  sw_api_revision_unref (self->revision);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->aliases);
  sw_value_clear (&self->tags);
  g_clear_pointer (&self->tasks, sw_tasks_file_unref);
  g_clear_pointer (&self->performer, sw_performer_unref);
  g_free (self);
}

/**
 * sw_api_machine_new:
 * @take_revision: as it is created
 *
 * Makes a machine and adds it to the API.
 *
 * Returns: (transfer none): the machine
 */
SwApiMachine *
sw_api_machine_new (SwApi         *api,
                    const char    *name,
                    gboolean       express,
                    SwApiRevision *take_revision)
{
  SwApiMachine *self = g_new0 (SwApiMachine, 1);

  g_ref_count_init (&self->count);
  self->name = g_strdup (name);
  self->arn = sw_api_dup_arn (api, "stateMachine", name);
  self->express = express;
  self->created = take_revision->updated;
  self->revision = take_revision;
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) version_free);
  self->aliases = g_ptr_array_new_with_free_func ((GDestroyNotify) alias_free);
  self->tags = sw_value_new_object (0);
  self->tasks = api->tasks != NULL ? sw_tasks_file_ref (api->tasks) : NULL;
  g_hash_table_insert (api->machines, self->arn, self);
  g_queue_push_tail (&api->machine_list, self);
  return self;
}

/**
 * sw_api_machine_revise:
 * @take_revision: without an id; gets a random one
 *
 * Changes a machine; what runs goes on as it was.
 */
void
sw_api_machine_revise (SwApiMachine  *self,
                       SwApiRevision *take_revision)
{
  sw_api_revision_unref (self->revision);
  self->revision = take_revision;
  self->revision->id = g_uuid_string_random ();
}

/**
 * sw_api_machine_find_version:
 *
 * Returns: (transfer none) (nullable): the version of that number
 */
SwApiVersion *
sw_api_machine_find_version (SwApiMachine *self,
                             guint         number)
{
  for (guint i = 0; i < self->versions->len; i++)
    {
      SwApiVersion *version = g_ptr_array_index (self->versions, i);

      if (version->number == number)
        return version;
    }
  return NULL;
}

/**
 * sw_api_machine_find_alias:
 *
 * Returns: (transfer none) (nullable): the alias of that name
 */
SwApiAlias *
sw_api_machine_find_alias (SwApiMachine *self,
                           const char   *name)
{
  for (guint i = 0; i < self->aliases->len; i++)
    {
      SwApiAlias *alias = g_ptr_array_index (self->aliases, i);

      if (g_str_equal (alias->name, name))
        return alias;
    }
  return NULL;
}

/**
 * sw_api_machine_find_published:
 *
 * Returns: (transfer none) (nullable): the version of the present revision
 */
SwApiVersion *
sw_api_machine_find_published (SwApiMachine *self)
{
  for (guint i = self->versions->len; i > 0; i--)
    {
      SwApiVersion *version = g_ptr_array_index (self->versions, i - 1);

      if (version->revision == self->revision)
        return version;
    }
  return NULL;
}

/**
 * sw_api_machine_publish:
 * @description: (nullable): of the version
 *
 * Publishes the present revision. Recorded on AWS: what was published already keeps its version,
 * and a number is never given twice.
 *
 * Returns: (transfer none): the version
 */
SwApiVersion *
sw_api_machine_publish (SwApi        *api,
                        SwApiMachine *machine,
                        const char   *description)
{
  SwApiVersion *version = sw_api_machine_find_published (machine);

  if (version != NULL)
    return version;
  version = g_new0 (SwApiVersion, 1);
  version->number = ++machine->n_versions;
  version->description = g_strdup (description);
  version->created = sw_api_now (api);
  version->revision = sw_api_revision_ref (machine->revision);
  g_ptr_array_add (machine->versions, version);
  return version;
}

/**
 * sw_api_dup_version_arn:
 *
 * Returns: (transfer full): the ARN of a version
 */
char *
sw_api_dup_version_arn (SwApiMachine *machine,
                        guint         number)
{
  return g_strdup_printf ("%s:%u", machine->arn, number);
}

/**
 * sw_api_dup_alias_arn:
 *
 * Returns: (transfer full): the ARN of an alias
 */
char *
sw_api_dup_alias_arn (SwApiMachine *machine,
                      const char   *name)
{
  return g_strdup_printf ("%s:%s", machine->arn, name);
}

/**
 * sw_api_find_machine:
 *
 * Returns: (transfer none) (nullable): the machine that an ARN, or one of a version or an alias,
 * names
 */
SwApiMachine *
sw_api_find_machine (SwApi       *self,
                     const SwArn *arn)
{
  g_autofree char *text = sw_api_dup_arn (self, "stateMachine", arn->name);

  return g_hash_table_lookup (self->machines, text);
}

/**
 * sw_arn_get_version:
 *
 * Returns: the number of the version that an ARN names; 0: it names none
 */
guint
sw_arn_get_version (const SwArn *arn)
{
  guint64 number;

  if (arn->qualifier == NULL
      || !g_ascii_string_to_unsigned (arn->qualifier, 10, 1, G_MAXUINT, &number, NULL))
    return 0;
  return (guint) number;
}

/**
 * sw_api_call_find_machine:
 * @member: of the request: an ARN
 * @arn: (out): its parts, to be cleared in either case
 *
 * Finds the machine that a request is about, and refuses the call where there is none. What the ARN
 * is qualified by is not looked at.
 *
 * Returns: (transfer none) (nullable): the machine
 */
SwApiMachine *
sw_api_call_find_machine (SwApiCall  *call,
                          const char *member,
                          SwArn      *arn)
{
  static const char *const kinds[] = { "stateMachine", NULL };
  SwApiMachine *machine;

  if (!sw_api_call_parse_arn (call, member, kinds, arn))
    return NULL;
  machine = sw_api_find_machine (call->api, arn);
  if (machine == NULL)
    sw_api_call_refuse (call, "StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'",
                        sw_api_call_get_text (call, member));
  return machine;
}
