/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <stdarg.h>
#include <string.h>

/* Transactions as lists of rows of this table */
const SwStatementRow sw_store_statements[SW_N_STATEMENTS] = {
  [SW_STATEMENT_PUT_DOCUMENT]
  = { "INSERT INTO document (kind, key, json) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (kind, key) DO UPDATE SET json = excluded.json",
      "sss" },
  [SW_STATEMENT_DELETE_DOCUMENT] = { "DELETE FROM document WHERE kind = ?1 AND key = ?2", "ss" },
  [SW_STATEMENT_PUT_DEFINITION]
  = { "INSERT INTO machine (revision, definition) VALUES (?1, ?2) ON CONFLICT DO NOTHING", "ss" },
  [SW_STATEMENT_ADD_EXECUTION]
  = { "INSERT INTO execution (id, arn, name, machine_arn, revision, origin, settings, seed, input,"
      " status, start) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      "issssssssii" },
  [SW_STATEMENT_SET_STANDING]
  = { "UPDATE execution SET status = ?2, stop = ?3, output = ?4, error = ?5, cause = ?6"
      " WHERE id = ?1",
      "iiisss" },
  [SW_STATEMENT_REDRIVE]
  = { "UPDATE execution SET status = 0, stop = 0, output = NULL, error = NULL, cause = NULL,"
      " redrives = ?2, redriven = ?3, redrive_token = ?4 WHERE id = ?1",
      "iiis" },
  [SW_STATEMENT_PUT_TIMER]
  = { "INSERT INTO timer (execution, due_ms) VALUES (?1, ?2)"
      " ON CONFLICT (execution) DO UPDATE SET due_ms = excluded.due_ms",
      "ii" },
  [SW_STATEMENT_DELETE_TIMER] = { "DELETE FROM timer WHERE execution = ?1", "i" },
  [SW_STATEMENT_DELETE_EXECUTION] = { "DELETE FROM execution WHERE id = ?1", "i" },
  [SW_STATEMENT_DELETE_EVENTS] = { "DELETE FROM event WHERE execution = ?1", "i" },
  [SW_STATEMENT_DELETE_ENTRIES] = { "DELETE FROM entry WHERE execution = ?1", "i" },
  [SW_STATEMENT_DELETE_TASKS] = { "DELETE FROM task WHERE execution = ?1", "i" },
  [SW_STATEMENT_ADD_EVENT]
  = { "INSERT INTO event (execution, id, previous, time, type, body)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      "iiiiss" },
  [SW_STATEMENT_PUT_EVENT]
  = { "INSERT OR REPLACE INTO event (execution, id, previous, time, type, body)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      "iiiiss" },
  [SW_STATEMENT_ADD_ENTRY]
  = { "INSERT INTO entry (execution, number, body) VALUES (?1, ?2, ?3)", "iis" },
  [SW_STATEMENT_PUT_TASK]
  = { "INSERT OR REPLACE INTO task (execution, id, scheduled, attempt, state, resource, token, kind,"
      " phase, deadline, heartbeat, external_id, request)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
      "iiiisssssiiss" },
  [SW_STATEMENT_DELETE_TASK] = { "DELETE FROM task WHERE execution = ?1 AND id = ?2", "ii" },
};

/**
 * sw_store_write_new:
 *
 * Returns: (transfer full): a transaction with nothing in it
 */
SwStoreWrite *
sw_store_write_new (void)
{
  SwStoreWrite *self = g_new0 (SwStoreWrite, 1);

  self->operations = g_array_new (FALSE, FALSE, sizeof (SwStoreOperation));
  self->bindings = g_array_new (FALSE, FALSE, sizeof (SwStoreBinding));
  self->texts = g_string_new (NULL);
  return self;
}

/**
 * sw_store_write_free:
 *
 * Drops a transaction that was not handed over.
 */
void
sw_store_write_free (SwStoreWrite *self)
{
  g_array_unref (self->operations);
  g_array_unref (self->bindings);
  g_string_free (self->texts, TRUE);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
add_text (SwStoreWrite   *self,
          SwStoreBinding *binding,
          const char     *text)
{
  binding->is_text = TRUE;
  binding->offset = text != NULL ? self->texts->len : G_MAXSIZE;
  if (text != NULL)
    g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
}

/* The arguments are what the row's `types` say: gint64 and const char *. */
static void
add (SwStoreWrite *self,
     SwStatement   statement,
     ...)
{
  SwStoreOperation operation = { statement, self->bindings->len };
  va_list arguments;

  va_start (arguments, statement);
  for (const char *type = sw_store_statements[statement].types; *type != '\0'; type++)
    {
      SwStoreBinding binding = { 0 };

      if (*type == 'i')
        binding.integer = va_arg (arguments, gint64);
      else
        add_text (self, &binding, va_arg (arguments, const char *));
      g_array_append_val (self->bindings, binding);
    }
  va_end (arguments);
  g_array_append_val (self->operations, operation);
}

/**
 * sw_store_write_put_document:
 * @kind: what sort of document: "server-machine"
 * @key: which one, among those of its kind
 * @json: what it is to be from now on
 *
 * Stores a document, in place of the one that had the same key.
 */
void
sw_store_write_put_document (SwStoreWrite *self,
                             const char   *kind,
                             const char   *key,
                             const char   *json)
{
  add (self, SW_STATEMENT_PUT_DOCUMENT, kind, key, json);
}

/**
 * sw_store_write_delete_document:
 * @kind: what sort of document
 * @key: which one; nothing happens where there is none
 *
 * Deletes a document.
 */
void
sw_store_write_delete_document (SwStoreWrite *self,
                                const char   *kind,
                                const char   *key)
{
  add (self, SW_STATEMENT_DELETE_DOCUMENT, kind, key);
}

/**
 * sw_store_write_put_definition:
 * @text: of a definition
 *
 * Stores what an execution runs: executions of the same text share it, and it never changes.
 *
 * Returns: (transfer full): its revision, for SwStoreExecution
 */
char *
sw_store_write_put_definition (SwStoreWrite *self,
                               const char   *text)
{
  char *revision = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  add (self, SW_STATEMENT_PUT_DEFINITION, revision, text);
  return revision;
}

/**
 * sw_store_write_add_execution:
 * @execution: its first part, down to the start; how it stands is for sw_store_write_set_standing()
 *
 * Adds an execution. Where its ARN is taken already, the whole transaction fails with
 * %SW_STORE_ERROR_CONFLICT.
 */
void
sw_store_write_add_execution (SwStoreWrite           *self,
                              const SwStoreExecution *execution)
{
  add (self, SW_STATEMENT_ADD_EXECUTION, execution->id, execution->arn, execution->name,
       execution->machine_arn, execution->revision, execution->origin, execution->settings,
       execution->seed, execution->input, (gint64) execution->status, execution->start);
}

/**
 * sw_store_write_set_standing:
 * @execution: its id, and from its status on how it stands now
 *
 * Says how an execution stands: how it ended, or when it goes on.
 */
void
sw_store_write_set_standing (SwStoreWrite           *self,
                             const SwStoreExecution *execution)
{
  add (self, SW_STATEMENT_SET_STANDING, execution->id, (gint64) execution->status, execution->stop,
       execution->output, execution->error, execution->cause);
  sw_store_write_set_due (self, execution->id, execution->due);
}

/**
 * sw_store_write_redrive:
 * @execution: its id, and what is told of its redrives
 *
 * Has an execution that had ended run again.
 */
void
sw_store_write_redrive (SwStoreWrite           *self,
                        const SwStoreExecution *execution)
{
  add (self, SW_STATEMENT_REDRIVE, execution->id, (gint64) execution->redrives,
       execution->redriven, execution->redrive_token);
}

/**
 * sw_store_write_set_due:
 * @execution: id
 * @due: microseconds since the epoch; 0: it does not go on by itself
 *
 * Says when an execution that runs goes on by itself.
 */
void
sw_store_write_set_due (SwStoreWrite *self,
                        gint64        execution,
                        gint64        due)
{
  if (due != 0)
    add (self, SW_STATEMENT_PUT_TIMER, execution, due / 1000);
  else
    add (self, SW_STATEMENT_DELETE_TIMER, execution);
}

/**
 * sw_store_write_delete_execution:
 * @execution: id
 *
 * Deletes an execution with all that belongs to it.
 */
void
sw_store_write_delete_execution (SwStoreWrite *self,
                                 gint64        execution)
{
  static const SwStatement statements[]
      = { SW_STATEMENT_DELETE_TIMER,   SW_STATEMENT_DELETE_TASKS,  SW_STATEMENT_DELETE_ENTRIES,
          SW_STATEMENT_DELETE_EVENTS, SW_STATEMENT_DELETE_EXECUTION };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    add (self, statements[i], execution);
}

/**
 * sw_store_write_add_event:
 * @execution: id
 * @event: the next one of its history
 *
 * Adds an event. Where there is one of that id already, the whole transaction fails with
 * %SW_STORE_ERROR_CONFLICT.
 */
void
sw_store_write_add_event (SwStoreWrite       *self,
                          gint64              execution,
                          const SwStoreEvent *event)
{
  add (self, SW_STATEMENT_ADD_EVENT, execution, event->id, event->previous, event->time,
       event->type, event->body);
}

/**
 * sw_store_write_put_event:
 * @execution: id
 * @event: one of its history
 *
 * Adds an event, or puts it in the place of the one that had its id.
 */
void
sw_store_write_put_event (SwStoreWrite       *self,
                          gint64              execution,
                          const SwStoreEvent *event)
{
  add (self, SW_STATEMENT_PUT_EVENT, execution, event->id, event->previous, event->time,
       event->type, event->body);
}

/**
 * sw_store_write_add_entry:
 * @execution: id
 * @number: from 1, in the order in which they are read again
 * @body: JSON
 *
 * Adds what came to an execution from outside.
 */
void
sw_store_write_add_entry (SwStoreWrite *self,
                          gint64        execution,
                          gint64        number,
                          const char   *body)
{
  add (self, SW_STATEMENT_ADD_ENTRY, execution, number, body);
}

/**
 * sw_store_write_put_task:
 * @task: as it stands now
 *
 * Adds an open task, or says how it stands.
 */
void
sw_store_write_put_task (SwStoreWrite      *self,
                         const SwStoreTask *task)
{
  add (self, SW_STATEMENT_PUT_TASK, task->execution, task->id, task->scheduled,
       (gint64) task->attempt, task->state, task->resource, task->token, task->kind, task->phase,
       task->deadline, task->heartbeat, task->external_id, task->request);
}

/**
 * sw_store_write_delete_task:
 * @execution: id
 * @task: id within it
 *
 * Removes a task that is open no more.
 */
void
sw_store_write_delete_task (SwStoreWrite *self,
                            gint64        execution,
                            gint64        task)
{
  add (self, SW_STATEMENT_DELETE_TASK, execution, task);
}
