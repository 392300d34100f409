/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-breakpoints-private.h"

#include "json/sw-text.h"

/* Which breakpoint holds at a point of a run, and where breakpoints stand in a definition that was
 * changed. */

static gboolean
is_variable_changed (const SwStop *stop,
                     const char   *name)
{
  const char *bare = *name == '$' ? name + 1 : name;
  SwValue now = sw_value_get_member (stop->variables, bare);
  SwValue before = sw_value_get_member (stop->before, bare);

  if (sw_value_is (now, SW_TYPE_UNDEFINED) || sw_value_is (before, SW_TYPE_UNDEFINED))
    return sw_value_type (now) != sw_value_type (before);
  return !sw_value_equal (now, before);
}

static gboolean
is_edge_taken (const SwStop *stop,
               const char   *name)
{
  g_autofree char *taken = sw_edge_dup_name (stop->edge, stop->index);

  return g_strcmp0 (taken, name) == 0;
}

/* Whether the point is the breakpoint's, whatever its condition says */
static gboolean
is_place (const SwBreakpoint *breakpoint,
          const SwStop       *stop)
{
  static const SwStopPoint points[] = {
    [SW_BREAK_BEFORE] = SW_STOP_BEFORE, [SW_BREAK_AFTER] = SW_STOP_AFTER,
    [SW_BREAK_EDGE] = SW_STOP_LEFT,     [SW_BREAK_ERROR] = SW_STOP_ERROR,
    [SW_BREAK_VARIABLE] = SW_STOP_LEFT,
  };

  if (!breakpoint->enabled || points[breakpoint->kind] != stop->point)
    return FALSE;
  if (breakpoint->state != NULL && !g_str_equal (breakpoint->state, stop->state->pointer))
    return FALSE;
  switch (breakpoint->kind)
    {
    case SW_BREAK_EDGE:
      return is_edge_taken (stop, breakpoint->edge);
    case SW_BREAK_ERROR:
      return (breakpoint->name == NULL || g_strcmp0 (breakpoint->name, stop->error) == 0)
             && !(breakpoint->uncaught && stop->handled);
    case SW_BREAK_VARIABLE:
      return is_variable_changed (stop, breakpoint->name);
    case SW_BREAK_BEFORE:
    case SW_BREAK_AFTER:
    default:
      return TRUE;
    }
}

/* A condition that fails, or is neither true nor false, stops as well: passing it by in silence
 * would leave a person waiting. */
static gboolean
is_condition_met (const SwBreakpointItem *item,
                  SwExecution            *execution,
                  const SwStop           *stop,
                  char                  **trouble)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (item->condition == NULL)
    return TRUE;
  if (!sw_execution_apply (execution, stop->frame, item->condition, &value, &error))
    {
      *trouble = g_strdup (error->message);
      return TRUE;
    }
  if (sw_value_is (value, SW_TYPE_BOOLEAN))
    return sw_value_get_boolean (value);
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return FALSE;
  *trouble = g_strdup_printf ("the condition yields a value of type %s, not true or false",
                              sw_type_get_name (sw_value_type (value)));
  return TRUE;
}

/**
 * sw_breakpoints_match:
 * @execution: at @stop, or asked whether to stop there
 * @trouble: (out) (nullable): set where the condition could not be decided; owned
 *
 * Looks whether to stand still at a point, and counts the hits of the breakpoints there.
 *
 * Returns: (nullable) (transfer none): the first breakpoint that says so, valid until the next
 * change
 */
const SwBreakpoint *
sw_breakpoints_match (SwBreakpoints  *self,
                      SwExecution    *execution,
                      const SwStop   *stop,
                      char          **trouble)
{
  const SwBreakpoint *first = NULL;

  *trouble = NULL;
  for (guint i = 0; i < self->items->len; i++)
    {
      SwBreakpointItem *item = g_ptr_array_index (self->items, i);
      g_autofree char *words = NULL;

      if (!is_place (&item->public, stop) || !is_condition_met (item, execution, stop, &words))
        continue;
      if (item->public.hits++ < item->public.skip || first != NULL)
        continue;
      first = &item->public;
      *trouble = g_steal_pointer (&words);
    }
  return first;
}

static gboolean
says_the_same (const SwState *a,
               const SwState *b)
{
  g_autofree char *left = sw_node_dup_json (a->node);
  g_autofree char *right = sw_node_dup_json (b->node);

  return g_strcmp0 (left, right) == 0;
}

/* The state that was at POINTER: renamed, or moved with its content; or the only one of its scope
 * that is new where it went. NULL: it is gone. */
static const SwState *
find_moved (const SwState *state,
            SwModel       *before,
            SwModel       *after)
{
  GPtrArray *states = sw_model_get_states (after);
  const SwState *in_place = NULL;
  guint n_in_place = 0;

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *candidate = g_ptr_array_index (states, i);

      if (sw_model_find_pointer (before, candidate->pointer) != NULL)
        continue;
      if (says_the_same (candidate, state))
        return candidate;
      if (g_str_equal (candidate->scope->pointer, state->scope->pointer)
          && candidate->type == state->type)
        {
          in_place = candidate;
          n_in_place++;
        }
    }
  return n_in_place == 1 ? in_place : NULL;
}

/**
 * sw_breakpoints_follow:
 * @before: the definition in which they were right
 * @after: what has become of it
 *
 * Moves breakpoints along with states that were renamed or moved. One whose state is gone stays
 * where it was.
 */
void
sw_breakpoints_follow (SwBreakpoints *self,
                       SwModel       *before,
                       SwModel       *after)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      SwBreakpoint *item = g_ptr_array_index (self->items, i);
      const SwState *state
          = item->state != NULL ? sw_model_find_pointer (before, item->state) : NULL;
      const SwState *found;

      if (state == NULL || sw_model_find_pointer (after, item->state) != NULL)
        continue;
      found = find_moved (state, before, after);
      if (found == NULL)
        continue;
      g_free (item->state);
      item->state = g_strdup (found->pointer);
      changed = TRUE;
    }
  if (changed)
    sw_breakpoints_changed (self);
}

/**
 * sw_edge_dup_name:
 * @kind: of an edge that leaves a state
 * @index: of the rule or catcher, from 0
 *
 * Returns: (transfer full) (nullable): "next", "default", "end", "rule/0" or "catch/1": the last
 * part of the key that the graph gives it; %NULL for an edge that leaves no state
 */
char *
sw_edge_dup_name (SwEdgeKind kind,
                  guint      index)
{
  switch (kind)
    {
    case SW_EDGE_NEXT:
      return g_strdup ("next");
    case SW_EDGE_DEFAULT:
      return g_strdup ("default");
    case SW_EDGE_RULE:
      return g_strdup_printf ("rule/%u", index);
    case SW_EDGE_CATCH:
      return g_strdup_printf ("catch/%u", index);
    case SW_EDGE_END:
      return g_strdup ("end");
    case SW_EDGE_START:
    default:
      return NULL;
    }
}
