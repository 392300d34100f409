/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

/* Executions as they can be asked for, while they run and when they have ended. */

/**
 * sw_api_execution_ref:
 *
 * Returns: (transfer full): the execution
 */
SwApiExecution *
sw_api_execution_ref (SwApiExecution *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_api_execution_unref:
 *
 * Gives up a reference.
 */
void
sw_api_execution_unref (SwApiExecution *self)
{
  char *texts[]
      = { self->name,   self->arn,   self->input, self->trace_header, self->alias,
          self->output, self->error, self->cause, self->test_case,    self->redrive_token,
          self->map_run };

  if (!g_ref_count_dec (&self->count))
    return;
  if (self->runner != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->runner, self);
      g_clear_object (&self->runner);
    }
  g_clear_pointer (&self->history, sw_history_unref);
  g_clear_object (&self->former);
  g_clear_pointer (&self->parent, sw_api_execution_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  sw_api_revision_unref (self->revision);
  sw_api_machine_unref (self->machine);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

/**
 * sw_api_dup_execution_arn:
 *
 * Returns: (transfer full): the ARN of a Standard machine's execution
 */
char *
sw_api_dup_execution_arn (SwApi        *api,
                          SwApiMachine *machine,
                          const char   *name)
{
  g_autofree char *rest = g_strdup_printf ("%s:%s", machine->name, name);

  return sw_api_dup_arn (api, "execution", rest);
}

/**
 * sw_api_execution_new:
 * @start: what is started, or was once
 *
 * Makes an execution that nobody can ask for yet: it has no ARN.
 *
 * Returns: (transfer full): the execution
 */
SwApiExecution *
sw_api_execution_new (SwApi            *api,
                      const SwApiStart *start)
{
  SwApiExecution *self = g_new0 (SwApiExecution, 1);

  g_ref_count_init (&self->count);
  self->api = api;
  self->serial = ++api->n_executions;
  self->link.data = self;
  self->machine = sw_api_machine_ref (start->machine);
  self->revision = sw_api_revision_ref (start->revision);
  self->name = start->name != NULL ? g_strdup (start->name) : g_uuid_string_random ();
  self->input = g_strcmp0 (start->input, "{}") == 0 ? NULL : g_strdup (start->input);
  self->trace_header = g_strdup (start->trace_header);
  self->alias = g_strdup (start->alias);
  self->test_case = g_strdup (start->test_case);
  self->version = start->version;
  return self;
}

/**
 * sw_api_execution_add_stored:
 * @start: how it was started
 * @row: how it stands in the store
 *
 * Adds an execution of an earlier life of the program.
 *
 * Returns: (transfer none): the execution
 */
SwApiExecution *
sw_api_execution_add_stored (SwApi                  *api,
                             const SwApiStart       *start,
                             const SwStoreExecution *row)
{
  g_autoptr (SwApiExecution) self = sw_api_execution_new (api, start);

  self->arn = g_strdup (row->arn);
  self->stored = row->id;
  self->n_stored = row->n_events;
  self->status = row->status;
  self->started = row->start / 1000 * 1000;
  self->stopped = row->stop;
  self->redrives = row->redrives;
  self->redriven = row->redriven;
  self->redrive_token = g_strdup (row->redrive_token);
  self->output = g_strdup (row->output);
  if (self->status != SW_EXECUTION_TIMED_OUT)
    {
      self->error = g_strdup (row->error);
      self->cause = g_strdup (row->cause);
    }
  g_hash_table_insert (api->executions, self->arn, sw_api_execution_ref (self));
  /* They come by start time, the newest first. */
  g_queue_push_tail_link (&self->machine->executions, &self->link);
  return self;
}

/**
 * sw_api_execution_get_history:
 *
 * Returns: (transfer none): what has happened so far
 */
const SwHistory *
sw_api_execution_get_history (SwApiExecution *self)
{
  return self->runner != NULL ? sw_execution_get_history (sw_runner_get_execution (self->runner))
                              : self->history;
}

/**
 * sw_api_execution_get_input:
 *
 * Returns: the input, as it came: JSON text
 */
const char *
sw_api_execution_get_input (SwApiExecution *self)
{
  return self->input != NULL ? self->input : "{}";
}

/**
 * sw_api_get_execution:
 *
 * Returns: (transfer none) (nullable): the execution with that ARN
 */
SwApiExecution *
sw_api_get_execution (SwApi      *self,
                      const char *arn)
{
  return g_hash_table_lookup (self->executions, arn);
}

/**
 * sw_api_execution_get_info:
 *
 * Returns: what lists show of an execution
 */
SwApiExecutionInfo
sw_api_execution_get_info (SwApiExecution *self)
{
  return (SwApiExecutionInfo){ .arn = self->arn,
                               .name = self->name,
                               .machine = self->machine->name,
                               .definition = self->revision->definition,
                               .status = self->status,
                               .express = self->machine->express,
                               .redrives = self->redrives,
                               .started = self->started };
}

static SwApiExecution *
find (SwApiCall         *call,
      const char        *member,
      const char *const *kinds)
{
  const char *text = sw_api_call_get_text (call, member);
  g_autofree char *plain = NULL, *name = NULL;
  g_auto (SwArn) arn = { NULL };
  SwApiExecution *execution;
  const char *rest;

  if (!sw_api_call_parse_arn (call, member, kinds, &arn))
    return NULL;
  if (g_str_equal (arn.kind, "express"))
    {
      execution = sw_api_find_child (call->api, text);
      if (execution == NULL)
        sw_api_call_refuse (call, "ExecutionDoesNotExist", "Execution Does Not Exist: '%s'", text);
      return execution;
    }
  rest = arn.rest != NULL ? g_strrstr (arn.rest, ":") : NULL;
  rest = rest != NULL ? rest + 1 : arn.rest;
  name = g_strdup_printf ("%s:%s", arn.name, rest != NULL ? rest : "");
  plain = sw_api_dup_arn (call->api, "execution", name);
  execution = g_hash_table_lookup (call->api->executions, plain);
  if (execution == NULL)
    execution = sw_api_find_child (call->api, plain);
  if (execution == NULL)
    sw_api_call_refuse (call, "ExecutionDoesNotExist", "Execution Does Not Exist: '%s'", text);
  return execution;
}

/**
 * sw_api_call_find_execution:
 * @member: of the request: an ARN
 *
 * Finds the execution that a request is about, be it one of an item of a distributed Map, and
 * refuses the call where there is none. A version or an alias within the ARN is passed over.
 *
 * Returns: (transfer none) (nullable): the execution
 */
SwApiExecution *
sw_api_call_find_execution (SwApiCall  *call,
                            const char *member)
{
  static const char *const kinds[] = { "execution", NULL };

  return find (call, member, kinds);
}

/**
 * sw_api_call_find_any_execution:
 * @member: of the request: an ARN
 *
 * Finds an execution as sw_api_call_find_execution() does, or the Express execution of an item of a
 * distributed Map: AWS's documentation has those described, and no others of that kind.
 *
 * Returns: (transfer none) (nullable): the execution
 */
SwApiExecution *
sw_api_call_find_any_execution (SwApiCall  *call,
                                const char *member)
{
  static const char *const kinds[] = { "execution", NULL }, *const all[] = { "execution", "express", NULL };

  return find (call, member, strchr (sw_api_call_get_text (call, member), '/') != NULL ? all : kinds);
}

/* An execution of a deleted machine, until its end is on the disk and can go from there */
typedef struct
{
  SwStore  *store;
  SwRunner *runner;
} Doomed;

static void
delete_ended (const GError *error,
              gpointer      data)
{
  Doomed *doomed = data;
  SwStoreWrite *write = sw_store_write_new ();

  sw_store_write_delete_execution (write, sw_runner_get_stored_id (doomed->runner));
  sw_store_commit (doomed->store, write, NULL, NULL);
  g_object_unref (doomed->runner);
  g_object_unref (doomed->store);
  g_free (doomed);
}

/* What a running execution hands over to the store comes before its deletion. Where the program is
 * killed in between, sw_api_resume() deletes it. */
static void
doom (SwApiExecution *self)
{
  SwRunner *runner = self->runner;
  Doomed *doomed;

  sw_api_execution_stop (self, NULL, NULL);
  if (self->stored == 0 || runner == NULL)
    return;
  doomed = g_new0 (Doomed, 1);
  doomed->store = g_object_ref (self->api->store);
  doomed->runner = g_object_ref (runner);
  sw_runner_when_kept (runner, delete_ended, doomed);
}

/**
 * sw_api_executions_drop:
 *
 * Ends and forgets all executions of a machine: those that run are aborted, as with AWS, where a
 * machine that is deleted ends its executions at their next transition.
 */
void
sw_api_executions_drop (SwApi        *api,
                        SwApiMachine *machine)
{
  GList *link;

  g_clear_pointer (&api->retold, sw_retold_free);
  g_clear_pointer (&api->child, sw_api_execution_unref);
  while ((link = g_queue_peek_head_link (&machine->executions)) != NULL)
    {
      SwApiExecution *execution = link->data;

      g_queue_unlink (&machine->executions, link);
      sw_api_execution_leave_ended (execution);
      doom (execution);
      g_hash_table_remove (api->executions, execution->arn);
    }
  sw_api_trim_map_index (api);
}
