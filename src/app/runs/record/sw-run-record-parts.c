/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-run-record-private.h"

#include <string.h>

/* Branches and iterations: which one the diagram tells of, and which one the lists keep to. */

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
  _sw_run_record_forget (self);
  _sw_run_record_emit (self, SIGNAL_MOVED);
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

/**
 * sw_run_record_get_scope:
 *
 * Returns: (nullable): the branch or iteration that lists keep to; `NULL`: they show the whole run
 */
SwVisit *
sw_run_record_get_scope (SwRunRecord *self)
{
  return self->scope;
}

/**
 * sw_run_record_set_scope:
 * @part: (nullable): a branch or iteration; `NULL`: the whole run
 *
 * Chooses what lists keep to.
 */
void
sw_run_record_set_scope (SwRunRecord *self,
                         SwVisit     *part)
{
  g_return_if_fail (SW_IS_RUN_RECORD (self));

  if (self->scope == part)
    return;
  self->scope = part;
  _sw_run_record_emit (self, SIGNAL_SCOPED);
}

/**
 * sw_run_record_is_in_scope:
 * @visit: of the trace
 *
 * Returns: whether lists that keep to a part of the run have the visit, or are of that part itself
 */
gboolean
sw_run_record_is_in_scope (SwRunRecord   *self,
                           const SwVisit *visit)
{
  if (self->scope == NULL)
    return TRUE;
  while (visit != NULL && visit != self->scope)
    visit = visit->parent;
  return visit != NULL;
}
