/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-trial.h"

/* A task that belongs to no run: what its performer says comes here. */

/* What is heard of a call that is waited for */
typedef struct
{
  SwPerformResult result; /* SW_PERFORM_PENDING until it has ended */
  SwValue         output;
  char           *error;
  char           *cause;
} Awaited;

static gboolean
await_begin (gpointer    owner,
             guint64     id,
             const char *worker)
{
  return TRUE;
}

static gboolean
await_submit (gpointer owner,
              guint64  id,
              SwValue  answer)
{
  return TRUE;
}

static gboolean
await_heartbeat (gpointer owner,
                 guint64  id)
{
  return TRUE;
}

static gboolean
await_succeed (gpointer owner,
               guint64  id,
               SwValue  output)
{
  Awaited *self = owner;

  if (self->result != SW_PERFORM_PENDING)
    return FALSE;
  self->result = SW_PERFORM_DONE;
  self->output = sw_value_ref (output);
  return TRUE;
}

static gboolean
await_fail (gpointer    owner,
            guint64     id,
            const char *error,
            const char *cause)
{
  Awaited *self = owner;

  if (self->result != SW_PERFORM_PENDING)
    return FALSE;
  self->result = SW_PERFORM_FAILED;
  self->error = g_strdup (error);
  self->cause = g_strdup (cause);
  return TRUE;
}

/* Nobody answers the token of a task that belongs to no run. */
static void
await_leave (gpointer    owner,
             guint64     id,
             const char *reason)
{
  Awaited *self = owner;

  self->result = SW_PERFORM_NOBODY;
  self->cause = g_strdup (reason);
}

static void
await_log (gpointer owner,
           guint64  id,
           GBytes  *text)
{
}

/**
 * sw_trial_init:
 * @self: uninitialized
 * @performer: (nullable): who performs the task; %NULL: nobody
 * @reveals: whether what it tells may have secrets in it
 *
 * Prepares the trial of a state.
 */
void
sw_trial_init (SwTrial     *self,
               SwPerformer *performer,
               gboolean     reveals)
{
  *self = (SwTrial){ .performer = performer != NULL ? sw_performer_ref (performer) : NULL,
                     .trace.reveals = reveals };
  sw_patience_init (&self->patience, SW_PATIENCE_STATE);
  self->patience.turns = TRUE;
}

/**
 * sw_trial_clear:
 *
 * Frees what a trial holds.
 */
void
sw_trial_clear (SwTrial *self)
{
  g_clear_pointer (&self->performer, sw_performer_unref);
  sw_value_clear (&self->trace.request);
  sw_value_clear (&self->trace.response);
}

/**
 * sw_trial_perform:
 * @data: a SwTrial
 *
 * #SwTestStatePerform: has a task performed and iterates the default main context until its answer
 * is there.
 *
 * Returns: %FALSE where nobody performs it
 */
gboolean
sw_trial_perform (const SwTaskRequest  *request,
                  SwValue              *output,
                  char                **error,
                  char                **cause,
                  gpointer              data)
{
  static const SwTaskPort port
      = { await_begin, await_submit, await_heartbeat, await_succeed,
          await_fail,  await_leave,  await_log };
  SwTrial *self = data;
  Awaited awaited = { .result = SW_PERFORM_PENDING };
  g_autoptr (SwTaskCall) call = NULL;
  SwPerformResult result;

  if (self->performer == NULL)
    return FALSE;
  call = sw_task_call_new (request, NULL, NULL, &port, &awaited);
  sw_task_call_set_trace (call, &self->trace);
  result = sw_performer_perform (self->performer, call, output, error, cause);
  if (result == SW_PERFORM_PENDING)
    {
      while (awaited.result == SW_PERFORM_PENDING)
        g_main_context_iteration (NULL, TRUE);
      result = awaited.result;
      *output = awaited.output;
      *error = awaited.error;
      *cause = awaited.cause;
    }
  sw_task_call_end (call);
  return result == SW_PERFORM_DONE || result == SW_PERFORM_FAILED;
}

/**
 * sw_trial_tell:
 * @response: of sw_test_state()
 *
 * Adds what was sent and what came back, as TestState shows it on the level TRACE (AWS's
 * documentation). A task that is no HTTP Task, or was answered by a mock, adds nothing.
 */
void
sw_trial_tell (SwTrial *self,
               SwValue *response)
{
  const struct
  {
    const char *name;
    SwValue     value;
  } members[] = { { "request", self->trace.request }, { "response", self->trace.response } };
  g_auto (SwValue) data = sw_value_ref (sw_value_get_member (*response, "inspectionData"));

  if (!sw_value_is (data, SW_TYPE_OBJECT))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!sw_value_is (members[i].value, SW_TYPE_UNDEFINED))
      sw_value_set_member (&data, members[i].name, sw_value_ref (members[i].value));
  sw_value_set_member (response, "inspectionData", sw_value_ref (data));
}
