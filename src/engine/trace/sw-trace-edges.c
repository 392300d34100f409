/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

#include "engine/sw-failure.h"

/* Edges. Each that a state can have has a slot, where it is counted: Next, Default, End, then the
 * rules, the catchers, and the Start of each scope inside. The machine's own Start has slot 0. */

enum
{
  SLOT_NEXT,
  SLOT_DEFAULT,
  SLOT_END,
  SLOT_RULES,
};

/**
 * sw_trace_add_slots:
 * @entry: (nullable): the state; %NULL: the machine itself, which comes first
 *
 * Makes room for the edges of a state.
 */
void
sw_trace_add_slots (SwTrace *self, SwTraceEntry *entry)
{
  guint count = 1;

  if (entry != NULL)
    {
      const SwState *state = entry->state.state;

      entry->slots = self->owners->len;
      entry->n_rules = state != NULL ? state->rules->len : 0;
      entry->n_catchers = state != NULL ? state->catchers->len : 0;
      count =
          state != NULL ? SLOT_RULES + entry->n_rules + entry->n_catchers + state->scopes->len : 0;
    }
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (self->owners, entry);
}

static guint
get_start_slot (const SwTraceEntry *container, const SwScope *scope)
{
  if (container == NULL)
    return 0;
  return container->slots + SLOT_RULES + container->n_rules + container->n_catchers
         + (scope->kind == SW_SCOPE_BRANCH ? scope->index : 0);
}

/**
 * sw_trace_get_slot:
 * @edge: of any graph
 *
 * Returns: where the edge is counted; -1: nowhere, for it was never taken
 */
int
sw_trace_get_slot (const SwTrace *self, const SwGraphEdge *edge)
{
  const SwGraphScope *scope = edge->from->scope;
  const char *pointer = NULL;
  const SwTraceEntry *entry = NULL;

  if (edge->from->kind == SW_GRAPH_NODE_STATE)
    pointer = edge->from->state->pointer;
  else if (scope->owner != NULL)
    pointer = scope->owner->state->pointer;
  if (pointer != NULL && (entry = g_hash_table_lookup (self->by_pointer, pointer)) == NULL)
    return -1;

  switch (edge->kind)
    {
    case SW_EDGE_START:
      if (entry != NULL && scope->scope->index >= entry->state.state->scopes->len)
        return -1;
      return (int) get_start_slot (entry, scope->scope);
    case SW_EDGE_NEXT:
      return entry != NULL ? (int) entry->slots + SLOT_NEXT : -1;
    case SW_EDGE_DEFAULT:
      return entry != NULL ? (int) entry->slots + SLOT_DEFAULT : -1;
    case SW_EDGE_END:
      return edge->from->kind == SW_GRAPH_NODE_STATE ? (int) entry->slots + SLOT_END : -1;
    case SW_EDGE_RULE:
      return entry != NULL && edge->index < entry->n_rules
                 ? (int) (entry->slots + SLOT_RULES + edge->index)
                 : -1;
    case SW_EDGE_CATCH:
      return entry != NULL && edge->index < entry->n_catchers
                 ? (int) (entry->slots + SLOT_RULES + entry->n_rules + edge->index)
                 : -1;
    default:
      g_return_val_if_reached (-1);
    }
}

static void
take (SwTrace *self, SwVisitNode *from, SwEdgeKind kind, guint index)
{
  static const guint bases[] = {
    [SW_EDGE_NEXT] = SLOT_NEXT,  [SW_EDGE_DEFAULT] = SLOT_DEFAULT, [SW_EDGE_END] = SLOT_END,
    [SW_EDGE_RULE] = SLOT_RULES, [SW_EDGE_CATCH] = SLOT_RULES,
  };
  guint slot = from->entry->slots + bases[kind] + index;

  if (kind == SW_EDGE_CATCH)
    slot += from->entry->n_rules;
  from->visit.left_by = (int) kind;
  from->visit.left_index = index;
  sw_trace_add_delta (self, SW_DELTA_EDGE, slot, 0);
}

/**
 * sw_trace_take_start:
 * @scope: the machine, branch or iteration that begins with its first state
 *
 * Counts the edge from Start.
 */
void
sw_trace_take_start (SwTrace *self, const SwVisitNode *scope)
{
  const SwVisitNode *container = (const SwVisitNode *) scope->visit.parent;
  const SwScope *in = sw_trace_get_scope (self, scope);

  if (in != NULL)
    sw_trace_add_delta (self, SW_DELTA_EDGE,
                        get_start_slot (container != NULL ? container->entry : NULL, in), 0);
}

static gboolean
leads_to (const SwTarget *target, const char *name)
{
  return g_strcmp0 (target->name, name) == 0;
}

/* The catcher that took the error of FROM and leads to NAME: the first that matches, else (a
 * failure without an event does not say its error) the first that leads there; -1: none */
static int
find_catcher (const SwTrace *self, const SwVisitNode *from, const char *name)
{
  const GArray *catchers = from->entry->state.state->catchers;
  const char *error = sw_trace_get_error (self, &from->visit);
  const SwFailure failure = { .error = (char *) error,
                              .heartbeat = g_strcmp0 (error, SW_ERROR_TIMEOUT) == 0,
                              .branch = from->entry->state.type == SW_STATE_PARALLEL };
  int found = -1;

  for (guint i = 0; i < catchers->len; i++)
    {
      const SwHandler *catcher = &g_array_index (catchers, SwHandler, i);

      if (!leads_to (&catcher->next, name))
        continue;
      if (error == NULL || sw_failure_matches (&failure, catcher->errors))
        return (int) i;
      if (found < 0)
        found = (int) i;
    }
  return found;
}

static void
take_catch (SwTrace *self, SwVisitNode *from, const char *name)
{
  int index = find_catcher (self, from, name);

  if (index < 0)
    return;
  /* An error that no event tells of (a bad ResultPath) shows by where it leads. */
  if (from->visit.status == SW_RUN_STATE_SUCCEEDED)
    {
      from->visit.status = SW_RUN_STATE_CAUGHT;
      sw_trace_add_delta (self, SW_DELTA_REVISE, from->visit.serial, SW_RUN_STATE_CAUGHT);
    }
  take (self, from, SW_EDGE_CATCH, (guint) index);
}

/* Which of a Choice's ways to NAME was taken: where several lead there, its rules are evaluated
 * again. */
static void
take_choice (SwTrace *self, SwVisitNode *from, const char *name)
{
  const SwState *state = from->entry->state.state;
  gboolean by_default = leads_to (&state->default_next, name);
  guint count = by_default ? 1 : 0;
  int rule = -1;

  for (guint i = 0; i < state->rules->len; i++)
    if (leads_to (&g_array_index (state->rules, SwRule, i).next, name))
      {
        rule = rule < 0 ? (int) i : rule;
        count++;
      }
  if (count > 1)
    {
      int taken = sw_trace_find_rule (self, from);

      /* What cannot be evaluated any more, or leads elsewhere by now, is the first that fits. */
      if (taken >= 0 && (guint) taken < state->rules->len
          && leads_to (&g_array_index (state->rules, SwRule, taken).next, name))
        rule = taken;
      else if (taken == (int) state->rules->len && by_default)
        rule = -1;
    }
  if (rule >= 0)
    take (self, from, SW_EDGE_RULE, (guint) rule);
  else if (by_default)
    take (self, from, SW_EDGE_DEFAULT, 0);
}

/**
 * sw_trace_take_edge:
 * @from: the visit that was left
 * @name: of the state that was entered next
 *
 * Counts the edge that leads there. A definition of another version may have none.
 */
void
sw_trace_take_edge (SwTrace *self, SwVisitNode *from, const char *name)
{
  const SwState *state = from->entry->state.state;

  if (state == NULL)
    return;
  if (from->visit.status == SW_RUN_STATE_CAUGHT)
    take_catch (self, from, name);
  else if (from->entry->state.type == SW_STATE_CHOICE)
    take_choice (self, from, name);
  else if (leads_to (&state->next, name))
    take (self, from, SW_EDGE_NEXT, 0);
  else
    take_catch (self, from, name);
}

/**
 * sw_trace_take_end:
 * @from: a visit of a state that ends its scope
 *
 * Counts the edge to End.
 */
void
sw_trace_take_end (SwTrace *self, SwVisitNode *from)
{
  if (from->entry->state.state != NULL)
    take (self, from, SW_EDGE_END, 0);
}
