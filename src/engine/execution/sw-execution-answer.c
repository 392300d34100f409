/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

/* What the outside says of the tasks it performs. */

static SwTask *
find_task (const SwExecution *self,
           guint64            id)
{
  SwTask *task = g_hash_table_lookup (self->tasks, GSIZE_TO_POINTER (id));
  gboolean open = task != NULL && task->published && self->status == SW_EXECUTION_RUNNING;

  return open && !sw_breaks_answered (self, id) ? task : NULL;
}

/* Finds the task that INPUT is about. NULL where it is not open, or where a step computes, which
 * INPUT waits for then. ACCEPTED: that the task is open, as far as one can tell. */
static SwTask *
take_input (SwExecution            *self,
            const SwExecutionInput *input,
            gboolean               *accepted)
{
  SwTask *task = find_task (self, input->id);

  *accepted = task != NULL;
  if (task == NULL || sw_breaks_defer (self, input))
    return NULL;
  self->now = MAX (self->now, input->time);
  return task;
}

static void
record_begun (SwExecution *self,
              SwTask      *task,
              const char  *worker)
{
  SwHistoryEvent *event;

  if (task->begun)
    return;
  task->begun = TRUE;
  event = sw_frame_emit (self, task->frame, sw_task_events[task->request.kind].started);
  if (worker != NULL)
    {
      event->extra = sw_value_new_object (1);
      sw_value_set_member (&event->extra, "workerName", sw_value_new_string (worker));
    }
}

/**
 * sw_execution_begin_task:
 * @id: of a task whose request was taken
 * @worker: (nullable): name of the worker that has it
 * @now: microseconds since the epoch
 *
 * Says that a worker took an activity's task. Tasks of other kinds have begun when they are handed
 * out.
 *
 * Returns: %FALSE where no such task is open
 */
gboolean
sw_execution_begin_task (SwExecution *self,
                         guint64      id,
                         const char  *worker,
                         gint64       now)
{
  const SwExecutionInput input
      = { .kind = SW_INPUT_BEGIN, .time = now, .count = 1, .id = id, .name = worker };
  gboolean accepted;
  SwTask *task = take_input (self, &input, &accepted);

  if (task == NULL)
    return accepted;
  record_begun (self, task, worker);
  sw_input_tell (self, SW_INPUT_BEGIN, id, SW_VALUE_INIT, worker, NULL);
  return TRUE;
}

/**
 * sw_execution_submit_task:
 * @id: of a .sync or .waitForTaskToken task
 * @answer: of the request itself, before the job or the callback has come to an end
 * @now: microseconds since the epoch
 *
 * Says that the request of a task was accepted.
 *
 * Returns: %FALSE where no such task is open
 */
gboolean
sw_execution_submit_task (SwExecution *self,
                          guint64      id,
                          SwValue      answer,
                          gint64       now)
{
  const SwExecutionInput input
      = { .kind = SW_INPUT_SUBMIT, .time = now, .count = 1, .id = id, .value = answer };
  gboolean accepted;
  SwTask *task = take_input (self, &input, &accepted);

  if (task == NULL)
    return accepted;
  if (task->request.kind == SW_TASK_OBJECT)
    return FALSE;
  sw_frame_emit (self, task->frame, SW_EVENT_TASK_SUBMITTED)->data = sw_value_ref (answer);
  sw_input_tell (self, SW_INPUT_SUBMIT, id, answer, NULL, NULL);
  return TRUE;
}

/**
 * sw_execution_heartbeat:
 * @id: of an open task
 * @now: microseconds since the epoch
 *
 * Says that whoever performs a task is alive.
 *
 * Returns: %FALSE where no such task is open
 */
gboolean
sw_execution_heartbeat (SwExecution *self,
                        guint64      id,
                        gint64       now)
{
  const SwExecutionInput input
      = { .kind = SW_INPUT_HEARTBEAT, .time = now, .count = 1, .id = id };
  gboolean accepted;
  SwTask *task = take_input (self, &input, &accepted);

  if (task == NULL)
    return accepted;
  if (task->heartbeat > 0)
    {
      task->request.heartbeat = self->now + task->heartbeat;
      sw_task_set_alarm (self, task);
    }
  sw_input_tell (self, SW_INPUT_HEARTBEAT, id, SW_VALUE_INIT, NULL, NULL);
  return TRUE;
}

static void
record_failed (SwExecution *self,
               SwTask      *task)
{
  const SwFailure *failure = &task->frame->failure;
  SwEventType type = sw_task_events[task->request.kind].failed;
  SwHistoryEvent *event = sw_frame_emit (self, task->frame, type);

  event->extra = sw_value_new_object (2);
  if (failure->error != NULL)
    sw_value_set_member (&event->extra, "error", sw_value_new_string (failure->error));
  if (failure->cause != NULL)
    sw_value_set_member (&event->extra, "cause", sw_value_new_string (failure->cause));
}

static void
take_output (SwExecution *self,
             SwTask      *task,
             SwValue      output)
{
  SwFrame *frame = task->frame;
  const char *what;

  if (task->request.kind == SW_TASK_OBJECT)
    {
      sw_value_set (&frame->result, sw_value_ref (output));
      sw_task_end (self, task, SW_PHASE_OBJECT_DONE);
      return;
    }
  record_begun (self, task, NULL);
  what = task->request.service != NULL ? task->request.service : task->request.resource;
  if (!sw_flow_check_data (self, frame, what, output))
    {
      record_failed (self, task);
      sw_task_end (self, task, SW_PHASE_FAILED);
      return;
    }
  sw_frame_emit (self, frame, sw_task_events[task->request.kind].succeeded)->data
      = sw_value_ref (output);
  sw_value_set (&frame->result, sw_value_ref (output));
  sw_task_end (self, task, SW_PHASE_TASK_DONE);
}

/**
 * sw_execution_succeed_task:
 * @id: of an open task
 * @output: its result
 * @now: microseconds since the epoch
 *
 * Says that a task has succeeded. Recorded on AWS: a result over 262,144 bytes fails it instead.
 *
 * Returns: %FALSE where no such task is open
 */
gboolean
sw_execution_succeed_task (SwExecution *self,
                           guint64      id,
                           SwValue      output,
                           gint64       now)
{
  const SwExecutionInput input
      = { .kind = SW_INPUT_SUCCEED, .time = now, .count = 1, .id = id, .value = output };
  gboolean accepted;
  SwTask *task = take_input (self, &input, &accepted);

  if (task == NULL)
    return accepted;
  take_output (self, task, output);
  sw_input_tell (self, SW_INPUT_SUCCEED, id, output, NULL, NULL);
  return TRUE;
}

/**
 * sw_execution_fail_task:
 * @id: of an open task
 * @error: (nullable): error name
 * @cause: (nullable): its cause, often JSON text
 * @now: microseconds since the epoch
 *
 * Says that a task has failed.
 *
 * Returns: %FALSE where no such task is open
 */
gboolean
sw_execution_fail_task (SwExecution *self,
                        guint64      id,
                        const char  *error,
                        const char  *cause,
                        gint64       now)
{
  const SwExecutionInput input
      = { .kind = SW_INPUT_FAIL, .time = now, .count = 1, .id = id, .name = error, .cause = cause };
  gboolean accepted;
  SwTask *task = take_input (self, &input, &accepted);

  if (task == NULL)
    return accepted;
  sw_failure_set (&task->frame->failure, error, cause);
  if (task->request.kind == SW_TASK_OBJECT)
    {
      sw_task_end (self, task, SW_PHASE_OBJECT_FAILED);
    }
  else
    {
      record_begun (self, task, NULL);
      task->frame->failure.terminal = g_strcmp0 (error, SW_ERROR_RUNTIME) == 0;
      record_failed (self, task);
      sw_task_end (self, task, SW_PHASE_FAILED);
    }
  sw_input_tell (self, SW_INPUT_FAIL, id, SW_VALUE_INIT, error, cause);
  return TRUE;
}

/**
 * sw_execution_take_request:
 *
 * Returns: (nullable) (transfer none): the oldest task that nobody has taken yet, valid until the
 * task has ended
 */
const SwTaskRequest *
sw_execution_take_request (SwExecution *self)
{
  SwTask *task = g_queue_pop_head (&self->requests);

  if (task == NULL)
    return NULL;
  task->taken = TRUE;
  return &task->request;
}

/**
 * sw_execution_get_request:
 * @id: of a task that was handed out
 *
 * Returns: (nullable) (transfer none): its request; %NULL where it is not open any more
 */
const SwTaskRequest *
sw_execution_get_request (const SwExecution *self,
                          guint64            id)
{
  const SwTask *task = g_hash_table_lookup (self->tasks, GSIZE_TO_POINTER (id));

  return task != NULL ? &task->request : NULL;
}

/**
 * sw_execution_set_ended_func:
 * @func: (nullable): is told of each task that was taken and is not open any more: answered, timed
 * out, or given up with its branch or run
 * @data: its last argument
 *
 * Follows the tasks that somebody outside is at.
 */
void
sw_execution_set_ended_func (SwExecution     *self,
                             SwTaskEndedFunc  func,
                             gpointer         data)
{
  self->ended_func = func;
  self->ended_data = data;
}
