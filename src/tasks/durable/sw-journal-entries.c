/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-journal-private.h"

#include "engine/execution/sw-execution-input.h"
#include "json/sw-text.h"

/* The entries of an execution: all that comes to it from outside, steps at the same time as one
 * element. */

/* The elements of an entry are inputs, but for one: ["told", time, task, event], a result that is
 * the data of that event already, and need not be kept twice. */
static gboolean
add_told (SwJournal              *self,
          const SwExecutionInput *input)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  const SwHistoryEvent *last = sw_history_get (history, sw_history_get_count (history) - 1);
  guint number = (guint) sw_history_event_get_id (last);

  if (input->kind != SW_INPUT_SUCCEED
      || !sw_value_same_box (sw_history_event_get_data (last), input->value))
    return FALSE;
  g_string_append_printf (self->entry,
                          "[\"told\",%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT ",%u]",
                          input->time, input->id, number);
  return TRUE;
}

static void
add_input (SwJournal              *self,
           const SwExecutionInput *input)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (self->entry->len > 0)
    g_string_append_c (self->entry, ',');
  if (add_told (self, input))
    return;
  value = sw_execution_input_to_value (input);
  sw_value_print (value, SW_TEXT_DEFAULT, self->entry);
}

static void
add_steps (SwJournal *self)
{
  const SwExecutionInput steps
      = { .kind = SW_INPUT_STEP, .time = self->steps_time, .count = self->n_steps };

  if (self->n_steps > 0)
    add_input (self, &steps);
  self->n_steps = 0;
}

/* What was heard of a task is in its row, too. */
static void
note_phase (SwJournal              *self,
            const SwExecutionInput *input)
{
  g_autofree char *text = NULL;

  if (input->kind == SW_INPUT_BEGIN)
    sw_journal_put_task (self, input->id, SW_JOURNAL_STARTED, NULL, NULL);
  if (input->kind != SW_INPUT_SUBMIT)
    return;
  text = sw_value_to_text (input->value, SW_TEXT_DEFAULT, NULL);
  sw_journal_put_task (self, input->id, SW_JOURNAL_SUBMITTED, NULL, text);
}

static void
on_input (const SwExecutionInput *input,
          gpointer                data)
{
  SwJournal *self = data;

  if (input->kind == SW_INPUT_STEP && self->n_steps > 0 && self->steps_time == input->time)
    {
      self->n_steps++;
      return;
    }
  add_steps (self);
  if (input->kind == SW_INPUT_STEP)
    {
      self->steps_time = input->time;
      self->n_steps = 1;
      return;
    }
  add_input (self, input);
  note_phase (self, input);
  self->rewrite |= input->kind == SW_INPUT_CHANGE;
}

/**
 * sw_journal_follow:
 * @execution: not started yet; has to live as long as the journal is used
 *
 * Listens to an execution.
 */
void
sw_journal_follow (SwJournal   *self,
                   SwExecution *execution)
{
  self->execution = execution;
  if (!self->light)
    sw_execution_set_input_func (execution, on_input, self);
}

/**
 * sw_journal_go_on:
 * @execution: as it stood when the program ended
 * @n_entries: that it was made of
 *
 * Listens to an execution that was told again; its history is in the store as far as it goes.
 */
void
sw_journal_go_on (SwJournal   *self,
                  SwExecution *execution,
                  gint64       n_entries)
{
  self->n_entries = n_entries;
  self->n_events = sw_history_get_count (sw_execution_get_history (execution));
  sw_journal_follow (self, execution);
}

/**
 * sw_journal_redrive:
 * @token: (nullable): of whoever asked for it
 * @now: microseconds since the epoch
 *
 * Notes that the execution, which had ended, is redriven now.
 */
void
sw_journal_redrive (SwJournal  *self,
                    const char *token,
                    gint64      now)
{
  self->redriven = now;
  self->ended = FALSE;
  g_set_str (&self->redrive_token, token);
}

/**
 * sw_journal_write_entry:
 * @write: the transaction
 *
 * Adds what has come from outside since the last one, where there is something.
 */
void
sw_journal_write_entry (SwJournal    *self,
                        SwStoreWrite *write)
{
  add_steps (self);
  if (self->entry->len == 0)
    return;
  g_string_prepend_c (self->entry, '[');
  g_string_append_c (self->entry, ']');
  sw_store_write_add_entry (write, self->id, ++self->n_entries, self->entry->str);
  g_string_truncate (self->entry, 0);
}
