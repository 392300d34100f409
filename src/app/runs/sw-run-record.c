/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-record.h"

#include <string.h>

#include "app/runs/sw-run-shown.h"
#include "engine/sw-cost.h"
#include "json/sw-text.h"

struct _SwRunRecord
{
  GObject      parent_instance;

  SwRunner    *runner;   /* NULL: read from a file */
  SwHistory   *history;
  SwTrace     *trace;
  SwSnapshot  *snapshot; /* after `sw_snapshot_get_event()` events */
  gboolean     follows;  /* the end, as it comes */
  SwRunFacts   facts;
  SwVisit     *visit;    /* chosen, or NULL */
  guint        event;    /* chosen, or 0 */
  SwVisit     *shown;    /* iteration that is looked at alone; NULL: all together */
  SwRunShown  *counts;   /* of `shown` at the position; NULL: not counted yet */
};

G_DEFINE_FINAL_TYPE (SwRunRecord, sw_run_record, G_TYPE_OBJECT)

enum
{
  SIGNAL_ADVANCED,
  SIGNAL_MOVED,
  SIGNAL_SELECTED,
  N_SIGNALS
};

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
  G_OBJECT_CLASS (sw_run_record_parent_class)->finalize (object);
}

static void
sw_run_record_class_init (SwRunRecordClass *klass)
{
  static const char *const names[] = { "advanced", "moved", "selected" };

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

SwHistory *
sw_run_record_get_history (SwRunRecord *self)
{
  return self->history;
}

SwTrace *
sw_run_record_get_trace (SwRunRecord *self)
{
  return self->trace;
}

SwSnapshot *
sw_run_record_get_snapshot (SwRunRecord *self)
{
  return self->snapshot;
}

static void
take_facts (SwRunRecord *self,
            guint        from,
            guint        to)
{
  for (guint i = from; i < to; i++)
    {
      const SwHistoryEvent *event = sw_history_get (self->history, i);
      SwValue data = sw_history_event_get_data (event);

      self->facts.transitions += sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED;
      if (!sw_value_is (data, SW_TYPE_UNDEFINED))
        self->facts.payload = MAX (self->facts.payload, sw_value_get_text_length (data));
      if (i == 0)
        self->facts.began = sw_history_event_get_time (event);
      self->facts.ended = sw_history_event_get_time (event);
    }
  self->facts.n_events = to;
}

static void
forget_counts (SwRunRecord *self)
{
  g_clear_pointer (&self->counts, sw_run_shown_free);
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
  take_facts (self, before, sw_trace_get_n_events (self->trace));
  if (self->facts.n_events == before)
    return FALSE;
  forget_counts (self);
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
  facts->status = sw_trace_get_status (self->trace);
  facts->express = self->runner != NULL
                   && sw_execution_get_express (sw_runner_get_execution (self->runner));
  /* AWS bills a try after a failed one as a transition, too. */
  for (guint i = 0; i < sw_trace_get_n_states (self->trace); i++)
    {
      const char *pointer = sw_trace_get_state (self->trace, i)->pointer;

      facts->transitions += pointer != NULL ? sw_trace_lookup (self->trace, pointer)->attempts : 0;
    }
  facts->cost = facts->express ? sw_cost_express (facts->ended - facts->began)
                               : sw_cost_standard (facts->transitions);
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
  forget_counts (self);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

gboolean
sw_run_record_get_follows (SwRunRecord *self)
{
  return self->follows;
}

void
sw_run_record_follow (SwRunRecord *self)
{
  sw_run_record_set_position (self, self->facts.n_events);
}

SwVisit *
sw_run_record_get_visit (SwRunRecord *self)
{
  return self->visit;
}

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
 * Chooses the visit of a state that stands for it now; one that is chosen already stays.
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
  sw_run_record_select (self, visit, visit != NULL ? visit->entered : 0);
}

/**
 * sw_run_record_get_shown:
 *
 * Returns: (nullable): the iteration that is looked at alone
 */
SwVisit *
sw_run_record_get_shown (SwRunRecord *self)
{
  return self->shown;
}

/**
 * sw_run_record_show:
 * @iteration: (nullable): of a Map; `NULL`: all together
 *
 * Chooses which iteration the states inside a Map tell of.
 */
void
sw_run_record_show (SwRunRecord *self,
                    SwVisit     *iteration)
{
  g_return_if_fail (SW_IS_RUN_RECORD (self));

  if (self->shown == iteration)
    return;
  self->shown = iteration;
  forget_counts (self);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static SwRunShown *
ensure_counts (SwRunRecord *self)
{
  if (self->counts == NULL)
    self->counts = sw_run_shown_new (self->snapshot, self->shown);
  return self->counts;
}

/* Whether what is at POINTER is inside the Map whose iteration is looked at */
static gboolean
is_inside (SwRunRecord *self,
           const char  *pointer)
{
  const char *outer = self->shown != NULL ? self->shown->state->pointer : NULL;

  return outer != NULL && pointer != NULL && g_str_has_prefix (pointer, outer)
         && pointer[strlen (outer)] == '/';
}

/**
 * sw_run_record_lookup:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none): how the state stands at the position, in the iteration that is shown;
 *   never `NULL`
 */
const SwRunStateInfo *
sw_run_record_lookup (SwRunRecord *self,
                      const char  *pointer)
{
  return is_inside (self, pointer) ? sw_run_shown_lookup (ensure_counts (self), pointer)
                                   : sw_snapshot_lookup (self->snapshot, pointer);
}

/**
 * sw_run_record_edge_count:
 * @edge: of a graph of the definition
 *
 * Returns: how often it was taken until the position, in the iteration that is shown
 */
guint
sw_run_record_edge_count (SwRunRecord       *self,
                          const SwGraphEdge *edge)
{
  const SwState *end = edge->from->state != NULL ? edge->from->state : edge->to->state;

  return end != NULL && is_inside (self, end->pointer)
             ? sw_run_shown_edge_count (ensure_counts (self), edge)
             : sw_snapshot_edge_count (self->snapshot, edge);
}

/**
 * sw_run_record_find_visit:
 * @pointer: JSON pointer of a state
 *
 * Returns: (nullable): its visit at the position: in the iteration that is shown, else the latest
 */
SwVisit *
sw_run_record_find_visit (SwRunRecord *self,
                          const char  *pointer)
{
  return is_inside (self, pointer) ? sw_run_shown_find_visit (ensure_counts (self), pointer)
                                   : sw_snapshot_find_visit (self->snapshot, pointer);
}
