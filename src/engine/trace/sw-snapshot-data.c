/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* Visits and data as they stood at the snapshot's event. */

/**
 * sw_snapshot_get_visit:
 * @visit: of the trace
 *
 * Returns: how the visit stood; idle: it had not begun
 */
SwRunState
sw_snapshot_get_visit (const SwSnapshot *self, const SwVisit *visit)
{
  if (visit->entered > self->event && visit->kind != SW_VISIT_MACHINE)
    return SW_RUN_STATE_IDLE;
  if (sw_snapshot_is_open (self, visit->serial))
    return visit->kind == SW_VISIT_STATE && visit->state->type == SW_STATE_WAIT
               ? SW_RUN_STATE_WAITING
               : SW_RUN_STATE_RUNNING;
  /* What had ended, and went on when the execution was redriven, had failed. */
  return visit->exited != 0 && visit->exited <= self->event ? visit->status : SW_RUN_STATE_FAILED;
}

static void
count_visit (SwRunStateInfo *counts, SwRunState state)
{
  counts->entered++;
  switch (state)
    {
    case SW_RUN_STATE_SUCCEEDED:
      counts->succeeded++;
      break;
    case SW_RUN_STATE_CAUGHT:
      counts->caught++;
      break;
    case SW_RUN_STATE_FAILED:
      counts->failed++;
      break;
    case SW_RUN_STATE_ABORTED:
      counts->aborted++;
      break;
    case SW_RUN_STATE_RUNNING:
    case SW_RUN_STATE_WAITING:
    case SW_RUN_STATE_IDLE:
    case SW_RUN_STATE_PAUSED:
    case SW_RUN_STATE_COVERED:
    case SW_RUN_STATE_UNCOVERED:
    default:
      counts->running++;
      break;
    }
}

/**
 * sw_snapshot_count_children:
 * @visit: of a Parallel or Map, for instance
 * @counts: (out): of the branches or iterations of its latest round by then; of a scope of its
 *   states
 *
 * Rolls up what is right inside a visit. Costs a look at each child that had begun.
 */
void
sw_snapshot_count_children (const SwSnapshot *self, const SwVisit *visit, SwRunStateInfo *counts)
{
  const SwVisitNode *node = (const SwVisitNode *) visit;
  guint count = node->n_children, round;

  *counts = (SwRunStateInfo) { .state = sw_snapshot_get_visit (self, visit) };
  while (count > 0 && node->children[count - 1]->visit.entered > self->event)
    count--;
  round = count > 0 ? node->children[count - 1]->visit.round : 0;
  for (guint i = count; i-- > 0;)
    {
      const SwVisit *child = &node->children[i]->visit;

      if (child->kind != SW_VISIT_STATE && child->round != round)
        break;
      count_visit (counts, sw_snapshot_get_visit (self, child));
    }
}

/**
 * sw_snapshot_get_n_open:
 *
 * Returns: number of visits that had begun and not ended, the machine's included
 */
guint
sw_snapshot_get_n_open (const SwSnapshot *self)
{
  return self->open->len;
}

/* A visit that was open; INDEX is in no particular order. */
static SwVisit *
get_open (const SwSnapshot *self, guint index)
{
  g_return_val_if_fail (index < self->open->len, NULL);

  return sw_trace_get_visit (self->trace, g_array_index (self->open, guint32, index));
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const SwVisit *const *first = a, *const *second = b;

  return (*first)->serial<(*second)->serial ? -1 : (*first)->serial> (*second)->serial;
}

/**
 * sw_snapshot_dup_open_tasks:
 *
 * Returns: (transfer container): SwVisit whose task was scheduled and not answered, in the order of
 * their beginning
 */
GPtrArray *
sw_snapshot_dup_open_tasks (const SwSnapshot *self)
{
  GPtrArray *tasks = g_ptr_array_new ();

  for (guint i = 0; i < self->open->len; i++)
    {
      SwVisit *visit = get_open (self, i);
      g_autoptr (GArray) attempts = NULL;

      if (visit->kind != SW_VISIT_STATE || visit->state->type != SW_STATE_TASK || self->event == 0)
        continue;
      attempts = sw_trace_dup_attempts (self->trace, visit, self->event);
      if (attempts->len > 0 && g_array_index (attempts, SwAttempt, attempts->len - 1).ended == 0)
        g_ptr_array_add (tasks, visit);
    }
  g_ptr_array_sort (tasks, compare_visits);
  return tasks;
}

/**
 * sw_snapshot_get_data:
 * @visit: of a state
 *
 * Returns: (transfer none): the latest data the history has of the visit by then: its input, what
 * its task was given or came to, its output; undefined before it began
 */
SwValue
sw_snapshot_get_data (const SwSnapshot *self, const SwVisit *visit)
{
  SwValue data = SW_VALUE_INIT;

  for (guint id = sw_visit_get_first_event (visit); id != 0 && id <= self->event;
       id = sw_trace_get_next_event (self->trace, id))
    {
      const SwHistoryEvent *event = sw_history_get (self->trace->history, id - 1);

      if (!sw_value_is (event->data, SW_TYPE_UNDEFINED))
        data = event->data;
    }
  return data;
}

/**
 * sw_snapshot_find_visit:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none) (nullable): the state's latest visit that had begun
 */
SwVisit *
sw_snapshot_find_visit (const SwSnapshot *self, const char *pointer)
{
  const SwTraceEntry *entry = g_hash_table_lookup (self->trace->by_pointer, pointer);
  guint low = 0, high = entry != NULL ? entry->visits->len : 0;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const SwVisitNode *node = entry->visits->pdata[middle];

      if (node->visit.entered <= self->event)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &((SwVisitNode *) entry->visits->pdata[low - 1])->visit : NULL;
}

/**
 * sw_snapshot_dup_variables:
 * @visit: (nullable): whose scope is meant; %NULL: the machine's own
 *
 * Returns: (transfer full): object of the variables that were seen there
 */
SwValue
sw_snapshot_dup_variables (const SwSnapshot *self, const SwVisit *visit)
{
  return sw_trace_dup_variables (self->trace, visit != NULL ? visit : &self->trace->root->visit,
                                 self->event);
}
