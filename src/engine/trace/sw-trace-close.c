/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* The tries and the ends of visits, with all that is open inside. */

static SwVisitNode *
as_node (SwVisit *visit)
{
  return (SwVisitNode *) visit;
}

/* Whether the state may have failed after its work, though no event tells of it: what a JSONPath
 * state makes of its result is caught without one. Then only what follows shows. */
static gboolean
may_be_caught_silently (const SwState *state)
{
  static const char *const fields[] = { "ResultSelector", "ResultPath", "OutputPath", "Assign" };

  if (state->language != SW_QUERY_JSONPATH || state->catchers->len == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (sw_node_get_member (state->node, fields[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
ends_scope (const SwVisitNode *node)
{
  const SwState *state = node->entry->state.state;

  return node->visit.status == SW_RUN_STATE_SUCCEEDED
         && (node->entry->state.type == SW_STATE_SUCCEED || (state != NULL && state->end));
}

/**
 * sw_trace_end_scope:
 * @node: a visit of a state that was left
 * @event: by which it was left
 *
 * Ends a branch with a state that says so; no event tells of it.
 */
void
sw_trace_end_scope (SwTrace *self, SwVisitNode *node, const SwHistoryEvent *event)
{
  const SwState *state = node->entry->state.state;
  SwVisitNode *scope = as_node (node->visit.parent);

  if (!ends_scope (node) || (state != NULL && may_be_caught_silently (state)))
    return;
  sw_trace_take_end (self, node);
  if (scope->visit.kind == SW_VISIT_BRANCH && scope->visit.exited == 0)
    sw_trace_close (self, scope, event, SW_RUN_STATE_SUCCEEDED);
}

/**
 * sw_trace_close_scope:
 * @scope: any visit whose inside has ended
 * @event: that ends it
 * @status: how
 *
 * Ends a visit, and counts the edge to the End of the machine, the branch or the iteration.
 */
void
sw_trace_close_scope (SwTrace              *self,
                      SwVisitNode          *scope,
                      const SwHistoryEvent *event,
                      SwRunState            status)
{
  SwVisitNode *last = scope->n_children > 0 ? scope->children[scope->n_children - 1] : NULL;

  if (last != NULL && last->entry != NULL && last->visit.left_by == SW_EDGE_NONE
      && ends_scope (last))
    sw_trace_take_end (self, last);
  sw_trace_close (self, scope, event, status);
}

/* Marks the visits from FROM up to CONTAINER, or takes the marks off: what failed came through
 * them. */
static void
mark_chain (SwVisitNode *from, SwVisitNode *container, gboolean mark)
{
  for (SwVisitNode *node = from; node != NULL && node != container;
       node = as_node (node->visit.parent))
    node->on_chain = mark;
}

/**
 * sw_trace_get_failure:
 *
 * Returns: id of the event that says why what @event follows from has failed
 */
guint
sw_trace_get_failure (const SwTrace *self, const SwHistoryEvent *event)
{
  const SwVisitNode *from = sw_trace_node_of (self, event->previous);

  if (sw_history_event_get_error (event) != NULL || from == NULL || from->visit.failure == 0)
    return event->id;
  return from->visit.failure;
}

/* Whether it is known with which error a visit failed */
static gboolean
has_error (const SwTrace *self, const SwVisitNode *node)
{
  return node->visit.failure != 0
         && sw_history_event_get_error (sw_history_get (self->history, node->visit.failure - 1))
                != NULL;
}

/**
 * sw_trace_close_inside:
 * @event: that ends it
 * @otherwise: how what did not fail has ended
 *
 * Ends all that is open inside a visit. What failed, and what it failed through, has failed.
 * Recursion is bounded by the nesting of the definition.
 */
void
sw_trace_close_inside (SwTrace              *self,
                       SwVisitNode          *container,
                       const SwHistoryEvent *event,
                       SwRunState            otherwise)
{
  while (container->open_first != NULL)
    {
      SwVisitNode *node = container->open_first;
      gboolean has_failed = node->on_chain || (node->failed && otherwise != SW_RUN_STATE_SUCCEEDED);

      sw_trace_close_inside (self, node, event, otherwise);
      if (node->on_chain && !has_error (self, node))
        node->visit.failure = sw_trace_get_failure (self, event);
      sw_trace_close_scope (self, node, event, has_failed ? SW_RUN_STATE_FAILED : otherwise);
    }
}

/**
 * sw_trace_fail_inside:
 * @event: follows from what failed
 *
 * Ends all that is open inside a visit, for something in it has failed.
 */
void
sw_trace_fail_inside (SwTrace *self, SwVisitNode *container, const SwHistoryEvent *event)
{
  SwVisitNode *from = sw_trace_node_of (self, event->previous);

  mark_chain (from, container, TRUE);
  sw_trace_close_inside (self, container, event, SW_RUN_STATE_ABORTED);
  mark_chain (from, container, FALSE);
}

/**
 * sw_trace_note_failure:
 * @event: tells of it
 *
 * Notes that a visit's try failed; what follows says what becomes of it.
 */
void
sw_trace_note_failure (SwVisitNode *node, const SwHistoryEvent *event)
{
  node->failed = TRUE;
  node->worked = FALSE;
  node->visit.failure = event->id;
}

/**
 * sw_trace_begin_try:
 *
 * Notes that a visit's work begins, for the first time or again.
 */
void
sw_trace_begin_try (SwTrace *self, SwVisitNode *node)
{
  if (node->tried || node->failed)
    {
      node->visit.round++;
      sw_trace_add_delta (self, SW_DELTA_RETRY, node->visit.serial, 0);
    }
  node->tried = TRUE;
  node->failed = node->worked = node->settled = FALSE;
}
