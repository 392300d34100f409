/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

#include "engine/sw-failure.h"

/* The tries of a visit's work, read off its events. */

typedef enum
{
  PART_NONE,
  PART_BEGIN, /* a try begins */
  PART_STARTED,
  PART_SUBMITTED,
  PART_DONE,
  PART_FAILED,
} Part;

static const guint8 parts[SW_N_EVENT_TYPES] = {
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULED] = PART_BEGIN,
  [SW_EVENT_LAMBDA_FUNCTION_STARTED] = PART_STARTED,
  [SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED] = PART_DONE,
  [SW_EVENT_LAMBDA_FUNCTION_FAILED] = PART_FAILED,
  [SW_EVENT_LAMBDA_FUNCTION_TIMED_OUT] = PART_FAILED,
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULE_FAILED] = PART_FAILED,
  [SW_EVENT_LAMBDA_FUNCTION_START_FAILED] = PART_FAILED,
  [SW_EVENT_TASK_SCHEDULED] = PART_BEGIN,
  [SW_EVENT_TASK_STARTED] = PART_STARTED,
  [SW_EVENT_TASK_SUBMITTED] = PART_SUBMITTED,
  [SW_EVENT_TASK_SUCCEEDED] = PART_DONE,
  [SW_EVENT_TASK_FAILED] = PART_FAILED,
  [SW_EVENT_TASK_TIMED_OUT] = PART_FAILED,
  [SW_EVENT_TASK_START_FAILED] = PART_FAILED,
  [SW_EVENT_TASK_SUBMIT_FAILED] = PART_FAILED,
  [SW_EVENT_ACTIVITY_SCHEDULED] = PART_BEGIN,
  [SW_EVENT_ACTIVITY_STARTED] = PART_STARTED,
  [SW_EVENT_ACTIVITY_SUCCEEDED] = PART_DONE,
  [SW_EVENT_ACTIVITY_FAILED] = PART_FAILED,
  [SW_EVENT_ACTIVITY_TIMED_OUT] = PART_FAILED,
  [SW_EVENT_ACTIVITY_SCHEDULE_FAILED] = PART_FAILED,
  [SW_EVENT_MAP_STATE_STARTED] = PART_BEGIN,
  [SW_EVENT_MAP_STATE_SUCCEEDED] = PART_DONE,
  [SW_EVENT_MAP_STATE_FAILED] = PART_FAILED,
  [SW_EVENT_MAP_RUN_STARTED] = PART_STARTED,
  [SW_EVENT_MAP_RUN_FAILED] = PART_FAILED,
  [SW_EVENT_PARALLEL_STATE_STARTED] = PART_BEGIN,
  [SW_EVENT_PARALLEL_STATE_SUCCEEDED] = PART_DONE,
  [SW_EVENT_PARALLEL_STATE_FAILED] = PART_FAILED,
  [SW_EVENT_EVALUATION_FAILED] = PART_FAILED,
};

static SwAttempt *
get_last (GArray *attempts)
{
  return attempts->len > 0 ? &g_array_index (attempts, SwAttempt, attempts->len - 1) : NULL;
}

/* The event that says why a try failed that ended with EVENT: of a Parallel or Map one inside */
static guint
find_reason (const SwTrace *self, const SwHistoryEvent *event)
{
  const SwVisitNode *inside = sw_trace_node_of (self, event->id);

  if (sw_history_event_get_error (event) != NULL || inside == NULL)
    return event->id;
  if (event->type == SW_EVENT_MAP_STATE_FAILED || event->type == SW_EVENT_PARALLEL_STATE_FAILED)
    inside = sw_trace_node_of (self, event->previous);
  return inside != NULL && inside->visit.failure != 0 ? inside->visit.failure : event->id;
}

static void
end_attempt (const SwTrace        *self,
             SwAttempt            *attempt,
             const SwHistoryEvent *event,
             gboolean              has_failed)
{
  attempt->ended = event->id;
  attempt->finished = event->time;
  if (!has_failed || attempt->failed != 0)
    return;
  attempt->failed = event->id;
  attempt->error = sw_trace_get_event_error (self, find_reason (self, event));
  attempt->cause = sw_trace_get_event_cause (self, find_reason (self, event));
}

static SwAttempt *
add_attempt (const SwTrace *self, GArray *attempts, const SwHistoryEvent *event)
{
  SwAttempt attempt = { .number = attempts->len, .began = event->time, .retrier = -1 };
  SwAttempt *last = get_last (attempts);

  /* Of a Parallel or Map that tries again no event says that it failed: what is new follows from
   * what failed inside. */
  if (last != NULL && last->ended == 0)
    {
      const SwHistoryEvent *inside =
          event->previous != 0 ? sw_history_get (self->history, event->previous - 1) : event;

      end_attempt (self, last, inside, TRUE);
    }
  if (last != NULL)
    attempt.wait = MAX (0, event->time - last->finished);
  g_array_append_val (attempts, attempt);
  return get_last (attempts);
}

static void
add_event (const SwTrace *self, GArray *attempts, const SwHistoryEvent *event)
{
  Part part = parts[event->type];
  SwAttempt *last = get_last (attempts);

  if (part == PART_NONE)
    return;
  /* Arguments that cannot be evaluated are a try of their own; what the result is made into is
   * part of the try that gave it. */
  if (part == PART_BEGIN || last == NULL
      || (part == PART_FAILED && last->failed != 0 && event->type == SW_EVENT_EVALUATION_FAILED))
    last = add_attempt (self, attempts, event);
  switch (part)
    {
    case PART_BEGIN:
      last->scheduled = event->id;
      break;
    case PART_STARTED:
      last->started = event->id;
      break;
    case PART_SUBMITTED:
      last->submitted = event->id;
      break;
    case PART_DONE:
    case PART_FAILED:
      end_attempt (self, last, event, part == PART_FAILED);
      break;
    case PART_NONE:
    default:
      break;
    }
}

/* Which retrier made another try: the first that matches */
static void
find_retriers (const SwVisit *visit, GArray *attempts)
{
  const SwState *state = visit->state->state;

  for (guint i = 0; state != NULL && i + 1 < attempts->len; i++)
    {
      SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);
      const SwFailure failure = { .error = (char *) attempt->error,
                                  .heartbeat = g_strcmp0 (attempt->error, SW_ERROR_TIMEOUT) == 0,
                                  .branch = visit->state->type == SW_STATE_PARALLEL };

      for (guint j = 0; attempt->retrier < 0 && j < state->retriers->len; j++)
        if (sw_failure_matches (&failure, g_array_index (state->retriers, SwHandler, j).errors))
          attempt->retrier = (int) j;
    }
}

/**
 * sw_trace_dup_attempts:
 * @visit: of a state
 * @event: id; what happened later does not count; 0: all does
 *
 * Reads off the tries of a state's work, with the waits between them.
 *
 * Returns: (transfer full): SwAttempt; empty where the state has no work of that kind, or has not
 * come to it
 */
GArray *
sw_trace_dup_attempts (const SwTrace *self, const SwVisit *visit, guint event)
{
  GArray *attempts = g_array_new (FALSE, TRUE, sizeof (SwAttempt));

  if (visit->kind != SW_VISIT_STATE)
    return attempts;
  for (guint id = sw_visit_get_first_event (visit); id != 0 && (event == 0 || id <= event);
       id = sw_trace_get_next_event (self, id))
    add_event (self, attempts, sw_history_get (self->history, id - 1));
  find_retriers (visit, attempts);
  return attempts;
}
