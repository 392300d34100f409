/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-redrive.h"

#include <glib/gi18n.h>

#include "engine/execution/sw-execution-private.h"

/* So long after its end an execution can be redriven, and so long it may be open (AWS's
 * documentation) */
#define REDRIVABLE (14 * G_TIME_SPAN_DAY)
#define MAX_OPEN   (365 * G_TIME_SPAN_DAY)

/* What did not succeed is kept as it stands, and goes on when the execution is redriven. */

static void
ensure_parked (SwFrame *frame)
{
  if (frame->parked != NULL)
    return;
  frame->parked = g_ptr_array_sized_new (frame->n_items);
  g_ptr_array_set_size (frame->parked, (int) frame->n_items);
}

/**
 * sw_child_park:
 * @child: a branch or iteration of @frame that did not succeed
 *
 * Ends a child, and what runs inside it, without an event, but keeps it. Definitions nest no deeper
 * than SW_MODEL_MAX_DEPTH.
 */
void
sw_child_park (SwExecution *self,
               SwFrame     *frame,
               SwFrame     *child)
{
  sw_children_park (self, child);
  sw_map_runs_end (self, child, SW_EXECUTION_ABORTED);
  sw_frame_halt (self, child);
  ensure_parked (frame);
  g_ptr_array_index (frame->parked, child->index) = child;
}

/**
 * sw_children_park:
 *
 * Ends everything that runs inside the frame without an event, and keeps it with all it has come
 * to.
 */
void
sw_children_park (SwExecution *self,
                  SwFrame     *frame)
{
  g_autoptr (GPtrArray) children = g_steal_pointer (&frame->children);

  if (children == NULL)
    return;
  ensure_parked (frame);
  for (guint i = 0; i < children->len; i++)
    if (g_ptr_array_index (children, i) != NULL)
      sw_child_park (self, frame, g_ptr_array_index (children, i));
}

/* Retries are counted anew (AWS's documentation). A state that was not entered yet still is. */
static void
revive (SwExecution *self,
        SwFrame     *frame,
        guint        event)
{
  frame->halted = FALSE;
  frame->attempt = 0;
  g_clear_pointer (&frame->retries, g_free);
  sw_value_clear (&frame->context_state);
  sw_value_clear (&frame->result);
  sw_failure_clear (&frame->failure);
  if (event != 0 && frame->phase != SW_PHASE_ENTER)
    frame->last = event;
  if (frame->parked != NULL)
    frame->phase = SW_PHASE_REDRIVEN;
  else if (frame->phase != SW_PHASE_ENTER)
    frame->phase = SW_PHASE_BEGIN;
  sw_frame_ready (self, frame);
}

/**
 * sw_children_redrive_next:
 * @frame: has children that wait
 *
 * Has the next child go on where it ended; an Express execution begins anew (AWS's documentation).
 *
 * Returns: %FALSE where it cannot begin
 */
gboolean
sw_children_redrive_next (SwExecution *self,
                          SwFrame     *frame)
{
  SwFrame *child = NULL;
  guint index = frame->next_parked;

  for (; child == NULL; index++)
    {
      child = g_ptr_array_index (frame->parked, index);
      if (child != NULL && sw_map_is_fixed (frame, child))
        child = NULL;
    }
  frame->next_parked = index--;
  frame->n_waiting--;
  if (child->child == frame->child)
    {
      g_ptr_array_index (frame->children, index) = child;
      g_ptr_array_index (frame->parked, index) = NULL;
      revive (self, child, 0);
      return TRUE;
    }
  frame->run->waiting.children--;
  frame->run->waiting.items -= child->child->n_items;
  if (frame->step->map->express && !sw_map_begin_iteration (self, frame, index))
    return FALSE;
  g_ptr_array_index (frame->parked, index) = NULL;
  if (frame->step->map->express)
    {
      sw_child_leave (child);
      sw_frame_drop (child);
      return TRUE;
    }
  g_ptr_array_index (frame->children, index) = child;
  revive (self, child, sw_child_redrive (self, child));
  return TRUE;
}

/**
 * sw_children_redrive:
 * @frame: has children that did not succeed
 *
 * Has them go on; those that succeeded stay as they are (AWS's documentation).
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_children_redrive (SwExecution *self,
                     SwFrame     *frame)
{
  frame->phase = SW_PHASE_CHILDREN;
  frame->started = TRUE;
  frame->next_parked = frame->n_waiting = 0;
  for (guint i = 0; i < frame->parked->len; i++)
    frame->n_waiting += g_ptr_array_index (frame->parked, i) != NULL;
  frame->n_done = frame->n_begun - frame->n_waiting;
  frame->children = g_ptr_array_sized_new (frame->n_items);
  g_ptr_array_set_size (frame->children, (int) frame->n_items);
  if (frame->step->type == SW_STATE_MAP)
    return sw_map_redrive (self, frame);
  while (frame->n_waiting > 0)
    sw_children_redrive_next (self, frame);
  return NULL;
}

/* The limit of the execution's time begins anew (AWS's documentation). */
static void
reopen (SwExecution *self)
{
  self->status = SW_EXECUTION_RUNNING;
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->cause, g_free);
  self->turn = self->now;
  if (self->program->timeout > 0)
    self->deadline = self->now + (gint64) (MIN (self->program->timeout, 1e9) * G_USEC_PER_SEC);
  sw_context_note_redrive (self, &self->context_execution, ++self->redrives);
}

/**
 * sw_redrive_record:
 * @history: of what is redriven
 * @now: microseconds since the epoch
 * @count: of the redrives, this one included
 *
 * Records that an execution is redriven.
 *
 * Returns: the event's id
 */
guint
sw_redrive_record (SwHistory *history,
                   gint64     now,
                   guint      count)
{
  SwHistoryEvent *event = sw_history_add (history);

  event->time = now;
  event->type = SW_EVENT_EXECUTION_REDRIVEN;
  event->previous = event->id - 1;
  event->extra = sw_value_new_object (1);
  sw_value_set_member (&event->extra, "redriveCount", sw_value_new_integer (count));
  return event->id;
}

/**
 * sw_execution_redrive:
 * @now: microseconds since the epoch
 *
 * Has an execution that did not succeed go on with the next step: each state that was not left,
 * with the input it had. What had succeeded stays: branches, iterations, items of distributed Maps.
 *
 * Returns: %FALSE where it runs or has succeeded
 */
gboolean
sw_execution_redrive (SwExecution *self,
                      gint64       now)
{
  if (self->root == NULL || self->status == SW_EXECUTION_RUNNING
      || self->status == SW_EXECUTION_SUCCEEDED)
    return FALSE;
  while (sw_frame_take_ready (self) != NULL)
    g_warn_if_reached ();
  self->now = MAX (self->now, now);
  reopen (self);
  revive (self, self->root, sw_redrive_record (self->history, self->now, self->redrives));
  sw_input_tell (self, SW_INPUT_REDRIVE, 0, SW_VALUE_INIT, NULL, NULL);
  return TRUE;
}

/**
 * sw_redrive_get_refusal:
 * @facts: of an execution that is not one of a Map run's items
 * @now: microseconds since the epoch
 *
 * Returns: (nullable): why it cannot be redriven, in AWS's words (recorded on AWS for one that
 * succeeded, from its documentation for the others), which gettext() knows; %NULL: it can
 */
const char *
sw_redrive_get_refusal (const SwRedriveFacts *facts,
                        gint64                now)
{
  const struct
  {
    gboolean    holds;
    const char *text;
  } reasons[] = {
    { facts->express, N_ ("Executions of Express state machines cannot be redriven") },
    { facts->status == SW_EXECUTION_RUNNING, N_ ("Execution is RUNNING and cannot be redriven") },
    { facts->status == SW_EXECUTION_SUCCEEDED,
      N_ ("Execution is SUCCEEDED and cannot be redriven") },
    { facts->n_events >= SW_QUOTA_EVENTS - 1, N_ ("Execution history event limit exceeded") },
    { now - facts->start > MAX_OPEN, N_ ("Execution has exceeded the max execution time") },
    { now - facts->stop > REDRIVABLE, N_ ("Execution redrivable period exceeded") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].holds)
      return reasons[i].text;
  return NULL;
}

/**
 * sw_execution_get_redrives:
 *
 * Returns: how often it was redriven
 */
guint
sw_execution_get_redrives (const SwExecution *self)
{
  return self->redrives;
}
