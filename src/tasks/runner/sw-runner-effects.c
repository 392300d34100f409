/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-runner-keep-private.h"

/* What a durable run does outside once it is on the disk: its tasks are performed, taken up, or
 * failed, each on record before. */

/* What AWS says when it cannot know (recorded on AWS, with its own sentence) */
#define UNKNOWN_ERROR "States.TaskFailed"
#define UNKNOWN_CAUSE                                                                              \
  "The engine stopped after starting this task; it cannot be determined whether it was executed."

/* An effect that waits for its transaction */
typedef struct
{
  guint64         id; /* of a task */
  SwResumption    resumption;
  SwTaskCallPhase phase;
  SwValue         submitted;
} Effect;

static const char *const recovery_names[] = {
  [SW_RECOVERY_UNKNOWN] = "unknown",
  [SW_RECOVERY_AGAIN] = "again",
  [SW_RECOVERY_GO_ON] = "go-on",
  [SW_RECOVERY_RESUBMIT] = "resubmit",
  [SW_RECOVERY_NOBODY] = "person",
  [SW_RECOVERY_TOKEN] = "token",
};

static void
effect_clear (gpointer data)
{
  sw_value_clear (&((Effect *) data)->submitted);
}

/**
 * sw_keeper_init_effects:
 *
 * Begins with no effect that waits. Whoever performs those there were has them.
 */
void
sw_keeper_init_effects (SwKeeper *self)
{
  self->effects = g_array_new (FALSE, TRUE, sizeof (Effect));
  g_array_set_clear_func (self->effects, effect_clear);
}

/**
 * sw_keeper_take_up:
 * @id: of a task that was open when the program ended
 * @resumption: what is to become of it
 * @phase: how far it had come
 * @take_submitted: what its request was answered, or undefined
 *
 * Plans what a resumed run begins with.
 */
void
sw_keeper_take_up (SwKeeper        *self,
                   guint64          id,
                   SwResumption     resumption,
                   SwTaskCallPhase  phase,
                   SwValue          take_submitted)
{
  const Effect effect = { id, resumption, phase, take_submitted };

  g_array_append_val (self->effects, effect);
}

/**
 * sw_keeper_dup_jobs:
 *
 * Returns: (transfer full) (element-type SwTaskCall): of a run that was told again and has not gone
 * on, the tasks whose jobs are under way: calls that have ended, for sw_performer_stop()
 */
GPtrArray *
sw_keeper_dup_jobs (SwKeeper *self)
{
  SwRunner *runner = self->runner;
  g_autoptr (SwTaskContext) context = sw_task_context_new (runner->execution);
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_task_call_unref);

  for (guint i = 0; i < self->effects->len; i++)
    {
      const Effect *effect = &g_array_index (self->effects, Effect, i);
      const SwTaskRequest *request = sw_execution_get_request (runner->execution, effect->id);
      SwTaskCall *call;

      if (request == NULL || request->pattern != SW_TASK_RUN_A_JOB
          || sw_value_is (effect->submitted, SW_TYPE_UNDEFINED))
        continue;
      call = sw_task_call_new (request, sw_execution_get_program (runner->execution), context,
                               NULL, NULL);
      sw_task_call_set_phase (call, SW_TASK_CALL_SUBMITTED, effect->submitted);
      g_ptr_array_add (jobs, call);
    }
  return jobs;
}

/**
 * sw_keeper_adopt:
 * @request: of a task that was open when the program ended
 * @task: how it is stored
 * @resumption: what is to become of it
 *
 * Takes over a task's row. One that is to be performed is on record as begun by whoever performs it
 * now before that.
 */
void
sw_keeper_adopt (SwKeeper            *self,
                 const SwTaskRequest *request,
                 const SwStoreTask   *task,
                 SwResumption         resumption)
{
  const char *now
      = recovery_names[sw_performer_get_recovery (self->runner->performer, request)];
  SwJournalPhase phase = SW_JOURNAL_STARTED;

  sw_journal_phase_find (task->phase, &phase);
  sw_journal_adopt_task (self->journal, request->id, phase, task->kind, task->external_id);
  if (resumption == SW_RESUMPTION_PERFORM && request->kind != SW_TASK_ACTIVITY
      && (phase != SW_JOURNAL_STARTED || g_strcmp0 (task->kind, now) != 0))
    sw_journal_put_task (self->journal, request->id, SW_JOURNAL_STARTED, now, NULL);
}

/**
 * sw_keeper_task_ended:
 * @id: of a task
 *
 * Says that a task is open no more.
 */
void
sw_keeper_task_ended (SwKeeper *self,
                      guint64   id)
{
  sw_journal_task_ended (self->journal, id);
}

/**
 * sw_keeper_task_left:
 * @id: of an open task
 *
 * Says that its performer has left a task to a person, without having performed it; or, where its
 * request was submitted, to whoever has its token. An activity's goes on waiting for a worker, too.
 */
void
sw_keeper_task_left (SwKeeper *self,
                     guint64   id)
{
  SwJournalPhase phase = sw_journal_get_phase (self->journal, id);

  if (phase != SW_JOURNAL_SUBMITTED)
    sw_journal_put_task (self->journal, id, phase, recovery_names[SW_RECOVERY_NOBODY], NULL);
}

/**
 * sw_keeper_take_requests:
 *
 * Plans the tasks that the execution asks for. What is asked for is on record with the same
 * transaction as what asked for it. An activity's task begins only when a worker takes it.
 */
void
sw_keeper_take_requests (SwKeeper *self)
{
  SwRunner *runner = self->runner;
  const SwTaskRequest *request;

  while ((request = sw_execution_take_request (runner->execution)) != NULL)
    {
      SwRecovery recovery = sw_performer_get_recovery (runner->performer, request);
      gboolean waits = request->kind == SW_TASK_ACTIVITY;

      sw_journal_put_task (self->journal, request->id,
                           waits ? SW_JOURNAL_SCHEDULED : SW_JOURNAL_STARTED,
                           recovery_names[recovery], NULL);
      sw_keeper_take_up (self, request->id, SW_RESUMPTION_PERFORM, SW_TASK_CALL_NEW,
                         SW_VALUE_INIT);
    }
}

/* Whoever does not know of calls that are taken up would begin them anew: such a task waits for the
 * one who has its token, or for a person who knows how its job stands. */
static void
leave_to_person (SwRunner            *runner,
                 const SwTaskRequest *request)
{
  sw_manual_tasks_add (runner->manual, request->id,
                       g_strdup (request->token != NULL
                                     ? SW_TASK_WAITS_FOR_TOKEN
                                     : "its job was begun, and nobody here can ask how it stands"));
}

static void
perform (SwKeeper     *self,
         const Effect *effect)
{
  SwRunner *runner = self->runner;
  const SwTaskRequest *request = sw_execution_get_request (runner->execution, effect->id);

  if (request == NULL)
    return;
  if (effect->resumption == SW_RESUMPTION_FAIL)
    sw_execution_fail_task (runner->execution, effect->id, UNKNOWN_ERROR, UNKNOWN_CAUSE,
                            sw_runner_get_time (runner));
  else if (effect->phase == SW_TASK_CALL_NEW
           || sw_performer_takes_up (runner->performer, request))
    sw_runner_perform (runner, request, effect->phase, effect->submitted);
  else
    leave_to_person (runner, request);
}

/**
 * sw_keeper_perform_all:
 *
 * Has every effect that waited follow: its transaction is on the disk.
 */
void
sw_keeper_perform_all (SwKeeper *self)
{
  g_autoptr (GArray) effects = g_steal_pointer (&self->effects);

  sw_keeper_init_effects (self);
  for (guint i = 0; i < effects->len; i++)
    perform (self, &g_array_index (effects, Effect, i));
  sw_runner_notify_changes (self->runner);
}
