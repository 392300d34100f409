/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-redrive.h"

#include "engine/sw-execution-private.h"
#include "engine/sw-fork.h"

/* The state it ended in: that of the last event before the end */
static guint
get_last_event (const SwHistory *history)
{
  guint id = sw_history_get_count (history);

  for (; id > 1; id--)
    if (sw_history_event_get_state (sw_history_get (history, id - 1)) != NULL)
      return id;
  return id;
}

/* Limits of time begin anew (AWS's documentation of the execution's; what was begun beside the state
 * has as long as it had when it was left). */
static void
shift_time (SwExecution *self,
            gint64       now)
{
  gint64 shift = MAX (0, now - self->now);
  GHashTableIter iterator;
  gpointer value;

  g_hash_table_iter_init (&iterator, self->tasks);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      SwTask *task = value;

      if (task->request.deadline != G_MAXINT64)
        task->request.deadline += shift;
      if (task->request.heartbeat != G_MAXINT64)
        task->request.heartbeat += shift;
      if (task->frame->wake_slot == 0)
        continue;
      sw_frame_wake (self, task->frame);
      sw_task_set_alarm (self, task);
    }
  self->now += shift;
  self->turn = self->now;
  if (self->program->timeout > 0)
    self->deadline = self->now + (gint64) (MIN (self->program->timeout, 1e9) * G_USEC_PER_SEC);
}

static void
note_redrive (SwExecution *self,
              guint        count)
{
  char text[SW_TIME_TEXT_SIZE];

  sw_time_print (self->now, text);
  sw_value_set_member (&self->context_execution, "RedriveCount", sw_value_new_integer (count));
  sw_value_set_member (&self->context_execution, "RedriveTime", sw_value_new_string (text));
}

/**
 * sw_execution_new_redriven:
 * @program: what was run
 * @options: as of the execution; the input is its own
 * @history: of the last leg, which did not succeed; of a Standard machine
 * @count: of the redrives, this one included
 * @now: microseconds since the epoch
 * @error: %SW_FORK_ERROR
 *
 * Makes an execution that goes on, with the next step, with the state that the other one ended in.
 * What its history has by then is told again.
 *
 * Returns: (transfer full): the execution, or %NULL with @error set
 */
SwExecution *
sw_execution_new_redriven (SwProgram                *program,
                           const SwExecutionOptions *options,
                           const SwHistory          *history,
                           guint                     count,
                           gint64                    now,
                           GError                  **error)
{
  g_autoptr (SwTrace) trace = sw_trace_new (history, sw_program_get_model (program));
  SwExecution *self;

  sw_trace_update (trace);
  self = sw_execution_new_fork (program, options, trace, get_last_event (history), NULL, error);
  if (self == NULL)
    return NULL;
  shift_time (self, now);
  note_redrive (self, count);
  sw_execution_resume (self);
  return self;
}

/**
 * sw_redrive_make_event:
 * @id: of the event
 * @count: of the redrives, this one included
 * @now: microseconds since the epoch
 *
 * Returns: (transfer full): the ExecutionRedriven that stands between what was and what comes, as
 * sw_history_event_to_value() makes events
 */
SwValue
sw_redrive_make_event (guint  id,
                       guint  count,
                       gint64 now)
{
  SwValue details = sw_value_new_object (1), event = sw_value_new_object (5);
  char time[SW_TIME_TEXT_SIZE];

  sw_time_print (now, time);
  sw_value_set_member (&details, "redriveCount", sw_value_new_integer (count));
  sw_value_set_member (&event, "id", sw_value_new_integer (id));
  sw_value_set_member (&event, "previousEventId", sw_value_new_integer (id - 1));
  sw_value_set_member (&event, "timestamp", sw_value_new_string (time));
  sw_value_set_member (&event, "type", sw_value_new_string ("ExecutionRedriven"));
  sw_value_set_member (&event, "executionRedrivenEventDetails", details);
  return event;
}

/**
 * sw_leg_get_number:
 * @id: of an event in the leg's own history
 *
 * Returns: its number in the history of all legs. What was told again has the same in both.
 */
guint
sw_leg_get_number (const SwLeg *self,
                   guint64      id)
{
  return id > self->n_told ? (guint) id - self->n_told + self->n_past : (guint) id;
}

/**
 * sw_leg_get_index:
 * @number: of an event in the history of all legs, that is one of this leg
 *
 * Returns: its index in the leg's own history
 */
guint
sw_leg_get_index (const SwLeg *self,
                  guint        number)
{
  return number - self->n_past + self->n_told - 1;
}

/**
 * sw_leg_show_event:
 * @event: of the leg's own history, not told again
 *
 * Returns: (transfer full): the event with its number in the history of all legs
 */
SwValue
sw_leg_show_event (const SwLeg          *self,
                   const SwHistoryEvent *event)
{
  SwValue value = sw_history_event_to_value (event, TRUE);
  guint number = sw_leg_get_number (self, event->id);
  guint previous = sw_leg_get_number (self, event->previous);

  if (self->n_past == 0)
    return value;
  if (number == self->n_past + 1)
    previous = self->n_past;
  sw_value_set_member (&value, "id", sw_value_new_integer (number));
  sw_value_set_member (&value, "previousEventId", sw_value_new_integer (previous));
  return value;
}
