/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"

/* How executions run over the engine: begun, driven, stopped, and what is kept when they end. */

static gboolean
free_ended (gpointer data)
{
  SwApi *api = data;

  api->ended_source = 0;
  g_ptr_array_set_size (api->ended, 0);
  return G_SOURCE_REMOVE;
}

/* The runner is on the stack: it goes when the main context runs again. */
static void
drop_runner (SwApiExecution *self)
{
  SwApi *api = self->api;

  g_signal_handlers_disconnect_by_data (self->runner, self);
  g_ptr_array_add (api->ended, g_steal_pointer (&self->runner));
  if (api->ended_source == 0)
    api->ended_source = g_idle_add (free_ended, api);
}

/* What is in the store need not be in memory. */
static void
keep_history (SwApiExecution    *self,
              const SwExecution *execution)
{
  const SwHistory *history = sw_execution_get_history (execution);

  self->n_stored = sw_history_get_count (history);
  sw_api_execution_keep_told (self);
  if (self->stored == 0)
    self->history = sw_history_ref (history);
}

static void
keep_result (SwApiExecution *self)
{
  const SwExecution *execution = sw_runner_get_execution (self->runner);
  SwValue output = sw_execution_get_output (execution);

  self->status = sw_execution_get_status (execution);
  self->stopped = sw_execution_get_time (execution);
  keep_history (self, execution);
  if (self->status == SW_EXECUTION_SUCCEEDED)
    self->output = sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
  /* Recorded on AWS: one that timed out has neither. */
  if (self->status != SW_EXECUTION_TIMED_OUT)
    {
      self->error = g_strdup (sw_execution_get_error (execution));
      self->cause = g_strdup (sw_execution_get_cause (execution));
    }
}

static void
tell_waiting (SwApiExecution *self)
{
  g_autoptr (GPtrArray) calls = g_steal_pointer (&self->waiting);

  for (guint i = 0; calls != NULL && i < calls->len; i++)
    sw_api_answer_sync (self, g_ptr_array_index (calls, i));
}

static void
status_changed (GObject    *object,
                GParamSpec *pspec,
                gpointer    data)
{
  SwApiExecution *self = data;
  g_autoptr (SwApiExecution) keep = NULL;

  if (self->runner == NULL || sw_runner_get_status (self->runner) == SW_EXECUTION_RUNNING)
    return;
  keep = sw_api_execution_ref (self);
  keep_result (self);
  drop_runner (self);
  tell_waiting (self);
  sw_api_tell (self->api, self);
  sw_api_execution_join_ended (self);
  /* Nobody can ask for an Express execution: it leaves nothing behind. */
  if (self->machine->express)
    g_hash_table_remove (self->api->executions, self->arn);
}

/* What the engine is told of an execution; lives as long as it and INPUT */
static SwExecutionOptions
make_options (SwApiExecution *self,
              SwValue         input)
{
  return (SwExecutionOptions){
    .input = input,
    .name = self->name,
    .machine_name = self->machine->name,
    .account = self->api->account,
    .region = self->api->region,
    .role_arn = self->revision->role_arn,
    .express = self->machine->express,
    .scales_waits = self->api->scales_waits,
    .wait_scale = self->api->wait_scale,
    .children = !self->machine->express,
    .child_events = self->api->max_item_events,
    .lifetime = self->machine->express ? SW_EXECUTION_EXPRESS_SECONDS : 0,
  };
}

static SwRunner *
new_runner (SwApiExecution   *self,
            const SwApiStart *start,
            SwProgram        *program,
            SwPerformer      *performer)
{
  SwExecutionOptions options = make_options (self, start->value);
  g_autofree char *uuid = self->machine->express ? g_uuid_string_random () : NULL;
  g_auto (SwValue) note = SW_VALUE_INIT;
  SwRunner *runner;

  options.uuid = uuid;
  if (self->api->store == NULL || self->machine->express)
    return sw_runner_new (program, &options, performer, self->api->speed);
  note = sw_api_make_note (start);
  runner = sw_runner_new_durable (program, &options, performer, self->api->store, SW_API_ORIGIN,
                                  note);
  self->stored = sw_runner_get_stored_id (runner);
  return runner;
}

static void
add (SwApi          *api,
     SwApiExecution *self)
{
  g_hash_table_insert (api->executions, self->arn, sw_api_execution_ref (self));
  if (!self->machine->express)
    g_queue_push_head_link (&self->machine->executions, &self->link);
}

/**
 * sw_api_execution_drive:
 * @take_runner: not started yet, or told again, or redriven
 *
 * Has an execution go on.
 */
void
sw_api_execution_drive (SwApiExecution *self,
                        SwRunner       *take_runner)
{
  self->runner = take_runner;
  /* Clients that ask how it stands must not keep it from going on. */
  sw_runner_set_priority (self->runner, G_PRIORITY_DEFAULT);
  g_signal_connect (self->runner, "notify::status", G_CALLBACK (status_changed), self);
  if (!sw_runner_is_started (self->runner))
    sw_runner_start (self->runner);
  sw_api_tell (self->api, self);
}

/**
 * sw_api_execution_start:
 * @start: what is started; its name is free
 *
 * Starts an execution; it goes on in the main context.
 *
 * Returns: (transfer full) (nullable): the execution; %NULL sets @error
 */
SwApiExecution *
sw_api_execution_start (SwApi             *api,
                        const SwApiStart  *start,
                        GError           **error)
{
  SwProgram *program = sw_api_revision_get_program (start->revision, error);
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (SwApiExecution) self = NULL;
  SwRunner *runner;

  if (program == NULL)
    return NULL;
  performer = sw_api_new_performer (api, start->machine, start->test_case, error);
  if (performer == NULL)
    return NULL;
  self = sw_api_execution_new (api, start);
  runner = new_runner (self, start, program, performer);
  self->arn = g_strdup (sw_execution_get_arn (sw_runner_get_execution (runner)));
  self->started = sw_api_now (api);
  add (api, self);
  sw_api_execution_drive (self, runner);
  return g_steal_pointer (&self);
}

/**
 * sw_api_execution_stop:
 * @error: (nullable): given by whoever stops it
 * @cause: (nullable): likewise
 *
 * Aborts an execution; nothing happens where it has ended.
 */
void
sw_api_execution_stop (SwApiExecution *self,
                       const char     *error,
                       const char     *cause)
{
  g_autoptr (SwRunner) runner = NULL;

  if (self->runner == NULL)
    return;
  runner = g_object_ref (self->runner);
  sw_execution_abort (sw_runner_get_execution (runner), error, cause, sw_runner_get_time (runner));
  sw_runner_refresh (runner);
}
