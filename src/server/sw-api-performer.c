/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

/* Who performs the tasks of executions: the test case that was asked for, the tasks file of the
 * machine, then the desk; what nobody performs fails with a sentence that says how to mend that. */

typedef struct
{
  SwPerformer  head;
  SwPerformer *mock;
  SwPerformer *rest; /* or NULL */
} MockedPerformer;

static SwPerformResult
perform_mocked (SwPerformer  *head,
                SwTaskCall   *call,
                SwValue      *output,
                char        **error,
                char        **cause)
{
  MockedPerformer *self = (MockedPerformer *) head;
  SwPerformResult result = sw_performer_perform (self->mock, call, output, error, cause);

  if (result != SW_PERFORM_NOBODY || self->rest == NULL)
    return result;
  g_clear_pointer (cause, g_free);
  return sw_performer_perform (self->rest, call, output, error, cause);
}

static void
mocked_performer_free (SwPerformer *head)
{
  MockedPerformer *self = (MockedPerformer *) head;

  sw_performer_unref (self->mock);
  g_clear_pointer (&self->rest, sw_performer_unref);
  g_free (self);
}

static SwRecovery
recover_mocked (SwPerformer         *head,
                const SwTaskRequest *request)
{
  MockedPerformer *self = (MockedPerformer *) head;
  SwRecovery recovery = sw_performer_get_recovery (self->mock, request);

  if (recovery != SW_RECOVERY_NOBODY || self->rest == NULL)
    return recovery;
  return sw_performer_get_recovery (self->rest, request);
}

/* States that the case does not name are performed for real, as AWS's own local server does it. */
static SwPerformer *
mocked_performer_new (SwPerformer *take_mock,
                      SwPerformer *take_rest)
{
  static const SwPerformerKind kind = { .perform = perform_mocked,
                                        .free = mocked_performer_free,
                                        .recover = recover_mocked };
  MockedPerformer *self = g_new0 (MockedPerformer, 1);

  sw_performer_init (&self->head, &kind);
  self->mock = take_mock;
  self->rest = take_rest;
  return &self->head;
}

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
  SwPerformResult result = SW_PERFORM_NOBODY;
  g_autofree char *reason = NULL;

  if (sw_task_call_get_phase (call) != SW_TASK_CALL_NEW
      && !sw_performer_takes_up (self->inner, request))
    *cause = g_strdup ("its job was begun, and nobody here can ask how it stands");
  else
    result = sw_performer_perform (self->inner, call, output, error, cause);
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

/* Where nobody can go on with a job, the task fails: no person waits here to be asked. */
static gboolean
takes_up (SwPerformer         *head,
          const SwTaskRequest *request)
{
  return TRUE;
}

static SwPerformer *
last_performer_new (SwPerformer *take_inner)
{
  static const SwPerformerKind kind
      = { .perform = perform, .free = performer_free, .recover = recover,
          .takes_up = takes_up };
  LastPerformer *self = g_new0 (LastPerformer, 1);

  sw_performer_init (&self->head, &kind);
  self->inner = take_inner;
  return &self->head;
}

/* The case of the file that was given to the whole server. Returns NULL without @error where there
 * is no such file, or it does not have the case and a tasks file may. */
static SwPerformer *
new_mock (SwApi         *api,
          SwApiMachine  *machine,
          const char    *test_case,
          GError       **error)
{
  g_autofree char *name = NULL;
  g_auto (GStrv) cases = NULL;

  if (test_case == NULL || api->mocks == NULL)
    return NULL;
  name = sw_mock_config_dup_machine (api->mocks, machine->name, test_case);
  cases = sw_mock_config_dup_cases (api->mocks, name);
  if (machine->tasks != NULL && !g_strv_contains ((const char *const *) cases, test_case))
    return NULL;
  return sw_mock_config_new_performer (api->mocks, name, test_case, error);
}

/* What is inside of the desk. Returns whether it went well; *PERFORMER may be NULL then. */
static gboolean
new_inner (SwApi         *api,
           SwApiMachine  *machine,
           const char    *test_case,
           SwPerformer  **performer,
           GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (SwPerformer) mock = new_mock (api, machine, test_case, &reason);
  g_autoptr (SwPerformer) rest = NULL;

  if (reason == NULL && machine->tasks != NULL)
    rest = sw_tasks_file_new_performer (machine->tasks, mock != NULL ? NULL : test_case, &reason);
  else if (reason == NULL && mock == NULL && test_case != NULL)
    g_set_error (&reason, SW_API_ERROR, 0, "The machine has no mocked answers, and so no case '%s'",
                 test_case);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  *performer = mock != NULL
                   ? mocked_performer_new (g_steal_pointer (&mock), g_steal_pointer (&rest))
                   : g_steal_pointer (&rest);
  return TRUE;
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
  if (!new_inner (api, machine, test_case, &inner, error))
    return NULL;
  performer = last_performer_new (sw_task_desk_new_performer (api->desk, inner));
  if (test_case == NULL)
    machine->performer = sw_performer_ref (performer);
  return performer;
}
