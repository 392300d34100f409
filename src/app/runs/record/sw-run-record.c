/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-run-record-private.h"

G_DEFINE_FINAL_TYPE (SwRunRecord, sw_run_record, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
sw_run_record_finalize (GObject *object)
{
  SwRunRecord *self = SW_RUN_RECORD (object);

  g_clear_pointer (&self->counts, sw_run_shown_free);
  sw_snapshot_free (self->snapshot);
  sw_trace_free (self->trace);
  sw_history_unref (self->history);
  g_clear_object (&self->runner);
  g_clear_object (&self->execution);
  G_OBJECT_CLASS (sw_run_record_parent_class)->finalize (object);
}

static void
sw_run_record_class_init (SwRunRecordClass *klass)
{
  static const char *const names[]
      = { [SIGNAL_ADVANCED] = "advanced", [SIGNAL_MOVED] = "moved",
          [SIGNAL_SELECTED] = "selected", [SIGNAL_SCOPED] = "scoped" };

  G_OBJECT_CLASS (klass)->finalize = sw_run_record_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SW_TYPE_RUN_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
sw_run_record_init (SwRunRecord *self)
{
  self->follows = TRUE;
}

static SwRunRecord *
record_new (SwRunner        *runner,
            const SwHistory *history,
            SwModel         *model)
{
  SwRunRecord *self = g_object_new (SW_TYPE_RUN_RECORD, NULL);

  g_set_object (&self->runner, runner);
  self->history = sw_history_ref (history);
  self->trace = sw_trace_new (history, model);
  self->snapshot = sw_snapshot_new (self->trace);
  sw_run_record_update (self);
  return self;
}

/**
 * sw_run_record_new:
 * @runner: started or not
 *
 * Returns: (transfer full): a run of ours
 */
SwRunRecord *
sw_run_record_new (SwRunner *runner)
{
  const SwHistory *history = sw_execution_get_history (sw_runner_get_execution (runner));

  return record_new (runner, history, sw_history_get_model (history));
}

/**
 * sw_run_record_new_read:
 * @history: that was read
 * @model: the definition it is shown on
 *
 * Returns: (transfer full): a run that somebody else made
 */
SwRunRecord *
sw_run_record_new_read (const SwHistory *history,
                        SwModel         *model)
{
  return record_new (NULL, history, model);
}

/**
 * sw_run_record_get_runner:
 *
 * Returns: (transfer none) (nullable): what runs or ran it; `NULL` of one that was read
 */
SwRunner *
sw_run_record_get_runner (SwRunRecord *self)
{
  return self->runner;
}

/**
 * sw_run_record_get_history:
 *
 * Returns: (transfer none): the events, which grow while the run goes on
 */
SwHistory *
sw_run_record_get_history (SwRunRecord *self)
{
  return self->history;
}

/**
 * sw_run_record_get_trace:
 *
 * Returns: (transfer none): the visits that the events tell of
 */
SwTrace *
sw_run_record_get_trace (SwRunRecord *self)
{
  return self->trace;
}

/**
 * sw_run_record_get_snapshot:
 *
 * Returns: (transfer none): how all states stand at the position
 */
SwSnapshot *
sw_run_record_get_snapshot (SwRunRecord *self)
{
  return self->snapshot;
}

/**
 * _sw_run_record_forget:
 *
 * Forgets what was counted of the part that is looked at: it is not as it was.
 */
void
_sw_run_record_forget (SwRunRecord *self)
{
  g_clear_pointer (&self->counts, sw_run_shown_free);
}

/**
 * _sw_run_record_emit:
 * @signal: one of the record's signals, an index of their table
 *
 * Emits it from the files the type is split into.
 */
void
_sw_run_record_emit (SwRunRecord *self,
                     guint        signal)
{
  g_signal_emit (self, signals[signal], 0);
}

/**
 * sw_run_record_update:
 *
 * Takes in the events that have come since the last time, and goes to the end where it follows.
 *
 * Returns: whether there were any
 */
gboolean
sw_run_record_update (SwRunRecord *self)
{
  guint before;

  g_return_val_if_fail (SW_IS_RUN_RECORD (self), FALSE);

  before = self->facts.n_events;
  sw_trace_update (self->trace);
  sw_run_facts_take (&self->facts, self->history, sw_trace_get_n_events (self->trace));
  if (self->facts.n_events == before)
    return FALSE;
  _sw_run_record_forget (self);
  if (self->follows)
    sw_snapshot_seek (self->snapshot, self->facts.n_events);
  g_signal_emit (self, signals[SIGNAL_ADVANCED], 0);
  if (self->follows)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  return TRUE;
}

/**
 * sw_run_record_get_facts:
 * @facts: (out caller-allocates): at the end of what is known, wherever one has travelled
 */
void
sw_run_record_get_facts (SwRunRecord *self,
                         SwRunFacts  *facts)
{
  *facts = self->facts;
  facts->express = self->runner != NULL
                   && sw_execution_get_express (sw_runner_get_execution (self->runner));
  sw_run_facts_settle (facts, self->trace);
}

/**
 * sw_run_record_get_error:
 *
 * Returns: (nullable): with what the run failed
 */
const char *
sw_run_record_get_error (SwRunRecord *self)
{
  return sw_trace_get_error (self->trace, sw_trace_get_root (self->trace));
}

/**
 * sw_run_record_get_cause:
 *
 * Returns: (transfer none) (nullable): why the run failed, in the words of whoever let it fail
 */
const char *
sw_run_record_get_cause (SwRunRecord *self)
{
  return sw_trace_get_cause (self->trace, sw_trace_get_root (self->trace));
}

/**
 * sw_run_record_find_failed:
 *
 * Returns: (nullable): the visit whose failure ended the run: the innermost that failed last
 */
SwVisit *
sw_run_record_find_failed (SwRunRecord *self)
{
  SwVisit *found = NULL;

  for (SwVisit *at = sw_trace_get_root (self->trace); at != NULL;)
    {
      SwVisit *next = NULL;

      for (guint i = sw_visit_get_n_children (at); i-- > 0 && next == NULL;)
        if (sw_visit_get_child (at, i)->status == SW_RUN_STATE_FAILED)
          next = sw_visit_get_child (at, i);
      if (next != NULL && next->kind == SW_VISIT_STATE)
        found = next;
      at = next;
    }
  return found;
}

/**
 * sw_run_record_get_n_events:
 *
 * Returns: how many events there are, which is the last position
 */
guint
sw_run_record_get_n_events (SwRunRecord *self)
{
  return self->facts.n_events;
}

/**
 * sw_run_record_get_position:
 *
 * Returns: after how many events the run is looked at
 */
guint
sw_run_record_get_position (SwRunRecord *self)
{
  return sw_snapshot_get_event (self->snapshot);
}

/**
 * sw_run_record_set_position:
 * @event: 1 … number of events
 *
 * Looks at the run as it stood after that event. At the last one it follows what comes.
 */
void
sw_run_record_set_position (SwRunRecord *self,
                            guint        event)
{
  g_return_if_fail (SW_IS_RUN_RECORD (self));

  event = CLAMP (event, MIN (1, self->facts.n_events), self->facts.n_events);
  self->follows = event == self->facts.n_events;
  if (event == sw_snapshot_get_event (self->snapshot))
    return;
  sw_snapshot_seek (self->snapshot, event);
  _sw_run_record_forget (self);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/**
 * sw_run_record_get_follows:
 *
 * Returns: whether the position goes along with the run, because it is at the last event
 */
gboolean
sw_run_record_get_follows (SwRunRecord *self)
{
  return self->follows;
}

/**
 * sw_run_record_follow:
 *
 * Goes to the last event, and along with those that come.
 */
void
sw_run_record_follow (SwRunRecord *self)
{
  sw_run_record_set_position (self, self->facts.n_events);
}

/**
 * sw_run_record_get_paused:
 *
 * Returns: (nullable): the visit of a state at which the run stands still, where the end is looked at
 */
SwVisit *
sw_run_record_get_paused (SwRunRecord *self)
{
  return self->follows ? self->paused : NULL;
}

/**
 * sw_run_record_set_paused:
 * @visit: (nullable): of a state, at which the debugger has the run stand still; `NULL`: it goes on
 */
void
sw_run_record_set_paused (SwRunRecord *self,
                          SwVisit     *visit)
{
  g_return_if_fail (SW_IS_RUN_RECORD (self));

  if (self->paused == visit)
    return;
  self->paused = visit;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/**
 * sw_run_record_get_state:
 * @visit: of the trace
 *
 * Returns: how the visit stands at the position
 */
SwRunState
sw_run_record_get_state (SwRunRecord   *self,
                         const SwVisit *visit)
{
  SwRunState state = sw_snapshot_get_visit (self->snapshot, visit);
  gboolean open = state == SW_RUN_STATE_RUNNING || state == SW_RUN_STATE_WAITING;

  return open && visit == sw_run_record_get_paused (self) ? SW_RUN_STATE_PAUSED : state;
}

/**
 * sw_run_record_get_visit:
 *
 * Returns: (transfer none) (nullable): the visit that is chosen
 */
SwVisit *
sw_run_record_get_visit (SwRunRecord *self)
{
  return self->visit;
}

/**
 * sw_run_record_get_event:
 *
 * Returns: id of the event that is chosen, from 1; 0 for none
 */
guint
sw_run_record_get_event (SwRunRecord *self)
{
  return self->event;
}

/**
 * sw_run_record_select:
 * @visit: (nullable): of the trace; `NULL`: the run itself
 * @event: one of its events; 0: none in particular
 *
 * Chooses what the other views then show as well.
 */
void
sw_run_record_select (SwRunRecord *self,
                      SwVisit     *visit,
                      guint        event)
{
  g_return_if_fail (SW_IS_RUN_RECORD (self));

  if (self->visit == visit && self->event == event)
    return;
  self->visit = visit;
  self->event = event;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/**
 * sw_run_record_select_state:
 * @pointer: (nullable): JSON pointer of a state
 *
 * Chooses the visit of a state that stands for it now; one that is chosen already stays. The lists
 * keep no longer to a part of the run that it is not in.
 */
void
sw_run_record_select_state (SwRunRecord *self,
                            const char  *pointer)
{
  SwVisit *visit = self->visit;

  if (visit != NULL && visit->kind == SW_VISIT_STATE
      && g_strcmp0 (visit->state->pointer, pointer) == 0)
    return;
  visit = pointer != NULL ? sw_run_record_find_visit (self, pointer) : NULL;
  if (visit != NULL && !sw_run_record_is_in_scope (self, visit))
    sw_run_record_set_scope (self, NULL);
  sw_run_record_select (self, visit, visit != NULL ? visit->entered : 0);
}
