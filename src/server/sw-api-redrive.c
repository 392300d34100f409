/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include "engine/sw-fork.h"

/* RedriveExecution: an execution that did not succeed goes on with the state it ended in. What led
 * there is told again from its history, and nothing of it is performed a second time. */

/* The event that stands between what was and what comes */
static SwValue
make_event (const SwApiExecution *self,
            guint                 id)
{
  SwValue details = sw_value_new_object (1), event = sw_value_new_object (5);

  sw_answer_set_count (&details, "redriveCount", self->redrives);
  sw_answer_set_count (&event, "id", id);
  sw_answer_set_count (&event, "previousEventId", id - 1);
  sw_answer_set_time (&event, "timestamp", self->redriven);
  sw_answer_set_text (&event, "type", "ExecutionRedriven");
  sw_value_set_member (&event, "executionRedrivenEventDetails", details);
  return event;
}

/* The state it ended in: that of the last event before the end */
static guint
get_last_event (const SwHistory *history)
{
  guint id = sw_history_get_count (history);

  for (; id > 1; id--)
    if (sw_history_event_get_state (sw_history_get (history, id - 1)) != NULL)
      return id;
  return id;
}

static SwExecution *
fork_execution (SwApiExecution  *self,
                GError         **error)
{
  SwProgram *program = sw_api_revision_get_program (self->revision, error);
  const SwHistory *history = sw_api_execution_get_history (self);
  g_autoptr (SwTrace) trace = NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;
  SwExecutionOptions options;

  if (program == NULL)
    return NULL;
  trace = sw_trace_new (history, sw_program_get_model (program));
  sw_trace_update (trace);
  input = sw_value_ref (sw_history_event_get_data (sw_history_get (history, 0)));
  options = sw_api_execution_make_options (self, input);
  return sw_execution_new_fork (program, &options, trace, get_last_event (history), self->arn,
                                error);
}

/* Puts what was before what comes: its events, and that it was redriven. */
static void
keep_past (SwApiExecution *self)
{
  guint count = sw_api_execution_count_events (self);
  SwValue past = sw_value_new_array (count + 1);

  for (guint id = 1; id <= count; id++)
    sw_value_append (&past, sw_api_execution_show_event (self, id));
  sw_value_append (&past, make_event (self, count + 1));
  sw_value_set (&self->past, past);
}

static gboolean
redrive (SwApiExecution  *self,
         GError         **error)
{
  g_autoptr (SwPerformer) performer
      = sw_api_new_performer (self->api, self->machine, self->test_case, error);
  SwExecution *fork = performer != NULL ? fork_execution (self, error) : NULL;
  SwRunner *runner;

  if (fork == NULL)
    return FALSE;
  self->redrives++;
  self->redriven = sw_api_now (self->api);
  keep_past (self);
  self->skipped = sw_history_get_count (sw_execution_get_history (fork));
  g_clear_pointer (&self->history, sw_history_unref);
  g_clear_pointer (&self->map_runs, sw_api_map_runs_free);
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->cause, g_free);
  self->status = SW_EXECUTION_RUNNING;
  self->stopped = 0;
  runner = sw_runner_new_from (fork, performer, self->api->speed);
  sw_runner_set_time (runner, MAX (sw_api_now (self->api), sw_execution_get_time (fork)));
  sw_api_execution_drive (self, runner);
  sw_runner_set_paused (runner, FALSE);
  return TRUE;
}

/**
 * sw_api_redrive_execution:
 *
 * RedriveExecution. Who asks again with the token of before is told of the redrive of before.
 */
void
sw_api_redrive_execution (SwApi     *api,
                          SwApiCall *call)
{
  const char *token = sw_api_call_get_text (call, "clientToken");
  SwApiExecution *execution = sw_api_call_find_execution (call, "executionArn");
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  SwValue response;

  if (execution == NULL)
    return;
  if (token == NULL || g_strcmp0 (token, execution->redrive_token) != 0)
    {
      reason = sw_api_execution_dup_unredrivable (execution);
      if (reason == NULL && !redrive (execution, &error))
        reason = g_strdup (error->message);
      if (reason != NULL)
        {
          sw_api_call_refuse (call, "ExecutionNotRedrivable", "%s", reason);
          return;
        }
      g_set_str (&execution->redrive_token, token);
    }
  response = sw_value_new_object (1);
  sw_answer_set_time (&response, "redriveDate", execution->redriven);
  sw_api_call_succeed (call, response);
}
