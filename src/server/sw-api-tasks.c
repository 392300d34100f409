/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include "json/sw-text.h"

/* GetActivityTask, SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat. */

/* AWS's quota of workers that ask at the same time */
#define MAX_POLLS 1000

/* A worker that waits */
typedef struct
{
  SwApiCall  *call;
  SwTaskPoll *poll; /* NULL: sw_task_desk_poll() has not returned yet */
  guint       timeout;
  gulong      gone;
  gboolean    done;
} Waiting;

static void
waiting_free (Waiting *self)
{
  sw_task_desk_leave (self->call->api->desk, self->poll);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_signal_handler_disconnect (self->call->gone, self->gone);
  self->call->api->n_polls--;
  sw_api_call_unref (self->call);
  g_free (self);
}

/* The execution that a task belongs to */
static SwApiExecution *
find_execution (SwApi            *api,
                const SwTaskCall *task)
{
  const SwTaskContext *context = sw_task_call_get_context (task);

  return context != NULL ? sw_api_get_execution (api, context->execution_arn) : NULL;
}

/* While sw_task_desk_poll() runs, its caller sees to the end. */
static void
finish (Waiting *self)
{
  self->done = TRUE;
  if (self->poll != NULL)
    waiting_free (self);
}

/* A worker whose connection is gone gets nothing: what it got would be lost. That it has begun is
 * recorded before it is told. */
static gboolean
hand_out (SwTaskCall *task,
          gpointer    data)
{
  Waiting *self = data;
  const SwTaskRequest *request = sw_task_call_get_request (task);
  g_autofree char *input = NULL;
  SwValue response;

  if (g_cancellable_is_cancelled (self->call->gone)
      || !sw_task_call_begin (task, sw_api_call_get_text (self->call, "workerName")))
    return FALSE;
  input = sw_value_to_text (request->input, SW_TEXT_DEFAULT, NULL);
  response = sw_value_new_object (2);
  sw_answer_set_text (&response, "taskToken", request->token);
  sw_answer_set_text (&response, "input", input);
  sw_api_call_succeed_when_kept (self->call, find_execution (self->call->api, task), response);
  finish (self);
  return TRUE;
}

static gboolean
nothing_came (gpointer data)
{
  Waiting *self = data;

  self->timeout = 0;
  sw_api_call_succeed (self->call, sw_value_new_object (0));
  finish (self);
  return G_SOURCE_REMOVE;
}

static void
worker_gone (GCancellable *cancellable,
             gpointer      data)
{
  finish (data);
}

/**
 * sw_api_get_activity_task:
 *
 * GetActivityTask: answered when there is a task, or with nothing after some time.
 */
void
sw_api_get_activity_task (SwApi     *api,
                          SwApiCall *call)
{
  const SwApiActivity *activity = sw_api_call_find_activity (call);
  Waiting *self;

  if (activity == NULL)
    return;
  if (api->n_polls >= MAX_POLLS)
    {
      sw_api_call_refuse (call, "ActivityWorkerLimitExceeded",
                          "Activity Worker Limit Exceeded: %d workers are waiting for tasks",
                          MAX_POLLS);
      return;
    }
  api->n_polls++;
  self = g_new0 (Waiting, 1);
  self->call = sw_api_call_ref (call);
  self->gone = g_signal_connect (call->gone, "cancelled", G_CALLBACK (worker_gone), self);
  self->poll = sw_task_desk_poll (api->desk, activity->arn, hand_out, self);
  if (self->done)
    waiting_free (self);
  else
    self->timeout = g_timeout_add_seconds (api->poll_seconds, nothing_came, self);
}

/* The task that a token stands for, or NULL: refused. Known from AWS: a token whose task has ended
 * has timed out; what never was one is invalid. */
static SwTaskCall *
find_task (SwApiCall *call)
{
  SwTaskCall *task = NULL;

  switch (sw_task_desk_find (call->api->desk, sw_api_call_get_text (call, "taskToken"), &task))
    {
    case SW_TASK_TOKEN_OPEN:
      return sw_task_call_ref (task);
    case SW_TASK_TOKEN_CLOSED:
      sw_api_call_refuse (call, "TaskTimedOut",
                          "Task Timed Out: 'Provided task does not exist anymore'");
      return NULL;
    case SW_TASK_TOKEN_UNKNOWN:
    default:
      sw_api_call_refuse (call, "InvalidToken", "Invalid Token: 'Invalid token'");
      return NULL;
    }
}

static void
answer_sent (SwApiCall      *call,
             SwApiExecution *execution,
             gboolean        accepted)
{
  if (accepted)
    sw_api_call_succeed_when_kept (call, execution, sw_value_new_object (0));
  else
    sw_api_call_refuse (call, "TaskTimedOut",
                        "Task Timed Out: 'Provided task does not exist anymore'");
}

/**
 * sw_api_send_task_success:
 *
 * SendTaskSuccess.
 */
void
sw_api_send_task_success (SwApi     *api,
                          SwApiCall *call)
{
  const char *text = sw_api_call_get_text (call, "output");
  g_autoptr (SwTaskCall) task = NULL;
  g_auto (SwValue) output = SW_VALUE_INIT;

  if (!sw_value_from_text (text, -1, SW_TEXT_PAYLOAD, &output, NULL))
    {
      g_autofree char *fault = sw_api_dup_json_fault (text, NULL);

      sw_api_call_refuse (call, "InvalidOutput", "Invalid Output: '%s'", fault);
      return;
    }
  task = find_task (call);
  if (task != NULL)
    answer_sent (call, find_execution (api, task), sw_task_call_succeed (task, output));
}

/**
 * sw_api_send_task_failure:
 *
 * SendTaskFailure.
 */
void
sw_api_send_task_failure (SwApi     *api,
                          SwApiCall *call)
{
  g_autoptr (SwTaskCall) task = find_task (call);

  if (task != NULL)
    answer_sent (call, find_execution (api, task),
                 sw_task_call_fail (task, sw_api_call_get_text (call, "error"),
                                    sw_api_call_get_text (call, "cause")));
}

/**
 * sw_api_send_task_heartbeat:
 *
 * SendTaskHeartbeat.
 */
void
sw_api_send_task_heartbeat (SwApi     *api,
                            SwApiCall *call)
{
  g_autoptr (SwTaskCall) task = find_task (call);

  if (task != NULL)
    answer_sent (call, find_execution (api, task), sw_task_call_heartbeat (task));
}
