/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "tasks/durable/sw-retell-private.h"
#include "tasks/runner/sw-runner-private.h"

/* How a durable run is taken up again: what becomes of its open tasks. */

/* What becomes of a task that was open: the first row that fits. "-" fits all. What somebody
 * outside has already is waited for, however harmless it were to begin it anew. */
static const struct
{
  const char   *phase;
  const char   *kind;   /* of its performer's recovery, then or now */
  const char   *what;   /* "activity", "callback", "job", "call" */
  SwResumption  resumption;
} resumptions[] = {
  { "scheduled", "-", "-", SW_RESUMPTION_PERFORM },      /* the effect never began */
  { "started", "-", "activity", SW_RESUMPTION_GO_ON },   /* a worker has it, and its token */
  { "submitted", "-", "callback", SW_RESUMPTION_GO_ON }, /* somebody has the token */
  { "submitted", "go-on", "job", SW_RESUMPTION_GO_ON },  /* its id is asked again */
  { "submitted", "resubmit", "job", SW_RESUMPTION_GO_ON },
  { "started", "resubmit", "job", SW_RESUMPTION_PERFORM }, /* an execution with a name: no second one */
  { "-", "token", "-", SW_RESUMPTION_PERFORM },          /* nobody sends it: it lies on a desk */
  { "-", "again", "-", SW_RESUMPTION_PERFORM },          /* a mock, an idempotent row, a named start */
  { "-", "person", "-", SW_RESUMPTION_PERFORM },         /* the person is asked again */
  { "-", "-", "-", SW_RESUMPTION_FAIL },                 /* nobody can know */
};

static const char *
get_what (const SwTaskRequest *request)
{
  if (request->kind == SW_TASK_ACTIVITY)
    return "activity";
  if (request->pattern == SW_TASK_CALLBACK)
    return "callback";
  return request->pattern == SW_TASK_RUN_A_JOB ? "job" : "call";
}

static gboolean
fits (const char *pattern,
      const char *text)
{
  return g_str_equal (pattern, "-") || g_strcmp0 (pattern, text) == 0;
}

static SwResumption
find_resumption (const SwTaskRequest *request,
                 const char          *phase,
                 const char          *kind)
{
  guint i = 0;

  while (!fits (resumptions[i].phase, phase) || !fits (resumptions[i].kind, kind)
         || !fits (resumptions[i].what, get_what (request)))
    i++;
  return resumptions[i].resumption;
}

/* The open tasks of an execution that was told again */
typedef struct
{
  SwRunner   *runner;
  GHashTable *submitted; /* id -> SwValue */
} Tasks;

/* What may be begun again since */
static const struct
{
  const char *then;
  SwRecovery  now;
  const char *kind;
} softened[] = {
  { "unknown", SW_RECOVERY_AGAIN, "again" },
  { "go-on", SW_RECOVERY_RESUBMIT, "resubmit" },
};

/* A row that has become idempotent since counts; else what was written down when it began: whatever
 * performs the task by now, it was begun by another. */
static const char *
choose_kind (SwRunner            *runner,
             const SwTaskRequest *request,
             const SwStoreTask   *task)
{
  SwRecovery now = sw_performer_get_recovery (runner->performer, request);

  for (guint i = 0; i < G_N_ELEMENTS (softened); i++)
    if (g_strcmp0 (task->kind, softened[i].then) == 0 && now == softened[i].now)
      return softened[i].kind;
  return task->kind;
}

static gboolean
take_up_task (const SwStoreTask *task,
              gpointer           data)
{
  Tasks *self = data;
  guint64 id = (guint64) task->id;
  const SwTaskRequest *request = sw_execution_get_request (self->runner->execution, id);
  const SwValue *answer = g_hash_table_lookup (self->submitted, &id);
  SwResumption resumption;
  SwTaskCallPhase phase = SW_TASK_CALL_NEW;

  if (request == NULL)
    return TRUE;
  resumption = find_resumption (request, task->phase, choose_kind (self->runner, request, task));
  if (resumption == SW_RESUMPTION_GO_ON)
    phase = g_strcmp0 (task->phase, "submitted") == 0 ? SW_TASK_CALL_SUBMITTED : SW_TASK_CALL_BEGUN;
  sw_keeper_adopt (self->runner->keeper, request, task, resumption);
  sw_keeper_take_up (self->runner->keeper, id, resumption, phase,
                     answer != NULL ? sw_value_ref (*answer) : SW_VALUE_INIT);
  return TRUE;
}

static gboolean
abort_express (SwStored *self,
               GError  **error)
{
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreExecution standing = {
    .id = self->id,
    .status = SW_EXECUTION_ABORTED,
    .stop = g_get_real_time (),
    .cause = "engine stopped",
  };

  sw_store_write_set_standing (write, &standing);
  sw_store_commit (self->store, write, NULL, NULL);
  sw_durable_refuse (error, SW_DURABLE_ERROR_EXPRESS,
          _ ("The execution “%s” was one of an Express machine, which is not kept; it is aborted"),
          self->arn);
  return FALSE;
}

/**
 * sw_stored_make_runner:
 * @take_execution: as it stands
 * @performer: (nullable): as of sw_runner_new_durable()
 *
 * Makes a runner that goes on with what is stored; its journal is taken. A fork goes on at its own
 * time, which is not that of the wall.
 *
 * Returns: (transfer full): the runner
 */
SwRunner *
sw_stored_make_runner (SwStored    *self,
                       SwExecution *take_execution,
                       SwPerformer *performer)
{
  SwRunner *runner = sw_runner_new_from (take_execution, performer, SW_RUN_LIVE);

  sw_journal_go_on (self->journal, take_execution, self->entries->len);
  runner->keeper = sw_keeper_new (runner, g_steal_pointer (&self->journal));
  if (!sw_stored_is_fork (self))
    sw_runner_set_time (runner, MAX (g_get_real_time (), sw_execution_get_time (take_execution)));
  return runner;
}

/**
 * sw_runner_new_resumed:
 * @store: not to read only
 * @id: of an execution that was left running
 * @performer: (nullable): as of sw_runner_new_durable()
 * @error: %SW_DURABLE_ERROR, %SW_STORE_ERROR
 *
 * Takes an execution up where it was when its program ended; sw_runner_start() has it go on. What
 * became due meanwhile is dealt with at once. Tasks that were open are performed, waited for, or
 * failed, as is right for each: none is performed twice unless that does no harm.
 *
 * Returns: (transfer full): the runner, or %NULL with @error set
 */
SwRunner *
sw_runner_new_resumed (SwStore      *store,
                       gint64        id,
                       SwPerformer  *performer,
                       GError      **error)
{
  g_auto (SwStored) stored = { 0 };
  g_autoptr (GHashTable) submitted = sw_stored_new_answers ();
  g_autoptr (SwExecution) execution = NULL;
  g_autoptr (SwRunner) runner = NULL;
  Tasks tasks = { .submitted = submitted };

  if (!sw_stored_read (&stored, store, id, error) || !sw_stored_check_open (&stored, error)
      || (sw_stored_is_express (&stored) && !abort_express (&stored, error)))
    return NULL;
  execution = sw_stored_new_execution (&stored, error);
  if (execution == NULL || !sw_stored_tell (&stored, execution, submitted, error))
    return NULL;
  /* Whoever held it is gone. A fork that was not gone on with still waits at its begin. */
  if (stored.in_turn)
    sw_execution_resume (execution);
  while (sw_execution_get_stop (execution) == NULL && sw_execution_take_request (execution) != NULL)
    continue;
  runner = sw_stored_make_runner (&stored, g_steal_pointer (&execution), performer);
  tasks.runner = runner;
  if (!sw_store_foreach_task (store, id, take_up_task, &tasks, error))
    return NULL;
  return g_steal_pointer (&runner);
}
