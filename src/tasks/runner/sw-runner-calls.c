/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-runner-private.h"

/* The tasks that somebody is performing who takes his time, and what he says of them. */

/* What follows what was said: the run goes on */
static gboolean
heard (SwRunner *self,
       gboolean  open)
{
  sw_runner_refresh (self);
  return open;
}

static gboolean
begin (gpointer    owner,
       guint64     id,
       const char *worker)
{
  SwRunner *self = owner;

  return heard (self, sw_execution_begin_task (self->execution, id, worker,
                                               sw_runner_get_time (self)));
}

static gboolean
submit (gpointer owner,
        guint64  id,
        SwValue  answer)
{
  SwRunner *self = owner;

  return heard (self, sw_execution_submit_task (self->execution, id, answer,
                                                sw_runner_get_time (self)));
}

static gboolean
heartbeat (gpointer owner,
           guint64  id)
{
  SwRunner *self = owner;

  return heard (self, sw_execution_heartbeat (self->execution, id, sw_runner_get_time (self)));
}

static gboolean
succeed (gpointer owner,
         guint64  id,
         SwValue  output)
{
  return sw_runner_answer (owner, id, output);
}

static gboolean
fail (gpointer    owner,
      guint64     id,
      const char *error,
      const char *cause)
{
  return sw_runner_refuse (owner, id, error, cause);
}

static void
end_call (SwRunner *self,
          guint64   id)
{
  SwTaskCall *call = g_hash_table_lookup (self->calls, &id);

  if (call == NULL)
    return;
  sw_task_call_ref (call);
  g_hash_table_remove (self->calls, &id);
  sw_task_call_end (call);
  sw_task_call_unref (call);
}

static void
task_ended (guint64  id,
            gpointer data)
{
  SwRunner *self = data;

  end_call (self, id);
  if (self->keeper != NULL)
    sw_keeper_task_ended (self->keeper, id);
}

static void
leave (gpointer    owner,
       guint64     id,
       const char *reason)
{
  SwRunner *self = owner;

  end_call (self, id);
  if (self->keeper != NULL)
    sw_keeper_task_left (self->keeper, id);
  sw_manual_tasks_add (self->manual, id, g_strdup (reason));
  sw_runner_refresh (self);
}

static void
hand_on (gpointer owner,
         guint64  id,
         GBytes  *text)
{
  sw_runner_emit_log (owner, id, text);
}

static void
when_kept (gpointer       owner,
           SwTaskKeptFunc func,
           gpointer       data)
{
  sw_runner_when_kept (owner, func, data);
}

/**
 * sw_runner_follow_calls:
 *
 * Sees to it that whoever performs a task learns when it is not open any more.
 */
void
sw_runner_follow_calls (SwRunner *self)
{
  sw_execution_set_ended_func (self->execution, task_ended, self);
}

/**
 * sw_runner_drop_calls:
 *
 * Ends all calls: nobody will hear what they say. The tasks of a run that is kept stay open.
 */
void
sw_runner_drop_calls (SwRunner *self)
{
  gboolean kept = self->keeper != NULL && sw_keeper_is_whole (self->keeper)
                  && sw_keeper_get_status (self->keeper) == SW_EXECUTION_RUNNING;
  GHashTableIter iter;
  gpointer call;

  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, NULL, &call))
    {
      sw_task_call_ref (call);
      g_hash_table_iter_remove (&iter);
      if (kept)
        sw_task_call_interrupt (call);
      else
        sw_task_call_end (call);
      sw_task_call_unref (call);
      g_hash_table_iter_init (&iter, self->calls);
    }
  if (self->execution != NULL)
    sw_execution_set_ended_func (self->execution, NULL, NULL);
}

/**
 * sw_runner_call:
 * @request: a task that was taken
 * @phase: how far it had come in an earlier life of the program
 * @submitted: what its request was answered then, or undefined
 * @output: (out): as of sw_performer_perform()
 * @error: (out): likewise
 * @cause: (out): likewise
 *
 * Has a task performed. A call of a performer that takes its time is kept until the task ends.
 *
 * Returns: what came of it so far
 */
SwPerformResult
sw_runner_call (SwRunner             *self,
                const SwTaskRequest  *request,
                SwTaskCallPhase       phase,
                SwValue               submitted,
                SwValue              *output,
                char                **error,
                char                **cause)
{
  static const SwTaskPort port
      = { begin, submit, heartbeat, succeed, fail, leave, hand_on, when_kept };
  g_autoptr (SwTaskCall) call = NULL;
  SwPerformResult result;

  if (self->context == NULL)
    self->context = sw_task_context_new (self->execution);
  call = sw_task_call_new (request, sw_execution_get_program (self->execution), self->context,
                           &port, self);
  sw_task_call_set_phase (call, phase, submitted);
  g_hash_table_insert (self->calls, (gpointer) &sw_task_call_get_request (call)->id,
                       sw_task_call_ref (call));
  result = sw_performer_perform (self->performer, call, output, error, cause);
  if (result != SW_PERFORM_PENDING)
    end_call (self, request->id);
  return result;
}
