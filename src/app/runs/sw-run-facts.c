/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-facts.h"

#include "engine/sw-cost.h"
#include "json/sw-text.h"

/**
 * sw_run_facts_take:
 * @history: of the run
 * @to: so many of its events
 *
 * Takes in the events that came since the last time.
 */
void
sw_run_facts_take (SwRunFacts      *self,
                   const SwHistory *history,
                   guint            to)
{
  for (guint i = self->n_events; i < to; i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);
      SwValue data = sw_history_event_get_data (event);

      self->transitions += sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED;
      self->redrives += sw_history_event_get_type (event) == SW_EVENT_EXECUTION_REDRIVEN;
      if (!sw_value_is (data, SW_TYPE_UNDEFINED))
        self->payload = MAX (self->payload, sw_value_get_text_length (data));
      if (i == 0)
        self->began = sw_history_event_get_time (event);
      self->ended = sw_history_event_get_time (event);
    }
  self->n_events = to;
}

/**
 * sw_run_facts_settle:
 * @self: a copy of what was taken, with `express` set
 * @trace: of the run
 *
 * Adds what follows from all of it: how the run stands, its tries, what it costs.
 */
void
sw_run_facts_settle (SwRunFacts    *self,
                     const SwTrace *trace)
{
  self->status = sw_trace_get_status (trace);
  /* AWS bills a try after a failed one as a transition, too. */
  for (guint i = 0; i < sw_trace_get_n_states (trace); i++)
    {
      const char *pointer = sw_trace_get_state (trace, i)->pointer;

      self->transitions += pointer != NULL ? sw_trace_lookup (trace, pointer)->attempts : 0;
    }
  self->cost = self->express ? sw_cost_express (self->ended - self->began)
                             : sw_cost_standard (self->transitions);
}
