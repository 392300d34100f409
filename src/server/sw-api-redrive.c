/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

/* RedriveExecution: an execution that did not succeed goes on where it ended. What led there is
 * told again, or still in memory, and nothing of it is performed a second time. */

/* A run that is kept nowhere but in memory goes on by itself. */
static SwRunner *
redrive_runner (SwApiExecution  *self,
                const char      *token,
                gint64           now,
                GError         **error)
{
  g_autoptr (SwPerformer) performer = NULL;

  if (self->former != NULL && sw_runner_redrive (self->former, token, now))
    return g_steal_pointer (&self->former);
  performer = sw_api_new_performer (self->api, self->machine, self->test_case, error);
  if (performer == NULL)
    return NULL;
  return sw_runner_new_redriven (self->api->store, self->stored, performer, token, now, error);
}

static gboolean
redrive (SwApiExecution  *self,
         const char      *token,
         GError         **error)
{
  gint64 now = (MAX (sw_api_now (self->api), self->stopped) + 999) / 1000 * 1000;
  SwRunner *runner = redrive_runner (self, token, now, error);

  if (runner == NULL)
    return FALSE;
  sw_api_execution_leave_ended (self);
  self->redrives++;
  self->redriven = now;
  g_set_str (&self->redrive_token, token);
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
  const char *reason;
  SwValue response;

  if (execution == NULL)
    return;
  if (token == NULL || g_strcmp0 (token, execution->redrive_token) != 0)
    {
      reason = sw_api_execution_get_unredrivable (execution);
      if (reason == NULL && execution->map_run != NULL)
        reason = "Execution is of a Map Run's item and goes on with the execution that it is of";
      if (reason == NULL && !redrive (execution, token, &error))
        reason = error->message;
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
