/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-fork-private.h"

/* What comes from outside in an execution told again: answers of tasks and the passing of time, in
 * the order of the record. */

/* The next thing that the record has for a frame that waits */
typedef struct
{
  SwFrame         *frame;
  guint            event; /* 0: nothing */
  const SwAttempt *attempt;
} Turn;

static const SwAttempt *
get_attempt (const SwForkPlace *place,
             const SwFrame     *frame)
{
  return place->attempts != NULL && frame->attempt < place->attempts->len
             ? &g_array_index (place->attempts, SwAttempt, frame->attempt)
             : NULL;
}

static guint
find_task_event (const SwForkPlace *place,
                 const SwFrame     *frame,
                 const SwAttempt   *attempt)
{
  if (attempt == NULL)
    return 0;
  if (frame->task->request.kind == SW_TASK_ACTIVITY && attempt->started != 0
      && place->begun <= attempt->number)
    return attempt->started;
  if (attempt->submitted != 0 && place->submitted <= attempt->number)
    return attempt->submitted;
  return attempt->ended;
}

static guint
find_retry_event (const SwForkPlace *place,
                  const SwAttempt   *attempt)
{
  if (attempt == NULL)
    return place->visit->exited;
  if (attempt->scheduled != 0)
    return attempt->scheduled;
  return attempt->started != 0 ? attempt->started : attempt->ended;
}

static Turn
find_turn (SwFork  *self,
           SwFrame *frame)
{
  SwForkPlace *place = sw_fork_get_place (self, frame);
  Turn turn = { .frame = frame };

  if (place == NULL || place->visit == NULL)
    return turn;
  turn.attempt = get_attempt (place, frame);
  switch ((int) frame->phase)
    {
    case SW_PHASE_TASK_OPEN:
      turn.event = find_task_event (place, frame, turn.attempt);
      break;
    case SW_PHASE_WAITING:
      turn.event = place->visit->exited;
      break;
    case SW_PHASE_RETRY_DELAY:
      turn.event = find_retry_event (place, turn.attempt);
      break;
    default:
      break;
    }
  if (!sw_fork_has_happened (self, turn.event))
    turn.event = 0;
  return turn;
}

/* The recorded time, as far as nothing else becomes due by it: AWS takes a little longer for
 * everything. */
static gint64
get_time (SwFork               *self,
          const SwHistoryEvent *event)
{
  const SwFrame *sleeper = sw_frame_get_sleeper (self->execution);
  gint64 bound = sleeper != NULL ? sleeper->wake - 1 : G_MAXINT64;

  return MAX (self->execution->now, MIN (event->time, bound));
}

static void
let_time_pass (SwFork  *self,
               SwFrame *frame)
{
  if (frame->wake == G_MAXINT64)
    sw_fork_refuse (self, SW_FORK_ERROR_DIFFERS,
                    "The task of '%s' timed out, and by this definition it has no time limit",
                    frame->step->state->name);
  else
    self->execution->now = MAX (self->execution->now, frame->wake);
}

static void
end_task (SwFork               *self,
          SwFrame              *frame,
          const SwHistoryEvent *event,
          gint64                now)
{
  guint64 id = frame->task->request.id;
  const SwTaskEvents *events = &sw_task_events[frame->task->request.kind];

  if (event->type == events->timed_out)
    let_time_pass (self, frame);
  else if (event->type == events->succeeded)
    sw_execution_succeed_task (self->execution, id, event->data, now);
  else
    sw_execution_fail_task (self->execution, id, sw_history_event_get_error (event),
                            sw_history_event_get_cause (event), now);
}

static void
advance_task (SwFork *self,
              Turn   *turn)
{
  SwForkPlace *place = sw_fork_get_place (self, turn->frame);
  const SwHistoryEvent *event = sw_history_get (self->history, turn->event - 1);
  guint64 id = turn->frame->task->request.id;
  gint64 now = get_time (self, event);

  if (turn->event == turn->attempt->ended)
    {
      end_task (self, turn->frame, event, now);
    }
  else if (turn->event == turn->attempt->submitted)
    {
      place->submitted = turn->attempt->number + 1;
      sw_execution_submit_task (self->execution, id, event->data, now);
    }
  else
    {
      place->begun = turn->attempt->number + 1;
      sw_execution_begin_task (self->execution, id,
                               sw_history_event_get_detail (event, "workerName"), now);
    }
}

/**
 * sw_fork_take_turn:
 *
 * Does the next thing of the record to an execution in which nothing can go on by itself.
 *
 * Returns: whether there was one
 */
gboolean
sw_fork_take_turn (SwFork *self)
{
  g_autoptr (GPtrArray) frames = sw_stop_collect_frames (self->execution);
  Turn first = { 0 };

  for (guint i = 0; i < frames->len; i++)
    {
      Turn turn = find_turn (self, g_ptr_array_index (frames, i));

      if (turn.event != 0 && (first.event == 0 || turn.event < first.event))
        first = turn;
    }
  if (first.event == 0)
    return FALSE;
  if (first.frame->phase == SW_PHASE_TASK_OPEN)
    advance_task (self, &first);
  else
    let_time_pass (self, first.frame);
  return self->error == NULL;
}
