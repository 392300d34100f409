/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

/* Who performs the tasks of executions: the tasks file of the machine, then the desk; what nobody
 * performs fails with a sentence that says how to mend that. */

typedef struct
{
  SwPerformer  head;
  SwPerformer *inner;
} LastPerformer;

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  LastPerformer *self = (LastPerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  SwPerformResult result = sw_performer_perform (self->inner, call, output, error, cause);
  g_autofree char *reason = NULL;

  if (result != SW_PERFORM_NOBODY)
    return result;
  reason = g_steal_pointer (cause);
  *error = g_strdup ("States.TaskFailed");
  *cause = g_strdup_printf ("Nobody performs the task of the state '%s' (%s)%s%s. Name it in the "
                            "tasks file of the state machine.",
                            request->state->name, request->resource, reason != NULL ? ": " : "",
                            reason != NULL ? reason : "");
  return SW_PERFORM_FAILED;
}

static void
performer_free (SwPerformer *head)
{
  LastPerformer *self = (LastPerformer *) head;

  sw_performer_unref (self->inner);
  g_free (self);
}

/* What nobody performs failed, and may fail again. */
static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  LastPerformer *self = (LastPerformer *) head;
  SwRecovery recovery = sw_performer_get_recovery (self->inner, request);

  return recovery != SW_RECOVERY_NOBODY ? recovery : SW_RECOVERY_AGAIN;
}

static SwPerformer *
last_performer_new (SwPerformer *take_inner)
{
  static const SwPerformerKind kind
      = { .perform = perform, .free = performer_free, .recover = recover };
  LastPerformer *self = g_new0 (LastPerformer, 1);

  sw_performer_init (&self->head, &kind);
  self->inner = take_inner;
  return &self->head;
}

/**
 * sw_api_new_performer:
 * @test_case: (nullable): of the machine's mocked answers
 *
 * Makes, or finds, who performs the tasks of a machine's executions. All that run without a test
 * case share one: what it keeps warm, serves them all.
 *
 * Returns: (transfer full) (nullable): the performer; %NULL sets @error: there is no such case
 */
SwPerformer *
sw_api_new_performer (SwApi         *api,
                      SwApiMachine  *machine,
                      const char    *test_case,
                      GError       **error)
{
  g_autoptr (SwPerformer) inner = NULL;
  SwPerformer *performer;

  if (test_case == NULL && machine->performer != NULL)
    return sw_performer_ref (machine->performer);
  if (machine->tasks != NULL)
    inner = sw_tasks_file_new_performer (machine->tasks, test_case, error);
  else if (test_case != NULL)
    g_set_error (error, SW_API_ERROR, 0, "The machine has no mocked answers, and so no case '%s'",
                 test_case);
  if (inner == NULL && (machine->tasks != NULL || test_case != NULL))
    return NULL;
  performer = last_performer_new (sw_task_desk_new_performer (api->desk, inner));
  if (test_case == NULL)
    machine->performer = sw_performer_ref (performer);
  return performer;
}
