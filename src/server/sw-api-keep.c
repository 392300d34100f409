/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

#include "json/sw-text.h"

/* Machines and activities as documents of the store, and out of them. */

#define MACHINES "state-machine"
#define ACTIVITIES "activity"

/* The revisions of a machine, each once: versions mostly share them */
typedef struct
{
  GPtrArray *revisions; /* SwApiRevision, not owned */
  SwValue    list;
} Revisions;

static SwValue
show_revision (const SwApiRevision *revision)
{
  SwValue value = sw_value_new_object (8);

  sw_answer_set_text (&value, "id", revision->id);
  sw_answer_set_text (&value, "definition", revision->definition);
  sw_answer_set_text (&value, "roleArn", revision->role_arn);
  sw_answer_set (&value, "logging", revision->logging);
  sw_answer_set (&value, "tracing", revision->tracing);
  sw_answer_set (&value, "encryption", revision->encryption);
  sw_answer_set (&value, "references", revision->references);
  sw_answer_set_count (&value, "updated", revision->updated);
  return value;
}

static guint
index_of (Revisions     *self,
          SwApiRevision *revision)
{
  guint index;

  if (g_ptr_array_find (self->revisions, revision, &index))
    return index;
  g_ptr_array_add (self->revisions, revision);
  sw_value_append (&self->list, show_revision (revision));
  return self->revisions->len - 1;
}

static SwValue
show_alias (const SwApiAlias *alias)
{
  SwValue value = sw_value_new_object (5), routes = sw_value_new_array (2);

  for (guint i = 0; i < alias->n_routes; i++)
    {
      SwValue route = sw_value_new_object (2);

      sw_answer_set_count (&route, "version", alias->routes[i].version);
      sw_answer_set_count (&route, "weight", alias->routes[i].weight);
      sw_value_append (&routes, route);
    }
  sw_answer_set_text (&value, "name", alias->name);
  sw_answer_set_text (&value, "description", alias->description);
  sw_answer_set_count (&value, "created", alias->created);
  sw_answer_set_count (&value, "updated", alias->updated);
  sw_value_set_member (&value, "routes", routes);
  return value;
}

static SwValue
show_machine (SwApiMachine *machine)
{
  Revisions revisions = { g_ptr_array_new (), sw_value_new_array (1) };
  SwValue value = sw_value_new_object (9), versions = sw_value_new_array (0);
  SwValue aliases = sw_value_new_array (0);

  sw_answer_set_text (&value, "name", machine->name);
  sw_answer_set_flag (&value, "express", machine->express);
  sw_answer_set_count (&value, "created", machine->created);
  sw_answer_set_count (&value, "nVersions", machine->n_versions);
  sw_answer_set (&value, "tags", machine->tags);
  index_of (&revisions, machine->revision);
  for (guint i = 0; i < machine->versions->len; i++)
    {
      const SwApiVersion *version = g_ptr_array_index (machine->versions, i);
      SwValue entry = sw_value_new_object (4);

      sw_answer_set_count (&entry, "number", version->number);
      sw_answer_set_text (&entry, "description", version->description);
      sw_answer_set_count (&entry, "created", version->created);
      sw_answer_set_count (&entry, "revision", index_of (&revisions, version->revision));
      sw_value_append (&versions, entry);
    }
  for (guint i = 0; i < machine->aliases->len; i++)
    sw_value_append (&aliases, show_alias (g_ptr_array_index (machine->aliases, i)));
  sw_value_set_member (&value, "versions", versions);
  sw_value_set_member (&value, "aliases", aliases);
  sw_value_set_member (&value, "revisions", revisions.list);
  g_ptr_array_unref (revisions.revisions);
  return value;
}

static void
put (SwStoreWrite *write,
     const char   *kind,
     const char   *key,
     SwValue       take_value)
{
  g_autofree char *json = sw_value_to_text (take_value, SW_TEXT_DEFAULT, NULL);

  sw_store_write_put_document (write, kind, key, json);
  sw_value_clear (&take_value);
}

static SwStoreWrite *
get_write (SwApiCall *call)
{
  if (call->api->store != NULL && call->write == NULL)
    call->write = sw_store_write_new ();
  return call->write;
}

/**
 * sw_api_keep_machine:
 *
 * Has a machine written as it is now, before the call is answered.
 */
void
sw_api_keep_machine (SwApiCall    *call,
                     SwApiMachine *machine)
{
  SwStoreWrite *write = get_write (call);

  if (write != NULL)
    put (write, MACHINES, machine->arn, show_machine (machine));
}

/**
 * sw_api_commit_machine:
 *
 * Has a machine written that no client asked for.
 */
void
sw_api_commit_machine (SwApi        *api,
                       SwApiMachine *machine)
{
  SwStoreWrite *write;

  if (api->store == NULL)
    return;
  write = sw_store_write_new ();
  put (write, MACHINES, machine->arn, show_machine (machine));
  sw_store_commit (api->store, write, NULL, NULL);
}

/**
 * sw_api_forget_machine:
 *
 * Has a machine and its executions that have ended deleted, before the call is answered.
 */
void
sw_api_forget_machine (SwApiCall    *call,
                       SwApiMachine *machine)
{
  SwStoreWrite *write = get_write (call);

  if (write == NULL)
    return;
  sw_store_write_delete_document (write, MACHINES, machine->arn);
  /* Those that run are aborted first: sw_api_executions_drop(). */
  for (GList *link = machine->executions.head; link != NULL; link = link->next)
    {
      const SwApiExecution *execution = link->data;

      if (execution->stored != 0 && execution->runner == NULL)
        sw_store_write_delete_execution (write, execution->stored);
    }
}

/**
 * sw_api_is_kept:
 * @arn: of a machine
 *
 * Returns: whether it is in the store: else it was deleted
 */
gboolean
sw_api_is_kept (SwApi      *api,
                const char *arn)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = sw_store_dup_document (api->store, MACHINES, arn, &error);

  return json != NULL || error != NULL;
}

/**
 * sw_api_keep_activity:
 *
 * Has an activity written as it is now, before the call is answered.
 */
void
sw_api_keep_activity (SwApiCall     *call,
                      SwApiActivity *activity)
{
  SwStoreWrite *write = get_write (call);
  SwValue value;

  if (write == NULL)
    return;
  value = sw_value_new_object (4);
  sw_answer_set_text (&value, "name", activity->name);
  sw_answer_set_count (&value, "created", activity->created);
  sw_answer_set (&value, "tags", activity->tags);
  sw_answer_set (&value, "encryption", activity->encryption);
  put (write, ACTIVITIES, activity->arn, value);
}

/**
 * sw_api_forget_activity:
 *
 * Has an activity deleted, before the call is answered.
 */
void
sw_api_forget_activity (SwApiCall     *call,
                        SwApiActivity *activity)
{
  SwStoreWrite *write = get_write (call);

  if (write != NULL)
    sw_store_write_delete_document (write, ACTIVITIES, activity->arn);
}

static const char *
get_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static gint64
get_count (SwValue     object,
           const char *member)
{
  gint64 count;

  return sw_value_get_integer (sw_value_get_member (object, member), &count) ? count : 0;
}

static SwApiRevision *
read_revision (SwValue value)
{
  SwApiRevision *self = g_new0 (SwApiRevision, 1);

  g_ref_count_init (&self->count);
  self->id = g_strdup (get_text (value, "id"));
  self->definition = g_strdup (get_text (value, "definition"));
  self->role_arn = g_strdup (get_text (value, "roleArn"));
  self->logging = sw_value_ref (sw_value_get_member (value, "logging"));
  self->tracing = sw_value_ref (sw_value_get_member (value, "tracing"));
  self->encryption = sw_value_ref (sw_value_get_member (value, "encryption"));
  self->references = sw_value_ref (sw_value_get_member (value, "references"));
  self->updated = get_count (value, "updated");
  return self;
}

static void
read_versions (SwApiMachine *machine,
               SwValue       list,
               GPtrArray    *revisions)
{
  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue entry = sw_value_get_element (list, i);
      SwApiVersion *version = g_new0 (SwApiVersion, 1);
      guint revision = (guint) get_count (entry, "revision");

      version->number = (guint) get_count (entry, "number");
      version->description = g_strdup (get_text (entry, "description"));
      version->created = get_count (entry, "created");
      version->revision
          = sw_api_revision_ref (g_ptr_array_index (revisions, MIN (revision, revisions->len - 1)));
      g_ptr_array_add (machine->versions, version);
    }
}

static void
read_aliases (SwApiMachine *machine,
              SwValue       list)
{
  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue entry = sw_value_get_element (list, i);
      SwValue routes = sw_value_get_member (entry, "routes");
      SwApiAlias *alias = g_new0 (SwApiAlias, 1);

      alias->name = g_strdup (get_text (entry, "name"));
      alias->description = g_strdup (get_text (entry, "description"));
      alias->created = get_count (entry, "created");
      alias->updated = get_count (entry, "updated");
      alias->n_routes = MIN (sw_value_get_length (routes), G_N_ELEMENTS (alias->routes));
      for (guint j = 0; j < alias->n_routes; j++)
        {
          SwValue route = sw_value_get_element (routes, j);

          alias->routes[j].version = (guint) get_count (route, "version");
          alias->routes[j].weight = (guint) get_count (route, "weight");
        }
      g_ptr_array_add (machine->aliases, alias);
    }
}

static gboolean
read_machine (const char *arn,
              const char *json,
              gpointer    data)
{
  SwApi *api = data;
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GPtrArray) revisions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_api_revision_unref);
  SwValue list;
  SwApiMachine *machine;

  if (!sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL)
      || !sw_value_is (value, SW_TYPE_OBJECT))
    return TRUE;
  list = sw_value_get_member (value, "revisions");
  for (guint i = 0; i < sw_value_get_length (list); i++)
    g_ptr_array_add (revisions, read_revision (sw_value_get_element (list, i)));
  if (revisions->len == 0 || get_text (value, "name") == NULL)
    return TRUE;
  machine = sw_api_machine_new (api, get_text (value, "name"),
                                sw_value_get_boolean (sw_value_get_member (value, "express")),
                                sw_api_revision_ref (g_ptr_array_index (revisions, 0)));
  machine->created = get_count (value, "created");
  machine->n_versions = (guint) get_count (value, "nVersions");
  sw_value_set (&machine->tags, sw_value_ref (sw_value_get_member (value, "tags")));
  read_versions (machine, sw_value_get_member (value, "versions"), revisions);
  read_aliases (machine, sw_value_get_member (value, "aliases"));
  return TRUE;
}

static gboolean
read_activity (const char *arn,
               const char *json,
               gpointer    data)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL)
      && sw_value_is (value, SW_TYPE_OBJECT) && get_text (value, "name") != NULL)
    sw_api_activity_new (data, get_text (value, "name"), g_strdup (arn),
                         get_count (value, "created"),
                         sw_value_ref (sw_value_get_member (value, "tags")),
                         sw_value_ref (sw_value_get_member (value, "encryption")));
  return TRUE;
}

/**
 * sw_api_restore_documents:
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads the machines and activities of the store.
 *
 * Returns: whether they could be read
 */
gboolean
sw_api_restore_documents (SwApi   *api,
                          GError **error)
{
  return sw_store_foreach_document (api->store, MACHINES, read_machine, api, error)
         && sw_store_foreach_document (api->store, ACTIVITIES, read_activity, api, error);
}
