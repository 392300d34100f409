/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/coverage/sw-coverage-trace.h"

#include "engine/execution/sw-execution-private.h"
#include "engine/trace/sw-trace-private.h"

/* A history has no event for a rule. That the ones before the one taken were false follows from the
 * order in which a Choice goes through them; one that was left by none is gone through again. */
static void
count_rules (SwCoverage    *self,
             SwTrace       *trace,
             const SwVisit *visit)
{
  const SwState *state = visit->state->state;
  gboolean by_rule = visit->left_by == SW_EDGE_RULE;
  SwExecution *bench;

  if (by_rule || visit->left_by == SW_EDGE_DEFAULT)
    {
      for (guint i = 0; i < (by_rule ? visit->left_index : state->rules->len); i++)
        sw_coverage_count_rule (self, state, i, FALSE);
      if (by_rule)
        sw_coverage_count_rule (self, state, visit->left_index, TRUE);
      return;
    }
  bench = visit->failure != 0 ? sw_trace_new_bench (trace, visit, NULL) : NULL;
  if (bench == NULL)
    return;
  if (sw_flow_begin (bench, bench->root))
    sw_choice_find (bench, bench->root);
  sw_coverage_add (self, bench->coverage);
  sw_execution_free (bench);
}

static void
count_attempts (SwCoverage    *self,
                SwTrace       *trace,
                const SwVisit *visit)
{
  const SwState *state = visit->state->state;
  g_autoptr (GArray) attempts = sw_trace_dup_attempts (trace, visit, 0);

  for (guint i = 0; i < attempts->len; i++)
    {
      const SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);

      if (state->type == SW_STATE_TASK && attempt->scheduled != 0)
        sw_coverage_count_called (self, state);
      if (attempt->retrier >= 0 && (guint) attempt->retrier < state->retriers->len)
        sw_coverage_count_retry (self, state, (guint) attempt->retrier);
    }
}

static void
count_visit (SwCoverage    *self,
             SwTrace       *trace,
             const SwVisit *visit)
{
  const SwState *state = visit->state->state;

  sw_coverage_count_entered (self, state);
  if (visit->left_by != SW_EDGE_NONE)
    sw_coverage_count_left (self, state, (SwEdgeKind) visit->left_by, visit->left_index);
  if (state->type == SW_STATE_CHOICE)
    count_rules (self, trace, visit);
  else
    count_attempts (self, trace, visit);
}

/**
 * sw_coverage_new_from_trace:
 * @trace: of any history, with the definition it is shown on
 *
 * Counts what a run came by, from its history. States that are not in the definition, or are of
 * another type there, count for nothing; nor do the items of a distributed Map, which have
 * histories of their own.
 *
 * Returns: (transfer full) (nullable): the counts, over the trace's definition; %NULL where it has
 * none
 */
SwCoverage *
sw_coverage_new_from_trace (SwTrace *trace)
{
  SwModel *model = sw_trace_get_model (trace);
  SwCoverage *self;

  if (model == NULL)
    return NULL;
  self = sw_coverage_new (model);
  for (guint i = 0; i < sw_trace_get_n_visits (trace); i++)
    {
      const SwVisit *visit = sw_trace_get_visit (trace, i);

      if (visit->kind == SW_VISIT_STATE && visit->state->state != NULL
          && visit->state->state->type == visit->state->type)
        count_visit (self, trace, visit);
    }
  return self;
}
