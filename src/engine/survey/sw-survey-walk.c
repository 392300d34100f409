/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-private.h"

#include "asl/graph/sw-exits.h"

/* The walk through a machine: from state to state as it was decided, with the data as they come to
 * stand there. */

/* Choices that need something of each other may send the walk back so often. */
#define MAX_WALKS 6

/* What is decided of the visits of a state that are still to come; NULL: nothing */
static SwDecisions *
get_pending (const SwSurvey *self,
             const SwState  *state)
{
  SwDecisions *decisions = g_hash_table_lookup (self->decisions, state);

  return decisions != NULL && decisions->next < decisions->list->len ? decisions : NULL;
}

/* One state to come to in a walk through a scope */
typedef struct
{
  SwState *state;
  SwStand *stand;
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  g_clear_pointer (&arrival->stand, sw_stand_free);
  g_free (arrival);
}

/* A state is visited once, and again as long as decisions are pending. */
static void
arrive (const SwSurvey *self,
        GQueue         *arrivals,
        GHashTable     *seen,
        SwState        *state,
        SwStand        *take_stand)
{
  Arrival *arrival;

  if (state == NULL || (!g_hash_table_add (seen, state) && get_pending (self, state) == NULL))
    {
      sw_stand_free (take_stand);
      return;
    }
  arrival = g_new0 (Arrival, 1);
  arrival->state = state;
  arrival->stand = take_stand;
  g_queue_push_tail (arrivals, arrival);
}

/* Leaves a state by one way. *OUTPUT: what the scope puts out, of the first state that ends it */
static void
leave_by (SwSurvey      *self,
          Arrival       *arrival,
          const SwExit  *exit,
          const char    *error,
          GQueue        *arrivals,
          GHashTable    *seen,
          SwOrigin     **output)
{
  SwStand *next = sw_survey_pass (self, arrival->stand, arrival->state, exit->kind, exit->index,
                                  error);

  if (exit->kind == SW_EDGE_END && *output == NULL && arrival->state->type != SW_STATE_FAIL)
    *output = sw_origin_ref (next->input);
  arrive (self, arrivals, seen, exit->target != NULL ? exit->target->target : NULL, next);
}

static gboolean
is_decided (const SwDecision *decision,
            const SwExit     *exit)
{
  if (decision == NULL)
    return exit->kind != SW_EDGE_CATCH;
  if (decision->edge != SW_EDGE_RULE && decision->edge != SW_EDGE_CATCH)
    return decision->edge == exit->kind
           || (decision->edge == SW_EDGE_NEXT && exit->kind == SW_EDGE_END);
  return decision->edge == exit->kind && decision->index == exit->index;
}

static void
visit (SwSurvey    *self,
       Arrival     *arrival,
       GQueue      *arrivals,
       GHashTable  *seen,
       SwOrigin   **output)
{
  SwDecisions *pending = get_pending (self, arrival->state);
  const SwDecision *decision
      = pending != NULL ? g_ptr_array_index (pending->list, pending->next++) : NULL;
  g_autoptr (GArray) exits = sw_state_dup_exits (arrival->state);
  guint n_rules = arrival->state->rules->len;

  if (arrival->state->type == SW_STATE_CHOICE)
    sw_survey_solve (self, arrival->stand, arrival->state,
                     decision == NULL                  ? G_MAXUINT
                     : decision->edge == SW_EDGE_RULE ? decision->index
                                                      : n_rules,
                     decision == NULL || decision->soft);
  for (guint i = 0; i < exits->len && self->why == NULL; i++)
    {
      const SwExit *exit = &g_array_index (exits, SwExit, i);

      if (is_decided (decision, exit))
        leave_by (self, arrival, exit, decision != NULL ? decision->error : NULL, arrivals, seen,
                  output);
    }
}

/**
 * sw_survey_scope:
 * @take_stand: the data at its beginning
 *
 * Walks through a scope: each state once, by whichever way comes to it first.
 *
 * Returns: (transfer full): what the scope puts out
 */
SwOrigin *
sw_survey_scope (SwSurvey      *self,
                 const SwScope *scope,
                 SwStand       *take_stand)
{
  GQueue arrivals = G_QUEUE_INIT;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  SwOrigin *output = NULL;
  Arrival *arrival;

  arrive (self, &arrivals, seen, scope->start.target, take_stand);
  while ((arrival = g_queue_pop_head (&arrivals)) != NULL)
    {
      if (self->why == NULL)
        visit (self, arrival, &arrivals, seen, &output);
      arrival_free (arrival);
    }
  return output != NULL ? output : sw_origin_new_unknown (scope->pointer);
}

/* Values that a Choice further on was found to need stand there from the beginning. */
static void
apply_preferences (SwSurvey *self,
                   guint     source)
{
  for (guint i = 0; i < self->preferences->len; i++)
    {
      const SwPreference *each = &g_array_index (self->preferences, SwPreference, i);

      if (each->source == source)
        sw_draft_set (self->draft, source, each->way, sw_value_ref (each->value));
    }
}

/**
 * sw_survey_add_source:
 * @state: whose task is called
 *
 * Returns: the number of the source in the draft that is its result
 */
guint
sw_survey_add_source (SwSurvey      *self,
                      const SwState *state)
{
  guint source = sw_draft_add_source (self->draft, (SwState *) state);

  apply_preferences (self, source);
  return source;
}

static void
walk (SwSurvey *self)
{
  SwModel *model = sw_program_get_model (self->program);
  SwStand *stand = sw_stand_new (sw_origin_new_place (SW_DRAFT_INPUT, ""), NULL);
  GHashTableIter iter;
  gpointer decisions;

  g_clear_pointer (&self->why, g_free);
  self->again = FALSE;
  sw_draft_free (self->draft);
  self->draft = sw_draft_new ();
  apply_preferences (self, SW_DRAFT_INPUT);
  g_hash_table_iter_init (&iter, self->decisions);
  while (g_hash_table_iter_next (&iter, NULL, &decisions))
    ((SwDecisions *) decisions)->next = 0;
  sw_origin_unref (sw_survey_scope (self, sw_model_get_root (model), stand));
}

/**
 * sw_survey_walk:
 *
 * Walks through the whole machine; again where a Choice needs values that one before it decided
 * otherwise.
 *
 * Returns: whether all decisions can come out, as far as can be said; else sw_survey_get_why() says
 * what stands against it
 */
gboolean
sw_survey_walk (SwSurvey *self)
{
  for (guint i = 0; i < MAX_WALKS; i++)
    {
      walk (self);
      if (self->why == NULL || !self->again)
        break;
    }
  return self->why == NULL;
}
