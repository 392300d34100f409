/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"

/* Executions out of the store: those that have ended to be asked for, those that were interrupted
 * to go on. */

typedef struct
{
  SwApi     *api;
  GPtrArray *running; /* SwApiExecution */
  GArray    *stray;   /* gint64: ids of executions whose machine was deleted */
  guint      n_ended;
} Restore;

/* What is noted beside an execution: what of it the engine does not know */
static const char *
get_note (SwValue     settings,
          const char *member)
{
  SwValue about = sw_value_get_member (settings, "about");
  SwValue value
      = sw_value_is (about, SW_TYPE_OBJECT) ? sw_value_get_member (about, member) : SW_VALUE_INIT;

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/**
 * sw_api_make_note:
 *
 * Returns: (transfer full): what has to be known of an execution to go on with it after a crash
 */
SwValue
sw_api_make_note (const SwApiStart *start)
{
  SwValue note = sw_value_new_object (6);

  sw_answer_set_text (&note, "revision", start->revision->id);
  sw_answer_set_text (&note, "alias", start->alias);
  sw_answer_set_count (&note, "version", start->version);
  sw_answer_set_text (&note, "traceHeader", start->trace_header);
  sw_answer_set_text (&note, "testCase", start->test_case);
  sw_answer_set_text (&note, "input", start->input);
  return note;
}

/* The revision that an execution runs: the machine still has it, or it is made of what is
 * stored. */
static SwApiRevision *
find_revision (SwApiMachine           *machine,
               const SwStoreExecution *row,
               const char             *id,
               SwStore                *store)
{
  SwApiRevision *revision;

  if (g_strcmp0 (machine->revision->id, id) == 0)
    return sw_api_revision_ref (machine->revision);
  for (guint i = 0; i < machine->versions->len; i++)
    {
      const SwApiVersion *version = g_ptr_array_index (machine->versions, i);

      if (g_strcmp0 (version->revision->id, id) == 0)
        return sw_api_revision_ref (version->revision);
    }
  revision = sw_api_revision_copy (machine->revision, id);
  g_free (revision->definition);
  revision->definition = sw_store_dup_definition (store, row->revision, NULL);
  if (revision->definition == NULL)
    revision->definition = g_strdup ("{}");
  return revision;
}

static gboolean
add_execution (const SwStoreExecution *row,
               gpointer                data)
{
  Restore *self = data;
  SwApiMachine *machine = g_hash_table_lookup (self->api->machines, row->machine_arn);
  g_auto (SwValue) settings = SW_VALUE_INIT;
  g_autoptr (SwApiRevision) revision = NULL;
  SwApiExecution *execution;
  SwApiStart start = { NULL };
  SwValue version;
  gint64 number = 0;

  if (machine == NULL && !sw_api_is_kept (self->api, row->machine_arn))
    g_array_append_val (self->stray, row->id);
  if (machine == NULL || machine->express
      || (row->status != SW_EXECUTION_RUNNING && self->n_ended++ >= SW_API_MAX_ENDED)
      || !sw_value_from_text (row->settings, -1, SW_TEXT_DEFAULT, &settings, NULL))
    return TRUE;
  revision = find_revision (machine, row, get_note (settings, "revision"), self->api->store);
  version = sw_value_get_member (sw_value_get_member (settings, "about"), "version");
  sw_value_get_integer (version, &number);
  start = (SwApiStart){ .machine = machine,
                        .revision = revision,
                        .name = row->name,
                        .input = get_note (settings, "input"),
                        .trace_header = get_note (settings, "traceHeader"),
                        .alias = get_note (settings, "alias"),
                        .version = (guint) number,
                        .test_case = get_note (settings, "testCase") };
  execution = sw_api_execution_add_stored (self->api, &start, row);
  if (row->status == SW_EXECUTION_RUNNING)
    g_ptr_array_add (self->running, execution);
  return TRUE;
}

/* One that cannot be told again ends here, and its jobs with it: it would stand open for ever. */
static void
give_up (SwApi          *api,
         SwApiExecution *execution,
         SwPerformer    *performer,
         const GError   *error)
{
  sw_interrupted_stop_async (api->store, execution->stored, performer, "States.Runtime",
                             error->message, NULL, NULL);
  execution->status = SW_EXECUTION_ABORTED;
  execution->stopped = sw_api_now (api);
  execution->error = g_strdup ("States.Runtime");
  execution->cause = g_strdup (error->message);
}

static void
take_up (SwApi          *api,
         SwApiExecution *execution)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwPerformer) performer
      = sw_api_new_performer (api, execution->machine, execution->test_case, &error);
  SwRunner *runner = NULL;

  if (performer != NULL)
    runner = sw_runner_new_resumed (api->store, execution->stored, performer, &error);
  if (runner == NULL)
    {
      give_up (api, execution, performer, error);
      return;
    }
  sw_api_execution_drive (execution, runner);
}

/* The program ended between the deletion of a machine and that of its executions. */
static void
delete_stray (SwApi  *api,
              GArray *stray)
{
  SwStoreWrite *write;

  if (stray->len == 0)
    return;
  write = sw_store_write_new ();
  for (guint i = 0; i < stray->len; i++)
    sw_store_write_delete_execution (write, g_array_index (stray, gint64, i));
  sw_store_commit (api->store, write, NULL, NULL);
}

/**
 * sw_api_resume:
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads the executions of the store, and goes on with those that were interrupted. Machines and who
 * performs their tasks have to be there already.
 *
 * Returns: whether they could be read
 */
gboolean
sw_api_resume (SwApi   *self,
               GError **error)
{
  const SwStoreFilter filter = { .origin = SW_API_ORIGIN };
  g_autoptr (GPtrArray) running = g_ptr_array_new ();
  g_autoptr (GArray) stray = g_array_new (FALSE, FALSE, sizeof (gint64));
  Restore restore = { .api = self, .running = running, .stray = stray };

  if (self->store == NULL)
    return TRUE;
  if (!sw_store_foreach_execution (self->store, &filter, add_execution, &restore, error)
      || !sw_api_restore_map_runs (self, error))
    return FALSE;
  delete_stray (self, stray);
  for (guint i = 0; i < running->len; i++)
    take_up (self, g_ptr_array_index (running, i));
  return TRUE;
}
