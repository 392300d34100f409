/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <math.h>

#include "json/sw-text.h"

/* Tasks: scheduling, requests to the outside, timeouts. What comes back: sw-execution-answer.c. */

#define TOKEN_BITS 256

/* The events of a task, by its kind */
const SwTaskEvents sw_task_events[] = {
  [SW_TASK_LAMBDA] = { SW_EVENT_LAMBDA_FUNCTION_SCHEDULED, SW_EVENT_LAMBDA_FUNCTION_STARTED,
                       SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED, SW_EVENT_LAMBDA_FUNCTION_FAILED,
                       SW_EVENT_LAMBDA_FUNCTION_TIMED_OUT },
  [SW_TASK_ACTIVITY]
  = { SW_EVENT_ACTIVITY_SCHEDULED, SW_EVENT_ACTIVITY_STARTED, SW_EVENT_ACTIVITY_SUCCEEDED,
      SW_EVENT_ACTIVITY_FAILED, SW_EVENT_ACTIVITY_TIMED_OUT },
  [SW_TASK_SERVICE] = { SW_EVENT_TASK_SCHEDULED, SW_EVENT_TASK_STARTED, SW_EVENT_TASK_SUCCEEDED,
                        SW_EVENT_TASK_FAILED, SW_EVENT_TASK_TIMED_OUT },
};

static guint64
next_random (SwExecution *self)
{
  /* Without a source of randomness tokens only need to differ. */
  return self->random != NULL ? self->random (self->random_data) : self->n_tasks;
}

static SwTask *
task_new (SwExecution *self,
          SwFrame     *frame)
{
  SwTask *task = g_new0 (SwTask, 1);

  task->request.id = ++self->n_tasks;
  task->request.state = frame->step->state;
  task->request.frame = frame->id;
  task->request.attempt = frame->attempt;
  task->frame = frame;
  task->request.deadline = G_MAXINT64;
  task->request.heartbeat = G_MAXINT64;
  frame->task = task;
  g_hash_table_insert (self->tasks, GSIZE_TO_POINTER (task->request.id), task);
  return task;
}

/* Nobody guesses 256 random bits; what stands before them tells people where a token is from. It
 * can stand in an address (RFC 4648, 5). They are drawn one after the other, so that a run that is told again has the same. */
static char *
make_token (SwExecution *self,
            guint64      id)
{
  guint64 bits[TOKEN_BITS / 64];
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    bits[i] = GUINT64_TO_BE (next_random (self));
  text = g_base64_encode ((const guchar *) bits, sizeof bits);
  text[strcspn (text, "=")] = '\0';
  g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
  return g_strdup_printf ("%s-%" G_GUINT64_FORMAT "-%s", self->name, id, text);
}

static SwTask *
task_new_planned (SwExecution *self,
                  SwFrame     *frame)
{
  const SwStep *step = frame->step;
  SwTask *task = task_new (self, frame);
  SwTaskRequest *request = &task->request;

  request->kind = step->task->kind;
  request->pattern = step->task->pattern;
  request->service = step->task->service;
  request->action = step->task->action;
  request->resource = step->state->resource;
  if (request->pattern == SW_TASK_CALLBACK || request->kind == SW_TASK_ACTIVITY)
    task->token = make_token (self, request->id);
  request->token = task->token;
  return task;
}

static void
task_free (SwTask *task)
{
  sw_value_clear (&task->request.input);
  g_free (task->token);
  g_free (task);
}

/**
 * sw_task_close:
 *
 * Forgets a task: answers that still come are refused.
 */
void
sw_task_close (SwExecution *self,
               SwTask      *task)
{
  if (task->published && !task->taken)
    g_queue_remove (&self->requests, task);
  g_hash_table_remove (self->tasks, GSIZE_TO_POINTER (task->request.id));
  if (task->taken && self->ended_func != NULL)
    self->ended_func (task->request.id, self->ended_data);
  task->frame->task = NULL;
  task_free (task);
}

/* Whole seconds, at least 1; *SECONDS stays 0 where the field is absent */
static gboolean
get_limit (SwExecution      *self,
           SwFrame          *frame,
           const SwQuantity *quantity,
           double           *seconds)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  double number;

  *seconds = 0;
  if (!sw_flow_quantity (self, frame, quantity, &value))
    return FALSE;
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return TRUE;
  number = sw_value_is (value, SW_TYPE_NUMBER) ? sw_value_get_number (value) : 0;
  /* The sentence is ours: no recording has a limit that is no positive whole number. */
  if (number < 1 || number != floor (number))
    return sw_failure_runtime (&frame->failure, "The %s field must be a positive integer.",
                               quantity->field);
  *seconds = number;
  return TRUE;
}

typedef struct
{
  double  timeout; /* seconds; 0: none */
  double  heartbeat;
  SwValue credentials;
} Limits;

static void
record_scheduled (SwExecution  *self,
                  SwFrame      *frame,
                  const Limits *limits)
{
  SwTask *task = frame->task;
  SwHistoryEvent *event = sw_frame_emit (self, frame, sw_task_events[task->request.kind].scheduled);
  SwValue role = sw_value_get_member (limits->credentials, "RoleArn");

  task->request.scheduled = event->id;
  event->data = sw_value_ref (task->request.input);
  event->extra = sw_value_new_object (4);
  if (task->request.kind == SW_TASK_SERVICE)
    sw_value_set_member (&event->extra, "region", sw_value_new_string (self->region));
  if (limits->timeout > 0)
    sw_value_set_member (&event->extra, "timeoutInSeconds", sw_value_new_number (limits->timeout));
  if (limits->heartbeat > 0 && task->request.kind != SW_TASK_LAMBDA)
    sw_value_set_member (&event->extra, "heartbeatInSeconds",
                         sw_value_new_number (limits->heartbeat));
  /* An expression may come to an object without a role. */
  if (!sw_value_is (role, SW_TYPE_UNDEFINED))
    {
      SwValue credentials = sw_value_new_object (1);

      sw_value_set_member (&credentials, "roleArn", sw_value_ref (role));
      sw_value_set_member (&event->extra, "taskCredentials", credentials);
    }
}

/* Parameters that a service takes only as an object of arrays of texts */
static const struct
{
  const char *service;
  const char *field;
} multi_values[] = {
  { "apigateway", "Headers" },
  { "apigateway", "QueryParameters" },
};

static gboolean
is_multi_value (SwValue value)
{
  if (!sw_value_is (value, SW_TYPE_OBJECT))
    return FALSE;
  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (!sw_value_is (sw_value_get_member_at (value, i), SW_TYPE_ARRAY))
      return FALSE;
  return TRUE;
}

/* Recorded on AWS for Headers: what the service could not take fails the execution before the task
 * is scheduled. */
static gboolean
check_parameters (SwFrame *frame)
{
  const SwTaskRequest *request = &frame->task->request;

  for (guint i = 0; request->service != NULL && i < G_N_ELEMENTS (multi_values); i++)
    {
      SwValue value = SW_VALUE_INIT;
      g_autofree char *text = NULL;

      if (!g_str_equal (request->service, multi_values[i].service)
          || !sw_value_is (request->input, SW_TYPE_OBJECT))
        continue;
      value = sw_value_get_member (request->input, multi_values[i].field);
      if (sw_value_is (value, SW_TYPE_UNDEFINED) || is_multi_value (value))
        continue;
      text = sw_value_to_text (request->input, SW_TEXT_DEFAULT, NULL);
      return sw_failure_runtime (&frame->failure,
                                 "The Parameters '%s' could not be used to start the Task: "
                                 "[The value of the field '%s' has an invalid format]",
                                 text, multi_values[i].field);
    }
  return TRUE;
}

static gint64
add_seconds (gint64 now,
             double seconds)
{
  return seconds > 0 ? now + (gint64) (seconds * G_USEC_PER_SEC) : G_MAXINT64;
}

static gboolean
prepare (SwExecution *self,
         SwFrame     *frame,
         Limits      *limits)
{
  const SwTaskPlan *plan = frame->step->task;

  return sw_flow_parameters (self, frame, &frame->task->request.input) && check_parameters (frame)
         && get_limit (self, frame, &plan->timeout, &limits->timeout)
         && get_limit (self, frame, &plan->heartbeat, &limits->heartbeat)
         && (plan->credentials == NULL
             || sw_flow_evaluate (self, frame, plan->credentials, frame->effective, SW_VALUE_INIT,
                                  SW_VALUE_INIT, &limits->credentials));
}

/**
 * sw_task_work:
 *
 * Schedules the task of a Task state; it is started in the frame's next turn.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_task_work (SwExecution *self,
              SwFrame     *frame)
{
  Limits limits = { 0, 0, SW_VALUE_INIT };
  SwTask *task = task_new_planned (self, frame);

  if (!prepare (self, frame, &limits))
    {
      sw_value_clear (&limits.credentials);
      sw_task_close (self, task);
      return sw_error_raise (self, frame);
    }
  task->request.invocation = self->invocations[frame->step->state->serial]++;
  sw_coverage_count_called (self->coverage, frame->step->state);
  record_scheduled (self, frame, &limits);
  sw_value_clear (&limits.credentials);
  task->request.deadline = add_seconds (self->now, limits.timeout);
  task->heartbeat = (gint64) (limits.heartbeat * G_USEC_PER_SEC);
  task->request.heartbeat = add_seconds (self->now, limits.heartbeat);
  frame->phase = SW_PHASE_TASK_START;
  sw_frame_ready (self, frame);
  return NULL;
}

/**
 * sw_task_set_alarm:
 *
 * Has the task's frame wake when its timeout or heartbeat is due.
 */
void
sw_task_set_alarm (SwExecution *self,
                   SwTask      *task)
{
  sw_frame_sleep (self, task->frame, MIN (task->request.deadline, task->request.heartbeat));
}

/**
 * sw_task_start:
 *
 * Hands the request out. An activity starts only when a worker takes it: sw_execution_begin_task().
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_task_start (SwExecution *self,
               SwFrame     *frame)
{
  SwTask *task = frame->task;

  if (task->request.kind != SW_TASK_ACTIVITY)
    {
      sw_frame_emit (self, frame, sw_task_events[task->request.kind].started);
      task->begun = TRUE;
    }
  frame->phase = SW_PHASE_TASK_OPEN;
  task->published = TRUE;
  g_queue_push_tail (&self->requests, task);
  sw_task_set_alarm (self, task);
  return NULL;
}

/**
 * sw_task_ask:
 * @plan: what a Map asks for
 * @take_input: parameters of the request
 *
 * Asks for an object on behalf of a Map. No event tells of it; what comes of it are the phases
 * %SW_PHASE_OBJECT_DONE and %SW_PHASE_OBJECT_FAILED.
 */
void
sw_task_ask (SwExecution        *self,
             SwFrame            *frame,
             const SwObjectPlan *plan,
             SwValue             take_input)
{
  SwTask *task = task_new (self, frame);

  task->request.kind = SW_TASK_OBJECT;
  task->request.invocation = self->invocations[frame->step->state->serial]++;
  sw_coverage_count_called (self->coverage, frame->step->state);
  task->request.service = "s3";
  task->request.action = plan->action;
  task->request.resource = plan->resource;
  task->request.input = take_input;
  task->begun = TRUE;
  task->published = TRUE;
  frame->phase = SW_PHASE_TASK_OPEN;
  g_queue_push_tail (&self->requests, task);
}

/**
 * sw_task_end:
 * @phase: what the frame's next turn deals with
 *
 * Takes the frame out of its waiting for the task.
 */
void
sw_task_end (SwExecution *self,
             SwTask      *task,
             SwPhase      phase)
{
  SwFrame *frame = task->frame;

  sw_frame_wake (self, frame);
  sw_task_close (self, task);
  frame->phase = phase;
  sw_frame_ready (self, frame);
}

/**
 * sw_task_expire:
 *
 * Deals with a task whose timeout or heartbeat is due. Recorded on AWS: both are States.Timeout,
 * without a cause.
 */
void
sw_task_expire (SwExecution *self,
                SwFrame     *frame)
{
  SwTask *task = frame->task;
  SwHistoryEvent *event = sw_frame_emit (self, frame, sw_task_events[task->request.kind].timed_out);

  event->extra = sw_value_new_object (1);
  sw_value_set_member (&event->extra, "error", sw_value_new_string (SW_ERROR_TIMEOUT));
  sw_failure_set (&frame->failure, SW_ERROR_TIMEOUT, NULL);
  frame->failure.timeout = TRUE;
  frame->failure.heartbeat = task->request.heartbeat < task->request.deadline;
  sw_task_end (self, task, SW_PHASE_FAILED);
}
