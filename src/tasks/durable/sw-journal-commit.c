/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-journal-private.h"

#include "engine/execution/sw-redrive.h"
#include "json/sw-text.h"

/* What is new of an execution as one transaction: its row, entry, events, tasks and end. */

static gboolean
is_over (const SwJournal *self)
{
  return sw_execution_get_status (self->execution) != SW_EXECUTION_RUNNING;
}

/**
 * sw_journal_has_news:
 *
 * Returns: whether there is something that was not handed over
 */
gboolean
sw_journal_has_news (const SwJournal *self)
{
  return !self->added || self->entry->len > 0 || self->n_steps > 0 || self->changed->len > 0
         || (is_over (self) && !self->ended);
}

static void
write_execution (SwJournal    *self,
                 SwStoreWrite *write)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  const SwHistoryEvent *first = sw_history_get (history, 0);
  SwModel *model = sw_program_get_model (sw_execution_get_program (self->execution));
  SwExecutionNames names = sw_execution_get_names (self->execution);
  g_autofree char *seed = sw_seed_dup_text (&self->seed);
  g_autofree char *revision = sw_store_write_put_definition (
      write, sw_tree_get_text (sw_model_get_tree (model), NULL));
  g_autofree char *input
      = sw_value_to_text (sw_history_event_get_data (first), SW_TEXT_DEFAULT, NULL);
  const SwStoreExecution row = {
    .id = self->id,
    .arn = names.arn,
    .name = names.name,
    .machine_arn = names.machine_arn,
    .revision = revision,
    .origin = self->origin,
    .settings = self->settings,
    .seed = seed,
    .input = input,
    .start = sw_history_event_get_time (first),
  };

  sw_store_write_add_execution (write, &row);
  self->added = TRUE;
}

static gint64
get_number (SwValue     object,
            const char *key)
{
  gint64 number = 0;

  sw_value_get_integer (sw_value_get_member (object, key), &number);
  return number;
}

static void
write_redrive (SwJournal    *self,
               SwStoreWrite *write)
{
  const SwStoreExecution execution = { .id = self->id,
                                       .redrives = sw_execution_get_redrives (self->execution),
                                       .redriven = self->redriven,
                                       .redrive_token = self->redrive_token };

  sw_store_write_redrive (write, &execution);
  self->redriven = 0;
}

static void
write_events (SwJournal    *self,
              SwStoreWrite *write)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  guint count = sw_history_get_count (history);

  for (guint i = self->rewrite ? 0 : self->n_events; i < count; i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);
      g_auto (SwValue) value = sw_history_event_to_value (event, TRUE);
      g_autofree char *body = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
      const SwStoreEvent row = {
        .id = i + 1,
        .previous = get_number (value, "previousEventId"),
        .time = sw_history_event_get_time (event),
        .type = sw_history_event_get_type_name (event),
        .body = body,
      };

      if (self->rewrite)
        sw_store_write_put_event (write, self->id, &row);
      else
        sw_store_write_add_event (write, self->id, &row);
    }
  self->n_events = count;
  self->rewrite = FALSE;
}

static void
write_end (SwJournal    *self,
           SwStoreWrite *write)
{
  SwValue output = sw_execution_get_output (self->execution);
  g_autofree char *text = sw_value_is (output, SW_TYPE_UNDEFINED)
                              ? NULL
                              : sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
  const SwStoreExecution standing = {
    .id = self->id,
    .status = sw_execution_get_status (self->execution),
    .stop = sw_execution_get_time (self->execution),
    .output = text,
    .error = sw_execution_get_error (self->execution),
    .cause = sw_execution_get_cause (self->execution),
  };

  sw_store_write_set_standing (write, &standing);
  self->ended = TRUE;
}

static void
write_due (SwJournal    *self,
           SwStoreWrite *write)
{
  gint64 wake = sw_execution_get_wake_time (self->execution);
  gint64 due = wake == G_MAXINT64 ? 0 : wake;

  if (due == self->due)
    return;
  sw_store_write_set_due (write, self->id, due);
  self->due = due;
}

/**
 * sw_journal_commit:
 * @done: as in sw_store_commit()
 * @data: for @done
 *
 * Hands what is new over as one transaction.
 */
void
sw_journal_commit (SwJournal       *self,
                   SwStoreDoneFunc  done,
                   gpointer         data)
{
  g_autoptr (SwStoreWrite) write = sw_store_write_new ();

  if (!self->added)
    write_execution (self, write);
  if (self->redriven != 0)
    write_redrive (self, write);
  if (!self->light)
    {
      sw_journal_write_entry (self, write);
      write_events (self, write);
      sw_journal_write_tasks (self, write);
      write_due (self, write);
    }
  if (is_over (self) && !self->ended)
    write_end (self, write);
  sw_store_commit (self->store, g_steal_pointer (&write), done, data);
}
