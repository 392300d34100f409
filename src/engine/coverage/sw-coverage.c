/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/coverage/sw-coverage.h"

#include <string.h>

#include "asl/graph/sw-exits.h"

/* Each state has a row of counters: the first four, then for each rule three, for each catcher one
 * and for each retrier one. */
enum
{
  SLOT_ENTERED,
  SLOT_CALLED,
  SLOT_NEXT,    /* left by Next, or by the end of its scope */
  SLOT_DEFAULT,
  N_FIXED
};

enum
{
  RULE_LEFT, /* left by it; it may be true and fail afterwards, in its Output */
  RULE_TRUE,
  RULE_FALSE,
  N_RULE
};

struct _SwCoverage
{
  gatomicrefcount  count;
  SwModel         *model;
  guint           *rows; /* by serial: the first slot; behind them the number of slots */
  guint           *slots;
};

/**
 * sw_coverage_new:
 * @model: what is run; kept
 *
 * Returns: (transfer full): counters that stand at 0
 */
SwCoverage *
sw_coverage_new (SwModel *model)
{
  SwCoverage *self = g_new0 (SwCoverage, 1);
  GPtrArray *states = sw_model_get_states (model);
  guint next = 0;

  g_atomic_ref_count_init (&self->count);
  self->model = sw_model_ref (model);
  self->rows = g_new (guint, states->len + 1);
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);

      self->rows[i] = next;
      next += N_FIXED + state->rules->len * N_RULE + state->catchers->len + state->retriers->len;
    }
  self->rows[states->len] = next;
  self->slots = g_new0 (guint, MAX (next, 1));
  return self;
}

/**
 * sw_coverage_ref:
 *
 * Returns: (transfer full): @self
 */
SwCoverage *
sw_coverage_ref (SwCoverage *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_coverage_unref:
 *
 * Gives up a reference.
 */
void
sw_coverage_unref (SwCoverage *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  sw_model_unref (self->model);
  g_free (self->rows);
  g_free (self->slots);
  g_free (self);
}

/**
 * sw_coverage_get_model:
 *
 * Returns: (transfer none): what is counted
 */
SwModel *
sw_coverage_get_model (const SwCoverage *self)
{
  return self->model;
}

static guint *
get_slot (const SwCoverage *self,
          const SwState    *state,
          guint             offset)
{
  return &self->slots[self->rows[state->serial] + offset];
}

static guint
rule_offset (guint index,
             guint what)
{
  return N_FIXED + index * N_RULE + what;
}

static guint
catcher_offset (const SwState *state,
                guint          index)
{
  return N_FIXED + state->rules->len * N_RULE + index;
}

static guint
retrier_offset (const SwState *state,
                guint          index)
{
  return catcher_offset (state, state->catchers->len) + index;
}

static guint
edge_offset (const SwState *state,
             SwEdgeKind     edge,
             guint          index)
{
  if (edge == SW_EDGE_RULE)
    return rule_offset (index, RULE_LEFT);
  if (edge == SW_EDGE_CATCH)
    return catcher_offset (state, index);
  return edge == SW_EDGE_DEFAULT ? SLOT_DEFAULT : SLOT_NEXT;
}

/**
 * sw_coverage_count_entered:
 * @state: of the model
 *
 * Counts that a state is entered.
 */
void
sw_coverage_count_entered (SwCoverage    *self,
                           const SwState *state)
{
  (*get_slot (self, state, SLOT_ENTERED))++;
}

/**
 * sw_coverage_count_called:
 * @state: of the model
 *
 * Counts that a state's task is asked for.
 */
void
sw_coverage_count_called (SwCoverage    *self,
                          const SwState *state)
{
  (*get_slot (self, state, SLOT_CALLED))++;
}

/**
 * sw_coverage_count_left:
 * @state: of the model
 * @edge: the way out
 * @index: of the rule or catcher
 *
 * Counts that a state is left.
 */
void
sw_coverage_count_left (SwCoverage    *self,
                        const SwState *state,
                        SwEdgeKind     edge,
                        guint          index)
{
  (*get_slot (self, state, edge_offset (state, edge, index)))++;
}

/**
 * sw_coverage_count_rule:
 * @state: of the model
 * @index: of the rule
 * @outcome: what it came to
 *
 * Counts that a rule is evaluated.
 */
void
sw_coverage_count_rule (SwCoverage    *self,
                        const SwState *state,
                        guint          index,
                        gboolean       outcome)
{
  (*get_slot (self, state, rule_offset (index, outcome ? RULE_TRUE : RULE_FALSE)))++;
}

/**
 * sw_coverage_count_retry:
 * @state: of the model
 * @index: of the retrier
 *
 * Counts that a retrier has a state try again.
 */
void
sw_coverage_count_retry (SwCoverage    *self,
                         const SwState *state,
                         guint          index)
{
  (*get_slot (self, state, retrier_offset (state, index)))++;
}

/**
 * sw_coverage_add:
 * @other: counted over the same definition, be it with other values in the place of placeholders
 *
 * Adds the counts of another.
 *
 * Returns: %FALSE where the definitions are not of the same shape; nothing is added then
 */
gboolean
sw_coverage_add (SwCoverage       *self,
                 const SwCoverage *other)
{
  guint n_states = sw_model_get_states (self->model)->len;

  if (sw_model_get_states (other->model)->len != n_states
      || memcmp (self->rows, other->rows, (n_states + 1) * sizeof *self->rows) != 0)
    return FALSE;
  for (guint i = 0; i < self->rows[n_states]; i++)
    self->slots[i] += other->slots[i];
  return TRUE;
}

/**
 * sw_coverage_get_entered:
 * @state: of the model, or of another of the same shape
 *
 * Returns: how often the state was entered
 */
guint
sw_coverage_get_entered (const SwCoverage *self,
                         const SwState    *state)
{
  return *get_slot (self, state, SLOT_ENTERED);
}

/**
 * sw_coverage_get_called:
 * @state: of the model, or of another of the same shape
 *
 * Returns: how often the state's task was asked for, retries counted; of a state without task how
 * often it was entered
 */
guint
sw_coverage_get_called (const SwCoverage *self,
                        const SwState    *state)
{
  return *get_slot (self, state, state->type == SW_STATE_TASK ? SLOT_CALLED : SLOT_ENTERED);
}

/* A Fail is not left: that it was entered is all there is to it. */
static guint
get_left (const SwCoverage *self,
          const SwState    *state,
          SwEdgeKind        edge,
          guint             index)
{
  if (state->type == SW_STATE_FAIL)
    return *get_slot (self, state, SLOT_ENTERED);
  return *get_slot (self, state, edge_offset (state, edge, index));
}

/* How often a scope was begun: its first state was entered, and not from another of its states. */
static guint
get_begun (const SwCoverage *self,
           const SwState    *start)
{
  guint begun = *get_slot (self, start, SLOT_ENTERED);

  for (guint i = 0; i < start->scope->states->len; i++)
    {
      const SwState *from = g_ptr_array_index (start->scope->states, i);
      g_autoptr (GArray) exits = sw_state_dup_exits (from);

      for (guint j = 0; j < exits->len; j++)
        {
          const SwExit *exit = &g_array_index (exits, SwExit, j);

          if (exit->target != NULL && exit->target->target == start)
            begun -= MIN (begun, get_left (self, from, exit->kind, exit->index));
        }
    }
  return begun;
}

/**
 * sw_coverage_get_edge:
 * @edge: of a graph of the model, or of another of the same shape
 *
 * Returns: how often the edge was taken
 */
guint
sw_coverage_get_edge (const SwCoverage  *self,
                      const SwGraphEdge *edge)
{
  if (edge->from->kind == SW_GRAPH_NODE_STATE)
    return get_left (self, edge->from->state, edge->kind, edge->index);
  if (edge->kind == SW_EDGE_START && edge->to->kind == SW_GRAPH_NODE_STATE)
    return get_begun (self, edge->to->state);
  return 0;
}

static void
add_item (const SwCoverage *self,
          GArray           *items,
          SwCoverageItem    item,
          guint             offset)
{
  item.hits = *get_slot (self, item.state, offset);
  if (item.kind != SW_COVERED_STATE)
    item.span = item.node->span;
  g_array_append_val (items, item);
}

/* Where an edge stands: the name of its target, or what ends the state */
static SwNode *
find_edge_node (const SwState *state,
                const SwExit  *exit)
{
  SwNode *end = sw_node_get_member (state->node, "End");

  if (exit->target != NULL && exit->target->node != NULL)
    return exit->target->node;
  return end != NULL ? end : state->node;
}

static void
add_edges (const SwCoverage *self,
           GArray           *items,
           SwState          *state)
{
  g_autoptr (GArray) exits = sw_state_dup_exits (state);

  for (guint i = 0; i < exits->len; i++)
    {
      const SwExit *exit = &g_array_index (exits, SwExit, i);
      SwCoverageItem item = { SW_COVERED_EDGE, state, exit->kind, exit->index,
                              find_edge_node (state, exit) };

      if (exit->target != NULL && exit->target->target == NULL)
        continue;
      add_item (self, items, item,
                state->type == SW_STATE_FAIL ? SLOT_ENTERED
                                             : edge_offset (state, exit->kind, exit->index));
    }
}

static void
add_parts (const SwCoverage *self,
           GArray           *items,
           SwState          *state)
{
  for (guint i = 0; state->type == SW_STATE_CHOICE && i < state->rules->len; i++)
    {
      SwNode *node = g_array_index (state->rules, SwRule, i).node;
      SwCoverageItem item = { SW_COVERED_RULE_TRUE, state, SW_EDGE_RULE, i, node };

      add_item (self, items, item, rule_offset (i, RULE_TRUE));
      item.kind = SW_COVERED_RULE_FALSE;
      add_item (self, items, item, rule_offset (i, RULE_FALSE));
    }
  for (guint i = 0; i < state->catchers->len; i++)
    add_item (self, items,
              (SwCoverageItem) { SW_COVERED_CATCHER, state, SW_EDGE_CATCH, i,
                                 g_array_index (state->catchers, SwHandler, i).node },
              catcher_offset (state, i));
  for (guint i = 0; i < state->retriers->len; i++)
    add_item (self, items,
              (SwCoverageItem) { SW_COVERED_RETRIER, state, SW_EDGE_NEXT, i,
                                 g_array_index (state->retriers, SwHandler, i).node },
              retrier_offset (state, i));
}

/**
 * sw_coverage_dup_items:
 *
 * Returns: (transfer full) (element-type SwCoverageItem): every part that can have its turn, state
 * by state; good as long as the model
 */
GArray *
sw_coverage_dup_items (const SwCoverage *self)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (SwCoverageItem));
  GPtrArray *states = sw_model_get_states (self->model);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      SwCoverageItem item = { SW_COVERED_STATE, state, SW_EDGE_NEXT, 0, state->node,
                              state->node->key };

      add_item (self, items, item, SLOT_ENTERED);
      add_edges (self, items, state);
      add_parts (self, items, state);
    }
  return items;
}
