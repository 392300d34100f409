/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-fork-private.h"

/* At each point of the execution told again: what the record says of it. */

/**
 * sw_fork_place_free:
 *
 * Frees a place.
 */
void
sw_fork_place_free (SwForkPlace *place)
{
  g_clear_pointer (&place->attempts, g_array_unref);
  g_free (place);
}

/* The branch or iteration INDEX of a try of a Parallel or Map */
static const SwVisit *
find_scope (const SwVisit *holder,
            guint          index,
            guint          round)
{
  guint count = sw_visit_get_n_children (holder);
  const SwVisit *likely = index < count ? sw_visit_get_child (holder, index) : NULL;

  if (likely != NULL && likely->index == index && likely->round == round)
    return likely;
  for (guint i = 0; i < count; i++)
    {
      const SwVisit *child = sw_visit_get_child (holder, i);

      if (child->index == index && child->round == round)
        return child;
    }
  return NULL;
}

/**
 * sw_fork_get_place:
 *
 * Returns: (transfer none) (nullable): where the frame stands in the record; %NULL where the record
 * does not have it
 */
SwForkPlace *
sw_fork_get_place (SwFork        *self,
                   const SwFrame *frame)
{
  SwForkPlace *place = g_hash_table_lookup (self->places, GUINT_TO_POINTER (frame->id));
  SwForkPlace *outer = NULL;

  if (place != NULL)
    return place;
  if (frame->parent != NULL)
    outer = sw_fork_get_place (self, frame->parent);
  if (frame->parent != NULL && (outer == NULL || outer->visit == NULL))
    return NULL;
  place = g_new0 (SwForkPlace, 1);
  place->scope = outer != NULL ? find_scope (outer->visit, frame->index, frame->parent->attempt)
                               : sw_trace_get_root (self->trace);
  g_hash_table_insert (self->places, GUINT_TO_POINTER (frame->id), place);
  return place;
}

static const SwVisit *
get_following (const SwForkPlace *place)
{
  if (place->scope == NULL || place->position >= sw_visit_get_n_children (place->scope))
    return NULL;
  return sw_visit_get_child (place->scope, place->position);
}

static void
park (SwFork  *self,
      SwFrame *frame)
{
  self->execution->stopped = NULL;
  g_ptr_array_add (self->parked, frame);
}

/* The recorded data stand in for what random numbers and times of day would make now. */
static void
take_input (SwFork        *self,
            SwFrame       *frame,
            const SwVisit *visit)
{
  SwValue input = sw_trace_get_input (self->trace, visit);
  SwHistoryEvent *event
      = (SwHistoryEvent *) sw_history_get (self->execution->history, frame->entered - 1);

  self->execution->now = MAX (self->execution->now, visit->began);
  frame->entered_time = event->time = self->execution->now;
  if (sw_value_is (input, SW_TYPE_UNDEFINED) || sw_value_equal (input, frame->input))
    return;
  sw_value_set (&frame->input, sw_value_ref (input));
  sw_value_set (&event->data, sw_value_ref (input));
}

/* The event of that type in the visit, or 0 */
static guint
find_event (const SwFork  *self,
            const SwVisit *visit,
            SwEventType    type)
{
  for (guint id = sw_visit_get_first_event (visit); id != 0;
       id = sw_trace_get_next_event (self->trace, id))
    if (sw_history_get (self->history, id - 1)->type == type)
      return id;
  return 0;
}

static SwHistoryEvent *
copy_event (SwFork               *self,
            SwFrame              *frame,
            const SwHistoryEvent *told)
{
  SwHistoryEvent *event;

  self->execution->now = MAX (self->execution->now, told->time);
  event = sw_frame_emit (self->execution, frame, told->type);
  event->number = told->number;
  event->extra = sw_value_ref (told->extra);
  return event;
}

/* What a distributed Map came to, which is over; the frame that goes on. FAILED: its event
 * MapRunFailed, or 0 */
static SwFrame *
end_map_run (SwFork        *self,
             SwFrame       *frame,
             const SwVisit *visit,
             guint          failed)
{
  guint last = frame->last;

  if (failed != 0)
    {
      const SwHistoryEvent *event = sw_history_get (self->history, failed - 1);

      sw_failure_set (&frame->failure, sw_history_event_get_error (event),
                      sw_history_event_get_cause (event));
      return sw_map_run_failed (self->execution, frame);
    }

  frame->last = sw_frame_emit_leaf (self->execution, frame, SW_EVENT_MAP_RUN_SUCCEEDED)->id;
  sw_frame_emit_leaf (self->execution, frame, SW_EVENT_MAP_STATE_SUCCEEDED);
  frame->last = last;

  return sw_flow_exit (self->execution, frame,
                       sw_value_ref (sw_trace_get_output (self->trace, visit)),
                       sw_value_ref (sw_trace_get_assigned (self->trace, visit)),
                       frame->step->next);
}

/* A distributed Map: its events as they were, and what it came to. Nothing of its items is
 * known. */
static void
pass_over (SwFork        *self,
           SwFrame       *frame,
           const SwVisit *visit)
{
  SwExecution *execution = self->execution;
  guint started = find_event (self, visit, SW_EVENT_MAP_STATE_STARTED);
  guint run = find_event (self, visit, SW_EVENT_MAP_RUN_STARTED);
  SwFrame *next;

  if (!sw_fork_has_happened (self, visit->exited) || started == 0)
    {
      sw_fork_refuse (self, SW_FORK_ERROR_UNKNOWN,
                      "The distributed Map '%s' was under way. AWS runs its items as executions "
                      "of their own, so this history does not tell how far they were: begin "
                      "before the Map, or after it",
                      visit->state->name);
      return;
    }
  sw_stop_forget (execution, frame);
  copy_event (self, frame, sw_history_get (self->history, started - 1));
  copy_event (self, frame, sw_history_get (self->history, run - 1));
  frame->started = TRUE;
  next = end_map_run (self, frame, visit, find_event (self, visit, SW_EVENT_MAP_RUN_FAILED));
  while (next != NULL)
    next = sw_execution_serve (execution, next);
  if (execution->stopped != NULL)
    sw_fork_decide (self, execution->stopped);
}

static void
decide_before (SwFork  *self,
               SwFrame *frame)
{
  SwForkPlace *place = sw_fork_get_place (self, frame);
  const SwVisit *visit = place != NULL ? get_following (place) : NULL;

  if (visit == NULL || (visit != self->target && !sw_fork_has_happened (self, visit->entered)))
    {
      park (self, frame);
      return;
    }
  if (!g_str_equal (visit->state->name, frame->step->state->name))
    {
      sw_fork_refuse (self, SW_FORK_ERROR_DIFFERS,
                      "At event %u the run entered '%s', where this definition has '%s'",
                      visit->entered, visit->state->name, frame->step->state->name);
      return;
    }
  place->visit = visit;
  place->position++;
  place->begun = place->submitted = 0;
  g_clear_pointer (&place->attempts, g_array_unref);
  place->attempts = sw_trace_dup_attempts (self->trace, visit, 0);
  take_input (self, frame, visit);
  if (visit == self->target)
    {
      self->found = frame;
      self->execution->stopped = NULL;
    }
  else if (frame->step->type == SW_STATE_MAP && frame->step->map->distributed
           && sw_fork_has_happened (self, find_event (self, visit, SW_EVENT_MAP_RUN_STARTED)))
    {
      pass_over (self, frame, visit);
    }
  else
    {
      sw_execution_resume (self->execution);
    }
}

/* Whether the visit ended by the state's own exit, and not by that of what holds it */
static gboolean
has_exited (const SwFork  *self,
            const SwVisit *visit)
{
  return visit->exited != 0
         && sw_history_get (self->history, visit->exited - 1)->type == SW_EVENT_STATE_EXITED;
}

static void
decide_after (SwFork  *self,
              SwFrame *frame)
{
  if (sw_fork_has_happened (self, sw_fork_get_place (self, frame)->visit->exited))
    sw_execution_resume (self->execution);
  else
    park (self, frame);
}

static void
decide_error (SwFork  *self,
              SwFrame *frame)
{
  SwForkPlace *place = sw_fork_get_place (self, frame);
  const SwVisit *visit = place->visit;

  if (place->attempts->len <= frame->attempt + 1 && visit->status == SW_RUN_STATE_SUCCEEDED
      && sw_fork_has_happened (self, visit->exited))
    sw_fork_refuse (
        self, SW_FORK_ERROR_DIFFERS,
        "The state '%s' ended well at event %u, and by this definition it fails: %s%s%s",
        visit->state->name, visit->exited, frame->failure.error != NULL ? frame->failure.error : "",
        frame->failure.cause != NULL ? ": " : "",
        frame->failure.cause != NULL ? frame->failure.cause : "");
  else if (sw_fork_has_happened (self, visit->exited)
           || sw_fork_has_happened (
               self, place->attempts->len > frame->attempt + 1
                         ? g_array_index (place->attempts, SwAttempt, frame->attempt + 1).scheduled
                         : 0))
    sw_execution_resume (self->execution);
  else
    park (self, frame);
}

static void
take_output (SwFork        *self,
             SwFrame       *frame,
             const SwVisit *visit)
{
  SwHold *hold = frame->hold;
  SwValue output = sw_trace_get_output (self->trace, visit);
  SwValue assigned = sw_trace_get_assigned (self->trace, visit);
  SwHistoryEvent *event
      = (SwHistoryEvent *) sw_history_get (self->execution->history, hold->exited - 1);
  SwValue variables;

  if (!sw_value_is (output, SW_TYPE_UNDEFINED) && !sw_value_equal (output, hold->result))
    {
      sw_value_set (&hold->result, sw_value_ref (output));
      sw_value_set (&event->data, sw_value_ref (output));
    }
  if (!sw_value_is (assigned, SW_TYPE_OBJECT) || sw_value_equal (assigned, event->extra))
    return;
  variables = sw_value_is (hold->before, SW_TYPE_OBJECT) ? sw_value_ref (hold->before)
                                                         : sw_value_new_object (4);
  for (guint i = 0; i < sw_value_get_length (assigned); i++)
    sw_value_set_member_string (&variables, sw_value_get_key (assigned, i),
                                sw_value_ref (sw_value_get_member_at (assigned, i)));
  sw_value_set (&frame->variables, variables);
  sw_value_set (&event->extra, sw_value_ref (assigned));
}

/* The way that was taken, whichever this definition would take. Returns FALSE where it has none. */
static gboolean
take_way (SwFork        *self,
          SwFrame       *frame,
          const SwVisit *from,
          const SwVisit *to)
{
  SwHold *hold = frame->hold;
  const SwProgram *program = self->execution->program;
  const SwState *state;

  if (to == NULL)
    {
      hold->next = NULL;
      return TRUE;
    }
  if (hold->next != NULL && g_str_equal (hold->next->state->name, to->state->name))
    return TRUE;
  state = sw_scope_find_state (frame->step->state->scope, to->state->name);
  if (state == NULL)
    {
      sw_fork_refuse (self, SW_FORK_ERROR_DIFFERS,
                      "The run went from '%s' to '%s', a state that this definition does not have",
                      from->state->name, to->state->name);
      return FALSE;
    }
  hold->next = &program->steps[state->serial];
  return TRUE;
}

static void
decide_left (SwFork  *self,
             SwFrame *frame)
{
  SwForkPlace *place = sw_fork_get_place (self, frame);
  const SwVisit *visit = place->visit, *next = get_following (place);

  if (!has_exited (self, visit))
    {
      sw_fork_refuse (self, SW_FORK_ERROR_DIFFERS,
                      "The state '%s' failed at event %u, and by this definition it does not; "
                      "begin at that state, or before it",
                      visit->state->name, visit->failure != 0 ? visit->failure : visit->exited);
      return;
    }
  take_output (self, frame, visit);
  if (next == NULL && !sw_fork_has_happened (self, place->scope->exited))
    park (self, frame);
  else if (!take_way (self, frame, visit, next))
    return;
  else if (next != NULL && next != self->target && !sw_fork_has_happened (self, next->entered))
    park (self, frame);
  else
    sw_execution_resume (self->execution);
}

/**
 * sw_fork_decide:
 * @frame: stands at a stop
 *
 * Lets a frame go on as the record says, or leaves it where the record ends.
 */
void
sw_fork_decide (SwFork  *self,
                SwFrame *frame)
{
  switch (frame->hold->point)
    {
    case SW_STOP_BEFORE:
      decide_before (self, frame);
      break;
    case SW_STOP_AFTER:
      decide_after (self, frame);
      break;
    case SW_STOP_ERROR:
      decide_error (self, frame);
      break;
    case SW_STOP_LEFT:
    default:
      decide_left (self, frame);
      break;
    }
}
