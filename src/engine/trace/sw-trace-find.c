/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

#include <string.h>

/* Which visit an event belongs to. AWS's events say it by previousEventId, and some by a name: what
 * an event follows from lies in the same visit, or inside it. */

/**
 * sw_trace_node_of:
 * @event: id; 0: none
 *
 * Returns: (transfer none) (nullable): the visit the event belongs to, where it was taken in
 */
SwVisitNode *
sw_trace_node_of (const SwTrace *self, guint event)
{
  if (event == 0 || event > self->event_visits->len)
    return NULL;
  return self->visits->pdata[g_array_index (self->event_visits, guint32, event - 1)];
}

static gboolean
is_container (SwStateType type)
{
  return type == SW_STATE_PARALLEL || type == SW_STATE_MAP;
}

static gboolean
fits (const SwVisitNode *node, SwStateType type, const char *name)
{
  if (node->entry == NULL || node->visit.exited != 0)
    return FALSE;
  if (name != NULL && strcmp (node->entry->state.name, name) != 0)
    return FALSE;
  if (type == SW_STATE_UNKNOWN)
    return TRUE;
  return node->entry->state.type == type;
}

/**
 * sw_trace_find_up:
 * @from: (nullable): the visit of what the event follows from
 * @type: of the state; unknown: any
 * @name: (nullable): of the state
 *
 * Returns: (transfer none) (nullable): the innermost open visit of such a state that is, or holds,
 * @from; without @name one whose work has not come to its end
 */
SwVisitNode *
sw_trace_find_up (SwVisitNode *from, SwStateType type, const char *name)
{
  for (SwVisitNode *node = from; node != NULL; node = (SwVisitNode *) node->visit.parent)
    if (fits (node, type, name) && (name != NULL || !is_container (type) || !node->settled))
      return node;
  return NULL;
}

static gboolean
is_such (const SwVisitNode *node, SwStateType type, const char *name)
{
  return node->entry != NULL && (type == SW_STATE_UNKNOWN || node->entry->state.type == type)
         && (name == NULL || strcmp (node->entry->state.name, name) == 0);
}

/* The latest visit of such a state that failed or was cut off, and that nothing came after */
static SwVisitNode *
find_failed (const SwTrace *self,
             SwStateType    type,
             const char    *name)
{
  for (guint i = self->visits->len; i-- > 0;)
    {
      SwVisitNode *node = self->visits->pdata[i];
      const SwVisitNode *scope = (const SwVisitNode *) node->visit.parent;

      if (is_such (node, type, name)
          && (node->visit.status == SW_RUN_STATE_FAILED
              || node->visit.status == SW_RUN_STATE_ABORTED)
          && scope->children[scope->n_children - 1] == node)
        return node;
    }
  return NULL;
}

/**
 * sw_trace_find_redriven:
 * @from: (nullable): the visit of what the event in question follows from
 * @type: of the state that it tells of; unknown: any
 * @name: (nullable): of the state
 *
 * After a redrive a state that failed goes on without being entered again. Which one it is AWS's
 * documentation does not say in terms of ids: the one the event follows from, or else the latest.
 *
 * Returns: (transfer none) (nullable): the visit, open again
 */
SwVisitNode *
sw_trace_find_redriven (SwTrace     *self,
                        SwVisitNode *from,
                        SwStateType  type,
                        const char  *name)
{
  SwVisitNode *node;

  if (!self->redriven)
    return NULL;
  node = from != NULL && is_such (from, type, name) ? from : find_failed (self, type, name);
  if (node != NULL)
    sw_trace_reopen (self, node);
  return node;
}

/**
 * sw_trace_find_work:
 * @previous: event that the one in question follows from
 * @type: of the state whose work it tells of
 *
 * Returns: (transfer none) (nullable): the visit, open again where it had ended before a redrive
 */
SwVisitNode *
sw_trace_find_work (SwTrace     *self,
                    guint        previous,
                    SwStateType  type)
{
  SwVisitNode *from = sw_trace_node_of (self, previous);
  SwVisitNode *node = sw_trace_find_up (from, type, NULL);

  return node != NULL ? node : sw_trace_find_redriven (self, from, type, NULL);
}

/**
 * sw_trace_find_iteration:
 * @map: a visit of a Map
 * @index: of the iteration
 *
 * Iterations begin in the order of their indexes, as a rule; then this costs nothing.
 *
 * Returns: (transfer none) (nullable): the iteration of the latest round
 */
SwVisitNode *
sw_trace_find_iteration (const SwVisitNode *map, guint index)
{
  guint guess = map->round_start + index;

  if (index < map->n_children && guess < map->n_children
      && map->children[guess]->visit.index == index)
    return map->children[guess];
  for (guint i = map->n_children; i-- > map->round_start;)
    if (map->children[i]->visit.index == index)
      return map->children[i];
  return NULL;
}

/**
 * sw_trace_find_named:
 * @name: of a state
 * @previous: what the event follows from; 0: nothing
 *
 * Recorded on AWS: EvaluationFailed follows from the event before the state's Entered, so that it
 * does not lead to its visit.
 *
 * Returns: (transfer none) (nullable): the latest open visit of the state that was entered from the
 * same event; else the latest open one
 */
SwVisitNode *
sw_trace_find_named (const SwTrace *self, const char *name, guint previous)
{
  SwVisitNode *open = NULL;

  for (guint i = self->entries->len; i-- > 0;)
    {
      const SwTraceEntry *entry = self->entries->pdata[i];

      if (strcmp (entry->state.name, name) != 0)
        continue;
      for (guint j = entry->visits->len; j-- > 0;)
        {
          SwVisitNode *node = entry->visits->pdata[j];

          if (node->visit.exited != 0)
            continue;
          if (sw_history_get (self->history, node->visit.entered - 1)->previous == previous)
            return node;
          open = open != NULL ? open : node;
        }
    }
  return open;
}

/* The state that a branch or iteration has come to */
static SwVisitNode *
get_leaf (const SwVisitNode *scope)
{
  return scope->n_children > 0 ? scope->children[scope->n_children - 1] : NULL;
}

static gboolean
may_be_told (const SwVisitNode *node, SwStateType type, const char *name)
{
  return node != NULL && !node->told && node->entry->state.type == type
         && (name == NULL || strcmp (node->entry->state.name, name) == 0);
}

/* The first visit in CONTAINER's branches that is under way: those of the latest round, by index */
static SwVisitNode *
find_open_leaf (const SwVisitNode *container, SwStateType type, const char *name)
{
  for (guint i = container->round_start; i < container->n_children; i++)
    {
      SwVisitNode *leaf = get_leaf (container->children[i]);

      if (container->children[i]->visit.exited == 0 && may_be_told (leaf, type, name)
          && leaf->visit.exited == 0)
        return leaf;
    }
  return NULL;
}

/* Like find_open_leaf(), however deep inside; nesting is bounded by the definition's. */
static SwVisitNode *
find_open_inside (const SwVisitNode *from, SwStateType type, const char *name)
{
  SwVisitNode *found = NULL;

  for (SwVisitNode *node = from->open_first; node != NULL; node = node->open_next)
    {
      SwVisitNode *inside = find_open_inside (node, type, name);

      if (inside == NULL && node->entry != NULL && may_be_told (node, type, name))
        inside = node;
      if (inside != NULL && (found == NULL || inside->visit.serial < found->visit.serial))
        found = inside;
    }
  return found;
}

/**
 * sw_trace_find_aborted:
 * @event: TaskStateAborted or the like, which says of what type the state is and no more
 * @type: of the state
 *
 * Recorded on AWS: behind MapIterationFailed and MapIterationAborted it means the state that the
 * iteration had come to. In a Parallel the branch that failed comes first, then the others by
 * index.
 *
 * Returns: (transfer none) (nullable): the visit that was cut off
 */
SwVisitNode *
sw_trace_find_aborted (SwTrace *self, const SwHistoryEvent *event, SwStateType type)
{
  SwVisitNode *from = sw_trace_node_of (self, event->previous);
  SwVisitNode *leaf = self->cut_off != NULL ? get_leaf (self->cut_off) : NULL;
  const char *name = sw_history_event_get_name (event);

  if (may_be_told (leaf, type, name))
    return leaf;
  if (from != NULL && from->entry != NULL && from->failed && may_be_told (from, type, name))
    return from;
  for (SwVisitNode *node = from; node != NULL; node = (SwVisitNode *) node->visit.parent)
    if (node->entry != NULL && is_container (node->entry->state.type))
      {
        leaf = find_open_leaf (node, type, name);
        if (leaf != NULL)
          return leaf;
      }
  return find_open_inside (self->root, type, name);
}
