/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-journal-private.h"

#include "json/sw-text.h"

/* The rows of an execution's open tasks: how far each has come, and what is to become of it if the
 * program ends. */

static const char *const phase_names[] = {
  [SW_JOURNAL_SCHEDULED] = "scheduled",
  [SW_JOURNAL_STARTED] = "started",
  [SW_JOURNAL_SUBMITTED] = "submitted",
};

/* An open task, as it is to be in the store */
typedef struct
{
  SwJournalPhase phase;
  char          *kind;
  char          *external_id; /* what its request was answered, or NULL */
  gboolean       stored;      /* has a row already */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->kind);
  g_free (task->external_id);
  g_free (task);
}

/**
 * sw_journal_init_tasks:
 *
 * Begins with no open task.
 */
void
sw_journal_init_tasks (SwJournal *self)
{
  self->tasks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, task_free);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint64));
}

/**
 * sw_journal_clear_tasks:
 *
 * Frees what is known of the open tasks.
 */
void
sw_journal_clear_tasks (SwJournal *self)
{
  g_hash_table_unref (self->tasks);
  g_array_unref (self->changed);
  g_array_unref (self->gone);
}

static Task *
ensure_task (SwJournal *self,
             guint64    id)
{
  Task *task = g_hash_table_lookup (self->tasks, &id);

  if (task != NULL)
    return task;
  task = g_new0 (Task, 1);
  g_hash_table_insert (self->tasks, g_memdup2 (&id, sizeof id), task);
  return task;
}

/**
 * sw_journal_adopt_task:
 * @id: of an open task that has its row already
 * @phase: as the row says
 * @kind: (nullable): likewise
 * @external_id: (nullable): likewise
 *
 * Takes over a row.
 */
void
sw_journal_adopt_task (SwJournal      *self,
                       guint64         id,
                       SwJournalPhase  phase,
                       const char     *kind,
                       const char     *external_id)
{
  Task *task = ensure_task (self, id);

  task->phase = phase;
  task->stored = TRUE;
  g_set_str (&task->kind, kind);
  g_set_str (&task->external_id, external_id);
}

/**
 * sw_journal_put_task:
 * @id: of an open task
 * @phase: how far it has come
 * @kind: (nullable): what is to become of it if the program ends, by its name; %NULL: as before
 * @external_id: (nullable): what its request was answered; %NULL: as before
 *
 * Says how a task stands; it is written with the next transaction.
 */
void
sw_journal_put_task (SwJournal      *self,
                     guint64         id,
                     SwJournalPhase  phase,
                     const char     *kind,
                     const char     *external_id)
{
  Task *task = ensure_task (self, id);

  task->phase = phase;
  g_array_append_val (self->changed, id);
  if (kind != NULL)
    g_set_str (&task->kind, kind);
  if (external_id != NULL)
    g_set_str (&task->external_id, external_id);
}

/**
 * sw_journal_get_phase:
 * @id: of an open task
 *
 * Returns: how far it has come
 */
SwJournalPhase
sw_journal_get_phase (SwJournal *self,
                      guint64    id)
{
  const Task *task = g_hash_table_lookup (self->tasks, &id);

  return task != NULL ? task->phase : SW_JOURNAL_SCHEDULED;
}

/**
 * sw_journal_task_ended:
 * @id: of a task
 *
 * Says that a task is open no more.
 */
void
sw_journal_task_ended (SwJournal *self,
                       guint64    id)
{
  const Task *task = g_hash_table_lookup (self->tasks, &id);

  if (task != NULL && task->stored)
    g_array_append_val (self->gone, id);
  g_hash_table_remove (self->tasks, &id);
}

/* A job goes on without the program. What ends it has to know what it was begun with, also where the
 * execution cannot be told again. Of the rest the events tell enough. */
static char *
dup_request (const SwTaskRequest *request,
             const Task          *task)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (request->pattern != SW_TASK_RUN_A_JOB || task->phase != SW_JOURNAL_SUBMITTED)
    return NULL;
  value = sw_value_new_object (3);
  sw_value_set_text (&value, "service", request->service);
  sw_value_set_text (&value, "action", request->action);
  if (!sw_value_is (request->input, SW_TYPE_UNDEFINED))
    sw_value_set_member (&value, "input", sw_value_ref (request->input));
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static void
write_task (SwJournal           *self,
            SwStoreWrite        *write,
            const SwTaskRequest *request,
            const Task          *task)
{
  g_autofree char *asked = dup_request (request, task);
  const SwStoreTask row = {
    .execution = self->id,
    .id = (gint64) request->id,
    .scheduled = (gint64) request->scheduled,
    .attempt = request->attempt,
    .state = request->state->name,
    .resource = request->resource,
    .token = request->token,
    .kind = task->kind,
    .phase = phase_names[task->phase],
    .deadline = request->deadline == G_MAXINT64 ? 0 : request->deadline / 1000,
    .heartbeat = request->heartbeat == G_MAXINT64 ? 0 : request->heartbeat / 1000,
    .external_id = task->external_id,
    .request = asked,
  };

  sw_store_write_put_task (write, &row);
}

/**
 * sw_journal_write_tasks:
 * @write: the transaction
 *
 * Adds the rows of the tasks that stand otherwise than they were handed over.
 */
void
sw_journal_write_tasks (SwJournal    *self,
                        SwStoreWrite *write)
{
  for (guint i = 0; i < self->gone->len; i++)
    sw_store_write_delete_task (write, self->id, (gint64) g_array_index (self->gone, guint64, i));
  for (guint i = 0; i < self->changed->len; i++)
    {
      guint64 id = g_array_index (self->changed, guint64, i);
      Task *task = g_hash_table_lookup (self->tasks, &id);
      const SwTaskRequest *request = sw_execution_get_request (self->execution, id);

      if (task == NULL || request == NULL)
        continue;
      write_task (self, write, request, task);
      task->stored = TRUE;
    }
  g_array_set_size (self->gone, 0);
  g_array_set_size (self->changed, 0);
}

/**
 * sw_journal_phase_find:
 * @name: (nullable): as a row of the store has it
 * @phase: (out): what it names
 *
 * Returns: %FALSE where it names none
 */
gboolean
sw_journal_phase_find (const char     *name,
                       SwJournalPhase *phase)
{
  for (guint i = 0; i < G_N_ELEMENTS (phase_names); i++)
    if (g_strcmp0 (name, phase_names[i]) == 0)
      {
        *phase = (SwJournalPhase) i;
        return TRUE;
      }
  return FALSE;
}
