/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

/* RedriveExecution: an execution that did not succeed goes on with the state it ended in. What led
 * there is told again, and nothing of it is performed a second time. */

/**
 * sw_api_execution_take_past:
 * @leg: that is about to be driven
 * @take_event: the ExecutionRedriven in front of it; undefined: the store has it
 *
 * Puts what was before what comes.
 */
void
sw_api_execution_take_past (SwApiExecution *self,
                            SwLeg           leg,
                            SwValue         take_event)
{
  gboolean given = !sw_value_is (take_event, SW_TYPE_UNDEFINED);
  SwValue past = sw_api_execution_show_events (self, leg.n_past - given);

  if (given)
    {
      sw_answer_set_time (&take_event, "timestamp", self->redriven);
      sw_value_append (&past, take_event);
    }
  sw_value_set (&self->past, past);
  self->leg = leg;
}

/* A run that is kept nowhere but in memory */
static SwRunner *
new_runner_here (SwApiExecution *self,
                 SwPerformer    *performer,
                 gint64          now,
                 SwLeg          *leg,
                 GError        **error)
{
  SwProgram *program = sw_api_revision_get_program (self->revision, error);
  const SwHistory *history = self->history;
  SwExecutionOptions options = sw_api_execution_make_options (self, SW_VALUE_INIT);
  SwExecution *execution;
  SwRunner *runner;

  if (program == NULL)
    return NULL;
  execution
      = sw_execution_new_redriven (program, &options, history, self->redrives + 1, now, error);
  if (execution == NULL)
    return NULL;
  leg->n_past = sw_api_execution_count_events (self) + 1;
  leg->n_told = sw_history_get_count (sw_execution_get_history (execution));
  runner = sw_runner_new_from (execution, performer, self->api->speed);
  sw_runner_set_time (runner, sw_execution_get_time (execution));
  return runner;
}

static SwRunner *
new_runner (SwApiExecution  *self,
            const char      *token,
            gint64           now,
            SwLeg           *leg,
            GError         **error)
{
  g_autoptr (SwPerformer) performer
      = sw_api_new_performer (self->api, self->machine, self->test_case, error);
  SwRunner *runner;

  if (performer == NULL)
    return NULL;
  if (self->stored == 0)
    return new_runner_here (self, performer, now, leg, error);
  runner = sw_runner_new_redriven (self->api->store, self->stored, performer, token, now, error);
  if (runner != NULL)
    *leg = sw_runner_get_leg (runner);
  return runner;
}

static gboolean
redrive (SwApiExecution  *self,
         const char      *token,
         GError         **error)
{
  SwLeg leg = { 0 };
  gint64 now = (MAX (sw_api_now (self->api), self->stopped) + 999) / 1000 * 1000;
  SwRunner *runner = new_runner (self, token, now, &leg, error);

  if (runner == NULL)
    return FALSE;
  self->redrives++;
  self->redriven = now;
  g_set_str (&self->redrive_token, token);
  sw_api_execution_take_past (self, leg,
                              sw_redrive_make_event (leg.n_past, self->redrives, now));
  g_clear_pointer (&self->history, sw_history_unref);
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->cause, g_free);
  self->status = SW_EXECUTION_RUNNING;
  self->stopped = 0;
  sw_api_execution_drive (self, runner);
  return TRUE;
}

/**
 * sw_api_redrive_execution:
 *
 * RedriveExecution, answered when that is on the disk. Who asks again with the token of before is
 * told of the redrive of before.
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
      if (reason == NULL && !redrive (execution, token, &error))
        reason = g_strdup (error->message);
      if (reason != NULL)
        {
          sw_api_call_refuse (call, "ExecutionNotRedrivable", "%s", reason);
          return;
        }
    }
  response = sw_value_new_object (1);
  sw_answer_set_time (&response, "redriveDate", execution->redriven);
  sw_api_call_succeed_when_kept (call, execution, response);
}
