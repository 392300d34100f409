/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-debugger-private.h"

/* Going on: where the run is to stand still next. */

static gboolean
is_among (const GArray *frames,
          guint         first,
          guint         id)
{
  for (guint i = first; i < frames->len; i++)
    if (g_array_index (frames, guint, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
is_child (SwDebugger   *self,
          const SwStop *stop)
{
  SwFrameInfo info;

  return self->frames->len > 0 && stop->frame != stop->parent
         && stop->parent == g_array_index (self->frames, guint, 0)
         && (self->child < 0
             || (sw_execution_get_frame (sw_debugger_get_execution (self), stop->frame, &info)
                 && info.index == (guint) self->child));
}

/* A frame that holds others gets nowhere before they have ended: a point of it is their end. */
static gboolean
fulfils_plan (SwDebugger   *self,
              const SwStop *stop)
{
  if (stop->point != SW_STOP_BEFORE)
    return FALSE;
  switch (self->plan)
    {
    case SW_PLAN_START:
      return TRUE;
    case SW_PLAN_OVER:
      return is_among (self->frames, 0, stop->frame);
    case SW_PLAN_INTO:
      return is_child (self, stop) || is_among (self->frames, 0, stop->frame);
    case SW_PLAN_OUT:
      return is_among (self->frames, 1, stop->frame);
    case SW_PLAN_HERE:
      return g_str_equal (stop->state->pointer, self->here);
    case SW_PLAN_NONE:
    default:
      return FALSE;
    }
}

static gboolean
decide (SwExecution  *execution,
        const SwStop *stop,
        gpointer      data)
{
  SwDebugger *self = data;
  g_autofree char *trouble = NULL;
  const SwBreakpoint *breakpoint
      = sw_breakpoints_match (self->breakpoints, execution, stop, &trouble);

  if (breakpoint != NULL)
    {
      self->reason = SW_REASON_BREAKPOINT;
      self->breakpoint = breakpoint->id;
      g_free (self->trouble);
      self->trouble = g_steal_pointer (&trouble);
    }
  else if (fulfils_plan (self, stop))
    {
      self->reason = self->plan == SW_PLAN_HERE ? SW_REASON_HERE : SW_REASON_STEP;
    }
  else
    {
      return FALSE;
    }
  self->frame = stop->frame;
  return TRUE;
}

/**
 * sw_debugger_update_stops:
 *
 * Has the execution ask at its points as long as there is anything to stop for.
 */
void
sw_debugger_update_stops (SwDebugger *self)
{
  gboolean wanted = self->plan != SW_PLAN_NONE || sw_breakpoints_is_active (self->breakpoints);

  sw_execution_set_stop_func (sw_debugger_get_execution (self), wanted ? decide : NULL, self);
}

/**
 * sw_debugger_set_plan:
 *
 * Says what the run is to come to; a step begins in the chosen frame.
 */
void
sw_debugger_set_plan (SwDebugger *self,
                      SwPlan      plan)
{
  SwExecution *execution = sw_debugger_get_execution (self);
  SwFrameInfo info;
  guint id = self->frame;

  self->plan = plan;
  g_array_set_size (self->frames, 0);
  while (plan != SW_PLAN_NONE && sw_execution_get_frame (execution, id, &info))
    {
      g_array_append_val (self->frames, id);
      if (info.parent == id)
        break;
      id = info.parent;
    }
  sw_debugger_update_stops (self);
}

static void
go (SwDebugger *self,
    SwPlan      plan)
{
  if (!sw_debugger_get_stopped (self))
    return;
  sw_debugger_set_plan (self, plan);
  sw_runner_set_paused (self->runner, FALSE);
}

/**
 * sw_debugger_break_at_start:
 *
 * Has a run that is not started yet stand still at its first state.
 */
void
sw_debugger_break_at_start (SwDebugger *self)
{
  sw_debugger_set_plan (self, SW_PLAN_START);
}

/**
 * sw_debugger_pause:
 *
 * Has the run stand still where it is: between two transitions, in a Wait, or while a task is
 * performed.
 */
void
sw_debugger_pause (SwDebugger *self)
{
  if (sw_runner_get_status (self->runner) == SW_EXECUTION_RUNNING)
    sw_runner_set_paused (self->runner, TRUE);
}

/**
 * sw_debugger_continue:
 *
 * Lets the run go on to the next breakpoint, or to its end.
 */
void
sw_debugger_continue (SwDebugger *self)
{
  go (self, SW_PLAN_NONE);
}

/**
 * sw_debugger_step_over:
 *
 * Lets the run go on to the next state of the chosen frame; after its last one, of the frame that
 * holds it.
 */
void
sw_debugger_step_over (SwDebugger *self)
{
  go (self, SW_PLAN_OVER);
}

/**
 * sw_debugger_step_into:
 * @child: index of the branch or iteration; -1: the first that begins
 *
 * Lets the run go on to the first state inside the Parallel or Map the chosen frame is at. Another
 * state is stepped over.
 */
void
sw_debugger_step_into (SwDebugger *self,
                       int         child)
{
  self->child = child;
  go (self, SW_PLAN_INTO);
}

/**
 * sw_debugger_step_out:
 *
 * Lets the run go on until the branch or iteration has ended, with all beside it, and what holds it
 * enters its next state. Out of the machine itself it goes on to the end.
 */
void
sw_debugger_step_out (SwDebugger *self)
{
  go (self, SW_PLAN_OUT);
}

/**
 * sw_debugger_run_to:
 * @state: JSON pointer
 *
 * Lets the run go on until any frame enters that state.
 */
void
sw_debugger_run_to (SwDebugger *self,
                    const char *state)
{
  g_free (self->here);
  self->here = g_strdup (state);
  go (self, SW_PLAN_HERE);
}
