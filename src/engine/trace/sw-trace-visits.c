/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* Visits begin, end, and go on when an execution is redriven. */

/* Visits lie in blocks that never move. */
#define BLOCK_VISITS 128

static SwVisitNode *
allocate (SwTrace *self)
{
  guint serial = self->visits->len;
  SwVisitNode *block;

  if (serial % BLOCK_VISITS == 0)
    g_ptr_array_add (self->blocks, g_new0 (SwVisitNode, BLOCK_VISITS));
  block = self->blocks->pdata[serial / BLOCK_VISITS];
  g_ptr_array_add (self->visits, &block[serial % BLOCK_VISITS]);
  block[serial % BLOCK_VISITS].visit.serial = serial;
  return &block[serial % BLOCK_VISITS];
}

static void
add_open (SwVisitNode *parent,
          SwVisitNode *child)
{
  child->open_next = parent->open_first;
  if (parent->open_first != NULL)
    parent->open_first->open_previous = child;
  parent->open_first = child;
}

static void
add_child (SwVisitNode *parent, SwVisitNode *child)
{
  if (parent->n_children == parent->n_allocated)
    {
      parent->n_allocated = MAX (2, parent->n_allocated * 2);
      parent->children = g_renew (SwVisitNode *, parent->children, parent->n_allocated);
    }
  child->visit.parent = &parent->visit;
  child->visit.position = parent->n_children;
  child->visit.depth = parent->visit.depth + 1;
  parent->children[parent->n_children++] = child;
  add_open (parent, child);
}

/**
 * sw_trace_add_visit:
 * @parent: (nullable): the visit it happens in
 * @entry: (nullable): the state; of a branch or iteration the one that holds it
 * @index: of a branch or iteration
 * @event: (nullable): that begins it
 *
 * Begins a visit.
 *
 * Returns: (transfer none): the visit
 */
SwVisitNode *
sw_trace_add_visit (SwTrace              *self,
                    SwVisitNode          *parent,
                    SwVisitKind           kind,
                    SwTraceEntry         *entry,
                    guint                 index,
                    const SwHistoryEvent *event)
{
  SwVisitNode *node = allocate (self);
  SwVisit *visit = &node->visit;

  visit->kind = kind;
  visit->state = entry != NULL ? &entry->state : NULL;
  visit->index = index;
  visit->status = SW_RUN_STATE_RUNNING;
  visit->left_by = SW_EDGE_NONE;
  visit->entered = event != NULL ? event->id : 0;
  visit->began = event != NULL ? event->time : 0;
  if (parent != NULL)
    add_child (parent, node);
  if (kind == SW_VISIT_STATE)
    {
      node->entry = entry;
      g_ptr_array_add (entry->visits, node);
      if (entry->state.type == SW_STATE_WAIT)
        visit->status = SW_RUN_STATE_WAITING;
    }
  else if (parent != NULL)
    {
      visit->round = parent->visit.round;
      parent->visit.n_running++;
    }
  sw_trace_add_delta (self, SW_DELTA_OPEN, visit->serial, 0);
  return node;
}

/* Where branches or iterations that ended as STATUS are counted */
static guint *
get_ended_count (SwVisit   *parent,
                 SwRunState status)
{
  if (status == SW_RUN_STATE_SUCCEEDED)
    return &parent->n_succeeded;
  return status == SW_RUN_STATE_FAILED ? &parent->n_failed : &parent->n_aborted;
}

/**
 * sw_trace_close:
 * @event: that ends it
 * @status: how
 *
 * Ends a visit that is open; whoever calls has ended what is inside.
 */
void
sw_trace_close (SwTrace *self, SwVisitNode *node, const SwHistoryEvent *event, SwRunState status)
{
  SwVisitNode *parent = (SwVisitNode *) node->visit.parent;

  node->visit.status = status;
  node->visit.exited = event->id;
  node->visit.ended = event->time;
  if (parent != NULL)
    {
      if (node->open_previous != NULL)
        node->open_previous->open_next = node->open_next;
      else
        parent->open_first = node->open_next;
      if (node->open_next != NULL)
        node->open_next->open_previous = node->open_previous;
      node->open_next = node->open_previous = NULL;
      if (node->entry == NULL)
        {
          parent->visit.n_running--;
          ++*get_ended_count (&parent->visit, status);
        }
    }
  sw_trace_add_delta (self, SW_DELTA_CLOSE, node->visit.serial, status);
}

/**
 * sw_trace_reopen:
 *
 * Has a visit that failed or was cut off go on, and all around it: the execution is redriven.
 */
void
sw_trace_reopen (SwTrace     *self,
                 SwVisitNode *node)
{
  for (; node != NULL && node->visit.exited != 0; node = (SwVisitNode *) node->visit.parent)
    {
      SwVisitNode *parent = (SwVisitNode *) node->visit.parent;

      sw_trace_add_delta (self, SW_DELTA_REOPEN, node->visit.serial, node->visit.status);
      if (node->entry == NULL && parent != NULL)
        {
          guint *count = get_ended_count (&parent->visit, node->visit.status);

          parent->visit.n_running++;
          *count -= *count > 0;
        }
      node->visit.status = node->entry != NULL && node->entry->state.type == SW_STATE_WAIT
                               ? SW_RUN_STATE_WAITING
                               : SW_RUN_STATE_RUNNING;
      node->visit.exited = 0;
      node->visit.ended = 0;
      node->settled = node->failed = node->told = FALSE;
      if (parent != NULL)
        add_open (parent, node);
    }
}
